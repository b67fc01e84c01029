"""A letter as plain text: the sheet for the office, and beside it what only the sender reads."""

from collections.abc import Iterator

from mes_optout.content.letters import Known, Letter
from mes_optout.i18n import _, month_in_words
from mes_optout.text import WIDTH, wrap

_BLANK = "_" * 8
_LINE = "_" * 40
_DOTS = "." * 24


def sheet(letter: Letter, width: int = WIDTH) -> str:
    """Return the sheet: blanks to fill by hand, the office, the words, place for a signature.

    It is French in every language, for French offices read it.
    """
    return "\n".join(_sheet(letter, width)) + "\n"


def _sheet(letter: Letter, width: int) -> Iterator[str]:
    for blank in letter.blanks:
        yield from wrap(f"{blank} : {_LINE}", width, then="  ")
    yield ""
    for line in letter.to:
        yield from wrap(_filled(line, _LINE), width, first=" " * 4, then=" " * 6)
    yield ""
    yield f"À {_DOTS}, le {_DOTS}"
    yield ""
    yield from wrap(f"Objet : {letter.subject}", width, then="  ")
    for paragraph in letter.body:
        yield ""
        yield from wrap(_filled(paragraph, _DOTS), width)
    yield ""
    yield "Signature :"
    yield "\n\n"
    if letter.enclosures:
        yield "Pièces jointes :"
        for enclosure in letter.enclosures:
            yield from wrap(_filled(enclosure, _DOTS), width, first="- ", then="  ")


def _filled(text: str, line: str) -> str:
    return text.replace(_BLANK, line)


def guidance(known: Known, width: int = WIDTH) -> str:
    """Return what the sender needs to know; it does not belong on the sheet."""
    return "\n".join(_guidance(known, width)) + "\n"


def _guidance(known: Known, width: int) -> Iterator[str]:
    guide, letter = known.guide, known.letter
    yield from wrap(guide.title, width)
    yield "=" * min(len(guide.title), width)
    yield from _part(_("What for"), (guide.purpose,), width)
    yield from _part(_("Careful"), (guide.before,), width)
    if known.explained:
        yield from _part(_("What the letter says, in French"), known.explained.says, width)
        if known.explained.enclosures:
            yield from _part(_("To enclose"), known.explained.enclosures, width)
    yield from _part(_("How to send it"), guide.send, width)
    if guide.doubt:
        yield from _part(_("What is not sure"), (guide.doubt,), width)
    reviewed = month_in_words(letter.reviewed)
    yield from wrap(_("Read again in {month}.").format(month=reviewed), width)


def _part(label: str, lines: tuple[str, ...], width: int) -> Iterator[str]:
    yield from wrap(_("{label}:").format(label=label), width)
    for line in lines:
        yield from wrap(line, width, first="- " if len(lines) > 1 else "  ", then="  ")
    yield ""
