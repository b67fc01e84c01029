"""How the single file is put together; `test_single_file` runs the real one."""

import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

import pyz
from support.wheels import wheel

NOON = 1_795_521_600  # 24 November 2026, 12:00 UTC
ENTRY = """\
import sys

def run():
    print("a" in {"e", "d", "c", "b", "a"}, *sys.argv[1:])
    sys.exit(5)
"""


@pytest.fixture
def wheels(tmp_path: Path) -> list[Path]:
    """Return the wheel of a program, and one that brings its own tests along."""
    ours = {"mes_optout/__init__.py": "", "mes_optout/__main__.py": ENTRY}
    other = {"other/__init__.py": "", "other/tests/test_it.py": "", "other/x/tests/kept.txt": ""}
    return [wheel(tmp_path, "mes_optout", ours), wheel(tmp_path, "other", other)]


def run(single: Path) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-I", "-S", str(single), "said")
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_runs_and_hands_arguments_and_exit_code_on(tmp_path: Path, wheels: list[Path]) -> None:
    single = tmp_path / "one.pyz"
    pyz.build(wheels, single, (3, 11), NOON)
    done = run(single)
    assert (done.returncode, done.stdout, done.stderr) == (5, "True said\n", "")
    assert single.read_bytes().startswith(b"#!/usr/bin/env python3\n")
    assert single.stat().st_mode & 0o777 == 0o755


def test_a_python_that_is_too_old_is_told_so(tmp_path: Path, wheels: list[Path]) -> None:
    single = tmp_path / "one.pyz"
    pyz.build(wheels, single, (4, 1), NOON)
    done = run(single)
    assert done.returncode == 1
    assert done.stderr == "Il faut Python 4.1 ou plus récent.\nThis needs Python 4.1 or later.\n"


def test_tests_of_others_stay_out_and_sources_stay_in(tmp_path: Path, wheels: list[Path]) -> None:
    single = tmp_path / "one.pyz"
    pyz.build(wheels, single, (3, 11), NOON)
    with ZipFile(single) as file:
        names = file.namelist()
    assert names == sorted(names, key=lambda name: name.split("/"))
    own = pyz.Compiler().name()
    assert own.startswith(f"{sys.implementation.cache_tag}-")
    code = {name for name in names if name.startswith(own)}
    assert code == {
        f"{own}/mes_optout/__init__.pyc",
        f"{own}/mes_optout/__main__.pyc",
        f"{own}/other/__init__.pyc",
        f"{own}/other/x/tests/kept.txt",
    }
    assert [name for name in names if "/tests/" in name and name not in code] == [
        "any/other/x/tests/kept.txt"
    ]
    assert "any/mes_optout/__main__.py" in names


def test_what_was_compiled_is_what_runs(tmp_path: Path, wheels: list[Path]) -> None:
    """Sources that cannot be read show it: this version's compiled code comes first."""
    single = tmp_path / "one.pyz"
    pyz.build(wheels, single, (3, 11), NOON)
    assert run(with_content(single, "any/mes_optout/__main__.py", b"broken(")).returncode == 5


def test_another_python_runs_the_sources(tmp_path: Path, wheels: list[Path]) -> None:
    """One that no folder is for, or whose compiled code has another form than it had once."""
    single = tmp_path / "one.pyz"
    pyz.build(wheels, single, (3, 11), NOON, compilers=())
    done = run(single)
    assert (done.returncode, done.stdout) == (5, "True said\n")


def test_each_version_that_compiles_has_a_folder(
    tmp_path: Path, wheels: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same version once, whoever it is from."""
    names = {"/": "cpython-311-3495", "/a": "cpython-313-3571", "/b": "cpython-311-3495"}

    def compile(self: pyz.Compiler, _sources: Path, target: Path, _shown: str) -> None:  # noqa: A001
        target.mkdir()
        (target / "by").write_text(str(self.root), encoding="utf-8")

    monkeypatch.setattr(pyz.Compiler, "name", lambda self: names[str(self.root)])
    monkeypatch.setattr(pyz.Compiler, "compile", compile)
    single = tmp_path / "one.pyz"
    compilers = [pyz.Compiler(), pyz.Compiler(Path("/a")), pyz.Compiler(Path("/b"))]
    assert pyz.build(wheels, single, (3, 11), NOON, compilers) == [names["/"], names["/a"]]
    with ZipFile(single) as file:
        assert file.read("cpython-311-3495/by") == b"/"
        assert file.read("cpython-313-3571/by") == b"/a"


def with_content(single: Path, changed: str, content: bytes) -> Path:
    """Return a copy of a zip in which one file holds something else."""
    other = single.with_name("other.pyz")
    with ZipFile(single) as old, ZipFile(other, "w") as new:
        assert changed in old.namelist()
        for name in old.namelist():
            new.writestr(name, content if name == changed else old.read(name))
    return other


@pytest.mark.usefixtures("own_time_zone")
def test_twice_the_same_bytes(
    tmp_path: Path, wheels: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere, in another time zone, with another order of sets."""
    made = []
    for number, zone in enumerate(["UTC", "Asia/Tokyo"]):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("PYTHONHASHSEED", str(number + 1))
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        time.tzset()
        pyz.build(wheels, folder / "one.pyz", (3, 11), NOON)
        made.append((folder / "one.pyz").read_bytes())
        with ZipFile(folder / "one.pyz") as file:
            assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 24, 12, 0, 0)}
            assert {entry.external_attr for entry in file.infolist()} == {0o100644 << 16}
    assert made[0] == made[1]


def test_conditions_on_the_system_are_left_out_of_a_pin() -> None:
    """The line goes on with its hashes, so the sign that says so stays."""
    pins = ["a==1 ; sys_platform == 'win32' \\", "b==2 \\", "    --hash=sha256:00", "    # via a"]
    assert list(map(pyz.unconditional, pins)) == ["a==1 \\", *pins[1:]]
