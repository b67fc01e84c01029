"""What the shipped texts may not say wrongly, for somebody pays for it.

Who may read, whom to call in danger, who gets a request, how soon to act: with the sources that
the texts cite.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

import pytest

from mes_optout.content.letters import Letter, load_letters
from mes_optout.content.lint.loading import load_language
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Problem, Procedure, Step
from mes_optout.content.whom import pick_lines
from mes_optout.i18n import LANGUAGES

COUNCIL = "Conseil national de l'Ordre des pharmaciens"
DEAF = "monespacesante.elioz.fr"

PRESUMED = {
    "fr": r"réputé (?:accept|donn|acqui|obten)|n'(?:av|ont|a)\w* pas refusé|accord de principe"
    r"|ne s'y oppose pas|n'a pas dit non|présum|accord (?:tacite|implicite)",
    "en": r"counts as (?:accepted|agreed|given)|(?:did|have|has|do|does) not (?:refuse|object)"
    r"|presum|implied consent|tacit",
}
UNSAFE = "pas-en-securite"
FIRST = {
    "fr": (
        "transmettre une « information préoccupante »",
        "demandez d'abord",
        "dire votre nom",
    ),
    "en": ("pass on an “information préoccupante”", "first ask", "say your name"),
}
UNREAD = {"fr": "nous ne l'avons pas lu", "en": "not read it"}
TO_A_PHARMACY = {
    "fr": r"(?:demandez(?:-l[ea])?|donnez la lettre|adressez-vous|allez) "
    r"(?:d'abord )?(?:en|à la|dans une|dans ma) (?:autre )?pharmacie",
    "en": r"(?:ask|give the letter|go) (?:first )?(?:in a|in my|to another) pharmacy"
    r"|ask the pharmacy first",
}
REASSURES = {
    "fr": r"ne prévient personne|n'engage à rien|n'envoie rien|ne change (?:rien|aucun)"
    r"|^rien n'est encore|^rien ne part|aucun choix n'est mauvais",
    "en": r"(?:alerts|warns) nobody|commits you to nothing|sends nothing|changes (?:nothing|no)"
    r"|^nothing is \w+ yet|^nothing leaves|no choice is wrong",
}
GENERIC = {
    "fr": r"rien ne (?:vous )?presse|prenez (?:votre|le) temps"
    r"|^pas tout de suite",
    "en": r"\bno hurry|take your time|not at once",
}


@cache
def said(language: str) -> dict[str, str]:
    """Return every shipped text of a language by its place."""
    french = load_language(shipped(), "fr")
    loaded = french if language == "fr" else load_language(shipped(), language, french)
    return {f"{file} {place}": text for file, place, text in loaded.texts()}


def breaking(language: str, pattern: str) -> dict[str, str]:
    """Return the texts in which a pattern is found."""
    return {
        place: text
        for place, text in said(language).items()
        if re.search(pattern, text, re.IGNORECASE)
    }


def step_of(name: str, step: str, language: str = "fr") -> Step:
    procedure = Pack(shipped(), language).procedure(name)
    return next(each for each in procedure.steps if each.id == step)


def letter_of(name: str) -> Letter:
    return next(each.letter for each in load_letters(Pack(shipped())) if each.letter.id == name)


def says_of(name: str) -> str:
    """Return what the English explanation says that a letter says."""
    found = next(each for each in load_letters(Pack(shipped(), "en")) if each.letter.id == name)
    assert found.explained is not None
    return " ".join(pick_lines(found.explained.says))


class TestPriorConsent:
    """CSP art. L1111-17 and R1111-46; Conseil d'État, 15 October 2025, number 490409."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_text_takes_silence_for_consent(self, language: str) -> None:
        assert breaking(language, PRESUMED[language]) == {}

    def test_the_letter_asks_when_and_how_consent_was_obtained(self) -> None:
        letter = letter_of("acces-anormal")
        body = " ".join(pick_lines(letter.body))
        for needed in (
            "mon consentement préalable",
            "L1111-17",
            "R1111-46",
            "15 octobre 2025 (numéro 490409)",
            "Quand et comment mon consentement préalable a-t-il été recueilli",
            "R1111-48",
            "Merci de garder les traces de cet accès.",
        ):
            assert needed in body
        assert {"R46", "L17", "R48", "CE25", "CE25B"} <= set(letter.sources)
        assert any("« nous contacter »" in line for line in pick_lines(letter.send))

    def test_its_explanation_says_the_same(self) -> None:
        says = says_of("acces-anormal")
        assert "prior consent" in says
        assert "490409" in says

    @pytest.mark.parametrize(
        ("file", "place"), [("fr/confidentialite.toml", "historique"), ("fr/reperes.toml", "voit")]
    )
    def test_the_pages_that_say_who_reads_say_it(self, file: str, place: str) -> None:
        asked = "consentement préalable|avant la première lecture, .*avoir votre accord"
        found = breaking("fr", asked)
        assert [where for where in found if where.startswith(file) and place in where]


