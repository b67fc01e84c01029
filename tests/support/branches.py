"""Which answer to a fork a person gives who knows where things stand."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar


class HasFacts(Protocol):
    """An answer to a fork. The steps before had none, and the walker walks them too."""

    @property
    def facts(self) -> Mapping[str, str]:
        """What it says of the case."""


B = TypeVar("B", bound=HasFacts)


def choose_branch(answers: Sequence[B], held: Mapping[str, str]) -> B | None:
    """Return the answer that says most of what holds and least of what does not, if one does.

    What the question is about differs from answer to answer, so that counts most: whoever sees
    that the site only offers to close says so, whatever the answer concludes from it.
    """
    said = [pair for each in answers for pair in each.facts.items()]
    weight = {fact: len({value for named, value in said if named == fact}) for fact, _ in said}

    def fits(answer: B) -> int:
        return sum(
            weight[fact] * (1 if held.get(fact) == value else -1)
            for fact, value in answer.facts.items()
        )

    best = max(answers, key=fits, default=None)
    return best if best is not None and fits(best) > 0 else None
