"""Slips of the hand in sentences: what is typed, pasted, cut, or left in another language."""

import re
from dataclasses import replace
from itertools import pairwise
from random import Random

from support.mistakes.raw_files import (
    Files,
    Slip,
    Text,
    list_files,
    pick,
    read_prose,
    read_texts,
    retype,
)

_ORGANISATIONS = (
    "Assurance Maladie",
    "Défenseur des droits",
    "Conseil national de l'Ordre des pharmaciens",
    "FranceConnect",
    "France services",
    "Légifrance",
    "CNIL",
)
_TWINS = {"a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "i": "і", "v": "ν"}
_NEGATIONS = {
    "fr": re.compile(r"\b[Nn]e (\w+) (?:pas|jamais|rien|plus)\b"),
    "en": re.compile(r" not\b| never\b|n't\b"),
}
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"


def _choose(
    files: Files, chance: Random, language: str, pattern: str | re.Pattern[str]
) -> tuple[Text, re.Match[str]] | None:
    spots = [
        (text, found)
        for text in read_prose(files, language)
        for found in re.finditer(pattern, text.text)
    ]
    return pick(chance, spots)


def _put(files: Files, found: tuple[Text, re.Match[str]], new: str, what: str) -> Slip:
    text, spot = found
    whole = text.text[: spot.start()] + new + text.text[spot.end() :]
    return retype(files, text, whole, what)


def misspell_an_organisation(files: Files, chance: Random, language: str) -> Slip | None:
    """Write « Défenseur des driots » for « Défenseur des droits »."""
    if (found := _choose(files, chance, language, "|".join(_ORGANISATIONS))) is None:
        return None
    name = found[1][0]
    at = chance.choice(
        [
            at
            for at in range(1, len(name) - 1)
            if name[at : at + 2].isalpha() and name[at] != name[at + 1]
        ]
    )
    new = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return _put(files, found, new, f"{name} → {new}")


def leave_french_in_a_translation(files: Files, chance: Random) -> Slip | None:
    """Paste a whole text to be translated later, and forget it."""
    return _paste_french(files, chance, whole=True)


def leave_a_french_sentence_in_a_translation(files: Files, chance: Random) -> Slip | None:
    """Translate all sentences of a text but one."""
    return _paste_french(files, chance, whole=False)


def _paste_french(files: Files, chance: Random, *, whole: bool) -> Slip | None:
    pairs: list[tuple[Text, str, str]] = []
    for name in list_files(files, "en"):
        french = {text.place: text.text for text in read_texts(files, f"fr/{name[3:]}")}
        for text in read_texts(files, name):
            own, other = _SENTENCE.split(text.text), _SENTENCE.split(french.get(text.place, ""))
            if whole and len(other[0].split()) > 2 and text.place[-1] != "id":
                pairs.append((text, text.text, french[text.place]))
            elif not whole and len(own) == len(other) > 1:
                at = chance.randrange(len(own))
                if len(other[at].split()) > 3:
                    pairs.append((text, own[at], other[at]))
    if (chosen := pick(chance, pairs)) is None:
        return None
    text, own_words, french_words = chosen
    return retype(files, text, text.text.replace(own_words, french_words), "left in French")


def type_a_letter_of_another_script(files: Files, chance: Random, language: str) -> Slip | None:
    """Type a Cyrillic « о » in monespacesante.fr."""
    letters = "".join(_TWINS)
    if (found := _choose(files, chance, language, rf"(?<=\w)[{letters}](?=\w)")) is None:
        return None
    return _put(files, found, _TWINS[found[1][0]], f"a letter like {found[1][0]}")


def paste_an_invisible_sign(files: Files, chance: Random, language: str) -> Slip | None:
    """Paste a soft hyphen or a space of no width with a word."""
    if (found := _choose(files, chance, language, r"(?<=\w\w)(?=\w\w)")) is None:
        return None
    return _put(files, found, chance.choice(_INVISIBLE), "an invisible sign")


def write_an_email_address(files: Files, chance: Random, language: str) -> Slip | None:
    """Write down somebody's e-mail address in a text."""
    found = _choose(files, chance, language, r"(?<=\w)\.$")
    return found and _put(files, found, " (dpo@example.org).", "an e-mail address")


def write_a_word_twice(files: Files, chance: Random, language: str) -> Slip | None:
    """Write « de de »."""
    found = _choose(files, chance, language, r"(?<= )[^\W\d_]{2,}(?= )")
    return found and _put(files, found, f"{found[1][0]} {found[1][0]}", "a word twice")


def lose_a_negation(files: Files, chance: Random, language: str) -> Slip | None:
    """Lose « ne … pas » in one language: the sentence says the contrary."""
    if (found := _choose(files, chance, language, _NEGATIONS[language])) is None:
        return None
    left = found[1][1] if language == "fr" else ""
    left = left.capitalize() if found[1][0].startswith("N") else left
    return _put(files, found, left, f"« {found[1][0]} » lost")


def lose_a_sentence_of_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """Cut the last sentence of a text with the selection, in one language."""
    found = _choose(files, chance, language, r"(?<=[.?!]) [^.?!]{20,}[.]$")
    return found and _put(files, found, "", "a sentence lost")


def lose_the_end_of_a_text(files: Files, chance: Random, language: str) -> Slip | None:
    """Stop in the middle of the last sentence of a text."""
    found = _choose(files, chance, language, r"(?<=\w) [^ .?!]+ [^ .?!]+[.]$")
    return found and _put(files, found, "", "the end lost")


def lose_a_closing_quotation_mark(files: Files, chance: Random, language: str) -> Slip | None:
    """Lose the closing mark of « Mon espace santé »."""
    found = _choose(files, chance, language, "[\u00a0\u202f ]?[»”]")
    return found and _put(files, found, "", "a closing mark lost")


def leave_a_note_to_oneself(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave « TODO » in a text that people read."""
    found = _choose(files, chance, language, r"(?<=\w)\.$")
    note = chance.choice([" TODO.", " XXX.", " [à vérifier avec le site]."])
    return found and _put(files, found, f".{note}", f"{note} left")


def write_a_middle_dot(files: Files, chance: Random, language: str) -> Slip | None:
    """Write « seul·e », which screen readers spell."""
    found = _choose(files, chance, language, r"(?<=\w{4})(?= )")
    return found and _put(files, found, "·e", "a middle dot")


def edit_the_french_alone(files: Files, chance: Random) -> Slip | None:
    """Let the French say more, and its translation what it said before."""
    originals = {
        (text.file, text.place[:2]): text
        for name in list_files(files, "en")
        for text in read_texts(files, name)
        if text.key == "original"
    }
    texts = [
        (text, originals[twin])
        for text in read_prose(files, "fr")
        if text.text.endswith(".")
        and (twin := (f"en/{text.file[3:]}", text.place[:2])) in originals
    ]
    if (chosen := pick(chance, texts)) is None:
        return None
    text, original = chosen
    slip = retype(files, text, f"{text.text} Ce jour-là, ne signez aucun papier.", "more")
    stale = replace(slip, file=original.file, place=original.place, line=original.row + 1)
    return replace(slip, instead=(stale,))


def edit_the_translation_alone(files: Files, chance: Random) -> Slip | None:
    """Let the translation say something that the French does not."""
    found = _choose(files, chance, "en", r"(?<=\w)\.$")
    return found and _put(files, found, ". Do not sign anything on that day.", "more in English")


def exchange_answers_of_a_fork(files: Files, chance: Random, language: str) -> Slip | None:
    """Exchange two answers in one language: each leads where the other should."""
    labels = [
        text
        for text in read_prose(files, language)
        if text.key == "label" and "answers" in text.place
    ]
    pairs = [
        (one, two)
        for one, two in pairwise(labels)
        if one.file == two.file and one.place[:-2] == two.place[:-2]
    ]
    if (chosen := pick(chance, pairs)) is None:
        return None
    one, two = chosen
    first = retype(files, one, two.text, "two answers exchanged")
    text = first.changed[one.file]
    later = retype({**files, one.file: (text or b"").decode()}, two, one.text, first.what)
    return Slip(later.changed, one.file, one.place, one.row + 1, first.what)
