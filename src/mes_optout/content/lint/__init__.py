"""What a careful editor would look for in a pack, beyond what the loader refuses.

Each module holds the rules of one theme; a rule yields findings. None of them knows a terminal.
"""

from collections.abc import Iterator
from datetime import date

from mes_optout.content.lint import (
    acronyms,
    citing,
    correspondence,
    freshness,
    letters,
    parity,
    permanence,
    promises,
    readability,
    rows,
    ways,
)
from mes_optout.content.lint.finding import Finding, Severity
from mes_optout.content.lint.loading import Loaded, load
from mes_optout.content.loader import ORIGINAL
from mes_optout.content.location import Reader

__all__ = ["Finding", "Severity", "both", "lint", "mistakes"]

_TRANSLATION = "en"


def lint(read: Reader, today: date) -> list[Finding]:
    """Return all that is wrong with a pack, file by file. `today` judges what is too old."""
    return mistakes(*both(read), today)


def both(read: Reader) -> tuple[Loaded, Loaded]:
    """Load the French of a pack and its translation, each with what the loader refuses."""
    original = load(read, ORIGINAL)
    return original, load(read, _TRANSLATION, original)


def mistakes(original: Loaded, translation: Loaded, today: date) -> list[Finding]:
    """Return all that is wrong with what was loaded. `today` judges what is too old."""
    found = [
        *original.findings,
        *translation.findings,
        *citing.findings(original, translation),
        *_each(original, today),
        *_each(translation, today),
        *readability.findings(original),
        *acronyms.findings(original),
        *parity.findings(original, translation),
    ]
    # A file that both languages lead to, such as the sources, says the same twice.
    return sorted(dict.fromkeys(found), key=lambda finding: finding.file)


def _each(loaded: Loaded, today: date) -> Iterator[Finding]:
    yield from freshness.findings(loaded, today)
    yield from letters.findings(loaded)
    yield from promises.findings(loaded)
    yield from rows.findings(loaded)
    yield from correspondence.findings(loaded)
    yield from permanence.findings(loaded)
    yield from ways.findings(loaded)
