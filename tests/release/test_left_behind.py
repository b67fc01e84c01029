"""The check of what stays after removal: it reads the README, and sees what it is for (REQ-S24).

The check itself needs the network: `.ci/run` runs it. Here nothing is installed.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest

import left_behind
from mes_optout.reports.program import find_installation
from thrown_away import ROOT, Home, LeftBehindError, Way

PAGE = Path(__file__).parents[1] / "reports/traces/everything.en.txt"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which the project's folder is, and nothing has been installed."""
    return Home(tmp_path, tmp_path / "tools", Way("pip", "true", "echo"))


def test_the_readme_keeps_no_cache_by_any_way() -> None:
    """REQ-S24: and each is tried without the words for it, too, but for one that makes none."""
    tried = {way.name: way.install for way in left_behind.ways(Path("a b.pyz"))}
    assert tried == {
        "pip": "python3 -m venv .venv && PIP_NO_CACHE_DIR=1 .venv/bin/pip install -q .",
        "pip, cached": "python3 -m venv .venv && .venv/bin/pip install -q .",
        "pipx with pip": "pipx install --pip-args=--no-cache-dir .",
        "pipx with uv": "pipx install --pip-args=--no-cache-dir .",
        "pipx with uv, cached": "pipx install .",
        "uv": "uv tool install --no-cache .",
        "uv, cached": "uv tool install .",
        "single file": "cp 'a b.pyz' .",
    }


def test_a_readme_that_keeps_a_cache_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(left_behind, "readme", lambda _pattern: "pipx install . && x guide")
    with pytest.raises(LeftBehindError, match="the README keeps a cache"):
        list(left_behind.ways(None))


def test_the_english_commands_of_the_readme_are_the_same() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for way in left_behind.ways(None):
        if "cached" not in way.name:
            assert text.count(way.install) == 2, way.install


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x/mes_optout-1.0.0.whl", ""),
        (".local/bin/demarche", ""),
        (".cache/0a1b", "…/MES-OPTOUT/.venv"),
        (".cache/mes-optout/a", ""),
    ],
)
def test_the_search_sees_names_and_what_files_hold(name: str, text: str, home: Home) -> None:
    """REQ-S24."""
    shutil.rmtree(home.project)
    assert home.ours() == set()
    path = home.folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    assert home.ours() == {path.parent if "/mes-optout/" in name else path}


def test_only_the_lines_about_the_program_and_its_copies_are_typed() -> None:
    lines = left_behind.lines_of(PAGE.read_text(encoding="utf-8"))
    assert lines[2] == "mes-optout forget"
    assert lines[-2] == "rm -f -- /home/a/.local/state/pipx/log/cmd_*.log"
    assert not [line for line in lines if "history" in line]
    with pytest.raises(LeftBehindError):
        left_behind.lines_of("no page at all")


def test_a_line_for_what_is_not_there_is_a_mistake(home: Home) -> None:
    """REQ-S24: exactly what `traces` says, so not more either."""
    log = home.folder / "l g/cmd_1.log"
    with pytest.raises(LeftBehindError, match="what is not there"):
        left_behind.remove(home, f"rm -f -- '{log.parent}'/cmd_*.log")
    log.parent.mkdir()
    log.touch()
    left_behind.remove(home, f"rm -f -- '{log.parent}'/cmd_*.log")
    assert not log.exists()
    with pytest.raises(LeftBehindError, match="not understood"):
        left_behind.remove(home, "sudo something")


