"""The streams: none is missing, one that fails is known, and any of them takes any text.

Old encodings stay readable: the characters that they have are kept, the others are folded.
"""

import codecs
import errno
import io
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

from mes_optout.system.pipes import find_encoding, is_closed_pipe
from mes_optout.system.process import writing

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_LOOKS_LIKE = str.maketrans(
    dict.fromkeys("’‘", "'")
    | dict.fromkeys("“”«»", '"')
    | dict.fromkeys("–—", "-")
    | {
        "œ": "oe",
        "Œ": "OE",
        "…": "...",
        "›": ">",
        "→": "->",
        "€": "EUR",
        "█": "#",
        "░": ".",
        "\u00a0": " ",
    }
)

# ASCII under a name of our own: Click takes a stream of that name for a mistake and writes UTF-8.
_PLAIN = "plain"

# Bytes of the command line that the locale could not read: as Python keeps them, or as it spells
# them in a message.
_UNREAD = r"(?:[\udc80-\udcff]|\\udc[89a-f][0-9a-f])+"  # compiled when one is met


class OutputLostError(OSError):
    """What was printed did not arrive. `errno` says why; a closed pipe is none of these."""


class _Output(io.BufferedWriter):
    """Bytes on their way out. A failure is told apart from all others, once; then it is silent.

    Once the program leaves at once, nothing more goes out.
    """

    def write(self, content: "ReadableBuffer", /) -> int:
        whole = memoryview(content).cast("B")
        # In pieces, between which whoever leaves has their turn, however slow the reader is.
        for start in range(0, len(whole), io.DEFAULT_BUFFER_SIZE):
            with self._telling_failures_apart(), writing() as allowed:
                if allowed:
                    super().write(whole[start : start + io.DEFAULT_BUFFER_SIZE])
        return len(whole)

    def flush(self) -> None:
        with self._telling_failures_apart(), writing() as allowed:
            if allowed:
                super().flush()

    @contextmanager
    def _telling_failures_apart(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            nobody_reads = is_closed_pipe(error, self.fileno())
            # What still waits in here would fail once more when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            if nobody_reads:
                raise BrokenPipeError(errno.EPIPE, "") from None
            raise OutputLostError(error.errno, "") from None


def mend_streams() -> None:
    """Put something in the place of each closed stream, and let one that fails be known.

    To be called before a file is opened: it would be given the number of the closed stream.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    # Not to be written to: what is printed there is lost, and that is said.
    sys.stdout = _watch(sys.stdout, os.O_RDONLY)
    sys.stderr = _watch(sys.stderr, os.O_WRONLY)


def _watch(stream: TextIO | None, otherwise: int) -> TextIO:
    if stream is None:
        raw = io.FileIO(os.open(os.devnull, otherwise), "w")
        return io.TextIOWrapper(_Output(raw), "utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    # Where Python was told not to buffer, there is nothing raw below.
    below: Any = getattr(stream.buffer, "raw", stream.buffer)
    return io.TextIOWrapper(
        _Output(below),
        stream.encoding,
        stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def decode_as_utf8(text: str) -> str:
    """Read as UTF-8 what the locale could not read, also where `text` holds it spelled out."""
    return re.sub(_UNREAD, _decode_match, text)


def _decode_match(unread: re.Match[str]) -> str:
    kept = re.sub(r"\\u(....)", lambda spelled: chr(int(spelled[1], 16)), unread[0])
    return kept.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def accept_any_text() -> None:
    """Let stdout and stderr write any text, in the encoding of whoever reads it."""
    codecs.register_error("fold", _fold)
    codecs.register(_find_plain_codec)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = _choose_encoding(stream)
            stream.reconfigure(
                encoding=_PLAIN if encoding == "ascii" else encoding,
                errors=stream.errors if encoding == "utf-8" else "fold",
            )
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def _choose_encoding(stream: TextIO) -> str:
    expected = find_encoding(stream, os.environ)
    with suppress(LookupError):  # a code page that Python does not have
        return codecs.lookup(expected or stream.encoding).name
    return codecs.lookup(stream.encoding).name


def _find_plain_codec(name: str) -> codecs.CodecInfo | None:
    if name != _PLAIN:
        return None
    ascii_codec = codecs.lookup("ascii")
    return codecs.CodecInfo(
        ascii_codec.encode,
        ascii_codec.decode,
        incrementalencoder=ascii_codec.incrementalencoder,
        incrementaldecoder=ascii_codec.incrementaldecoder,
        name=_PLAIN,
    )


def _fold(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_fold_character(each) for each in missing.translate(_LOOKS_LIKE)), error.end


def _fold_character(character: str) -> str:
    """Return the plain characters that a reader takes for this one, or a question mark."""
    if unicodedata.combining(character):
        return ""  # an accent on a character that has been written already
    plain = "".join(c for c in unicodedata.normalize("NFKD", character) if c.isascii())
    return plain or "?"
