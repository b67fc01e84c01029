"""Commands that say their usage, their help and what was mistyped in the person's language.

Typer's and Click's own words are English, or depend on their version: none of them is shown. What
is wrong with a command line is told from the class of the exception, never from its text.
"""

import re
from typing import Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from mes_optout.clicks import (
    BadOptionUsage,
    ClickUsageError,
    Command,
    Context,
    HelpFormatter,
    MissingParameter,
    NoSuchOption,
)
from mes_optout.errors import N_, OptoutError
from mes_optout.guesses import guess_command
from mes_optout.i18n import _
from mes_optout.streams import decode_as_utf8
from mes_optout.text import find_nearest

_UNCUT = 1_000  # letters: what stands beside a name in a list is never shortened


class UsageError(OptoutError):
    """A command line that a command cannot take. Facts: `command`, which shows help.

    `context` is that of the command; where it is to be said how that is typed, `form` is a fact.
    """

    code = 2
    what = N_("This command line is not understood.")
    remedy = N_("For help: {command}")

    def __init__(self, context: Context | None = None, **facts: str | None) -> None:
        if context is not None:
            # In the zip for Windows an option that stands first would go to Python.
            asking = "--help" if context.parent else "help"
            facts["command"] = f"{context.command_path} {asking}"
            if "{form}" in self.what:
                pieces = context.command.collect_usage_pieces(context)
                facts["form"] = " ".join([context.command_path, *pieces])
        super().__init__(**{name: fact and decode_as_utf8(fact) for name, fact in facts.items()})


class UnknownCommandError(UsageError):
    """No command has this name. Facts: `name`, `guess`, `command`."""

    what = N_("There is no command “{name}”.")
    guessing = N_("There is no command “{name}”. Did you mean “{guess}”?"), UsageError.remedy


class UnknownOptionError(UsageError):
    """The command has no such option. Facts: `name`, `guess`, `command`."""

    what = N_("There is no option “{name}”.")
    guessing = N_("There is no option “{name}”. Did you mean “{guess}”?"), UsageError.remedy


class ValueMissingError(UsageError):
    """An option stands without its value. Facts: `name`, `value` (as help shows it), `command`."""

    what = N_("The option {name} needs a value: {value}.")


class ValueUnwantedError(UsageError):
    """An option that takes no value was given one. Facts: `name`, `command`."""

    what = N_("The option {name} takes no value.")


class ArgumentMissingError(UsageError):
    """What the command cannot do without is not there. Facts: `name`, `form`, `command`."""

    what = N_("This is missing: {name}. How it is typed: {form}")


class ExtraArgumentsError(UsageError):
    """More was typed than the command takes. Facts: `names`, `form`, `command`."""

    what = N_("The command does not take this: {names}. How it is typed: {form}")


class _Speaking(Command):
    """What commands and groups have in common."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take a line apart. Raises UsageError."""
        try:
            return super().parse_args(ctx, [*args])  # Click uses up what it is given
        except ClickUsageError as error:
            raise _translate_error(error, ctx, args) from None

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what stands after the name."""
        return [
            *filter(None, [self.options_metavar]),
            *map(_write_label, _find_parameters(self, ctx, "argument")),
        ]

    def get_help_option(self, ctx: Context) -> Any:  # noqa: ANN401  (an option of one of two kinds)
        """Return the option for help."""
        made = super().get_help_option(ctx)
        if made is not None:
            made.help = _("Show this message and exit.")
        return made

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write arguments and options."""
        for kind, title in (("argument", _("Arguments")), ("option", _("Options"))):
            _write_rows(formatter, title, list_parameters(self, ctx, kind))

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """Write where help is, and where a problem is said: the program's own help has it all."""
        said = _("Where to get help, where to report a problem: mes-optout help")
        formatter.write("\n" + said + "\n")


class SpeakingCommand(_Speaking, TyperCommand):
    """A command that takes no more than it says."""

    allow_extra_args = True  # by Click's leave: what is too much is said here, and not there

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take a line apart. Raises UsageError."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise ExtraArgumentsError(ctx, names=" ".join(rest))
        return rest


