"""Lines that remove what has a path, for the shell in which they will be typed."""

import shlex
from pathlib import Path

from mes_optout.text import Typed, is_plain

_JOURNALS = "cmd_*.log"


def shown(path: Path) -> str:
    """Return a path for a line of its own; one that cannot be typed will be shown as it can be."""
    return Typed(path) if is_plain(str(path)) else str(path)


def delete(path: Path, *, powershell: bool) -> str:
    """Return the line that deletes a file or a folder with all that is in it, asking nothing.

    A path that cannot be typed as it is shown is returned as a sentence's part, not as a line.
    """
    text = str(path)
    if not is_plain(text):
        return text
    if powershell:
        return Typed(f"Remove-Item -Recurse -Force -LiteralPath {_quoted(text)}")
    return Typed(f"rm -rf -- {shlex.quote(text)}")


def delete_journals(folder: Path, *, powershell: bool) -> str:
    """Return the line that deletes all journals of pipx in a folder; else as `delete`."""
    text = str(folder)
    if not is_plain(text):
        return text
    if powershell:
        found = f"Get-ChildItem -LiteralPath {_quoted(text)} -Filter {_JOURNALS}"
        return Typed(f"{found} | Remove-Item")
    return Typed(f"rm -f -- {shlex.quote(text)}/{_JOURNALS}")


def run(program: Path, arguments: str, *, powershell: bool) -> str:
    """Return the line that starts a program by its path; else as `delete`."""
    text = str(program)
    if not is_plain(text):
        return text
    return Typed(
        f"& {_quoted(text)} {arguments}" if powershell else f"{shlex.quote(text)} {arguments}"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
