"""All that an editor should know of a pack: what is wrong with it, and what fits on no screen.

REQ-A25: a page fits on a screen together with its boxes or answers, which is seen by rendering it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from mes_optout import i18n
from mes_optout.content.case import list_parts
from mes_optout.content.later import late_actions
from mes_optout.content.lint import Finding, find_mistakes, load_languages
from mes_optout.content.lint.accepted import leave_out_accepted
from mes_optout.content.lint.examples import give_examples
from mes_optout.content.lint.findings import Loaded, at, error
from mes_optout.content.lint.locating import locate
from mes_optout.content.lint.stray import find_stray_files
from mes_optout.content.lint.syntax import explain_slips
from mes_optout.content.location import Reader
from mes_optout.content.procedure import Procedure, Step
from mes_optout.content.translation import join_procedure
from mes_optout.content.triage import Situation
from mes_optout.errors import N_, Fault
from mes_optout.journey import Journey
from mes_optout.progress.code import find_clashes
from mes_optout.progress.hashing import make_key
from mes_optout.progress.model import Progress, Turn
from mes_optout.reports.lost import find_lost_entries
from mes_optout.terminal.layout import NO_AIR, Layout
from mes_optout.walkthrough.before_start import before_page
from mes_optout.walkthrough.due import late_page
from mes_optout.walkthrough.journey_pages import step_page, step_place
from mes_optout.walkthrough.prompter import Screen

COLUMNS, ROWS = 80, 24
SAID = 1  # « Choisi : … »
QUESTION = 1
KEYS = 1  # the line that says which keys count on the page

# Answers beneath pages, one of which leaves: before the steps; what to do about what did not come.
_BEFORE, _LATE = 3, 2

# A last day in September, whose name is the longest in both languages. The clock is in doubt, for
# the program knows later days: that takes a row more than to say how many days are left.
_SENT, _TODAY = date(2026, 8, 19), date(2026, 8, 20)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a pack, from line to line, each once; and the hosts that it adds."""

    findings: list[Finding]
    hosts: tuple[str, ...]


def check_pack(read: Reader, today: date, names: Iterable[str] = ()) -> Report:
    """Look at a pack. `today` judges what is too old; `names` are its files, where known."""
    languages = load_languages(read)
    original, *translations = languages
    found, high = find_mistakes(languages, today), list[Finding]()
    for name, procedure in original.procedures.items():  # those without a fault
        high += find_high_pages(procedure, original.language)
        found += find_high_questions(procedure, original.language, _list_leading(original, name))
        for each in translations:
            if (words := each.words.get(name)) is not None:
                # As a person meets it: a step without an up-to-date translation is not translated.
                shared = each.shared_words.values()
                joined = join_procedure(procedure, words, each.language, shared)
                high += find_high_pages(joined, each.language)
                found += find_high_questions(joined, each.language, _list_leading(each, name))
    found += _keep_highest(high)
    found += find_code_clashes(original.file("situations"), original.procedures)
    found += find_key_clashes(original)
    found += find_lost_entries(original)
    found += find_stray_files(read, names, languages)
    left = leave_out_accepted(dict.fromkeys(found), original.accepted, _say_in(original.language))
    explained = give_examples(explain_slips(read, left))
    return Report(locate(read, explained), original.hosts)


def _say_in(language: str) -> Callable[[Fault], str]:
    def say(fault: Fault) -> str:
        with _speak(language):
            return i18n.place_and_reason(fault)[1]

    return say


def _list_leading(loaded: Loaded, procedure: str) -> list[Situation]:
    situations = loaded.triage.situations if loaded.triage else ()
    return [each for each in situations if each.procedure == procedure]


def _keep_highest(found: Iterable[Finding]) -> Iterable[Finding]:
    """Keep one finding of each page: a step that several procedures include has one in each."""
    highest: dict[tuple[str, str], Finding] = {}
    for each in sorted(found, key=lambda finding: str(finding.fault.facts["rows"])):
        highest[each.file, each.fault.place] = each
    return highest.values()


