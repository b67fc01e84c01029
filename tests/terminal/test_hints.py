"""The line of keys: short, in words, and true."""

import pytest

from mes_optout import i18n
from mes_optout.terminal.layout import word_keys
from mes_optout.terminal.menus.hints import box_keys, choice_keys, first_keys, line_keys, part_keys

ROOM = 80 - 1 - 1  # the blank before it; the last column of a Windows console stays free


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_line_takes_one_row_at_80_columns(language: str) -> None:
    """REQ-V2."""
    i18n.set_language(language)
    lines = [first_keys()]
    for goes_back in (True, False):
        lines += [choice_keys(count, goes_back=goes_back) for count in (1, 5)]
        lines += [box_keys(count, goes_back=goes_back) for count in (1, 4)]
        lines += [line_keys(goes_back=goes_back), part_keys(goes_back=goes_back)]
    assert [line for line in lines if len(word_keys(line, ROOM)) != 1] == []


def test_where_there_is_no_question_before_none_is_promised() -> None:
    i18n.set_language("fr")
    for keys in (choice_keys(3, goes_back=False), box_keys(1, goes_back=False), first_keys()):
        assert "Échap : revenir." not in keys
    assert choice_keys(3, goes_back=True) == [
        "Flèches : choisir.",
        "Entrée : valider.",
        "Échap : revenir.",
    ]
    assert "Flèches : choisir." not in choice_keys(1, goes_back=True)


def test_no_key_is_cut_in_two_where_there_is_little_room() -> None:
    i18n.set_language("fr")
    lines = word_keys(first_keys(), 18)
    assert max(map(len, lines)) <= 18
    assert " ".join(lines) == " ".join(first_keys())
    keys = box_keys(2, goes_back=True)
    assert word_keys(keys, 38) == [
        "Flèches, Espace : cocher.",
        "Entrée : valider. ? : un problème.",
        "Échap : revenir.",
    ]
