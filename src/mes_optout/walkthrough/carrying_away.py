"""What one can carry away from a procedure: its list, a reminder, the letters that go with it."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mes_optout.documents.formats import CODES, LIST, PROBLEMS, REMINDER, Format
from mes_optout.i18n import _, command
from mes_optout.journey import Journey, make_journeys
from mes_optout.walkthrough.file_offer import Takeaway, offer_file
from mes_optout.walkthrough.letter_pages import list_letter_choices
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way

if TYPE_CHECKING:
    from mes_optout.documents.calendar import Reminder


def offer_takeaways(visit: Visit, way: Way, back: Stage) -> Stage | None:
    """Ask what to carry away; `back` is the question one came from."""
    journey, here = visit.journey(way), partial(offer_takeaways, visit, way, back)
    from mes_optout.documents.calendar import find_reminders  # noqa: PLC0415  (only when asked for)

    reminders = find_reminders(journey)
    coming = any(reminder.day >= journey.today for reminder in reminders)
    short, whole = (list_takeaway(visit, journey, problems=each) for each in (False, True))
    remind = partial(offer_file, visit, reminder_takeaway(journey, reminders), here)
    screen = Screen(
        title=_("What you can carry away"),
        heading=journey.title,
        text=(_("Each becomes a file on this computer. You see its place before it is written."),),
    )
    choices = (
        Choice("back", _("Back"), back),
        Choice("list", _("The list of steps, to print"), partial(offer_file, visit, short, here)),
        Choice(
            "whole",
            _("The same list, with what to do when something blocks"),
            partial(offer_file, visit, whole, here),
        ),
        Choice("reminder", _("A reminder for a calendar"), remind, coming),
        *list_letter_choices(visit, way, visit.find_letters(way), here),
    )
    return visit.choose(screen, _("What do you want to write?"), choices)


def list_takeaway(visit: Visit, journey: Journey, *, problems: bool) -> Takeaway:
    """Return the list of a procedure, with what is ticked now, of the day on which it is made.

    `problems` asks for what to do when something blocks, which takes more pages.
    """

    def make(wanted: Format) -> bytes:
        from mes_optout.documents.checklist import lay_out_list  # noqa: PLC0415  (only when asked for)

        extras = (CODES, PROBLEMS) if problems else (CODES,)
        # All its turns that were begun: one prints the lists of several children together.
        turns = make_journeys([journey.procedure], journey.progress, visit.today)
        return wanted.render(lay_out_list(turns, visit.pack, extras))

    options = "--with qr --with problems" if problems else "--with qr"
    return Takeaway(
        kind=LIST,
        stem=_("list"),
        holds=_("The steps, your ticks and their days. Its title says nothing; its pages do."),
        make=make,
        by_hand=command(f"checklist {journey.procedure.id} {options} --output"),
    )


def reminder_takeaway(journey: Journey, reminders: "tuple[Reminder, ...]") -> Takeaway:
    """Return the days that are still to come, in neutral words."""
    from mes_optout.documents import calendar  # noqa: PLC0415  (only when asked for)

    by_hand = ""  # no command knows what else comes
    if journey.deadline or journey.closed:
        by_hand = command("deadline --ics" if journey.deadline else "deadline --closed --ics")
    checks = any(reminder.kind == calendar.CHECK for reminder in reminders)
    return Takeaway(
        kind=REMINDER,
        stem=_("reminder"),
        holds=" ".join(_say_days(journey, checks=checks)),
        make=lambda wanted: wanted.render(reminders, journey.today),
        by_hand=by_hand,
        careful=calendar.compose_calendar_notice(),
    )


def _say_days(journey: Journey, *, checks: bool) -> Iterator[str]:
    if journey.deadline is not None:
        yield _("The day to aim for and the last day. It does not say what for.")
    if checks:
        yield _("The days on which something is to be checked. It does not say what.")
