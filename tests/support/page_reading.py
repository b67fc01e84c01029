"""The guide as one page, read strictly from its HTML alone: what a person sees at each part.

A part is what stands in the section of its target, without what is for other parts of it
(`data-n`). Every text that is seen there gets a place in `Seen`, so that none goes unnoticed.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from support.page_nodes import Node, read_nodes

_HEADS = {"h3", "h4"}


Links = list[tuple[str, str]]  # labels, and the keys that they lead to


@dataclass
class On:
    """Where one goes on: from a question, if there is one; `said` is what was answered."""

    question: str = ""
    said: str = ""
    links: Links = field(default_factory=list)


@dataclass
class Seen:
    """What is seen of a part, or of what opens in place, whose summary is then the `title`.

    `deeds` have their links beside them, `points` and `links` the heading above; `above` are the
    labels of the rows that stand before the first deed.
    """

    title: str = ""
    language: str = ""
    texts: list[str] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    deeds: list[tuple[str, Links]] = field(default_factory=list)
    question: str = ""
    boxes: list[str] = field(default_factory=list)
    on: list[On] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    points: list[tuple[str, str, str]] = field(default_factory=list)
    problems: "list[Seen]" = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    table: list[list[str]] = field(default_factory=list)
    sheet: str = ""
    above: list[str] = field(default_factory=list)

    @property
    def targets(self) -> list[str]:
        """The keys of all parts that links lead to."""
        found = [to for _head, _label, to in self.links]
        found += [to for _text, links in self.deeds for _label, to in links]
        found += [to for on in self.on for _label, to in on.links]
        return found + [to for each in self.problems for to in each.targets]


class WholePage:
    """The page: its elements, its sections, and what is seen at each part."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = read_nodes(text)
        self.ids = [n.attributes["id"] for n in self.root.walk() if "id" in n.attributes]
        self.language = self.root.all("html")[0].attributes["lang"]
        self._sections: dict[str, tuple[Node, str]] = {}
        self.keys: list[str] = []
        for section in self.root.all("section"):
            heading = section.nodes[0]
            assert heading.tag == "h2", heading
            for span in heading.all("span"):
                key = span.attributes["id"]
                assert span.attributes["tabindex"] == "-1", key
                self._sections[key] = section, span.kind
                self.keys.append(key)
        self._seen: dict[str, Seen] = {}
        self._holds: dict[str, str] = {}

    def section(self, key: str) -> Node:
        """Return the section of a part."""
        return self._sections[key][0]

    def holds(self, id_: str) -> str:
        """Return the first part of the section in which something stands, by its id."""
        if not self._holds:
            for key in reversed(self.keys):
                ids = (each.attributes.get("id", "") for each in self.section(key).walk())
                self._holds.update(dict.fromkeys(filter(None, ids), key))
        return self._holds[id_]

    def part(self, key: str) -> Seen:
        """Return what is seen once a link led to a part."""
        if key not in self._seen:
            section, number = self._sections[key]
            seen = Seen(section.nodes[0].text, section.attributes.get("lang", self.language))
            _look([each for each in section.inside if each is not section.nodes[0]], seen, number)
            self._seen[key] = seen
        return self._seen[key]

    @property
    def first_question(self) -> str:
        """The part of the first question: behind the first link of the first part."""
        return self.part(self.keys[0]).on[0].links[0][1]

    @cached_property
    def header(self) -> Links:
        """The links that stand above every part."""
        return self.root.all("header")[0].links

    @cached_property
    def sources(self) -> dict[str, tuple[str, str]]:
        """The name and the address of each source, by its id."""
        found = {}
        for each in self.root.all("p"):
            if each.attributes.get("id", "").startswith("s"):
                name, address = _read_address(each)
                found[each.attributes["id"]] = re.sub(r"^\d+\. ", "", name), address
        return found


