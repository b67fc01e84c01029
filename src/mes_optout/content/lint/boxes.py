"""A box is a deed, and a day that is asked for answers one that asks for it."""

from mes_optout.content.lint.findings import Findings, Loaded, at, error, warning
from mes_optout.content.lint.word_lists import find_words, match_any
from mes_optout.errors import N_


def find_idle_boxes(loaded: Loaded) -> Findings:
    """Look for boxes that say what one knows or read, and not what one did."""
    knowing = match_any(find_words(loaded.language).knowing)
    for file, place, step in loaded.steps():
        for check in step.checks:
            if found := knowing.match(check.text):
                why = N_("begins with “{word}”: say what was done, such as “I wrote down …”")
                yield warning(file, at(place, "checks", check.id), why, word=found[0])


def find_bad_dates(original: Loaded) -> Findings:
    """Look at the boxes that the day of sending answers, in the French."""
    asking = {
        (original.file(step.home or name), step.id)
        for name, procedure in original.procedures.items()
        for step in procedure.steps
        if procedure.if_late is not None
    }
    for file, place, step in original.steps():
        dated = [check.id for check in step.checks if check.dated]
        if len(dated) > 1:
            why = N_("{count} boxes are “dated”; a day answers one of a step, so leave one")
            yield error(file, at(place, "checks"), why, count=len(dated))
        if dated and (file, step.id) not in asking:
            why = N_("no day of sending is asked here; remove “dated”, or give “if_late”")
            yield error(file, at(place, "checks", dated[0], "dated"), why)
