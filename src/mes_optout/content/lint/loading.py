"""From the files of a pack to all that it holds in one language, faults and gaps among it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Protocol, TypeVar

from mes_optout.content.accepted import load_accepted
from mes_optout.content.evidence import load_evidence
from mes_optout.content.including import Shared
from mes_optout.content.ledger import load_ledger
from mes_optout.content.letters import NAME as _LETTERS
from mes_optout.content.letters import load_explanations, load_french_letters
from mes_optout.content.lint.findings import Finding, Loaded, error, keep_own, warning
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader
from mes_optout.content.procedure import Procedure
from mes_optout.content.reviews import load_reviews
from mes_optout.content.translation import join_words
from mes_optout.content.values import load_values
from mes_optout.content.words import (
    CaseWords,
    ProcedureWords,
    ReadingWords,
    SharedWords,
    TriageWords,
)
from mes_optout.errors import (
    N_,
    OptoutError,
    PackInvalidError,
    PackSyntaxError,
    PackUnreadableError,
)
from mes_optout.languages import ORIGINAL

NOT_TOML = N_("is not valid TOML at line {line}; look there, or just above")
UNREADABLE = N_("cannot be read: {cause}")

T = TypeVar("T")


class Load(Protocol):
    """Loads a translation of a file, with what is wrong with it noted."""

    def __call__(self, name: str, shape: type[T], /) -> T | None: ...  # noqa: D102


_TRIAGE, _READING, _CASE = "situations", "reperes", "cas"
_OPTIONAL = frozenset({_READING, _LETTERS, _CASE})  # a pack need not have them


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
    loaded.case = _load_file(read, loaded, _CASE, lambda: pack.case)
    loaded.reading = _load_file(read, loaded, _READING, lambda: pack.reading)
    loaded.sources = _attempt(loaded, lambda: pack.sources)
    loaded.values = _attempt(loaded, partial(load_values, pack))
    loaded.accepted = _attempt(loaded, partial(load_accepted, pack)) or ()
    loaded.ledger = _attempt(loaded, partial(load_ledger, pack))
    loaded.reviews = _attempt(loaded, partial(load_reviews, pack)) or {}
    loaded.evidence = _attempt(loaded, partial(load_evidence, pack)) or {}
    loaded.letters = _load_file(read, loaded, _LETTERS, lambda: load_french_letters(pack))
    with suppress(OptoutError):  # which the triage has said
        loaded.listed = pack.names
    for name in loaded.listed:
        if found := _load_file(read, loaded, name, partial(pack.french, name)):
            loaded.procedures[name] = found
            for home in found.homes:
                if home not in loaded.shared and (shared := pack.shared(home)):
                    loaded.shared[home] = shared
        elif found := _read_unsound(pack, name):
            loaded.unsound[name] = found


def _read_unsound(pack: Pack, name: str) -> Procedure | None:
    """Return a procedure whatever faults it holds, as long as each key holds what it may."""
    with suppress(OptoutError):
        return pack.without_checks().french(name)
    return None


def _load_translation(pack: Pack, loaded: Loaded, original: Loaded) -> None:
    def load(name: str, shape: type[T]) -> T | None:
        return _load_file(pack.read, loaded, name, lambda: pack.words(name, shape))

    _load_ways(loaded, original, load)
    if original.letters:
        get = partial(load_explanations, pack)
        loaded.explanations = _load_file(pack.read, loaded, _LETTERS, get)
    for name, shared in original.shared.items():
        if found := load(name, SharedWords):
            loaded.shared_words[name] = found
            loaded.shared[name] = join_words(shared, found, whole=False)
    for name, french in original.procedures.items():
        if words := load(name, ProcedureWords):
            loaded.words[name] = words
            loaded.procedures[name] = _join(french, words, loaded.shared)


def _load_ways(loaded: Loaded, original: Loaded, load: Load) -> None:
    loaded.triage_words = load(_TRIAGE, TriageWords)
    if original.triage and loaded.triage_words:
        loaded.triage = join_words(original.triage, loaded.triage_words, whole=False)
    if original.case:
        loaded.case_words = load(_CASE, CaseWords)
        if loaded.case_words:
            loaded.case = join_words(original.case, loaded.case_words, whole=False)
    if original.reading:
        loaded.reading_words = load(_READING, ReadingWords)
        if loaded.reading_words:
            loaded.reading = join_words(original.reading, loaded.reading_words, whole=False)


def _join(french: Procedure, words: ProcedureWords, shared: Mapping[str, Shared]) -> Procedure:
    """Put words into a procedure, and the steps in their places that it includes."""
    own = join_words(keep_own(french), words, whole=False)
    said = {(None, step.id): step for step in own.steps} | {
        (name, step.id): step for name, each in shared.items() for step in each.steps
    }
    keys = [(step.home, step.id) for step in french.steps]
    return replace(own, steps=tuple(said[key] for key in keys if key in said))


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
        why = N_("is not translated yet; it is shown in French until you translate it")
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
        file = str(found.facts["file"])
        loaded.findings.append(
            error(file, ".", NOT_TOML, line=found.facts["line"], said=found.facts["said"])
        )
    except PackUnreadableError as found:
        file = str(found.facts["file"])
        loaded.findings.append(error(file, ".", UNREADABLE, cause=found.facts["cause"]))
    loaded.complete = False
    return None
