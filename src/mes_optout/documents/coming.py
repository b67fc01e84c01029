"""What comes later, in what is carried away."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mes_optout.content.case import applies
from mes_optout.content.procedure import BLANK
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.wording.blocks import Text
from mes_optout.wording.doors import say_on_paper
from mes_optout.wording.waiting import say_period, say_when

if TYPE_CHECKING:
    from mes_optout.content.later import FollowUp
    from mes_optout.content.loader import Pack
    from mes_optout.progress.awaited import Awaited


def list_follow_ups(
    journey: Journey,
) -> "Iterator[tuple[FollowUp, Awaited[FollowUp] | None]]":
    """Yield all that may come later and applies; None beside it where its deed is not done."""
    awaited = {each.follow_up.id: each for each in journey.follow_ups}
    for each in journey.procedure.follow_ups:
        if applies(each, journey.said):
            yield each, awaited.get(each.id)


def lay_out_follow_ups(journey: Journey, pack: "Pack", *, problems: bool) -> Iterator[Text]:
    """Yield a point for each: when to check it, and what to expect.

    With `problems` it also says what to do if that does not come.
    """
    for each, awaited in list_follow_ups(journey):
        if awaited is None:
            when = _("{when}, on {blank}").format(when=say_period(each), blank=BLANK)
        else:
            when = say_when(awaited, journey.today, journey.doubt)
        said = f"{when}. {each.text}"
        if problems:
            there = say_on_paper(each.otherwise, each.actions, journey, pack)
            said += " " + _("Otherwise: {text}").format(text=there)
        yield Text(said, lead=each.title)
