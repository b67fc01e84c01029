"""Short phrases that the screens, the lists and the status share."""

from mes_optout.content.procedure import Confidence, Problem, Procedure, Step
from mes_optout.i18n import _, month_in_words, ngettext
from mes_optout.progress.standing import Standing, State


def state_word(state: State) -> str:
    """Say a step's or a box's state in a word or two."""
    match state:
        case State.DONE:
            return _("done")
        case State.OPEN:
            return _("to do")
        case State.LATER:
            return _("put off")
        case State.NOT_FOR_ME:
            return _("does not concern you")


def steps_done(standing: Standing) -> str:
    """Say « 4 étapes faites sur 9 »."""
    total = len(standing.steps) - standing.count(State.NOT_FOR_ME)
    said = ngettext("{n} step done of {total}", "{n} steps done of {total}", standing.done)
    return said.format(total=total)


def outcome(procedure: Procedure, standing: Standing) -> str:
    """Say what it amounts to that no step of a procedure is left."""
    if standing.done:
        return procedure.finished
    # All of it was put aside: what a finished procedure amounts to would not be true.
    return _("You said that no step concerns you.")


def tally(standing: Standing) -> str:
    """Say « 4 faites, 5 à faire », with the steps put aside when there are some."""
    parts = done_and_left(standing.done, standing.left)
    later = standing.count(State.LATER)
    if later:
        parts[1] += " " + ngettext("({n} put off)", "({n} put off)", later)
    aside = standing.count(State.NOT_FOR_ME)
    if aside:
        parts.append(
            ngettext("{n} that does not concern you", "{n} that do not concern you", aside)
        )
    return ", ".join(parts)


def done_and_left(done: int, left: int) -> list[str]:
    """Say « 4 faites » and « 5 à faire »."""
    return [
        ngettext("{n} done", "{n} done", done),
        ngettext("{n} to do", "{n} to do", left),
    ]


def reliability(step: Step) -> str:
    """Say how sure a step is, from when, and which part is doubtful."""
    match step.confidence:
        case Confidence.SURE:
            said = _("Official source or text of law, read again in {month}.")
        case Confidence.PROBABLE:
            said = _("Probable: a serious but older source, read again in {month}.")
        case Confidence.UNVERIFIED:
            said = _("To be checked: sources are missing or contradict each other.")
    said = said.format(month=month_in_words(step.reviewed))
    return f"{said} {step.doubt}" if step.doubt else said


def remedies(problem: Problem) -> str:
    """Say what to do about a problem, and what else when that does not help."""
    return f"{problem.remedy} " + _("Otherwise: {text}").format(text=problem.otherwise)


def help_line() -> str:
    """Say the telephone number that helps and its hours."""
    # The two official sources disagree on 17 h or 17 h 30; the earlier hour is never wrong.
    return _("3422, Monday to Friday, 8:30 to 17:00. It costs the price of a call.")


# The way to the same service for those who cannot hear; it stands wherever the number does.
DEAF_PAGE = "https://monespacesante.elioz.fr/"


def deaf_label() -> str:
    """Say whom `DEAF_PAGE` is for."""
    return _("For deaf or hard-of-hearing people")
