"""Files that are no TOML: which line, and what somebody who knows no TOML is to do."""

from pathlib import Path

import pytest

from mes_optout.content.lint import load_languages
from mes_optout.content.lint.findings import error
from mes_optout.content.lint.loading import UNREADABLE
from mes_optout.content.lint.syntax import Slip, explain_slips, find_slip
from mes_optout.content.location import folder
from mes_optout.content.parsing import parse
from mes_optout.errors import N_, PackSyntaxError, PackUnreadableError

STEPS = Path(__file__).parents[2] / "steps"

SLIPS = {
    'a = "x\nb = 1\n': (1, "a quote is not closed"),
    'a = "x\\"\nb = 1\n': (1, "a quote is not closed"),
    'a = """x\ny\n': (2, "three quotes is not closed"),
    'a = "il dit "bonjour" ici"\n': (1, "a quote stands inside the text"),
    "a = 'l'ami'\n": (1, "an apostrophe ends this text"),
    "a = “x”\n": (1, "quotes must be straight"),
    "a = [« x »]\n": (1, "quotes must be straight"),
    "a = ‘x’\n": (1, "quotes must be straight"),
    "a = 27/11/2026\n": (1, "like 2026-11-27"),
    "a = 27.11.2026\n": (1, "like 2026-11-27"),
    "a = 27-11-26 # hier\n": (1, "like 2026-11-27"),
    'a: "x"\n': (1, "write “=” between"),
    'a "x"\n': (1, "no “=”"),
    "a 3\n": (1, "no “=”"),
    "a =\nb = 1\n": (1, "nothing after “=”"),
    "a = True\n": (1, "true or false, in small letters"),
    "a = oui\n": (1, "true or false, in small letters"),
    "a = oui bonjour\n": (1, "a text needs quotes"),
    'a = "x",\n': (1, "remove the last character"),
    'a = "x";\n': (1, "remove the last character"),
    'a = "C:\\Users"\n': (1, "a backslash"),
    'a = "C:\\docs"\n': (1, "a backslash"),
    'a = ["x" "y"]\n': (1, "no comma between two texts"),
    'a = [\n  "x"\n\n  "y",\n]\n': (4, "no comma at the end of the line before"),
    "a = [\n  { b = 1 }\n  { b = 2 },\n]\n": (3, "no comma at the end of the line before"),
    'a = [\n  "x",\n\n[t]\nb = 1\n': (4, "add “]”"),
    "a = [{ b = 1, c = 2 ]\n": (1, "the second brace"),
    "a = { b = 1\n  c = 2 }\n": (1, "the second brace"),
    "[[steps]\na = 1\n": (1, "not closed as it was opened"),
    "[steps]]\na = 1\n": (1, "not closed as it was opened"),
    "[steps\na = 1\n": (1, "not closed as it was opened"),
    "a = 1\na = 2\n": (2, "stands twice"),
    "[[s]]\na = 1\n[s]\nb = 1\n": (3, "stands twice"),
    "---\na = 1\n": (1, "no line of dashes"),
    "- a\n": (1, "no dashes for lists"),
    "a\u00a0= 1\n": (1, "an invisible character"),
    "\u202fa = 1\n": (1, "an invisible character"),
    "a = 1\n\nb = (1)\n": (3, "look there, or just above"),
}


def slip_of(data: bytes) -> Slip | None:
    """Return what is said of a file that cannot be parsed."""
    try:
        parse("a.toml", data)
    except PackSyntaxError as error:
        return find_slip(data, str(error.facts["said"]))
    except PackUnreadableError:
        return find_slip(data, "")
    return None


@pytest.mark.parametrize("toml", SLIPS, ids=repr)
def test_the_likely_cause_is_said(toml: str) -> None:
    line, cause = SLIPS[toml]
    slip = slip_of(toml.encode())
    assert slip is not None
    assert slip.line == line
    assert cause in slip.cause
    assert slip.written == toml.split("\n")[line - 1].strip()


@pytest.mark.parametrize("toml", SLIPS, ids=repr)
def test_it_is_the_same_as_windows_writes_it(toml: str) -> None:
    assert slip_of(toml.replace("\n", "\r\n").encode()) == slip_of(toml.encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_what_is_saved_as_utf_16(encoding: str) -> None:
    slip = slip_of('a = "é"\n'.encode(encoding))
    assert slip is not None
    assert "UTF-16; save it as UTF-8" in slip.cause


def test_what_an_old_windows_has_saved() -> None:
    slip = slip_of('a = "x"\nb = "é"\n'.encode("cp1252"))
    assert slip is not None
    assert (slip.line, slip.written) == (2, 'b = "é"')
    assert "save it as UTF-8" in slip.cause


@pytest.mark.parametrize("file", sorted(STEPS.rglob("*.toml")), ids=lambda file: file.name)
def test_nothing_is_said_of_what_is_right(file: Path) -> None:
    assert slip_of(file.read_bytes()) is None


def test_it_replaces_what_the_loader_says(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr/situations.toml").write_text("note = 27/11/2026\n", encoding="utf-8")
    read = folder(tmp_path)
    found = [finding for each in load_languages(read) for finding in each.findings]
    (said,) = (
        each.fault
        for each in explain_slips(read, found)
        if each.file == "fr/situations.toml" and "line" in each.fault.facts
    )
    assert said.facts["line"] == 1
    assert said.facts["written"] == "note = 27/11/2026"


def test_a_file_that_cannot_be_opened_keeps_its_own_cause() -> None:
    def refuse(name: str) -> bytes | None:
        raise PackUnreadableError(file=name, cause=N_("there is no such file or folder"))

    found = [error("fr/situations.toml", ".", UNREADABLE, cause="closed")]
    assert list(explain_slips(refuse, found)) == found
