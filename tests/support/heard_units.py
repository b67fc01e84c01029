"""What a program writes, in the pieces in which yasr speaks it. Nothing here runs anything.

yasr ends what it says at each control character, and wherever the bytes that it has read happen to
end. Given one run of characters between controls at a time, it speaks each of them whole.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

_SEQUENCE = r"\x1b\[[0-9;?]*[@-~]|\x1b[^\[]"
_TOKEN = re.compile(rf"(?P<run>[^\x00-\x1f\x7f]+)|{_SEQUENCE}|[\x00-\x1f\x7f]".encode(), re.DOTALL)
_INVISIBLE = re.compile(rf"{_SEQUENCE}|[\x00-\x09\x0b-\x1f\x7f]", re.DOTALL)

# It says a blank for each of these.
_UNSPOKEN = str.maketrans(dict.fromkeys('[]{}\\|_@#^*<>"`~', " "))


@dataclass(frozen=True, slots=True)
class Turn:
    """What the program wrote after a key or a line until it waited again, and what was spoken."""

    written: str
    spoken: tuple[str, ...]

    @property
    def printed(self) -> list[str]:
        """The lines that were written and hold words, in those words."""
        return [line for line in map(as_spoken, drop_controls(self.written).split("\n")) if line]

    @property
    def heard(self) -> list[str]:
        """The utterances that hold words, in those words."""
        return [each for each in map(as_spoken, self.spoken) if each]


def split_units(written: bytes) -> list[bytes]:
    """Return what was written, in order and complete, in pieces of one run each.

    With a run go the controls before it; with the last one, those behind it too.
    """
    runs = [token for token in _TOKEN.finditer(written) if token["run"]]
    cuts = [0, *(run.end() for run in runs[:-1]), len(written)]
    return [written[begin:end] for begin, end in pairwise(cuts) if begin < end]


def drop_controls(written: str) -> str:
    """Return what is to be seen of it, and where lines end."""
    return _INVISIBLE.sub("", written)


def as_spoken(text: str) -> str:
    """Return the words of a text as yasr says them, one blank between them."""
    return " ".join(text.translate(_UNSPOKEN).split())
