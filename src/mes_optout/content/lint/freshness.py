"""When a step, or a letter, was last read again against its sources."""

from datetime import date

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.finding import Findings, at, error, warning
from mes_optout.content.lint.loading import Loaded
from mes_optout.errors import N_

SIX_MONTHS = 183  # days, then it should be read again
EIGHTEEN_MONTHS = 548  # days, then it must


def findings(loaded: Loaded, today: date) -> Findings:
    """Look at each day of reading again."""
    for name, procedure in loaded.procedures.items():
        for step in procedure.steps:
            here = at("steps", step.id, "reviewed")
            yield from _age(loaded.file(name), here, step.reviewed, today)
    for letter in loaded.letters.letters if loaded.letters else ():
        here = at("letters", letter.id, "reviewed")
        yield from _age(loaded.file(LETTERS), here, letter.reviewed, today)
    if loaded.reading:
        yield from _age(loaded.file("reperes"), "reviewed", loaded.reading.reviewed, today)


def _age(file: str, place: str, reviewed: date, today: date) -> Findings:
    days = (today - reviewed).days
    if days < 0:
        why = N_("{day} has not come yet; write the day on which it was read again")
        yield error(file, place, why, day=reviewed.isoformat())
    elif days > EIGHTEEN_MONTHS:
        why = N_("{day} is more than 18 months ago; read the sources again, then write the day")
        yield error(file, place, why, day=reviewed.isoformat())
    elif days > SIX_MONTHS:
        why = N_("{day} is more than 6 months ago; read the sources again soon")
        yield warning(file, place, why, day=reviewed.isoformat())
