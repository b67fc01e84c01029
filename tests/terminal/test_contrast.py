"""REQ-V1: every style that is written can be read, in fourteen usual palettes of terminals.

The styles are those of pages and menus as they are really written; support/palettes.toml names each
palette with its source, docs/contrast.md is the table of all of them.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, redirect_stdout
from datetime import date
from pathlib import Path

import pytest

from contrast import PAGE, write_page
from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.model import Turn
from mes_optout.terminal.layout import FRAMED, NO_AIR, TWO_COLUMNS, Layout
from mes_optout.terminal.screens import draw, fit_code
from mes_optout.walkthrough.journey_pages import (
    boxes_page,
    code_page,
    phone_page,
    problem_page,
    step_page,
    why_page,
)
from mes_optout.walkthrough.prompter import Screen
from support.homes import Home, new_home
from support.noted import make_progress
from support.palettes import (
    GRAPHICS,
    STYLES,
    TEXT,
    Style,
    contrast,
    find_styles,
    load_palettes,
)
from support.terminals import DOWN, ENTER, SPACE, Terminal

Found = Mapping[Style, str]  # and the characters that were written so

USUAL = [each for each in load_palettes() if not each.faint]
FAINT = [each for each in load_palettes() if each.faint]
FRAMES = frozenset(map(chr, range(0x2500, 0x2580)))
COMMITTED = re.compile(r"https://github\.com/[^/]+/[^/]+/blob/[0-9a-f]{40}/\S+")
ON_PAGES = {"text", "bold", "QR code"}
IN_MENUS = {"text", "bold", "current answer"}
WIDTHS = (20, FRAMED - 1, TWO_COLUMNS - 1, 80, 120)
HIGH = 80  # rows: there is room for any code
CONFIRMED = "Choisi : Continuer"


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "CLICOLOR", "FORCE_COLOR", "COLUMNS", "LINES", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def kinds(pack: Pack, today: date) -> Iterator[Screen]:
    """Yield pages of each kind, and every step."""
    for name in pack.triage.procedures:
        procedure, turn = pack.procedure(name), Turn(name)
        journey = Journey(procedure, turn, make_progress(letters_sent={turn: today}), today)
        for index, step in enumerate(procedure.steps):
            yield step_page(journey, index)
            yield boxes_page(journey, index)
            yield from (problem_page(procedure, step, each) for each in step.problems[:1])
        yield why_page(procedure.steps[0], pack.sources)
        yield code_page(journey, pack.case)
        yield from (phone_page(step.link) for step in procedure.steps[:1] if step.link)


def written(pages: Iterable[Screen], *widths: int) -> str:
    """Return what the terminal gets for some pages."""
    out = io.StringIO()
    with redirect_stdout(out):
        for page in pages:
            for columns in widths:
                code = fit_code(page.code, columns, HIGH) if page.code else ()
                draw(Layout(page, CONFIRMED, columns).whole(NO_AIR), code)
    return out.getvalue()


def faults(found: Found) -> list[str]:
    """Return what is dim, which frame has a colour, and what is too faint in which palette."""
    return [fault for style in found for fault in faults_of(style, found[style])]


def faults_of(style: Style, characters: str) -> Iterator[str]:
    if style.dim:
        yield f"dim: {characters}"
        return
    if FRAMES.intersection(characters) and style not in {Style(), Style(bold=True)}:
        yield f"a frame in {name_of(style)}"
    wanted = GRAPHICS if FRAMES.issuperset(characters) else TEXT
    for palette in USUAL:
        if (ratio := palette.ratio(style)) < wanted:
            yield f"{name_of(style)} in {palette.name}: {ratio:.2f}"


def name_of(style: Style) -> str:
    """Return what a style is for; one that the table has no column for says itself."""
    known = {style: name for name, style in STYLES.items()}
    return known.get(style, str(style))


def test_on_every_page(pack: Pack, today: date) -> None:
    """REQ-V1: with frames and without, labels beside and above."""
    found = find_styles(written(kinds(pack, today), *WIDTHS))
    assert faults(found) == []
    assert set(map(name_of, found)) == ON_PAGES


def menus(home: Home) -> bytes:
    """Return what a terminal gets of a page, a menu before and after a wrong word, and boxes."""
    with closing(Terminal(home, "guide", "confidentialite")) as terminal:
        terminal.wait_for("> Continuer")
        terminal.send("zz", ENTER)
        terminal.wait_for("« zz »", "> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("Durée", "> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("> [à faire]", "Qu'avez-vous fait ?")
        terminal.send(SPACE, DOWN)
        terminal.wait_for("[fait]", "> [à faire]")
        terminal.send(ENTER)
        terminal.wait_for("> Continuer cette étape")
        return bytes(terminal.raw)


def typed_line(home: Home) -> bytes:
    """Return what a terminal gets of a question for a day, also after what is none."""
    with closing(Terminal(home, "deadline")) as terminal:
        terminal.wait_for("Tapez la date")
        terminal.send("demain", ENTER)
        terminal.wait_for("« demain »")
        return bytes(terminal.raw)


@pytest.mark.posix("a pseudo-terminal as POSIX has them")
def test_in_menus_boxes_and_typed_lines(tmp_path: Path) -> None:
    """REQ-V1: what a pseudo-terminal gets, of pages and of questions."""
    home = new_home(tmp_path)
    found = find_styles((menus(home) + typed_line(home)).decode())
    assert faults(found) == []
    assert set(map(name_of, found)) == IN_MENUS


def test_the_table_has_a_column_for_each_style_and_no_other() -> None:
    assert set(STYLES) == ON_PAGES | IN_MENUS


def test_the_table_is_the_documentation() -> None:
    """`python tools/contrast.py` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == write_page()


