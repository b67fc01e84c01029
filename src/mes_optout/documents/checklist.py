"""The checklist as a document: what stands on it, in which order, in every rendering."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.procedure import Check, Line
from mes_optout.documents.coming import lay_out_follow_ups
from mes_optout.documents.stamp import find_stamp
from mes_optout.documents.ways_on import lay_out_fork
from mes_optout.i18n import _, day_in_words, language, ngettext
from mes_optout.journey import Journey
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
from mes_optout.wording.conditions import say_condition
from mes_optout.wording.doors import say_on_paper
from mes_optout.wording.phrases import (
    DEAF_PAGE,
    deaf_label,
    goes_on_in,
    help_line,
    last_day,
    reliability,
    remedies,
    say_doubt,
    state_word,
    step_rows,
    steps_done,
    target_day,
)

if TYPE_CHECKING:
    from mes_optout.content.addresses import Source
    from mes_optout.content.loader import Pack


class _Given(NamedTuple):
    """What all sheets are made from, and with."""

    pack: "Pack"
    sources: "Mapping[str, Source] | None"
    qr: bool


def lay_out_list(
    journeys: Iterable[Journey],
    pack: "Pack",
    *,
    qr: bool = False,
    sources: "Mapping[str, Source] | None" = None,
) -> Document:
    """Lay a list out, with a sheet for each journey through the pack.

    `qr` asks for codes of the addresses, `sources` for what the steps rest on. What was said
    leaves out what does not apply. A blank journey makes a list with all there is, without states,
    days and deadline.
    """
    given = _Given(pack, sources, qr)
    sheets = (_lay_out_sheet(journey, given) for journey in journeys)
    return Document(_("List of steps"), language(), tuple(sheets))


def _lay_out_sheet(journey: Journey, given: _Given) -> Part:
    procedure = journey.procedure
    name = f"{procedure.id}-{journey.turn.turn}"
    shown = [index for index in range(len(journey.steps)) if journey.visible(index)]
    parts = [_lay_out_step(journey, index, name, given) for index in shown]
    said = (_with_doors(line, journey, given) for line in journey.afterwards)
    coming = *lay_out_follow_ups(journey, given.pack), *(Text(line.text) for line in said)
    if coming:
        title = _("Afterwards")
        # An id of a step is never empty, so these keys are no step's.
        parts.append(Part(f"{name}--next", procedure.language, title, blocks=(Points(coming),)))
    if given.sources is not None:
        from mes_optout.content.addresses import gather  # noqa: PLC0415  (only when asked for)

        cited = dict.fromkeys(key for index in shown for key in journey.steps[index].sources)
        named = tuple(Address(name, url) for name, url in gather(cited, given.sources))
        parts.append(Part(f"{name}--sources", language(), _("Sources"), blocks=named))
    head = tuple(_head_blocks(journey, given.pack))
    return Part(name, procedure.language, journey.title, blocks=head, parts=tuple(parts))


def _head_blocks(journey: Journey, pack: "Pack") -> Iterator[Block]:
    yield Text(journey.procedure.summary)
    if journey.continued_in is not None:
        yield Text(goes_on_in(pack.title(journey.continued_in)))
    elif journey.deadline and not journey.standing.finished:
        last = last_day(journey.deadline, journey.today, journey.doubt)
        yield Text(target_day(journey.deadline, journey.today), lead=last)
    if journey.progress is not None:
        if journey.doubt:
            yield Text(say_doubt(journey.doubt))
        made_on = _("List made on {day}.").format(day=day_in_words(find_stamp(journey.today)))
        yield Text(f"{steps_done(journey.standing)}. {made_on}")
    if journey.procedure.hotline:
        yield Row(_("Telephone"), (help_line(),))
        yield Address(deaf_label(), DEAF_PAGE)
    if hidden := journey.left_out:
        said = ngettext(
            "By what you answered, {n} step does not concern you: {titles}.",
            "By what you answered, {n} steps do not concern you: {titles}.",
            len(hidden),
        )
        titles = ", ".join(_("“{title}”").format(title=step.title) for step in hidden)
        yield Text(said.format(titles=titles))


def _lay_out_step(journey: Journey, index: int, name: str, given: _Given) -> Part:
    step, place = journey.places[index]
    key = f"{name}-{step.id}"
    title = step.title if journey.progress is None else f"{step.title} ({state_word(place.state)})"
    blocks = tuple(_step_blocks(journey, index, key, given))
    return Part(key, step.language, title, journey.number(index), blocks)


def _step_blocks(journey: Journey, index: int, key: str, given: _Given) -> Iterator[Block]:
    step, place = journey.places[index]
    depends = step.when or step.unless  # or else the facts need not be read
    condition = say_condition(step, journey.said, given.pack.case) if depends else ""
    body = tuple(_with_doors(line, journey, given) for line in step.body)
    yield from step_rows(replace(step, body=body), condition)
    yield Row(_("How sure"), (reliability(step),))
    if given.sources is not None:
        yield Row(_("Sources"), (", ".join(step.sources),))
    if step.link:
        yield Address(_("Page to open"), step.link, given.qr)
    boxes = (_box(check, place.days.get(check.id), key) for check in step.checks)
    yield Boxes(_("What have you done?"), tuple(boxes))
    yield from lay_out_fork(journey, index, given.pack)
    if step.problems:
        points = (
            Text(
                say_on_paper(remedies(problem), problem.actions, journey, given.pack),
                lead=problem.symptom,
            )
            for problem in step.problems
        )
        yield Points(tuple(points), _("If there is a problem"))


def _with_doors(line: Line, journey: Journey, given: _Given) -> Line:
    """Return a sentence with where it leads to on paper."""
    return replace(line, text=say_on_paper(line.text, line.actions, journey, given.pack))


def _box(check: Check, day: date | None, key: str) -> Box:
    """Return a box, with the day on which it was ticked."""
    text = check.text if day is None else f"{check.text} ({day_in_words(day)})"
    return Box(f"{key}-{check.id}", text, day is not None)
