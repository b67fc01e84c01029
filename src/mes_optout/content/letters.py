"""The letters of a pack: what the office reads, in French, and what only the sender reads."""

from dataclasses import dataclass
from datetime import date

from mes_optout.content.checks import Found, ids
from mes_optout.content.loader import ORIGINAL, Pack
from mes_optout.content.model import Confidence


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to print and complete by hand; eight underscores in a text are a blank.

    `to`, `subject`, `blanks`, `body` and `enclosures` are what the office reads, always in French.
    `title`, `purpose`, `before`, `send` and `doubt` are for the sender. `procedures` and `steps`
    ("procedure/step") are where it helps.
    """

    id: str
    title: str
    purpose: str
    before: str
    to: tuple[str, ...]
    subject: str
    blanks: tuple[str, ...]
    body: tuple[str, ...]
    enclosures: tuple[str, ...]
    send: tuple[str, ...]
    procedures: tuple[str, ...]
    steps: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed: date
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """Every letter of a pack, in the order in which they are listed."""

    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A letter explained in another language; `says` tells what the French words say."""

    id: str
    title: str
    purpose: str
    before: str
    says: tuple[str, ...]
    enclosures: tuple[str, ...]
    send: tuple[str, ...]
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Explanations:
    """Every explanation of a translation."""

    letters: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A letter with its explanation in the user's language, where there is one."""

    letter: Letter
    explained: Explained | None = None

    @property
    def guide(self) -> Letter | Explained:
        """What the sender reads."""
        return self.explained or self.letter


FILE = "lettres.toml"


def letters(pack: Pack) -> tuple[Known, ...]:
    """Load the letters, explained in the pack's language; a pack need not have any.

    Raises PackUnreadableError, PackSyntaxError or PackInvalidError.
    """
    found = pack.load(f"{ORIGINAL}/{FILE}", Letters, _faults)
    if found is None:
        return ()
    words: dict[str, Explained] = {}
    if pack.language != ORIGINAL:
        translation = pack.load(f"{pack.language}/{FILE}", Explanations, _faults)
        words = {each.id: each for each in translation.letters} if translation else {}
    return tuple(Known(letter, words.get(letter.id)) for letter in found.letters)


def _faults(listed: Letters | Explanations) -> Found:
    yield from ids(listed.letters, ("letters",))
