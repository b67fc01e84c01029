"""Nothing that was published vanishes: names, numbers, and what a box does, as the ledger has them.

Where a name is lost, what is new beside it is the likely one that took its place.
"""

from collections.abc import Iterable, Iterator

from mes_optout.content.ledger import Ledger
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Findings, Loaded, at, error
from mes_optout.errors import N_
from mes_optout.reports.published import (
    Entry,
    list_boxes,
    list_facts,
    list_follow_ups,
    list_letters,
    list_numbered,
    list_retired,
    list_situations,
    list_steps,
)

_MOVED = N_("“{name}” was published and is gone; write formerly = [{former}] here, or retire it")
_GONE = N_(
    "“{name}” was published and is gone; write it again, or name it in “gone” of registre.toml"
)
_NUMBER = N_("was {number} when it was published; write {number} again")
# Where names that begin so stand: the file, and the list in it.
_LISTS = {"letters": (LETTERS, "letters"), "situations": ("situations", "situations")}
_LISTED = N_("“{name}” was here; write it again, for people still have it")


def find_lost_entries(original: Loaded) -> Findings:
    """Compare a pack with its ledger, if it has one. What cannot be read is not called lost."""
    if (ledger := original.ledger) is None:
        return
    gone = frozenset(ledger.gone)
    yield from _find_lost_files(original, ledger, gone)
    retired = {name for names in list_retired(original).values() for name in names} | gone
    read = {*original.readable, *original.shared}
    steps, boxes = list_steps(original), list_boxes(original)
    lost = [each for each in _find_lost(ledger.steps, steps, retired) if _file(each) in read]
    for name in lost:
        yield from _report(original, name, _guess(name, steps, ledger.steps), "steps")
    apart = (*lost, *retired)
    later = list_follow_ups(original)
    for name in _find_lost(ledger.boxes, (*boxes, *later), retired):
        if _file(name) in read and not any(name.startswith(f"{step}/") for step in apart):
            yield from _report(original, name, _guess(name, boxes, ledger.boxes), "checks")
    for recorded, current in (
        (ledger.follow_ups, later),
        (ledger.letters, list_letters(original)),
        (ledger.situations, list_situations(original)),
    ):
        if current:
            yield from _find_gone(original, recorded, current, retired)
    yield from _find_lost_former(ledger, (*steps, *boxes, *later), retired)
    yield from _find_lost_retired(original, ledger, {e.name for e in (*steps, *boxes)})
    yield from _find_lost_numbers(original, ledger)
    yield from _find_lost_flags(ledger, boxes)
    yield from _find_lost_facts(original, ledger, gone)


def _file(name: str) -> str:
    return name.partition("/")[0]


def _find_lost_files(original: Loaded, ledger: Ledger, gone: frozenset[str]) -> Findings:
    for name in ledger.procedures:
        if original.listed and name not in original.listed and name not in gone:
            why = N_("“{name}” was published and is not in “procedures”; list it again")
            before = ledger.procedures[: ledger.procedures.index(name)]
            place = at("procedures", len({*before} & {*original.listed}) + 1)  # where it was
            yield error(original.file("situations"), place, why, name=name)
    for name, recorded, there in (
        (LETTERS, ledger.letters, original.letters),
        ("cas", ledger.facts, original.case),
    ):
        file = original.file(name)
        if recorded and there is None and not any(e.file == file for e in original.findings):
            why = N_("was published and is gone; put the file back")
            yield error(file, ".", why)


def _find_lost(
    recorded: Iterable[str], current: Iterable[Entry], retired: Iterable[str]
) -> Iterator[str]:
    """Yield the names of a kind that nothing has today, or had before, nor is retired."""
    known = {*retired} | {name for each in current for name in (each.name, *each.former)}
    return (name for name in recorded if name not in known)


def _guess(name: str, current: Iterable[Entry], recorded: Iterable[str]) -> Entry | None:
    """Return what is new and likely to be the same: of the same id elsewhere, or beside it."""
    *home, last = name.split("/")
    new = [each for each in current if each.name not in recorded]
    same = (each for each in new if each.name.split("/")[-1] == last)
    beside = (each for each in new if each.name.split("/")[:-1] == home)
    return next(same, None) or next(beside, None)


