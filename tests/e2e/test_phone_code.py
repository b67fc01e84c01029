"""The address of a step as a QR code on the screen: a phone reads it, at every size it is shown."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Step
from support.homes import Home
from support.qr_codes import from_half_blocks
from support.terminals import DOWN, ENTER, Terminal

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]
Env = Mapping[str, str] | None

STEP = "page"
OFFER = "Ouvrir la page sur votre téléphone (code QR)"
BLOCKS = set(" ▀▄█")


def link_of(pack: Pack) -> str:
    link = next(step.link for step in pack.procedure("cloture").steps if step.id == STEP)
    assert link
    return link


def pick(terminal: Terminal, label: str, question: str) -> None:
    """Below a question, go down to an answer, which may be wrapped, and take it."""
    terminal.wait_for(question)

    def pointed() -> str:
        return next((row[3:] for row in terminal.rows if row.startswith(" > ")), "")

    def moved(before: str) -> bool:
        return pointed() not in {"", before}

    for _ in range(12):
        terminal.wait_until(lambda: bool(pointed()), "a pointer")
        here = pointed()
        if label.startswith(here) or here.startswith(label):
            terminal.send(ENTER)
            return
        terminal.send(DOWN)
        terminal.wait_until(partial(moved, here), "another answer")
    raise AssertionError(label, terminal.rows)


def tick_nothing(terminal: Terminal, step: Step) -> None:
    terminal.wait_for(step.checks[-1].text, "Espace : cocher.")
    terminal.settle()
    terminal.send(ENTER)


def to_choices(
    start: Start, pack: Pack, columns: int = 80, rows: int = 24, env: Env = None
) -> Terminal:
    """Go to the rarer choices of a step that has an address, on a screen of a size."""
    steps = pack.procedure("cloture").steps
    step = next(step for step in steps if step.id == STEP)
    terminal = start("guide", "cloture", env=env)
    pick(terminal, "Continuer", "Avant de commencer")
    pick(terminal, "Continuer", "Durée")
    tick_nothing(terminal, steps[0])
    pick(terminal, "Autres choix", "Comment voulez-vous continuer ?")
    pick(terminal, "Aller à une autre étape", "Que voulez-vous faire ?")
    pick(terminal, step.title, "Quelle étape ?")
    tick_nothing(terminal, step)
    terminal.wait_for("Comment voulez-vous continuer ?", "> Continuer")
    if (columns, rows) != (80, 24):
        terminal.resize(columns, rows)
    pick(terminal, "Autres choix", "Comment voulez-vous continuer ?")
    terminal.wait_for("Que voulez-vous faire ?", "Quitter")
    return terminal


def show_code(terminal: Terminal) -> None:
    pick(terminal, OFFER, "Que voulez-vous faire ?")
    terminal.wait_for("Visez ce code", "> Revenir", "Quitter")
    terminal.settle()


def code_rows(terminal: Terminal) -> list[int]:
    return [
        number
        for number, row in enumerate(terminal.rows)
        if set(row) <= BLOCKS and {"▀", "█"} & set(row)
    ]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (41, 30), (37, 29), (120, 50)])
def test_a_phone_reads_the_code(columns: int, rows: int, start: Start, pack: Pack) -> None:
    terminal = to_choices(start, pack, columns=columns, rows=rows)
    show_code(terminal)
    drawn = code_rows(terminal)
    lines = [terminal.rows[n].ljust(columns) for n in range(drawn[0], drawn[-1] + 1)]
    assert from_half_blocks(lines, lit=0, inverted=False) == [link_of(pack)]
    assert link_of(pack) in "".join(terminal.rows)
    # All of it stands on the screen together, with the answers: nothing has scrolled away.
    assert terminal.scrolled_away == ""
    assert "Échap : revenir." in terminal.page


def test_its_colours_are_its_own(start: Start, pack: Pack) -> None:
    """Black on white, whatever the terminal's background is."""
    terminal = to_choices(start, pack)
    show_code(terminal)
    cells = [terminal.cell(row, column) for row in code_rows(terminal) for column in range(37)]
    assert {(cell.fg, cell.bg) for cell in cells} == {("black", "brightwhite")}


def test_without_colours_it_can_still_be_read_on_dark(start: Start, pack: Pack) -> None:
    """REQ-A15: no colour; then light and dark have changed places, which readers take too."""
    terminal = to_choices(start, pack, env={"NO_COLOR": "1"})
    show_code(terminal)
    drawn = code_rows(terminal)
    lines = [terminal.rows[n].ljust(37) for n in range(drawn[0], drawn[-1] + 1)]
    assert from_half_blocks(lines, lit=255) == [link_of(pack)]
    assert {terminal.cell(n, 10).bg for n in drawn} == {"default"}


@pytest.mark.parametrize(("columns", "rows"), [(36, 40), (80, 23), (37, 26)])
def test_where_it_has_no_room_it_is_not_offered(
    columns: int, rows: int, start: Start, pack: Pack
) -> None:
    terminal = to_choices(start, pack, columns=columns, rows=rows)
    assert "code QR" not in terminal.page


def test_a_terminal_that_shrinks_keeps_the_address(start: Start, pack: Pack) -> None:
    terminal = to_choices(start, pack)
    show_code(terminal)
    terminal.resize(34)
    terminal.wait_for("> Revenir", "Quitter")
    assert code_rows(terminal) == []
    assert link_of(pack) in "".join(terminal.rows)


def test_lines_never_offer_it(home: Home) -> None:
    """Somebody may be listening: half blocks are no help to them."""
    told = home.run(
        "guide", "cloture", "--simple", input="1\n1\n0\nautres\naller\n6\n0\nautres\nq\n"
    )
    assert "QR" not in told.out
    assert "Pourquoi et sources" in told.out


def test_a_list_on_a_terminal_has_them_when_asked(start: Start, pack: Pack) -> None:
    terminal = start("checklist", "cloture", "--qr", columns=80, rows=800)
    assert terminal.leave() == 0
    links = [step.link for step in pack.procedure("cloture").steps if step.link]
    blocks: list[list[str]] = [[]]
    for row in terminal.rows:
        if set(row) <= BLOCKS and row:
            blocks[-1].append(row.ljust(80))
        elif blocks[-1]:
            blocks.append([])
    assert [
        said for block in blocks if block for said in from_half_blocks(block, lit=0, inverted=False)
    ] == links
