"""The day of sending, on which a deadline depends, and how long one has got."""

from collections.abc import Callable
from datetime import date
from functools import partial

from mes_optout.clock import find_certain_day
from mes_optout.content.case import find_told
from mes_optout.following import find_dated
from mes_optout.i18n import _, day_in_words
from mes_optout.journey import Journey, name_child
from mes_optout.progress.model import Progress
from mes_optout.telling import change_over
from mes_optout.walkthrough.prompter import Screen, day_line
from mes_optout.walkthrough.saving import change_boxes, save
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.blocks import Address, Row
from mes_optout.wording.last_day import (
    is_telephone_open,
    say_day_unknown,
    say_how_it_counts,
    say_too_late,
    say_what_to_do,
)
from mes_optout.wording.phrases import (
    DEAF_PAGE,
    deaf_label,
    help_line,
    is_last_day,
    last_day,
    say_doubt,
    target_day,
)

# Returns the stage at which a way goes on.
Resume = Callable[[Way], Stage]


def ask_sent(visit: Visit, way: Way, resume: Resume) -> Stage | None:
    """Ask for the day the information was sent, on which the deadline depends.

    Where it is known of other children, those days are offered first.
    """
    known = _find_other_days(visit, way)
    if not known:
        return _type_sent(visit, way, resume)
    choices = [
        Choice(
            f"same-{child}",
            _("The same day ({child}): {day}").format(
                child=name_child(child), day=day_in_words(day, weekday=True)
            ),
            partial(_note_sent, visit, way, resume, day),
            now=True,
        )
        for day, child in known.items()
    ]
    choices += [
        Choice("another", _("Another day"), partial(_type_sent, visit, way, resume)),
        Choice("unknown", _("I do not know"), partial(say_deadline, visit, way, resume)),
    ]
    return visit.choose(sent_page(visit.journey(way)), _("On which day was it sent?"), choices)


def _find_other_days(visit: Visit, way: Way) -> dict[date, int]:
    """Return the days of sending of the other passes, each with the first child that has it."""
    progress = visit.progress
    days: dict[date, int] = {}
    for turn in progress.turns(way.procedure.id):
        day = progress.day_sent(turn)
        if day is not None and turn != way.turn:
            days.setdefault(day, turn.turn)
    return days


def _type_sent(visit: Visit, way: Way, resume: Resume) -> Stage:
    """Ask for the day of sending as a typed line."""
    journey = visit.journey(way)
    visit.prompter.show(sent_page(journey))
    certain = find_certain_day(journey.today, journey.doubt)
    sent = visit.prompter.ask_line(day_line(_("On which day was it sent?"), certain))
    if sent is None:
        return partial(say_deadline, visit, way, resume)
    return _note_sent(visit, way, resume, sent)


def _note_sent(visit: Visit, way: Way, resume: Resume, sent: date) -> Stage:
    """Note the day of sending, and tick the boxes that it answers."""
    journey = visit.journey(way)

    def note(progress: Progress) -> Progress:
        progress = progress.letter_sent(way.turn, sent)
        for index, boxes in find_dated(journey).items():
            ticked = dict.fromkeys(boxes, True)
            progress = change_boxes(progress, way, index, ticked, journey.today)
        return progress

    save(visit, way, note)
    return partial(say_deadline, visit, way, resume)


def change_sent(visit: Visit, way: Way, resume: Resume) -> Choice:
    """Return the answer that changes the day of sending, where one matters."""
    ask, dated = partial(ask_sent, visit, way, resume), way.procedure.if_late is not None
    return Choice("date", _("Change the day of sending"), ask, dated)


def _go_late(visit: Visit, way: Way, other: Way, resume: Resume) -> Stage:
    """Tell the other procedure what was said in this one, and go on there."""
    told = change_over(visit.journey(other), find_told(visit.pack.case, visit.journey(way).said))
    if told:
        save(visit, other, lambda progress: progress.answered(other.turn, told))
    return resume(other)


def say_deadline(visit: Visit, way: Way, resume: Resume) -> Stage | None:
    """Say the last day; when it has passed, offer the procedure that is still possible."""
    journey, late = visit.journey(way), way.procedure.if_late
    choices = [go_on(partial(resume, way), now=True), change_sent(visit, way, resume)]
    passed = journey.deadline is not None and journey.deadline.passed(journey.today)
    # One that serves after the deadline too leads nowhere else.
    if passed and late is not None and late != way.procedure.id:
        procedure = visit.pack.procedure(late)
        other = way.through(procedure)
        label = _("Go to: {title}").format(title=procedure.title)
        go = partial(_go_late, visit, way, other, resume)
        choices.insert(0, Choice("late", label, go, now=True))
    return visit.read(deadline_page(journey), *choices)


def sent_page(journey: Journey) -> Screen:
    """Return the page above the question for the day of sending."""
    return Screen(
        title=_("How long you have got"),
        heading=journey.title,
        text=(
            *say_how_it_counts(),
            *_say_wrong_clock(journey),
        ),
    )


def _say_wrong_clock(journey: Journey) -> tuple[str, ...]:
    return (say_doubt(journey.doubt),) if journey.doubt else ()


def deadline_page(journey: Journey) -> Screen:
    """Return the page that says how long one has got."""
    deadline, today = journey.deadline, journey.today
    rows: tuple[Row, ...] = ()
    addresses: tuple[Address, ...] = ()
    if deadline is None:
        said = say_day_unknown()
    elif is_last_day(deadline, today, journey.doubt):
        said = (last_day(deadline, today), *say_what_to_do(today))
        if is_telephone_open(today):
            rows = (Row(_("Telephone"), (help_line(),)),)
            addresses = (Address(_("{label}:").format(label=deaf_label()), DEAF_PAGE),)
    elif deadline.passed(today):
        said = (last_day(deadline, today, journey.doubt), say_too_late())
    else:
        said = (last_day(deadline, today, journey.doubt), target_day(deadline, today))
    return Screen(
        title=_("How long you have got"),
        heading=journey.title,
        lead=said[0],
        text=(*said[1:], *_say_wrong_clock(journey)),
        rows=rows,
        addresses=addresses,
    )
