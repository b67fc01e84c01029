"""What stands around the steps, in the terminal and in the page: questions, days, notes."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from mes_optout.i18n import _, day_in_words
from mes_optout.reports.prove.asking import Given, Page
from mes_optout.walkthrough.prompter import Option
from mes_optout.wording.phrases import set_off
from support.page_comparing import (
    At,
    Differs,
    Terminal,
    compare_paper,
    compare_said,
    labels,
    list_addresses,
    list_options,
    list_rows,
    plain,
    read_heading,
    tell,
)
from support.page_reading import Links, Seen, WholePage

IN_TIME, LAST, LATE = (timedelta(days=ago) for ago in (10, 42, 60))


def compare_answers(key: str, options: Sequence[Option], links: Links) -> Iterator[Differs]:
    """Answers with the same words in the same order."""
    yield from tell(key, ("answers", labels(options), [label for label, _to in links]))


def compare_question(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare one of the first questions, and what the page says next of an answer to it."""
    shown, seen = terminal.look(at), page.part(key)
    on, options = seen.on[0], list_options(shown)
    yield from tell(
        key,
        ("title", shown.screen.title, seen.title),
        ("texts", list(shown.screen.text), seen.texts),
        ("question", shown.question, on.question),
        ("else", Seen(seen.title, seen.language, seen.texts, on=[on]), seen),
    )
    yield from compare_answers(key, options, on.links)
    for each, (_label, to) in zip(options, on.links, strict=False):
        there = terminal.take(at, each.id)
        if there.name == "offer_reading":
            yield from _compare_reading(terminal, page, there, to)


def _compare_reading(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare what may be read before a choice: it lies beside the way."""
    shown, seen = terminal.look(at), page.part(key)
    on = seen.on[0]
    # The way back stands first in the terminal, for the answer that is pointed at there.
    back, *others = list_options(shown)
    yield from tell(
        key,
        ("title", shown.screen.title, seen.title),
        ("question", shown.question, on.question),
        ("back", page.first_question, on.links[-1][1]),
    )
    yield from compare_answers(key, [*others, back], on.links)
    for each, (_label, to) in zip(others, on.links, strict=False):
        section, part = terminal.look(terminal.take(at, each.id)), page.part(to)
        yield from tell(to, ("title", section.screen.title, part.title))
        if each.id == "help":
            yield from _compare_helpers(section, part, to)
            continue
        links = [(label, there) for _head, label, there in part.links]
        yield from tell(to, ("texts", list(section.screen.text), part.texts))
        yield from compare_answers(to, list_options(section), links)


def _compare_helpers(shown: Page, seen: Seen, key: str) -> Iterator[Differs]:
    contacts, purposes = seen.texts[::2], seen.texts[1::2]
    said = [
        _("{label}: {text}").format(label=name, text=f"{purpose} {contact}")
        for name, contact, purpose in zip(seen.heads, contacts, purposes, strict=False)
    ]
    urls = [each.url for each in shown.screen.addresses]
    yield from tell(key, ("helpers", list(shown.screen.text), said))
    yield from tell(key, ("addresses", urls, [url for _label, url in seen.addresses]))


def compare_before(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare what to know before a procedure; in the page the list to print is there too."""
    shown, seen = terminal.look(at), page.part(key)
    screen, on = shown.screen, seen.on[0]
    texts, rows = list(screen.text), list_rows(screen)
    texts.insert(0, screen.lead)
    goes, *_others = list_options(shown)
    begun = terminal.take(at, goes.id)  # only then what was answered is noted
    paper, wanted = _("The list of steps, to print"), labels(list_options(shown))
    (_label, changes), (_label, prints) = on.links[1:]
    yield from tell(
        key,
        ("title", plain(screen.title, terminal.journey(at)), seen.title),
        ("texts", texts, seen.texts),
        ("rows", rows, seen.rows),
        ("ways on", [*wanted, paper], [label for label, _to in on.links]),
        ("elsewhere", page.first_question, changes),
        ("else", Seen(seen.title, seen.language, seen.texts, seen.rows, on=[on]), seen),
    )
    yield from compare_said(key, on, terminal.journey(begun), terminal.pack)
    yield from compare_paper(terminal, page, at, prints)


def compare_sent(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the day of sending: nobody types it into the page, which says what follows."""
    shown, seen = terminal.look(at), page.part(key)
    (on,), (today,), ((_head, _days, to),) = seen.on, seen.problems, seen.links
    unknown = terminal.look(terminal.take(at, Given())).screen
    in_time, last, late = (
        terminal.look(terminal.take(at, Given(day=terminal.today - ago))).screen
        for ago in (IN_TIME, LAST, LATE)
    )
    said = [
        ("", set_off(_("I do not know")), " ".join((unknown.lead, *unknown.text))),
        ("", set_off(_("The last day is over")), " ".join(late.text)),
    ]
    # Which day is the last one is left out. Other days that are last are said beside it.
    deeds = " ".join(last.text)
    called = [set_off(_("From Monday to Friday")), set_off(_("On Saturdays and Sundays"))]
    known, passed = (
        _("I know it, and the last day is not over"),
        _("I know it, and the last day is over"),
    )
    sent = terminal.today - IN_TIME
    (row,) = (
        row
        for month in page.part(to).problems
        for row in month.table
        if f"{row[0]} {month.title}" == day_in_words(sent)
    )
    yield from tell(
        key,
        ("title", shown.screen.title, seen.title),
        ("texts", [read_heading(terminal, at), *shown.screen.text], seen.texts),
        ("question", shown.question, on.question),
        ("points", said, seen.points),
        ("on the last day", deeds, today.rows[0][1]),
        ("days", called, [label for label, _text in today.rows[:2]]),
        ("to call", list_rows(last), today.rows[2:]),
        ("to call otherwise", list_addresses(last), today.addresses),
        ("last day", True, row[1] in in_time.lead),
        ("aim", True, row[2] in " ".join(in_time.text)),
        ("answers", [known, _("I do not know"), passed], [label for label, _to in on.links]),
    )
    yield from compare_said(key, on, terminal.journey(at), terminal.pack)


def compare_note(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare a note on the way of an answer; the browser leads back to the question."""
    shown, seen = terminal.look(at), page.part(key)
    (on,) = seen.on
    yield from tell(
        key,
        ("title", shown.screen.title, seen.title),
        ("texts", [read_heading(terminal, at), *shown.screen.text], seen.texts),
        ("else", Seen(seen.title, seen.language, seen.texts, on=[on]), seen),
    )
    if at.name == "say_note":
        yield from compare_answers(key, list_options(shown, "again"), on.links)
        return
    yield from compare_answers(key, list_options(shown, "stay"), on.links)
    _again, (_label, helpers), (_label, elsewhere) = on.links
    yield from tell(
        key,
        ("helpers", _("Who can help"), page.part(helpers).title),
        ("elsewhere", page.first_question, elsewhere),
    )
