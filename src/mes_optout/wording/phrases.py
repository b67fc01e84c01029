"""Phrases that the screens, the lists and the status share: states, days, the rows of a step."""

from datetime import date
from typing import TYPE_CHECKING

from mes_optout.clock import Doubt
from mes_optout.content.procedure import Confidence, Problem, Procedure, Step
from mes_optout.deadline import DELETION_READ, Deadline, deletion_due
from mes_optout.i18n import _, day_in_words, month_in_words, ngettext
from mes_optout.progress.model import Standing, State
from mes_optout.text import WIDTH, wrap
from mes_optout.wording import whom_to_ask

if TYPE_CHECKING:
    from mes_optout.wording.blocks import Row

# They stand apart, for the help says them too, and starts with nothing of all this.
DEAF_PAGE = whom_to_ask.DEAF_PAGE
deaf_label = whom_to_ask.deaf_label
help_line = whom_to_ask.help_line


def set_off(label: str) -> str:
    """Return a label with its colon; what ends a sentence, or in a colon, stands as it is."""
    ends = label.endswith((":", ".", "?", "!"))
    return label if ends else _("{label}:").format(label=label)


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
        case State.HIDDEN:
            return _("does not apply to you")


def steps_done(standing: Standing) -> str:
    """Say « 4 étapes faites sur 9 »."""
    total = standing.total - standing.count(State.NOT_FOR_ME)
    said = ngettext("{n} step done of {total}", "{n} steps done of {total}", standing.done)
    return said.format(total=total)


def outcome(procedure: Procedure, standing: Standing) -> str:
    """Say what it amounts to that no step of a procedure is left."""
    if not standing.done:
        return _("You said that no step concerns you.")
    applying = [place.state for place in standing.steps if place.state is not State.HIDDEN]
    if applying[-1] is State.DONE:
        return procedure.finished
    # The last step comes after the deed. Whoever put it aside may have put the deed aside too, and
    # must not read that it was asked for.
    return _("Nothing is left to do here: you said that the other steps do not concern you.")


def goes_on_in(title: str) -> str:
    """Say that what was answered leads from one list on to another, by its title."""
    return _("By what you answered, it goes on in “{title}”.").format(title=title)


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
            said = _("Probable: one source, or an old one, read again in {month}.")
        case Confidence.UNVERIFIED:
            said = _("To be checked: sources are missing or contradict each other.")
    said = said.format(month=month_in_words(step.reviewed))
    return f"{said} {step.doubt}" if step.doubt else said


def remedies(problem: Problem) -> str:
    """Say what to do about a problem, and what else when that does not help."""
    return f"{problem.remedy} " + _("Otherwise: {text}").format(text=problem.otherwise)


def days_away(day: date, today: date) -> str:
    """Say « dans 20 jours », « aujourd'hui » or « il y a 6 jours »."""
    left = (day - today).days
    if left == 0:
        return _("today")
    if left > 0:
        return ngettext("in {n} day", "in {n} days", left)
    return ngettext("{n} day ago", "{n} days ago", -left)


def last_day(deadline: Deadline, today: date, doubt: Doubt | None = None) -> str:
    """Say « Dernier jour : lundi 14 décembre 2026, dans 17 jours. »; no days by a wrong clock."""
    day = day_in_words(deadline.last_day, weekday=True)
    if doubt:
        return _("Last day: {day}.").format(day=day)
    return _("Last day: {day}, {left}.").format(day=day, left=days_away(deadline.last_day, today))


def is_last_day(deadline: Deadline, today: date, doubt: Doubt | None) -> bool:
    """Say whether it is the last day; never by a wrong clock."""
    return doubt is None and deadline.days_left(today) == 0


def clock_seems_wrong(doubt: Doubt) -> str:
    """Say « La date de cet ordinateur semble fausse : 1er janvier 1970. »."""
    return _("The date of this computer seems wrong: {day}.").format(day=day_in_words(doubt.today))


def what_a_doubt_means(doubt: Doubt) -> str:
    """Say why the day cannot be right, and what to do."""
    why = _("A later day is known here: {day}.").format(day=day_in_words(doubt.known))
    return why + " " + _("Days and deadlines may be wrong here: look at a calendar.")


def say_doubt(doubt: Doubt) -> str:
    """Say that the clock seems wrong, why, and what to do."""
    return f"{clock_seems_wrong(doubt)} {what_a_doubt_means(doubt)}"


