"""Whether a slip is caught: by a finding that says where it is, and what to do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from support.mistakes.raw_files import Files, Slip, read_tables, read_texts

_NEAR = 2  # lines
_BETWEEN = " › "
_LANGUAGES = {"fr": "en", "en": "fr"}
# What is shown of the file says nothing of what to do.
_SHOWN = re.compile(r"Il y a : .*|«[^»]*»|\"[^\"]*\"", re.DOTALL)
# French that says what to do: « écrivez », « doit commencer par », « s'écrit comme ».
_REMEDY = re.compile(
    r"\b(?!(?:assez|avez|pouvez|savez|voulez)\b)\w+ez\b|\b(?:dites|faites|doit|doivent)\b"
    r"|\bs'écri(?:t|vent)\b|\bil faut\b|\bpar exemple\b|\bce qui le peut\b",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """What became of a slip. `BADLY`: something is said, but not where, or not what to do."""

    CAUGHT = "caught"
    BADLY = "badly caught"
    MISSED = "missed"


@dataclass(frozen=True)
class Said:
    """A finding as a person reads it."""

    file: str
    line: int
    place: str
    reason: str

    @property
    def lasting(self) -> tuple[str, str, str]:
        """What stays the same when other lines come or go."""
        return self.file, self.place, self.reason

    def names(self, words: set[str]) -> bool:
        """Say whether one of some names stands in the place or in the sentence."""
        in_sentence = (rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in words)
        return not words.isdisjoint(self.place.split(_BETWEEN)) or any(
            re.search(pattern, self.reason) for pattern in in_sentence
        )


def judge(slip: Slip, files: Files, said: Iterable[Said]) -> Verdict:
    """Judge a slip by what is said that was not said of the untouched `files`."""
    listed = list(said)
    verdict = Verdict.MISSED
    for way in (slip, *slip.instead):
        spots = _list_spots(way, files)
        near = [each for each in listed if each.file in spots or each.names(_name_file(way))]
        if any(_is_exact(each, way, spots.get(each.file, range(0))) for each in near):
            return Verdict.CAUGHT
        if near:
            verdict = Verdict.BADLY
    return verdict


def _name_file(slip: Slip) -> set[str]:
    return {slip.file, PurePosixPath(slip.file).name}


def _is_exact(said: Said, slip: Slip, lines: range) -> bool:
    return (
        (not lines or said.line in lines)
        and all(said.names(words) for words in _list_names(slip))
        and bool(_REMEDY.search(_SHOWN.sub("", said.reason)))
    )


def _list_names(slip: Slip) -> list[set[str]]:
    """Return what must be named, each by one of some names: the step, and the field or table."""
    place = [part for part in slip.place if not part.isdigit()]
    if not place:
        return []
    changed = place[-2] if place[-1] == "id" else place[-1]
    wanted = {changed, slip.was or changed}
    step = place[1] if len(place) > 1 else changed
    return [wanted if step == changed else {step}, wanted]


def _list_spots(slip: Slip, files: Files) -> dict[str, range]:
    """Return in which files, and on which lines of each, a slip may be found; none is any line."""
    own = range(slip.line - _NEAR, max(slip.line, slip.last) + _NEAR + 1) if slip.line else range(0)
    spots = {**dict.fromkeys(slip.changed, range(0)), slip.file: own}
    language, _, name = slip.file.partition("/")
    other = f"{_LANGUAGES.get(language, '')}/{name}"
    if other in files and slip.place:
        spots[other] = _find_lines(slip, files, other)
    return spots


def _find_lines(slip: Slip, files: Files, name: str) -> range:
    """Return the lines near the same field in another language, or else those of its table."""
    place = slip.place
    if place[-1] == "id":
        place = (*place[:-2], slip.was or place[-2], "id")
    for text in read_texts(files, name):
        if text.place == place:
            return range(text.row + 1 - _NEAR, text.row + 1 + _NEAR + 1)
    tables = read_tables(files, name)
    while not any(table.place == place for table in tables):
        place = place[:-1]
    # What is missing may stand anywhere among what is below.
    below = [table for table in tables if table.place[: len(place)] == place]
    last = below[-1].row + len(below[-1].lines)
    return range(below[0].row + 1 - _NEAR, last + _NEAR + 1)
