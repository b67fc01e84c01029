"""What deleting removes and cannot reach, said without promises, and lines to type that remove."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from mes_optout.text import WIDTH, Typed, is_plain, sanitize, wrap
from mes_optout.wording.prose import Prose

_PROSE = Prose("forget")
_JOURNALS = "cmd_*.log"


def describe_deletion(files: Sequence[Path]) -> str:
    """List the files that deleting removes."""
    return _list_paths("listed" if files else "nothing", files)


def describe_plan(files: Sequence[Path], folder: Path) -> str:
    """List the files that deleting would remove, and the folder that may go with them."""
    said = _list_paths("planned" if files else "nothing", files)
    return said + _list_paths("folder", [folder]) if folder.is_dir() else said


def _list_paths(section: str, paths: Iterable[Path]) -> str:
    lines = (f"  {sanitize(str(path))}" for path in paths)
    return "\n".join((*_PROSE.say(section), *lines)) + "\n"


def describe_unreachable() -> str:
    """Say what a deletion does not reach."""
    said = _PROSE.say("unreachable")
    return "\n".join(line for part in said for line in wrap(part, WIDTH, then="  ")) + "\n"


def write_path(path: Path) -> str:
    """Return a path for a line of its own; one that cannot be typed will be shown as it can be."""
    return Typed(path) if is_plain(str(path)) else str(path)


def write_delete_line(path: Path, *, powershell: bool) -> str:
    """Return the line that deletes a file or a folder with all that is in it, asking nothing.

    A path that cannot be typed as it is shown is returned as a sentence's part, not as a line.
    """
    text = str(path)
    if not is_plain(text):
        return text
    if powershell:
        return Typed(f"Remove-Item -Recurse -Force -LiteralPath {_quote(text)}")
    return Typed(f"rm -rf -- {shlex.quote(text)}")


def write_delete_journals_line(folder: Path, *, powershell: bool) -> str:
    """Return the line that deletes all journals of pipx in a folder; see `write_delete_line`."""
    text = str(folder)
    if not is_plain(text):
        return text
    if powershell:
        found = f"Get-ChildItem -LiteralPath {_quote(text)} -Filter {_JOURNALS}"
        return Typed(f"{found} | Remove-Item")
    return Typed(f"rm -f -- {shlex.quote(text)}/{_JOURNALS}")


def write_run_line(program: Path, arguments: str, *, powershell: bool) -> str:
    """Return the line that starts a program by its path; see `write_delete_line`."""
    text = str(program)
    if not is_plain(text):
        return text
    return Typed(
        f"& {_quote(text)} {arguments}" if powershell else f"{shlex.quote(text)} {arguments}"
    )


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
