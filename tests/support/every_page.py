"""Every page that a person can carry away: lists, one with all that can stand on it, letters."""

from collections.abc import Callable
from datetime import date
from functools import partial

from mes_optout import i18n
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.letter import lay_out_sheet
from mes_optout.journey import make_journeys
from mes_optout.progress.model import Aside, Progress, Tick, Turn
from mes_optout.wording.blocks import Document
from support.noted import box_ref, step_ref

TODAY = date(2026, 11, 24)


def procedure(name: str, language: str) -> Document:
    """Return a blank list."""
    return lay_out_list(make_journeys([Pack(shipped(), language).procedure(name)], None, TODAY))


def everything(language: str) -> Document:
    """Return a list with all that can stand on it: ticks, days, codes, sources, two children."""
    pack = Pack(shipped(), language)
    turn = Turn("opposition")
    begun = pack.procedure("opposition").steps
    progress = Progress().letter_sent(turn, date(2026, 11, 2))
    for step in begun[:2]:
        for check in step.checks:
            progress = progress.ticked(box_ref(turn, step, check), Tick(TODAY, 1))
    progress = progress.put_aside(step_ref(turn, begun[2]), Aside.LATER)
    progress = progress.put_aside(step_ref(turn, begun[3]), Aside.NOT_FOR_ME)
    first = pack.procedure("enfants").steps[0]
    for child in (1, 2):
        ref = box_ref(Turn("enfants", child), first, first.checks[0])
        progress = progress.ticked(ref, Tick(TODAY, 1))
    made = make_journeys(map(pack.procedure, ("opposition", "enfants")), progress, TODAY)
    return lay_out_list(made, qr=True, sources=pack.sources)


def pages() -> dict[str, Callable[[], Document]]:
    """Return what makes each page, by a name for it; the language is its first two letters."""
    made: dict[str, Callable[[], Document]] = {}
    for language in i18n.LANGUAGES:
        pack = Pack(shipped(), language)
        for name in pack.triage.procedures:
            made[f"{language} {name}"] = partial(procedure, name, language)
        made[f"{language} everything"] = partial(everything, language)
    # These are French whatever one speaks.
    for known in load_letters(Pack(shipped())):
        made[f"fr letter {known.letter.id}"] = partial(lay_out_sheet, known.letter)
    return made
