"""The manual page: what the commands say of themselves, and the words beside it."""

from collections.abc import Iterable, Iterator

from mes_optout.clicks import Command, Context, commands_of
from mes_optout.i18n import NEUTRAL, PROGRAM, _
from mes_optout.reports import manual_words as words
from mes_optout.reports.manual import Heading, Names, Part, Prose, Row, Usage, Verbatim
from mes_optout.usage import parameter_rows


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
    for name, command in commands_of(context.command).items():
        here = command.context_class(command, info_name=name, parent=context)
        path = here.command_path.removeprefix(f"{called} ")
        yield Usage(path, " ".join(command.collect_usage_pieces(here)), begins=True)
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
