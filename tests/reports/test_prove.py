"""`steps prove` finds nothing in a pack that leads on, and every fault that is planted in one."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mes_optout import i18n
from mes_optout.content.lint import Finding
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.reports.prove import proving
from mes_optout.reports.prove.lengths import Length
from mes_optout.reports.prove.mapping import draw_map
from mes_optout.reports.prove.proving import Chosen, Proof, prove, prove_alone
from mes_optout.walkthrough import forks, problems, step
from mes_optout.walkthrough.visit import Choice, Stage, Visit
from support.proved_pack import CASE, FILES, FORK, make_step, replace_once, write_pack

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
ENTRY, RINGING, TRIAGE = "fr/entrer.toml", "fr/sonner.toml", "fr/situations.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "steps"


def go_through(folder: Path, changed: Mapping[str, str] | None = None) -> Proof:
    return prove_alone(Chosen(write_pack(folder, changed), "fr", TODAY))


def name(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(each.file, each.fault.place) for each in findings]


def reasons(findings: Iterable[Finding]) -> str:
    return "\n".join(str(each.fault.reason) for each in findings)


def test_a_pack_that_leads_on_has_no_finding(folder: Path) -> None:
    found = go_through(folder)
    assert [i18n.place_and_reason(each.fault) for each in found.findings] == []
    assert (
        found.beginnings == 7
    )  # the questions; what is said of the door; both lists by their names
    assert found.states > 100
    assert found.lengths == (Length("dehors", 3, 7), Length("seul", 3, 7))


def test_where_no_process_can_be_copied_one_does_it_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under Windows others would start the program anew, and in the zip it takes their orders."""

    def refuse(*_given: object) -> None:
        raise AssertionError("another process")

    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(proving, "ProcessPoolExecutor", refuse)
    alone = go_through(folder)
    assert prove(Chosen(folder, "fr", TODAY)) == alone


def test_a_text_that_no_state_shows(folder: Path) -> None:
    lost = """
[[questions]]
id = "perdue"
text = "Personne ne demande cela."
[[questions.answers]]
id = "oui"
label = "Oui vraiment"
situation = "seul"
"""
    found = go_through(folder, {TRIAGE: FILES[TRIAGE] + lost}).findings
    assert name(found) == [
        (TRIAGE, "questions › perdue › text"),
        (TRIAGE, "questions › perdue › answers › oui › label"),
    ]


def test_conditions_that_contradict_each_other(folder: Path) -> None:
    never = 'when = { porte = ["ouverte"] }\nunless = { porte = ["ouverte"] }'
    step_never = make_step("jamais", "Ne rien faire", 4, never)
    found = go_through(folder, {ENTRY: FILES[ENTRY] + step_never}).findings
    assert (ENTRY, "steps › jamais") in name(found)
    line = 'body = ["Dire bonjour : lentement."]'
    hidden = 'body = ["Dites-le.", { text = "Jamais.", when = { porte = ["verte"] } }]'
    found = go_through(folder, replace_once(ENTRY, line, hidden)).findings
    assert (ENTRY, "steps › saluer › body › 2") in name(found)
    assert "applies to no case" in reasons(found)


def test_a_procedure_that_nobody_reaches(folder: Path) -> None:
    """The door back from it leads nowhere to it."""
    away = 'procedure = "sonner"\nnote = "Sonner fait du bruit."\n'
    found = go_through(folder, replace_once(ENTRY, away, "")).findings
    assert name(found) == [(RINGING, ".")]
    assert "nothing leads to this procedure" in reasons(found)


def lead_back_by(fact: str) -> str:
    """Return a fork whose answers all lead to the procedure that one came from."""
    return f"""
[steps.fork]
question = "Qui ouvre ?"
[[steps.fork.answers]]
id = "moi"
label = "Moi"
facts = {{ {fact} = "ouverte" }}
procedure = "entrer"
[[steps.fork.answers]]
id = "autre"
label = "Une autre personne"
facts = {{ {fact} = "fermee" }}
procedure = "entrer"
"""


def test_an_answer_that_leads_in_a_circle(folder: Path) -> None:
    """Its procedure leads straight back, where it leads again; the other answer comes to an end."""
    heard = CASE.replace("porte", "bruit").replace("number = 1\ntitle", "number = 2\ntitle")
    back = lead_back_by("bruit")
    changed = {"fr/cas.toml": CASE + heard, RINGING: FILES[RINGING] + back}
    found = go_through(folder, changed).findings
    assert (ENTRY, "steps › chercher › fork › answers › fermee") in name(found)
    assert (RINGING, ".") in name(found)
    assert (ENTRY, ".") not in name(found)