class TestDanger:
    """« Je ne me sens pas en sécurité chez moi »: the 119 is named by what it may set in motion."""

    NUMBERS = ("17", "112", "114", "119")

    def problem(self, language: str) -> Problem:
        step = step_of("ado", "parler", language)
        (problem,) = [each for each in step.problems if each.id == UNSAFE]
        return problem

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_says_what_may_be_passed_on_before_it_says_to_call(self, language: str) -> None:
        problem = self.problem(language)
        text = f"{problem.remedy} {problem.otherwise}".lower()
        numbers = {n: re.search(rf"\b{n}\b", text) for n in self.NUMBERS}
        assert None not in numbers.values(), numbers
        passed_on = [text.find(words) for words in FIRST[language]]
        named = text.index("119")  # by what it may set in motion, in that same sentence
        assert all(at > named for at in passed_on)
        assert named < passed_on[0]
        assert "." not in text[named : passed_on[0]]
        assert UNREAD[language] in text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_does_not_send_to_the_support_of_the_space(self, language: str) -> None:
        problem = self.problem(language)
        assert problem.hotline is False
        assert "3422" not in f"{problem.remedy} {problem.otherwise}"

    def test_its_step_cites_what_it_says(self) -> None:
        assert {"119A", "119D", "114A", "3114"} <= set(step_of("ado", "parler").sources)

    def test_each_step_that_names_a_number_cites_it_and_says_what_the_phone_keeps(
        self, pack: Pack
    ) -> None:
        named = 0
        for name in pack.names:
            for step in pack.procedure(name).steps:
                for problem in step.problems:
                    text = f"{problem.remedy} {problem.otherwise}"
                    if not re.search(r"\b114\b", text):
                        continue
                    named += 1
                    assert "114A" in step.sources, (name, step.id)
                    assert "119A" in step.sources or "119" not in text, (name, step.id)
                    assert "une trace" in text, (name, step.id)
        assert named

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_who_can_help_names_them_with_what_a_bill_shows(self, language: str) -> None:
        pages = Pack(shipped(), language).reading
        assert pages is not None
        about = {each.id: f"{each.purpose} {each.contact}" for each in pages.resources}
        for name, number in (
            ("danger", "17"),
            ("danger", "112"),
            ("sms-114", "114"),
            ("enfance-119", "119"),
            ("suicide-3114", "3114"),
        ):
            assert number in about[name]
            assert re.search(r"facture|relevé|bill", about[name])
            assert re.search(r"transm|passed? on", about[name])

    @pytest.mark.parametrize("situation", ["jeune-secret", "seize-dix-huit", "jeune-danger"])
    def test_the_triage_leads_a_young_person_there(self, pack: Pack, situation: str) -> None:
        (found,) = (each for each in pack.triage.situations if each.id == situation)
        assert re.search("En danger|119", found.note)
        assert found.procedure == "ado"


