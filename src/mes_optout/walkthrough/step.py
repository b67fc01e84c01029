"""The stages of one step: its boxes, the menu when some are left, the day of sending, the end."""

from functools import partial

from mes_optout.i18n import _
from mes_optout.progress.model import Aside, State, Turn
from mes_optout.walkthrough.carrying_away import offer_step_letters, offer_takeaways
from mes_optout.walkthrough.journey_pages import (
    afterwards_page,
    boxes_page,
    deadline_page,
    end_page,
    sent_page,
    step_page,
)
from mes_optout.walkthrough.paper_code import show_code
from mes_optout.walkthrough.problems import ask_problem, explain_step, show_on_phone
from mes_optout.walkthrough.prompter import CheckState, Screen, day_line
from mes_optout.walkthrough.saving import change_boxes, put_aside, save, take_up
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.phrases import state_word


def resume(visit: Visit, way: Way) -> Stage:
    """Return the stage to resume at: the next step to do, or the end."""
    return _step_or_end(visit, way, visit.journey(way).next_step)


def _step_or_end(visit: Visit, way: Way, index: int | None) -> Stage:
    return partial(say_end, visit, way) if index is None else partial(ask_boxes, visit, way, index)


def ask_boxes(visit: Visit, way: Way, index: int) -> Stage:
    """Show a step and ask what was done; save it, then go on or open the menu."""
    journey = visit.journey(way)
    before, checks = journey.standing.steps[index].days, journey.steps[index].checks
    visit.prompter.show(step_page(journey, index))
    ticked = visit.prompter.tick(
        _("What have you done?"),
        [CheckState(check.id, check.text, check.id in before) for check in checks],
    )
    changed = {id_: id_ in ticked for id_ in ticked ^ set(before)}
    if changed:
        change = partial(change_boxes, way=way, index=index, changed=changed, today=visit.today)
        journey = save(visit, way, change)
    if journey.standing.steps[index].state is State.DONE:
        # Those put off wait for the end page.
        return _step_or_end(visit, way, journey.standing.first(State.OPEN))
    return partial(offer_ways_on, visit, way, index)


def set_aside(visit: Visit, way: Way, index: int, aside: Aside) -> Stage:
    """Put a step aside; return the next open one, for those put off wait for the end page."""
    journey = save(visit, way, partial(put_aside, way=way, index=index, aside=aside))
    return _step_or_end(visit, way, journey.standing.first(State.OPEN))


def offer_ways_on(visit: Visit, way: Way, index: int) -> Stage | None:
    """Ask how to go on with a step that is not done."""
    stay, before = (partial(ask_boxes, visit, way, each) for each in (index, index - 1))
    problem = partial(ask_problem, visit, way, index, stay)
    later = partial(set_aside, visit, way, index, Aside.LATER)
    letters = partial(offer_step_letters, visit, way, index, stay)
    helped = partial(visit.has_letters, way, index)  # asked once the page stands: it does not wait
    choices = (
        Choice("stay", _("Go on with this step"), stay),
        Choice("problem", _("I have a problem"), problem),
        Choice("later", _("Do this step later"), later, now=True),
        Choice("letters", _("A letter for this step"), letters, helped),
        Choice("previous", _("Back to the step before"), before, index > 0),
        Choice("other", _("Other choices"), partial(offer_rarer_ways, visit, way, index)),
        # Without a disk, paper is the only way to go on another day.
        _paper(visit, way, stay, when=not visit.kept),
    )
    page = boxes_page(visit.journey(way), index)
    return visit.choose(page, _("How do you want to go on?"), choices)


def _paper(visit: Visit, way: Way, back: Stage, *, when: bool) -> Choice:
    show = partial(show_code, visit, way, back)
    return Choice("paper", _("Show the code to write on paper"), show, when)


