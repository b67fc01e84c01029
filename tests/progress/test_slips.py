"""Slips of the pen in codes of both versions, both readers on: the documented odds are measured.

`python tests/progress/test_slips.py` prints the figures for `docs/resume-code.md`.
"""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.errors import ResumeCodeError
from mes_optout.progress.code import Code, procedure_key, read_code
from mes_optout.progress.code_2 import encode
from mes_optout.progress.notes import Aside
from mes_optout.progress.spelling import ALPHABET, group_characters, spell_number

DOCUMENT = Path(__file__).parents[2] / "docs" / "resume-code.md"
PROCEDURES = Pack(shipped(), "fr").triage.procedures
BOXES = 19  # of the longest procedure

Slip = Callable[[str, random.Random], Iterator[str]]


def any_code(chance: random.Random) -> str:
    """Return a code for somebody: in order, with gaps, or with steps put aside; facts said."""
    done = frozenset(range(1, chance.randint(0, BOXES) + 1))
    asides: dict[int, Aside] = {}
    kind = chance.randrange(4)
    if kind == 3:  # in order, and facts hide a step in the middle
        hidden = chance.randint(1, BOXES)
        done -= {*range(hidden, hidden + 3)}
    elif kind:
        done = frozenset(box for box in range(1, BOXES + 1) if chance.random() < 0.6)
    if kind == 2:
        left = (box for box in range(1, BOXES + 1) if box not in done)
        asides = {box: chance.choice([*Aside]) for box in left if chance.random() < 0.5}
    known = chance.sample(range(1, 8), chance.randint(0, 4))
    facts = {fact: chance.randint(1, 5 if fact in {3, 5} else 2) for fact in sorted(known)}
    key, turn = procedure_key(chance.choice(PROCEDURES)), chance.choice([1, 1, 1, 2])
    return spell_number(encode(Code(2, key, 1, turn, done, asides, facts)))


def one_letter(code: str, chance: random.Random) -> Iterator[str]:
    at = chance.randrange(1, len(code))
    yield code[:at] + chance.choice(ALPHABET.replace(code[at], "")) + code[at + 1 :]


def two_letters(code: str, chance: random.Random) -> Iterator[str]:
    first, second = sorted(chance.sample(range(1, len(code)), 2))
    if second - first != 18:
        letters = list(code)
        for at in (first, second):
            letters[at] = chance.choice(ALPHABET.replace(code[at], ""))
        yield "".join(letters)


def neighbours(code: str, _: random.Random) -> Iterator[str]:
    for at in range(len(code) - 1):
        yield code[:at] + code[at + 1] + code[at] + code[at + 2 :]


def missing(code: str, _: random.Random) -> Iterator[str]:
    for at in range(1, len(code)):
        yield code[:at] + code[at + 1 :]


def doubled(code: str, _: random.Random) -> Iterator[str]:
    for at in range(1, len(code)):
        yield code[:at] + code[at] + code[at:]


def no_mark(code: str, _: random.Random) -> Iterator[str]:
    yield code[1:]


def mark_as_z(code: str, _: random.Random) -> Iterator[str]:
    yield f"Z{code[1:]}"
    yield f"z{code[1:]}"


def split_groups(code: str) -> tuple[str, list[str]]:
    """Return the 2, and the groups of letters."""
    mark, *groups = group_characters(code).split()
    return mark, groups


def swapped_groups(code: str, _: random.Random) -> Iterator[str]:
    mark, groups = split_groups(code)
    for first in range(len(groups)):
        for second in range(first + 1, len(groups)):
            other = groups.copy()
            other[first], other[second] = groups[second], groups[first]
            yield "".join([mark, *other])


def missing_group(code: str, _: random.Random) -> Iterator[str]:
    mark, groups = split_groups(code)
    for at in range(len(groups)):
        yield "".join([mark, *groups[:at], *groups[at + 1 :]])


def doubled_group(code: str, _: random.Random) -> Iterator[str]:
    mark, groups = split_groups(code)
    for at in range(len(groups)):
        yield "".join([mark, *groups[: at + 1], *groups[at:]])


CERTAIN: dict[str, Slip] = {
    "one wrong letter": one_letter,
    "two wrong letters": two_letters,
    "two neighbours that changed places": neighbours,
    "a letter that is missing": missing,
    "a letter that is doubled": doubled,
    "the 2 typed as Z": mark_as_z,
}
LIKELY: dict[str, Slip] = {
    "the 2 left out": no_mark,
    "two groups that changed places": swapped_groups,
    "a group that is missing": missing_group,
    "a group that is doubled": doubled_group,
}


def slipped_through(slip: Slip, codes: int) -> tuple[int, int]:
    """Return how many slips were taken for a code of a procedure, and of how many."""
    chance = random.Random(17)  # noqa: S311  (the same codes each time)
    taken = tried = 0
    for _ in range(codes):
        code = any_code(chance)
        for wrong in slip(code, chance):
            if wrong == code:
                continue
            tried += 1
            taken += fits(wrong)
    return taken, tried


def fits(text: str) -> bool:
    """Say whether a text is taken for a code of a procedure."""
    try:
        read_code(text).turn_of(PROCEDURES)
    except ResumeCodeError:
        return False
    return True


def documented(name: str) -> float:
    """Return how many of 10,000 the document says go unseen."""
    text = DOCUMENT.read_text(encoding="utf-8")
    (found,) = re.findall(rf"^\| {name} \| ([\d.]+) \|$", text, re.MULTILINE)
    return float(found)


@pytest.mark.parametrize("name", CERTAIN)
def test_what_is_always_found_is(name: str) -> None:
    taken, tried = slipped_through(CERTAIN[name], 400)
    assert tried >= 350
    assert taken == documented(name) == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", LIKELY)
def test_the_documented_odds_are_those_measured(name: str) -> None:
    """At most 0.5 % of swapped groups; a shorter sample than what the figure is from."""
    said = documented(name)
    assert said <= 50
    taken, tried = slipped_through(LIKELY[name], 6_000)
    expected = said * tried / 10_000
    assert taken <= expected + 4 * expected**0.5


@pytest.mark.slow
@pytest.mark.parametrize("name", LIKELY)
def test_the_figures_themselves(name: str) -> None:
    assert measured(LIKELY[name]) == documented(name)


def measured(slip: Slip) -> float:
    """Return how many of 10,000 go unseen."""
    taken, tried = slipped_through(slip, 100_000)
    return round(10_000 * taken / tried, 1)


if __name__ == "__main__":
    for each, slip in LIKELY.items():
        print(each, measured(slip))  # noqa: T201
