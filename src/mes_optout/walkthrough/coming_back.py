"""Coming back with a code that was written on paper."""

from collections.abc import Callable, Sequence
from functools import partial

from mes_optout.i18n import _
from mes_optout.progress import code
from mes_optout.progress.model import Turn
from mes_optout.walkthrough.choosing import enter_way, triage
from mes_optout.walkthrough.prompter import Screen, code_line
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.visit import Stage, Visit, Way


def code_asked(visit: Visit, without: Callable[[], Stage]) -> Stage:
    """Ask for a resume code; go on where it leads, or begin as one does `without`."""
    known = visit.pack.names
    visit.prompter.show(
        Screen(
            title=_("Your code on paper"),
            text=(
                _("The code stands for your boxes. It holds no day: today is noted instead."),
                _("Boxes that you ticked here since then stay ticked."),
            ),
        )
    )
    found = visit.prompter.ask_line(
        code_line(_("Which letters stand on your paper?"), lambda line: _read_code(line, known))
    )
    if found is None:
        return without()
    sheet, turn = found
    way = Way(visit.pack.procedure(turn.procedure), partial(triage, visit), turn.turn)
    note = partial(code.apply_code, sheet, turn=turn, steps=way.steps, today=visit.today)
    save(visit, way, note)
    return enter_way(visit, way)


def _read_code(line: str, known: Sequence[str]) -> tuple[code.Code, Turn]:
    read = code.read_code(line)
    return read, read.turn_of(known)
