"""One visit: what every stage needs, how one asks, and the loop that leads from stage to stage."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from mes_optout.content.case import find_told
from mes_optout.errors import OptoutError
from mes_optout.following import pass_through
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress, Turn
from mes_optout.walkthrough.prompter import Back, Option, Prompter, Screen

if TYPE_CHECKING:
    from mes_optout.content.for_whom import Whom
    from mes_optout.content.letters import Known
    from mes_optout.content.loader import Pack
    from mes_optout.content.procedure import Procedure

# A stage asks exactly one question and returns the stage that follows from the answer, or None at
# the end. One question each is what lets « back » mean « the question before ».
Stage = Callable[[], "Stage | None"]

# Leads from a way into a procedure by its id: at a step by its id, if one is named; as the pass of
# that number, or, without one, that of the same child (who is asked for where that is not known).
Enter = Callable[["Way", str, str | None, int | None], Stage]


class Choice(NamedTuple):
    """An answer, and the stage that follows from it; None is the end.

    `when` says whether it is on offer; where that costs something it is a function. With `now`,
    `next` is no stage: it does at once what the answer asks for, such as saving it, and returns
    the stage.
    """

    id: str
    label: str
    next: Stage | None
    when: bool | Callable[[], bool] = True
    now: bool = False


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


@dataclass(frozen=True, slots=True)
class Way:
    """One pass through one procedure.

    `elsewhere` leads to the choice of another, `enter` into one that is named.
    """

    procedure: "Procedure"
    turn: Turn
    elsewhere: Stage
    enter: Enter

    def through(self, procedure: "Procedure") -> "Way":
        """Return the way through another procedure: for the same child, where it repeats."""
        return replace(self, procedure=procedure, turn=pass_through(self.turn, procedure))

    def step_name(self, index: int) -> str:
        """Return "procedure/step", as letters name it."""
        return f"{self.procedure.id}/{self.procedure.steps[index].id}"


@dataclass
class Visit:
    """What one visit knows. `progress` is what is kept: it changes only through `saving.save`.

    `clock` says which day it is. A window may stay open for days, so each page asks it anew.

    `unsaved` is the error after which the person chose to go on without saving. `page_stays` says
    that the last page is to stay on the screen when the visit is over. `whom` is whom letters are
    for: in a pass where that was known and said otherwise, and else under None. It is never kept.
    """

    pack: "Pack"
    keeper: Keeper
    prompter: Prompter
    clock: Callable[[], date]
    progress: Progress = field(default_factory=Progress)
    unsaved: OptoutError | None = None
    page_stays: bool = False
    whom: "dict[Turn | None, Whom]" = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day it is now; a page has that of its journey."""
        return self.clock()

    @property
    def kept(self) -> bool:
        """Say whether what is confirmed reaches the disk."""
        return not isinstance(self.keeper, Memory)

    @cached_property
    def letters(self) -> "tuple[Known, ...]":
        """The letters of the pack, read when they are first wanted. See `letters` for errors."""
        from mes_optout.content.letters import load_letters  # noqa: PLC0415  (only when asked for)

        return load_letters(self.pack)

    @cached_property
    def _steps_with_letters(self) -> frozenset[str]:
        from mes_optout.content.letters import find_steps_with_letters  # noqa: PLC0415  (the same)

        return find_steps_with_letters(self.pack)

    def has_letters(self, way: Way, index: int) -> bool:
        """Say whether a letter helps at a step. Raises as `find_steps_with_letters`.

        Only where something was said that could speak against it are the letters themselves read.
        """
        if way.step_name(index) not in self._steps_with_letters:
            return False
        return not self.answered(way) or bool(self.find_letters(way, index))

    def answered(self, way: Way) -> bool:
        """Say whether anything was said of the case in a pass."""
        return bool(find_told(self.pack.case, self.journey(way).said))

    def find_letters(self, way: Way, index: int | None = None) -> "list[Known]":
        """Return the letters that help in a procedure or at a step, as far as they apply."""
        from mes_optout.content.letters import find_helpful  # noqa: PLC0415  (the same)

        step = None if index is None else way.procedure.steps[index].id
        return find_helpful(self.letters, self.journey(way).said, way.procedure.id, step)

    def say_condition(self, journey: Journey, index: int) -> str:
        """Say for which case a step is, while that is open. Most steps need no fact read."""
        step = journey.steps[index]
        if not (step.when or step.unless):
            return ""
        from mes_optout.wording.conditions import say_condition  # noqa: PLC0415  (only when asked for)

        return say_condition(step, journey.said, self.pack.case)

    def journey(self, way: Way, progress: Progress | None = None) -> Journey:
        """Return the journey as it stands now, or by other progress; a page takes it once."""
        return Journey(way.procedure, way.turn, progress or self.progress, self.today)

    def ask(self, screen: Screen, question: str, options: Sequence[Option]) -> str:
        """Show a page with one choice beneath, and return the id chosen. Raises Quit."""
        self.prompter.show(screen)
        return self.prompter.choose(question, [*options, quit_option()]).id

    def choose(
        self,
        screen: Screen,
        question: str,
        choices: Iterable[Choice],
        *,
        leaving: Literal["last", "first", "absent"] = "last",
    ) -> Stage | None:
        """Show a page with choices beneath, and return what follows from the one taken.

        `leaving` says where among them the answer stands that raises Quit.
        """
        self.prompter.show(screen)
        offered = [each for each in choices if (each.when() if callable(each.when) else each.when)]
        options = [Option(each.id, each.label) for each in offered]
        if leaving != "absent":
            options.insert(0 if leaving == "first" else len(options), quit_option())
        wanted = self.prompter.choose(question, options).id
        taken = next(each for each in offered if each.id == wanted)
        return taken.next() if taken.now and taken.next else taken.next

    def read(self, screen: Screen, *ways_on: Choice) -> Stage | None:
        """Show a page that is only read."""
        return self.choose(screen, _("Do you want to go on?"), ways_on)


def run(first: Stage, prompter: Prompter) -> None:
    """Go from stage to stage until one has no follower. Lets Quit and all errors through."""
    history: list[Stage] = []
    stage: Stage | None = first
    while stage is not None:
        prompter.goes_back = bool(history)
        try:
            following = stage()
        except Back:
            # At the first question there is nothing before: ask it again.
            following = history.pop() if history else stage
        else:
            history.append(stage)
        stage = following


def quit_option() -> Option:
    """Return the answer that leaves, the same in every menu."""
    return Option("quit", _("Quit"), leaves=True)


def keep_or_delete() -> list[Option]:
    """Return the answers before a deletion; the first one changes nothing."""
    return [Option("no", _("No, keep it")), Option("yes", _("Yes, delete it"))]


def go_on(following: Stage, *, now: bool = False) -> Choice:
    """Return the way on from a page that is only read."""
    return Choice("go", _("Go on"), following, now=now)


def confirm_deleting(visit: Visit, *also: str) -> bool:
    """Say what deleting everything does, and `also` what else there is to know; ask once."""
    screen = Screen(
        title=_("Delete everything that is kept"),
        text=(
            _("All your ticked boxes, answers and dates will be deleted from this computer."),
            *also,
            _("Backups and synchronised copies may still hold them."),
        ),
    )
    return visit.ask(screen, _("Delete it?"), keep_or_delete()) == "yes"
