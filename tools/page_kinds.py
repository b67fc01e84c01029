"""Photograph a page of every kind, on one way: from the first questions through a procedure.

The procedure is objecting. At one of its steps, which has a warning and an address, all is opened
that hangs on a step.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from camera import Studio  # first: it finds the tests
from mes_optout import i18n
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure, Step
from mes_optout.content.triage import Triage
from mes_optout.deadline import OBJECTION_PERIOD
from steering import Parts, Shots, go_on, leave, list_boxes, photograph_parts, pick, wait_for_boxes
from support.scripted import Pick, route
from support.straight import Page, pages_straight_on
from support.terminals import ENTER, Terminal, tick_all

_ = i18n._

Take = Callable[..., Parts]

WIDTHS = (80, 40)  # columns
_ROWS = 24  # at each of them: no page has less room than at 40
_UNNAMED = "--"  # the end of what is named: no procedure is
_OPPOSE, _SITUATION, _STEP = "opposition", "lettre-recente", "page"
_SENT = date(2026, 11, 3)  # not the day that stands there as an example


def photograph_kinds(studio: Studio, columns: int) -> Shots:
    """Yield a page of each kind by its id, in two parts where it is higher than the screen."""
    pack = Pack(shipped(), studio.language)
    procedure = pack.procedure(_OPPOSE)
    with studio.begun(_UNNAMED, columns=columns, rows=_ROWS) as terminal:
        take = partial(photograph_parts, studio, terminal)
        yield "first-page", take(_("Before you begin"), _("Do you want to go on?"), _("Go on"))
        go_on(terminal)
        yield from _choose(terminal, take, pack.triage)
        yield from _date(terminal, take)
        for page in pages_straight_on(procedure):
            shown = take(*list_boxes(page.step))
            if page.step.id == _STEP:
                yield "step", shown
                yield from _open_all(terminal, take, page.step, _label_letter(pack, procedure))
            terminal.send(*tick_all(page.step))
            yield from _fork(terminal, take, page)
        yield "end", take(procedure.finished, _("What do you want to do?"), _("Finish"))
        leave(terminal)


def _choose(terminal: Terminal, take: Take, triage: Triage) -> Shots:
    """Answer the first questions, and go on from the page before the procedure."""
    question = triage.questions[0]
    yield "question", take(question.text, *(answer.label for answer in question.answers))
    for id_ in [move.id for move in route(triage, _SITUATION) if isinstance(move, Pick)]:
        answer = next(each for each in question.answers if each.id == id_)
        pick(terminal, question.text, answer.label)
        question = next((q for q in triage.questions if q.id == answer.question), question)
    yield "before", take(_("How long"), _("Do you want to go on?"), _("Go on"))
    go_on(terminal)


def _date(terminal: Terminal, take: Take) -> Shots:
    """Type the day of sending, and go on from the page that says how long one has got."""
    typed, last = i18n.day_in_words(_SENT), _SENT + OBJECTION_PERIOD
    *before, _empty = take(_("How long you have got"), _("On which day was it sent?"))
    terminal.send(typed)
    yield "day", (*before, *take(typed))
    terminal.send(ENTER)
    said = i18n.day_in_words(last, weekday=True)
    yield "deadline", take(said, _("Do you want to go on?"), _("Go on"))
    go_on(terminal)


def _open_all(terminal: Terminal, take: Take, step: Step, letter: str) -> Shots:
    """Open what hangs on a step, and come back to its boxes each time."""
    ways, rarer = _("How do you want to go on?"), _("What do you want to do?")
    read, trouble = _("Do you want to go on?"), _("What is the matter?")
    problem = next((each for each in step.problems if each.actions), step.problems[0])

    def leave_boxes() -> None:
        wait_for_boxes(terminal, step)
        terminal.send(ENTER)

    leave_boxes()
    yield "ways-on", take(ways, _("Other choices"), _("Quit"))
    pick(terminal, ways, _("I have a problem"))
    yield "problems", take(trouble, *(each.symptom for each in step.problems))
    pick(terminal, trouble, problem.symptom)
    yield "remedy", take(problem.remedy, read, _("Another problem"))
    pick(terminal, read, _("Back to the step"))
    leave_boxes()
    pick(terminal, ways, _("Who can help"))
    yield "helpers", take(read, _("Back"), _("Quit"))
    pick(terminal, read, _("Back"))
    pick(terminal, ways, _("Other choices"))
    pick(terminal, rarer, _("Go on later without leaving anything here"))
    yield "paper", take(read, _("Delete what is kept here, then leave"))
    pick(terminal, read, _("I have written it down: go on"))
    leave_boxes()
    pick(terminal, ways, _("Other choices"))
    pick(terminal, rarer, _("A list, a reminder, a letter to carry away"))
    pick(terminal, _("What do you want to write?"), letter)
    yield "whom", take(_("Who is this letter for?"), _("For another person"), _("Quit"))
    pick(terminal, _("Who is this letter for?"), _("For me"))
    yield "letter", take(read, _("Write this letter into a file, to print"), _("Back"))
    pick(terminal, read, _("Back"))
    pick(terminal, _("What do you want to write?"), _("Back"))
    wait_for_boxes(terminal, step)


def _label_letter(pack: Pack, procedure: Procedure) -> str:
    """Return the answer that opens the first letter which goes with a procedure."""
    letters = load_letters(pack)
    known = next(each for each in letters if procedure.id in each.letter.procedures)
    return _("A letter: {title}").format(title=known.guide.title)


def _fork(terminal: Terminal, take: Take, page: Page) -> Shots:
    """Answer what is asked after a step straight on, if anything is."""
    if page.answer is None or page.step.fork is None:
        return
    fork = page.step.fork
    yield "fork", take(fork.question, *(answer.label for answer in fork.answers), _("Quit"))
    pick(terminal, fork.question, page.answer.label)
    if page.answer.note:
        go_on(terminal, page.answer.note)
