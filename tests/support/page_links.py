"""Where the pages of the repository lead: links, anchors, addresses, and what only looks like one.

A page is read as a forge reads it, by the parser that Rich brings: links by name, in tables, in
HTML and in parts that are folded are seen; what stands in code is none.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mes_optout.content.sites import judge_link
from support.documents import PAGES, ROOT, name_of, read

FORMS = sorted((ROOT / ".github").rglob("*.yml"))
PAPERS = sorted((ROOT / "docs").rglob("*.html"))
ALL = [*PAGES, *FORMS, *PAPERS]

ADDRESS = re.compile(r"https?://[^\s\"'<>`|()«»…]+[^\s\"'<>`|()«»….,;:!?*]")
STRAY = re.compile(r"\]\(|\]\[|\]:")
LEADING = {"href", "src", "srcset", "poster", "action", "data", "cite"}

# Pages that quote the steps with their sources: what they name has to stand there, on any site.
QUOTING = re.compile(
    r"docs/(?:a-reverifier|pages\.\w+|walkthrough\.\w+)\.md|docs/(?:papier/.+|\w\w/guide)\.html"
)
# Pages about the program that cite others, and whom.
CITED = {
    "CHANGELOG.md": {"keepachangelog.com", "semver.org"},
    "docs/conformance.md": {"github.com", "primer.style"},
    "docs/contrast.md": {"github.com"},
}


@dataclass(slots=True)
class Page:
    """What a page leads to, what leads into it, and what is no link though it looks like one."""

    targets: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    addresses: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)


class _Tags(HTMLParser):
    """Reads what HTML leads to, and the names that it gives."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that lead somewhere; a browser asks for `src` by itself."""
        del tag
        for name, value in attrs:
            if name in LEADING:
                self._page.targets.append(value or "")
            if name in {"id", "name"} and value:
                self._page.anchors.add(value)

    def handle_data(self, data: str) -> None:
        """Take the addresses that are only spoken."""
        self._page.addresses += ADDRESS.findall(data)
        self._page.strays += STRAY.findall(data)


@cache
def parsed(path: Path) -> Page:
    """Return what a page of the repository leads to."""
    text = read(path)
    if path.suffix == ".html":
        page = Page()
        _Tags(page).feed(text)
        page.strays.clear()  # there, no sign makes a link
        return page
    if path.suffix == ".yml":  # the sentences of a form are Markdown, each deep in its table
        text = "\n".join(line.strip() for line in text.splitlines())
    return markdown(text)


def markdown(text: str) -> Page:
    """Return what a text in Markdown leads to."""
    page = Page()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "html_block":
            _Tags(page).feed(token.content)
        elif token.type == "inline":
            for child in token.children or ():
                _take(child, page)
    page.anchors |= set(_anchors(text))
    return page


def _take(token: Token, page: Page) -> None:
    target = token.attrGet({"link_open": "href", "image": "src"}.get(token.type, ""))
    if target is not None:
        page.targets.append(str(target))
    elif token.type == "html_inline":
        _Tags(page).feed(token.content)
    elif token.type in {"text", "code_inline"}:
        page.addresses += ADDRESS.findall(token.content)
        if token.type == "text":
            page.strays += STRAY.findall(token.content)


def _anchors(text: str) -> Iterator[str]:
    """Yield the anchors that a forge makes of the headings of a page; a second one has a number."""
    seen: dict[str, int] = {}
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for opening, title in pairwise(tokens):
        if opening.type == "heading_open":
            said = "".join(each.content for each in title.children or ())
            name = re.sub(r"[^\w -]", "", said.lower()).replace(" ", "-")
            yield f"{name}-{seen[name]}" if name in seen else name
            seen[name] = seen.get(name, 0) + 1


def faults(path: Path, page: Page) -> Iterator[str]:
    """Say what is wrong with where a page leads."""
    yield from (f"looks like a link: {each}" for each in page.strays)
    for address in page.addresses:
        yield from _fault_of_address(name_of(path), address)
    for target in page.targets:
        if target.startswith("https://"):
            yield from _fault_of_address(name_of(path), target)
        elif urlsplit(target).scheme or target.startswith("/"):
            yield f"{target}: neither https:// nor a way from this page"
        else:
            yield from _fault_of_way(path, unquote(target))


def _fault_of_address(name: str, address: str) -> Iterator[str]:
    host = urlsplit(address).netloc
    if host in CITED.get(name, ()):
        return
    if unquote(address) not in addresses_of_the_steps():  # an accent may be written either way
        yield f"{address}: the steps name no such address"
    elif not QUOTING.fullmatch(name) and judge_link(address):
        yield f"{address}: the steps send nobody to this site"


def _fault_of_way(path: Path, target: str) -> Iterator[str]:
    name, _, anchor = target.partition("#")
    there = (path.parent / name).resolve() if name else path
    if not name and not anchor:
        yield "a link to nothing"
    elif not there.exists():
        yield f"{target}: no such file"
    elif not there.is_relative_to(ROOT) or there.relative_to(ROOT).parts[:1] not in _given():
        yield f"{target}: not among what is published"
    elif there.is_dir() and not (there / "README.md").exists():
        yield f"{target}: a folder that says nothing"
    elif anchor and (there.is_dir() or anchor not in parsed(there).anchors):
        yield f"{target}: no such heading"


@cache
def addresses_of_the_steps() -> frozenset[str]:
    """Return each address that stands in the steps, their values and their sources."""
    text = "\n".join(map(read, sorted((ROOT / "steps").rglob("*.toml"))))
    return frozenset(map(unquote, re.findall(r'https://[^\s"]+', text)))


@cache
def _given() -> frozenset[tuple[str, ...]]:
    """Return the first part of each way to something that a release gives away."""
    project = tomllib.loads(read(ROOT / "pyproject.toml"))
    include = project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    return frozenset({(each,) for each in include} | {("pyproject.toml",)})
