"""Steps that stand once, in a file of their own, and that several procedures include.

A procedure says which step, and which of its own permanent numbers the boxes have in it. What comes
out is a step as any other, which knows its `home`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from mes_optout.content.case import Condition
from mes_optout.content.faults import (
    Found,
    Path,
    find_name_faults,
    find_step_faults,
    judge_id,
    judge_number,
    report,
)
from mes_optout.content.procedure import Check, Step
from mes_optout.errors import N_, Fault
from mes_optout.languages import ORIGINAL
from mes_optout.strict import FaultsError, name_place, structure

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

Table = dict[str, Any]  # as it was parsed


# These are made at every start, never changed, compared or printed: see `words`.


@dataclass(eq=False, repr=False)
class Shared:
    """Steps that procedures include; each of these has numbers of its own for their boxes."""

    id: str
    steps: tuple[Step, ...]


@dataclass(eq=False, repr=False)
class Include:
    """A step taken from another file: "file/step".

    `numbers` are those of its boxes in this procedure, `formerly_numbers` those of boxes that said
    the same in codes of version 1.0, both by the ids of the boxes. A box with none of its own is
    ticked by any code that has one of the others. Conditions, where there are any, stand in the
    place of those that the step has in its file.
    """

    include: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    formerly_numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    when: Condition | None = None
    unless: Condition | None = None


# Finds the shared steps of a name, or None when there is no such file.
Find = Callable[[str], Shared | None]

_UNNUMBERED = 0  # only a box that goes with others in codes may have it in a procedure
OF_PROCEDURES = ("number", "formerly_numbers")  # keys of a box that each procedure says


def load_shared(pack: "Pack", name: str) -> Shared | None:
    """Load the file of shared steps of that name, or None. Raises as `Pack.triage`."""
    check = partial(_find_shared_faults, name=name, pack=pack)
    found = pack.load(f"{ORIGINAL}/{name}.toml", Shared, check, prepare=_put_numbers)
    if found is None:
        return None
    return replace(found, steps=tuple(replace(each, home=name) for each in found.steps))


def _find_shared_faults(shared: Shared, name: str, pack: "Pack") -> Found:
    yield from find_name_faults(shared.id, name)
    if name in pack.names:
        yield ("id",), Fault("", N_("is that of a procedure; choose another for this file"))
    yield from find_step_faults(shared.steps, pack.allowed, pack.names)


def _put_numbers(raw: Table) -> Table:
    """Give each box of a file of shared steps what a box must have. Raises FaultsError."""
    faults: list[Fault] = []
    steps = []
    for place, step in enumerate(_list(raw.get("steps"))):
        boxes = step.get("checks") if isinstance(step, dict) else None
        if not isinstance(boxes, list):
            steps.append(step)
            continue
        for index, box in enumerate(boxes):
            for key in OF_PROCEDURES if isinstance(box, dict) else ():
                if key in box:
                    here = name_place(raw, ("steps", place, "checks", index, key))
                    faults.append(Fault(here, N_("belongs where the step is included; move it")))
        numbered = [
            {**box, "number": _UNNUMBERED} if isinstance(box, dict) else box for box in boxes
        ]
        steps.append({**step, "checks": numbered})
    if faults:
        raise FaultsError(faults)
    return {**raw, "steps": steps} if isinstance(raw.get("steps"), list) else raw


def include_steps(raw: Table, find: Find) -> Table:
    """Return a procedure with the steps that it includes in their places. Raises FaultsError."""
    faults: list[Fault] = []
    steps: list[object] = []
    for place, each in enumerate(_list(raw.get("steps"))):
        if not isinstance(each, dict) or "include" not in each:
            steps.append(each)
            continue
        try:
            include = structure(each, Include)
            found = _find_step(include.include, find)
            missed = [*_find_faults(include, found)] if isinstance(found, Step) else [found]
        except FaultsError as error:
            missed = [((fault.place,), fault) for fault in error.faults]
        if missed:
            faults += [
                Fault(name_place(raw, ("steps", place, *path)), fault.reason, **fault.facts)
                for path, fault in missed
            ]
        elif isinstance(found, Step):
            steps.append(_number(found, include))
    if faults:
        raise FaultsError(faults)
    return {**raw, "steps": steps} if isinstance(raw.get("steps"), list) else raw


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _find_step(name: str, find: Find) -> Step | tuple[Path, Fault]:
    """Find the step that an include names, or say why there is none."""
    file, slash, step = name.partition("/")
    if not slash or judge_id(file) or judge_id(step):
        return ("include",), Fault("", N_("must be “file/step”"))
    shared = find(file)
    if shared is None:
        return ("include",), Fault(
            "", N_("there is no file “{name}”; mend the name, or add the file"), name=f"{file}.toml"
        )
    for each in shared.steps:
        if each.id == step:
            return each
    why = N_("there is no step “{step}” in “{name}”; mend the name, or write the step")
    return ("include",), Fault("", why, step=step, name=f"{file}.toml")


def _find_faults(include: Include, step: Step) -> Iterator[tuple[Path, Fault]]:
    """Check that each box has a number here or goes with others, and nothing else has one."""
    boxes = {box.id for box in step.checks}
    for name in sorted(boxes.difference(include.numbers)):
        if not include.formerly_numbers.get(name):
            why = N_("is missing: each box of the step needs a number, or “formerly_numbers”")
            yield ("numbers", name), Fault("", why)
    for name, number in include.numbers.items():
        # Read as none, it would pass: whoever means none leaves it out.
        yield from report(("numbers", name), judge_number(number))
    for key in ("numbers", "formerly_numbers"):
        for name in getattr(include, key):
            if name not in boxes:
                yield (key, name), Fault("", N_("is no box of the step; remove it"))


def _number(step: Step, include: Include) -> Step:
    boxes = tuple(_number_box(box, include) for box in step.checks)
    return replace(
        step,
        checks=boxes,
        when=step.when if include.when is None else include.when,
        unless=step.unless if include.unless is None else include.unless,
    )


def _number_box(box: Check, include: Include) -> Check:
    former = include.formerly_numbers.get(box.id, ())
    number = include.numbers.get(box.id, _UNNUMBERED)
    return replace(box, number=number, formerly_numbers=former)
