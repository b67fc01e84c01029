"""What the rules look for in each language: the tables `lint` of `languages.toml`."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from mes_optout.languages import read_file
from mes_optout.strict import structure


@dataclass(frozen=True, slots=True)
class Readability:
    """What a formula needs. Names and acronyms come with the reason for which they may stand.

    Syllables are counted by pyphen's `hyphenation`, or as runs of `vowels` less a `silent` end.
    """

    formula: str
    weights: tuple[float, float, float]
    easy: int
    average: int
    joins: str
    official_names: Mapping[str, str]
    acronyms: Mapping[str, str]
    hyphenation: str | None = None
    vowels: str | None = None
    silent: str | None = None
    formal: int | None = None


@dataclass(frozen=True, slots=True)
class FigureWords:
    """How a language counts, as the head of the file explains it."""

    numbers: Mapping[str, int]
    one: str
    months: tuple[str, ...]
    units: Mapping[str, str]
    time: str
    thousands: str
    decimals: str
    uncounted: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of a language, as the head of the file explains them."""

    different: str
    unknown: tuple[str, ...]
    quotes: tuple[str, ...]
    spaced_signs: bool
    telling: tuple[str, ...]
    negations: tuple[str, ...]
    asks: tuple[str, ...]
    promises: Mapping[str, tuple[str, ...]]
    personal: tuple[str, ...]
    knowing: tuple[str, ...]
    passing: tuple[str, ...]
    scripts: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    small_words: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    mild: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    readability: Readability | None = None
    figures: FigureWords | None = None


@cache
def find_words(language: str) -> Words:
    """Return the lists of a language. Raises FaultsError when its table is not right."""
    return structure(tomllib.loads(read_file())[language]["lint"], Words)


@cache
def match_any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of `patterns`, in upper or lower case; without patterns, nothing."""
    return re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)


def match_words(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of `words`, whole, in upper or lower case."""
    return match_any(tuple(rf"\b{word}\b" for word in words))