class SpeakingGroup(_Speaking, TyperGroup):
    """A command with commands below it; alone, it says its help."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take a line apart. Raises UsageError."""
        named = any(each != "--" for each in args)
        if not (named or self.invoke_without_command or ctx.resilient_parsing):
            show_help_instead(ctx)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that a line names. Raises UnknownCommandError."""
        name, *rest = args
        found = self.get_command(ctx, name)
        if found is None and not ctx.resilient_parsing:
            raise UnknownCommandError(ctx, name=name, guess=self.guess(ctx, name))
        return (name if found else None), found, rest

    def guess(self, ctx: Context, name: str) -> str | None:  # noqa: ARG002  (a group above wants it)
        """Return the command that somebody may have meant by a name that is none here."""
        return guess_command(name, self.commands)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what stands after the name: a command too."""
        return [*_Speaking.collect_usage_pieces(self, ctx), self.subcommand_metavar]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write options, then commands."""
        _Speaking.format_options(self, ctx, formatter)
        shown = ((name, each) for name, each in self.commands.items() if not each.hidden)
        rows = [(name, each.get_short_help_str(_UNCUT)) for name, each in shown]
        _write_rows(formatter, _("Commands"), rows)


def show_help_instead(context: Context) -> NoReturn:
    """Say the help of a command that cannot do anything alone, and end. Raises typer.Exit."""
    typer.echo(context.get_help(), err=True)
    raise typer.Exit(UsageError.code)


def list_parameters(command: Command, context: Context, kind: str) -> list[tuple[str, str]]:
    """Return each "argument" or "option" of a command as it is typed, with its help."""
    return [
        (_write_label(each), _write_help(command, each))
        for each in _find_parameters(command, context, kind)
    ]


def _find_parameters(command: Command, context: Context, kind: str) -> list[Any]:
    parameters: list[Any] = list(command.get_params(context))
    return [each for each in parameters if each.param_type_name == kind and not each.hidden]


def _write_label(parameter: Any) -> str:  # noqa: ANN401  (an argument or option of one of two kinds)
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    names = ", ".join(sorted(parameter.opts, key=lambda name: len(name) - len(name.lstrip("-"))))
    return names if parameter.is_flag else f"{names} {parameter.metavar}"


def _write_help(command: Command, parameter: Any) -> str:  # noqa: ANN401  (the same)
    said: str | None = parameter.help
    # Click 8.5 empties what Typer up to 0.25 has set; where it was declared, it still stands.
    if said is None:
        said = command.callback.__annotations__[parameter.name].__metadata__[0].help
    required = "  [" + _("required") + "]" if parameter.required else ""
    return f"{said}{required}"


def _write_rows(formatter: HelpFormatter, title: str, rows: list[tuple[str, str]]) -> None:
    """Write a titled list, if there is anything in it."""
    if rows:
        formatter.write_paragraph()
        formatter.write(_("{label}:").format(label=title) + "\n")
        with formatter.indentation():
            formatter.write_dl(rows)


def _translate_error(error: ClickUsageError, context: Context, typed: list[str]) -> UsageError:
    """Return our own error for one of Click's, told by its class; `typed` is what it is about."""
    options = _find_parameters(context.command, context, "option")
    match error:
        case MissingParameter():
            return ArgumentMissingError(context, name=_write_label(error.param))
        case NoSuchOption(option_name=name):
            root = context.find_root()  # its options may stand anywhere
            options += _find_parameters(root.command, root, "option")
            # Of « -simple » Click names one letter.
            one = rf"-\w*{re.escape(name[1:])}\w*"
            whole = next((each for each in typed if re.fullmatch(one, each)), name)
            guess = find_nearest(whole, (known for each in options for known in each.opts))
            return UnknownOptionError(context, name=whole, guess=guess)
        case BadOptionUsage(option_name=name):
            every: list[Any] = context.command.get_params(context)  # hidden ones, too
            meant = next(each for each in every if name in each.opts)
            kind = ValueUnwantedError if meant.is_flag else ValueMissingError
            return kind(context, name=name, value=meant.metavar)
    return UsageError(context)
