"""How a visit begins: take up what was begun, or find the procedure that fits."""

from functools import partial

from mes_optout.errors import ProgressUnreadableError
from mes_optout.i18n import _, sentence
from mes_optout.progress.model import Progress
from mes_optout.takeaways.checklist import begun
from mes_optout.takeaways.words import steps_done
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.steps import ask_sent, go_on
from mes_optout.walkthrough.visit import Stage, Visit, Way
from mes_optout.walkthrough.welcome import quit_option


def opening(visit: Visit, named: str | None) -> Stage:
    """Return the first stage. Raises UnknownProcedureError, ProgressTooNewError."""
    if named is not None:
        visit.pack.procedure(named)  # a wrong name is said before anything is asked
    try:
        visit.progress = visit.keeper.read()
    except ProgressUnreadableError as error:
        return partial(unreadable, visit, named, error)
    return _beginning(visit, named)


def _beginning(visit: Visit, named: str | None) -> Stage:
    if named is not None:
        return enter(visit, named)
    return partial(resume, visit) if begun(visit.pack, visit.progress) else partial(triage, visit)


def enter(visit: Visit, name: str) -> Stage:
    """Return the stage at which a procedure begins or goes on."""
    way = Way(visit.pack.procedure(name), elsewhere=partial(triage, visit))
    begun = way.turn in visit.progress.turns()
    # The deadline decides how urgent everything else is, so it comes before the first step.
    return (
        go_on(visit, way)
        if begun or way.procedure.if_late is None
        else partial(ask_sent, visit, way)
    )


def unreadable(visit: Visit, named: str | None, error: ProgressUnreadableError) -> Stage:
    """Say that progress cannot be read, and offer to put the file aside and begin anew."""
    screen = Screen(title=_("Your progress cannot be read"), text=(sentence(error),))
    options = [
        quit_option(),
        Option("anew", _("Put the file aside and begin anew")),
    ]
    visit.ask(screen, _("What do you want to do?"), options)
    kept = visit.keeper.put_file_aside()
    visit.progress = Progress()
    return partial(kept_aside, visit, named, str(kept))


def kept_aside(visit: Visit, named: str | None, kept: str) -> Stage:
    """Say under which name the old file is kept."""
    screen = Screen(
        title=_("A new beginning"),
        text=(_("The old file is kept as {path}").format(path=kept),),
    )
    visit.ask(screen, _("Do you want to go on?"), [Option("go", _("Go on")), quit_option()])
    return _beginning(visit, named)


def resume(visit: Visit) -> Stage:
    """Ask whether to go on with what was begun."""
    options, text = [], []
    for name in begun(visit.pack, visit.progress):
        way = Way(visit.pack.procedure(name), elsewhere=partial(triage, visit))
        title = way.procedure.title
        options.append(Option(name, _("Go on with: {title}").format(title=title)))
        text.append(f"{title}. {steps_done(way.standing(visit))}.")
    options += [
        Option("another", _("Choose another procedure")),
        Option("forget", _("Delete everything that is kept")),
        quit_option(),
    ]
    screen = Screen(title=_("You have begun already"), text=tuple(text))
    match visit.ask(screen, _("Go on where you were?"), options):
        case "another":
            return partial(triage, visit)
        case "forget":
            return partial(forget, visit)
        case name:
            return enter(visit, name)


def forget(visit: Visit) -> Stage:
    """Ask once more, then delete what is kept."""
    screen = Screen(
        title=_("Delete everything that is kept"),
        text=(
            _("All your ticked boxes and dates will be deleted from this computer."),
            _("Backups and synchronised copies may still hold them."),
        ),
    )
    options = [Option("no", _("No, keep it")), Option("yes", _("Yes, delete it")), quit_option()]
    if visit.ask(screen, _("Delete it?"), options) == "no":
        return partial(resume, visit)
    visit.keeper.forget()
    visit.progress = Progress()
    return partial(triage, visit)


def triage(visit: Visit) -> Stage:
    """Ask for the situation; it leads to a procedure."""
    asked = visit.pack.triage
    screen = Screen(title=_("Your situation"), text=(asked.note,))
    options = [Option(situation.id, situation.label) for situation in asked.situations]
    chosen = visit.ask(screen, asked.question, [*options, quit_option()])
    return partial(situation_page, visit, chosen)


def situation_page(visit: Visit, chosen: str) -> Stage:
    """Say which procedure fits a situation, and why."""
    situation = next(s for s in visit.pack.triage.situations if s.id == chosen)
    procedure = visit.pack.procedure(situation.procedure)
    screen = Screen(title=procedure.title, text=(situation.note, procedure.summary))
    options = [Option("go", _("Go on")), Option("another", _("Change my answer")), quit_option()]
    if visit.ask(screen, _("Do you want to go on?"), options) == "another":
        return partial(triage, visit)
    return enter(visit, situation.procedure)
