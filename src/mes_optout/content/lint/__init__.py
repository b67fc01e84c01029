"""What a careful editor would look for in a pack, beyond what the loader refuses.

Each module holds the rules of one theme; a rule yields findings. None of them knows a terminal.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from mes_optout.content.lint.actions import find_bad_doors
from mes_optout.content.lint.boxes import find_bad_dates, find_idle_boxes
from mes_optout.content.lint.choices import (
    find_lost_ways,
    find_row_mistakes,
    find_unsure_forks,
    find_unsure_questions,
)
from mes_optout.content.lint.denials import find_lost_denials
from mes_optout.content.lint.durations import find_other_lengths
from mes_optout.content.lint.evidence import find_bad_evidence
from mes_optout.content.lint.exchanged import find_exchanged_answers
from mes_optout.content.lint.facts import find_fact_mistakes
from mes_optout.content.lint.figures import find_other_delays, find_unlike_figures
from mes_optout.content.lint.findings import Finding, Loaded, Severity
from mes_optout.content.lint.later import find_lost_follow_ups
from mes_optout.content.lint.left_notes import find_left_notes
from mes_optout.content.lint.letters import find_letter_mistakes
from mes_optout.content.lint.loading import load_language
from mes_optout.content.lint.lost_sentences import find_lost_sentences
from mes_optout.content.lint.parity import find_differences
from mes_optout.content.lint.permanence import find_lost_names, find_unsaid_changes
from mes_optout.content.lint.personal import find_telling_facts
from mes_optout.content.lint.readability import find_hard_sentences, find_unexplained_acronyms
from mes_optout.content.lint.reviews import find_unread_changes
from mes_optout.content.lint.sourcing import find_bad_citations, find_old_readings
from mes_optout.content.lint.texts import find_bad_characters, find_passed_steps, find_promises
from mes_optout.content.lint.titles import find_lone_titles
from mes_optout.content.lint.typing_slips import find_typing_slips
from mes_optout.content.lint.untranslated import find_untranslated
from mes_optout.content.lint.values import (
    find_unfounded_values,
    find_unknown_links,
    find_unknown_values,
)
from mes_optout.content.location import Reader
from mes_optout.languages import LANGUAGES, ORIGINAL

__all__ = ["Finding", "Severity", "find_mistakes", "load_languages"]


def load_languages(read: Reader) -> list[Loaded]:
    """Load the original of a pack, then each translation, with what the loader refuses."""
    original = load_language(read, ORIGINAL)
    translations = (code for code in LANGUAGES if code != ORIGINAL)
    return [original, *(load_language(read, code, original) for code in translations)]


def find_mistakes(languages: Sequence[Loaded], today: date) -> list[Finding]:
    """Return all that is wrong with a pack, file by file. `today` judges what is too old.

    The original is the first of the `languages`.
    """
    original, *translations = languages
    found = [
        *(finding for each in languages for finding in each.findings),
        *find_bad_citations(original),
        *find_bad_evidence(original),
        *find_unread_changes(original),
        *find_old_readings(original, today),
        *find_lost_names(original),
        *find_lost_ways(original),
        *find_unsure_forks(original),
        *find_fact_mistakes(original),
        *find_bad_doors(original),
        *find_bad_dates(original),
        *find_lost_follow_ups(original),
        *find_other_delays(original),
        *find_unfounded_values(original),
        *find_unknown_links(original),
        *(finding for each in languages for finding in _find_in_each(each)),
        *(finding for each in languages for finding in find_unknown_values(original, each)),
        *(finding for each in languages for finding in find_other_lengths(original, each)),
        *(finding for each in languages for finding in find_untranslated(original, each)),
        *(finding for each in translations for finding in _find_between(original, each)),
    ]
    return sorted(dict.fromkeys(found), key=lambda finding: finding.file)


def _find_in_each(loaded: Loaded) -> Iterator[Finding]:
    yield from find_bad_characters(loaded)
    yield from find_typing_slips(loaded)
    yield from find_left_notes(loaded)
    yield from find_promises(loaded)
    yield from find_passed_steps(loaded)
    yield from find_telling_facts(loaded)
    yield from find_row_mistakes(loaded)
    yield from find_idle_boxes(loaded)
    yield from find_lone_titles(loaded)
    yield from find_letter_mistakes(loaded)
    yield from find_unsaid_changes(loaded)
    yield from find_unsure_questions(loaded)
    yield from find_hard_sentences(loaded)
    yield from find_unexplained_acronyms(loaded)


def _find_between(original: Loaded, translation: Loaded) -> Iterator[Finding]:
    yield from find_differences(original, translation)
    yield from find_unlike_figures(original, translation)
    yield from find_lost_sentences(original, translation)
    yield from find_lost_denials(original, translation)
    yield from find_exchanged_answers(original, translation)
