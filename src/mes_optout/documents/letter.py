"""A letter as blocks: the sheet for the office, and apart from it what only the sender reads."""

from collections.abc import Iterator

from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import Known, Letter
from mes_optout.content.procedure import BLANK
from mes_optout.content.whom import pick_lines
from mes_optout.i18n import _, language, month_in_words
from mes_optout.languages import ORIGINAL
from mes_optout.wording.blocks import (
    Blank,
    Block,
    Document,
    Lines,
    Paragraph,
    Part,
    Points,
    Row,
    Signature,
    Subject,
    Text,
)


def lay_out_sheet(letter: Letter, whom: Whom = Whom.BOTH) -> Document:
    """Return the sheet: blanks to fill by hand, the office, the words, place for a signature.

    It is French in every language, for French offices read it.
    """
    part = Part(letter.id, ORIGINAL, blocks=tuple(list_sheet_blocks(letter, whom)))
    return Document("Lettre à compléter", ORIGINAL, (part,), headed=False)


def list_sheet_blocks(letter: Letter, whom: Whom) -> Iterator[Block]:
    """Yield what the office reads, with blanks."""
    yield from (Blank(f"{blank} :") for blank in letter.blanks)
    yield Lines(letter.to)
    yield Paragraph(f"À {BLANK}, le {BLANK}")
    yield Subject(f"Objet : {letter.subject}")
    for each in pick_lines(letter.body, whom):
        # What ends in a line to write on needs no full stop after it.
        yield Paragraph(each.removesuffix(".") if each.endswith(f"{BLANK}.") else each)
    yield Signature("Signature :")
    if enclosures := pick_lines(letter.enclosures, whom):
        yield Points(tuple(map(Text, enclosures)), "Pièces jointes :")


def label_whom(whom: Whom) -> str:
    """Say the answer that chooses whom a letter is for."""
    match whom:
        case Whom.ME:
            return _("For me")
        case Whom.OTHER:
            return _("For another person")
        case Whom.BOTH:
            return _("Both on one sheet: I cross out the rest")


def lay_out_guidance(known: Known, whom: Whom = Whom.BOTH) -> Document:
    """Return what the sender needs to know; it does not belong on the sheet."""
    parts = tuple(
        Part(f"{known.letter.id}-{number}", language(), row.label, blocks=(_make_block(row),))
        for number, row in enumerate(list_guidance(known, whom), start=1)
    )
    whole = Part(known.letter.id, language(), known.guide.title, parts=parts)
    return Document(_("Letter"), language(), (whole,))


def list_guidance(known: Known, whom: Whom = Whom.BOTH) -> Iterator[Row]:
    """Yield what the sender needs to know, label by label."""
    guide = known.guide
    translated = known.explained is not None or language() == ORIGINAL
    notice = () if translated else (_("(in French for now)"),)
    yield Row(_("What for"), (*notice, guide.purpose))
    yield Row(_("Careful"), (guide.before,))
    if known.explained:
        yield Row(_("The French says"), pick_lines(known.explained.says, whom))
        if enclosures := pick_lines(known.explained.enclosures, whom):
            yield Row(_("To enclose"), enclosures)
    yield Row(_("How to send it"), pick_lines(guide.send, whom))
    reviewed = _("Read again in {month}.").format(month=month_in_words(known.letter.reviewed))
    yield Row(_("What is not sure"), (guide.doubt, reviewed) if guide.doubt else (reviewed,))


def _make_block(row: Row) -> Block:
    return Points(tuple(map(Text, row.lines))) if len(row.lines) > 1 else Text(row.lines[0])
