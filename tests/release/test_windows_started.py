"""The zip for Windows as it is released: who signed what is inside, and how it starts under Wine.

MES_OPTOUT_PYZ names the single file, and the zip lies beside it.
"""

import hashlib
import re
import shutil
import ssl
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pexpect
import pyte
import pytest

import windows_signers
from support.terminals import words
from support.windows_zip import ZIP, Unpacked, needs_zip
from support.wine import Wine, needs_wine
from windows_python import PROGRAMS

pytestmark = [pytest.mark.slow, needs_zip]
signed = pytest.mark.skipif(not shutil.which("osslsigncode"), reason="osslsigncode is not here")

# What the pinned package holds, as sha256sum saw it when it was unpacked by hand.
CAME = Path(__file__).parent / "python-3.13.2-embed.sha256"

# Words by which somebody who looks over a shoulder would know.
TELLING = re.compile("opt.?out|oppos|cl[oô]tur|sant[eé]|health|trans", re.IGNORECASE)


@pytest.fixture(scope="module")
def held() -> dict[str, bytes]:
    """Return what each file of the zip holds."""
    with ZipFile(ZIP) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_it_is_small_and_its_names_say_nothing(held: dict[str, bytes]) -> None:
    assert ZIP.stat().st_size < 12_000_000
    assert len(held) <= 30
    assert [name for name in (ZIP.name, *held) if TELLING.search(name)] == []
    assert {name.split("/")[0] for name in held} == {"demarche"}
    tops = {name.split("/")[1] for name in held}
    assert [name for name in tops if name.endswith(".exe")] == ["demarche.exe"]


def test_each_program_is_one_of_python_org_unchanged(held: dict[str, bytes]) -> None:
    """The zip with Python's own modules, which nobody signs, counts among them."""
    came = dict(line.split("  ")[::-1] for line in CAME.read_text(encoding="utf-8").splitlines())
    came["demarche.exe"] = came["python.exe"]
    endings = (*PROGRAMS, "python313.zip")
    found = {Path(name).name: held[name] for name in held if name.lower().endswith(endings)}
    assert len(found) >= 15
    assert [n for n in found if hashlib.sha256(found[n]).hexdigest() != came.get(n)] == []


@signed
def test_who_signed_the_programs_inside(held: dict[str, bytes]) -> None:
    """All but Microsoft's runtime are followed to a root; that names its signer, and is whole."""
    signatures = list(windows_signers.read_signatures({Path(n).name: held[n] for n in held}))
    windows_signers.refuse_strangers(signatures)
    assert {each.name for each in signatures if not each.verified} == {"vcruntime140.dll"}
    by_psf = [each for each in signatures if each.signer == windows_signers.PSF]
    assert len(by_psf) == len(signatures) - 1 >= 15


@signed
@pytest.mark.parametrize("name", ["demarche/demarche.exe", "demarche/vcruntime140.dll"])
def test_a_changed_byte_is_seen(name: str, held: dict[str, bytes]) -> None:
    changed = bytearray(held[name])
    changed[len(changed) // 2] ^= 1
    (found,) = windows_signers.read_signatures({Path(name).name: bytes(changed)})
    assert (found.whole, found.accepted) == (False, False)


def test_the_root_is_microsofts() -> None:
    """Its SHA-256 as others publish it."""
    pem = windows_signers.ROOT_OF_2020.read_text(encoding="utf-8")
    der = ssl.PEM_cert_to_DER_cert(pem[pem.index("-----BEGIN") :])
    known = "5367f20c7ade0e2bca790915056d086b720c33c1fa2a2661acf787e3292e1270"
    assert hashlib.sha256(der).hexdigest() == known


def test_it_is_compiled_for_the_python_inside(held: dict[str, bytes]) -> None:
    with ZipFile(BytesIO(held["demarche/app/python313.zip"])) as standard:
        ours = standard.read("abc.pyc")[:4]
    with ZipFile(BytesIO(held["demarche/app/programme.zip"])) as packages:
        codes = {n: packages.read(n) for n in packages.namelist() if n.endswith((".py", ".pyc"))}
    assert {"sitecustomize.pyc", "mes_optout/__main__.pyc"} <= codes.keys()
    # The second four bytes say that nobody is to compare it with a source.
    assert {code[:8] for code in codes.values()} == {ours + b"\x01\x00\x00\x00"}


@pytest.fixture
def wine(unpacked: Unpacked) -> Wine:
    """Return a Windows."""
    return unpacked.wine


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Path]:
    """Unzip it where a person's name is in the path; nothing there may change."""
    folder = tmp_path / "Prénom é"
    with ZipFile(ZIP) as file:
        file.extractall(folder)
    before = tree(folder)
    yield folder / "demarche/demarche.exe"
    assert tree(folder) == before


