"""The code on paper: shown, typed back, and what may be deleted once it is written down."""

from collections import deque
from datetime import date

import pytest

from mes_optout.errors import OptoutError
from mes_optout.progress import code
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Aside, Turn, step_references
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Quit
from mes_optout.walkthrough.visit import Visit, run
from support.noted import boxes_ticked, count_ticks, days_of
from support.scripted import (
    GoBack,
    Leave,
    Move,
    Pick,
    ScriptedPrompter,
    Sent,
    Tick,
    Typed,
    Walk,
    route,
)

PAPER = "Un code à noter sur papier"
TO_PAPER: tuple[Move, ...] = (Tick(set()), Pick("other"), Pick("paper"))
BEGIN: tuple[Move, ...] = (Sent(date(2026, 11, 2)), Pick("go"))
SAME_DAY: tuple[Move, ...] = (Pick("same-1"), Pick("go"))


def code_of(shown: ScriptedPrompter) -> str:
    """Return the code on the last page that shows one."""
    return [screen.lead for screen in shown.screens if screen.title == PAPER][-1]


def two_steps(walk: Walk) -> str:
    """Tick two steps of closing, put the third off, and return the code."""
    third: tuple[Move, ...] = (Tick(set()), Pick("later"))
    return code_of(walk(Tick(), Tick(), *third, *TO_PAPER, Leave(), procedure="cloture"))


def coded(walk: Walk, *moves: Move) -> ScriptedPrompter:
    """Play a visit that begins by asking for a code."""
    prompter = ScriptedPrompter(deque(moves), walk.straight_on)
    visit = Visit(walk.pack, walk.store, prompter, lambda: walk.today)
    run(open_visit(visit, None, coded=True), visit.prompter)
    assert not prompter.moves
    return prompter


class TestShown:
    """In groups of four letters, with what it does not hold."""

    def test_it_says_what_it_does_not_hold_and_how_to_go_on(self, walk: Walk) -> None:
        shown = walk(Tick(), *TO_PAPER, Leave(), procedure="cloture")
        page = shown.page
        mark, *groups = page.lead.split()
        assert (mark, {len(group) for group in groups}) == ("2", {4})
        assert "aucune date" in page.text[0]
        assert "Le 2 en fait partie." in page.text[1]
        assert "mes-optout guide --code" in page.text[-1]

    def test_back_to_the_step(self, walk: Walk) -> None:
        shown = walk(*TO_PAPER, Pick("back"), Leave(), procedure="cloture")
        assert shown.asked[-1] == "Qu'avez-vous fait ?"


class TestDeleting:
    """What is on paper need not stay here, but other procedures go with it."""

    def test_after_a_yes_nothing_is_left(self, walk: Walk) -> None:
        walk(Tick(), *TO_PAPER, Pick("forget"), Pick("yes"), procedure="cloture")
        assert walk.store.files() == []

    def test_a_no_keeps_it(self, walk: Walk) -> None:
        walk(Tick(), *TO_PAPER, Pick("forget"), Pick("no"), Leave(), procedure="cloture")
        assert count_ticks(walk.progress)

    @pytest.mark.parametrize("others", [True, False])
    def test_other_procedures_are_named_when_there_are_some(
        self, walk: Walk, *, others: bool
    ) -> None:
        if others:
            walk(*BEGIN, Tick(), Leave(), procedure="opposition")
        shown = walk(Tick(), *TO_PAPER, Pick("forget"), Leave(), procedure="cloture")
        assert ("autres démarches" in " ".join(shown.page.text)) is others


