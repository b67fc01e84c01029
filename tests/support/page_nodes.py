"""The elements of a page of HTML, read strictly: each that opens has to close."""

from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {"meta", "input", "br"}


@dataclass(eq=False)
class Node:
    """An element, with what is in it."""

    tag: str
    attributes: dict[str, str]
    inside: "list[Node | str]" = field(default_factory=list)

    @cached_property
    def nodes(self) -> "list[Node]":
        """The elements in it."""
        return [each for each in self.inside if isinstance(each, Node)]

    @cached_property
    def kind(self) -> str:
        """Its class, or nothing."""
        return self.attributes.get("class", "")

    @cached_property
    def only(self) -> frozenset[str]:
        """The parts of its section for which it is; for all if none."""
        said = self.attributes.get("data-n")
        assert said != "", "for no part at all"
        return frozenset((said or "").split())

    @cached_property
    def links(self) -> "list[tuple[str, str]]":
        """The labels of the links in it, and the keys that they lead to."""
        return [(each.text, each.attributes["href"].removeprefix("#")) for each in self.all("a")]

    def walk(self) -> "Iterator[Node]":
        """Yield it and all that is in it."""
        yield self
        for each in self.nodes:
            yield from each.walk()

    def all(self, tag: str) -> "list[Node]":
        """Return the elements of a name in it."""
        return [each for each in self.walk() if each.tag == tag]

    @cached_property
    def text(self) -> str:
        """What is read in it, with simple spaces."""
        parts = (each if isinstance(each, str) else each.text for each in self.inside)
        return " ".join("".join(parts).split())  # a no-break space too is one


class _Reader(HTMLParser):
    """Makes the elements; each that opens has to close, in order, and says a thing once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open = [Node("", {})]
        self.feed(text)
        self.close()
        assert [each.tag for each in self.open] == [""], "something does not close"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute stands twice: {attrs}"
        node = Node(tag, given)
        self.open[-1].inside.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        opened = self.open.pop().tag
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read_nodes(text: str) -> Node:
    """Return what holds all elements of a page. Raises AssertionError where it is not strict."""
    return _Reader(text).open[0]
