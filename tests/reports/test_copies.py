"""What pip, pipx and uv keep of this program, found in made-up homes (REQ-S24).

The trees are those that these tools made on Linux; `tools/left_behind.py` has them make real ones.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mes_optout.reports.copies import Copies, find_copies
from mes_optout.reports.program import Installation, find_installation
from mes_optout.reports.search import Search, list_places

HERE = json.dumps({"dir_info": {}, "url": "file:///home/a/mes-optout"})
WHEEL = "wheels/c4/59/83/be20254a4bc5"
SDIST = "sdists-v11/path/da07a7a6dedc3340"
INDEX = "index/2ba33f3bcb991487"
OURS = "mes_optout-1.0.0-py3-none-any.whl"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home with other people's copies, which are none of our business."""
    folder = tmp_path / "a home"
    for path, text in (
        (".cache/pip/wheels/00/11/22/33/other-1.0-py3-none-any.whl", "mes-optout"),
        (".cache/pip/wheels/00/11/22/33/origin.json", '{"url": "file:///home/a/other"}'),
        (".cache/pip/selfcheck/0a1b", '{"key": "/home/a/other/.venv"}'),
        (".cache/uv/archive-v0/other/other/mes_optout_notes.py", ""),
        (".cache/uv/archive-v0/other/bin/other", ""),
        (".cache/uv/archive-v0/notes/mes_optout_notes/a.py", ""),
        (".cache/uv/simple-v28/index/2ba33f3bcb991487/other.rkyv", "mes-optout"),
        (".cache/uv/wheels-v8/index/2ba33f3bcb991487/mes-optout-notes/1.0.msgpack", ""),
        (".cache/uv/sdists-v11/index/2ba33f3bcb991487/other/1.0/a/src/mes_optout-1.txt", ""),
        (".cache/uv/sdists-v11/git/0a1b/2c3d/metadata.msgpack", "other"),
        (".cache/uv/git-v2/checkouts/0a1b/2c3d/src/other/cli.py", ""),
        (".cache/uv/git-v2/db/0a1b/.git/FETCH_HEAD", "file:///home/a/other"),
        (".local/share/pipx/venvs/mes-optout-notes/pipx_metadata.json", ""),
        (".local/share/uv/tools/mes-optout-notes/uv-receipt.toml", ""),
        (".cache/uv/interpreter-v5/a/b.msgpack", "/usr/bin/python3"),
        (".local/share/pipx/venvs/.other.lock", ""),
        (".local/state/pipx/log/cmd_2026-11-27_13.00.00.log", "pipx install other"),
        (".local/state/pipx/log/notes.txt", "mes-optout"),
        (".local/share/uv/tools/other/uv-receipt.toml", ""),
    ):
        written(folder / path, text)
    return folder


