"""The checklist: one document, and how it looks in each format."""

import json
import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.documents.as_html import as_html
from mes_optout.documents.as_json import as_json
from mes_optout.documents.as_markdown import as_markdown
from mes_optout.documents.as_text import as_text
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import PROBLEMS, SOURCES
from mes_optout.journey import Journey, find_begun, make_journeys
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn
from mes_optout.text import insert_no_break_spaces
from mes_optout.wording.phrases import DEAF_PAGE

Journeys = tuple[Journey, ...]

TURN = Turn("opposition")
TICKED = CheckRef(TURN, "page", "page-ouverte")


@pytest.fixture
def progress() -> Progress:
    """Return one step done, one put off, one aside, and the day of sending known."""
    return (
        Progress()
        .ticked(TICKED, Tick(date(2026, 11, 20), 1))
        .put_aside(StepRef(TURN, "opposer"), Aside.LATER)
        .put_aside(StepRef(TURN, "preuve"), Aside.NOT_FOR_ME)
        .letter_sent(TURN, date(2026, 11, 2))
    )


@pytest.fixture
def checklist(pack: Pack, progress: Progress, today: date) -> Journeys:
    return make_journeys([pack.procedure("opposition")], progress, today)


def whole(text: str) -> str:
    return " ".join(text.split())


class TestText:
    """For paper: nothing above 78 columns but an address, nothing left out."""

    def test_a_ticked_box_has_its_day(self, checklist: Journeys, pack: Pack) -> None:
        text = as_text(lay_out_list(checklist, pack))
        assert "   [x] La page est ouverte sur monespacesante.fr (20 novembre 2026)\n" in text
        assert text.count("[x]") == 1

    def test_every_other_box_is_open(self, checklist: Journeys, pack: Pack) -> None:
        boxes = sum(len(step.checks) for step in pack.procedure("opposition").steps)
        assert as_text(lay_out_list(checklist, pack)).count("[ ]") == boxes - 1

    def test_it_says_where_one_stands_and_the_deadline(
        self, checklist: Journeys, pack: Pack
    ) -> None:
        text = as_text(lay_out_list(checklist, pack))
        assert "1 étape faite sur 6. Liste faite le 27 novembre 2026." in text
        assert "Envoi : lundi 2 novembre 2026\n" in text
        assert "Dernier jour : lundi 14 décembre 2026\n" in text
        assert "Visez : lundi 7 décembre 2026\n" in text
        assert "3. Ouvrir la bonne page (fait)" in text
        assert "6. Cocher l'opposition (plus tard)" in text
        assert "7. Garder la preuve (ne vous concerne pas)" in text

    def test_once_it_is_done_no_last_day_is_left(
        self, progress: Progress, pack: Pack, today: date
    ) -> None:
        procedure = pack.procedure("opposition")
        for step in procedure.steps:
            progress = progress.put_aside(StepRef(TURN, step.id), Aside.NOT_FOR_ME)
        done = make_journeys([procedure], progress, today)
        assert done[0].deadline is not None
        assert "Dernier jour" not in as_text(lay_out_list(done, pack))

    @pytest.mark.parametrize("width", [78, 40, 20])
    def test_no_line_is_wider_than_asked_but_an_address(
        self, checklist: Journeys, pack: Pack, width: int
    ) -> None:
        wide = [
            line
            for line in as_text(lay_out_list(checklist, pack), width).splitlines()
            if len(line) > width
        ]
        # French does not break before « : », nor inside of guillemets.
        pieces = (insert_no_break_spaces(line.strip()) for line in wide)
        assert [piece for piece in pieces if " " in piece and "https://" not in piece] == []

    def test_it_holds_every_word_of_every_step(self, checklist: Journeys, pack: Pack) -> None:
        text = whole(as_text(lay_out_list(checklist, pack, {PROBLEMS})))
        for step in checklist[0].steps:
            risk = filter(None, (step.before, step.reassurance))
            said = [step.title, step.why, *risk, *step.needs]
            said += [line.text for line in step.body]
            said += [check.text for check in step.checks]
            said += [part for p in step.problems for part in (p.symptom, p.remedy, p.otherwise)]
            assert [part for part in said if whole(part) not in text] == []

    def test_a_blank_list_has_no_tick_no_state_and_no_deadline(
        self, pack: Pack, today: date
    ) -> None:
        text = as_text(
            lay_out_list(make_journeys([pack.procedure("opposition")], None, today), pack)
        )
        assert "[x]" not in text
        assert "à faire)" not in text
        assert "14 décembre" not in text
        for blank in (
            "Envoi (lettre, e-mail)",
            "Dernier jour (+ 6 semaines)",
            "Visez (+ 5 semaines)",
        ):
            assert f"\n{blank} : ____" in text
        assert "Code pour reprendre" not in text

    def test_for_others_each_copy_begins_with_what_can_be_cut_off(
        self, pack: Pack, today: date
    ) -> None:
        journeys = make_journeys([pack.procedure("opposition")], None, today)
        page = as_html(lay_out_list(journeys, pack, copies=2))
        slips = [each.partition("<section")[0] for each in page.split('class="slip"')[1:]]
        said = ["Code que donne le programme", "Dernier jour", "demarche guide --code", "À couper"]
        assert [[each in slip for each in said] for slip in slips] == [[True] * 4] * 2

    def test_problems_come_on_demand_and_last(self, checklist: Journeys, pack: Pack) -> None:
        short = as_text(lay_out_list(checklist, pack))
        text = as_text(lay_out_list(checklist, pack, {PROBLEMS}))
        steps, _, problems = text.partition("\nEn cas de problème\n")
        for step in checklist[0].steps:
            for problem in step.problems:
                assert whole(problem.remedy) not in whole(short)
                assert whole(problem.remedy) not in whole(steps)
                assert whole(problem.remedy) in whole(problems)

    def test_several_procedures_stand_one_after_the_other(self, pack: Pack, today: date) -> None:
        both = make_journeys(map(pack.procedure, pack.triage.procedures), None, today)
        titles = [journey.procedure.title for journey in both]
        text = as_text(lay_out_list(both, pack))
        heads = [text.count(f"{title}\n{'=' * len(title)}") for title in titles]
        assert heads == [1] * len(pack.triage.procedures)

    def test_english_words_stand_around_french_steps(self, checklist: Journeys, pack: Pack) -> None:
        i18n.set_language("en")
        text = as_text(lay_out_list(checklist, pack))
        assert "1 step done of 6. List made on 27 November 2026." in text
        assert "3. Ouvrir la bonne page (done)" in text