def _is_seen(node: Node, number: str) -> bool:
    """Apply the rule of the style: what is for some parts is seen at those only."""
    return not node.only or number in node.only


def _look(inside: "list[Node | str]", seen: Seen, number: str) -> None:
    """Add what is seen of elements that follow one another."""
    head = ""
    for each in inside:
        if isinstance(each, str):
            assert not each.strip(), f"a text stands in nothing: {each}"
            continue
        if not _is_seen(each, number):
            continue
        if each.tag in _HEADS:
            head = each.text
            seen.heads.append(head)
            continue
        _look_at(each, seen, number, head)
        if each.tag == "ul":
            head = ""


def _look_at(node: Node, seen: Seen, number: str, head: str) -> None:  # noqa: C901, PLR0912  (a line a kind)
    items = [each for each in node.nodes if _is_seen(each, number)]
    match node.tag, node.kind:
        case "p", "address":
            # The name of a source stands before its address.
            seen.addresses.append(_read_address(node))
        case "p", "reached":  # read where no link has led to the part
            pass
        case "p", "cited":
            seen.cited += [each.attributes["href"][1:] for each in node.all("a")]
        case "p", _ if node.nodes and node.inside[0] is node.nodes[0] and node.nodes[0].tag == "b":
            label = node.nodes[0].text
            seen.rows.append((label, node.text.removeprefix(label).strip()))
        case "p", _:
            seen.texts.append(node.text)
        case "ol", _:
            seen.above += [label for label, _text in seen.rows]
            seen.deeds += [(_read_own(item), item.links) for item in items]
        case "ul", "to":
            seen.links += [(head, label, to) for item in items for label, to in item.links]
        case "ul", _:
            for item in items:
                lead = item.nodes[0].text if item.nodes and item.nodes[0].tag == "em" else ""
                seen.points.append((head, lead, item.text.removeprefix(lead).strip()))
        case "fieldset", _:
            for item in items:
                if item.tag == "legend":
                    seen.question = item.text
                elif item.tag != "br":  # which parts boxes where no style does
                    assert [each.tag for each in item.nodes] == ["input"], item
                    assert item.nodes[0].attributes == {"type": "checkbox"}, item
                    seen.boxes.append(item.text)
        case "details", _:
            inner = Seen(node.nodes[0].text)
            _look([each for each in node.inside if each is not node.nodes[0]], inner, number)
            seen.problems.append(inner)
        case "div", "on":
            seen.on.append(_read_on(items, number))
        case "table", _:
            seen.table += [[cell.text for cell in row.nodes] for row in node.all("tr")]
        case "div", "letter":
            seen.sheet += node.text
        case "div", _:
            _look(node.inside, seen, number)
        case tag, _:
            raise AssertionError(tag)


def _read_on(nodes: list[Node], number: str) -> On:
    """Return where one goes on: what is for the others stands where nobody sees it."""
    on = On()
    for node in nodes:
        match node.tag, node.kind:
            case "h3", _:
                on.question = node.text
            case "p", "else":
                continue
            case "p", _:
                on.said = node.text
            case "div", _:
                inner = _read_on([each for each in node.nodes if _is_seen(each, number)], number)
                on.said, on.links = inner.said, on.links + inner.links
            case "ul", "to":
                on.links = on.links + node.links
            case tag, _:
                raise AssertionError(tag)
    return on


def _read_own(node: Node) -> str:
    """Return the text of an element without that of its links."""
    parts = (e if isinstance(e, str) else e.text for e in node.inside if not _is_links(e))
    return " ".join("".join(parts).split())


def _is_links(thing: Node | str) -> bool:
    return isinstance(thing, Node) and (thing.tag, thing.kind) == ("ul", "to")


def _read_address(node: Node) -> tuple[str, str]:
    (link,) = node.all("a")
    assert link.text == link.attributes["href"], "an address is not shown whole"
    return node.text.removesuffix(link.text).strip(), link.text
