"""The walkthrough over every path, without a terminal."""

from datetime import date, timedelta

import pytest

from mes_optout.content.misnamed import UnknownProcedureError
from mes_optout.errors import InputEndedError, ProgressTooNewError
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, CheckRef, StepRef, Turn
from mes_optout.progress.model import Tick as Tick_
from mes_optout.walkthrough.journey_pages import problem_page
from mes_optout.wording.phrases import DEAF_PAGE
from support.noted import boxes_ticked, steps_ticked
from support.scripted import End, GoBack, Leave, Meanwhile, Move, Pick, Sent, Tick, Walk, route

OPPOSITION = Turn("opposition")
SENT = date(2026, 11, 2)
BEGIN: tuple[Move, ...] = (Sent(SENT), Pick("go"))
# Without the day, the step about it is the first.
UNDATED: tuple[Move, ...] = (Sent(None), Pick("go"))


def steps_done(walk: Walk, procedure: str = "opposition") -> set[str]:
    return steps_ticked(walk.progress, walk.pack.procedure(procedure))


def boxes_done(walk: Walk, procedure: str = "opposition") -> set[str]:
    return boxes_ticked(walk.progress, walk.pack.procedure(procedure))


def every_step(walk: Walk) -> list[Move]:
    return [Tick() for _ in walk.pack.procedure("opposition").steps]


def to_closing(walk: Walk) -> list[Move]:
    found = next(s for s in walk.pack.triage.situations if s.procedure == "cloture")
    return route(walk.pack.triage, found.id)


class TestTheWholeWay:
    """From the first question to the last page."""

    @pytest.mark.parametrize("procedure", ["opposition", "cloture"])
    def test_every_step_ticked_ends_with_what_the_procedure_calls_finished(
        self, walk: Walk, procedure: str
    ) -> None:
        found = walk.pack.procedure(procedure)
        start = UNDATED if found.if_late else ()
        ending = (Pick("afterwards"), Pick("end"), Pick("done"))
        steps = [Tick() for _ in found.steps]
        shown = walk(*start, *steps, *ending, procedure=procedure)
        end = shown.page
        assert found.finished in end.lead
        kept = next(row for row in end.rows if row.label == "À garder")
        journey = Journey(found, Turn(procedure), walk.progress, walk.today)
        shown_steps = [step for n, step in enumerate(found.steps) if journey.visible(n)]
        assert kept.lines == tuple(step.keep for step in shown_steps if step.keep)
        assert shown.screens[-2].text == tuple(line.text for line in found.afterwards)
        assert steps_done(walk, procedure) == {step.id for step in found.steps}

    @pytest.mark.parametrize("procedure", ["opposition", "cloture"])
    def test_steps_that_all_concern_somebody_else_ask_for_nothing(
        self, walk: Walk, procedure: str
    ) -> None:
        """What a finished procedure amounts to would be a false claim: nothing was done."""
        found = walk.pack.procedure(procedure)
        start = UNDATED if found.if_late else ()
        aside = (Tick(set()), Pick("other"), Pick("not-for-me"))
        end = walk(*start, *aside * len(found.steps), Pick("done"), procedure=procedure).page
        assert end.title == "Fin"
        assert end.lead == "Vous avez dit qu'aucune étape ne vous concerne."
        assert end.rows[0].lines == ("0 étape faite sur 0.",)

    def test_every_situation_leads_to_the_first_question_of_its_procedure(self, walk: Walk) -> None:
        for situation in walk.pack.triage.situations:
            found = walk.pack.procedure(situation.procedure)
            shown = walk(*route(walk.pack.triage, situation.id), Pick("go"), Leave())
            dated = "Quel jour a-t-il été envoyé ?" if found.if_late else None
            if situation.step is not None:  # a page of its own, which no day governs
                dated = None
                led = next(each for each in found.steps if each.id == situation.step)
                assert shown.page.title == led.title
            assert shown.asked[-1] == (dated or "Qu'avez-vous fait ?")

    def test_the_page_of_a_situation_says_how_soon_in_words_of_its_own(self, walk: Walk) -> None:
        for situation in walk.pack.triage.situations:
            shown = walk(*route(walk.pack.triage, situation.id), Leave())
            said = (shown.page.lead, *shown.page.text)
            assert said == (situation.note, situation.timing)

    def test_a_situation_can_be_chosen_anew(self, walk: Walk) -> None:
        first, last = walk.pack.triage.situations[0], walk.pack.triage.situations[-1]
        there = route(walk.pack.triage, first.id)
        walk(*there, Pick("another"), *route(walk.pack.triage, last.id), Pick("go"), Leave())

    def test_the_last_page_offers_to_finish_and_no_other_way_to_leave(self, walk: Walk) -> None:
        steps = len(walk.pack.procedure("cloture").steps)
        shown = walk(*[Tick()] * steps, Pick("done"), procedure="cloture")
        assert shown.offered[-1] == [
            *("done", "came", "afterwards", "carry", "elsewhere", "erase", "stay")
        ]
        moves: list[Move] = [*[Tick()] * (steps - 1), Tick(set()), Pick("later")]
        walk.store.forget()
        shown = walk(*moves, Pick("done"), procedure="cloture")
        assert shown.offered[-1] == ["done", "left", "carry", "elsewhere", "erase", "stay"]

    def test_each_tick_holds_the_day_and_the_revision(self, walk: Walk, today: date) -> None:
        walk(*UNDATED, Tick(), Leave(), procedure="opposition")
        assert {
            *(tick for notes in walk.progress.lists.values() for tick in notes.boxes.values())
        } == {(today, 1)}


