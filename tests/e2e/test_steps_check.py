"""`steps check`: what an editor sees, what a machine reads, and the exit code."""

import json
import re
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from mes_optout.content import location
from mes_optout.content.loader import Pack
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import ProcedureWords, ReadingWords, TriageWords
from support.homes import READ_ON, Home
from support.small_pack import disguise, words_of

STEPS = Path(__file__).parents[2] / "steps"
DAY = ("--today", READ_ON)
TITLE = 'title = "Ouvrir la bonne page"'
PLACE = "steps › une › title"


def change(folder: Path, old: str, new: str, name: str = "petite") -> None:
    file = folder / "fr" / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def broken(small: Path) -> Path:
    """Return steps with a title that is too long."""
    change(small, 'title = "Une étape"', f'title = "{"a" * 41}"')
    return small


def test_the_shipped_steps_are_right(home: Home) -> None:
    done = home.run("steps", "check", *DAY)
    assert (done.code, done.err) == (0, "")


def test_a_mistake_is_said_with_its_file_step_and_field(home: Home, broken: Path) -> None:
    done = home.run("--lang", "en", "steps", "check", str(broken), *DAY)
    lines = done.out.splitlines()
    written = (broken / "fr/petite.toml").read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, each in enumerate(written, start=1) if "a" * 41 in each)
    assert done.code == 65
    assert f"fr/petite.toml:{line}: {PLACE}: has 41 characters of 40 at most; shorten it" in lines
    assert re.fullmatch(r"[1-9]\d* errors?, \d+ warnings?\.", lines[-1])


def test_the_folder_may_be_a_global_option(home: Home, broken: Path) -> None:
    named = home.run("steps", "check", str(broken), *DAY)
    assert home.run("--steps", str(broken), "steps", "check", *DAY) == named
    assert home.run("steps", "check", *DAY, env={"MES_OPTOUT_STEPS": str(broken)}) == named


def test_the_named_folder_wins(home: Home, broken: Path) -> None:
    done = home.run("--steps", str(STEPS), "steps", "check", str(broken), *DAY)
    assert PLACE in done.out


def test_a_machine_reads_one_document(home: Home, broken: Path) -> None:
    done = home.run("--lang", "en", "steps", "check", str(broken), "--json", *DAY)
    document = json.loads(done.out)
    lines = [each.pop("line") for each in document["findings"]]
    assert set(map(type, lines)) == {int}
    assert min(lines) > 1
    assert done.code == 65
    counts = Counter(finding["severity"] for finding in document["findings"])
    assert (document["format"], document["errors"]) == (1, counts["error"])
    assert document["warnings"] == counts["warning"]
    assert {
        "file": "fr/petite.toml",
        "place": PLACE,
        "severity": "error",
        "reason": "has 41 characters of 40 at most; shorten it",
    } in document["findings"]


def test_a_page_that_is_too_high_is_found(home: Home, small: Path) -> None:
    rows = ", ".join(f'"Encore la ligne {number}."' for number in range(14))
    change(small, '"Lisez ceci."', rows)
    done = home.run("--lang", "en", "steps", "check", str(small), *DAY)
    assert done.code == 65
    assert re.search(r"^fr/petite\.toml:\d+: steps › une: takes ", done.out, re.MULTILINE)
    assert " rows of 24 on a screen, one of them for the keys; " in done.out


def test_a_day_that_is_none_is_refused(home: Home) -> None:
    done = home.run("steps", "check", "--today", "hier")
    assert (done.code, done.out) == (2, "")
    assert "hier" in done.err


def test_a_folder_without_steps(home: Home, tmp_path: Path) -> None:
    done = home.run("--lang", "en", "steps", "check", str(tmp_path / "nothing"), *DAY)
    assert done.code == 65
    assert "fr/situations.toml:1: is missing" in done.out


@pytest.mark.slow
@pytest.mark.parametrize("letter", ["001b", "009b", "202e", "0000"])
@pytest.mark.parametrize("old", ['"H6"', TITLE])
@pytest.mark.parametrize("how", [[], ["--json"]])
def test_a_hostile_pack_steers_no_terminal(
    home: Home, own: Path, letter: str, old: str, how: list[str]
) -> None:
    """Neither by what it says, nor by the names of its keys, which are places."""
    hostile = f'"\\u{letter}[2J"'
    change(own, old, f"{TITLE}\n{hostile} = 1" if old == TITLE else hostile, "commun")
    done = home.run("steps", "check", str(own), *how, *DAY)
    assert done.code == 65
    assert all(each.isprintable() or each == "\n" for each in done.out + done.err)


