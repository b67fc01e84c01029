"""REQ-A17: short sentences, easy words and no unexplained acronym, if a formula is known.

Three measures of each step, situation and section, and of what a letter says to its sender: no
sentence above 25 words, and the bounds of `languages.toml` for the mean of them and for the score
of the language's formula. Syllables are counted by pyphen's hyphenation, breaks allowed after the
first letter and before the last (another counter gives scores up to 9 points away), or as runs of
vowels. Without pyphen, which comes with the extra `editor`, a score that needs it is left out.

An acronym is said in words where a procedure, or a letter, first uses it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module, util

from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.letters import Explained, Letter
from mes_optout.content.lint.findings import Findings, Loaded, at, error, find_texts, split_place
from mes_optout.content.lint.word_lists import Readability, Words, find_words
from mes_optout.content.whom import pick_lines
from mes_optout.errors import N_

LONGEST = 25  # words of a sentence

_SHORT = "nom"  # what an official name counts as: one short word

# Fields of a letter: `says` is what a translation tells of its French words.
_FOR_THE_SENDER = ("title", "purpose", "before", "says", "send", "doubt")

_READ_FIRST = ("title", "summary", "duration", "undo")  # fields of a procedure, before its steps

_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w])")
_ROMAN = re.compile(r"[IVX]+")

Counter = Callable[[str], int]


def find_hard_sentences(loaded: Loaded) -> Findings:
    """Measure every sentence, and every step and letter as a whole, where there is a formula."""
    words = find_words(loaded.language).readability
    if words is None:
        return
    for file, place, text in loaded.texts():
        parts = split_sentences(text, words.official_names)
        longest = max((len(split_words(part, words.joins)) for part in parts), default=0)
        if longest > LONGEST:
            why = N_("has a sentence of {count} words of {limit} at most; make two of it")
            yield error(file, place, why, count=longest, limit=LONGEST)
    for file, place, value in _list_wholes(loaded):
        yield from _measure(file, place, value, words)
    for letter in loaded.french_letters:
        here = at("letters", letter.id, "body")
        for whom in Whom:
            body = pick_lines(letter.body, whom)
            yield from _measure(loaded.file(LETTERS), here, body, words, words.formal)


def _list_wholes(loaded: Loaded) -> Iterator[tuple[str, str, object]]:
    """Yield what has to be easy as a whole, for it is read as one."""
    yield from loaded.steps()
    for name, procedure in loaded.procedures.items():
        for each in procedure.follow_ups:
            yield loaded.file(name), at("follow_ups", each.id), each
    for situation in loaded.triage.situations if loaded.triage else ():
        yield loaded.file("situations"), at("situations", situation.id), situation
    for section in loaded.reading.sections if loaded.reading else ():
        yield loaded.file("reperes"), at("sections", section.id), section
    for letter in loaded.told_letters:
        for whom in Whom:  # each reads what is for it
            yield loaded.file(LETTERS), at("letters", letter.id), _tell(letter, whom)


def _tell(letter: Letter | Explained, whom: Whom) -> tuple[object, ...]:
    """Return what a letter says to its sender."""
    found = (getattr(letter, name, ()) for name in _FOR_THE_SENDER)
    return tuple(pick_lines(e, whom) if isinstance(e, tuple) else e for e in found)


def _measure(
    file: str, here: str, value: object, words: Readability, limit: int | None = None
) -> Findings:
    whole = [
        split_words(part, words.joins)
        for _, text in find_texts(value)
        for part in split_sentences(text, words.official_names)
        if _is_sentence(part)
    ]
    if not whole:
        return
    limit = limit or words.average
    average = sum(map(len, whole)) / len(whole)
    if average > limit:
        why = N_("has {count} words a sentence on average, of {limit} at most; shorten sentences")
        yield error(file, here, why, count=f"{average:.1f}", limit=limit)
    syllables = make_counter(words)
    if syllables is not None and (found := score(whole, syllables, words.weights)) < words.easy:
        why = N_("has a {formula} score of {score}, at least {limit} is easy; use shorter words")
        facts = {"formula": words.formula, "score": f"{found:.0f}", "limit": words.easy}
        yield error(file, here, why, **facts)


def _is_sentence(sentence: str) -> bool:
    """Tell a sentence from a label, which would count as a very short one."""
    return sentence[-1] in ".?!…"


def split_sentences(text: str, official_names: Iterable[str] = ()) -> list[str]:
    """Cut a text after full stops, question marks and exclamation marks."""
    for name in official_names:
        text = text.replace(name, _SHORT)
    return [part for part in re.split(r"(?<=[.!?…])\s+", text) if part]


def split_words(sentence: str, joins: str = "-") -> list[str]:
    """Return the words as readers count them: « l'espace » is two, “it's” and « 3 422 » are one.

    `joins` are the signs within a word.
    """
    within = re.escape(joins)
    return re.findall(rf"\w+(?:[{within}]\w+)*", re.sub(r"(?<=\d)\s(?=\d)", "", sentence))


def score(
    whole: Iterable[list[str]], syllables: Counter, weights: tuple[float, float, float]
) -> float:
    """Return the score of some sentences: 100 is very easy, 0 very hard."""
    counted = list(whole)
    every = [word for sentence in counted for word in sentence]
    if not every:
        return 100
    most, long, hard = weights
    spoken = sum(map(syllables, every))
    return most - long * len(every) / len(counted) - hard * spoken / len(every)


def can_measure() -> bool:
    """Return whether the score of every language can be counted here."""
    return util.find_spec("pyphen") is not None


def make_counter(words: Readability) -> Counter | None:
    """Return what counts the syllables of a word, or None without pyphen, where that counts."""
    if words.vowels is not None:
        return _make_vowel_counter(words.vowels, words.silent or "(?!)")
    return _make_pyphen_counter(words.hyphenation or "") if can_measure() else None


@cache
def _make_vowel_counter(vowels: str, silent: str) -> Counter:
    run, end = re.compile(vowels), re.compile(silent)

    def count(word: str) -> int:
        lower = word.lower()
        found = len(run.findall(lower))
        return max(1, found - (found > 1 and end.search(lower) is not None))

    return count


@cache
def _make_pyphen_counter(hyphenation: str) -> Counter:
    patterns = import_module("pyphen").Pyphen(lang=hyphenation, left=1, right=1)
    return lambda word: len(patterns.positions(word.lower())) + 1


def find_unexplained_acronyms(loaded: Loaded) -> Findings:
    """Look at the first use of each acronym, in the order in which one reads."""
    words = find_words(loaded.language)
    if words.readability is None:
        return
    for name, procedure in loaded.procedures.items():
        shared = {at("steps", e.id): e.home for e in procedure.steps if e.home is not None}
        found = [
            (loaded.file(shared.get(_find_step(place), name)), place, text)
            for place, text in find_texts(procedure)
        ]
        found.sort(key=lambda each: each[1] not in _READ_FIRST)
        yield from _find_first_uses(found, words)
    for letter in loaded.told_letters:
        texts = find_texts(letter, "letters", letter.id)
        yield from _find_first_uses([(loaded.file(LETTERS), *each) for each in texts], words)


def _find_step(place: str) -> str:
    return at(*split_place(place)[:2])


def _find_first_uses(texts: Iterable[tuple[str, str, str]], words: Words) -> Findings:
    met = set(words.readability.acronyms) if words.readability else set[str]()
    for file, place, text in texts:
        for acronym in dict.fromkeys(_ACRONYM.findall(text)):
            if acronym in met or _ROMAN.fullmatch(acronym):
                continue
            met.add(acronym)
            if not _is_explained(acronym, text, words.quotes):
                why = N_("“{acronym}” is used here first; say it in words, like: words ({acronym})")
                yield error(file, place, why, acronym=acronym)


def _is_explained(acronym: str, text: str, quotes: Sequence[str]) -> bool:
    """Accept « message court (SMS) », « SMS (message court) » and « « message court » SMS »."""
    opening, closing = quotes
    before, after = rf"\w(?:{closing}| ) ?\({acronym}\)", rf"\b{acronym} \((?:\w|{opening})"
    pattern = rf"{before}|{after}|{closing.strip()} {acronym}\b"
    return re.search(pattern, text) is not None
