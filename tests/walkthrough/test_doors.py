"""Doors: answers that lead to what a page speaks of, and back to it."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from mes_optout import i18n
from mes_optout.content.case import find_told
from mes_optout.content.doors import Action, Deed
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.errors import InputEndedError
from mes_optout.journey import Journey
from mes_optout.progress.model import State, Turn
from mes_optout.progress.store import Store
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.terminal.menus import MenuPrompter
from mes_optout.terminal.menus import page as menu_page
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.visit import Visit, run
from support.forking import GATE, make_pack, make_two_ways
from support.leading import HELPERS, LETTERS, lead_from_body, lead_from_end, lead_from_problem
from support.scripted import GoBack, Leave, Move, Pick, Tick, Walk
from support.terminals import DOWN, ENTER

# At the first step of « rester »: to its menu, and on to the page of its problem.
MENU: list[Move] = [Tick(set())]
PROBLEM: list[Move] = [*MENU, Pick("problem"), Pick("0")]


@pytest.fixture
def make(tmp_path: Path, today: date) -> Callable[..., Walk]:
    """Return what makes a walk through « rester », as it is changed, and « partir »."""

    def make(rester: Procedure, partir: Procedure | None = None) -> Walk:
        pack = make_pack(rester, partir or make_two_ways()[1], reading=HELPERS, letters=LETTERS)
        return Walk(pack, Store(tmp_path / "state"), today)

    return make


@pytest.fixture
def stuck(make: Callable[..., Walk]) -> Callable[..., Walk]:
    """Return what makes a walk whose first problem has doors."""
    return lambda *actions: make(lead_from_problem(make_two_ways()[0], "attendre", *actions))


class TestTheyLead:
    """Each to one thing, from the page of a problem."""

    def test_to_a_step_of_this_procedure(self, stuck: Callable[..., Walk]) -> None:
        walk = stuck(Action(step="garder"))
        shown = walk(*PROBLEM, Pick("to-rester-garder"), Leave(), procedure="rester")
        assert shown.labels[-1][:3] == [
            "Revenir à l'étape",
            "Aller à : Étape garder",
            "Un autre problème",
        ]
        assert shown.page.title == "Étape garder"

    def test_to_one_that_does_not_apply_and_its_page_says_so(
        self, stuck: Callable[..., Walk]
    ) -> None:
        walk = stuck(Action(step="finir"))
        walk.store.update(lambda old: old.answered(Turn("rester"), {"ecran": "autre"}))
        shown = walk(*PROBLEM, Pick("to-rester-finir"), Leave(), procedure="rester")
        assert "cette étape ne s'applique pas à vous" in shown.page.text[0]
        moves = [*PROBLEM, Pick("to-rester-finir")]
        back = walk(*moves, Pick("back"), Leave(), procedure="rester")
        assert back.page.rows[0].label == "Problème", "and not after the step, nor at the end"
        same = walk(*moves, Pick("answers"), Pick("back"), Leave(), procedure="rester")
        assert same.page.rows[0].label == "Problème"
        change = [Pick("answers"), Pick("ecran"), Pick("rouge"), Pick("go")]
        assert walk(*moves, *change, Leave(), procedure="rester").page.title == "Étape finir"

    def test_to_a_procedure_whose_page_before_comes_first(self, stuck: Callable[..., Walk]) -> None:
        walk = stuck(Action(procedure="partir"))
        walk.store.update(lambda old: old.answered(Turn("rester"), {GATE: "fermee"}))
        moves = [*PROBLEM, Pick("to-partir-"), GoBack()]
        assert walk(*moves, Leave(), procedure="rester").page.rows[0].label == "Problème"
        shown = walk(*PROBLEM, Pick("to-partir-"), Pick("go"), Leave(), procedure="rester")
        assert "Aller à : Voie partir" in shown.labels[-2]
        assert shown.page.heading == "Voie partir"
        told = find_told(walk.pack.case, lambda *v: walk.progress.says(Turn("partir"), *v))
        assert told == {GATE: "fermee"}

    def test_to_a_step_of_another_at_once(self, stuck: Callable[..., Walk]) -> None:
        walk = stuck(Action(procedure="partir", step="sortir"))
        shown = walk(*PROBLEM, Pick("to-partir-sortir"), Leave(), procedure="rester")
        assert "Aller à : Étape sortir (dans « Voie partir »)" in shown.labels[-1]
        assert (shown.page.heading, shown.page.title) == ("Voie partir", "Étape sortir")

    def test_to_a_letter_and_back(self, stuck: Callable[..., Walk]) -> None:
        walk = stuck(Action(letter="plainte"))
        shown = walk(*PROBLEM, Pick("letter-plainte"), Pick("back"), Leave(), procedure="rester")
        assert "Écrire : Se plaindre" in shown.labels[-1]
        assert [screen.title for screen in shown.screens[-2:]] == ["Se plaindre", "Étape attendre"]
        assert shown.page.rows[0].label == "Problème"

    @pytest.mark.parametrize(
        ("deed", "door", "title"),
        [
            (Deed.HELPERS, "helpers", "Qui peut aider"),
            (Deed.ANSWERS, "answers", "Ce que j'ai répondu"),
            (Deed.PHONE, "phone", ""),
        ],
    )
    def test_to_what_can_be_done_and_back(
        self, deed: Deed, door: str, title: str, make: Callable[..., Walk]
    ) -> None:
        rester = lead_from_problem(make_two_ways()[0], "attendre", Action(do=deed))
        first, *others = rester.steps
        linked = replace(first, link="https://www.cnil.fr/a")
        walk = make(replace(rester, steps=(linked, *others)))
        shown = walk(*PROBLEM, Pick(door), Pick("back"), Leave(), procedure="rester")
        assert shown.screens[-2].title == title
        assert shown.page.rows[0].label == "Problème"

    def test_an_answer_changed_behind_one_leads_to_the_step_that_applies_now(
        self, make: Callable[..., Walk]
    ) -> None:
        rester = lead_from_problem(make_two_ways()[0], "attendre", Action(do=Deed.ANSWERS))
        walk = make(rester)
        walk.store.update(lambda old: old.answered(Turn("rester"), {"ecran": "autre"}))
        change = [Pick("answers"), Pick("ecran"), Pick("rouge"), Pick("go")]
        shown = walk(*PROBLEM, *change, Leave(), procedure="rester")
        assert shown.page.title == "Étape finir"

    def test_to_the_next_child(self, make: Callable[..., Walk]) -> None:
        rester = lead_from_problem(make_two_ways()[0], "attendre", Action(do=Deed.NEXT_CHILD))
        walk = make(replace(rester, repeats=True))
        walk.store.update(lambda old: old.answered(Turn("rester"), {GATE: "fermee"}))
        shown = walk(*PROBLEM, Pick("next-child"), Pick("go"), Leave(), procedure="rester")
        assert shown.page.heading == "Voie rester, deuxième enfant"
        assert walk.progress.says(Turn("rester", 2), GATE, "fermee") is None, "of another child"

    def test_to_put_it_off(self, stuck: Callable[..., Walk]) -> None:
        walk = stuck(Action(do=Deed.LATER))
        shown = walk(*PROBLEM, Pick("later"), Leave(), procedure="rester")
        assert shown.page.title == "Étape voir"
        journey = Journey(walk.pack.procedure("rester"), Turn("rester"), walk.progress, walk.today)
        assert journey.standing.steps[0].state is State.LATER

    def test_in_another_list_for_the_same_child(self, make: Callable[..., Walk]) -> None:
        """Who is asked for where that is not known, and more than one answer fits."""
        rester, partir = make_two_ways()
        rester = lead_from_problem(rester, "attendre", Action(procedure="partir", step="sortir"))
        partir = replace(partir, repeats=True)
        walk = make(rester, partir)
        walk.store.update(lambda old: old.marked_begun(Turn("partir", 1)))
        moves = [*PROBLEM, Pick("to-partir-sortir"), Pick("2")]
        shown = walk(*moves, Leave(), procedure="rester")
        assert shown.page.heading == "Voie partir, deuxième enfant"
        both = make(replace(rester, repeats=True), partir)
        both.store.update(lambda old: old.marked_begun(Turn("rester", 2)))
        moves = [Pick("2"), *PROBLEM, Pick("to-partir-sortir")]
        shown = both(*moves, Leave(), procedure="rester")
        assert shown.page.heading == "Voie partir, deuxième enfant"

    @pytest.mark.parametrize("child", ["rester", "partir"])
    def test_between_a_child_and_oneself_nothing_is_told(
        self, child: str, make: Callable[..., Walk]
    ) -> None:
        """An account of the child is none of the parent: steps would be hidden by it."""
        rester, partir = make_two_ways()
        rester = lead_from_problem(rester, "attendre", Action(procedure="partir"))
        walk = make(*(replace(each, repeats=each.id == child) for each in (rester, partir)))
        walk.store.update(lambda old: old.answered(Turn("rester"), {GATE: "fermee"}))
        moves = [*PROBLEM, Pick("to-partir-"), Pick("go")]
        shown = walk(*moves, Leave(), procedure="rester")
        assert shown.page.heading.startswith("Voie partir")
        assert walk.progress.says(Turn("partir"), GATE, "fermee") is None


@pytest.mark.parametrize(
    "action",
    [
        Action(step="nulle-part"),
        Action(procedure="rester"),
        Action(letter="nulle-part"),
        Action(do=Deed.NEXT_CHILD),  # nothing repeats
        Action(do=Deed.PHONE),  # the step has no link
    ],
    ids=["step", "procedure", "letter", "next child", "phone"],
)
def test_one_that_leads_nowhere_is_not_offered(action: Action, stuck: Callable[..., Walk]) -> None:
    shown = stuck(action)(*PROBLEM, Leave(), procedure="rester")
    assert shown.offered[-1] == ["step", "another", "quit"]


def test_a_letter_that_does_not_apply_is_not_offered(stuck: Callable[..., Walk]) -> None:
    walk = stuck(Action(letter="plainte"))
    walk.store.update(lambda old: old.answered(Turn("rester"), {GATE: "ouverte"}))
    shown = walk(*PROBLEM, Leave(), procedure="rester")
    assert shown.offered[-1] == ["step", "another", "quit"]


def test_without_helpers_there_is_no_door_to_them(tmp_path: Path, today: date) -> None:
    rester = lead_from_problem(make_two_ways()[0], "attendre", Action(do=Deed.HELPERS))
    walk = Walk(make_pack(rester), Store(tmp_path / "state"), today)
    shown = walk(*PROBLEM, Leave(), procedure="rester")
    assert all("helpers" not in each for each in shown.offered)


def test_the_doors_of_a_step_stand_in_its_menu_each_once(make: Callable[..., Walk]) -> None:
    """What the menu has anyway stands there as before."""
    actions = (Action(step="garder"), Action(step="garder"), Action(do=Deed.LATER))
    walk = make(lead_from_body(make_two_ways()[0], "attendre", *actions, Action(do=Deed.HELPERS)))
    shown = walk(*MENU, Pick("to-rester-garder"), Leave(), procedure="rester")
    assert shown.offered[-1] == [
        *("stay", "to-rester-garder", "problem", "later", "helpers", "other", "quit"),
    ]
    assert shown.page.title == "Étape garder"


def test_what_may_come_next_has_doors_too(make: Callable[..., Walk]) -> None:
    rester = lead_from_end(make_two_ways()[0], Action(procedure="partir"), Action(do=Deed.LATER))
    walk = make(rester)
    done: list[Move] = [Tick(), Tick(), Pick("rouge"), Tick(), Tick(), Pick("afterwards")]
    shown = walk(*done, Pick("to-partir-"), Pick("go"), Leave(), procedure="rester")
    assert ["end", "to-partir-", "quit"] in shown.offered
    assert shown.page.heading == "Voie partir"


class TestHelp:
    """It is two answers away from a step, its problems and its fork."""

    @pytest.mark.parametrize(
        "there",
        [MENU, [*MENU, Pick("problem")], [Tick(), Tick(), Pick("autre")]],
        ids=["menu", "problems", "again"],
    )
    def test_it_is_on_offer_and_leads_back(
        self, there: list[Move], make: Callable[..., Walk]
    ) -> None:
        walk = make(make_two_ways()[0])
        shown = walk(*there, Pick("helpers"), Pick("back"), Leave(), procedure="rester")
        assert shown.screens[-2].title == "Qui peut aider"
        assert shown.page == shown.screens[-3] or shown.asked[-1] == "Que voyez-vous ?"


_MENUS = pytest.param(
    "menus", marks=pytest.mark.posix("menus wait by a socket on Windows, which no test may open")
)


@pytest.fixture(params=["lines", _MENUS])
def play(
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    today: date,
) -> Iterator[Callable[[Pack, tuple[int, ...]], str]]:
    """Answer by numbers, from the page before on; 0 leaves the boxes. Return all that was said."""
    monkeypatch.setattr(menu_page, "drop_typed_ahead", lambda _: None)  # all is typed ahead
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):

        def answer(pack: Pack, numbers: tuple[int, ...]) -> str:
            out = io.StringIO()
            prompter: LinearPrompter | MenuPrompter
            if request.param == "lines":
                typed = "".join(f"{number}\n" for number in numbers)
                prompter = LinearPrompter(io.StringIO(typed), out)
            else:
                keys.send_text("".join(DOWN * max(n - 1, 0) + ENTER for n in numbers) + "\x04")
                prompter = MenuPrompter()
            visit = Visit(pack, Store(tmp_path / "state"), prompter, lambda: today)
            with pytest.raises(InputEndedError):
                run(open_visit(visit, "rester"), visit.prompter)
            return out.getvalue() + capsys.readouterr().out

        yield answer


@pytest.mark.parametrize(
    ("language", "label"),
    [("fr", "Aller à : Étape garder"), ("en", "Go to: Étape garder")],
)
def test_both_prompters_open_them(
    language: str, label: str, play: Callable[[Pack, tuple[int, ...]], str]
) -> None:
    i18n.set_language(language)
    pack = make_pack(lead_from_problem(make_two_ways()[0], "attendre", Action(step="garder")))
    said = play(pack, (1, 0, 2, 2, 2))
    assert f" {label}\n" in said
    assert "Étape garder" in said.rpartition(label)[2]