def test_the_palettes_are_fourteen_dark_and_light_each_with_its_source() -> None:
    """REQ-V1."""
    assert len({each.name for each in USUAL}) == len(USUAL) == 14
    assert sum(each.is_light for each in USUAL) >= 5
    for palette in load_palettes():
        shades = [palette.foreground, palette.background, *palette.colours]
        assert len(shades) == 18, palette.name
        assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in shades), palette.name
        assert palette.sources, palette.name
        assert all(COMMITTED.fullmatch(each) for each in palette.sources), palette.name
        assert palette.said, palette.name
        assert palette.read == date(2026, 11, 28), palette.name


def test_what_is_faint_by_itself_becomes_no_fainter() -> None:
    """Its makers chose text below 4.5; all that the program adds is at least as good."""
    assert [each.name for each in FAINT] == ["Solarized light"]
    for palette in FAINT:
        own = contrast(palette.foreground, palette.background)
        assert own < TEXT
        assert min(map(palette.ratio, STYLES.values())) == own


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that WCAG 2 takes for text on white,
        ("#777777", "#ffffff", 4.48),  # and the first that it does not
        ("#0000ee", "#ffffff", 9.4),
        ("#0000ee", "#000000", 2.23),
    ],
)
def test_the_ratio_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("\x1b[2mword\x1b[0m", "dim: dorw"),
        ("\x1b[1;2mword\x1b[22m", "dim: dorw"),
        ("\x1b[36mword", "xterm: 1.98"),
        ("\x1b[34mword", "Linux console: 1.58"),
        ("\x1b[34m──", "Linux console: 1.58"),
        ("\x1b[96m──", "a frame in"),
        ("\x1b[90mword", "Solarized dark: 1.00"),
        ("\x1b[33;7mword", "Visual Studio Code, Light Modern: 2.93"),
        # What is in front after the swap becomes brighter there.
        ("\x1b[1;7mword", "Linux console: 3.21"),
        ("\x1b[7m\x1b[1mword", "PuTTY: 3.88"),
    ],
)
def test_a_style_that_some_cannot_read_is_seen(planted: str, seen: str) -> None:
    """REQ-V1."""
    assert [each for each in faults(find_styles(planted)) if seen in each]


@pytest.mark.parametrize("planted", ["4", "3", "38;5;12", "48;2;0;0;0", "58", "98", "99", "109"])
def test_a_style_that_no_palette_tells_is_refused(planted: str) -> None:
    """Underlined is cyan, and italic green, on the Linux console."""
    with pytest.raises(ValueError, match=planted.partition(";")[0]):
        find_styles(f"\x1b[{planted}mword")


def test_styles_are_found_between_all_else_that_steers_a_terminal() -> None:
    found = find_styles(
        "\x1b[?25la\x1b[H\x1b[1mb \x1b]0;t\x07\x1b[22;7mc\x1b[27;30;107md\x1b[39;49me"
    )
    assert found == {
        Style(): "ae",
        Style(bold=True): "b",
        Style(reverse=True): "c",
        Style(0, 15): "d",
    }
