"""A home that is thrown away, in which the program is installed, used and removed."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]

_NAMES = re.compile(rb"mes.?optout|demarche", re.IGNORECASE)
_SKIPPED = re.compile("^(HOME|PATH|TMPDIR|LC_.*|LANG.*|XDG_.*|MES_OPTOUT_.*|PIPX_.*|VIRTUAL_ENV)$")
# People have none of these; certificates and proxies stay.
_SKIPPED_ALSO = {
    *("PIP_CACHE_DIR", "PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK"),
    *("UV_CACHE_DIR", "UV_NO_CACHE", "UV_TOOL_DIR", "PYTHONDONTWRITEBYTECODE"),
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
        """Copy the files of the project that git knows, as they are now."""
        self.folder, self._tools, self._way = folder, tools, way
        self.project = folder / "Projets/mes-optout"
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607  (the one of this machine)
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout.decode()
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (self.project / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, self.project / name)
        (folder / "tmp").mkdir()
        if way.name == "single file":
            shutil.rmtree(self.project)

    def type(self, line: str, answers: str = "") -> str:
        """Run a line as it is typed, in the project's folder while there is one."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not _SKIPPED.match(name) and name not in _SKIPPED_ALSO
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
