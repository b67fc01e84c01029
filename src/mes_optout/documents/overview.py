"""What stands at the head of a list: what it is about, the days that count, whom to call."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mes_optout.documents.stamp import find_stamp
from mes_optout.i18n import NEUTRAL, _, day_in_words, ngettext
from mes_optout.journey import Journey
from mes_optout.wording.blocks import Address, Block, Field, Fields, Row, Slip, Text
from mes_optout.wording.phrases import (
    DEAF_PAGE,
    deaf_label,
    goes_on_in,
    help_line,
    say_doubt,
    steps_done,
    target_day,
)

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


def lay_out_slip(journey: Journey) -> Slip:
    """Return what can be cut off a list and kept apart from it. No word says what it is of.

    Its code is the program's own, never one that somebody was sent.
    """
    fields = [Field(_("Code given by the program"))]
    if journey.procedure.if_late is not None:
        fields.append(Field(_("Last day")))
    return Slip(
        _("To go on: {command}").format(command=f"{NEUTRAL} guide --code"),
        tuple(fields),
        _("To cut off above: that piece does not say what it is about. Keep it apart."),
    )


def list_head_blocks(journey: Journey, pack: "Pack") -> Iterator[Block]:
    """Yield what stands above the first step."""
    yield Text(journey.procedure.summary)
    if journey.continued_in is not None:
        yield Text(goes_on_in(pack.title(journey.continued_in)))
    elif journey.procedure.if_late is not None and not journey.standing.finished:
        yield from _list_days(journey)
    if journey.progress is None:
        yield Row(_("Before you begin"), (_say_before(journey),), weight="risk")
    else:
        if journey.doubt:
            yield Text(say_doubt(journey.doubt))
        made_on = _("List made on {day}.").format(day=day_in_words(find_stamp(journey.today)))
        yield Text(f"{steps_done(journey.standing)}. {made_on}")
    if journey.procedure.hotline:
        yield from list_calls()
    if hidden := journey.left_out:
        said = ngettext(
            "By what you answered, {n} step does not concern you: {titles}.",
            "By what you answered, {n} steps do not concern you: {titles}.",
            len(hidden),
        )
        titles = ", ".join(_("“{title}”").format(title=step.title) for step in hidden)
        yield Text(said.format(titles=titles))


def _list_days(journey: Journey) -> Iterator[Block]:
    """Yield the days of the deadline, or room for them with how they are counted."""
    deadline = journey.deadline
    if deadline is None:
        yield room_for_days()
        return
    days = {
        _("Sent on"): deadline.sent,
        _("Last day"): deadline.last_day,
        _("Aim for"): deadline.target,
    }
    yield Fields(
        tuple(Field(label, day_in_words(day, weekday=True)) for label, day in days.items())
    )
    if not journey.doubt and journey.today > deadline.target:
        yield Text(target_day(deadline, journey.today))


def list_calls() -> Iterator[Block]:
    """Yield how the service is called, by those who hear and those who do not."""
    yield Row(_("Telephone"), (help_line(),))
    yield Address(deaf_label(), DEAF_PAGE)


def room_for_days() -> Fields:
    """Return room for the days of the deadline, with how they are counted."""
    return Fields(
        (
            Field(_("Sent on (letter, e-mail)")),
            Field(_("Last day (+ 6 weeks)")),
            Field(_("Aim for (+ 5 weeks)")),
        )
    )


def _say_before(journey: Journey) -> str:
    """Say what to know before one begins with a sheet of paper."""
    said = [
        _("This sheet says what it is about: keep it where nobody else reads."),
        _("Write on it no name, number or password, nor a code that you were sent."),
    ]
    if any(step.link for step in journey.steps):
        said.append(_("Is a computer or a phone shared? Another device is safer."))
    return " ".join(said)
