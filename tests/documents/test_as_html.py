"""The checklist as a page: well formed, labelled, complete, and nothing that loads or runs."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Line
from mes_optout.documents.as_html import as_html
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import PROBLEMS
from mes_optout.journey import Journey, make_journeys
from mes_optout.progress.model import Progress, Tick, Turn
from support.noted import box_ref

ALL = Pack(shipped()).triage.procedures
_VOID = {"meta", "input", "br"}
_ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "section", "article"),
    *("h1", "h2", "h3", "h4", "p", "ol", "ul", "li", "b", "em", "a", "span"),
    *("fieldset", "legend", "div", "input", "label"),
}


def page_of(checklist: tuple[Journey, ...], pack: Pack) -> str:
    return as_html(lay_out_list(checklist, pack, {PROBLEMS}))


@dataclass
class Page(HTMLParser):
    """Reads a page strictly: every element is closed where it must be."""

    text: str
    open: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.said.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_every_procedure(name: str, language: str, today: date) -> None:
    """REQ-A20, as far as it shows without a browser: language, headings, labels, all texts."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    procedure = pack.procedure(name)
    page = Page(page_of(make_journeys([procedure], None, today), pack))
    assert {tag for tag, _ in page.elements} <= _ALLOWED
    assert page.all("html") == [{"lang": language}]
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    boxes = [a["id"] for a in page.all("input")]
    assert [a["for"] for a in page.all("label")] == boxes
    assert len(boxes) == sum(len(step.checks) for step in procedure.steps)
    assert {a["aria-labelledby"] for _, a in page.elements if "aria-labelledby" in a} <= set(ids)
    for step in procedure.steps:
        parts = [
            step.title,
            step.why,
            *filter(None, (step.before, step.reassurance)),
            *(c.text for c in step.checks),
        ]
        parts += [line.text for line in step.body]
        parts += [part for p in step.problems for part in (p.symptom, p.remedy, p.otherwise)]
        parts += [part for part in (step.keep, step.link) if part]
        assert [part for part in parts if " ".join(part.split()) not in page.words] == []


def test_each_copy_is_whole(pack: Pack, today: date) -> None:
    """No id stands twice, and all boxes are there in each."""
    journeys = make_journeys(map(pack.procedure, ("opposition", "enfants")), None, today)
    page = Page(as_html(lay_out_list(journeys, pack, copies=3)))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    assert len(page.all("input")) == 3 * sum(
        len(step.checks) for journey in journeys for step in journey.steps
    )
    assert page.words.count("Avant de commencer") == 6
    assert page.words.count("Code que donne le programme") == 6


def test_headings_go_down_by_one(pack: Pack, today: date) -> None:
    page = Page(page_of(make_journeys(map(pack.procedure, ALL), None, today), pack))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_loaded_and_nothing_runs(pack: Pack, today: date) -> None:
    text = page_of(make_journeys(map(pack.procedure, ALL), None, today), pack)
    page = Page(text)
    policies = [a["content"] for a in page.all("meta") if "http-equiv" in a]
    assert policies
    assert (policies[0] or "").startswith("default-src 'none'")
    assert not [a for _, a in page.elements if {"src", "srcset", "onclick"} & a.keys()]
    styles = {a["style"] or "" for _, a in page.elements if "style" in a}
    assert all(re.fullmatch(r"--size: \d+\.\d+pt", style) for style in styles)
    assert "url(" not in text
    assert "@import" not in text
    links = [a["href"] or "" for a in page.all("a")]
    assert all(link.startswith("https://") for link in links)


def test_the_title_says_nothing(pack: Pack, today: date) -> None:
    """REQ-S8."""
    text = page_of(make_journeys([pack.procedure("opposition")], None, today), pack)
    head = text.partition("</head>")[0].lower()
    assert "<title>liste d'étapes</title>" in head
    assert not [
        w for w in ("trans", "genre", "santé", "mes-optout") if w in head.partition("<style>")[0]
    ]


def test_ticks_and_days(pack: Pack, today: date) -> None:
    procedure = pack.procedure("opposition")
    step = procedure.steps[0]
    ref = box_ref(Turn("opposition"), step, step.checks[0])
    ticked = Progress().ticked(ref, Tick(date(2026, 11, 20), step.revision))
    page = Page(page_of(make_journeys([procedure], ticked, today), pack))
    assert [a["id"] for a in page.all("input") if "checked" in a] == [
        f"opposition-1-{step.id}-{step.checks[0].id}"
    ]
    assert f"{step.checks[0].text} (20 novembre 2026)" in page.words


def test_a_text_cannot_add_markup(pack: Pack, today: date) -> None:
    """REQ-S16, at print."""
    procedure = pack.procedure("opposition")
    nasty = "</p><script>alert(1)</script><img src=x onerror=y> & \"'"
    step = replace(procedure.steps[0], title=nasty, why=nasty, body=(Line(nasty),))
    text = page_of(
        make_journeys([replace(procedure, title=nasty, steps=(step,))], None, today), pack
    )
    page = Page(text)
    assert {tag for tag, _ in page.elements} <= _ALLOWED
    assert page.words.count("<script>") == 5  # the title also stands above its problems


def test_english_around_a_french_step_says_so(pack: Pack, today: date) -> None:
    i18n.set_language("en")
    page = Page(page_of(make_journeys([pack.procedure("opposition")], None, today), pack))
    assert page.all("html") == [{"lang": "en"}]
    assert page.all("section")[0]["lang"] == "fr"
    assert not [a for a in page.all("article") if "lang" in a]  # that of the section around
