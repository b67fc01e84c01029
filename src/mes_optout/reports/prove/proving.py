"""The whole proof: each procedure in a process of its own, then what only all of them show."""

import multiprocessing
import os
import threading
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mes_optout import i18n
from mes_optout.content import location
from mes_optout.content.lint.findings import Finding
from mes_optout.content.lint.locating import locate
from mes_optout.content.loader import Pack
from mes_optout.reports.prove.coverage import find_contradictory, find_unreached, find_unshown
from mes_optout.reports.prove.judging import Judge
from mes_optout.reports.prove.lengths import Length, measure_situations
from mes_optout.reports.prove.starting import explore_procedure, explore_questions
from mes_optout.system import process

# How other processes begin: as copies of this one, which need no program to start and no socket.
_COPIED = "fork"
_QUESTIONS = ""  # stands for the first questions among the procedures


class Chosen(NamedTuple):
    """Which pack is proved, in which language; without a folder, the one that came along."""

    folder: Path | None
    language: str
    today: date

    def pack(self) -> Pack:
        """Return the pack, not read yet."""
        read = location.folder(self.folder) if self.folder else location.shipped()
        return Pack(read, self.language, own=self.folder is not None)


@dataclass(frozen=True, slots=True)
class Part:
    """What one procedure came to: how much was tried, what is wrong, what was shown and entered."""

    states: int
    answers: int
    beginnings: int
    findings: tuple[Finding, ...]
    shown: frozenset[str]
    entered: frozenset[tuple[str, str]]
    lengths: tuple[Length, ...] = ()


class Proof(NamedTuple):
    """How much was tried, how long the ways are, and all that is wrong."""

    beginnings: int
    states: int
    answers: int
    lengths: tuple[Length, ...]
    findings: tuple[Finding, ...]


def prove(chosen: Chosen) -> Proof:
    """Go through everything, on all processors if that can be done. Raises as a pack does."""
    if _COPIED not in multiprocessing.get_all_start_methods():
        return prove_alone(chosen)
    pack = chosen.pack()
    names = (_QUESTIONS, *sorted(pack.names, key=lambda name: -_guess_size(pack, name)))
    many, how = min(os.cpu_count() or 1, len(names)), multiprocessing.get_context(_COPIED)
    with ProcessPoolExecutor(many, how, _end_with_parent) as pool:
        return _sum_up(pack, pool.map(partial(_prove_part, chosen), names))


def _end_with_parent() -> None:
    """Have this process end when the one that began it does, which leaves at once on Ctrl-C."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            process.end_process(0)

    threading.Thread(target=wait, daemon=True).start()


def prove_alone(chosen: Chosen) -> Proof:
    """Go through everything as `prove` does, in this process."""
    pack = chosen.pack()
    return _sum_up(pack, [_prove_part(chosen, name) for name in (_QUESTIONS, *pack.names)])


def _guess_size(pack: Pack, name: str) -> int:
    """Return what grows with the time a procedure takes, so that the longest begins first."""
    procedure = pack.procedure(name)
    forks = sum(step.fork is not None for step in procedure.steps)
    return len(procedure.steps) * (1 + forks) * (1 + procedure.repeats)


def _prove_part(chosen: Chosen, name: str) -> Part:
    i18n.set_language(chosen.language)
    pack = chosen.pack()
    if name == _QUESTIONS:
        explorer = explore_questions(pack, chosen.today)
        lengths = tuple(measure_situations(explorer, pack))
    else:
        explorer, lengths = explore_procedure(pack, name, chosen.today), ()
    return Part(
        len(explorer.states),
        explorer.runs,
        len(explorer.beginnings),
        tuple(Judge(explorer, pack).find_faults()),
        frozenset(explorer.shown),
        frozenset(explorer.entered),
        lengths,
    )


def _sum_up(pack: Pack, parts: Iterable[Part]) -> Proof:
    done = list(parts)
    shown = frozenset().union(*(part.shown for part in done))
    entered = frozenset().union(*(part.entered for part in done))
    found = [
        *(finding for part in done for finding in part.findings),
        *find_unshown(pack, shown),
        *find_unreached(pack, entered),
        *find_contradictory(pack),
    ]
    return Proof(
        beginnings=sum(part.beginnings for part in done),
        states=sum(part.states for part in done),
        answers=sum(part.answers for part in done),
        lengths=tuple(length for part in done for length in part.lengths),
        findings=tuple(locate(pack.read, dict.fromkeys(found))),
    )
