"""Where each answer leads from a place: as the walkthrough goes, with all boxes ticked.

It asks the same journeys, stops and answers. Nothing is shown here.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from mes_optout.content.case import find_branch, find_told
from mes_optout.documents.page.places import ANY_DAY, NOTHING, Kind, Noted, Place, note, tick
from mes_optout.following import (
    Stop,
    asks_fork,
    find_dated,
    find_entry,
    find_led,
    find_next,
    find_resumption,
    find_stop,
    note_answer,
    owes_day,
)
from mes_optout.journey import Journey
from mes_optout.progress.model import Turn
from mes_optout.telling import change_over, enter_with
from mes_optout.wording.doors import find_step

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack
    from mes_optout.content.procedure import Branch
    from mes_optout.content.triage import Answer, Situation

_SENT = ANY_DAY - timedelta(days=1)


class Ways:
    """The ways through a pack."""

    def __init__(self, pack: "Pack") -> None:
        self.pack = pack
        self._situations = {each.id: each for each in pack.triage.situations}
        self._journeys: dict[tuple[Turn, Noted], Journey] = {}
        self._done: dict[Place, Noted] = {}
        self._entered: dict[tuple[str, str], Place | None] = {}

    def journey(self, place: Place) -> Journey:
        """Return the journey at a place."""
        return self.travel(place.turn, place.noted)

    def travel(self, turn: Turn, noted: Noted) -> Journey:
        """Return the journey of a pass with what is noted, once."""
        found = self._journeys.get((turn, noted))
        if found is None:
            procedure = self.pack.procedure(turn.procedure)
            found = Journey(procedure, turn, noted.progress, ANY_DAY)
            self._journeys[turn, noted] = found
        return found

    @property
    def first(self) -> Place:
        """The first question."""
        return Place(Kind.QUESTION, self.pack.triage.questions[0].id)

    def answer(self, place: Place, answer: "Answer") -> Place:
        """Return where an answer to one of the first questions leads."""
        said = {**dict(place.said), **answer.facts}
        if answer.question is not None:
            return Place(Kind.QUESTION, answer.question, said=frozenset(said.items()))
        situation = self._situations[answer.situation or ""]
        return self.before(situation.procedure, said, situation.id)

    def before(self, name: str, said: Mapping[str, str], situation: str = "") -> Place:
        """Return the place before a procedure, with what was said of the case on the way."""
        turn = Turn(name)
        told = enter_with(self.travel(turn, NOTHING), said)
        return Place(Kind.BEFORE, situation, turn, noted=note(NOTHING, turn, told))

    def find_situation(self, place: Place) -> "Situation | None":
        """Return the situation that led to the place before a procedure, if one did."""
        return self._situations.get(place.name)

    def begin(self, place: Place) -> Place:
        """Return where a procedure begins, or the step to which a situation leads first."""
        journey, situation = self.journey(place), self.find_situation(place)
        if situation is not None and situation.step is not None:
            index = find_step(journey.procedure, situation.step) or 0
            return _stand(journey, place.noted, Stop(index))
        if owes_day(journey):
            return Place(Kind.SENT, "", journey.turn, noted=place.noted)
        return self._resume(journey, place.noted)

    def pass_day(self, place: Place, *, known: bool) -> Place:
        """Return where one goes on from the day of sending, which answers some boxes if known."""
        noted = self._note_day(place) if known else place.noted
        return self._resume(self.travel(place.turn, noted), noted)

    def come_late(self, place: Place) -> Place | None:
        """Return where one goes on once the six weeks are over, if that is another procedure."""
        journey = self.journey(place)
        late = journey.procedure.if_late
        if late is None or late == journey.procedure.id:
            return None
        noted, turn = self._note_day(place), Turn(late)
        said = find_told(self.pack.case, journey.said)
        noted = note(noted, turn, change_over(self.travel(turn, noted), said))
        return self._resume(self.travel(turn, noted), noted)

    def _note_day(self, place: Place) -> Noted:
        journey = self.journey(place)
        progress = place.noted.progress.letter_sent(place.turn, _SENT)
        for index, boxes in find_dated(journey).items():
            progress = tick(progress, journey, index, boxes)
        return Noted(progress)

    def list_branches(self, place: Place) -> "tuple[Branch, ...]":
        """Return the answers that are asked for once all boxes of a step are ticked."""
        journey = self.travel(place.turn, self._tick_all(place))
        fork = journey.steps[place.step].fork
        return fork.answers if fork and asks_fork(journey, place.step) else ()

    def go_on(self, place: Place) -> Place:
        """Return where one goes on after a step at which no answer is asked for."""
        noted = self._tick_all(place)
        journey = self.travel(place.turn, noted)
        branch = find_branch(journey.steps[place.step].fork, journey.said)
        if branch is not None:  # known already, so that nobody is asked again
            return self._lead(journey, noted, place.step, branch)
        return _stand(journey, noted, find_next(journey, place.step))

    def take(self, place: Place, branch: "Branch") -> Place:
        """Return where an answer after the last box of a step leads."""
        if branch.asks_again:
            return place._replace(kind=Kind.NOTE, name=branch.id)
        journey = self.travel(place.turn, self._tick_all(place))
        noted = Noted(note_answer(journey, place.step, branch, self.pack))
        return self._lead(self.travel(place.turn, noted), noted, place.step, branch)

    def find_branch(self, place: Place) -> "Branch":
        """Return the answer of which a place says what to know."""
        fork = self.journey(place).procedure.steps[place.step].fork
        return next(each for each in (fork.answers if fork else ()) if each.id == place.name)

    def leave_note(self, place: Place) -> Place:
        """Return where one goes on after what is to be known on the way of an answer."""
        branch = self.find_branch(place)
        return self._enter_branch(self.journey(place), place.noted, place.step, branch)

    def ask_again(self, place: Place) -> Place:
        """Return the step whose question has to be answered once more."""
        return _stand(self.journey(place), place.noted, Stop(place.step))

    def find_rest(self, place: Place) -> Place | None:
        """Return where one goes on from an end: elsewhere, or at the first step that is left."""
        journey = self.journey(place)
        if journey.continued_in is not None:
            return self._resume(self.travel(Turn(journey.continued_in), place.noted), place.noted)
        stop = find_stop(journey)
        return None if stop is None else _stand(journey, place.noted, stop)

    def enter_step(self, procedure: str, name: str) -> Place | None:
        """Return a step as one comes to it in order; None where a pack has none of that name.

        Nothing that was said is taken along, and unknown is shown: or else each part would need a
        copy of all that doors lead to.
        """
        if (procedure, name) not in self._entered:
            self._entered[procedure, name] = self._find_step(procedure, name)
        return self._entered[procedure, name]

    def _find_step(self, procedure: str, name: str) -> Place | None:
        journey = self.travel(Turn(procedure), NOTHING)
        index = find_step(journey.procedure, name)
        if index is None:
            return None
        progress = NOTHING.progress
        for before in filter(journey.visible, range(index)):
            boxes = [check.id for check in journey.steps[before].checks]
            progress = tick(progress, journey, before, boxes)
        return _stand(journey, Noted(progress), Stop(index))

    def _tick_all(self, place: Place) -> Noted:
        if place not in self._done:
            journey = self.journey(place)
            boxes = [check.id for check in journey.steps[place.step].checks]
            self._done[place] = Noted(tick(place.noted.progress, journey, place.step, boxes))
        return self._done[place]

    def _lead(self, journey: Journey, noted: Noted, index: int, branch: "Branch") -> Place:
        if branch.note is None:
            return self._enter_branch(journey, noted, index, branch)
        return Place(Kind.NOTE, branch.id, journey.turn, index, noted)

    def _enter_branch(self, journey: Journey, noted: Noted, index: int, branch: "Branch") -> Place:
        led = self.travel(find_led(journey, branch, self.pack).turn, noted)
        entry = find_entry(journey, index, branch, led)
        if entry.asks_day:
            return Place(Kind.SENT, "", led.turn, noted=noted)
        return _stand(led, noted, entry.stop)

    def _resume(self, journey: Journey, noted: Noted) -> Place:
        return _stand(journey, noted, find_resumption(journey))


def _stand(journey: Journey, noted: Noted, stop: Stop | None) -> Place:
    """Return the place of a stop: a fork is asked for where its step is."""
    if stop is None:
        return Place(Kind.END, "", journey.turn, noted=noted)
    return Place(Kind.STEP, "", journey.turn, stop.step, noted)
