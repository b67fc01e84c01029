"""The labelled parts of a step: the same on the screen, on paper and in a file."""

from mes_optout.content.procedure import Step
from mes_optout.i18n import _
from mes_optout.wording.blocks import Row
from mes_optout.wording.phrases import reliability


def step_rows(step: Step) -> tuple[Row, ...]:
    """Return the parts of a step in the order in which one needs them."""
    rows = [Row(_("Why"), (step.why,)), Row(_("Careful"), (step.before,))]
    if step.needs:
        rows.append(Row(_("You need"), (", ".join(step.needs),)))
    rows.append(Row(_("Do this"), step.body, numbered=True))
    if step.keep:
        rows.append(Row(_("Keep"), (step.keep,)))
    rows.append(Row(_("How sure"), (reliability(step),)))
    return tuple(rows)
