"""What was kept is deleted while a window is open: it says so, and asks before it writes again."""

import shutil
from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.i18n import sentence, set_language
from mes_optout.progress.meanwhile import ForgottenMeanwhileError, ReplacedMeanwhileError
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Quit
from mes_optout.walkthrough.visit import Visit, run
from support.noted import count_ticks, steps_ticked
from support.scripted import (
    End,
    Leave,
    Meanwhile,
    Move,
    Pick,
    ScriptedPrompter,
    Tick,
    find_straight_on,
)

GONE = "Ce qui était gardé n'est plus là"
OTHER = "Autre chose est gardé ici maintenant"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "above" / "state")


@pytest.fixture
def visit(pack: Pack, store: Store, today: date) -> Visit:
    return Visit(pack, store, ScriptedPrompter(deque(), find_straight_on(pack)), lambda: today)


Play = Callable[..., ScriptedPrompter]


@pytest.fixture
def play(visit: Visit) -> Play:
    """Play moves through closing; None to its end."""

    def played(*moves: Move) -> ScriptedPrompter:
        prompter = visit.prompter
        assert isinstance(prompter, ScriptedPrompter)
        prompter.moves.extend(moves)
        run(open_visit(visit, "cloture"), visit.prompter)
        assert not prompter.moves
        return prompter

    return played


def finish(pack: Pack) -> list[Move]:
    """Return the moves after two steps."""
    return [*[Tick()] * (len(pack.procedure("cloture").steps) - 2), Pick("done")]


def delete(store: Store) -> None:
    Store(store.folder).forget()


def set_aside(store: Store) -> None:
    store.path.write_bytes(b"?")
    Store(store.folder).put_file_aside()


def remove_folder(store: Store) -> None:
    shutil.rmtree(store.folder)


def remove_folder_above(store: Store) -> None:
    shutil.rmtree(store.folder.parent)


def put_empty_folder(store: Store) -> None:
    store.folder.rename(store.folder.with_name("moved"))
    store.folder.mkdir(0o700)


def put_a_file_above(store: Store) -> None:
    shutil.rmtree(store.folder)
    store.folder.write_bytes(b"")


LOSSES = [delete, set_aside, remove_folder, remove_folder_above, put_empty_folder, put_a_file_above]


def files(store: Store) -> set[str]:
    return {path.name for path in store.folder.rglob("*")}


@pytest.mark.parametrize("lose", LOSSES)
def test_it_is_said_before_anything_is_written(
    lose: Callable[[Store], None], play: Play, visit: Visit, store: Store
) -> None:
    """REQ-S12: at the next save, whatever took it away; leaving there is exit 4."""
    seen: list[set[str]] = []
    look = Meanwhile(lambda: seen.append(files(store)))

    def lose_it() -> None:
        lose(store)
        seen.append(files(store))

    with pytest.raises(Quit):
        play(Tick(), Meanwhile(lose_it), Tick(), look, Leave())
    prompter = visit.prompter
    assert isinstance(prompter, ScriptedPrompter)
    assert prompter.screens[-1].title == GONE
    assert prompter.offered[-1] == ["without", "keep", "paper", "quit"]
    assert seen[0] == seen[1] == files(store)
    assert visit.unsaved is not None
    assert visit.unsaved.code == 4


@pytest.mark.parametrize("lose", LOSSES[:-1])
def test_all_that_this_window_knows_can_be_kept_again(
    lose: Callable[[Store], None], play: Play, visit: Visit, store: Store, pack: Pack
) -> None:
    """REQ-R2: with the last answer, and what follows is kept without a question."""
    play(Tick(), Meanwhile(lambda: lose(store)), Tick(), Pick("keep"), *finish(pack))
    assert Store(store.folder).read() == visit.progress
    steps = pack.procedure("cloture").steps
    assert count_ticks(visit.progress) == sum(len(step.checks) for step in steps)
    assert visit.unsaved is None


def test_what_is_back_is_what_it_was(play: Play, visit: Visit, store: Store, pack: Pack) -> None:
    """REQ-R2: a stick that was pulled out, and is there again before one has answered."""
    away = store.folder.with_name("away")
    pulling = Meanwhile(lambda: store.folder.rename(away))
    putting_back = Meanwhile(lambda: away.rename(store.folder))
    prompter = play(Tick(), pulling, Tick(), putting_back, Pick("keep"), *finish(pack))
    assert OTHER not in {screen.title for screen in prompter.screens}
    assert store.read() == visit.progress
    steps = pack.procedure("cloture").steps
    assert count_ticks(visit.progress) == sum(len(step.checks) for step in steps)


