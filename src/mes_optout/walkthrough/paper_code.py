"""The resume code: shown to be written on paper, and asked for when somebody comes back with it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mes_optout.i18n import _
from mes_optout.progress import code
from mes_optout.progress.hashing import make_key
from mes_optout.progress.model import Turn
from mes_optout.progress.said import Code
from mes_optout.telling import find_facts
from mes_optout.walkthrough.deleting import delete_kept
from mes_optout.walkthrough.journey_pages import code_page
from mes_optout.walkthrough.prompter import Quit, Screen, code_line
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way

if TYPE_CHECKING:
    from mes_optout.content.procedure import Procedure


def show_code(visit: Visit, way: Way, back: Stage) -> Stage | None:
    """Show the code of one procedure, and offer to delete what is kept here."""
    leave = partial(delete_and_leave, visit, way, back)
    return visit.read(
        code_page(visit.journey(way), visit.pack.case),
        Choice("back", _("I have written it down: go on"), back),
        Choice("forget", _("Delete what is kept here, then leave"), leave, when=visit.kept),
    )


def delete_and_leave(visit: Visit, way: Way, back: Stage) -> Stage:
    """Ask once more, for this also deletes the other procedures; then delete and leave."""
    also = []
    if _has_others(visit, way):
        also.append(_("This goes for your other procedures too. Each one has a code of its own."))
    if not delete_kept(visit, *also):
        return partial(show_code, visit, way, back)
    raise Quit


def _has_others(visit: Visit, way: Way) -> bool:
    """Say whether another list was begun; those that this one shares steps with are part of it."""
    homes = {make_key(step.home) for step in way.procedure.steps if step.home is not None}
    return any(
        key != way.turn.key and key.procedure not in homes and notes.shown
        for key, notes in visit.progress.lists.items()
    )


def ask_code(
    visit: Visit,
    without: Callable[[], Stage],
    make: "Callable[[Procedure, int], Way]",
    enter: Callable[[Way], Stage],
) -> Stage:
    """Ask for a resume code; `make` and `enter` its way, or begin as one does `without`."""
    known = visit.pack.names
    visit.prompter.show(
        Screen(
            title=_("Your code on paper"),
            text=(
                _(
                    "The code stands for your boxes and your answers."
                    " It holds no day: today is noted instead."
                ),
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
    way = make(visit.pack.procedure(turn.procedure), turn.turn)
    facts = find_facts(visit.pack.case, visit.journey(way))  # what counts for nothing is not kept
    add = partial(
        code.apply_code,
        sheet,
        turn=turn,
        steps=way.procedure.steps,
        facts=facts,
        today=visit.today,
        follow_ups=way.procedure.follow_ups,
    )
    save(visit, way, add)
    return enter(way)


def _read_code(line: str, known: Sequence[str]) -> tuple[Code, Turn]:
    read = code.read_code(line)
    return read, read.turn_of(known)
