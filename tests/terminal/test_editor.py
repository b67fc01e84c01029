"""What `steps check` adds to the lint: rows (REQ-A25), and ids with one key on paper."""

from dataclasses import replace

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Line, Procedure
from mes_optout.i18n import place_and_reason
from mes_optout.progress.code import procedure_key
from mes_optout.terminal.editor import (
    ROWS,
    count_rows,
    find_code_clashes,
    find_high_pages,
    measure,
    rows_of,
)
from mes_optout.walkthrough.journey_pages import step_screen
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.blocks import Address


@pytest.fixture
def procedure(pack: Pack) -> Procedure:
    """Return the objection, whose pages name the last day above the step."""
    return pack.procedure("opposition")


def test_every_shipped_step_fits(pack: Pack) -> None:
    too_much = [
        finding
        for name in pack.triage.procedures
        for language in i18n.LANGUAGES
        for finding in find_high_pages(pack.procedure(name), language)
    ]
    assert too_much == []


# Rows with the borders: those of asking for secrecy, where what the law does not cover has to be
# known before one asks.
HIGHEST_FRAME = {"fr": 15, "en": 17}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_frame_is_higher_than_those_that_were(language: str) -> None:
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    steps = [step for name in pack.names for step in pack.procedure(name).steps]
    frames = [rows_of(replace(step_screen(step), addresses=())) for step in steps]
    assert max(frames) == HIGHEST_FRAME[language]


def test_the_keys_have_their_row(procedure: Procedure) -> None:
    """The answer before, the question, two boxes, the keys: five rows around a page."""
    page = step_screen(procedure.steps[2])
    assert measure(page, 2) == rows_of(page) + 5


def test_a_row_more_in_the_body_is_a_row_more(procedure: Procedure) -> None:
    step = procedure.steps[2]
    longer = replace(step, body=(*step.body, Line("Encore une ligne.")))
    changed = replace(procedure, steps=(*procedure.steps[:2], longer, *procedure.steps[3:]))
    before, after = count_rows(procedure, "fr"), count_rows(changed, "fr")
    assert [b - a for a, b in zip(before, after, strict=True)] == [
        int(each.id == step.id) for each in procedure.steps
    ]


def test_boxes_and_the_address_count(procedure: Procedure) -> None:
    step = procedure.steps[2]
    box = replace(step.checks[0], id="autre", number=99)
    only = replace(procedure, steps=(step,))
    more = replace(procedure, steps=(replace(step, checks=(*step.checks, box)),))
    bare = replace(procedure, steps=(replace(step, link=None),))
    assert count_rows(more, "fr")[0] == count_rows(only, "fr")[0] + 1
    assert count_rows(bare, "fr")[0] == count_rows(only, "fr")[0] - 2


def test_the_last_row_that_fits(procedure: Procedure) -> None:
    """24 rows are right, 25 are too many, and the finding says where and how many.

    One of them is kept for the line of keys.
    """
    step = procedure.steps[2]
    room = ROWS - count_rows(procedure, "fr")[2]

    def grown(rows: int) -> Procedure:
        body = (*step.body, *[Line("Encore une ligne.")] * rows)
        return replace(procedure, steps=(replace(step, body=body),))

    assert list(find_high_pages(grown(room), "fr")) == []
    (finding,) = find_high_pages(grown(room + 1), "fr")
    assert (finding.file, finding.fault.place) == ("fr/commun.toml", "steps › page")
    assert finding.fault.facts == {"rows": 25, "limit": 24}


def test_a_page_that_leaves_no_row_for_the_keys_is_too_high(procedure: Procedure) -> None:
    """Without them it would fill the 24 rows: with the answer before, the question, the boxes."""
    step = procedure.steps[2]
    around = 3  # the heading, of two rows when the clock is in doubt, and the place
    lines = 24 - 1 - 1 - len(step.checks) - rows_of(step_screen(step)) - around
    full = replace(step, body=(*step.body, *[Line("Encore une ligne.")] * lines))
    (finding,) = find_high_pages(replace(procedure, steps=(full,)), "fr")
    assert finding.fault.facts == {"rows": 25, "limit": 24}
    assert (
        "25 lignes d'écran sur 24, dont une pour les touches" in place_and_reason(finding.fault)[1]
    )
    fits = replace(step, body=full.body[:-1])
    assert list(find_high_pages(replace(procedure, steps=(fits,)), "fr")) == []


def test_the_users_language_stays(procedure: Procedure) -> None:
    count_rows(procedure, "en")
    assert i18n.language() == "fr"


def test_an_address_is_two_rows() -> None:
    plain = Screen(title="Titre", text=("Texte",))
    linked = replace(plain, addresses=(Address("Page :", "https://www.cnil.fr/"),))
    assert (rows_of(plain), rows_of(linked)) == (3, 5)


def test_a_page_too_high_in_english_is_found_in_the_english_file(pack: Pack) -> None:
    english = Pack(pack.read, "en").procedure("opposition")
    high = replace(english.steps[0], body=(Line("One line."),) * 30)
    (found,) = find_high_pages(replace(english, steps=(high,)), "en")
    assert found.file == "en/opposition.toml"


def test_two_ids_with_one_key_are_found_and_others_are_not() -> None:
    first = "opposition"
    twin = next(n for n in map("demarche-{}".format, range(10_000)) if same(n, first))
    found = list(find_code_clashes("fr/situations.toml", [first, "cloture", twin]))
    assert [(f.file, f.fault.place, f.fault.facts["ids"]) for f in found] == [
        ("fr/situations.toml", "procedures", f"{first}, {twin}")
    ]
    assert list(find_code_clashes("fr/situations.toml", [first, "cloture"])) == []


def same(one: str, other: str) -> bool:
    return procedure_key(one) == procedure_key(other)
