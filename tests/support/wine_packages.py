"""What the tests stand on, for Windows: the wheels that the lock pins."""

import re
import subprocess
import sys
from pathlib import Path

import pyz

LOCKED = Path(__file__).parents[2] / ".ci/requirements-test.txt"

# Types, floors and style are looked at elsewhere, and Typst asks for a library that Wine lacks.
_LEFT_OUT = {"ast-serialize", "grimp", "import-linter", "librt", "mypy", "ruff", "typst"}


def download(version: str, folder: Path) -> list[Path]:
    """Bring the wheels for this Python on Windows into a folder, and return them.

    Raises CalledProcessError when one is not to be had, or has another hash.
    """
    lines = LOCKED.read_text(encoding="utf-8").splitlines()
    pins = re.split(r"\n(?=[a-z0-9])", "\n".join(map(pyz.unconditional, lines)))
    kept = [pin for pin in pins[1:] if pin.partition("==")[0] not in _LEFT_OUT]
    wanted = folder / "requirements.txt"
    wanted.write_text("\n".join(kept), encoding="utf-8")
    tag = f"cp{version.replace('.', '')}"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
            *("--require-hashes", "--no-deps", "-d", str(folder), "-r", str(wanted)),
            *("--only-binary", ":all:", "--platform", "win_amd64", "--python-version", version),
            *("--implementation", "cp", "--abi", tag, "--abi", "abi3", "--abi", "none"),
        ],
        check=True,
    )
    return sorted(folder.glob("*.whl"))