class TestResuming:
    """No position is stored: the next open step is computed from what is ticked."""

    def test_what_was_confirmed_is_on_disk_before_the_next_question(self, walk: Walk) -> None:
        walk(*BEGIN, Tick(), Leave(), procedure="opposition")
        assert steps_done(walk) == {"delai", "messages"}

    def test_the_day_of_sending_answers_the_step_about_it(self, walk: Walk) -> None:
        shown = walk(*BEGIN, Leave(), procedure="opposition")
        assert steps_done(walk) == {"delai"}
        assert shown.page.title == "Qui lira les messages ?"

    def test_a_second_visit_offers_to_go_on_and_does_so_at_the_next_step(self, walk: Walk) -> None:
        walk(*BEGIN, Tick(), Leave(), procedure="opposition")
        shown = walk(Pick("0"), Leave())
        assert shown.page.title == "Ouvrir la bonne page"
        assert shown.page.place is not None
        assert shown.page.place.number == 3
        assert shown.page.place.tally == "2 faites, 5 à faire"

    def test_the_day_of_sending_is_asked_once(self, walk: Walk) -> None:
        walk(Sent(SENT), Leave(), procedure="opposition")
        assert walk.progress.day_sent(OPPOSITION) == SENT
        shown = walk(Leave(), procedure="opposition")
        assert shown.asked == ["Qu'avez-vous fait ?"]
        assert "14 décembre 2026" in shown.page.day

    def test_each_begun_procedure_is_offered(self, walk: Walk) -> None:
        walk(*BEGIN, Leave(), procedure="opposition")
        walk(Tick(), Leave(), procedure="cloture")
        shown = walk(Pick("1"), Leave())
        assert shown.page.title == "Qui lira les messages ?"

    def test_another_procedure_can_be_chosen(self, walk: Walk) -> None:
        walk(*BEGIN, Leave(), procedure="opposition")
        walk(Pick("another"), *to_closing(walk), Pick("go"), Tick(), Leave())
        assert steps_done(walk, "cloture") >= {"decider"}

    def test_a_finished_procedure_resumes_at_its_end(self, walk: Walk) -> None:
        walk(*UNDATED, *every_step(walk), Pick("done"), procedure="opposition")
        assert walk(Pick("0"), Pick("done")).page.title == "Fin"

    def test_deleting_asks_once_more_and_starts_anew(self, walk: Walk) -> None:
        walk(*BEGIN, Tick(), Leave(), procedure="opposition")
        walk(Pick("forget"), Pick("no"), Pick("forget"), Pick("yes"), Leave())
        assert not walk.store.path.exists()
        assert walk(Leave()).asked == ["Pour qui êtes-vous ici ?"]

    def test_a_tick_made_meanwhile_in_another_window_is_not_lost(
        self, walk: Walk, today: date
    ) -> None:
        elsewhere = CheckRef(Turn("cloture"), "decider", "choix-fait")
        tick = Tick_(today, 1)
        other_window = Meanwhile(lambda: walk.store.update(lambda p: p.ticked(elsewhere, tick)))
        walk(*BEGIN, other_window, Tick(), Leave(), procedure="opposition")
        assert walk.progress.tick(elsewhere) == tick
        assert steps_done(walk) == {"delai", "messages"}


