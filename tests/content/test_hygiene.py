"""No text of a pack can steer a terminal, and no link leads astray."""

import dataclasses
import re

import pytest

from mes_optout.content.hygiene import (
    HOSTS,
    LONGEST_TEXT,
    id_fault,
    link_fault,
    text_fault,
    text_faults,
    url_fault,
)
from mes_optout.content.loader import Pack
from mes_optout.errors import PackInvalidError

HOSTILE = {
    "ESC alone": "a\x1bb",
    "clear screen": "\x1b[2J\x1b[H",
    "colour": "\x1b[31mrouge\x1b[0m",
    "C1 CSI": "a\x9b31mb",
    "C1 OSC": "\x9d0;titre\x9c",
    "C1 NEL": "a\x85b",
    "OSC 0 title": "\x1b]0;titre\x07",
    "OSC 8 link": "\x1b]8;;https://example.org\x1b\\ici\x1b]8;;\x1b\\",
    "OSC 52 clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "DCS": "\x1bP$q\x1b\\",
    "carriage return": "efface\rmoi",
    "line feed": "a\nb",
    "tab": "a\tb",
    "vertical tab": "a\x0bb",
    "form feed": "a\x0cb",
    "backspace": "a\x08b",
    "bell": "a\x07b",
    "NUL": "a\x00b",
    "DEL": "a\x7fb",
    "shift out": "a\x0eb",
    "bidi override right to left": "a\u202eb",
    "bidi override left to right": "a\u202db",
    "bidi embedding": "a\u202bb",
    "bidi isolate": "a\u2067b\u2069",
    "right-to-left mark": "a\u200fb",
    "arabic letter mark": "a\u061cb",
    "zero width space": "a\u200bb",
    "zero width joiner": "a\u200db",
    "zero width non-joiner": "a\u200cb",
    "word joiner": "a\u2060b",
    "byte order mark": "a\ufeffb",
    "soft hyphen": "a\u00adb",
    "tag letter": "a\U000e0041b",
    "interlinear annotation": "a\ufff9b",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "lone surrogate": "a\ud800b",
    "private use": "a\ue000b",
    "private use, plane 16": "a\U00100000b",
    "no character": "a\uffffb",
    "not assigned": "a\u0378b",
    "too long": "a" * (LONGEST_TEXT + 1),
    "10 MB": "a" * 10_000_000,
    "empty": "",
    "spaces only": "   ",
    "no-break spaces only": "\u00a0\u202f",
}

MARKUP = ["[bold]gras[/bold]", "fin [/]", "[link=https://example.org]ici[/link]", "[red]rouge"]


class TestHostileText:
    """REQ-S16: a hostile text is refused when the pack is loaded, with its file, step and field."""

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_it_is_refused(self, text: str) -> None:
        assert text_fault(text) is not None

    @pytest.mark.parametrize("number", [*range(0x20), *range(0x7F, 0xA0)])
    def test_every_control_character_is_refused_by_its_number(self, number: int) -> None:
        fault = text_fault(f"avant {chr(number)} après")
        assert fault is not None
        assert fault[0].format(**fault[1]) == f"holds the forbidden character U+{number:04X}"

    @pytest.mark.parametrize("text", MARKUP)
    def test_rich_markup_is_refused(self, text: str) -> None:
        assert text_fault(text) is not None

    def test_the_limit_of_length_is_said(self) -> None:
        assert text_fault("a" * LONGEST_TEXT) is None
        fault = text_fault("a" * (LONGEST_TEXT + 1))
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
        assert text_fault(text) is None


TRIAGE = """\
note = "Note."
procedures = ["sortie"]

[[questions]]
id = "debut"
text = "Où ?"

[[questions.answers]]
id = "ici"
label = "Ici"
situation = "dedans"

[[questions.answers]]
id = "ailleurs"
label = "Ailleurs"
question = "suite"

[[questions]]
id = "suite"
text = "Encore ?"

[[questions.answers]]
id = "oui"
label = "Oui"
situation = "dedans"

[[situations]]
id = "dedans"
procedure = "sortie"
urgency = "high"
note = "Note."
sources = ["PLAN"]
"""
PROCEDURE = """\
id = "sortie"
title = "Titre"
summary = "Résumé."
urgency = "low"
finished = "Fini."
afterwards = ["Après."]
if_late = "sortie"
[[steps]]
id = "porte"
title = "Titre"
why = "Pourquoi."
before = "Avant."
needs = ["une main"]
body = ["Un.", "Deux."]
link = "https://www.cnil.fr/a"
keep = "À garder."
doubt = "Doute."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
more = ["Plus."]
change = "Changé."
formerly = ["portail"]
[[steps.checks]]
id = "ouverte"
number = 1
text = "Ouverte"
formerly = ["portail/ouvert"]
[[steps.problems]]
symptom = "Signe"
remedy = "Remède."
otherwise = "Sinon."
"""
SOURCES = """\
[sources."PLAN"]
title = "Titre"
url = "https://example.org/a"
date = "2022"
"""
FILES = {"fr/situations.toml": TRIAGE, "fr/sortie.toml": PROCEDURE, "sources.toml": SOURCES}


