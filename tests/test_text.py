"""Text made harmless, folded for comparing, wrapped for a width."""

import re
import sys
import unicodedata
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.content.loader import Pack
from mes_optout.text import fold, is_plain, is_unprintable, sanitize, wrap
from support.hostile import HOSTILE


class TestPrintable:
    """REQ-S16: what is unprintable becomes « ? », any kind of space a blank, the rest stays."""

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("", ""),
            ("« Où ? » – l’œuvre, 20 €", "« Où ? » – l’œuvre, 20 €"),
            ("e\u0301crit 𝄞 日本", "e\u0301crit 𝄞 日本"),
            ("[bold]gras[/]", "[bold]gras[/]"),
            ("a\x1b[2Jb", "a?[2Jb"),
            ("a\x9bb\x7f\x00", "a?b??"),
            ("un\r\ndeux\ttrois", "un  deux trois"),
            ("a\u00a0: b\u202f?", "a : b ?"),
            ("a\x85b\u2028c\u2029d", "a b c d"),
            ("a\u202eb\u200bc\ufeffd", "a?b?c?d"),
            ("a\ud800b\ue000c\u0378d", "a?b?c?d"),
            ("a\u034fb\u3164c\ufe0fd\u2800", "a?b?c?d?"),
        ],
    )
    def test_replacing(self, text: str, shown: str) -> None:
        assert sanitize(text) == shown

    def test_over_every_character_that_there_is(self) -> None:
        """By Unicode's categories, which the program does not look up for most letters."""
        refused = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        every = list(map(chr, range(sys.maxunicode + 1)))
        missed = [c for c in every if unicodedata.category(c) in refused and not is_unprintable(c)]
        assert missed == []
        over = [c for c in every if is_unprintable(c) and unicodedata.category(c) not in refused]
        assert {unicodedata.category(c) for c in over} == {"Lo", "Mn", "So"}  # fillers, selectors
        assert len(over) == 268
        assert is_plain(sanitize("".join(every)))

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_what_is_wrapped_is_printable(self, text: str) -> None:
        for part in (True, False):
            assert all(map(is_plain, wrap(f"a {text[:3_000]} b", 20, break_words=part)))

    @given(st.text())
    @settings(deadline=None, database=None)
    def test_any_text_becomes_plain_and_as_long(self, text: str) -> None:
        assert is_plain(sanitize(text))
        assert len(sanitize(text)) == len(text)


class TestFold:
    """What was typed without accents or capitals is what was meant (REQ-A7)."""

    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("Février", "fevrier"),
            ("FÉVRIER", "fevrier"),
            ("fe\u0301vrier", "fevrier"),
            ("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy"),
            ("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ", "aaaceeeeiioouuuy"),
            ("1ᵉʳ", "1er"),
            ("ﬁn", "fin"),
            ("Straße", "strasse"),
            ("a\u00a0b", "a b"),
            ("ABC 123 ?!", "abc 123 ?!"),
            ("", ""),
        ],
    )
    def test_folding(self, text: str, plain: str) -> None:
        assert fold(text) == plain

    @given(st.text(max_size=20))
    @settings(deadline=None, database=None)
    def test_folding_twice_is_folding_once(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)


