"""REQ-G6: from version 1.0 to today: the same boxes are shown ticked, with the same days.

What was noted is made here under the ids of 1.0; what must be shown is worked out from ids too, by
rules of its own, and never from keys.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Check, Procedure, Step
from mes_optout.progress.code import apply_code, read_code
from mes_optout.progress.file import decode, encode
from mes_optout.progress.model import (
    Aside,
    Progress,
    State,
    Tick,
    Turn,
    find_standing,
    references,
)
from support.format_1 import Box, Put, encode_1, write_code_1

KEPT = Path(__file__).parent / "kept"
PATH = Path("notes.json")
TODAY = date(2026, 11, 24)
PACK = Pack(shipped(), "fr")
PROCEDURES = {name: PACK.procedure(name) for name in PACK.names}


class Was(NamedTuple):
    """A box of version 1.0."""

    procedure: str
    step: str
    check: str
    number: int


def _boxes_of_1_0() -> Iterator[Was]:
    for line in (KEPT / "boxes-1.0.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, number = line.split()
            procedure, step, check = name.split("/")
            yield Was(procedure, step, check, int(number))


WAS = list(_boxes_of_1_0())


def names_of(procedure: str, step: Step, check: Check) -> list[tuple[str, str, str]]:
    """Return the ids under which a box of today may be noted."""
    home, found = step.home or procedure, []
    owners = [(home, step.id)]
    owners += [
        (each.split("/")[0], each.split("/")[1]) if "/" in each else (home, each)
        for each in step.formerly
    ]
    for name in (check.id, *check.formerly):
        match name.split("/"):
            case [one]:
                found += [(owner, moved_from, one) for owner, moved_from in owners]
            case [moved_from, one]:
                found.append((home, moved_from, one))
            case [owner, moved_from, one]:
                found.append((owner, moved_from, one))
    return found


Noted = Mapping[tuple[str, str, str], tuple[date, int]]


def expected(procedure: Procedure, noted: Noted) -> list[dict[str, date]]:
    """Return the days that each step shows, worked out from ids."""
    shown = []
    for step in procedure.steps:
        days = {}
        for check in step.checks:
            seen = [noted[n] for n in names_of(procedure.id, step, check) if n in noted]
            highest = max((revision for _, revision in seen), default=0)
            if seen and highest >= step.revision:
                days[check.id] = min(day for day, revision in seen if revision == highest)
        shown.append(days)
    return shown


def shown(progress: Progress, turn: Turn) -> list[dict[str, date]]:
    found = find_standing(progress, turn, PROCEDURES[turn.procedure].steps)
    return [dict(place.days) for place in found.steps]


files = st.dictionaries(
    st.sampled_from([was[:3] for was in WAS]),
    st.tuples(st.dates(date(2026, 1, 1), date(2026, 11, 24)), st.integers(1, 2)),
    max_size=40,
)


class TestFiles:
    """A file of format 1, as today's steps show it."""

    @pytest.mark.slow
    @given(files, st.integers(1, 3))
    @settings(max_examples=400, deadline=None, database=None)
    def test_the_same_boxes_with_the_same_days(self, noted: Noted, turn: int) -> None:
        rows = (Box(*n[:1], turn, *n[1:], d.isoformat(), r) for n, (d, r) in noted.items())
        progress = decode(encode_1(rows), PATH)
        again = decode(encode(progress), PATH)
        for name, procedure in PROCEDURES.items():
            wanted = expected(procedure, noted)
            assert shown(progress, Turn(name, turn)) == wanted
            assert shown(again, Turn(name, turn)) == wanted
            assert not any(shown(again, Turn(name, turn + 1)))

    def test_every_box_of_1_0_lives_on_or_is_retired(self) -> None:
        living: set[tuple[str, ...]] = _retired()
        for name, procedure in PROCEDURES.items():
            for step in procedure.steps:
                for check in step.checks:
                    living.update(names_of(name, step, check))
        for was in WAS:
            assert was[:3] in living or was[:2] in living, was

    def test_whoever_had_ticked_all_has_all_ticked_that_was_there(self) -> None:
        noted = {was[:3]: (date(2026, 5, 5), 9) for was in WAS}
        rows = (Box(p, 1, s, c, "2026-05-05", 9) for p, s, c in noted)
        progress = decode(encode_1(rows), PATH)
        for name, procedure in PROCEDURES.items():
            found = shown(progress, Turn(name))
            ticked = sum(map(len, found))
            assert ticked >= sum(was.procedure == name for was in WAS) - len(_retired())
            assert found == expected(procedure, noted)

    @pytest.mark.parametrize("why", list(Aside))
    def test_a_step_that_was_put_aside_is(self, why: Aside) -> None:
        for was in WAS:
            progress = decode(encode_1([], [Put(*was[:1], 1, was.step, why)]), PATH)
            procedure = PROCEDURES[was.procedure]
            places = find_standing(progress, Turn(was.procedure), procedure.steps).steps
            for step, place in zip(procedure.steps, places, strict=True):
                own = [
                    each.removeprefix(f"{was.procedure}/")
                    for each in (step.id if step.home is None else "", *step.formerly)
                ]
                assert (place.state is State(why)) == (was.step in own or _lives_on(was, step))

    @pytest.mark.parametrize("why", list(Aside))
    @pytest.mark.parametrize(
        ("procedure", "gone"),
        [("opposition", "code"), ("opposition", "recevoir"), ("cloture", "identifier")],
    )
    def test_what_was_finished_without_a_step_that_is_gone_is_no_more_open(
        self, procedure: str, gone: str, why: Aside
    ) -> None:
        """« Code de lettre encore bon ? Choisissez « ne me concerne pas ». » was what 1.0 said."""
        done = (was for was in WAS if was.procedure == procedure and was.step != gone)
        rows = (Box(procedure, 1, was.step, was.check, "2026-05-05", 9) for was in done)
        progress = decode(encode_1(rows, [Put(procedure, 1, gone, why)]), PATH)
        steps = PROCEDURES[procedure].steps
        standing = find_standing(progress, Turn(procedure), steps)
        assert standing.first(State.OPEN) is None
        assert standing.first(State(why)) is not None

    def test_whoever_ticks_a_box_takes_up_what_was_put_aside_under_earlier_steps(self) -> None:
        put = [Put("cloture", 1, "identifier", Aside.NOT_FOR_ME)]
        turn, steps = Turn("cloture"), PROCEDURES["cloture"].steps
        (step,) = (each for each in steps if each.id == "formulaire")
        progress = decode(encode_1([], put), PATH)
        ref = next(references(turn, step, step.checks[0]))
        found = find_standing(progress.ticked(ref, Tick(TODAY, 1)), turn, steps)
        (place,) = (each for each in found.steps if each.id == "formulaire")
        assert place.state is State.OPEN


