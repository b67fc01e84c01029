"""No command reaches for the network, as the system sees it (REQ-S20)."""

import shutil
import socket  # noqa: TID251  (to see that it is shut)
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer.main
from pytest_socket import SocketBlockedError

from mes_optout import cli
from mes_optout.clicks import get_commands
from mes_optout.content.loader import Pack
from support import terminals
from support.homes import PROGRAM, READ_ON, Home, all_lines, typed
from support.straight import pages_straight_on
from support.terminals import ENTER, Terminal, walk_on

sweep = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"),
]

COMMANDS = [
    ("--help",),
    ("status",),
    ("status", "--json"),
    ("deadline", "2026-11-02"),
    ("deadline", "2026-11-02", "--ics", "-"),
    ("letter", "opposition"),
    ("sources",),
    ("steps", "list"),
    ("steps", "check", "--today", READ_ON),
    ("checklist",),
    ("checklist", "--format", "markdown"),
    ("checklist", "--format", "html"),
    ("checklist", "--output", "list.json"),
    ("forget", "--yes"),
]
ALONE = sorted(
    set(get_commands(typer.main.get_command(cli.make_app())))
    - {"guide", *(command[0] for command in COMMANDS)}
)


def watched(trace: Path, *program: str) -> tuple[str, ...]:
    """Return how to start `program` so that each socket that it opens is noted in `trace`."""
    calls = "trace=socket,socketpair,connect,bind"
    how = ("-f", "-qq", "--seccomp-bpf", "-e", calls, "-e", "signal=none")
    return ("strace", *how, "-o", str(trace), *program)


def reached_for(trace: Path) -> list[str]:
    """Return the noted calls that are not for this machine alone, as asyncio's own pair is."""
    calls = trace.read_text(encoding="utf-8").splitlines()
    return [call for call in calls if "AF_UNIX" not in call]


@pytest.fixture
def trace(tmp_path: Path) -> Path:
    return tmp_path / "trace"


class TestProgram:
    """REQ-S20: a whole run of each command."""

    pytestmark = sweep

    @pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
    def test_commands(self, arguments: tuple[str, ...], home: Home, trace: Path) -> None:
        begun = typed("1", "1", "2 novembre 2026", "1")
        home.run("guide", "opposition", "--simple", input=begun)
        done = home.run(*arguments, program=watched(trace, *PROGRAM))
        assert (done.code, bool(done.out)) == (0, True)
        assert reached_for(trace) == []

    @pytest.mark.parametrize("name", ALONE)
    def test_every_other_command_alone(self, name: str, home: Home, trace: Path) -> None:
        done = home.run(name, program=watched(trace, *PROGRAM))
        assert done.code in {0, 2}
        assert done.out + done.err
        assert reached_for(trace) == []

    def test_a_walk_as_lines(self, home: Home, pack: Pack, trace: Path) -> None:
        lines = typed(*all_lines(pack.procedure("opposition")))
        done = home.run("guide", "opposition", input=lines, program=watched(trace, *PROGRAM))
        assert done.code == 0
        assert reached_for(trace) == []

    def test_a_walk_in_menus(
        self,
        start: Callable[..., Terminal],
        pack: Pack,
        trace: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(terminals, "PROGRAM", watched(trace, *PROGRAM))
        procedure = pack.procedure("cloture")
        terminal = start("guide", "cloture")
        terminal.wait_for("> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("Durée", "> Continuer")
        terminal.send(ENTER)
        for page in pages_straight_on(procedure):
            step = page.step
            terminal.wait_for(step.title, f"> [à faire] {step.checks[0].text}")
            walk_on(terminal, page)
        terminal.wait_for(procedure.finished, "> Terminer")
        terminal.send(ENTER)
        assert terminal.leave() == 0
        assert "AF_UNIX" in trace.read_text(encoding="utf-8")
        assert reached_for(trace) == []

    def test_a_call_for_the_network_is_noticed(self, home: Home, trace: Path) -> None:
        """The watch itself can fail."""
        reaching = "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)"
        home.run(program=watched(trace, sys.executable, "-c", reaching))
        assert len(reached_for(trace)) == 1


class TestSuite:
    """REQ-S20: whatever else a test runs in this process cannot reach the network unseen."""

    @pytest.mark.filterwarnings("ignore:A test tried")  # some versions warn as well
    def test_the_network_is_shut(self) -> None:
        with pytest.raises(SocketBlockedError):
            socket.socket(socket.AF_INET)

    def test_what_asyncio_needs_is_open(self) -> None:
        for end in socket.socketpair(socket.AF_UNIX):
            end.close()
