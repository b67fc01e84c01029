"""Titles that are read alone are those of the whole file."""

import pytest

from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.titles import find_letter_head, find_step_title, find_title
from mes_optout.languages import LANGUAGES

WHOLE = [False, True]  # that of a pack of one's own is read whole


@pytest.mark.parametrize("own", WHOLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_and_procedure(language: str, *, own: bool) -> None:
    pack, known = Pack(shipped(), language, own=own), Pack(shipped(), language)
    for name in known.names:
        procedure = known.procedure(name)
        assert find_title(pack, name) == procedure.title
        for step in procedure.steps:
            assert find_step_title(pack, name, step.id) == step.title


@pytest.mark.parametrize("own", WHOLE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_letter(language: str, *, own: bool) -> None:
    pack = Pack(shipped(), language, own=own)
    for known in load_letters(Pack(shipped(), language)):
        head = find_letter_head(pack, known.letter.id)
        assert head is not None
        assert head == (known.guide.title, head.when, head.unless)
        assert {key: tuple(each) for key, each in head.when.items()} == known.letter.when
        assert {key: tuple(each) for key, each in head.unless.items()} == known.letter.unless


def test_what_is_not_there() -> None:
    pack = Pack(shipped(), "fr")
    assert find_step_title(pack, "cloture", "jamais") == ""
    assert find_letter_head(pack, "jamais") is None
