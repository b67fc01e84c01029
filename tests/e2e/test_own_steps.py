"""Steps that a person chose instead of the program's: what the real program says of them."""

import json
from pathlib import Path

import pytest

from support.homes import READ_ON, Home, typed

DAY = ("--today", READ_ON)
NOT_OURS = "Ces étapes ne sont pas celles du programme."
LINK = 'link = "page"'


@pytest.fixture
def own(own: Path) -> Path:
    """Return steps in which a link leads to a site of their own."""
    file = own / "fr/commun.toml"
    text = file.read_text(encoding="utf-8")
    assert LINK in text
    file.write_text(text.replace(LINK, 'link = "https://example.org/sortie"'), encoding="utf-8")
    (own / "pack.toml").write_text('hosts = ["example.org"]\n', encoding="utf-8")
    return own


def test_the_walkthrough_says_whose_the_steps_are(home: Home, own: Path) -> None:
    """REQ-S17: by the option and by the variable; on the first page after the welcome."""
    answers = typed("1", "1", "1", "q")
    by_option = home.run("--steps", str(own), "guide", "cloture", "--simple", input=answers)
    variable = {"MES_OPTOUT_STEPS": str(own)}
    by_variable = home.run("guide", "cloture", "--simple", input=answers, env=variable)
    assert by_option == by_variable
    said = by_option.out
    assert said.index("Choisi : Continuer") < said.index(NOT_OURS) < said.index("Étape 1 sur")
    assert "Autres sites : example.org\n" in said


def test_it_does_not_say_so_of_its_own_steps(home: Home) -> None:
    said = home.run("guide", "cloture", "--simple", input=typed("1", "1", "q")).out
    assert "Étape 1 sur" in said
    assert NOT_OURS not in said


@pytest.mark.slow
def test_the_check_names_the_other_sites(home: Home, own: Path) -> None:
    """REQ-S17: beside what it finds, and in the document for machines."""
    done = home.run("--lang", "en", "steps", "check", str(own), *DAY)
    assert done.err == "These steps may also lead to: example.org\n"
    assert "a site not allowed" not in done.out
    document = json.loads(home.run("steps", "check", str(own), "--json", *DAY).out)
    assert document["hosts"] == ["example.org"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_host_that_is_no_plain_name_is_said_with_file_and_field(
    home: Home, own: Path, language: str
) -> None:
    """REQ-S17: exit 65, by every command that reads the steps."""
    (own / "pack.toml").write_text('hosts = ["example.org", "*.example.net"]\n', encoding="utf-8")
    begun = typed("1", "q")
    for arguments, entered in (
        (("guide", "cloture", "--simple"), begun),
        (("guide", "--simple"), begun),
        (("checklist", "cloture"), ""),
    ):
        done = home.run("--lang", language, "--steps", str(own), *arguments, input=entered)
        assert done.code == 65
        assert done.err.startswith(("Erreur : pack.toml ", "Error: pack.toml "))
        assert "\n  hosts › 2: " in done.err
    checked = home.run("--lang", language, "steps", "check", str(own), *DAY)
    assert checked.code == 65
    assert checked.out.count("pack.toml:1: hosts › 2: ") == 1


def test_without_the_file_the_link_is_refused(home: Home, own: Path) -> None:
    """REQ-S17."""
    (own / "pack.toml").unlink()
    done = home.run("--lang", "en", "--steps", str(own), "checklist", "cloture")
    assert done.code == 65
    assert done.err.startswith("Error: fr/commun.toml is not right:\n")
    assert (
        "leads to a site not allowed; mend it, or add the site to “hosts” in pack.toml" in done.err
    )
