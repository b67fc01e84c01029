"""Version 1.0 itself meets a file of today: it leaves it as it is, and says to update.

It comes from the history of this repository; where there is none the test is skipped.
"""

import io
import json
import os
import random
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest

from mes_optout.progress.code import read_code
from mes_optout.progress.file import decode
from mes_optout.progress.model import Aside, CheckRef, Tick, Turn
from mes_optout.progress.store import Store
from support.format_1 import write_code_1

pytestmark = pytest.mark.slow  # it starts a program several times

ROOT = Path(__file__).parents[2]
RELEASED = "6a3981c"  # version 1.0.0
BOX = CheckRef(Turn("opposition"), "delai", "date-envoi")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which version 1.0 lies as it was released."""
    packed = subprocess.run(
        ["git", "-C", ROOT, "archive", RELEASED, "src", "steps"],  # noqa: S607  (whichever is there)
        capture_output=True,
        check=False,
    )
    if packed.returncode:
        pytest.skip("no history to take version 1.0 from")
    folder = tmp_path_factory.mktemp("released")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def run_1_0(
    released: Path, home: Path, *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run version 1.0 with progress in `home`."""
    return subprocess.run(
        [sys.executable, "-m", "mes_optout", *arguments],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(released / "src"),
            "MES_OPTOUT_HOME": str(home / "state"),
            "MES_OPTOUT_STEPS": str(released / "steps"),
            "MES_OPTOUT_LANG": "fr",
            "SOURCE_DATE_EPOCH": "1795521600",
        },
        cwd=home,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_1_0(released: Path, tmp_path: Path) -> None:
    assert "1.0.0" in run_1_0(released, tmp_path, "--version").stdout


@pytest.mark.parametrize(
    "arguments", [("status",), ("status", "--json"), ("guide", "--simple"), ("checklist",)]
)
def test_it_leaves_a_file_of_today_alone_and_says_to_update(
    arguments: tuple[str, ...], released: Path, tmp_path: Path
) -> None:
    """REQ-R5."""
    store = Store(tmp_path / "state")
    store.update(lambda progress: progress.ticked(BOX, Tick(date(2026, 11, 24), 1)))
    before = store.path.read_bytes()
    done = run_1_0(released, tmp_path, *arguments, typed="1\n1\n1\n1\n")
    assert done.returncode == 65
    said = " ".join(done.stderr.split())
    assert "version plus récente" in said
    assert "Mettez le programme à jour" in said
    assert store.path.read_bytes() == before
    assert sorted(path.name for path in store.folder.iterdir()) == [".lock", "notes.json"]


def test_what_it_writes_is_what_we_take_for_it(released: Path, tmp_path: Path) -> None:
    """A file as it makes it is read as it is meant."""
    typed = "1\n1\n2 novembre 2026\n1\n1 2\nq\n"
    run_1_0(released, tmp_path, "guide", "opposition", "--simple", typed=typed)
    path = tmp_path / "state/notes.json"
    progress = decode(path.read_bytes(), path)
    assert progress.tick(BOX) == Tick(date(2026, 11, 24), 1)
    assert progress.day_sent(Turn("opposition")) == date(2026, 11, 2)


# What 1.0 writes for codes that it gets as JSON, a line each.
WRITER = """
import json, sys
from mes_optout.progress.code import Code, _encoded, procedure_key
from mes_optout.progress.model import Aside
from mes_optout.progress.spelling import spelled
for procedure, turn, edition, ticked, put in json.load(sys.stdin):
    asides = {int(box): Aside(why) for box, why in put.items()}
    code = Code(procedure_key(procedure), edition, turn, frozenset(ticked), asides)
    print(spelled(_encoded(code)))
"""


def test_the_codes_that_tests_make_are_those_that_it_writes(released: Path) -> None:
    chance = random.Random(1)  # noqa: S311  (the same codes each time)
    wanted = []
    for number in range(400):
        boxes = range(1, chance.randint(1, 24))
        ticked = [box for box in boxes if chance.random() < 0.6] if number % 3 else list(boxes)
        put = {
            box: chance.choice([*Aside]) for box in boxes if number % 2 and chance.random() < 0.3
        }
        turn, edition = chance.choice([1, 1, 2, 12]), chance.choice([1, 1, 3, 40])
        wanted.append((chance.choice(["opposition", "cloture"]), turn, edition, ticked, put))
    done = subprocess.run(
        [sys.executable, "-c", WRITER],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(released / "src")},
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        check=False,
    )
    written = done.stdout.split()
    assert len(written) == len(wanted), done.stderr
    for code, (procedure, turn, edition, ticked, put) in zip(written, wanted, strict=True):
        assert code == write_code_1(procedure, ticked, put, turn, edition)
        read = read_code(code)
        assert read.ticked == frozenset(ticked)
        assert dict(read.asides) == put
        assert (read.turn, read.edition) == (turn, edition)
