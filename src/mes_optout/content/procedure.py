"""What there is to do: procedures, steps, boxes, problems.

Everything here is data read from the French of a pack by `loader`, and never changed: what is not
frozen is made faster at each start. `words` are the texts of a translation.
Ids and box numbers are permanent: progress files and resume codes refer to them, so they are never
renamed without `formerly` and never reused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from mes_optout.content.case import Condition
from mes_optout.content.doors import Action
from mes_optout.content.later import FollowUp
from mes_optout.languages import ORIGINAL

# In a letter, this is to be completed by hand.
BLANK = "_" * 8


class Confidence(StrEnum):
    """How sure a step is, with the meaning that the fact base gives to the words.

    `SURE`: text of law, official source or two sources that agree. `PROBABLE`: one serious or
    older source. `UNVERIFIED`: a hint, a disagreement, a deduction.
    """

    SURE = "sure"
    PROBABLE = "probable"
    UNVERIFIED = "unverified"


@dataclass(slots=True, repr=False)
class Line:
    """A sentence or two that may depend on facts; a file may write a plain text for one.

    `actions` are the doors to what it speaks of.
    """

    SHORT: ClassVar[str] = "text"

    text: str
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    actions: tuple[Action, ...] = ()


@dataclass(slots=True, repr=False)
class Branch:
    """An answer to a fork, and where it leads.

    `facts` are what it says of the case, by their ids. It goes on in `procedure` (or this one), at
    `step` (or at the next open step after the one that forked). With `asks_again` it leads nowhere:
    `note` says what to do, then the fork is asked once more. Elsewhere `note` is said on the way.
    """

    id: str
    label: str
    facts: Mapping[str, str]
    procedure: str | None = None
    step: str | None = None
    note: str | None = None
    asks_again: bool = False


@dataclass(slots=True, repr=False)
class Fork:
    """A question asked after the last box of a step, never instead of it.

    It is passed over when all that its answers say is known already, unless it is asked `always`:
    what a site shows may differ each time.
    """

    question: str
    answers: tuple[Branch, ...]
    always: bool = False


@dataclass(slots=True, repr=False)
class Check:
    """A box to tick. `number` is permanent within its procedure; `text` is one row on screen.

    `formerly` names earlier ids: "check" for one of the same step, "step/check" for one that
    came from another step. `closes` marks the box whose day is the day of a closure: a deletion
    that was asked for with it is due three months later. `dated` marks one that the day of sending
    answers. `formerly_numbers` are those of boxes that said this too in codes of version 1.0. An
    included box with no number (0) goes with them in every code.
    """

    id: str
    number: int
    text: str
    formerly: tuple[str, ...] = ()
    closes: bool = False
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    formerly_numbers: tuple[int, ...] = ()
    dated: bool = False


@dataclass(slots=True, repr=False)
class Problem:
    """What can go wrong: what one sees, what to do, and another way when that does not help.

    `actions` are the doors to what is to be done. `hotline` is false where the telephone number of
    the service below would be absurd. No progress refers to the id: a translation does.
    """

    id: str
    symptom: str
    remedy: str
    otherwise: str
    hotline: bool = True
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    actions: tuple[Action, ...] = ()


@dataclass(slots=True, repr=False)
class Step:
    """One page of a procedure.

    `before` says what the step reveals or loses, and to whom; `reassurance` that it does neither.
    One of them is there. `body` holds the actions in order, one sentence or two each. `more`
    holds what only « Why and sources » shows. `doubt` says which part is dated or uncertain.
    `revision` rises when the step must be done again; `change` then says why in one line.
    `before_closing` marks what cannot be done any more once the box that closes is ticked.
    `language` is the language of the texts, and `home` the file that procedures include it from,
    under which its ticks are kept (None for their own); neither is ever written in a pack.
    """

    id: str
    title: str
    why: str
    body: tuple[Line, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed: date
    before: str | None = None
    reassurance: str | None = None
    needs: tuple[str, ...] = ()
    link: str | None = None
    keep: str | None = None
    doubt: str | None = None
    more: tuple[str, ...] = ()
    revision: int = 1
    change: str | None = None
    formerly: tuple[str, ...] = ()
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    fork: Fork | None = None
    before_closing: bool = False
    rests_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    home: str | None = None
    language: str = ORIGINAL


@dataclass(slots=True, repr=False)
class Procedure:
    """A way to go, from first to last step.

    `if_late` is set on a procedure that the six-week deadline governs: it names the procedure to
    offer once the deadline has passed, which may be itself. `duration` says how long it takes, and
    `undo` what can be undone. `finished` says in one sentence what all steps done amounts to;
    `follow_ups` what comes weeks later, `afterwards` what may come next. `retired` and
    `retired_numbers` list ids and box numbers that are gone and must not come back ("step",
    "step/check", or "step/problem"). `hotline` is false where the telephone number of the service
    helps with none of the steps.
    `language` is the language that was found, which is French when a translation is missing; it
    is never written in a pack.
    """

    id: str
    title: str
    summary: str
    finished: str
    steps: tuple[Step, ...]
    duration: str | None = None
    undo: str | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    afterwards: tuple[Line, ...] = ()
    if_late: str | None = None
    repeats: bool = False
    retired: tuple[str, ...] = ()
    retired_numbers: tuple[int, ...] = ()
    hotline: bool = True
    language: str = ORIGINAL

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of the sources of its steps, each once."""
        return tuple(dict.fromkeys(key for step in self.steps for key in step.sources))

    @property
    def homes(self) -> tuple[str, ...]:
        """The files of the steps that it includes, each once."""
        return tuple(dict.fromkeys(step.home for step in self.steps if step.home is not None))
