"""One visit: what every stage needs, and the loop that leads from stage to stage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from mes_optout.content.letters import Known, load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure, Step
from mes_optout.deadline import Deadline
from mes_optout.documents.checklist import deadline_of, title_of
from mes_optout.errors import OptoutError
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.standing import Standing, standing
from mes_optout.progress.store import Memory
from mes_optout.walkthrough.prompter import Back, Option, Prompter, Screen

# A stage asks exactly one question and returns the stage that follows from the answer, or None at
# the end. One question each is what lets « back » mean « the question before ».
Stage = Callable[[], "Stage | None"]


class Keeper(Protocol):
    """Where progress is kept; `progress.store.Store` is the one on disk."""

    def read(self) -> Progress:
        """Return what is kept."""

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        """Apply a change to what is kept, and return the result once it is kept."""

    def put_file_aside(self) -> Path:
        """Rename a file that cannot be read, and say its new name."""

    def forget(self) -> None:
        """Delete what is kept."""


@dataclass(slots=True)
class Visit:
    """What one visit knows. `progress` is what is kept: it changes only through `saving.save`.

    `unsaved` is the error after which the person chose to go on without saving. `page_stays` says
    that the last page is to stay on the screen when the visit is over.
    """

    pack: Pack
    keeper: Keeper
    prompter: Prompter
    today: date
    progress: Progress = field(default_factory=Progress)
    unsaved: OptoutError | None = None
    page_stays: bool = False
    _letters: tuple[Known, ...] | None = None

    @property
    def kept(self) -> bool:
        """Say whether what is confirmed reaches the disk."""
        return not isinstance(self.keeper, Memory)

    @property
    def letters(self) -> tuple[Known, ...]:
        """The letters of the pack, read when they are first wanted. See `letters` for errors."""
        if self._letters is None:
            self._letters = load_letters(self.pack)
        return self._letters

    def ask(self, screen: Screen, question: str, options: Sequence[Option]) -> str:
        """Show a page with one choice beneath, and return the id chosen."""
        self.prompter.show(screen)
        return self.prompter.choose(question, options).id


@dataclass(frozen=True, slots=True)
class Way:
    """One procedure being gone through. `elsewhere` leads to the choice of another."""

    procedure: Procedure
    elsewhere: Stage
    turn_number: int = 1

    @property
    def turn(self) -> Turn:
        """The pass whose boxes are ticked."""
        return Turn(self.procedure.id, self.turn_number)

    @property
    def title(self) -> str:
        """The procedure's title, with « premier enfant » where it is gone through several times."""
        return title_of(self.procedure, self.turn_number)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in order."""
        return self.procedure.steps

    def standing(self, visit: Visit) -> Standing:
        """Where the person stands now."""
        return standing(visit.progress, self.turn, self.steps)

    def closed(self, visit: Visit) -> date | None:
        """Return the day on which the box that closes was ticked."""
        places = zip(self.steps, self.standing(visit).steps, strict=True)
        days = (
            place.days.get(check.id)
            for step, place in places
            for check in step.checks
            if check.closes
        )
        return next(filter(None, days), None)

    def deadline(self, visit: Visit) -> Deadline | None:
        """Return the deadline, where there is one and the day of sending is known."""
        return deadline_of(self.procedure, visit.progress.letters_sent.get(self.turn))


def run(first: Stage) -> None:
    """Go from stage to stage until one has no follower. Lets Quit and all errors through."""
    history: list[Stage] = []
    stage: Stage | None = first
    while stage is not None:
        try:
            following = stage()
        except Back:
            # At the first question there is nothing before: ask it again.
            following = history.pop() if history else stage
        else:
            history.append(stage)
        stage = following
