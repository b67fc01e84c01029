"""How long the way is: `docs/journeys.md`, made by walking every situation of the first questions.

`PYTHONPATH=tests python -m support.journeys` fills in what the steps are now. With the name of
another column after it, it fills in that one: they were measured once, by this same walker over the
program of that day (its `src` first on PYTHONPATH).
"""

import re
import sys
import tempfile
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.progress.store import Store
from support.persons import HERE, Facts, read_facts
from support.walker import Detour, Walker
from support.walking import DEEDS, walk

PAGE = HERE.parents[1] / "docs/journeys.md"
TODAY = date(2026, 11, 24)
NONE = "none"
NOT_YET = "–"  # in the column of a day on which there was no such situation
# At first there were no facts and no forks; before, what comes later was a step.
COLUMNS = ("first", "before", "now")

_ROW = re.compile(r"^\| (?P<label>[a-z][^|]*?) \|(?P<cells>.*)\|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation, as it is for most of those who choose it."""

    id: str
    label: str
    answers: tuple[str, ...]
    facts: Facts
    skips: tuple[str, ...]
    deeds: frozenset[str]
    detours: tuple[Detour, ...]
    sent: int | None


class Length(NamedTuple):
    """What a way costs. The first two are screens and answers."""

    deed: str
    end: str
    steps: str
    aside: str
    again: str


Lengths = Mapping[str, Length]  # by the label of the situation


def read_situations() -> tuple[Situation, ...]:
    """Return all of them, in the order of the table."""
    told = tomllib.loads((HERE / "journeys.toml").read_text(encoding="utf-8"))["journeys"]
    return tuple(map(_read_situation, told))


def _read_situation(told: Mapping[str, object]) -> Situation:
    def texts(name: str) -> tuple[str, ...]:
        found = told.get(name, ())
        assert isinstance(found, list | tuple)
        return tuple(found)

    facts, detours, sent = told.get("facts", {}), told.get("detours", []), told.get("sent")
    assert isinstance(facts, dict)
    assert isinstance(detours, list)
    assert sent is None or isinstance(sent, int)
    return Situation(
        id=str(told["id"]),
        label=str(told.get("label", told["id"])),
        answers=texts("answers"),
        facts=read_facts(facts),
        skips=texts("skips"),
        deeds=frozenset(texts("deeds")) or DEEDS,
        detours=tuple(
            Detour(each["at"], tuple(each["by"]), tuple(each["answers"])) for each in detours
        ),
        sent=sent,
    )


def go(pack: Pack, store: Store, situation: Situation, today: date) -> Walker:
    """Walk a situation to its end."""
    walker = Walker(
        pack,
        deque(situation.answers),
        situation.facts,
        None if situation.sent is None else today - timedelta(days=situation.sent),
        skips=situation.skips,
        deeds=situation.deeds,
        detours=situation.detours,
        afterwards=False,
    )
    return walk(pack, store, walker, today)


def measure(walker: Walker) -> Length:
    """Return what a way that was walked has cost."""
    return Length(
        deed=NONE if walker.deed is None else str(walker.deed),
        end=str(walker.count),
        steps=str(len(walker.steps)),
        aside=str(len(walker.skipped)),
        again=str(walker.restarts),
    )


def read_lengths(page: str) -> dict[str, dict[str, Length]]:
    """Return what each column of the page says, by the label of each situation."""
    told: dict[str, dict[str, Length]] = {column: {} for column in COLUMNS}
    for match in _ROW.finditer(page):
        cells = [cell.strip() for cell in match["cells"].split("|")]
        for number, column in enumerate(COLUMNS):
            length = Length(*cells[number :: len(COLUMNS)])
            if set(length) != {NOT_YET}:
                told[column][match["label"]] = length
    return told


def write_rows(told: Mapping[str, Lengths]) -> Iterator[str]:
    """Yield the rows of the table."""
    unknown = Length(*[NOT_YET] * len(Length._fields))
    for each in read_situations():
        lengths = (told[column].get(each.label, unknown) for column in COLUMNS)
        cells = (cell for same in zip(*lengths, strict=True) for cell in same)
        yield f"| {each.label} | " + " | ".join(cells) + " |"


def fill(page: str, column: str, found: Lengths) -> str:
    """Return the page with one column measured anew; the table stands at its end."""
    rows = write_rows({**read_lengths(page), column: found})
    return "\n".join([_ROW.sub("", page).rstrip("\n"), *rows, ""])


def main() -> None:
    """Measure, and write the page."""
    i18n.set_language("fr")
    pack, found = Pack(shipped(), "fr"), {}
    for each in read_situations():
        with tempfile.TemporaryDirectory() as place:
            found[each.label] = measure(go(pack, Store(Path(place) / "state"), each, TODAY))
    page = PAGE.read_text(encoding="utf-8")
    column = sys.argv[1] if len(sys.argv) > 1 else COLUMNS[-1]
    PAGE.write_text(fill(page, column, found), encoding="utf-8")


if __name__ == "__main__":
    main()
