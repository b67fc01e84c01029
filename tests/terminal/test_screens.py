"""Pages as Rich panels."""

import re
from dataclasses import replace
from datetime import date

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, Turn
from mes_optout.terminal.answers import confirm_boxes
from mes_optout.terminal.screens import FRAMED, TWO_COLUMNS, draw, print_page
from mes_optout.walkthrough.journey_pages import problem_page, step_page
from mes_optout.walkthrough.prompter import CheckState, Screen
from mes_optout.wording.blocks import Address, Row
from mes_optout.wording.phrases import DEAF_PAGE
from support.noted import make_progress, step_ref

ADDRESS = "https://www.monespacesante.fr/enrolement/cloture/accueil"
PAGE = Screen(
    title="Ouvrir la bonne page",
    heading="S'opposer à l'ouverture",
    rows=(
        Row("Pourquoi", ("Une seule page sert à s'opposer et à clôturer.",)),
        Row("À faire", ("Ouvrez la page.", "Cherchez « clôturer »."), numbered=True),
    ),
    addresses=(Address("Page à ouvrir :", ADDRESS),),
)
SGR = re.compile(r"\x1b\[([\d;]*)m")

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "CLICOLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def drawn(screen: Screen, columns: int, capsys: Capture, said: str = "") -> list[str]:
    """Return the rows of a page without styles."""
    print_page(screen, said, columns)
    return SGR.sub("", capsys.readouterr().out).splitlines()


def colours(text: str) -> set[int]:
    """Return the colour numbers among the styles of a text."""
    numbers = {int(n) for style in SGR.findall(text) for n in style.split(";") if n}
    return {number for number in numbers if number >= 30}


def test_from_sixty_columns_on_labels_stand_beside_their_text(capsys: Capture) -> None:
    rows = drawn(PAGE, TWO_COLUMNS, capsys)
    assert rows[2].startswith("│ Pourquoi  Une seule page")
    assert rows[3].startswith("│ À faire   1. Ouvrez la page.")
    assert rows[4].startswith("│           2. Cherchez « clôturer ».")


def test_below_sixty_columns_labels_stand_above_their_text(capsys: Capture) -> None:
    rows = [row.strip("│ ") for row in drawn(PAGE, TWO_COLUMNS - 1, capsys)]
    assert rows[2:4] == ["Pourquoi", "Une seule page sert à s'opposer et à clôturer."]
    assert rows[4:7] == ["À faire", "1. Ouvrez la page.", "2. Cherchez « clôturer »."]


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 200])
def test_an_address_is_whole_and_alone_at_any_width(columns: int, capsys: Capture) -> None:
    """REQ-S18: outside the panel, so that a copied address works; no OSC 8."""
    print_page(PAGE, "", columns)
    said = capsys.readouterr().out
    assert said.endswith(f"\n{ADDRESS}\n")
    assert "\x1b]" not in said


@pytest.mark.posix("Rich draws other corners where it sees no console")
@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 200])
def test_a_frame_is_straight_and_no_row_too_wide(columns: int, capsys: Capture) -> None:
    long = replace(PAGE, title="Un titre qui ne tient pas dans un cadre étroit", addresses=())
    rows = drawn(long, columns, capsys, said="Choisi : Une réponse un peu longue")
    assert max(map(len, rows)) <= columns
    framed = [row for row in rows if row[:1] in {*"╭│╰"}]
    assert bool(framed) == (columns >= FRAMED)
    assert len({len(row) for row in framed}) <= 1
    assert [row[-1] for row in framed if row[0] != "│"] == [*("╮╯" if framed else "")]
    assert long.title in " ".join(" ".join(rows).translate(str.maketrans("╭─╮", "   ")).split())


def test_a_page_begins_on_a_cleared_screen(capsys: Capture) -> None:
    """REQ-A5: what was answered before is its first line."""
    draw(PAGE, "Choisi : Continuer", 80)
    said = capsys.readouterr().out
    assert said.startswith("\x1b[H\x1b[J")
    assert SGR.sub("", said).splitlines()[0] == "\x1b[H\x1b[JChoisi : Continuer"


