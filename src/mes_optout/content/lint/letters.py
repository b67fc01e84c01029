"""The letters: where they help, their blanks, and what they tell about the sender."""

import re
from collections.abc import Iterable, Iterator

from mes_optout.content.letters import NAME, OFFICE, Explained, Letter
from mes_optout.content.lint.findings import Findings, Loaded, at, error, find_texts, warning
from mes_optout.content.lint.word_lists import find_words, match_words
from mes_optout.content.procedure import BLANK, Confidence
from mes_optout.errors import N_
from mes_optout.languages import LANGUAGES


def find_letter_mistakes(loaded: Loaded) -> Findings:
    """Look at each letter, or at its explanation in a translation."""
    file = loaded.file(NAME)
    for each in loaded.told_letters:
        yield from _check_blanks(file, each)
        yield from _check_telling(file, each)
    for letter in loaded.french_letters:
        yield from _check_reasons(file, letter, find_words(loaded.language).reasons)
        yield from _check_places(file, letter, loaded)
        if letter.confidence is not Confidence.SURE and letter.doubt is None:
            why = N_("is missing, and the letter is not sure; say what is dated or uncertain")
            yield error(file, at("letters", letter.id, "doubt"), why)


def _check_blanks(file: str, letter: Letter | Explained) -> Findings:
    for place, text in find_texts(letter, "letters", letter.id):
        for run in re.findall("_+", text):
            if run != BLANK:
                why = N_("has {count} underscores in a row; a blank is exactly {expected}")
                yield error(file, place, why, count=len(run), expected=len(BLANK))


def _check_telling(file: str, letter: Letter | Explained) -> Findings:
    # In any language: whoever sees the file may read another one than the sender.
    telling = match_words(word for code in LANGUAGES for word in find_words(code).telling)
    for name in ("id", "title"):
        found = telling.search(getattr(letter, name))
        if found is not None:
            why = N_("holds “{word}”, and is what the letter is filed under; leave it out")
            yield error(file, at("letters", letter.id, name), why, word=found[0])


def _check_reasons(file: str, letter: Letter, words: Iterable[str]) -> Findings:
    reasons = match_words(words)
    for name in OFFICE:
        for place, text in find_texts(getattr(letter, name), "letters", letter.id, name):
            if found := reasons.search(text):
                why = N_("“{word}” may tell the office why; leave it out unless it is needed")
                yield warning(file, place, why, word=found[0])


def _check_places(file: str, letter: Letter, loaded: Loaded) -> Findings:
    if loaded.triage is None:  # its own fault is said already
        return
    here = ("letters", letter.id)
    known = loaded.triage.procedures
    for number, name in enumerate(letter.procedures, start=1):
        if name not in known:
            why = N_("no procedure is called “{name}”; mend the name, or remove it")
            yield error(file, at(*here, "procedures", number), why, name=name)
    steps = set(_list_steps(loaded))
    # The steps of a file with faults are not known.
    absent = [name for name in known if name not in loaded.procedures]
    for number, place in enumerate(letter.steps, start=1):
        procedure = place.partition("/")[0]
        if place not in steps and procedure not in absent:
            why = N_("no step is called “{name}”; write procedure/step, or remove it")
            yield error(file, at(*here, "steps", number), why, name=place)
        elif procedure not in letter.procedures:
            why = N_("“{name}” is missing in “procedures” of this letter; add it there")
            yield error(file, at(*here, "steps", number), why, name=procedure)
    if not letter.steps:
        why = N_("is empty, so no step offers this letter; name those where it helps")
        yield warning(file, at(*here, "steps"), why)


def _list_steps(loaded: Loaded) -> Iterator[str]:
    for name, procedure in loaded.procedures.items():
        yield from (f"{name}/{step.id}" for step in procedure.steps)
