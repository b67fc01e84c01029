"""A save that fails stops the walkthrough with its cause and a choice; nothing is lost unsaid."""

from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.errors import N_, CannotSaveError, ProgressUnreadableError
from mes_optout.progress import code
from mes_optout.progress.model import Progress
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Quit
from mes_optout.walkthrough.visit import Visit, run
from support.noted import count_ticks, steps_ticked
from support.scripted import (
    End,
    GoBack,
    Leave,
    Meanwhile,
    Move,
    Pick,
    ScriptedPrompter,
    Tick,
    find_straight_on,
)

REFUSED = "Votre réponse n'a pas pu être enregistrée"


class Failing:
    """A store whose disk is full for the next `failures` saves."""

    def __init__(self, store: Store, failures: int) -> None:
        self.store = store
        self.failures = failures

    def read(self) -> Progress:
        return self.store.read()

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        if self.failures:
            self.failures -= 1
            raise CannotSaveError(path=self.store.folder, cause=N_("the disk is full"))
        return self.store.update(change)

    def put_file_aside(self) -> Path:
        return self.store.put_file_aside()

    def forget(self) -> None:
        self.store.forget()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "state")


@pytest.fixture
def begin(pack: Pack, store: Store, today: date) -> Callable[..., Visit]:
    """Play moves through closing while the disk refuses; the visit is what is left of it."""

    def play(failures: int, *moves: Move) -> Visit:
        keeper, prompter = (
            Failing(store, failures),
            ScriptedPrompter(deque(moves), find_straight_on(pack)),
        )
        visit = Visit(pack, keeper, prompter, lambda: today)
        run(open_visit(visit, "cloture"), visit.prompter)
        assert not prompter.moves
        return visit

    return play


def finish(pack: Pack) -> list[Move]:
    return [*[Tick()] * (len(pack.procedure("cloture").steps) - 1), Pick("done")]


def test_trying_again_saves_the_same_answer(
    begin: Callable[..., Visit], pack: Pack, store: Store
) -> None:
    visit = begin(2, Tick(), Pick("again"), Pick("again"), *finish(pack))
    assert visit.unsaved is None
    assert count_ticks(store.read()) == sum(len(s.checks) for s in pack.procedure("cloture").steps)


def test_the_cause_is_said(begin: Callable[..., Visit], pack: Pack) -> None:
    visit = begin(1, Tick(), Pick("again"), *finish(pack))
    assert isinstance(visit.prompter, ScriptedPrompter)
    page = next(screen for screen in visit.prompter.screens if screen.title == REFUSED)
    assert "le disque est plein" in page.text[0]


def test_going_on_without_saving_keeps_the_answer_in_memory(
    begin: Callable[..., Visit], pack: Pack, store: Store
) -> None:
    """REQ-R2: the walkthrough goes on, and the error is there for its end."""
    visit = begin(10**6, Tick(), Pick("without"), *finish(pack))
    assert count_ticks(visit.progress) > len(pack.procedure("cloture").steps)
    assert visit.unsaved is not None
    assert visit.unsaved.code == 4
    assert not store.path.exists()


def test_back_does_not_lose_the_answer(
    begin: Callable[..., Visit], pack: Pack, store: Store
) -> None:
    begin(1, Tick(), GoBack(), Pick("again"), *finish(pack))
    assert count_ticks(store.read())


def test_leaving_and_the_end_of_the_input(begin: Callable[..., Visit], store: Store) -> None:
    with pytest.raises(Quit):
        begin(1, Tick(), Leave())
    with pytest.raises(Quit):
        begin(1, Tick(), Pick("paper"), Leave())
    with pytest.raises(CannotSaveError):  # « what you confirmed is kept » would be a lie
        begin(1, Tick(), End())
    assert not store.path.exists()


def test_the_code_carries_the_answer_that_could_not_be_saved(
    begin: Callable[..., Visit], pack: Pack
) -> None:
    paper: list[Move] = [Pick("paper"), Pick("read"), Pick("again")]
    visit = begin(1, Tick(), *paper, *finish(pack))
    assert isinstance(visit.prompter, ScriptedPrompter)
    page = next(s for s in visit.prompter.screens if s.title == "Un code à noter sur papier")
    turn = code.read_code(page.lead).turn_of(pack.triage.procedures)
    steps = pack.procedure("cloture").steps
    noted = code.apply_code(
        code.read_code(page.lead), Progress(), turn, steps, pack.case.facts, date(2026, 11, 25)
    )
    assert steps_ticked(noted, pack.procedure("cloture")) == {steps[0].id}


@pytest.mark.parametrize("text", ["{", '{"format": 99}'], ids=["damaged", "newer"])
def test_what_something_else_wrote_meanwhile_stays(
    text: str, begin: Callable[..., Visit], pack: Pack, store: Store
) -> None:
    """REQ-R2: the walk does not stop there, and does not replace what is not its own."""
    other = Meanwhile(lambda: store.path.write_text(text))
    steps = pack.procedure("cloture").steps
    later: list[Move] = [*[Tick()] * (len(steps) - 2), Pick("done")]
    visit = begin(0, Tick(), other, Tick(), Pick("again"), Pick("without"), *later)
    assert count_ticks(visit.progress) == sum(len(step.checks) for step in steps)
    assert visit.unsaved is not None
    assert visit.unsaved.code == 65
    assert store.path.read_text() == text


class Stuck(Failing):
    """A store on a disk that can be neither read nor written."""

    def read(self) -> Progress:
        raise ProgressUnreadableError(path=self.store.path, cause=N_("the disk reports an error"))

    def put_file_aside(self) -> Path:
        raise CannotSaveError(path=self.store.folder, cause=N_("the disk is read-only"))


def test_a_file_that_cannot_be_put_aside_is_no_end(pack: Pack, store: Store, today: date) -> None:
    """REQ-R2: the cause is said, and one can go on without saving."""
    prompter = ScriptedPrompter(
        deque([Pick("anew"), Pick("without"), Tick(), *finish(pack)]), find_straight_on(pack)
    )
    visit = Visit(pack, Stuck(store, 0), prompter, lambda: today)
    run(open_visit(visit, "cloture"), visit.prompter)
    assert "le disque signale une erreur" in prompter.screens[0].text[0]
    assert "le disque est en lecture seule" in prompter.screens[1].text[0]
    assert count_ticks(visit.progress)
    assert visit.unsaved is not None
    assert visit.unsaved.code == 4
    assert not store.folder.exists()


def test_going_on_beside_an_unreadable_file_is_said_at_the_end(
    pack: Pack, store: Store, today: date
) -> None:
    """REQ-R2: exit 4, as for everything that could not be saved."""
    prompter = ScriptedPrompter(
        deque([Pick("without"), Tick(), *finish(pack)]), find_straight_on(pack)
    )
    visit = Visit(pack, Stuck(store, 0), prompter, lambda: today)
    run(open_visit(visit, "cloture"), visit.prompter)
    assert visit.unsaved is not None
    assert visit.unsaved.code == 4
    assert visit.unsaved.facts["cause"] == "the disk reports an error"