def _every_text() -> list[tuple[str, int, str]]:
    """Return (file, where its closing quote stands, the line it stands in) of every text."""
    return [
        (name, found.end() - 1, text[text.rfind("\n", 0, found.start()) + 1 : found.end()])
        for name, text in FILES.items()
        for found in re.finditer(r'"[^"]*"', text)
    ]


def _load(files: dict[str, str]) -> None:
    pack = Pack(lambda name: files[name].encode() if name in files else None)
    pack.procedure("sortie")
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

    @pytest.mark.parametrize(
        "url",
        [
            "http://www.monespacesante.fr/",
            "ftp://www.monespacesante.fr/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "javascript://www.monespacesante.fr/%0aalert(1)",
            "data:text/html,x",
            "mailto:a@www.monespacesante.fr",
            "www.monespacesante.fr/",
            "//www.monespacesante.fr/",
            "/enrolement/cloture/accueil",
            "https:/www.monespacesante.fr/",
            "https:www.monespacesante.fr",
            "https://",
            "https:///accueil",
            "",
            "https://moi@www.monespacesante.fr/",
            "https://moi:secret@www.monespacesante.fr/",
            "https://@www.monespacesante.fr/",
            "https://www.monespacesante.fr@example.org/",
            "https://www.monespacesante.fr:443/",
            "https://www.monespacesante.fr:8443/",
            "https://www.monespacesante.fr:99999/",
            "https://www.monespacesante.fr:x/",
            "https://www.monespacesante.fr:/",
            "https://www.monespacesanté.fr/",
            "https://www.mоnespacesante.fr/",
            "https://xn--monespacesant-nhb.fr/",
            "https://www.monespacesante.fr/santé",
            "https://www.monespacesante.fr。example.org/",
            "https://example.org/",
            "https://example.org/www.monespacesante.fr",
            "https://example.org/?https://www.monespacesante.fr",
            "https://example.org#www.monespacesante.fr",
            "https://www.monespacesante.fr.example.org/",
            "https://faux-www.monespacesante.fr/",
            "https://ameli.www.monespacesante.fr/",
            "https://www.monespacesante.fr./",
            "https://www.monespacesante.fr%2eexample.org/",
            "https://[::1]/",
            "https://[::1",
            "https://127.0.0.1/",
            "https://www.monespacesante.fr/a b",
            " https://www.monespacesante.fr/",
            "https://www.monespacesante.fr/ ",
            "https://www.monespacesante.fr/\t",
            "https://www.monespacesante.fr/\n",
            "https://www.monespace\nsante.fr/",
            "https://www.monespacesante.fr\\@example.org/",
            "https://www.monespacesante.fr/a\\b",
            "https://example.org\\.www.monespacesante.fr/",
            "https://www.monespacesante.fr/\x1b[2J",
            "https://www.monespacesante.fr/\u202e",
            "https://www.monespacesante.fr/\x00",
        ],
    )
    def test_it_is_refused(self, url: str) -> None:
        assert link_fault(url) is not None

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
        assert link_fault(url) is None

    def test_only_these_four_sites_are_listed(self) -> None:
        assert {
            "www.monespacesante.fr",
            "monespacesante.fr",
            "monespacesante.elioz.fr",
            "www.cnil.fr",
        } == HOSTS

    def test_a_source_may_stand_on_any_site(self) -> None:
        assert url_fault("https://example.org/page/7?a=%C3%A9") is None

    @pytest.mark.parametrize(
        "url", ["http://example.org/", "https://a@example.org/", "example.org", "https:///a"]
    )
    def test_a_source_is_a_plain_https_address_all_the_same(self, url: str) -> None:
        assert url_fault(url) is not None


class TestIds:
    """An id is what a file name, a progress file and a command line can bear everywhere."""

    @pytest.mark.parametrize("good", ["a", "opposition", "date-envoi", "42", "a" * 40])
    def test_it_passes(self, good: str) -> None:
        assert id_fault(good) is None

    @pytest.mark.parametrize(
        "bad", ["", "A", "é", "a b", "a_b", "a/b", ".", "..", "a\n", "a\x00", "١", "ａ", "a" * 41]
    )
    def test_it_is_refused(self, bad: str) -> None:
        assert id_fault(bad) is not None


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
    assert [path for path, _ in text_faults(shelf)] == [
        ("books", 1),
        ("places", "c"),
        ("places", bad),
        ("other", "name"),
    ]
