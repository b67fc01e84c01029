"""A small procedure after which something comes: a letter is sent, its answer is waited for."""

from dataclasses import replace
from datetime import date

from mes_optout.content.later import FollowUp
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Check, Procedure
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn
from support.forking import GATE, make_pack, make_procedure, make_step, only

NAME = "rendre"
TURN = Turn(NAME)
SENT = CheckRef(TURN, "envoyer", "envoyer-fait")
CARRIED = CheckRef(TURN, "envoyer", "portee")
# Where it was said, in a step that only waited, that the answer came.
BEFORE = CheckRef(TURN, "attendre", "recue")

ANSWER = FollowUp(
    id="reponse",
    number=2,
    after=("envoyer/envoyer-fait", "envoyer/portee"),
    title="La réponse",
    text="La réponse vient par lettre.",
    question="La réponse est-elle arrivée ?",
    otherwise="Écrivez de nouveau.",
    months=3,
    formerly=("attendre/recue",),
)
LOOK = replace(
    ANSWER,
    id="regard",
    number=4,
    title="Un regard",
    question="Avez-vous regardé ?",
    months=0,
    weeks=2,
    formerly=(),
    when=only(GATE, "ouverte"),
)


def make_done(day: date) -> Progress:
    """Return progress with the letter sent on a day."""
    return Progress().ticked(SENT, Tick(day, 1)).ticked(CARRIED, Tick(day, 1))


def make_waiting(*follow_ups: FollowUp, closes: bool = False, repeats: bool = False) -> Procedure:
    """Return a procedure of one step with two boxes, and what comes after it."""
    step = make_step("envoyer", 1, Check("portee", 3, "Lettre portée"))
    sent = replace(step.checks[0], closes=closes)
    step = replace(step, keep="Une copie.", checks=(sent, *step.checks[1:]))
    return replace(make_procedure(NAME, step), follow_ups=follow_ups or (ANSWER,), repeats=repeats)


def make_waiting_pack(*follow_ups: FollowUp, closes: bool = False, repeats: bool = False) -> Pack:
    """Return a pack of that procedure."""
    return make_pack(make_waiting(*follow_ups, closes=closes, repeats=repeats))
