"""What somebody said of the case, on what is carried away; and the way on at a fork."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.documents.as_html import as_html
from mes_optout.documents.as_json import as_json
from mes_optout.documents.as_markdown import as_markdown
from mes_optout.documents.as_text import as_text
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import PROBLEMS, SOURCES
from mes_optout.journey import Journey, make_journeys
from mes_optout.progress.model import Progress
from mes_optout.wording.blocks import Boxes, Document, Part, Points, Row, Text
from support.forked_pack import begun, forked_pack

PACK = forked_pack()
DAY = date(2026, 11, 24)
ALL = ["Chercher la porte", "Pousser la porte", "Déclarer le badge", "Attendre"]
WRITTEN: dict[str, Callable[[Document], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
}


def blank(name: str = "entrer") -> Sequence[Journey]:
    return make_journeys([PACK.procedure(name)], None, DAY)


def sheet(journeys: Sequence[Journey]) -> Part:
    (found,) = lay_out_list(journeys, PACK).parts
    return found


def steps(journeys: Sequence[Journey]) -> list[Part]:
    return [part for part in sheet(journeys).parts if part.number]


def titles(journeys: Sequence[Journey]) -> list[tuple[int | None, str]]:
    return [(part.number, part.title.partition(" (")[0]) for part in steps(journeys)]


def rows(part: Part, label: str) -> list[str]:
    found = (block for block in part.blocks if isinstance(block, Row) and block.label == label)
    return [line for row in found for line in row.lines]


def deeds(part: Part) -> list[str]:
    return rows(part, "")


def fork(part: Part) -> dict[str, str]:
    """Return what a step's fork says for each answer; nothing where it has none."""
    found = [block for block in part.blocks if isinstance(block, Points)]
    return {point.lead: point.text for points in found for point in points.points}


def json_of(journeys: Sequence[Journey]) -> dict[str, Any]:
    (found,) = json.loads(as_json(journeys, PACK))["procedures"]
    said: dict[str, Any] = found
    return said


class TestUnknown:
    """Whoever has said nothing, and paper for another person, has all there is."""

    @pytest.mark.parametrize("journeys", [blank(), begun(DAY)], ids=["blank", "begun"])
    def test_every_step_line_box_and_problem_is_there(self, journeys: Sequence[Journey]) -> None:
        assert titles(journeys) == list(enumerate(ALL, start=1))
        push = steps(journeys)[1]
        assert len(deeds(push)) == 3
        (boxes,) = [block for block in push.blocks if isinstance(block, Boxes)]
        assert len(boxes.boxes) == 2
        assert "Rangez le badge." in as_text(lay_out_list(journeys, PACK))

    def test_a_step_that_depends_says_so_first(self) -> None:
        first = [part.blocks[0] for part in steps(blank())]
        assert getattr(first[0], "label", "") != "Quand"
        assert first[2] == Row("Quand", ("Seulement si vous avez un badge.",))
        closed = "Seulement si la porte est ouverte."
        assert first[1] == Row("Quand", (closed,))

    def test_a_line_that_depends_keeps_its_own_words(self) -> None:
        assert deeds(steps(blank())[1])[1:] == [
            "Montrez votre badge.",
            "Sans badge, dites bonjour.",
        ]

    def test_the_facts_are_read_only_where_something_open_depends_on_them(self) -> None:
        read = []

        def noting(name: str) -> bytes | None:
            read.append(name)
            return PACK.read(name)

        lay_out_list(begun(DAY, "sonner", badge="non"), Pack(noting, own=True))
        assert "fr/cas.toml" not in read
        lay_out_list(blank("sonner"), Pack(noting, own=True))
        assert "fr/cas.toml" in read


