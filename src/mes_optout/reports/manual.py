"""The manual page as parts, and as plain lines: no pager, no program to show it, no file."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from mes_optout.clicks import Command, Context, get_commands
from mes_optout.i18n import LANGUAGES, NEUTRAL, PROGRAM, _
from mes_optout.system.home import name_usual_folder
from mes_optout.text import Typed, wrap
from mes_optout.usage import list_parameters
from mes_optout.wording.prose import Prose

_BODY = "    "
_COMMAND = "  "
_MEANING = "        "

PROSE = Prose("manual")  # what the page says beside the program's help


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


class Paragraph(NamedTuple):
    """A paragraph."""

    text: str


class Row(NamedTuple):
    """What one types, finds or reads, and what it means."""

    label: str
    text: str


class Verbatim(NamedTuple):
    """Lines to type as they stand."""

    lines: tuple[str, ...]


Part = Heading | Usage | Names | Paragraph | Row | Verbatim


def compose_manual(program: Command, called: str) -> Iterator[Part]:
    """Yield the parts of the page, in the language in which `program` was made.

    `called` begins each command that it shows.
    """
    root = program.context_class(program, info_name=called, **program.context_settings)
    first, *_others, last = _split_help(root)
    yield _make_heading("name")
    yield Names((PROGRAM, NEUTRAL), first[0].lower() + first[1:-1])
    yield _make_heading("synopsis")
    yield Usage(root.command_path, " ".join(program.collect_usage_pieces(root)))
    yield _make_heading("description")
    yield from (Paragraph(each) for each in (*PROSE.say("description"), last))
    yield _make_heading("options")
    yield from _describe_parameters(root)
    yield _make_heading("commands")
    yield from _describe_commands(root, called)
    for name in ("environment", "files", "exit"):
        yield _make_heading(name)
        said = list(
            PROSE.say(
                name,
                languages=_name_languages(),
                folder=name_usual_folder(),
                stopped=PROSE.say_here("stopped"),
            )
        )
        yield from map(Row, said[::2], said[1::2])
    for name in ("examples", "also"):
        yield _make_heading(name)
        for part in PROSE.say(name, pages=PROSE.say_here("pages")):
            yield Verbatim((part,)) if isinstance(part, Typed) else Paragraph(part)


def _make_heading(name: str) -> Heading:
    return Heading(PROSE.title(name))


def _name_languages() -> str:
    """Say « fr ou en »."""
    *first, last = LANGUAGES
    return _("{first} or {last}").format(first=", ".join(first), last=last)


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
        yield Verbatim(tuple(block.splitlines())) if mark == "\b" else Paragraph(paragraph)


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
        case (Heading(), _) | (Usage(begins=True), Paragraph() | Row()):
            return False
        case _, Usage(begins=begins):
            return begins
    return isinstance(part, Paragraph)


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
        case Paragraph(text):
            yield from wrap(text, width, first=_BODY, then=_BODY)
        case Row(label, text):
            yield from wrap(label, width, first=_BODY, then=_BODY)
            yield from wrap(text, width, first=_MEANING, then=_MEANING)
        case Verbatim(lines):
            yield from (f"{_BODY}  {line}" for line in lines)
