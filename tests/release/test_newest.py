"""`tools/newest.sh` says what it took and what came of it, and its exit code says the same."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Stands for Python, and for what its environments hold: `$OUTCOME` says how installing and testing
# go. `id` says that nobody here is root, so that no Debian is made.
PYTHON = """#!/bin/sh
case "$*" in
  -c*) echo 3.99.1 ;;
  "-m venv "*)
    mkdir -p "$3/bin"
    cp "$0" "$3/bin/python"
    cp "$0" "$3/bin/pip" ;;
  "install "*" --upgrade typer") : >"${0%/*}/raised" ;;
  install*)
    [ "$OUTCOME" != lacking ] || { echo "ERROR: Failed building wheel for pikepdf"; exit 1; } ;;
  freeze*) printf 'babel==99.1\\nPyGments==2.99\\n' ;;
  check) [ "$OUTCOME" != clash ] || { echo "a 1 has requirement b"; exit 1; }
    echo "No broken requirements found." ;;
  "-m pytest "*tests/test_usage.py*)
    [ -e "${0%/*}/raised" ] || exit 9
    [ "$OUTCOME" != later ] || { echo "3 failed in 1s"; exit 1; }
    echo "5 passed in 1s" ;;
  "-m pytest "*)
    [ "$OUTCOME" != red ] || { echo "2 failed, 5 passed in 1s"; exit 1; }
    echo "7 passed in 1s" ;;
esac
"""
ID = "#!/bin/sh\necho 1000\n"


def newest(folder: Path, outcome: str) -> tuple[int, str]:
    """Return how the script ends, and the table at its end."""
    for name, text in {"python3": PYTHON, "id": ID}.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", "tools/newest.sh"],
        cwd=ROOT,
        env={"PATH": f"{folder}:/usr/bin:/bin", "OUTCOME": outcome, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout.rpartition("Debian sid")[2]


def test_what_passes_is_said_with_its_versions(tmp_path: Path) -> None:
    code, table = newest(tmp_path, "green")
    assert code == 0
    assert re.search(r"^ +lock +here 3\.99\.1 *$", table, re.MULTILINE)
    assert re.search(r"^babel +[\d.]+ +99\.1 new *$", table, re.MULTILINE)
    assert re.search(r"^pygments +[\d.]+ +2\.99 new *$", table, re.MULTILINE)
    assert re.search(r"^here 3\.99\.1 +passed: 7 passed in 1s$", table, re.MULTILINE)
    later = r"^here 3\.99\.1 +passed with the newest Typer: 5 passed in 1s$"
    assert re.search(later, table, re.MULTILINE)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("red", "FAILED, exit 1: 2 failed, 5 passed in 1s"),
        ("later", "FAILED with the newest Typer: 3 failed in 1s"),
        ("clash", "FAILED, versions do not fit: 7 passed in 1s"),
        ("lacking", "not installed. Failed building wheel for pikepdf"),
    ],
)
def test_what_fails_is_said_and_counts(outcome: str, said: str, tmp_path: Path) -> None:
    code, table = newest(tmp_path, outcome)
    assert code == 1
    assert re.search(rf"^here 3\.99\.1 +{re.escape(said)}$", table, re.MULTILINE)
