"""REQ-T2, in part: mistakes that a seeded editor makes are found, with what to do."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from random import Random

import pytest

from mes_optout.content import location
from mes_optout.i18n import place_and_reason
from mes_optout.terminal.editor import check_pack
from support.homes import READ_ON
from support.mistakes.operators import list_operators
from support.mistakes.raw_files import Files, Slip
from support.mistakes.verdicts import Said, Verdict, judge

pytestmark = pytest.mark.slow

SEEDS = (1, 2, 3)
LEAST = 0.95
NEEDED = {"cas", "commun", "faits", "situations", "sources"}  # others are not read without these
STEPS = Path(__file__).parents[2] / "steps"


READ = date.fromisoformat(READ_ON)


@dataclass(frozen=True, eq=False)
class Try:
    """A slip, and the operator that made it."""

    name: str
    slip: Slip


@dataclass(frozen=True)
class Edited:
    """A copy of the shipped pack in which slips are made, looked at, and taken back."""

    root: Path
    files: Files

    def check(self, slips: Iterable[Slip] = ()) -> list[Said]:
        """Return all that is said of the pack with some slips, which touch different files."""
        changed = {name: data for slip in slips for name, data in slip.changed.items()}
        self._write(changed)
        report = check_pack(location.folder(self.root), READ, location.list_folder(self.root))
        self._write({name: self._untouched(name) for name in changed})
        said = ((each, place_and_reason(each.fault)) for each in report.findings)
        return [Said(each.file, each.line, place, reason) for each, (place, reason) in said]

    def _untouched(self, name: str) -> bytes | None:
        return self.files[name].encode() if name in self.files else None

    def _write(self, changed: Mapping[str, bytes | None]) -> None:
        for name, data in changed.items():
            path = self.root / name
            if data is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Return a pack to make mistakes in."""
    root = tmp_path / "steps"
    shutil.copytree(STEPS, root)
    files = {
        path.relative_to(root).as_posix(): path.read_text("utf-8") for path in root.rglob("*.toml")
    }
    return Edited(root, files)


def test_the_untouched_pack_raises_no_alarm(edited: Edited, figures: Callable[[str], None]) -> None:
    alarms = edited.check()
    figures(f"slips of editors: {len(alarms)} false alarms")
    assert not alarms


def make_slips(seed: int, files: Files) -> list[Try]:
    """Return a slip of each operator, in each language that it is about."""
    made = (
        (name, operator(files, Random(f"{seed} {name}")))  # noqa: S311  (the same each time)
        for name, operator in list_operators(("fr", "en")).items()
    )
    return [Try(name, slip) for name, slip in made if slip is not None]


def judge_all(tries: list[Try], edited: Edited) -> dict[Try, Verdict]:
    """Judge many slips a time, then each alone that was not caught: another may have hidden it."""
    usual = {each.lasting for each in edited.check()}
    verdicts: dict[Try, Verdict] = {}
    for some in _pack(tries):
        verdicts |= _judge(some, edited, usual)
    for one in tries:
        if verdicts[one] is not Verdict.CAUGHT:
            verdicts |= _judge([one], edited, usual)
    return verdicts


def _judge(
    tries: list[Try], edited: Edited, usual: set[tuple[str, str, str]]
) -> dict[Try, Verdict]:
    said = [each for each in edited.check(one.slip for one in tries) if each.lasting not in usual]
    return {one: judge(one.slip, edited.files, said) for one in tries}


def _pack(tries: list[Try]) -> list[list[Try]]:
    """Put slips together of which none is likely to hide another."""
    packs: list[tuple[str, set[str], list[Try]]] = []
    for one in tries:
        kind, touched = _name_company(one.slip)
        for packed, files, together in packs:
            if packed == kind and files.isdisjoint(touched):
                files.update(touched)
                together.append(one)
                break
        else:
            packs.append((kind, touched, [one]))
    return [together for _, _, together in packs]


def _name_company(slip: Slip) -> tuple[str, set[str]]:
    """Return of which kind a slip is, and what no other one beside it may touch."""
    pages = {PurePosixPath(name).stem for name in slip.changed}
    if not pages.isdisjoint(NEEDED):
        return "needed", set(slip.changed)
    # A translation is not looked at while its French cannot be read.
    return ("plain", set(slip.changed)) if slip.place else ("unreadable", pages)


@pytest.mark.parametrize("seed", SEEDS)
def test_slips_are_caught_where_they_are_with_what_to_do(
    seed: int, edited: Edited, figures: Callable[[str], None]
) -> None:
    verdicts = judge_all(make_slips(seed, edited.files), edited)
    rate = Counter(verdicts.values())[Verdict.CAUGHT] / len(verdicts)
    figures(f"slips of editors, seed {seed}: {len(verdicts)} made, {rate:.1%} caught")
    for one, verdict in verdicts.items():
        if verdict is not Verdict.CAUGHT:
            such = f"{one.slip.file}:{one.slip.line}: {one.slip.what[:60]}"
            figures(f"  seed {seed}, {verdict}: {one.name}, {such}")
    assert rate >= LEAST
