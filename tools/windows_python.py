"""The Python inside the zip for Windows: python.org's embeddable one, pinned or given by hand."""

import hashlib
import io
import os
import re
import subprocess
import sys
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

PROGRAMS = (".exe", ".dll", ".pyd")

# Nothing here is ever used: encrypted connections and what they stand on, a database, sound,
# questions about the machine and what they stand on, a program without a window, and a list of
# signatures for the files of an installed Python.
_LEFT_OUT = re.compile(
    r"libcrypto-\d+\.dll|libssl-\d+\.dll|_ssl\.pyd|_hashlib\.pyd|sqlite3\.dll|_sqlite3\.pyd"
    r"|winsound\.pyd|_wmi\.pyd|vcruntime140_1\.dll|pythonw\.exe|python\.cat"
)

# pip asks sources for their name and version before it hands them over. This answers from the note
# that they carry, in the place of setuptools, so that no line of theirs is run.
_STAND_IN = """\
import shutil
from email.parser import HeaderParser
from pathlib import Path


class __legacy__:
    @staticmethod
    def prepare_metadata_for_build_wheel(folder, config_settings=None):
        said = HeaderParser().parsestr(Path("PKG-INFO").read_text(encoding="utf-8"))
        name = said["Name"].replace("-", "_") + "-" + said["Version"] + ".dist-info"
        (Path(folder) / name).mkdir()
        shutil.copy("PKG-INFO", Path(folder) / name / "METADATA")
        return name
"""


class RefusedError(Exception):
    """A Python is not the one that was asked for, or not whole. The only argument says why."""


@dataclass(frozen=True, slots=True)
class Python:
    """An embeddable Python: what each of its files holds, by name. It has no folders."""

    files: Mapping[str, bytes]

    @property
    def library(self) -> str:
        """The stem of its library and of its standard modules: python313."""
        return next(name for name in self.files if re.fullmatch(r"python3\d+\.dll", name))[:-4]

    @property
    def compiled(self) -> str:
        """The name of code that was compiled for it, as `pyz.Compiler.name` gives it."""
        with ZipFile(io.BytesIO(self.files[f"{self.library}.zip"])) as modules:
            magic = int.from_bytes(modules.read("abc.pyc")[:2], "little")
        return f"c{self.library.replace('python', 'python-')}-{magic}"

    @property
    def needed(self) -> Mapping[str, bytes]:
        """What the program needs of it. Raises RefusedError when that would not start."""
        kept = {name: held for name, held in self.files.items() if not _LEFT_OUT.fullmatch(name)}
        for library in self.files.keys() - kept.keys():
            for name, held in kept.items():
                if library.endswith(".dll") and library.encode() in held.lower():
                    raise RefusedError(f"{name} needs {library}, which is left out")
        return kept


def read_pinned(locked: Path) -> Python:
    """Bring the Python that `locked` pins by hash, out of the sources of a package.

    Raises CalledProcessError when it is not to be had or has another hash.
    """
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        stand_in = folder / "setuptools"
        stand_in.mkdir()
        (stand_in / "__init__.py").touch()
        (stand_in / "build_meta.py").write_text(_STAND_IN, encoding="utf-8")
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
                *("--require-hashes", "--no-deps", "-d", str(folder), "-r", str(locked)),
                *("--no-binary", ":all:", "--use-pep517", "--no-build-isolation"),
            ],
            env={**os.environ, "PYTHONPATH": str(folder)},
            check=True,
        )
        (sources,) = folder.glob("*.tar.gz")
        with tarfile.open(sources) as opened:
            (inner,) = (each for each in opened if each.name.endswith("/data.zip"))
            held = opened.extractfile(inner)
            assert held is not None, "a file, by its name"  # noqa: S101  (for the types only)
            return _read(held.read())


def read_given(path: Path, sha256: str) -> Python:
    """Read python.org's own zip. Raises OSError, and RefusedError when it has another hash."""
    held = path.read_bytes()
    found = hashlib.sha256(held).hexdigest()
    if found != sha256.lower():
        raise RefusedError(f"{path.name} has the SHA-256 {found}")
    return _read(held)


def _read(held: bytes) -> Python:
    with ZipFile(io.BytesIO(held)) as inside:
        names = [name for name in inside.namelist() if not name.endswith("/")]
        python = Python({name.rpartition("/")[2]: inside.read(name) for name in names})
    if len(python.files) != len(names):
        raise RefusedError("two files of one name")
    return python