def tree(folder: Path) -> dict[str, str]:
    """Return the name and digest of all that is in a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
    }


@needs_wine
def test_without_a_trace_nothing_is_left_outside(wine: Wine, program: Path) -> None:
    """REQ-S10."""
    before = wine.files()
    done = wine.run(program, "guide", "--simple", "--no-trace", "--lang", "fr")
    assert "Avant de commencer" in done.out
    assert done.code == 3
    assert wine.files() == before


@needs_wine
def test_progress_lies_where_windows_keeps_it(wine: Wine, program: Path) -> None:
    before = wine.files()
    typed = "1\n1\n1\n"
    done = wine.run(program, "guide", "confidentialite", "--simple", "--lang", "fr", typed=typed)
    assert done.code in {0, 3}, done.out
    (kept,) = wine.files() - before
    assert kept.match("drive_c/users/*/AppData/Local/demarches/notes.json")
    assert '"procedures"' in wine.run(program, "status", "--json").out
    assert wine.run(program, "forget", "--yes").code == 0
    assert wine.files() == before


@needs_wine
def test_traces_names_the_folder(wine: Wine, program: Path) -> None:
    done = wine.run(program, "traces", "--lang", "fr", "--shell", "powershell")
    assert "décompressé dans ce dossier" in " ".join(done.out.split())
    assert "programme.zip" not in done.out


@needs_wine
@pytest.mark.parametrize("given", [{}, {"MES_OPTOUT_SIMPLE": "1"}], ids=["menus", "lines"])
@pytest.mark.parametrize(("keys", "code"), [("\x03", 130), ("q\r", 0)], ids=["Ctrl-C", "quit"])
def test_a_double_click_opens_the_guide(
    keys: str, code: int, given: dict[str, str], wine: Wine, program: Path
) -> None:
    """Leaving closes the window at once, and nothing stands in it."""
    with replace(wine, given=given).open(program) as window:
        drawn = BytesIO()
        window.logfile_read = drawn
        window.expect("Votre choix :" if given else "Quitter")
        assert "Avant de commencer" in shown(drawn)
        window.send(keys)
        window.expect(pexpect.EOF)
        window.wait()
        assert window.exitstatus == code
    assert shown(drawn) == ""


def shown(drawn: BytesIO) -> str:
    """Return the words of a window."""
    screen = pyte.Screen(100, 40)
    pyte.ByteStream(screen).feed(drawn.getvalue())
    return words("\n".join(screen.display))


@needs_wine
def test_an_error_waits_for_enter(wine: Wine, program: Path) -> None:
    with wine.open(program, "not-there") as window:
        window.expect("Enter to close")
        titles = re.findall(rb"\x1b]0;([^\x07]*)\x07", window.before)
        assert set(titles) == {b"demarche"}
        assert window.isalive()
        window.send("\r")
        window.expect(pexpect.EOF)
        window.wait()
        assert window.exitstatus == 2


@needs_wine
def test_an_ordinary_end_waits_for_nothing(wine: Wine, program: Path) -> None:
    with wine.open(program, "status", "--lang", "fr") as window:
        window.expect(pexpect.EOF)
        assert b"Rien n'est not" in window.before
        assert b"Enter to close" not in window.before
        window.wait()
        assert window.exitstatus == 0
