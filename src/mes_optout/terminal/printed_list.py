"""A list on a terminal: panels with their boxes, or plain text where panels are no help."""

import os
import sys

from mes_optout.documents.as_text import as_text, block_lines, part_below, part_head
from mes_optout.terminal.mode import is_linear
from mes_optout.text import WIDTH, columns
from mes_optout.wording.blocks import Document, Part, Row


def print_list(document: Document) -> None:
    """Print the list for whoever looks at stdout."""
    width = columns(sys.stdout, WIDTH)
    if is_linear(asked=None, environment=os.environ, source=sys.stdout, out=sys.stdout):
        sys.stdout.write(as_text(document, min(WIDTH, width)))
        return
    for sheet in document.parts:
        sys.stdout.write("\n".join(part_head(sheet, min(WIDTH, width))) + "\n")
        for part in sheet.parts:
            _print_part(part, width)


def _print_part(part: Part, width: int) -> None:
    """Print a step as a panel and what follows it; anything else as text."""
    if part.number is None:
        sys.stdout.write("\n".join(part_below(part, min(WIDTH, width))) + "\n")
        return
    from mes_optout.terminal.screens import print_page  # noqa: PLC0415  (imports rich)
    from mes_optout.walkthrough.prompter import Screen  # noqa: PLC0415  (only for panels)

    rows = tuple(block for block in part.blocks if isinstance(block, Row))
    below = [block for block in part.blocks if not isinstance(block, Row)]
    print_page(Screen(title=f"{part.number}. {part.title}", rows=rows), "", width)
    sys.stdout.write("\n".join(block_lines(below, width, "")) + "\n")
