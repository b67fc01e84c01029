"""A fork's answer that leads to another procedure: what that one knows of it, and asks first."""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.case import find_told
from mes_optout.content.loader import Pack
from mes_optout.journey import Journey, find_begun, make_journeys
from mes_optout.progress.model import CheckRef, Progress, Turn
from mes_optout.progress.model import Tick as Ticked
from mes_optout.progress.store import Store
from mes_optout.reports.status import status_text
from support.scripted import Leave, Move, Pick, ScriptedPrompter, Sent, Tick, Walk

SENT = date(2026, 11, 2)
LONG_AGO = date(2026, 9, 1)
WHEN = "Quel jour a-t-il été envoyé ?"
SITE = "Que propose le site ?"
CHOICE = "Quelle démarche suivez-vous ?"
# Each to the fork of the site's screen, and to the fork of somebody protected by a measure.
TO_SITE: list[Move] = [Tick(), Pick("non"), Tick(), Tick(), Tick(), Tick()]
TO_CHOICE: list[Move] = [Tick(), Pick("moi"), Tick()]


@pytest.fixture
def walk(pack: Pack, tmp_path: Path, today: date) -> Walk:
    """Return a walk through the shipped pack, at whose forks nothing is answered by the way."""
    return Walk(pack, Store(tmp_path / "state"), today)


def told(walk: Walk, name: str) -> dict[str, str]:
    """Return what a pass knows of the case."""
    journey = Journey(walk.pack.procedure(name), Turn(name), walk.progress, walk.today)
    return find_told(walk.pack.case, journey.said)


def titles(shown: ScriptedPrompter) -> list[str]:
    return [screen.title for screen in shown.screens]


class TestBegun:
    """Whoever leaves right after the answer is offered the procedure that goes on."""

    def test_it_is_offered_first_and_is_part_of_the_status(self, walk: Walk) -> None:
        walk(*TO_SITE, Pick("opposer"), Leave(), procedure="cloture")
        begun = find_begun(walk.pack.names, walk.progress)
        assert set(begun) == {"opposition", "cloture"}
        journeys = make_journeys(map(walk.pack.procedure, begun), walk.progress, walk.today)
        said = status_text(journeys, walk.pack)
        assert "S'opposer à l'ouverture\n  4 étapes faites sur 7. Prochaine étape" in said
        shown = walk(Pick("0"), Leave())
        assert shown.screens[0].title == "Vous avez déjà commencé"
        assert shown.labels[0][0] == "Reprendre : S'opposer à l'ouverture"
        assert shown.page.heading == "S'opposer à l'ouverture"

    def test_also_by_an_answer_that_says_nothing_of_the_case(self, walk: Walk) -> None:
        walk(*TO_CHOICE, Pick("inconnu"), Leave(), procedure="majeur-protege")
        assert told(walk, "opposition") == {}
        assert "opposition" in find_begun(walk.pack.names, walk.progress)

    def test_an_answer_that_stays_begins_no_other(self, walk: Walk) -> None:
        walk(*TO_SITE, Pick("cloturer"), Leave(), procedure="cloture")
        assert find_begun(walk.pack.names, walk.progress) == ("cloture",)


class TestTheDayOfSending:
    """It is asked for first where a deadline counts, and not while a page of the site is open."""

    def test_a_procedure_with_a_deadline_asks_for_it_before_its_first_step(
        self, walk: Walk
    ) -> None:
        moves: list[Move] = [Pick("opposer"), Sent(SENT), Pick("go")]
        shown = walk(*TO_CHOICE, *moves, Leave(), procedure="majeur-protege")
        assert shown.asked[3:5] == [CHOICE, WHEN]
        assert shown.page.title == "Qui lira les messages ?", "the day has answered the step before"
        assert "Dernier jour" in shown.page.day
        assert walk.progress.day_sent(Turn("opposition")) == SENT

    def test_not_when_it_is_known(self, walk: Walk) -> None:
        walk.store.update(lambda old: old.letter_sent(Turn("opposition"), SENT))
        shown = walk(*TO_CHOICE, Pick("opposer"), Leave(), procedure="majeur-protege")
        assert shown.page.title == "Combien de temps me reste-t-il ?"
        assert WHEN not in shown.asked

    def test_not_where_there_is_no_deadline(self, walk: Walk) -> None:
        shown = walk(*TO_CHOICE, Pick("cloturer"), Leave(), procedure="majeur-protege")
        assert shown.page.title == "Décider de clôturer"

    def test_not_in_the_middle_of_the_pages_of_the_site(self, walk: Walk) -> None:
        shown = walk(*TO_SITE, Pick("opposer"), Leave(), procedure="cloture")
        assert shown.asked[-2:] == [SITE, "Qu'avez-vous fait ?"]
        assert shown.page.title == "Cocher l'opposition"
        assert shown.page.heading == "S'opposer à l'ouverture"

    def test_once_it_is_too_late_the_other_procedure_begins_at_its_own_first_step(
        self, walk: Walk
    ) -> None:
        """Not at the place that the one with the deadline would have gone on at."""
        delay = walk.pack.procedure("opposition").steps[0]

        def tick(progress: Progress) -> Progress:
            for check in delay.checks:
                ref = CheckRef(Turn("opposition"), delay.id, check.id)
                progress = progress.ticked(ref, Ticked(walk.today, 1))
            return progress

        walk.store.update(tick)
        moves: list[Move] = [Pick("opposer"), Sent(LONG_AGO), Pick("late")]
        shown = walk(*TO_CHOICE, *moves, Leave(), procedure="majeur-protege")
        assert (shown.page.title, shown.page.heading) == (
            *("Décider de clôturer", "Clôturer mon espace"),
        )


