"""What a shell remembers of the commands typed into it: how to see it, empty it and do without.

The lines to type take out whatever names the program, by either of its names, themselves included,
and end the window before its shell can write its own memory back. Tried in bash 5.2, zsh 5.9 and
fish 3.6 with their usual settings; not on a Mac, nor in PowerShell.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PureWindowsPath

from mes_optout.errors import N_
from mes_optout.i18n import _
from mes_optout.text import Typed


class Shell(StrEnum):
    """A shell by the name that one types."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "PowerShell"


_NAMES = {**{shell.lower(): shell for shell in Shell}, "pwsh": Shell.POWERSHELL}

_CLOSE_OTHERS = N_("First close the other terminal windows: each writes its own when it closes.")
_TAKEN_OUT = N_("Every command that contains “optout” or “demarche” is taken out.")
_NOT_TRIED = N_("We have not been able to try this. Look at the commands again afterwards.")
_BEGIN_WITH = N_("Next time, for a window that keeps nothing, begin with:")

# POSIX regular expressions have no portable way to disregard case.
_SED = "'/optout|OPTOUT|demarche/d'"


def find_shell(name: str) -> Shell | None:
    """Return the shell that a name or the path of a program means, if it is one of ours."""
    return _NAMES.get(PureWindowsPath(name).stem.lower())  # takes both kinds of slashes


def detect_shell(environment: Mapping[str, str], *, windows: bool) -> Shell | None:
    """Return the shell of this account: SHELL says it, where it is set also on Windows."""
    return find_shell(environment.get("SHELL") or ("powershell" if windows else ""))


def explain_history(shell: Shell, *, mac: bool) -> Iterator[str]:
    """Yield what to know and what to type, in order. `mac` changes the lines of bash and zsh."""
    match shell:
        case Shell.BASH | Shell.ZSH:
            yield from _explain_sh(shell, mac=mac)
        case Shell.FISH:
            yield from _explain_fish()
        case Shell.POWERSHELL:
            yield from _explain_powershell()


def _explain_sh(shell: Shell, *, mac: bool) -> Iterator[str]:
    zsh = shell is Shell.ZSH
    see = _("To see them (HISTFILE names their file, usually {file}):")
    yield see.format(file=f"~/.{shell}_history")
    yield Typed("history 1" if zsh else "history")
    yield " ".join(
        (
            _(_CLOSE_OTHERS),
            _("Then copy the whole line below."),
            _(_TAKEN_OUT),
            _("Then the line closes this window, and nothing is written back."),
        )
    )
    yield Typed(_write_sh_line(shell, mac=mac))
    if mac:
        yield _(_NOT_TRIED)
    yield _(_BEGIN_WITH)
    yield Typed("unset HISTFILE")
    setting = "HIST_IGNORE_SPACE" if zsh else "HISTCONTROL"
    only = _("A space before a command is enough only if {setting} asks for it.")
    yield only.format(setting=setting)


def _write_sh_line(shell: Shell, *, mac: bool) -> str:
    """Return the line that saves what else was typed, takes the names out, and ends the shell."""
    zsh = shell is Shell.ZSH
    save = "fc -AI" if zsh else "history -a"
    if not mac:
        return f'{save} && sed -Ei {_SED} "$HISTFILE" && kill -9 $$'
    # Apple's Terminal keeps the lines of each window apart as well, and HISTFILE then names only
    # those of this one. Its sed wants a suffix for -i, and stops at bytes that are no letters.
    files = f'"$HISTFILE" ~/.{shell}_history ~/.{shell}_sessions/*.history*'
    edit = f"LC_ALL=C sed -E -i '' {_SED}"
    if zsh:
        return f"{save} && {edit} {files}(N) && kill -9 $$"
    return f"shopt -s nullglob; {save} && {edit} {files} && kill -9 $$"


def _explain_fish() -> Iterator[str]:
    yield _("To see them (their file is {file}):").format(file="~/.local/share/fish/fish_history")
    yield Typed("history")
    yield " ".join((_(_CLOSE_OTHERS), _("Then type this, with the space before it:")))
    yield Typed(" history delete --contains optout demarche")
    yield _("fish shows every command that contains one of these words, and asks. Answer:")
    yield Typed("all")
    yield _("Then close this window. Next time, a space before a command is enough.")


def _explain_powershell() -> Iterator[str]:
    yield _("To see them:")
    yield Typed("Get-Content (Get-PSReadLineOption).HistorySavePath")
    yield " ".join(
        (
            _(_CLOSE_OTHERS),
            _("Then copy these three lines in turn."),
            _(_TAKEN_OUT),
            _("The last one closes this window."),
        )
    )
    yield Typed("$h = (Get-PSReadLineOption).HistorySavePath")
    kept = "@(Get-Content $h -Encoding UTF8) -notmatch 'optout|demarche'"
    yield Typed(f"Set-Content $h ({kept}) -Encoding UTF8")
    yield Typed("Stop-Process -Id $PID")
    yield _(_NOT_TRIED)
    yield _(_BEGIN_WITH)
    yield Typed("Set-PSReadLineOption -HistorySaveStyle SaveNothing")
    yield _("A space before a command changes nothing.")
