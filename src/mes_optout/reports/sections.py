"""A page of numbered sections, with lines to type that stay as they are."""

from collections.abc import Iterable, Iterator, Sequence

from mes_optout.text import wrap

# A title, then what to know and what to type.
Section = tuple[str, Sequence[str]]


class Typed(str):
    """A line to type as it is: it is never translated, wrapped or framed."""

    __slots__ = ()


def numbered(
    sections: Iterable[Section], width: int, *, indent: str = "", before_typed: str = ""
) -> Iterator[str]:
    """Yield the lines of sections, each below an empty one; only what is typed may be wider."""
    for number, (title, parts) in enumerate(sections, start=1):
        yield ""
        yield from wrap(title, width, first=f"{number}. ", then=indent)
        for part in parts:
            if isinstance(part, Typed):
                yield before_typed + part
            else:
                yield from wrap(part, width, first=indent, then=indent)
