"""REQ-A17: short sentences, easy words and no unexplained acronym, in French.

Three measures of each step, and of what a letter says to its sender: no sentence above 25 words,
12 words on average, and a Kandel-Moles score of at least 75: 207 - 1.015 * words per sentence -
73.6 * syllables per word. Syllables are counted by pyphen's hyphenation for fr_FR, breaks allowed
after the first letter and before the last; another counter gives scores up to 9 points away.
Without pyphen, which comes with the extra `editor`, the score is left out.

An acronym is said in words where a procedure, or a letter, first uses it.
"""

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module, util

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Findings, Loaded, at, error, find_texts
from mes_optout.errors import N_

LONGEST = 25  # words of a sentence
AVERAGE = 12  # words a sentence, over a step
# The same over the body of a letter, which the office reads: each article in it has its full name,
# and the forms of a formal letter are longer than speech.
FORMAL = 15
EASY = 75  # Kandel-Moles

# Official names that the reader will meet on the site and in letters, each counted as one short
# word: to replace them would make a step harder to follow, not easier.
OFFICIAL_NAMES = {
    "Mon espace santé": "the name of the service",
    "système national des données de santé": "the base's only name, needed to write to it",
    "délégué à la protection des données": "whom a letter must be addressed to",
    "Confidentialité des informations": "a heading of the application, quoted to be found",
    "Accès des professionnels de santé à mes données": "a heading of the application, the same",
}
_SHORT = "nom"

_FOR_THE_SENDER = ("title", "purpose", "before", "send", "doubt")  # fields of a letter

# Acronyms that need no words, each with its reason.
EXCEPTED = {
    "CEDEX": "a part of postal addresses",
    "CS": "a part of postal addresses",
    "MES": "a part of the program's name where commands are quoted",
    "PDF": "a kind of file that is known by no other name",
    "TSA": "a part of postal addresses",
    "USB": "a kind of plug that is known by no other name",
}

_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w])")
_ROMAN = re.compile(r"[IVX]+")

Counter = Callable[[str], int]


def find_hard_sentences(loaded: Loaded) -> Findings:
    """Measure every sentence of the French texts, and every step and letter as a whole."""
    for file, place, text in loaded.texts():
        longest = max((len(split_words(part)) for part in split_sentences(text)), default=0)
        if longest > LONGEST:
            why = N_("has a sentence of {count} words of {limit} at most; make two of it")
            yield error(file, place, why, count=longest, limit=LONGEST)
    for file, place, step in loaded.steps():
        yield from _measure(file, place, step)
    for letter in loaded.french_letters:
        file, here = loaded.file(LETTERS), ("letters", letter.id)
        yield from _measure(
            file, at(*here), tuple(getattr(letter, name) for name in _FOR_THE_SENDER)
        )
        yield from _measure(file, at(*here, "body"), letter.body, FORMAL)


def _measure(file: str, here: str, value: object, limit: int = AVERAGE) -> Findings:
    whole = [
        split_words(part)
        for _, text in find_texts(value)
        for part in split_sentences(text)
        if _is_sentence(part)
    ]
    if not whole:
        return
    average = sum(map(len, whole)) / len(whole)
    if average > limit:
        why = N_("has {count} words a sentence on average, of {limit} at most; shorten sentences")
        yield error(file, here, why, count=f"{average:.1f}", limit=limit)
    syllables = make_counter()
    if syllables is not None and (score := score_kandel_moles(whole, syllables)) < EASY:
        why = N_("has a Kandel-Moles score of {score}, at least {limit} is easy; use shorter words")
        yield error(file, here, why, score=f"{score:.0f}", limit=EASY)


def _is_sentence(sentence: str) -> bool:
    """Tell a sentence from a label, which would count as a very short one."""
    return sentence[-1] in ".?!…"


def split_sentences(text: str) -> list[str]:
    """Cut a text after full stops, question marks and exclamation marks."""
    for name in OFFICIAL_NAMES:
        text = text.replace(name, _SHORT)
    return [part for part in re.split(r"(?<=[.!?…])\s+", text) if part]


def split_words(sentence: str) -> list[str]:
    """Return the words as French readers count them: « l'espace » is two, « 3 422 » one."""
    return re.findall(r"\w+(?:-\w+)*", re.sub(r"(?<=\d)\s(?=\d)", "", sentence))


def score_kandel_moles(whole: Iterable[list[str]], syllables: Counter) -> float:
    """Return the score of some sentences: 100 is very easy, 0 very hard."""
    counted = list(whole)
    every = [word for sentence in counted for word in sentence]
    if not every:
        return 100
    spoken = sum(map(syllables, every))
    return 207 - 1.015 * len(every) / len(counted) - 73.6 * spoken / len(every)


def can_measure() -> bool:
    """Return whether the score can be counted here."""
    return util.find_spec("pyphen") is not None


@cache
def make_counter() -> Counter | None:
    """Return what counts the syllables of a word, or None without pyphen."""
    if not can_measure():
        return None
    french = import_module("pyphen").Pyphen(lang="fr_FR", left=1, right=1)
    return lambda word: len(french.positions(word.lower())) + 1


def find_unexplained_acronyms(loaded: Loaded) -> Findings:
    """Look at the first use of each acronym, in the order of the model's fields."""
    for name, procedure in loaded.procedures.items():
        yield from _find_first_uses(loaded.file(name), find_texts(procedure))
    for letter in loaded.french_letters:
        yield from _find_first_uses(loaded.file(LETTERS), find_texts(letter, "letters", letter.id))


def _find_first_uses(file: str, texts: Iterable[tuple[str, str]]) -> Findings:
    met: set[str] = set()
    for place, text in texts:
        for acronym in dict.fromkeys(_ACRONYM.findall(text)):
            if acronym in met or acronym in EXCEPTED or _ROMAN.fullmatch(acronym):
                continue
            met.add(acronym)
            if not _is_explained(acronym, text):
                why = N_("“{acronym}” is used here first; say it in words, like: words ({acronym})")
                yield error(file, place, why, acronym=acronym)


def _is_explained(acronym: str, text: str) -> bool:
    """Accept « message court (SMS) », « SMS (message court) » and « « message court » SMS »."""
    pattern = rf"\w »? ?\({acronym}\)|\b{acronym} \(\w|\b{acronym} \(« |» {acronym}\b"
    return re.search(pattern, text) is not None
