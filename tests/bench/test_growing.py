"""A pack a hundred times as large takes a hundred times as long, and no longer."""

import math
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, partial

import cattrs
import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import LARGEST_FILE
from mes_optout.content.procedure import Line, Procedure
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import TEXT
from mes_optout.journey import make_journeys
from mes_optout.terminal.editor import check_pack
from support import big_packs
from support.timing import held, on_processor, ratio

pytestmark = pytest.mark.slow

SIZES = (50, 158, 500, 1_581, 5_000)
IN_A_FILE = (25, 50, 100, 200)  # the largest file allowed holds little more
DAY = date(2026, 11, 24)
LINEAR = 1.1

Files = dict[str, bytes]
pack_of = cache(big_packs.big_pack)


def load(files: Files) -> None:
    big_packs.load(files)


def make_list(files: Files) -> None:
    pack = Pack(big_packs.reader(files))
    procedures = map(pack.procedure, pack.names)
    document = lay_out_list(make_journeys(procedures, None, DAY), pack)
    assert TEXT.render(document).count(b"\n") > len(document.parts)


def check(files: Files) -> None:
    found = check_pack(big_packs.reader(files), DAY).findings
    assert not any(finding.fault.place == "." for finding in found)  # every file was read


def _repeat(work: Callable[[], None], times: int) -> None:
    for _ in range(times):
        work()


def exponent(sizes: Iterable[int], work: Callable[[Files], None], packs: Iterable[Files]) -> float:
    """Return the slope of the time over the size, both as logarithms: 1 is linear.

    A small pack is done again and again, so that none is over too soon to be measured.
    """
    points = []
    for size, files in zip(sizes, packs, strict=True):
        times = max(1, 200 // size)
        again = on_processor(partial(_repeat, partial(work, files), times))
        points.append(
            (
                math.log(size),
                math.log(min(again() for _ in range(2 if size < 1_000 else 1)) / times),
            )
        )
    across = sum(x for x, _ in points) / len(points)
    up = sum(y for _, y in points) / len(points)
    rise = sum((x - across) * (y - up) for x, y in points)
    return rise / sum((x - across) ** 2 for x, _ in points)


@pytest.mark.parametrize("work", [load, make_list])
def test_many_procedures(work: Callable[[Files], None]) -> None:
    """REQ-P5: 50 to 5,000 steps, as many procedures as they need."""
    packs = [pack_of(size) for size in SIZES]
    held(
        f"{work.__name__}, exponent over 50 to 5,000 steps",
        lambda: exponent(SIZES, work, packs),
        LINEAR,
    )


def test_checking_many_procedures() -> None:
    """REQ-P5: three sizes only, for each page is drawn to see whether it fits."""
    sizes = SIZES[::2]
    packs = [pack_of(size) for size in sizes]
    held(
        "steps check, exponent over 50 to 5,000 steps",
        lambda: exponent(sizes, check, packs),
        LINEAR,
    )


@pytest.mark.parametrize("work", [load, make_list, check])
def test_one_large_procedure(work: Callable[[Files], None]) -> None:
    """REQ-P5: within a file too, up to the largest that is allowed."""
    packs = [big_packs.big_pack(size, a_file=size) for size in IN_A_FILE]
    assert max(map(len, packs[-1].values())) > 0.9 * LARGEST_FILE
    held(
        f"{work.__name__}, exponent over 25 to 200 steps of a file",
        lambda: exponent(IN_A_FILE, work, packs),
        LINEAR,
    )


@pytest.mark.parametrize("size", SIZES[::2])
def test_loading_against_its_libraries(size: int) -> None:
    """REQ-P5: tomllib, and cattrs as it comes, without any check of ours."""
    files = pack_of(size)
    converter = cattrs.Converter()
    # A plain text may stand for a line; cattrs is told so, and nothing else.
    converter.register_structure_hook(Line, lambda value, _: Line(value))
    converter.register_structure_hook(date, lambda value, _: value)

    def bare() -> None:
        for raw in big_packs.parsed(files):
            if "steps" in raw:
                converter.structure(raw, Procedure)

    pairs = 5 if size > 500 else 25
    ours, theirs = on_processor(lambda: load(files)), on_processor(bare)
    held(f"{size} steps, tomllib and cattrs alone", lambda: ratio(ours, theirs, pairs), 2)
