"""`steps convert`: a pack of version 1.0 is refused with the command that converts it."""

import sys
import tomllib
from pathlib import Path

import pytest

from mes_optout.content import location
from mes_optout.content.loader import Pack
from support.homes import PROGRAM, Home, all_lines, typed
from support.terminals import words

OLD = Path(__file__).parents[1] / "content" / "pack_1_0"
REFUSED = (
    "Error: These steps are written as version 1.0 had them.\n"
    "Convert them: mes-optout steps convert FOLDER NEW-FOLDER\n"
)


@pytest.fixture
def new(home: Home, tmp_path: Path) -> Path:
    """Return the converted pack."""
    root = tmp_path / "new"
    done = home.run("--lang", "en", "steps", "convert", str(OLD), str(root))
    assert (done.code, done.out, done.err) == (0, f"Written: {root}\n", "")
    return root


@pytest.mark.parametrize(
    "command",
    [
        ("steps", "list"),
        ("steps", "check"),
        ("checklist", "suites"),
        ("letter",),
        ("sources",),
        ("status",),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_pack_of_version_1_0_is_refused(
    home: Home, command: tuple[str, ...], language: str
) -> None:
    done = home.run("--lang", language, "--steps", str(OLD), *command)
    assert (done.code, done.out) == (65, "")
    assert done.err.count("\n") == 2
    assert "mes-optout steps convert " in done.err
    if language == "en":
        assert done.err == REFUSED


def test_a_walk_through_one_is_refused_too(home: Home) -> None:
    done = home.run(
        "--lang", "en", "--steps", str(OLD), "guide", "suites", input=typed("1", "1", "1")
    )
    assert (done.code, done.err) == (65, REFUSED)


def test_what_it_wrote_is_right(home: Home, new: Path) -> None:
    done = home.run("--lang", "en", "steps", "check", str(new), "--today", "2026-11-24")
    # Its words stay, and some ways of putting things have become mistakes since.
    assert done.code == 65
    since = (
        *("says to pass it over", "begins with", "without a door"),
        *("has a sentence of", "is used here first"),  # English is measured too
    )
    for line in done.out.splitlines()[:-1]:
        known = any(why in words(line) for why in since)
        assert known or line in {"en/suites.toml", "fr/suites.toml"}
    assert done.out.splitlines()[-1] == "5 errors, 2 warnings."
    assert sorted(path.name for path in new.rglob("*.toml")) == sorted(
        path.name for path in OLD.rglob("*.toml")
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_pages_say_what_those_of_1_0_said(home: Home, new: Path, language: str) -> None:
    raw = tomllib.loads((OLD / language / "suites.toml").read_text(encoding="utf-8"))
    procedure = Pack(location.folder(new), language).procedure("suites")
    walk = ("--lang", language, "--steps", str(new), "guide", "suites", "--simple")
    done = home.run(*walk, input=typed("1", *all_lines(procedure)))  # whose steps they are
    assert (done.code, done.err) == (0, "")
    shown = words(done.out)
    for step in raw["steps"]:
        for said in (step["title"], step["why"], step["before"], *step["body"]):
            assert words(said) in shown
        for check in step["checks"]:
            assert words(check["text"]) in shown
    sheet = home.run(
        "--lang",
        language,
        "--steps",
        str(new),
        "checklist",
        "suites",
        "--blank",
        "--with",
        "problems",
    )
    for step in raw["steps"]:
        for problem in step["problems"]:
            assert words(problem["symptom"]) in words(sheet.out)
            assert words(problem["remedy"]) in words(sheet.out)


def test_nothing_is_written_over(home: Home, tmp_path: Path) -> None:
    folder, file, link = (tmp_path / name for name in ("folder", "file", "link"))
    folder.mkdir()
    file.write_text("a")
    link.symlink_to("nowhere")
    for there in (folder, file, link):
        done = home.run("--lang", "en", "steps", "convert", str(OLD), str(there))
        assert (done.code, done.out) == (4, "")
        assert done.err.startswith(f"Error: {there} exists already and was left as it is.\nName a")
    assert list((tmp_path / "folder").iterdir()) == []
    assert (tmp_path / "file").read_text() == "a"


def test_what_it_makes_is_for_the_owner_alone(home: Home, tmp_path: Path) -> None:
    """REQ-S9: even without a umask."""
    program = ("sh", "-c", 'umask 0; exec "$@"', "sh", *PROGRAM)
    new = tmp_path / "new"
    assert home.run("steps", "convert", str(OLD), str(new), program=program).code == 0
    rights = {path.is_dir(): path.stat().st_mode & 0o777 for path in (new, *new.rglob("*"))}
    assert rights == {True: 0o700, False: 0o600}


def test_where_nothing_can_be_written(home: Home, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = home.run("steps", "convert", str(OLD), str(tmp_path / "file" / "new"))
    assert (done.code, done.out) == (4, "")
    assert "pas un dossier" in done.err


def test_a_translation_that_contradicts_writes_nothing(home: Home, tmp_path: Path) -> None:
    for path in OLD.rglob("*.toml"):
        copy = tmp_path / "old" / path.relative_to(OLD)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8")
        copy.write_text(text.replace("number = 1\n", f"number = {len(text)}\n"), encoding="utf-8")
    where = (str(tmp_path / "old"), str(tmp_path / "new"))
    done = home.run("--lang", "en", "steps", "convert", *where)
    assert (done.code, done.out) == (65, "")
    assert done.err.startswith("Error: en/suites.toml is not right:\n")
    assert "steps › reste › checks › reste-lu › number: is “" in done.err
    assert not (tmp_path / "new").exists()


def test_a_folder_without_steps(home: Home, tmp_path: Path) -> None:
    done = home.run("steps", "convert", str(tmp_path / "nothing"), str(tmp_path / "new"))
    assert (done.code, done.out) == (65, "")
    assert done.err.startswith("Erreur : fr/situations.toml")


def test_without_tomlkit_it_says_what_to_install(home: Home, tmp_path: Path) -> None:
    hidden = tmp_path / "hide.py"
    hidden.write_text(
        "import importlib.util as u, sys\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'tomlkit' else find(name, *a)\n"
        "from mes_optout.__main__ import main\n"
        "sys.exit(main())\n"
    )
    arguments = ("--lang", "en", "steps", "convert", str(OLD), str(tmp_path / "new"))
    done = home.run(*arguments, program=(sys.executable, str(hidden)))
    assert (done.code, done.out) == (4, "")
    assert 'pip install "mes-optout[editor]"' in done.err
    assert not (tmp_path / "new").exists()
