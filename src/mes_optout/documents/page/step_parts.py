"""The parts of a step: its page with deeds, boxes and problems, the notes of answers, and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mes_optout.documents.overview import list_calls
from mes_optout.documents.page.given import Given, say_way_back
from mes_optout.documents.page.leading import open_doors
from mes_optout.documents.page.page_blocks import (
    Cited,
    Deeds,
    Folded,
    Link,
    Linked,
    Links,
    Onward,
    PageBlock,
    PagePart,
    Where,
)
from mes_optout.documents.page.places import Kind, Place
from mes_optout.i18n import _, ngettext
from mes_optout.journey import Journey
from mes_optout.progress.model import State
from mes_optout.wording.blocks import Address, Box, Boxes, Notes, Row, Text
from mes_optout.wording.conditions import say_when
from mes_optout.wording.phrases import (
    goes_on_in,
    reliability,
    say_sure,
    step_rows,
)

if TYPE_CHECKING:
    from mes_optout.content.procedure import Problem, Step


def lay_out_step(given: Given, place: Place) -> PagePart:
    """Return the part of a step."""
    journey = given.ways.journey(place)
    step = journey.steps[place.step]
    return PagePart("", step.language, step.title, blocks=tuple(_list_blocks(given, place)))


def say_where(journey: Journey, step: int | None = None) -> Where:
    """Say of which procedure a part is, and how many steps lie ahead with this one."""
    title = f"{journey.procedure.title}."  # of any child, not of the first
    if step is None:
        return Where(title)
    left = sum(place.state is State.OPEN for _step, place in journey.places[step:])
    if not left:
        return Where(title)
    said = ngettext("{n} step to the end: this one.", "{n} steps to the end, with this one.", left)
    return Where(f"{title} {said}")


def _list_blocks(given: Given, place: Place) -> Iterator[PageBlock]:
    journey, index = given.ways.journey(place), place.step
    step = journey.steps[index]
    rows = step_rows(step, say_when(step, journey.said, given.pack))
    deed = next(n for n, row in enumerate(rows) if row.weight == "deed")
    yield say_where(journey, index)
    yield from rows[:deed]
    yield Deeds(
        tuple(
            Linked(line.text, open_doors(given, journey, line.actions, index)) for line in step.body
        )
    )
    if step.link:
        yield Address(_("Page to open"), step.link)
    boxes = tuple(Box("", check.text, ticked=False) for check in step.checks)
    yield Boxes(_("What have you done?"), boxes)
    yield _link_on(given, place, step)
    yield Notes((*rows[deed + 1 :], Row(_("How sure"), (say_sure(step),))))
    yield from _list_problems(given, journey, index)
    home, name = journey.identity(index)
    why = Link(_("Why, and sources"), Place(Kind.WHY, f"{home}/{name}"))
    yield Links((*given.link_letters(journey, index), why), _("More"))


def _link_on(given: Given, place: Place, step: "Step") -> Onward:
    """Return the links that lead on: to what follows, or from each answer to the step's fork."""
    branches = given.ways.list_branches(place)
    if not branches or step.fork is None:
        return Onward((Link(_("Go on"), given.ways.go_on(place)),))
    answers = (Link(branch.label, given.ways.take(place, branch)) for branch in branches)
    return Onward(tuple(answers), step.fork.question)


def _list_problems(given: Given, journey: Journey, index: int) -> Iterator[PageBlock]:
    problems = journey.steps[index].problems
    if not problems:
        return
    yield Text("", lead=_("I have a problem"))
    for problem in problems:
        yield Folded(problem.symptom, tuple(_list_remedies(given, journey, index, problem)))
    if journey.procedure.hotline and any(problem.hotline for problem in problems):
        yield from list_calls()


def _list_remedies(
    given: Given, journey: Journey, index: int, problem: "Problem"
) -> Iterator[PageBlock]:
    yield Row(_("Do this"), (problem.remedy,))
    yield Row(_("Otherwise"), (problem.otherwise,))
    if doors := open_doors(given, journey, problem.actions, index):
        yield Links(doors)


def lay_out_note(given: Given, place: Place) -> PagePart:
    """Return what is to be known on the way of an answer, or before it is asked again."""
    journey, branch = given.ways.journey(place), given.ways.find_branch(place)
    blocks: list[PageBlock] = [say_where(journey)]
    if branch.note:
        blocks.append(Text(branch.note))
    if branch.asks_again:
        again = Link(_("Choose again"), given.ways.ask_again(place))
        helpers = [Link(_("Who can help"), Place(Kind.HELP))] if given.helpers else []
        elsewhere = Link(_("Choose another procedure"), given.ways.first)
        blocks.append(Onward((again, *helpers, elsewhere)))
    else:
        following = given.ways.leave_note(place)
        if following.turn.procedure != journey.procedure.id:
            blocks.append(Text(goes_on_in(given.pack.title(following.turn.procedure))))
        blocks.append(Onward((Link(_("Go on"), following),)))
    return PagePart("", journey.procedure.language, branch.label, blocks=tuple(blocks))


def lay_out_why(given: Given, place: Place) -> PagePart:
    """Return what stands behind a step, beside what its part says: once for all."""
    step = _find_step(given, place.name)
    cited = tuple(given.numbers[key] for key in step.sources if key in given.numbers)
    blocks: tuple[PageBlock, ...] = (
        *map(Text, step.more),
        Row(_("How sure"), (reliability(step),)),
        *([Cited(_("Sources"), cited)] if cited else []),
        say_way_back(),
    )
    return PagePart("", step.language, step.title, blocks=blocks)


def _find_step(given: Given, name: str) -> "Step":
    """Return a step by where it comes from and its id."""
    for each in given.pack.names:
        for step in given.pack.procedure(each).steps:
            if name == f"{step.home or each}/{step.id}":
                return step
    raise LookupError(name)