def _report(original: Loaded, name: str, instead: Entry | None, kind: str) -> Findings:
    file, *rest = name.split("/")
    former = '"' + (rest[0] if kind == "steps" else "/".join(rest)) + '"'
    if instead is not None:
        yield error(instead.file, at(instead.place, "id"), _MOVED, name=name, former=former)
        return
    step = [rest[0]] if kind == "checks" else []
    here = at("steps", *step, *(["checks"] if step else []))
    why = N_("“{name}” was published and is gone; write it again, or name it in “retired”")
    yield error(original.file(file), here, why, name="/".join(rest))


def _find_gone(
    original: Loaded, recorded: Iterable[str], current: list[Entry], retired: set[str]
) -> Findings:
    """Look at names that cannot be taken over: of what comes later, letters, situations."""
    new = [each for each in current if each.name not in recorded]
    for name in _find_lost(recorded, current, retired):
        home, last = name.split("/")
        file, lists = _LISTS.get(home, (home, "follow_ups"))
        if home not in _LISTS and home not in original.readable:
            continue
        beside = (each for each in new if each.file == original.file(file))
        instead = next(beside, None)
        here = at(instead.place, "id") if instead else lists
        yield error(original.file(file), here, _GONE, name=last)


def _find_lost_former(ledger: Ledger, current: Iterable[Entry], retired: set[str]) -> Findings:
    today = {each.name: each for each in current}
    for old, names in ledger.former.items():
        if old in retired or old in today:
            continue
        for here in (today[name] for name in names if name in today):
            if old not in here.former:
                yield error(here.file, at(here.place, "formerly"), _LISTED, name=old)


def _find_lost_retired(original: Loaded, ledger: Ledger, current: set[str]) -> Findings:
    listed = list_retired(original)
    for name in ledger.retired:
        file, _, rest = name.partition("/")
        if file in listed and name not in listed[file] and name not in current:
            yield error(original.file(file), "retired", _LISTED, name=rest)
    for file, numbers in ledger.retired_numbers.items():
        if (procedure := original.readable.get(file)) is not None:
            missing = sorted({*numbers}.difference(procedure.retired_numbers))
            if missing:
                said = ", ".join(map(str, missing))
                yield error(original.file(file), "retired_numbers", _LISTED, name=said)


def _find_lost_numbers(original: Loaded, ledger: Ledger) -> Findings:
    for file, numbers in ledger.numbers.items():
        procedure = original.readable.get(file)
        numbered = [*list_numbered(file, procedure)] if procedure else []
        known = {name for _, each, _ in numbered for name in (each.name, *each.former)}
        for place, entry, number in numbered:
            names = (entry.name, *entry.former)
            before = next((numbers[name] for name in names if name in numbers), None)
            kept = (number, *(entry.check.formerly_numbers if entry.check else ()))
            other = next((n for n, each in numbers.items() if each == number and number), None)
            if before and before not in kept:
                yield error(original.file(file), place, _NUMBER, number=before)
            elif other is not None and other not in names and other in known:
                why = N_("{number} is the number of “{name}” for ever; take the next free one")
                yield error(original.file(file), place, why, number=number, name=other)


def _find_lost_flags(ledger: Ledger, boxes: Iterable[Entry]) -> Findings:
    for each in boxes:
        names = {each.name, *each.former}
        for key, recorded in (("closes", ledger.closes), ("dated", ledger.dated)):
            if not names.isdisjoint(recorded) and not getattr(each.check, key):
                why = N_("was true when it was published; write {key} = true again")
                yield error(each.file, at(each.place, key), why, key=key)


def _find_lost_facts(original: Loaded, ledger: Ledger, gone: frozenset[str]) -> Findings:
    if original.case is None:
        return
    current, file = list_facts(original), original.file("cas")
    for name, number in {**ledger.facts, **ledger.values}.items():
        fact, _, value = name.partition("/")
        if name in current:
            place, today = current[name]
            if today != number:
                yield error(file, at(place, "number"), _NUMBER, number=number)
        elif name not in gone and fact not in gone and (not value or fact in current):
            here = at("facts", fact, "values") if value else "facts"
            new = [p for n, (p, _) in current.items() if p.startswith(here) and not _has(ledger, n)]
            yield error(file, at(new[0], "id") if new else here, _GONE, name=value or fact)


def _has(ledger: Ledger, name: str) -> bool:
    return name in ledger.facts or name in ledger.values
