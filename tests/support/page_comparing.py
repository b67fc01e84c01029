"""What the terminal shows at a stage, held against what is seen at a part of the page.

It is what the walkthrough's own screens hold that is compared, asked for as somebody would. Only
what is said where it is compared may differ.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from inspect import signature
from typing import Any, NamedTuple

from mes_optout.content.case import find_told, list_branches
from mes_optout.content.loader import Pack
from mes_optout.i18n import _
from mes_optout.journey import Journey, name_child
from mes_optout.progress.model import Progress
from mes_optout.reports.prove.asking import Asking, Given, Held, Kind, Page, Trial
from mes_optout.walkthrough.prompter import Back, CheckState, Option, Screen, Stuck
from mes_optout.walkthrough.visit import Stage
from mes_optout.wording.phrases import set_off
from support.page_reading import Links, On, WholePage

STUCK = "stuck"


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
        if self.answer(page).option == STUCK:
            raise Stuck({check.id for check in checks if check.ticked})
        return super().tick(question, checks)


class Terminal:
    """The walkthrough, taken up at any stage."""

    def __init__(self, pack: Pack, today: date) -> None:
        self.pack, self.today = pack, today
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


def list_options(page: Page, *without: str) -> list[Option]:
    """Return the answers of a page in their order, without some and the one that quits."""
    return [each for each in page.options if not (each.leaves or each.id in without)]


def read_heading(terminal: Terminal, at: At) -> str:
    """Return what the page says above a part: of which procedure it is."""
    return f"{plain(terminal.look(at).screen.heading, terminal.journey(at))}."


def compare_said(key: str, on: On, journey: Journey, pack: Pack) -> Iterator[Differs]:
    """Yield what a part says that was answered, and was not."""
    told = find_told(pack.case, journey.said)
    cases = {v.case for fact in pack.case.facts for v in fact.values if told.get(fact.id) == v.id}
    before, after = _("You have answered: {cases}.").split("{cases}")
    between = _("{case}; {other}").removeprefix("{case}").removesuffix("{other}")
    said = on.said.removeprefix(before).removesuffix(after).split(between) if on.said else []
    yield from tell(key, ("not answered", set(), {*said} - cases))


Doors = tuple[Sequence[Option], Links]  # of the terminal, of the page


class _Door(NamedTuple):
    """A door of the terminal: its label, the title behind it, and the list or step it leads to."""

    label: str
    title: str
    to: tuple[str, str | None] | None = None


def compare_doors(
    terminal: Terminal, page: WholePage, at: At, key: str, doors: Doors
) -> Iterator[Differs]:
    """Compare doors, and where they lead by its title; they are noted, to be opened later."""
    options, links = doors
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
            for index, step in enumerate(journey.steps[: at.given.get("index")]):
                asks = any(branch.facts for branch in list_branches(step.fork))
                if asks and journey.visible(index):
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


def compare_paper(terminal: Terminal, page: WholePage, at: At, key: str) -> Iterator[Differs]:
    """Compare the title of a list to print; note its door to the steps, whatever was said."""
    procedure, seen = terminal.journey(at).procedure, page.part(key)
    yield from tell(key, ("list", procedure.title, seen.title))
    terminal.doors[procedure.id, None, seen.links[-1][2]] = None
