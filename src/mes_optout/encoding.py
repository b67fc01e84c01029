"""Old encodings stay readable: the letters that they have are kept, the others are folded."""

import codecs
import re
import sys
import unicodedata

_TABLE = str.maketrans(
    {
        "œ": "oe",
        "Œ": "OE",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "«": '"',
        "»": '"',
        "…": "...",
        "–": "-",
        "—": "-",
        "›": ">",
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
_UNREAD = re.compile(r"(?:[\udc80-\udcff]|\\udc[89a-f][0-9a-f])+")


def readable(text: str) -> str:
    """Read as UTF-8 what the locale could not read, also where `text` holds it spelled out."""
    return _UNREAD.sub(_read, text)


def _read(unread: re.Match[str]) -> str:
    kept = re.sub(r"\\u(....)", lambda spelled: chr(int(spelled[1], 16)), unread[0])
    return kept.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def soften_output() -> None:
    """Let stdout and stderr write any text in any encoding; UTF-8 ones stay as they are."""
    codecs.register_error("fold", _fold)
    codecs.register(_find_plain)
    for stream in (sys.stdout, sys.stderr):
        encoding = codecs.lookup(getattr(stream, "encoding", None) or "utf-8").name
        if hasattr(stream, "reconfigure") and encoding != "utf-8":
            stream.reconfigure(encoding=_PLAIN if encoding == "ascii" else None, errors="fold")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def _find_plain(name: str) -> codecs.CodecInfo | None:
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
    return "".join(_likeness(letter) for letter in missing.translate(_TABLE)), error.end


def _likeness(letter: str) -> str:
    """Return the plain letters that a reader takes for this one, or a question mark."""
    if unicodedata.combining(letter):
        return ""  # an accent on a letter that has been written already
    plain = "".join(c for c in unicodedata.normalize("NFKD", letter) if c.isascii())
    return plain or "?"
