"""The pack that is shipped keeps what its readers are promised."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.model import Procedure, Step

ROW = 66  # a box's label, a symptom or a situation is one row of the screen (REQ-A25)
DIFFERENT = "Mon écran est différent"
PAGE = "https://www.monespacesante.fr/enrolement/cloture/accueil"

# Fields that no reader sees, or that are not sentences.
_NOT_SHOWN = {"id", "link", "sources", "formerly", "procedures", "procedure", "url", "if_late"}


def shown(value: object) -> Iterator[str]:
    """Yield every text of a model that a reader sees."""
    if isinstance(value, str) and type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from shown(item)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _NOT_SHOWN:
                yield from shown(getattr(value, each.name))


@pytest.fixture
def procedures(pack: Pack) -> list[Procedure]:
    """Return every procedure of the pack."""
    return [pack.procedure(name) for name in pack.triage.procedures]


@pytest.fixture
def steps(procedures: list[Procedure]) -> list[tuple[str, Step]]:
    """Return every step with its name, « procedure › step »."""
    return [(f"{each.id} › {step.id}", step) for each in procedures for step in each.steps]


@pytest.fixture
def texts(pack: Pack, procedures: list[Procedure]) -> list[str]:
    """Return everything that a reader may be shown."""
    return list(shown((pack.triage, *procedures, *pack.sources.values())))


def test_everything_that_is_shown_is_looked_at(texts: list[str]) -> None:
    assert "Où en êtes-vous ?" in texts
    assert "J'ai reçu le code" in texts
    assert "Rien ne part encore. Mais changer une adresse peut envoyer un message." in " ".join(
        texts
    )
    assert len(texts) > 500


class TestSources:
    """Every sentence about the law or the site has a source, and no source is idle."""

    def test_every_source_that_is_cited_exists(
        self, pack: Pack, steps: list[tuple[str, Step]]
    ) -> None:
        cited = [(name, key) for name, step in steps for key in step.sources]
        cited += [(each.id, key) for each in pack.triage.situations for key in each.sources]
        assert [pair for pair in cited if pair[1] not in pack.sources] == []

    def test_every_source_is_cited(self, pack: Pack, steps: list[tuple[str, Step]]) -> None:
        cited = {key for _, step in steps for key in step.sources}
        cited |= {key for each in pack.triage.situations for key in each.sources}
        assert pack.reading is not None
        pages = (*pack.reading.sections, *pack.reading.resources)
        cited |= {key for page in pages for key in page.sources}
        assert set(pack.sources) - cited == set()

    def test_every_situation_has_a_source(self, pack: Pack) -> None:
        assert [each.id for each in pack.triage.situations if not each.sources] == []

    def test_no_step_cites_a_source_twice(self, steps: list[tuple[str, Step]]) -> None:
        assert [name for name, step in steps if len(set(step.sources)) < len(step.sources)] == []

    def test_what_is_not_sure_says_what_is_in_doubt(self, steps: list[tuple[str, Step]]) -> None:
        assert [n for n, step in steps if step.confidence != "sure" and step.doubt is None] == []


class TestProblems:
    """Nobody is left alone with a screen that does not do what the step says."""

    def test_every_step_with_a_link_knows_another_screen(
        self, steps: list[tuple[str, Step]]
    ) -> None:
        linked = [(name, step) for name, step in steps if step.link is not None]
        assert linked
        assert [
            name
            for name, step in linked
            if DIFFERENT not in {problem.symptom for problem in step.problems}
        ] == []

    def test_every_step_has_a_problem_with_another_way(self, steps: list[tuple[str, Step]]) -> None:
        assert [name for name, step in steps if not step.problems] == []
        assert [
            name
            for name, step in steps
            for problem in step.problems
            if problem.otherwise == problem.remedy
        ] == []


class TestRows:
    """REQ-A25: what is chosen from a list is complete in one row."""

    def test_boxes(self, steps: list[tuple[str, Step]]) -> None:
        labels = [check.text for _, step in steps for check in step.checks]
        assert [label for label in labels if len(label) > ROW] == []

    def test_at_most_four_boxes_a_step(self, steps: list[tuple[str, Step]]) -> None:
        assert [name for name, step in steps if len(step.checks) > 4] == []

    def test_symptoms(self, steps: list[tuple[str, Step]]) -> None:
        symptoms = [problem.symptom for _, step in steps for problem in step.problems]
        assert [each for each in symptoms if len(each) > ROW] == []

    def test_situations(self, pack: Pack) -> None:
        answers = [answer for each in pack.triage.questions for answer in each.answers]
        assert [each.label for each in answers if len(each.label) > ROW] == []

    def test_two_rows_of_a_list_never_read_the_same(self, steps: list[tuple[str, Step]]) -> None:
        for name, step in steps:
            for rows in ([c.text for c in step.checks], [p.symptom for p in step.problems]):
                assert len(set(rows)) == len(rows), name


# « · » and its like are read out one by one, or not at all: eSpeak says « point le point ».
_MIDDLE_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb\u0387"


def forbidden(text: str) -> list[str]:
    """Return the letters of `text` that REQ-A16 forbids: middle dots, arrows, marks, emoji."""
    return [
        letter
        for letter in text
        if letter in _MIDDLE_DOTS
        or "\u2190" <= letter <= "\u2bff"  # arrows, shapes, dingbats
        or (unicodedata.category(letter) in {"So", "Sm", "Sk", "Co", "Cn"} and letter != "+")
    ]


class TestLetters:
    """REQ-A16: what is shown has no middle dot, no arrow, no check mark and no emoji."""

    @pytest.mark.parametrize(
        "text", ["professionnel·le·s", "✓ fait", "→", "●", "○", "❯", "😀", "☑", "✅", "•", "a ⋅ b"]
    )
    def test_the_lint_sees_them(self, text: str) -> None:
        assert forbidden(text)

    def test_no_text_has_any(self, texts: list[str]) -> None:
        assert [text for text in texts if forbidden(text)] == []

    def test_nor_has_any_a_tab_or_two_spaces(self, texts: list[str]) -> None:
        assert [text for text in texts if text != " ".join(text.split())] == []

    def test_guillemets_come_in_pairs_with_their_spaces(self, texts: list[str]) -> None:
        assert [text for text in texts if text.count("«") != text.count("»")] == []
        assert [text for text in texts if re.search(r"«(?! )|(?<! )»", text)] == []

    def test_double_signs_have_their_space(self, texts: list[str]) -> None:
        assert [text for text in texts if re.search(r"\w[;:?!](?:\s|$)", text)] == []


class TestOrder:
    """Ids and numbers are permanent; the seven steps of the 2022 guide keep their order."""

    def test_opposition_goes_from_the_deadline_to_the_proof(self, pack: Pack) -> None:
        assert [step.id for step in pack.procedure("opposition").steps] == [
            "delai",
            "messages",
            "page",
            "code",
            "formulaire",
            "recevoir",
            "saisir",
            "opposer",
            "preuve",
        ]

    def test_what_needs_the_account_comes_before_closing_it(self, pack: Pack) -> None:
        order = [step.id for step in pack.procedure("cloture").steps]
        last = order.index("confirmer")
        assert all(order.index(name) < last for name in ("documents", "acces", "appareils"))

    def test_numbers_are_used_once_in_a_procedure(self, procedures: list[Procedure]) -> None:
        for procedure in procedures:
            numbers = [check.number for step in procedure.steps for check in step.checks]
            assert len(set(numbers)) == len(numbers), procedure.id

    def test_the_page_of_opposition_is_the_one_of_the_official_application(
        self, pack: Pack
    ) -> None:
        links = {step.id: step.link for step in pack.procedure("opposition").steps}
        assert links["page"] == PAGE
        assert {link for link in links.values() if link is not None} == {PAGE}

    def test_a_late_opposition_leads_to_closing(self, pack: Pack) -> None:
        assert pack.procedure("opposition").if_late == "cloture"
        assert pack.procedure("cloture").if_late is None


class TestSituations:
    """The one question leads to every procedure, and « I do not know » is an answer."""

    def test_every_situation_leads_to_a_procedure_that_loads(self, pack: Pack) -> None:
        for situation in pack.triage.situations:
            assert pack.procedure(situation.procedure).id == situation.procedure

    def test_every_procedure_is_reached(self, pack: Pack) -> None:
        assert {each.procedure for each in pack.triage.situations} == set(pack.triage.procedures)
        assert {"opposition", "cloture"} <= set(pack.triage.procedures)

    def test_not_knowing_is_the_last_answer(self, pack: Pack) -> None:
        last = [question.answers[-1].label for question in pack.triage.questions]
        assert set(last) == {"Je ne sais pas"}

    def test_what_is_late_leads_to_the_way_for_the_late(
        self, pack: Pack, procedures: list[Procedure]
    ) -> None:
        late = {each.id: each.if_late for each in procedures if each.if_late}
        assert late == {"opposition": "cloture", "enfants": "enfants"}
        assert set(late.values()) <= set(pack.triage.procedures)


_PROMISES = {
    "efface tout": r"\befface(?:r|nt|z)? tout",
    "définitif": r"\bdéfinitif|\bdéfinitive",
    "irrécupérable": r"\birrécup",
    "irréversible": r"\birrévers",
    "sécurisé": r"\bsécuris",
    "garanti": r"\bgaranti",
    "anonyme": r"\banonym",
}


class TestPromises:
    """REQ-S13: no text promises what a deletion cannot hold."""

    @pytest.mark.parametrize("pattern", _PROMISES.values(), ids=_PROMISES)
    def test_no_text_promises_it(self, pattern: str, pack: Pack, texts: list[str]) -> None:
        titles = {source.title for source in pack.sources.values()}  # other people's words
        found = [text for text in texts if re.search(pattern, text, re.IGNORECASE)]
        assert [text for text in found if text not in titles] == []

    @pytest.mark.parametrize("text", ["Cela efface tout.", "suppression définitive", "Sécurisé"])
    def test_the_lint_sees_them(self, text: str) -> None:
        assert any(re.search(pattern, text, re.IGNORECASE) for pattern in _PROMISES.values())


class TestStartOfTheDelay:
    """The six weeks run from the sending (CSP art. R1111-28), never from the receipt of a code."""

    RECEIPT = re.compile(
        r"réception du code|code (?:est )?reçu (?:fait|ouvre|commence)", re.IGNORECASE
    )
    SIX_WEEKS = re.compile(r"six semaines (?:après|depuis|à partir de|dès) (?:la |votre )?récept")

    def test_receipt_is_named_only_to_warn_of_it(self, texts: list[str]) -> None:
        found = [text for text in texts if self.RECEIPT.search(text)]
        assert [text for text in found if "risqué" not in text] == []

    def test_no_delay_is_counted_from_a_receipt(self, texts: list[str]) -> None:
        assert [text for text in texts if self.SIX_WEEKS.search(text)] == []

    def test_the_first_step_says_from_when(self, pack: Pack) -> None:
        first = pack.procedure("opposition").steps[0]
        assert first.why == "Les six semaines partent de l'envoi, pas de la réception."
        assert "R28" in first.sources


def sentences(text: str) -> list[str]:
    """Cut a text after full stops, question marks and exclamation marks."""
    return [part for part in re.split(r"(?<=[.!?…])\s+", text) if part]


def words(sentence: str) -> int:
    """Count words as French readers do: « l'espace » is two."""
    return len(re.findall(r"\w+(?:-\w+)*", re.sub(r"(?<=\d)\s(?=\d)", "", sentence)))


class TestReadability:
    """REQ-A17, in part: sentences of 12 words on average and 25 at most, for every step."""

    def test_counting(self) -> None:
        assert sentences("Un. Deux ? Site : cnil.fr. Fin") == [
            "Un.",
            "Deux ?",
            "Site : cnil.fr.",
            "Fin",
        ]
        assert words("L'espace s'ouvre, peut-être le 3 422 !") == 7

    def test_no_sentence_is_long(self, pack: Pack, texts: list[str]) -> None:
        titles = {text for source in pack.sources.values() for text in shown(source)}
        assert [
            sentence
            for text in texts
            if text not in titles
            for sentence in sentences(text)
            if words(sentence) > 25
        ] == []

    def test_a_step_is_short_of_breath(self, steps: list[tuple[str, Step]]) -> None:
        for name, step in steps:
            whole = [part for text in shown(step) for part in sentences(text) if part[-1] in ".?!"]
            counts = [words(part) for part in whole]
            assert sum(counts) / len(counts) <= 12, name
