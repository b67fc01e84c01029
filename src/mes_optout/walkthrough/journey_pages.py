"""What the pages of a journey say, as data."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mes_optout.i18n import _, command, day_in_words, language, ngettext
from mes_optout.journey import Journey
from mes_optout.progress import code
from mes_optout.progress.model import State
from mes_optout.progress.spelling import MARK
from mes_optout.telling import find_facts
from mes_optout.walkthrough.prompter import Place, Screen
from mes_optout.wording.blocks import Address, Row
from mes_optout.wording.phrases import (
    DEAF_PAGE,
    clock_seems_wrong,
    days_away,
    deaf_label,
    doubt_rows,
    goes_on_in,
    help_line,
    how_sure,
    outcome,
    reliability,
    state_word,
    step_rows,
    steps_done,
    tally,
)
from mes_optout.wording.waiting import say_awaited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mes_optout.content.addresses import Source
    from mes_optout.content.facts import Case
    from mes_optout.content.procedure import Problem, Procedure, Step


def say_how_far(journey: Journey) -> str:
    """Say what a way is and how many of its steps are done, for a list of several."""
    return f"{journey.title}. {steps_done(journey.standing)}."


def day_that_decides(journey: Journey) -> str:
    """Return the last day of a procedure that has one, to stand beside its title."""
    if journey.deadline is None:
        return ""
    day = day_in_words(journey.deadline.last_day, weekday=True)
    if journey.doubt:
        last = _("Last day: {day}.").format(day=day)
        return f"{last} {clock_seems_wrong(journey.doubt)}"
    left = days_away(journey.deadline.last_day, journey.today)
    return _("Last day: {day}, {left}").format(day=day, left=left)


def under_way(journey: Journey, index: int | None = None) -> Screen:
    """Return an empty page on the way: its title, the last day, and the place of a step."""
    place = None if index is None else step_place(journey, index)
    title = "" if index is None else journey.steps[index].title
    return Screen(title, heading=journey.title, day=day_that_decides(journey), place=place)


def step_place(journey: Journey, index: int) -> Place:
    """Return where a step stands; says too when it is shown in French for want of English."""
    translated = journey.steps[index].language == language()
    return Place(
        number=journey.number(index),
        total=journey.standing.total,
        tally=tally(journey.standing),
        notice="" if translated else _("(in French for now)"),
    )


def step_screen(step: "Step", condition: str = "") -> Screen:
    """Return a step as a page, without where it stands.

    `condition` says for which case it is, while that is open.
    """
    return Screen(
        title=step.title,
        rows=(*step_rows(step, condition), *doubt_rows(step)),
        foot=how_sure(step),
        addresses=(Address(_("Page to open:"), step.link),) if step.link else (),
    )


def step_page(journey: Journey, index: int, condition: str = "") -> Screen:
    """Return the page of a step with where it stands."""
    screen, above = step_screen(journey.steps[index], condition), under_way(journey, index)
    return replace(screen, heading=above.heading, day=above.day, place=above.place)


def boxes_page(journey: Journey, index: int) -> Screen:
    """Return the short page of a step that is not done: which boxes are, which are not."""
    step, days = journey.steps[index], journey.standing.steps[index].days
    return replace(
        under_way(journey, index),
        text=tuple(
            f"[{state_word(State.DONE if check.id in days else State.OPEN)}] {check.text}"
            for check in step.checks
        ),
    )


def gone_page(journey: Journey, index: int) -> Screen:
    """Return the page of a step that does not apply any more."""
    return replace(
        under_way(journey, index),
        place=None,
        text=(
            _("By what you answered, this step does not apply to you."),
            _("Its ticks are kept. You can change your answers."),
        ),
    )


def changes_page(journey: Journey) -> Screen:
    """Return the page that says which steps changed since the last visit, and why."""
    lines = (
        _("{label}: {text}").format(
            label=step.title, text=step.change or _("The step has changed.")
        )
        for step in journey.revised
    )
    return Screen(title=_("What has changed"), heading=journey.title, text=tuple(lines))


def problem_page(procedure: "Procedure", step: "Step", problem: "Problem") -> Screen:
    """Return the page of one problem; it ends with the number of the service where that helps."""
    rows = (
        Row(_("Problem"), (problem.symptom,)),
        Row(_("Do this"), (problem.remedy,), weight="deed"),
        Row(_("Otherwise"), (problem.otherwise,)),
    )
    if not (procedure.hotline and problem.hotline):
        return Screen(title=step.title, rows=rows)
    return Screen(
        title=step.title,
        rows=(*rows, Row(_("Telephone"), (help_line(),))),
        addresses=(Address(_("{label}:").format(label=deaf_label()), DEAF_PAGE),),
    )


def why_page(step: "Step", known: "Mapping[str, Source]") -> Screen:
    """Return the page with what did not fit on the step's own, and its sources."""
    from mes_optout.content.addresses import gather  # noqa: PLC0415  (only when asked for)

    return Screen(
        title=step.title,
        rows=(
            Row(_("Why"), (step.why, *step.more)),
            Row(_("How sure"), (reliability(step),)),
        ),
        addresses=tuple(Address(name, url) for name, url in gather(step.sources, known)),
    )


