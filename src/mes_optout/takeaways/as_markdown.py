"""The checklist as Markdown with task boxes."""

import re
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
from mes_optout.text import printable

# What would start a heading, a list, a link, markup or HTML in the middle of somebody's sentence.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(checklist: Checklist) -> str:
    """Write the list; texts are escaped, so that a pack cannot add links or markup."""
    sheets = ("\n".join(_sheet(sheet, checklist.made)) for sheet in checklist.sheets)
    return "\n\n".join(sheets) + "\n"


def _sheet(sheet: Sheet, made: date) -> Iterator[str]:
    yield f"# {_safe(sheet.title)}"
    yield f"\n{_safe(sheet.procedure.summary)}"
    if sheet.deadline:
        due, aim = last_day(sheet.deadline, made), target_day(sheet.deadline, made)
        yield f"\n**{due}** {aim}"
    if sheet.standing:
        made_on = _("List made on {day}.").format(day=day_in_words(made))
        yield f"\n{steps_done(sheet.standing)}. {made_on}"
    yield ""
    yield from _row(Row(_("Telephone"), (help_line(),)))
    for entry in sheet.entries:
        yield from _entry(entry)
    if sheet.procedure.afterwards:
        yield "\n## " + _("Afterwards") + "\n"
        yield from (f"- {_safe(item)}" for item in sheet.procedure.afterwards)


def _entry(entry: Entry) -> Iterator[str]:
    step = entry.step
    state = f" ({state_word(entry.place.state)})" if entry.place else ""
    yield f"\n## {entry.number}. {_safe(step.title)}{state}\n"
    for row in step_rows(step):
        yield from _row(row)
    if step.link:
        yield _bold(_("Page to open")) + f" <{printable(step.link)}>"
    yield ""
    for check in step.checks:
        day = entry.day(check.id)
        when = f" ({day_in_words(day)})" if day else ""
        yield f"- [{'x' if day else ' '}] {_safe(check.text)}{when}"
    yield "\n" + _bold(_("If there is a problem")) + "\n"
    for problem in step.problems:
        otherwise = _("Otherwise: {text}").format(text=_safe(problem.otherwise))
        yield f"- *{_safe(problem.symptom)}* {_safe(problem.remedy)} {otherwise}"


def _row(row: Row) -> Iterator[str]:
    """Yield a row as a paragraph of its own, or as a numbered list."""
    if row.numbered:
        yield _bold(row.label) + "\n"
        yield from (f"{number}. {_safe(line)}" for number, line in enumerate(row.lines, start=1))
    else:
        yield f"{_bold(row.label)} {_safe(' '.join(row.lines))}"
    yield ""


def _bold(label: str) -> str:
    return f"**{label}**"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text))
