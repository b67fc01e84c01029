"""What is looked at, all that a pack holds in one language, and what is said of what is found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import partial
from typing import TypeVar

from mes_optout.content.addresses import Source
from mes_optout.content.letters import NAME as _LETTERS
from mes_optout.content.letters import (
    Explanations,
    Letter,
    Letters,
    load_explanations,
    load_french_letters,
)
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader
from mes_optout.content.procedure import Procedure, Step
from mes_optout.content.reading import Reading
from mes_optout.content.translation import join_words
from mes_optout.content.triage import Triage
from mes_optout.content.words import ProcedureWords, ReadingWords, TriageWords
from mes_optout.errors import N_, Fault, Msg, PackInvalidError, PackSyntaxError, PackUnreadableError
from mes_optout.languages import ORIGINAL

T = TypeVar("T")

_TRIAGE, _READING = "situations", "reperes"
_OPTIONAL = frozenset({_READING, _LETTERS})  # a pack need not have them


class Severity(StrEnum):
    """Whether something must be mended, or only looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with `file` of a pack; its fault says where, why, and what to do."""

    file: str
    fault: Fault
    severity: Severity = Severity.ERROR


Findings = Iterator[Finding]


def error(file: str, place: str, reason: Msg, **facts: object) -> Finding:
    """Return something that must be mended."""
    return Finding(file, Fault(place, reason, **facts))


def warning(file: str, place: str, reason: Msg, **facts: object) -> Finding:
    """Return something that should be looked at."""
    return Finding(file, Fault(place, reason, **facts), Severity.WARNING)


def at(*parts: object) -> str:
    """Name a place as the loader does: « steps › page › title »."""
    return " › ".join(str(part) for part in parts)


# Fields that no reader sees. `question` and `situation` are where an answer leads; the `steps` of a
# letter are where it helps, those of a procedure are its pages.
_NOT_SHOWN = frozenset(
    {
        *("Explained.original", "Letter.steps", "formerly", "id", "if_late", "language", "link"),
        *("procedure", "procedures", "question", "retired", "situation", "sources", "url"),
    }
)


def find_texts(value: object, *path: object) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each text of a model that a reader sees, in the model's order."""
    if type(value) is str:  # an enum is a text too, but its value is not shown
        yield at(*path), value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from find_texts(item, *path, getattr(item, "id", number))
    elif is_dataclass(value):
        for each in fields(value):
            if _NOT_SHOWN.isdisjoint({each.name, f"{type(value).__name__}.{each.name}"}):
                yield from find_texts(getattr(value, each.name), *path, each.name)


