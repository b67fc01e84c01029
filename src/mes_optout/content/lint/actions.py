"""Each door leads to something, from where it stands."""

from collections.abc import Iterator, Sequence

from mes_optout.content.case import name_facts
from mes_optout.content.doors import Action, Deed
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Findings, Loaded, at, error
from mes_optout.content.procedure import Procedure, Step
from mes_optout.errors import N_, Fault

MOST = 3  # doors of a text: more are no help to choose

Doors = Iterator[tuple[str, tuple[Action, ...]]]  # where they stand, within its whole


def list_doors(whole: Procedure | Step) -> Doors:
    """Yield the doors of a step; of a procedure, those that stand in none of its steps."""
    if isinstance(whole, Step):
        yield from ((at("body", n), line.actions) for n, line in enumerate(whole.body, start=1))
        yield from ((at("problems", each.id), each.actions) for each in whole.problems)
    else:
        ends = enumerate(whole.afterwards, start=1)
        yield from ((at("afterwards", number), line.actions) for number, line in ends)
        yield from ((at("follow_ups", each.id), each.actions) for each in whole.follow_ups)


def find_bad_doors(original: Loaded) -> Findings:
    """Look at each door, in the French: a translation has the same ones."""
    for name, procedure in original.procedures.items():
        for place, actions in list_doors(procedure):
            yield from _check(original, original.file(name), place, actions, procedure)
        for step in procedure.steps:
            file, here = original.file(step.home or name), at("steps", step.id)
            for place, actions in list_doors(step):
                yield from _check(original, file, at(here, place), actions, procedure, step)
    for situation in original.triage.situations if original.triage else ():
        led = Action(procedure=situation.procedure, step=situation.step)
        named = original.procedures.get(situation.procedure) if situation.step else None
        if named and (fault := _judge_place(led, original, named, None)):
            here = at("situations", situation.id, "step")
            yield error(original.file("situations"), here, fault.reason, **fault.facts)


def _check(  # noqa: PLR0913, PLR0917  (what a door is judged by)
    original: Loaded,
    file: str,
    place: str,
    actions: Sequence[Action],
    procedure: Procedure,
    step: Step | None = None,
) -> Findings:
    """Look at the doors of one text, as they are met on the way through a procedure."""
    if len(actions) > MOST:
        why = N_("has {count} doors of {limit} at most; keep the likeliest")
        yield error(file, at(place, "actions"), why, count=len(actions), limit=MOST)
    for number, action in enumerate(actions):
        here = at(place, "actions", number + 1)
        if action in actions[:number]:
            yield error(file, here, N_("is the same door as one before it; remove it"))
        elif fault := _judge(action, original, procedure, step):
            yield error(file, here, fault.reason, **fault.facts)


def _judge(
    action: Action, original: Loaded, procedure: Procedure, step: Step | None
) -> Fault | None:
    if action.letter is not None:
        return _judge_letter(action.letter, original)
    if action.do is not None:
        return _judge_deed(action.do, original, procedure, step)
    return _judge_place(action, original, procedure, step)


def _judge_letter(name: str, original: Loaded) -> Fault | None:
    file = original.file(LETTERS)
    faulty = original.letters is None and any(each.file == file for each in original.findings)
    if faulty or name in {letter.id for letter in original.french_letters}:
        return None
    return Fault("", N_("no letter is called “{name}”; mend the name, or remove it"), name=name)


def _judge_place(
    action: Action, original: Loaded, procedure: Procedure, step: Step | None
) -> Fault | None:
    leads_to = original.procedures.get(action.procedure or procedure.id)
    if leads_to is None:  # its own faults are said already
        return None
    stays = leads_to.id == procedure.id
    if action.step is None:
        own = stays and (step is None or step.home is None)  # a shared step has other readers
        why = N_("leads to the procedure that one goes through; name a step of it, or remove it")
        return Fault("", why) if own else None
    if action.step not in {each.id for each in leads_to.steps}:
        why = N_("“{step}” is no step of “{procedure}”; mend the name, or remove it")
        return Fault("", why, step=action.step, procedure=leads_to.id)
    if stays and step is not None and step.id == action.step:
        return Fault("", N_("leads to the step in which it stands; remove it"))
    return None


def _judge_deed(
    deed: Deed, original: Loaded, procedure: Procedure, step: Step | None
) -> Fault | None:
    match deed:
        case Deed.HELPERS if not (original.reading and original.reading.resources):
            return Fault(
                "", N_("the pack names nobody who can help; add “resources”, or remove it")
            )
        case Deed.ANSWERS if not any(name_facts(procedure)):
            why = N_("nothing in “{procedure}” depends on facts, so no answer is kept; remove it")
            return Fault("", why, procedure=procedure.id)
        case Deed.NEXT_CHILD if not procedure.repeats:
            why = N_("“{procedure}” is not for several children; add “repeats”, or remove it")
            return Fault("", why, procedure=procedure.id)
        case Deed.LATER if step is None:
            return Fault("", N_("only a step can be put off, and this is in none; remove it"))
        case Deed.PHONE if step is None or not step.link:
            return Fault(
                "", N_("there is no page to open here; give the step a link, or remove it")
            )
        case _:
            return None
