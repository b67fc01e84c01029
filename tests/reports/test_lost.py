"""What was published and vanishes from the shipped steps is found, with what to do."""

from pathlib import Path

import pytest

from ledger import add, render
from mes_optout.content.ledger import Ledger
from mes_optout.content.lint.findings import Loaded
from mes_optout.reports.lost import find_lost_entries
from mes_optout.reports.published import take_ledger
from support.edited_pack import Edit, edit, load_original, tell

SUITES, ENFANTS, CLOTURE = "fr/suites.toml", "fr/enfants.toml", "fr/cloture.toml"
BOX = "steps › base-nationale › checks"


@pytest.fixture(scope="module")
def untouched() -> Loaded:
    return load_original(edit())


def find(*edits: Edit, gone: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Return what is said of the ledger of the edited steps."""
    return list(tell(find_lost_entries(load_original(edit(*edits, gone=gone)))))


def test_nothing_that_was_published_is_lost(untouched: Loaded) -> None:
    assert list(find_lost_entries(untouched)) == []


def test_all_that_is_published_is_in_the_ledger(untouched: Loaded) -> None:
    """Before a release, `tools/ledger.py` adds what is new."""
    assert untouched.ledger is not None
    now = take_ledger(untouched)
    for name in ("procedures", "steps", "boxes", "follow_ups", "letters", "situations", "retired"):
        assert {*getattr(now, name)} <= {*getattr(untouched.ledger, name)}, name
    for name in ("numbers", "former", "facts", "values", "retired_numbers"):
        assert getattr(now, name).items() <= getattr(untouched.ledger, name).items(), name


@pytest.mark.parametrize(
    ("made", "place", "why"),
    [
        (
            (SUITES, 'id = "base-demande"', 'id = "base-demandee"'),
            f"{BOX} › base-demandee › id",
            'write formerly = ["base-nationale/base-demande"] here',
        ),
        (
            (SUITES, 'id = "base-nationale"', 'id = "base-du-pays"'),
            "steps › base-du-pays › id",
            'write formerly = ["base-nationale"] here',
        ),
        (
            (CLOTURE, 'id = "fin"', 'id = "fini"'),
            "follow_ups › fini › id",
            "name it in “gone” of registre.toml",
        ),
        ((CLOTURE, "closes = true\n", ""), "closes", "write closes = true again"),
        ((SUITES, 'retired = ["copie/mois-note"]\n', ""), "retired", "“copie/mois-note” was here"),
        (
            (CLOTURE, 'formerly = ["messages/proches-vus"]\n', ""),
            "steps › acces › checks › proches-vus › formerly",
            "“cloture/messages/proches-vus” was here",
        ),
    ],
    ids=lambda value: value[2][:20] if isinstance(value, tuple) else None,
)
def test_a_loss_says_where_and_what_to_do(made: Edit, place: str, why: str) -> None:
    said = [each for each in find(made) if each[1].endswith(place) and why in each[2]]
    assert [file for file, _, _ in said] == [made[0]]


def test_a_number_that_changes_is_said_with_the_one_of_before() -> None:
    (said,) = find((CLOTURE, "lecture-seule = 4", "lecture-seule = 77"))
    assert said == (
        CLOTURE,
        "steps › commun/messages › numbers › lecture-seule",
        "was 4 when it was published; write 4 again",
    )


def test_a_name_that_is_retired_or_had_before_is_not_lost() -> None:
    renamed = (SUITES, 'id = "base-demande"', 'id = "base-autre"\nformerly = ["base-demande"]')
    later = (SUITES, '"base-nationale/base-demande"', '"base-nationale/base-autre"')
    assert find(renamed, later) == []


def test_a_procedure_off_the_list_is_missed() -> None:
    said = find(("fr/situations.toml", '    "opposition",\n', ""))
    assert said[0][:2] == ("fr/situations.toml", "procedures › 1")
    assert "list it again" in said[0][2]


def test_a_file_that_went_is_missed() -> None:
    said = find(gone=("fr/lettres.toml",))
    assert ("fr/lettres.toml", ".", "was published and is gone; put the file back") in said


def test_a_value_of_a_fact_is_for_ever() -> None:
    ((file, place, why), *_) = find(
        ("fr/cas.toml", 'id = "deux"\nnumber = 2', 'id = "deux"\nnumber = 4')
    )
    assert (file, place) == ("fr/cas.toml", "facts › decision › values › deux › number")
    assert why == "was 2 when it was published; write 2 again"


def test_a_pack_without_a_ledger_is_free() -> None:
    assert find((SUITES, 'id = "base-demande"', 'id = "base-x"'), gone=("registre.toml",)) == []


def test_what_was_recorded_stays_and_what_is_new_goes_behind() -> None:
    assert add(("a", "b"), ("b", "c")) == ("a", "b", "c")
    before, now = {"p": {"a": 1, "b": 2}}, {"p": {"b": 3, "c": 4}, "q": {}}
    assert add(before, now) == {"p": {"a": 1, "b": 2, "c": 4}, "q": {}}


def test_the_shipped_ledger_is_as_it_is_written(untouched: Loaded) -> None:
    assert isinstance(untouched.ledger, Ledger)
    path = Path(__file__).parents[2] / "steps/registre.toml"
    assert path.read_text(encoding="utf-8") == render(untouched.ledger)
