"""A printed list is one leaf of paper: two pages, filled, in letters that can be read."""

from contextlib import closing
from datetime import date
from functools import cache

import pytest
from pypdfium2 import PdfDocument

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_pdf import as_pdf
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import CODES, PROBLEMS
from mes_optout.journey import make_journeys
from mes_optout.progress.model import Progress, Turn
from mes_optout.wording.blocks import Document
from support.leaves import Leaf, list_drawn
from support.noted import tick_all
from support.pdf_reading import Read

pytest.importorskip("typst")

TODAY = date(2026, 11, 28)
PROCEDURES = Pack(shipped()).triage.procedures
# What no printed letter is smaller than, in points: the longest list with its codes has that.
SMALLEST = 8.5
CUT = 23.5  # millimetres from above, just below where it is to be cut


def finish(name: str) -> Progress:
    """Return all boxes of a list ticked, each with a day in long words, and the day of sending."""
    day = date(2026, 9, 28)
    return tick_all(Pack(shipped()).procedure(name), day).letter_sent(Turn(name), day)


def lay_out(
    *names: str,
    progress: Progress | None = None,
    extras: tuple[str, ...] = (),
    copies: int | None = None,
) -> Document:
    pack = Pack(shipped(), i18n.language())
    journeys = make_journeys(map(pack.procedure, names), progress, TODAY)
    return lay_out_list(journeys, pack, extras, copies)


def check_leaf(written: bytes) -> Leaf:
    """Hold what is true of each list without what may block: two pages, no third of one empty."""
    leaf = Leaf(written)
    assert len(leaf.pages) == 2
    assert [leaf.free(page, top=CUT, foot=284) < 1 / 3 for page in (0, 1)] == [True, True]
    assert leaf.smallest >= SMALLEST
    return leaf


def test_a_list_is_one_leaf() -> None:
    check_leaf(as_pdf(lay_out("cloture")))


@pytest.mark.slow
@pytest.mark.parametrize("extras", [(), (CODES,)], ids=["plain", "codes"])
@pytest.mark.parametrize("own", ["blank", "begun", "done"])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PROCEDURES)
def test_each_list_is_one_leaf(name: str, language: str, own: str, extras: tuple[str, ...]) -> None:
    i18n.set_language(language)
    progress = {"blank": None, "begun": Progress(), "done": finish(name)}[own]
    check_leaf(as_pdf(lay_out(name, progress=progress, extras=extras)))


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PROCEDURES)
def test_each_list_for_others_is_one_leaf_and_the_back_of_what_is_cut_off_is_free(
    name: str, language: str
) -> None:
    i18n.set_language(language)
    assert check_leaf(as_pdf(lay_out(name, copies=1))).highest(1) > CUT


def test_a_list_with_problems_may_be_longer() -> None:
    assert len(Leaf(as_pdf(lay_out("opposition", extras=(PROBLEMS,)))).pages) > 2


class TestStack:
    """Copies for several persons in one file."""

    @pytest.fixture
    def stack(self) -> Read:
        return _make_stack()

    def test_each_list_begins_a_leaf_and_counts_its_own_pages(self, stack: Read) -> None:
        assert len(stack.pages) == 12
        counted = [sheet.strip().rsplit("\n", 1)[-1] for sheet in stack.sheets]
        assert counted == ["1 / 2", "2 / 2"] * 6

    def test_persons_come_one_after_the_other(self, stack: Read) -> None:
        titles = ("S'opposer à l'ouverture", "Pour un enfant")
        firsts = [page for number, page in enumerate(stack.pages) if number % 2 == 0]
        assert [titles[number % 2] in page for number, page in enumerate(firsts)] == [True] * 6

    def test_each_says_what_to_know_first_and_has_room_for_the_code(self, stack: Read) -> None:
        for page in stack.pages[::2]:
            assert "Avant de commencer" in page
            assert "Code que donne le programme" in page

    def test_what_is_cut_off_says_nothing_and_no_box_is_cut(self, stack: Read) -> None:
        leaf = Leaf(stack.written)
        assert all(leaf.highest(back) > CUT for back in range(1, 12, 2))
        assert [each for each in list_drawn(stack.written) if each.top < CUT < each.bottom] == []
        slip = stack.pages[0].partition("S'opposer")[0].lower()
        assert "code que donne le programme" in slip
        for word in ("santé", "espace", "opposer", "trans", "genre", "mes-optout"):
            assert word not in slip

    def test_it_is_black_and_white(self, stack: Read) -> None:
        """As it is drawn, all is grey: a printer without colours loses nothing."""
        with closing(PdfDocument(stack.written)) as pdf:
            for page in pdf:
                drawn = page.render(scale=0.5)
                assert drawn.n_channels == 3
                blue, green, red = (bytes(drawn.buffer)[n::3] for n in range(3))
                assert blue == green == red
                assert min(blue) < 60


def test_a_leaf_that_is_too_full_is_seen() -> None:
    """The check itself: what takes more pages, or leaves half of one free, does not pass."""
    with pytest.raises(AssertionError):
        check_leaf(as_pdf(lay_out("opposition", extras=(PROBLEMS,))))
    with pytest.raises(AssertionError):
        check_leaf(as_pdf(lay_out("opposition", "cloture")))


def test_a_box_that_is_cut_is_seen() -> None:
    """The check itself: at the height of a list's first box there is one."""
    drawn = list_drawn(_make_stack().written)
    assert [each for each in drawn if each.top < 90 < each.bottom]


def test_a_list_of_more_pages_counts_them_from_its_own_first_one() -> None:
    """Also in a stack, whose blank backs have no number."""
    written = as_pdf(lay_out("suites", extras=(PROBLEMS,), copies=2))
    feet = [sheet.strip().rsplit("\n", 1)[-1] for sheet in Read(written).sheets]
    pages = int(feet[0].partition(" / ")[2])
    counted = [f"{number} / {pages}" for number in range(1, pages + 1)]
    assert feet == [*counted, *[""] * (pages % 2), *counted]


def test_six_lists_are_twelve_pages() -> None:
    """Those of a volunteer."""
    assert len(Leaf(as_pdf(lay_out("opposition", copies=6))).pages) == 12


@cache
def _make_stack() -> Read:
    return Read(as_pdf(lay_out("opposition", "enfants", copies=3)))
