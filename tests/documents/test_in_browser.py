"""REQ-A20: the pages in a real Chromium, on the screen and on paper.

MES_OPTOUT_CHROMIUM names the browser; CI sets it, so that there nothing is skipped. The browser is
driven over a pipe: no socket is opened, and the pages are files.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_pdf import as_pdf
from mes_optout.documents.formats import HTML
from support.every_page import pages
from support.leaves import Leaf
from support.pdf_reading import A4, Read
from support.printed import LETTERS, Paper

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("MES_OPTOUT_CHROMIUM") or shutil.which("chromium")
_LACKING = [
    name
    for name, found in {
        "chromium": CHROMIUM,
        "the extra `browser`": find_spec("axe_playwright_python"),
        "fonts-liberation": Path("/usr/share/fonts/truetype/liberation").is_dir(),
    }.items()
    if not found
]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(_LACKING) and "MES_OPTOUT_CHROMIUM" not in os.environ,
        reason=f"needs {', '.join(_LACKING)}",
    ),
]

PAGES = pages()
PROCEDURES = Pack(shipped()).triage.procedures
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """Start the browser once, with a home of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (fast tests do without)

    home: dict[str, str | float | bool] = {
        "HOME": str(tmp_path_factory.mktemp("chromium")),
        "PATH": os.environ["PATH"],
    }
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], env=home)
        yield browser
        browser.close()


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, chromium: "Browser", tmp_path: Path) -> Iterator["Page"]:
    yield from _opened(request.param, chromium, tmp_path)


@pytest.fixture(params=i18n.LANGUAGES)
def whole(request: pytest.FixtureRequest, chromium: "Browser", tmp_path: Path) -> Iterator["Page"]:
    """Open the list on which everything stands."""
    yield from _opened(f"{request.param} everything", chromium, tmp_path)


def _opened(name: str, chromium: "Browser", folder: Path) -> Iterator["Page"]:
    i18n.set_language(name[:2])
    file = folder / "page.html"
    file.write_bytes(HTML.render(PAGES[name]()))
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def printed(page: "Page", file: Path) -> Paper:
    """Print a page as a person does; its style sheet chooses the paper."""
    page.pdf(path=file, prefer_css_page_size=True)
    return Paper(file)


_AXE = """async () => {
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
  const {violations, incomplete, passes} = await axe.run(document, {rules});
  const said = [...violations, ...incomplete].flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`));
  return {said, passed: passes.map(rule => rule.id)};
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_nothing_to_say(page: "Page", scheme: Scheme) -> None:
    """REQ-A20: none of its rules is broken nor left undecided, even the strictest."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (as above)

    page.emulate_media(color_scheme=scheme)
    page.evaluate(Axe().axe_script)
    found = page.evaluate(_AXE)
    assert found["said"] == []
    assert {"color-contrast-enhanced", "html-has-lang", "heading-order"} <= {*found["passed"]}


_RIGHT = """() => Math.max(document.scrollingElement.scrollWidth,
  ...[...document.querySelectorAll("body *")].map(e => e.getBoundingClientRect().right))"""


def test_nothing_is_wider_than_a_narrow_screen(page: "Page") -> None:
    """REQ-A20: 320 pixels are also what is left of 1280 when letters are four times as large."""
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(_RIGHT) <= 320


_MADE_BY_STYLE = """() => [...document.querySelectorAll("body, body *")].flatMap(
  element => ["::before", "::after"].map(part => getComputedStyle(element, part).content)
).filter(content => content !== "none" && content !== "normal")"""


def test_complete_without_its_style_sheet(page: "Page") -> None:
    """REQ-A20: the style hides nothing, and adds no words."""
    written = "".join((page.locator("body").text_content() or "").split())
    assert "".join(page.locator("body").inner_text().split()) == written
    assert page.evaluate(_MADE_BY_STYLE) == []
    page.evaluate("() => document.querySelector('style').remove()")
    assert page.evaluate("() => document.styleSheets.length") == 0
    assert "".join(page.locator("body").inner_text().split()) == written


def test_nothing_is_asked_for(whole: "Page") -> None:
    """The page is one file, and its own policy finds nothing to refuse."""
    asked: list[str] = []
    refused: list[str] = []
    whole.on("request", lambda request: asked.append(request.url))
    whole.on("console", lambda message: refused.append(message.text))
    whole.reload(wait_until="networkidle")
    assert asked == [whole.url]
    assert refused == []


Element = tuple[str, str, int, int]
_TITLES = {"h1", "h2", "h3", "h4", "legend"}


def torn(text: str, elements: list[Element], paper: Paper) -> list[str]:
    """Return what begins on one sheet and ends on another, and titles without what they are of."""
    return [
        text[first:end][:80]
        for name, after, first, end in elements
        if (
            name in {*_TITLES, "p", "li", "fieldset"}
            and paper.sheet_of(first) != paper.sheet_of(end - 1)
        )
        or (name in _TITLES and paper.sheet_of(end - 1) != paper.sheet_of(end))
    ]


