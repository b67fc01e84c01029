"""The formats of takeaways: the one place that knows their names, their endings, what they serve.

What renders them is imported when it is wanted: commands read their names at each start.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.errors import N_, OptoutError

if TYPE_CHECKING:
    from datetime import date

    from mes_optout.content.addresses import Source
    from mes_optout.content.loader import Pack
    from mes_optout.documents.calendar import Reminder
    from mes_optout.journey import Journey
    from mes_optout.wording.blocks import Document

# What is carried away.
LIST, LETTER, REMINDER, PAGE = "list", "letter", "reminder", "guide"

# What a list may hold besides: what to do when something blocks, what the steps rest on, codes of
# the addresses.
EXTRAS = PROBLEMS, SOURCES, CODES = "problems", "sources", "qr"


class UnknownEndingError(OptoutError):
    """A file's name ends as in no format of a takeaway. Facts: `ending`, `known`, `usual`."""

    code = 2
    what = N_("This cannot be written into a file that ends in “{ending}”.")
    remedy = N_("Choose one of these endings: {known}. Without an ending the format is {usual}.")


class OtherEndingError(OptoutError):
    """A format was named, and the file's name asks for another. Facts: `format`, `ending`, `known`.

    The last are the endings of the format.
    """

    code = 2
    what = N_("The format {format} does not go with a file that ends in “{ending}”.")
    remedy = N_("Files of this format end in: {known}.")


class Format(NamedTuple):
    """How something can be written.

    `endings` are those of a file's name, the usual one first. `serves` are the takeaways that can
    be had so, and `render` returns the bytes: all but PDF is UTF-8. `codes` says that QR codes
    can stand in it, `plain` that it is for reading as it is. `offer` is how the walkthrough says
    it, if it offers it; `extra` the module that has to be installed. Raises PdfMissingError.
    """

    name: str
    endings: tuple[str, ...]
    serves: tuple[str, ...]
    render: Callable[..., bytes]
    codes: bool = False
    plain: bool = False
    offer: str = ""
    extra: str | None = None


def _render_text(document: "Document") -> bytes:
    from mes_optout.documents.as_text import as_text  # noqa: PLC0415  (one of many)

    return as_text(document).encode()


def _render_markdown(document: "Document") -> bytes:
    from mes_optout.documents.as_markdown import as_markdown  # noqa: PLC0415  (one of many)

    return as_markdown(document).encode()


def _render_html(document: "Document") -> bytes:
    from mes_optout.documents.as_html import as_html  # noqa: PLC0415  (one of many)

    return as_html(document).encode()


def _render_pdf(document: "Document") -> bytes:
    from mes_optout.documents.as_pdf import as_pdf  # noqa: PLC0415  (one of many)

    return as_pdf(document)


def _render_json(
    journeys: "Sequence[Journey]", pack: "Pack", sources: "Mapping[str, Source] | None"
) -> bytes:
    from mes_optout.documents.as_json import as_json  # noqa: PLC0415  (one of many)

    return as_json(journeys, pack, sources).encode()


def _render_calendar(reminders: "tuple[Reminder, ...]", today: "date") -> bytes:
    from mes_optout.documents.calendar import as_calendar  # noqa: PLC0415  (one of many)

    return as_calendar(reminders, today).encode()


TEXT = Format("text", (".txt",), (LIST, LETTER), _render_text, codes=True, plain=True)
MARKDOWN = Format("markdown", (".md", ".markdown"), (LIST,), _render_markdown, plain=True)
HTML = Format(
    "html",
    (".html", ".htm"),
    (LIST, LETTER, PAGE),
    _render_html,
    codes=True,
    offer=N_("Write a page for the browser: {name}"),
)
PDF = Format(
    "pdf",
    (".pdf",),
    (LIST, LETTER),
    _render_pdf,
    codes=True,
    offer=N_("Write a PDF: {name}"),
    extra="typst",
)
JSON = Format("json", (".json",), (LIST,), _render_json)
CALENDAR = Format(
    "ics", (".ics",), (REMINDER,), _render_calendar, offer=N_("Write a calendar file: {name}")
)

FORMATS = (TEXT, MARKDOWN, HTML, PDF, JSON, CALENDAR)


def list_formats(takeaway: str) -> tuple[Format, ...]:
    """Return the formats of a takeaway; the first is what it has when nobody asks for another."""
    return tuple(each for each in FORMATS if takeaway in each.serves)


def list_names(formats: Sequence[Format]) -> tuple[str, ...]:
    """Return the names of formats."""
    return tuple(each.name for each in formats)


def choose_format(takeaway: str, named: str | None, path: Path | None) -> Format:
    """Return the format that was `named`, or that the name of the file asks for.

    `named` is one that serves the takeaway, or None. It goes with any ending but that of another
    format. Raises UnknownEndingError and OtherEndingError.
    """
    ours = list_formats(takeaway)
    ending = _find_ending(path)
    asked = next((each for each in FORMATS if ending in each.endings), None)
    for each in ours:
        if each.name == named:
            if asked not in (None, each):
                raise OtherEndingError(format=named, ending=ending, known=", ".join(each.endings))
            return each
    if not ending:
        return ours[0]
    if asked not in ours:
        known = ", ".join(end for each in ours for end in each.endings)
        raise UnknownEndingError(ending=ending, known=known, usual=ours[0].name)
    return asked


def _find_ending(path: Path | None) -> str:
    """Return the ending of a file's name with its dot; nothing where there is none."""
    ending = path.suffix.lower() if path else ""
    return "" if ending == "." else ending