def test_an_answer_after_which_the_same_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A circle of the program's own making: an answer that is led back to its question."""
    lead = forks.lead

    def lead_back(*given: Any) -> Stage:  # noqa: ANN401  (whatever it is given)
        visit, way, index, branch, follow = given
        if branch.id == "ouverte":
            return partial(forks.ask_fork, visit, way, index, follow)
        return lead(*given)

    monkeypatch.setattr(forks, "lead", lead_back)
    found = go_through(folder).findings
    assert (ENTRY, "steps › chercher › fork › answers › ouverte") in name(found)
    assert "in a circle" in reasons(found)


def test_two_procedures_that_lead_to_each_other(folder: Path) -> None:
    """Nobody comes to an end of either."""
    back = lead_back_by("porte")
    first = FORK.replace(
        'facts = { porte = "ouverte" }',
        '''facts = { porte = "ouverte" }
procedure = "sonner"''',
    )
    changed = {**replace_once(ENTRY, FORK, first), RINGING: FILES[RINGING] + back}
    found = go_through(folder, changed).findings
    assert {(ENTRY, "."), (RINGING, ".")} <= set(name(found))
    assert "comes to its end" in reasons(found)


def test_a_door_that_leads_back_to_its_own_page(folder: Path) -> None:
    own = replace_once(RINGING, '{ procedure = "entrer" }', '{ step = "patienter" }')
    found = go_through(folder, own).findings
    assert name(found) == [(RINGING, "steps › patienter")]
    assert "leads back to the page one comes from" in reasons(found)


def test_a_door_to_the_next_child_comes_to_an_end(folder: Path) -> None:
    """It would lead from child to child for ever."""
    door = replace_once(RINGING, '{ procedure = "entrer" }', '{ do = "next-child" }')
    door[RINGING] = door[RINGING].replace("summary = ", "repeats = true\nsummary = ")
    found = go_through(folder, door)
    assert name(found.findings) == []
    assert found.states < 1000


def test_a_page_from_which_nothing_leads_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead end of the program's own making: a problem's page without an answer."""
    monkeypatch.setattr(problems, "find_doors", lambda *_given: [])
    monkeypatch.setattr(problems, "_to_step", lambda back: Choice("step", "", back, when=False))
    monkeypatch.setattr(problems, "ask_problem", problems.explain_step)
    found = go_through(folder)
    assert "no answer leads on from here" in reasons(found.findings)


def test_a_page_that_nobody_can_leave(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Visit.choose

    def choose(*given: object, **_leaving: object) -> object:
        return real(*given, leaving="absent")  # type: ignore[arg-type]

    monkeypatch.setattr(Visit, "choose", choose)
    assert "nobody can leave here" in reasons(go_through(folder).findings)


def test_help_that_is_too_far_away(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is two answers away everywhere; without it in the menu of a step, it is three."""
    monkeypatch.setattr(
        step, "helpers_choice", lambda _visit, back: Choice("helpers", "", back, when=False)
    )
    found = go_through(folder).findings
    steps = [
        (ENTRY, "steps › chercher"),
        (ENTRY, "steps › pousser"),
        (ENTRY, "steps › saluer"),
        (RINGING, "steps › appuyer"),
        (RINGING, "steps › patienter"),
    ]
    assert sorted(name(found)) == sorted(steps)


def test_the_map_names_each_page_and_each_answer_to_a_fork(folder: Path) -> None:
    drawn = draw_map(Chosen(write_pack(folder), "fr", TODAY).pack(), "entrer", TODAY)
    assert drawn.startswith('digraph "entrer" {\n')
    assert '  "Pousser la porte" [shape=box];\n' in drawn
    fork = '"Chercher la porte\\nComment est-elle ?"'
    assert f'  {fork} -> "Pousser la porte" [label="Elle est ouverte"];\n' in drawn
    assert f'  {fork} -> "Elle est fermée" [label="Elle est fermée"];\n' in drawn
    assert drawn.count("{") == drawn.count("}") == 1


def test_the_map_of_the_documentation_is_the_one_of_the_steps() -> None:
    """`python tools/maps.py` draws it anew."""
    kept = (ROOT / "docs/maps/majeur-protege.dot").read_text(encoding="utf-8")
    assert draw_map(Pack(shipped(), "fr"), "majeur-protege", TODAY) == kept


@pytest.mark.slow
def test_the_shipped_steps_lead_on_from_everywhere() -> None:
    found = prove(Chosen(None, "fr", TODAY))
    assert [(each.file, *i18n.place_and_reason(each.fault)) for each in found.findings] == []
    assert all(length.deed and length.end for length in found.lengths)
