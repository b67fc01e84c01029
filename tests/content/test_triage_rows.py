"""Every path of the triage, and the rows of the fact base's table that they lead to."""

import itertools
from collections.abc import Iterator

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.triage import Question, Triage
from mes_optout.i18n import LANGUAGES

# Section (1) of the fact base: row by row, the situation and the procedure that it asks for.
ROWS = {
    1: ("lettre-recente", "opposition"),
    2: ("lettre-sans-date", "opposition"),
    3: ("lettre-ancienne", "cloture"),
    4: ("rien-recu", "cloture"),
    5: ("inconnu", "opposition"),  # the page is the same, and says which of the two it is
    6: ("compte-active", "cloture"),
    7: ("profil-cree-par-autrui", "cloture"),
    8: ("garder-masquer", "confidentialite"),
    9: ("medecin-traitant", "cloture"),
    10: ("entourage", "confidentialite"),
    11: ("sans-internet", "sans-internet"),
    12: ("enfant", "enfants"),
    13: ("jeune-secret", "ado"),
    14: ("seize-dix-huit", "ado"),
    15: ("majeur-protege", "majeur-protege"),
    16: ("retour", "reouverture"),
    17: ("cloture-sans-suppression", "sans-internet"),
    18: ("etat-civil", "suites"),  # a page of its own, from which one may go on to close or to hide
    19: ("arrivee", "sans-internet"),
    20: ("depart", "sans-internet"),
    21: ("un-depot", "confidentialite"),
}
LONGEST = 3  # questions


def paths(triage: Triage) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every way through the questions, as answers, with the situation at its end."""
    by_id = {question.id: question for question in triage.questions}

    def onward(
        question: Question, before: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        assert len(before) < LONGEST, f"a fourth question after {before}"
        for answer in question.answers:
            way = (*before, answer.id)
            if answer.question is not None:
                yield from onward(by_id[answer.question], way)
            else:
                assert answer.situation is not None, way
                yield way, answer.situation

    yield from onward(triage.questions[0], ())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_reached_and_leads_where_the_table_says(language: str) -> None:
    triage = Pack(shipped(), language).triage
    leads = {situation.id: situation.procedure for situation in triage.situations}
    reached = {situation for _, situation in paths(triage)}
    for row, (situation, procedure) in ROWS.items():
        assert situation in reached, f"row {row}: no answer leads to it"
        assert leads[situation] == procedure, f"row {row}"
    assert reached == leads.keys(), "a situation that nobody can reach, or that is not there"


# What people met since; each leads to a page that stands for itself, where one is named.
LATER = {
    "refus-2022": ("opposition", "messages"),
    "dix-huit": ("cloture", None),
    "violences": ("confidentialite", "coordonnees"),
    "collegues": ("confidentialite", None),
    "assureur": ("suites", "assurances"),
    "parents-desaccord": ("enfants", None),
    "enfant-danger": ("enfants", None),
    "jeune-danger": ("ado", "parler"),
    "jeune-soin": ("ado", "demander"),
    "jeune-place": ("ado", None),
    "apres-deces": ("suites", "apres-deces"),
    "prison": ("sans-internet", "lettre"),
    "etablissement": ("sans-internet", None),
    "sans-consentement": ("sans-internet", "lettre"),
    "ame": ("sans-internet", None),
    "etudiant": ("sans-internet", None),
    "frontalier": ("sans-internet", None),
}


def test_what_was_met_since_has_an_answer_of_its_own() -> None:
    triage = Pack(shipped()).triage
    leads = {each.id: (each.procedure, each.step) for each in triage.situations}
    assert {name: leads[name] for name in LATER} == LATER
    assert {situation for _, situation in paths(triage)} >= LATER.keys()


def test_a_changed_civil_status_is_no_reason_to_close() -> None:
    """It leads to its own page; closing and hiding are doors there."""
    pack = Pack(shipped())
    (situation,) = [each for each in pack.triage.situations if each.id == "etat-civil"]
    (page,) = [each for each in pack.procedure("suites").steps if each.id == situation.step]
    doors = {
        action.procedure
        for actions in ([e.actions for e in page.body], [e.actions for e in page.problems])
        for action in itertools.chain(*actions)
        if action.procedure
    }
    assert doors >= {"cloture", "confidentialite"}


def test_every_path_ends_at_a_procedure_that_loads() -> None:
    pack = Pack(shipped())
    leads = {situation.id: situation.procedure for situation in pack.triage.situations}
    ways = list(paths(pack.triage))
    assert len(ways) > len(ROWS)
    for way, situation in ways:
        assert pack.procedure(leads[situation]).steps, way