def find_code_clashes(file: str, procedures: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for procedures that no resume code could tell apart."""
    for ids in find_clashes(procedures):
        why = N_("{ids} would have the same resume code; give the newest another id")
        yield error(file, "procedures", why, ids=", ".join(ids))


def find_key_clashes(original: Loaded) -> Iterator[Finding]:
    """Yield a finding for ids that a file of progress could not tell apart."""
    known: dict[int, str] = {}
    for file, ids in _list_ids(original):
        name = "/".join(ids)
        other = known.setdefault(make_key(*ids), name)
        if other != name:
            why = N_("“{name}” and “{other}” would have the same key; give the newest another id")
            yield error(original.file(file), ".", why, name=name, other=other)


def _list_ids(original: Loaded) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (file, ids) for all that is kept, or was under a former name."""
    for fact in original.case.facts if original.case else ():
        yield "cas", (fact.id,)
        yield from (("cas", (fact.id, value.id)) for value in fact.values)
    for name, procedure in original.procedures.items():
        yield name, (name,)
        yield from ((name, (name, old)) for old in procedure.retired)
        for each in procedure.follow_ups:
            yield name, (name, each.id)
            yield from ((name, (name, *old.split("/"))) for old in each.formerly)
        for step in procedure.steps:
            home = step.home or name
            yield from ((home, ids) for ids in _list_step(home, step))


def _list_step(home: str, step: Step) -> Iterator[tuple[str, ...]]:
    yield (home,)
    yield home, step.id
    yield from ((old,) if "/" in old else (home, old) for old in step.formerly)
    for check in step.checks:
        yield home, step.id, check.id
        yield from (_complete(home, step.id, old) for old in check.formerly)


def _complete(file: str, step: str, old: str) -> tuple[str, ...]:
    """Return the whole former name of a box, of which what stayed may be left out."""
    parts = old.split("/")
    return (*(file, step)[: max(0, 3 - len(parts))], *parts)


def find_high_pages(procedure: Procedure, language: str) -> Iterator[Finding]:
    """Yield a finding for each step whose page, in `language`, needs more rows than there are."""
    for step, rows in zip(procedure.steps, count_rows(procedure, language), strict=True):
        if rows > ROWS:
            why = N_(
                "takes {rows} rows of {limit} on a screen, one of them for the keys; shorten it, "
                "move some of it under “more” or “problems”, or make two steps of it"
            )
            file = f"{step.language}/{step.home or procedure.id}.toml"
            yield error(file, at("steps", step.id), why, rows=rows, limit=ROWS)


def count_rows(procedure: Procedure, language: str) -> list[int]:
    """Return how many rows each step takes, from the answer before to the line of keys."""
    with _speak(language):
        turn = Turn(procedure.id)
        silent = Progress().letter_sent(turn, _SENT)
        # Once for all: what is counted of it is then not counted again for each step.
        journey = Journey(procedure, turn, silent, _TODAY)
        rows = [_measure(journey, index) for index in range(len(procedure.steps))]
        # Who says something sees less; it has to fit too.
        named = [set(_list_said(step)) for step in procedure.steps]
        for fact, value in sorted(set().union(*named)):
            said = Journey(procedure, turn, silent.answered(turn, {fact: value}), _TODAY)
            for index, each in enumerate(named):
                if (fact, value) in each:
                    rows[index] = max(rows[index], _measure(said, index))
        return rows


@contextmanager
def _speak(language: str) -> Iterator[None]:
    spoken = i18n.language()
    i18n.set_language(language)
    try:
        yield
    finally:
        i18n.set_language(spoken)


def find_high_questions(
    procedure: Procedure, language: str, situations: Iterable[Situation] = ()
) -> Iterator[Finding]:
    """Yield a finding for each page that is too high before the steps, or where nothing came.

    `situations` are those that lead to the procedure.
    """
    file = f"{procedure.language}/{procedure.id}.toml"
    with _speak(language):
        journey = Journey(procedure, Turn(procedure.id), Progress(), _TODAY)
        pages = [(file, "summary", before_page(journey, None), _BEFORE)]
        for each in situations:
            place, screen = at("situations", each.id), before_page(journey, each)
            pages.append((f"{language}/situations.toml", place, screen, _BEFORE))
        for later in procedure.follow_ups:
            place, answers = at("follow_ups", later.id), _LATE + len(late_actions(later))
            pages.append((file, place, late_page(journey, later), answers))
        for name, place, page, answers in pages:
            if (rows := measure(page, answers)) > ROWS:
                why = N_("its page takes {rows} rows of {limit} with its answers; shorten it")
                yield error(name, place, why, rows=rows, limit=ROWS)


def _list_said(step: Step) -> Iterator[tuple[str, str]]:
    """Yield (fact, value) for all that a step, or a part of it, depends on."""
    for part in list_parts(step):
        for condition in (part.when, part.unless):
            yield from ((fact, value) for fact, values in condition.items() for value in values)


def _measure(journey: Journey, index: int) -> int:
    return measure(_page(journey, index), len(journey.steps[index].checks))


def measure(screen: Screen, answers: int) -> int:
    """Return how many rows a page takes with all that stands above and beneath it."""
    return SAID + rows_of(screen) + QUESTION + answers + KEYS


def rows_of(screen: Screen) -> int:
    """Return how many rows a page takes at 80 columns, without what is asked beneath it."""
    return Layout(screen, "", COLUMNS).whole(NO_AIR).rows


def _page(journey: Journey, index: int) -> Screen:
    """Return a step's page as it is at the start, with the longest place that it can have."""
    place = replace(step_place(journey, index), number=len(journey.steps))
    return replace(step_page(journey, index), place=place)
