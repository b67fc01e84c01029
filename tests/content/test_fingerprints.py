"""Whatever is translated is known to be stale once its French says something else."""

from dataclasses import fields, replace
from typing import Any

import pytest

from mes_optout.content import location
from mes_optout.content.loader import Pack
from mes_optout.content.translation import fingerprint, join_procedure
from mes_optout.content.words import (
    FILES,
    FollowUpWords,
    ProcedureWords,
    QuestionWords,
    SharedWords,
    has_ids,
)

ENGLISH = Pack(location.shipped(), "en")
FRENCH = Pack(location.shipped(), "fr")
WITH_LATER = [name for name in FRENCH.names if FRENCH.procedure(name).follow_ups]


def list_parts(words: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:  # noqa: ANN401  (any class of words)
    """Return all that can have a fingerprint, with the way to it."""
    found = [(path, words)] if hasattr(words, "original") else []
    for each in fields(words):
        value = getattr(words, each.name)
        for part in value if has_ids(value) else ():
            found += list_parts(part, (*path, each.name, part.id))
    return found


def read_words(name: str) -> Any:  # noqa: ANN401  (any class of words)
    homes = {step.home for each in FRENCH.names for step in FRENCH.procedure(each).steps}
    shape = FILES.get(name, SharedWords if name in homes else ProcedureWords)
    return ENGLISH.words(name, shape)


@pytest.mark.parametrize("name", [*FRENCH.names, *FILES, "commun"])
def test_every_part_of_the_shipped_translation_has_one(name: str) -> None:
    parts = list_parts(read_words(name))
    assert parts
    assert [path for path, part in parts if part.original is None] == []


@pytest.mark.parametrize("name", WITH_LATER)
def test_what_comes_later_is_said_in_french_while_its_translation_is_stale(name: str) -> None:
    french, words = FRENCH.procedure(name), read_words(name)
    first, *others = french.follow_ups
    changed = replace(first, text="Autre chose.")
    edited = replace(french, follow_ups=(changed, *others))
    joined = join_procedure(edited, words, "en")
    assert joined.follow_ups[0] is changed
    assert joined.follow_ups[1:] != tuple(others) or not others
    same = join_procedure(french, words, "en").follow_ups[0]
    assert same.text == words.follow_ups[0].text != first.text


def test_every_text_of_what_comes_later_counts_and_nothing_else() -> None:
    later = FRENCH.procedure(WITH_LATER[0]).follow_ups[0]
    texts = ("title", "text", "question", "otherwise")
    changed = [replace(later, **{name: "x"}) for name in texts]  # type: ignore[arg-type]
    prints = {fingerprint(each, FollowUpWords) for each in (later, *changed)}
    assert len(prints) == len(texts) + 1
    other = replace(later, number=99, days=3, weeks=0, months=0, formerly=("a/b",))
    assert fingerprint(other, FollowUpWords) == fingerprint(later, FollowUpWords)


def test_a_procedure_counts_without_what_has_one_of_its_own() -> None:
    procedure = FRENCH.procedure(WITH_LATER[0])
    bare = replace(procedure, steps=(), follow_ups=())
    whole = fingerprint(procedure, ProcedureWords)
    assert fingerprint(bare, ProcedureWords) == whole
    for name in ("title", "summary", "finished", "duration", "undo"):
        other = replace(procedure, **{name: "x"})  # type: ignore[arg-type]
        assert fingerprint(other, ProcedureWords) != whole


def test_the_answers_of_a_question_count_for_it() -> None:
    question = FRENCH.triage.questions[0]
    first, *others = question.answers
    changed = replace(question, answers=(replace(first, label="x"), *others))
    assert fingerprint(changed, QuestionWords) != fingerprint(question, QuestionWords)
    led = replace(question, answers=(replace(first, question="x"), *others))
    assert fingerprint(led, QuestionWords) == fingerprint(question, QuestionWords)
