"""The shipped steps with something edited, as an editor would in a copy of them."""

from collections.abc import Iterable, Iterator

from mes_optout.content.lint import load_languages
from mes_optout.content.lint.findings import Finding, Loaded
from mes_optout.content.location import Reader, shipped

Edit = tuple[str, str, str]  # file, what stands there once, what is written instead


def edit(*edits: Edit, added: dict[str, str] | None = None, gone: Iterable[str] = ()) -> Reader:
    """Return the shipped pack with some edits, files more, and files less."""
    read, more, left_out = shipped(), added or {}, {*gone}
    for name, written, _ in edits:
        assert (read(name) or b"").decode().count(written) == 1, (name, written)

    def reader(asked: str) -> bytes | None:
        if asked in more:
            return more[asked].encode()
        data = None if asked in left_out else read(asked)
        for name, written, instead in edits:
            if name == asked and data is not None:
                data = data.replace(written.encode(), instead.encode())
        return data

    return reader


def load_original(read: Reader) -> Loaded:
    """Load the French of a pack."""
    return load_languages(read)[0]


def tell(found: Iterable[Finding]) -> Iterator[tuple[str, str, str]]:
    """Yield (file, place, reason in English) of findings."""
    for each in found:
        yield each.file, each.fault.place, each.fault.reason.format(**each.fault.facts)
