"""Facts of a pack: read from one file, in the words of each language; a fork in those too."""

from dataclasses import replace

import pytest

from mes_optout.content.case import applies
from mes_optout.content.facts import Case
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Line, Procedure
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import CaseWords, ProcedureWords
from support.case_pack import with_facts
from support.case_texts import CASE, CONDITIONED
from support.small_pack import ENGLISH, FILES, PROCEDURE, reader, words_of


class TestRead:
    """What stands in the French file."""

    def test_facts_and_their_values(self) -> None:
        case = Pack(reader(with_facts())).case
        assert [(fact.id, fact.number) for fact in case.facts] == [
            ("compte", 1),
            ("espace", 2),
            ("ecran", 3),
        ]
        value = case.facts[0].values[1]
        assert (value.id, value.number, value.label, value.case) == ("non", 2, "Non", "sans compte")

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_a_pack_need_not_have_any(self, language: str) -> None:
        assert Pack(reader({**FILES, **ENGLISH}), language).case == Case()

    def test_what_depends_on_them(self) -> None:
        step = procedure().steps[1]
        assert step.when == {"compte": ("oui",)}
        assert step.body == (
            Line("Une clé."),
            Line("À tourner.", unless={"espace": ("existe",)}),
        )
        assert step.fork is not None
        assert (step.fork.question, step.fork.always) == ("Que propose le site ?", True)
        assert [answer.asks_again for answer in step.fork.answers] == [False, False, True]
        assert step.fork.answers[0].facts == {"ecran": "opposer", "espace": "existe"}

    def test_a_plain_line_is_always_shown(self) -> None:
        assert applies(Line("Une clé."), lambda _fact, _value: False)

    def test_a_procedure_is_read_without_the_facts(self) -> None:
        """So whoever asks where they stand does not wait for them."""
        asked: list[str] = []

        def read(name: str) -> bytes | None:
            asked.append(name)
            return reader(with_facts())(name)

        Pack(read).procedure("sortie")
        assert "fr/cas.toml" not in asked


def procedure() -> Procedure:
    return Pack(reader(with_facts())).procedure("sortie")


def english(
    original: str | None = None, words: str = PROCEDURE + CONDITIONED, *changes: tuple[str, str]
) -> Procedure:
    plain = words.replace("{ text = ", "").replace(', unless = { espace = ["existe"] } }', "")
    prints = {"cle": original or fingerprint(procedure().steps[1])}
    text = words_of(plain, ProcedureWords, prints)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return Pack(reader({**with_facts(), "en/sortie.toml": text}), "en").procedure("sortie")


class TestTranslated:
    """Words alone: what depends on what stands in the French file."""

    def test_facts_have_words(self) -> None:
        words = words_of(CASE, CaseWords).replace("Le compte", "The account")
        words = words.replace("sans compte", "no account")
        pack = Pack(reader({**with_facts(), "en/cas.toml": words}), "en")
        fact = pack.case.facts[0]
        assert (fact.title, fact.values[1].case) == ("The account", "no account")
        assert (fact.number, fact.reason) == (1, "Un compte.")

    def test_a_fact_without_words_is_in_french(self) -> None:
        words = words_of(CASE, CaseWords).partition('[[facts]]\nid = "espace"')[0]
        case = Pack(reader({**with_facts(), "en/cas.toml": words}), "en").case
        assert [fact.title for fact in case.facts] == ["Le compte", "L'espace", "L'écran"]

    def test_lines_keep_what_they_depend_on(self) -> None:
        step = english(None, PROCEDURE + CONDITIONED, ("À tourner.", "Turn it.")).steps[1]
        assert step.language == "en"
        assert step.body[1] == Line("Turn it.", unless={"espace": ("existe",)})

    def test_a_fork_has_words(self) -> None:
        step = english(
            None, PROCEDURE + CONDITIONED, ("De sortir", "To leave"), ("Attendez.", "Wait.")
        ).steps[1]
        assert step.fork is not None
        first, _, last = step.fork.answers
        assert (first.label, first.facts) == ("To leave", {"ecran": "opposer", "espace": "existe"})
        assert (last.note, last.asks_again) == ("Wait.", True)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ('body = ["Une clé.", "À tourner."]', 'body = ["Une clé."]'),
            ('body = ["Une clé.", "À tourner."]', 'body = ["Une clé.", "À tourner.", "Et ?"]'),
            ('note = "Attendez."\n', ""),
            ('id = "non"', 'id = "peut-etre"'),
        ],
    )
    def test_a_step_whose_parts_differ_stays_french(self, before: str, after: str) -> None:
        assert english(None, PROCEDURE + CONDITIONED, (before, after)).steps[1].language == "fr"

    def test_a_fork_without_words_leaves_its_step_french(self) -> None:
        words = PROCEDURE + CONDITIONED.partition("[steps.fork]")[0]
        assert english(None, words).steps[1].language == "fr"

    def test_an_afterwards_of_other_length_stays_french(self) -> None:
        found = english(None, PROCEDURE + CONDITIONED, ('["Après."]', '["After.", "More."]'))
        assert found.afterwards == (Line("Après."),)
        found = english(None, PROCEDURE + CONDITIONED, ('["Après."]', '["After."]'))
        assert found.afterwards == (Line("After."),)


class TestFingerprint:
    """It changes with the words, and with nothing else."""

    def test_a_condition_changes_none(self) -> None:
        step = procedure().steps[1]
        bare = replace(step, when={}, body=tuple(Line(line.text) for line in step.body))
        assert fingerprint(bare) == fingerprint(step)

    def test_the_words_of_a_fork_count_and_its_facts_do_not(self) -> None:
        step = procedure().steps[1]
        fork = step.fork
        assert fork is not None
        assert fingerprint(replace(step, fork=None)) != fingerprint(step)
        asked = replace(step, fork=replace(fork, question="Et alors ?"))
        assert fingerprint(asked) != fingerprint(step)
        answers = tuple(replace(each, facts={}) for each in fork.answers)
        assert fingerprint(replace(step, fork=replace(fork, answers=answers, always=False))) == (
            fingerprint(step)
        )

    def test_a_step_without_a_fork_has_that_of_before(self) -> None:
        """So no translation of today turns French."""
        assert fingerprint(procedure().steps[0]) == "5b79f8e3d67ec84f"
