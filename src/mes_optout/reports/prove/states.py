"""Where one may stand in a procedure, and where each answer leads from there."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from mes_optout.progress.model import Progress, Turn
from mes_optout.reports.prove.asking import Given, Page
from mes_optout.walkthrough.visit import Stage


class Beyond(IntEnum):
    """Where an answer leads that is no state."""

    END = -1
    ELSEWHERE = -2  # to another procedure, or to the choice of one
    LEFT_OUT = -3  # out of order once too often, or a file would be written


class Edge(NamedTuple):
    """An answer, and the number of the state to which it leads, or what is beyond."""

    given: Given
    to: int
    straight: bool


@dataclass(slots=True)
class State:
    """Where one stands. `left` is how often one may still go out of order.

    `aside` says that it lies beside the way straight on, `strays` that one has gone out of order.
    """

    stage: Stage
    progress: Progress
    today: date
    left: int = 0
    strays: bool = False
    aside: bool = False
    foreign: bool = False
    half: bool = False
    leaves: bool = True
    finished: bool = False
    ways: frozenset[Turn] = frozenset()
    page: Page | None = None
    edges: list[Edge] = field(default_factory=list)
