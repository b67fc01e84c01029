"""The whole guide as one page in Debian's Firefox: part by part, and what stays of it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.documents.page.places import Kind
from support.firefox import FIREFOX, firefox, read_session
from support.page_in_browser import EVERY_PART, KEPT, SHOWN, TICKED, Made, make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(
        not FIREFOX and "MES_OPTOUT_CHROMIUM" not in os.environ, reason="needs firefox-esr"
    ),
]


@pytest.fixture(params=i18n.LANGUAGES)
def made(request: pytest.FixtureRequest) -> Made:
    return make(request.param)


def test_each_part_shows_what_is_for_it_and_little_is_kept(made: Made, tmp_path: Path) -> None:
    file = tmp_path / "guide.html"
    file.write_text(made.html, encoding="utf-8")
    step, helps = made.kinds[Kind.STEP], made.kinds[Kind.HELP]
    with firefox(tmp_path / "home") as browser:
        browser.open(file.as_uri())
        assert len(browser.evaluate(SHOWN)) == len(made.page.sections)
        assert browser.evaluate(EVERY_PART, made.parts) == []
        assert browser.evaluate(KEPT) == ["", 0, 0]
        for key in (step, helps, step):
            browser.evaluate("key => { location.hash = key; }", key)
            browser.evaluate(
                "() => [...document.querySelectorAll('input')].find("
                "each => each.checkVisibility())?.setAttribute('id', 'box')"
            )
        browser.click("//input[@id='box']")
        assert browser.evaluate(TICKED) == 1
        browser.command("WebDriver:Refresh")
        assert browser.evaluate(TICKED) == 0
        browser.quit()
        noted = list_noted(browser.profile / "places.sqlite")
    of_file = {(url.partition("#")[0], title) for url, title in noted if url.startswith("file:")}
    assert of_file == {(file.as_uri(), "Guide")}
    assert {url.partition("#")[2] for url, _title in noted} <= {
        "",
        *(key for key, _t, _n in made.parts),
    }


def test_what_it_would_open_again_holds_no_tick(tmp_path: Path) -> None:
    made = make("fr")
    file = tmp_path / "guide.html"
    file.write_text(made.html, encoding="utf-8")
    with firefox(tmp_path / "home", browser_startup_page=3) as browser:
        browser.open(f"{file.as_uri()}#{made.kinds[Kind.STEP]}")
        browser.evaluate(
            "() => [...document.querySelectorAll('input')].find("
            "each => each.checkVisibility()).setAttribute('id', 'box')"
        )
        browser.click("//input[@id='box']")
        browser.quit()
        session = read_session(browser.profile)
    assert f"guide.html#{made.kinds[Kind.STEP]}" in session  # as the page says
    assert "formdata" not in session


def list_noted(places: Path) -> list[tuple[str, str]]:
    """Return the addresses and titles of a history."""
    with closing(sqlite3.connect(places)) as read:
        return list(read.execute("SELECT url, coalesce(title, '') FROM moz_places"))