def offer_rarer_ways(visit: Visit, way: Way, index: int) -> Stage | None:
    """Ask for one of the rarer ways on."""
    stay, link = partial(ask_boxes, visit, way, index), way.procedure.steps[index].link or ""
    why = partial(explain_step, visit, way, index, stay)
    aside = partial(set_aside, visit, way, index, Aside.NOT_FOR_ME)
    paper, phone = partial(show_code, visit, way, stay), partial(show_on_phone, visit, link, stay)
    drawn = bool(link) and visit.prompter.can_show_code(link)
    choices = (
        Choice("stay", _("Go on with this step"), stay),
        Choice("why", _("Why, and sources"), why),
        Choice("not-for-me", _("This step does not concern me"), aside, now=True),
        Choice("steps", _("Go to another step"), partial(choose_step, visit, way)),
        _change_sent(visit, way),
        Choice("elsewhere", _("Choose another procedure"), way.elsewhere),
        _carry_away(visit, way, stay),
        Choice("paper", _("Go on later without leaving anything here"), paper),
        Choice("phone", _("Open the page on your phone (QR code)"), phone, drawn),
    )
    page = boxes_page(visit.journey(way), index)
    return visit.choose(page, _("What do you want to do?"), choices)


def _carry_away(visit: Visit, way: Way, back: Stage) -> Choice:
    carry = partial(offer_takeaways, visit, way, back)
    return Choice("carry", _("A list, a reminder, a letter to carry away"), carry)


def choose_step(visit: Visit, way: Way) -> Stage | None:
    """Let the person go to any step, done or not."""
    journey = visit.journey(way)
    choices = []
    for index, (step, place) in enumerate(journey.places):
        label = f"{step.title} ({state_word(place.state)})"
        choices.append(Choice(step.id, label, partial(ask_boxes, visit, way, index)))
    screen = Screen(title=_("All the steps"), heading=journey.title)
    return visit.choose(screen, _("Which step?"), choices)


def ask_sent(visit: Visit, way: Way) -> Stage:
    """Ask for the day the information was sent, on which the deadline depends."""
    visit.prompter.show(sent_page(visit.journey(way)))
    sent = visit.prompter.ask_line(day_line(_("On which day was it sent?"), visit.today))
    if sent is not None:
        save(visit, way, lambda progress: progress.letter_sent(way.turn, sent))
    return partial(say_deadline, visit, way)


def _change_sent(visit: Visit, way: Way) -> Choice:
    ask, dated = partial(ask_sent, visit, way), way.procedure.if_late is not None
    return Choice("date", _("Change the day of sending"), ask, dated)


def say_deadline(visit: Visit, way: Way) -> Stage | None:
    """Say the last day; when it has passed, offer the procedure that is still possible."""
    journey, late = visit.journey(way), way.procedure.if_late
    choices = [go_on(partial(resume, visit, way), now=True), _change_sent(visit, way)]
    passed = journey.deadline is not None and journey.deadline.passed(visit.today)
    # One that serves after the deadline too leads nowhere else.
    if passed and late is not None and late != way.procedure.id:
        procedure = visit.pack.procedure(late)
        other = Way(procedure, Turn(procedure.id, way.turn.turn), way.elsewhere)
        label = _("Go to: {title}").format(title=procedure.title)
        choices.insert(0, Choice("late", label, partial(resume, visit, other), now=True))
    return visit.read(deadline_page(journey), *choices)


def say_end(visit: Visit, way: Way) -> Stage | None:
    """Say where the person is at the end, and what is still open."""
    journey, here = visit.journey(way), partial(say_end, visit, way)
    finished = journey.standing.finished
    left, stay = partial(_take_up_rest, visit, way), partial(_leave_page, visit)
    later, has_later = partial(say_afterwards, visit, way), bool(way.procedure.afterwards)
    choices = (
        Choice("done", _("Finish"), None),
        Choice("left", _("Take up the steps that are left"), left, not finished, now=True),
        _paper(visit, way, here, when=not finished and not visit.kept),
        Choice("afterwards", _("What may come next"), later, finished and has_later),
        _carry_away(visit, way, here),
        Choice("elsewhere", _("Choose another procedure"), way.elsewhere),
        Choice("stay", _("Finish and leave this page on the screen"), stay, now=True),
    )
    page = end_page(journey)  # to finish is to leave
    return visit.choose(page, _("What do you want to do?"), choices, leaving="absent")


def _take_up_rest(visit: Visit, way: Way) -> Stage:
    """Open the steps that were put off, and return the first of them."""
    return _step_or_end(visit, way, save(visit, way, partial(take_up, way=way)).next_step)


def _leave_page(visit: Visit) -> None:
    """End here, with this page on the screen."""
    visit.page_stays = True


def say_afterwards(visit: Visit, way: Way) -> Stage | None:
    """Show what may come after a procedure."""
    back = Choice("end", _("Back to the last page"), partial(say_end, visit, way))
    return visit.read(afterwards_page(visit.journey(way)), back)
