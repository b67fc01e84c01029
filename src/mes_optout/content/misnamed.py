"""Names that no procedure and no letter has: what may have been meant, and the command for it."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from mes_optout.errors import N_, OptoutError
from mes_optout.text import find_nearest, fold

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


class UnknownProcedureError(OptoutError):
    """No procedure has this id. Facts: `name`, `known` (ids), `guess`."""

    code = 2
    what = N_("There is no procedure “{name}”.")
    remedy = N_("The procedures are: {known}.")
    guessing = what, N_("Did you mean “{guess}”? To see them all: mes-optout steps list")


class UnknownLetterError(OptoutError):
    """No letter has this id. Facts: `name`, `guess`. There are too many to name them here."""

    code = 2
    what = N_("There is no letter “{name}”.")
    remedy = N_("To see them all: mes-optout letter")
    guessing = what, N_("Did you mean “{guess}”? To see them all: mes-optout letter")


class LetterNotProcedureError(OptoutError):
    """A procedure is wanted, and a letter has this id. Fact: `name`."""

    code = 2
    what = N_("“{name}” is a letter, not a procedure.")
    remedy = N_("To print it: mes-optout letter {name}")


class ProcedureNotLetterError(OptoutError):
    """A letter is wanted, and a procedure has this id. Fact: `name`."""

    code = 2
    what = N_("“{name}” is a procedure, not a letter.")
    remedy = N_("To go through it: mes-optout guide {name}")


def explain_no_procedure(pack: "Pack", name: str) -> OptoutError:
    """Return the error that says why no procedure is called `name`."""
    if guess := find_nearest(name, pack.names):
        return UnknownProcedureError(name=name, guess=guess)
    if letter := _find_folded(name, _list_letters(pack)):
        return LetterNotProcedureError(name=letter)
    return UnknownProcedureError(name=name, known=pack.names)


def check_letter(pack: "Pack", name: str, known: Collection[str]) -> None:
    """Raise what says why no letter is called `name`, if it is none of `known`."""
    if name in known:
        return
    if guess := find_nearest(name, known):
        raise UnknownLetterError(name=name, guess=guess)
    if procedure := _find_folded(name, pack.names):
        raise ProcedureNotLetterError(name=procedure)
    raise UnknownLetterError(name=name)


def guess_line(pack: "Pack", name: str) -> str | None:
    """Return what to type for a procedure or a letter, where its name was typed alone.

    Raises as `Pack.triage`.
    """
    lines = {each: f"letter {each}" for each in _list_letters(pack)}
    lines |= {each: f"guide {each}" for each in pack.names}
    return lines.get(find_nearest(name, lines) or "")


def _list_letters(pack: "Pack") -> list[str]:
    """Return the ids of the letters; none where they cannot be read, for another error is said."""
    from mes_optout.content.letters import load_french_letters  # noqa: PLC0415  (it imports the loader)

    try:
        found = load_french_letters(pack)
    except OptoutError:
        return []
    return [each.id for each in found.letters] if found else []


def _find_folded(name: str, known: Collection[str]) -> str | None:
    """Return the one of `known` that `name` is, but for case and accents."""
    return next((each for each in known if fold(each) == fold(name)), None)
