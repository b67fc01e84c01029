"""The README's pictures and the sheets of pages: the text beside each, and plain drawings.

That they show what the program shows is for tests/e2e/test_pictures.py; here nothing is started.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pyte.screens import Char

from screen_svg import THEMES, Said, Theme, draw_sheet

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = sorted((ROOT / "docs/pictures").rglob("*.svg"))
SHEETS = sorted((ROOT / "docs/pages").rglob("*.svg"))
PAGES = sorted((ROOT / "docs").glob("pages.*.md"))
WALKS = sorted((ROOT / "docs").glob("walkthrough.*.md"))

DRAWINGS = {path: f"{path.parent.name}-{path.stem}" for path in (*PICTURES, *SHEETS)}

IMAGE = re.compile(r"!\[([^]]*)\]\(([^)]*)\)(.*?)(?=!\[|^#|\Z)", re.DOTALL | re.MULTILINE)
BESIDE = re.compile(
    r"\n\n<details>\n<summary>[^<]+</summary>\n\n```text\n(.+?)\n```\n\n</details>\n", re.DOTALL
)
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "rect", "g", "path", "text"}
ATTRIBUTES = {
    *("width", "height", "viewBox", "x", "y", "rx", "d", "id"),
    *("lang", "role", "aria-labelledby", "{http://www.w3.org/XML/1998/namespace}space"),
    *("fill", "fill-opacity", "stroke", "font-family", "font-size", "font-weight"),
    *("textLength", "lengthAdjust"),
}
SENSITIVE = re.compile(r"\b(?:trans|transition|genre|santé|gender|health)\b", re.IGNORECASE)
# What is typed has this colour of questionary's own, which nobody can read on a light ground.
FAINT = {"#ffaf00"}
# At few columns, the end of an address begins a row of its own, as a folder does.
ADDRESSES = {
    address
    for file in sorted((ROOT / "steps").rglob("*.toml"))
    for address in re.findall(r"https://[^\s\"]+", file.read_text(encoding="utf-8"))
}
HOMES = {"/home/mon-nom/.local/state/demarches", "/home/my-name/.local/state/demarches"}


def drawing(path: Path) -> ET.Element:
    return ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314  (our own file)


def words_in(picture: ET.Element) -> list[str]:
    return [word for each in picture.iter(f"{SVG}text") for word in (each.text or "").split()]


def faults(page: str) -> Iterator[str]:
    """Say what is wrong with each picture of a Markdown page."""
    if "<img" in page:
        yield "an <img> that this test does not read"
    for alt, target, after in IMAGE.findall(page):
        beside = BESIDE.match(after)
        if not (ROOT / target).is_file():
            yield f"{target}: no such file"
            continue
        picture = drawing(ROOT / target)
        if not alt.strip() or alt != picture.findtext(f"{SVG}title"):
            yield f"{target}: no alternative text, or not that of the picture"
        if not beside:
            yield f"{target}: no text right below it"
        elif beside[1].split() != words_in(picture):
            yield f"{target}: the text below it is another one"


def test_each_picture_has_the_same_words_beside_it() -> None:
    """REQ-A24."""
    assert list(faults(README)) == []


def faults_of_sheets(page: str, language: str) -> Iterator[str]:
    """Say what is wrong with the page of a language's sheets."""
    shown = IMAGE.findall(page)
    drawn = [path for path in SHEETS if path.parent.name == language]
    if sorted(ROOT / "docs" / target for _alt, target, _after in shown) != drawn:
        yield "not each sheet once"
    # Below each heading of the page stand the sheets of some pages, and their texts.
    for part in re.split(r"^(?=# )", page, flags=re.MULTILINE):
        yield from _faults_of_part(part)


def _faults_of_part(page: str) -> Iterator[str]:
    beside = re.findall(r"^## (.+)\n\n(.+)\n\n```text\n((?:.+\n)+)```$", page, re.MULTILINE)
    if len(beside) != page.count("\n## "):
        yield "a part without a sentence and a text"
    words = [word for name, _said, text in beside for word in f"{name} {text}".split()]
    for alt, target, _after in IMAGE.findall(page):
        picture = drawing(ROOT / "docs" / target)
        if alt != picture.findtext(f"{SVG}title"):
            yield f"{target}: the alternative text is not that of the picture"
        if words != words_in(picture):
            yield f"{target}: the text below it is another one"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_page_of_the_sheets_holds_all_that_is_written_in_them(path: Path) -> None:
    """REQ-A24."""
    assert list(faults_of_sheets(path.read_text(encoding="utf-8"), path.suffixes[0][1:])) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r"^!.*dark.*\n", "", "not each sheet once"),
        (r"!\[[^]]+\]", "![Autre chose]", "alternative text"),
        (r"^```text\n", "```text\nplus ", "another one"),
        (r"^(## .*\n)\n.+\n", r"\1", "without a sentence"),
    ],
)
def test_each_fault_of_a_sheet_is_seen(old: str, new: str, fault: str) -> None:
    page = (ROOT / "docs/pages.fr.md").read_text(encoding="utf-8")
    broken = re.sub(old, new, page, count=1, flags=re.MULTILINE)
    assert fault in "\n".join(faults_of_sheets(broken, "fr"))


