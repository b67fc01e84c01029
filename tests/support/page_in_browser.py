"""The page of the whole guide for tests in browsers: its parts, and what is looked at in each."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from mes_optout.documents.page.places import Kind
from mes_optout.documents.page.whole import Page
from support.made_page import make_page


class Made(NamedTuple):
    """The page of a language, laid out and written."""

    page: Page
    html: str

    @property
    def parts(self) -> list[tuple[str, str, int]]:
        """Each part: its key, its title, its number in its section."""
        return [
            (key, " ".join(section.title.split()), number)
            for section in self.page.sections
            for number, key in enumerate(section.keys, start=1)
        ]

    @property
    def kinds(self) -> dict[Kind, str]:
        """One part of every kind: the one that stands in the largest section, for it differs."""
        size = {key: len(section.keys) for section in self.page.sections for key in section.keys}
        largest: dict[Kind, str] = {}
        for place, key in self.page.keys.items():
            if place.kind not in largest or size[key] > size[largest[place.kind]]:
                largest[place.kind] = key
        return largest

    @property
    def hosts(self) -> set[str]:
        """The sites that the page names."""
        return {*re.findall(r'href="https?://([^/":]+)', self.html)}


def make(language: str) -> Made:
    """Return the page of the pack that is shipped; the language is set to its own."""
    found = make_page(language)
    return Made(found.page, found.text)


# What of the parts is not as it should be, each gone to by its address.
EVERY_PART = r"""parts => {
  const sections = [...document.querySelectorAll("section")];
  const gone = element => !element.checkVisibility();
  const header = document.querySelector("header");
  document.querySelectorAll("details").forEach(details => { details.open = true; });
  const wrong = [];
  for (const [key, title, number] of parts) {
    location.hash = key;
    const target = document.getElementById(key);
    const shown = sections.filter(section => !gone(section));
    if (shown.length !== 1 || !shown[0].contains(target)) {
      wrong.push(`${key}: ${shown.length} sections`);
      continue;
    }
    if (shown[0].querySelector("h2").textContent.replace(/\s+/g, " ") !== title)
      wrong.push(`${key}: not its title`);
    const others = `[data-n]:not([data-n~="n${number}"]), .reached, .else`;
    for (const element of shown[0].querySelectorAll(":not(br)"))
      if (gone(element) !== (element.closest(others) !== null))
        wrong.push(`${key}: ${element.outerHTML.slice(0, 80)}`);
    const away = shown[0].matches(".away");
    if (away !== (getComputedStyle(header.querySelector("nav")).visibility === "hidden"))
      wrong.push(`${key}: its header`);
    if (target.getBoundingClientRect().top < header.getBoundingClientRect().bottom)
      wrong.push(`${key}: its title is behind the header`);
  }
  return wrong;
}"""

# The titles of the sections that can be seen, in their order.
SHOWN = """() => [...document.querySelectorAll("section")]
  .filter(section => section.getClientRects().length)
  .map(section => section.querySelector("h2").textContent)"""

# Where the rightmost thing ends.
RIGHT = """() => Math.max(document.scrollingElement.scrollWidth,
  ...[...document.querySelectorAll("body *")].map(e => e.getBoundingClientRect().right))"""

# What is shown and too small for a finger. An address in its paragraph is as wide as its letters.
SMALL = """() => [...document.querySelectorAll("a, summary, label")]
  .filter(element => element.getClientRects().length)
  .map(element => [element, element.getBoundingClientRect()])
  .filter(([element, size]) =>
    size.height < 24 || (size.width < 24 && !element.closest(".address")))
  .map(([element, size]) => `${size.width} × ${size.height}: ${element.outerHTML.slice(0, 80)}`)"""

# Which of all links a walk follows next; one that it did not follow yet, if there is one.
NEXT = """(step, seen) => {
  const all = [...document.querySelectorAll("a")];
  const shown = all.filter(
    link => link.hash && link.protocol === "file:" && link.checkVisibility());
  const main = shown.filter(link => link.closest("main"));
  const new_ = main.filter(link => !seen.includes(link.hash));
  const from = new_.length ? new_ : shown;
  const link = from[(step * 7) % from.length];
  return [all.indexOf(link), link.hash];
}"""

# All in which a page could keep something.
KEPT = """() => [document.cookie, localStorage.length, sessionStorage.length]"""

# What Tab comes to in the part that is shown, and what has the focus.
STOPS = """() => [...document.querySelectorAll("main a, main input, main summary")]
  .filter(element => element.checkVisibility()).map(element => element.outerHTML)"""
FOCUSED = """() => document.activeElement.outerHTML"""
FOCUSED_KEY = """() => document.activeElement.id"""

# How many boxes are ticked.
TICKED = """() => document.querySelectorAll("input:checked").length"""


@dataclass
class Heard:
    """What reached a socket of this machine that stands for the whole internet."""

    port: int
    lines: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        """What was asked for: « CONNECT www.example.org:443 HTTP/1.1 »."""
        found = (re.search(r" (?:https?://)?([^/: ]+)", line) for line in self.lines)
        return {host[1] for host in found if host}


@contextmanager
def listening() -> Iterator[Heard]:
    """Stand for the internet as a proxy that notes the first line of all, and answers nothing."""

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            heard.lines.append(self.rfile.readline(1000).decode("latin-1").strip())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        heard = Heard(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield heard
        server.shutdown()
        thread.join()
