"""`help`: more about a command, or how to read and to answer with what one has."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from mes_optout.clicks import Context, get_commands
from mes_optout.commands.parameters import Simple, make_argument
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import measure_page
from mes_optout.errors import N_, InputEndedError, NothingKeptEndedError
from mes_optout.guesses import guess_command
from mes_optout.i18n import LANGUAGES, _, command, translate
from mes_optout.text import fold
from mes_optout.usage import UnknownCommandError, UsageError

ACCESSIBILITY = N_("accessibility")


class TryAlsoError(UsageError):
    """There is nothing to try about a command. Facts: `command`."""

    what = N_("--try goes with “accessibility” only.")


class ManAlsoError(UsageError):
    """There is one manual page for all. Facts: `command`."""

    what = N_("Use --man on its own.")


def _offer_topics(context: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield what Tab offers: the commands below those that stand there already."""
    below = get_commands(context.find_root().command)
    named = context.params.get("topic") or ()
    for name in named:
        below = get_commands(below[name]) if name in below else {}
    for name, each in below.items():
        yield name, each.get_short_help_str()
    if not named:
        yield ACCESSIBILITY, _("How to read and to answer with what you have.")


def explain(
    context: typer.Context,
    topic: Annotated[
        list[str] | None,
        make_argument(
            _("[TOPIC]"),
            _("A command, or “accessibility”; without it, all commands."),
            _offer_topics,
        ),
    ] = None,
    trying: Annotated[
        bool,
        typer.Option("--try", help=_("Try each kind of question; nothing is kept or changed.")),
    ] = False,
    simple: Simple = False,
    man: Annotated[bool, typer.Option("--man", help=_("Show the manual page."))] = False,
) -> None:
    topics = topic or []
    if man:
        if topics or trying or simple:
            raise ManAlsoError(context)
        _show_manual(context)
        return
    about_reading = [fold(each) for each in topics] in [
        [fold(translate(ACCESSIBILITY, code))] for code in LANGUAGES
    ]
    if trying:
        if topics and not about_reading:
            raise TryAlsoError(context)
        _try_out(context, simple=simple)
    elif about_reading:
        from mes_optout.reports.accessibility import render_accessibility

        typer.echo(render_accessibility(measure_page()), nl=False)
    else:
        typer.echo(_find_command(context, topics).get_help())


def _show_manual(context: Context) -> None:
    from mes_optout.reports.manual import compose_manual, render_manual

    parts = compose_manual(context.find_root().command, command())
    typer.echo(render_manual(parts, measure_page()), nl=False)


def _find_command(context: Context, topics: Sequence[str]) -> Context:
    """Return the command that `topics` name, as if it was called. Raises UnknownCommandError."""
    here = context.find_root()
    for name in topics:
        below = get_commands(here.command)
        if name not in below:
            pages = () if here.parent else (ACCESSIBILITY,)
            guess = guess_command(name, below, *pages)
            raise UnknownCommandError(context.find_root(), name=name, guess=guess)
        here = below[name].context_class(below[name], info_name=name, parent=here)
    return here


def _try_out(context: typer.Context, *, simple: bool) -> None:
    from mes_optout.terminal.leaving import wipe_on_error
    from mes_optout.terminal.mode import make_prompter
    from mes_optout.terminal.tryout import try_out
    from mes_optout.walkthrough.prompter import Quit

    try:
        with wipe_on_error():
            try_out(make_prompter(simple=simple or None), get_settings(context).today)
    except Quit:
        return
    except InputEndedError:
        raise NothingKeptEndedError from None