class TestAttention:
    """« Attention » stands before what a step shows or loses, and before nothing else."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_risk_comes_first(self, language: str) -> None:
        pattern = re.compile(REASSURES[language], re.IGNORECASE)
        pack = Pack(shipped(), language)
        first = {
            f"{name}/{step.id}": re.split(r"(?<=[.!?])\s", step.before)[0]
            for name in pack.names
            for step in pack.procedure(name).steps
            if step.before
        }
        assert len(first) > 40
        assert {k: v for k, v in first.items() if pattern.search(v)} == {}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_some_steps_only_reassure(self, language: str) -> None:
        pack = Pack(shipped(), language)
        steps = [step for name in pack.names for step in pack.procedure(name).steps]
        only = [step.id for step in steps if step.before is None]
        assert only
        assert all(step.reassurance for step in steps if step.before is None)


class TestPlainWords:
    """What people said they stumbled over."""

    @pytest.mark.parametrize(
        "words",
        [
            r"messages? courts? \(SMS\)|SMS \(message court\)",
            r"qui perd un accès",
            r"dossiers de qui vous soigne",
            r"(?<!plus )rien n'est sûr",
            r"ce n'est pas sûr[^.]*médecin traitant|médecin traitant[^.]*ce n'est pas sûr",
        ],
    )
    def test_no_text_has_them(self, words: str) -> None:
        assert breaking("fr", words) == {}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_page_says_nothing_twice(self, language: str) -> None:
        """The page of a step with its « Why, and sources »; the page before, with its rows."""
        pack = Pack(shipped(), language)
        twice = []
        for name in pack.names:
            procedure = pack.procedure(name)
            for step in procedure.steps:
                texts = [step.why, step.before, step.reassurance, step.keep, step.doubt]
                texts += [*(line.text for line in step.body), *step.more]
                twice += [(step.id, each) for each in said_twice(texts)]
        for each in pack.triage.situations:
            led = pack.procedure(each.procedure)
            texts = [each.note, each.timing, led.duration, led.undo]
            twice += [(each.id, sentence) for sentence in said_twice(texts)]
        assert twice == []


def said_twice(texts: Iterable[str | None]) -> list[str]:
    """Return the sentences of four words or more that stand in some texts more than once."""
    sentences = [s for text in texts if text for s in re.split(r"(?<=[.!?…])\s+", text)]
    plain = [" ".join(re.findall(r"\w+", each.lower())) for each in sentences]
    return [each for each, n in Counter(plain).items() if n > 1 and len(each.split()) > 3]


class TestPharmacyRecord:
    """CSP art. R1111-20-1, II, and R1111-20-6: the council answers, not the pharmacy."""

    def test_the_letter_goes_to_the_council(self) -> None:
        letter = letter_of("dossier-pharmaceutique")
        assert letter.to[0] == COUNCIL
        assert "harmacie" not in " ".join(letter.to[1:])
        assert letter.confidence == "sure"
        send = " ".join(pick_lines(letter.send))
        for needed in (COUNCIL, "portail", "L1111-23", "III de l'article R1111-20-1"):
            assert needed in send
        assert "revenir en arrière à tout moment" in letter.before

    def test_the_step_does_so_and_has_to_be_done_again(self) -> None:
        step = step_of("suites", "pharmacie")
        assert COUNCIL in step.body[0].text
        said = " ".join(line.text for line in step.body)
        assert said.count("Pas à la pharmacie.") == len(re.findall(r"pharmacie\b", said)) == 1
        assert (step.revision, step.confidence) == (2, "sure")
        assert COUNCIL in (step.change or "")
        more = " ".join(step.more)
        for needed in ("R1111-20-1", "R1111-20-6", "L1111-23", "À 18 ans", "mineurs"):
            assert needed in more

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_text_sends_to_a_pharmacy_for_it(self, language: str) -> None:
        assert breaking(language, TO_A_PHARMACY[language]) == {}

    def test_nothing_that_was_read_is_called_unread(self) -> None:
        assert breaking("fr", r"pas lu comment on revient|rien lu sur ce cas") == {}

    def test_whoever_names_closing_it_at_the_end_of_a_way_names_the_council(
        self, pack: Pack
    ) -> None:
        for name in ("opposition", "cloture", "sans-internet", "confidentialite"):
            after = [
                line.text for line in pack.procedure(name).afterwards if "le clôturer" in line.text
            ]
            assert after
            assert all(COUNCIL in text for text in after)


class TestHowSoon:
    """No generic word of hurry or of leisure: each situation says its own."""

    # While these wait, the space is open, and the sources say what may happen to it.
    OPEN = (
        *("lettre-ancienne", "rien-recu", "compte-active", "sans-internet", "enfant"),
        *("jeune-secret", "seize-dix-huit", "majeur-protege", "etat-civil", "arrivee"),
    )

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_text_says_so(self, language: str) -> None:
        assert breaking(language, GENERIC[language]) == {}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_each_situation_has_its_own_words(self, language: str) -> None:
        situations = Pack(shipped(), language).triage.situations
        assert len({each.timing for each in situations}) == len(situations)

    def test_an_open_space_is_said_to_fill_and_to_be_read(self, pack: Pack) -> None:
        timings = {each.id: each.timing for each in pack.triage.situations}
        assert [name for name in self.OPEN if not re.search("rempli.*lu", timings[name])] == []

    def test_whoever_can_be_late_hears_so(self, pack: Pack) -> None:
        """From when the six weeks count is said where the day is asked for, and nowhere before."""
        timings = {each.id: each.timing for each in pack.triage.situations}
        for name in ("lettre-recente", "sans-internet", "enfant", "majeur-protege", "arrivee"):
            assert re.search("tardez|aujourd'hui", timings[name])
        assert [name for name, timing in timings.items() if "six semaines" in timing] == []
        assert "l'annule sans doute" in timings["retour"], "a deletion that is running"
        assert "trois mois" in timings["cloture-sans-suppression"]


class TestWithoutTelephone:
    """Whoever cannot call finds another way in every procedure that says to."""

    def sends_to_the_telephone(self, procedure: Procedure) -> bool:
        problems = (problem for step in procedure.steps for problem in step.problems)
        return any(
            "ppelez" in f"{p.remedy} {p.otherwise}" and "3422" in p.otherwise + p.remedy
            for p in problems
        )

    @pytest.mark.parametrize("name", Pack(shipped()).names)
    def test_a_problem_says_so(self, pack: Pack, name: str) -> None:
        procedure = pack.procedure(name)
        if not self.sends_to_the_telephone(procedure):
            assert name == "suites", "the only one whose services are others"
            return
        found = [
            f"{problem.remedy} {problem.otherwise}"
            for step in procedure.steps
            for problem in step.problems
            if re.search(r"Je ne peux pas .*téléphoner", problem.symptom)
        ]
        here = name == "sans-internet"  # where the step that follows is the other way
        assert any(DEAF in text or (here and "étape qui suit" in text) for text in found)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_who_can_help_shows_the_page_whole(self, language: str) -> None:
        pages = Pack(shipped(), language).reading
        assert pages is not None
        order = [each.id for each in pages.resources]
        assert order.index("support-sourds") == order.index("support") + 1
        assert f"https://{DEAF}/" in [each.url for each in pages.resources]
