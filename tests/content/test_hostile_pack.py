"""A hostile pack is refused when it is loaded, with its file, its step and its field."""

import json
from functools import cache

import pytest

from mes_optout import i18n
from mes_optout.content.faults import LONGEST_TEXT
from mes_optout.content.loader import Pack
from mes_optout.errors import (
    OptoutError,
    PackInvalidError,
    PackSyntaxError,
    PackUnreadableError,
)
from support.case_pack import INCLUDE, SHARED, with_facts
from support.hostile import HOSTILE, LINKS, MARKUP
from support.small_pack import FILES, reader

pytestmark = pytest.mark.slow  # a sweep

TEXTS = HOSTILE | MARKUP

# File, what stands there, where that is.
FIELDS = [
    ("fr/situations.toml", '"Note."', "note"),
    ("fr/situations.toml", '"Où ?"', "questions › debut › text"),
    ("fr/situations.toml", '"Ailleurs"', "questions › debut › answers › ailleurs › label"),
    ("fr/sortie.toml", '"Résumé."', "summary"),
    ("fr/sortie.toml", '"Pourquoi."', "steps › porte › why"),
    ("fr/sortie.toml", '"Deux."', "steps › porte › body › 2"),
    ("fr/sortie.toml", '"https://www.cnil.fr/a"', "steps › porte › link"),
    ("fr/sortie.toml", '"Ouverte"', "steps › porte › checks › ouverte › text"),
    ("fr/sortie.toml", '"Sinon."', "steps › porte › problems › signe › otherwise"),
    ("fr/sortie.toml", '"À tourner."', "steps › cle › body › 2 › text"),
    ("fr/sortie.toml", '"De sortir"', "steps › cle › fork › answers › oui › label"),
    ("fr/sortie.toml", '"Attendez."', "steps › cle › fork › answers › autre › note"),
    ("fr/commun.toml", '"Vue"', "steps › page › checks › vue › text"),
    ("fr/cas.toml", '"Le compte"', "facts › compte › title"),
    ("fr/cas.toml", '"sans compte"', "facts › compte › values › non › case"),
    ("sources.toml", '"2022"', "sources › PLAN › date"),
    ("pack.toml", '"example.net"', "hosts › 1"),
]

MANIFEST = 'hosts = ["example.net"]\n'


def load(files: dict[str, str]) -> None:
    """Load all of a pack that a person chose."""
    pack = Pack(reader(files), own=True)
    pack.procedure("sortie")
    assert pack.triage is not None
    assert pack.case.facts
    assert pack.sources


def with_text(name: str, old: str, new: str) -> dict[str, str]:
    """Return the files with another TOML value in the place of `old`."""
    files = {"pack.toml": MANIFEST, **with_facts(), "fr/commun.toml": SHARED}
    files["fr/sortie.toml"] += INCLUDE
    assert old in files[name]
    return {**files, name: files[name].replace(old, new, 1)}


@cache
def escaped(text: str) -> str:
    """Write a text as TOML, with escapes for what is not ASCII, on lines of 1,000 letters."""
    parts = [text[start : start + 1_000] for start in range(0, len(text), 1_000)]
    lines = "\\\n".join("".join(map(_letter, part)) for part in parts)
    return f'"""{lines}"""' if len(parts) > 1 else f'"{lines}"'


def _letter(letter: str) -> str:
    if letter in '\\"' or letter < " ":
        return json.dumps(letter)[1:-1]
    return letter if letter.isascii() and letter != "\x7f" else f"\\U{ord(letter):08x}"


def test_there_are_at_least_forty() -> None:
    """REQ-S16."""
    assert len(set(HOSTILE.values())) >= 40
    load(with_text("pack.toml", MANIFEST, MANIFEST))


@pytest.mark.parametrize(("name", "old", "where"), FIELDS, ids=[field[2] for field in FIELDS])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_refused_with_its_file_step_and_field(
    text: str, name: str, old: str, where: str
) -> None:
    """REQ-S16: written with TOML's escapes, which TOML itself lets through."""
    with pytest.raises(OptoutError) as caught:
        load(with_text(name, old, escaped(text)))
    error = caught.value
    assert (error.code, error.facts["file"]) == (65, name)
    if "\ud800" in text:  # no TOML: there the line is said
        assert isinstance(error, PackSyntaxError)
        assert str(error.facts["line"]).isdecimal()
    elif len(text) > LONGEST_TEXT + 1:  # not even parsed
        assert isinstance(error, PackUnreadableError)
    else:
        assert isinstance(error, PackInvalidError)
        assert {fault.place for fault in error.faults} == {where}
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        said = i18n.sentence(error).split("\n")
        assert all(line.isprintable() for line in said)
        assert said[0].startswith(name)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nor_does_one_pass_that_stands_there_raw(text: str) -> None:
    """REQ-S16: TOML refuses some itself, and then the line is said."""
    files = {name: each.encode() for name, each in FILES.items()}
    planted = f'"{text}"'.encode("utf-8", "surrogatepass")
    files["fr/sortie.toml"] = files["fr/sortie.toml"].replace(b'"Pourquoi."', planted)
    with pytest.raises(OptoutError) as caught:
        Pack(files.get).procedure("sortie")
    assert isinstance(caught.value, PackInvalidError | PackSyntaxError | PackUnreadableError)
    assert caught.value.facts["file"] == "fr/sortie.toml"


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_nor_as_a_key(text: str) -> None:
    """REQ-S16: the place of a fault may hold the key, so the sentence is looked at too."""
    key = escaped(text.replace("\ud800", "\x1b"))
    if key.startswith('"""'):
        key = f'"{text[:1_990]}"'  # keys have one line
    files = with_text("fr/sortie.toml", 'finished = "Fini."\n', f'finished = "Fini."\n{key} = 1\n')
    with pytest.raises(PackInvalidError) as caught:
        load(files)
    assert all(line.isprintable() for line in i18n.sentence(caught.value).split("\n"))


@pytest.mark.parametrize("url", LINKS)
def test_a_link_that_leads_astray_is_refused_with_its_file_step_and_field(url: str) -> None:
    """REQ-S17."""
    files = with_text("fr/sortie.toml", '"https://www.cnil.fr/a"', escaped(url))
    with pytest.raises(PackInvalidError) as caught:
        load(files)
    error = caught.value
    assert (error.code, error.facts["file"]) == (65, "fr/sortie.toml")
    assert {fault.place for fault in error.faults} == {"steps › porte › link"}


@pytest.mark.parametrize("url", [url for url in LINKS if "example.org" in url])
def test_a_host_of_ones_own_allows_no_trick_with_its_name(url: str) -> None:
    """REQ-S17: only what is a plain address of that host."""
    files = with_text("fr/sortie.toml", '"https://www.cnil.fr/a"', escaped(url))
    files["pack.toml"] = 'hosts = ["example.org"]\n'
    if url.startswith("https://example.org/"):
        load(files)
    else:
        with pytest.raises(PackInvalidError):
            load(files)