@pytest.mark.parametrize("variable", [{"NO_COLOR": "1"}, {"CLICOLOR": "0"}], ids=str)
def test_colour_can_be_switched_off(
    variable: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """REQ-A15, REQ-A14: the words are the same."""
    with_colour = drawn(PAGE, 80, capsys)
    for name, value in variable.items():
        monkeypatch.setenv(name, value)
    print_page(PAGE, "", 80)
    said = capsys.readouterr().out
    assert colours(said) == set()
    assert SGR.sub("", said).splitlines() == with_colour


def test_only_the_sixteen_colours_are_used(capsys: Capture) -> None:
    """REQ-A15: their look is the terminal's own; body text has none."""
    print_page(PAGE, "", 80)
    said = capsys.readouterr().out
    assert colours(said)
    assert colours(said) <= {*range(30, 38), 39, *range(90, 98)}
    assert "\x1b[" not in said.split("Une seule page")[1].split("clôturer")[0]


@pytest.mark.parametrize("markup", ["[bold]gras[/]", "[/]", ":smile:", "[link=x]y[/link]"])
def test_markup_in_a_text_is_text(markup: str, capsys: Capture) -> None:
    """REQ-S16."""
    page = Screen(title=markup, text=(markup,), rows=(Row(markup, (markup,)),))
    assert "\n".join(drawn(page, 80, capsys)).count(markup) == 4


@pytest.mark.parametrize("name", Pack(shipped(), "fr").triage.procedures)
def test_a_step_fits_whatever_was_put_aside(
    name: str, pack: Pack, capsys: Capture, today: date
) -> None:
    """REQ-A25: also when the line that counts the steps is at its longest."""
    procedure = pack.procedure(name)
    turn = Turn(procedure.id)
    for index, step in enumerate(procedure.steps):
        aside = {
            step_ref(turn, other): Aside.LATER if n % 2 else Aside.NOT_FOR_ME
            for n, other in enumerate(procedure.steps)
            if n != index
        }
        progress = make_progress(steps=aside, letters_sent={turn: today})
        journey = Journey(procedure, turn, progress, today)
        boxes = [CheckState(c.id, c.text, ticked=False) for c in procedure.steps[index - 1].checks]
        said = confirm_boxes(boxes, {box.id for box in boxes})
        page = drawn(step_page(journey, index), 80, capsys, said)
        question = ["Qu'avez-vous fait ? (Espace : cocher, Entrée : valider, x : pas pour moi)"]
        assert len([*page, *question, *step.checks]) <= 24, "\n".join([step.id, *page])
        assert max(len(check.text) for check in step.checks) <= 66


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_problem_ends_with_the_number_and_the_way_for_the_deaf(
    pack: Pack, columns: int, capsys: Capture
) -> None:
    procedure = pack.procedure("cloture")
    step = procedure.steps[0]
    rows = drawn(problem_page(procedure, step, step.problems[0]), columns, capsys)
    assert rows[-1] == DEAF_PAGE, "whole, alone on its line"
    assert any("3422" in row for row in rows)
    assert "sourdes ou malentendantes" in " ".join(rows[-4:-1])


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_in_danger_every_word_is_there_and_no_number_of_the_support(
    pack: Pack, columns: int, capsys: Capture
) -> None:
    procedure = pack.procedure("ado")
    step = procedure.steps[-1]
    (problem,) = [
        each for each in step.problems if each.symptom == "Je ne me sens pas en sécurité chez moi"
    ]
    rows = drawn(problem_page(procedure, step, problem), columns, capsys)
    shown = " ".join(" ".join(row.strip("│ ") for row in rows).split())
    for text in (problem.symptom, problem.remedy, problem.otherwise):
        assert text in shown
    assert "3422" not in shown
    assert "elioz" not in shown
