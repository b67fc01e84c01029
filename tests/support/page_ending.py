"""The end of a procedure, in the terminal and in the page: what it amounts to, what may come."""

from collections.abc import Iterator
from functools import partial

from mes_optout.i18n import _
from mes_optout.progress.model import State
from mes_optout.walkthrough.due import ask_whether_it_came, say_otherwise
from mes_optout.wording.phrases import set_off, state_word
from mes_optout.wording.waiting import say_period
from support.page_comparing import (
    At,
    Differs,
    Terminal,
    compare_doors,
    compare_paper,
    compare_said,
    list_options,
    read_heading,
    tell,
)
from support.page_reading import On, Seen, WholePage


def compare_end(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the end; where one is, and what to keep, stand in the terminal alone."""
    shown, seen = terminal.look(at), page.part(key)
    screen, offered = shown.screen, {each.id: each.label for each in shown.options}
    rows, on = {row.label: row.lines for row in screen.rows}, next(iter(seen.on), On())
    texts, points, ends = [read_heading(terminal, at)], [], []
    label, goes = _("Still to do"), [offered[n] for n in ("continue", "left") if n in offered]
    if "continue" in offered:
        texts.append(screen.lead)
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
    carry = terminal.look(terminal.take(at, "carry"))
    letters = [each.label for each in carry.options if each.id.startswith("letter-")]
    there = (after, child, carried[0] if letters else None, carried[1], elsewhere)
    wanted = [each for each in there if each]
    anew = [link for link in more if link[0] not in wanted]
    asked = [each for each in terminal.look(at).options if each.id == "answers"]
    yield from compare_doors(terminal, page, at, key, (asked, anew))
    yield from tell(
        key,
        ("more", wanted, [label for label, _to in more if (label, _to) not in anew]),
        ("elsewhere", page.first_question, found.get(elsewhere or "")),
    )
    if carried[0] in found:
        said = _("A letter: {title}")
        (*own, _others) = page.part(found[carried[0]]).links
        titles = [said.format(title=label) for _head, label, _to in own]
        yield from tell(found[carried[0]], ("letters", letters, titles))
    if carried[1] in found:
        yield from compare_paper(terminal, page, at, found[carried[1]])
    if child in found:
        terminal.doors[terminal.journey(at).procedure.id, None, found[child]] = None
    if after in found:
        yield from _compare_after(terminal, page, terminal.take(at, "afterwards"), found[after])


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