class TestOneStep:
    """What can be done with a step that is not done."""

    def some(self, walk: Walk, *moves: Move) -> "Walk":
        walk(*UNDATED, *moves, Leave(), procedure="opposition")
        return walk

    def test_some_boxes_open_the_menu_and_are_saved(self, walk: Walk) -> None:
        step = walk.pack.procedure("confidentialite").steps[0]
        first, second = step.checks
        shown = walk(Tick({first.id}), Leave(), procedure="confidentialite")
        assert shown.page.text == (f"[fait] {first.text}", f"[à faire] {second.text}")
        assert boxes_done(walk, "confidentialite") == {f"{step.id}/{first.id}"}

    def test_going_on_with_the_step_keeps_its_ticks(self, walk: Walk) -> None:
        step = walk.pack.procedure("confidentialite").steps[0]
        some = Tick({step.checks[0].id})
        walk(some, Pick("stay"), Tick(), Leave(), procedure="confidentialite")
        assert steps_done(walk, "confidentialite") == {step.id}

    def test_a_box_can_be_unticked(self, walk: Walk) -> None:
        some = Tick({walk.pack.procedure("confidentialite").steps[0].checks[0].id})
        walk(some, Pick("stay"), Tick(set()), Leave(), procedure="confidentialite")
        assert not boxes_done(walk, "confidentialite")

    def test_later_goes_on_and_is_remembered(self, walk: Walk) -> None:
        self.some(walk, Tick(set()), Pick("later"), Tick())
        assert walk.progress.aside(StepRef(OPPOSITION, "delai")) is Aside.LATER
        assert steps_done(walk) == {"messages"}

    def test_steps_put_off_wait_for_the_end_and_can_be_taken_up(self, walk: Walk) -> None:
        moves = [*UNDATED, Tick(set()), Pick("later"), *every_step(walk)[1:]]
        shown = walk(*moves, Pick("left"), Tick(), Pick("done"), procedure="opposition")
        first = next(screen for screen in shown.screens if screen.title == "Fin")
        assert first.lead == "Pas encore fini : il reste 1 étape."
        assert first.rows[1].lines == ("Combien de temps me reste-t-il ? (plus tard)",)
        assert walk.progress.aside(StepRef(OPPOSITION, "delai")) is None, (
            "ticking takes a step up again"
        )

    def test_a_step_that_does_not_concern_me_counts_as_settled(self, walk: Walk) -> None:
        aside: list[Move] = [Tick(set()), Pick("other"), Pick("not-for-me")]
        moves = [*aside, *every_step(walk)[1:]]
        shown = walk(*UNDATED, *moves, Pick("done"), procedure="opposition")
        said = f"{len(moves) - 3} étapes faites sur {len(moves) - 3}"
        assert said in shown.page.rows[0].lines[0]
        assert walk.progress.aside(StepRef(OPPOSITION, "delai")) is Aside.NOT_FOR_ME

    def test_every_problem_of_a_step_has_its_page(self, walk: Walk) -> None:
        step = walk.pack.procedure("opposition").steps[0]
        moves: list[Move] = [Tick(set()), Pick("problem")]
        for number in range(len(step.problems)):
            moves += [Pick(str(number)), Pick("another")]
        shown = walk(*UNDATED, *moves, Pick("step"), Leave(), procedure="opposition")
        pages = [s for s in shown.screens if s.rows and s.rows[0].label == "Problème"]
        assert [page.rows[0].lines for page in pages] == [
            (problem.symptom,) for problem in step.problems
        ]

    def test_the_page_of_a_problem_has_the_telephone_where_that_helps(self, walk: Walk) -> None:
        for procedure in map(walk.pack.procedure, walk.pack.triage.procedures):
            for step in procedure.steps:
                for problem in step.problems:
                    page = problem_page(procedure, step, problem)
                    last = page.rows[-1]
                    footer = "3422" in last.lines[0] and last.label == "Téléphone"
                    assert footer is (procedure.hotline and problem.hotline), page.rows[0]
                    assert [each.url for each in page.addresses] == [DEAF_PAGE] * footer

    def test_why_shows_the_sources_with_their_addresses(self, walk: Walk) -> None:
        moves: list[Move] = [Tick(set()), Pick("other"), Pick("why"), Pick("step"), Tick()]
        shown = walk(*UNDATED, *moves, Leave(), procedure="opposition")
        page = next(screen for screen in shown.screens if len(screen.addresses) > 1)
        cited = walk.pack.procedure("opposition").steps[0].sources
        sources = [walk.pack.sources[key] for key in cited]
        assert {a.url for a in page.addresses} == {each.url for each in sources}
        # Articles of one code stand at one address, which is said once.
        said = " ".join(address.label for address in page.addresses)
        assert [each.article for each in sources if (each.article or "") not in said] == []
        assert len({a.url for a in page.addresses}) == len(page.addresses)

    def test_any_step_can_be_reached(self, walk: Walk) -> None:
        moves: list[Move] = [Tick(set()), Pick("other"), Pick("steps"), Pick("preuve"), Tick()]
        shown = walk(*UNDATED, *moves, Leave(), procedure="opposition")
        assert steps_done(walk) == {"preuve"}
        assert shown.page.title == "Fin", "nobody is taken back to the first step without a word"
        assert shown.offered[-1][:2] == ["done", "left"]

    def test_after_a_step_comes_the_next_open_one_after_it(self, walk: Walk) -> None:
        steps = [step.id for step in walk.pack.procedure("opposition").steps]
        there: list[Move] = [Tick(set()), Pick("other"), Pick("steps"), Pick(steps[2]), Tick()]
        shown = walk(*UNDATED, *there, Leave(), procedure="opposition")
        assert shown.page.place is not None
        assert shown.page.place.number == 4

    def test_another_procedure_can_be_chosen_from_a_step(self, walk: Walk) -> None:
        moves: list[Move] = [Tick(set()), Pick("other"), Pick("elsewhere"), *to_closing(walk)]
        shown = walk(*UNDATED, *moves, Pick("go"), Leave(), procedure="opposition")
        assert shown.page.title == "Décider de clôturer"


