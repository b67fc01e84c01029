"""Whom a letter is for: the lines that depend on it, and what was said that tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from mes_optout.content.case import Said
from mes_optout.content.faults import EMPTY, Found, Path
from mes_optout.content.for_whom import Whom
from mes_optout.errors import N_, Fault


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a letter; a file may write a plain text for one that is the same for everybody.

    In a table, `me` stands where one writes for oneself. There, `other` stands where one writes for
    another person. There, `both` stands on the sheet for either. A key that is missing leaves the
    line out. A plain text alone is `text`.
    """

    SHORT: ClassVar[str] = "text"

    text: str | None = None
    me: str | None = None
    other: str | None = None
    both: str | None = None

    def pick(self, whom: Whom) -> str | None:
        """Return what it says on the sheet for somebody, or None where it is left out."""
        return self.by_whom.get(whom) if self.text is None else self.text

    @property
    def by_whom(self) -> dict[Whom, str]:
        """What it says for each; nothing where it is the same for everybody."""
        found = ((whom, getattr(self, whom)) for whom in Whom)
        return {whom: text for whom, text in found if text is not None}

    @property
    def plain(self) -> str | dict[Whom, str]:
        """It as a file has it."""
        return self.by_whom if self.text is None else self.text


@dataclass(frozen=True, slots=True)
class ToldWhom:
    """What was said of the case that tells whom a letter is for: values of facts, by their ids.

    `me` tells that one writes for oneself, `other` that one writes for another person.
    """

    me: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, str] = field(default_factory=dict)

    def find(self, said: Said) -> Whom | None:
        """Return whom a letter is for by what was said, or None where that does not tell it."""
        for whom, facts in ((Whom.ME, self.me), (Whom.OTHER, self.other)):
            if any(said(fact, value) for fact, value in facts.items()):
                return whom
        return None


def pick_lines(lines: Iterable[LetterLine], whom: Whom = Whom.BOTH) -> tuple[str, ...]:
    """Return what some lines say on the sheet for somebody."""
    found = (line.pick(whom) for line in lines)
    return tuple(text for text in found if text is not None)


def depends(lines: Iterable[LetterLine]) -> bool:
    """Say whether some lines are others for another."""
    return any(line.text is None for line in lines)


def find_line_faults(lines: tuple[LetterLine, ...], path: Path, *, needed: bool) -> Found:
    """Check the tables among some lines, and that a list that is `needed` has some for each."""
    for index, line in enumerate(lines):
        if line.text is not None and line.by_whom:
            why = N_("says “text” and a case beside it; write me, other and both, or a plain text")
            yield (*path, index), Fault("", why)
        elif line.text is None and not line.by_whom:
            yield (*path, index), Fault("", EMPTY)
    for whom in Whom if needed and lines else ():
        if not pick_lines(lines, whom):
            why = N_("has no line left for “{whom}”; write one")
            yield path, Fault("", why, whom=str(whom))
