"""What is known, one sentence a fact, with its sources and how sure it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mes_optout.content.faults import Found, find_empty, report
from mes_optout.content.procedure import Confidence
from mes_optout.content.resting import NAME
from mes_optout.errors import N_

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact in one sentence, the keys of the sources in which it was `read`, and how sure it is.

    The sentence is for editors: what people read says the same in words of its own.
    """

    text: str
    confidence: Confidence
    sources: tuple[str, ...]
    read: date


@dataclass(frozen=True, slots=True)
class AllEvidence:
    """Every fact of a pack by its key."""

    facts: Mapping[str, Evidence]


_KEY = re.compile(r"[A-Za-z0-9-]{1,40}")  # written bare in TOML, so that it is found as it stands


def load_evidence(pack: "Pack") -> dict[str, Evidence]:
    """Load every fact of a pack, none without a file of them. Raises as `Pack.triage`."""
    found = pack.load(NAME, AllEvidence, _find_faults)
    return dict(found.facts) if found else {}


def _find_faults(found: AllEvidence) -> Found:
    for key, fact in found.facts.items():
        wrong = None if _KEY.fullmatch(key) else N_("must be 1 to 40 of a-z, A-Z, 0-9 and -")
        yield from report(("facts", key), wrong)
        yield from find_empty(fact.sources, ("facts", key, "sources"))
