"""The checklist on a terminal: panels with their boxes, or plain text where panels are no help."""

import os
import shutil
import sys
from dataclasses import replace

from mes_optout.i18n import day_in_words
from mes_optout.takeaways.as_text import WIDTH, as_text, sheet_foot, sheet_head
from mes_optout.takeaways.checklist import Checklist, Entry, Sheet
from mes_optout.takeaways.words import state_word
from mes_optout.terminal.mode import is_linear
from mes_optout.text import wrap


def print_checklist(checklist: Checklist) -> None:
    """Print the list for whoever looks at stdout."""
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    if is_linear(asked=None, environment=os.environ, source=sys.stdout, out=sys.stdout):
        sys.stdout.write(as_text(checklist, min(WIDTH, columns)))
        return
    for sheet in checklist.sheets:
        _print_sheet(sheet, checklist, columns)


def _print_sheet(sheet: Sheet, checklist: Checklist, columns: int) -> None:
    sys.stdout.write("\n".join(sheet_head(sheet, checklist.made, min(WIDTH, columns))) + "\n")
    for entry in sheet.entries:
        _print_entry(entry, columns)
    sys.stdout.write("\n".join(sheet_foot(sheet, min(WIDTH, columns))) + "\n")


def _print_entry(entry: Entry, columns: int) -> None:
    from mes_optout.terminal.screens import print_page  # noqa: PLC0415  (imports rich)
    from mes_optout.walkthrough.pages import step_screen  # noqa: PLC0415  (only for panels)

    screen = step_screen(entry.step)
    state = f" ({state_word(entry.place.state)})" if entry.place else ""
    print_page(replace(screen, title=f"{entry.number}. {screen.title}{state}"), "", columns)
    for check in entry.step.checks:
        day = entry.day(check.id)
        when = f" ({day_in_words(day)})" if day else ""
        box = f"[{'x' if day else ' '}] "
        lines = wrap(f"{check.text}{when}", columns, first=box, then="    ")
        sys.stdout.write("\n".join(lines) + "\n")