class TestKnown:
    """What was said leaves out what does not apply, and nothing goes without a word."""

    def test_steps_are_numbered_as_they_are_shown(self) -> None:
        shown = titles(begun(DAY, badge="oui", porte="fermee"))
        assert shown == [(1, ALL[0]), (2, ALL[2]), (3, ALL[3])]

    @pytest.mark.parametrize(
        ("badge", "said"),
        [("oui", ["Poussez.", "Montrez votre badge."]), ("non", ["Poussez.", "Sans badge"])],
    )
    def test_lines_that_do_not_apply_are_left_out(self, badge: str, said: list[str]) -> None:
        lines = deeds(steps(begun(DAY, badge=badge))[1])
        assert [line[: len(start)] for line, start in zip(lines, said, strict=True)] == said

    def test_boxes_problems_and_what_comes_afterwards_too(self) -> None:
        text = as_text(lay_out_list(begun(DAY, badge="non"), PACK, {PROBLEMS}))
        for gone in ("Le badge est montré", "Le badge est perdu", "Rangez le badge."):
            assert gone not in text
            assert gone in as_text(lay_out_list(begun(DAY, badge="oui"), PACK, {PROBLEMS}))

    def test_what_was_said_is_asked_no_more(self) -> None:
        wait = steps(begun(DAY, badge="oui", porte="ouverte"))[3]
        assert rows(wait, "Quand") == ["Seulement si le jour est levé."]
        wait = steps(begun(DAY, badge="oui", porte="ouverte", heure="jour"))[3]
        assert rows(wait, "Quand") == []

    @pytest.mark.parametrize("form", WRITTEN)
    def test_the_head_ends_with_what_is_left_out(self, form: str) -> None:
        journeys = begun(DAY, badge="non")
        assert sheet(journeys).blocks[-1] == Text(
            "D'après vos réponses, 2 étapes ne vous concernent pas : « Déclarer le badge »,"
            " « Attendre »."
        )
        page = WRITTEN[form](lay_out_list(journeys, PACK)).replace("\u00a0", " ")
        assert "2 étapes ne vous concernent pas" in " ".join(page.split())

    def test_nothing_is_said_where_nothing_is_left_out(self) -> None:
        assert not re.search("D'après vos réponses", as_text(lay_out_list(begun(DAY), PACK)))

    def test_they_do_not_count(self) -> None:
        text = as_text(lay_out_list(begun(DAY, badge="non"), PACK))
        assert "1 étape faite sur 2." in text

    def test_sources_of_what_is_left_out_are_not_listed(self) -> None:
        listed = [
            as_text(lay_out_list(begun(DAY, badge=badge), PACK, {SOURCES})).count(
                "https://example.org/BADGE"
            )
            for badge in ("oui", "non")
        ]
        assert listed == [1, 0]


class TestFork:
    """Below the boxes: the question, and for each answer where to go on."""

    def test_it_stands_between_the_boxes_and_what_is_read_once(self) -> None:
        kinds = [type(block).__name__ for block in steps(blank())[0].blocks]
        assert kinds[-3:] == ["Boxes", "Points", "Notes"]
        labels = [block.label for block in steps(blank())[0].blocks if isinstance(block, Points)]
        assert labels == ["Comment est la porte ?"]

    def test_each_answer_says_where_to_go(self) -> None:
        assert fork(steps(blank())[0]) == {
            "Elle est ouverte": "Allez à l'étape 2.",
            "Elle est fermée": "Passez à la liste « Sonner chez le voisin »,"
            " après l'étape « Chercher la porte ». Sonner fait du bruit.",
            "C'est une grille": "Passez à la liste « Sonner chez le voisin ».",
            "Autre chose": "Restez là. Demandez à quelqu'un. Puis répondez de nouveau.",
        }

    def test_from_the_other_list_it_leads_after_the_step_that_both_share(self) -> None:
        assert fork(steps(blank("sonner"))[0]) == {
            "Elle est ouverte": "Passez à la liste « Entrer »,"
            " après l'étape « Chercher la porte ».",
            "Elle est fermée": "Allez à l'étape 3. Sonner fait du bruit.",
            "C'est une grille": "Allez à l'étape 4.",
            "Autre chose": "Restez là. Demandez à quelqu'un. Puis répondez de nouveau.",
        }

    def test_the_number_is_that_on_this_sheet(self) -> None:
        assert fork(steps(begun(DAY, "sonner", badge="non"))[0])["C'est une grille"] == (
            "Allez à l'étape 3."
        )

    def test_a_step_that_is_left_out_here_has_no_number(self) -> None:
        assert fork(steps(begun(DAY, porte="fermee"))[0])["Elle est ouverte"] == (
            "Allez à l'étape « Pousser la porte », laissée de côté ici d'après vos réponses."
        )

    def test_at_the_end_of_a_list_it_says_so(self) -> None:
        assert fork(steps(blank("sonner"))[3]) == {
            "Il fait jour": "Vous êtes au bout de cette liste.",
            "Il fait nuit": "Allez à l'étape 3.",
        }

    def test_where_all_lead_straight_on_only_what_is_to_be_known_is_said(self) -> None:
        assert fork(steps(blank("sonner"))[1]) == {"Je ne sais pas": "C'est normal."}

    def test_where_all_lead_straight_on_and_nothing_is_to_be_known_it_is_not_there(self) -> None:
        journey = blank("sonner")[0]
        step = journey.steps[1]
        assert step.fork
        silent = replace(step, fork=replace(step.fork, answers=step.fork.answers[:1] * 2))
        procedure = replace(journey.procedure, steps=(journey.steps[0], silent, journey.steps[2]))
        assert fork(steps(make_journeys([procedure], None, DAY))[1]) == {}

    def test_it_is_passed_over_once_all_is_known_unless_it_is_always_asked(self) -> None:
        assert fork(steps(begun(DAY, "sonner", heure="jour"))[-1]) == {}
        assert fork(steps(begun(DAY, "sonner", badge="oui", porte="ouverte"))[0])

    def test_one_that_says_nothing_of_the_case_is_always_asked(self) -> None:
        procedure = PACK.procedure("sonner")
        step = procedure.steps[-1]
        assert step.fork
        answers = tuple(replace(each, facts={}) for each in step.fork.answers)
        asking = replace(step, fork=replace(step.fork, answers=answers))
        procedure = replace(procedure, steps=(*procedure.steps[:-1], asking))
        assert fork(steps(make_journeys([procedure], Progress(), DAY))[-1])

    def test_in_english(self) -> None:
        i18n.set_language("en")
        said = fork(steps(blank())[0])
        assert said["Elle est ouverte"] == "Go to step 2."
        assert said["C'est une grille"] == ("Go to the list “Sonner chez le voisin”.")