def light_of(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((light_of(one), light_of(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_each_colour_can_be_read_on_both_grounds(theme: Theme) -> None:
    for colour in theme.colours.values():
        assert contrast(theme.ground, colour) >= 8


@pytest.mark.parametrize("path", DRAWINGS, ids=DRAWINGS.get)
def test_each_letter_in_a_drawing_can_be_read(path: Path) -> None:
    """Also where the program has a colour that is none of the first sixteen."""
    picture = drawing(path)
    ground = next(picture.iter(f"{SVG}rect")).get("fill", "")
    fills = {each.get("fill", "") for each in picture.iter(f"{SVG}text")} - {ground}
    assert fills
    assert {fill for fill in fills if contrast(ground, fill) < 8} <= FAINT


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_reverse_video_and_bold_are_drawn_on_both_grounds(theme: Theme) -> None:
    """The default colours change places: letters of the ground, on a bar of the letters' colour."""
    row = [Char(letter, reverse=letter != "b", bold=letter != "b") for letter in "a b"]
    drawn = draw_sheet({"1.": [row]}, Said("Titre", "1. a b", "fr"), theme, across=1)
    picture, letters = ET.fromstring(drawn), theme.colours["default"]  # noqa: S314  (our own)
    _ground, bar = picture.iter(f"{SVG}rect")
    assert (bar.get("fill"), bar.get("width")) == (letters, "18")
    _name, *written = picture.iter(f"{SVG}text")
    looks = [(each.text, each.get("fill"), each.get("font-weight")) for each in written]
    assert looks == [("a", theme.ground, "bold"), ("b", letters, None)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_of_every_kind_is_shown_at_both_widths_on_both_grounds(path: Path) -> None:
    """A page that comes in parts has two headings of one number."""
    parts = re.split(r"^(?=# )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    shown = {part: re.findall(r"/kinds-(\d+)-(\w+)\.svg\)", part) for part in parts}
    assert [found for found in shown.values() if found] == [
        [(width, ground) for ground in THEMES] for width in ("80", "40")
    ]
    for part in (part for part, found in shown.items() if found):
        numbers = list(map(int, re.findall(r"^## (\d+)\.", part, re.MULTILINE)))
        assert numbers == sorted(numbers)
        assert set(numbers) == set(range(1, 16))


def test_each_drawing_stands_once_in_the_part_of_its_language() -> None:
    french, english = README.split("\n## In English\n")
    shown = {code: IMAGE.findall(part) for code, part in (("fr", french), ("en", english))}
    for code, images in shown.items():
        drawn = [path for path in PICTURES if path.parent.name == code]
        assert drawn
        assert sorted(ROOT / target for _, target, _ in images) == drawn


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (r"!\[[^]]+\]", "![]", "no alternative text"),
        (r"!\[[^]]+\]", "![Autre chose]", "no alternative text"),
        (r"fr/(?=[a-z-]+\.svg)", "de/", "no such file"),
        (r"```text\n", "```text\nplus ", "another one"),
        (r"Ctrl-C", "", "another one"),
        (r"</details>\n", "", "no text right below"),
        (r"\n\n<details>", "\n\nPuis.\n\n<details>", "no text right below"),
        (r"\A", '<img src="docs/pictures/fr/step.svg">', "<img>"),
    ],
)
def test_each_fault_is_seen(old: str, new: str, fault: str) -> None:
    image = next(each for each in IMAGE.finditer(README) if "first-page" in each[2])
    assert list(faults(image[0])) == []
    assert fault in "\n".join(faults(re.sub(old, new, image[0])))


@pytest.mark.parametrize("path", DRAWINGS, ids=DRAWINGS.get)
def test_a_drawing_holds_only_words_and_lines(path: Path) -> None:
    """No script, style sheet, link or font: whoever looks at it asks nothing of anybody."""
    picture = drawing(path)
    assert {each.tag.removeprefix(SVG) for each in picture.iter()} == ELEMENTS
    assert {name for each in picture.iter() for name in each.attrib} - ATTRIBUTES == set()
    values = " ".join(value for each in picture.iter() for value in each.attrib.values())
    assert "url(" not in values
    assert "//" not in values
    assert {each.get("font-family") for each in picture.iter()} == {None, "monospace"}
    assert "<?" not in path.read_text(encoding="utf-8")
    assert "<!" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DRAWINGS, ids=DRAWINGS.get)
def test_a_drawing_says_what_it_shows_and_its_columns_hold_in_any_font(path: Path) -> None:
    """REQ-S8, REQ-A24: a name and a title that tell nothing; its words for a screen reader."""
    picture = drawing(path)
    assert picture.get("role") == "img"
    assert picture.get("lang") == path.parent.name
    title, description = picture.findtext(f"{SVG}title"), picture.findtext(f"{SVG}desc")
    named = {each.get("id") for tag in ("title", "desc") for each in picture.iter(f"{SVG}{tag}")}
    assert named == set((picture.get("aria-labelledby") or "").split())
    assert title
    assert SENSITIVE.findall(f"{title} {path.relative_to(ROOT)}") == []
    assert (description or "").split() == words_in(picture)
    for each in picture.iter(f"{SVG}text"):
        assert int(each.get("textLength") or 0) == 9 * len(each.text or "")


@pytest.mark.parametrize("path", [*DRAWINGS, *PAGES, *WALKS], ids=lambda path: path.name)
def test_nothing_tells_on_which_machine_it_was_made(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = set(re.findall(r"(?<![\w:/.-])/\w+/[^\s<]+", text)) - HOMES
    assert {each for each in found if not any(each in address for address in ADDRESSES)} == set()
    assert [letter for letter in text if not letter.isprintable() and letter != "\n"] == []


@pytest.mark.parametrize("path", [*PAGES, *WALKS], ids=lambda path: path.name)
def test_the_readme_leads_to_each_walk_and_sheet(path: Path) -> None:
    assert f"]({path.relative_to(ROOT).as_posix()})" in README
