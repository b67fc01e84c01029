"""How the zip for Windows is put together, from a stand-in for python.org's files.

`test_windows_started` looks at the real one.
"""

import hashlib
import io
import subprocess
import sys
import time
from dataclasses import replace
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

import pyz
import windows
import windows_signers
from support.wheels import wheel
from windows_python import Python, RefusedError, read_given
from windows_signers import Signature

NOON = 1_795_521_600  # 24 November 2026, 12:00 UTC
OWN = f"python3{sys.version_info.minor}"
LICENCE = "-1.0.dist-info/licenses/LICENSE"


def standard_modules(magic: bytes = MAGIC_NUMBER) -> bytes:
    """Return a zip of modules that the Python with this number compiled."""
    held = io.BytesIO()
    with ZipFile(held, "w") as file:
        file.writestr(ZipInfo("abc.pyc"), magic + bytes(12))
    return held.getvalue()


def python_files(magic: bytes = MAGIC_NUMBER) -> dict[str, bytes]:
    names = ("python.exe", "pythonw.exe", f"{OWN}.dll", "python3.dll", "vcruntime140.dll")
    others = ("vcruntime140_1.dll", "libcrypto-3.dll", "_ssl.pyd", "_ctypes.pyd", "python.cat")
    return {
        **{name: name.encode() + b" of python.org" for name in (*names, *others)},
        f"{OWN}.zip": standard_modules(magic),
        f"{OWN}._pth": b"python's own",
        "LICENSE.txt": b"licence of Python\r\n",
    }


@pytest.fixture
def wheels(tmp_path: Path) -> list[Path]:
    """Return the wheel of a program, and one that it stands on."""
    ours = {"mes_optout/__init__.py": "", f"mes_optout{LICENCE}": "licence of ours"}
    other = {"other/__init__.py": "", "other/tests/x.py": "", f"other{LICENCE}": "licence of other"}
    return [wheel(tmp_path, "mes_optout", ours), wheel(tmp_path, "other", other)]


@pytest.fixture
def made_of(wheels: list[Path]) -> windows.Ingredients:
    """Return what a zip is made of, with a Python that compiles for the one inside."""
    return windows.Ingredients(Python(python_files()), wheels, [pyz.Compiler()])


def contents(target: Path) -> dict[str, bytes]:
    with ZipFile(target) as file:
        return {name: file.read(name) for name in file.namelist()}


def built(made_of: windows.Ingredients, target: Path) -> dict[str, bytes]:
    windows.build(made_of, target, NOON)
    return contents(target)


def packages(held: dict[str, bytes]) -> set[str]:
    with ZipFile(io.BytesIO(held["demarche/app/programme.zip"])) as file:
        return set(file.namelist())


def test_every_name_is_neutral_and_the_programs_are_as_they_came(
    tmp_path: Path, made_of: windows.Ingredients
) -> None:
    held = built(made_of, tmp_path / "x.zip")
    came = python_files()
    assert held.keys() == {
        *("demarche/LISEZMOI.txt", "demarche/app/licences.txt", "demarche/app/programme.zip"),
        *("demarche/demarche.exe", "demarche/python3.dll", "demarche/vcruntime140.dll"),
        *(f"demarche/{OWN}.dll", f"demarche/{OWN}._pth"),
        *(f"demarche/app/{OWN}.zip", "demarche/app/_ctypes.pyd"),
    }
    assert held["demarche/demarche.exe"] == came["python.exe"]
    for name in (f"{OWN}.dll", "python3.dll", "vcruntime140.dll"):
        assert held[f"demarche/{name}"] == came[name]
    for name in (f"{OWN}.zip", "_ctypes.pyd"):
        assert held[f"demarche/app/{name}"] == came[name]
    places = f"app\\{OWN}.zip\r\napp\r\napp\\programme.zip\r\nimport site\r\n"
    assert held[f"demarche/{OWN}._pth"].decode() == places


def test_it_is_compiled_by_a_python_of_the_same_version(
    tmp_path: Path, made_of: windows.Ingredients
) -> None:
    held = built(made_of, tmp_path / "x.zip")
    assert packages(held) == {
        *("mes_optout/__init__.pyc", "other/__init__.pyc", "sitecustomize.pyc")
    }


def test_no_other_version_compiles_for_it(tmp_path: Path, made_of: windows.Ingredients) -> None:
    """The version may be the same, and the form of compiled code have changed."""
    other = Python(python_files(magic=b"\x01\x00\r\n"))
    held = built(made_of._replace(python=other), tmp_path / "x.zip")
    assert {"mes_optout/__init__.py", "other/__init__.py", "sitecustomize.py"} <= packages(held)
    assert [name for name in packages(held) if name.endswith(".pyc") or "tests" in name] == []


def test_each_licence_is_inside(tmp_path: Path, made_of: windows.Ingredients) -> None:
    said = built(made_of, tmp_path / "x.zip")["demarche/app/licences.txt"].decode("utf-8-sig")
    places = [said.index(f"licence of {name}") for name in ("Python", "ours", "other")]
    assert places == sorted(places)
    assert "mes_optout 1.0" in said
    assert said.count("\r\n") == said.count("\n")


