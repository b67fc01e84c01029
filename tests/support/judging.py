"""What may be left after a mishap and what may not. Each judge returns complaints, if any."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from support.installed_walk import REFUSED, UNREADABLE, Walked

NAMES = frozenset({"notes.json", "notes.json.new", ".lock"})

LOST, CORRUPTED, LEFT_OVER = "lost", "corrupted", "left over"
TRACEBACK, SILENT, UNCLEAR, STOPPED = "traceback", "silent loss", "unclear", "stopped"

KILLED = 137
_CANNOT_SAVE = 4
# One sentence of what is wrong, and what to do about it.
_REFUSED = (
    r"Votre suivi n'a pas pu être enregistré dans \S+ : (?P<cause>[^.:]+)\."
    r" Ce qui était enregistré avant est toujours là\. Réglez cela, puis recommencez\."
)
_BUSY = (
    r"Une autre fenêtre écrit dans \S+ et ne finit pas\."
    r" Fermez l'autre fenêtre, puis recommencez\."
)
_UNREADABLE = (
    r"Le fichier de suivi \S+ ne peut pas être lu : (?P<cause>[^.:]+)\."
    r" Il est resté tel quel\. « mes-optout guide » propose de le mettre de côté [^.]+\."
)
_SENTENCES = (_REFUSED, _BUSY, _UNREADABLE)
CAUSES = {
    "ENOSPC": "le disque est plein",
    "EIO": "le disque signale une erreur",
    "EACCES": "l'accès n'est pas permis",
    "EROFS": "le disque est en lecture seule",
}


@dataclass(slots=True)
class Tally:
    """How many points were tried, and what was found at which."""

    tried: int = 0
    found: list[tuple[str, str]] = field(default_factory=list)

    def add(self, where: object, complaints: Iterable[tuple[str, str]]) -> None:
        """Count a point and what it brought to light."""
        self.tried += 1
        self.found += [(kind, f"{where}: {what}") for kind, what in complaints]

    def include(self, other: "Tally") -> None:
        """Add what another tally has."""
        self.tried += other.tried
        self.found += other.found

    def kinds(self) -> set[str]:
        """Return the kinds of complaints."""
        return {kind for kind, _ in self.found}

    def figures(self, title: str, *kinds: str, tried: str = "points") -> str:
        """Return one line: how much was tried, and how often each kind was found."""
        counts = [f"{sum(k == kind for k, _ in self.found)} {kind}" for kind in kinds]
        others = sum(kind not in kinds for kind, _ in self.found)
        return ", ".join([f"{title}: {self.tried} {tried}", *counts, f"{others} otherwise wrong"])


def after_kill(walked: Walked, truth: Walked, code: int = KILLED) -> list[tuple[str, str]]:
    """Judge what a killed walk left, by what the same walk keeps at each of its pages.

    Whatever was confirmed before a page that stood there is in the file; the confirmation that
    was being saved may be, and nothing else may.
    """
    found = []
    if walked.code != code:
        found.append((STOPPED, f"not killed but {walked.code}"))
    found += kept(walked.last, truth, walked.shown)
    odd = sorted(walked.files.keys() - NAMES)
    if odd:
        found.append((LEFT_OVER, ", ".join(odd)))
    return found


def after_error(
    walked: Walked, truth: Walked, error: str | None, call: str = ""
) -> list[tuple[str, str]]:
    """Judge a walk in which the system refused a call, and that went on without saving.

    A refusal that cost nothing may pass unsaid: then everything is in the file at the end. Nothing
    is left over, unless it is the deletion itself that is refused.
    """
    found = [] if call == "unlink" else left_over(walked)
    if "Traceback" in walked.said or "Error" in walked.said or walked.code == 70:
        found.append((TRACEBACK, walked.err[-300:]))
    refused = [n for n, page in enumerate(walked.pages) if _is_refusal(page)]
    if not refused:
        if walked.code != 0:
            found.append((STOPPED, f"exit {walked.code}: {walked.err[-300:]}"))
        if walked.last != truth.last:
            found.append((SILENT, f"exit {walked.code}"))
        return found + kept(walked.last, truth, walked.shown)
    said = _words(walked.pages[refused[0]])
    sentences = [match for each in _SENTENCES for match in re.finditer(each, said)]
    if len(sentences) != 1:
        found.append((UNCLEAR, f"{len(sentences)} sentences: {said}"))
    elif error is not None and sentences[0].groupdict().get("cause") != CAUSES[error]:
        found.append((UNCLEAR, sentences[0].group()))
    if walked.code != _CANNOT_SAVE:
        found.append((STOPPED, f"exit {walked.code}: {walked.err[-300:]}"))
    elif not any(re.fullmatch(f"Erreur : {each}", _words(walked.err)) for each in _SENTENCES):
        found.append((UNCLEAR, f"at the end: {walked.err[-300:]}"))
    if len(refused) > 1:
        found.append((STOPPED, "asked again after going on without saving"))
    return found + kept(walked.last, truth, refused[0])


def after_second_try(walked: Walked, truth: Walked) -> list[tuple[str, str]]:
    """Judge a walk in which the system refused once and saving was tried again."""
    found = []
    if walked.code != 0:
        found.append((STOPPED, f"exit {walked.code}: {walked.err[-300:]}"))
    elif walked.last != truth.last:
        found.append((SILENT, "exit 0"))
    if walked.files.keys() != truth.files.keys():
        found.append((LEFT_OVER, ", ".join(sorted(walked.files))))
    return found


def _is_refusal(page: str) -> bool:
    return bool(REFUSED.search(page) or UNREADABLE.search(page))


def left_over(walked: Walked) -> list[tuple[str, str]]:
    """Complain of what lies beside the progress file and its lock."""
    odd = sorted(walked.files.keys() - {"notes.json", ".lock"})
    return [(LEFT_OVER, ", ".join(odd))] if odd else []


def kept(last: bytes | None, truth: Walked, shown: int) -> list[tuple[str, str]]:
    """Compare the progress file with what it may be after `shown` pages of the walk."""
    states = [None, *truth.kept]  # nothing is kept before the first page
    if last in states[shown : shown + 2]:
        return []
    if last in states[:shown]:
        return [(LOST, f"after {shown} pages")]
    return [(CORRUPTED, f"after {shown} pages: {last!r:.80}")]


def _words(text: str) -> str:
    return " ".join(text.split())
