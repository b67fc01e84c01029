"""`help`: more about a command, or how to read and to answer with what one has."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import typer

from mes_optout.clicks import Command, Context, commands_of
from mes_optout.commands.options import Simple
from mes_optout.commands.settings import settings
from mes_optout.errors import N_, InputEndedError, NothingKeptEndedError
from mes_optout.i18n import NEUTRAL, PROGRAM, _, command
from mes_optout.reports import manual_words as words
from mes_optout.reports.manual import Heading, Names, Part, Prose, Row, Usage, Verbatim
from mes_optout.usage import UsageError, parameter_rows, unknown_command

ACCESSIBILITY = "accessibility"
_IN_FRENCH = "accessibilite"


class TryAlsoError(UsageError):
    """There is nothing to try about a command. Facts: `command`."""

    what = N_("--try goes with “accessibility” only.")


class ManAlsoError(UsageError):
    """There is one manual page for all. Facts: `command`."""

    what = N_("Use --man on its own.")


def _topics(context: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield what Tab offers: the commands below those that stand there already."""
    below = commands_of(context.find_root().command)
    named = context.params.get("topic") or ()
    for name in named:
        below = commands_of(below[name]) if name in below else {}
    for name, each in below.items():
        yield name, each.get_short_help_str()
    if not named:
        yield ACCESSIBILITY, _("How to read and to answer with what you have.")


def explain(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[TOPIC]"),
            help=_("A command, or “accessibility”; without it, all commands."),
            show_default=False,
            autocompletion=_topics,
        ),
    ] = None,
    trying: Annotated[
        bool,
        typer.Option("--try", help=_("Try each kind of question; nothing is kept or changed.")),
    ] = False,
    simple: Simple = False,
    man: Annotated[bool, typer.Option("--man", help=_("Show the manual page."))] = False,
) -> None:
    from mes_optout.text import fold

    topics = topic or []
    if man:
        if topics or trying or simple:
            raise ManAlsoError(context)
        _show_manual(context)
        return
    about_reading = [fold(each) for each in topics] in ([ACCESSIBILITY], [_IN_FRENCH])
    if trying:
        if topics and not about_reading:
            raise TryAlsoError(context)
        _try(context, simple=simple)
    elif about_reading:
        from mes_optout.reports.accessibility import accessibility_text

        typer.echo(accessibility_text(_width()), nl=False)
    else:
        typer.echo(_named(context, topics).get_help())


def _width() -> int:
    from mes_optout.text import WIDTH, columns

    return min(WIDTH, columns(sys.stdout, WIDTH))


def _show_manual(context: Context) -> None:
    from mes_optout.commands.help import manual
    from mes_optout.reports.manual import manual_text

    parts = manual(context.find_root().command, command())
    typer.echo(manual_text(parts, _width()), nl=False)


def _named(context: Context, topics: Sequence[str]) -> Context:
    """Return the command that `topics` name, as if it was called. Raises UnknownCommandError."""
    here = context.find_root()
    for name in topics:
        below = commands_of(here.command)
        if name not in below:
            raise unknown_command(context, name, below if here.parent else (*below, ACCESSIBILITY))
        here = below[name].context_class(below[name], info_name=name, parent=here)
    return here


def _try(context: typer.Context, *, simple: bool) -> None:
    from mes_optout.terminal.leaving import wipe_on_error
    from mes_optout.terminal.mode import make_prompter
    from mes_optout.terminal.tryout import try_out
    from mes_optout.walkthrough.prompter import Quit

    try:
        with wipe_on_error():
            try_out(make_prompter(asked=simple or None), settings(context).today)
    except Quit:
        return
    except InputEndedError:
        raise NothingKeptEndedError from None


def manual(program: Command, called: str) -> Iterator[Part]:
    """Yield the parts of the page, in the language in which `program` was made.

    `called` begins each command that it shows.
    """
    title = {name: Heading(_(text)) for name, text in words.TITLES.items()}
    root = program.context_class(program, info_name=called, **program.context_settings)
    first, *_others, last = _paragraphs(root)
    yield title["name"]
    yield Names((PROGRAM, NEUTRAL), first[0].lower() + first[1:-1])
    yield title["synopsis"]
    yield Usage(root.command_path, " ".join(program.collect_usage_pieces(root)))
    yield title["description"]
    yield from (Prose(each) for each in (*map(_, words.DESCRIPTION), last))
    yield title["options"]
    yield from _parameters(root)
    yield title["commands"]
    yield from _commands(root, called)
    for name, rows in (
        ("environment", words.VARIABLES),
        ("files", words.FILES),
        ("exit", words.CODES),
    ):
        yield title[name]
        yield from (Row(label, _(text)) for label, text in rows.items())
    yield title["examples"]
    for typed, text in words.EXAMPLES.items():
        yield Prose(_(text))
        yield Verbatim((f"{called} {typed}",))
    yield title["also"]
    yield Prose(f"{called} help accessibility, {called} traces, lp(1)")


def _paragraphs(context: Context) -> list[str]:
    return [each.strip() for each in (context.command.help or "").split("\n\n")]


def _commands(context: Context, called: str) -> Iterator[Part]:
    """Yield a section for each command, and for each one below it."""
    for name, below in commands_of(context.command).items():
        here = below.context_class(below, info_name=name, parent=context)
        path = here.command_path.removeprefix(f"{called} ")
        yield Usage(path, " ".join(below.collect_usage_pieces(here)), begins=True)
        yield from _prose(_paragraphs(here))
        yield from _parameters(here)
        yield from _commands(here, called)


def _parameters(context: Context) -> Iterator[Part]:
    """Yield arguments and options. Help is an option everywhere, and said once."""
    for kind in ("argument", "option"):
        for label, said in parameter_rows(context.command, context, kind):
            if context.parent is None or not label.endswith("--help"):
                yield Row(label, said)


def _prose(paragraphs: Iterable[str]) -> Iterator[Part]:
    for paragraph in paragraphs:
        mark, _newline, block = paragraph.partition("\n")
        # Click's own mark for lines that are not to be wrapped.
        yield Verbatim(tuple(block.splitlines())) if mark == "\b" else Prose(paragraph)
