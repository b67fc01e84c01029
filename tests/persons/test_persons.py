"""REQ-G7: each person of the list is shown what helps, and nothing that does not concern her.

What has to hold was written from the persons and the facts, by somebody who did not look at the
conditions of the steps. Nothing waits: each way exists, and each text.
"""

import re
from collections.abc import Callable
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.progress.store import Store
from support.endings import Ending, find_ending_faults, read_ending
from support.persons import Musts, Route, read_persons
from support.walker import Walker
from support.walking import make_walker, walk

PERSONS = read_persons()
ROUTES = [route for person in PERSONS for route in person.routes]


def faults(walker: Walker, musts: Musts, letters: Callable[[], set[str]]) -> list[str]:
    """Return what does not hold of a walk, a sentence each."""
    steps, texts = walker.steps, walker.said
    found = [
        *(
            f"{each} does not appear"
            for each in musts.must_appear
            if not any(fnmatchcase(step, each) for step in steps)
        ),
        *(
            f"{step} appears"
            for step in steps
            if any(fnmatchcase(step, each) for each in musts.must_not_appear)
        ),
        *(
            f"no page says {each}"
            for each in musts.must_say
            if not any(re.search(each, text) for text in texts)
        ),
        *(
            f"a page says {each}: {text}"
            for each in musts.must_not_say
            for text in texts
            if re.search(each, text)
        ),
        *(f"there is no letter {each}" for each in musts.letters if each not in letters()),
    ]
    if musts.first is not None and steps[:1] != [musts.first]:
        found.append(f"{steps[0]} comes first, not {musts.first}")
    if musts.together and not _follow(steps, list(musts.together)):
        found.append(f"{musts.together} do not follow each other")
    if musts.at_most is not None and not 0 < walker.until_deed <= musts.at_most:
        found.append(f"{walker.until_deed} steps to the deed, not {musts.at_most}")
    return found


def _follow(steps: list[str], wanted: list[str]) -> bool:
    """Say whether some steps stand in others side by side."""
    return any(steps[at : at + len(wanted)] == wanted for at in range(len(steps)))


def letters_for(pack: Pack, walker: Walker) -> set[str]:
    """Return the letters that help at a step that was shown, or in a procedure that was entered."""
    shown = {*walker.steps, *walker.homes}
    entered = {each.split("/")[0] for each in walker.steps}
    return {
        known.letter.id
        for known in load_letters(pack)
        if shown & set(known.letter.steps) or entered & set(known.letter.procedures)
    }


@pytest.mark.parametrize("route", ROUTES, ids=lambda each: each.id)
def test_what_has_to_hold_holds(route: Route, pack: Pack, tmp_path: Path, today: date) -> None:
    store = Store(tmp_path / "state")
    walker = walk(pack, store, make_walker(pack, route, today), today)
    ending = read_ending(walker.page, store.read(), pack, today)
    assert [
        *faults(walker, route.musts, lambda: letters_for(pack, walker)),
        *find_ending_faults(ending, route.musts),
    ] == [], f"shown: {walker.steps}"


def test_all_fifteen_are_there_and_tell_nobody() -> None:
    assert [person.number for person in PERSONS] == list(range(1, 16))
    assert len({route.id for route in ROUTES}) == len(ROUTES)
    for person in PERSONS:
        assert not re.search(r"\d{5}|@", person.who)


def test_each_way_that_exists_has_an_ending() -> None:
    for route in ROUTES:
        assert route.musts.finished is not None, route.id
        assert route.musts.follow_ups is not None, route.id
    later = {name for route in ROUTES for name in route.musts.follow_ups or ()}
    assert len(later) > 4, "and something comes after most of what can be asked for"


class TestTheJudge:
    """It sees what it has to see."""

    @pytest.fixture
    def walked(self, pack: Pack, tmp_path: Path, today: date) -> Walker:
        route = next(route for route in ROUTES if route.id == "05-secret")
        return walk(pack, Store(tmp_path / "state"), make_walker(pack, route, today), today)

    @pytest.mark.parametrize(
        ("musts", "said"),
        [
            (Musts(must_appear=("ado/nowhere",)), "ado/nowhere does not appear"),
            (Musts(must_not_appear=("ado/par*",)), "ado/parents-voient appears"),
            (Musts(must_say=("never said",)), "no page says never said"),
            (Musts(must_not_say=(r"\b119\b",)), "a page says"),
            (Musts(first="ado/parler"), "ado/attendre comes first"),
            (Musts(together=("ado/parler", "ado/attendre")), "do not follow"),
            (Musts(at_most=1), "steps to the deed, not 1"),
            (Musts(letters=("none",)), "there is no letter none"),
        ],
        ids=str,
    )
    def test_a_fault_is_said(self, musts: Musts, said: str, walked: Walker) -> None:
        assert said in "\n".join(faults(walked, musts, set))

    @pytest.mark.parametrize(
        ("musts", "said"),
        [
            (Musts(finished=False), ["it is finished", "the last page says: 7 étapes"]),
            (Musts(follow_ups={"ado/fin": date(2027, 2, 27)}), ["what comes later is {}"]),
        ],
        ids=str,
    )
    def test_a_wrong_ending_is_said(
        self, musts: Musts, said: list[str], walked: Walker, tmp_path: Path, today: date
    ) -> None:
        progress = Store(tmp_path / "state").read()
        ending = read_ending(walked.page, progress, walked.pack, today)
        found = list(find_ending_faults(ending, musts))
        assert len(found) == len(said)
        assert all(each.startswith(start) for each, start in zip(found, said, strict=True))

    def test_so_is_what_neither_the_page_nor_status_says(self) -> None:
        coming = {"id": "fin", "title": "La fin de la suppression", "due": "2027-02-27"}
        told = {"id": "cloture", "finished": True, "continued_in": None, "follow_ups": [coming]}
        ending = Ending("Fin.", "Rien.", {"procedures": [told]})
        found = find_ending_faults(ending, Musts(follow_ups={"cloture/fin": date(2027, 2, 27)}))
        sentence = "does not say La fin de la suppression : à vérifier le 27 février 2027"
        assert list(found) == [f"the last page {sentence}", f"status {sentence}"]
