"""The characters that are typed at a menu, which show nowhere but by the pointer."""

from collections.abc import Sequence
from dataclasses import dataclass

from mes_optout.terminal.answers import SKIP, find_matches, is_quit

# More than any answer has; a paste may be a whole book.
MOST_TYPED = 200


@dataclass(slots=True)
class TypedCharacters:
    """Those typed so far at a menu of `labels`.

    `leaving` is the place of the answer that leaves, which the word for it means whatever else
    begins so. Of `boxes`, `ticked_before` holds those that were ticked before a blank after the
    characters changed one.
    """

    labels: Sequence[str]
    leaving: int | None = None
    boxes: bool = False
    text: str = ""
    ticked_before: tuple[str, ...] | None = None

    def add(self, typed: str) -> None:
        """Take what was typed or pasted; what cannot be printed counts as a blank."""
        seen = "".join(c if c.isprintable() else " " for c in typed[:MOST_TYPED])
        self.text = (self.text + seen)[:MOST_TYPED]

    def delete_last(self) -> None:
        """Forget the last one."""
        self.text = self.text[:-1]

    def clear(self) -> None:
        """Forget them all."""
        self.text, self.ticked_before = "", None

    @property
    def match(self) -> int | None:
        """The place of the first answer that they mean: by its beginning, or by its number."""
        if self.leaving is not None and is_quit(self.text):
            return self.leaving
        found = next(iter(find_matches(self.text, self.labels)), None)
        return self._numbered if found is None else found

    @property
    def _numbered(self) -> int | None:
        number = self.text.strip()
        if not (number.isascii() and number.isdecimal()):
            return None
        place = int(number) - 1
        return place if 0 <= place < len(self.labels) else None

    @property
    def can_skip(self) -> bool:
        """Say whether a key at boxes says that the step is not for the person: no label has it."""
        return self.boxes and not find_matches(SKIP, self.labels)

    @property
    def match_nothing(self) -> bool:
        """Say that something was typed, and that it means no answer."""
        return bool(self.text.strip()) and self.match is None