class TestMarkdown:
    """Task boxes, and texts that stay texts."""

    def test_it_has_a_task_for_each_box(self, checklist: Journeys, pack: Pack) -> None:
        tasks = re.findall(
            r"^- \[([ x])\] ", as_markdown(lay_out_list(checklist, pack)), flags=re.MULTILINE
        )
        assert (tasks.count("x"), len(tasks)) == (1, 15)

    @pytest.mark.parametrize(("language", "end"), [("fr", " :"), ("en", ":")])
    def test_each_label_is_set_off_from_what_it_labels(
        self, language: str, end: str, pack: Pack, today: date
    ) -> None:
        """By a colon, as French writes it; what ends a sentence, or in a colon, has its own end."""
        i18n.set_language(language)
        made = make_journeys(map(pack.procedure, pack.triage.procedures), None, today)
        written = as_markdown(lay_out_list(made, pack, {PROBLEMS, SOURCES}))
        labels = re.findall(r"^(?:- )?(\*\*?)(?!\*)(.+?)\1(?:$| )", written, flags=re.MULTILINE)
        said = [label for _, label in labels]
        assert len(said) > 400
        assert [label for label in said if not label.endswith((end, ".", "?", "!"))] == []
        assert [label for label in said if re.search("[:.?!] ?:$", label)] == []
        assert f"**{i18n._('Why')}{end}** " in written
        first = i18n._("Step {number}: {title}").format(number=1, title="")
        assert re.search(rf"^\*\*{re.escape(first.strip())}.+\*\*\n\n- \*", written, re.MULTILINE)

    def test_the_only_links_are_the_way_for_the_deaf_and_the_pages_to_open(
        self, checklist: Journeys, pack: Pack
    ) -> None:
        html = MarkdownIt("js-default").render(as_markdown(lay_out_list(checklist, pack)))
        found = re.findall(r'<a href="([^"]+)"', html)
        steps = checklist[0].steps
        assert found == [DEAF_PAGE, *(step.link for step in steps if step.link)]

    def test_a_text_cannot_add_markup(self, pack: Pack, today: date) -> None:
        from dataclasses import replace  # noqa: PLC0415  (only here)

        procedure = pack.procedure("opposition")
        bad = "# [x](https://evil.example) <b>*bold*</b> `code`"
        step = replace(procedure.steps[0], why=bad, title=bad)
        hostile = replace(procedure, steps=(step,), summary=bad)
        html = MarkdownIt("js-default").render(
            as_markdown(lay_out_list(make_journeys([hostile], None, today), pack))
        )
        assert "evil.example&quot;" not in html
        assert 'href="https://evil' not in html
        assert "<b>" not in html
        assert "<code>" not in html


