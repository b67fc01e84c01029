"""The check of what stays after removal: it reads the README, and sees what it is for (REQ-S24).

The check itself needs the network: `.ci/run` runs it. Here nothing is installed.
"""

import re
import shutil
from pathlib import Path

import pytest

import left_behind
from thrown_away import Home, LeftBehindError, Way

PAGE = Path(__file__).parents[1] / "takeaways/traces/everything.en.txt"


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
    text = (left_behind.ROOT / "README.md").read_text(encoding="utf-8")
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
    assert lines[-2] == "rm -f /home/a/.local/state/pipx/log/cmd_*.log"
    assert not [line for line in lines if "history" in line]
    with pytest.raises(LeftBehindError):
        left_behind.lines_of("no page at all")


def test_a_line_for_what_is_not_there_is_a_mistake(home: Home) -> None:
    """REQ-S24: exactly what `traces` says, so not more either."""
    log = home.folder / "l g/cmd_1.log"
    with pytest.raises(LeftBehindError, match="what is not there"):
        left_behind.remove(home, f"rm -f '{log.parent}'/cmd_*.log")
    log.parent.mkdir()
    log.touch()
    left_behind.remove(home, f"rm -f '{log.parent}'/cmd_*.log")
    assert not log.exists()
    with pytest.raises(LeftBehindError, match="not understood"):
        left_behind.remove(home, "sudo something")


def test_a_line_that_fails_is_a_mistake(home: Home) -> None:
    with pytest.raises(LeftBehindError, match="false"):
        home.type("echo said; false")


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md"])
def test_the_word_cache_is_explained_in_both_languages(page: str) -> None:
    """REQ-S24: as `traces` does; and what was tried is said where places are spoken of."""
    text = " ".join((left_behind.ROOT / page).read_text(encoding="utf-8").split())
    assert re.search("cache(?: :| est) une réserve de copies", text)
    assert "cache: a store of copies" in text
    if page == "SECURITY.md":
        assert "Nous l'avons essayé sous Linux." in text
        assert "We have tried this on Linux." in text
