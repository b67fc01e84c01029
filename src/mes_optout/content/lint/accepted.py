"""Warnings that the pack accepts are left out; what it accepts and nobody says is found itself."""

from collections.abc import Callable, Iterable

from mes_optout.content.accepted import NAME, Accepted
from mes_optout.content.lint.findings import Finding, Findings, Severity, at, error
from mes_optout.errors import N_, Fault


def leave_out_accepted(
    found: Iterable[Finding], accepted: tuple[Accepted, ...], say: Callable[[Fault], str]
) -> Findings:
    """Yield what is not accepted; `say` tells a fault in the original language of the pack."""
    met: set[int] = set()
    for each in found:
        fitting = {
            number
            for number, line in enumerate(accepted, start=1)
            if each.severity is Severity.WARNING and _fits(line, each, say)
        }
        met |= fitting
        if not fitting:
            yield each
    for number in range(1, len(accepted) + 1):
        if number not in met:
            why = N_("accepts a warning that nothing gives any more; remove it, or mend its words")
            yield error(NAME, at("accepted", number), why)


def _fits(line: Accepted, found: Finding, say: Callable[[Fault], str]) -> bool:
    same = (line.file, line.place) == (found.file, found.fault.place)
    return same and say(found.fault).startswith(line.says)
