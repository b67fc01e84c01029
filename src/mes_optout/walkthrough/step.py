"""The stages of one step: its boxes, the menu when some are left, and what comes after it."""

from collections.abc import Collection
from functools import partial

from mes_optout.content.case import find_branch
from mes_optout.following import Stop, asks_fork, find_next, find_resumption
from mes_optout.i18n import _, ngettext
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, State
from mes_optout.walkthrough.answers_given import offer_answers
from mes_optout.walkthrough.ending import carry_choice, say_end
from mes_optout.walkthrough.forks import ask_fork, lead
from mes_optout.walkthrough.helpers import helpers_choice
from mes_optout.walkthrough.journey_pages import boxes_page, gone_page, step_page
from mes_optout.walkthrough.letter_pages import offer_step_letters
from mes_optout.walkthrough.paper_code import show_code
from mes_optout.walkthrough.problems import ask_problem, explain_step, find_doors, show_on_phone
from mes_optout.walkthrough.prompter import CheckState, Screen, Skip, Stuck
from mes_optout.walkthrough.saving import change_boxes, put_aside, save
from mes_optout.walkthrough.sending import change_sent
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.phrases import state_word

# What the menu of a step has anyway, be there a door to it or not.
_IN_MENU = ("helpers", "later")


def resume(visit: Visit, way: Way) -> Stage:
    """Return the stage to resume at: the next step to do, a fork without an answer, or the end."""
    return follow(visit, way, find_resumption(visit.journey(way)))


def follow(visit: Visit, way: Way, stop: Stop | None) -> Stage:
    """Return the stage of a stop; the end where there is none."""
    if stop is None:
        return partial(say_end, visit, way, partial(follow, visit), partial(resume, visit))
    if stop.forks:
        return partial(ask_fork, visit, way, stop.step, partial(follow, visit))
    return partial(ask_boxes, visit, way, stop.step)


def ask_boxes(visit: Visit, way: Way, index: int) -> Stage | None:
    """Show a step and ask what was done; save it, then go on or open the menu."""
    journey = visit.journey(way)
    if not journey.visible(index):
        return say_gone(visit, way, index)
    before, checks = journey.standing.steps[index].days, journey.steps[index].checks
    visit.prompter.show(step_page(journey, index, visit.say_condition(journey, index)))
    try:
        ticked = visit.prompter.tick(
            _("What have you done?"),
            [CheckState(check.id, check.text, check.id in before) for check in checks],
        )
    except Skip:
        return set_aside(visit, way, index, Aside.NOT_FOR_ME)
    except Stuck as stuck:
        _save_ticks(visit, way, index, stuck.ticked)  # who quits from there loses nothing
        return partial(ask_problem, visit, way, index, partial(ask_boxes, visit, way, index))
    changed = _save_ticks(visit, way, index, ticked)
    return _follow_ticks(visit, way, index, changed=changed)


def _save_ticks(visit: Visit, way: Way, index: int, ticked: Collection[str]) -> bool:
    """Save the boxes of a step that were moved; say whether any was."""
    before = visit.journey(way).standing.steps[index].days
    changed = {id_: id_ in ticked for id_ in {*ticked} ^ {*before}}
    if changed:
        change = partial(change_boxes, way=way, index=index, changed=changed, today=visit.today)
        save(visit, way, change)
    return bool(changed)


def _follow_ticks(visit: Visit, way: Way, index: int, *, changed: bool) -> Stage:
    """Return what comes after the boxes of a step, as they are kept."""
    journey = visit.journey(way)
    if journey.standing.steps[index].state is not State.DONE:
        return partial(offer_ways_on, visit, way, index)
    if changed:  # saved by now, with what other windows changed meanwhile
        visit.prompter.say(_("This step is done."))
    if asks_fork(journey, index):
        return follow(visit, way, Stop(index, forks=True))
    branch = find_branch(journey.steps[index].fork, journey.said)
    if branch is not None:  # known already, so that nobody is asked again
        return lead(visit, way, index, branch, partial(follow, visit))
    return _go_on_after(visit, way, journey, index)


def _go_on_after(visit: Visit, way: Way, journey: Journey, index: int) -> Stage:
    """Return what comes after a step.

    What is open before it waits for the end page, as does what was put off: nobody is taken back
    without a word.
    """
    return follow(visit, way, find_next(journey, index))


def say_gone(visit: Visit, way: Way, index: int, page: Stage | None = None) -> Stage | None:
    """Say that a step does not apply. A door of a `page` leads to it; or else only going back."""
    journey, there = visit.journey(way), partial(_return_to, visit, way, index, page)
    on = go_on(partial(there, None), now=True)
    return visit.read(
        gone_page(journey, index),
        on if page is None else Choice("back", _("Back"), page),
        Choice("answers", _("What I have answered"), partial(offer_answers, visit, way, there)),
    )


