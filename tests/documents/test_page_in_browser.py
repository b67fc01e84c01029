"""The whole guide as one page in a real Chromium: part by part, on paper, and what stays of it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from documents import test_in_browser as lists
from documents.test_in_browser import CHROMIUM, SCHEMES, Scheme, printed
from mes_optout import i18n
from mes_optout.documents.page.places import Kind
from support.page_in_browser import (
    EVERY_PART,
    FOCUSED,
    FOCUSED_KEY,
    KEPT,
    NEXT,
    RIGHT,
    SHOWN,
    SMALL,
    STOPS,
    TICKED,
    Made,
    listening,
    make,
)
from support.pdf_reading import A4, flat, unbroken

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [*lists.pytestmark, pytest.mark.allow_hosts(["127.0.0.1"])]
chromium = lists.chromium

WALK = 30  # links


@pytest.fixture(params=i18n.LANGUAGES)
def made(request: pytest.FixtureRequest) -> Made:
    return make(request.param)


@pytest.fixture
def page(made: Made, chromium: "Browser", tmp_path: Path) -> Iterator["Page"]:
    """Open the page with no part chosen."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(write(made.html, tmp_path))
    yield opened
    opened.close()


def write(html: str, folder: Path) -> str:
    """Return the address of the page in a file whose name says nothing."""
    file = folder / "guide.html"
    file.write_text(html, encoding="utf-8")
    return file.as_uri()


def go(page: "Page", key: str) -> None:
    """Go to a part as a link does."""
    page.evaluate("key => { location.hash = key; }", key)


def test_each_part_shows_what_is_for_it(page: "Page", made: Made) -> None:
    assert page.evaluate(EVERY_PART, made.parts) == []


@pytest.mark.parametrize("lost", ["main:has(:target)", ".n2:target", "body:has(.away"])
def test_a_lost_rule_is_seen(page: "Page", made: Made, lost: str) -> None:
    """What looks at every part can fail: without a rule of the style it does."""
    gone = page.evaluate(
        """lost => {
          const sheet = document.styleSheets[0];
          const at = [...sheet.cssRules].findIndex(rule => rule.selectorText?.includes(lost));
          sheet.deleteRule(at);
          return at;
        }""",
        lost,
    )
    assert gone >= 0
    assert page.evaluate(EVERY_PART, made.parts) != []


def test_all_parts_stand_below_one_another_at_first(page: "Page", made: Made) -> None:
    shown = page.evaluate(SHOWN)
    assert list(map(flat, shown)) == [flat(section.title) for section in made.page.sections]
    assert made.page.sections[0].keys == (made.kinds[Kind.START],)


