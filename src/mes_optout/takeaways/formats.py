"""The formats of takeaways by name, and by the ending of a file's name."""

from pathlib import Path

from mes_optout.takeaways.blocks import Document

ENDINGS = {".md": "markdown", ".json": "json", ".html": "html", ".htm": "html", ".pdf": "pdf"}


def by_name(path: Path | None) -> str:
    """Return the format that a file's name asks for; text for any other ending."""
    return ENDINGS.get(path.suffix.lower(), "text") if path else "text"


def render(document: Document, name: str) -> bytes:
    """Write `document` as "text", "markdown", "html" or "pdf"; all but the last are UTF-8.

    Raises PdfMissingError.
    """
    match name:
        case "pdf":
            from mes_optout.takeaways.as_pdf import as_pdf  # noqa: PLC0415  (one of four)

            return as_pdf(document)
        case "html":
            from mes_optout.takeaways.as_html import as_html  # noqa: PLC0415  (one of four)

            return as_html(document).encode()
        case "markdown":
            from mes_optout.takeaways.as_markdown import as_markdown  # noqa: PLC0415  (one of four)

            return as_markdown(document).encode()
        case _:
            from mes_optout.takeaways.as_text import as_text  # noqa: PLC0415  (one of four)

            return as_text(document).encode()
