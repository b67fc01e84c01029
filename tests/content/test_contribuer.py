"""What CONTRIBUER shows of what leads on is followed: it stands in a pack, and is right there."""

import re
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.doors import Deed
from mes_optout.content.lint import Finding
from mes_optout.terminal.editor import check_pack
from support.led_pack import FRENCH
from support.small_pack import reader

PAGE = (Path(__file__).parents[2] / "CONTRIBUER.md").read_text(encoding="utf-8")
FILE = "fr/demande.toml"
# The page speaks of names that its readers know.
NAMES = {
    '"sortie': '"demande',
    '"retour"': '"cloture"',
    '"seuil"': '"documents"',
    '"plainte"': '"acces"',
    '"porte': '"demander',
    '/porte"': '/demander"',
    '"ouverte"': '"lettre-envoyee"',
    "/ouverte": "/lettre-envoyee",
}
BEFORE = "[[steps]]\ninclude"  # the end of the step before


def example(section: str) -> str:
    """Return the example of a section of the page."""
    (found,) = re.findall(rf"(?ms)^### {section}\n.*?^```toml\n(.*?)^```$", PAGE)
    return str(found)


def follow(section: str, *changes: tuple[str, str]) -> list[Finding]:
    """Return what is found in the French of a pack with an example, after some changes."""
    files = dict(FRENCH)
    for name, text in FRENCH.items():
        for old, new in NAMES.items():
            text = text.replace(old, new)  # noqa: PLW2901
        del files[name]
        files[name.replace("sortie", "demande").replace("retour", "cloture")] = text
    shown = example(section)
    for old, new in changes:
        assert old in shown
        shown = shown.replace(old, new)
    dated = "dated = true\n" if "dated" in shown else ""  # which one box of a step is
    files[FILE] = files[FILE].replace(dated, "").replace(BEFORE, f"{shown}\n{BEFORE}")
    found = check_pack(reader(files), date(2026, 11, 24)).findings
    return [each for each in found if not each.file.startswith("en/")]


@pytest.mark.parametrize("section", ["Une porte", "Une suite", "Une case est un acte"])
def test_what_is_shown_is_right(section: str) -> None:
    assert follow(section) == []


@pytest.mark.parametrize(
    ("section", "change", "why"),
    [
        ("Une porte", ("tout fermer", "« Lire la page »"), "without a door"),
        ("Une porte", ("tout fermer", "« Lire la pale »"), "is nearly"),
        ("Une porte", ('"helpers"', '"next-child" }, { do = "helpers"'), "has 4 doors"),
        ("Une porte", ('step = "documents"', 'step = "document"'), "is no step of"),
        ("Une suite", ('id = "reponse"', 'id = "demander"'), "is the id of a step"),
        ("Une suite", ("number = 6", "number = 3"), "must not come back"),
        ("Une suite", ("months = 1", "months = 1\nweeks = 1"), "one of them"),
        ("Une case est un acte", ("J'ai noté", "Je connais"), "begins with"),
        ("Une case est un acte", ("number = 6", "number = 3"), "must not come back"),
    ],
)
def test_what_it_warns_of_is_found(section: str, change: tuple[str, str], why: str) -> None:
    assert why in " ".join(f.fault.reason.format(**f.fault.facts) for f in follow(section, change))


def test_all_that_a_door_can_do_is_named() -> None:
    section = PAGE.partition("### Une porte")[2].partition("### Une suite")[0]
    assert [deed for deed in Deed if f"`{deed}`" not in section] == []
