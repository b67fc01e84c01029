"""What a duration is of: « trois mois » in each sentence that speaks of a deletion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mes_optout.content.lint.figures import Figure, read_figures
from mes_optout.content.lint.findings import Findings, Loaded, error
from mes_optout.content.lint.word_lists import match_any
from mes_optout.content.values import Values
from mes_optout.errors import N_
from mes_optout.languages import ORIGINAL

_END_OF_SENTENCE = re.compile(r"(?<=[.?!:;])\s")


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is spoken of, found by a pattern, and how long it takes."""

    pattern: re.Pattern[str]
    length: Figure
    about: str


def find_other_lengths(original: Loaded, each: Loaded) -> Findings:
    """Look at each sentence that speaks of what has a length of its own in the table of values.

    A sentence may name several lengths: only one without the known one is a mistake.
    """
    subjects = list(_list_subjects(original.values)) if original.values else []
    for file, place, text in each.texts() if subjects else ():
        if not _list_lengths(text, each.language):
            continue
        for sentence in _END_OF_SENTENCE.split(text):
            lengths = _list_lengths(sentence, each.language)
            for subject in subjects:
                said = [length for length in lengths if length.unit == subject.length.unit]
                if said and _says_other(said, subject) and subject.pattern.search(sentence):
                    why = N_("says “{said}”, but valeurs.toml “{known}” ({about}); mend either")
                    facts = {"said": said[0].said, "known": subject.length.said}
                    yield error(file, place, why, **facts, about=subject.about)


def _list_subjects(values: Values) -> Iterator[_Subject]:
    for duration in values.durations.values():
        lengths = _list_lengths(duration.length, ORIGINAL)
        if duration.said_of and len(lengths) == 1:
            words = tuple(rf"\b{re.escape(word)}" for word in duration.said_of)
            yield _Subject(match_any(words), lengths[0], duration.about)


def _list_lengths(text: str, language: str) -> list[Figure]:
    return [each for each in read_figures(text, language) if each.unit and each.kind != "time"]


def _says_other(said: list[Figure], subject: _Subject) -> bool:
    return all(each.value != subject.length.value for each in said)
