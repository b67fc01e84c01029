"""`completion`: the script with which a shell completes, and the answers that it then asks for."""

import os
from typing import Annotated, Any

import click
import typer
from click import shell_completion

from mes_optout.commands.candidates import among
from mes_optout.commands.options import not_on_offer
from mes_optout.errors import N_, OptoutError, UnknownChoiceError
from mes_optout.i18n import _, command, is_single_file


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


def page() -> str:
    """Return the help of the command, with what to type."""
    name = command()
    typed = [f"  {name} completion {shell} \\\n    > {place}" for shell, place in _PLACES.items()]
    return "\n\n".join(
        (
            _("Let the Tab key complete commands, in bash, zsh or fish."),
            _("It prints a script. Write it where your shell looks for it:"),
            "\b\n" + "\n".join(typed).format(name=name),
            _("The folder has to exist. For zsh it has to be in “fpath”."),
            _("Whoever sees this file knows that the program is installed."),
        )
    )


def completion(
    context: typer.Context,
    shell: Annotated[
        str,
        typer.Argument(
            metavar="|".join(_PLACES), help=_("Your shell."), autocompletion=among(*_PLACES)
        ),
    ],
) -> None:
    if shell not in _PLACES:
        raise not_on_offer(_("The shell"), shell, _PLACES)
    if is_single_file():
        raise NotACommandError
    # Click's own way for bash would start a bash to see how old it is.
    made = shell_completion.ShellComplete.source(_for_shell(shell, context.find_root().command))
    typer.echo(made.strip())


def variable() -> str:
    """Return the variable by which a script asks. Like the script it bears the name in use."""
    return f"_{command()}_complete".replace("-", "_").upper()


def complete(program: click.Command, asked: str) -> int:
    """Print what may come next on the line that the environment holds; return the exit code.

    Whatever goes wrong is not said: somebody is typing just there.
    """
    shell = asked.removesuffix("_complete")
    if shell not in _PLACES:
        return UnknownChoiceError.code
    try:
        typer.echo(_for_shell(shell, program).complete())
        click.get_text_stream("stdout").flush()
    except Exception:
        if os.environ.get("MES_OPTOUT_TRACEBACK"):
            raise
        return 1
    return 0


class _Completing(shell_completion.ShellComplete):
    """What Click leaves out in every shell."""

    joined = True  # the shell takes « --option=value » for one word

    def get_completions(self, args: list[str], incomplete: str) -> list[Any]:
        """Offer the global options everywhere, and a value with the option that it is joined to."""
        found = super().get_completions(list(args), incomplete)
        if "--" in args or not incomplete.startswith("-"):
            return found
        option, equals, _value = incomplete.partition("=")
        if equals:
            for item in found:
                if self.joined and item.type == "plain":
                    item.value = f"{option}={item.value}"
            return found
        known = {item.value for item in found}
        anywhere = self.cli.shell_complete(click.Context(self.cli), incomplete)
        return found + [item for item in anywhere if item.value not in known]


class _Bash(_Completing, shell_completion.BashComplete):
    joined = False

    def get_completion_args(self) -> tuple[list[str], str]:
        """Leave out « = », which is a word for bash and would stand between option and value."""
        args, incomplete = super().get_completion_args()
        return [each for each in args if each != "="], incomplete


class _Zsh(_Completing, shell_completion.ZshComplete):
    # Click's answers a first Tab, but at the second one only registers itself and offers nothing.
    source_template = shell_completion.ZshComplete.source_template.replace(
        "$zsh_eval_context[-1] == loadautofunc", "$funcstack[1] == _%(prog_name)s"
    )


class _Fish(_Completing, shell_completion.FishComplete):
    # Click's ends a help text at its first comma.
    source_template = shell_completion.FishComplete.source_template.replace(
        'string split ","', 'string split --max 1 ","'
    )


def _for_shell(shell: str, program: click.Command) -> shell_completion.ShellComplete:
    made = {"bash": _Bash, "zsh": _Zsh, "fish": _Fish}[shell]
    return made(program, {}, command(), variable())
