"""The checklist on a terminal: panels with their boxes, or plain text where panels are no help."""

import os
import sys
from dataclasses import replace

from mes_optout.takeaways.as_text import as_text, sheet_foot, sheet_head
from mes_optout.takeaways.checklist import Checklist, Entry, Sheet
from mes_optout.terminal.mode import is_linear
from mes_optout.text import WIDTH, columns, wrap


def print_checklist(checklist: Checklist) -> None:
    """Print the list for whoever looks at stdout."""
    width = columns(sys.stdout, WIDTH)
    if is_linear(asked=None, environment=os.environ, source=sys.stdout, out=sys.stdout):
        sys.stdout.write(as_text(checklist, min(WIDTH, width)))
        return
    for sheet in checklist.sheets:
        _print_sheet(sheet, checklist, width)


def _print_sheet(sheet: Sheet, checklist: Checklist, width: int) -> None:
    sys.stdout.write("\n".join(sheet_head(sheet, checklist.made, min(WIDTH, width))) + "\n")
    for entry in sheet.entries:
        _print_entry(entry, width)
    sys.stdout.write("\n".join(sheet_foot(sheet, min(WIDTH, width))) + "\n")


def _print_entry(entry: Entry, width: int) -> None:
    from mes_optout.terminal.screens import print_page  # noqa: PLC0415  (imports rich)
    from mes_optout.walkthrough.pages import step_screen  # noqa: PLC0415  (only for panels)

    screen = step_screen(entry.step)
    print_page(replace(screen, title=f"{entry.number}. {entry.title}"), "", width)
    for check in entry.step.checks:
        box = f"[{'x' if entry.day(check.id) else ' '}] "
        lines = wrap(entry.said(check), width, first=box, then="    ")
        sys.stdout.write("\n".join(lines) + "\n")
