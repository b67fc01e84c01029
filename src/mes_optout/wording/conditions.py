"""What a part of a pack depends on, in words: « Seulement si votre compte est activé. »."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from mes_optout.content.case import Condition, Conditional, Said
from mes_optout.content.facts import Case
from mes_optout.i18n import _

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack
    from mes_optout.content.procedure import Step


def say_when(step: "Step", said: Said, pack: "Pack") -> str:
    """Say for which case a step is, as `say_condition` does: most need no fact to be read."""
    return say_condition(step, said, pack.case) if step.when or step.unless else ""


def say_condition(part: Conditional, said: Said, case: Case) -> str:
    """Say for which case a part is; nothing once all that it depends on was said.

    Each fact has a sentence of its own, for « if this or that, and that » can be read in two ways.
    « Unless an account is activated » is said as « only if no account is activated ».
    """
    needed, excluded = [_join(cases) for cases in _find_open(part.when, said, case)], []
    for fact in case.facts:
        gone = part.unless.get(fact.id, ())
        others = tuple(value.id for value in fact.values if value.id not in gone)
        turned = bool(gone) and len(others) == 1
        named = {fact.id: others if turned else gone}
        for cases in _find_open(named, said, case):
            if turned:
                needed.append(_join(cases))
            else:  # of what excludes a part anything will do
                excluded += cases
    sentences = [_("Only if {cases}.").format(cases=cases) for cases in needed[:1]]
    sentences += [_("And only if {cases}.").format(cases=cases) for cases in needed[1:]]
    if excluded:
        said_so = _("But not if {cases}.") if sentences else _("Unless {cases}.")
        sentences.append(said_so.format(cases=_join(excluded)))
    return " ".join(sentences)


def _find_open(condition: Condition, said: Said, case: Case) -> Iterator[list[str]]:
    """Yield the cases of each fact of a condition of which nothing was said."""
    for fact in case.facts:
        known = [value for value in fact.values if value.id in condition.get(fact.id, ())]
        if known and all(said(fact.id, value.id) is None for value in known):
            yield [value.case for value in known]


def _join(cases: Sequence[str]) -> str:
    return reduce(lambda one, two: _("{case}, or if {other}").format(case=one, other=two), cases)
