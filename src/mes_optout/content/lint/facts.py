"""What depends on facts: each is known, each can be said; whatever is said leaves a page whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from mes_optout.content.case import Condition, Conditional, Said, applies, list_branches
from mes_optout.content.lint.findings import Findings, Loaded, at, error, warning
from mes_optout.content.procedure import Branch, Procedure, Step
from mes_optout.errors import N_

FILE = "cas"

# All that can be said of what one page names. Beyond that nobody could read the page, nor wait.
MOST_CASES = 10_000

Values = Mapping[str, tuple[str, ...]]
Part = tuple[str, str, Conditional]  # file, place, what may be hidden


def find_fact_mistakes(original: Loaded) -> Findings:
    """Look at all that names a fact, in the French: a translation has words only."""
    values = list_values(original)
    if values is None:  # its own faults are said already
        return
    yield from _find_unknown(original, values)
    yield from _find_idle(original)
    yield from _find_lost_branches(original)
    for file, place, step in _list_steps(original):
        yield from _check_step(file, place, step, values)
    for file, place, part in _list_loose(original):
        yield from _check_part(file, place, part, (), values)
    for name, procedure in original.procedures.items():
        yield from _check_procedure(original.file(name), procedure, values)


def list_values(original: Loaded) -> Values | None:
    """Return the values of each fact, or None when the file of facts is faulty."""
    if original.case is None:
        file = original.file(FILE)
        return None if any(found.file == file for found in original.findings) else {}
    return {fact.id: tuple(value.id for value in fact.values) for fact in original.case.facts}


def _list_steps(loaded: Loaded) -> Iterator[tuple[str, str, Step]]:
    """Yield each step once, and again where it is included under other conditions."""
    yield from loaded.steps()
    alone = {(name, e.id): e for name, shared in loaded.shared.items() for e in shared.steps}
    for name, procedure in loaded.procedures.items():
        for step in procedure.steps:
            if step.home is not None:
                written = alone.get((step.home, step.id), step)
                if (written.when, written.unless) != (step.when, step.unless):
                    yield loaded.file(name), at("steps", f"{step.home}/{step.id}"), step


def _stands_here(place: str, step: Step) -> bool:
    """Tell a step where it is written from one that is included."""
    return place == at("steps", step.id)


def _list_inner(step: Step) -> Iterator[tuple[str, Conditional]]:
    for number, line in enumerate(step.body, start=1):
        yield at("body", number), line
    for check in step.checks:
        yield at("checks", check.id), check
    for problem in step.problems:
        yield at("problems", problem.id), problem


def _list_loose(loaded: Loaded) -> Iterator[Part]:
    """Yield what belongs to no step."""
    for name, procedure in loaded.procedures.items():
        for number, line in enumerate(procedure.afterwards, start=1):
            yield loaded.file(name), at("afterwards", number), line
        for each in procedure.follow_ups:
            yield loaded.file(name), at("follow_ups", each.id), each
    for letter in loaded.french_letters:
        yield loaded.file("lettres"), at("letters", letter.id), letter


def _list_parts(loaded: Loaded) -> Iterator[Part]:
    for file, place, step in _list_steps(loaded):
        yield file, place, step
        if _stands_here(place, step):
            for inner, part in _list_inner(step):
                yield file, at(place, inner), part
    yield from _list_loose(loaded)


def _list_branches(loaded: Loaded) -> Iterator[tuple[str, str, Branch]]:
    for file, place, step in loaded.steps():
        for answer in list_branches(step.fork):
            yield file, at(place, "fork", "answers", answer.id), answer


def _list_said(loaded: Loaded) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield (file, place, facts) for each answer, of the triage or to a fork."""
    for question in loaded.triage.questions if loaded.triage else ():
        for answer in question.answers:
            here = at("questions", question.id, "answers", answer.id, "facts")
            yield loaded.file("situations"), here, answer.facts
    for file, place, branch in _list_branches(loaded):
        yield file, at(place, "facts"), branch.facts


