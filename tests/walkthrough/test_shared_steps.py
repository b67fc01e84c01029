"""Ticks of steps that several procedures share: saved once, and taken away everywhere."""

from collections import deque
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from mes_optout.content.later import FollowUp
from mes_optout.content.loader import Pack
from mes_optout.journey import find_begun
from mes_optout.progress.model import Aside, CheckRef, Progress, State, Tick, Turn, find_standing
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import confirm_restart
from mes_optout.walkthrough.paper_code import delete_and_leave
from mes_optout.walkthrough.prompter import Quit
from mes_optout.walkthrough.saving import begin_again, change_boxes, put_aside, take_up
from mes_optout.walkthrough.visit import Visit, Way
from support.bare_steps import Box, Page
from support.scripted import Leave, Pick, ScriptedPrompter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mes_optout.content.procedure import Procedure

OUT, BACK = Turn("sortie"), Turn("retour")
MAY, TODAY = date(2026, 5, 1), date(2026, 11, 24)

SHARED = Page(
    "page",
    (
        Box("ouverte", ("sortie/page/ouverte", "retour/entree/vue")),
        Box("lue", ("retour/entree/vue",)),
    ),
    formerly=("sortie/page",),
    home="commun",
)
OWN = Page("porte", (Box("cle"), Box("vue", ("retour/entree/vue",))))


@dataclass(frozen=True)
class Bare:
    """A procedure with as much as saving knows of it."""

    id: str
    steps: tuple[Page, ...]
    follow_ups: tuple[FollowUp, ...] = ()


def nowhere(*_: object) -> None:
    """Lead nowhere: nobody leaves these ways."""


def way(turn: Turn, *steps: Page) -> Way:
    return Way(cast("Procedure", Bare(turn.procedure, steps)), turn, nowhere, lambda *_: nowhere)


HERE, THERE = way(OUT, SHARED, OWN), way(BACK, SHARED)


def states(progress: Progress, of: Way) -> list[tuple[State, dict[str, date]]]:
    steps = cast("Sequence[Page]", of.procedure.steps)
    return [(p.state, dict(p.days)) for p in find_standing(progress, of.turn, steps).steps]


def ticked(*names: str, day: date = MAY) -> Progress:
    progress = Progress()
    for name in names:
        procedure, step, check = name.split("/")
        progress = progress.ticked(CheckRef(Turn(procedure), step, check), Tick(day, 1))
    return progress


class TestTicking:
    """A tick is saved under the home of its step, and the pass itself is marked as begun."""

    def test_it_counts_in_both_and_begins_only_this_one(self) -> None:
        progress = change_boxes(Progress(), HERE, 0, {"ouverte": True, "lue": True}, TODAY)
        assert states(progress, HERE)[0][0] is states(progress, THERE)[0][0] is State.DONE
        assert find_begun(("sortie", "retour"), progress) == ("sortie",)
        assert progress.turns("commun"), "the list of shared steps is no procedure of a pack"

    def test_it_takes_up_only_here_what_was_put_aside(self) -> None:
        progress = put_aside(put_aside(Progress(), HERE, 0, Aside.LATER), THERE, 0, Aside.LATER)
        progress = change_boxes(progress, HERE, 0, {"lue": True}, TODAY)
        assert states(progress, HERE)[0][0] is State.OPEN
        assert states(progress, THERE)[0][0] is State.LATER
        assert states(take_up(progress, THERE), THERE)[0][0] is State.OPEN

    def test_answers_stay(self) -> None:
        said = Progress().answered(OUT, {"compte": "oui"})
        for changed in ({"lue": True}, {"lue": False}):
            said = change_boxes(said, HERE, 0, changed, TODAY)
        assert said.says(OUT, "compte", "oui")


