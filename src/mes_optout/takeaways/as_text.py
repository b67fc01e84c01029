"""The checklist as plain text, for paper, e-mail to oneself or a screen reader."""

from collections.abc import Iterator
from datetime import date

from mes_optout.i18n import _, day_in_words
from mes_optout.takeaways.checklist import Checklist, Entry, Sheet
from mes_optout.takeaways.words import (
    help_line,
    last_day,
    reliability,
    state_word,
    steps_done,
    target_day,
)
from mes_optout.text import wrap

WIDTH = 78
_INDENT = "   "


def as_text(checklist: Checklist, width: int = WIDTH) -> str:
    """Write the list in at most `width` columns; only an address may be longer."""
    sheets = ["\n".join(_sheet(sheet, checklist.made, width)) for sheet in checklist.sheets]
    return "\n\n\n".join(sheets) + "\n"


def sheet_head(sheet: Sheet, made: date, width: int) -> Iterator[str]:
    """Yield what stands above the steps: title, summary, deadline, where one is, telephone."""
    yield sheet.procedure.title
    yield "=" * len(sheet.procedure.title)
    yield from wrap(sheet.procedure.summary, width)
    if sheet.deadline:
        yield from wrap(last_day(sheet.deadline, made), width)
        yield from wrap(target_day(sheet.deadline, made), width)
    if sheet.standing:
        made_on = _("List made on {day}.").format(day=day_in_words(made))
        yield from wrap(f"{steps_done(sheet.standing)}. {made_on}", width)
    phone = _("{label}: {text}").format(label=_("Telephone"), text=help_line())
    yield from wrap(phone, width)


def _sheet(sheet: Sheet, made: date, width: int) -> Iterator[str]:
    yield from sheet_head(sheet, made, width)
    for entry in sheet.entries:
        yield ""
        yield from _entry(entry, width)
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
    yield from _row(_("Why"), step.why, width)
    yield from _row(_("Careful"), step.before, width)
    if step.needs:
        yield from _row(_("Have ready"), ", ".join(step.needs), width)
    yield f"{_INDENT}{_('What to do')}"
    for position, action in enumerate(step.body, start=1):
        first = f"{_INDENT}{position}. "
        yield from wrap(action, width, first=first, then=" " * len(first))
    if step.link:
        yield f"{_INDENT}{_('Page to open')}"
        yield f"{_INDENT}{step.link}"
    for check in step.checks:
        day = entry.day(check.id)
        when = f" ({day_in_words(day)})" if day else ""
        first = f"{_INDENT}[{'x' if day else ' '}] "
        yield from wrap(f"{check.text}{when}", width, first=first, then=" " * len(first))
    if step.keep:
        yield from _row(_("Keep"), step.keep, width)
    yield f"{_INDENT}{_('If there is a problem')}"
    for problem in step.problems:
        otherwise = _("Otherwise: {text}").format(text=problem.otherwise)
        said = _("{symptom}: {remedy}").format(symptom=problem.symptom, remedy=problem.remedy)
        yield from wrap(f"{said} {otherwise}", width, first=f"{_INDENT}- ", then=f"{_INDENT}  ")
    yield from _row(_("How sure"), reliability(step), width)


def _row(label: str, text: str, width: int) -> list[str]:
    said = _("{label}: {text}").format(label=label, text=text)
    return wrap(said, width, first=_INDENT, then=_INDENT)