def _list_telling(loaded: Loaded) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Yield (file, place, facts) for those that tell whom a letter is for."""
    if loaded.letters:
        file, whom = loaded.file("lettres"), loaded.letters.whom
        yield file, at("whom", "me"), whom.me
        yield file, at("whom", "other"), whom.other


def _find_unknown(loaded: Loaded, values: Values) -> Findings:
    named = [
        (file, at(place, key, fact), fact, chosen)
        for file, place, part in _list_parts(loaded)
        for key, condition in (("when", part.when), ("unless", part.unless))
        for fact, chosen in condition.items()
    ]
    said = [
        (file, at(place, fact), fact, (value,))
        for file, place, facts in (*_list_said(loaded), *_list_telling(loaded))
        for fact, value in facts.items()
    ]
    for file, place, fact, chosen in (*named, *said):
        if fact not in values:
            why = N_("“{fact}” is no fact of {listed}; add it there, or mend the name")
            yield error(file, place, why, fact=fact, listed=f"{FILE}.toml")
            continue
        for value in chosen:
            if value not in values[fact]:
                why = N_("“{value}” cannot be said of “{fact}”, but: {known}")
                known = ", ".join(values[fact])
                yield error(file, place, why, value=value, fact=fact, known=known)


def _find_idle(loaded: Loaded) -> Findings:
    """Look for facts that nobody can say in passing, and for those that change nothing."""
    parts = [part for _, _, part in _list_parts(loaded)]
    named = {fact for part in parts for fact in (*part.when, *part.unless)}
    said = {fact for _, _, facts in _list_said(loaded) for fact in facts}
    forked = {fact for _, _, answer in _list_branches(loaded) for fact in answer.facts}
    for fact in loaded.case.facts if loaded.case and loaded.complete else ():
        here = at("facts", fact.id)
        if fact.id not in named | forked:
            why = N_("nothing depends on it; use it in a condition, or do not keep it")
            yield warning(loaded.file(FILE), here, why)
        elif fact.id not in said:
            why = N_("no answer says it, so it is only found in a menu; let a fork ask for it")
            yield warning(loaded.file(FILE), here, why)


def _find_lost_branches(loaded: Loaded) -> Findings:
    """Look for answers that go on at no step; within one procedure the loader sees that."""
    for file, place, answer in _list_branches(loaded):
        leads_to = loaded.procedures.get(answer.procedure or "")
        if answer.step and leads_to and answer.step not in {each.id for each in leads_to.steps}:
            why = N_("“{step}” is no step of “{procedure}”; mend the name, or remove it")
            facts = {"step": answer.step, "procedure": leads_to.id}
            yield error(file, at(place, "step"), why, **facts)


def list_cases(parts: Iterable[Conditional], values: Values) -> list[dict[str, str]]:
    """Return all that can be said of the facts that some parts name; nothing when it is too much.

    What is not said shows more, so it need not be looked at.
    """
    named = sorted({fact for part in parts for fact in (*part.when, *part.unless)})
    choices = [values.get(fact, ()) for fact in named]
    if prod(map(len, choices)) > MOST_CASES:
        return []
    return [dict(zip(named, chosen, strict=True)) for chosen in product(*choices)]


def say_case(case: Mapping[str, str]) -> Said:
    """Return what says all of a case."""
    return lambda fact, value: case[fact] == value if fact in case else None


def _check_step(file: str, place: str, step: Step, values: Values) -> Findings:
    yield from _check_part(file, place, step, (), values)
    if _stands_here(place, step):
        for inner, part in _list_inner(step):
            yield from _check_part(file, at(place, inner), part, (step,), values)
    for name, parts in (("body", step.body), ("checks", step.checks)):
        for case in list_cases((step, *parts), values):
            said = say_case(case)
            if applies(step, said) and not any(applies(part, said) for part in parts):
                why = N_("nothing of it is left with {facts}; leave a part, or hide the step")
                yield error(file, at(place, name), why, facts=_write(case))
                break


def _check_part(
    file: str, place: str, part: Conditional, around: tuple[Conditional, ...], values: Values
) -> Findings:
    """Say of a condition that nothing fulfils, or everything, where what is around it is shown."""
    if not part.when and not part.unless:
        return
    said = [say_case(case) for case in list_cases((*around, part), values)]
    said = [each for each in said if all(applies(outer, each) for outer in around)]
    shown = {applies(part, each) for each in said}
    # « unless », within what is shown when the same was said, is for whoever said nothing.
    unsaid = around and any(applies(_Only(part.when), each) for each in said)
    if shown == {False} and not unsaid:
        yield error(file, place, N_("is hidden whatever is said; mend “when” or “unless”"))
    elif shown == {True}:
        yield error(file, place, N_("is shown whatever is said; remove “when” and “unless”"))


@dataclass(frozen=True, slots=True)
class _Only:
    """A condition without the other."""

    when: Condition
    unless: Condition = field(default_factory=dict)


def _check_procedure(file: str, procedure: Procedure, values: Values) -> Findings:
    for case in list_cases(procedure.steps, values):
        if not any(applies(step, say_case(case)) for step in procedure.steps):
            why = N_("no step is left with {facts}; leave one that says where to go instead")
            yield error(file, "steps", why, facts=_write(case))
            return


def _write(case: Mapping[str, str]) -> str:
    return ", ".join(f"{fact} = {value}" for fact, value in case.items())
