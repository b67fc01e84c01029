"""Steps that are not the program's own: the first page says so."""

from datetime import date
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader, shipped
from mes_optout.content.misnamed import UnknownProcedureError
from mes_optout.errors import PackInvalidError
from mes_optout.progress.store import Store
from support.scripted import GoBack, Leave, Pick, Walk

HOSTS = ("example.org", "sites.example.net")


def with_hosts(named: str) -> Reader:
    """Return the shipped steps with a `pack.toml`."""
    steps, manifest = shipped(), f"hosts = [{named}]".encode()
    return lambda name: manifest if name == "pack.toml" else steps(name)


def walk(read: Reader, tmp_path: Path, today: date) -> Walk:
    return Walk(Pack(read, own=True), Store(tmp_path / "state"), today)


@pytest.mark.parametrize("procedure", [None, "cloture", "opposition"])
def test_the_page_comes_first_and_names_the_other_sites(
    tmp_path: Path, today: date, procedure: str | None
) -> None:
    """REQ-S17."""
    own = walk(with_hosts('"example.org", "sites.example.net"'), tmp_path, today)
    shown = own(Pick("go"), Leave(), procedure=procedure)
    page = shown.screens[0]
    assert page.title == "Des étapes venues d'ailleurs"
    assert page.text[0] == "Ces étapes ne sont pas celles du programme."
    assert [(row.label, row.lines) for row in page.rows] == [("Autres sites", HOSTS)]
    assert len(shown.screens) == 2
    assert shown.offered[0] == ["go", "quit"]


@pytest.mark.parametrize("named", [None, "", '"www.cnil.fr"'])
def test_without_other_sites_it_still_says_whose_the_steps_are(
    tmp_path: Path, today: date, named: str | None
) -> None:
    """REQ-S17."""
    own = walk(shipped() if named is None else with_hosts(named), tmp_path, today)
    page = own(Leave()).page
    assert "Ces étapes ne sont pas celles du programme." in page.text
    assert page.rows == ()
    assert "sites" not in " ".join(page.text)


def test_the_programs_own_steps_have_no_such_page(walk: Walk) -> None:
    assert walk(Leave()).page.title == "Votre situation"


def test_one_can_go_back_to_it(tmp_path: Path, today: date) -> None:
    own = walk(shipped(), tmp_path, today)
    shown = own(Pick("go"), GoBack(), Pick("go"), Leave())
    assert [screen.title for screen in shown.screens][::2] == ["Des étapes venues d'ailleurs"] * 2


def test_it_comes_before_what_was_begun_too(tmp_path: Path, today: date) -> None:
    own = walk(shipped(), tmp_path, today)
    own.store.path.parent.mkdir()
    own.store.path.write_text("{", encoding="utf-8")
    shown = own(Pick("go"), Pick("anew"), Pick("go"), Leave())
    assert shown.screens[0].title == "Des étapes venues d'ailleurs"
    assert shown.screens[1].title == "Votre suivi ne peut pas être lu"


def test_what_is_wrong_is_said_before_it(tmp_path: Path, today: date) -> None:
    own = walk(with_hosts('"*.example.org"'), tmp_path, today)
    with pytest.raises(PackInvalidError) as caught:
        own(procedure="cloture")
    assert caught.value.facts["file"] == "pack.toml"
    with pytest.raises(PackInvalidError):
        own()
    with pytest.raises(UnknownProcedureError):
        walk(shipped(), tmp_path, today)(procedure="rien")


def test_in_english(tmp_path: Path, today: date) -> None:
    i18n.set_language("en")
    page = walk(with_hosts('"example.org"'), tmp_path, today)(Leave()).page
    assert page.text[0] == "These steps are not the program's own."
    assert page.rows[0].label == "Other sites"
