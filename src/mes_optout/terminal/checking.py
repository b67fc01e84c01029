"""All that an editor should know of a pack: what is wrong with it, and what fits on no screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mes_optout.content.lint import Finding, find_mistakes, load_languages
from mes_optout.content.lint.findings import error
from mes_optout.content.location import Reader
from mes_optout.content.translation import join_procedure
from mes_optout.errors import N_
from mes_optout.progress.code import find_clashes
from mes_optout.terminal.heights import too_high


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a pack, file by file, each once; and the hosts that it adds."""

    findings: list[Finding]
    hosts: tuple[str, ...]


def check_pack(read: Reader, today: date) -> Report:
    """Look at a pack. `today` judges what is too old."""
    original, translation = load_languages(read)
    found = find_mistakes(original, translation, today)
    for name, french in original.procedures.items():  # those without a fault
        found += too_high(french, original.language)
        if (words := translation.words.get(name)) is not None:
            # As a person meets it: a step without an up-to-date translation stands in French.
            joined = join_procedure(french, words, translation.language)
            found += too_high(joined, translation.language)
    found += find_code_clashes(original.file("situations"), original.procedures)
    in_order = sorted(dict.fromkeys(found), key=lambda finding: finding.file)
    return Report(in_order, original.hosts)


def find_code_clashes(file: str, procedures: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for procedures that no resume code could tell apart."""
    for ids in find_clashes(procedures):
        why = N_("{ids} would have the same resume code; give the newest another id")
        yield error(file, "procedures", why, ids=", ".join(ids))
