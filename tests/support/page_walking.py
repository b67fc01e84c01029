"""Going through the page and the terminal in step: the same answer in both, and what each says.

A pair is a stage of the terminal, what is noted there, and a part of the page. From each one every
answer is given once; a pair that was met before is not gone through again.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from mes_optout.content.loader import Pack
from mes_optout.i18n import _
from mes_optout.progress.model import Progress
from mes_optout.reports.prove.asking import Given
from mes_optout.reports.prove.naming import Names
from mes_optout.walkthrough.choosing import ask_situation, enter_procedure, make_way
from mes_optout.walkthrough.prompter import Option
from mes_optout.walkthrough.saving import change_boxes
from mes_optout.walkthrough.step import ask_boxes
from mes_optout.wording.doors import find_step
from support.page_around import (
    IN_TIME,
    LAST,
    LATE,
    compare_answers,
    compare_before,
    compare_note,
    compare_question,
    compare_sent,
)
from support.page_comparing import At, Differs, Terminal, list_options, tell
from support.page_ending import compare_end
from support.page_reading import Links, WholePage
from support.page_steps import compare_step

Compare = Callable[[Terminal, WholePage, At, str], Iterator[Differs]]
Following = Iterator[tuple[At, str]]

_COMPARE: Mapping[str, Compare] = {
    "ask_situation": compare_question,
    "ask_question": compare_question,
    "say_before": compare_before,
    "ask_sent": compare_sent,
    "ask_boxes": compare_step,
    "say_note": compare_note,
    "say_again": compare_note,
    "say_end": compare_end,
}


class Walk:
    """A walk through both. `faults` are what differs; `edges` lead from pair to pair, by number."""

    def __init__(self, pack: Pack, page: WholePage, today: date) -> None:
        self.pack, self.page = pack, page
        self.terminal = Terminal(pack, today)
        self.faults: list[Differs] = []
        self.pairs: list[tuple[At, str]] = []
        self.edges: list[list[int]] = []
        self._names, self._opened = Names(), 0
        self._met: dict[Hashable, int] = {}
        self._noted: dict[Hashable, Progress] = {}

    def begin(self, *answers: str) -> None:
        """Begin with the first question, or behind answers to the first ones, by their ids."""
        at, key = (
            At(partial(ask_situation, self.terminal.trial), Progress()),
            self.page.first_question,
        )
        for each in answers:
            ids = [option.id for option in self.terminal.look(at).options]
            at, key = (
                self.terminal.take(at, each),
                self.page.part(key).on[0].links[ids.index(each)][1],
            )
        self._meet(at, key)

    def enter(self, procedure: str, step: str | None, key: str) -> None:
        """Begin where a door leads: with nothing said, and all ticked that stands before."""
        visit, noted = self.terminal.trial, Progress()
        visit.progress = noted
        if step is None:
            self._meet(At(enter_procedure(visit, procedure), noted), key)
            return
        way = make_way(visit, self.pack.procedure(procedure))
        index = find_step(way.procedure, step) or 0
        for n, each in enumerate(way.procedure.steps[:index]):
            ticked = {check.id: True for check in each.checks}
            noted = change_boxes(noted, way, n, ticked, self.terminal.today)
        self._meet(At(partial(ask_boxes, visit, way, index), noted), key)

    def go(self, most: int | None = None) -> None:
        """Go on until nothing new is met, or so many pairs were gone through."""
        while len(self.edges) < min(len(self.pairs), most or len(self.pairs)):
            pair = self.pairs[len(self.edges)]
            self.edges.append([self._meet(*each) for each in self._go_through(*pair)])

    def open_doors(self) -> bool:
        """Begin behind each door that was met, and has not been opened yet; say if one was."""
        found = list(self.terminal.doors)[self._opened :]
        for procedure, step, key in found:
            self.enter(procedure, step, key)
        self._opened += len(found)
        return bool(found)

    def count_sequences(self) -> int:
        """Count the ways from the first pair to an end on which nothing is asked again.

        No other answer leads back to a pair, so there are so many.
        """
        ways: dict[int, int] = {}
        stack, on_way = [0], set[int]()
        while stack:
            pair = stack[-1]
            on_way.add(pair)
            ahead = [n for n in self.edges[pair] if self.pairs[n][0].name != "say_again"]
            assert on_way.isdisjoint(ahead), self.pairs[pair]
            if waiting := [each for each in ahead if each not in ways]:
                stack.append(waiting[0])
                continue
            ways[pair] = sum(map(ways.__getitem__, ahead)) if self.edges[pair] else 1
            on_way.discard(stack.pop())
        return ways[0]

    def _meet(self, at: At, key: str) -> int:
        """Return the number of a pair; one is the same where the same is noted, everywhere."""
        sign = frozenset(
            (name, frozenset(n.boxes), frozenset(n.answers.items()), n.sent, n.begun)
            for name, n in at.noted.lists.items()
        )
        noted = self._noted.setdefault(sign, at.noted)  # so that journeys are worked out once
        met = self._names.name(at.stage)[0], sign, key
        if met not in self._met:
            self._met[met] = len(self.pairs)
            self.pairs.append((At(at.stage, noted), key))
        return self._met[met]

    def _tell(self, key: str, *pairs: tuple[str, object, object]) -> None:
        self.faults += tell(key, *pairs)

    def _go_through(self, at: At, key: str) -> Following:
        """Compare a pair, and yield where each answer leads in both."""
        seen = self.page.part(key)
        links = seen.on[0].links if seen.on else []
        try:
            if at.name in _COMPARE:
                self.faults += _COMPARE[at.name](self.terminal, self.page, at, key)
            yield from self._lead(at, key, links)
        except (IndexError, KeyError, ValueError, StopIteration) as error:
            # The part is not at all of the kind that the stage is of.
            self._tell(key, ("a stage", at.name, f"{seen.title}: {error!r}"))

    def _lead(self, at: At, key: str, links: Links) -> Following:  # noqa: C901  (a line a kind)
        shown = self.terminal.look(at)
        match at.name:
            case "ask_situation" | "ask_question":
                yield from self._take(at, list_options(shown, "read"), links)
            case "say_before":
                yield self.terminal.take(at, "go"), links[0][1]
            case "ask_sent":
                yield from self._lead_by_day(at, links)
            case "ask_boxes":
                every = frozenset(check.id for check in shown.checks)
                done = self.terminal.take(at, Given(boxes=every))
                if done.name == "ask_fork":  # the page asks where the step is
                    yield done, key
                    return
                goes_on, question = (
                    [label for label, _to in links],
                    self.page.part(key).on[0].question,
                )
                self._tell(key, ("goes on", ("", [_("Go on")]), (question, goes_on)))
                yield done, links[0][1]
            case "ask_fork":
                options = list_options(shown, "stay", "problem")
                seen = self.page.part(key)
                self._tell(key, ("title", shown.screen.title, seen.title))
                self._tell(key, ("question", shown.question, seen.on[0].question))
                self.faults += compare_answers(key, options, links)
                yield from self._take(at, options, links)
            case "say_note":
                yield self.terminal.take(at, "go"), links[0][1]
            case "say_again":
                yield self.terminal.take(at, "again"), links[0][1]
            case "say_end":
                for each in list_options(shown):
                    if each.id in {"continue", "left"}:
                        yield self.terminal.take(at, each.id), links[0][1]
            case name:
                self._tell(key, ("a stage", name, self.page.part(key).title))

    def _take(self, at: At, options: Sequence[Option], links: Links) -> Following:
        """Yield where each answer leads that both have."""
        for each, (label, to) in zip(options, links, strict=False):
            if each.label == label:
                yield self.terminal.take(at, each.id), to

    def _lead_by_day(self, at: At, links: Links) -> Following:
        (_known, known), (_unknown, unknown), (_passed, passed) = links
        take, today = self.terminal.take, self.terminal.today
        yield take(take(at, Given()), "go"), unknown
        yield take(take(at, Given(day=today - IN_TIME)), "go"), known
        yield take(take(at, Given(day=today - LAST)), "go"), known
        late = take(at, Given(day=today - LATE))
        if any(each.id == "late" for each in self.terminal.look(late).options):
            yield take(late, "late"), passed
            yield take(late, "go"), known  # who does not want the other goes on as before
        else:
            yield take(late, "go"), passed
