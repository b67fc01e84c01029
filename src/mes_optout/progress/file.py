"""The progress file: JSON with a format number, ids and days. Reading refuses anything else."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mes_optout.deadline import Deadline
from mes_optout.errors import N_, Msg, ProgressTooNewError, ProgressUnreadableError
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn
from mes_optout.strict import FaultsError, structure

FORMAT = 1

# A hundred times what all procedures together can fill.
LARGEST_FILE = 4 << 20


# Rows are never compared nor shown, and making those methods takes a part of every start.


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Check:
    procedure: str
    turn: int
    step: str
    check: str
    day: str
    revision: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Step:
    procedure: str
    turn: int
    step: str
    aside: Aside


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Letter:
    procedure: str
    turn: int
    sent: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _File:
    format: int
    checks: tuple[_Check, ...]
    steps: tuple[_Step, ...]
    letters: tuple[_Letter, ...]


def encode(progress: Progress) -> bytes:
    """Write progress as JSON, always the same bytes for the same value."""
    checks = [
        _row(_Check, *ref.turn, ref.step, ref.check, tick.day.isoformat(), tick.revision)
        for ref, tick in sorted(progress.checks.items())
    ]
    steps = [_row(_Step, *r.turn, r.step, aside) for r, aside in sorted(progress.steps.items())]
    letters = [
        _row(_Letter, *turn, day.isoformat()) for turn, day in sorted(progress.letters_sent.items())
    ]
    document = _row(_File, FORMAT, checks, steps, letters)
    return (json.dumps(document, indent=1) + "\n").encode("ascii")


def _row(shape: type, *values: object) -> dict[str, object]:
    """Return what is written for a row of `shape`, under the names of its fields."""
    return dict(zip(shape.__slots__, values, strict=True))  # type: ignore[attr-defined]


def decode(data: bytes, path: Path) -> Progress:
    """Read what `encode` wrote; `path` is only for the message.

    Raises ProgressUnreadableError, or ProgressTooNewError for a later format.
    """
    if len(data) > LARGEST_FILE:
        raise _unreadable(path, N_("it is much too large"))
    try:
        raw = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _unreadable(path, N_("its text is cut or was changed")) from None
    number = raw.get("format") if isinstance(raw, dict) else None
    if type(number) is int and number > FORMAT:
        raise ProgressTooNewError(path=path)
    try:
        file = structure(raw, _File)
        if file.format != FORMAT:
            raise _unreadable(path, N_("its format number is unknown"))
        return Progress(
            checks={
                CheckRef(_read_turn(r), r.step, r.check): Tick(
                    _read_day(r.day), _check_count(r.revision)
                )
                for r in file.checks
            },
            steps={StepRef(_read_turn(r), r.step): r.aside for r in file.steps},
            letters_sent={_read_turn(r): _read_day_of_sending(r.sent) for r in file.letters},
        )
    except (FaultsError, ValueError, OverflowError):
        raise _unreadable(path, N_("it does not hold what it should")) from None


def _read_turn(row: _Check | _Step | _Letter) -> Turn:
    return Turn(row.procedure, _check_count(row.turn))


def _check_count(number: int) -> int:
    """Return a number that counts from 1. Raises ValueError."""
    if number < 1:
        raise ValueError(number)
    return number


def _read_day_of_sending(text: str) -> date:
    """Return a day of sending. Raises OverflowError when its deadline is beyond the calendar."""
    day = _read_day(text)
    _ = Deadline(day).last_day
    return day


def _read_day(text: str) -> date:
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _unreadable(path: Path, cause: Msg) -> ProgressUnreadableError:
    return ProgressUnreadableError(path=path, cause=cause)
