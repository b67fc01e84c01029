"""Which of the two prompters: menus where a terminal can do them, plain lines everywhere else."""

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from mes_optout.text import columns
from mes_optout.walkthrough.prompter import Prompter

_OFF = frozenset({"0", "false", "no", "non", "off"})


def is_linear(
    *, asked: bool | None, environment: Mapping[str, str], source: TextIO, out: TextIO
) -> bool:
    """Decide: what was asked for wins over the variables, and these over what is detected."""
    if asked is not None:
        return asked
    for name in ("MES_OPTOUT_SIMPLE", "ACCESSIBLE"):
        value = environment.get(name, "").strip().lower()
        if value and value not in _OFF:
            return True
        if value:
            break  # switched off on purpose; what the terminal cannot do still counts
    return (
        environment.get("TERM") == "dumb"
        or not source.isatty()
        or not out.isatty()
        # prompt_toolkit prints « ? » there, and Rich raises.
        or (out.encoding or "").lower().replace("-", "") != "utf8"
    )


def make_prompter(*, asked: bool | None = None, above: str = "") -> Prompter:
    """Make the prompter for this terminal.

    `above` is what a command has printed itself, to which its first question belongs.
    """
    source = sys.stdin
    linear = is_linear(asked=asked, environment=os.environ, source=source, out=sys.stdout)
    if linear or not (source.isatty() and sys.stdout.isatty()):
        from mes_optout.terminal.leaving import prepare_lines  # noqa: PLC0415  (lines only)
        from mes_optout.terminal.lines.prompter import LinearPrompter  # noqa: PLC0415  (either, not both)

        width = columns(sys.stdout, 80)
        prompter = LinearPrompter(source, sys.stdout, width, above)
        prepare_lines(source, prompter.again)
        return prompter
    from mes_optout.terminal.menus.prompter import MenuPrompter  # noqa: PLC0415  (imports questionary)

    return MenuPrompter(above)