def test_going_on_without_keeps_nothing(play: Play, visit: Visit, store: Store, pack: Pack) -> None:
    """REQ-S12: what was deleted on purpose stays deleted, whatever follows."""
    forgetting = Meanwhile(lambda: delete(store))
    play(Tick(), forgetting, Tick(), Pick("without"), *finish(pack))
    assert not store.folder.exists()
    steps = pack.procedure("cloture").steps
    assert count_ticks(visit.progress) == sum(len(step.checks) for step in steps)
    assert isinstance(visit.unsaved, ForgottenMeanwhileError)


def test_the_end_of_the_input_is_no_answer(play: Play, store: Store) -> None:
    with pytest.raises(ForgottenMeanwhileError) as caught:
        play(Tick(), Meanwhile(lambda: delete(store)), Tick(), End())
    assert not store.folder.exists()
    set_language("en")
    assert sentence(caught.value) == (
        f"{store.folder} no longer holds what this window knew. It was deleted, moved or set "
        "aside meanwhile. What you answered since is not kept."
    )
    set_language("fr")
    assert sentence(caught.value) == (
        f"Ce que cette fenêtre connaissait n'est plus dans {store.folder}. Cela a été effacé, "
        "déplacé ou mis de côté entre-temps. Ce que vous avez répondu depuis n'est pas gardé."
    )


def test_a_code_on_paper_can_be_had(play: Play, store: Store, pack: Pack) -> None:
    paper: list[Move] = [Pick("paper"), Pick("read"), Pick("without")]
    prompter = play(Tick(), Meanwhile(lambda: delete(store)), Tick(), *paper, *finish(pack))
    assert [screen.title for screen in prompter.screens].count(GONE) == 2
    assert "Un code à noter sur papier" in {screen.title for screen in prompter.screens}


@pytest.mark.posix("Windows makes a new file of each lock")
class TestAnother:
    """Something else was begun in its place: by another window, or in another folder put there."""

    @pytest.fixture
    def replace(self, store: Store) -> Meanwhile:
        def begin_anew() -> None:
            other = Store(store.folder)
            other.forget()
            other.update(lambda progress: progress.marked_begun(Turn("opposition")))

        return Meanwhile(begin_anew)

    def test_it_is_left_alone_until_one_has_answered(
        self, replace: Meanwhile, play: Play, visit: Visit, store: Store
    ) -> None:
        with pytest.raises(Quit):
            play(Tick(), replace, Tick(), Leave())
        prompter = visit.prompter
        assert isinstance(prompter, ScriptedPrompter)
        assert prompter.screens[-1].title == OTHER
        assert prompter.labels[-1][1] == "Y ajouter ma dernière réponse"
        assert store.read() == Progress().marked_begun(Turn("opposition"))
        assert isinstance(visit.unsaved, ReplacedMeanwhileError)

    def test_one_can_go_on_in_it(
        self, replace: Meanwhile, play: Play, store: Store, pack: Pack
    ) -> None:
        """Nothing of it goes; what this window alone knew is not put there."""
        with pytest.raises(Quit):
            play(Tick(), replace, Tick(), Pick("keep"), Leave())
        closing = pack.procedure("cloture")
        noted = store.read()
        assert Turn("opposition").key in noted.lists
        assert closing.steps[1].id in steps_ticked(noted, closing)

    def test_what_is_begun_while_one_is_asked_is_asked_about_too(
        self, replace: Meanwhile, play: Play, visit: Visit, store: Store
    ) -> None:
        """REQ-S12: « all that I noted » does not become the last answer alone, unsaid."""
        deleting = Meanwhile(lambda: delete(store))
        with pytest.raises(Quit):
            play(Tick(), deleting, Tick(), replace, Pick("keep"), Leave())
        prompter = visit.prompter
        assert isinstance(prompter, ScriptedPrompter)
        assert [screen.title for screen in prompter.screens[-2:]] == [GONE, OTHER]
        assert store.read() == Progress().marked_begun(Turn("opposition"))

    def test_its_sentences(self, store: Store) -> None:
        error = ReplacedMeanwhileError(path=store.folder)
        set_language("en")
        assert sentence(error) == (
            f"Something else is kept in {store.folder} now. What this window knew was deleted or "
            "moved meanwhile. What you answered since is not kept."
        )
        set_language("fr")
        assert sentence(error) == (
            f"Autre chose est gardé maintenant dans {store.folder}. Ce que cette fenêtre "
            "connaissait a été effacé ou déplacé entre-temps. Ce que vous avez répondu depuis "
            "n'est pas gardé."
        )