PROCEDURE = """
id = "petite"
title = "Une petite démarche"
summary = "Un résumé."
finished = "C'est fait."

[[steps]]
id = "une"
title = "Une étape"
why = "Il le faut."
before = "Rien ne part."
body = ["Lisez ceci."]
keep = "Une copie."
sources = ["A"]
confidence = "sure"
reviewed = 2026-11-24
checks = [{ id = "lu", number = 1, text = "C'est fait" }]
problems = [{ id = "rien", symptom = "Rien", remedy = "Attendez.", otherwise = "Appelez le 3422." }]
"""
WAYS = """
note = "Ceci ne change rien."
procedures = ["petite"]
[[situations]]
id = "s"
procedure = "petite"
note = "On y va."
timing = "Le plus tôt est le mieux."
sources = ["A"]

[[questions]]
id = "q"
text = "Où en êtes-vous ?"
answers = [{ id = "a", label = "Je ne sais pas", situation = "s" }]
"""
READING = """
title = "Avant"
reviewed = 2026-11-24
sections = [{ id = "s", title = "Lire", text = ["Un texte."], sources = ["A"] }]
resources = []
"""
SOURCES = '[sources.A]\ntitle = "Un titre"\nurl = "https://www.cnil.fr/"\ndate = "2022"\n'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a small pack in which nothing is wrong, in both languages."""
    root = tmp_path / "small"
    for language in ("fr", "en"):
        (root / language).mkdir(parents=True)
    write = {"petite": PROCEDURE, "situations": WAYS, "reperes": READING}
    for name, text in write.items():
        (root / "fr" / f"{name}.toml").write_text(text, encoding="utf-8")
    (root / "sources.toml").write_text(SOURCES, encoding="utf-8")
    step = Pack(location.folder(root)).procedure("petite").steps[0]
    write["petite"] = words_of(PROCEDURE, ProcedureWords, {step.id: fingerprint(step)}, disguise)
    write["situations"] = words_of(
        WAYS.replace("Je ne sais pas", "I do not know"), TriageWords, say=disguise
    )
    write["reperes"] = words_of(READING, ReadingWords, say=disguise)
    for name, text in write.items():
        (root / "en" / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def test_it_says_so_when_all_is_in_order(home: Home, small: Path) -> None:
    done = home.run("--lang", "en", "steps", "check", str(small), *DAY)
    assert (done.out, done.err, done.code) == ("Everything is in order.\n", "", 0)
    document = json.loads(home.run("steps", "check", str(small), "--json", *DAY).out)
    expected = {"format": 1, "findings": [], "errors": 0, "warnings": 0, "hosts": []}
    assert document == expected


def test_warnings_alone_are_no_failure(home: Home, small: Path) -> None:
    shutil.rmtree(small / "en")
    done = home.run("--lang", "en", "steps", "check", str(small), *DAY)
    assert done.code == 0
    said = "Warning: is not translated yet; it is shown in French until you translate it"
    files = ("en/petite.toml", "en/reperes.toml", "en/situations.toml")
    assert done.out.splitlines() == [
        *(f"{file}:1: {said}" for file in files),
        "0 errors, 3 warnings.",
    ]


def test_the_day_can_be_chosen(home: Home, small: Path) -> None:
    """183 days after the reading again nothing is said; then a warning, then an error."""
    check = ("--lang", "en", "steps", "check", str(small), "--today")
    place = "steps › une › reviewed"
    assert home.run(*check, "2027-05-26").out == "Everything is in order.\n"
    soon, late = home.run(*check, "2027-05-27"), home.run(*check, "2028-05-26")
    assert (soon.code, late.code) == (0, 65)
    assert f": Warning: {place}: 2026-11-24 is more than 6 months ago" in soon.out
    assert f": {place}: 2026-11-24 is more than 18 months ago" in late.out


def test_without_pyphen_it_says_what_was_left_out(home: Home, small: Path, tmp_path: Path) -> None:
    hidden = tmp_path / "hide.py"
    hidden.write_text(
        "import importlib.util as u, sys\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'pyphen' else find(name, *a)\n"
        "from mes_optout.__main__ import main\n"
        "sys.exit(main())\n"
    )
    arguments = ("--lang", "en", "steps", "check", str(small), *DAY)
    done = home.run(*arguments, program=(sys.executable, str(hidden)))
    assert (done.out, done.code) == ("Everything is in order.\n", 0)
    assert "Kandel-Moles score was left out" in done.err


def test_a_page_that_is_too_high_in_english_only(home: Home, small: Path) -> None:
    english = small / "en" / "petite.toml"
    text = english.read_text(encoding="utf-8")
    needs = ", ".join(f'"a thing of the {number}th kind"' for number in range(60))
    english.write_text(text.replace("[[steps]]", f"[[steps]]\nneeds = [{needs}]", 1))
    done = home.run("--lang", "en", "steps", "check", str(small), *DAY)
    assert done.code == 65
    assert "fr/petite.toml" not in done.out
    found = re.findall(r"(?m)^en/(.*?)\.toml:(\d+): (.*?): (?:its page )?takes", done.out)
    assert [(file, place) for file, _line, place in found] == [
        ("petite", "summary"),  # what to have at hand is said before the steps, too
        ("petite", "steps › une"),
        ("situations", "situations › s"),
    ]
    assert int(found[0][1]) < int(found[1][1])
