"""`completion`: the script with which a shell completes, and the answers that it then asks for."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from mes_optout.clicks import Command, CompletionItem, ShellComplete, split_line
from mes_optout.commands.parameters import A_FILE, check_choice, make_argument, offer_names
from mes_optout.errors import N_, OptoutError, UnknownChoiceError
from mes_optout.files import read_packaged
from mes_optout.i18n import _, bare_name, command, is_single_file, name_variable


class NotACommandError(OptoutError):
    """The single file is started by Python: a shell completes only what is installed."""

    code = 2
    what = N_("A shell cannot complete the single file.")
    remedy = N_("Install the program, and ask it for this script.")


# Where bash, zsh and fish look for such a script by themselves.
_PLACES = {
    "bash": "~/.local/share/bash-completion/completions/{name}",
    "zsh": "~/.zfunc/_{name}",
    "fish": "~/.config/fish/completions/{name}.fish",
}
_SHELLS = (*_PLACES, "powershell")


def compose_help() -> str:
    """Return the help of the command, with what to type."""
    called = command()
    typed = [f"  {called} completion {shell} \\\n    > {place}" for shell, place in _PLACES.items()]
    here = f"  {called} completion powershell | Out-String | Invoke-Expression"
    return "\n\n".join(
        (
            _("Let the Tab key complete commands, in bash, zsh, fish or PowerShell."),
            _("It prints a script. Write it where your shell looks for it:"),
            "\b\n" + "\n".join(typed).format(name=bare_name()),
            _("The folder has to exist. For zsh it has to be in “fpath”."),
            _("Whoever sees this file knows that the program is installed."),
            _("In PowerShell, for one window, with no file to write:"),
            f"\b\n{here}",
            " ".join(
                (
                    _("In the file $PROFILE it is for every window, if Windows runs that file."),
                    _("Whoever opens $PROFILE reads it there."),
                )
            ),
            _("We have not been able to try it in PowerShell itself."),
        )
    )


def completion(
    context: typer.Context,
    shell: Annotated[
        str,
        make_argument("|".join(_SHELLS), _("Your shell."), offer_names(*_SHELLS)),
    ],
) -> None:
    check_choice(_("The shell"), shell, _SHELLS)
    if is_single_file():
        raise NotACommandError
    typer.echo(Completer(context.find_root().command, shell).source())


def complete(program: Command, asked: str) -> int:
    """Print what may come next on the line that the environment holds; return the exit code.

    Whatever goes wrong is not said: somebody is typing just there.
    """
    shell = asked.removesuffix("_complete")
    if shell not in _SHELLS:
        return UnknownChoiceError.code
    try:
        typer.echo(Completer(program, shell).complete())
        sys.stdout.flush()
    except Exception:
        if os.environ.get("MES_OPTOUT_TRACEBACK"):
            raise
        return 1
    return 0


class Completer(ShellComplete):
    """What a shell gets: its script, and the answers to it.

    The script hands the line over in COMP_WORDS, in PowerShell a word on each line, as it has taken
    them apart. COMP_CWORD says which one is being typed: its number, or in fish the word itself. An
    answer is "plain", a value and its help, or "file".
    """

    def __init__(self, program: Command, shell: str) -> None:
        super().__init__(program, {}, bare_name(), name_variable())
        self._shell = shell

    def source_vars(self) -> dict[str, str]:
        """Return what stands in the script for the program's name, and what is made of it."""
        name = self.prog_name
        return {
            "FUNCTION": f"{name.replace('-', '_')}_completion",
            "VARIABLE": self.complete_var,
            "NAME": name,
        }

    def source(self) -> str:
        """Return the script that asks."""
        script = read_packaged(Path(__file__).with_name(f"complete.{self._shell}")).decode()
        for field, text in self.source_vars().items():
            script = script.replace(field, text)
        return script.strip()

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one being typed, and that one."""
        line, at = os.environ["COMP_WORDS"], os.environ["COMP_CWORD"]
        words = line.split("\n") if self._shell == "powershell" else split_line(line)
        if self._shell == "fish":
            typed = split_line(at)
            incomplete = typed[0] if typed else ""
            before = words[1:-1] if typed and words[-1:] == typed[:1] else words[1:]
        else:
            incomplete = dict(enumerate(words)).get(int(at), "")
            before = words[1 : int(at)]
        # In bash « = » is a word, which would stand between an option and its value.
        return [word for word in before if word != "="], incomplete

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Offer the global options everywhere, and a value with the option that it is joined to."""
        found = super().get_completions(list(args), incomplete)
        if "--" in args or not incomplete.startswith("-"):
            return found
        option, equals, _value = incomplete.partition("=")
        if equals:
            for item in found:
                if self._shell != "bash" and item.help != A_FILE:  # there it is a word of its own
                    item.value = f"{option}={item.value}"
            return found
        known = {item.value for item in found}
        anywhere = self.cli.shell_complete(self.cli.context_class(self.cli), incomplete)
        return found + [item for item in anywhere if item.value not in known]

    def format_completion(self, item: CompletionItem) -> str:
        """Return an answer as the script reads it."""
        kind, said = ("file", None) if item.help == A_FILE else ("plain", item.help)
        match self._shell:
            case "bash":
                return f"{kind},{item.value}"
            case "zsh":  # a colon ends the value where help follows
                value = item.value.replace(":", r"\:") if said else item.value
                return f"{kind}\n{value}\n{said or '_'}"
            case _:
                return f"{kind},{item.value}\t{said}" if said else f"{kind},{item.value}"