def phone_page(link: str) -> Screen:
    """Return a page with a QR code. It has no title and no frame: a code takes almost all rows."""
    return Screen(title="", addresses=(Address("", link),), code=link)


def code_page(journey: Journey, case: "Case") -> Screen:
    """Return the page with the code to write on paper."""
    procedure, facts = journey.procedure, find_facts(case, journey)
    letters = code.write_code(
        journey.noted, journey.turn, procedure.steps, facts, procedure.follow_ups
    )
    return Screen(
        title=_("A code to write on paper"),
        heading=journey.title,
        lead=code.group_characters(letters),
        text=(
            _("It holds your boxes, what you put off, what you said of the case. It holds no day."),
            _(
                "Write it on paper, letter by letter. The {mark} belongs to it."
                " A wrong letter will be noticed."
            ).format(mark=MARK),
            _("To go on later, here or on another computer, type:"),
            command("guide --code"),
        ),
    )


def end_page(journey: Journey, elsewhere: str = "") -> Screen:
    """Return the last page: whether it is really done, what is left, what to keep, what comes.

    `elsewhere` is the title of the procedure in which it goes on: then nothing is left here.
    """
    standing, procedure = journey.standing, journey.procedure
    finished = standing.finished or bool(elsewhere)
    if elsewhere:
        verdict = goes_on_in(elsewhere)
    elif standing.finished:
        verdict = outcome(procedure, standing)
    else:
        verdict = ngettext(
            "Not finished yet: {n} step is left.",
            "Not finished yet: {n} steps are left.",
            standing.left,
        )
    left = tuple(
        f"{step.title} ({state_word(place.state)})"
        for step, place in journey.places
        if place.state in {State.OPEN, State.LATER}
    )
    rows = [Row(_("Where you are"), (f"{steps_done(standing)}.",))]
    if left and not finished:
        rows.append(Row(_("Still to do"), left))
    done = (step for step, place in journey.places if place.state is State.DONE)
    kept = tuple(dict.fromkeys(step.keep for step in done if step.keep))  # each thing once
    if kept and finished:
        rows.append(Row(_("Keep"), kept))
    if journey.follow_ups:
        coming = (say_awaited(each, journey.today, journey.doubt) for each in journey.follow_ups)
        rows.append(Row(_("What next"), tuple(coming)))
    return Screen(title=_("The end"), heading=journey.title, lead=verdict, rows=tuple(rows))


def afterwards_page(journey: Journey) -> Screen:
    """Return the page with what may come after a procedure."""
    text = tuple(line.text for line in journey.afterwards)
    return Screen(title=_("Afterwards"), heading=journey.title, text=text)
