"""The former names of shared steps and their boxes, which stood in procedures once.

A former name has the procedure in front: "procedure/step" of a step, "procedure/step/box" of a box.
One box that said all may be the former one of several.
"""

from collections.abc import Iterable, Iterator

from mes_optout.content.faults import judge_id
from mes_optout.content.including import Shared
from mes_optout.content.lint.findings import Findings, Loaded, at, error
from mes_optout.content.procedure import Procedure, Step
from mes_optout.errors import N_

_STEP, _BOX = 1, 2  # ids of a name within its file


def find_lost_shared(loaded: Loaded, shared: Shared) -> Findings:
    """Look at each former name of a step that procedures include, and of its boxes."""
    file = loaded.file(shared.id)
    current = {shared.id: {*_list_names(shared)}}
    current |= {name: {*_list_names(each)} for name, each in loaded.procedures.items()}
    # The names of a file with faults are not known.
    absent = set(loaded.triage.procedures if loaded.triage else ()).difference(loaded.procedures)
    for place, names, depth in _list_former(shared):
        for number, name in enumerate(names, start=1):
            here = at(place, number)
            home, inside = _split(name, shared.id, depth)
            if home in absent:
                continue
            if home not in current or any(judge_id(e) for e in inside.split("/")):
                why = N_("“{name}” is no former name; write procedure/step, or procedure/step/box")
                yield error(file, here, why, name=name)
            elif inside in current[home]:
                why = N_("“{name}” is still in use; remove it here, or rename the other one")
                yield error(file, here, why, name=name)
            elif home in loaded.procedures and inside in loaded.procedures[home].retired:
                why = N_("“{name}” is in “retired” too; it is either renamed or gone")
                yield error(file, here, why, name=name)
            elif name in names[: number - 1]:
                why = N_("“{name}” is the former name of another one too; keep one")
                yield error(file, here, why, name=name)


def find_spare_names(file: str, steps: Iterable[Step]) -> Findings:
    """Ask to leave out the former name of a box that follows from that of its step."""
    for step in steps:
        for check in step.checks:
            here = at("steps", step.id, "checks", check.id, "formerly")
            for number, name in enumerate(check.formerly, start=1):
                where, _, last = name.rpartition("/")
                if last == check.id and where in step.formerly:
                    why = N_("“{name}” follows from “formerly” of the step; remove it here")
                    yield error(file, at(here, number), why, name=name)


def _list_names(file: Procedure | Shared) -> Iterator[str]:
    """Yield the ids that ticks of a file are kept under; those that it includes are not its own."""
    for step in file.steps:
        if step.home is None or isinstance(file, Shared):
            yield step.id
            yield from (f"{step.id}/{check.id}" for check in step.checks)


def _list_former(shared: Shared) -> Iterator[tuple[str, tuple[str, ...], int]]:
    for step in shared.steps:
        yield at("steps", step.id, "formerly"), step.formerly, _STEP
        for check in step.checks:
            yield at("steps", step.id, "checks", check.id, "formerly"), check.formerly, _BOX


def _split(name: str, own: str, depth: int) -> tuple[str, str]:
    """Return the file of a former name and the name within it; without one, it is of this file."""
    home, slash, inside = name.partition("/")
    if inside.count("/") == depth - 1 and slash:
        return home, inside
    return (own, name) if name.count("/") < depth else ("", "")
