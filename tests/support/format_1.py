"""Files and codes as version 1.0 wrote them: tests keep them, for both are read for ever."""

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mes_optout.progress.counting import put_digits, put_number
from mes_optout.progress.notes import Aside
from mes_optout.progress.said import procedure_key
from mes_optout.progress.spelling import ALPHABET


class Box(NamedTuple):
    """A row of a box."""

    procedure: str
    turn: int
    step: str
    check: str
    day: str
    revision: int


class Put(NamedTuple):
    """A row of a step that was put aside."""

    procedure: str
    turn: int
    step: str
    aside: str


class Sent(NamedTuple):
    """A row of a day of sending."""

    procedure: str
    turn: int
    sent: str


def encode_1(boxes: Iterable[Box], put: Iterable[Put] = (), sent: Iterable[Sent] = ()) -> bytes:
    """Write a file of format 1."""
    document: dict[str, object] = {"format": 1}
    kinds: dict[str, Iterable[Box | Put | Sent]]
    kinds = {"checks": boxes, "steps": put, "letters": sent}
    for name, rows in kinds.items():
        document[name] = [row._asdict() for row in sorted(rows)]
    return (json.dumps(document, indent=1) + "\n").encode("ascii")


def spell_1(number: int) -> str:
    """Spell a number as version 1.0 did."""
    letters = ""
    while number:
        number, value = divmod(number, 19)
        letters = ALPHABET[value] + letters
    while (len(letters) + 2) % 4:
        letters = ALPHABET[0] + letters
    first = second = 0
    for letter in letters + ALPHABET[0] * 2:
        first = (first + ALPHABET.index(letter)) % 19
        second = (second + first) % 19
    checks = ((first - second) % 19, (second - 2 * first) % 19)
    return letters + "".join(ALPHABET[value] for value in checks)


def write_code_1(
    procedure: str,
    ticked: Iterable[int],
    asides: Mapping[int, Aside] | None = None,
    turn: int = 1,
    edition: int = 1,
) -> str:
    """Write a code of version 1.0 for boxes by their numbers, those put aside included."""
    done, put = set(ticked), asides or {}
    if put:
        states = (
            2 * (None, *Aside).index(put.get(box)) + (box in done)
            for box in range(max(done | put.keys()), 0, -1)
        )
        body, form = put_digits(0, states, 6), 2
    elif len(done) == max(done, default=0):
        body, form = len(done), 0
    else:
        body, form = sum(1 << (box - 1) for box in done), 1
    rest = put_number(put_number(body * 3 + form, turn - 1, 4), edition - 1, 4)
    return spell_1(rest * 361 + procedure_key(procedure))
