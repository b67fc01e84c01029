"""The page before a procedure: once, before one begins it, and what stands on it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.store import Store
from mes_optout.terminal.editor import ROWS, measure
from mes_optout.terminal.layout import NO_AIR, Layout
from mes_optout.walkthrough.before_start import before_page
from mes_optout.walkthrough.prompter import Screen
from support.forking import GATE, KEY, make_pack, make_triage, make_two_ways
from support.scripted import GoBack, Leave, Pick, Tick, Walk

NARROW, HIGH = 40, 40
ANSWERS = 3


def needing(procedure: Procedure, *needs: tuple[str, ...]) -> Procedure:
    """Return a procedure whose steps need something, with all that the page before can say."""
    steps = map(lambda step, wanted: replace(step, needs=wanted), procedure.steps, needs)
    return replace(procedure, steps=tuple(steps), duration="Une heure.", undo="Tout, sauf la fin.")


@pytest.fixture
def walk(tmp_path: Path, today: date) -> Walk:
    rester, partir = make_two_ways()
    partir = needing(partir, ("clé",), ("papier", "carte"), ("carte", "gants"), ("pile",))
    pack = make_pack(rester, partir, triage=make_triage())
    return Walk(pack, Store(tmp_path / "state"), today)


def rows(screen: Screen) -> dict[str, str]:
    return {row.label: " ".join(row.lines) for row in screen.rows}


class TestWhatItSays:
    """What to have at hand, how long it takes, how many steps, what can be undone."""

    def test_after_the_triage_why_then_what_is_to_come(self, walk: Walk) -> None:
        shown = walk(Pick("plus"), Pick("rien"), Leave())
        assert (shown.page.title, shown.page.lead) == ("Voie partir", "Note.")
        assert shown.page.text == ("Bientôt.",)
        assert shown.offered[-1] == ["go", "another", "quit"]
        shown = walk(Pick("partir"), Leave())
        assert rows(shown.page) == {
            "À avoir": "clé, papier, carte, gants, pile",
            "Durée": "Une heure. 4 étapes.",
            "Pour annuler": "Tout, sauf la fin.",
        }
        assert walk.progress == Progress(), "nothing is noted before one goes on"

    def test_what_was_just_answered_is_reckoned_with(self, walk: Walk) -> None:
        shown = walk(Pick("plus"), Pick("lire"), Leave())
        assert rows(shown.page) == {"Durée": "3 étapes."}

    def test_of_steps_that_do_not_apply_nothing_counts(self, walk: Walk) -> None:
        procedure = walk.pack.procedure("partir")
        turn = Turn("partir")
        progress = Progress().answered(turn, {GATE: "fermee", KEY: "non"})
        page = before_page(Journey(procedure, turn, progress, walk.today), None)
        assert rows(page)["À avoir"] == "papier, carte"
        assert rows(page)["Durée"] == "Une heure. 1 étape."

    def test_a_pack_that_says_less(self, walk: Walk) -> None:
        journey = Journey(walk.pack.procedure("rester"), Turn("rester"), None, walk.today)
        page = before_page(journey, None)
        assert (page.lead, page.text) == ("Résumé.", ())
        assert rows(page) == {"Durée": "4 étapes."}

    def test_in_english(self, walk: Walk) -> None:
        i18n.set_language("en")
        journey = Journey(walk.pack.procedure("partir"), Turn("partir"), None, walk.today)
        said = rows(before_page(journey, None))
        assert list(said) == ["You need", "How long", "To undo it"]
        assert said["How long"] == "Une heure. 4 steps."


class TestWhenItComes:
    """Before a procedure is begun, and after the triage."""

    def test_whoever_named_a_procedure_sees_it_once(self, walk: Walk) -> None:
        shown = walk(Pick("go"), Tick(), Leave(), procedure="partir")
        assert shown.screens[0].lead == "Résumé."
        assert shown.offered[0] == ["go", "elsewhere", "quit"]
        with pytest.raises(AssertionError, match="has boxes"):
            walk(Pick("elsewhere"), procedure="partir")

    def test_another_can_be_chosen_there(self, walk: Walk) -> None:
        shown = walk(Pick("elsewhere"), Leave(), procedure="partir")
        assert shown.asked[-1] == "Où ?"

    def test_the_triage_says_how_far_one_is(self, walk: Walk) -> None:
        walk(Tick(), Leave(), procedure="partir")
        shown = walk(Pick("another"), Pick("partir"), Leave())
        assert rows(shown.page) == {"Où vous en êtes": "1 étape faite sur 4."}

    def test_back_leads_to_it_and_to_the_question_before(self, walk: Walk) -> None:
        shown = walk(Pick("partir"), GoBack(), Pick("partir"), Pick("go"), GoBack(), Leave())
        assert shown.page.title == "Voie partir"


class TestASituationWithAStep:
    """An answer may lead to a page of its own, and not to the first one."""

    @pytest.fixture
    def walk(self, walk: Walk) -> Walk:
        triage = make_triage()
        led = [
            replace(each, step="rendre") if each.id == "partir" else each
            for each in triage.situations
        ]
        pack = make_pack(*make_two_ways(), triage=replace(triage, situations=tuple(led)))
        return replace(walk, pack=pack)

    def test_one_begins_there_and_the_end_says_what_is_left(self, walk: Walk) -> None:
        shown = walk(Pick("partir"), Pick("go"), Tick(), Leave())
        assert [each.title for each in shown.screens][2:] == ["Étape rendre", "Fin"]
        assert "left" in shown.offered[-1]
        assert walk.progress != Progress(), "what was done there is kept"

    def test_whoever_names_the_procedure_begins_at_its_first_step(self, walk: Walk) -> None:
        shown = walk(Pick("go"), Tick(), Leave(), procedure="partir")
        assert "Étape decider" in [each.title for each in shown.screens]


class TestChildren:
    """Each begins like the first."""

    @pytest.fixture
    def walk(self, walk: Walk) -> Walk:
        rester, partir = make_two_ways()
        pack = make_pack(rester, replace(partir, repeats=True), triage=make_triage())
        return replace(walk, pack=pack)

    def test_the_first_is_not_asked_for(self, walk: Walk) -> None:
        shown = walk(Pick("go"), Tick(), Leave(), procedure="partir")
        assert shown.screens[0].title == "Voie partir, premier enfant"
        assert "Pour quel enfant ?" not in shown.asked

    def test_each_has_its_own_page_before(self, walk: Walk) -> None:
        walk(Tick(), Leave(), procedure="partir")
        shown = walk(Pick("2"), Pick("go"), Leave(), procedure="partir")
        assert [page.title for page in shown.screens[:2]] == [
            "Voie partir",
            "Voie partir, deuxième enfant",
        ]
        again = walk(Pick("1"), Leave(), procedure="partir")
        assert again.page.heading == "Voie partir, premier enfant"

    def test_the_triage_asks_before_it_says_why(self, walk: Walk) -> None:
        walk(Tick(), Leave(), procedure="partir")
        shown = walk(Pick("another"), Pick("partir"), Pick("2"), Leave())
        assert (shown.page.lead, shown.page.text) == ("Note.", ("Bientôt.",))
        assert rows(shown.page)["Durée"] == "4 étapes."


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_fits_on_a_screen_and_on_a_narrow_one(language: str, today: date) -> None:
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    ways = [(None, name) for name in pack.names]
    high = []
    for situation, name in (*ways, *((each, each.procedure) for each in pack.triage.situations)):
        journey = Journey(pack.procedure(name), Turn(name), Progress(), today)
        page = before_page(journey, situation)
        if measure(page, ANSWERS) > ROWS or measure_narrow(page) > HIGH:
            high.append((name, situation and situation.id))
    assert high == []


def measure_narrow(page: Screen) -> int:
    """Return the rows of a page at 40 columns, with the same around it as `measure` counts."""
    return Layout(page, "", NARROW).whole(NO_AIR).rows + measure(Screen(title=""), ANSWERS)
