"""The checklist as a document: what stands on it, in which order, in every rendering.

Deeds and boxes come first; what to do when something blocks comes after all steps, if wanted.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.doors import Deed
from mes_optout.content.procedure import Check, Line
from mes_optout.documents.coming import lay_out_follow_ups
from mes_optout.documents.formats import CODES, PROBLEMS, SOURCES
from mes_optout.documents.overview import lay_out_slip, list_head_blocks
from mes_optout.documents.ways_on import lay_out_fork
from mes_optout.i18n import _, day_in_words, language
from mes_optout.journey import Journey
from mes_optout.wording.blocks import (
    Address,
    Block,
    Box,
    Boxes,
    Document,
    Notes,
    Part,
    Points,
    Row,
    Text,
)
from mes_optout.wording.conditions import say_when
from mes_optout.wording.doors import say_on_paper
from mes_optout.wording.phrases import remedies, say_sure, state_word, step_rows

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


class _Given(NamedTuple):
    """What all sheets are made from, and with."""

    pack: "Pack"
    wanted: Collection[str]


def lay_out_list(
    journeys: Iterable[Journey],
    pack: "Pack",
    wanted: Collection[str] = (),
    copies: int | None = None,
) -> Document:
    """Lay a list out, with a sheet for each journey through the pack.

    `copies` makes a stack for others, with all of it so many times: above each sheet stands what
    can be cut off, with room for the code to go on. `wanted` may name PROBLEMS, CODES and SOURCES.
    What was said leaves out what does not apply. A blank journey makes a list with all there is,
    without states and days, with room to write them.
    """
    given = _Given(pack, wanted)
    made = tuple(journeys)
    numbers = [None] if copies is None else range(1, copies + 1)
    sheets = (_lay_out_sheet(each, given, number) for number in numbers for each in made)
    return Document(_("List of steps"), language(), tuple(sheets))


def _lay_out_sheet(journey: Journey, given: _Given, copy: int | None) -> Part:
    procedure = journey.procedure
    name = f"{procedure.id}-{journey.turn.turn}" + (f"--{copy}" if copy else "")
    shown = [index for index in range(len(journey.steps)) if journey.visible(index)]
    parts = [_lay_out_step(journey, index, name, given) for index in shown]
    parts += _lay_out_rest(journey, shown, name, given)
    # For others it is any child, not the first of somebody's.
    title = journey.title if journey.progress is not None else procedure.title
    head = tuple(list_head_blocks(journey, given.pack))
    slip = lay_out_slip(journey) if copy else None
    return Part(name, procedure.language, title, blocks=head, parts=tuple(parts), slip=slip)


def _lay_out_rest(
    journey: Journey, shown: Sequence[int], name: str, given: _Given
) -> Iterator[Part]:
    """Yield what comes after the steps. An id of one is never empty: these keys are no step's."""
    tongue = journey.procedure.language
    said = (_with_doors(line, journey, given) for line in journey.afterwards)
    later = lay_out_follow_ups(journey, given.pack, problems=PROBLEMS in given.wanted)
    coming = *later, *(Text(line.text) for line in said)
    if coming:
        yield Part(f"{name}--next", tongue, _("Afterwards"), blocks=(Points(coming),))
    if PROBLEMS in given.wanted:
        blocks = tuple(_list_problems(journey, shown, given))
        if blocks:
            yield Part(f"{name}--problems", tongue, _("If there is a problem"), blocks=blocks)
    numbers = tuple(_list_numbers(given.pack)) if _leads_to_helpers(journey, shown, given) else ()
    if numbers:
        yield Part(f"{name}--help", tongue, _("Who can help"), blocks=(Points(numbers),))
    if SOURCES in given.wanted:
        from mes_optout.content.addresses import gather  # noqa: PLC0415  (only when asked for)

        cited = dict.fromkeys(key for index in shown for key in journey.steps[index].sources)
        named = tuple(Address(name, url) for name, url in gather(cited, given.pack.sources))
        yield Part(f"{name}--sources", language(), _("Sources"), blocks=named)


def _leads_to_helpers(journey: Journey, shown: Sequence[int], given: _Given) -> bool:
    """Say whether something on the sheet sends to who can help."""
    steps = [journey.steps[index] for index in shown]
    parts = [line for step in steps for line in step.body]
    doors = [action for part in (*parts, *journey.afterwards) for action in part.actions]
    if PROBLEMS in given.wanted:
        doors += [action for step in steps for each in step.problems for action in each.actions]
    return any(action.do is Deed.HELPERS for action in doors)


def _list_numbers(pack: "Pack") -> Iterator[Text]:
    """Yield whom one can call, with what is known of each; on paper no address can be opened."""
    for each in pack.reading.resources if pack.reading else ():
        if each.contact[:1].isdigit():
            yield Text(f"{each.purpose} {each.contact}", lead=each.name)


def _list_problems(journey: Journey, shown: Sequence[int], given: _Given) -> Iterator[Points]:
    for index in shown:
        step = journey.steps[index]
        points = tuple(
            Text(
                say_on_paper(remedies(problem), problem.actions, journey, given.pack),
                lead=problem.symptom,
            )
            for problem in step.problems
        )
        title = _("Step {number}: {title}").format(number=journey.number(index), title=step.title)
        if points:
            yield Points(points, title)


def _lay_out_step(journey: Journey, index: int, name: str, given: _Given) -> Part:
    step, place = journey.places[index]
    key = f"{name}-{step.id}"
    title = step.title if journey.progress is None else f"{step.title} ({state_word(place.state)})"
    blocks = tuple(_step_blocks(journey, index, key, given))
    return Part(key, step.language, title, journey.number(index), blocks)


def _step_blocks(journey: Journey, index: int, key: str, given: _Given) -> Iterator[Block]:
    """Yield risks, deeds and boxes; then what is read once, or not at all."""
    step, place = journey.places[index]
    condition = say_when(step, journey.said, given.pack)
    body = tuple(_with_doors(line, journey, given) for line in step.body)
    rows = step_rows(replace(step, body=body), condition)
    deed = next(n for n, row in enumerate(rows) if row.weight == "deed")
    yield from rows[:deed]
    yield rows[deed]._replace(label="")  # a numbered list says by itself that it is to be done
    if step.link:
        yield Address(_("Page to open"), step.link, CODES in given.wanted)
    boxes = (_box(check, place.days.get(check.id), key) for check in step.checks)
    yield Boxes(_("What have you done?"), tuple(boxes))
    yield from lay_out_fork(journey, index, given.pack)
    notes = [*rows[deed + 1 :], Row(_("How sure"), (say_sure(step),))]
    if SOURCES in given.wanted:
        notes.append(Row(_("Sources"), (", ".join(step.sources),)))
    yield Notes(tuple(notes))


def _with_doors(line: Line, journey: Journey, given: _Given) -> Line:
    """Return a sentence with where it leads to on paper."""
    return replace(line, text=say_on_paper(line.text, line.actions, journey, given.pack))


def _box(check: Check, day: date | None, key: str) -> Box:
    """Return a box, with the day on which it was ticked."""
    text = check.text if day is None else f"{check.text} ({day_in_words(day)})"
    return Box(f"{key}-{check.id}", text, day is not None)
