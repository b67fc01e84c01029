"""The letters of a pack: what the office reads, in French, and what only the sender reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from mes_optout.content.case import Condition, Said, applies
from mes_optout.content.faults import Found, find_dependence_faults, find_empty, find_id_faults
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Confidence
from mes_optout.content.whom import LetterLine, ToldWhom, depends, find_line_faults
from mes_optout.languages import ORIGINAL

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to print and complete by hand; eight underscores in a text are a blank.

    `to`, `subject`, `blanks`, `body` and `enclosures` are what the office reads, always in French.
    `title`, `purpose`, `before`, `send` and `doubt` are for the sender. `procedures` and `steps`
    ("procedure/step") are where it helps. A line of `body`, `enclosures` or `send` may depend on
    whom the letter is for.
    """

    id: str
    title: str
    purpose: str
    before: str
    to: tuple[str, ...]
    subject: str
    blanks: tuple[str, ...]
    body: tuple[LetterLine, ...]
    enclosures: tuple[LetterLine, ...]
    send: tuple[LetterLine, ...]
    procedures: tuple[str, ...]
    steps: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed: date
    doubt: str | None = None
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letters:
    """Every letter of a pack, in the order in which they are listed.

    `whom` says which answers tell whom a letter is for.
    """

    letters: tuple[Letter, ...]
    whom: ToldWhom = field(default_factory=ToldWhom)


@dataclass(frozen=True, slots=True)
class Explained:
    """A letter explained in another language; `says` tells what the French words say.

    `original` is the fingerprint of the French letter that is explained.
    """

    id: str
    title: str
    purpose: str
    before: str
    says: tuple[LetterLine, ...]
    enclosures: tuple[LetterLine, ...]
    send: tuple[LetterLine, ...]
    doubt: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Explanations:
    """Every explanation of a translation."""

    letters: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A letter with its explanation in the user's language, where one is up to date.

    `told` are the answers that tell whom it is for.
    """

    letter: Letter
    explained: Explained | None = None
    told: ToldWhom = field(default_factory=ToldWhom)

    @property
    def guide(self) -> Letter | Explained:
        """What the sender reads."""
        return self.explained or self.letter

    @property
    def depends(self) -> bool:
        """Say whether it is another letter for another person."""
        return any(depends(getattr(self.letter, name)) for name in _LINES)


def find_helpful(
    letters: Iterable[Known], said: Said, procedure: str, step: str | None = None
) -> list[Known]:
    """Return the letters that help in a procedure, or at a step of it by its id, if they apply."""
    wanted = procedure if step is None else f"{procedure}/{step}"
    return [
        each
        for each in letters
        if wanted in (each.letter.procedures if step is None else each.letter.steps)
        and applies(each.letter, said)
    ]


NAME = "lettres"  # of the file, in each language

# What the office reads; everything else is for the sender.
OFFICE = ("to", "subject", "blanks", "body", "enclosures")
_WORDS = (*OFFICE, "title", "purpose", "before", "send", "doubt")
_LINES = ("body", "enclosures", "send")  # that may depend on whom it is for


def fingerprint_letter(french: Letter) -> str:
    """Return 16 hexadecimal digits that change whenever a word of a letter does, and only then."""
    from mes_optout.content.translation import digest  # noqa: PLC0415  (in another language only)

    lines = {name: [each.plain for each in getattr(french, name)] for name in _LINES}
    return digest({name: lines.get(name) or getattr(french, name) for name in _WORDS})


def load_letters(pack: Pack) -> tuple[Known, ...]:
    """Load the letters, explained in the pack's language; a pack need not have any.

    Raises as `Pack.triage`.
    """
    if pack.own:
        pack.names  # noqa: B018  (refuses a pack of version 1.0, whose fingerprints are others)
    found = load_french_letters(pack)
    if found is None:
        return ()
    translation = load_explanations(pack) if pack.language != ORIGINAL else None
    known = {each.id: each for each in translation.letters} if translation else {}
    return tuple(
        Known(letter, _drop_stale(letter, known.get(letter.id)), found.whom)
        for letter in found.letters
    )


def find_steps_with_letters(pack: Pack) -> frozenset[str]:
    """Return the steps ("procedure/step") where a letter helps, out of the French letters' heads.

    Nothing else of the letters is looked at. Raises PackUnreadableError or PackSyntaxError.
    """
    heads = (pack.raw(f"{ORIGINAL}/{NAME}.toml") or {}).get("letters")
    steps = (each.get("steps") for each in _only(dict, heads))
    return frozenset(name for names in steps for name in _only(str, names))


def _only(kind: type[T], values: object) -> list[T]:
    """Return those of some values that are of a kind; none when there is no list of them."""
    return [each for each in values if isinstance(each, kind)] if isinstance(values, list) else []


def load_french_letters(pack: Pack) -> Letters | None:
    """Load the French letters, or None when there are none. Raises as `load_letters`."""
    return pack.load(f"{ORIGINAL}/{NAME}.toml", Letters, _find_letter_faults)


def load_explanations(pack: Pack) -> Explanations | None:
    """Load the file of the pack's language as it stands, or None. Raises as `load_letters`."""
    return pack.load(f"{pack.language}/{NAME}.toml", Explanations, _find_explanation_faults)


def _drop_stale(letter: Letter, explained: Explained | None) -> Explained | None:
    """Leave out an explanation of what the French no longer says, as for steps."""
    if explained is None or explained.original != fingerprint_letter(letter):
        return None
    return explained


def _find_letter_faults(found: Letters) -> Found:
    yield from find_id_faults(found.letters, ("letters",))
    for index, letter in enumerate(found.letters):
        for name in ("to", "body", "send", "sources"):
            yield from find_empty(getattr(letter, name), ("letters", index, name))
        for name in _LINES:
            here, needed = ("letters", index, name), name != "enclosures"
            yield from find_line_faults(getattr(letter, name), here, needed=needed)
    yield from find_dependence_faults(found.letters, ("letters",))


def _find_explanation_faults(found: Explanations) -> Found:
    yield from find_id_faults(found.letters, ("letters",))
    for index, explained in enumerate(found.letters):
        for name in ("says", "send"):
            yield from find_empty(getattr(explained, name), ("letters", index, name))
        for name in ("says", "enclosures", "send"):
            here, needed = ("letters", index, name), name != "enclosures"
            yield from find_line_faults(getattr(explained, name), here, needed=needed)
