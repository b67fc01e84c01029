"""Every page that a person can carry away: lists, one with all that can stand on it, letters."""

from collections.abc import Callable
from datetime import date
from functools import partial

from mes_optout import i18n
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import CODES, PROBLEMS, SOURCES
from mes_optout.documents.letter import lay_out_sheet
from mes_optout.journey import make_journeys
from mes_optout.progress.model import Aside, Progress, Tick, Turn, references, step_references
from mes_optout.wording.blocks import Document
from support.forked_pack import begun, forked_pack

TODAY = date(2026, 11, 24)


def procedure(name: str, language: str) -> Document:
    """Return a blank list."""
    pack = Pack(shipped(), language)
    return lay_out_list(make_journeys([pack.procedure(name)], None, TODAY), pack)


def everything(language: str) -> Document:
    """Return a list with all that can stand on it: ticks, days, codes, sources, two children."""
    pack = Pack(shipped(), language)
    turn = Turn("opposition")
    steps = pack.procedure("opposition").steps
    progress = Progress().letter_sent(turn, date(2026, 11, 2))
    for step in steps[:2]:
        for check in step.checks:
            progress = progress.ticked(next(references(turn, step, check)), Tick(TODAY, 1))
    for step, aside in zip(steps[2:], (Aside.LATER, Aside.NOT_FOR_ME), strict=False):
        progress = progress.put_aside(next(step_references(turn, step)), aside)
    first = pack.procedure("enfants").steps[0]
    for child in (1, 2):
        ref = next(references(Turn("enfants", child), first, first.checks[0]))
        progress = progress.ticked(ref, Tick(TODAY, 1))
    made = make_journeys(map(pack.procedure, ("opposition", "enfants")), progress, TODAY)
    return lay_out_list(made, pack, {CODES, PROBLEMS, SOURCES})


def stack(language: str) -> Document:
    """Return copies for two persons, with what can be cut off."""
    pack = Pack(shipped(), language)
    journeys = make_journeys(map(pack.procedure, ("opposition", "cloture")), None, TODAY)
    return lay_out_list(journeys, pack, copies=2)


def of_the_case(**answers: str) -> Document:
    """Return lists with forks and conditions: with what was said, or blank."""
    pack = forked_pack()
    if answers:
        return lay_out_list(begun(TODAY, **answers), pack)
    return lay_out_list(make_journeys(map(pack.procedure, pack.names), None, TODAY), pack)


def pages() -> dict[str, Callable[[], Document]]:
    """Return what makes each page, by a name for it; the language is its first two letters."""
    made: dict[str, Callable[[], Document]] = {}
    for language in i18n.LANGUAGES:
        pack = Pack(shipped(), language)
        for name in pack.triage.procedures:
            made[f"{language} {name}"] = partial(procedure, name, language)
        made[f"{language} everything"] = partial(everything, language)
        made[f"{language} stack"] = partial(stack, language)
    made["fr conditions"] = of_the_case
    made["fr answers"] = partial(of_the_case, porte="fermee", badge="non")
    # These are French whatever one speaks.
    for known in load_letters(Pack(shipped())):
        made[f"fr letter {known.letter.id}"] = partial(lay_out_sheet, known.letter)
    return made
