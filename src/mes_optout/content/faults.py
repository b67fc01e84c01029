"""What a file of a pack may hold, and what it must, beyond the right types.

What texts and links may contain, so that no pack can steer a terminal or a reader; then ids,
numbers, references. A function that looks at a whole yields (path, fault); the loader turns a path
into a place that names ids.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import is_dataclass
from typing import Protocol

from mes_optout.content.case import Conditional
from mes_optout.content.procedure import Line, Problem, Procedure, Step
from mes_optout.content.sites import judge_link
from mes_optout.errors import N_, Fault, Msg
from mes_optout.strict import name_fields
from mes_optout.text import is_plain, is_unprintable

Path = tuple[object, ...]
Found = Iterator[tuple[Path, Fault]]

HIGHEST_NUMBER = 9_999  # of a box, and of a revision

EMPTY = N_("is empty; fill it in, or remove it")
TWICE = N_("is used twice; change one of them, or remove it")
NOT_LISTED = N_("“{value}” is not in “procedures”; mend the name, or add it there")

NO_RISK = N_("is missing; say what the step shows, and to whom, or “reassurance” if nothing")

# A text longer than this is no sentence of ours.
LONGEST_TEXT = 2_000

_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_LONGEST_ID = 40


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def judge_text(text: str) -> tuple[Msg, dict[str, object]] | None:
    """Say why `text` may not be shown, or None when it may."""
    if len(text) > LONGEST_TEXT:
        return N_("is longer than {limit} characters; shorten it"), {"limit": LONGEST_TEXT}
    if not text.strip():
        return EMPTY, {}
    if "[" in text or "]" in text:
        return N_("holds a square bracket, which some programs read as markup; write ( and )"), {}
    if is_plain(text):  # almost always, and far quicker than looking at each letter
        return None
    for character in text:
        if is_unprintable(character):
            return N_(
                "holds the forbidden character U+{number}; remove it, or type the word anew"
            ), {"number": f"{ord(character):04X}"}
    return None


def judge_id(text: str) -> Msg | None:
    """Say why `text` is no id, or None."""
    if not text or len(text) > _LONGEST_ID or not _ID_CHARACTERS.issuperset(text):
        return N_("must be 1 to 40 of a-z, 0-9 and -")
    return None


def find_text_faults(value: object, path: Path = ()) -> Found:
    """Walk a model and look at each text."""
    if isinstance(value, str):
        found = judge_text(value)
        if found is not None:
            yield path, Fault("", found[0], **found[1])
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from find_text_faults(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from find_text_faults(key, (*path, key))
            yield from find_text_faults(item, (*path, key))
    # The texts of a step of another file were looked at there.
    elif is_dataclass(value) and getattr(value, "home", None) is None:
        for name in name_fields(value.__class__):
            yield from find_text_faults(getattr(value, name), (*path, name))


def find_procedure_faults(
    procedure: Procedure, name: str, hosts: Container[str], procedures: Container[str]
) -> Found:
    """Check ids, box numbers, links to `hosts` and revisions, and that nothing needed is empty.

    `procedures` are the ids of all; `name` is that of the file.
    """
    yield from find_name_faults(procedure.id, name)
    if procedure.if_late is not None and procedure.if_late not in procedures:
        yield ("if_late",), Fault("", NOT_LISTED, value=procedure.if_late)
    yield from find_step_faults(procedure.steps, hosts, procedures)
    yield from find_dependence_faults(procedure.afterwards, ("afterwards",))
    yield from find_door_faults(procedure.afterwards, procedures, ("afterwards",))
    if procedure.follow_ups:
        from mes_optout.content.leading_faults import find_follow_up_faults  # noqa: PLC0415  (not all have)

        yield from find_follow_up_faults(procedure, procedures)
    numbers: Counter[int] = Counter()
    for index, step in enumerate(procedure.steps):
        for position, check in enumerate(step.checks):
            shared = step.home is not None
            if shared and not check.number:
                continue  # it goes with others in codes
            numbers[check.number] += 1
            twice = TWICE if numbers[check.number] > 1 else None
            here = ("numbers", check.id) if shared else ("checks", position, "number")
            reason = judge_number(check.number) or twice
            yield from report(("steps", index, *here), reason)
        if step.fork is not None:
            from mes_optout.content.conditions import find_lost_branches  # noqa: PLC0415  (few fork)

            yield from find_lost_branches(step.fork, procedure, ("steps", index))


def find_step_faults(
    steps: tuple[Step, ...], hosts: Container[str], procedures: Container[str]
) -> Found:
    """Check steps; those of another file were checked there."""
    yield from find_empty(steps, ("steps",))
    yield from find_id_faults(steps, ("steps",))
    for index, step in enumerate(steps):
        here = ("steps", index)
        if step.home is not None:
            continue
        for name in ("body", "checks", "problems", "sources"):
            yield from find_empty(getattr(step, name), (*here, name))
        if step.before is None and step.reassurance is None:
            yield (*here, "before"), Fault("", NO_RISK)
        if step.link is not None:
            yield from report((*here, "link"), judge_link(step.link, hosts))
        yield from report((*here, "revision"), judge_number(step.revision))
        yield from find_id_faults(step.checks, (*here, "checks"))
        yield from find_id_faults(step.problems, (*here, "problems"))
        yield from find_dependence_faults((step,), ("steps",), index)
        for name in ("body", "checks", "problems"):
            yield from find_dependence_faults(getattr(step, name), (*here, name))
        for name in ("body", "problems"):
            yield from find_door_faults(getattr(step, name), procedures, (*here, name))
        if step.fork is not None:
            from mes_optout.content.conditions import find_fork_faults  # noqa: PLC0415  (few fork)

            yield from find_fork_faults(step.fork, procedures, (*here, "fork"))


def find_dependence_faults(parts: Iterable[Conditional], path: Path, first: int = 0) -> Found:
    """Check the conditions of some parts, the `first` of them at that place of a list."""
    for index, part in enumerate(parts, start=first):
        if part.when or part.unless:
            from mes_optout.content.conditions import find_condition_faults  # noqa: PLC0415  (few depend)

            yield from find_condition_faults(part, (*path, index))


def find_door_faults(
    parts: Iterable[Line | Problem], procedures: Container[str], path: Path
) -> Found:
    """Check where the doors of some parts lead."""
    for index, part in enumerate(parts):
        if part.actions:
            from mes_optout.content.leading_faults import find_action_faults  # noqa: PLC0415  (few have any)

            yield from find_action_faults(part.actions, procedures, (*path, index))


def find_name_faults(identity: str, name: str) -> Found:
    """Check that what a file holds has the name of the file as its id."""
    yield from report(("id",), wrong := judge_id(identity))
    if identity != name and not wrong:
        yield ("id",), Fault("", N_("must be the name of the file, “{name}”"), name=name)


def judge_number(number: int) -> Msg | None:
    """Say what is wrong with the number of a box, or a revision."""
    return None if 1 <= number <= HIGHEST_NUMBER else N_("must be 1 to 9999")


def report(path: Path, reason: Msg | None) -> Found:
    """Yield a fault if there is a reason for one."""
    if reason is not None:
        yield path, Fault("", reason)


def find_empty(items: tuple[object, ...], path: Path) -> Found:
    """Check that there is at least one."""
    if not items:
        yield path, Fault("", EMPTY)


def find_id_faults(items: Iterable[_Identified], path: Path) -> Found:
    """Check that ids are well formed and used once."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        yield from report((*path, index, "id"), judge_id(item.id))
        if item.id in seen:
            yield (
                (*path, index, "id"),
                Fault("", TWICE),
            )
        seen.add(item.id)
