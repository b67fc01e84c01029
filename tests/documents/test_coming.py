"""What comes later in lists, in reminders, and in where one stands."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mes_optout import i18n
from mes_optout.content.later import FollowUp
from mes_optout.content.procedure import Procedure
from mes_optout.documents.as_json import as_json
from mes_optout.documents.as_text import as_text
from mes_optout.documents.calendar import as_calendar, find_reminders, make_deletion_reminders
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import PROBLEMS
from mes_optout.journey import Journey
from mes_optout.progress.awaited import note_came, note_not_yet
from mes_optout.progress.model import Progress
from mes_optout.reports.status import status_json, status_text
from support.forking import make_pack
from support.waiting import ANSWER, LOOK, TURN, make_done, make_waiting

DAY, DUE = date(2026, 11, 27), date(2027, 2, 27)
AGAIN = DUE + timedelta(weeks=1)
DONE = make_done(DAY)
CAME = note_came(DONE, TURN, ANSWER, DAY)
LATE = note_not_yet(DONE, TURN, ANSWER, AGAIN)


def journey(
    progress: Progress | None = DONE, today: date = DAY, procedure: Procedure | None = None
) -> Journey:
    return Journey(procedure or make_waiting(), TURN, progress, today)


def status(progress: Progress, today: date) -> str:
    each = journey(progress, today)
    return status_text([each], make_pack(each.procedure), each.doubt)


def described(each: Journey) -> dict[str, object]:
    """Return the one procedure of a status for programs."""
    (record,) = json.loads(status_json([each], make_pack(each.procedure), each.today))["procedures"]
    return dict(record)


class TestStatus:
    """Where one stands."""

    @pytest.mark.parametrize(
        ("progress", "today", "said"),
        [
            (DONE, DAY, "La réponse : à vérifier le 27 février 2027."),
            (DONE, DUE, "La réponse : à vérifier depuis le 27 février 2027."),
            (LATE, DUE, "La réponse : à vérifier de nouveau le 6 mars 2027."),
            (LATE, AGAIN, "La réponse : à vérifier depuis le 27 février 2027."),
            (CAME, DUE, "La réponse : oui, noté le 27 novembre 2026."),
        ],
    )
    def test_it_is_said_below_what_is_done(
        self, progress: Progress, today: date, said: str
    ) -> None:
        assert status(progress, today) == (
            f"Voie rendre\n  1 étape faite sur 1. Fini.\n  {said}\n"
            "\nPour reprendre : mes-optout guide\n"
        )

    def test_by_a_wrong_clock_nothing_is_late(self) -> None:
        known = DONE.letter_sent(TURN, DUE + timedelta(days=1))
        assert "à vérifier le 27 février 2027" in status(known, DUE)

    def test_in_english(self) -> None:
        i18n.set_language("en")
        assert "  La réponse: to be checked on 27 February 2027.\n" in status(DONE, DAY)

    @pytest.mark.parametrize(
        ("progress", "again", "received"),
        [(DONE, None, None), (LATE, "2027-03-06", None), (CAME, None, "2026-11-27")],
    )
    def test_for_programs(
        self, progress: Progress, again: str | None, received: str | None
    ) -> None:
        assert described(journey(progress))["follow_ups"] == [
            {
                "id": "reponse",
                "title": "La réponse",
                "due": "2027-02-27",
                "asked_again": again,
                "received": received,
            }
        ]

    def test_what_is_not_awaited_is_not_there(self) -> None:
        assert described(journey(Progress()))["follow_ups"] == []
        assert "La réponse" not in status(Progress(), DAY)


class TestLists:
    """« Ensuite » on paper, and for programs."""

    def listed(self, each: Journey) -> str:
        return as_text(lay_out_list([each], make_pack(each.procedure)))

    def test_by_when_and_what_to_expect(self) -> None:
        said = " ".join(self.listed(journey()).split())
        assert "La réponse : à vérifier le 27 février 2027. La réponse vient par lettre." in said
        assert "Écrivez de nouveau" not in said

    def test_what_else_to_do_is_among_the_problems(self) -> None:
        each = journey()
        made = lay_out_list([each], make_pack(each.procedure), {PROBLEMS})
        said = " ".join(as_text(made).split())
        assert (
            "La réponse : à vérifier le 27 février 2027. La réponse vient par lettre. "
            "Sinon : Écrivez de nouveau." in said
        )

    @pytest.mark.parametrize(
        ("follow_up", "period"),
        [
            (ANSWER, "à vérifier après 3 mois"),
            (replace(ANSWER, months=1), "à vérifier après 1 mois"),
            (LOOK, "à vérifier après 2 semaines"),
            (replace(LOOK, weeks=0, days=1), "à vérifier après 1 jour"),
        ],
    )
    @pytest.mark.parametrize("progress", [None, Progress()], ids=["blank", "nothing done"])
    def test_without_a_deed_it_says_how_long_with_room_for_the_day(
        self, progress: Progress | None, follow_up: FollowUp, period: str
    ) -> None:
        each = journey(progress, procedure=make_waiting(follow_up))
        said = " ".join(self.listed(each).split())
        assert f"{follow_up.title} : {period}, le {'.' * 24}. {follow_up.text}" in said

    def test_for_programs(self) -> None:
        pack = make_pack(make_waiting())
        (record,) = json.loads(as_json([journey(LATE)], pack))["procedures"]
        (coming,) = record["follow_ups"]
        assert coming == {
            "id": "reponse",
            "number": 2,
            "title": "La réponse",
            "text": ANSWER.text,
            "question": ANSWER.question,
            "otherwise": ANSWER.otherwise,
            "actions": [],
            "due": "2027-02-27",
            "asked_again": "2027-03-06",
            "received": None,
            "when": {},
            "unless": {},
        }
        (record,) = json.loads(as_json([journey(None)], pack))["procedures"]
        assert record["follow_ups"][0]["due"] is None


class TestReminders:
    """All days still to come, in neutral words, none of them twice."""

    def days(self, each: Journey) -> list[date]:
        return [reminder.day for reminder in find_reminders(each)]

    def test_each_that_has_not_come(self) -> None:
        assert self.days(journey()) == [DUE]
        assert self.days(journey(LATE)) == [AGAIN]
        assert self.days(journey(CAME)) == []
        both = make_waiting(ANSWER, LOOK)
        assert self.days(journey(procedure=both)) == [date(2026, 12, 11), DUE]

    def test_two_on_one_day_are_one(self) -> None:
        twins = make_waiting(ANSWER, replace(ANSWER, id="autre", number=5))
        assert self.days(journey(procedure=twins)) == [DUE]

    def test_it_says_no_word_of_what_it_is(self) -> None:
        written = as_calendar(find_reminders(journey()), DAY)
        assert written == as_calendar(make_deletion_reminders(DAY), DAY)
        assert "réponse" not in written

    def test_a_closure_is_not_spoken_of_twice(self) -> None:
        """Of the deletion speaks what comes after the box that closes, where there is such."""
        closing = make_waiting(replace(ANSWER, weeks=1, months=0), closes=True)
        assert journey(procedure=closing).closed == DAY
        assert self.days(journey(procedure=closing)) == [DAY + timedelta(weeks=1)]
        assert self.days(journey(CAME, procedure=closing)) == []
        other = make_waiting(replace(ANSWER, after=("envoyer/portee",)), closes=True)
        assert self.days(journey(procedure=other)) == [DUE]
