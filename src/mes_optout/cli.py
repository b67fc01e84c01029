"""The command line: global options, the commands, and the one door where an error gets words.

The language is set before this module is imported, for help texts are read at import.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from mes_optout import __version__, i18n
from mes_optout.clicks import Command, Context, get_commands
from mes_optout.commands import (
    checklist,
    completion,
    convert,
    deadline,
    forget,
    guide,
    letter,
    prove,
    sources,
    status,
    steps,
    traces,
)
from mes_optout.commands import help as helping
from mes_optout.commands.parameters import check_choice, make_option, offer_files, offer_names
from mes_optout.commands.settings import Settings, choose_steps
from mes_optout.errors import CannotPrintError, InputEndedError, InternalError, OptoutError
from mes_optout.files import cause_of
from mes_optout.i18n import _
from mes_optout.streams import OutputLostError
from mes_optout.text import UNBROKEN, count_columns, wrap
from mes_optout.usage import SpeakingCommand, SpeakingGroup, UsageError, show_help_instead

_WITH_VALUE = ("--lang", "--steps")
_FLAGS = ("--version",)
_OPTIONS = _("[OPTIONS]")


class Root(SpeakingGroup):
    """Global options may stand anywhere, and asking for help wins over any mistake."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Move global options to the front; keep of a call for help only whom it is for."""
        cut = args.index("--") if "--" in args else len(args)
        head, tail = args[:cut], args[cut:]
        if {"-h", "--help"} & set(head):
            return super().parse_args(ctx, [*self._find_names(head), "--help"])
        return super().parse_args(ctx, [*_hoist_options(head), *tail])

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what stands after the name; where an option first would go to Python, it last."""
        pieces = super().collect_usage_pieces(ctx)
        return pieces[::-1] if i18n.brings_python() else pieces

    def _find_names(self, arguments: list[str]) -> Iterator[str]:
        """Yield the command that `arguments` name, and the one below it if it is a group."""
        here: Command = self
        for argument in arguments:
            if argument in (below := get_commands(here)):
                here = below[argument]
                yield argument


def _hoist_options(arguments: list[str]) -> list[str]:
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument in _WITH_VALUE:
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument in _FLAGS or argument.partition("=")[0] in _WITH_VALUE:
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


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


def _print_version(context: typer.Context, asked: bool) -> None:  # noqa: FBT001  (Typer's way)
    if asked and not context.resilient_parsing:  # which is how a line is read for completing it
        typer.echo(i18n.command(__version__))
        raise typer.Exit


@app.callback(
    help=_("Object to a health record, or close it, step by step.")
    + "\n\n"
    + _("Examples:")
    + f"\n\n\b\n  {i18n.command('guide')}\n  {i18n.command('checklist opposition')}\n\n"
    + _("Screen reader, braille: mes-optout help accessibility")
)
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
    check_choice("--lang", language, i18n.LANGUAGES)
    context.obj = Settings(i18n.language(), choose_steps(steps_folder))
    if context.invoked_subcommand is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            show_help_instead(context)
        context.invoke(guide.guide, context=context)


_COMMANDS: list[tuple[str, str, Callable[..., None]]] = [
    ("guide", _("Go through a procedure step by step, or go on with it."), guide.guide),
    ("checklist", _("Print the list of steps, with your ticks."), checklist.checklist),
    ("status", _("Say where you are."), status.status),
    ("deadline", _("Say how long you have got to object."), deadline.deadline),
    ("letter", _("Print a letter to complete by hand."), letter.letter),
    ("sources", _("Say what the steps rest on, and how sure it is."), sources.sources),
    ("traces", _("Say what stays on this computer, and how to remove it."), traces.traces),
    ("forget", _("Delete what is kept on this computer."), forget.forget),
    ("completion", completion.compose_help(), completion.completion),
    ("help", _("Explain a command, or how to read and answer."), helping.explain),
]
for _name, _help, _function in _COMMANDS:
    # What stands beside the name, in the list and in a shell that completes it, is never cut.
    _short = _help.partition("\n")[0]
    app.command(
        _name, cls=SpeakingCommand, help=_help, short_help=_short, options_metavar=_OPTIONS
    )(_function)

_editors = typer.Typer(
    cls=SpeakingGroup,
    help=_("For those who write the steps."),
    subcommand_metavar=_("COMMAND"),
    options_metavar=_OPTIONS,
    rich_markup_mode=None,
)
for _name, _help, _function in (
    ("list", _("List the procedures."), steps.list_steps),
    ("check", _("Look for mistakes in the steps."), steps.check_steps),
    ("prove", _("Go through all the steps, and say where they lead nowhere."), prove.prove_steps),
    ("convert", _("Rewrite your own steps from version 1.0."), convert.convert_steps),
):
    _editors.command(_name, cls=SpeakingCommand, help=_help, options_metavar=_OPTIONS)(_function)
app.add_typer(_editors, name="steps")


def main(arguments: list[str]) -> int:
    """Run a command line and return its exit code; every error becomes one sentence here."""
    if asked := os.environ.get(completion.name_variable()):
        return completion.complete(typer.main.get_command(app), asked)
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
        result: Any = app(args=arguments, prog_name=i18n.command(), standalone_mode=False)
    except UsageError as error:
        return _say_lines(error.lines(), error.code)
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
    return _say_lines(i18n.sentence(error).splitlines(), error.code)


def _say_lines(lines: Iterable[str], code: int) -> int:
    width = count_columns(sys.stderr, UNBROKEN)
    for line in lines:
        typer.echo("\n".join(wrap(line, width)), err=True)
    return code
