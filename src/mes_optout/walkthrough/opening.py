"""How a visit begins: take up what was begun, or find the procedure that fits."""

from collections.abc import Callable, Sequence
from functools import partial

from mes_optout.content.model import Procedure
from mes_optout.content.triage import Question
from mes_optout.errors import BusyError, CannotSaveError, ProgressUnreadableError
from mes_optout.i18n import _, sentence
from mes_optout.progress import code
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.standing import revised
from mes_optout.takeaways.checklist import begun, turns_of
from mes_optout.takeaways.words import steps_done, urgency_words
from mes_optout.walkthrough.deleting import sure_to_delete
from mes_optout.walkthrough.options import go_or_quit, quit_option
from mes_optout.walkthrough.own import own_steps
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.reading import reading
from mes_optout.walkthrough.restarting import restart
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.steps import ask_sent, go_on
from mes_optout.walkthrough.visit import Stage, Visit, Way


def opening(visit: Visit, named: str | None, *, coded: bool = False, again: bool = False) -> Stage:
    """Return the first stage.

    `coded` asks for a resume code before anything else; `again` asks whether to begin anew what
    was begun. Raises UnknownProcedureError, ProgressTooNewError.
    """
    if named is not None:
        visit.pack.procedure(named)  # a wrong name is said before anything is asked
    begin = partial(_begin, visit, named, coded=coded, again=again)
    try:
        visit.progress = visit.keeper.read()
    except ProgressUnreadableError as error:
        first: Stage = partial(unreadable, visit, begin, error)
    else:
        first = begin()
    return partial(own_steps, visit, first) if visit.pack.own else first


def _begin(visit: Visit, named: str | None, *, coded: bool, again: bool) -> Stage:
    if coded:
        without = partial(_begin, visit, named, coded=False, again=again)
        return partial(code_asked, visit, without)
    if again and (ways := _begun_ways(visit, named)):
        return restart(visit, ways, partial(_enter, visit))
    if named is not None:
        return enter(visit, named)
    return partial(resume, visit) if begun(visit.pack, visit.progress) else partial(triage, visit)


def enter(visit: Visit, name: str) -> Stage:
    """Return the stage at which a procedure begins or goes on."""
    procedure = visit.pack.procedure(name)
    if procedure.repeats:
        return partial(which_child, visit, procedure)
    return _enter(visit, Way(procedure, partial(triage, visit)))


def _enter(visit: Visit, way: Way) -> Stage:
    if way.turn not in visit.progress.turns() and way.procedure.if_late is not None:
        # The deadline decides how urgent everything else is, so it comes before the first step.
        return partial(ask_sent, visit, way)
    if revised(visit.progress, way.turn, way.steps):
        return partial(what_changed, visit, way)
    return go_on(visit, way)


def which_child(visit: Visit, procedure: Procedure) -> Stage:
    """Ask for which child, by « premier », « deuxième »: never by name."""
    begun_turns = {t.turn for t in visit.progress.turns() if t.procedure == procedure.id}
    ways = [
        Way(procedure, partial(triage, visit), turn)
        for turn in range(1, max(begun_turns, default=0) + 2)
    ]
    options = [
        Option(str(way.turn_number), f"{way.title}. {steps_done(way.standing(visit))}.")
        if way.turn_number in begun_turns
        else Option(str(way.turn_number), way.title)
        for way in ways
    ]
    screen = Screen(
        title=procedure.title,
        text=(procedure.summary, _("Each child has a list of its own. No name is asked.")),
    )
    chosen = visit.ask(screen, _("For which child?"), [*options, quit_option()])
    return _enter(visit, ways[int(chosen) - 1])


def what_changed(visit: Visit, way: Way) -> Stage:
    """Say which steps have to be looked at again since the last visit, and why; nothing else."""
    lines = []
    for index in revised(visit.progress, way.turn, way.steps):
        step = way.steps[index]
        why = step.change or _("The step has changed.")
        lines.append(_("{label}: {text}").format(label=step.title, text=why))
    screen = Screen(title=_("What has changed"), heading=way.title, text=tuple(lines))
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return go_on(visit, way)


def code_asked(visit: Visit, without: Callable[[], Stage]) -> Stage:
    """Ask for a resume code; go on where it leads, or begin as one does `without`."""
    known = visit.pack.names
    visit.prompter.show(
        Screen(
            title=_("Your code on paper"),
            text=(
                _("The code stands for your boxes. It holds no day: today is noted instead."),
                _("Boxes that you ticked here since then stay ticked."),
            ),
        )
    )
    found = visit.prompter.ask_code(
        _("Which letters stand on your paper?"), lambda line: _read_code(line, known)
    )
    if found is None:
        return without()
    sheet, turn = found
    way = Way(visit.pack.procedure(turn.procedure), partial(triage, visit), turn.turn)
    note = partial(code.noted, sheet, turn=turn, steps=way.steps, today=visit.today)
    save(visit, way, note)
    return _enter(visit, way)


