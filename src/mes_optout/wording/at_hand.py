"""What to know before a procedure: what to have at hand, how long it takes, what can be undone."""

from collections.abc import Iterator

from mes_optout.i18n import _, ngettext
from mes_optout.journey import Journey
from mes_optout.wording.blocks import Row


def list_before_rows(journey: Journey) -> Iterator[Row]:
    """Yield the rows that stand before the first step."""
    steps = [step for index, step in enumerate(journey.steps) if journey.visible(index)]
    needs = dict.fromkeys(need for step in steps for need in step.needs)
    if needs:
        yield Row(_("You need"), (", ".join(needs),))
    count = ngettext("{n} step", "{n} steps", len(steps))
    long = " ".join(filter(None, (journey.procedure.duration, f"{count}.")))
    yield Row(_("How long"), (long,))
    if journey.procedure.undo:
        yield Row(_("To undo it"), (journey.procedure.undo,))