def written(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def find(home: Path, environment: Mapping[str, str] | None = None, **limits: int) -> Copies:
    return find_copies(list_places(environment or {}, home, "linux"), Search(**limits))


def test_nothing_is_found_among_what_is_not_ours(home: Path) -> None:
    assert find(home) == Copies()
    assert not find(home).found


def test_no_home_at_all_is_no_error(tmp_path: Path) -> None:
    written(tmp_path / "file")
    for gone in (tmp_path / "gone", tmp_path / "file"):
        assert find(gone) == Copies()


@pytest.mark.parametrize(
    ("tool", "path", "text", "found"),
    [
        # pip 23.0: a wheel, and where it came from; `pip cache remove` leaves the second.
        ("pip", f".cache/pip/{WHEEL}/{OURS}", "", f".cache/pip/{WHEEL}"),
        ("pip", f".cache/pip/{WHEEL}/origin.json", HERE, f".cache/pip/{WHEEL}"),
        # pip 26.3: the environment that looked whether there is a newer pip.
        ("pip", ".cache/pip/selfcheck/08e2", '{"key": "/a/mes-optout/.venv"}', None),
        ("pipx", ".local/share/pipx/venvs/.mes-optout.lock", "", None),
        ("pipx", ".local/pipx/trash/mes-optout.1", "", None),
        ("pipx", ".cache/pipx/8ef88e9f/bin/mes-optout", "", ".cache/pipx/8ef88e9f"),
        ("uv", f".cache/uv/{SDIST}/2OB3/{OURS}", "", f".cache/uv/{SDIST}"),
        ("uv", f".cache/uv/built-wheels-v3/path/d0/1/{OURS}", "", None),
        ("uv", ".cache/uv/archive-v0/-MJp/mes_optout/cli.py", "", ".cache/uv/archive-v0/-MJp"),
        ("uv", ".cache/uv/archive-v0/uvx/bin/mes-optout", "", ".cache/uv/archive-v0/uvx"),
        ("uv", ".cache/uv/simple-v28/pypi/mes-optout.rkyv", "", None),
        # Of another index: the same names under the index's own.
        ("uv", f".cache/uv/simple-v28/{INDEX}/mes-optout.rkyv", "", None),
        ("uv", f".cache/uv/wheels-v8/{INDEX}/mes-optout/1.0.msgpack", "", "@mes-optout"),
        ("uv", f".cache/uv/sdists-v11/{INDEX}/mes-optout/1.0.0/MUEG/{OURS}", "", "@mes-optout"),
        ("uv", f".cache/uv/sdists-v11/pypi/mes-optout/1.0.0/MUEG/{OURS}", "", "@mes-optout"),
        # Of git: sources, the copy of the repository, and what was built.
        ("uv", ".cache/uv/git-v2/checkouts/7399/534b/src/mes_optout/cli.py", "", "@7399"),
        ("uv", ".cache/uv/git-v2/db/4ccb/.git/FETCH_HEAD", "x mes-optout.git", "@4ccb"),
        ("uv", ".cache/uv/git-v0/db/4ccb/FETCH_HEAD", "x mes-optout.git", "@4ccb"),
        ("uv", ".cache/uv/sdists-v11/git/3ea4/534b/metadata.msgpack", "mes-optout", "@3ea4"),
        ("uv", f".cache/uv/sdists-v11/git/3ea4/534b/{OURS}", "", "@3ea4"),
        ("uv", ".cache/uv/interpreter-v5/a/c.msgpack", "/a/mes-optout/.venv", None),
    ],
)
def test_each_copy_is_found_and_named_whole(
    tool: str, path: str, text: str, found: str | None, home: Path
) -> None:
    """REQ-S24: the highest folder that is of this copy alone."""
    written(home / path, text)
    whole = home / (found or path)
    if found and found.startswith("@"):  # a folder above, by its name
        whole = home / path[: path.index(f"/{found[1:]}/")] / found[1:]
    if "built-wheels" in path:
        whole = home / path.rpartition("/1/")[0]
    copies = find(home)
    only: dict[str, Any] = {tool: (whole,)}
    assert copies == Copies(**only)
    assert copies.found


@pytest.mark.parametrize("folder", [".local/state/pipx/log", ".local/pipx/logs"])
def test_journals_of_pipx_are_found_by_what_they_say(folder: str, home: Path) -> None:
    """REQ-S24: by both homes of pipx, of today and of 1.1."""
    written(home / folder / "cmd_2026-11-27_13.00.12.log", "0.1ms: pipx install ./mes-optout\n")
    assert find(home) == Copies(logs=(home / folder,))


def test_what_is_installed_is_known_and_its_removal_will_be_noted(home: Path) -> None:
    """REQ-S24: pipx notes the removal even where it has noted nothing yet."""
    written(home / ".local/share/pipx/venvs/mes-optout/pipx_metadata.json")
    written(home / ".local/share/uv/tools/mes-optout/uv-receipt.toml")
    copies = find(home)
    assert (copies.by_pipx, copies.by_uv) == (True, True)
    assert copies.logs == (home / ".local/state/pipx/log",)


@pytest.mark.parametrize(
    "name", ["demarche.fish", "mes-optout.fish"], ids=["neutral", "by its name"]
)
def test_a_completion_script_is_found_where_our_help_says_to_write_it(
    name: str, home: Path
) -> None:
    fish = written(home / ".config/fish/completions" / name)
    zsh = written(home / ".zfunc/_demarche")
    assert set(find(home).completions) == {fish, zsh}


@pytest.mark.parametrize("variable", ["PIP_CACHE_DIR", "XDG_CACHE_HOME"])
def test_a_variable_names_another_cache_of_pip(variable: str, home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "élse where"
    below = "pip" if variable == "XDG_CACHE_HOME" else "."
    wheel = written(elsewhere / below / WHEEL / OURS)
    assert find(home) == Copies()
    assert find(home, {variable: str(elsewhere)}).pip == (wheel.parent,)
    assert find(home, {variable: ""}) == Copies()


@pytest.mark.parametrize("variable", ["UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME"])
def test_the_home_of_nobody_loses_no_search(variable: str, home: Path) -> None:
    """REQ-S24: what lies in the usual folders is found all the same."""
    kept = written(home / ".cache/uv/simple-v28/pypi/mes-optout.rkyv")
    assert find(home, {variable: "~nobody-of-this-name/c"}) == Copies(uv=(kept,))


def test_every_folder_has_a_whole_path(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line must mean the same wherever it is typed; XDG's own say to ignore what has none."""
    monkeypatch.chdir(tmp_path)
    kept = written(tmp_path / "-c/simple-v28/pypi/mes-optout.rkyv")
    assert find(home, {"UV_CACHE_DIR": "-c"}).uv == (kept,)
    relative = dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"), "x")
    assert list_places(relative, home, "linux") == list_places({}, home, "linux")


def test_variables_name_other_folders_of_uv_and_pipx(home: Path, tmp_path: Path) -> None:
    lock = written(tmp_path / "p/venvs/.mes-optout.lock")
    log = written(tmp_path / "p/logs/cmd_1.log", "mes-optout")
    kept = written(tmp_path / "u/simple-v28/pypi/mes-optout.rkyv")
    written(tmp_path / "t/mes-optout/uv-receipt.toml")
    named = {"PIPX_HOME": "p", "UV_CACHE_DIR": "u", "UV_TOOL_DIR": "t"}
    copies = find(home, {name: str(tmp_path / below) for name, below in named.items()})
    assert copies == Copies(pipx=(lock,), logs=(log.parent,), uv=(kept,), by_uv=True)


@pytest.mark.parametrize(
    ("platform", "path"),
    [
        ("darwin", f"Library/Caches/pip/{WHEEL}/{OURS}"),
        ("darwin", f".cache/uv/{SDIST}/2OB3/{OURS}"),
        ("darwin", "Library/Application Support/pipx/venvs/.mes-optout.lock"),
        ("darwin", ".local/pipx/venvs/.mes-optout.lock"),
        ("win32", f"AppData/Local/pip/Cache/{WHEEL}/{OURS}"),
        ("win32", f"AppData/Local/uv/cache/{SDIST}/2OB3/{OURS}"),
        ("win32", "pipx/venvs/.mes-optout.lock"),
        ("win32", "AppData/Local/pipx/pipx/venvs/.mes-optout.lock"),
    ],
)
def test_on_other_systems_the_places_are_those_of_the_manuals(
    platform: str, path: str, home: Path
) -> None:
    written(home / path)
    copies = find_copies(list_places({}, home, platform))
    assert len([*copies.pip, *copies.uv, *copies.pipx]) == 1


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Let folders in a list be unreadable, also for an administrator."""
    refused: list[Path] = []
    scandir = os.scandir

    def look(path: Path) -> Any:  # noqa: ANN401  (what `os.scandir` returns)
        if Path(path) in refused:
            raise PermissionError(13, "refused", str(path))
        return scandir(path)

    stat = os.stat

    def ask(path: Any, **options: Any) -> os.stat_result:  # noqa: ANN401  (as `os.stat`)
        if any(each in refused for each in Path(path).parents):
            raise PermissionError(13, "refused", str(path))
        return stat(path, **options)

    monkeypatch.setattr(os, "scandir", look)
    monkeypatch.setattr(os, "stat", ask)
    return refused


def test_what_cannot_be_read_is_said_and_the_rest_is_found(home: Path, closed: list[Path]) -> None:
    """REQ-S24."""
    lock = written(home / ".local/share/pipx/venvs/.mes-optout.lock")
    closed += [home / ".cache/pip/wheels", home / ".cache/uv"]
    copies = find(home)
    assert copies == Copies(pipx=(lock,), unread=tuple(closed))


def test_a_closed_folder_above_journals_is_said(home: Path, closed: list[Path]) -> None:
    """REQ-S24: below Python 3.14 a path's own methods raise there."""
    written(home / ".local/share/pipx/venvs/mes-optout/pipx_metadata.json")
    closed += [home / ".local/state/pipx", home / ".local/state/pipx/log"]
    copies = find(home)
    assert copies.by_pipx
    assert copies.unread == (home / ".local/state/pipx/log",)


def test_the_search_is_bounded_and_says_so(home: Path) -> None:
    """REQ-S24: never slow."""
    for number in range(50):
        written(home / f".cache/pip/wheels/00/11/22/{number}/other.whl")
    assert not find(home, most=40).complete
    assert find(home).complete


@pytest.mark.posix("Windows takes no such name")
def test_links_and_odd_names_are_no_trap(home: Path) -> None:
    """REQ-S24, REQ-S16: nothing is followed in a circle, and bytes that are no letters are kept."""
    odd = home / ".cache/pip/wheels/c4/59/83/\udc80 \x1b'"
    written(odd / OURS)
    (home / ".cache/uv/archive-v0/loop").symlink_to(home / ".cache/uv")
    (home / ".local/state/pipx/log/cmd_loop.log").symlink_to("cmd_loop.log")
    assert find(home) == Copies(pip=(odd,))


def test_a_cache_that_is_a_link_to_another_disk_is_looked_into(home: Path, tmp_path: Path) -> None:
    """As `search.py` says; only files that are links are not opened."""
    written(tmp_path / "disk" / WHEEL / OURS)
    shutil.rmtree(home / ".cache/pip")
    (home / ".cache/pip").symlink_to(tmp_path / "disk")
    assert find(home).pip == (home / ".cache/pip" / WHEEL,)


class TestInstalled:
    """How this very program came onto the computer."""

    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        folder = tmp_path / "Projets été/mes-optout"
        written(folder / "src/mes_optout/cli.py")
        written(folder / "pyproject.toml", '[project]\nname = "mes-optout"\n')
        return folder

    @staticmethod
    def module(prefix: Path, source: Path | None) -> Path:
        """Return a module in an environment, installed from a folder."""
        packages = prefix / "lib/python3.11/site-packages"
        if source:
            note = packages / "mes_optout-1.0.0.dist-info/direct_url.json"
            written(note, json.dumps({"dir_info": {}, "url": source.as_uri()}))
        return written(packages / "mes_optout/reports/installed.py")

    @pytest.mark.parametrize(
        ("note", "tool"), [("pipx_metadata.json", "pipx"), ("uv-receipt.toml", "uv")]
    )
    def test_by_pipx_or_uv(self, note: str, tool: str, tmp_path: Path, project: Path) -> None:
        written(tmp_path / "env" / note)
        module = self.module(tmp_path / "env", project)
        found = find_installation(module, tmp_path / "env", Path("/usr/bin/python3"))
        assert found == Installation(tool, project=project)

    def test_as_the_readme_says(self, project: Path) -> None:
        """The environment lies in the project: one folder is all."""
        prefix = project / ".venv"
        found = find_installation(self.module(prefix, project), prefix, prefix / "bin/python")
        assert found == Installation(project=project)

    def test_by_pip_elsewhere(self, tmp_path: Path, project: Path) -> None:
        python = tmp_path / "env/bin/python"
        found = find_installation(self.module(tmp_path / "env", project), tmp_path / "env", python)
        assert found == Installation("pip", python, project=project)

    def test_with_a_python_of_its_own(self, tmp_path: Path) -> None:
        """As in the zip for Windows: the file that holds the program is not all."""
        python = written(tmp_path / "demarche/demarche.exe")
        file = written(tmp_path / "demarche/app/programme.zip")
        found = find_installation(file / "mes_optout/cli.pyc", python.parent, python)
        assert found == Installation(unpacked=tmp_path / "demarche")

    def test_in_a_checkout(self, tmp_path: Path, project: Path) -> None:
        module = project / "src/mes_optout/reports/installed.py"
        found = find_installation(module, tmp_path / "env", tmp_path / "env/bin/python")
        assert found.project == project

    @pytest.mark.parametrize("name", [".venv", "dist", ".mypy_cache", "LICENSE", "__pycache__"])
    def test_what_the_project_and_its_tools_make_is_nobodys(self, name: str, project: Path) -> None:
        written(project / name / "x")
        module = project / "src/mes_optout/reports/installed.py"
        assert find_installation(module, project / ".venv", Path("python")) == Installation(
            project=project
        )

    @pytest.mark.parametrize("name", ["photos", "liste.html", ".bashrc", "Dist"])
    def test_somebodys_own_files_keep_the_folder(self, name: str, project: Path) -> None:
        """No line for the folder; one for the program in its environment."""
        written(project / name)
        module = project / "src/mes_optout/reports/installed.py"
        found = find_installation(module, project / ".venv", Path("python"))
        assert found == Installation("pip", Path("python"), unpacked=project)

    @pytest.mark.posix("the paths of Linux stand in it")
    @pytest.mark.parametrize("home", [".", "a", "a/b"])
    def test_a_home_and_what_is_above_one_are_never_to_be_deleted(
        self, home: str, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Also where nothing else is in it, and by a link."""
        (project / "src" / home).mkdir(parents=True, exist_ok=True)
        link = project.parent / "link"
        link.symlink_to(project if home == "." else project / "src" / home)
        for each in (link, link.resolve()):
            monkeypatch.setenv("HOME", str(each))
            found = find_installation(
                project / "src/mes_optout/x.py", project / ".venv", Path("python")
            )
            assert (found.project, found.unpacked) == (None, project)

    def test_without_a_home_no_folder_is_to_be_deleted(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def nowhere() -> Path:
            raise RuntimeError

        monkeypatch.setattr(Path, "home", nowhere)
        found = find_installation(
            project / "src/mes_optout/x.py", project / ".venv", Path("python")
        )
        assert found.project is None

    @pytest.mark.parametrize("text", ["", "[project]\nname = 'other'\n", "project = 1", "\0", None])
    def test_a_folder_that_does_not_say_it_is_ours_is_left_alone(
        self, text: str | None, project: Path
    ) -> None:
        file = project / "pyproject.toml"
        file.unlink() if text is None else written(file, text)
        found = find_installation(
            project / "src/mes_optout/x.py", project / ".venv", Path("python")
        )
        assert (found.project, found.unpacked) == (None, None)

    @pytest.mark.posix("the paths of Linux stand in it")
    def test_sources_that_cannot_be_looked_at_are_no_mistake(
        self, tmp_path: Path, project: Path, closed: list[Path]
    ) -> None:
        """Below Python 3.14 a path's own methods raise there."""
        module = self.module(tmp_path / "env", project)
        closed.append(project.parent)
        found = find_installation(module, tmp_path / "env", Path("python"))
        assert found == Installation("pip", Path("python"))

    def test_as_a_single_file(self, tmp_path: Path) -> None:
        file = written(tmp_path / "demarche.pyz")
        module = file / "mes_optout/reports/installed.py"
        assert find_installation(module, tmp_path, Path("python3")) == Installation(file=file)

    @pytest.mark.parametrize("there", [".", "/"], ids=["named from its folder", "top of a stick"])
    def test_as_a_single_file_with_nothing_above(
        self, there: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = Path(there, "demarche.pyz")
        monkeypatch.setattr("mes_optout.reports.program._is_file", file.__eq__)
        module = file / "any/mes_optout/reports/installed.py"
        found = find_installation(module, tmp_path, Path("/usr/bin/python3"))
        assert found == Installation(file=file)

    @pytest.mark.parametrize("note", ["", "[]", '{"url": 1}', '{"url": "https://a.org/x"}', None])
    def test_a_folder_that_is_not_ours_is_never_to_be_deleted(
        self, note: str | None, tmp_path: Path
    ) -> None:
        """Sources that are gone, moved or replaced by something else."""
        module = self.module(tmp_path / "env", tmp_path)
        if note is not None:
            next(tmp_path.rglob("direct_url.json")).write_text(note, encoding="utf-8")
        assert find_installation(module, tmp_path / "env", Path("python3")).project is None
