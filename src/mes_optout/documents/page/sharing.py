"""Sections: parts that say almost the same stand in one, and what differs is for some of them.

A step is met by people who answered differently. Its words stand once; where each goes on stands as
often as there are ways. Style shows what is for the part that is shown. Before a link has led to
one all is read, as on a blank list: what nobody said is shown; but of ways on, and of letters, one.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from mes_optout.documents.page.gathering import Gathered
from mes_optout.documents.page.page_blocks import (
    Deeds,
    Folded,
    Link,
    Links,
    Onward,
    PageBlock,
    PagePart,
    Sheet,
)
from mes_optout.wording.blocks import Box, Boxes, Notes, Points


class Wrap(NamedTuple):
    """What stands around pieces that follow one another: their kind, and a label, a question.

    Of a sheet it is the language.
    """

    kind: type
    label: str = ""


Piece = PageBlock | Box | Link


class Item(NamedTuple):
    """A piece, what stands around it, and for which parts of its section it is; for all if none."""

    wrap: Wrap | None
    piece: Piece
    only: tuple[int, ...] = ()


class Section(NamedTuple):
    """Parts under one title, by their keys; the first is number 1."""

    keys: tuple[str, ...]
    language: str
    title: str
    items: tuple[Item, ...]
    one: bool = False  # before a link has led to one, the first of its parts is read alone


def share(
    gathered: Gathered, name: Callable[[str], Hashable], say: Callable[[str], str]
) -> Iterator[Section]:
    """Yield the sections in their order.

    Parts that follow one another and have the same `name`, by their key, are one section. `say`
    tells what was answered by those who come to a part: it stands where some of them go on.
    """

    def tell(part: PagePart) -> Hashable:
        return name(part.key), part.title, part.language

    for _name, found in groupby(gathered.parts, key=tell):
        # The fullest first: it has most of what is read before a link has led to any.
        parts = tuple(sorted(found, key=_count, reverse=True))
        if len(parts) > 1:
            parts = tuple(_say(part, say(part.key)) for part in parts)
        first, keys = parts[0], tuple(part.key for part in parts)
        yield Section(keys, first.language, first.title, _settle(_merge(parts)))


def _count(part: PagePart) -> int:
    return sum(1 for block in part.blocks for _item in _take_apart(block))


def _say(part: PagePart, said: str) -> PagePart:
    blocks = (
        block._replace(said=said, one_of_several=True) if isinstance(block, Onward) else block
        for block in part.blocks
    )
    return part._replace(blocks=tuple(blocks))


def _settle(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return pieces with what is said of ways on: once where it is the same, the others last."""
    ways = [item for item in items if isinstance(item.piece, Onward)]
    ways.sort(key=lambda item: not _read(item)[0])
    alone = len(set(map(_read, ways))) == 1
    known: set[tuple[str, ...]] = set()
    settled = []
    for item in ways:
        again, piece = _read(item) in known, item.piece
        known.add(_read(item))
        if isinstance(piece, Onward):
            piece = piece._replace(again=again, one_of_several=not alone)
        settled.append(item._replace(piece=piece))
    following = iter(settled)
    return tuple(next(following) if isinstance(item.piece, Onward) else item for item in items)


def _read(item: Item) -> tuple[str, ...]:
    """Return what is read of a way on, by whoever does not see where its links lead."""
    piece = item.piece
    if not isinstance(piece, Onward):
        return ()
    return piece.said, piece.question, *(link.label for link in piece.links)


def _merge(parts: Sequence[PagePart]) -> tuple[Item, ...]:
    """Return the pieces of all parts, each once, in an order that is that of each part."""
    merged: list[tuple[Item, list[int]]] = []
    for number, part in enumerate(parts, start=1):
        own = [item for block in part.blocks for item in _take_apart(block)]
        merged = _add(merged, own, number)
    return tuple(
        item._replace(only=() if len(numbers) == len(parts) else tuple(numbers))
        for item, numbers in merged
    )


def _add(
    merged: list[tuple[Item, list[int]]], own: list[Item], number: int
) -> list[tuple[Item, list[int]]]:
    known = [item for item, _numbers in merged]
    together: list[tuple[Item, list[int]]] = []
    for how, i, j, k, l in SequenceMatcher(None, known, own, autojunk=False).get_opcodes():  # noqa: E741
        if how == "equal":
            together += [(item, [*numbers, number]) for item, numbers in merged[i:j]]
            continue
        # What stands in one wrap with what follows stays beside it.
        wrap = known[j].wrap if j < len(known) else None
        m, n = _find_tail(known[i:j], wrap) + i, _find_tail(own[k:l], wrap) + k
        together += merged[i:m] + [(item, [number]) for item in own[k:n]]
        together += merged[m:j] + [(item, [number]) for item in own[n:l]]
    return together


def _find_tail(items: list[Item], wrap: Wrap | None) -> int:
    """Return where the last items begin that stand in a wrap."""
    count = len(items)
    while wrap is not None and count and items[count - 1].wrap == wrap:
        count -= 1
    return count


def _take_apart(block: PageBlock) -> Iterator[Item]:
    """Yield the pieces of a block."""
    match block:
        case Deeds():
            yield from (Item(Wrap(Deeds), line) for line in block.lines)
        case Boxes():
            yield from (Item(Wrap(Boxes, block.question), box) for box in block.boxes)
        case Notes():
            yield from (Item(Wrap(Notes), row) for row in block.rows)
        case Points():
            yield from (Item(Wrap(Points, block.label), point) for point in block.points)
        case Links():
            yield from (Item(Wrap(Links, block.label), link) for link in block.links)
        case Onward():
            yield Item(Wrap(Onward, block.question), block)
        case Folded():
            yield from (Item(Wrap(Folded, block.title), each) for each in block.blocks)
        case Sheet():
            yield from (Item(Wrap(Sheet, block.language), each) for each in block.blocks)
        case _:
            yield Item(None, block)
