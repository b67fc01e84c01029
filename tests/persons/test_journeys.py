"""How long each way is, before and after, and what no way may ask.

REQ-G1: no page asks for, or tells to skip, what the answers before it decided already.
"""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.progress.store import Store
from support.journeys import (
    COLUMNS,
    NONE,
    PAGE,
    Situation,
    fill,
    go,
    measure,
    read_lengths,
    read_situations,
)

SITUATIONS = read_situations()
WRITTEN = read_lengths(PAGE.read_text(encoding="utf-8"))

# Steps that may say whom they do not concern: no fact tells that, and none may.
UNDECIDED = {
    "enfants/parents",
    *(
        f"suites/{each}"
        for each in (
            *("pharmacie", "ordonnance", "base-nationale", "copie", "plainte"),
            *("etat-civil", "assurances", "apres-deces"),
        )
    ),
}
# What was added to a way since, and why nobody would want to do without.
ADDED = {
    "jeune-secret": 2,  # what the law covers, and what statements show, before one asks
    "seize-dix-huit": 2,
    "autres-dossiers": 3,  # changed papers, insurers, after a death: each may be left, by one key
}
ASIDE = "ne me concerne pas"


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.id)
class TestASituation:
    """Walked to its end."""

    def test_the_table_holds_what_it_costs(
        self, situation: Situation, pack: Pack, tmp_path: Path, today: date
    ) -> None:
        walker = go(pack, Store(tmp_path / "state"), situation, today)
        assert measure(walker) == WRITTEN["now"][situation.label]
        assert walker.deed is not None, f"nothing was done outside: {walker.steps}"

    def test_no_page_asks_or_tells_to_skip_what_is_known(
        self, situation: Situation, pack: Pack, tmp_path: Path, today: date
    ) -> None:
        walker = go(pack, Store(tmp_path / "state"), situation, today)
        telling = {
            name
            for name, page in walker.pages
            for row in page.rows
            if any(ASIDE in line for line in row.lines)
        }
        assert telling <= UNDECIDED
        assert walker.known_forks == []
        assert walker.restarts == 0


def test_all_situations_stand_in_the_table_in_their_order(pack: Pack) -> None:
    told = {each.id for each in SITUATIONS}
    assert {each.id for each in pack.triage.situations} <= told
    labels = [each.label for each in SITUATIONS]
    assert list(WRITTEN["now"]) == labels
    for column in COLUMNS[:-1]:  # those that there were then
        assert list(WRITTEN[column]) == [each for each in labels if each in WRITTEN[column]]
        assert len(WRITTEN[column]) >= 24


def test_nothing_was_measured_as_nothing() -> None:
    for each in (length for column in COLUMNS for length in WRITTEN[column].values()):
        assert NONE not in each
        assert all(cell.strip() for cell in each)


def pages(cell: str) -> int:
    """Return the number of pages of a cell."""
    return int(cell.split(" / ", maxsplit=1)[0])


def test_no_way_has_become_longer() -> None:
    """But where it is asked, before a closing is validated, whether the deletion was ticked."""
    longer = {
        column: {
            label
            for label, was in WRITTEN["before"].items()
            if pages(getattr(WRITTEN["now"][label], column)) > pages(getattr(was, column))
        }
        for column in ("deed", "end")
    }
    asked = {each.label for each in SITUATIONS if "suppression" in each.facts}
    assert longer["end"] == ADDED.keys()
    assert longer["deed"] <= asked | {"jeune-secret", "seize-dix-huit"}
    for label in longer["deed"]:
        assert pages(WRITTEN["now"][label].deed) == pages(WRITTEN["before"][label].deed) + 1
    for label, more in ADDED.items():
        assert pages(WRITTEN["now"][label].end) <= pages(WRITTEN["before"][label].end) + more


def test_no_way_is_longer_than_at_first() -> None:
    for label, was in WRITTEN["first"].items():
        assert pages(WRITTEN["now"][label].end) <= pages(was.end) + ADDED.get(label, 0)


def test_a_column_is_measured_anew_and_the_other_stays() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert fill(page, "now", WRITTEN["now"]) == page
    changed = {**WRITTEN["now"], "retour": WRITTEN["now"]["retour"]._replace(steps="77")}
    told = read_lengths(fill(page, "now", changed))
    assert (told["before"], told["now"]["retour"].steps) == (WRITTEN["before"], "77")


def test_a_space_that_was_never_activated_is_closed_in_seven_steps(
    pack: Pack, tmp_path: Path, today: date
) -> None:
    situation = next(each for each in SITUATIONS if each.id == "rien-recu")
    walker = go(pack, Store(tmp_path / "state"), situation, today)
    assert walker.until_deed <= 7
    assert walker.skipped == []


@pytest.mark.parametrize("name", ["inconnu", "inconnu-opposer"])
def test_i_do_not_know_reaches_the_question_of_the_site(
    name: str, pack: Pack, tmp_path: Path, today: date
) -> None:
    """One way leads there, nothing is begun again, and nothing done in the browser comes twice."""
    situation = next(each for each in SITUATIONS if each.id == name)
    walker = go(pack, Store(tmp_path / "state"), situation, today)
    assert [answer for _, answer in walker.forks]
    assert walker.restarts == 0
    assert len(walker.homes) == len(set(walker.homes))
    assert walker.until_deed <= 7
