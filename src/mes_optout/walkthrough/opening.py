"""How a visit begins: ask what came, take up what was begun, or find the procedure that fits."""

from collections.abc import Callable, Sequence
from functools import partial

from mes_optout.clock import Doubt, find_doubt
from mes_optout.errors import (
    N_,
    BusyError,
    CannotSaveError,
    ProgressDamagedError,
    ProgressUnreadableError,
)
from mes_optout.i18n import _, sentence
from mes_optout.journey import find_begun, make_journeys
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress
from mes_optout.walkthrough.choosing import ask_situation, enter_procedure, enter_way, make_way
from mes_optout.walkthrough.deleting import delete_kept
from mes_optout.walkthrough.due import ask_due
from mes_optout.walkthrough.journey_pages import say_how_far
from mes_optout.walkthrough.paper_code import ask_code
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.saving import begin_again, save
from mes_optout.walkthrough.visit import (
    Choice,
    Stage,
    Visit,
    Way,
    go_on,
    keep_or_delete,
)
from mes_optout.walkthrough.welcome import say_whose_steps
from mes_optout.wording.phrases import clock_seems_wrong, steps_done, what_a_doubt_means

_PART = N_("a part of it cannot be read")


def open_visit(
    visit: Visit, named: str | None, *, coded: bool = False, again: bool = False
) -> Stage:
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
        whole = error.whole if isinstance(error, ProgressDamagedError) else None
        rest = whole if isinstance(whole, Progress) else None
        first: Stage = partial(offer_new_beginning, visit, begin, error, rest)
    else:
        first = begin()
    begun = (*find_begun(visit.pack.names, visit.progress), *([named] if named else []))
    if doubt := find_doubt(visit.today, map(visit.pack.procedure, begun), visit.progress):
        first = partial(say_wrong_clock, visit, doubt, first)
    return partial(say_whose_steps, visit, first) if visit.pack.own else first


def say_wrong_clock(visit: Visit, doubt: Doubt, following: Stage) -> Stage | None:
    """Say that the computer's day cannot be right; one goes on all the same."""
    screen = Screen(
        title=_("The date of this computer"),
        text=(
            clock_seems_wrong(doubt),
            what_a_doubt_means(doubt),
            _("Nothing is lost. You can go on."),
        ),
    )
    return visit.read(screen, go_on(following))


def _begin(visit: Visit, named: str | None, *, coded: bool, again: bool) -> Stage:
    if coded:
        without = partial(_begin, visit, named, coded=False, again=again)
        return partial(
            ask_code, visit, without, partial(make_way, visit), partial(enter_way, visit)
        )
    if again and (ways := _begun_ways(visit, named)):
        if len(ways) > 1:
            return partial(ask_which_to_restart, visit, ways)
        return partial(confirm_restart, visit, ways[0])
    return ask_due(visit, _begun_ways(visit), partial(_enter, visit, named))


def _enter(visit: Visit, named: str | None) -> Stage:
    if named is not None:
        return enter_procedure(visit, named)
    begun = find_begun(visit.pack.names, visit.progress)
    return partial(offer_begun if begun else ask_situation, visit)


def _begun_ways(visit: Visit, named: str | None = None) -> list[Way]:
    """Return the passes that were begun, of one procedure or of all."""
    begun = find_begun(visit.pack.names, visit.progress)
    procedures = [visit.pack.procedure(name) for name in begun if named in {None, name}]
    journeys = make_journeys(procedures, visit.progress, visit.today)
    # What goes on elsewhere comes last.
    ordered = sorted(journeys, key=lambda journey: journey.continued_in is not None)
    return [make_way(visit, journey.procedure, journey.turn.turn) for journey in ordered]


