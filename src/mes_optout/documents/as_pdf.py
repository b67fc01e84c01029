"""A document as tagged PDF (PDF/UA-1) on A4, to be read aloud or completed by hand.

`page.typ` says how it looks. Texts reach it as data, never as its source, so that a pack cannot
add markup. Nothing in the file says when it was made, or by whom.
"""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mes_optout.content.procedure import BLANK
from mes_optout.errors import N_, OptoutError
from mes_optout.files import read_packaged
from mes_optout.i18n import _, brings_python, language
from mes_optout.progress.model import State
from mes_optout.system.typed import name_pip_line
from mes_optout.text import sanitize
from mes_optout.wording.blocks import Address, Document, Part
from mes_optout.wording.phrases import state_word

_LATIN = "\u017f"  # the fonts have every character up to here
_MISSING = "?"  # what `printable` puts for a character that cannot be shown


class PdfMissingError(OptoutError):
    """What writes PDF is not installed. Facts: `pip`, `pipx`, the commands that install it."""

    code = 4
    what = N_("What writes PDF files is not installed.")
    remedy = N_("Install it with “{pip}” or “{pipx}”. Or choose HTML: any browser can print it.")


class PdfNotBroughtError(OptoutError):
    """What writes PDF did not come with the program, and cannot be added to it."""

    code = PdfMissingError.code
    what = PdfMissingError.what
    remedy = N_("Choose HTML: any browser can print it.")


def as_pdf(document: Document) -> bytes:
    """Write a document as PDF; the same document gives the same bytes.

    Raises PdfMissingError without the extra “pdf”, PdfNotBroughtError where it cannot be had.
    """
    try:
        from typst import TypstError  # noqa: PLC0415  (an extra, and large)
    except ImportError:
        if brings_python():
            raise PdfNotBroughtError from None
        # Whole commands, so that the program's name in them is the one that pip knows.
        raise PdfMissingError(
            pip=name_pip_line("pdf"), pipx="pipx inject mes-optout typst"
        ) from None
    data = _dump_document(document)
    try:
        return _compile_page(data)
    except TypstError:
        # A character that no font has, from a pack in another script: PDF/UA-1 forbids empty boxes.
        without = {ord(character): _MISSING for character in set(data) if not _can_draw(character)}
        if not without:
            raise
        return _compile_page(data.translate(without))


def _dump_document(document: Document) -> str:
    """Return the document, and the words that the page adds, as JSON."""
    words = {
        "language": language(),
        "label": _("{label}:"),
        "done": state_word(State.DONE),
        "open": state_word(State.OPEN),
        "by_hand": _("to complete by hand"),
        "blank": BLANK,
    }
    codes = dict(_find_codes(document.parts))
    data = {"document": _to_plain(document), "words": words, "codes": codes}
    return json.dumps(data, ensure_ascii=False)


def _to_plain(value: object) -> object:
    """Return what JSON can hold: of a block its `kind` and its fields, of a text its characters."""
    if isinstance(value, str):
        return sanitize(value)
    if hasattr(value, "_asdict"):
        held = {name: _to_plain(each) for name, each in value._asdict().items()}
        return {"kind": type(value).__name__, **held}
    if isinstance(value, tuple):
        return [_to_plain(each) for each in value]
    return value


def _find_codes(parts: Iterable[Part]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each address that is wanted as a QR code, with the code and what it says."""
    from mes_optout.documents.qr import render_svg  # noqa: PLC0415  (rarely asked for)

    for part in parts:
        for block in part.blocks:
            if isinstance(block, Address) and block.qr:
                address = sanitize(block.url)
                said = _("{label}: {text}").format(label=_("QR code"), text=address)
                yield address, {"svg": render_svg(address), "said": said}
        yield from _find_codes(part.parts)


def _can_draw(character: str) -> bool:
    """Say whether typst's own fonts have a character; the system's differ, and are left out."""
    from typst import TypstError  # noqa: PLC0415  (an extra, and large)

    if character <= _LATIN:
        return True
    try:
        _compile_source(b'#set document(title: "-")\n#sys.inputs.data', character)
    except TypstError:
        return False
    return True


def _compile_page(data: str) -> bytes:
    return _compile_source(read_packaged(Path(__file__).with_name("page.typ")), data)


def _compile_source(source: bytes, data: str) -> bytes:
    import typst  # noqa: PLC0415  (an extra, and large)

    # typst's types want the root to be of the type of the source; it takes only a text.
    made: bytes = typst.compile(  # type: ignore[call-overload]
        source,
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],  # headings, languages, what pictures say: or typst refuses to write
        ignore_system_fonts=True,
        root=os.sep,  # nothing is read below it; the folder one is in may be gone
    )
    return made
