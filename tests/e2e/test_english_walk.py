"""A whole walk in English shows no French but what stands on French pages (REQ-A23)."""

import re

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from support.homes import Home, all_lines, typed

pytestmark = pytest.mark.slow  # starts the program many times

EN = Pack(shipped(), "en")
PROCEDURES = EN.triage.procedures

# Words of every French sentence, and of none in English.
WORD = re.compile(r"[^\W\d_]+")
FRENCH = set(
    WORD.findall("""
    alors après au aucun aucune aussi autre autres avant avec avez ce ces cette choisi comme dans de
    des du elle elles est et être faire faites fait il ils je jour la le les leur lettre ma mais mes
    mon ne ni nos notre nous ont ou où par pas peut plus pour pouvez quand que quel quelle qui sa
    sans ses si son sont suis sur tapez toujours tout toute un une vers vos votre vous à ça étape
    étapes été
""")
)
# What stands on buttons, pages and letters in France is quoted as it stands there; addresses and
# names are the same in every language.
STREET = r"avenue du Professeur-[\w-]+"
HELPERS = [re.escape(each.name) for each in reading.resources] if (reading := EN.reading) else []
NAMES = (
    *("https://[^ ]+", STREET, "Mon espace santé", "mes-optout", "MES_OPTOUT_TODAY"),
    *("Défenseur des droits", *HELPERS, *PROCEDURES),
)
QUOTED = re.compile("|".join(["«[^»]*»", "“[^”]*”", *NAMES]))


def french(said: str) -> set[str]:
    """Return the French words of a text, but for what is quoted."""
    plain = QUOTED.sub(" ", " ".join(said.split()))
    return FRENCH & set(WORD.findall(plain.casefold()))


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_walk(name: str, home: Home) -> None:
    """REQ-A23: pages, questions, help, what is said back, and replies to wrong answers."""
    procedure = Pack(shipped(), "en").procedure(name)
    lines = [part for line in all_lines(procedure) for part in ("?", "", "99", line)]
    done = home.run("guide", name, "--lang", "en", input=typed(*lines))
    assert done.code == 0
    assert procedure.finished in " ".join(done.out.split())
    assert french(done.out.replace(str(home.state), "")) == set()


@pytest.mark.parametrize(
    "arguments", [("status",), ("checklist",), ("checklist", "--blank"), ("steps", "list")]
)
def test_what_is_printed(arguments: tuple[str, ...], home: Home) -> None:
    """REQ-A23."""
    home.run("guide", "opposition", input=typed("1", "1", "2/11/2026", "1"))
    done = home.run(*arguments, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert french(done.out) == set()


def test_french_is_noticed() -> None:
    """The search itself can fail."""
    assert french("Choose “Je n'ai pas de code”, then Étape 1") == {"étape"}
    assert french("https://example.org/la/une mes-optout, see « la page »") == set()
