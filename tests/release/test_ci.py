"""What `.ci/run` says of itself: how long it took, on which day it looks, what it installs."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = (ROOT / ".ci/run").read_text(encoding="utf-8")
ROOTS = (ROOT / "tools/roots.sh").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
GRANTED = {
    "readme": 5,
    "roots": 9,
    "typers": 2,
    "prove": 2,
    "sweeps": 22,
    "heard": 5,
    "wine": 11,
    "measurements": 5,
    "rest": 4,
}
MOST = 65


def parts(**seconds: int) -> tuple[int, str]:
    """Return the exit code and the words of a run whose parts took that long, in their order."""
    lines = ["set -euo pipefail", ". .ci/minutes.sh", "SECONDS=0"]
    for name, each in seconds.items():
        lines += [f"part {name} 'About {name}'", f"SECONDS=$((SECONDS + {each}))"]
    done = subprocess.run(
        ["/bin/bash", "-c", "\n".join([*lines, "within_budget"])],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


class TestMinutes:
    """Each part says what it took, and may take so much and no more."""

    def test_what_stays_below_passes(self) -> None:
        code, said = parts(**{name: 60 * each - 30 for name, each in GRANTED.items()})
        assert code == 0
        assert "== About roots\n(8.5 minutes)\n" in said
        assert re.search(r"^Bare Debians +8\.5 +9$", said, re.MULTILINE)
        assert re.search(rf"^All +60\.5 +{MOST}$", said, re.MULTILINE)

    @pytest.mark.parametrize(("name", "granted"), GRANTED.items())
    def test_what_takes_longer_fails_and_is_named(self, name: str, granted: int) -> None:
        code, said = parts(**{name: 60 * granted + 30})
        assert code == 1
        assert re.search(rf" {granted}\.5 +{granted}  too long$", said, re.MULTILINE)
        assert said.count("too long") == 1

    def test_a_part_in_pieces_counts_whole(self) -> None:
        """Pieces of one part stand in several places."""
        lines = "part rest a; SECONDS=200; part roots b; SECONDS=300; part rest c; SECONDS=500"
        done = subprocess.run(
            ["/bin/bash", "-c", f". .ci/minutes.sh; SECONDS=0; {lines}; within_budget"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert re.search(r"^The rest +6\.6 +4  too long$", done.stdout, re.MULTILINE)

    def test_every_part_of_the_run_is_granted_something(self) -> None:
        begun = set(re.findall(r"^ *part (\w+) ", RUN, re.MULTILINE))
        assert begun == GRANTED.keys()
        assert RUN.rstrip().endswith("\nwithin_budget")


def test_the_steps_are_checked_on_a_fixed_day() -> None:
    calls = re.findall(r"mes-optout steps check.*", RUN)
    assert calls
    assert [call for call in calls if "--today" not in call] == []


def test_what_the_readme_prints_for_tests_is_known_by_its_hash() -> None:
    (command,) = re.findall(r"^python3 -m venv .* pytest .*$", README, re.MULTILINE)
    first, second = re.findall(r"pip install -q (.*?) &&", command)
    assert first == "--no-cache-dir --require-hashes -r .ci/requirements-test.txt"
    assert second == "--no-cache-dir --no-deps --no-build-isolation -e ."


def test_the_pythons_that_are_claimed_are_those_of_the_debians() -> None:
    """Debian 12 brings 3.11, Debian 13 brings 3.13; README says what is tried, and so does pip."""
    (suites,) = re.findall(r"^for suite in (.*); do$", RUN, re.MULTILINE)
    brought = {"bookworm": ("12", "3.11"), "trixie": ("13", "3.13")}
    systems, pythons = zip(*(brought[suite] for suite in suites.split()), strict=True)
    french = f"Debian {' et '.join(systems)}, avec Python {' et '.join(pythons)}."
    english = f"Debian {' and '.join(systems)}, with Python {' and '.join(pythons)};"
    words = " ".join(README.split())
    assert [each for each in (french, english) if each not in words] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [each.rpartition(" ")[2] for each in project["classifiers"] if ":: 3." in each]
    assert tuple(named) == pythons


def test_the_bare_debians_install_what_the_readme_names() -> None:
    (pattern,) = re.findall(r"printed '(\^sudo .*)'", ROOTS)
    lines = re.findall(f"{pattern}.*", README, re.MULTILINE)
    assert [line.partition(" #")[0].rstrip() for line in lines] == [
        "sudo apt install python3 python3-venv"
    ] * 2  # in French and in English


@pytest.mark.slow
def test_a_debian_that_cannot_be_had_is_said_in_one_sentence(tmp_path: Path) -> None:
    """Its mirror is asked by debootstrap; here one that fails stands in for it."""
    (tmp_path / "debootstrap").write_text("#!/bin/sh\necho E: no answer\nexit 1\n")
    (tmp_path / "debootstrap").chmod(0o755)
    done = subprocess.run(
        ["/bin/bash", "tools/roots.sh", "make", "trixie", str(tmp_path / "root")],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:/usr/sbin:/usr/bin:/sbin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "E: no answer",
        "trixie: debootstrap could not make this system: does its mirror answer?",
    ]
