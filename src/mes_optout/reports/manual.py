"""The manual page as parts, and as plain lines: no pager, no program to show it, no file."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mes_optout.clicks import Command, Context, get_commands
from mes_optout.errors import N_
from mes_optout.i18n import LANGUAGES, NEUTRAL, PROGRAM, _
from mes_optout.text import wrap
from mes_optout.usage import list_parameters

_BODY = "    "
_COMMAND = "  "
_MEANING = "        "

# What the page says beside the program's help.
BOOK = N_("User commands")  # the part of the manual, at the top of a printed page
TITLES = {
    "name": N_("NAME"),
    "synopsis": N_("SYNOPSIS"),
    "description": N_("DESCRIPTION"),
    "options": N_("OPTIONS"),
    "commands": N_("COMMANDS"),
    "environment": N_("ENVIRONMENT"),
    "files": N_("FILES"),
    "exit": N_("EXIT STATUS"),
    "examples": N_("EXAMPLES"),
    "also": N_("SEE ALSO"),
}
DESCRIPTION = (
    N_("This guide shows one page at a time, in the terminal. It remembers where you stopped."),
    N_("Without a command, on a terminal, it begins or goes on. It never connects to anything."),
    N_("It never asks for a name, a number, a password or the code of an account."),
    N_("It keeps names of steps, what is done or set aside of them, and days."),
    N_("Ctrl-C clears the screen and leaves, at any moment. What you confirmed is kept already."),
    N_("The command demarche does the same under a name that says nothing."),
)
VARIABLES = {
    "MES_OPTOUT_LANG": N_("The language: {languages}."),
    "MES_OPTOUT_HOME": N_("The folder of your progress."),
    "MES_OPTOUT_STEPS": N_("Another folder of steps."),
    "MES_OPTOUT_SIMPLE": N_("Numbered lines, as with --simple."),
    "ACCESSIBLE": N_("The same, for other programs too."),
    "NO_COLOR": N_("No colour."),
    "CLICOLOR": N_("No colour, if it is 0."),
    "SOURCE_DATE_EPOCH": N_("The day to take for today, in seconds since 1970."),
    "MES_OPTOUT_TRACEBACK": N_(
        "Show where an error in the program comes from, for those who work on it."
    ),
}
FILES = {
    "~/.local/state/demarches/notes.json": N_(
        "Your ticks and their days, a day of sending, the steps you set aside. forget deletes it."
    ),
    "~/.local/state/demarches/.lock": N_(
        "An empty file, so that two windows do not disturb each other."
    ),
}
CODES = {
    "0": N_("All is well."),
    "2": N_("The command is mistyped, or a choice does not exist."),
    "3": N_("The input ended; what you confirmed is kept."),
    "4": N_("Something could not be written, or the file exists already."),
    "65": N_("The steps or the file with your progress cannot be read."),
    "70": N_("An error in the program."),
    "129, 130, 143": N_("The window was closed, Ctrl-C, or another program ended it."),
}
# What is typed after the name of the program.
EXAMPLES = {
    "guide": N_("Begin, or go on:"),
    "guide opposition --simple": N_("Object, with numbered lines:"),
    "checklist opposition --output liste.html": N_("A list to print:"),
    "deadline 2026-11-02": N_("The last day to object, after a letter of 2 November:"),
    "forget": N_("Delete what is kept:"),
}


class Heading(NamedTuple):
    """The title of a section."""

    text: str


class Usage(NamedTuple):
    """A command and what follows its name; below COMMANDS it begins a section of its own."""

    name: str
    pieces: str
    begins: bool = False


class Names(NamedTuple):
    """The names of the program, and what it is for."""

    names: tuple[str, ...]
    text: str


class Prose(NamedTuple):
    """A paragraph."""

    text: str


class Row(NamedTuple):
    """What one types, finds or reads, and what it means."""

    label: str
    text: str


class Verbatim(NamedTuple):
    """Lines to type as they stand."""

    lines: tuple[str, ...]


Part = Heading | Usage | Names | Prose | Row | Verbatim


def compose_manual(program: Command, called: str) -> Iterator[Part]:
    """Yield the parts of the page, in the language in which `program` was made.

    `called` begins each command that it shows.
    """
    title = {name: Heading(_(text)) for name, text in TITLES.items()}
    root = program.context_class(program, info_name=called, **program.context_settings)
    first, *_others, last = _split_help(root)
    yield title["name"]
    yield Names((PROGRAM, NEUTRAL), first[0].lower() + first[1:-1])
    yield title["synopsis"]
    yield Usage(root.command_path, " ".join(program.collect_usage_pieces(root)))
    yield title["description"]
    yield from (Prose(each) for each in (*map(_, DESCRIPTION), last))
    yield title["options"]
    yield from _describe_parameters(root)
    yield title["commands"]
    yield from _describe_commands(root, called)
    for name, rows in (
        ("environment", VARIABLES),
        ("files", FILES),
        ("exit", CODES),
    ):
        yield title[name]
        yield from (Row(label, _fill(text)) for label, text in rows.items())
    yield title["examples"]
    for typed, text in EXAMPLES.items():
        yield Prose(_(text))
        yield Verbatim((f"{called} {typed}",))
    yield title["also"]
    yield Prose(f"{called} help accessibility, {called} traces, lp(1)")


def _fill(message: str) -> str:
    """Return a message in which the languages may be named: « fr ou en »."""
    *first, last = LANGUAGES
    named = _("{first} or {last}").format(first=", ".join(first), last=last)
    return _(message).replace("{languages}", named)


def _split_help(context: Context) -> list[str]:
    return [each.strip() for each in (context.command.help or "").split("\n\n")]


def _describe_commands(context: Context, called: str) -> Iterator[Part]:
    """Yield a section for each command, and for each one below it."""
    for name, below in get_commands(context.command).items():
        here = below.context_class(below, info_name=name, parent=context)
        path = here.command_path.removeprefix(f"{called} ")
        yield Usage(path, " ".join(below.collect_usage_pieces(here)), begins=True)
        yield from _split_prose(_split_help(here))
        yield from _describe_parameters(here)
        yield from _describe_commands(here, called)


def _describe_parameters(context: Context) -> Iterator[Part]:
    """Yield arguments and options. Help is an option everywhere, and said once."""
    for kind in ("argument", "option"):
        for label, said in list_parameters(context.command, context, kind):
            if context.parent is None or not label.endswith("--help"):
                yield Row(label, said)


def _split_prose(paragraphs: Iterable[str]) -> Iterator[Part]:
    for paragraph in paragraphs:
        mark, _newline, block = paragraph.partition("\n")
        # Click's own mark for lines that are not to be wrapped.
        yield Verbatim(tuple(block.splitlines())) if mark == "\b" else Prose(paragraph)


def render_manual(parts: Iterable[Part], width: int) -> str:
    """Return the page in at most `width` columns; only lines to type may be longer."""
    listed = list(parts)
    lines = list(_render_part(listed[0], width))
    for above, part in pairwise(listed):
        lines += [""] if _stands_apart(above, part) else []
        lines += _render_part(part, width)
    return "\n".join(lines) + "\n"


def _stands_apart(above: Part, part: Part) -> bool:
    match above, part:
        case (_, Heading()) | (Verbatim(), _):
            return True
        case (Heading(), _) | (Usage(begins=True), Prose() | Row()):
            return False
        case _, Usage(begins=begins):
            return begins
    return isinstance(part, Prose)


def _render_part(part: Part, width: int) -> Iterator[str]:
    match part:
        case Heading(text):
            yield from wrap(text, width)
        case Usage(name, pieces, begins):
            indent = _COMMAND if begins else _BODY
            yield from wrap(f"{name} {pieces}", width, first=indent, then=_MEANING)
        case Names(names, text):
            said = f"{', '.join(names)} - {text}"
            yield from wrap(said, width, first=_BODY, then=_BODY)
        case Prose(text):
            yield from wrap(text, width, first=_BODY, then=_BODY)
        case Row(label, text):
            yield from wrap(label, width, first=_BODY, then=_BODY)
            yield from wrap(text, width, first=_MEANING, then=_MEANING)
        case Verbatim(lines):
            yield from (f"{_BODY}  {line}" for line in lines)