# Takes out the sections that are not shown, for axe looks through all of them; puts them back.
ALONE = """which => {
  const form = document.querySelector("form");
  window.all ??= [...form.children];
  form.replaceChildren(...window.all.filter(each => which === 'all' || each.checkVisibility()));
}"""


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_has_nothing_to_say_of_a_part_of_each_kind(
    page: "Page", made: Made, scheme: Scheme
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (fast tests do without)

    page.emulate_media(color_scheme=scheme)
    page.evaluate(Axe().axe_script)
    said = {}
    for kind, key in made.kinds.items():
        go(page, key)
        page.evaluate(ALONE, "shown")
        found = page.evaluate(lists._AXE)  # noqa: SLF001  (the same rules)
        page.evaluate(ALONE, "all")
        # What is for other parts is hidden, and looked at there.
        said[kind] = [each for each in found["said"] if not each.startswith("hidden-content")]
        assert {"color-contrast-enhanced", "html-has-lang"} <= {*found["passed"]}
    assert {kind: found for kind, found in said.items() if found} == {}


def test_axe_has_nothing_to_say_without_the_style(page: "Page") -> None:
    """All parts are there at once."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (as above)

    page.evaluate(Axe().axe_script)
    page.evaluate("() => document.querySelector('style').remove()")
    said = page.evaluate(lists._AXE)["said"]  # noqa: SLF001  (as above)
    # How large a link is, and how a page turns, only the style says.
    styled = ("target-size", "css-orientation-lock")
    assert [each for each in said if not each.startswith(styled)] == []


def test_nothing_is_wider_than_a_narrow_screen(page: "Page", made: Made) -> None:
    """320 pixels are also what is left of 1280 when letters are four times as large."""
    page.set_viewport_size({"width": 320, "height": 640})
    widths = {"": page.evaluate(RIGHT)}
    for key in made.kinds.values():
        go(page, key)
        widths[key] = page.evaluate(RIGHT)
    assert {key: width for key, width in widths.items() if width > 320} == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_pressed_is_large_enough(page: "Page", made: Made, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    small = {}
    for kind, key in made.kinds.items():
        go(page, key)
        page.evaluate("() => document.querySelectorAll('details').forEach(e => { e.open = true; })")
        small[kind] = page.evaluate(SMALL)
    assert {kind: found for kind, found in small.items() if found} == {}


def test_a_walk_asks_for_nothing_and_leaves_nothing_but_numbers(
    made: Made, chromium: "Browser", tmp_path: Path
) -> None:
    """In a fresh profile, with what stands for the internet listening."""
    profile, address = tmp_path / "profile", write(made.html, tmp_path)
    with listening() as heard:
        context = chromium.browser_type.launch_persistent_context(
            profile,
            executable_path=CHROMIUM,
            args=["--no-sandbox"],
            env={"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"},
            proxy={"server": f"http://127.0.0.1:{heard.port}"},
        )
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        followed = walk(page)
        kept = page.evaluate(KEPT), page.evaluate("() => indexedDB.databases()"), context.cookies()
        assert asked == [address]
        assert kept == (["", 0, 0], [], [])
        assert heard.hosts & made.hosts == set()  # the browser asks for its maker's own
        planted = "data:text/html,<img src='http://planted.example/'>"
        page.goto(planted)
        assert "planted.example" in heard.hosts  # this is how it would be seen
        context.close()
    assert len({*followed}) > WALK // 2  # some parts lead only to what was seen
    noted = noted_in(profile / "Default/History")
    assert {title for _address, title in noted if _address.startswith("file")} == {"Guide"}
    found = {url for url, _title in noted if url.startswith("file")}
    assert found == {address, *(f"{address}{key}" for key in followed)}


def walk(page: "Page") -> list[str]:
    """Follow links as a person does, and tick what there is; return where they led."""
    followed: list[str] = []
    for step in range(WALK):
        for box in page.locator("input:visible").all()[:2]:
            box.check()
        at, key = page.evaluate("given => (" + NEXT + ")(...given)", [step, followed])
        page.locator("a").nth(at).click()
        assert page.evaluate(FOCUSED_KEY) == key[1:]
        followed.append(key)
    return followed


def noted_in(history: Path) -> list[tuple[str, str]]:
    """Return the addresses and titles of a history."""
    with closing(sqlite3.connect(history)) as read:
        return list(read.execute("SELECT url, title FROM urls"))


def test_ticks_stay_from_part_to_part_and_not_after_a_reload(page: "Page", made: Made) -> None:
    key = made.kinds[Kind.STEP]
    go(page, key)
    page.locator("input:visible").first.check()
    go(page, made.kinds[Kind.HELP])
    go(page, key)
    assert page.evaluate(TICKED) == 1
    page.reload()
    assert page.evaluate(TICKED) == 0
    assert page.evaluate(SHOWN) == [page.locator(f"h2:has(#{key})").text_content()]


def test_tab_comes_to_all_in_its_order_and_a_link_to_the_new_title(
    page: "Page", made: Made
) -> None:
    for key in made.kinds.values():
        go(page, key)
        stops, met = page.evaluate(STOPS), []
        for _stop in stops:
            page.keyboard.press("Tab")
            met.append(page.evaluate(FOCUSED))
        assert met == stops, key
    go(page, made.kinds[Kind.START])
    page.keyboard.press("Tab")
    to = (page.evaluate("() => document.activeElement.hash") or "")[1:]
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED_KEY) == to
    assert page.locator(f"#{to}").evaluate("e => e.localName") == "span"


def test_one_part_is_printed_or_all_are(page: "Page", made: Made, tmp_path: Path) -> None:
    whole = printed(page, tmp_path / "whole.pdf")
    assert len(whole.sheets) > 50
    assert unbroken(made.page.sections[0].title) in unbroken(whole.sheets[0])
    for kind in (Kind.STEP, Kind.PAPER, Kind.QUESTION, Kind.END):
        go(page, made.kinds[kind])
        (title,) = page.evaluate(SHOWN)
        words = unbroken(printed(page, tmp_path / f"{kind}.pdf").read.words)
        assert unbroken(title) in words
        others = [each.title for each in made.page.sections[:1] + made.page.sections[-1:]]
        assert [each for each in others if unbroken(each) in words] == []


_LETTER = """() => [...document.querySelectorAll(".letter")]
  .find(e => e.getClientRects().length).innerText"""


def test_a_letter_is_printed_alone_on_its_sheet(page: "Page", made: Made, tmp_path: Path) -> None:
    """Its words, and nothing of what is around it, for it is sent."""
    wrong = {}
    for key in sorted({key for place, key in made.page.keys.items() if place.kind is Kind.SHEET}):
        go(page, key)
        written = re.sub(r"[_\s]", "", page.evaluate(_LETTER))
        paper = printed(page, tmp_path / f"{key}.pdf")
        if (paper.read.sizes, paper.letters) != ({A4}, [unbroken(written)]):
            wrong[key] = paper.sheets
    assert wrong == {}
