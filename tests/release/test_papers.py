"""The published lists and letters: the committed bytes are today's, and PDF holds the same."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import publish
from mes_optout.documents.formats import HTML, PDF
from support.pdf_reading import A4, Read

MOMENT = 1_790_000_000  # a day in 2026


pytestmark = pytest.mark.usefixtures("language_after")


def list_faults(folder: Path) -> list[str]:
    """Return the papers that are not what is made today, are missing, or are no longer made."""
    made = dict(publish.make_pages(HTML)) | {publish.INDEX: publish.compose_index(HTML).encode()}
    there = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return sorted(name for name in {*made, *there} if made.get(name) != there.get(name))


def test_what_is_committed_is_what_is_made_today() -> None:
    """`python tools/publish.py` writes them anew."""
    assert list_faults(publish.FOLDER) == []


def test_any_difference_is_seen(tmp_path: Path) -> None:
    for name, content in publish.make_pages(HTML):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    (tmp_path / publish.INDEX).write_text(publish.compose_index(HTML), encoding="utf-8")
    assert list_faults(tmp_path) == []
    (tmp_path / "fr/liste-1.html").write_bytes(b"old")
    (tmp_path / "en/gone.html").write_bytes(b"old")
    (tmp_path / "fr/lettre-08.html").unlink()
    assert list_faults(tmp_path) == ["en/gone.html", "fr/lettre-08.html", "fr/liste-1.html"]


def test_the_index_names_each_paper() -> None:
    index = publish.compose_index(HTML)
    assert [name for name, _ in publish.make_pages(HTML) if f"]({name})" not in index] == []


def test_no_name_of_a_file_says_what_it_is_for() -> None:
    """REQ-S8: a kind of paper, and a number."""
    named = re.compile(
        r"(?:fr|en)/(?:liste|list|lettre|conseils|advice)-\d+(?:-(?:longue|long|[12]))?\.html"
    )
    assert [name for name, _ in publish.make_pages(HTML) if not named.fullmatch(name)] == []


@pytest.mark.slow
def test_as_pdf_each_is_tagged_and_on_a4() -> None:
    """REQ-A21. That the bytes are the same twice is what two releases show."""
    pytest.importorskip("typst")
    packed = publish.pack_papers(MOMENT)
    pages = {name.removesuffix(".html") for name, _ in publish.make_pages(HTML)}
    with ZipFile(BytesIO(packed)) as archive:
        names = [name for name in archive.namelist() if name != publish.INDEX]
        assert set(names) == {f"{name}{PDF.endings[0]}" for name in pages}
        index = archive.read(publish.INDEX).decode()
        assert [name for name in names if f"]({name})" not in index] == []
        for name in names:
            read = Read(archive.read(name))
            assert (read.tagged, read.sizes) == (True, {A4})
            if "/lettre-" in name:
                assert len(read.pages) == 1
