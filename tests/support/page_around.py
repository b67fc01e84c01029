"""What stands around the steps, in the terminal and in the page: questions, notes, the end."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from mes_optout.i18n import _, day_in_words
from mes_optout.progress.model import State
from mes_optout.reports.prove.asking import Given, Page
from mes_optout.walkthrough.due import ask_whether_it_came, say_otherwise
from mes_optout.walkthrough.prompter import Option
from mes_optout.wording.phrases import set_off, state_word
from mes_optout.wording.waiting import say_period
from support.page_comparing import (
    At,
    Differs,
    Terminal,
    compare_doors,
    compare_said,
    labels,
    list_rows,
    plain,
    tell,
)
from support.page_reading import Links, On, Seen, WholePage

IN_TIME, LAST, LATE = (timedelta(days=ago) for ago in (10, 42, 60))


def list_options(page: Page, *without: str) -> list[Option]:
    """Return the answers of a page in their order, without some and the one that quits."""
    return [each for each in page.options if not (each.leaves or each.id in without)]


def read_heading(terminal: Terminal, at: At) -> str:
    """Return what the page says above a part: of which procedure it is."""
    return f"{plain(terminal.look(at).screen.heading, terminal.journey(at))}."


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
    for each, (label, to) in zip(options, on.links, strict=False):
        there = terminal.take(at, each.id)
        if there.name == "say_before":
            yield from tell(to, ("answer given", set_off(label), page.part(to).rows[0][0]))
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
    if at.given["situation"] is None:
        texts.insert(0, screen.lead)
    else:
        rows.insert(0, (seen.rows[0][0], screen.lead))  # for its label see `compare_question`
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
    yield from _compare_paper(terminal, page, at, prints)


def _compare_paper(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the title of a list to print; note its door to the steps, whatever was said."""
    procedure, seen = terminal.journey(at).procedure, page.part(key)
    yield from tell(key, ("list", procedure.title, seen.title))
    terminal.doors[procedure.id, None, seen.links[-1][2]] = None


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
    # Which day is the last one is left out; how to call stands in its sentence.
    rows = [f"{label} {text}" for label, text in list_rows(last)]
    rows += [f"{each.label} {each.url}" for each in last.addresses]
    *deeds, fails = last.text
    known, passed = (
        _("I know it, and the last day is not over"),
        _("I know it, and the last day is over"),
    )
    (row,) = (
        row
        for month in page.part(to).problems
        for row in month.table
        if row[0] == day_in_words(terminal.today - IN_TIME)
    )
    yield from tell(
        key,
        ("title", shown.screen.title, seen.title),
        ("texts", [read_heading(terminal, at), *shown.screen.text], seen.texts),
        ("question", shown.question, on.question),
        ("points", said, seen.points),
        ("on the last day", " ".join((*deeds, *rows, fails)), today.rows[0][1]),
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


def compare_end(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the end; where one is, and what to keep, stand in the terminal alone."""
    shown, seen = terminal.look(at), page.part(key)
    screen, offered = shown.screen, {each.id: each.label for each in shown.options}
    rows, on = {row.label: row.lines for row in screen.rows}, next(iter(seen.on), On())
    texts, points, ends = [read_heading(terminal, at)], [], []
    label, goes = _("Still to do"), [offered[n] for n in ("continue", "left") if n in offered]
    if "continue" in offered:
        texts.append(screen.lead)
        yield from tell(key, ("answers anew", [offered["answers"]], []))
    elif "left" in offered:
        state = f" ({state_word(State.OPEN)})"
        points = [(label, "", line.removesuffix(state)) for line in rows[label]]
    else:
        ends = [(set_off(_("When all is done")), screen.lead)]
    coming = list(_list_coming(terminal, at)) if "came" in offered else []
    heads = [label] * bool(points) + [_("What next")] * bool(coming) + [_("More")]
    known = Seen(seen.title, seen.language, seen.texts, seen.rows, on=seen.on[:1])
    known.points, known.heads, known.problems = seen.points, seen.heads, seen.problems
    known.links = [link for link in seen.links if link[0] == _("More")]
    yield from tell(
        key,
        ("title", screen.title, seen.title),
        ("texts", texts, seen.texts),
        ("points", points, seen.points),
        ("rows", [*ends, *(row for row, _late in coming)], seen.rows),
        ("headings", heads, seen.heads),
        ("coming", len(rows.get(_("What next"), ())), len(seen.problems)),
        ("goes on", goes, [label for label, _to in on.links]),
        ("else", known, seen),
    )
    yield from compare_said(key, on, terminal.journey(at), terminal.pack)
    for (_row, late), inner in zip(coming, seen.problems, strict=False):
        yield from _compare_late(terminal, page, late, key, inner)
    yield from _compare_more(terminal, page, at, key)


def _list_coming(terminal: Terminal, at: At) -> Iterator[tuple[tuple[str, str], At]]:
    """Yield the rows of what is to come, each with where the terminal says that it is late."""
    ask = terminal.take(at, "came")
    visit, asked, then = (ask.given[name] for name in ("visit", "asked", "then"))
    for number, each in enumerate(asked):
        late = At(partial(say_otherwise, visit, asked[number:], then), at.noted)
        screen = terminal.look(late).screen
        yield (screen.title, f"{say_period(each.follow_up)}. {screen.text[0]}"), late


def _compare_late(
    terminal: Terminal, page: WholePage, at: At, key: str, seen: Seen
) -> Iterator[Differs]:
    shown, given = terminal.look(at), at.given
    ask = partial(ask_whether_it_came, given["visit"], given["asked"], given["then"])
    links = [(label, to) for _head, label, to in seen.links]
    yield from tell(
        key,
        ("asked", terminal.look(At(ask, at.noted)).question, seen.title),
        ("otherwise", [(set_off(_("Not yet")), shown.screen.text[1])], seen.rows),
    )
    yield from compare_doors(terminal, page, at, key, (list_options(shown, "again"), links))


def _compare_more(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    offered = {each.id: each.label for each in terminal.look(at).options}
    more = [(label, to) for head, label, to in page.part(key).links if head == _("More")]
    found = dict(more)
    carried = (_("A letter to complete by hand"), _("The list of steps, to print"))
    after, child, elsewhere = (offered.get(n) for n in ("afterwards", "next-child", "elsewhere"))
    wanted = [each for each in (after, child, *carried, elsewhere) if each]
    yield from tell(
        key,
        ("more", wanted, [label for label, _to in more]),
        ("elsewhere", page.first_question, found.get(elsewhere or "")),
    )
    if carried[1] in found:
        yield from _compare_paper(terminal, page, at, found[carried[1]])
    if child in found:
        terminal.doors[terminal.journey(at).procedure.id, None, found[child]] = None
    if after in found:
        there = terminal.take(at, "afterwards")
        yield from _compare_after(terminal, page, there, found[after])


def _compare_after(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare what may come next; its title is that of the answer that leads there."""
    shown, seen = terminal.look(at), page.part(key)
    *links, (_head, label, to) = seen.links
    found = list(dict.fromkeys((label, to) for _head, label, to in links))
    elsewhere = (_("Choose another procedure"), page.first_question)
    yield from tell(
        key,
        ("title", _("What may come next"), seen.title),
        ("texts", [read_heading(terminal, at), *shown.screen.text], seen.texts),
        ("elsewhere", elsewhere, (label, to)),
        ("else", Seen(seen.title, seen.language, seen.texts, links=seen.links), seen),
    )
    yield from compare_doors(terminal, page, at, key, (list_options(shown, "end"), found))