class TestBack:
    """Back is the question before, everywhere (REQ-A9)."""

    def test_at_the_first_question_it_asks_again(self, walk: Walk) -> None:
        assert walk(GoBack(), Leave()).asked == ["Pour qui êtes-vous ici ?"] * 2

    def test_it_undoes_no_tick(self, walk: Walk) -> None:
        shown = walk(*UNDATED, Tick(), GoBack(), Tick(), Leave(), procedure="opposition")
        assert steps_done(walk) == {"delai"}
        assert shown.page.title == "Qui lira les messages ?"

    def test_it_retraces_each_question_to_the_first(self, walk: Walk) -> None:
        first = next(s for s in walk.pack.triage.situations if s.procedure == "opposition")
        there = [*route(walk.pack.triage, first.id), Pick("go"), *UNDATED, Tick(set())]
        shown = walk(*there, *[GoBack()] * len(there), Leave())
        assert shown.asked[len(there) :] == list(reversed(shown.asked[: len(there) + 1]))

    def test_the_menu_offers_the_step_before_even_when_resumed(self, walk: Walk) -> None:
        walk(*UNDATED, Tick(), Leave(), procedure="opposition")
        moves: list[Move] = [Tick(set()), Pick("previous"), Tick({"date-envoi"}), Leave()]
        walk(*moves, procedure="opposition")
        assert boxes_done(walk) == {"delai/date-envoi"}