class TestTypedBack:
    """On another computer, or here."""

    def test_it_goes_on_where_it_was(self, walk: Walk) -> None:
        letters = two_steps(walk)
        before = walk.progress
        walk.store.forget()
        with pytest.raises(AssertionError, match="the script is over"):
            coded(walk, Typed(letters), Tick())
        closing = walk.pack.procedure("cloture")
        ticked = [boxes_ticked(each, closing) for each in (before, walk.progress)]
        assert ticked[0] < ticked[1]
        assert days_of(walk.progress) == {walk.today}
        third = next(step_references(Turn("cloture"), closing.steps[2]))
        assert walk.progress.aside(third) is Aside.LATER

    def test_a_child_is_the_same_child_again(self, walk: Walk) -> None:
        walk(*BEGIN, Tick(), Leave(), procedure="enfants")
        letters = code_of(
            walk(Pick("2"), *SAME_DAY, Tick(), *TO_PAPER, Leave(), procedure="enfants")
        )
        walk.store.forget()
        with pytest.raises(AssertionError, match="the script is over"):
            coded(walk, Typed(letters))
        assert walk.progress.turns("enfants") == (Turn("enfants", 2),)

    def test_of_answers_only_those_that_count_go_onto_paper_and_come_back(self, walk: Walk) -> None:
        """Steps of another version may have asked for more: nobody could change it here."""
        turn, closing = Turn("cloture"), walk.pack.procedure("cloture")
        plain = two_steps(walk)
        walk.store.update(lambda old: old.answered(turn, {"voie": "site"}))
        assert code_of(walk(Pick("0"), *TO_PAPER, Leave())) == plain
        letters = code.write_code(walk.progress, turn, closing.steps, walk.pack.case.facts)
        assert code.read_code(letters).facts
        walk.store.forget()
        with pytest.raises(AssertionError, match="the script is over"):
            coded(walk, Typed(letters))
        assert walk.progress.says(turn, "voie", "site") is None

    def test_it_never_takes_a_tick_away(self, walk: Walk) -> None:
        letters = two_steps(walk)
        walk(Pick("0"), Tick(), Leave())
        ticked = boxes_ticked(walk.progress, walk.pack.procedure("cloture"))
        with pytest.raises(AssertionError, match="the script is over"):
            coded(walk, Typed(letters))
        assert boxes_ticked(walk.progress, walk.pack.procedure("cloture")) == ticked

    def test_the_page_says_what_the_code_stands_for(self, walk: Walk) -> None:
        prompter = ScriptedPrompter(deque([Leave()]))
        visit = Visit(walk.pack, walk.store, prompter, lambda: walk.today)
        with pytest.raises(Quit):
            run(open_visit(visit, None, coded=True), visit.prompter)
        assert "vos cases et vos réponses" in prompter.page.text[0]

    def test_without_a_code_one_begins_as_always(self, walk: Walk) -> None:
        first = walk.pack.triage.situations[0]
        moves = [Typed(None), *route(walk.pack.triage, first.id), Pick("go"), Sent(None)]
        with pytest.raises(AssertionError, match="the script is over"):
            coded(walk, *moves)

    def test_back_asks_for_it_again(self, walk: Walk) -> None:
        letters = two_steps(walk)
        with pytest.raises(AssertionError, match="the script is over"):
            coded(walk, GoBack(), Typed(letters))

    def test_a_wrong_letter_is_refused(self, walk: Walk) -> None:
        letters = two_steps(walk)
        wrong = ("B" if letters[0] == "A" else "A") + letters[1:]
        with pytest.raises(OptoutError):
            coded(walk, Typed(wrong))


def test_without_a_disk_the_code_is_in_the_first_menu_and_deleting_is_not(walk: Walk) -> None:
    moves: list[Move] = [Tick(), Tick(set()), Pick("paper"), Pick("back"), Tick(), Tick(set())]
    prompter = ScriptedPrompter(deque(moves), walk.straight_on)
    visit = Visit(walk.pack, Memory(), prompter, lambda: walk.today)
    with pytest.raises(AssertionError, match="the script is over"):
        run(open_visit(visit, "cloture"), visit.prompter)
    assert ["back", "quit"] in prompter.offered
    assert code_of(prompter)
    assert walk.store.files() == []


@pytest.mark.parametrize("word", ["back", "help", "quit", "q", "retour", "aide", "quitter"])
def test_no_word_that_rules_a_prompt_is_a_code(word: str) -> None:
    with pytest.raises(OptoutError):
        code.read_code(word)
