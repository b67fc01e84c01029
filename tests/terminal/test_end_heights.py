"""The last page with all done, and the pages that ask what came, fit in 24 rows at 80 columns."""

from collections import deque
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.progress.model import Progress, Tick, Turn
from mes_optout.progress.store import Store
from mes_optout.terminal.editor import ROWS, measure
from mes_optout.walkthrough.choosing import make_way
from mes_optout.walkthrough.due import Asked, ask_each
from mes_optout.walkthrough.prompter import Option
from mes_optout.walkthrough.step import follow
from mes_optout.walkthrough.visit import Visit, run
from support.noted import box_ref
from support.scripted import Move, Pick, ScriptedPrompter

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
        run(ask_each(visit, [each], lambda: end))
    visit.prompter = Measurer(deque([Pick("done")]))
    run(end)