class TestWrap:
    """Lines of at most the width; a longer word stays whole; nothing is lost."""

    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("un deux trois", 80, ["un deux trois"]),
            ("un deux trois", 7, ["un deux", "trois"]),
            ("un deux trois", 6, ["un", "deux", "trois"]),
            ("un deux trois", 1, ["un", "deux", "trois"]),
            ("un deux trois", 0, ["un", "deux", "trois"]),
            ("un deux trois", -5, ["un", "deux", "trois"]),
            ("anticonstitutionnellement oui", 10, ["anticonstitutionnellement", "oui"]),
            ("peut-être", 5, ["peut-être"]),
            ("https://www.cnil.fr/a-b?c=d", 10, ["https://www.cnil.fr/a-b?c=d"]),
            ("  un   deux  ", 80, ["  un   deux"]),
            ("", 80, [""]),
        ],
    )
    def test_breaking(self, text: str, width: int, lines: list[str]) -> None:
        assert wrap(text, width) == lines

    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("abcde : fgh", 6, ["abcde :", "fgh"]),
            ("ab cdefg : hij", 8, ["ab", "cdefg :", "hij"]),
            ("ab cdefg ? hij", 8, ["ab", "cdefg ?", "hij"]),
            ("ab cdefg ! hij", 8, ["ab", "cdefg !", "hij"]),
            ("ab cdefg ; hij", 8, ["ab", "cdefg ;", "hij"]),
            ("ab 1000 % hij", 7, ["ab", "1000 %", "hij"]),
            ("abc « d » hij", 5, ["abc", "« d »", "hij"]),
            ("ab « cde fgh »", 5, ["ab", "« cde", "fgh »"]),
            ("ab « cde » !", 5, ["ab", "« cde » !"]),
            ("de 8 h 30 à 17 h.", 7, ["de", "8 h 30", "à 17 h."]),
            ("de 8 h 30 à 17 h.", 4, ["de", "8 h 30", "à", "17 h."]),
            ("les 3 hommes", 6, ["les 3", "hommes"]),
        ],
    )
    def test_french_signs_stay_with_their_word(
        self, text: str, width: int, lines: list[str]
    ) -> None:
        assert wrap(text, width) == lines

    def test_prefixes_count_in_the_width(self) -> None:
        assert wrap("un deux trois", 8, first="1. ", then="   ") == ["1. un", "   deux", "   trois"]

    def test_a_prefix_wider_than_the_width(self) -> None:
        assert wrap("un deux", 2, first="12345 ", then="   ") == ["12345 un", "   deux"]

    def test_nothing_to_say_leaves_the_prefix(self) -> None:
        assert wrap("", 10, first="1. ", then="   ") == ["1."]

    @pytest.mark.parametrize("width", [1, 2, 5, 10, 40])
    def test_words_break_only_when_told(self, width: int) -> None:
        text = "Un anticonstitutionnellement : https://www.cnil.fr/a « b »"
        lines = wrap(text, width, break_words=True)
        assert max(map(len, lines)) <= width
        assert "".join("".join(lines).split()) == "".join(text.split())

    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            ("un abcdefgh", 4, ["un", "abcd", "efgh"]),
            ("un abcdefghi deux", 4, ["un", "abcd", "efgh", "i", "deux"]),
            ("abcd", 4, ["abcd"]),
        ],
    )
    def test_a_broken_word_begins_on_a_line_of_its_own(
        self, text: str, width: int, lines: list[str]
    ) -> None:
        assert wrap(text, width, break_words=True) == lines

    def test_the_rest_of_a_broken_word_is_indented(self) -> None:
        lines = wrap("abcdefgh", 6, first="1. ", then="   ", break_words=True)
        assert lines == ["1. abc", "   def", "   gh"]

    def test_no_no_break_space_goes_out(self) -> None:
        """A code page may lack it, and a search for « mot : » would miss it."""
        assert "\u00a0" not in "".join(wrap("« oui » : non ? si !", 80))


def shown(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [text for item in value for text in shown(item)]
    if is_dataclass(value):
        return [text for each in fields(value) for text in shown(getattr(value, each.name))]
    return [value] if type(value) is str else []


@pytest.fixture
def texts(pack: Pack) -> list[str]:
    """Return every text that is shipped, addresses and ids too."""
    found = shown((pack.triage, *map(pack.procedure, pack.triage.procedures)))
    assert len(found) > 500
    return found


@pytest.mark.parametrize("width", [10, 20, 40, 80])
class TestShippedTexts:
    """REQ-A12, in part: at any width every word of every text is shown, in its order."""

    def test_no_word_is_lost(self, texts: list[str], width: int) -> None:
        for text in texts:
            assert " ".join(wrap(text, width)).split() == text.split()

    def test_prefixes_lose_none_either(self, texts: list[str], width: int) -> None:
        for text in texts:
            lines = wrap(text, width, first="[à faire] ", then="          ")
            assert " ".join(lines).split() == ["[à", "faire]", *text.split()]

    def test_no_line_begins_or_ends_where_french_may_not_break(
        self, texts: list[str], width: int
    ) -> None:
        lines = [line for text in texts for line in wrap(text, width)]
        assert [line for line in lines if re.match(r"[:;?!»%]", line)] == []
        assert [line for line in lines if line.endswith("«")] == []

    def test_no_line_is_too_long_that_could_be_broken(self, texts: list[str], width: int) -> None:
        for text in texts:
            for line in wrap(text, width):
                glued = re.sub(r" (?=[:;?!»%])|(?<=«) |(?<=\d) (?=h\b)|(?<=h) (?=\d)", "_", line)
                assert len(line) <= width or " " not in glued