class TestUnticking:
    """A tick that is taken away is gone under each name, and takes no other with it."""

    def test_in_each_list(self) -> None:
        old = ticked("sortie/page/ouverte", "commun/page/ouverte")
        progress = change_boxes(old, THERE, 0, {"ouverte": False}, TODAY)
        assert states(progress, HERE)[0] == states(progress, THERE)[0] == (State.OPEN, {})

    def test_boxes_that_came_from_the_same_one_keep_their_tick_and_day(self) -> None:
        """« vue » is three boxes today, two of this step and one of the next."""
        old = ticked("retour/entree/vue")
        assert states(old, HERE) == [
            (State.DONE, {"ouverte": MAY, "lue": MAY}),
            (State.OPEN, {"vue": MAY}),
        ]
        progress = change_boxes(old, HERE, 0, {"ouverte": False}, TODAY)
        assert states(progress, HERE) == [(State.OPEN, {"lue": MAY}), (State.OPEN, {"vue": MAY})]
        progress = change_boxes(progress, HERE, 1, {"vue": False}, TODAY)
        assert states(progress, HERE) == [(State.OPEN, {"lue": MAY}), (State.OPEN, {})]

    def test_both_at_once(self) -> None:
        progress = change_boxes(
            ticked("retour/entree/vue"), HERE, 0, {"ouverte": False, "lue": False}, TODAY
        )
        assert states(progress, HERE) == [(State.OPEN, {}), (State.OPEN, {"vue": MAY})]

    @pytest.mark.parametrize("first", ["ouverte", "lue"])
    def test_one_taken_away_and_the_other_given_anew(self, first: str) -> None:
        other = {"ouverte": "lue", "lue": "ouverte"}[first]
        changed = {first: False, other: True}
        progress = change_boxes(ticked("retour/entree/vue"), HERE, 0, changed, TODAY)
        assert set(states(progress, HERE)[0][1]) == {other}


class TestBeginningAgain:
    """It takes the shared ticks too, and says so."""

    def test_nothing_of_this_pass_is_shown_any_more(self) -> None:
        old = ticked("sortie/porte/cle", "sortie/page/ouverte", "commun/page/lue", "retour/a/b")
        old = old.answered(OUT, {"compte": "oui"}).answered(BACK, {"compte": "non"})
        progress = begin_again(old, HERE)
        assert states(progress, HERE) == [(State.OPEN, {}), (State.OPEN, {})]
        assert progress.says(OUT, "compte", "oui") is None
        assert progress.says(BACK, "compte", "non")
        assert progress.tick(CheckRef(BACK, "a", "b"))
        assert not progress.is_begun(OUT)

    def test_another_pass_keeps_its_own(self) -> None:
        second = Turn("sortie", 2)
        kept = Progress().ticked(CheckRef(Turn("commun", 2), "page", "lue"), Tick(MAY, 1))
        assert begin_again(kept, HERE) == kept
        assert begin_again(kept, way(second, SHARED)) == Progress()

    @pytest.mark.parametrize("home", ["commun", None])
    def test_it_is_said_only_where_steps_are_shared(
        self, home: str | None, pack: Pack, tmp_path: Path
    ) -> None:
        procedure = pack.procedure("cloture")
        alone = [replace(step, home=None) for step in procedure.steps]
        steps = (replace(alone[0], home=home), *alone[1:])
        prompter = ScriptedPrompter(deque([Leave()]))
        visit = Visit(pack, Store(tmp_path), prompter, lambda: TODAY)
        with pytest.raises(Quit):
            confirm_restart(
                visit,
                Way(replace(procedure, steps=steps), Turn("cloture"), nowhere, lambda *_: nowhere),
            )
        assert ("y recommencent aussi" in " ".join(prompter.page.text)) is (home is not None)


class TestDeleting:
    """« Vos autres démarches » are those that were begun; what this one shares is part of it."""

    @pytest.mark.parametrize(
        ("progress", "others"),
        [
            (ticked("sortie/porte/cle"), False),
            (ticked("sortie/porte/cle", "commun/page/lue"), False),
            (Progress().answered(BACK, {"compte": "oui"}), False),
            (ticked("retour/entree/vue"), True),
            (Progress().marked_begun(BACK), True),
            (Progress().marked_begun(Turn("sortie", 2)), True),
        ],
    )
    def test_others(
        self,
        progress: Progress,
        others: bool,  # noqa: FBT001  (a case, by position)
        pack: Pack,
        tmp_path: Path,
    ) -> None:
        prompter = ScriptedPrompter(deque([Pick("no")]))
        visit = Visit(pack, Store(tmp_path), prompter, lambda: TODAY, progress)
        delete_and_leave(visit, HERE, lambda: None)
        assert ("autres démarches" in " ".join(prompter.page.text)) is others