def offer_begun(visit: Visit) -> Stage | None:
    """Ask whether to go on with what was begun."""
    ways = _begun_ways(visit)
    journeys = list(map(visit.journey, ways))
    choices = [
        Choice(
            str(number),
            _("Go on with: {title}").format(title=journey.title),
            partial(enter_way, visit, way),
            now=True,
        )
        for number, (way, journey) in enumerate(zip(ways, journeys, strict=True))
    ]
    choices += [
        Choice("another", _("Choose another procedure"), partial(ask_situation, visit)),
        Choice("forget", _("Delete everything that is kept"), partial(forget, visit)),
    ]
    screen = Screen(title=_("You have begun already"), text=tuple(map(say_how_far, journeys)))
    return visit.choose(screen, _("Go on where you were?"), choices)


def forget(visit: Visit) -> Stage:
    """Ask once more, then delete what is kept."""
    return partial(ask_situation if delete_kept(visit) else offer_begun, visit)


def ask_which_to_restart(visit: Visit, ways: Sequence[Way]) -> Stage | None:
    """Ask which of those that were begun is to begin again."""
    choices = [
        Choice(str(number), say_how_far(visit.journey(way)), partial(confirm_restart, visit, way))
        for number, way in enumerate(ways)
    ]
    question = _("Which one do you want to begin again?")
    return visit.choose(Screen(title=_("Begin again")), question, choices)


def confirm_restart(visit: Visit, way: Way) -> Stage:
    """Ask once, then remove what is noted of this pass, and of no other; enter it either way."""
    journey = visit.journey(way)
    screen = Screen(
        title=_("Begin again"),
        heading=journey.title,
        text=(
            f"{steps_done(journey.standing)}.",
            _("All the boxes, answers and dates of this list will be deleted."),
            *_say_others(way),
        ),
    )
    if visit.ask(screen, _("Delete them and begin again?"), keep_or_delete()) == "yes":
        save(visit, way, partial(begin_again, way=way))
    return enter_way(visit, way)


def _say_others(way: Way) -> tuple[str, ...]:
    if all(step.home is None for step in way.procedure.steps):
        return (_("Your other lists stay as they are."),)
    return (
        _("Steps that another list shares begin again there too."),
        _("The rest of your other lists stays as it is."),
    )


def offer_new_beginning(
    visit: Visit,
    begin: Callable[[], Stage],
    error: ProgressUnreadableError | CannotSaveError | BusyError,
    whole: Progress | None = None,
) -> Stage | None:
    """Say that progress cannot be read, and offer to put the file aside and begin anew.

    `whole` is what can be read all the same; one goes on with it. Where not even putting aside can
    be done, or is not wanted, one can go on without saving.
    """

    def begin_anew() -> Stage:
        try:
            kept = visit.keeper.put_file_aside()
        except (CannotSaveError, BusyError) as refused:
            return partial(offer_new_beginning, visit, begin, refused, whole)
        visit.progress = whole or Progress()
        return partial(say_kept_aside, visit, begin, str(kept), whole=whole is not None)

    def go_on_without() -> Stage:
        visit.progress = whole or Progress()
        visit.keeper = Memory(visit.progress)
        visit.unsaved = (
            CannotSaveError(path=error.facts.get("path"), cause=error.facts.get("cause", _PART))
            if error.code != CannotSaveError.code
            else error
        )
        return begin()

    if whole is None:
        title, anew = _("Your progress cannot be read"), _("Put the file aside and begin anew")
    else:
        title = _("A part of your progress cannot be read")
        anew = _("Put the file aside and go on with what is whole")
    choices = [
        Choice("anew", anew, begin_anew, now=True),
        Choice("without", _("Go on without saving"), go_on_without, now=True),
    ]
    screen = Screen(title=title, text=(sentence(error),))
    return visit.choose(screen, _("What do you want to do?"), choices, leaving="first")


def say_kept_aside(
    visit: Visit, begin: Callable[[], Stage], kept: str, *, whole: bool
) -> Stage | None:
    """Say under which name the old file is kept."""
    title = _("What is whole is kept") if whole else _("A new beginning")
    said = _("The old file is kept as {path}").format(path=kept)
    return visit.read(Screen(title=title, text=(said,)), go_on(begin, now=True))
