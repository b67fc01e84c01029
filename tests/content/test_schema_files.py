"""Every file of the steps points its editor to its schema, and both editors' checkers agree."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schema import SHIPPED

pytestmark = pytest.mark.posix("the checkers of editors are programs of this system")

STEPS = Path(__file__).parents[2] / "steps"
FILES = sorted(path.relative_to(STEPS) for path in STEPS.rglob("*.toml"))
FIRST = re.compile(r"#:schema ((?:\.\./)?schemas/[a-z-]+\.schema\.json)\n")
CHECKERS = {
    "taplo": ("taplo", "lint", "--no-auto-config"),
    "tombi": ("tombi", "lint", "--offline"),
}


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """Return a copy of the shipped steps, with their schemas."""
    return Path(shutil.copytree(STEPS, tmp_path / "steps"))


def find_schema(text: str) -> str:
    """Return what the first line of a file names."""
    found = FIRST.match(text)
    assert found, text[:80]
    return found[1]


def lint(checker: str, files: list[Path]) -> subprocess.CompletedProcess[str]:
    """Check files as an editor with that checker does."""
    program, *arguments = CHECKERS[checker]
    return subprocess.run(
        [Path(sys.executable).with_name(program), *arguments, *files],
        cwd=files[0].parent,
        env={"HOME": str(files[0].parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("file", FILES, ids=str)
def test_its_first_line_names_a_schema_that_there_is(file: Path) -> None:
    path = STEPS / file
    named = (path.parent / find_schema(path.read_text(encoding="utf-8"))).resolve()
    assert named in SHIPPED


def test_every_schema_is_named_but_that_of_a_file_which_the_shipped_steps_lack() -> None:
    named = {Path(find_schema((STEPS / file).read_text(encoding="utf-8"))).name for file in FILES}
    assert {path.name for path in SHIPPED} - named == {"pack.schema.json"}


@pytest.mark.parametrize("checker", CHECKERS)
def test_the_shipped_files_are_right(checker: str, steps: Path) -> None:
    done = lint(checker, [steps / file for file in FILES])
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("checker", CHECKERS)
def test_an_unknown_key_is_refused_in_each(checker: str, steps: Path) -> None:
    """Each file has its own schema, or the key would be all that is wrong in none of them."""
    for file in FILES:
        text = (steps / file).read_text(encoding="utf-8")
        first, rest = text.split("\n", 1)
        (steps / file).write_text(f'{first}\nnulle_part = "x"\n{rest}', encoding="utf-8")
        done = lint(checker, [steps / file])
        assert done.returncode != 0, file
        assert "nulle_part" in done.stdout + done.stderr


@pytest.mark.parametrize("checker", CHECKERS)
@pytest.mark.parametrize(
    ("file", "written", "instead"),
    [
        ("fr/opposition.toml", r"(?m)^reviewed = .*", 'reviewed = "hier"'),
        ("fr/opposition.toml", r"(?m)^rests_on = \[[^]]*\]\n", ""),
        ("fr/lettres.toml", r"(?m)^rests_on = \[", "rests_on = [3, "),
        ("fr/situations.toml", r'(?m)^note = "', 'nope = "'),
        ("faits.toml", r'(?m)^confidence = "sure"', 'confidence = "certain"'),
        ("en/suites.toml", r'(?m)^text = "[^"]*"', "text = 3"),
    ],
)
def test_other_slips_are_refused(
    checker: str, file: str, written: str, instead: str, steps: Path
) -> None:
    text = (steps / file).read_text(encoding="utf-8")
    changed, times = re.subn(written, instead, text, count=1)
    assert times == 1
    (steps / file).write_text(changed, encoding="utf-8")
    assert lint(checker, [steps / file]).returncode != 0
