"""Which answer somebody means by its first letters: one rule for menus and for typed lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from mes_optout.errors import N_
from mes_optout.i18n import _
from mes_optout.text import fold

_QUIT = N_("quit")

# More than any answer has; a paste may be a whole book.
_MOST = 200


def beginning(said: str, labels: Sequence[str]) -> list[int]:
    """Return the places of the labels that begin with `said`, or of those that are just that.

    Case, accents and the number of blanks do not count. Nothing said begins nothing.
    """
    wanted = _plain(said)
    plain = [_plain(label) for label in labels]
    found = [place for place, label in enumerate(plain) if wanted and label.startswith(wanted)]
    return [place for place in found if plain[place] == wanted] or found


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def both(word: str) -> tuple[str, str]:
    """Return a word that counts in English and in the language spoken, folded."""
    return fold(word), fold(_(word))


def is_quit(said: str) -> bool:
    """Say whether what was typed is the word that leaves, or its first letter."""
    return _plain(said) in ("q", *both(_QUIT))


@dataclass(slots=True)
class Letters:
    """The letters typed so far at a menu of `labels`, which show nowhere but by the pointer.

    `leaving` is the place of the answer that leaves, which the word for it means whatever else
    begins so. `undo` holds the boxes that were ticked before a blank after the letters changed one.
    """

    labels: Sequence[str]
    leaving: int | None = None
    text: str = ""
    undo: tuple[str, ...] | None = None

    def add(self, typed: str) -> None:
        """Take what was typed or pasted; what is no letter counts as a blank."""
        seen = "".join(letter if letter.isprintable() else " " for letter in typed[:_MOST])
        self.text = (self.text + seen)[:_MOST]

    def take_back(self) -> None:
        """Forget the last letter."""
        self.text = self.text[:-1]

    def forget(self) -> None:
        """Forget them all."""
        self.text, self.undo = "", None

    @property
    def meant(self) -> int | None:
        """The place of the first answer that they mean."""
        if self.leaving is not None and is_quit(self.text):
            return self.leaving
        return next(iter(beginning(self.text, self.labels)), None)

    @property
    def lost(self) -> bool:
        """Say that something was typed, and that it means no answer."""
        return bool(self.text.strip()) and self.meant is None
