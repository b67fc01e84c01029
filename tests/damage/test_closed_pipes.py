"""A reader that is gone, or goes: nothing is said of it, by any command that prints."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import typer.main

from mes_optout import cli
from mes_optout.clicks import get_commands
from support.homes import PROGRAM, READ_ON, Home, environment, new_home, typed
from support.in_process import HANG, LOST, TRACEBACK, UNCLEAR, Complaint, Tally

pytestmark = pytest.mark.slow  # starts the program often

SECONDS = 30
SENT = "2026-11-02"
WARNING = "Dans un agenda partagé".encode()  # who may see it: said whoever reads the entry
COMMANDS = [
    ["--help"],
    ["--version"],
    ["help"],
    ["help", "accessibility"],
    ["help", "checklist"],
    ["guide", "--help"],
    ["status"],
    ["status", "--json"],
    ["checklist"],
    ["checklist", "--blank", "cloture"],
    *(["checklist", "--format", name, "--output", "-"] for name in ("markdown", "html", "json")),
    ["deadline", SENT],
    ["deadline", SENT, "--ics", "-"],
    ["letter"],
    ["letter", "opposition"],
    ["letter", "opposition", "--format", "html", "--output", "-"],
    ["page"],
    ["sources"],
    ["sources", "opposition"],
    ["traces"],
    ["traces", "--shell", "powershell"],
    ["forget", "--yes"],
    ["completion", "bash"],
    ["completion", "fish"],
    ["completion", "powershell"],
    ["steps", "list"],
    ["steps", "check", "--today", READ_ON],
    ["steps", "check", "--today", READ_ON, "--json"],
    ["steps", "--help"],
]
IDS = [" ".join(command) for command in COMMANDS]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home in which something is noted."""
    home = new_home(tmp_path_factory.mktemp("begun"))
    home.run("guide", "opposition", "--simple", input=typed("1", "1", "2 novembre 2026"))
    assert home.ticked()
    return home


def again(begun: Home, folder: Path) -> Home:
    """Return a copy of a home, for a command that may change it."""
    shutil.copytree(begun.folder, folder / "home")
    return Home(folder / "home")


def gone(home: Home, program: Sequence[str]) -> tuple[int, bytes]:
    """Run with a reader that has left before the first byte."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        program,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        env=environment(home.folder),
        timeout=SECONDS,
        check=False,
    )
    os.close(writer)
    return done.returncode, done.stderr


def one_byte(home: Home, program: Sequence[str]) -> tuple[int, bytes]:
    """Run with a reader that takes one byte and leaves."""
    with subprocess.Popen(
        program,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home.folder),
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.read(1)
        child.stdout.close()
        said = child.stderr.read()
        return child.wait(SECONDS), said


def head(home: Home, program: Sequence[str]) -> tuple[int, bytes]:
    """Run as somebody types it: `| head -1`."""
    line = f"set -o pipefail; {shlex.join(program)} | head -1 >head.txt"
    done = subprocess.run(
        ["bash", "-c", line],  # noqa: S607  (whichever there is)
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=home.folder,
        env=environment(home.folder),
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stderr


READERS = {"gone": gone, "one byte": one_byte, "head -1": head}


def judged(code: int, said: bytes) -> Iterator[Complaint]:
    """Complain of anything but silence, or a warning, and 0."""
    if b"Error" in said or b"Traceback" in said:
        yield TRACEBACK, said.decode()[-300:]
    elif code or (said and not said.startswith(WARNING)):
        yield UNCLEAR, f"exit {code}: {said.decode()[-300:]}"


def sweep(begun: Home, folder: Path, tally: Tally, program: Sequence[str]) -> None:
    """Run every command before every kind of reader."""
    for name, reader in READERS.items():
        for command in COMMANDS:
            here = folder / str(tally.tried)
            home = again(begun, here) if "forget" in command else begun
            try:
                tally.add(f"{name}: {command}", judged(*reader(home, [*program, *command])))
            except subprocess.TimeoutExpired:
                tally.add(f"{name}: {command}", [(HANG, "it did not end")])
            if home is not begun and home.state.exists():
                tally.add(name, [(LOST, "not deleted, though asked for")])


def test_every_command_is_in_the_sweep() -> None:
    commands = get_commands(typer.main.get_command(cli.make_app()))
    assert commands.keys() - {command[0] for command in COMMANDS} == set()


def test_no_command_minds(begun: Home, tmp_path: Path, tally: Tally) -> None:
    """A closed pipe is silent, and no error: nobody reads any more."""
    sweep(begun, tmp_path, tally, PROGRAM)
    assert tally.tried >= len(READERS) * len(COMMANDS)
    assert tally.found == []


def test_a_walk_whose_reader_leaves_keeps_what_was_confirmed(home: Home) -> None:
    """The answers after that are not taken for confirmed: nobody saw their questions."""
    with subprocess.Popen(
        [*PROGRAM, "guide", "confidentialite", "--simple"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(home.folder),
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(typed("1", "1", "1").encode())
        child.stdin.flush()
        seen = b""
        while b"Comment voulez-vous continuer" not in seen:
            part = os.read(child.stdout.fileno(), 1 << 16)
            assert part, seen.decode()
            seen += part
        kept = home.ticked()
        child.stdout.close()
        child.stdin.write(typed("1", "2").encode())
        child.stdin.close()
        child.stdin = None
        said = child.stderr.read()
        assert (child.wait(SECONDS), said) == (0, b"")
    assert len(kept) == 1
    assert home.ticked() == kept


LINES = "print('a\\n' * 500_000)"
FAULTS = {
    "says so": (LINES, TRACEBACK),
    "is killed": (
        f"import signal\nsignal.signal(signal.SIGPIPE, signal.SIG_DFL)\n{LINES}",
        UNCLEAR,
    ),
    "fails": (f"import os\ntry:\n {LINES}\nexcept OSError:\n os._exit(1)", UNCLEAR),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("reader", READERS)
def test_a_program_that_minds_is_found_out(fault: str, reader: str, home: Home) -> None:
    """The judge goes red for a program that prints a traceback, is killed or fails."""
    text, kind = FAULTS[fault]
    program = [sys.executable, "-c", text]
    assert kind in {each for each, _ in judged(*READERS[reader](home, program))}
