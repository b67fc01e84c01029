"""What a pack puts into a PDF stays text: it adds no markup, steers nothing and is not cut."""

import pytest

from mes_optout.documents.as_pdf import as_pdf
from mes_optout.wording.blocks import (
    Address,
    Box,
    Boxes,
    Document,
    Lines,
    Paragraph,
    Part,
    Points,
    Row,
    Text,
)
from support.pdf_reading import Read, unbroken

pytest.importorskip("typst")

HOSTILE = '#import "/etc/passwd": * $x$ *b* _i_ @ref \\#panic() ] [ } { `c` // /* <lab> = {label}'


def hostile(text: str, url: str) -> Document:
    """Return a document with a text wherever a pack can put one."""
    blocks = (
        Text(text, lead=text),
        Row("Pourquoi", (text, text)),
        Row("À faire", (text, text), numbered=True),
        Address(text, url, qr=True),
        Boxes(text, (Box("a", text, ticked=True), Box("b", text, ticked=False))),
        Points((Text(text, lead=text),), text),
        Paragraph(text),
        Lines((text,)),
    )
    return Document(
        "Liste", "fr", (Part("a", "fr", text, parts=(Part("b", "fr", text, 1, blocks),)),)
    )


@pytest.mark.parametrize(
    "text",
    [HOSTILE, "-- --- ~ ... \\u{41}", "https://x.example/#a[b]", "&lt; </svg> <b> &amp; ' \""],
)
def test_markup_stays_text(text: str) -> None:
    """REQ-S16, at print: each place shows the text, letter by letter."""
    read = Read(as_pdf(hostile(text, "https://www.service-public.fr/")))
    assert unbroken(read.words).count(unbroken(text)) == 17


def test_what_steers_is_not_shown() -> None:
    """REQ-S16, at print: letters that turn the reading or show nothing become question marks."""
    read = Read(as_pdf(hostile("a\x1b[31mb\u202ec\u200bd\x00e", "https://www.service-public.fr/")))
    assert "a?[31mb?c?d?e" in read.words
    assert not {"\x1b", "\u202e", "\u200b", "\x00"} & set(read.words)


def test_a_letter_that_no_font_has_becomes_a_question_mark() -> None:
    read = Read(as_pdf(hostile("né 中文 €", "https://www.service-public.fr/")))
    assert "né ?? €" in read.words


def test_a_long_address_is_whole() -> None:
    url = "https://www.example.org/" + "/".join(["chemin"] * 40)
    read = Read(as_pdf(hostile("a", url)))
    assert unbroken(url) in unbroken(read.words)
    links = [str(note.A.URI) for page in read.pdf.pages for note in page.get("/Annots", [])]
    assert set(links) == {url}
    assert read.codes() == [url]


def test_only_a_safe_address_is_a_link() -> None:
    read = Read(as_pdf(hostile("a", "file:///etc/passwd")))
    assert "file:///etc/passwd" in read.words
    assert not [note for page in read.pdf.pages for note in page.get("/Annots", [])]