def test_prints_on_a4_and_nothing_is_torn(page: "Page", tmp_path: Path) -> None:
    """REQ-A20: all of it, in its order; no box, point or title is parted from what it goes with."""
    text, elements = page.evaluate(LETTERS)
    paper = printed(page, tmp_path / "page.pdf")
    assert paper.read.sizes == {A4}
    sheets = len(paper.sheets)
    numbers = [(number, sheets) for number in range(1, sheets + 1)]
    if page.locator("body.letter").count():
        numbers = []
    if page.locator(".slip").count():  # each list of a stack counts its own
        numbers = [(1, 2), (2, 2)] * (sheets // 2)
    assert paper.counts == numbers
    assert all(paper.letters)
    assert "".join(paper.letters) == text
    assert torn(text, elements, paper) == []


@pytest.mark.parametrize("height", range(220, 292, 8))
def test_nothing_is_torn_wherever_a_sheet_ends(whole: "Page", height: int, tmp_path: Path) -> None:
    """The same on other paper, so that it does not hang on where the sheets end today."""
    other = f"@page {{ size: 210mm {height}mm !important; }}"
    whole.evaluate("rule => { document.querySelector('style').append(rule); }", other)
    text, elements = whole.evaluate(LETTERS)
    paper = printed(whole, tmp_path / "page.pdf")
    assert A4 not in paper.read.sizes
    assert torn(text, elements, paper) == []
    lists = [first for name, _, first, _ in elements if name == "h2"]
    assert len(lists) == 3
    assert [paper.sheet_of(first) - paper.sheet_of(first - 1) for first in lists] == [0, 1, 1]


@pytest.mark.parametrize("page", [name for name in PAGES if " letter " in name], indirect=True)
def test_a_letter_is_one_sheet(page: "Page", tmp_path: Path) -> None:
    """Two sheets may be parted at the office, and only one of them is signed."""
    assert len(printed(page, tmp_path / "page.pdf").sheets) == 1


_LISTS = [name for name in PAGES if name[3:] in PROCEDURES]


@pytest.mark.parametrize("name", _LISTS)
def test_a_list_is_one_leaf_as_its_pdf_is(name: str, chromium: "Browser", tmp_path: Path) -> None:
    """Two filled pages in letters that can be read, with the words of the PDF, nothing cut off."""
    page = next(_opened(name, chromium, tmp_path))
    written = printed(page, tmp_path / "page.pdf").read
    page.close()
    leaf = Leaf(written.written)
    assert len(leaf.pages) == 2
    assert [leaf.free(side, top=30, foot=284) < 1 / 3 for side in (0, 1)] == [True, True]
    assert leaf.smallest >= 8.25
    assert _count_words(written) == _count_words(Read(as_pdf(PAGES[name]())))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_stack_is_a_leaf_for_each_list(
    language: str, chromium: "Browser", tmp_path: Path
) -> None:
    """The back of what is cut off is free."""
    page = next(_opened(f"{language} stack", chromium, tmp_path))
    leaf = Leaf(printed(page, tmp_path / "page.pdf").read.written)
    page.close()
    assert len(leaf.pages) == 8
    assert [leaf.highest(back) > 25 for back in range(1, 8, 2)] == [True] * 4


def _count_words(read: Read) -> Counter[str]:
    """Count the words of all pages, without the numbers at their feet, which differ."""
    return Counter(re.findall(r"[^\W\d]+", " ".join(read.pages).replace("-\n", "-")))


def test_codes_are_read_from_paper(whole: "Page", tmp_path: Path) -> None:
    """Each is whole, on the page where its address stands."""
    paper = printed(whole, tmp_path / "page.pdf")
    found = paper.read.codes()
    drawn = whole.locator(".qr").count()
    assert len(found) == drawn > 0
    links = [link.get_attribute("href") or "" for link in whole.locator("article a").all()]
    assert sorted(found) == sorted(links)  # two columns have no one order


_COLOURS = """() => {
  const {backgroundColor, color} = getComputedStyle(document.documentElement);
  return [backgroundColor, color];
}"""


def test_paper_is_white_even_in_the_dark(whole: "Page") -> None:
    whole.emulate_media(media="print", color_scheme="dark")
    assert whole.evaluate(_COLOURS) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_boxes_on_paper(whole: "Page") -> None:
    """Each can be seen, and whether it is ticked, without its colours."""
    whole.emulate_media(media="print")
    boxes = whole.locator("input").all()
    assert boxes
    assert all(box.is_visible() for box in boxes)
    looks = {
        ticked: {box.screenshot() for box in whole.locator(f"input{which}").all()[:3]}
        for ticked, which in ((True, ":checked"), (False, ":not(:checked)"))
    }
    assert all(looks.values())
    assert looks[True].isdisjoint(looks[False])
