"""The page of a step, in the terminal and as a part of the page: deeds, boxes, problems, doors."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from mes_optout.i18n import _, ngettext
from mes_optout.progress.model import State
from mes_optout.reports.prove.asking import Given, Kind
from mes_optout.walkthrough.problems import explain_step
from mes_optout.walkthrough.step import choose_step
from mes_optout.wording.phrases import set_off, state_word
from support.page_comparing import (
    STUCK,
    At,
    Differs,
    Terminal,
    compare_doors,
    compare_said,
    labels,
    list_addresses,
    list_rows,
    plain,
    tell,
)
from support.page_reading import Seen, WholePage

# What the menu of a step offers beside the doors of its deeds.
_MENU = ("stay", "problem", "later", "helpers", "letters", "previous", "other", "paper")


def compare_step(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the page of a step: what is to be done, and what stands around that."""
    shown, seen, journey = terminal.look(at), page.part(key), terminal.journey(at)
    screen = shown.screen
    if shown.kind is not Kind.BOXES:
        yield from tell(key, ("a step", screen.title, seen.title))
        return
    place, heading = screen.place, plain(screen.heading, journey)
    left = _count_left(terminal, at)
    sure = set_off(_("How sure"))
    doubts = [text for label, text in list_rows(screen) if label == sure]
    stands = [f"{screen.foot}." if screen.foot else "", *doubts]
    rows = [row for row in list_rows(screen) if row[0] != sure]
    rows.append((sure, " ".join(filter(None, stands))))
    steps = ngettext("{n} step to the end: this one.", "{n} steps to the end, with this one.", left)
    deeds = [line for row in screen.rows if row.numbered for line in row.lines]
    first = next(n for n, row in enumerate(screen.rows) if row.numbered)
    above = [set_off(row.label) for row in screen.rows[:first]]
    phone = [set_off(_("Telephone"))]
    yield from tell(
        key,
        ("title", screen.title, seen.title),
        ("language", bool(place and place.notice), seen.language != page.language),
        ("heading", [f"{heading}. {steps}"], seen.texts),
        ("rows", rows, [row for row in seen.rows if row[0] not in phone]),
        ("deeds", deeds, [text for text, _links in seen.deeds]),
        ("boxes", (shown.question, [c.text for c in shown.checks]), (seen.question, seen.boxes)),
        ("addresses", list_addresses(screen), seen.addresses[: len(screen.addresses)]),
        ("risks before deeds", above, seen.above),
        ("else", _keep_known(seen), seen),
    )
    yield from compare_said(key, seen.on[0], journey, terminal.pack)
    yield from _compare_problems(terminal, page, at, key)
    yield from _compare_menu(terminal, page, at, key)
    yield from _compare_why(terminal, page, at, key)


def _keep_known(seen: Seen) -> Seen:
    """Return of a part what is compared: nothing else may be seen in it."""
    known = Seen(seen.title, seen.language, seen.texts, seen.rows, seen.deeds, on=seen.on[:1])
    known.question, known.boxes, known.above = seen.question, seen.boxes, seen.above
    known.addresses, known.problems = seen.addresses, seen.problems
    known.links, known.heads = seen.links, seen.heads
    return known


def _count_left(terminal: Terminal, at: At) -> int:
    """Count the steps to do from a step on: the page cannot speak of those that were left out.

    The terminal's tally counts these too; here it is its list of all steps that is counted.
    """
    way, index = at.given["way"], at.given["index"]
    stage = partial(choose_step, terminal.trial, way)
    options = terminal.look(At(stage, at.noted)).options
    ids, to_do = [each.id for each in options], f"({state_word(State.OPEN)})"
    following = options[ids.index(way.procedure.steps[index].id) :]
    return sum(each.label.endswith(to_do) for each in following)


