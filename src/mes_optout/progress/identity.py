"""Under which references a box or a step of today may be noted, and what is found there.

Ids are permanent; `formerly` names earlier ones. Ticks of a step that several procedures share lie
in one list, that of its home; that it was put aside is noted in the list of each procedure.
"""

from collections.abc import Collection, Container, Iterator, Sequence
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


def find_aside(
    progress: Progress, turn: Turn, steps: Sequence[StepLike], step: StepLike, left: Collection[str]
) -> Aside | None:
    """Return why one of the steps was put aside; today's id has the last word.

    `left` are its boxes without a day, by their ids. Where each comes from a step that was put
    aside and is gone, so is this one: so it was finished, and stays it.
    """
    found = (progress.aside(ref) for ref in step_references(turn, step))
    own = next((aside for aside in found if aside is not None), None)
    checks = [check for check in step.checks if check.id in left]
    if own is not None or not all(check.formerly for check in checks):
        return own
    # Whoever ticked a box since has taken it up.
    if any(progress.tick(next(references(turn, step, check))) for check in step.checks):
        return None
    known = {next(step_references(turn, each)).key for each in steps}
    before = {_find_aside_before(progress, turn, known, step, check) for check in checks}
    if None in before:
        return None
    return Aside.LATER if Aside.LATER in before else Aside.NOT_FOR_ME


def _find_aside_before(
    progress: Progress, turn: Turn, known: Container[int], step: StepLike, check: CheckLike
) -> Aside | None:
    """Return why the step that a box comes from was put aside, if today's steps have it no more."""
    origins = (StepRef(turn, ref.step, ref.turn.procedure) for ref in references(turn, step, check))
    found = (progress.aside(ref) for ref in origins if ref.key not in known)
    return next((aside for aside in found if aside is not None), None)
