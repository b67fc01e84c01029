"""What is to be seen some time after a deed: when it is due, and what was answered about it.

« It came » is kept as a tick, « not yet » as the day on which to ask again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from mes_optout.deadline import count_on
from mes_optout.progress.notes import CheckRef, FollowUpRef, Progress, Tick, Turn


class FollowUpLike(Protocol):
    """What progress needs to know of what comes later; see `content.later`."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def after(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def formerly(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def days(self) -> int: ...  # noqa: D102
    @property
    def weeks(self) -> int: ...  # noqa: D102
    @property
    def months(self) -> int: ...  # noqa: D102


F = TypeVar("F", bound=FollowUpLike)


class Awaited(NamedTuple, Generic[F]):
    """What comes after a deed that was done: the day it is due at the latest.

    `again` is a later day on which to ask, `came` the day on which it was said that it came.
    """

    follow_up: F
    due: date
    again: date | None
    came: date | None

    @property
    def asked_on(self) -> date:
        """The day from which on one asks whether it came."""
        return self.due if self.again is None else max(self.due, self.again)

    def is_asked(self, today: date) -> bool:
        """Say whether it is time to ask."""
        return self.came is None and self.asked_on <= today


def find_awaited(
    progress: Progress, turn: Turn, follow_ups: Iterable[F], days: Mapping[str, date]
) -> Iterator[Awaited[F]]:
    """Yield what follows from the boxes that are ticked.

    `days` are those of all ticked boxes, by "step/check".
    """
    for each in follow_ups:
        done = [days[box] for box in each.after if box in days]
        if done:
            due = count_on(min(done), days=each.days, weeks=each.weeks, months=each.months)
            came = find_answer(progress, turn, each)
            again = progress.asked_again(FollowUpRef(turn, each.id))
            yield Awaited(each, due, again, came and came.day)


def follow_up_references(turn: Turn, follow_up: FollowUpLike) -> Iterator[FollowUpRef | CheckRef]:
    """Yield today's reference of an answer, then those of the boxes that said the same before.

    Such a box is "step/check", or "procedure/step/check"; whatever else is written names none.
    """
    yield FollowUpRef(turn, follow_up.id)
    for name in follow_up.formerly:
        if "/" in name:
            *owner, step, check = name.split("/")
            yield CheckRef(Turn(owner[0], turn.turn) if owner else turn, step, check)


def find_answer(progress: Progress, turn: Turn, follow_up: FollowUpLike) -> Tick | None:
    """Return the earliest tick that says that it came."""
    found = (progress.tick(ref) for ref in follow_up_references(turn, follow_up))
    return min(filter(None, found), key=lambda tick: tick.day, default=None)


def note_came(progress: Progress, turn: Turn, follow_up: FollowUpLike, day: date) -> Progress:
    """Note under its own id that it came, on the day that is known or on this one."""
    ref = FollowUpRef(turn, follow_up.id)
    tick = find_answer(progress, turn, follow_up) or Tick(day, 1)
    return progress.ticked(ref, tick).ask_again(ref, None)


def note_not_yet(
    progress: Progress, turn: Turn, follow_up: FollowUpLike, again: date | None
) -> Progress:
    """Note that it has not come, and the day on which to ask again."""
    progress = progress.unticked(follow_up_references(turn, follow_up))
    return progress.ask_again(FollowUpRef(turn, follow_up.id), again)
