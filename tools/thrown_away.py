"""A home that is thrown away, in which the program is installed, used and removed."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]

# What tools make in the project's folder, which a copy of the project is without.
MADE = shutil.ignore_patterns(
    *(".git", ".venv", "dist", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")
)

_NAMES = re.compile(rb"mes.?optout|demarche", re.IGNORECASE)
# People have none of these. PYTHONPATH would bring the program of another folder.
_SKIPPED = re.compile(
    "(HOME|PATH|TMPDIR|VIRTUAL_ENV|(LC_|LANG|XDG_|MES_OPTOUT_|PIPX_|PIP_|UV_|PYTHON).*)"
)
# Where packages come from, and how one knows who gives them; proxies stay as well.
_KEPT = {
    *("PIP_CERT", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_TRUSTED_HOST"),
    *("PIP_DEFAULT_TIMEOUT", "PIP_CONSTRAINT"),
    *("UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS"),
    *("UV_HTTP_TIMEOUT", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS"),
}
_SECONDS = 120


@dataclass(frozen=True)
class Way:
    """One way of installing: what to type, and how the program is then called."""

    name: str
    install: str
    program: str = "mes-optout"
    settings: dict[str, str] = field(default_factory=dict)


class LeftBehindError(Exception):
    """Something is not as `traces` said."""


class Home:
    """A home that is thrown away, with a copy of the project in it."""

    def __init__(self, folder: Path, tools: Path, way: Way) -> None:
        """Copy the project as it is now, but for what its tools made."""
        self.folder, self._tools, self._way = folder, tools, way
        self.project = folder / "Projets/mes-optout"
        shutil.copytree(ROOT, self.project, ignore=MADE, copy_function=shutil.copyfile)
        (folder / "tmp").mkdir()
        if way.name == "single file":
            shutil.rmtree(self.project)

    def type(self, line: str, answers: str = "") -> str:
        """Run a line as it is typed, in the project's folder while there is one."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in _KEPT or not _SKIPPED.fullmatch(name)
        }
        environment |= {
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder / "tmp"),
            "PATH": f"{self.folder}/.local/bin:{self._tools}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            **self._way.settings,
        }
        done = subprocess.run(
            ["bash", "-c", line],  # noqa: S607  (the one of this machine)
            input=answers,
            capture_output=True,
            text=True,
            cwd=self.project if self.project.is_dir() else self.folder,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            raise LeftBehindError(f"{line}\n{done.stdout}{done.stderr}")
        return done.stdout

    def program(self, arguments: str, answers: str = "") -> str:
        """Run the program."""
        return self.type(f"{self._way.program} {arguments}", answers)

    def holds(self, path: Path) -> bool:
        """Say whether what a path names lies below the home; what a link there leads to may not."""
        if not path.is_absolute() or path.name in {"", ".."}:
            return False
        return self.folder.resolve() in (path.parent.resolve() / path.name).parents

    def ours(self) -> set[Path]:
        """Return what bears one of our names or holds one; of a folder of ours, the folder only."""
        found = set()
        for folder, folders, files in os.walk(self.folder):
            here = Path(folder)
            for name in list(folders):
                if _NAMES.search(os.fsencode(name)):
                    found.add(here / name)
                    folders.remove(name)
            for path in (here / name for name in files):
                if _NAMES.search(os.fsencode(path.name)) or _holds(path):
                    found.add(path)
        return found


def _holds(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and bool(_NAMES.search(path.read_bytes()))