class TestDeadline:
    """CSP art. R1111-28: six weeks from sending."""

    def said(self, walk: Walk, sent: date | None) -> str:
        shown = walk(Sent(sent), Leave(), procedure="opposition")
        return " ".join((shown.page.lead, *shown.page.text))

    def test_it_says_the_last_day_and_the_day_to_aim_for(self, walk: Walk) -> None:
        said = self.said(walk, SENT)
        assert "lundi 14 décembre 2026, dans 17 jours" in said
        assert "lundi 7 décembre 2026" in said

    def test_not_knowing_the_day_is_no_obstacle(self, walk: Walk) -> None:
        assert "continuez aujourd'hui" in self.said(walk, None)
        assert walk.progress.day_sent(OPPOSITION) is None

    def test_on_the_last_day_it_says_today(self, walk: Walk, today: date) -> None:
        assert "aujourd'hui" in self.said(walk, today - timedelta(days=42))

    def test_past_it_offers_closing(self, walk: Walk, today: date) -> None:
        late = today - timedelta(days=43)
        shown = walk(Sent(late), Pick("late"), Leave(), procedure="opposition")
        assert shown.page.title == "Décider de clôturer"
        assert "Rien n'est perdu" in " ".join(shown.screens[1].text)

    def test_past_it_one_may_go_on_all_the_same(self, walk: Walk, today: date) -> None:
        late = today - timedelta(days=43)
        shown = walk(Sent(late), Pick("go"), Leave(), procedure="opposition")
        assert shown.page.place is not None

    def test_the_day_can_be_changed_later(self, walk: Walk) -> None:
        moves: list[Move] = [Tick(set()), Pick("other"), Pick("date"), Sent(date(2026, 11, 9))]
        walk(*BEGIN, *moves, Pick("go"), Leave(), procedure="opposition")
        assert walk.progress.day_sent(OPPOSITION) == date(2026, 11, 9)


class TestWhatStops:
    """Errors leave the walkthrough with everything confirmed on disk."""

    def test_the_end_of_the_input_is_no_answer(self, walk: Walk) -> None:
        with pytest.raises(InputEndedError):
            walk(*BEGIN, Tick(), End(), procedure="opposition")
        assert steps_done(walk) == {"delai", "messages"}

    def test_a_wrong_name_is_said_before_anything_is_asked(self, walk: Walk) -> None:
        with pytest.raises(UnknownProcedureError) as caught:
            walk(procedure="oposition")
        assert caught.value.facts["guess"] == "opposition"
        with pytest.raises(UnknownProcedureError):
            walk(procedure="zzz")

    def test_a_damaged_file_is_put_aside_only_when_asked(self, walk: Walk) -> None:
        walk.store.folder.mkdir()
        walk.store.path.write_text("{")
        walk(Pick("quit"))
        assert walk.store.path.read_text() == "{"
        shown = walk(Pick("anew"), Pick("go"), Leave())
        assert shown.asked[-1] == "Pour qui êtes-vous ici ?"
        assert (walk.store.folder / "notes.json.old1").read_text() == "{"

    def test_one_can_go_on_without_saving_beside_a_damaged_file(self, walk: Walk) -> None:
        """REQ-R2, REQ-R4: it stays as it is, and no step that follows touches it."""
        walk.store.folder.mkdir()
        walk.store.path.write_text("{")
        walk(Pick("without"), *BEGIN, Tick(), Leave(), procedure="opposition")
        assert walk.store.path.read_text() == "{"
        assert [path.name for path in walk.store.folder.iterdir()] == ["notes.json"]

    def test_a_newer_file_is_left_alone(self, walk: Walk) -> None:
        walk.store.folder.mkdir()
        walk.store.path.write_text('{"format": 99}')
        with pytest.raises(ProgressTooNewError):
            walk()
        assert walk.store.path.read_text() == '{"format": 99}'
