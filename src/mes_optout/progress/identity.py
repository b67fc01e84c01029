"""Under which references a box or a step of today may be noted, and what is found there.

Ids are permanent; `formerly` names earlier ones. Ticks of a step that several procedures share lie
in one list, that of its home; that it was put aside is noted in the list of each procedure.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from mes_optout.progress.notes import Aside, CheckRef, Progress, StepRef, Tick, Turn


class CheckLike(Protocol):
    """What standing needs to know of a box."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def formerly(self) -> tuple[str, ...]: ...  # noqa: D102


class StepLike(Protocol):
    """What standing needs to know of a step."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def revision(self) -> int: ...  # noqa: D102
    @property
    def formerly(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def home(self) -> str | None: ...  # noqa: D102
    @property
    def checks(self) -> Sequence[CheckLike]: ...  # noqa: D102


def references(turn: Turn, step: StepLike, check: CheckLike) -> Iterator[CheckRef]:
    """Yield today's reference of a box, then those that it had under earlier ids.

    An earlier id of a box is "check", "step/check" or "procedure/step/check"; of a step "step" or
    "procedure/step". What names no procedure is of the step's own home.
    """
    home = Turn(step.home or turn.procedure, turn.turn)
    for name in (check.id, *check.formerly):
        *where, old = name.split("/")
        if where:
            *owner, moved_from = where
            yield CheckRef(_owner(owner, home), moved_from, old)
        else:
            for step_name in (step.id, *step.formerly):
                *owner, last = step_name.split("/")
                yield CheckRef(_owner(owner, home), last, old)


def _owner(named: list[str], home: Turn) -> Turn:
    return Turn(named[0], home.turn) if named else home


def step_references(turn: Turn, step: StepLike) -> Iterator[StepRef]:
    """Yield today's reference of a step, then those that it had in this pass under earlier ids."""
    for name in (step.id, *step.formerly):
        *owner, last = name.split("/")
        yield StepRef(turn, last, owner[0] if owner else step.home)


def find_tick(progress: Progress, turn: Turn, step: StepLike, check: CheckLike) -> Tick | None:
    """Return the tick of a box: of several, that of the highest revision, then the earlier day."""
    found = (progress.tick(ref) for ref in references(turn, step, check))
    ticks = [tick for tick in found if tick is not None]
    return min(ticks, key=lambda tick: (-tick.revision, tick.day), default=None)


def find_aside(progress: Progress, turn: Turn, step: StepLike) -> Aside | None:
    """Return why a step was put aside; today's id has the last word."""
    found = (progress.aside(ref) for ref in step_references(turn, step))
    return next((aside for aside in found if aside is not None), None)
