"""What the terminal shows at a stage, held against what is seen at a part of the page.

It is what the walkthrough's own screens hold that is compared, asked for as somebody would. Only
what is said here may differ; each place says why.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from inspect import signature
from typing import Any, NamedTuple

from mes_optout.content.case import find_told, list_branches
from mes_optout.content.loader import Pack
from mes_optout.i18n import _, ngettext
from mes_optout.journey import Journey, name_child
from mes_optout.progress.model import Progress, State
from mes_optout.reports.prove.asking import Asking, Given, Held, Kind, Page, Trial
from mes_optout.walkthrough.problems import explain_step
from mes_optout.walkthrough.prompter import Back, CheckState, Option, Screen, Stuck
from mes_optout.walkthrough.step import choose_step
from mes_optout.walkthrough.visit import Stage
from mes_optout.wording.phrases import set_off, state_word
from support.page_reading import Links, On, Seen, WholePage

_STUCK = "stuck"
# What the menu of a step offers beside the doors of its deeds.
_MENU = ("stay", "problem", "later", "helpers", "letters", "previous", "other", "paper")


class At(NamedTuple):
    """Where one stands in the terminal: a stage, and what is noted."""

    stage: Stage
    noted: Progress

    @property
    def name(self) -> str:
        """The name of the stage."""
        return str(self.stage.func.__name__)  # type: ignore[attr-defined]

    @property
    def given(self) -> Mapping[str, Any]:
        """What the stage was given, by its names."""
        stage: Any = self.stage
        return signature(stage.func).bind(*stage.args, **stage.keywords).arguments


class Differs(NamedTuple):
    """What is said otherwise: where, of what, here and there."""

    key: str
    what: str
    terminal: object
    page: object


class _Answering(Asking):
    """Can also say that one has a problem."""

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        page = Page(Kind.BOXES, self._screen, question, checks=tuple(checks))
        if self.answer(page).option == _STUCK:
            raise Stuck({check.id for check in checks if check.ticked})
        return super().tick(question, checks)


class Terminal:
    """The walkthrough, taken up at any stage."""

    def __init__(self, pack: Pack, today: date) -> None:
        self.pack = pack
        self.asking = _Answering()
        self.trial = Trial(pack, Held(Progress()), self.asking, lambda: today)
        self.doors: dict[tuple[str, str | None, str], None] = {}

    def look(self, at: At) -> Page:
        """Return the page of a stage."""
        found: list[Page] = []

        def note(page: Page) -> Given:
            found.append(page)
            raise Back

        self.asking.answer = note
        try:
            self.trial.take_up(at.stage, at.noted)
        except Back:
            return found[0]
        raise AssertionError(at)

    def take(self, at: At, given: Given | str) -> At:
        """Return where an answer leads; an option by its id."""
        said = Given(given) if isinstance(given, str) else given
        self.asking.answer = lambda _page: said
        following = self.trial.take_up(at.stage, at.noted)
        assert following is not None, (at, given)
        return At(following, self.trial.progress)

    def journey(self, at: At) -> Journey:
        """Return the journey of a stage."""
        given = at.given
        way = given["way"] if "way" in given else given["asked"][0].way
        return self.trial.journey(way, at.noted)


def tell(key: str, *pairs: tuple[str, object, object]) -> Iterator[Differs]:
    """Yield what differs among names, each with what is said here and there."""
    yield from (Differs(key, *each) for each in pairs if each[1] != each[2])


def plain(title: str, journey: Journey) -> str:
    """Return a title as the page has it: of any child, not of the first."""
    child = _("{title}, {child}").format(title="", child=name_child(journey.turn.turn))
    return title.removesuffix(child) if journey.procedure.repeats else title


def list_rows(screen: Screen) -> list[tuple[str, str]]:
    """Return the rows of a screen as they are read on the page."""
    return [(set_off(row.label), " ".join(row.lines)) for row in screen.rows if not row.numbered]


def list_addresses(screen: Screen) -> list[tuple[str, str]]:
    """Return the addresses of a screen as they are read on the page."""
    return [(set_off(each.label), each.url) for each in screen.addresses]


def labels(options: Sequence[Option], *without: str) -> list[str]:
    """Return the answers in their order, without some and the one that quits."""
    return [each.label for each in options if not (each.leaves or each.id in without)]


def compare_said(key: str, on: On, journey: Journey, pack: Pack) -> Iterator[Differs]:
    """What a part says that was answered, was: all that come there have said it."""
    told = find_told(pack.case, journey.said)
    cases = {v.case for fact in pack.case.facts for v in fact.values if told.get(fact.id) == v.id}
    before, after = _("You have answered: {cases}.").split("{cases}")
    said = on.said.removeprefix(before).removesuffix(after).split(" ; ") if on.said else []
    yield from tell(key, ("not answered", set(), {*said} - cases))


def compare_step(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """The page of a step: what is to be done, and what stands around that."""
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
    steps = ngettext("{n} step is left, with this one.", "{n} steps are left, with this one.", left)
    deeds = [line for row in screen.rows if row.numbered for line in row.lines]
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
        ("else", ([], [], ""), (seen.points, seen.table, seen.sheet)),
    )
    yield from compare_said(key, seen.on[0], journey, terminal.pack)
    yield from _compare_problems(terminal, page, at, key)
    yield from _compare_menu(terminal, page, at, key)
    yield from _compare_why(terminal, page, at, key)


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
    here = At(terminal.take(at, _STUCK).stage, at.noted)
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
        yield from compare_doors(terminal, page, one, key, doors, links)
    last = len(journey.steps[at.given["index"]].link or "") > 0
    yield from tell(
        key,
        ("telephone", phone, [row for row in seen.rows if row[0] == set_off(_("Telephone"))]),
        ("calls", calls, seen.addresses[int(last) :]),
    )


def _compare_menu(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """The doors of the deeds, and letters: in the terminal they stand in the menu of the step."""
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
    yield from compare_doors(terminal, page, menu, key, doors, links)
    letters: list[str] = []
    if any(each.id == "letters" for each in options):
        letters = labels(terminal.look(terminal.take(menu, "letters")).options, "back")
    *found, why = [label for head, label, _to in seen.links if head == _("More")]
    said = _("A letter: {title}")
    yield from tell(
        key,
        ("letters", letters, [said.format(title=label) for label in found]),
        ("why", _("Why, and sources"), why),
        ("links", len(seen.links), len(found) + 1),
    )


def _compare_why(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """What stands behind a step; its first line stands on the page of the step already."""
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
        words.setdefault(url, set()).update(re.findall(r"[^\s,]+", name.replace("articles", "article")))
    return words


class _Door(NamedTuple):
    """A door of the terminal: its label, the title behind it, and the list or step it leads to."""

    label: str
    title: str
    to: tuple[str, str | None] | None = None


def compare_doors(
    terminal: Terminal, page: WholePage, at: At, key: str, options: list[Option], links: Links
) -> Iterator[Differs]:
    """Doors with the same words, and where they lead by its title; they are noted for later."""
    wanted = list(_list_doors(terminal, at, options))
    yield from tell(key, ("doors", [door.label for door in wanted], [link[0] for link in links]))
    for door, (_label, to) in zip(wanted, links, strict=False):
        yield from tell(key, (f"title behind “{door.label}”", door.title, page.part(to).title))
        if door.to:
            terminal.doors[*door.to, to] = None


def _list_doors(terminal: Terminal, at: At, options: Sequence[Option]) -> Iterator[_Door]:
    """Yield the doors of the terminal that the page is to have."""
    journey = terminal.journey(at)
    procedure = journey.procedure
    for each in options:
        if each.id in {"later", "phone"}:  # what only a program can do
            continue
        if each.id == "answers":  # it asks anew where it was asked
            for step in journey.steps[: at.given.get("index") or 0]:
                if any(branch.facts for branch in list_branches(step.fork)):
                    label = _("Answer otherwise: {title}").format(title=step.title)
                    yield _Door(label, step.title, (procedure.id, step.id))
        elif each.id == "next-child":
            yield _Door(each.label, procedure.title, (procedure.id, None))
        elif each.id.startswith("to-") and each.id.endswith("-"):  # a list, be it begun or not
            name = each.id.removeprefix("to-").removesuffix("-")
            yield _Door(each.label, terminal.pack.title(name), (name, None))
        else:
            there = terminal.take(at, each.id)
            title, to = terminal.look(there).screen.title, None
            if there.name == "ask_boxes":
                way = there.given["way"].procedure
                to = way.id, way.steps[there.given["index"]].id
            if there.name != "say_gone":  # by what was said, that step is for others
                yield _Door(each.label, title, to)
