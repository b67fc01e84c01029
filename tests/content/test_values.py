"""The table of values: how it is read, and links that name an address of it."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.links import NAME, fill_links
from mes_optout.content.lint import find_mistakes, load_languages
from mes_optout.content.loader import Pack
from mes_optout.content.location import folder, shipped
from mes_optout.content.values import load_values
from mes_optout.documents.as_text import as_text
from mes_optout.documents.checklist import lay_out_list
from mes_optout.errors import PackInvalidError
from mes_optout.journey import make_journeys
from mes_optout.progress.model import Progress
from mes_optout.walkthrough.journey_pages import step_page
from support.small_pack import ALL, reader

SORTIE, READING = "fr/sortie.toml", "fr/reperes.toml"
OLD, NEW = "https://www.cnil.fr/a", "https://www.cnil.fr/b"
VALUES = f"""
[addresses.page]
url = "{OLD}"
about = "la page"

[addresses.other]
url = "https://www.cnil.fr/c"
about = "une autre"
"""
NAMED = {
    **ALL,
    SORTIE: ALL[SORTIE].replace(f'link = "{OLD}"', 'link = "page"'),
    READING: ALL[READING].replace('url = "https://www.cnil.fr/"', 'url = "page"'),
    NAME: VALUES,
}


def refuse(files: Mapping[str, str]) -> tuple[str, set[str]]:
    """Return the file that is refused, and the places of what is wrong with it."""
    pack = Pack(reader(files), own=True)
    with pytest.raises(PackInvalidError) as caught:
        pack.procedure("sortie")
    return str(caught.value.facts["file"]), {each.place for each in caught.value.faults}


def list_links(pack: Pack) -> set[str | None]:
    """Return where the step, and the resource, of a pack lead."""
    assert pack.reading is not None
    return {pack.procedure("sortie").steps[0].link, pack.reading.resources[0].url}


@pytest.mark.parametrize("own", [True, False])
def test_a_link_may_name_an_address(own: bool) -> None:  # noqa: FBT001
    assert list_links(Pack(reader(NAMED), own=own)) == {OLD}


@pytest.mark.parametrize("own", [True, False])
def test_a_name_that_is_lost_is_said_where_it_stands(own: bool) -> None:  # noqa: FBT001
    files = {**NAMED, SORTIE: NAMED[SORTIE].replace('"page"', '"pagee"')}
    with pytest.raises(PackInvalidError) as caught:
        Pack(reader(files), own=own).procedure("sortie")
    (fault,) = caught.value.faults
    assert (fault.place, fault.facts["name"]) == ("steps › porte › link", "pagee")


def test_a_name_leads_to_an_allowed_site_only() -> None:
    files = {**NAMED, NAME: VALUES.replace("www.cnil.fr/a", "example.com/a")}
    assert refuse(files) == (SORTIE, {"steps › porte › link"})


def test_one_edit_changes_an_address_on_screen_and_on_paper(tmp_path: Path) -> None:
    for name, text in NAMED.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = {OLD: show(tmp_path)}
    table = tmp_path / NAME
    table.write_text(table.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    shown[NEW] = show(tmp_path)
    for url, (screen, paper) in shown.items():
        assert screen == {url}
        assert re.findall(r"https://www\.cnil\.fr/\S*", paper) == [url]


def test_one_edit_of_a_shipped_address_leaves_every_translation_valid() -> None:
    read, new = shipped(), "https://www.monespacesante.fr/other"
    table = (read(NAME) or b"").decode()
    (old,) = re.findall(r'\[addresses\.page\]\nurl = "(.*)"', table)
    edited = table.replace(f'"{old}"', f'"{new}"').encode()
    loaded = load_languages(lambda name: edited if name == NAME else read(name))
    links = {step.link for _, _, step in loaded[0].steps()}
    assert new in links
    assert old not in links
    reasons = [each.fault.reason for each in find_mistakes(loaded, date(2026, 11, 28))]
    assert not [each for each in reasons if each.startswith("stale")]


def show(root: Path) -> tuple[set[str], str]:
    """Return what a step leads to on screen, and the whole list for paper."""
    pack = Pack(folder(root), own=True)
    journeys = make_journeys([pack.procedure("sortie")], Progress(), date(2026, 11, 28))
    screen = step_page(journeys[0], 0)
    return {each.url for each in screen.addresses}, as_text(lay_out_list(journeys, pack))


def test_each_shipped_address_is_found_without_the_rest_of_the_table() -> None:
    pack = Pack(shipped())
    values = load_values(pack)
    assert values is not None
    assert values.addresses
    raw = {"steps": [{"link": name} for name in values.addresses]}
    filled = [each["link"] for each in fill_links(raw, pack)["steps"]]
    assert filled == [each.url for each in values.addresses.values()]


def test_what_serves_twice_is_named() -> None:
    read = shipped()
    names = ["commun", "reperes", *Pack(read).names]
    texts = [(read(f"fr/{name}.toml") or b"").decode() for name in names]
    written = re.compile(r'^(?:link|url) = "(https://.*)"$', re.MULTILINE)
    links = [link for text in texts for link in written.findall(text)]
    assert not {each for each in links if links.count(each) > 1}


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("addresses.page", "addresses.Page", "addresses › Page"),
        (OLD, "http://www.cnil.fr/a", "addresses › page › url"),
        ('about = "la page"', 'about = "la page"\nabuot = "x"', "addresses › page › abuot"),
        ("[addresses.page]", "[adresses.page]", "adresses"),
        (
            "[addresses.other]",
            '[telephones.a]\nnumber = "34 O2"\nabout = "x"\nfacts = ["F"]\n[addresses.other]',
            "telephones › a › number",
        ),
        (
            "[addresses.other]",
            '[articles.L1111-1]\nabout = "x"\n[addresses.other]',
            "articles › L1111-1",
        ),
        (
            "[addresses.other]",
            "[organisations.a]\nnames = []\n[addresses.other]",
            "organisations › a › names",
        ),
    ],
)
def test_a_faulty_table_is_refused_where_it_is_faulty(old: str, new: str, place: str) -> None:
    assert old in VALUES
    assert refuse({**NAMED, NAME: VALUES.replace(old, new)}) == (NAME, {place})
