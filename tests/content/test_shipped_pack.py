"""The pack that is shipped keeps what its readers are promised.

What every pack has to keep, `steps check` says, and test_lint holds the shipped one to it.
"""

import re

import pytest

from mes_optout.content.lint.loading import load_language
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure

PAGE = "https://www.monespacesante.fr/enrolement/cloture/accueil"


@pytest.fixture
def procedures(pack: Pack) -> list[Procedure]:
    """Return every procedure of the pack."""
    return [pack.procedure(name) for name in pack.triage.procedures]


class TestOrder:
    """The steps of the 2022 guide keep their order."""

    def test_opposition_goes_from_the_deadline_to_the_proof(self, pack: Pack) -> None:
        assert [step.id for step in pack.procedure("opposition").steps] == [
            "delai",
            "messages",
            "page",
            "formulaire",
            "saisir",
            "opposer",
            "preuve",
        ]

    def test_what_needs_the_account_comes_before_closing_it(self, pack: Pack) -> None:
        order = [step.id for step in pack.procedure("cloture").steps]
        last = order.index("confirmer")
        assert all(order.index(name) < last for name in ("documents", "acces", "appareils"))

    def test_the_page_of_opposition_is_the_one_of_the_official_application(
        self, pack: Pack
    ) -> None:
        links = {step.id: step.link for step in pack.procedure("opposition").steps}
        assert links["page"] == PAGE
        assert {link for link in links.values() if link is not None} == {PAGE}

    def test_a_late_opposition_leads_to_closing(self, pack: Pack) -> None:
        assert pack.procedure("opposition").if_late == "cloture"
        assert pack.procedure("cloture").if_late is None


class TestSituations:
    """« I do not know » is an answer; whoever is late finds a way."""

    def test_not_knowing_is_the_last_answer(self, pack: Pack) -> None:
        last = [question.answers[-1].label for question in pack.triage.questions]
        assert set(last) == {"Je ne sais pas"}

    def test_what_is_late_leads_to_the_way_for_the_late(self, procedures: list[Procedure]) -> None:
        late = {each.id: each.if_late for each in procedures if each.if_late}
        assert late == {"opposition": "cloture", "enfants": "enfants"}


class TestStartOfTheDelay:
    """The six weeks run from the sending (CSP art. R1111-28), never from the receipt of a code."""

    RECEIPT = re.compile("réception du code", re.IGNORECASE)

    def test_receipt_is_named_only_to_warn_of_it(self) -> None:
        found = [
            text
            for _, _, text in load_language(shipped(), "fr").texts()
            if self.RECEIPT.search(text)
        ]
        assert found
        assert [text for text in found if "risqué" not in text] == []

    def test_the_first_step_says_from_when(self, pack: Pack) -> None:
        first = pack.procedure("opposition").steps[0]
        assert first.why == "Les six semaines partent de l'envoi, pas de la réception."
        assert "R28" in first.sources

    def test_the_day_of_sending_passes_over_no_question(self, procedures: list[Procedure]) -> None:
        """A step all of whose boxes the day answers is not shown, nor is the fork after it."""
        passed = [
            step
            for procedure in procedures
            for step in procedure.steps
            if all(check.dated for check in step.checks)
        ]
        assert [step.title for step in passed if step.fork] == []
        assert passed


class TestWhatIsHidden:
    """A fact hides no help in danger, and no answer says more than the screen shows."""

    def test_what_helps_in_danger_stands_where_no_answer_hides_it(
        self, procedures: list[Procedure]
    ) -> None:
        found = 0
        for procedure in procedures:
            helps = [
                (step, problem)
                for step in procedure.steps
                for problem in step.problems
                if "114" in problem.remedy + (problem.otherwise or "")
            ]
            always = {
                problem.id
                for step, problem in helps
                if not (step.when or step.unless or problem.when or problem.unless)
            }
            assert {problem.id for _, problem in helps} == always, procedure.id
            found += len(always)
        assert found > 3

    def test_a_screen_that_only_closes_does_not_say_whether_an_account_exists(
        self, pack: Pack
    ) -> None:
        """Whoever lost a password may try that page too: their documents must stay shown."""
        steps = {step.id: step for step in pack.procedure("cloture").steps}
        fork = steps["saisir"].fork
        assert fork is not None
        answers = {branch.id: branch.facts for branch in fork.answers}
        assert dict(answers["cloturer"]) == {"ecran": "cloturer", "espace": "existe"}