def test_a_package_without_a_licence_is_refused(
    tmp_path: Path, made_of: windows.Ingredients
) -> None:
    wheels = [*made_of.wheels, wheel(tmp_path, "bare", {"bare.py": ""})]
    with pytest.raises(RefusedError, match=r"no licence in bare-1\.0"):
        built(made_of._replace(wheels=wheels), tmp_path / "x.zip")


@pytest.mark.parametrize("name", ["x/fast.pyd", "x/start.EXE", "x/helper.dll"])
def test_a_program_of_a_package_is_refused(
    name: str, tmp_path: Path, made_of: windows.Ingredients
) -> None:
    wheels = [*made_of.wheels, wheel(tmp_path, "x", {name: "", f"x{LICENCE}": "free"})]
    with pytest.raises(RefusedError, match=name):
        built(made_of._replace(wheels=wheels), tmp_path / "x.zip")


def test_what_is_needed_after_all_is_not_left_out() -> None:
    files = {**python_files(), "_ctypes.pyd": b"MZ\x00LIBCRYPTO-3.dll\x00"}
    with pytest.raises(RefusedError, match=r"_ctypes\.pyd needs libcrypto-3\.dll"):
        _ = Python(files).needed


@pytest.mark.usefixtures("own_time_zone")
def test_twice_the_same_bytes(
    tmp_path: Path, made_of: windows.Ingredients, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere, in another time zone, with another order of sets and files."""
    made = []
    for number, zone in enumerate(["UTC", "Asia/Tokyo"]):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("PYTHONHASHSEED", str(number + 1))
        time.tzset()
        target = tmp_path / f"{number}.zip"
        files = dict(sorted(python_files().items(), reverse=bool(number)))
        windows.build(made_of._replace(python=Python(files)), target, NOON)
        made.append(target.read_bytes())
        with ZipFile(target) as file:
            assert {entry.date_time for entry in file.infolist()} == {(2026, 11, 24, 12, 0, 0)}
            assert {entry.external_attr for entry in file.infolist()} == {0o100644 << 16}
    assert made[0] == made[1]


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Return a zip that is laid out like python.org's."""
    path = tmp_path / "python-embed-amd64.zip"
    with ZipFile(path, "w") as file:
        for name, held in python_files().items():
            file.writestr(name, held)
    return path


PSF = Signature("python.exe", "0", windows_signers.PSF, whole=True, verified=True)
RUNTIME = Signature("vcruntime140.dll", "0", windows_signers.MICROSOFT, whole=True, verified=False)


def test_a_zip_of_another_hash_is_refused(given: Path) -> None:
    digest = hashlib.sha256(given.read_bytes()).hexdigest()
    assert read_given(given, digest.upper()).files == python_files()
    with pytest.raises(RefusedError, match=digest):
        read_given(given, "0" * 64)


def test_a_zip_of_another_signer_is_refused(given: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(given.read_bytes()).hexdigest()
    signed = [PSF, RUNTIME]
    monkeypatch.setattr(windows_signers, "read_signatures", lambda _files: signed)
    assert windows.choose_python((str(given), digest)).files == python_files()
    signed.append(replace(PSF, name="python313.dll", signer="Somebody"))
    with pytest.raises(RefusedError, match=r"as python\.org signs: python313\.dll"):
        windows.choose_python((str(given), digest))


@pytest.mark.parametrize(
    "strange",
    [
        replace(PSF, signer=""),
        replace(PSF, whole=False),
        replace(PSF, verified=False),
        replace(PSF, signer=windows_signers.MICROSOFT),
        replace(RUNTIME, whole=False),
        replace(RUNTIME, signer="Somebody"),
    ],
)
def test_who_is_a_stranger(strange: Signature) -> None:
    windows_signers.refuse_strangers([PSF, RUNTIME])
    with pytest.raises(RefusedError, match=strange.name):
        windows_signers.refuse_strangers([PSF, RUNTIME, strange])


def started(folder: Path, entry: str) -> subprocess.CompletedProcess[str]:
    """Run what starts the program, beside a program whose `main` is `entry`."""
    (folder / "mes_optout/terminal").mkdir(parents=True)
    (folder / "mes_optout/__init__.py").touch()
    (folder / "mes_optout/__main__.py").write_text(entry, encoding="utf-8")
    ending = "import sys\ndef end(code):\n    sys.stdout.flush()\n    sys.exit(code + 40)\n"
    (folder / "mes_optout/terminal/leaving.py").write_text(ending, encoding="utf-8")
    (folder / "mes_optout/terminal/__init__.py").touch()
    script = folder / "start.py"
    script.write_bytes((Path(windows.__file__).parent / "windows_start.py").read_bytes())
    command = (sys.executable, str(script), "status")
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_starts_the_program_and_writes_nothing_compiled(tmp_path: Path) -> None:
    entry = "import sys\ndef main():\n    print(sys.argv[0], sys.argv[-1])\n    return 3\n"
    done = started(tmp_path, entry)
    assert (done.returncode, done.stdout, done.stderr) == (43, ".\\demarche status\n", "")
    assert [*tmp_path.rglob("*.pyc")] == []


def test_files_that_are_missing_are_said(tmp_path: Path) -> None:
    done = started(tmp_path, "import not_there")
    assert done.returncode == 70
    assert "No module named 'not_there'" in done.stderr
