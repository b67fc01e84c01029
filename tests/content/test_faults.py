"""No text of a pack can steer a terminal, and no link leads astray."""

import dataclasses
import re

import pytest

from mes_optout.content.faults import (
    HOSTS,
    LONGEST_TEXT,
    find_text_faults,
    judge_id,
    judge_link,
    judge_text,
    judge_url,
)
from mes_optout.content.loader import Pack
from mes_optout.errors import PackInvalidError
from support.hostile import HOSTILE, LINKS, MARKUP
from support.small_pack import FILES, PROCEDURE, reader


class TestHostileText:
    """REQ-S16: a hostile text is refused when the pack is loaded, with its file, step and field."""

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_it_is_refused(self, text: str) -> None:
        assert judge_text(text) is not None

    @pytest.mark.parametrize("number", [*range(0x20), *range(0x7F, 0xA0)])
    def test_every_control_character_is_refused_by_its_number(self, number: int) -> None:
        fault = judge_text(f"avant {chr(number)} après")
        assert fault is not None
        assert f"holds the forbidden character U+{number:04X};" in fault[0].format(**fault[1])

    @pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP)
    def test_rich_markup_is_refused(self, text: str) -> None:
        assert judge_text(text) is not None

    def test_the_limit_of_length_is_said(self) -> None:
        assert judge_text("a" * LONGEST_TEXT) is None
        fault = judge_text("a" * (LONGEST_TEXT + 1))
        assert fault is not None
        assert fault[0].format(**fault[1]) == "is longer than 2000 characters"


class TestHarmlessText:
    """Good French passes, whatever its signs."""

    @pytest.mark.parametrize(
        "text",
        [
            "Où en êtes-vous ?",
            "Où en êtes-vous\u00a0?",
            "«\u00a0Mon espace santé\u00a0»",
            "«\u202fMon espace santé\u202f»",
            "L’œuvre d’Æschyle à Noël, c’est ça…",
            "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ àâäçéèêëîïôöùûüÿœæ",
            "n° 3422, 100 %, 20 €, 8 h 30 – 17 h",
            "https://www.monespacesante.fr/enrolement/cloture/accueil",
            "e\u0301crit en deux signes",
            "I'd rather not; “quotes”, dash — and all (really)!",
            "x",
        ],
    )
    def test_it_passes(self, text: str) -> None:
        assert judge_text(text) is None


def _every_text() -> list[tuple[str, int, str]]:
    """Return (file, where its closing quote stands, the line it stands in) of every text."""
    return [
        (name, found.end() - 1, text[text.rfind("\n", 0, found.start()) + 1 : found.end()])
        for name, text in FILES.items()
        for found in re.finditer(r'"[^"]*"', text)
    ]


def _load(files: dict[str, str]) -> None:
    pack = Pack(reader(files))
    pack.procedure("sortie")
    assert pack.triage is not None
    assert pack.sources


def test_the_pack_that_is_made_hostile_below_is_a_good_one() -> None:
    _load(FILES)


@pytest.mark.parametrize("hostile", ["\\u202E", "\\u001B", "\\u0000", "[/]"])
@pytest.mark.parametrize(("name", "end", "line"), _every_text())
def test_no_text_of_a_pack_is_left_unlooked_at(
    name: str, end: int, line: str, hostile: str
) -> None:
    """REQ-S16: whichever field a hostile character stands in, the pack is refused with its file."""
    text = FILES[name]
    with pytest.raises(PackInvalidError) as caught:
        _load({**FILES, name: text[:end] + hostile + text[end:]})
    assert caught.value.facts["file"] == name, line
    assert caught.value.faults


def test_a_hostile_text_is_named_by_step_and_field() -> None:
    text = PROCEDURE.replace('"Pourquoi."', '"\\u001b2J"').replace('"Deux."', '"a\\u200bb"')
    with pytest.raises(PackInvalidError) as caught:
        _load({**FILES, "fr/sortie.toml": text})
    assert [(fault.place, fault.facts["number"]) for fault in caught.value.faults] == [
        ("steps › porte › why", "001B"),
        ("steps › porte › body › 2", "200B"),
    ]


class TestLinks:
    """REQ-S17: a step leads to a listed site over https, with no user, port or foreign letter."""

    @pytest.mark.parametrize("url", LINKS)
    def test_it_is_refused(self, url: str) -> None:
        assert judge_link(url) is not None

    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("HTTPS://www.cnil.fr/", "must begin with https://"),
            ("https://www.cnil.fr/é", "may hold ASCII letters, digits and signs only"),
            ("https://a@www.cnil.fr/", "may not name a user or a port"),
            ("https://www.cnil.fr:443/", "may not name a user or a port"),
            ("https://www.cnil.fr?a", "needs a / after the name of the site"),
            ("https://WWW.cnil.fr/", "must name a site like www.example.org"),
            ("https://example.org/", "leads to a site that is not on the list of allowed sites"),
        ],
    )
    def test_it_is_said_why(self, url: str, reason: str) -> None:
        assert (judge_link(url) or "").startswith(reason)

    @pytest.mark.parametrize(
        "url",
        [
            "https://www.monespacesante.fr/enrolement/cloture/accueil",
            "https://www.monespacesante.fr/",
            "https://monespacesante.fr",
            "https://monespacesante.elioz.fr/",
            "https://www.cnil.fr/fr/plaintes?a=b&c=%C3%A9#d",
        ],
    )
    def test_it_passes(self, url: str) -> None:
        assert judge_link(url) is None

    def test_only_these_four_sites_are_listed(self) -> None:
        assert {
            "www.monespacesante.fr",
            "monespacesante.fr",
            "monespacesante.elioz.fr",
            "www.cnil.fr",
        } == HOSTS

    def test_a_source_may_stand_on_any_site(self) -> None:
        assert judge_url("https://example.org/page/7?a=%C3%A9") is None

    @pytest.mark.parametrize(
        "url",
        [
            "http://example.org/",
            "https://a@example.org/",
            "https://example.org:80/",
            "https://127.0.0.1/",
            "https://xn--exmple-cua.org/",
            "https://example.org./",
            "https://EXAMPLE.org/",
            "https://example.org?a",
            "example.org",
            "https:///a",
        ],
    )
    def test_a_source_is_a_plain_https_address_all_the_same(self, url: str) -> None:
        assert judge_url(url) is not None


class TestIds:
    """An id is what a file name, a progress file and a command line can bear everywhere."""

    @pytest.mark.parametrize("good", ["a", "opposition", "date-envoi", "42", "a" * 40])
    def test_it_passes(self, good: str) -> None:
        assert judge_id(good) is None

    @pytest.mark.parametrize(
        "bad", ["", "A", "é", "a b", "a_b", "a/b", ".", "..", "a\n", "a\x00", "١", "ａ", "a" * 41]
    )
    def test_it_is_refused(self, bad: str) -> None:
        assert judge_id(bad) is not None


@dataclasses.dataclass(frozen=True)
class Shelf:
    """A model to walk through."""

    name: str
    books: tuple[str, ...]
    places: dict[str, str]
    other: "Shelf | None" = None
    size: int = 3


def test_the_walk_goes_everywhere_and_says_where() -> None:
    bad = "\x1b"
    shelf = Shelf("a", ("b", bad), {"c": bad, bad: "d"}, Shelf(bad, (), {}))
    assert [path for path, _ in find_text_faults(shelf)] == [
        ("books", 1),
        ("places", "c"),
        ("places", bad),
        ("other", "name"),
    ]
