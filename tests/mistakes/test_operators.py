"""Each operator makes one slip, which stands where it says."""

import tomllib
from pathlib import Path
from random import Random

import pytest

from support.mistakes.operators import list_operators
from support.mistakes.raw_files import Files, Slip

STEPS = Path(__file__).parents[2] / "steps"
OPERATORS = list_operators(("fr", "en"))


@pytest.fixture(scope="module")
def files() -> Files:
    """Return the texts of the shipped pack."""
    found = STEPS.rglob("*.toml")
    return {path.relative_to(STEPS).as_posix(): path.read_text("utf-8") for path in found}


@pytest.mark.parametrize("name", OPERATORS)
def test_a_slip_stands_where_it_says(name: str, files: Files) -> None:
    slip = OPERATORS[name](files, Random(name))  # noqa: S311  (the same slips each time)
    if slip is None:
        return  # the pack has no such spot today: the sweep says so
    untouched = {each: files[each].encode() if each in files else None for each in slip.changed}
    assert slip.changed != untouched
    data = slip.changed[slip.file]
    assert not slip.line or data is not None
    if data is not None and slip.place and slip.line and not slip.last:
        assert _stands(tomllib.loads(data.decode()), slip)


def _stands(raw: object, slip: Slip) -> bool:
    """Say whether the place of a slip can be followed by ids, as the check names it."""
    for part in slip.place:
        if isinstance(raw, dict):
            raw = raw[part]
        elif isinstance(raw, list) and part.isdigit():
            raw = raw[int(part) - 1]
        elif isinstance(raw, list):
            raw = next(each for each in raw if part in {each.get("id"), each.get("include")})
    return raw is not None
