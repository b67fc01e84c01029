"""In tmux and under a shell: what scrolling back shows after leaving, stopping and going on."""

import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from mes_optout.content.loader import Pack
from support.homes import PROGRAM, Home, all_lines, environment, typed
from support.terminals import words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux"),
]

PAGES = ("Avant de commencer", "Le temps qu'il vous reste", "S'opposer", "monespacesante")


@dataclass
class Tmux:
    """A shell in a tmux of its own."""

    home: Home

    def __call__(self, *arguments: str) -> str:
        command = ["tmux", "-S", "socket", "-f", "/dev/null", *arguments]  # short: sockets must be
        folder = self.home.folder
        done = subprocess.run(
            command, cwd=folder, env=environment(folder), check=True, capture_output=True, text=True
        )
        return done.stdout

    def begin(self) -> None:
        """Start the shell, whose prompt is a word."""
        shell = ["env", "PS1=ready> ", "bash", "--norc", "--noprofile", "-i"]
        self("new-session", "-d", "-x", "80", "-y", "24", "-c", str(self.home.folder), *shell)
        self.wait_for("ready>")

    def all(self) -> str:
        """Return the words on the screen and of everything above it."""
        return words(self("capture-pane", "-p", "-S", "-"))

    def wait_for(self, *texts: str) -> str:
        """Look again until all of `texts` are there."""
        until = time.monotonic() + 15
        while time.monotonic() < until:
            seen = self.all()
            if all(text in seen for text in texts):
                return seen
        raise AssertionError(f"{texts} did not come.\n{self('capture-pane', '-p', '-S', '-')}")

    def wait_for_nothing_but(self, text: str) -> None:
        """Look again until that is all there is. Keys that come before it are for the program."""
        until = time.monotonic() + 15
        while (seen := self.all()) != text:
            assert time.monotonic() < until, seen

    def send(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self("send-keys", *keys)

    def walk(self, *options: str) -> None:
        """Start the guide and go to the first step."""
        self.send(shlex.join([*PROGRAM, "guide", "opposition", *options]), "Enter")
        self.wait_for("Voulez-vous continuer ?", "Votre choix" if options else "> Continuer")
        self.send(*(["1"] if options else []), "Enter")
        self.wait_for("Durée", "Votre choix" if options else "> Continuer")
        self.send(*(["1"] if options else []), "Enter")
        self.wait_for("Quel jour", "Date, ou 0" if options else "Tapez la date")
        self.send("0", "Enter")
        self.wait_for("Choisi : Je ne sais pas", "Changer la date d'envoi", "Quitter")


@pytest.fixture
def tmux(home: Home) -> Iterator[Tmux]:
    session = Tmux(home)
    session.begin()
    yield session
    session("kill-server")


@pytest.mark.parametrize("options", [(), ("--simple",)], ids=["menus", "linear"])
def test_ctrl_c_leaves_nothing_to_scroll_back_to(tmux: Tmux, options: tuple[str, ...]) -> None:
    """REQ-S1, REQ-S2: not even the command; the shell then shows what is typed."""
    tmux.walk(*options)
    tmux.send("C-c", "C-c", "C-c")
    tmux.wait_for_nothing_but("ready>")
    tmux.send("echo $((6*7))", "Enter")
    seen = tmux.wait_for("42")
    assert "echo $((6*7))" in seen
    assert [text for text in (*PAGES, "mes_optout") if text in seen] == []


@pytest.mark.parametrize("options", [(), ("--simple",)], ids=["menus", "linear"])
def test_ctrl_d_leaves_one_sentence_to_scroll_back_to(tmux: Tmux, options: tuple[str, ...]) -> None:
    """REQ-S25: of the pages no word, nor the command."""
    tmux.walk(*options)
    tmux.send("C-d")
    seen = tmux.wait_for("La saisie s'arrête ici.", "mes-optout guide ready>")
    assert [text for text in (*PAGES, "mes_optout") if text in seen] == []


@pytest.mark.parametrize("options", [(), ("--simple",)], ids=["menus", "linear"])
def test_a_stop_wipes_and_going_on_asks_again(tmux: Tmux, options: tuple[str, ...]) -> None:
    """REQ-S6."""
    tmux.walk(*options)
    tmux.send("C-z")
    seen = tmux.wait_for("Stopped", "ready>")
    assert [text for text in PAGES if text in seen] == []
    tmux.send("clear; fg", "Enter")
    tmux.wait_for("Changer la date d'envoi", "Votre choix" if options else "> Continuer")
    tmux.send("C-c")
    seen = tmux.wait_for("ready>")
    assert [text for text in PAGES if text in seen] == []


@pytest.mark.parametrize("variable", ["MES_OPTOUT_SIMPLE=0", "MES_OPTOUT_SIMPLE=1"])
def test_a_stop_at_a_question_below_a_list_brings_the_list_back(tmux: Tmux, variable: str) -> None:
    """REQ-S6: the list of `forget` is no page; it is wiped and comes back as one does."""
    page = (str(tmux.home.notes)[:40], "Ces fichiers seront effacés", "Effacer ?", "Non, garder")
    tmux.home.run("guide", "opposition", input=typed("1", "1", "2 novembre 2026"))
    tmux.send(f"clear; {variable} {shlex.join([*PROGRAM, 'forget'])}", "Enter")
    tmux.wait_for(*page)
    for _ in range(2):
        tmux.send("C-z")
        seen = tmux.wait_for("Stopped", "ready>")
        assert [text for text in page if text in seen] == []
        tmux.send("clear; fg", "Enter")
        seen = tmux.wait_for(*page)
        assert [seen.count(text) for text in page] == [2, 1, 1, 1]
    tmux.send(*(["1"] if variable.endswith("1") else []), "Enter")
    tmux.wait_for("Rien n'a été effacé.")
    assert tmux.home.notes.exists()


@pytest.mark.parametrize("options", [(), ("--simple",)], ids=["menus", "linear"])
def test_finishing_leaves_nothing_to_scroll_back_to(
    tmux: Tmux, options: tuple[str, ...], pack: Pack
) -> None:
    """REQ-S25: no word of a page, nor the command; and what comes next is what the shell shows."""
    procedure = pack.procedure("cloture")
    tmux.home.run("guide", "cloture", input=typed(*all_lines(procedure)))
    tmux.send(shlex.join([*PROGRAM, "guide", "cloture", *options]), "Enter")
    tmux.wait_for("Voulez-vous continuer ?", "Votre choix" if options else "> Continuer")
    tmux.send(*(["1"] if options else []), "Enter")
    tmux.wait_for(words(procedure.finished), "Votre choix : " if options else "> Terminer")
    tmux.send(*(["1"] if options else []), "Enter")
    tmux.wait_for_nothing_but("ready>")
    tmux.send("echo $((6*7))", "Enter")
    seen = tmux.wait_for("ready> echo $((6*7)) 42")
    telling = (*PAGES, procedure.title, words(procedure.finished), "Terminer", "mes_optout")
    assert [text for text in telling if text in seen] == []
