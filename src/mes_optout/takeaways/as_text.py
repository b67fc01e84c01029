"""The checklist as plain text, for paper, e-mail to oneself or a screen reader."""

from collections.abc import Iterator
from datetime import date

from mes_optout.i18n import _, day_in_words
from mes_optout.takeaways.checklist import Checklist, Entry, Sheet
from mes_optout.takeaways.rows import Row, step_rows
from mes_optout.takeaways.words import (
    help_line,
    last_day,
    state_word,
    steps_done,
    target_day,
)
from mes_optout.text import printable, wrap

WIDTH = 78
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
    if sheet.standing:
        made_on = _("List made on {day}.").format(day=day_in_words(made))
        yield from wrap(f"{steps_done(sheet.standing)}. {made_on}", width)
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
    state = f" ({state_word(entry.place.state)})" if entry.place else ""
    number = f"{entry.number}. "
    yield from wrap(f"{step.title}{state}", width, first=number, then=" " * len(number))
    for row in step_rows(step):
        yield from _row(row, width, _INDENT)
    if step.link:
        yield from wrap(_("Page to open"), width, first=_INDENT, then=_INDENT)
        yield _INDENT + printable(step.link)
    for check in step.checks:
        day = entry.day(check.id)
        when = f" ({day_in_words(day)})" if day else ""
        first = f"{_INDENT}[{'x' if day else ' '}] "
        yield from wrap(f"{check.text}{when}", width, first=first, then=" " * len(first))
    yield from wrap(_("If there is a problem"), width, first=_INDENT, then=_INDENT)
    for problem in step.problems:
        otherwise = _("Otherwise: {text}").format(text=problem.otherwise)
        said = _("{symptom}: {remedy}").format(symptom=problem.symptom, remedy=problem.remedy)
        yield from wrap(f"{said} {otherwise}", width, first=f"{_INDENT}- ", then=f"{_INDENT}  ")


def _row(row: Row, width: int, indent: str) -> Iterator[str]:
    if not row.numbered:
        said = _("{label}: {text}").format(label=row.label, text=" ".join(row.lines))
        yield from wrap(said, width, first=indent, then=indent)
        return
    yield indent + row.label
    for position, action in enumerate(row.lines, start=1):
        first = f"{indent}{position}. "
        yield from wrap(action, width, first=first, then=" " * len(first))
