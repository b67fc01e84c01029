"""`steps check` renders pages for who says something too, shared ones in each procedure."""

from dataclasses import replace
from datetime import date

import pytest

from mes_optout.content.lint.loading import load_language
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.journey import Journey
from mes_optout.progress.hashing import make_key
from mes_optout.terminal import editor
from mes_optout.terminal.editor import check_pack, count_rows, find_key_clashes
from support.case_pack import with_facts, with_shared
from support.led_pack import lead
from support.small_pack import reader

TODAY = date(2026, 11, 25)


def high(files: dict[str, str]) -> list[tuple[str, str]]:
    found = check_pack(reader(files), TODAY).findings
    return [(f.file, f.fault.place) for f in found if "rows" in f.fault.facts]


def test_what_nobody_contradicts_counts_in_full() -> None:
    """Nothing is said at first: all lines and boxes are there."""
    procedure = Pack(reader(with_facts())).procedure("sortie")
    step = procedure.steps[1]
    plain = replace(step, when={}, body=tuple(replace(line, unless={}) for line in step.body))
    bare = replace(procedure, steps=(procedure.steps[0], plain))
    assert count_rows(procedure, "fr") == count_rows(bare, "fr")


def test_a_shared_page_that_is_too_high_is_said_once_of_its_file() -> None:
    files = with_shared(('body = ["Un."]', f"body = {['Une ligne.'] * 30}".replace("'", '"')))
    triage = files["fr/situations.toml"].replace('["sortie"]', '["sortie", "retour"]')
    retour = files["fr/sortie.toml"].replace('id = "sortie"', 'id = "retour"')
    without = retour.replace('if_late = "sortie"\n', "")  # no line for a last day
    for other in (retour, without):
        more = {"fr/situations.toml": triage, "fr/retour.toml": other}
        assert high({**files, **more}) == [("fr/commun.toml", "steps › page")]


def test_the_ids_of_the_shipped_pack_have_keys_of_their_own() -> None:
    assert list(find_key_clashes(load_language(shipped(), "fr"))) == []


# Two words with one CRC-32; so have all that only differ in them.
ONE, OTHER = "plumless", "buckeroo"


@pytest.mark.parametrize(
    ("file", "changes"),
    [
        ("sortie", [('["portail"]', f'["{ONE}", "{OTHER}"]')]),
        ("sortie", [('["portail/ouvert"]', f'["{ONE}", "{OTHER}"]')]),
        ("sortie", [('if_late = "sortie"', f'retired = ["{ONE}/a", "{OTHER}/a"]')]),
        ("cas", [('id = "existe"', f'id = "{ONE}"'), ('"pas-encore"', f'"{OTHER}"')]),
        ("cas", [('id = "compte"', f'id = "{ONE}"'), ('id = "espace"', f'id = "{OTHER}"')]),
    ],
)
def test_two_ids_with_one_key_are_refused_with_both_names(
    file: str, changes: list[tuple[str, str]]
) -> None:
    assert make_key(ONE) == make_key(OTHER)
    files = with_facts(*changes)
    (found,) = find_key_clashes(load_language(reader(files), "fr"))
    assert found.file == f"fr/{file}.toml"
    names = {str(found.fault.facts[key]) for key in ("name", "other")}
    assert [sum(word in name for name in names) for word in (ONE, OTHER)] == [1, 1]


def test_two_ids_of_a_shared_file_are_refused_once() -> None:
    second = f'[[steps.checks]]\nid = "{OTHER}"\ntext = "Autre"\n'
    files = with_shared(
        ('id = "vue"\n', f'id = "{ONE}"\n'),
        ('[[steps.problems]]\nid = "voile"', f'{second}[[steps.problems]]\nid = "voile"'),
        ("{ vue = 7 }", f"{{ {ONE} = 7, {OTHER} = 8 }}"),
    )
    (found,) = find_key_clashes(load_language(reader(files), "fr"))
    assert (found.file, found.fault.facts["other"]) == ("fr/commun.toml", f"commun/page/{ONE}")


@pytest.mark.parametrize(
    "changes",
    [
        [('id = "accord"', f'id = "{ONE}"'), ('["attente"]', f'["{OTHER}"]')],
        [('"attente/accord-recu"', f'"porte/{ONE}"'), ('"badge-rendu"', f'"{OTHER}"')],
    ],
)
def test_what_comes_later_has_a_key_of_its_own(changes: list[tuple[str, str]]) -> None:
    """Its id is kept as that of a step is, and its former ones as those of boxes are."""
    (found,) = find_key_clashes(load_language(reader(lead(*changes)), "fr"))
    names = {str(found.fault.facts[key]) for key in ("name", "other")}
    assert [sum(word in name for name in names) for word in (ONE, OTHER)] == [1, 1]


def test_the_page_of_whoever_said_something_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(journey: Journey, index: int) -> int:
        assert index in {0, 1}
        return 99 if journey.noted.says(journey.turn, "compte", "oui") else 1

    monkeypatch.setattr(editor, "_measure", measure)
    procedure = Pack(reader(with_facts())).procedure("sortie")
    assert count_rows(procedure, "fr") == [1, 99]  # the first step names no fact
