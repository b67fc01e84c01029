"""What is to be seen some time after a deed: a date, not a step."""

from dataclasses import dataclass, field

from mes_optout.content.case import Condition
from mes_optout.content.doors import Action, Deed


@dataclass(slots=True, eq=False, repr=False)
class FollowUp:
    """What comes weeks after a deed, such as the e-mail of the end.

    It is due so many `days`, `weeks` or `months` (one of the three) after the first day on which
    one of the boxes `after`, "step/check", was ticked. `title` says what it is, `text` what to
    expect, `question` asks whether it came, `otherwise` what to do when it did not.

    Its answer is kept like a tick: `id` and `number` are permanent among those of the boxes of the
    procedure, `formerly` names boxes that said the same, "step/check".
    """

    id: str
    number: int
    after: tuple[str, ...]
    title: str
    text: str
    question: str
    otherwise: str
    days: int = 0
    weeks: int = 0
    months: int = 0
    actions: tuple[Action, ...] = ()
    formerly: tuple[str, ...] = ()
    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)


def late_actions(follow_up: FollowUp) -> tuple[Action, ...]:
    """Return the doors of the page about what has not come.

    Who never asked for it can say so there, else it would be asked about every week.
    """
    depends = bool(follow_up.when or follow_up.unless)
    return (*follow_up.actions, *((Action(do=Deed.ANSWERS),) if depends else ()))
