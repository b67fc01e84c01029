"""What stays on this computer and how to remove it, in the order in which to do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mes_optout.documents.synced_folders import compose_folder_notice
from mes_optout.reports.copies import Copies
from mes_optout.reports.histories import Shell, explain_history
from mes_optout.reports.program import Installation, describe_copies, describe_program
from mes_optout.text import Section, Typed, number_sections, wrap
from mes_optout.wording.prose import Prose

_PROSE = Prose("traces")
_INDENT = "   "
_TO_TYPE = "     "  # the longest line for bash then ends at the eightieth column


@dataclass(frozen=True, slots=True)
class Remains:
    """What there is of ours: files in `folder`, the program, and what tools keep of it."""

    files: Sequence[Path]
    folder: Path
    program: Installation
    copies: Copies


def render_traces(left: Remains, shell: Shell | None, platform: str, width: int) -> str:
    """Say it in at most `width` columns; only paths and lines to type may be longer.

    Without a `shell` the lines of all that are known are shown. `platform` is as
    `which_system` says.
    """
    title, intro = _PROSE.section("head")
    above = wrap(title, width)
    lines = [*above, "=" * max(map(len, above)), *wrap(" ".join(intro), width)]
    sections = _list_sections(left, shell, platform)
    lines += number_sections(sections, width, indent=_INDENT, before_typed=_TO_TYPE)
    return "\n".join(lines) + "\n"


def _list_sections(left: Remains, shell: Shell | None, platform: str) -> Iterator[Section]:
    powershell = shell is Shell.POWERSHELL or (shell is None and platform == "win32")
    yield _describe_kept(left.files, left.folder)
    yield _PROSE.section("written")
    yield _PROSE.section("copied")
    if powershell and platform == "win32":
        yield _PROSE.section("for-powershell")
    yield describe_program(left.program, left.copies, powershell=powershell)
    yield describe_copies(
        left.copies, powershell=powershell, tried=platform not in {"darwin", "win32"}
    )
    yield from _describe_histories(shell, mac=platform == "darwin")
    if platform == "win32":
        yield _PROSE.section("windows")
    yield _PROSE.section("clipboard")  # after the lines that are there to be copied
    yield _PROSE.section("screen")
    yield _PROSE.section("limits")


def _describe_kept(files: Sequence[Path], folder: Path) -> Section:
    notice = compose_folder_notice(folder)
    copied = [notice] if notice else []
    if not files:
        said = [*_PROSE.say("kept-nothing", folder=str(folder)), *copied]
    else:
        paths = [Typed(path) for path in files]
        said = [*_PROSE.say("kept-files", files=paths), *copied, *_PROSE.say("kept-delete")]
    return _PROSE.title("kept"), said


def _describe_histories(shell: Shell | None, *, mac: bool) -> Iterator[Section]:
    if shell is None:
        yield _PROSE.section("unknown-shell", names=", ".join(Shell))
    for each in (shell,) if shell else Shell:
        others = ", ".join(other for other in Shell if other is not each)
        other_shells = _PROSE.say("other-shells", names=others) if shell else ()
        yield (
            _PROSE.title("shell", shell=each),
            (*other_shells, *explain_history(each, mac=mac)),
        )
