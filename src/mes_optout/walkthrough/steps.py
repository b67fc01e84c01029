"""The stages of one step: its boxes, the menu when some are left, problems, putting aside."""

from functools import partial

from mes_optout.i18n import _
from mes_optout.progress.model import Aside
from mes_optout.progress.standing import State
from mes_optout.walkthrough.carrying import carry, letters_of, step_letters
from mes_optout.walkthrough.changes import taken_up, with_aside, with_boxes
from mes_optout.walkthrough.explaining import problems, why
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.pages import (
    afterwards_page,
    boxes_page,
    deadline_page,
    end_page,
    step_page,
)
from mes_optout.walkthrough.paper import paper
from mes_optout.walkthrough.phone import phone
from mes_optout.walkthrough.prompter import CheckState, Option, Screen, day_line
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.visit import Stage, Visit, Way
from mes_optout.wording.phrases import state_word


def go_on(visit: Visit, way: Way) -> Stage:
    """Return the stage to resume at: the next step to do, or the end."""
    following = way.standing(visit).next_step()
    return partial(end, visit, way) if following is None else partial(boxes, visit, way, following)


def boxes(visit: Visit, way: Way, index: int) -> Stage:
    """Show a step and ask what was done; save it, then go on or open the menu."""
    step = way.steps[index]
    before = way.standing(visit).steps[index].days
    visit.prompter.show(step_page(visit, way, index))
    ticked = visit.prompter.tick(
        _("What have you done?"),
        [CheckState(check.id, check.text, check.id in before) for check in step.checks],
    )
    changed = {id_: id_ in ticked for id_ in ticked ^ set(before)}
    if changed:
        save(
            visit,
            way,
            partial(with_boxes, way=way, index=index, changed=changed, today=visit.today),
        )
    if way.standing(visit).steps[index].state is State.DONE:
        return _after(visit, way)
    return partial(menu, visit, way, index)


def _after(visit: Visit, way: Way) -> Stage:
    """Return the next open step; those put off wait for the end page."""
    for index, place in enumerate(way.standing(visit).steps):
        if place.state is State.OPEN:
            return partial(boxes, visit, way, index)
    return partial(end, visit, way)


def menu(visit: Visit, way: Way, index: int) -> Stage:
    """Ask how to go on with a step that is not done."""
    options = [
        Option("stay", _("Go on with this step")),
        Option("problem", _("I have a problem")),
        Option("later", _("Do this step later")),
        Option("previous", _("Back to the step before")),
        Option("other", _("Other choices")),
        quit_option(),
    ]
    if index == 0:
        options = [option for option in options if option.id != "previous"]
    if letters_of(visit, way, index):
        options.insert(3, Option("letters", _("A letter for this step")))
    if not visit.kept:  # paper is then the only way to go on another day
        options.insert(-1, Option("paper", _("Show the code to write on paper")))
    chosen = visit.ask(boxes_page(visit, way, index), _("How do you want to go on?"), options)
    if chosen == "later":
        save(visit, way, partial(with_aside, way=way, index=index, aside=Aside.LATER))
        return _after(visit, way)
    stay = partial(boxes, visit, way, index)
    stages: dict[str, Stage] = {
        "problem": partial(problems, visit, way, index, stay),
        "letters": partial(step_letters, visit, way, index, stay),
        "previous": partial(boxes, visit, way, index - 1),
        "other": partial(others, visit, way, index),
        "paper": partial(paper, visit, way, stay),
    }
    return stages.get(chosen, stay)


def others(visit: Visit, way: Way, index: int) -> Stage:
    """Ask for one of the rarer ways on."""
    options = [
        Option("stay", _("Go on with this step")),
        Option("why", _("Why, and sources")),
        Option("not-for-me", _("This step does not concern me")),
        Option("steps", _("Go to another step")),
        Option("elsewhere", _("Choose another procedure")),
        Option("carry", _("A list, a reminder, a letter to carry away")),
        Option("paper", _("Go on later without leaving anything here")),
        quit_option(),
    ]
    link = way.steps[index].link
    if link and visit.prompter.can_show_code(link):
        options.insert(-1, Option("phone", _("Open the page on your phone (QR code)")))
    if way.procedure.if_late is not None:
        options.insert(4, Option("date", _("Change the day of sending")))
    chosen = visit.ask(boxes_page(visit, way, index), _("What do you want to do?"), options)
    if chosen == "not-for-me":
        save(visit, way, partial(with_aside, way=way, index=index, aside=Aside.NOT_FOR_ME))
        return _after(visit, way)
    stay = partial(boxes, visit, way, index)
    stages: dict[str, Stage] = {
        "why": partial(why, visit, way, index, stay),
        "steps": partial(any_step, visit, way),
        "date": partial(ask_sent, visit, way),
        "elsewhere": way.elsewhere,
        "carry": partial(carry, visit, way, stay),
        "paper": partial(paper, visit, way, stay),
        "phone": partial(phone, visit, way, index, stay),
    }
    return stages.get(chosen, stay)