class TestJson:
    """One document with stable keys."""

    def test_it_says_what_the_text_says(self, checklist: Journeys, pack: Pack) -> None:
        document = json.loads(as_json(checklist, pack))
        assert list(document) == ["format", "made", "procedures"]
        (sheet,) = document["procedures"]
        assert (sheet["sent"], sheet["target"], sheet["last_day"]) == (
            "2026-11-02",
            "2026-12-07",
            "2026-12-14",
        )
        states = {step["id"]: step["state"] for step in sheet["steps"]}
        assert states["page"] == "done"
        assert states["opposer"] == "later"
        assert states["preuve"] == "not-for-me"
        assert states["delai"] == "open"
        page = next(step for step in sheet["steps"] if step["id"] == "page")
        assert page["checks"] == [
            {
                "id": "page-ouverte",
                "number": 5,
                "text": "La page est ouverte sur monespacesante.fr",
                "done": True,
                "day": "2026-11-20",
                "when": {},
                "unless": {},
            }
        ]

    def test_a_box_without_number_has_none(self, pack: Pack, today: date) -> None:
        journeys = make_journeys([pack.procedure("cloture")], None, today)
        (sheet,) = json.loads(as_json(journeys, pack))["procedures"]
        numbers = {box["id"]: box["number"] for step in sheet["steps"] for box in step["checks"]}
        assert (numbers["code-accepte"], numbers["code-choisi"]) == (11, None)

    def test_a_blank_document_has_nulls(self, pack: Pack, today: date) -> None:
        document = json.loads(
            as_json(make_journeys([pack.procedure("cloture")], None, today), pack)
        )
        (sheet,) = document["procedures"]
        assert {step["state"] for step in sheet["steps"]} == {None}
        assert sheet["last_day"] is None


def test_the_same_input_gives_the_same_bytes(pack: Pack, progress: Progress, today: date) -> None:
    made = [make_journeys([pack.procedure("opposition")], progress, today) for _ in range(2)]
    assert as_json(made[0], pack) == as_json(made[1], pack)
    for write in (as_text, as_markdown, as_html):
        assert write(lay_out_list(made[0], pack)) == write(lay_out_list(made[1], pack))


def test_procedures_that_the_pack_has_no_more_are_not_begun(pack: Pack) -> None:
    gone = CheckRef(Turn("ancienne"), "a", "b")
    progress = (
        Progress().ticked(gone, Tick(date(2026, 1, 1), 1)).ticked(TICKED, Tick(date(2026, 1, 1), 1))
    )
    assert find_begun(pack.names, progress) == ("opposition",)
    assert find_begun(pack.names, None) == ()