def _lives_on(was: Was, step: Step) -> bool:
    """Say whether all boxes of a step of today come from one of before that is gone."""
    known = {each.id for each in PROCEDURES[was.procedure].steps if each.home is None}
    return was.step not in known and all(
        was[:2] in [name[:2] for name in names_of(was.procedure, step, check)]
        for check in step.checks
    )


def _retired() -> set[tuple[str, ...]]:
    return {
        (name, *each.split("/"))
        for name, procedure in PROCEDURES.items()
        for each in procedure.retired
    }


class TestCodes:
    """A code of version 1.0, as today's steps show it."""

    @given(st.data(), st.sampled_from(sorted(PROCEDURES)))
    @settings(max_examples=100, deadline=None, database=None)
    def test_the_same_boxes(self, data: st.DataObject, name: str) -> None:
        numbers = [was.number for was in WAS if was.procedure == name]
        ticked = set(data.draw(st.lists(st.sampled_from(numbers), unique=True)))
        steps = PROCEDURES[name].steps
        edition = max(step.revision for step in steps)
        code = read_code(write_code_1(name, ticked, edition=edition))
        progress = apply_code(code, Progress(), Turn(name), steps, PACK.case.facts, TODAY)
        for step, days in zip(steps, shown(progress, Turn(name)), strict=True):
            wanted = {
                check.id
                for check in step.checks
                if ticked.intersection((check.number, *check.formerly_numbers))
            }
            assert days == dict.fromkeys(wanted, TODAY)

    def test_no_box_was_renumbered(self) -> None:
        """What was box 7 of a code is what box 7 is today."""
        today = {
            (name, check.number): set(names_of(name, step, check))
            for name, procedure in PROCEDURES.items()
            for step in procedure.steps
            for check in step.checks
        }
        for was in WAS:
            names = today.get((was.procedure, was.number))
            if names is None:
                assert was.number in PROCEDURES[was.procedure].retired_numbers
            else:
                assert was[:3] in names, was


def test_references_are_those_that_the_rules_give() -> None:
    for name, procedure in PROCEDURES.items():
        for step in procedure.steps:
            for check in step.checks:
                found = references(Turn(name), step, check)
                assert [(r.turn.procedure, r.step, r.check) for r in found] == names_of(
                    name, step, check
                )
