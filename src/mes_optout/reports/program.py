"""The program itself and what tools keep of it, as sections with the lines that remove them."""

from collections.abc import Iterator
from pathlib import Path

from mes_optout.i18n import _
from mes_optout.reports.copies import Copies
from mes_optout.reports.installed import Installed
from mes_optout.reports.removing import delete, delete_journals, run, shown
from mes_optout.text import Section, Typed

_PIPX = "pipx uninstall mes-optout"
_UV = "uv tool uninstall mes-optout"
_PIP = "-m pip uninstall mes-optout"


def program_section(program: Installed, copies: Copies, *, powershell: bool) -> Section:
    """Say what removes the program; other ways by which it is installed too are not forgotten."""
    return _("The program itself"), [
        " ".join(
            (
                _("Once it is removed, it can no longer show this page."),
                _("Leave the page on the screen, or note the lines that follow."),
                _("A completion script that you wrote stays where you put it."),
            )
        ),
        *_scripts(copies, powershell=powershell),
        *_removal(program, copies, powershell=powershell),
    ]


def _scripts(copies: Copies, *, powershell: bool) -> Iterator[str]:
    if copies.completions:
        yield _("Such a script was found. To delete it:")
        yield from (delete(each, powershell=powershell) for each in copies.completions)


def _removal(program: Installed, copies: Copies, *, powershell: bool) -> Iterator[str]:
    if program.file:
        yield _("This single file is the program. To delete it:")
        yield delete(program.file, powershell=powershell)
    lines: list[str] = [
        *([Typed(_PIPX)] if copies.by_pipx or program.tool == "pipx" else []),
        *([Typed(_UV)] if copies.by_uv or program.tool == "uv" else []),
    ]
    if program.tool == "pip" and program.python:
        lines.append(run(program.python, _PIP, powershell=powershell))
    if lines:
        yield _("To remove the program, with the compiled files in its folder:")
        yield from lines
    if program.project:
        yield _("To delete the project's folder, after taking out what you put there:")
        yield from [Typed("cd ~")] if powershell else []  # Windows keeps the folder one is in
        yield delete(program.project, powershell=powershell)
    if program.unpacked:
        yield _("Delete what you unpacked in this folder, and keep your other files:")
        yield shown(program.unpacked)
    yield _("Also delete what you downloaded, and any other copies of the program.")


def copies_section(copies: Copies, *, powershell: bool, tried: bool) -> Section:
    """Say what pip, pipx and uv keep; `tried` where we have seen it with our own eyes."""
    return _("What pip, pipx and uv keep"), [
        _("A cache is a store of copies that a tool keeps, to be faster later."),
        *_found(copies, powershell=powershell),
        *_limits(copies, tried=tried),
    ]


def _found(copies: Copies, *, powershell: bool) -> Iterator[str]:
    def lines(paths: tuple[Path, ...]) -> Iterator[str]:
        return (delete(path, powershell=powershell) for path in paths)

    if copies.pip:
        yield _("In the cache of pip. To remove it:")
        yield from lines(copies.pip)
    if copies.uv:
        yield _("In the cache of uv, also used by pipx. To remove it:")
        yield from lines(copies.uv)
    if copies.pipx:
        yield _("In the folders of pipx. To remove it:")
        yield from lines(copies.pipx)
    if copies.logs:
        yield _("pipx keeps a log of its commands. To delete it, once the program is removed:")
        yield from (delete_journals(each, powershell=powershell) for each in copies.logs)
    if not copies.searched:
        yield _("This program could not look there: it does not know your home folder.")
    if copies.clear:
        yield _("Nothing was found there with the name of this program.")
    cautious = [_("If not installed as the README says, the program may leave a copy in a cache.")]
    if not copies.logs:
        cautious.append(_("pipx also keeps a log of its commands."))
    yield " ".join(cautious)


def _limits(copies: Copies, *, tried: bool) -> Iterator[str]:
    if copies.unread:
        yield _("These folders could not be read:")
        yield from map(shown, copies.unread)
    if not copies.complete:
        yield _("There were too many files: not all of them were checked.")
    if not tried:
        yield _("We could not try this on your system: these places come from the manuals.")
