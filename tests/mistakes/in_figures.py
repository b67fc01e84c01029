"""Slips in what is counted or called: telephone numbers, articles, durations, years, addresses."""

import re
from collections.abc import Callable
from random import Random

from mistakes.raw_files import (
    Files,
    Slip,
    Text,
    list_files,
    pick,
    read_prose,
    read_tables,
    retype,
    rewrite,
)

_TELEPHONE = re.compile(r"(?<![\d-])(?:3114|3422|3646|3919|39 28|119|114|112)(?![\d-])")
_ARTICLE = re.compile(r"[LRD]\d{3,4}(?:-\d+)+")
_YEAR = re.compile(r"\b20[12]\d\b")
_AGE = re.compile(r"\b(1[0-9]|21) ans\b|\b(?:age of|under|over|at|is|are|Before) (1[0-9])\b")
_COUNTS = {
    "fr": (["deux", "trois", "quatre", "cinq", "six", "huit", "dix"], "semaines|mois|ans|minutes"),
    "en": (
        ["two", "three", "four", "five", "six", "eight", "ten"],
        "weeks|months|years|minutes",
    ),
}
_HOST = re.compile(r"\b(?:[\w-]+\.)+(?:fr|eu|com|org)\b")
_LINK = r'(link|url) = "(https://.*)"'


def _choose(
    files: Files, chance: Random, language: str, pattern: re.Pattern[str]
) -> tuple[Text, re.Match[str]] | None:
    """Choose a spot in the prose of a language."""
    return pick(
        chance,
        [
            (text, found)
            for text in read_prose(files, language)
            for found in pattern.finditer(text.text)
        ],
    )


def _put(files: Files, text: Text, spot: re.Match[str], new: str) -> Slip:
    whole = text.text[: spot.start()] + new + text.text[spot.end() :]
    return retype(files, text, whole, f"{spot[0]} → {new}")


def _exchange(word: str, chance: Random) -> str:
    """Return a word with two neighbours that differ exchanged; digits only where there are any."""
    wanted = str.isdigit if any(map(str.isdigit, word)) else str.isalpha
    spots = [
        at
        for at in range(len(word) - 1)
        if word[at] != word[at + 1] and wanted(word[at]) and wanted(word[at + 1])
    ]
    at = chance.choice(spots)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def lose_a_digit_of_a_telephone_number(files: Files, chance: Random, language: str) -> Slip | None:
    """3422 becomes 342."""
    if (found := _choose(files, chance, language, _TELEPHONE)) is None:
        return None
    text, spot = found
    at = chance.choice([at for at, sign in enumerate(spot[0]) if sign.isdigit()])
    return _put(files, text, spot, spot[0][:at] + spot[0][at + 1 :])


def exchange_digits_of_a_telephone_number(
    files: Files, chance: Random, language: str
) -> Slip | None:
    """3422 becomes 4322."""
    found = _choose(files, chance, language, re.compile(_TELEPHONE.pattern.replace("|112", "")))
    return found and _put(files, *found, _exchange(found[1][0], chance))


def give_another_service_s_number(files: Files, chance: Random, language: str) -> Slip | None:
    """119 becomes 114: both exist."""
    if (found := _choose(files, chance, language, _TELEPHONE)) is None:
        return None
    others = [each for each in ("3114", "3422", "3919", "119", "114") if each != found[1][0]]
    return _put(files, *found, chance.choice(others))


def exchange_two_digits_of_an_article(files: Files, chance: Random, language: str) -> Slip | None:
    """R1111-28 becomes R1111-82."""
    if (chosen := _choose(files, chance, language, _ARTICLE)) is None:
        return None
    head, _, tail = chosen[1][0].partition("-")
    digits = list(tail) if len(set(tail)) > 1 and tail.isdigit() else []
    if digits:
        digits[0], digits[1] = digits[1], digits[0]
    new = f"{head}-{''.join(digits)}" if digits else f"{_exchange(head, chance)}-{tail}"
    return _put(files, *chosen, new)