class TestTooLate:
    """« Aller à : Clôturer mon espace », on the page that says that the six weeks are over."""

    def test_what_was_said_goes_along(self, walk: Walk) -> None:
        said = {"compte": "non", "code": "a-demander"}
        walk.store.update(lambda old: old.answered(Turn("opposition"), said))
        moves: list[Move] = [Sent(LONG_AGO), Pick("late")]
        shown = walk(*moves, Tick(), Leave(), procedure="opposition")
        assert told(walk, "cloture") == said
        assert titles(shown)[-2:] == ["Décider de clôturer", "Qui lira les messages ?"]
        assert "Avez-vous activé" not in " ".join(shown.asked), "it is known"
        assert shown.page.place is not None
        assert shown.page.place.total == 7, "without the three that need an account"

    def test_not_what_would_lead_back(self, walk: Walk) -> None:
        """The site offered to object in time; now it is closing that was chosen."""
        said = {"ecran": "opposer", "espace": "pas-encore", "code": "a-demander"}
        walk.store.update(lambda old: old.answered(Turn("opposition"), said))
        shown = walk(Sent(LONG_AGO), Pick("late"), Leave(), procedure="opposition")
        assert shown.page.title == "Décider de clôturer"
        assert told(walk, "cloture") == {"code": "a-demander"}
        assert told(walk, "opposition") == said, "what was said there stays"

    def test_what_makes_no_difference_there_stays_behind(self, walk: Walk) -> None:
        walk.store.update(lambda old: old.answered(Turn("opposition"), {"voie": "site"}))
        walk(Sent(LONG_AGO), Pick("late"), Leave(), procedure="opposition")
        assert told(walk, "cloture") == {}


class TestAProblemAtTheFork:
    """Whoever does not find the question on the screen need not go back to the boxes for help."""

    def test_it_leads_to_the_remedies_of_the_step_and_back_to_the_question(
        self, walk: Walk
    ) -> None:
        moves: list[Move] = [Pick("problem"), Pick("4"), Pick("another"), Pick("0"), Pick("step")]
        shown = walk(*TO_SITE, *moves, Pick("cloturer"), Leave(), procedure="cloture")
        asked = [each for each in shown.asked if each != "Qu'avez-vous fait ?"]
        matter, read = "Que se passe-t-il ?", "Voulez-vous continuer ?"
        assert asked[1:-1] == [SITE, matter, read, matter, read, SITE]
        firsts = [screen.rows[0] for screen in shown.screens if screen.rows]
        found = [row.lines for row in firsts if row.label == "Problème"]
        assert found[0] == ("L'écran dit qu'un profil a déjà été créé",)
        assert "problem" in shown.offered[1]

    def test_it_is_the_last_answer_before_leaving(self, walk: Walk) -> None:
        shown = walk(*TO_SITE, Leave(), procedure="cloture")
        assert shown.offered[-1][-2:] == ["problem", "quit"]
        assert shown.offered[-1][0] == "stay"


class TestAProfileThatSomebodyElseMade:
    """Person 13: the telephone line comes before every step."""

    def test_at_the_fork(self, walk: Walk) -> None:
        shown = walk(*TO_SITE, Pick("profil"), Pick("go"), Leave(), procedure="cloture")
        note, step = shown.screens[-2:]
        assert "Appelez le 3422 avant toute autre chose" in note.text[0]
        assert "monespacesante.elioz.fr" in note.text[0]
        assert step.title == "Télécharger mes documents"

    def test_by_the_first_questions(self, walk: Walk) -> None:
        way: list[Move] = [Pick("adulte"), Pick("fermer"), Pick("profil-cree-par-autrui")]
        shown = walk(*way, Leave())
        assert shown.page.lead.startswith(
            "Appelez d'abord le 3422. Si entendre ou parler est difficile"
        )
        assert shown.page.title == "Clôturer mon espace"
