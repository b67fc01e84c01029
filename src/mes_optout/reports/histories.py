"""What a shell remembers of the commands typed into it: how to see it, empty it and do without.

The lines to type take out whatever names the program, by either of its names, themselves included,
and end the window before its shell can write its own memory back. Tried in bash 5.2, zsh 5.9 and
fish 3.6 with their usual settings; not on a Mac, nor in PowerShell.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import PureWindowsPath

from mes_optout.wording.prose import Prose


class Shell(StrEnum):
    """A shell by the name that one types."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "PowerShell"


_NAMES = {**{shell.lower(): shell for shell in Shell}, "pwsh": Shell.POWERSHELL}

_PROSE = Prose("traces")

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
            yield from _PROSE.say("fish")
        case Shell.POWERSHELL:
            yield from _PROSE.say("powershell")


def _explain_sh(shell: Shell, *, mac: bool) -> Iterator[str]:
    zsh = shell is Shell.ZSH
    file, see = f"~/.{shell}_history", "history 1" if zsh else "history"
    yield from _PROSE.say("sh", file=file, see=see, remove=_write_sh_line(shell, mac=mac))
    if mac:
        yield from _PROSE.say("sh-not-tried")
    yield from _PROSE.say("sh-next", setting="HIST_IGNORE_SPACE" if zsh else "HISTCONTROL")


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