def _return_to(visit: Visit, way: Way, index: int, page: Stage | None, new: int | None) -> Stage:
    """Return the stage of a step; where it does not apply, its `page` or what comes after it.

    `new` is one that applies since an answer was changed, and comes first.
    """
    journey = visit.journey(way)
    stays = journey.continued_in is None
    if new is not None and stays:
        return partial(ask_boxes, visit, way, new)
    if journey.visible(index) and stays:
        return partial(ask_boxes, visit, way, index)
    return page if page is not None and stays else _go_on_after(visit, way, journey, index)


def set_aside(visit: Visit, way: Way, index: int, aside: Aside) -> Stage:
    """Put a step aside; return what comes after it."""
    journey = save(visit, way, partial(put_aside, way=way, index=index, aside=aside))
    return _go_on_after(visit, way, journey, index)


def offer_ways_on(visit: Visit, way: Way, index: int) -> Stage | None:
    """Ask how to go on with a step that is not done."""
    journey, stay = visit.journey(way), partial(ask_boxes, visit, way, index)
    earlier = [each for each in range(index) if journey.visible(each)]
    before = partial(ask_boxes, visit, way, earlier[-1] if earlier else index)
    problem = partial(ask_problem, visit, way, index, stay)
    later = partial(set_aside, visit, way, index, Aside.LATER)
    letters = partial(offer_step_letters, visit, way, index, stay)
    paper = partial(show_code, visit, way, stay)
    helped = partial(visit.has_letters, way, index)
    here = partial(offer_ways_on, visit, way, index)
    actions = [action for line in journey.steps[index].body for action in line.actions]
    # Most have none, and the menu does not wait for what looks for them.
    doors = find_doors(visit, way, index, actions, here) if actions else []
    choices = (
        Choice("stay", _("Go on with this step"), stay),
        *(each for each in doors if each.id not in _IN_MENU),
        Choice("problem", _("I have a problem"), problem, bool(journey.steps[index].problems)),
        Choice("later", _("Do this step later"), later, now=True),
        helpers_choice(visit, here),
        Choice("letters", _("A letter for this step"), letters, helped),
        Choice("previous", _("Back to the step before"), before, bool(earlier)),
        Choice("other", _("Other choices"), partial(offer_rarer_ways, visit, way, index)),
        # Without a disk, paper is the only way to go on another day.
        Choice("paper", _("Show the code to write on paper"), paper, not visit.kept),
    )
    page = boxes_page(journey, index)
    return visit.choose(page, _("How do you want to go on?"), choices)


def offer_rarer_ways(visit: Visit, way: Way, index: int) -> Stage | None:
    """Ask for one of the rarer ways on."""
    stay, link = partial(ask_boxes, visit, way, index), way.procedure.steps[index].link or ""
    journey = visit.journey(way)
    answers = partial(offer_answers, visit, way, partial(_return_to, visit, way, index, None))
    why = partial(explain_step, visit, way, index, stay)
    aside = partial(set_aside, visit, way, index, Aside.NOT_FOR_ME)
    paper, phone = partial(show_code, visit, way, stay), partial(show_on_phone, visit, link, stay)
    drawn = bool(link) and visit.prompter.can_show_code(link)
    choices = (
        Choice("stay", _("Go on with this step"), stay),
        Choice("why", _("Why, and sources"), why),
        Choice("not-for-me", _("This step does not concern me"), aside, now=True),
        Choice("steps", _("Go to another step"), partial(choose_step, visit, way)),
        Choice("answers", _("What I have answered"), answers, bool(journey.facts_named)),
        change_sent(visit, way, partial(resume, visit)),
        Choice("elsewhere", _("Choose another procedure"), way.elsewhere),
        carry_choice(visit, way, stay),
        Choice("paper", _("Go on later without leaving anything here"), paper),
        Choice("phone", _("Open the page on your phone (QR code)"), phone, drawn),
    )
    page = boxes_page(journey, index)
    return visit.choose(page, _("What do you want to do?"), choices)


def choose_step(visit: Visit, way: Way) -> Stage | None:
    """Let the person go to any step that applies, done or not."""
    journey = visit.journey(way)
    choices = []
    for index, (step, place) in enumerate(journey.places):
        label = f"{step.title} ({state_word(place.state)})"
        choices.append(
            Choice(
                step.id,
                label,
                partial(ask_boxes, visit, way, index),
                journey.visible(index),
            )
        )
    hidden = journey.standing.count(State.HIDDEN)
    said = ngettext(
        "{n} step does not apply to you, by what you answered.",
        "{n} steps do not apply to you, by what you answered.",
        hidden,
    )
    screen = Screen(title=_("All the steps"), heading=journey.title, text=(said,) if hidden else ())
    return visit.choose(screen, _("Which step?"), choices)
