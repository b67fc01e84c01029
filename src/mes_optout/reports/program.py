"""The program itself: how it came onto this computer, and what removes it and its copies."""

import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mes_optout.reports.copies import Copies
from mes_optout.reports.removal import (
    write_delete_journals_line,
    write_delete_line,
    write_path,
    write_run_line,
)
from mes_optout.system.home import path_in_address
from mes_optout.text import Section, Typed
from mes_optout.wording.prose import Prose

_PROSE = Prose("traces")
_NAME = "mes-optout"

# What may lie in the project's folder beside nobody's own files: what it brings, and what its
# tools write there.
_BROUGHT = (
    *(".ci", ".git", ".github", ".gitignore", "docs", "src", "steps", "tests", "tools"),
    *("CHANGELOG.md", "CONTRIBUER.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"),
    *("pyproject.toml", "PKG-INFO"),
    *(".venv", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", ".DS_Store"),
)

_PIPX = "pipx uninstall mes-optout"
_UV = "uv tool uninstall mes-optout"
_PIP = "-m pip uninstall mes-optout"


@dataclass(frozen=True, slots=True)
class Installation:
    """`tool` is "pipx", "uv", or "pip" with the Python that has it; None where a folder is all.

    `file` is the one file that the program is. `project` is the folder from which it was installed
    and which is still there, if nothing else is in it; `unpacked` is that folder if there is.
    """

    tool: str | None = None
    python: Path | None = None
    file: Path | None = None
    project: Path | None = None
    unpacked: Path | None = None


def find_installation(module: Path, prefix: Path, python: Path) -> Installation:
    """Tell it from the path of a module of ours, the environment, and the running Python."""
    for above in module.parents:
        if _is_file(above):
            # In the zip for Windows a Python lies around that file, and goes with it.
            # One may also lie at the top of a stick, or be named from its own folder.
            if python.parent in above.parents[1:2]:
                return Installation(unpacked=python.parent)
            return Installation(file=above)
    folder = _find_folder(module)
    alone = folder is not None and _may_go(folder)
    project, unpacked = (folder, None) if alone else (None, folder)
    if os.path.lexists(prefix / "pipx_metadata.json"):
        return Installation("pipx", project=project, unpacked=unpacked)
    if os.path.lexists(prefix / "uv-receipt.toml"):
        return Installation("uv", project=project, unpacked=unpacked)
    if project and prefix.is_relative_to(project):
        return Installation(project=project)
    return Installation("pip", python, project=project, unpacked=unpacked)


def _find_folder(module: Path) -> Path | None:
    """Return the folder with our sources that `module` is in, or was installed from."""
    package = next(each for each in module.parents if each.name == "mes_optout")
    candidates = [package.parents[1]]
    for note in package.parent.glob("mes_optout-*.dist-info/direct_url.json"):
        try:
            address = urlsplit(str(json.loads(note.read_bytes())["url"]))
        except (OSError, ValueError, LookupError, TypeError):
            continue
        local = path_in_address(unquote(address.path))
        candidates += [local] if address.scheme == "file" else []
    return next((each for each in candidates if _is_ours(each)), None)


def _is_ours(folder: Path) -> bool:
    """Say whether our sources are in a folder, and its `pyproject.toml` names us."""
    try:
        told = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        named = told["project"]["name"] == _NAME
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return named and _is_file(folder / "src/mes_optout/cli.py")


def _may_go(folder: Path) -> bool:
    """Say whether a line may delete the whole of a folder.

    It may not be a home nor above it, nor hold more than the project brings and its tools write.
    """
    try:
        home = Path.home().resolve()
        if home.is_relative_to(folder.resolve()):
            return False
        names = os.listdir(folder)  # noqa: PTH208  (names are all that counts)
    except (OSError, RuntimeError):  # also an account without a home
        return False
    return all(any(fnmatchcase(name, each) for each in _BROUGHT) for name in names)


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113  (never raises; the method does below Python 3.14)


def describe_program(program: Installation, copies: Copies, *, powershell: bool) -> Section:
    """Say what removes the program; other ways by which it is installed too are not forgotten."""
    title, said = _PROSE.section("program")
    removal = _describe_removal(program, copies, powershell=powershell)
    return title, [*said, *removal, *_PROSE.say("downloads")]


def _describe_removal(program: Installation, copies: Copies, *, powershell: bool) -> Iterator[str]:
    write = partial(write_delete_line, powershell=powershell)
    uninstall: list[str] = [
        *([Typed(_PIPX)] if copies.by_pipx or program.tool == "pipx" else []),
        *([Typed(_UV)] if copies.by_uv or program.tool == "uv" else []),
    ]
    if program.tool == "pip" and program.python:
        uninstall.append(write_run_line(program.python, _PIP, powershell=powershell))
    # Windows keeps the folder one is in.
    leave = [Typed("cd ~")] if powershell else []
    yield from _say_lines(
        ("scripts", [*map(write, copies.completions)]),
        ("single-file", [write(program.file)] if program.file else []),
        ("uninstall", uninstall),
        ("project", [*leave, write(program.project)] if program.project else []),
        ("unpacked", [write_path(program.unpacked)] if program.unpacked else []),
    )


def describe_copies(copies: Copies, *, powershell: bool, tried: bool) -> Section:
    """Say what pip, pipx and uv keep; `tried` where we have seen it with our own eyes."""
    title, said = _PROSE.section("copies")
    return title, [
        *said,
        *_describe_found(copies, powershell=powershell),
        *_describe_limits(copies, tried=tried),
    ]


def _describe_found(copies: Copies, *, powershell: bool) -> Iterator[str]:
    write = partial(write_delete_line, powershell=powershell)
    write_journals = partial(write_delete_journals_line, powershell=powershell)
    yield from _say_lines(
        ("pip", [*map(write, copies.pip)]),
        ("uv", [*map(write, copies.uv)]),
        ("pipx", [*map(write, copies.pipx)]),
        ("logs", [*map(write_journals, copies.logs)]),
    )
    if not copies.searched:
        yield from _PROSE.say("not-searched")
    if copies.clear:
        yield from _PROSE.say("nothing-found")
    cautious = _PROSE.say("caution"), () if copies.logs else _PROSE.say("caution-logs")
    yield " ".join(chain(*cautious))


def _describe_limits(copies: Copies, *, tried: bool) -> Iterator[str]:
    yield from _say_lines(("unread", [*map(write_path, copies.unread)]))
    if not copies.complete:
        yield from _PROSE.say("incomplete")
    if not tried:
        yield from _PROSE.say("from-manuals")


def _say_lines(*passages: tuple[str, list[str]]) -> Iterator[str]:
    """Say each passage for which there are lines."""
    for name, lines in passages:
        if lines:
            yield from _PROSE.say(name, lines=lines)