def _compare_problems(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    seen, journey = page.part(key), terminal.journey(at)
    here = At(terminal.take(at, STUCK).stage, at.noted)
    shown = terminal.look(here)
    numbers = [each.id for each in shown.options if each.id.isdecimal()]
    symptoms = [each.label for each in shown.options if each.id in numbers]
    heads = [_("I have a problem")] if numbers else []
    yield from tell(
        key,
        ("problems", symptoms, [each.title for each in seen.problems]),
        ("headings", [*heads, _("More")], seen.heads),
    )
    phone: list[tuple[str, str]] = []
    calls: list[tuple[str, str]] = []
    for number, inner in zip(numbers, seen.problems, strict=False):
        one = terminal.take(here, number)
        remedy = terminal.look(one)
        first, *rows = list_rows(remedy.screen)
        # How to call stands once, below all problems.
        phone = [row for row in rows if row[0] == set_off(_("Telephone"))] or phone
        calls = list_addresses(remedy.screen) or calls
        doors = [o for o in remedy.options if o.id not in {"step", "another"} and not o.leaves]
        links = [(label, to) for _head, label, to in inner.links]
        yield from tell(
            key,
            ("symptom", first[1], inner.title),
            ("remedy", [row for row in rows if row not in phone], inner.rows),
            ("else", Seen(inner.title, rows=inner.rows, links=inner.links), inner),
        )
        yield from compare_doors(terminal, page, one, key, (doors, links))
    last = len(journey.steps[at.given["index"]].link or "") > 0
    yield from tell(
        key,
        ("telephone", phone, [row for row in seen.rows if row[0] == set_off(_("Telephone"))]),
        ("calls", calls, seen.addresses[int(last) :]),
    )


def _compare_menu(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the doors of the deeds, and letters: the terminal has them in the menu."""
    seen, index = page.part(key), at.given["index"]
    checks = terminal.look(at).checks
    ticked = frozenset(check.id for check in checks if check.ticked)
    some = ticked if len(ticked) < len(checks) else frozenset[str]()
    menu = terminal.take(at, Given(boxes=some))
    options = terminal.look(menu).options
    doors = [each for each in options if each.id not in _MENU and not each.leaves]
    links = list(dict.fromkeys(link for _text, links in seen.deeds for link in links))
    # It always offers who can help; the page does where a deed speaks of it.
    body = terminal.journey(at).steps[index].body
    if any(action.do == "helpers" for line in body for action in line.actions):
        doors += [each for each in options if each.id == "helpers"]
        links.sort(key=lambda link: link[0] == _("Who can help"))
    yield from compare_doors(terminal, page, menu, key, (doors, links))
    letters: list[str] = []
    if any(each.id == "letters" for each in options):
        letters = labels(terminal.look(terminal.take(menu, "letters")).options, "back")
    *found, why = [label for head, label, _to in seen.links if head == _("More")]
    yield from tell(
        key,
        ("letters", letters, found),
        ("why", _("Why, and sources"), why),
        ("links", len(seen.links), len(found) + 1),
    )


def _compare_why(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare what stands behind a step; its first line stands in the part of the step."""
    way, index, step = at.given["way"], at.given["index"], page.part(key)
    stage = partial(explain_step, terminal.trial, way, index, at.stage)
    screen = terminal.look(At(stage, at.noted)).screen
    to = step.links[-1][2]
    seen, (why, sure) = page.part(to), screen.rows
    terminal_sources = ((each.url, each.label) for each in screen.addresses)
    page_sources = ((url, name) for name, url in map(page.sources.__getitem__, seen.cited))
    yield from tell(
        to,
        ("title", screen.title, seen.title),
        ("why", list(why.lines), [dict(step.rows)[set_off(why.label)], *seen.texts[:-1]]),
        ("how sure", (set_off(sure.label), " ".join(sure.lines)), seen.rows[0]),
        ("sources", _list_words(terminal_sources), _list_words(page_sources)),
    )


def _list_words(sources: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the words of all sources of an address: the terminal says articles of a law in one."""
    words: dict[str, set[str]] = {}
    for url, name in sources:
        one = name.replace("articles", "article")
        words.setdefault(url, set()).update(re.findall(r"[^\s,]+", one))
    return words
