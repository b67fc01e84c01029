"""Each fault of what is heard is seen, on made-up utterances; and what is right passes."""

import pytest

from support.heard_faults import find_faults
from support.heard_known import known_texts
from support.heard_units import Turn

KNOWN = ("Ouvrez la page écrite plus bas. Puis cherchez « Paramètres », et rien d'autre.",)
PAGE = (
    "Étape 2 sur 7 : Ouvrir la page.",
    "Pourquoi : Une seule page sert.",
    "L'ouvrir n'engage à rien.",
    "1. Ouvrez la page écrite plus bas.",
    "2. Puis cherchez « Paramètres », et rien d'autre.",
    "Page à ouvrir :",
    "https://exemple.fr/a_b",
    "1 : La page est ouverte. À faire.",
    "Votre choix : ",
)


def heard(*spoken: str, printed: tuple[str, ...] | None = None) -> list[str]:
    """Return the faults of one page whose lines are spoken so."""
    written = "\r\n" + "\r\n".join(printed or spoken)
    return find_faults([Turn(written, spoken)], KNOWN)


def spoil(old: str, *new: str) -> tuple[str, ...]:
    """Return the page with other lines in the place of one."""
    place = PAGE.index(old)
    return (*PAGE[:place], *new, *PAGE[place + 1 :])


def test_what_is_right_passes() -> None:
    """A title, a sentence, an answer and an address each begin a line; a prompt ends the page."""
    assert heard(*PAGE) == []
    spoken = tuple(each.replace("_", "  ") for each in PAGE)
    assert heard(*spoken, printed=PAGE) == []


@pytest.mark.parametrize(
    "drawn", ["╭────────╮", "│ Étape 2 │", "█████░░░░░░░", "⣿⣿", "+------+", "============"]
)
def test_a_frame_or_a_bar_is_seen(drawn: str) -> None:
    faults = heard(drawn, *PAGE)
    assert faults[0] == f"drawn, not written: {drawn.strip()}"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("2. Puis cherchez « Paramètres », et", "rien d'autre."),
        ("2. Puis cherchez", "« Paramètres », et rien d'autre."),
        ("2. Puis cherchez « Paramètres », et rien", "d'autre."),
    ],
)
def test_a_sentence_on_two_lines_is_seen(first: str, then: str) -> None:
    """Where the next line begins with a small letter, or what stands around is a known text."""
    lines = spoil("2. Puis cherchez « Paramètres », et rien d'autre.", first, then)
    assert heard(*lines) == [f"begins inside a sentence: {then}"]


@pytest.mark.parametrize("cut", ["Pourquoi : Une seule", "Pourquoi : Une se"])
def test_a_line_that_is_spoken_in_two_is_seen(cut: str) -> None:
    whole = "Pourquoi : Une seule page sert."
    rest = whole.removeprefix(cut)
    faults = heard(*spoil(whole, cut, rest), printed=PAGE)
    assert f"begins inside a line: {rest.strip()}" in faults


def test_a_number_apart_from_its_line_is_seen() -> None:
    apart = spoil("1 : La page est ouverte. À faire.", "1", "La page est ouverte. À faire.")
    assert heard(*apart) == [
        "a number apart from what it numbers: 1, then La page est ouverte. À faire."
    ]


def test_a_label_apart_from_its_text_is_seen() -> None:
    apart = spoil("Pourquoi : Une seule page sert.", "Pourquoi :", "Une seule page sert.")
    assert heard(*apart) == [
        "a label apart from what it names: Pourquoi :, then Une seule page sert."
    ]


def test_what_is_lost_doubled_or_elsewhere_is_seen() -> None:
    """Said by sentences: those around it are not named."""
    lost, other = "L'ouvrir n'engage à rien.", "1. Ouvrez la page écrite plus bas."
    changed = {
        "lost": spoil(lost),
        "doubled": spoil(lost, lost, lost),
        "elsewhere": tuple({lost: other, other: lost}.get(each, each) for each in PAGE),
    }
    for spoken in changed.values():
        faults = heard(*spoken, printed=PAGE)
        assert faults
        assert all(fault.startswith("printed [") for fault in faults)
        assert "Pourquoi" not in "".join(faults)


@pytest.mark.parametrize(
    ("language", "own", "of_the_steps"),
    [
        ("fr", "Voulez-vous continuer ?", "S'opposer à l'ouverture"),
        ("en", "Do you want to go on?", "Object to the opening"),
    ],
)
def test_the_known_texts_are_those_of_the_program_and_of_the_steps(
    language: str, own: str, of_the_steps: str
) -> None:
    assert {own, of_the_steps} <= set(known_texts(language))
