"""What is said before the first telling word, what is left in names, and how a visit ends."""

import re
from collections.abc import Callable

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure
from support.homes import Home, all_lines, typed
from support.straight import pages_straight_on
from support.terminals import DOWN, ENTER, UP, WIPE, Terminal, tick_all

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]

TELLING = re.compile(r"\b(?:trans(?:ition\w*)?|genre|gender|santé|health)\b", re.IGNORECASE)
GO_ON = {"fr": "> Continuer", "en": "> Go on"}
CHOICE = {"fr": "Votre choix :", "en": "Your choice:"}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("arguments", [(), ("guide",), ("guide", "opposition")], ids=" ".join)
@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
def test_the_first_page_tells_nothing(
    *, linear: bool, arguments: tuple[str, ...], language: str, home: Home, start: Start
) -> None:
    """REQ-S7: not on the page, and in nothing else that reaches the terminal before it."""
    variables = {"MES_OPTOUT_LANG": language, "MES_OPTOUT_SIMPLE": str(int(linear))}
    terminal = start(*arguments, env=variables)
    terminal.wait_for("Ctrl-C", (CHOICE if linear else GO_ON)[language])
    shown = terminal.raw.decode().replace(str(home.folder), "")
    assert TELLING.findall(shown) == []
    assert not home.state.exists()


def test_what_is_telling_is_found() -> None:
    """The search itself can fail."""
    assert TELLING.findall("Mon espace santé, TRANS, genre") == ["santé", "TRANS", "genre"]
    assert TELLING.findall("transmettre, engendrer") == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_names_and_titles_tell_nothing(language: str, home: Home) -> None:
    """REQ-S8: files and folders after whole walks, and the titles above the lists."""
    pack = Pack(shipped(), language)
    for name in pack.triage.procedures:
        procedure = pack.procedure(name)
        lines = typed(*all_lines(procedure))
        assert home.run("guide", name, "--lang", language, input=lines).code == 0
        assert TELLING.findall(procedure.title) == []
    names = [str(path.relative_to(home.folder)) for path in home.folder.rglob("*")]
    assert "state/notes.json" in names
    assert [name for name in names if TELLING.search(name) or "optout" in name] == []


def reach_the_end(start: Start, home: Home, procedure: Procedure) -> Terminal:
    """Return a terminal with the last page of a procedure on it."""
    *before, end = pages_straight_on(procedure)
    last = end.step
    lines = [line for page in before for line in (page.boxes, *page.on)]
    home.run("guide", procedure.id, input=typed("1", "1", *lines))
    terminal = start("guide", procedure.id)
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {last.checks[0].text}")
    terminal.send(*tick_all(last))
    terminal.wait_for(procedure.finished, "> Terminer", "Terminer et laisser cette page à l'écran")
    return terminal


@pytest.mark.parametrize("stays", [False, True], ids=["finish", "stay"])
def test_the_last_page_goes_unless_it_is_to_stay(
    *, stays: bool, start: Start, home: Home, pack: Pack
) -> None:
    """REQ-S22, REQ-S25: the first answer wipes; the last one of the end page leaves it there."""
    procedure = pack.procedure("cloture")
    terminal = reach_the_end(start, home, procedure)
    if stays:
        terminal.send(UP)
        terminal.wait_for("> Terminer et laisser")
    terminal.send(ENTER)
    assert terminal.leave() == 0
    assert terminal.raw.endswith(WIPE) == (not stays)
    assert (procedure.finished in terminal.page) == stays
    assert (terminal.scrolled_away == "") or stays
    assert terminal.is_sane()


def test_all_can_be_deleted_on_the_last_page(start: Start, home: Home, pack: Pack) -> None:
    """As REQ-S22: then nothing is left, neither on the screen nor on the disk."""
    terminal = reach_the_end(start, home, pack.procedure("cloture"))
    assert home.notes.exists()
    terminal.send(UP, UP)
    terminal.wait_for("> Terminer et tout effacer")
    terminal.send(ENTER)
    terminal.wait_for("Effacer ?", "> Non, garder")
    terminal.send(DOWN)
    terminal.wait_for("> Oui, effacer")
    terminal.send(ENTER)
    assert terminal.leave() == 0
    assert terminal.raw.endswith(WIPE)
    assert not home.notes.exists()