@pytest.fixture
def typed(home: Home, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let nothing be typed: return the list of what would have been."""
    lines: list[str] = []
    monkeypatch.setattr(home, "type", lambda line, _answers="": lines.append(line))
    return lines


@pytest.mark.parametrize("line", ["rm -rf -- {}", "{} -m pip uninstall mes-optout"])
@pytest.mark.parametrize("path", ["beside", "home/../beside", "home/link/x", "home", "home/x/.."])
def test_a_line_for_what_is_outside_the_home_is_never_typed(
    path: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody's checkout, by PYTHONPATH; the whole home; what a link in it leads to."""
    home = Home(tmp_path / "home", tmp_path, Way("pip", "true"))
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside/x").touch()
    (tmp_path / "home/link").symlink_to(tmp_path / "beside")
    (tmp_path / "home/x").mkdir()
    lines: list[str] = []
    monkeypatch.setattr(home, "type", lambda line, _answers="": lines.append(line))
    with pytest.raises(LeftBehindError, match="outside the home: "):
        left_behind.remove(home, line.format(shlex.quote(f"{tmp_path}/{path}")))
    with pytest.raises(LeftBehindError, match="outside the home: "):
        left_behind.remove(home, line.format("-"))
    assert lines == []


def test_a_python_that_is_a_link_in_the_home_is_inside(home: Home, typed: list[str]) -> None:
    """An environment's Python is a link to the one of the machine."""
    python = home.folder / "python3"
    python.symlink_to("/usr/bin/python3")
    left_behind.remove(home, f"{python} -m pip uninstall mes-optout")
    assert typed == [f"{python} -m pip uninstall mes-optout"]


@pytest.mark.parametrize("line", ["mes-optout forget", "python3 mes-optout.pyz forget"])
def test_what_the_program_keeps_goes_by_the_program(
    line: str, home: Home, typed: list[str]
) -> None:
    """By its name, and as the single file."""
    left_behind.remove(home, line)
    assert typed == ["echo forget --yes"]


@pytest.mark.parametrize("line", ["rm -rf -- a; rm -rf /", "rm -rf a", "pipx uninstall other"])
def test_a_line_of_another_form_is_not_understood(line: str, home: Home, typed: list[str]) -> None:
    with pytest.raises(LeftBehindError, match="not understood"):
        left_behind.remove(home, line)
    assert typed == []


def test_settings_that_lead_elsewhere_are_left_out(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But not those that say where packages come from, and by which certificate."""
    kept = ("PIP_CERT", "PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONSTRAINT", "UV_DEFAULT_INDEX")
    out = ("PYTHONPATH", "PYTHONSTARTUP", "PIP_TARGET", "PIP_PREFIX", "UV_TOOL_BIN_DIR", "UV_CACHE")
    for name in (*kept, *out):
        monkeypatch.setenv(name, "/elsewhere")
    told = [line.partition("=")[0] for line in home.type("env").splitlines() if "/else" in line]
    assert set(told) == set(kept)


def test_a_home_needs_no_git_and_is_without_what_tools_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bare machine, and sources that were unpacked."""
    monkeypatch.setenv("PATH", str(tmp_path))
    there = Home(tmp_path / "home", tmp_path, Way("pip", "true")).project
    assert (there / "src/mes_optout/cli.py").is_file()
    assert [name for name in (".git", ".venv", "dist") if (there / name).exists()] == []


def test_the_project_alone_in_its_folder_gets_a_line(home: Home) -> None:
    """REQ-S24: `traces` knows all that the project brings."""
    module = home.project / "src/mes_optout/reports/installed.py"
    (home.project / ".venv").mkdir()
    assert find_installation(module, home.project / ".venv", Path("python")).project == home.project


def test_the_day_of_the_walk_is_past_on_any_machine() -> None:
    assert int(re.findall(r"\d{4}", left_behind.ANSWERS)[0]) < 2026


def test_a_line_that_fails_is_a_mistake(home: Home) -> None:
    with pytest.raises(LeftBehindError, match="false"):
        home.type("echo said; false")


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md"])
def test_the_word_cache_is_explained_in_both_languages(page: str) -> None:
    """REQ-S24: as `traces` does; and what was tried is said where places are spoken of."""
    text = " ".join((ROOT / page).read_text(encoding="utf-8").split())
    assert re.search("cache(?: :| est) une réserve de copies", text)
    assert "cache: a store of copies" in text
    if page == "SECURITY.md":
        assert "Nous l'avons essayé sous Linux." in text
        assert "We have tried this on Linux." in text
