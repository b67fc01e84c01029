"""The checklist as a document: what stands on it, in which order, in every rendering."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from mes_optout.content.procedure import Check, Step
from mes_optout.i18n import _, day_in_words, language
from mes_optout.journey import Journey
from mes_optout.progress.model import StepStanding
from mes_optout.wording.blocks import (
    Address,
    Block,
    Box,
    Boxes,
    Document,
    Part,
    Points,
    Row,
    Text,
)
from mes_optout.wording.phrases import (
    DEAF_PAGE,
    deaf_label,
    help_line,
    last_day,
    remedies,
    state_word,
    step_rows,
    steps_done,
    target_day,
)

if TYPE_CHECKING:
    from mes_optout.content.addresses import Source


def lay_out_list(
    journeys: Iterable[Journey],
    *,
    qr: bool = False,
    sources: "Mapping[str, Source] | None" = None,
) -> Document:
    """Lay a list out, with a sheet for each journey.

    `qr` asks for codes of the addresses, `sources` for what the steps rest on. A blank journey
    makes a list without states, days and deadline.
    """
    sheets = (_lay_out_sheet(journey, sources, qr=qr) for journey in journeys)
    return Document(_("List of steps"), language(), tuple(sheets))


def _lay_out_sheet(journey: Journey, sources: "Mapping[str, Source] | None", *, qr: bool) -> Part:
    procedure = journey.procedure
    name = f"{procedure.id}-{journey.turn.turn}"
    parts = [
        Part(
            f"{name}-{step.id}",
            step.language,
            step.title if journey.progress is None else f"{step.title} ({state_word(place.state)})",
            number,
            tuple(_step_blocks(step, place, f"{name}-{step.id}", qr=qr, cited=sources is not None)),
        )
        for number, (step, place) in enumerate(journey.places, start=1)
    ]
    if procedure.afterwards:
        points = Points(tuple(Text(line.text) for line in procedure.afterwards))
        title = _("Afterwards")
        # An id of a step is never empty, so these keys are no step's.
        parts.append(Part(f"{name}--next", procedure.language, title, blocks=(points,)))
    if sources is not None:
        known = tuple(
            Address(_("{label}: {text}").format(label=key, text=found.dated), found.url)
            for key in procedure.cited
            if (found := sources.get(key))
        )
        parts.append(Part(f"{name}--sources", language(), _("Sources"), blocks=known))
    head = tuple(_head_blocks(journey))
    return Part(name, procedure.language, journey.title, blocks=head, parts=tuple(parts))


def _head_blocks(journey: Journey) -> Iterator[Block]:
    yield Text(journey.procedure.summary)
    if journey.deadline:
        last = last_day(journey.deadline, journey.today)
        yield Text(target_day(journey.deadline, journey.today), lead=last)
    if journey.progress is not None:
        made_on = _("List made on {day}.").format(day=day_in_words(journey.today))
        yield Text(f"{steps_done(journey.standing)}. {made_on}")
    if journey.procedure.hotline:
        yield Row(_("Telephone"), (help_line(),))
        yield Address(deaf_label(), DEAF_PAGE)


def _step_blocks(
    step: Step, place: StepStanding, key: str, *, qr: bool, cited: bool
) -> Iterator[Block]:
    yield from step_rows(step)
    if cited:
        yield Row(_("Sources"), (", ".join(step.sources),))
    if step.link:
        yield Address(_("Page to open"), step.link, qr)
    boxes = (_box(check, place.days.get(check.id), key) for check in step.checks)
    yield Boxes(_("What have you done?"), tuple(boxes))
    points = (Text(remedies(problem), lead=problem.symptom) for problem in step.problems)
    yield Points(tuple(points), _("If there is a problem"))


def _box(check: Check, day: date | None, key: str) -> Box:
    """Return a box, with the day on which it was ticked."""
    text = check.text if day is None else f"{check.text} ({day_in_words(day)})"
    return Box(f"{key}-{check.id}", text, day is not None)
