"""Names in a text that are almost a known one: « Défenseur des driots »."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+")
_TELLING = 4  # letters of a word by which a longer name is looked for
_LONG = 6  # letters of a name of one word: ordinary words are close to shorter ones


class NameFinder:
    """Finds what differs from a name by one letter, or by two neighbours exchanged."""

    def __init__(self, names: Iterable[str]) -> None:
        self._single: dict[str, list[tuple[str, str]]] = {}  # by the first letter
        self._longer: dict[str, list[tuple[list[str], int, str]]] = {}  # by each telling word
        for name in names:
            words = _split(name)
            if len(words) == 1 and len(words[0]) >= _LONG:
                self._single.setdefault(words[0][0], []).append((words[0], name))
            elif len(words) > 1:
                for position, word in enumerate(words):
                    if len(word) >= _TELLING:
                        self._longer.setdefault(word, []).append((words, position, name))
        self._known = {word for same in self._single.values() for word, _ in same}

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield (what is said, the name that was likely meant)."""
        words = _split(text)
        for index, word in enumerate(words):
            for name, position, meant in self._longer.get(word, ()):
                first = index - position
                window = words[first : first + len(name)] if first >= 0 else []
                if len(window) == len(name) and _is_slip(window, name):
                    yield _cut_out(text, first, len(name)), meant
            if word not in self._known:
                for single, meant in self._single.get(word[0], ()):
                    if is_near(word, single):
                        yield _cut_out(text, index, 1), meant


def _cut_out(text: str, first: int, count: int) -> str:
    """Return some words as they are written."""
    spans = [found.span() for found in _WORD.finditer(text)][first : first + count]
    return text[spans[0][0] : spans[-1][1]]


def _split(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_slip(window: list[str], name: list[str]) -> bool:
    """Say whether one word, and one only, is almost that of the name."""
    others = [pair for pair in zip(window, name, strict=True) if pair[0] != pair[1]]
    return len(others) == 1 and is_near(*others[0])


def is_near(word: str, other: str) -> bool:
    """Say whether one letter is wrong, too much or missing, or two neighbours are exchanged."""
    if len(word) > len(other):
        return is_near(other, word)
    if len(other) - len(word) > 1:
        return False
    at = next((at for at, letter in enumerate(word) if letter != other[at]), len(word))
    if len(word) < len(other):
        return word[at:] == other[at + 1 :]
    exchanged = word[at : at + 2] == other[at : at + 2][::-1]
    return word != other and (
        word[at + 1 :] == other[at + 1 :] or (exchanged and word[at + 2 :] == other[at + 2 :])
    )
