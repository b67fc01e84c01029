"""How this very program came onto the computer, and so what removes it."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

_DRIVE = re.compile(r"/[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Installed:
    """`tool` is "pipx", "uv", or "pip" with the Python that has it; None where a folder is all.

    `file` is the one file that the program is, `project` the folder from which it was installed and
    which is still there.
    """

    tool: str | None = None
    python: Path | None = None
    file: Path | None = None
    project: Path | None = None


def installed(module: Path, prefix: Path, python: Path) -> Installed:
    """Tell it from the path of a module of ours, the environment, and the running Python."""
    for above in module.parents:
        if above.is_file():
            return Installed(file=above)
    project = _project(module)
    if (prefix / "pipx_metadata.json").exists():
        return Installed("pipx", project=project)
    if (prefix / "uv-receipt.toml").exists():
        return Installed("uv", project=project)
    if project and prefix.is_relative_to(project):
        return Installed(project=project)
    return Installed("pip", python, project=project)


def _project(module: Path) -> Path | None:
    """Return the folder with our sources that `module` is in, or was installed from."""
    package = next(each for each in module.parents if each.name == "mes_optout")
    candidates = [package.parents[1]]
    for note in package.parent.glob("mes_optout-*.dist-info/direct_url.json"):
        try:
            address = urlsplit(str(json.loads(note.read_bytes())["url"]))
        except (OSError, ValueError, LookupError, TypeError):
            continue
        path = unquote(address.path)
        local = path[1:] if os.name == "nt" and _DRIVE.match(path) else path
        candidates += [Path(local)] if address.scheme == "file" else []
    # The line that deletes it is to be typed: nothing but our own sources may be in it.
    return next((each for each in candidates if (each / "src/mes_optout/cli.py").is_file()), None)
