"""Where one stands, in one screen, for people and for machines."""

from collections.abc import Iterable, Iterator
from datetime import date

from mes_optout.content.procedure import Procedure
from mes_optout.documents.checklist import Sheet, build
from mes_optout.i18n import _, command
from mes_optout.progress.model import Progress
from mes_optout.progress.standing import State
from mes_optout.text import WIDTH, render_json, wrap
from mes_optout.wording.phrases import last_day, outcome, steps_done, tally, target_day

FORMAT = 1


def status_text(procedures: Iterable[Procedure], progress: Progress, today: date) -> str:
    """Say where one stands in each of `procedures`."""
    sheets = build(procedures, progress, today).sheets
    if not sheets:
        nothing = _("Nothing is noted yet.")
        begin = _("To begin: {command}").format(command=command("guide"))
        return f"{nothing}\n{begin}\n"
    lines = [line for sheet in sheets for line in (*_lines(sheet, today), "")]
    go_on = _("To go on: {command}").format(command=command("guide"))
    return "\n".join([*lines, go_on]) + "\n"


def _lines(sheet: Sheet, today: date) -> Iterator[str]:
    yield from wrap(sheet.title, WIDTH)
    standing = sheet.standing
    if standing is None:  # `build` was given progress, so there is one
        return
    following = standing.next_step()
    if following is not None:
        then = _("Next step: {title}").format(title=sheet.procedure.steps[following].title)
    else:
        then = outcome(sheet.procedure, standing)
    said = [f"{steps_done(standing)}. {then}"]
    if standing.count(State.LATER, State.NOT_FOR_ME):
        said.append(f"{tally(standing)}.")  # below: a title before it has no full stop
    if sheet.deadline and not standing.finished:
        said.append(f"{last_day(sheet.deadline, today)} {target_day(sheet.deadline, today)}")
    for paragraph in said:
        yield from wrap(paragraph, WIDTH, first="  ", then="  ")


def status_json(procedures: Iterable[Procedure], progress: Progress, today: date) -> str:
    """Say the same with stable keys; described in the README."""
    found = [_record(sheet, today) for sheet in build(procedures, progress, today).sheets]
    document = {"format": FORMAT, "today": today.isoformat(), "procedures": found}
    return render_json(document)


def _record(sheet: Sheet, today: date) -> dict[str, object]:
    standing, deadline, steps = sheet.standing, sheet.deadline, sheet.procedure.steps
    following = standing.next_step() if standing else None
    return {
        "id": sheet.procedure.id,
        "turn": sheet.turn,
        "title": sheet.title,
        "total": len(steps),
        "done": standing.done if standing else 0,
        "left": standing.left if standing else len(steps),
        "finished": standing.finished if standing else False,
        "next_step": None if following is None else steps[following].id,
        "sent": deadline.sent.isoformat() if deadline else None,
        "target": deadline.target.isoformat() if deadline else None,
        "last_day": deadline.last_day.isoformat() if deadline else None,
        "days_left": deadline.days_left(today) if deadline else None,
        "steps": [
            {"id": entry.step.id, "state": entry.place.state if entry.place else None}
            for entry in sheet.entries
        ],
    }