def any_step(visit: Visit, way: Way) -> Stage:
    """Let the person go to any step, done or not."""
    places = way.standing(visit).steps
    options = [
        Option(step.id, f"{step.title} ({state_word(place.state)})")
        for step, place in zip(way.steps, places, strict=True)
    ]
    screen = Screen(title=_("All the steps"), heading=way.title)
    chosen = visit.ask(screen, _("Which step?"), [*options, quit_option()])
    return partial(boxes, visit, way, [step.id for step in way.steps].index(chosen))


def ask_sent(visit: Visit, way: Way) -> Stage:
    """Ask for the day the information was sent, on which the deadline depends."""
    visit.prompter.show(
        Screen(
            title=_("How long you have got"),
            heading=way.title,
            text=(
                _("Six weeks count from the day the letter or e-mail was sent."),
                _("Not from the day you received it, nor from a new code."),
            ),
        )
    )
    sent = visit.prompter.ask_line(day_line(_("On which day was it sent?"), visit.today))
    if sent is not None:
        save(visit, way, lambda progress: progress.letter_sent(way.turn, sent))
    return partial(say_deadline, visit, way)


def say_deadline(visit: Visit, way: Way) -> Stage:
    """Say the last day; when it has passed, offer the procedure that is still possible."""
    deadline = way.deadline(visit)
    options = [Option("go", _("Go on")), Option("date", _("Change the day of sending"))]
    late = way.procedure.if_late
    if late == way.procedure.id:
        late = None  # it serves after the deadline too: there is nowhere else to go
    if deadline is not None and late is not None and deadline.passed(visit.today):
        title = visit.pack.procedure(late).title
        options.insert(0, Option("late", _("Go to: {title}").format(title=title)))
    match visit.ask(
        deadline_page(visit, way), _("Do you want to go on?"), [*options, quit_option()]
    ):
        case "late" if late is not None:
            return go_on(visit, Way(visit.pack.procedure(late), way.elsewhere, way.turn_number))
        case "date":
            return partial(ask_sent, visit, way)
        case _:
            return go_on(visit, way)


def end(visit: Visit, way: Way) -> Stage | None:
    """Say where the person is at the end, and what is still open.

    Sets `page_stays` when the person wants to go on reading this page.
    """
    options = [
        Option("done", _("Finish")),
        Option("elsewhere", _("Choose another procedure")),
        Option("stay", _("Finish and leave this page on the screen")),
    ]
    if not way.standing(visit).finished:
        options.insert(1, Option("left", _("Take up the steps that are left")))
        if not visit.kept:
            options.insert(2, Option("paper", _("Show the code to write on paper")))
    elif way.procedure.afterwards:
        options.insert(1, Option("afterwards", _("What may come next")))
    options.insert(-2, Option("carry", _("A list, a reminder, a letter to carry away")))
    chosen = visit.ask(end_page(visit, way), _("What do you want to do?"), options)
    if chosen == "left":
        save(visit, way, partial(taken_up, way=way))
        return go_on(visit, way)
    visit.page_stays = chosen == "stay"
    here = partial(end, visit, way)
    stages: dict[str, Stage] = {
        "afterwards": partial(afterwards, visit, way),
        "carry": partial(carry, visit, way, here),
        "paper": partial(paper, visit, way, here),
        "elsewhere": way.elsewhere,
    }
    return stages.get(chosen)  # none of them: it is over


def afterwards(visit: Visit, way: Way) -> Stage:
    """Show what may come after a procedure."""
    options = [Option("end", _("Back to the last page")), quit_option()]
    visit.ask(afterwards_page(way), _("Do you want to go on?"), options)
    return partial(end, visit, way)
