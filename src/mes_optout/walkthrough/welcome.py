"""The first page: neutral, and light. It is shown before any step is read from the disk.

After it comes the page before steps that are not the program's own: whoever follows them should
know it.
"""

from collections.abc import Sequence
from datetime import date

from mes_optout.clock import PINNED_BY
from mes_optout.i18n import _, day_in_words
from mes_optout.walkthrough.prompter import Back, Option, Prompter, Screen
from mes_optout.walkthrough.visit import Stage, Visit, go_on, quit_option
from mes_optout.wording.foreign import say_hosts, say_whose


def welcome(
    prompter: Prompter,
    kept_in: str | None,
    *,
    wipes: bool,
    history_stays: bool = False,
    notices: Sequence[str] = (),
) -> bool:
    """Say how to leave, what is kept and where, before any telling word. Raises Quit.

    Returns whether anything is to be kept. `kept_in` is the folder of the progress file, or None
    where nothing can be kept or shall be.
    `wipes` says whether leaving can clear the screen here, `history_stays` that what scrolled away
    may stay all the same; where it cannot be done, the page says so.
    `notices` are sentences about where it is kept: that a service copies it elsewhere, say.
    """
    if wipes and history_stays:
        leaving = _(
            "To leave: Ctrl-C. The screen is then cleared."
            " Lines above it may stay: close the window too."
        )
    elif wipes:
        leaving = _("To leave at once, at any moment: Ctrl-C. The screen is then cleared.")
    else:
        leaving = _("To leave: Ctrl-C. It cannot clear this screen: close the window too.")
    screen = Screen(
        title=_("Before you begin"),
        lead=leaving,
        text=(
            _("Is this computer shared? Then another device is safer."),
            _("This program goes with you through a piece of paperwork, one page at a time."),
            _("It never asks for a name, a number, a password or a code that you were sent."),
            *_say_what_is_kept(kept_in),
            *notices,
            *(() if kept_in is None else (_say_going_on_without(),)),
            _("It sends nothing over the internet."),
        ),
    )
    while True:
        prompter.show(screen)
        answers = [Option("go", _("Go on")), quit_option()]
        if kept_in is not None:
            answers.insert(1, Option("without", _("Go on without keeping anything here")))
        try:
            chosen = prompter.choose(_("Do you want to go on?"), answers)
        except Back:
            continue  # there is nothing before the first page
        return kept_in is not None and chosen.id == "go"


def _say_what_is_kept(folder: str | None) -> tuple[str, ...]:
    if folder is None:
        return (
            _("It keeps nothing on this computer."),
            _("To go on another day, ask for a code to write on paper."),
        )
    return (
        _(
            "It keeps on this computer the boxes you ticked and when, the day something was sent,"
            " the steps you set aside, and what you answered about your case."
        ),
        _("This is kept in: {folder}").format(folder=folder),
    )


def _say_going_on_without() -> str:
    return _(
        "You can keep nothing: what is kept here already is then neither read nor changed."
        " Only files of the program may be left; with --no-trace, none."
    )


def say_pinned(day: date) -> str:
    """Say « Le jour est fixé par MES_OPTOUT_TODAY : 27 novembre 2026. »."""
    said = _("The day is set by {name}: {day}.")
    return said.format(name=PINNED_BY, day=day_in_words(day))


def say_whose_steps(visit: Visit, following: Stage) -> Stage | None:
    """Say that the steps come from elsewhere, and to which other sites they may lead."""
    whose, *others = say_whose(visit.pack)
    where = _("They come from a folder that was chosen with --steps or MES_OPTOUT_STEPS.")
    screen = Screen(
        title=_("Steps from elsewhere"), text=(whose, where, *others), rows=say_hosts(visit.pack)
    )
    return visit.read(screen, go_on(following))
