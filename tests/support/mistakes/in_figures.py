"""Slips in what is counted or called: telephone numbers, articles, durations, years, addresses."""

import re
from collections.abc import Callable
from random import Random

from support.mistakes.raw_files import (
    Files,
    Slip,
    Text,
    find_lines,
    list_files,
    pick,
    read_prose,
    retype,
    rewrite,
)

_TELEPHONE = re.compile(r"(?<![\d-])(?:3114|3422|3646|3919|39 28|119|114|112)(?![\d-])")
_ARTICLE = re.compile(r"(?:[LRD]\d{3,4}(?:-\d+)*-(?:(\d)(?!\1)\d)(?:-\d+)*)(?!\d)")
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
    """Write 342 for 3422."""
    if (found := _choose(files, chance, language, _TELEPHONE)) is None:
        return None
    text, spot = found
    at = chance.choice([at for at, sign in enumerate(spot[0]) if sign.isdigit()])
    return _put(files, text, spot, spot[0][:at] + spot[0][at + 1 :])


def exchange_digits_of_a_telephone_number(
    files: Files, chance: Random, language: str
) -> Slip | None:
    """Write 4322 for 3422."""
    found = _choose(files, chance, language, re.compile(_TELEPHONE.pattern.replace("|112", "")))
    return found and _put(files, *found, _exchange(found[1][0], chance))


def give_another_service_s_number(files: Files, chance: Random, language: str) -> Slip | None:
    """Write 114 for 119: both exist."""
    if (found := _choose(files, chance, language, _TELEPHONE)) is None:
        return None
    others = [each for each in ("3114", "3422", "3919", "119", "114") if each != found[1][0]]
    return _put(files, *found, chance.choice(others))


def exchange_two_digits_of_an_article(files: Files, chance: Random, language: str) -> Slip | None:
    """Write R1111-82 for R1111-28."""
    found = _choose(files, chance, language, _ARTICLE)
    return found and _put(files, *found, _exchange(found[1][0], chance))


def change_a_duration_in_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """Write « four weeks » for « six weeks » in one language only."""
    words, units = _COUNTS[language]
    pattern = re.compile(rf"\b({'|'.join(words)})(?= (?:{units})\b)")
    found = _choose(files, chance, language, pattern)
    if found is None:
        return None
    return _put(files, *found, chance.choice([each for each in words if each != found[1][0]]))


def change_the_unit_of_a_duration(files: Files, chance: Random, language: str) -> Slip | None:
    """Write « trois semaines » for « trois mois » in one language only."""
    words, units = _COUNTS[language]
    pattern = re.compile(rf"\b({'|'.join(words)}) ({units})\b")
    if (found := _choose(files, chance, language, pattern)) is None:
        return None
    unit = chance.choice([each for each in units.split("|") if each != found[1][2]])
    return _put(files, *found, f"{found[1][1]} {unit}")


def change_a_year(files: Files, chance: Random, language: str) -> Slip | None:
    """Write 2021 for 2022 in one language only."""
    found = _choose(files, chance, language, _YEAR)
    return found and _put(files, *found, str(int(found[1][0]) + chance.choice([-1, 1])))


def change_an_age(files: Files, chance: Random, language: str) -> Slip | None:
    """Write « 16 ans » for « 18 ans » in one language only."""
    if (found := _choose(files, chance, language, _AGE)) is None:
        return None
    age = found[1][1] or found[1][2]
    return _put(files, *found, found[1][0].replace(age, str(int(age) + chance.choice([-2, -1, 1]))))


def misspell_an_address_in_a_text(files: Files, chance: Random, language: str) -> Slip | None:
    """Write monespacesnate.elioz.fr for monespacesante.elioz.fr in a sentence."""
    found = _choose(files, chance, language, _HOST)
    return found and _put(files, *found, _exchange(found[1][0], chance))


def change_an_address_in_one_place(files: Files, chance: Random) -> Slip | None:
    """Bring a link up to date at one step, and forget its twins elsewhere."""
    return _relink(files, chance, lambda url: url.rstrip("/") + "/accueil-2")


def misspell_a_link(files: Files, chance: Random) -> Slip | None:
    """Exchange two letters of a link's host."""
    return _relink(files, chance, lambda url: _misspell_host(url, chance))


def lose_the_s_of_https(files: Files, chance: Random) -> Slip | None:
    """Write http:// for https://."""
    return _relink(files, chance, lambda url: url.replace("https://", "http://"))


def copy_a_space_with_a_link(files: Files, chance: Random) -> Slip | None:
    """Paste a link with the space that followed it."""
    return _relink(files, chance, lambda url: url + " ")


def _misspell_host(url: str, chance: Random) -> str:
    host = url.split("/")[2]
    name = host.removeprefix("www.")
    return url.replace(name, _exchange(name, chance) if name[0].isalpha() else name[1:], 1)


def _relink(files: Files, chance: Random, change: Callable[[str], str]) -> Slip | None:
    if (spot := pick(chance, find_lines(files, list_files(files, "fr"), _LINK))) is None:
        return None
    key, url = spot.found.groups()
    return rewrite(files, spot, key, f'{key} = "{change(url)}"')


def change_the_figure_of_a_deadline(files: Files, chance: Random) -> Slip | None:
    """Write `months = 2` for `months = 3`, though the text says three."""
    spots = find_lines(files, list_files(files, "fr"), r"(days|weeks|months) = (\d+)")
    if (spot := pick(chance, spots)) is None:
        return None
    key, count = spot.found.groups()
    return rewrite(files, spot, key, f"{key} = {int(count) + chance.choice([1, 2])}")
