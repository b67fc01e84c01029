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
from mes_optout.terminal.layout import FRAMED, NO_AIR, TWO_COLUMNS, Layout
from mes_optout.terminal.screens import draw, print_page
from mes_optout.walkthrough.journey_pages import problem_page, step_page
from mes_optout.walkthrough.prompter import CheckState, Place, Screen
from mes_optout.wording.blocks import Address, Row
from mes_optout.wording.phrases import DEAF_PAGE
from support.noted import make_progress, step_ref

ADDRESS = "https://www.monespacesante.fr/enrolement/cloture/accueil"
PAGE = Screen(
    title="Ouvrir la bonne page",
    heading="S'opposer à l'ouverture",
    day="Dernier jour : lundi 14 décembre 2026",
    place=Place(3, 9, "2 faites, 7 à faire"),
    rows=(
        Row("Quand", ("Seulement si un compte est activé.",)),
        Row(
            "À faire",
            ("Ouvrez la page.", "Cherchez « clôturer »."),
            numbered=True,
            weight="deed",
        ),
        Row("Pourquoi", ("Une seule page sert à s'opposer et à clôturer.",)),
        Row("Attention", ("D'autres peuvent lire l'adresse.",), weight="risk"),
    ),
    foot="Probable, relu en novembre 2026",
    addresses=(Address("Page à ouvrir :", ADDRESS),),
)
SGR = re.compile(r"\x1b\[([\d;]*)m")

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "CLICOLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def written(screen: Screen, columns: int, capsys: Capture, said: str = "") -> str:
    """Return what is sent to draw a page, without the clearing."""
    draw(Layout(screen, said, columns).whole(NO_AIR))
    return capsys.readouterr().out.removeprefix("\x1b[H\x1b[J")


def drawn(screen: Screen, columns: int, capsys: Capture, said: str = "") -> list[str]:
    """Return the rows of a page without styles."""
    return SGR.sub("", written(screen, columns, capsys, said)).splitlines()


def test_what_matters_stands_out(capsys: Capture) -> None:
    """The deed, the day and the address are bold; labels and all else are not."""
    bold = re.findall(r"\x1b\[1m(.*?)\x1b\[0m", written(PAGE, 80, capsys))
    assert [" ".join(text.split()) for text in bold] == [
        "S'opposer à l'ouverture Dernier jour : lundi 14 décembre 2026",
        "Étape 3 sur 9 : Ouvrir la bonne page",
        "1. Ouvrez la page.",
        "2. Cherchez « clôturer ».",
        ADDRESS,
    ]


def test_the_day_stands_at_the_right_or_below(capsys: Capture) -> None:
    first = drawn(PAGE, 80, capsys)[0]
    assert (first[:23], first[-37:], len(first)) == (PAGE.heading, PAGE.day, 80)
    assert drawn(PAGE, 60, capsys)[:2] == [PAGE.heading, PAGE.day]
    assert len(drawn(PAGE, 200, capsys)[0]) == 100


def test_a_risk_is_read_before_the_deed(capsys: Capture) -> None:
    rows = [row.strip("│ ") for row in drawn(PAGE, 80, capsys)]
    assert rows[2:7] == [
        "Attention  D'autres peuvent lire l'adresse.",
        "Quand      Seulement si un compte est activé.",
        "1. Ouvrez la page.",
        "2. Cherchez « clôturer ».",
        "Pourquoi   Une seule page sert à s'opposer et à clôturer.",
    ]


@pytest.mark.posix("Rich draws other corners where it sees no console")
def test_the_lower_border_says_how_sure_it_is_where_it_fits(capsys: Capture) -> None:
    """Where it does not, a row says it; how far one is gives way first."""
    for columns, edges in ((80, 1), (60, 1), (40, 1), (36, 0)):
        rows = drawn(PAGE, columns, capsys)
        edge = next(row for row in rows if row.startswith("╰"))
        assert (PAGE.foot in edge) == bool(edges), columns
        assert PAGE.foot in " ".join(" ".join(row.strip("│ ") for row in rows).split())
    edge = drawn(PAGE, 80, capsys)[-3]
    assert re.fullmatch(f"╰─ 2 faites, 7 à faire ─+ {PAGE.foot} ─╯", edge)
    assert "7 à faire" not in " ".join(drawn(PAGE, 40, capsys))


def test_below_sixty_columns_a_label_stands_before_its_text(capsys: Capture) -> None:
    rows = [row.strip("│ ") for row in drawn(PAGE, TWO_COLUMNS - 1, capsys)]
    assert rows[3:8] == [
        "Attention : D'autres peuvent lire l'adresse.",
        "Quand : Seulement si un compte est activé.",
        "1. Ouvrez la page.",
        "2. Cherchez « clôturer ».",
        "Pourquoi : Une seule page sert à s'opposer et à",
    ]


@pytest.mark.parametrize("columns", [20, 40, 59, 60, 80, 200])
def test_an_address_is_whole_and_alone_at_any_width(columns: int, capsys: Capture) -> None:
    """REQ-S18: outside the panel, so that a copied address works; no OSC 8."""
    said = written(PAGE, columns, capsys)
    assert said.endswith(f"\n\x1b[1m{ADDRESS}\x1b[0m\n")
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
    draw(Layout(PAGE, "Choisi : Continuer", 80).whole(NO_AIR))
    said = capsys.readouterr().out
    assert said.startswith("\x1b[H\x1b[J")
    assert SGR.sub("", said).splitlines()[0] == "\x1b[H\x1b[JChoisi : Continuer"


@pytest.mark.parametrize("variable", [{}, {"NO_COLOR": "1"}, {"CLICOLOR": "0"}], ids=str)
def test_a_page_has_the_colours_of_the_terminal(
    variable: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """REQ-A15, REQ-A14, REQ-V1: bold is the only style."""
    for name, value in variable.items():
        monkeypatch.setenv(name, value)
    assert set(SGR.findall(written(PAGE, 80, capsys))) == {"0", "1"}


def test_a_list_on_the_screen_looks_as_its_pages(capsys: Capture) -> None:
    print_page(PAGE, 80)
    printed = capsys.readouterr().out
    assert printed == written(PAGE, 80, capsys)


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
        around = ["Qu'avez-vous fait ?", "Espace : cocher."]
        assert len([*page, *around, *step.checks]) <= 24, "\n".join([step.id, *page])
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
