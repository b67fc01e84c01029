"""`steps prove`: what an editor sees, the exit code, and that nothing of it goes on afterwards."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from support.homes import PROGRAM, Home, environment
from support.proved_pack import FILES, write_pack

RINGING = "fr/sonner.toml"


@pytest.fixture
def lost(tmp_path: Path) -> Path:
    """Return steps with a procedure to which nothing leads."""
    away = 'procedure = "sonner"\nnote = "Sonner fait du bruit."\n'
    entry = FILES["fr/entrer.toml"]
    assert away in entry
    return write_pack(tmp_path / "steps", {"fr/entrer.toml": entry.replace(away, "")})


def test_what_leads_on_is_said_in_figures(home: Home, tmp_path: Path) -> None:
    done = home.run("--lang", "en", "steps", "prove", str(write_pack(tmp_path / "steps")))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Tried: 7 beginnings, ")
    assert "  dehors: 3, 7" in lines
    assert lines[-2:] == ["The longest of these: 7 answers.", "Everything is in order."]


def test_what_leads_nowhere_is_said_with_its_file(home: Home, lost: Path) -> None:
    done = home.run("steps", "prove", str(lost))
    assert (done.code, done.err) == (65, "")
    assert f"{RINGING}:1: rien ne mène à cette démarche" in " ".join(done.out.split())


def test_the_map_is_printed_alone(home: Home, tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "steps")
    done = home.run("--steps", str(folder), "steps", "prove", "--graph", "sonner")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('digraph "sonner" {\n')
    assert done.out.endswith("}\n")


def test_a_map_of_no_procedure_is_refused(home: Home, tmp_path: Path) -> None:
    done = home.run("steps", "prove", str(write_pack(tmp_path / "steps")), "--graph", "voler")
    assert done.code == 2
    assert "voler" in done.err


@pytest.mark.posix("elsewhere one process goes through it all")
def test_ctrl_c_ends_every_process(home: Home) -> None:
    """Or else some would go on for ever, in the list of processes under the program's name."""
    with (
        subprocess.Popen(
            [*PROGRAM, "steps", "prove"],
            env=environment(home.folder),
            stdout=subprocess.PIPE,
            start_new_session=True,
        ) as started,
        suppress(ProcessLookupError),
    ):
        try:
            begun = Path(f"/proc/{started.pid}/task/{started.pid}/children")
            while not begun.read_text(encoding="ascii"):
                time.sleep(0.05)
            started.send_signal(signal.SIGINT)
            said, _none = started.communicate(timeout=20)  # comes once nobody can say anything
            assert (started.returncode, said) == (130, b"")
        finally:
            os.killpg(started.pid, signal.SIGKILL)