def _read_code(line: str, known: Sequence[str]) -> tuple[code.Code, Turn]:
    read = code.read(line)
    return read, read.turn_of(known)


def unreadable(
    visit: Visit,
    begin: Callable[[], Stage],
    error: ProgressUnreadableError | CannotSaveError | BusyError,
) -> Stage:
    """Say that progress cannot be read, and offer to put the file aside and begin anew.

    Where not even that can be done, or is not wanted, one can go on without saving.
    """
    screen = Screen(title=_("Your progress cannot be read"), text=(sentence(error),))
    options = [
        quit_option(),
        Option("anew", _("Put the file aside and begin anew")),
        Option("without", _("Go on without saving")),
    ]
    if visit.ask(screen, _("What do you want to do?"), options) == "without":
        visit.keeper = Memory()
        visit.unsaved = (
            CannotSaveError(**error.facts) if error.code != CannotSaveError.code else error
        )
        return begin()
    try:
        kept = visit.keeper.put_file_aside()
    except (CannotSaveError, BusyError) as refused:
        return partial(unreadable, visit, begin, refused)
    visit.progress = Progress()
    return partial(kept_aside, visit, begin, str(kept))


def kept_aside(visit: Visit, begin: Callable[[], Stage], kept: str) -> Stage:
    """Say under which name the old file is kept."""
    screen = Screen(
        title=_("A new beginning"),
        text=(_("The old file is kept as {path}").format(path=kept),),
    )
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return begin()


def _begun_ways(visit: Visit, named: str | None = None) -> list[Way]:
    """Return the passes that were begun, of one procedure or of all."""
    names = [name for name in begun(visit.pack, visit.progress) if named in {None, name}]
    return [
        Way(procedure, partial(triage, visit), turn)
        for procedure in map(visit.pack.procedure, names)
        for turn in turns_of(procedure, visit.progress)
    ]


def resume(visit: Visit) -> Stage:
    """Ask whether to go on with what was begun."""
    ways = _begun_ways(visit)
    options = [
        Option(str(number), _("Go on with: {title}").format(title=way.title))
        for number, way in enumerate(ways)
    ]
    options += [
        Option("another", _("Choose another procedure")),
        Option("forget", _("Delete everything that is kept")),
        quit_option(),
    ]
    text = tuple(f"{way.title}. {steps_done(way.standing(visit))}." for way in ways)
    screen = Screen(title=_("You have begun already"), text=text)
    match visit.ask(screen, _("Go on where you were?"), options):
        case "another":
            return partial(triage, visit)
        case "forget":
            return partial(forget, visit)
        case number:
            return _enter(visit, ways[int(number)])


def forget(visit: Visit) -> Stage:
    """Ask once more, then delete what is kept."""
    if not sure_to_delete(visit):
        return partial(resume, visit)
    visit.keeper.forget()
    visit.progress = Progress()
    return partial(triage, visit)


def triage(visit: Visit) -> Stage:
    """Ask the first question of the triage."""
    return question(visit, visit.pack.triage.questions[0])


def question(visit: Visit, asked: Question) -> Stage:
    """Ask one question of the triage; its answer leads to another, or to a situation."""
    screen = Screen(title=_("Your situation"), text=(visit.pack.triage.note,))
    options = [Option(answer.id, answer.label) for answer in asked.answers]
    pages = visit.pack.reading
    if pages is not None and asked is visit.pack.triage.questions[0]:
        options.append(Option("read", _("Read something first")))
    chosen = visit.ask(screen, asked.text, [*options, quit_option()])
    if pages is not None and chosen == "read":
        return partial(reading, visit, pages, partial(triage, visit))
    answer = next(answer for answer in asked.answers if answer.id == chosen)
    for following in visit.pack.triage.questions:
        if following.id == answer.question:
            return partial(question, visit, following)
    return partial(situation_page, visit, answer.situation)


def situation_page(visit: Visit, chosen: str | None) -> Stage:
    """Say which procedure fits a situation, and why."""
    situation = next(s for s in visit.pack.triage.situations if s.id == chosen)
    procedure = visit.pack.procedure(situation.procedure)
    said = (situation.note, urgency_words(situation.urgency), procedure.summary)
    screen = Screen(title=procedure.title, text=said)
    options = [Option("go", _("Go on")), Option("another", _("Change my answer")), quit_option()]
    if visit.ask(screen, _("Do you want to go on?"), options) == "another":
        return partial(triage, visit)
    return enter(visit, situation.procedure)
