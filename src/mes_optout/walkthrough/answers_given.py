"""What was said of the case: seen, changed, and what a change of it changes."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from mes_optout.content.case import find_branch, find_value, list_branches
from mes_optout.content.facts import Fact
from mes_optout.following import find_changes
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, State, Turn
from mes_optout.telling import Told, find_facts, note_told
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.blocks import Row
from mes_optout.wording.phrases import goes_on_in

# Returns the stage that one came from, or what is in its place once an answer was changed; with the
# index of a step that applies since, that step.
Back = Callable[[int | None], Stage]


def offer_answers(visit: Visit, way: Way, back: Back) -> Stage | None:
    """Show what was said of each fact that counts here, and ask which to change."""
    journey = visit.journey(way)
    choices = (
        Choice(
            fact.id,
            _("{label}: {text}").format(label=fact.title, text=say_answer(journey, fact)),
            partial(ask_fact, visit, way, fact, back),
        )
        for fact in find_facts(visit.pack.case, journey)
    )
    screen = Screen(
        title=_("What I have answered"),
        heading=journey.title,
        text=(
            _("By these answers, steps that are not for you are left out."),
            _("Changing one loses no tick."),
        ),
    )
    question = _("Which answer do you want to change?")
    return visit.choose(
        screen, question, [Choice("back", _("Back"), partial(back, None), now=True), *choices]
    )


def say_answer(journey: Journey, fact: Fact) -> str:
    """Say what was answered of a fact."""
    given = find_value(fact, journey.said)
    return given.label if given else _("not said yet")


def ask_fact(visit: Visit, way: Way, fact: Fact, back: Back) -> Stage | None:
    """Ask for one fact anew."""
    journey = visit.journey(way)
    values: list[tuple[str, str, str | None]] = [
        (value.id, value.label, value.id) for value in fact.values
    ]
    values.append(("", _("I do not know"), None))
    choices = [
        Choice(name, label, partial(_change, visit, way, fact, value, back), now=True)
        for name, label, value in values
    ]
    said = _("Until now: {answer}").format(answer=say_answer(journey, fact))
    screen = Screen(title=fact.title, heading=journey.title, text=(said,))
    # First, for the answer that is pointed at when a menu opens changes nothing.
    stay = Choice("keep", _("Back, without a change"), partial(offer_answers, visit, way, back))
    return visit.choose(screen, fact.question, [stay, *choices])


def _change(visit: Visit, way: Way, fact: Fact, value: str | None, back: Back) -> Stage:
    before = visit.journey(way)

    def change(progress: Progress) -> Progress:
        return note_told(progress, _find_whole_answer(visit, progress, way, fact.id, value))

    after = save(visit, way, change)
    indexes = range(len(after.steps))
    new = [n for n in indexes if after.visible(n) and not before.visible(n)]
    gone = [n for n in indexes if before.visible(n) and not after.visible(n)]
    worded = any(before.steps[n] != after.steps[n] for n in indexes if after.visible(n))
    to_do = [n for n in new if after.standing.steps[n].state is State.OPEN]
    following = partial(back, to_do[0] if to_do else None)
    rows = tuple(_name_steps(after, new, gone))
    return partial(say_effect, visit, way, rows, back, following, worded=worded)


def _find_whole_answer(
    visit: Visit, kept: Progress, way: Way, fact: str, value: str | None
) -> Iterable[tuple[Turn, Told]]:
    """Return what to note of which pass: of what a fork is about, all that its answer says.

    Otherwise « the site offers to object » could stand beside « the space exists », and of two
    lists each could say that it goes on in the other.
    """
    for index, step in enumerate(way.procedure.steps):
        branches = list_branches(step.fork)
        if not branches or any(fact not in each.facts for each in branches):
            continue
        given = next((each for each in branches if each.facts[fact] == value), None)
        if given is not None:
            return find_changes(visit.journey(way, kept), index, given, visit.pack)
        before = find_branch(step.fork, visit.journey(way, kept).said)
        return [(way.turn, {**dict.fromkeys(before.facts if before else ()), fact: value})]
    return [(way.turn, {fact: value})]


def _name_steps(journey: Journey, new: list[int], gone: list[int]) -> Iterator[Row]:
    """Yield the steps that apply now, and those that no longer do."""
    for label, found in ((_("Applies now"), new), (_("No longer applies"), gone)):
        if found:
            yield Row(label, tuple(journey.steps[index].title for index in found))


def say_effect(  # noqa: PLR0913  (what changed, and the two ways on from it)
    visit: Visit,
    way: Way,
    rows: tuple[Row, ...],
    back: Back,
    following: Callable[[], Stage],
    *,
    worded: bool,
) -> Stage | None:
    """Say what a changed answer changes; `worded` says whether steps say something else now."""
    journey = visit.journey(way)
    elsewhere = journey.continued_in
    text = []
    if not rows:
        same = _("The steps stay the same. Some of them say something else.")
        text.append(same if worded else _("The steps stay the same."))
    if elsewhere is not None:
        text.append(goes_on_in(visit.pack.title(elsewhere)))
    text.append(_("Your ticks are kept, also those of steps that no longer apply."))
    screen = Screen(title=_("What changes"), heading=journey.title, text=tuple(text), rows=rows)
    another = partial(offer_answers, visit, way, back)
    return visit.read(
        screen,
        go_on(following, now=True),
        Choice("another", _("Change another answer"), another),
    )
