"""The last page of a procedure, what may come after it, and what is still open."""

from functools import partial

from mes_optout.following import Stop, find_stop
from mes_optout.i18n import _
from mes_optout.walkthrough.answers_given import offer_answers
from mes_optout.walkthrough.carrying_away import offer_takeaways
from mes_optout.walkthrough.deleting import delete_kept
from mes_optout.walkthrough.due import Asked, ask_each
from mes_optout.walkthrough.forks import Follow
from mes_optout.walkthrough.journey_pages import afterwards_page, end_page
from mes_optout.walkthrough.paper_code import show_code
from mes_optout.walkthrough.problems import find_doors
from mes_optout.walkthrough.saving import save, take_up
from mes_optout.walkthrough.sending import Resume
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way


def say_end(visit: Visit, way: Way, follow: Follow, resume: Resume) -> Stage | None:
    """Say where the person is at the end, what is still open, or where it goes on."""
    journey, here = visit.journey(way), partial(say_end, visit, way, follow, resume)
    elsewhere = journey.continued_in
    other = visit.pack.procedure(elsewhere) if elsewhere is not None else None
    finished = journey.standing.finished and other is None
    left, stay = partial(_take_up_rest, visit, way, follow), partial(_leave_page, visit)
    later, has_later = partial(say_afterwards, visit, way, here), bool(journey.afterwards)
    paper = partial(show_code, visit, way, here)
    coming = [Asked(way, each.follow_up) for each in journey.follow_ups]
    kept = visit.kept and bool(visit.progress.lists)

    def return_to(new: int | None) -> Stage:
        return here if new is None else follow(way, Stop(new))

    answers = partial(offer_answers, visit, way, return_to)
    choices = [
        Choice("done", _("Finish"), None),
        Choice(
            "left",
            _("Take up the steps that are left"),
            left,
            not finished and other is None,
            now=True,
        ),
        Choice(
            "paper", _("Show the code to write on paper"), paper, not finished and not visit.kept
        ),
        Choice("came", _("Say what has come"), ask_each(visit, coming, lambda: here), bool(coming)),
        Choice(
            "next-child",
            _("Next child"),
            partial(way.enter, way, way.procedure.id, None, way.turn.turn + 1),
            way.procedure.repeats,
            now=True,
        ),
        Choice("afterwards", _("What may come next"), later, finished and has_later),
        carry_choice(visit, way, here),
        Choice("answers", _("What I have answered"), answers, other is not None),
        Choice("elsewhere", _("Choose another procedure"), way.elsewhere),
        Choice("erase", _("Finish and delete everything"), partial(_erase, visit, here), kept),
        Choice("stay", _("Finish and leave this page on the screen"), stay, now=True),
    ]
    if other is not None:
        enter = partial(resume, way.through(other))
        label = _("Go on with: {title}").format(title=other.title)
        choices.insert(0, Choice("continue", label, enter, now=True))
    page = end_page(journey, other.title if other else "")  # to finish is to leave
    return visit.choose(page, _("What do you want to do?"), choices, leaving="absent")


def carry_choice(visit: Visit, way: Way, back: Stage) -> Choice:
    """Return the answer that offers what can be carried away."""
    carry = partial(offer_takeaways, visit, way, back)
    return Choice("carry", _("A list, a reminder, a letter to carry away"), carry)


def _take_up_rest(visit: Visit, way: Way, follow: Follow) -> Stage:
    """Open the steps that were put off, and return the first of them."""
    return follow(way, find_stop(save(visit, way, partial(take_up, way=way))))


def _erase(visit: Visit, here: Stage) -> Stage | None:
    """End here once all that is kept is deleted."""
    return None if delete_kept(visit) else here


def _leave_page(visit: Visit) -> None:
    """End here, with this page on the screen."""
    visit.page_stays = True


def say_afterwards(visit: Visit, way: Way, end: Stage) -> Stage | None:
    """Show what may come after a procedure, with the doors to it."""
    journey, here = visit.journey(way), partial(say_afterwards, visit, way, end)
    actions = [action for line in journey.afterwards for action in line.actions]
    return visit.read(
        afterwards_page(journey),
        Choice("end", _("Back to the last page"), end),
        *find_doors(visit, way, None, actions, here),
    )