@pytest.mark.parametrize("form", WRITTEN)
def test_a_list_that_goes_on_elsewhere_says_so(form: str) -> None:
    page = WRITTEN[form](lay_out_list(begun(DAY, porte="fermee", badge="non"), PACK))
    page = " ".join(page.replace("\u00a0", " ").split())
    assert "la suite est dans « Sonner chez le voisin »" in page
    assert "Dernier jour" not in page, "it is that of nothing any more"
    page = WRITTEN[form](lay_out_list(begun(DAY, porte="ouverte"), PACK)).replace("\u00a0", " ")
    assert "la suite est dans" not in page
    assert "Dernier jour" in page


class TestJson:
    """The same, for programs."""

    def test_it_says_what_was_said_and_where_it_goes_on(self) -> None:
        said = json_of(begun(DAY, porte="fermee", badge="non"))
        assert said["answers"] == {"porte": "fermee", "badge": "non", "heure": None}
        assert said["continued_in"] == "sonner"
        said = json_of(blank())
        assert said["answers"] == {"porte": None, "badge": None, "heure": None}
        assert said["continued_in"] is None

    def test_a_value_that_no_condition_names_is_said_too(self) -> None:
        assert json_of(begun(DAY, heure="jour"))["answers"] == {
            "porte": None,
            "badge": None,
            "heure": "jour",
        }

    def test_what_is_left_out_is_named(self) -> None:
        said = json_of(begun(DAY, badge="non"))
        assert [(step["number"], step["id"]) for step in said["steps"]] == [
            (1, "chercher"),
            (2, "pousser"),
        ]
        assert said["left_out"] == [
            {
                "id": "declarer",
                "title": "Déclarer le badge",
                "when": {"badge": ["oui"]},
                "unless": {},
            },
            {
                "id": "attendre",
                "title": "Attendre",
                "when": {"badge": ["oui"], "porte": ["ouverte", "fermee"]},
                "unless": {"heure": ["nuit"]},
            },
        ]
        assert json_of(blank())["left_out"] == []

    def test_what_may_come_next_is_what_applies(self) -> None:
        assert json_of(begun(DAY, badge="non"))["afterwards"] == ["Fermez."]
        assert json_of(blank())["afterwards"] == ["Fermez.", "Rangez le badge."]

    def test_steps_boxes_and_problems_say_what_they_depend_on(self) -> None:
        first, push, *_others = json_of(blank())["steps"]
        assert (push["when"], push["unless"]) == ({}, {"porte": ["fermee", "autre"]})
        assert [each["when"] for each in push["checks"]] == [{}, {"badge": ["oui"]}]
        assert [each["when"] for each in push["problems"]] == [{}, {"badge": ["oui"]}]
        assert push["body"] == ["Poussez.", "Montrez votre badge.", "Sans badge, dites bonjour."]
        assert push["fork"] is None
        assert first["fork"]["always"] is True
        assert first["fork"]["answers"][1] == {
            "id": "fermee",
            "label": "Elle est fermée",
            "facts": {"porte": "fermee", "badge": "non"},
            "procedure": "sonner",
            "step": None,
            "note": "Sonner fait du bruit.",
            "asks_again": False,
        }
