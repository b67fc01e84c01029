"""Each command that a page prints for a shell can be typed: what it names is there."""

import subprocess
from pathlib import Path

import pytest

from support.documents import PAGES, name_of, read, shell_lines
from support.typed import FOREIGN, commands, faults

pytestmark = pytest.mark.posix("bash reads the commands")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_each_command_names_is_there(page: Path) -> None:
    found = [fault for command in commands(read(page)) for fault in faults(command)]
    assert found == []


@pytest.mark.posix("it asks bash")
@pytest.mark.parametrize("page", [p for p in PAGES if shell_lines(read(p))], ids=name_of)
def test_a_shell_reads_each_line_that_is_to_be_copied(page: Path) -> None:
    assert _said_by_bash("\n".join(shell_lines(read(page)))) == ""


@pytest.mark.posix("it asks bash")
@pytest.mark.parametrize("line", ["echo 'one", "a && && b", "(a"])
def test_a_line_that_no_shell_reads_is_seen(line: str) -> None:
    assert _said_by_bash(line) != ""


def _said_by_bash(lines: str) -> str:
    """Return what a shell says that reads lines, and runs nothing."""
    done = subprocess.run(
        ["/bin/bash", "-n"], input=lines, capture_output=True, text=True, check=False
    )
    return done.stderr


def test_no_command_of_others_is_listed_that_no_page_prints() -> None:
    printed = {command for page in PAGES for command in commands(read(page))}
    piped = {"lp"}  # after a command of ours, within a sentence
    assert set(FOREIGN) - printed - piped == set()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("`sh tools/newest.sh`", ""),
        ("`curl https://example.org/x | sh`", "nobody looks at it"),
        ("`notes.json`, `x` and `--no-trace`", ""),
        ("```sh\ncurl https://example.org/x\n```", "nobody looks at it"),
        ("```sh\npipx install .\n```", "nobody looks at it"),
        ("Then `pipx reinstall mes-optout`.", "nobody looks at it"),
        ("```sh\ntrue && sh tools/none.sh\n```", "not there: tools/none.sh"),
        ("`MES=1 python tests/bench/none.py`", "not there: tests/bench/none.py"),
        ("```sh\nPIP=1 .venv/bin/pip install '.[none]'\n```", "not there: none"),
        ("```sh\n.venv/bin/none .\n```", "not there: none"),
        ("`python -m none`", "not there: none"),
        ("`python -m support.none`", "not there: support.none"),
        ("`python -m none.none`", "not there: none.none"),
        (
            "<details>\n<summary>A</summary>\n\n```sh\nbash .ci/none\n```\n\n</details>",
            "not there: .ci/none",
        ),
    ],
)
def test_each_fault_is_seen(text: str, fault: str) -> None:
    found = [each for command in commands(text) for each in faults(command)]
    assert found == [] if not fault else fault in "\n".join(found)
