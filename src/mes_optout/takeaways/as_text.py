"""The checklist as plain text, for paper, e-mail to oneself or a screen reader."""

from collections.abc import Iterator
from datetime import date

from mes_optout.i18n import _
from mes_optout.takeaways.checklist import Checklist, Entry, Sheet
from mes_optout.takeaways.rows import Row, step_rows
from mes_optout.takeaways.words import (
    help_line,
    last_day,
    remedies,
    target_day,
)
from mes_optout.text import WIDTH, printable, wrap

_INDENT = "   "


def as_text(checklist: Checklist, width: int = WIDTH) -> str:
    """Write the list in at most `width` columns; only an address may be longer."""
    sheets = ["\n".join(_sheet(sheet, checklist.made, width)) for sheet in checklist.sheets]
    return "\n\n\n".join(sheets) + "\n"


def sheet_head(sheet: Sheet, made: date, width: int) -> Iterator[str]:
    """Yield what stands above the steps: title, summary, deadline, where one is, telephone."""
    title = wrap(sheet.title, width)
    yield from title
    yield "=" * max(map(len, title))
    yield from wrap(sheet.procedure.summary, width)
    if sheet.deadline:
        yield from wrap(last_day(sheet.deadline, made), width)
        yield from wrap(target_day(sheet.deadline, made), width)
    if so_far := sheet.so_far(made):
        yield from wrap(so_far, width)
    yield from _row(Row(_("Telephone"), (help_line(),)), width, "")


def _sheet(sheet: Sheet, made: date, width: int) -> Iterator[str]:
    yield from sheet_head(sheet, made, width)
    for entry in sheet.entries:
        yield ""
        yield from _entry(entry, width)
    yield from sheet_foot(sheet, width)


def sheet_foot(sheet: Sheet, width: int) -> Iterator[str]:
    """Yield what stands below the steps: what may come next."""
    if sheet.procedure.afterwards:
        yield ""
        yield _("Afterwards")
        for item in sheet.procedure.afterwards:
            yield from wrap(item, width, first="- ", then="  ")


def _entry(entry: Entry, width: int) -> Iterator[str]:
    step = entry.step
    number = f"{entry.number}. "
    yield from wrap(entry.title, width, first=number, then=" " * len(number))
    for row in step_rows(step):
        yield from _row(row, width, _INDENT)
    if step.link:
        yield from wrap(_("Page to open"), width, first=_INDENT, then=_INDENT)
        yield _INDENT + printable(step.link)
    for check in step.checks:
        first = f"{_INDENT}[{'x' if entry.day(check.id) else ' '}] "
        yield from wrap(entry.said(check), width, first=first, then=" " * len(first))
    yield from wrap(_("If there is a problem"), width, first=_INDENT, then=_INDENT)
    for problem in step.problems:
        symptom, remedy = problem.symptom, remedies(problem)
        said = _("{symptom}: {remedy}").format(symptom=symptom, remedy=remedy)
        yield from wrap(said, width, first=f"{_INDENT}- ", then=f"{_INDENT}  ")


def _row(row: Row, width: int, indent: str) -> Iterator[str]:
    if not row.numbered:
        said = _("{label}: {text}").format(label=row.label, text=" ".join(row.lines))
        yield from wrap(said, width, first=indent, then=indent)
        return
    yield indent + row.label
    for position, action in enumerate(row.lines, start=1):
        first = f"{indent}{position}. "
        yield from wrap(action, width, first=first, then=" " * len(first))
