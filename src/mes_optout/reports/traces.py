"""What stays on this computer and how to remove it, in the order in which to do it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mes_optout.documents.synced_folders import compose_folder_notice
from mes_optout.i18n import _, command
from mes_optout.reports.copies import Copies
from mes_optout.reports.histories import Shell, explain_history
from mes_optout.reports.program import Installation, describe_copies, describe_program
from mes_optout.text import Section, Typed, number_sections, wrap

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
    title = wrap(_("What stays on this computer, and how to remove it"), width)
    order = _("Go in this order: each command that you type is remembered too.")
    lines = [*title, "=" * max(map(len, title)), *wrap(order, width)]
    sections = _list_sections(left, shell, platform)
    lines += number_sections(sections, width, indent=_INDENT, before_typed=_TO_TYPE)
    return "\n".join(lines) + "\n"


def _list_sections(left: Remains, shell: Shell | None, platform: str) -> Iterator[Section]:
    powershell = shell is Shell.POWERSHELL or (shell is None and platform == "win32")
    yield _describe_kept(left.files, left.folder)
    yield _describe_written()
    yield _describe_copied()
    yield describe_program(left.program, left.copies, powershell=powershell)
    yield describe_copies(
        left.copies, powershell=powershell, tried=platform not in {"darwin", "win32"}
    )
    yield from _describe_histories(shell, mac=platform == "darwin")
    yield _describe_screen()
    yield _describe_limits()


def _describe_kept(files: Sequence[Path], folder: Path) -> Section:
    title = _("What this program keeps")
    notice = compose_folder_notice(folder)
    copied = [notice] if notice else []
    if not files:
        nothing = _("Nothing now. Boxes that you tick would be kept in this folder:")
        return title, [nothing, Typed(str(folder)), *copied]
    names, delete = (
        _("Steps done or set aside, and days, in these files:"),
        _("To delete them:"),
    )
    return title, [
        names,
        *(Typed(str(path)) for path in files),
        *copied,
        delete,
        Typed(command("forget")),
    ]


def _describe_written() -> Section:
    return _("Files that you wrote yourself, and pages that you opened"), _join_paragraph(
        _("This program keeps no list of them. Delete the files, and empty the bin."),
        _("Their names may stay among recent files, in the print queue and in the printer."),
        _("Your browser remembers the pages."),
    )


def _describe_copied() -> Section:
    return _("Calendars, synchronised folders, backups"), _join_paragraph(
        _("A reminder in your calendar shows on your other devices, and to whoever shares it."),
        _("OneDrive, iCloud, Dropbox or Google Drive may hold copies."),
        _("So may Time Machine or Windows File History. Delete them there, also in the bin."),
    )


def _describe_histories(shell: Shell | None, *, mac: bool) -> Iterator[Section]:
    if shell is None:
        unknown = _("This program does not know your shell. It knows these: {names}.")
        yield _("The commands that you typed"), [unknown.format(names=", ".join(Shell))]
    for each in (shell,) if shell else Shell:
        title = _("The commands that {shell} remembers").format(shell=each)
        yield (
            title,
            [*([_name_other_shells(each)] if shell else []), *explain_history(each, mac=mac)],
        )


def _name_other_shells(shell: Shell) -> str:
    others = ", ".join(each for each in Shell if each is not shell)
    return _("For another shell, add --shell and one of these: {names}.").format(names=others)


def _describe_screen() -> Section:
    return _("The screen"), _join_paragraph(
        _("Leaving the guide clears it, unless you chose to leave its last page."),
        _("The other commands do not: close the window."),
        _("tmux, screen or a session log may keep the text."),
        _("Some terminals reopen windows with their text, some desktops show pictures of them."),
        _("At work or at school, commands may be noted elsewhere too."),
    )


def _describe_limits() -> Section:
    return _("What deleting cannot do"), _join_paragraph(
        _("Special tools may still find a deleted file on the disk."),
        _("What was sent, printed or copied stays where it went."),
    )


def _join_paragraph(*sentences: str) -> list[str]:
    return [" ".join(sentences)]
