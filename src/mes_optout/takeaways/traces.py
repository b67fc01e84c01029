"""What stays on this computer and how to remove it, in the order in which to do it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from mes_optout.i18n import _, command
from mes_optout.takeaways.histories import Shell, history
from mes_optout.takeaways.sections import Section, Typed, numbered
from mes_optout.takeaways.syncing import folder_notice
from mes_optout.text import wrap

_INDENT = "   "
_TO_TYPE = "     "  # the longest line for bash then ends at the eightieth column


def traces_text(
    files: Sequence[Path], folder: Path, shell: Shell | None, *, mac: bool, width: int
) -> str:
    """Say it in at most `width` columns; only paths and lines to type may be longer.

    `files` are ours in `folder`. Without a `shell` the lines of all that are known are shown.
    """
    title = wrap(_("What stays on this computer, and how to remove it"), width)
    order = _("Go in this order: each command that you type is remembered too.")
    lines = [*title, "=" * max(map(len, title)), *wrap(order, width)]
    sections = _sections(files, folder, shell, mac=mac)
    lines += numbered(sections, width, indent=_INDENT, before_typed=_TO_TYPE)
    return "\n".join(lines) + "\n"


def _sections(
    files: Sequence[Path], folder: Path, shell: Shell | None, *, mac: bool
) -> Iterator[Section]:
    yield _kept(files, folder)
    yield _written()
    yield _copied()
    yield _program()
    yield from _histories(shell, mac=mac)
    yield _screen()
    yield _limits()


def _kept(files: Sequence[Path], folder: Path) -> Section:
    title = _("What this program keeps")
    notice = folder_notice(folder)
    copied = [notice] if notice else []
    if not files:
        nothing = _("Nothing now. Boxes that you tick would be kept in this folder:")
        return title, [nothing, Typed(str(folder)), *copied]
    names, delete = _("Names of steps, and days, in these files:"), _("To delete them:")
    return title, [
        names,
        *(Typed(str(path)) for path in files),
        *copied,
        delete,
        Typed(command("forget")),
    ]


def _written() -> Section:
    return _("Files that you wrote yourself, and pages that you opened"), _paragraph(
        _("This program keeps no list of them. Delete the files, and empty the bin."),
        _("Their names may stay among recent files, in the print queue and in the printer."),
        _("Your browser remembers the pages."),
    )


def _copied() -> Section:
    return _("Calendars, synchronised folders, backups"), _paragraph(
        _("A reminder in your calendar shows on your other devices, and to whoever shares it."),
        _("OneDrive, iCloud, Dropbox or Google Drive may hold copies."),
        _("So may Time Machine or Windows File History. Delete them there, also in the bin."),
    )


def _program() -> Section:
    stands = _paragraph(
        _("Its name stands among the installed programs."),
        _("Python keeps compiled files in its folder; they go with it."),
        _("A completion script that you wrote stays where you put it."),
        _("To remove it, one of these lines, as it was installed:"),
    )
    return _("The program itself"), [
        *stands,
        Typed("pip uninstall mes-optout"),
        Typed("pipx uninstall mes-optout"),
        Typed("uv tool uninstall mes-optout"),
        _("Or delete the folder into which you put it, and what you downloaded."),
    ]


def _histories(shell: Shell | None, *, mac: bool) -> Iterator[Section]:
    if shell is None:
        unknown = _("This program does not know your shell. It knows these: {names}.")
        yield _("The commands that you typed"), [unknown.format(names=", ".join(Shell))]
    for each in (shell,) if shell else Shell:
        title = _("The commands that {shell} remembers").format(shell=each)
        yield title, [*([_another(each)] if shell else []), *history(each, mac=mac)]


def _another(shell: Shell) -> str:
    others = ", ".join(each for each in Shell if each is not shell)
    return _("For another shell, add --shell and one of these: {names}.").format(names=others)


def _screen() -> Section:
    return _("The screen"), _paragraph(
        _("Leaving the guide clears it. The other commands do not: close the window."),
        _("tmux, screen or a session log may keep the text."),
        _("Some terminals reopen windows with their text, some desktops show pictures of them."),
        _("At work or at school, commands may be noted elsewhere too."),
    )


def _limits() -> Section:
    return _("What deleting cannot do"), _paragraph(
        _("Special tools may still find a deleted file on the disk."),
        _("What was sent, printed or copied stays where it went."),
    )


def _paragraph(*sentences: str) -> list[str]:
    return [" ".join(sentences)]
