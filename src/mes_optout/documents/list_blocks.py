"""The checklist as blocks: what stands on it, in which order, in every rendering."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from mes_optout.content.procedure import Step
from mes_optout.documents.checklist import Checklist, Entry, Sheet
from mes_optout.i18n import _, language
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
    step_rows,
    target_day,
)

if TYPE_CHECKING:
    from mes_optout.content.addresses import Source


def list_document(
    checklist: Checklist, *, qr: bool = False, sources: "Mapping[str, Source] | None" = None
) -> Document:
    """Lay the list out; `qr` asks for codes of the addresses, `sources` for what it rests on."""
    sheets = (_sheet(sheet, checklist.made, sources, qr=qr) for sheet in checklist.sheets)
    return Document(_("List of steps"), language(), tuple(sheets))


def _sheet(sheet: Sheet, made: date, sources: "Mapping[str, Source] | None", *, qr: bool) -> Part:
    name, procedure = f"{sheet.procedure.id}-{sheet.turn}", sheet.procedure
    parts = [_step(entry, name, qr=qr, cited=sources is not None) for entry in sheet.entries]
    if procedure.afterwards:
        points = Points(tuple(map(Text, procedure.afterwards)))
        title = _("Afterwards")
        # An id of a step is never empty, so these keys are no step's.
        parts.append(Part(f"{name}--next", procedure.language, title, blocks=(points,)))
    if sources is not None:
        known = tuple(_source(key, sources[key]) for key in procedure.cited if key in sources)
        parts.append(Part(f"{name}--sources", language(), _("Sources"), blocks=known))
    return Part(
        name,
        procedure.language,
        sheet.title,
        blocks=tuple(_head(sheet, made)),
        parts=tuple(parts),
    )


def _head(sheet: Sheet, made: date) -> Iterator[Block]:
    yield Text(sheet.procedure.summary)
    if sheet.deadline:
        yield Text(target_day(sheet.deadline, made), lead=last_day(sheet.deadline, made))
    if so_far := sheet.so_far(made):
        yield Text(so_far)
    if sheet.procedure.hotline:
        yield Row(_("Telephone"), (help_line(),))
        yield Address(deaf_label(), DEAF_PAGE)


def _step(entry: Entry, sheet: str, *, qr: bool, cited: bool) -> Part:
    key = f"{sheet}-{entry.step.id}"
    blocks = tuple(_blocks(entry, key, qr=qr, cited=cited))
    return Part(key, entry.step.language, entry.title, entry.number, blocks)


def _blocks(entry: Entry, key: str, *, qr: bool, cited: bool) -> Iterator[Block]:
    step = entry.step
    yield from step_rows(step)
    if cited:
        yield Row(_("Sources"), (", ".join(step.sources),))
    if step.link:
        yield Address(_("Page to open"), step.link, qr)
    yield Boxes(
        _("What have you done?"),
        tuple(
            Box(f"{key}-{check.id}", entry.said(check), entry.day(check.id) is not None)
            for check in step.checks
        ),
    )
    yield _problems(step)


def _problems(step: Step) -> Points:
    points = tuple(Text(remedies(problem), lead=problem.symptom) for problem in step.problems)
    return Points(points, _("If there is a problem"))


def _source(key: str, source: "Source") -> Address:
    return Address(_("{label}: {text}").format(label=key, text=source.dated), source.url)
