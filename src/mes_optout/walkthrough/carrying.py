"""What one can carry away from a procedure: its list, a reminder, the letters that go with it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from mes_optout.content.letters import Known
from mes_optout.deadline import Deadline
from mes_optout.documents.formats import LIST, REMINDER, Format
from mes_optout.i18n import _, command
from mes_optout.walkthrough.files import Takeaway, offer
from mes_optout.walkthrough.letters import letter
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit, Way

if TYPE_CHECKING:
    from mes_optout.documents.calendar import Reminder


def carry(visit: Visit, way: Way, back: Stage) -> Stage:
    """Ask what to carry away; `back` is the question one came from."""
    options = [Option("back", _("Back")), Option("list", _("The list of steps, to print"))]
    if any(reminder.day >= visit.today for reminder in reminders_of(visit, way)):
        options.append(Option("reminder", _("A reminder for a calendar")))
    known = [each for each in visit.letters if way.procedure.id in each.letter.procedures]
    options += [_letter_option(each) for each in known]
    screen = Screen(
        title=_("What you can carry away"),
        heading=way.title,
        text=(_("Each becomes a file on this computer. You see its place before it is written."),),
    )
    here = partial(carry, visit, way, back)
    match visit.ask(screen, _("What do you want to write?"), [*options, quit_option()]):
        case "back":
            return back
        case "list":
            return partial(offer, visit, list_of(visit, way), here)
        case "reminder":
            return partial(offer, visit, reminder_of(visit, way), here)
        case chosen:
            return partial(letter, visit, _chosen(known, chosen), here)


def letters_of(visit: Visit, way: Way, index: int) -> list[Known]:
    """Return the letters that help at a step."""
    place = f"{way.procedure.id}/{way.steps[index].id}"
    return [each for each in visit.letters if place in each.letter.steps]


def step_letters(visit: Visit, way: Way, index: int, back: Stage) -> Stage:
    """Ask for one of the letters that help at a step."""
    known = letters_of(visit, way, index)
    screen = Screen(title=way.steps[index].title, heading=way.title)
    options = [Option("back", _("Back to the step")), *map(_letter_option, known), quit_option()]
    chosen = visit.ask(screen, _("Which letter?"), options)
    if chosen == "back":
        return back
    return partial(letter, visit, _chosen(known, chosen), back)


def list_of(visit: Visit, way: Way) -> Takeaway:
    """Return the list of a procedure, with what is ticked now."""

    def make(wanted: Format) -> bytes:
        from mes_optout.documents.checklist import build  # noqa: PLC0415  (only when asked for)
        from mes_optout.documents.list_blocks import list_document  # noqa: PLC0415  (the same)

        made = build([way.procedure], visit.progress, visit.today)
        return wanted.render(list_document(made, qr=True))

    return Takeaway(
        kind=LIST,
        stem=_("list"),
        holds=_("The steps, your ticks and their days. Its title says nothing; its pages do."),
        make=make,
        by_hand=command(f"checklist {way.procedure.id} --qr --output"),
    )


def reminders_of(visit: Visit, way: Way) -> "tuple[Reminder, ...]":
    """Return the days to be reminded of, the past ones too."""
    from mes_optout.documents import calendar  # noqa: PLC0415  (only when asked for)

    deadline, closed = way.deadline(visit), way.closed(visit)
    return (
        *(calendar.make_deadline_reminders(deadline) if deadline else ()),
        *(calendar.make_deletion_reminders(closed) if closed else ()),
    )


def reminder_of(visit: Visit, way: Way) -> Takeaway:
    """Return the days that are still to come, in neutral words."""
    from mes_optout.documents import calendar  # noqa: PLC0415  (only when asked for)

    deadline, closed = way.deadline(visit), way.closed(visit)
    reminders = reminders_of(visit, way)
    return Takeaway(
        kind=REMINDER,
        stem=_("reminder"),
        holds=" ".join(_days(deadline, closed)),
        make=lambda wanted: wanted.render(reminders, visit.today),
        by_hand=command("deadline --ics" if deadline else "deadline --closed --ics"),
        careful=calendar.compose_calendar_notice(),
    )


def _days(deadline: Deadline | None, closed: date | None) -> Iterator[str]:
    if deadline is not None:
        yield _("The day to aim for and the last day. It does not say what for.")
    if closed is not None:
        yield _("The day a deletion is due, if you asked for one. It does not say what for.")


def _letter_option(known: Known) -> Option:
    said = _("A letter: {title}").format(title=known.guide.title)
    return Option(f"letter-{known.letter.id}", said)


def _chosen(known: list[Known], option: str) -> Known:
    return next(each for each in known if option == f"letter-{each.letter.id}")