@dataclass(slots=True)
class Loaded:
    """What could be loaded in `language`; None for what is absent or faulty.

    `complete` says that all that belongs to this language was there and without fault. `hosts` are
    the sites that the pack adds to the usual ones. `letters` are French; a translation has
    `explanations`, and `words` as its files have them. Its `triage`, `reading` and `procedures` are
    the French with these words, up to date or not, and without what has none.
    """

    language: str
    triage: Triage | None = None
    reading: Reading | None = None
    letters: Letters | None = None
    explanations: Explanations | None = None
    procedures: dict[str, Procedure] = field(default_factory=dict)
    words: dict[str, ProcedureWords] = field(default_factory=dict)
    triage_words: TriageWords | None = None
    reading_words: ReadingWords | None = None
    sources: dict[str, Source] | None = None
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True
    hosts: tuple[str, ...] = ()

    def file(self, name: str) -> str:
        """Return the path of a file of this language inside the pack."""
        return f"{self.language}/{name}.toml"

    @property
    def french_letters(self) -> tuple[Letter, ...]:
        """The letters themselves; a translation has none."""
        return self.letters.letters if self.letters else ()

    def steps(self) -> Iterator[tuple[str, str, Step]]:
        """Yield (file, place, step) for each step of each procedure."""
        for name, procedure in self.procedures.items():
            for step in procedure.steps:
                yield self.file(name), at("steps", step.id), step

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield (file, place, text) for each text that a reader sees."""
        models = {
            _TRIAGE: self.triage,
            _READING: self.reading,
            _LETTERS: self.letters or self.explanations,
            **self.procedures,
        }
        for name, model in models.items():
            for place, text in find_texts(model):
                yield self.file(name), place, text


def load_language(read: Reader, language: str, original: Loaded | None = None) -> Loaded:
    """Load a language; a translation needs only what its `original` has."""
    # As its editor uses it, with --steps; the shipped pack names no hosts.
    pack, loaded = Pack(read, language, own=True), Loaded(language)
    if original is None:
        _load_original(pack, loaded)
    else:
        _load_translation(pack, loaded, original)
    return loaded


def _load_original(pack: Pack, loaded: Loaded) -> None:
    read = pack.read
    loaded.hosts = _attempt(loaded, lambda: pack.hosts) or ()
    loaded.triage = _load_file(read, loaded, _TRIAGE, lambda: pack.triage)
    loaded.reading = _load_file(read, loaded, _READING, lambda: pack.reading)
    loaded.sources = _attempt(loaded, lambda: pack.sources)
    loaded.letters = _load_file(read, loaded, _LETTERS, lambda: load_french_letters(pack))
    for name in loaded.triage.procedures if loaded.triage else ():
        if found := _load_file(read, loaded, name, partial(pack.french, name)):
            loaded.procedures[name] = found


def _load_translation(pack: Pack, loaded: Loaded, original: Loaded) -> None:
    def load(name: str, shape: type[T]) -> T | None:
        return _load_file(pack.read, loaded, name, lambda: pack.words(name, shape))

    loaded.triage_words = load(_TRIAGE, TriageWords)
    if original.triage and loaded.triage_words:
        loaded.triage = join_words(original.triage, loaded.triage_words, whole=False)
    if original.reading:
        loaded.reading_words = load(_READING, ReadingWords)
        if loaded.reading_words:
            loaded.reading = join_words(original.reading, loaded.reading_words, whole=False)
    if original.letters:
        get = partial(load_explanations, pack)
        loaded.explanations = _load_file(pack.read, loaded, _LETTERS, get)
    for name, french in original.procedures.items():
        if words := load(name, ProcedureWords):
            loaded.words[name] = words
            loaded.procedures[name] = join_words(french, words, whole=False)


def _load_file(read: Reader, loaded: Loaded, name: str, get: Callable[[], T | None]) -> T | None:
    """Get a file that may be missing; without this look, the loader could answer in French."""
    file = loaded.file(name)
    there = _attempt(loaded, lambda: read(file) is not None)
    if there:
        return _attempt(loaded, get)
    if there is None:
        return None
    if name in _OPTIONAL and loaded.language == ORIGINAL:
        return None
    loaded.complete = False
    if loaded.language != ORIGINAL:
        why = N_("is not translated yet; it is shown in French meanwhile")
        loaded.findings.append(warning(file, ".", why))
    else:
        why = N_("is missing; write it, or take its name away where it is listed")
        loaded.findings.append(error(file, ".", why))
    return None


def _attempt(loaded: Loaded, get: Callable[[], T]) -> T | None:
    try:
        return get()
    except PackInvalidError as found:
        file = str(found.facts["file"])
        loaded.findings += [Finding(file, fault) for fault in found.faults]
    except PackSyntaxError as found:
        why = N_("is not valid TOML at line {line}; look there, or just above")
        file = str(found.facts["file"])
        loaded.findings.append(error(file, ".", why, line=found.facts["line"]))
    except PackUnreadableError as found:
        why = N_("cannot be read: {cause}")
        file = str(found.facts["file"])
        loaded.findings.append(error(file, ".", why, cause=found.facts["cause"]))
    loaded.complete = False
    return None
