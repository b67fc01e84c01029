"""Any sequence of moves through a walkthrough keeps what was confirmed, and no more (REQ-R8)."""

import queue
import shutil
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn
from mes_optout.progress.store import Store
from mes_optout.walkthrough import ending
from mes_optout.walkthrough import step as stages
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Back, CheckState, Line, Option, Quit, Screen, Skip
from mes_optout.walkthrough.visit import Visit, run
from support.in_process import Tally
from support.prompters import HandMade, asks_for_day
from support.small_pack import FILES

pytestmark = pytest.mark.slow  # a sweep

T = TypeVar("T")
FIRST_DAY = date(2026, 11, 24)
SECONDS = 20
DATED, REPEATED = "sortie", "classe"


def _step(name: str, title: str, boxes: Sequence[int]) -> str:
    step, _, rest = FILES["fr/sortie.toml"].partition("[[steps]]")[2].partition("[[steps.checks]]")
    checks = "".join(
        f'[[steps.checks]]\nid = "case-{box}"\nnumber = {box}\ntext = "Case {box}"\n'
        for box in boxes
    )
    named = step.replace('"porte"', f'"{name}"').replace('"Titre"', f'"{title}"')
    named = named.replace('formerly = ["portail"]\n', "").replace('change = "Changé."\n', "")
    return f"[[steps]]\n{named}{checks}[[steps.problems]]{rest.partition('[[steps.problems]]')[2]}"


def _files() -> dict[str, str]:
    """Return a pack of two procedures: one with a day of sending, one for several children."""
    head = FILES["fr/sortie.toml"].partition("[[steps]]")[0]
    dated = head.replace('"Titre"', '"Dehors"')
    repeated = head.replace('"Titre"', '"École"').replace(f'id = "{DATED}"', f'id = "{REPEATED}"')
    repeated = repeated.replace(f'if_late = "{DATED}"', "repeats = true")
    triage = FILES["fr/situations.toml"].replace(f'["{DATED}"]', f'["{DATED}", "{REPEATED}"]')
    triage = triage.replace(
        'label = "Oui"\nsituation = "dedans"', 'label = "Oui"\nsituation = "autour"'
    )
    triage += (
        f'[[situations]]\nid = "autour"\nprocedure = "{REPEATED}"\n'
        'note = "Note."\ntiming = "Bientôt."\nsources = ["PLAN"]\n'
    )
    return {
        **FILES,
        "fr/situations.toml": triage,
        f"fr/{DATED}.toml": dated
        + _step("porte", "La porte", (1, 2))
        + _step("rue", "La rue", (3,))
        + _step("parc", "Le parc", (4, 5, 6)),
        f"fr/{REPEATED}.toml": repeated
        + _step("sac", "Le sac", (1,))
        + _step("cour", "La cour", (2, 3)),
    }


