"""Files that nothing reads: copies, what lies in another folder, a procedure that no list names."""

from collections.abc import Iterable, Iterator, Sequence

from mes_optout.content.accepted import NAME as ACCEPTED
from mes_optout.content.ledger import NAME as LEDGER
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.links import NAME as VALUES
from mes_optout.content.lint.findings import Findings, Loaded, error
from mes_optout.content.location import Reader
from mes_optout.content.parsing import parse
from mes_optout.content.resting import NAME as FACTS
from mes_optout.content.reviews import NAME as REVIEWS
from mes_optout.content.words import FILES
from mes_optout.errors import N_, OptoutError

_BESIDE = frozenset({"pack.toml", "sources.toml", ACCEPTED, FACTS, LEDGER, REVIEWS, VALUES})


def find_stray_files(read: Reader, names: Iterable[str], languages: Sequence[Loaded]) -> Findings:
    """Look at the names of a pack's files, all that have “.toml” in them.

    What a procedure that cannot be read would include is not known: then no folder is looked into.
    """
    original, *_ = languages
    known = _BESIDE.union(_list_known(languages))
    unread = {*original.listed}.difference(original.readable)
    for name in names:
        folder, _, file = name.rpartition("/")
        if name not in known and not (folder and unread):
            unlisted = folder == original.language and file.endswith(".toml")
            if unlisted and _is_procedure(read, name, file.removesuffix(".toml")):
                why = N_(
                    "nothing leads here: add “{id}” to “procedures” of situations.toml, "
                    "or remove the file"
                )
                yield error(name, ".", why, id=file.removesuffix(".toml"))
            else:
                why = N_("nothing reads this file; remove it, or give it the name that is read")
                yield error(name, ".", why)


def _list_known(languages: Sequence[Loaded]) -> Iterator[str]:
    original, *_ = languages
    included = {home for each in original.readable.values() for home in each.homes}
    for loaded in languages:
        for name in (*FILES, LETTERS, *original.listed, *included):
            yield loaded.file(name)


def _is_procedure(read: Reader, name: str, stem: str) -> bool:
    """Say whether a file has steps under its own name, as a copy seldom has."""
    try:
        found = parse(name, read(name) or b"")
    except OptoutError:
        return False
    return "steps" in found and found.get("id") == stem
