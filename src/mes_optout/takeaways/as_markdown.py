"""The checklist as Markdown with task boxes."""

import re
from collections.abc import Iterator

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

# What would start a heading, a list, a link, markup or HTML in the middle of somebody's sentence.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(checklist: Checklist) -> str:
    """Write the list; texts are escaped, so that a pack cannot add links or markup."""
    return "\n\n".join("\n".join(_sheet(sheet, checklist)) for sheet in checklist.sheets) + "\n"


def _sheet(sheet: Sheet, checklist: Checklist) -> Iterator[str]:
    yield f"# {_safe(sheet.procedure.title)}"
    yield f"\n{_safe(sheet.procedure.summary)}"
    if sheet.deadline:
        due, aim = last_day(sheet.deadline, checklist.made), target_day(sheet.deadline, checklist.made)
        yield f"\n**{_safe(due)}** {_safe(aim)}"
    if sheet.standing:
        made = _("List made on {day}.").format(day=day_in_words(checklist.made))
        yield f"\n{steps_done(sheet.standing)}. {made}"
    yield f"\n**{_('Telephone')}** {_safe(help_line())}"
    for entry in sheet.entries:
        yield from _entry(entry)
    if sheet.procedure.afterwards:
        yield f"\n## {_('Afterwards')}\n"
        yield from (f"- {_safe(item)}" for item in sheet.procedure.afterwards)


def _entry(entry: Entry) -> Iterator[str]:
    step = entry.step
    state = f" ({state_word(entry.place.state)})" if entry.place else ""
    yield f"\n## {entry.number}. {_safe(step.title)}{state}\n"
    yield f"- **{_('Why')}** {_safe(step.why)}"
    yield f"- **{_('Careful')}** {_safe(step.before)}"
    if step.needs:
        yield f"- **{_('Have ready')}** {_safe(', '.join(step.needs))}"
    yield f"\n**{_('What to do')}**\n"
    yield from (f"{number}. {_safe(action)}" for number, action in enumerate(step.body, start=1))
    if step.link:
        yield f"\n**{_('Page to open')}** <{step.link}>"
    yield ""
    for check in step.checks:
        day = entry.day(check.id)
        when = f" ({day_in_words(day)})" if day else ""
        yield f"- [{'x' if day else ' '}] {_safe(check.text)}{when}"
    if step.keep:
        yield f"\n**{_('Keep')}** {_safe(step.keep)}"
    yield f"\n**{_('If there is a problem')}**\n"
    for problem in step.problems:
        otherwise = _("Otherwise: {text}").format(text=_safe(problem.otherwise))
        yield f"- *{_safe(problem.symptom)}* {_safe(problem.remedy)} {otherwise}"
    yield f"\n**{_('How sure')}** {_safe(reliability(step))}"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
