"""How a visit begins: take up what was begun, or find the procedure that fits."""

from functools import partial

from mes_optout.documents.checklist import begun, turns_of
from mes_optout.errors import ProgressUnreadableError
from mes_optout.i18n import _
from mes_optout.progress.model import Progress
from mes_optout.walkthrough.choosing import enter, enter_way, triage
from mes_optout.walkthrough.coming_back import code_asked
from mes_optout.walkthrough.deleting import sure_to_delete
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.own import own_steps
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.restarting import restart
from mes_optout.walkthrough.unreadable import unreadable
from mes_optout.walkthrough.visit import Stage, Visit, Way
from mes_optout.wording.phrases import steps_done


def opening(visit: Visit, named: str | None, *, coded: bool = False, again: bool = False) -> Stage:
    """Return the first stage.

    `coded` asks for a resume code before anything else; `again` asks whether to begin anew what
    was begun. Raises UnknownProcedureError, ProgressTooNewError.
    """
    if named is not None:
        visit.pack.procedure(named)  # a wrong name is said before anything is asked
    begin = partial(_begin, visit, named, coded=coded, again=again)
    try:
        visit.progress = visit.keeper.read()
    except ProgressUnreadableError as error:
        first: Stage = partial(unreadable, visit, begin, error)
    else:
        first = begin()
    return partial(own_steps, visit, first) if visit.pack.own else first


def _begin(visit: Visit, named: str | None, *, coded: bool, again: bool) -> Stage:
    if coded:
        without = partial(_begin, visit, named, coded=False, again=again)
        return partial(code_asked, visit, without)
    if again and (ways := _begun_ways(visit, named)):
        return restart(visit, ways, partial(enter_way, visit))
    if named is not None:
        return enter(visit, named)
    return partial(resume, visit) if begun(visit.pack, visit.progress) else partial(triage, visit)


def _begun_ways(visit: Visit, named: str | None = None) -> list[Way]:
    """Return the passes that were begun, of one procedure or of all."""
    names = [name for name in begun(visit.pack, visit.progress) if named in {None, name}]
    return [
        Way(procedure, partial(triage, visit), turn)
        for procedure in map(visit.pack.procedure, names)
        for turn in turns_of(procedure, visit.progress)
    ]


def resume(visit: Visit) -> Stage:
    """Ask whether to go on with what was begun."""
    ways = _begun_ways(visit)
    options = [
        Option(str(number), _("Go on with: {title}").format(title=way.title))
        for number, way in enumerate(ways)
    ]
    options += [
        Option("another", _("Choose another procedure")),
        Option("forget", _("Delete everything that is kept")),
        quit_option(),
    ]
    text = tuple(f"{way.title}. {steps_done(way.standing(visit))}." for way in ways)
    screen = Screen(title=_("You have begun already"), text=text)
    match visit.ask(screen, _("Go on where you were?"), options):
        case "another":
            return partial(triage, visit)
        case "forget":
            return partial(forget, visit)
        case number:
            return enter_way(visit, ways[int(number)])


def forget(visit: Visit) -> Stage:
    """Ask once more, then delete what is kept."""
    if not sure_to_delete(visit):
        return partial(resume, visit)
    visit.keeper.forget()
    visit.progress = Progress()
    return partial(triage, visit)
