"""What is wrong with the ways through a procedure: none on, none out, in a circle, no help near."""

from collections import deque
from collections.abc import Iterator

from mes_optout.content.lint.findings import Finding, at, error
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.errors import N_, Msg
from mes_optout.languages import ORIGINAL
from mes_optout.reports.prove.asking import Kind, Page
from mes_optout.reports.prove.exploring import Explorer
from mes_optout.reports.prove.states import Beyond, Edge, State

NEAR = 2  # answers to who can help, from the page of a step
_DOOR = "to-"  # begins the id of an answer that leads to a step or a procedure


class Judge:
    """Looks at all the states of one procedure."""

    def __init__(self, explorer: Explorer, pack: Pack) -> None:
        self._explorer = explorer
        self._states = explorer.states
        self._pack = pack
        self._ending = self._find_ending()

    def find_faults(self) -> Iterator[Finding]:
        """Yield all that is wrong, each once."""
        yield from dict.fromkeys(
            (
                *self._find_dead_ends(),
                *self._find_endless(),
                *self._find_circles(),
                *self._find_idle_doors(),
                *self._find_far_help(),
            )
        )

    def _find_ending(self) -> frozenset[int]:
        """Return the states from which some answers lead to an end, or to another procedure."""
        before: dict[int, list[int]] = {}
        ending: deque[int] = deque()
        for number, state in enumerate(self._states):
            if any(self._ends(state, edge) for edge in state.edges):
                ending.append(number)
            for edge in state.edges:
                # Beside the way a menu leads anywhere; straight on one has to get there.
                if edge.to >= 0 and (state.aside or not self._states[edge.to].aside):
                    before.setdefault(edge.to, []).append(number)
        found = set(ending)
        while ending:
            for number in before.get(ending.popleft(), ()):
                if number not in found:
                    found.add(number)
                    ending.append(number)
        return frozenset(found)

    def _ends(self, state: State, edge: Edge) -> bool:
        if edge.to == Beyond.END:
            return state.aside or state.finished
        return edge.to < Beyond.END and (state.aside or state.strays)

    def _find_dead_ends(self) -> Iterator[Finding]:
        for state in self._states:
            page = state.page
            if page is None or page.kind is not Kind.CHOICE or state.foreign:
                continue
            if not state.edges and not state.strays:
                why = N_("“{title}”: no answer leads on from here; add one")
                yield self._say(page, why, title=page.screen.title or page.question)
            if not state.leaves:
                why = N_("“{title}”: nobody can leave here; add an answer that quits")
                yield self._say(page, why, title=page.screen.title or page.question)

    def _find_endless(self) -> Iterator[Finding]:
        """Find the answers after which no way leads to an end, though one did before."""
        starts = [n for n in self._explorer.beginnings if n not in self._ending]
        if starts and len(starts) == len(self._explorer.beginnings):
            why = N_("no way through this procedure comes to its end; let its steps lead on")
            yield error(self._file(self._explorer.procedure or "situations"), ".", why)
            return
        for state in self._states:
            if state.page is None or state.aside or state.foreign:
                continue
            lost = [e for e in state.edges if e.straight and e.to >= 0 and e.to not in self._ending]
            if lost and any(e.to in self._ending for e in state.edges):
                yield from (self._say_answer(state.page, edge, _ENDLESS) for edge in lost)

    def _find_circles(self) -> Iterator[Finding]:
        """Find the answers to forks after which one only comes back to the same fork."""
        for state in self._states:
            page = state.page
            if page is None or state.aside or state.strays or state.foreign:
                continue
            for edge in state.edges:
                branch = self._explorer.find_branch(page, edge.given)
                if branch is None or branch.asks_again or edge.to < 0:
                    continue
                if edge.to in self._ending and not self._gets_past(edge.to, page):
                    yield self._say_answer(page, edge, _CIRCLE)

    def _gets_past(self, number: int, fork: Page) -> bool:
        """Say whether an end is reached without the same question again."""
        met, waiting = {number}, [number]
        while waiting:
            state = self._states[waiting.pop()]
            if state.page and (state.page.question, state.page.screen.title) == (
                fork.question,
                fork.screen.title,
            ):
                continue
            for edge in state.edges:
                if self._ends(state, edge):
                    return True
                if edge.to >= 0 and edge.to not in met and not self._states[edge.to].aside:
                    met.add(edge.to)
                    waiting.append(edge.to)
        return False

    def _find_idle_doors(self) -> Iterator[Finding]:
        """Find doors that lead where one comes from."""
        for state in self._states:
            back = next((e.to for e in state.edges if e.given.option == "step"), None)
            for edge in state.edges:
                door = (edge.given.option or "").startswith(_DOOR)
                if door and state.page and edge.to == back and edge.to >= 0:
                    why = N_("“{answer}” leads back to the page one comes from; remove this door")
                    yield self._say(state.page, why, answer=_label(state.page, edge))

    def _find_far_help(self) -> Iterator[Finding]:
        """Find the pages of steps from which who can help is too far away."""
        for number, state in enumerate(self._states):
            page = state.page
            if page is None or page.kind is not Kind.BOXES:
                continue
            if state.aside or state.strays or state.foreign or self._has_help(number):
                continue
            if all(check.ticked for check in page.checks):  # what is done leads on
                continue
            why = N_("who can help is more than {most} answers away; offer it nearer")
            yield self._say(page, why, most=NEAR)

    def _has_help(self, number: int) -> bool:
        near = {number}
        for _answer in range(NEAR):
            near = {edge.to for n in near for edge in self._states[n].edges if edge.to >= 0}
            if any(self._shows_help(self._states[n].page) for n in near):
                return True
        return False

    def _shows_help(self, page: Page | None) -> bool:
        reading = self._pack.reading
        if page is None or reading is None or not reading.resources:
            return False
        shown = "\n".join(page.screen.text)
        return all(each.name in shown for each in reading.resources)

    def _say_answer(self, page: Page, edge: Edge, why: Msg) -> Finding:
        if self._explorer.find_branch(page, edge.given) is None:
            return self._say(page, why, answer=_label(page, edge))
        parts = ("fork", "answers", edge.given.option)
        return self._say(page, why, *parts, answer=_label(page, edge))

    def _say(self, page: Page, why: Msg, *parts: object, **facts: object) -> Finding:
        """Return a finding about the step of a page, where it has one."""
        for name in (self._explorer.procedure, *self._pack.names):
            procedure = self._pack.procedure(name) if name else None
            step = procedure and _find_step(procedure, page)
            if procedure and step:
                return error(self._file(step[0]), at("steps", step[1], *parts), why, **facts)
        name = self._explorer.procedure or "situations"
        return error(self._file(name), at(*parts) or ".", why, **facts)

    def _file(self, name: str) -> str:
        return f"{ORIGINAL}/{name}.toml"


_ENDLESS = N_("after “{answer}” no way comes to the end; let it lead to a step that goes on")
_CIRCLE = N_("“{answer}” leads back to the same question, in a circle; let it lead on")


def _find_step(procedure: Procedure, page: Page) -> tuple[str, str] | None:
    for step in procedure.steps:
        if step.title == page.screen.title or (step.fork and step.fork.question == page.question):
            return step.home or procedure.id, step.id
    return None


def _label(page: Page, edge: Edge) -> str:
    known = {option.id: option.label for option in page.options}
    return known.get(edge.given.option or "", page.question)
