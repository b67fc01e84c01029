"""Going through a procedure: from state to state, with every answer, until nothing new is offered.

Straight on goes whoever ticks all boxes, answers forks, and reads on: there states are told apart
by all that is noted. What lies beside that way (menus, problems, letters) is looked at once for
all notes with which the same is shown and offered.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import partial

from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress
from mes_optout.reports.prove.answering import Answers, is_begun
from mes_optout.reports.prove.asking import Asking, Given, Held, Kind, Page, Trial, list_texts
from mes_optout.reports.prove.naming import Content, Names
from mes_optout.reports.prove.states import Beyond, Edge, State
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Back, Quit
from mes_optout.walkthrough.visit import Stage

Key = tuple[int, ...]


class Explorer:
    """Goes through one procedure of a pack; where none is named, from the first questions on."""

    def __init__(self, pack: Pack, procedure: str, today: date) -> None:
        self.asking = Asking()
        self.trial = Trial(pack, Held(Progress()), self.asking, lambda: self._today)
        self.states: list[State] = []
        self.runs = 0
        self.beginnings: list[int] = []
        self.shown: set[str] = set()
        self.entered: set[tuple[str, str]] = set()
        self.procedure = procedure
        self._today = today
        self._names = Names()
        self._met: dict[Key, int] = {}
        self._queue: deque[int] = deque()
        self._answers = Answers(pack)
        self.find_branch = self._answers.find_branch

    def begin(self, stage: Stage, progress: Progress, *, left: int = 0) -> int:
        """Add a state from which to go on; return its number."""
        number = self._meet(State(stage, progress, self._today, left))
        self.beginnings.append(number)
        return number

    def return_on(self, day: date, progress: Progress) -> int:
        """Add what somebody meets who comes back on a day."""
        self._today, self.trial.keeper = day, Held(progress)
        return self._meet(State(open_visit(self.trial, None), progress, day))

    def explore(self) -> None:
        """Go on until nothing new is offered."""
        while self._queue:
            number = self._queue.popleft()
            state = self.states[number]
            state.edges = list(self._try_answers(state))

    def _meet(self, state: State) -> int:
        """Return the number of a state; one that is new, or has more ahead, is queued."""
        stage, held = self._names.name(state.stage)
        state.ways = frozenset(held.ways)
        state.foreign = bool(held.ways) and all(
            turn.procedure != self.procedure for turn in held.ways
        )
        self._today = state.today
        told = not (state.strays or state.foreign)
        signs = (
            self._names.sign(self.trial, way, state.progress, told=told)
            for way in held.ways.values()
        )
        key = (stage, state.today.toordinal(), *sorted(signs))
        known = self._met.get(key)
        if known is not None and self._counts_more(state, self.states[known]):
            known = None
        if known is None and state.aside:
            known = self._meet_aside(state, key, held)
        if known is not None and self.states[known].left >= state.left:
            return known
        if known is None:
            known = self._met[key] = len(self.states)
            self.states.append(state)
            journeys = [self.trial.journey(w, state.progress) for w in held.ways.values()]
            state.finished = any(map(_is_finished, journeys))
        else:
            self.states[known].left = state.left
        self._queue.append(known)
        return known

    def _meet_aside(self, state: State, key: Key, held: Content) -> int | None:
        """Return the number of a state beside the way where the same is shown and offered."""
        state.page = self._look(state)
        shown = self._names.shorten(state.page)
        steps = (
            self._names.sign_steps(self.trial, way, state.progress, held.numbers)
            for way in held.ways.values()
        )
        same = (-1, key[0], shown, state.strays, *sorted(steps))
        known = self._met.setdefault(same, len(self.states))
        self._met[key] = known
        return known if known < len(self.states) else None

    def _counts_more(self, state: State, known: State) -> bool:
        """Say whether more is looked at from a state than from one that is the same otherwise."""
        return (known.aside and not state.aside) or (known.strays and not state.strays)

    def _look(self, state: State) -> Page:
        """Return the page of a state."""
        found: list[Page] = []

        def note(page: Page) -> Given:
            found.append(page)
            raise Back

        self.asking.answer = note
        self.runs += 1
        self._today = state.today
        with suppress(Back):
            self.trial.take_up(state.stage, state.progress)
        self.shown.update(list_texts(found[0]))
        ends = any(option.leaves or option.id == "done" for option in found[0].options)
        state.leaves = ends or found[0].kind is not Kind.CHOICE
        return found[0]

    def _try_answers(self, state: State) -> Iterator[Edge]:
        """Ask the question of a state as often as there are answers."""
        state.page = page = state.page or self._look(state)
        for given in self._answers.list_answers(state, page):
            straight = self._answers.is_straight(page, given)
            if self._leaves(state, page, straight=straight):
                yield Edge(given, Beyond.ELSEWHERE, straight)
                continue
            self._today = state.today
            self.asking.answer = partial(_give, given)
            self.runs += 1
            try:
                following = self.trial.take_up(state.stage, state.progress)
            except Quit:
                continue
            to = self._follow(state, page, given, following, straight=straight)
            yield Edge(given, to, straight)
        if state.strays:  # there are many, and no text stands there alone
            state.page = None

    def _leaves(self, state: State, page: Page, *, straight: bool) -> bool:
        """Say whether an answer is looked at elsewhere: where one comes to that page in order."""
        if state.foreign:
            return state.aside or state.strays or not straight
        if not state.aside or page.kind is not Kind.BOXES:
            return False
        if not straight:  # who has gone in order so far may look at what else there is
            return state.strays or not state.left
        return not (state.left or is_begun(page))

    def _follow(
        self, state: State, page: Page, given: Given, following: Stage | None, *, straight: bool
    ) -> int:
        """Meet the state that follows from an answer, if one is to go there."""
        if following is None:
            return Beyond.END
        after = self.trial.progress
        noted = after is not state.progress
        cost = int(noted and self._strays(state, page, given, straight=straight))
        if cost > state.left:
            return Beyond.LEFT_OUT
        aside = (state.aside or not straight) and not noted
        if aside and state.strays and not self._resumes(state, page, given):
            # What lies beside the way was looked at where nobody had gone out of order.
            return Beyond.LEFT_OUT
        # Whoever knows the day of sending is not led out of order as well.
        left = 0 if given.day else state.left - cost
        new = State(following, after, state.today, left, aside=aside)
        new.strays, new.half = state.strays or bool(cost), bool(cost and given.boxes)
        number = self._meet(new)
        self._note_entered(state, self.states[number])
        return number

    def _note_entered(self, state: State, following: State) -> None:
        """Note which procedure was entered from which; from the first questions, from none."""
        left = {turn.procedure for turn in state.ways}
        for turn in following.ways:
            if turn.procedure not in left and (left or not self.procedure):
                self.entered.update((name, turn.procedure) for name in left or {""})

    def _resumes(self, state: State, page: Page, given: Given) -> bool:
        """Say whether whoever has gone out of order before goes on with that, or does it again."""
        first = page.options[0].id if page.options else None
        return not state.aside and (bool(state.left) or (state.half and given.option == first))

    def _strays(self, state: State, page: Page, given: Given, *, straight: bool) -> bool:
        """Say whether an answer that changes what is noted goes out of order."""
        half = page.kind is Kind.BOXES and len(given.boxes) < len(page.checks)
        jumps = state.aside and not is_begun(page)
        anew = straight and self._answers.asks_again(page)
        taken_back = not anew and _takes_back(state.progress, self.trial.progress)
        return jumps or half or taken_back


def _give(given: Given, _page: Page) -> Given:
    return given


def _is_finished(journey: Journey) -> bool:
    return journey.standing.finished and journey.continued_in is None


def _takes_back(before: Progress, after: Progress) -> bool:
    """Say whether an answer takes back what was said."""
    for key, known in before.lists.items():
        notes = after.lists.get(key)
        if notes and any(notes.answers.get(fact) != value for fact, value in known.answers.items()):
            return True
    return False
