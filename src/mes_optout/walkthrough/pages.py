"""What the pages of a procedure say, as data."""

from dataclasses import replace

from mes_optout.content.procedure import Problem, Procedure, Step
from mes_optout.i18n import _, command, day_in_words, language, ngettext
from mes_optout.progress.standing import State
from mes_optout.walkthrough.prompter import Place, Screen
from mes_optout.walkthrough.visit import Visit, Way
from mes_optout.wording.blocks import Address, Row
from mes_optout.wording.phrases import (
    DEAF_PAGE,
    days_left,
    deaf_label,
    help_line,
    last_day,
    outcome,
    reliability,
    state_word,
    step_rows,
    steps_done,
    tally,
    target_day,
)


def heading(visit: Visit, way: Way) -> str:
    """Return the row above a step: the procedure, and the last day where there is one."""
    deadline = way.deadline(visit)
    if deadline is None:
        return way.title
    return _("{title}. Last day: {day}, {left}.").format(
        title=way.title,
        day=day_in_words(deadline.last_day),
        left=days_left(deadline, visit.today),
    )


def place(visit: Visit, way: Way, index: int) -> Place:
    """Return where a step stands; says too when it is shown in French for want of English."""
    standing = way.standing(visit)
    translated = way.steps[index].language == language()
    return Place(
        number=index + 1,
        total=len(way.steps),
        done=standing.done,
        tally=tally(standing),
        notice="" if translated else _("(in French for now)"),
    )


def step_screen(step: Step) -> Screen:
    """Return a step as a page, without where it stands."""
    addresses = (Address(_("Page to open:"), step.link),) if step.link else ()
    return Screen(title=step.title, rows=step_rows(step), addresses=addresses)


def step_page(visit: Visit, way: Way, index: int) -> Screen:
    """Return the page of a step with where it stands."""
    screen = step_screen(way.steps[index])
    return replace(screen, heading=heading(visit, way), place=place(visit, way, index))


def boxes_page(visit: Visit, way: Way, index: int) -> Screen:
    """Return the short page of a step that is not done: which boxes are, which are not."""
    step = way.steps[index]
    days = way.standing(visit).steps[index].days
    return Screen(
        title=step.title,
        heading=heading(visit, way),
        place=place(visit, way, index),
        text=tuple(
            f"[{state_word(State.DONE if check.id in days else State.OPEN)}] {check.text}"
            for check in step.checks
        ),
    )


def problem_page(procedure: Procedure, step: Step, problem: Problem) -> Screen:
    """Return the page of one problem; it ends with the number of the service where that helps."""
    rows = (
        Row(_("Problem"), (problem.symptom,)),
        Row(_("Do this"), (problem.remedy,)),
        Row(_("Otherwise"), (problem.otherwise,)),
    )
    if not (procedure.hotline and problem.hotline):
        return Screen(title=step.title, rows=rows)
    return Screen(
        title=step.title,
        rows=(*rows, Row(_("Telephone"), (help_line(),))),
        addresses=(Address(_("{label}:").format(label=deaf_label()), DEAF_PAGE),),
    )


def why_page(visit: Visit, step: Step) -> Screen:
    """Return the page with what did not fit on the step's own, and its sources."""
    known = visit.pack.sources
    cited = [known[key] for key in step.sources if key in known]
    return Screen(
        title=step.title,
        rows=(
            Row(_("Why"), (step.why, *step.more)),
            Row(_("How sure"), (reliability(step),)),
        ),
        addresses=tuple(Address(s.dated, s.url) for s in cited),
    )


def deadline_page(visit: Visit, way: Way) -> Screen:
    """Return the page that says how long one has got."""
    deadline = way.deadline(visit)
    if deadline is None:
        said: tuple[str, ...] = (
            _("You do not know the day of sending. That is no obstacle: go on today."),
            _("The date is often printed on the letter, or shown in the e-mail."),
        )
    elif deadline.passed(visit.today):
        said = (
            last_day(deadline, visit.today),
            _("The six weeks are over. Nothing is lost: the space can be closed at any time."),
        )
    else:
        said = (last_day(deadline, visit.today), target_day(deadline, visit.today))
    return Screen(title=_("How long you have got"), heading=way.title, text=said)


def end_page(visit: Visit, way: Way) -> Screen:
    """Return the last page: whether it is really done, what is left, what to keep."""
    standing, procedure = way.standing(visit), way.procedure
    if standing.finished:
        verdict = outcome(procedure, standing)
    else:
        verdict = ngettext(
            "Not finished yet: {n} step is left.",
            "Not finished yet: {n} steps are left.",
            standing.left,
        )
    pairs = list(zip(way.steps, standing.steps, strict=True))
    left = tuple(
        f"{step.title} ({state_word(s.state)})"
        for step, s in pairs
        if s.state in {State.OPEN, State.LATER}
    )
    rows = [Row(_("Where you are"), (f"{steps_done(standing)}. {verdict}",))]
    if left:
        rows.append(Row(_("Still to do"), left))
    kept = tuple(step.keep for step, s in pairs if step.keep and s.state is State.DONE)
    if kept and standing.finished:
        rows.append(Row(_("Keep"), kept))
    rows.append(Row(_("To print"), (command(f"checklist {procedure.id}"),)))
    rows.append(Row(_("To delete"), (command("forget"),)))
    return Screen(title=_("The end"), heading=way.title, rows=tuple(rows))


def afterwards_page(way: Way) -> Screen:
    """Return the page with what may come after a procedure."""
    return Screen(title=_("Afterwards"), heading=way.title, text=way.procedure.afterwards)