PACK_FILES = _files()
PACK = Pack(lambda name: PACK_FILES[name].encode() if name in PACK_FILES else None)
# What each procedure is made of, apart from the program's own model.
STEPS = {
    DATED: {"porte": (1, 2), "rue": (3,), "parc": (4, 5, 6)},
    REPEATED: {"sac": (1,), "cour": (2, 3)},
}
TITLES = {
    "La porte": "porte",
    "La rue": "rue",
    "Le parc": "parc",
    "Le sac": "sac",
    "La cour": "cour",
}
HEADINGS = {
    Journey(PACK.procedure(name), Turn(name, number), None, FIRST_DAY).title: Turn(name, number)
    for name, numbers in ((DATED, (1,)), (REPEATED, range(1, 40)))
    for number in numbers
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a window waits for: a choice, boxes, a day; or that it is over, and how."""

    kind: str
    screen: Screen
    offered: tuple[str, ...] = ()
    leaving: frozenset[str] = frozenset()
    error: BaseException | None = None


@dataclass
class Relay(HandMade):
    """A prompter that hands each question to another thread and waits for the answer there."""

    asked: "queue.Queue[Asked]" = field(default_factory=queue.Queue)
    answers: "queue.Queue[object]" = field(default_factory=queue.Queue)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        del question
        leaving = frozenset(option.id for option in options if option.leaves)
        offered = {option.id: option for option in options}
        return offered[str(self._ask(Asked("choice", self.page, tuple(offered), leaving)))]

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        del question
        before = frozenset(check.id for check in checks if check.ticked)
        ids = tuple(check.id for check in checks)
        answer = self._ask(Asked("boxes", self.page, ids, before))
        assert isinstance(answer, set)
        return answer

    def fill_in(self, line: Line[T]) -> str | None:
        assert asks_for_day(line), line.question
        answer = self._ask(Asked("day", self.page))
        return answer.isoformat() if isinstance(answer, date) else None

    def _ask(self, asked: Asked) -> object:
        self.asked.put(asked)
        answer = self.answers.get()
        if isinstance(answer, BaseException):
            raise answer
        return answer


class Window:
    """One visit in a thread of its own, that goes on by one question at a time."""

    def __init__(self, store: Store, today: date, named: str | None) -> None:
        self.relay = Relay()
        self.visit = Visit(PACK, store, self.relay, lambda: today)
        self._thread = threading.Thread(target=self._run, args=(named,), daemon=True)
        self._thread.start()
        self.asked = self.relay.asked.get(timeout=SECONDS)

    def _run(self, named: str | None) -> None:
        kind, error = "end", None
        try:
            run(open_visit(self.visit, named), self.visit.prompter)
        except Quit:
            kind = "left"
        except BaseException as found:  # noqa: BLE001  (for the other thread to judge)
            kind, error = "broken", found
        self.relay.asked.put(Asked(kind, self.relay.page, error=error))

    def answer(self, answer: object) -> Asked:
        """Give an answer and return what is asked next."""
        self.relay.answers.put(answer)
        self.asked = self.relay.asked.get(timeout=SECONDS)
        if self.asked.error is not None:
            raise AssertionError("the walk broke") from self.asked.error
        return self.asked

    @property
    def open(self) -> bool:
        """Say whether a question is open."""
        return self.asked.kind in {"choice", "boxes", "day"}


@dataclass(slots=True)
class Model:
    """What must be kept, as plain tables: pass, step and box to a day, and so on."""

    boxes: dict[tuple[Turn, str, str], date] = field(default_factory=dict)
    asides: dict[tuple[Turn, str], str] = field(default_factory=dict)
    sent: dict[Turn, date] = field(default_factory=dict)
    begun_with_boxes: set[Turn] = field(default_factory=set)

    def copy(self) -> "Model":
        return Model(
            dict(self.boxes), dict(self.asides), dict(self.sent), set(self.begun_with_boxes)
        )

    def states(self, turn: Turn) -> dict[str, str]:
        """Return the state of each step of a pass, in order."""
        return {
            step: "done"
            if all((turn, step, f"case-{box}") in self.boxes for box in boxes)
            else self.asides.get((turn, step), "open")
            for step, boxes in STEPS[turn.procedure].items()
        }

    def begun(self, turn: Turn) -> bool:
        """Say whether something is noted of a pass, or was: a box that was unticked since."""
        return turn in self.begun_with_boxes or self.noted(turn)

    def noted(self, turn: Turn) -> bool:
        """Say whether something is noted of a pass."""
        noted = {key[0] for key in (*self.boxes, *self.asides)} | self.sent.keys()
        return turn in noted


class Walking(RuleBasedStateMachine):
    """One person, who goes back and forth, leaves and comes back; and another window now and then.

    `model` is what must be on disk. `seen` is what this window knows: as of its last save.
    """

    tried = 0

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store(self.folder / "state")
        self.model, self.seen = Model(), Model()
        self.today = FIRST_DAY
        self.window: Window | None = None

    def teardown(self) -> None:
        if self.window is not None and self.window.open:
            self.window.answer(Quit())
        shutil.rmtree(self.folder)

    # What is open now.

    @property
    def asked(self) -> Asked:
        """The open question; of kind « none » when no window is open."""
        if self.window is None or not self.window.open:
            return Asked("none", Screen(title=""))
        return self.window.asked

    @property
    def turn(self) -> Turn:
        """The pass that the open page belongs to."""
        heading = self.asked.screen.heading
        fitting = [title for title in HEADINGS if heading.startswith(title)]
        return HEADINGS[max(fitting, key=len)]

    @property
    def step(self) -> str:
        """The step that the open page is about."""
        return TITLES[self.asked.screen.title]

    @property
    def at_menu(self) -> bool:
        """Say whether the menu of a step or of the last page is open."""
        return bool({"other", "done"} & set(self.asked.offered))

    def answer(self, answer: object) -> Asked:
        """Give an answer in the open window."""
        assert self.window is not None
        type(self).tried += 1
        return self.window.answer(answer)

    def saved(self) -> None:
        """Note that this window has read the disk just now."""
        self.seen = self.model.copy()

    def follows(self, turn: Turn, *, after: str = "", also_later: bool = False) -> None:
        """Check that the page is the one that what is noted leads to, after a step."""
        states = self.seen.states(turn)
        wanted = ["open", *(["later"] if also_later else [])]
        rest = list(states)[list(states).index(after) + 1 if after else 0 :]
        following = next((s for w in wanted for s in rest if states[s] == w), None)
        if following is None:
            assert self.asked.kind == "choice"
            assert "done" in self.asked.offered
        else:
            assert (self.asked.kind, self.step) == ("boxes", following)
        assert self.turn == turn

    # Moves.

    def put_aside(self, turn: Turn, step: str, why: str) -> None:
        """Put a step aside in the model."""
        self.model.asides[turn, step] = why
        self.saved()

    def enter_boxes(self, wanted: set[str]) -> None:
        """Confirm boxes, and check what follows."""
        turn, step = self.turn, self.step
        before = {b for t, s, b in self.seen.boxes if (t, s) == (turn, step)}
        assert self.asked.leaving == before
        changed = wanted ^ before
        for box in changed & wanted:
            self.model.boxes[turn, step, box] = self.today
        for box in changed - wanted:
            self.model.boxes.pop((turn, step, box), None)
        if changed:
            self.model.begun_with_boxes.add(turn)
        if changed & wanted:
            self.model.asides.pop((turn, step), None)
        self.answer(wanted)
        if changed:
            self.saved()
        if self.seen.states(turn)[step] == "done":
            self.follows(turn, after=step)
        else:
            assert (self.asked.kind, self.step) == ("choice", step)

    @initialize()
    def begin(self) -> None:
        """Start for the first time."""
        self.open(None)
        assert self.asked.kind == "choice"

    def open(self, named: str | None) -> None:
        """Open a window."""
        self.window = Window(self.store, self.today, named)
        assert self.window.asked.error is None, self.window.asked.error
        self.saved()

    @precondition(lambda self: self.asked.kind == "boxes")
    @rule(data=st.data())
    def tick(self, data: st.DataObject) -> None:
        """Confirm some boxes."""
        wanted = data.draw(st.sets(st.sampled_from(self.asked.offered)))
        self.enter_boxes(set(wanted))

    @precondition(lambda self: self.asked.kind == "boxes")
    @rule()
    def tick_all(self) -> None:
        """Confirm all boxes: without this few steps would ever be done."""
        self.enter_boxes(set(self.asked.offered))

    @precondition(lambda self: self.asked.kind == "boxes" and self.asked.leaving)
    @rule(data=st.data())
    def untick(self, data: st.DataObject) -> None:
        """Take one tick away."""
        gone = data.draw(st.sampled_from(sorted(self.asked.leaving)))
        self.enter_boxes(set(self.asked.leaving) - {gone})

    @precondition(lambda self: self.asked.kind in {"boxes", "day"} or self.at_menu)
    @rule()
    def back(self) -> None:
        """Ask for the question before; that undoes nothing."""
        self.answer(Back())
        assert self.window is not None
        assert self.window.open

    @precondition(lambda self: "later" in self.asked.offered)
    @rule()
    def later(self) -> None:
        """Put a step off."""
        turn, step = self.turn, self.step
        self.answer("later")
        self.put_aside(turn, step, "later")
        self.follows(turn, after=step)

    @precondition(lambda self: "other" in self.asked.offered)
    @rule()
    def not_for_me(self) -> None:
        """Say that a step does not concern one."""
        turn, step = self.turn, self.step
        self.answer("other")
        self.answer("not-for-me")
        self.put_aside(turn, step, "not-for-me")
        self.follows(turn, after=step)

    @precondition(lambda self: self.asked.kind == "boxes")
    @rule()
    def skip(self) -> None:
        """Say the same in one key, at the boxes."""
        turn, step = self.turn, self.step
        self.answer(Skip())
        self.put_aside(turn, step, "not-for-me")
        self.follows(turn, after=step)

    @precondition(lambda self: self.asked.kind == "boxes")
    @rule(data=st.data())
    def hurry(self, data: st.DataObject) -> None:
        """Go through all steps, each done or put aside: one move alone seldom reaches the end."""
        while self.asked.kind == "boxes":
            match data.draw(st.sampled_from(["done", "later", "not-for-me"])):
                case "done":
                    self.enter_boxes(set(self.asked.offered))
                case why if len(self.asked.leaving) < len(self.asked.offered):
                    self.enter_boxes(set(self.asked.leaving))
                    self.later() if why == "later" else self.not_for_me()
                case _:
                    return

    @precondition(lambda self: "other" in self.asked.offered)
    @rule(data=st.data())
    def another_step(self, data: st.DataObject) -> None:
        """Go to any step of the procedure."""
        turn = self.turn
        self.answer("other")
        self.answer("steps")
        step = data.draw(st.sampled_from(sorted(STEPS[turn.procedure])))
        self.answer(step)
        assert (self.asked.kind, self.turn, self.step) == ("boxes", turn, step)

    @precondition(lambda self: "other" in self.asked.offered)
    @rule(data=st.data())
    def change_procedure(self, data: st.DataObject) -> None:
        """Go to the other procedure, or to the same again, through the triage."""
        self.answer("other")
        self.answer("elsewhere")
        self.choose_procedure(data)

    @precondition(lambda self: "ici" in self.asked.offered)
    @rule(data=st.data())
    def choose_procedure(self, data: st.DataObject) -> None:
        """Answer the questions that lead to a procedure."""
        if data.draw(st.booleans()):
            self.answer("ici")
            self.set_out(Turn(DATED), told=True)
        else:
            self.answer("ailleurs")
            self.answer("oui")
            self.set_out(self.which_child(data), told=True)

    def which_child(self, data: st.DataObject) -> Turn:
        """Say for which child, which is asked once one is begun; another is always on offer."""
        begun = [number for number in range(1, 40) if self.seen.begun(Turn(REPEATED, number))]
        if not begun:
            return Turn(REPEATED, 1)
        numbers = [str(number) for number in range(1, max(begun) + 2)]
        assert self.asked.offered == (*numbers, "quit")
        number = data.draw(st.sampled_from(numbers))
        self.answer(number)
        return Turn(REPEATED, int(number))

    def set_out(self, turn: Turn, *, told: bool) -> None:
        """Go on from the page before; who named what is begun, not `told` by answers, has none."""
        if told or not self.seen.begun(turn):
            assert self.asked.offered[0] == "go"
            self.answer("go")
        self.entered(turn)

    def entered(self, turn: Turn) -> None:
        """Check where a procedure begins or goes on."""
        if turn.procedure == DATED and not self.seen.noted(turn):
            assert self.asked.kind == "day"
        else:
            self.follows(turn, also_later=True)

    @precondition(lambda self: self.asked.kind == "day")
    @rule(ago=st.none() | st.integers(0, 60))
    def sent(self, ago: int | None) -> None:
        """Say when the letter was sent, or that one does not know."""
        turn = HEADINGS[self.asked.screen.heading]
        day = None if ago is None else self.today - timedelta(days=ago)
        self.answer(day)
        if day is not None:
            self.model.sent[turn] = day
            self.saved()

    @precondition(lambda self: "left" in self.asked.offered)
    @rule()
    def take_up(self) -> None:
        """At the end, take up the steps that were put off."""
        turn = self.turn
        self.answer("left")
        put_off = [
            key for key, why in self.model.asides.items() if (key[0], why) == (turn, "later")
        ]
        for key in put_off:
            del self.model.asides[key]
        self.saved()
        self.follows(turn, also_later=True)

    @precondition(lambda self: self.asked.kind == "choice")
    @rule(data=st.data())
    def look_around(self, data: st.DataObject) -> None:
        """Choose an answer that changes nothing, and see that nothing changes."""
        telling = {"later", "not-for-me", "left", "forget", "yes"}
        telling |= {"carry"}  # writes files, which is another room's
        offered = sorted(set(self.asked.offered) - telling - self.asked.leaving)
        if offered:
            self.answer(data.draw(st.sampled_from(offered)))

    @precondition(lambda self: "yes" in self.asked.offered or "forget" in self.asked.offered)
    @rule(sure=st.sampled_from([False, False, False, True]))
    def delete(self, sure: bool) -> None:  # noqa: FBT001  (hypothesis gives it by name)
        """Ask for everything to be deleted, and mean it or not."""
        if "forget" in self.asked.offered:
            self.answer("forget")
        self.answer("yes" if sure else "no")
        if sure:
            self.model = Model()
            self.saved()

    @precondition(lambda self: self.asked.kind in {"boxes", "day"} or self.at_menu)
    @rule()
    def leave(self) -> None:
        """Leave, wherever one is."""
        assert self.answer(Quit()).kind == "left"

    @precondition(lambda self: self.asked.kind == "none")
    @rule(data=st.data(), days=st.integers(0, 3), named=st.sampled_from([None, DATED, REPEATED]))
    def resume(self, data: st.DataObject, days: int, named: str | None) -> None:
        """Come back another day; where one goes on is computed from what is noted."""
        self.today += timedelta(days=days)
        self.open(named)
        if named == DATED:
            self.set_out(Turn(DATED), told=False)
        elif named == REPEATED:
            self.set_out(self.which_child(data), told=False)
        else:
            turns = [turn for turn in HEADINGS.values() if self.seen.begun(turn)]
            if not turns:
                assert "ici" in self.asked.offered
                return
            numbers = [str(number) for number, _ in enumerate(turns)]
            assert self.asked.offered == (*numbers, "another", "forget", "quit")
            number = data.draw(st.sampled_from(numbers))
            self.answer(number)
            self.entered(turns[int(number)])

    @precondition(lambda self: self.asked.kind == "boxes")
    @rule(box=st.sampled_from([(s, b) for s, boxes in STEPS[DATED].items() for b in boxes]))
    def elsewhere(self, box: tuple[str, int]) -> None:
        """Let another window tick a box; this one learns of it when it next saves."""
        step, number = box
        ref = CheckRef(Turn(DATED), step, f"case-{number}")
        tick = Tick(self.today, 1)
        Store(self.store.folder).update(lambda progress: progress.ticked(ref, tick))
        self.model.boxes[ref.turn, ref.step, ref.check] = self.today

    # What always holds.

    @invariant()
    def the_disk_holds_what_was_confirmed(self) -> None:
        """Compare each table with the file."""
        model = Progress()
        for (turn, step, box), day in self.model.boxes.items():
            model = model.ticked(CheckRef(turn, step, box), Tick(day, 1))
        for (turn, step), why in self.model.asides.items():
            model = model.put_aside(StepRef(turn, step), Aside(why))
        for turn, day in self.model.sent.items():
            model = model.letter_sent(turn, day)
        for turn in self.model.begun_with_boxes:
            model = model.marked_begun(turn)
        assert self.store.read() == model

    @invariant()
    def the_page_counts_right(self) -> None:
        """Compare the row above a step with what this window knows."""
        place = self.asked.screen.place
        if place is not None:
            states = list(self.seen.states(self.turn).values())
            assert place.total == len(states)
            assert int(place.tally.split()[0]) == states.count("done")
            assert place.number == list(STEPS[self.turn.procedure]).index(self.step) + 1


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing be written where the tests are started."""
    monkeypatch.chdir(tmp_path)


HOW = settings(
    max_examples=200,
    stateful_step_count=40,
    deadline=None,
    database=None,
    derandomize=True,
    report_multiple_bugs=False,
)


def test_any_sequence_of_moves(tally: Tally) -> None:
    """REQ-R8: tick, untick, back, later, not for me, quit, resume, another procedure, and more."""
    Walking.tried = 0
    run_state_machine_as_test(Walking, settings=HOW)
    tally.tried = Walking.tried
    assert tally.tried > 1_000


def _loses(real: Callable[..., Progress]) -> Callable[..., Progress]:
    """Write over what another window has written."""
    known: dict[Path, Progress] = {}

    def update(store: Store, change: Callable[[Progress], Progress]) -> Progress:
        before = known.get(store.folder)
        done = real(store, lambda progress: change(before or progress))
        known.setdefault(store.folder, done)
        return done

    return update


def _keeps_aside(real: Callable[..., Progress]) -> Callable[..., Progress]:
    """Forget that whoever ticks a box has taken the step up again."""

    def with_boxes(progress: Progress, **how: object) -> Progress:
        done = real(progress, **how)
        asides = {key: notes.asides for key, notes in progress.lists.items()}
        lists = {
            key: replace(notes, asides=asides.get(key, {})) for key, notes in done.lists.items()
        }
        return Progress(lists)

    return with_boxes


def _takes_up_all(_: Callable[..., Progress]) -> Callable[..., Progress]:
    """Take up also what does not concern one."""

    def taken_up(progress: Progress, **how: object) -> Progress:
        del how
        return Progress({key: replace(each, asides={}) for key, each in progress.lists.items()})

    return taken_up


FAULTS = [
    pytest.param(Store, "update", _loses, id="a store that loses"),
    pytest.param(stages, "change_boxes", _keeps_aside, id="a tick that leaves a step aside"),
    pytest.param(ending, "take_up", _takes_up_all, id="taking up too much"),
]


@pytest.mark.parametrize(("where", "name", "bad"), FAULTS)
def test_a_bad_walk_is_found_out(
    where: object,
    name: str,
    bad: Callable[[Callable[..., Progress]], Callable[..., Progress]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The machine goes red for what it is there for."""
    monkeypatch.setattr(where, name, bad(getattr(where, name)))
    quick = settings(HOW, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Walking, settings=quick)
