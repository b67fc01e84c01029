"""The last page with all done, and the pages that ask what came, fit in 24 rows at 80 columns."""

from collections import deque
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.progress.model import Progress, Tick, Turn
from mes_optout.progress.store import Store
from mes_optout.terminal import editor
from mes_optout.terminal.editor import ROWS, find_high_questions, measure
from mes_optout.walkthrough.choosing import make_way, say_before
from mes_optout.walkthrough.due import Asked, ask_each
from mes_optout.walkthrough.prompter import Option, Quit, Screen
from mes_optout.walkthrough.step import follow
from mes_optout.walkthrough.visit import Visit, run
from support.noted import box_ref
from support.scripted import Leave, Move, Pick, ScriptedPrompter

DAY, LATER = date(2026, 11, 27), date(2028, 9, 30)


class Measurer(ScriptedPrompter):
    """Plays a script and measures each page together with what is asked beneath it."""

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        assert measure(self.page, len(options)) <= ROWS, self.page.title
        return super().pick(question, options)


def all_done(pack: Pack, name: str) -> Progress:
    """Return progress with every box of a procedure ticked."""
    progress, turn = Progress(), Turn(name)
    for step in pack.procedure(name).steps:
        for check in step.checks:
            progress = progress.ticked(box_ref(turn, step, check), Tick(DAY, step.revision))
    return progress


@pytest.mark.parametrize("name", Pack(shipped(), "fr").triage.procedures)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("today", [DAY, LATER])
def test_each_fits(name: str, language: str, today: date, tmp_path: Path) -> None:
    """As REQ-A25, with all that the program offers there."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    store = Store(tmp_path / "state")
    progress = store.update(lambda _nothing: all_done(pack, name))
    visit = Visit(pack, store, Measurer(deque()), lambda: today, progress)
    way = make_way(visit, pack.procedure(name))
    end = follow(visit, way, None)
    asked = [Asked(way, each.follow_up) for each in visit.journey(way).follow_ups]
    for each in asked:
        late: list[Move] = [Pick("not-yet"), Pick("again")] if today == LATER else [Pick("not-yet")]
        visit.prompter = Measurer(deque([*late, Pick("done")]))
        run(ask_each(visit, [each], lambda: end), visit.prompter)
    visit.prompter = Measurer(deque([Pick("done")]))
    run(end, visit.prompter)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_an_editor_has_measured_is_what_is_shown(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page before the steps, and what to do where nothing came: no row more, no answer."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    procedure, situations = pack.procedure("cloture"), pack.triage.situations
    leading = [each for each in situations if each.procedure == "cloture"][:1]
    measured: list[int] = []

    def note(page: Screen, answers: int) -> int:
        measured.append(measure(page, answers))
        return measured[-1]

    monkeypatch.setattr(editor, "measure", note)
    assert list(find_high_questions(procedure, language, leading)) == []

    store = Store(tmp_path / "state")
    progress = store.update(lambda _nothing: all_done(pack, "cloture"))
    shown: list[int] = []

    class Noting(Measurer):
        def pick(self, question: str, options: Sequence[Option]) -> Option:
            shown.append(measure(self.page, len(options)))
            return super().pick(question, options)

    visit = Visit(pack, store, Noting(deque()), lambda: LATER, Progress())
    way = make_way(visit, procedure)
    for situation in (None, *leading):
        visit.prompter = Noting(deque([Leave()]))
        with pytest.raises(Quit):
            run(partial(say_before, visit, way, lambda _: {}, situation), visit.prompter)
    visit.progress = progress
    asked = [Asked(way, each.follow_up) for each in visit.journey(way).follow_ups]
    visit.prompter = Noting(deque([Pick("not-yet"), Leave()]))
    then = partial(say_before, visit, way, lambda _: {}, None)
    with pytest.raises(Quit):
        run(ask_each(visit, asked, lambda: then), visit.prompter)
    *before, _asked, late = shown
    assert measured == [*before, late]
