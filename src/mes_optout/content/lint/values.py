"""Numbers, articles, addresses and names in texts are those of the table of values.

A pack without the table has nothing to be compared with. What is close to a known value but is
another one is said with what was likely meant.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from mes_optout.content.links import NAME
from mes_optout.content.lint.figures import Figure, read_figures, straighten_spaces
from mes_optout.content.lint.findings import Finding, Findings, Loaded, at, error
from mes_optout.content.lint.names_in_texts import NameFinder
from mes_optout.content.lint.word_lists import find_words, match_any
from mes_optout.content.values import Values
from mes_optout.errors import N_
from mes_optout.languages import ORIGINAL
from mes_optout.text import find_nearest, fold

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[ ,]\d+)*(?![\w-]|[.:]\w)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORTEST = 3  # digits that are no count of something

_SITE = re.compile(r"(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,}(?![\w-])")
_CODE = re.compile(r"[A-Z]\d+-\d[\d-]*")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w])")
_ROMAN = re.compile(r"[IVX]+")

# What is said, and the known value that is nearest.
Unknown = Iterator[tuple[str, str | None]]

_MEANT = N_("“{said}” is not in valeurs.toml; write “{known}”, or add it there")
_UNKNOWN = N_("“{said}” is not in valeurs.toml; mend it, or add it there")


def find_unknown_values(original: Loaded, each: Loaded) -> Findings:
    """Compare every text of a language with the values of the `original`."""
    if original.values is None:
        return
    known = _Known(original.values, each.language)
    for file, place, text in each.texts():
        for said, near in known.find_unknown(text):
            yield _report(file, place, said, near)


def find_unknown_links(original: Loaded) -> Findings:
    """Compare every link with the addresses of the table."""
    if original.values is None:
        return
    known = {address.url for address in original.values.addresses.values()}
    links = [(file, at(place, "link"), step.link) for file, place, step in original.steps()]
    links += [
        (original.file("reperes"), at("resources", resource.id, "url"), resource.url)
        for resource in (original.reading.resources if original.reading else ())
    ]
    for file, place, link in links:
        if link is not None and link not in known:
            yield _report(file, place, link, _guess(link, known))


def find_unfounded_values(original: Loaded) -> Findings:
    """Look at the facts and the sources of each value, and at what a duration says."""
    values = original.values
    if values is None:
        return
    for path, value in values.list_said():
        for number, key in enumerate(value.facts, start=1):
            if key not in original.evidence:
                why = N_("“{key}” is not in faits.toml; add it there, or mend the key")
                yield error(NAME, at(*path, "facts", number), why, key=key)
        for number, key in enumerate(value.sources, start=1):
            if original.sources is not None and key not in original.sources:
                why = N_("“{key}” is not in sources.toml; add it there, or mend the key")
                yield error(NAME, at(*path, "sources", number), why, key=key)
    for key, duration in values.durations.items():
        counted = [figure for figure in read_figures(duration.length, ORIGINAL) if figure.unit]
        if len(counted) != 1:
            why = N_("must be one duration, for example “six semaines”")
            yield error(NAME, at("durations", key, "length"), why)


class _Known:
    """What a table knows, as the texts of a language write it."""

    def __init__(self, values: Values, language: str) -> None:
        words = find_words(language)
        names = [name for each in values.organisations.values() for name in each.names]
        explained = words.readability.acronyms if words.readability else ()
        self._language = language
        self._calls = match_any(words.figures.calls if words.figures else ())
        self._telephones = {_join(each.number): each.number for each in values.telephones.values()}
        self._numbers = {*self._telephones, *map(_join, values.others)}
        self._articles = frozenset(values.articles)
        self._durations = {
            _key(figure)
            for each in values.durations.values()
            for figure in read_figures(each.length, ORIGINAL)
        }
        self._sites = {*values.others}
        for address in values.addresses.values():
            host = urlsplit(address.url).netloc
            self._sites |= {host, host.removeprefix("www.")}
        self._abbreviations = {*values.others, *explained, *names}
        self._names = NameFinder(names)

    def find_unknown(self, text: str) -> Unknown:
        """Yield what stands in no table."""
        text = straighten_spaces(text)
        figures = read_figures(text, self._language)
        if any(map(str.isdigit, text)):
            yield from self._find_numbers(text, figures)
        yield from self._find_figures(figures)
        for found in _SITE.finditer(text) if "." in text else ():
            if found[0] not in self._sites:
                yield found[0], _guess(found[0], self._sites)
        for found in _ABBREVIATION.finditer(text):
            if found[0] not in self._abbreviations and not _ROMAN.fullmatch(found[0]):
                yield found[0], _guess(found[0], self._abbreviations)
        yield from self._names.find(text)

    def _find_numbers(self, text: str, figures: Iterable[Figure]) -> Unknown:
        counted = {each.start for each in figures if each.unit}
        months = {each.start for each in figures if each.kind == "month"}
        for found in _NUMBER.finditer(text):
            digits = _join(found[0])
            start, end = found.span()
            if digits in self._numbers or start in counted or end + 1 in months:
                continue
            several = digits != found[0]
            long = len(digits) >= _SHORTEST and not _YEAR.fullmatch(digits)
            if several or long or self._calls.search(f"{text[:start]}#{text[end:]}"):
                near = find_nearest(digits, self._telephones)
                yield found[0], self._telephones[near] if near else None

    def _find_figures(self, figures: Iterable[Figure]) -> Unknown:
        for each in figures:
            if each.kind == "article":
                if each.value not in self._articles and _CODE.fullmatch(each.value):
                    yield each.said, _guess(each.value, self._articles)
            elif each.unit and each.kind != "time" and _key(each) not in self._durations:
                yield each.said, None


def _key(figure: Figure) -> tuple[str, str]:
    return figure.value, figure.unit


def _guess(said: str, known: Iterable[str]) -> str | None:
    """Return the one of the known that was likely meant, whatever its capitals."""
    by_fold = {fold(each): each for each in sorted(known)}
    return by_fold.get(find_nearest(said, by_fold) or "")


def _join(number: str) -> str:
    return re.sub("[ ,]", "", number)


def _report(file: str, place: str, said: str, near: str | None) -> Finding:
    if near is None:
        return error(file, place, _UNKNOWN, said=said)
    return error(file, place, _MEANT, said=said, known=near)
