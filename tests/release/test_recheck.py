"""The page for volunteers: what the guide rests on most, where to look, and a form to answer."""

import re

import pytest

import recheck
from mes_optout.content.lint.findings import Loaded

PAGE = recheck.PAGE.read_text(encoding="utf-8")
PARTS = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]


@pytest.fixture(scope="module")
def original() -> Loaded:
    return recheck.load()


def test_the_committed_page_is_what_is_written_today(original: Loaded) -> None:
    """Run `python tools/recheck.py` after a change of facts or of what rests on them."""
    assert recheck.render(original) == PAGE


def test_there_are_thirty_and_each_can_be_answered() -> None:
    assert len(PARTS) == recheck.MOST
    for part in PARTS:
        assert re.search(r"<https://[^>]+>", part), part
        assert re.search(r"Lu le \d\d/\d\d/\d{4}, (sûr|probable|à vérifier)\.", part), part
        key = part.splitlines()[0].partition(". ")[2]
        assert f"Fiche {key}\n" in part


def test_what_most_texts_name_comes_first(original: Loaded) -> None:
    """Counted here by the keys in the files, apart from the program's own way."""
    steps = recheck.ROOT / "steps/fr"
    files = "".join(path.read_text(encoding="utf-8") for path in steps.glob("*.toml"))
    named = re.findall(r"^(?:rests_on|mentions) = \[(.*)\]$", files, re.MULTILINE)
    once = {key: sum(f'"{key}"' in each for each in named) for key in original.evidence}
    first = recheck.choose(original, 5)
    assert {key: once[key] >= 15 for key in first} == dict.fromkeys(first, True)


def test_the_law_is_opened_on_legifrance() -> None:
    """Where a copy was read is said in the report; a volunteer compares with the code itself."""
    for part in PARTS:
        for line in part.splitlines():
            if line.startswith("- Code de "):
                assert "<https://www.legifrance.gouv.fr/" in line


def test_nobody_is_asked_who_they_are() -> None:
    """REQ-S1."""
    form = PARTS[0].partition("```text")[2].lower()
    assert not re.search(r"nom|numéro|adresse e-mail|votre cas", form)
