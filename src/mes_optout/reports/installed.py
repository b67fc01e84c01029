"""How this very program came onto the computer, and so what removes it."""

import json
import os
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mes_optout.system.disk import path_in_address

_NAME = "mes-optout"

# What may lie in the project's folder beside nobody's own files: what it brings, and what its
# tools write there.
_BROUGHT = (
    *(".ci", ".git", ".github", ".gitignore", "docs", "src", "steps", "tests", "tools"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"),
    *("pyproject.toml", "PKG-INFO"),
    *(".venv", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", ".DS_Store"),
)


@dataclass(frozen=True, slots=True)
class Installed:
    """`tool` is "pipx", "uv", or "pip" with the Python that has it; None where a folder is all.

    `file` is the one file that the program is. `project` is the folder from which it was installed
    and which is still there, if nothing else is in it; `unpacked` is that folder if there is.
    """

    tool: str | None = None
    python: Path | None = None
    file: Path | None = None
    project: Path | None = None
    unpacked: Path | None = None


def installed(module: Path, prefix: Path, python: Path) -> Installed:
    """Tell it from the path of a module of ours, the environment, and the running Python."""
    for above in module.parents:
        if _is_file(above):
            return Installed(file=above)
    folder = _folder(module)
    alone = folder is not None and _may_go(folder)
    project, unpacked = (folder, None) if alone else (None, folder)
    if os.path.lexists(prefix / "pipx_metadata.json"):
        return Installed("pipx", project=project, unpacked=unpacked)
    if os.path.lexists(prefix / "uv-receipt.toml"):
        return Installed("uv", project=project, unpacked=unpacked)
    if project and prefix.is_relative_to(project):
        return Installed(project=project)
    return Installed("pip", python, project=project, unpacked=unpacked)


def _folder(module: Path) -> Path | None:
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
