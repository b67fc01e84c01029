"""What CONTRIBUTING prints works as it is printed, in a fresh checkout, after its first line."""

import re
import shutil
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from mes_optout.clock import PINNED_BY
from support.homes import NOON, READ_ON
from support.typed import there
from thrown_away import MADE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")

_FENCED = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_STARTS = re.compile(r"`((?:\S*/)?(?:python3?|sh|bash|pip) [^`]+)`")  # in the middle of a sentence
COMMANDS = [
    re.sub(r" +# .*", "", line)
    for line in [
        *(line for block in _FENCED.findall(PAGE) for line in block.splitlines()),
        *_STARTS.findall(_FENCED.sub("", PAGE)),
    ]
]
FIRST = COMMANDS[0]
AUDIT = ".venv/bin/pip-audit --strict --require-hashes --disable-pip"
# What is not run here, with its reason. It is still read: what it names has to be there.
NOT_RUN = {
    FIRST: "it needs the network; the README's line, which begins with it, is run by .ci/run",
    ".venv/bin/python -m pytest -q -n 4": ".ci/run runs these tests",
    ".venv/bin/python -m pytest -q -m slow": "this test is one of them",
    "bash .ci/run": "it runs this test",
    ".venv/bin/mes-optout steps prove": ".ci/run runs it, with the program from the wheel",
    "sh tools/newest.sh": "it needs the network, and runs all fast tests; a workflow runs it",
    ".venv/bin/pip install -q --no-cache-dir -e '.[upkeep]'": "it needs the network",
    ".venv/bin/python tools/lock.py": "it needs the network",
    f"{AUDIT} -r .ci/requirements-test.txt": "it needs the network; a workflow runs it",
    f"{AUDIT} -r .ci/requirements-browser.txt": "it needs the network; a workflow runs it",
    ".venv/bin/pip install -q --no-cache-dir --require-hashes -r .ci/requirements-browser.txt": (
        "it needs the network; .ci/run installs the same"
    ),
    "python3 -m venv release && release/bin/pip install -q --no-cache-dir --require-hashes"
    " -r .ci/requirements-test.txt": "it needs the network; .ci/run installs the same",
    "release/bin/python tools/release.py": "it needs the network; .ci/run makes the release",
    "release/bin/python tools/release.py dist /var/tmp/trixie /var/tmp/sid": "the same",
    "bash tools/roots.sh make trixie /var/tmp/trixie": "it needs the network; .ci/run makes one",
    "bash tools/roots.sh make sid /var/tmp/sid": "the same",
    ".venv/bin/python tools/lock.py --upgrade-package typer": "it needs the network",
}
ENDS = {".venv/bin/mes-optout guide": 3}  # nobody answers its first question; all others end with 0


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree with what the first line makes, without the network.

    Its environment takes the packages of this one, and installs the copy.
    """
    folder = tmp_path_factory.mktemp("fresh") / "mes-optout"
    shutil.copytree(ROOT, folder, ignore=MADE)
    subprocess.run([sys.executable, "-m", "venv", ".venv"], cwd=folder, check=True)
    new = folder / ".venv/bin"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    beside = folder / ".venv/lib" / version / "site-packages/beside.pth"
    beside.write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    install = (*("install", "-q", "--no-index", "--no-deps", "--no-build-isolation"), "-e", ".")
    subprocess.run([new / "python", "-m", "pip", *install], cwd=folder, check=True)
    for script in Path(sysconfig.get_path("scripts")).iterdir():
        if not (new / script.name).exists():
            _bring(script, new / script.name)
    return folder


def _bring(script: Path, new: Path) -> None:
    """Copy a program of this environment; one in Python is to be run by the new one's."""
    content = script.read_bytes()
    if content.startswith(b"#!"):
        content = re.sub(rb"\A#!.*", b"#!" + bytes(new.parent / "python"), content)
    new.write_bytes(content)
    new.chmod(0o755)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=folder,
        env={
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(folder.parent),
            "MES_OPTOUT_HOME": str(folder.parent / "state"),
            PINNED_BY: READ_ON,
            "SOURCE_DATE_EPOCH": NOON,
            "LC_ALL": "C.UTF-8",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_the_first_line_is_the_beginning_of_what_the_readme_prints() -> None:
    assert f"\n{FIRST} && .venv/bin/python -m pytest -q -n 4\n" in README


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_command_names_is_there(command: str) -> None:
    assert there(command) == []


def test_only_what_is_printed_is_left_out() -> None:
    assert [each for each in NOT_RUN if each not in COMMANDS] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", [each for each in COMMANDS if each not in NOT_RUN])
def test_a_command_works_as_it_is_printed(command: str, checkout: Path) -> None:
    done = run(command, checkout)
    assert done.returncode == ENDS.get(command, 0), done.stdout
