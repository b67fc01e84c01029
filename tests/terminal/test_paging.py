"""Pages that do not fit: in parts, with the title, the step's number and the risks in view."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn
from mes_optout.terminal.layout import NO_AIR, Layout, Sheet, word_keys
from mes_optout.terminal.menus.asked import count_rows, wrap_label, wrap_question
from mes_optout.terminal.menus.hints import box_keys
from mes_optout.terminal.menus.listing import indent
from mes_optout.terminal.menus.parts import count_leading_rows
from mes_optout.terminal.paging import Room, fit
from mes_optout.walkthrough.journey_pages import step_page

SIZES = [(40, 24), (80, 24), (100, 30), (60, 20)]
SENT, TODAY = date(2026, 8, 19), date(2026, 8, 20)
STATES = ("[à faire]", "[fait]   ")


def every_step(language: str) -> Iterator[tuple[Journey, int]]:
    """Yield every step of a language, with a last day above those that have one."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    for procedure in map(pack.procedure, pack.names):
        yield from ((journey_of(procedure), index) for index in range(len(procedure.steps)))


def journey_of(procedure: Procedure) -> Journey:
    turn = Turn(procedure.id)
    dated = Progress() if procedure.if_late is None else Progress().letter_sent(turn, SENT)
    return Journey(procedure, turn, dated, TODAY)


def rows_asked(journey: Journey, index: int, columns: int) -> int:
    """Return how many rows the question, the boxes and the keys of a step take."""
    checks = journey.steps[index].checks
    labels = [wrap_label(check.text, indent(STATES)) for check in checks]
    question = wrap_question(i18n._("What have you done?"))
    hint = 0 if columns >= 60 else 1
    keys = word_keys(box_keys(len(checks), goes_back=True), columns - 2)
    return count_rows([question, *labels]) + hint + len(keys)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_risk_title_or_question_is_ever_off_the_screen(
    language: str, columns: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-V3: counted for every step, with the answer before above it and its boxes below."""
    monkeypatch.setattr("mes_optout.terminal.menus.asked.columns", lambda: columns)
    parts = []
    for journey, index in every_step(language):
        screen = step_page(journey, index)
        layout = Layout(screen, i18n._("Chosen: {answer}").format(answer="x" * 30), columns)
        asked = rows_asked(journey, index, columns)
        sheets, _air = fit(layout, Room(rows, asked, count_leading_rows(columns - 2)))
        parts.append(len(sheets))
        where = f"{journey.procedure.id}/{screen.title}"
        risks = [line for block in layout.risks for line in block.lines]
        for sheet in sheets:
            below = asked if sheet is sheets[-1] else count_leading_rows(columns - 2)
            assert sheet.rows + below <= rows, where
            assert says(sheet, screen.title), where
            assert all(line in sheet.frame for line in risks), where
        assert_whole(sheets, layout, where)
    assert (max(parts) > 1) == (columns < 60 or rows < 24), "at 80 columns every step fits"


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (20, 24), (20, 10), (80, 6), (12, 40)])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_nothing_is_lost_where_there_is_hardly_any_room(
    language: str, columns: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-A12: where a risk cannot stay in view, it is what is read first."""
    monkeypatch.setattr("mes_optout.terminal.menus.asked.columns", lambda: columns)
    for journey, index in every_step(language):
        layout = Layout(step_page(journey, index), "", columns)
        asked, leads = rows_asked(journey, index, columns), count_leading_rows(columns - 2)
        sheets, _air = fit(layout, Room(rows, asked, leads))
        assert_whole(sheets, layout, f"{journey.procedure.id}/{index}")
        lines = [line for sheet in sheets for line in sheet.frame]
        if layout.risks:
            assert lines[0] == layout.risks[0].lines[0]


def assert_whole(sheets: Sequence[Sheet], layout: Layout, where: str) -> None:
    """See that each row of a page stands on some part, in its order, and how sure it is."""
    shown = [line for sheet in sheets for line in (*sheet.frame, *sheet.below)]
    rows = [line for block in (*layout.body, *layout.addresses) for line in block.lines]
    places = iter(shown)
    assert all(line in places for line in rows), where
    assert all(line in shown for block in layout.risks for line in block.lines), where
    sure = layout.block(layout.foot).lines
    assert all(line in shown for line in sure) or layout.foot in sheets[0].edge, where


def says(sheet: Sheet, title: str) -> bool:
    """Say whether the title stands above the frame or in its border."""
    above = " ".join(line.text for line in sheet.above)
    return title in f"{above} {sheet.title}"


def test_parts_follow_each_other_without_a_gap() -> None:
    journey, index = next(every_step("fr"))
    layout = Layout(step_page(journey, index), "", 40)
    whole = [line for block in layout.body for line in block.lines]
    sheets, _air = fit(layout, Room(14, 5, 3))
    risks = sum(len(block.lines) for block in layout.risks)
    assert [line for sheet in sheets for line in sheet.frame[risks:]] == whole
    assert len(sheets) > 2
    for number, (one, other) in enumerate(pairwise(sheets), start=2):
        assert one != other
        assert other.edge == f"Suite ({number} sur {len(sheets)})"


def test_a_page_breathes_where_there_is_room() -> None:
    """Blank rows between all parts; then around the deed; then below the page; then none."""
    journey, index = next(every_step("fr"))
    layout = Layout(step_page(journey, index), "", 80)
    tight = layout.whole(NO_AIR).rows
    blocks = len(layout.risks) + len(layout.body)
    heights = []
    for rows in range(tight, tight + blocks + 3):
        (sheet,), air = fit(layout, Room(rows, 0, 3))
        heights.append(sheet.rows + air.below)
    assert heights[0] == tight
    assert heights[-1] == tight + blocks - 1 + 2
    assert heights == sorted(heights)
    assert len(set(heights)) == 4
    assert any(block.weight == "deed" for block in layout.body)
