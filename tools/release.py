"""Make the files of a release: `python tools/release.py [FOLDER [ROOT …]]`, in `dist` unless told.

The wheel, the sources, the single file, the zip for Windows, lists and letters as PDF, the guide as
one page, the list of what they hold, and their SHA-256 sums. Needs the extras `release` and `pdf`,
in the versions of `.ci/requirements-test.txt`; the network, or pip's cache, for the packages and
the Python inside.
Each ROOT is the folder of a Debian system, whose Python compiles for its own version too
(`tools/roots.sh`; only root may use them).
The same commit, built by the same Pythons, gives the same bytes: its moment is SOURCE_DATE_EPOCH,
or that of the last commit. `--python-zip FILE SHA256` is for the zip: `tools/windows.py`.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import publish
import pyz
import sbom
import windows
from moment import ROOT, moment

SINGLE_FILE = "mes-optout.pyz"
WINDOWS = "demarche-windows.zip"
PAPERS = "demarche-papier.zip"
CONTENTS = "mes-optout.cdx.json"
SUMS = "SHA256SUMS"


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


def release(
    folder: Path, roots: Sequence[Path], python_zip: Sequence[str] | None = None
) -> list[Path]:
    """Make every file of the release in `folder`, which is empty, and return them."""
    when = moment()
    python = windows.choose_python(python_zip)
    made = distributions(folder, when)
    (wheel,) = (path for path in made if path.suffix == ".whl")
    with TemporaryDirectory() as temporary:
        stands_on = pyz.download(pyz.LOCKED, Path(temporary))
        compilers = [pyz.Compiler(), *map(pyz.Compiler, roots)]
        compiled = pyz.build(
            [*stands_on, wheel], folder / SINGLE_FILE, least_python(), when, compilers
        )
        made_of = windows.Ingredients(python, [*stands_on, wheel], compilers)
        fast = windows.build(made_of, folder / WINDOWS, when)
        contents = sbom.build(sbom.read(wheel), [sbom.read(each) for each in stands_on], when)
    sys.stdout.write(f"{SINGLE_FILE}: compiled for {', '.join(compiled)}; sources for others\n")
    windows.say_compiled(WINDOWS, compiled=fast)
    (folder / CONTENTS).write_text(contents, encoding="utf-8")
    (folder / PAPERS).write_bytes(publish.pack_papers(when))
    made += [folder / SINGLE_FILE, folder / WINDOWS, folder / PAPERS, folder / CONTENTS]
    made += write_guides(folder, when)
    sums = [f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in made]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return [*made, folder / SUMS]


def write_guides(folder: Path, when: int) -> list[Path]:
    """Write the guide as one page in each language, made on the day of a moment."""
    written = []
    for path, content in publish.make_guides(datetime.fromtimestamp(when, UTC).date()):
        language, _slash, name = path.rpartition("/")
        if language:  # what leads to them is for a host
            written.append(folder / name.replace(".", f"-{language}."))
            written[-1].write_bytes(content)
    return written


def main() -> None:
    """Build aside, so that a build that fails leaves the last one alone."""
    parser = argparse.ArgumentParser(description="Make the files of a release.")
    parser.add_argument("target", type=Path, nargs="?", default=Path("dist"))
    parser.add_argument("roots", type=Path, nargs="*")
    windows.add_choice(parser)
    asked = parser.parse_args()
    asked.target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        for path in release(Path(temporary), asked.roots, asked.python_zip):
            shutil.copy(path, asked.target)
    sys.stdout.write((asked.target / SUMS).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
