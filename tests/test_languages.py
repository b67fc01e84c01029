"""languages.toml: each table is whole, and both readers of it agree."""

import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from itertools import chain

import pytest
import typer.main

from mes_optout.cli import make_app
from mes_optout.clicks import get_commands
from mes_optout.content.lint.texts import PROMISES
from mes_optout.content.lint.word_lists import Words, find_words
from mes_optout.languages import LANGUAGES, MSGIDS, ORIGINAL, Language, list_typed, read_file
from mes_optout.text import fold

FILE = tomllib.loads(read_file())
TABLES = {code: table for code, table in FILE.items() if isinstance(table, dict)}


def test_what_starts_read_is_what_toml_says() -> None:
    assert (FILE["original"], FILE["msgids"]) == (ORIGINAL, MSGIDS)
    assert list(LANGUAGES) == list(TABLES)
    typed: dict[str, str] = {}
    for code, table in TABLES.items():
        told = {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}
        assert told.pop("lint")
        rows = table.get("typed", {}).items()
        typed |= {word: name for name, words in rows for word in words}
        told.pop("typed", None)
        assert LANGUAGES[code]._asdict() == told
    assert list_typed() == typed


def test_words_for_a_command_name_one_that_is_there_and_are_none() -> None:
    there = get_commands(typer.main.get_command(make_app()))
    assert set(list_typed().values()) <= set(there)
    assert [word for word in list_typed() if word in there or word != fold(word)] == []


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES)
def test_what_is_recognised_can_be_typed(language: Language) -> None:
    assert language.name
    assert all(language.locales)
    assert all(ordinal.isalpha() for ordinal in map(fold, language.ordinals))
    assert len(fold(language.quit)) == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_list_of_words_is_there(code: str) -> None:
    """What a table lacks, `find_words` says by its name; what it has, can be looked for."""
    words = find_words(code)
    optional = {"unless", "readability", "reasons", "hedges"}
    empty = [each.name for each in fields(Words) if not getattr(words, each.name)]
    assert set(empty) <= optional | {"spaced_signs"}
    assert list(words.promises) == list(PROMISES)
    assert words.unless.keys() <= PROMISES.keys()
    assert len(words.quotes) == 2
    lists = (words.telling, words.reasons, words.hedges, words.negations, words.asks)
    for pattern in chain(*lists, *words.promises.values(), *words.unless.values()):
        assert not re.fullmatch(pattern, "")


def test_letters_for_the_office_have_words_to_look_for() -> None:
    assert find_words(ORIGINAL).reasons


def test_no_start_reads_toml_for_the_languages() -> None:
    seen = "import sys; from mes_optout import cli; print(cli.main(sys.argv[1:]), *sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", seen, "--version"], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "0" in said
    assert "mes_optout.languages" in said
    assert "tomllib" not in said
