"""No fact tells of the person: an age, a violent relative, the kind of care."""

from collections.abc import Iterator

from mes_optout.content.facts import Fact
from mes_optout.content.lint.findings import Findings, Loaded, at, error
from mes_optout.content.lint.word_lists import find_words, match_words
from mes_optout.errors import N_
from mes_optout.languages import LANGUAGES, ORIGINAL

_FILE = "cas"


def find_telling_facts(loaded: Loaded) -> Findings:
    """Look for facts that would tell who somebody is, in their names and in what is shown."""
    everywhere = match_words(word for code in LANGUAGES for word in find_words(code).personal)
    here = match_words(find_words(loaded.language).personal)
    for fact in loaded.case.facts if loaded.case else ():
        texts = [(place, text, here) for place, text in _list_shown(fact)]
        if loaded.language == ORIGINAL:  # ids are read by whoever sees the pack
            names = (at("id"), *(at("values", value.id, "id") for value in fact.values))
            ids = (fact.id, *(value.id for value in fact.values))
            texts += [(name, text, everywhere) for name, text in zip(names, ids, strict=True)]
        for place, text, pattern in texts:
            if found := pattern.search(text):
                why = N_("“{word}” tells of the person; a fact is of the case only")
                yield error(loaded.file(_FILE), at("facts", fact.id, place), why, word=found[0])


def _list_shown(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "title", fact.title
    yield "question", fact.question
    for value in fact.values:
        yield at("values", value.id, "label"), value.label
        yield at("values", value.id, "case"), value.case
