"""Text as letters: folded for comparing, wrapped for a width, softened for a poor encoding."""

import re
import textwrap
import unicodedata

# French puts a space before these, inside guillemets and in « 8 h 30 »; no line breaks there. The
# no-break space lives only while wrapping: it does not go out, where a code page may lack it and
# a search for « mot : » would miss it.
_GLUE = re.compile(r" (?=[:;?!»%])|(?<=«) |(?<=\d) (?=h\b)|(?<=\d h) (?=\d)")
_NO_BREAK = "\u00a0"


def fold(text: str) -> str:
    """Lower the case, drop the accents and straighten apostrophes, to compare what was typed."""
    # Taken apart before and after: letters such as 𝝖 have no lower case of their own.
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def wrap(
    text: str, width: int, *, first: str = "", then: str = "", break_words: bool = False
) -> list[str]:
    """Break `text` into lines of at most `width` columns; longer words stay whole unless told.

    `first` begins the first line and `then` the others. A text without words is one empty line.
    """
    lines = textwrap.wrap(
        _GLUE.sub(_NO_BREAK, text),
        max(width, 1),
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=break_words,
        break_on_hyphens=False,
    )
    return [line.replace(_NO_BREAK, " ") for line in lines] or [first.rstrip()]
