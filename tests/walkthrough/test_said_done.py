"""« Cette étape est faite. » is said once that is noted, and only where it is."""

import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from mes_optout.content.loader import Pack
from mes_optout.errors import N_, CannotSaveError, InputEndedError
from mes_optout.progress.model import Progress, Turn, find_tick
from mes_optout.progress.store import Store
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.terminal.menus import MenuPrompter
from mes_optout.terminal.menus import page as menu_page
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Prompter
from mes_optout.walkthrough.visit import Visit, run
from support.terminals import DOWN, ENTER, SPACE

DONE = "Cette étape est faite."
BOXES = 2  # of the first step
NAME, TITLE = "confidentialite", "Garder l'espace et se protéger"


@dataclass
class Watched:
    """A store that hears, at each save, what the person was told so far; `failures` come first."""

    store: Store
    told: Callable[[], str] = str
    failures: int = 0
    meanwhile: Callable[[], object] = bool
    heard: list[str] = field(default_factory=list)

    def read(self) -> Progress:
        return self.store.read()

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        self.heard.append(self.told())
        if self.failures:
            self.failures -= 1
            raise CannotSaveError(path=self.store.folder, cause=N_("the disk is full"))
        self.meanwhile()
        return self.store.update(change)

    def put_file_aside(self) -> Path:
        return self.store.put_file_aside()

    def forget(self) -> None:
        self.store.forget()


@dataclass
class Side:
    """One of the two prompters: how it is answered, and all that it said."""

    make: Callable[[tuple[str, ...]], Prompter]
    told: Callable[[], str]
    boxes: tuple[str, ...]
    second_box: tuple[str, ...]
    first_answer: tuple[str, ...]
    third_answer: tuple[str, ...]
    one_line: bool  # what came of an answer stands behind it, and not below


def lines() -> Side:
    out = io.StringIO()

    def make(typed: tuple[str, ...]) -> Prompter:
        return LinearPrompter(io.StringIO("".join(typed)), out)

    return Side(make, out.getvalue, ("1 2\n",), ("2\n",), ("1\n",), ("3\n",), one_line=False)


def menus(keys: PipeInput, capsys: pytest.CaptureFixture[str]) -> Side:
    told: list[str] = []

    def make(typed: tuple[str, ...]) -> Prompter:
        keys.send_text("".join(typed))
        return MenuPrompter()

    def tell() -> str:
        told.append(capsys.readouterr().out)
        return "".join(told)

    return Side(
        make,
        tell,
        boxes=(SPACE, DOWN, SPACE, ENTER),
        second_box=(DOWN, SPACE, ENTER),
        first_answer=(ENTER,),
        third_answer=(DOWN, DOWN, ENTER),
        one_line=True,
    )


_MENUS = pytest.param(
    "menus", marks=pytest.mark.posix("menus wait by a socket on Windows, which no test may open")
)


@pytest.fixture(params=["lines", _MENUS])
def side(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Side]:
    monkeypatch.setattr(menu_page, "drop_typed_ahead", lambda _: None)  # all is typed ahead
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield lines() if request.param == "lines" else menus(keys, capsys)


def walk(side: Side, pack: Pack, keeper: Watched, *typed: str) -> str:
    """Answer the first questions of a procedure, then end the input; return all that was said."""
    keeper.told = side.told
    end = ("\x04",) if side.one_line else ()
    before = () if keeper.read().turns(NAME) else side.first_answer  # on the page before
    prompter = side.make((*before, *typed, *end))
    with contextlib.suppress(InputEndedError, CannotSaveError):
        visit = Visit(pack, keeper, prompter, lambda: date(2026, 11, 24))
        run(open_visit(visit, NAME), prompter)
    return side.told()


def test_nothing_claims_it_before_it_is_saved(side: Side, pack: Pack, tmp_path: Path) -> None:
    """REQ-R1: at the moment of the save nothing was claimed; after it, once, and in this order."""
    keeper = Watched(Store(tmp_path / "state"))
    said = walk(side, pack, keeper, *side.boxes)
    (before,) = keeper.heard
    assert DONE not in before
    between = " " if side.one_line else "\n"
    assert said.count(f"Choisi : les {BOXES} cases.{between}{DONE}\n") == 1
    assert said.count(DONE) == 1
    assert TITLE in said.partition(DONE)[2]  # the page that follows


def test_a_save_that_failed_claims_nothing(side: Side, pack: Pack, tmp_path: Path) -> None:
    """REQ-R1, REQ-R2: neither on the page that says so, nor when one leaves there."""
    keeper = Watched(Store(tmp_path / "state"), failures=2)
    said = walk(side, pack, keeper, *side.boxes, *side.first_answer)
    assert len(keeper.heard) == 2
    assert said.count("n'a pas pu être enregistrée") == 2
    assert DONE not in said


def test_it_is_said_once_trying_again_has_helped(side: Side, pack: Pack, tmp_path: Path) -> None:
    keeper = Watched(Store(tmp_path / "state"), failures=1)
    said = walk(side, pack, keeper, *side.boxes, *side.first_answer)
    assert [DONE in told for told in keeper.heard] == [False, False]
    assert said.count(DONE) == 1
    assert said.index(DONE) > said.index("Choisi : Réessayer")


def test_whoever_goes_on_without_saving_is_told_of_this_window(
    side: Side, pack: Pack, tmp_path: Path
) -> None:
    keeper = Watched(Store(tmp_path / "state"), failures=1)
    said = walk(side, pack, keeper, *side.boxes, *side.third_answer)
    assert said.index(DONE) > said.index("Choisi : Continuer sans enregistrer")
    assert not keeper.store.path.exists()


def test_a_box_unticked_in_another_window_leaves_it_undone(
    side: Side, pack: Pack, tmp_path: Path
) -> None:
    """REQ-R1: what counts is what lies on the disk, and not what stood on this page."""
    store = Store(tmp_path / "state")
    step = pack.procedure(NAME).steps[0]
    turn = Turn(NAME)
    walk(lines(), pack, Watched(store), "1\n")
    noted = store.read()
    assert find_tick(noted, turn, step, step.checks[0])
    elsewhere = Watched(store, meanwhile=lambda: store.update(lambda _: Progress()))
    said = walk(side, pack, elsewhere, *side.second_box)
    assert find_tick(store.read(), turn, step, step.checks[1])
    assert not find_tick(store.read(), turn, step, step.checks[0])
    chosen, _, after = said.partition(f"Choisi : les {BOXES} cases.")
    assert DONE not in chosen + after
    assert step.title in after  # it is shown once more, with a box to do
