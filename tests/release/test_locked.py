"""What CI installs by hash is what `pyproject.toml` asks for. `python tools/lock.py` mends it."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import lock

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

LOCKS = {lock.RUN: (), lock.TEST: ("test",), lock.BROWSER: ("browser",)}
NAMES = ["run", "test", "browser"]
BESIDES = [path.stem for path in lock.BESIDES]
PIN = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; [^\\]+)? \\$")
DIGEST = re.compile(r"^    --hash=sha256:([0-9a-f]{64})(?: \\)?$")


def asked(*extras: str) -> Iterator[Requirement]:
    """Yield what the program and these extras ask for, those that they take in included."""
    lines = list(PROJECT["dependencies"])
    for extra in extras:
        lines += PROJECT["optional-dependencies"][extra]
    for requirement in map(Requirement, lines):
        if requirement.name == PROJECT["name"]:
            yield from asked(*requirement.extras)
        else:
            yield requirement


def pins(path: Path) -> dict[str, tuple[str, frozenset[str]]]:
    """Return version and hashes of each package in a file; every line must be understood."""
    found: dict[str, tuple[str, set[str]]] = {}
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("#"):
            continue
        if digest := DIGEST.match(line):
            found[next(reversed(found))][1].add(digest[1])
        else:
            pin = PIN.match(line)
            assert pin, line
            assert pin[1] not in found
            found[pin[1]] = (pin[2], set())
    return {name: (version, frozenset(hashes)) for name, (version, hashes) in found.items()}


@pytest.mark.parametrize(("path", "extras"), LOCKS.items(), ids=NAMES)
def test_each_requirement_is_pinned_inside_its_range(path: Path, extras: tuple[str, ...]) -> None:
    pinned = pins(path)
    wanted = {canonicalize_name(each.name): each for each in asked(*extras)}
    assert wanted
    assert wanted.keys() - pinned.keys() == set(), "run: python tools/lock.py"
    outside = {
        name: pinned[name][0]
        for name, requirement in wanted.items()
        if not requirement.specifier.contains(pinned[name][0])
    }
    assert outside == {}, "run: python tools/lock.py"


@pytest.mark.parametrize(("source", "target"), lock.BESIDES.items(), ids=BESIDES)
def test_what_is_asked_for_besides_is_pinned_inside_its_range(source: Path, target: Path) -> None:
    lines = (ROOT / source).read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if not line.startswith("#")]
    pinned = pins(target)
    outside = [each for each in wanted if not each.specifier.contains(pinned[each.name][0])]
    assert outside == [], "run: python tools/lock.py"


def test_the_oldest_typer_is_the_lower_bound_and_the_newest_is_not_older_than_the_default() -> None:
    (bounds,) = (each.specifier for each in asked() if each.name == "typer")
    oldest, default, newest = (
        Version(pins(Path(f".ci/requirements-{name}.txt"))["typer"][0])
        for name in ("typer-oldest", "run", "typer-newest")
    )
    assert oldest in {Version(each.version) for each in bounds if each.operator == ">="}
    assert oldest < default <= newest
    assert bounds.contains(str(default))


@pytest.mark.parametrize("path", [*LOCKS, *lock.BESIDES.values()], ids=[*NAMES, *BESIDES])
def test_each_pin_has_its_hashes(path: Path) -> None:
    assert [name for name, (_, hashes) in pins(path).items() if not hashes] == []


def test_what_is_tested_is_what_the_single_file_holds() -> None:
    tested = pins(lock.TEST)
    assert {name: tested.get(name) for name in pins(lock.RUN)} == pins(lock.RUN)


def test_what_drives_a_browser_changes_nothing_that_is_there() -> None:
    """It is installed beside the rest, so what both name has one version."""
    tested, browser = pins(lock.TEST), pins(lock.BROWSER)
    both = tested.keys() & browser.keys()
    assert both
    assert [name for name in both if tested[name] != browser[name]] == []
