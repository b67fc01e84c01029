"""Make the files of a release: `python tools/release.py [FOLDER [ROOT …]]`, in `dist` unless told.

The wheel, the sources, the single file, the list of what it holds, and their SHA-256 sums. Needs
the extra `release`, in the versions of `.ci/requirements-test.txt`; the network, or pip's cache,
for the packages that the single file holds. Each ROOT is the folder of a Debian system, whose
Python compiles for its own version too (`tools/roots.sh`; only root may use them). The same commit,
built by the same Pythons, gives the same bytes: its moment is SOURCE_DATE_EPOCH, or that of the
last commit.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyz
import sbom

ROOT = Path(__file__).parents[1]
LOCKED = ROOT / ".ci/requirements-run.txt"
SINGLE_FILE = "mes-optout.pyz"
CONTENTS = "mes-optout.cdx.json"
SUMS = "SHA256SUMS"


def moment() -> int:
    """Return when the release counts as made, in seconds since 1970.

    Raises CalledProcessError where there is neither SOURCE_DATE_EPOCH nor a commit.
    """
    asked = os.environ.get("SOURCE_DATE_EPOCH")
    log = ("git", "log", "-1", "--format=%ct")
    return int(asked or subprocess.run(log, cwd=ROOT, capture_output=True, check=True).stdout)


def least_python() -> tuple[int, int]:
    """Return the oldest Python that the program takes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first, second = re.findall(r"\d+", project["requires-python"])
    return int(first), int(second)


def distributions(folder: Path, when: int) -> list[Path]:
    """Build the sources, and from them the wheel, with the hatchling that is installed."""
    subprocess.run(
        [sys.executable, "-m", "build", "-q", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(when)},
        check=True,
    )
    return sorted(folder.iterdir())


def release(folder: Path, roots: Sequence[Path]) -> list[Path]:
    """Make every file of the release in `folder`, which is empty, and return them."""
    when = moment()
    made = distributions(folder, when)
    (wheel,) = (path for path in made if path.suffix == ".whl")
    with TemporaryDirectory() as temporary:
        stands_on = pyz.download(LOCKED, Path(temporary))
        compilers = [pyz.Compiler(), *map(pyz.Compiler, roots)]
        compiled = pyz.build(
            [*stands_on, wheel], folder / SINGLE_FILE, least_python(), when, compilers
        )
        contents = sbom.build(sbom.read(wheel), [sbom.read(each) for each in stands_on], when)
    sys.stdout.write(f"{SINGLE_FILE}: compiled for {', '.join(compiled)}; sources for others\n")
    (folder / CONTENTS).write_text(contents, encoding="utf-8")
    made += [folder / SINGLE_FILE, folder / CONTENTS]
    sums = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in made]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return [*made, folder / SUMS]


def main() -> None:
    """Build aside, so that a build that fails leaves the last one alone."""
    target, *roots = map(Path, sys.argv[1:] or ["dist"])
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        for path in release(Path(temporary), roots):
            shutil.copy(path, target)
    sys.stdout.write((target / SUMS).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