def change_a_duration_in_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """« six weeks » becomes « four weeks » in one language only."""
    words, units = _COUNTS[language]
    pattern = re.compile(rf"\b({'|'.join(words)})(?= (?:{units})\b)")
    found = _choose(files, chance, language, pattern)
    if found is None:
        return None
    return _put(files, *found, chance.choice([each for each in words if each != found[1][0]]))


def change_the_unit_of_a_duration(files: Files, chance: Random, language: str) -> Slip | None:
    """« trois mois » becomes « trois semaines »."""
    words, units = _COUNTS[language]
    pattern = re.compile(rf"\b({'|'.join(words)}) ({units})\b")
    if (found := _choose(files, chance, language, pattern)) is None:
        return None
    unit = chance.choice([each for each in units.split("|") if each != found[1][2]])
    return _put(files, *found, f"{found[1][1]} {unit}")


def change_a_year(files: Files, chance: Random, language: str) -> Slip | None:
    """2022 becomes 2021 in one language only."""
    found = _choose(files, chance, language, _YEAR)
    return found and _put(files, *found, str(int(found[1][0]) + chance.choice([-1, 1])))


def change_an_age(files: Files, chance: Random, language: str) -> Slip | None:
    """« 18 ans » becomes « 16 ans » in one language only."""
    if (found := _choose(files, chance, language, _AGE)) is None:
        return None
    age = found[1][1] or found[1][2]
    return _put(files, *found, found[1][0].replace(age, str(int(age) + chance.choice([-2, -1, 1]))))


def misspell_an_address_in_a_text(files: Files, chance: Random, language: str) -> Slip | None:
    """monespacesante.elioz.fr becomes monespacesnate.elioz.fr in a sentence."""
    found = _choose(files, chance, language, _HOST)
    return found and _put(files, *found, _exchange(found[1][0], chance))


def change_an_address_in_one_place(files: Files, chance: Random) -> Slip | None:
    """A link is brought up to date at one step, and its twins elsewhere are forgotten."""
    return _relink(files, chance, lambda url: url.rstrip("/") + "/accueil-2")


def misspell_a_link(files: Files, chance: Random) -> Slip | None:
    """Two letters of a link's host are exchanged."""
    return _relink(files, chance, lambda url: _misspell_host(url, chance))


def lose_the_s_of_https(files: Files, chance: Random) -> Slip | None:
    """https:// becomes http://."""
    return _relink(files, chance, lambda url: url.replace("https://", "http://"))


def copy_a_space_with_a_link(files: Files, chance: Random) -> Slip | None:
    """A link is pasted with the space that followed it."""
    return _relink(files, chance, lambda url: url + " ")


def _misspell_host(url: str, chance: Random) -> str:
    host = url.split("/")[2]
    name = host.removeprefix("www.")
    return url.replace(name, _exchange(name, chance) if name[0].isalpha() else name[1:], 1)


def _relink(files: Files, chance: Random, change: Callable[[str], str]) -> Slip | None:
    spots = [
        (table, row, found)
        for name in list_files(files, "fr")
        for table in read_tables(files, name)
        for row, found in table.find(_LINK)
    ]
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, found = chosen
    new = change(found[2])
    return rewrite(files, table, row, (f'{found[1]} = "{new}"',), found[1], f"{found[2]} → {new}")


def change_the_figure_of_a_deadline(files: Files, chance: Random) -> Slip | None:
    """`months = 3` becomes `months = 2` though the text says three."""
    spots = [
        (table, row, found)
        for name in list_files(files, "fr")
        for table in read_tables(files, name)
        for row, found in table.find(r"(days|weeks|months) = (\d+)")
    ]
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, found = chosen
    new = int(found[2]) + chance.choice([1, 2])
    line = f"{found[1]} = {new}"
    return rewrite(files, table, row, (line,), found[1], f"{found[0]} → {line}")
