"""In GNU screen, which keeps its history however it is asked to clear it (REQ-S3)."""

import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pexpect
import pytest

from support.homes import PROGRAM, Home, environment
from support.terminals import CTRL_C, ENTER, UP, WIPE, Terminal, words

pytestmark = pytest.mark.slow  # starts the program many times

needs_screen = pytest.mark.skipif(shutil.which("screen") is None, reason="needs GNU screen")

SHELL = ("bash", "--norc", "--noprofile", "-i")
PROMPT = "ready>"
BEFORE = "seen before"


@dataclass
class GnuScreen:
    """A detached screen; keys are pressed and the window is read from outside."""

    home: Home
    window: str = "0"
    _copies: Iterator[int] = field(default_factory=count)

    def __call__(self, *arguments: str) -> None:
        command = ["screen", "-S", "t", *arguments]
        folder = self.home.folder
        subprocess.run(
            command, cwd=folder, env=self.env, check=True, capture_output=True, timeout=15
        )

    @property
    def env(self) -> dict[str, str]:
        """The environment of the screen and of its windows."""
        folder = self.home.folder  # a short path: sockets must have one
        return environment(folder, SCREENDIR=str(folder / "s"), PS1=f"{PROMPT} ")

    def begin(self) -> None:
        """Start the shell, in whose history something stands already."""
        (self.home.folder / "s").mkdir(mode=0o700)
        self("-c", "/dev/null", "-U", "-d", "-m", *SHELL)
        self._wait_until_it_listens()
        self.wait_until(lambda seen: seen == PROMPT)
        self.type(f"for n in {' '.join('x' * 30)}; do echo {BEFORE}; done{ENTER}")
        self.wait_until(lambda seen: seen.count(BEFORE) > 30)

    def _wait_until_it_listens(self) -> None:
        until = time.monotonic() + 15
        while True:
            try:
                self("-Q", "info")
            except subprocess.CalledProcessError:
                if time.monotonic() > until:
                    raise
            else:
                return

    def all(self) -> str:
        """Return the words on the screen and of everything above it."""
        copy = f"copy{next(self._copies)}"
        self("-p", self.window, "-X", "hardcopy", "-h", copy)
        self("-p", self.window, "-Q", "info")  # is answered once the copy is made
        return words((self.home.folder / copy).read_text(encoding="latin-1"))

    def wait_until(self, condition: Callable[[str], bool]) -> None:
        """Look again until `condition` holds for all the words."""
        until = time.monotonic() + 15
        while not condition(seen := self.all()):
            assert time.monotonic() < until, seen

    def wait_for(self, *texts: str) -> None:
        """Look again until all of `texts` are there."""
        self.wait_until(lambda seen: all(text in seen for text in texts))

    def type(self, *keys: str) -> None:
        """Press keys."""
        self("-p", self.window, "-X", "stuff", "".join(keys))

    def walk(self, *options: str) -> None:
        """Start the guide and go to the first page with a telling word."""
        self.type(shlex.join([*PROGRAM, "guide", "opposition", *options]), ENTER)
        self.wait_for("Voulez-vous continuer ?", "Votre choix :" if options else "> Continuer")
        self.type("1" if options else "", ENTER)
        self.wait_for("Durée", "Votre choix :" if options else "> Continuer")
        self.type("1" if options else "", ENTER)
        self.wait_for("Quel jour", "Date, ou 0" if options else "Tapez la date")
        self.type("0", ENTER)
        self.wait_for("Choisi : Je ne sais pas", "Changer la date d'envoi", "Quitter", BEFORE)


@pytest.fixture
def screen(home: Home) -> Iterator[GnuScreen]:
    session = GnuScreen(home)
    session.begin()
    yield session
    session("-X", "quit")


@pytest.mark.slow
@needs_screen
@pytest.mark.parametrize(
    ("options", "keys"),
    [((), CTRL_C), ((), UP + ENTER), (("--simple",), CTRL_C), (("--simple",), f"q{ENTER}")],
    ids=["menus-ctrl-c", "menus-quit", "lines-ctrl-c", "lines-quit"],
)
def test_leaving_empties_the_history(
    options: tuple[str, ...], keys: str, screen: GnuScreen
) -> None:
    """REQ-S3: nothing is left of the program, nor of what stood there before; the shell goes on."""
    screen.walk(*options)
    screen.type(keys)
    screen.wait_until(lambda seen: seen == PROMPT)
    screen.type("echo going on", ENTER)
    screen.wait_until(lambda seen: seen == f"{PROMPT} echo going on going on {PROMPT}")


