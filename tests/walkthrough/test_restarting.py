"""`guide --restart`: begin a procedure again, once that was asked, and nothing else."""

from datetime import date

import pytest

from mes_optout import cli
from mes_optout.errors import InputEndedError
from mes_optout.progress.model import Aside, Progress, Turn
from mes_optout.progress.model import Tick as Ticked
from support.noted import box_ref, step_ref
from support.scripted import End, GoBack, Leave, Pick, Sent, Tick, Walk

DAY = date(2026, 11, 2)
OBJECT, CLOSE = Turn("opposition"), Turn("cloture")
FIRST, SECOND = Turn("enfants", 1), Turn("enfants", 2)


@pytest.fixture
def begun(walk: Walk) -> Walk:
    """Return a walk over progress in two procedures, one of them for two children."""
    progress = Progress()
    for turn in (CLOSE, FIRST, SECOND):
        step = walk.pack.procedure(turn.procedure).steps[0]
        progress = progress.ticked(box_ref(turn, step, step.checks[0]), Ticked(DAY, 1))
        progress = progress.put_aside(step_ref(turn, step), Aside.LATER)
        progress = progress.letter_sent(turn, DAY)
    walk.store.update(lambda _nothing: progress)
    return walk


def test_a_yes_removes_what_is_noted_of_this_one_only(begun: Walk) -> None:
    before = begun.progress
    prompter = begun(Pick("yes"), Leave(), procedure="cloture", again=True)
    assert begun.progress == before.without(CLOSE)
    assert begun.progress.turns("enfants") == (FIRST, SECOND)
    assert prompter.screens[0].title == "Recommencer"
    assert prompter.screens[0].heading == "Clôturer mon espace"
    assert prompter.page.title == begun.pack.procedure("cloture").steps[0].title


def test_the_first_answer_keeps_all_and_goes_on(begun: Walk) -> None:
    """REQ-A10."""
    before = begun.progress
    prompter = begun(Pick("no"), Leave(), procedure="cloture", again=True)
    assert prompter.offered[0] == ["no", "yes", "quit"]
    assert begun.progress == before
    assert prompter.page.place is not None, "a step of the procedure"


@pytest.mark.parametrize("procedure", ["cloture", "enfants"])
def test_what_goes_is_said_and_what_stays_only_where_that_is_so(
    procedure: str, begun: Walk
) -> None:
    """What two lists share goes from both, so it would not be true that the other one stays."""
    to_child = [Pick("1")] if procedure == "enfants" else []
    said = begun(*to_child, Leave(), procedure=procedure, again=True).page.text
    assert "les réponses" in said[1]
    shares = any(step.home for step in begun.pack.procedure(procedure).steps)
    assert ("Vos autres listes restent comme elles sont." in said) is not shares


@pytest.mark.parametrize("leaving", [Leave(), Pick("quit"), End()], ids=["q", "quit", "end"])
def test_leaving_keeps_all(leaving: Leave | Pick | End, begun: Walk) -> None:
    before = begun.progress
    try:
        begun(leaving, procedure="cloture", again=True)
    except InputEndedError:
        assert isinstance(leaving, End)
    assert begun.progress == before


def test_without_a_name_it_is_the_one_in_progress(begun: Walk) -> None:
    begun.store.update(lambda progress: progress.without(FIRST).without(SECOND))
    begun(Pick("yes"), Leave(), again=True)
    assert begun.progress == Progress()


def test_of_several_it_asks_which(begun: Walk) -> None:
    before = begun.progress
    prompter = begun(Pick("2"), GoBack(), Pick("1"), Pick("yes"), Leave(), again=True)
    assert begun.progress == before.without(FIRST)
    assert prompter.asked[0] == "Laquelle voulez-vous recommencer ?"
    assert prompter.screens[1].heading.endswith(", deuxième enfant")


def test_a_child_is_one_of_several(begun: Walk) -> None:
    """The other child's list stays."""
    before = begun.progress
    begun(Pick("1"), Pick("yes"), Pick("unknown"), Leave(), procedure="enfants", again=True)
    assert begun.progress == before.without(SECOND)


def test_it_begins_as_if_for_the_first_time(begun: Walk) -> None:
    """Also with the question on which the deadline depends."""
    begun(Sent(DAY), Pick("go"), Tick(set()), Leave(), procedure="opposition")
    assert begun.progress.day_sent(OBJECT) == DAY
    prompter = begun(Pick("yes"), Leave(), procedure="opposition", again=True)
    assert begun.progress.turns("opposition") == ()
    assert prompter.asked[-1] == "Quel jour a-t-il été envoyé ?"


@pytest.mark.parametrize("name", [None, "opposition"])
def test_what_was_not_begun_just_begins(name: str | None, walk: Walk) -> None:
    plain = walk(Leave(), procedure=name)
    assert walk(Leave(), procedure=name, again=True).screens == plain.screens


def test_a_code_brings_boxes_so_both_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["guide", "--code", "--restart"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0].endswith("--restart et --code ne vont pas ensemble.")