def target_day(deadline: Deadline, today: date) -> str:
    """Say what to aim for before the last day, and what is still possible after it."""
    if deadline.passed(today):
        return _("The six weeks are over. The space can still be closed, at any time.")
    if today > deadline.target:
        return _("Do it today if you can.")
    day = day_in_words(deadline.target, weekday=True)
    return _("Aim for {day} at the latest.").format(day=day)


def deadline_text(deadline: Deadline, today: date, doubt: Doubt | None = None) -> str:
    """Say the day of sending, the last day, and what to aim for or what to do on that day."""
    sent = _("Sent: {day}.").format(day=day_in_words(deadline.sent, weekday=True))
    said = [sent, last_day(deadline, today, doubt)]
    if is_last_day(deadline, today, doubt):
        from mes_optout.wording.last_day import say_last_day  # noqa: PLC0415  (only on that day)

        said += say_last_day(today)
    else:
        said.append(target_day(deadline, today))
    return "\n".join(line for each in said for line in wrap(each, WIDTH)) + "\n"


def deletion_text(asked: date, today: date, doubt: Doubt | None = None) -> str:
    """Say when a deletion must be done, what to do without news, and how sure that is."""
    due = deletion_due(asked)
    day = day_in_words(due, weekday=True)
    if doubt:
        by = _("Deletion due by: {day}.").format(day=day)
    else:
        by = _("Deletion due by: {day}, {left}.").format(day=day, left=days_away(due, today))
    if today > due:
        news = _("The three months are over. Without an e-mail about the end, call 3422.")
    else:
        news = _("After that day, without an e-mail about the end, call 3422.")
    sure = _(
        "the three months at most are certain (public health code, article R1111-36, read in "
        "{month}). Their first day is our reading of it."
    )
    said = [
        _("Closed: {day}.").format(day=day_in_words(asked, weekday=True)),
        by,
        news + " " + _("Ask for a written answer."),
        _("This holds if you asked for the deletion that day. If not, give the day you asked."),
        _("Without a request for deletion, an archive stays for ten years."),
        _("{label}: {text}").format(
            label=_("How sure"), text=sure.format(month=month_in_words(DELETION_READ))
        ),
    ]
    return "\n".join(line for each in said for line in wrap(each, WIDTH)) + "\n"


def how_sure(step: Step) -> str:
    """Say in a few words how sure a step is and from when; nothing where it takes more of them."""
    match step.confidence:
        case Confidence.SURE:
            said = _("Official source or law, read again in {month}")
        case Confidence.PROBABLE:
            said = _("Probable, read again in {month}")
        case Confidence.UNVERIFIED:
            return ""
    return said.format(month=month_in_words(step.reviewed))


def say_sure(step: Step) -> str:
    """Say how sure a step is in as few words as its page does; more of them where it takes more."""
    said = how_sure(step)
    if not said:
        return reliability(step)
    return f"{said}. {step.doubt}" if step.doubt else f"{said}."


def doubt_rows(step: Step) -> "tuple[Row, ...]":
    """Return what `how_sure` leaves out: which part is in doubt, or that the whole step is."""
    from mes_optout.wording.blocks import Row  # noqa: PLC0415  (`status` needs no blocks)

    if step.confidence is Confidence.UNVERIFIED:
        return (Row(_("How sure"), (reliability(step),)),)
    return (Row(_("How sure"), (step.doubt,)),) if step.doubt else ()


def step_rows(step: Step, condition: str = "") -> "tuple[Row, ...]":
    """Return the parts of a step in the order in which one needs them: risks before deeds.

    `condition` says for which case it is, while that is open.
    """
    from mes_optout.wording.blocks import Row  # noqa: PLC0415  (the same)

    rows = [Row(_("When"), (condition,))] if condition else []
    if step.before:
        rows.append(Row(_("Careful"), (step.before,), weight="risk"))
    if step.needs:
        rows.append(Row(_("You need"), (", ".join(step.needs),)))
    body = tuple(line.text for line in step.body)
    rows.append(Row(_("Do this"), body, numbered=True, weight="deed"))
    if step.keep:
        rows.append(Row(_("Keep"), (step.keep,)))
    rows.append(Row(_("Why"), (step.why,)))
    if step.reassurance:
        rows.append(Row(_("Good to know"), (step.reassurance,)))
    return tuple(rows)