@pytest.mark.slow
@needs_screen
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of a fork beside pytest-xdist's threads
def test_the_history_of_another_window_stays(screen: GnuScreen) -> None:
    """REQ-S3: ours is emptied, also while the person looks at another one."""
    screen("-X", "screen", *SHELL)
    ours = GnuScreen(screen.home, window="1")
    ours.wait_until(lambda seen: seen == PROMPT)
    ours.type(f"echo {BEFORE}", ENTER)
    ours.walk()
    eyes = pexpect.spawn("screen", ["-S", "t", "-x", "-p", "0"], env=screen.env)
    eyes.expect_exact(BEFORE)
    ours.type(CTRL_C)
    ours.wait_until(lambda seen: seen == PROMPT)
    eyes.close()
    assert screen.all().count(BEFORE) > 30
    screen.type("for n in 1 2 3; do echo kept; done", ENTER)
    screen.wait_until(lambda seen: seen.count("kept") == 4 and seen.count(BEFORE) > 30)


@pytest.mark.parametrize(
    "program", [None, "echo loud; echo loud >&2; exit 1", "exec sleep 60"], ids=str
)
def test_a_screen_that_does_not_help_delays_nobody(
    program: str | None, home: Home, start: Callable[..., Terminal]
) -> None:
    """REQ-S1, REQ-S3: it is absent, complains or hangs; leaving is silent and soon."""
    folder = home.folder / "programs"
    folder.mkdir()
    if program is not None:
        (folder / "screen").write_text(f"#!/bin/sh\n{program}\n", encoding="ascii")
        (folder / "screen").chmod(0o755)
    path = f"{folder}:/bin" if program else str(folder)
    terminal = start("guide", env={"STY": "1.gone", "WINDOW": "0", "PATH": path})
    terminal.wait_for("Avant de commencer", "> Continuer")
    began = time.monotonic()
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert time.monotonic() - began < 5
    assert terminal.raw.endswith(WIPE)
    assert b"loud" not in terminal.raw


@pytest.mark.parametrize(
    ("variables", "stays"),
    [
        ({"TERM": "screen.xterm-256color", "STY": None}, True),
        ({"TERM": "screen", "STY": "1.here"}, False),
        ({"TERM": "screen-256color", "TMUX": "here,1,0"}, False),
        ({"TERM": "tmux-256color"}, False),
    ],
    ids=["screen elsewhere", "screen", "tmux", "tmux elsewhere"],
)
def test_the_first_page_promises_no_more_than_can_be_cleared(
    *, variables: dict[str, str | None], stays: bool, start: Callable[..., Terminal]
) -> None:
    """REQ-S3: through ssh from within GNU screen, say, there is nobody to ask."""
    terminal = start("guide", env=variables)
    terminal.wait_for("L'écran est alors vidé.", "> Continuer")
    assert ("des lignes peuvent rester" in terminal.page) == stays
    assert ("Pour partir tout de suite" in terminal.page) == (not stays)


def test_the_program_that_is_asked_can_be_ended(home: Home, start: Callable[..., Terminal]) -> None:
    """What this program keeps from its threads, it does not keep from others."""
    folder = home.folder / "programs"
    folder.mkdir()
    script = f"""#!{sys.executable} -IS
import os, signal
with open(os.environ["HOME"] + "/blocked", "w") as file:
    file.write(str(len(signal.pthread_sigmask(signal.SIG_BLOCK, ()))))
"""
    (folder / "screen").write_text(script, encoding="ascii")
    (folder / "screen").chmod(0o755)
    terminal = start("guide", env={"STY": "1.here", "PATH": f"{folder}:/bin:/usr/bin"})
    terminal.wait_for("Avant de commencer", "> Continuer")
    terminal.kill(signal.SIGTERM)
    assert terminal.leave() == 143
    assert (home.folder / "blocked").read_text(encoding="ascii") == "0"
