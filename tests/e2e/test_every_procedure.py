"""Every procedure walks to its end, in both modes and both languages."""

from collections.abc import Callable

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from support.homes import Home, all_lines, typed
from support.straight import pages_straight_on
from support.terminals import ENTER, Terminal, walk_on, words

PROCEDURES = Pack(shipped(), "fr").triage.procedures
GO_ON = {"fr": "> Continuer", "en": "> Go on"}
FINISH = {"fr": "> Terminer", "en": "> Finish"}


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", PROCEDURES)
def test_as_lines(name: str, language: str, home: Home) -> None:
    procedure = Pack(shipped(), language).procedure(name)
    lines = typed(*all_lines(procedure))
    done = home.run("guide", name, "--simple", "--lang", language, input=lines)
    assert (done.code, done.err) == (0, "")
    assert procedure.finished in words(done.out)
    assert home.status(name)["finished"] is True
    assert "(in French for now)" not in done.out


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PROCEDURES)
def test_in_menus(name: str, language: str, home: Home, start: Callable[..., Terminal]) -> None:
    procedure = Pack(shipped(), language).procedure(name)
    terminal = start("guide", name, "--lang", language)
    terminal.wait_for(GO_ON[language])
    terminal.send(ENTER)
    terminal.wait_for({"fr": "Durée", "en": "How long"}[language], GO_ON[language])
    terminal.send(ENTER)
    if procedure.if_late:
        terminal.wait_for({"fr": "Tapez la date", "en": "Type the date"}[language])
        terminal.send("2026-11-02", ENTER)
        terminal.wait_for({"fr": "14 décembre 2026", "en": "14 December 2026"}[language], "> ")
        terminal.send(ENTER)
    for page in pages_straight_on(procedure):
        step = page.step
        terminal.wait_for(step.title, *(f"] {check.text}" for check in step.checks))
        walk_on(terminal, page)
    terminal.wait_for(procedure.finished, FINISH[language])
    terminal.send(ENTER)
    assert terminal.leave() == 0
    assert home.status(name)["finished"] is True
