"""The checklist as Markdown with task boxes."""

import re
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
    if so_far := sheet.so_far(made):
        yield f"\n{so_far}"
    yield ""
    yield from _row(Row(_("Telephone"), (help_line(),)))
    for entry in sheet.entries:
        yield from _entry(entry)
    if sheet.procedure.afterwards:
        yield "\n## " + _("Afterwards") + "\n"
        yield from (f"- {_safe(item)}" for item in sheet.procedure.afterwards)


def _entry(entry: Entry) -> Iterator[str]:
    step = entry.step
    yield f"\n## {entry.number}. {_safe(entry.title)}\n"
    for row in step_rows(step):
        yield from _row(row)
    if step.link:
        yield _bold(_("Page to open")) + f" <{printable(step.link)}>"
    yield ""
    for check in step.checks:
        yield f"- [{'x' if entry.day(check.id) else ' '}] {_safe(entry.said(check))}"
    yield "\n" + _bold(_("If there is a problem")) + "\n"
    for problem in step.problems:
        yield f"- *{_safe(problem.symptom)}* {_safe(remedies(problem))}"


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
