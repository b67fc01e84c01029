"""The command line: global options, the commands, and the one door where an error gets words.

The language is set before this module is imported, for help texts are read at import. A line that
names a command builds that one alone: to import and inspect all takes a tenth of a start.
"""

import os
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from mes_optout import __version__, i18n
from mes_optout.commands.parameters import (
    check_choice,
    make_option,
    offer_files,
    offer_names,
)
from mes_optout.commands.root import WITH_VALUE, Root, hoist_options
from mes_optout.commands.settings import Settings, choose_steps
from mes_optout.errors import CannotPrintError, InputEndedError, InternalError, OptoutError
from mes_optout.files import cause_of
from mes_optout.i18n import _
from mes_optout.streams import OutputLostError
from mes_optout.text import UNBROKEN, count_columns, wrap
from mes_optout.usage import SpeakingCommand, SpeakingGroup, show_help_instead

_OPTIONS = _("[OPTIONS]")


def _print_version(context: typer.Context, asked: bool) -> None:  # noqa: FBT001  (Typer's way)
    if asked and not context.resilient_parsing:  # which is how a line is read for completing it
        typer.echo(i18n.command(__version__))
        raise typer.Exit


def root(
    context: typer.Context,
    language: Annotated[
        str | None,
        make_option(
            "--lang", "|".join(i18n.LANGUAGES), _("The language."), offer_names(*i18n.LANGUAGES)
        ),
    ] = None,
    steps_folder: Annotated[
        Path | None,
        make_option("--steps", _("FOLDER"), _("Other steps, for editors."), offer_files),
    ] = None,
    version: Annotated[  # noqa: ARG001, FBT002  (its callback acts; Typer's way)
        bool,
        typer.Option(
            "--version", help=_("Say the version."), callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Put the settings into the context; alone on a terminal, start or resume."""
    check_choice("--lang", language, i18n.LANGUAGES, i18n.other_names())
    context.obj = Settings(i18n.language(), choose_steps(steps_folder))
    if context.invoked_subcommand is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            show_help_instead(context)
        from mes_optout.commands.guide import guide  # noqa: PLC0415  (when no command is named)

        context.invoke(guide, context=context)


# Each with the module and the function that it is in.
_COMMANDS = {
    "guide": ("guide", "guide", _("Go through a procedure step by step, or go on with it.")),
    "checklist": ("checklist", "checklist", _("Print the list of steps, with your ticks.")),
    "status": ("status", "status", _("Say where you are.")),
    "deadline": ("deadline", "deadline", _("Say how long you have got to object.")),
    "letter": ("letter", "letter", _("Print a letter to complete by hand.")),
    "page": ("one_page", "page", _("Write the whole guide as one page for a browser.")),
    "sources": ("sources", "sources", _("Say what the steps rest on, and how sure it is.")),
    "traces": ("traces", "traces", _("Say what stays on this computer, and how to remove it.")),
    "forget": ("forget", "forget", _("Delete what is kept on this computer.")),
    "completion": ("completion", "completion", None),  # its own text says for which shells
    "help": ("help", "explain", _("Explain a command, or how to read and answer.")),
}
_OF_STEPS = {
    "list": ("steps", "list_steps", _("List the procedures.")),
    "check": ("steps", "check_steps", _("Look for mistakes in the steps.")),
    "prove": (
        "prove",
        "prove_steps",
        _("Go through all the steps, and say where they lead nowhere."),
    ),
    "convert": ("convert", "convert_steps", _("Rewrite your own steps from version 1.0.")),
}
_STEPS = "steps"
_ALL = (*_COMMANDS, _STEPS)
_KNOW_OTHERS = {"help", "completion"}  # they speak of all commands


def make_app(names: Collection[str] = _ALL) -> typer.Typer:
    """Build the command line, with the commands of some names."""
    app = typer.Typer(
        cls=Root,
        invoke_without_command=True,
        subcommand_metavar=_("COMMAND"),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        options_metavar=_OPTIONS,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(
        help=_("Object to a health record, or close it, step by step.")
        + "\n\n"
        + _("Examples:")
        + f"\n\n\b\n  {i18n.command('guide')}\n  {i18n.command('checklist opposition')}\n\n"
        + _("Screen reader, braille: mes-optout help accessibility")
    )(root)
    for name in (each for each in _COMMANDS if each in names):
        _add_command(app, name, *_COMMANDS[name])
    if _STEPS in names:
        editors = typer.Typer(
            cls=SpeakingGroup,
            help=_("For those who write the steps."),
            subcommand_metavar=_("COMMAND"),
            options_metavar=_OPTIONS,
            rich_markup_mode=None,
        )
        for name, found in _OF_STEPS.items():
            _add_command(editors, name, *found)
        app.add_typer(editors, name=_STEPS)
    return app


def _add_command(app: typer.Typer, name: str, module: str, function: str, said: str | None) -> None:
    found = import_module(f"mes_optout.commands.{module}")
    told = found.compose_help() if said is None else said
    # What stands beside the name, in the list and in a shell that completes it, is never cut.
    short = told.partition("\n")[0]
    command: Callable[..., None] = getattr(found, function)
    app.command(name, cls=SpeakingCommand, help=told, short_help=short, options_metavar=_OPTIONS)(
        command
    )


def find_asked(arguments: list[str]) -> Collection[str]:
    """Return the commands that a line needs: the one that it names, or all of them."""
    front = hoist_options(arguments)
    waiting = iter(front)
    for argument in waiting:
        if argument in WITH_VALUE:
            next(waiting, None)
        elif argument.partition("=")[0] not in WITH_VALUE:
            alone = argument in _ALL and argument not in _KNOW_OTHERS
            return (argument,) if alone and not {"-h", "--help"} & {*arguments} else _ALL
    return _ALL


def main(arguments: list[str]) -> int:
    """Run a command line and return its exit code; every error becomes one sentence here."""
    if asked := os.environ.get(i18n.name_variable()):
        from mes_optout.commands.completion import complete  # noqa: PLC0415  (a shell asks)

        return complete(typer.main.get_command(make_app()), asked)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read us has stopped reading; nothing is left to say
        return 0
    except OutputLostError as error:
        with suppress(OutputLostError):  # where errors are said, nothing arrives either
            _say(CannotPrintError(cause=cause_of(error)))
        return CannotPrintError.code
    return code


def _run(arguments: list[str]) -> int:
    try:
        app = make_app(find_asked(arguments))
        result: Any = app(args=arguments, prog_name=i18n.command(), standalone_mode=False)
    except (typer.Abort, EOFError):
        return _say(InputEndedError())
    except OptoutError as error:
        return _say(error)
    except SystemExit:  # Typer's own answer to a closed pipe; nobody reads on
        return 0
    except (BrokenPipeError, OutputLostError):
        raise
    except Exception:  # the door: a traceback shows paths, and frightens
        if os.environ.get("MES_OPTOUT_TRACEBACK"):
            raise
        return _say(InternalError())
    return result if isinstance(result, int) else 0


def _say(error: OptoutError) -> int:
    width = count_columns(sys.stderr, UNBROKEN)
    for line in i18n.lines(error):
        typer.echo("\n".join(wrap(line, width)), err=True)
    return error.code
