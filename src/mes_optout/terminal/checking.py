"""All that an editor should know of a pack: what is wrong with it, and what fits on no screen."""

from datetime import date

from mes_optout.content.lint import Finding, both, mistakes
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader
from mes_optout.terminal.heights import too_high


def findings(read: Reader, today: date) -> list[Finding]:
    """Return the findings file by file, each once. `today` judges what is too old."""
    loaded = both(read)
    found = mistakes(*loaded, today)
    for each in loaded:
        # As a person meets it: a step without an up-to-date translation stands there in French.
        pack = Pack(read, each.language)
        for name in each.procedures:  # those without a fault
            found += too_high(pack.procedure(name), each.language)
    return sorted(dict.fromkeys(found), key=lambda finding: finding.file)
