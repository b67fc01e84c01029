"""The guide as one page: whole, closed in itself, neutral from outside; nothing stands twice."""

import os
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import folder
from mes_optout.documents.as_page import as_page
from mes_optout.documents.page.whole import lay_out_page
from support.homes import TODAY
from support.made_page import Made, make_page, read_page
from support.page_reading import Seen, WholePage
from support.proved_pack import FILES, write_pack

MOST, MOST_PACKED = (
    800_000,
    150_000,
)  # bytes: what a poor connection carries, and a small device shows
TELLING = ("santé", "sante", "health", "trans", "genre", "gender", "opt", "espace", "space")
NASTY = r"</p><script>alert(1)</script><img src=x onerror=y> & \"' <b data-n=n1>"

Check = Callable[[WholePage], None]


def list_links(page: WholePage, key: str) -> list[str]:
    """Return where one may go from a part: by its own links, those above it, those to sources."""
    seen = page.part(key)
    cited = [page.holds(each) for each in seen.cited]
    return [*seen.targets, *(to for _label, to in page.header), *cited]


def check_ids(page: WholePage) -> None:
    """Each is there once, and says nothing: it stands in histories."""
    assert len(page.ids) == len({*page.ids})
    assert [each for each in page.ids if not re.fullmatch(r"[ps]\d+", each)] == []
    assert {*page.keys} == {each for each in page.ids if each.startswith("p")}


def check_links(page: WholePage) -> None:
    """Each leads to what is there; an address of the web is shown whole."""
    links = [link.attributes for link in page.root.all("a")]
    assert all(link.keys() == {"href"} for link in links)
    inner = {link["href"] for link in links if link["href"].startswith("#")}
    assert inner <= {f"#{each}" for each in page.ids}
    for link in page.root.all("a"):
        if link.attributes["href"] not in inner:
            assert link.attributes["href"].startswith("https://")
            assert link.text == link.attributes["href"]


def check_ways(page: WholePage) -> None:
    """Every part is reached from the first one, and leads on by a link of its own."""
    reached, waiting = {page.keys[0]}, [page.keys[0]]
    while waiting:
        new = {*list_links(page, waiting.pop())} - reached
        reached |= new
        waiting += new
    assert {*page.keys} - reached == set()
    # To what is looked up many lead: there it is the button of the browser that leads back.
    back = i18n._("Now go back to where you came from, with the button of the browser.")
    stuck = [key for key in page.keys if not page.part(key).targets]
    above = [to for _label, to in page.header]  # such as letters, where a pack has none
    assert [key for key in stuck if back not in page.part(key).texts and key not in above] == []


def check_leaving(page: WholePage) -> None:
    """Leave by the first link above every part."""
    label, to = page.header[0]
    assert label == i18n._("Leave")
    assert page.section(to).kind == "away"
    assert [each.kind for each in page.root.all("section")].count("away") == 1
    assert page.keys[-1] == to  # nothing of the guide stands below it
    words = page.section(to).text.lower()
    assert [word for word in TELLING if re.search(rf"\b{word}", words)] == []


def check_quiet(page: WholePage) -> None:
    """REQ-E1: nothing runs, nothing is loaded, nothing is sent."""
    text = page.text.lower()
    assert [
        each for each in ("<script", "src=", "url(", "@import", "<link", "<img") if each in text
    ] == []
    names = {name for node in page.root.walk() for name in node.attributes}
    assert [name for name in names if name.startswith("on") or name in {"style", "action"}] == []
    metas = [node.attributes for node in page.root.all("meta")]
    told = {each["http-equiv"]: each["content"] for each in metas if "http-equiv" in each}
    assert told.pop("x-dns-prefetch-control") == "off"
    (policy,) = told.values()
    assert policy.split("; ")[0] == "default-src 'none'"
    assert "form-action 'none'" in policy
    assert {"name": "referrer", "content": "no-referrer"} in metas


def check_title(page: WholePage) -> None:
    """Say nothing in a tab and in histories."""
    (title,) = page.root.all("title")
    assert [word for word in TELLING if word in title.text.lower()] == []
    assert title.text


def check_style(page: WholePage) -> None:
    """There is a rule for each number that marks what is for some parts."""
    used = {name for node in page.root.walk() for name in node.only}
    ruled = re.findall(
        r'section:has\(\.(n\d+):target\) \[data-n\]:not\(\[data-n~="(n\d+)"\]\)', page.text
    )
    assert all(one == other for one, other in ruled)
    assert used <= {one for one, _other in ruled}
    # Of each section, what is for some is for parts that it has.
    for section in page.root.all("section"):
        has = {span.kind for span in section.nodes[0].all("span")} - {""}
        assert {name for node in section.walk() for name in node.only} <= has


def check_least(page: WholePage) -> None:
    """No two parts have the same words and the same way ahead: one would do."""

    def read(key: str) -> str:
        seen = page.part(key)
        return repr(_blank(seen))

    words = {key: read(key) for key in page.keys}
    groups: dict[str, object] = dict(words)
    count = 0
    while count < len({*groups.values()}):
        count = len({*groups.values()})
        ahead = {k: (words[k], *(groups[to] for to in page.part(k).targets)) for k in page.keys}
        numbers = {each: n for n, each in enumerate(dict.fromkeys(ahead.values()))}
        groups = {key: numbers[each] for key, each in ahead.items()}
    alike = Counter(groups.values())
    assert [key for key in page.keys if alike[groups[key]] > 1] == []


def _blank(seen: Seen) -> Seen:
    """Return what is read without where its links lead, and what was answered before."""
    return replace(
        seen,
        on=[replace(on, said="", links=[(label, "") for label, _to in on.links]) for on in seen.on],
        links=[(head, label, "") for head, label, _to in seen.links],
        deeds=[(text, [(label, "") for label, _to in links]) for text, links in seen.deeds],
        problems=[_blank(each) for each in seen.problems],
    )


CHECKS: tuple[Check, ...] = (
    *(check_ids, check_links, check_ways, check_leaving, check_quiet, check_title),
    *(check_style, check_least),
)


@pytest.fixture(params=i18n.LANGUAGES)
def made(request: pytest.FixtureRequest) -> Made:
    """Return the page that is shipped, in each language."""
    found = make_page(request.param)
    i18n.set_language(request.param)
    return found


@pytest.fixture
def small(tmp_path: Path) -> str:
    """Return the page of a very small pack."""
    return read_page(Pack(folder(write_pack(tmp_path / "steps")), "fr")).text


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_page(made: Made, check: Check) -> None:
    check(made.whole)


def test_its_size(made: Made) -> None:
    data = made.text.encode()
    assert len(data) <= MOST
    assert len(zlib.compress(data, 9)) <= MOST_PACKED


def test_parts_are_merged(made: Made) -> None:
    assert made.page.before > len({*made.page.keys.values()}) == len(made.whole.keys)


def test_no_deed_stands_twice_in_a_procedure(made: Made) -> None:
    """A step has one section, whatever its readers answered before."""
    stands: dict[tuple[str, str], set[int]] = {}
    for key in made.whole.keys:
        seen = made.whole.part(key)
        for text, _links in seen.deeds:
            title = next(
                t
                for t in map(made.pack.title, made.pack.names)
                if seen.texts[0].startswith(f"{t}.")
            )
            stands.setdefault((title, text), set()).add(id(made.whole.section(key)))
    lines = [
        (made.pack.title(name), line)
        for name in made.pack.names
        for step in made.pack.procedure(name).steps
        for line in step.body
    ]
    said = Counter((title, line.text) for title, line in lines)
    # What depends on an answer may be for nobody who comes there: the answer may lead away.
    always = {(title, line.text) for title, line in lines if not (line.when or line.unless)}
    assert always <= {*stands} <= {*said}
    assert {each: len(found) for each, found in stands.items() if len(found) > said[each]} == {}


def test_the_same_pack_makes_the_same_bytes(tmp_path: Path) -> None:
    place = write_pack(tmp_path / "steps")
    one, other = (as_page(lay_out_page(Pack(folder(place), "fr"), TODAY)) for _ in range(2))
    assert one == other


@pytest.mark.slow
def test_the_same_bytes_whatever_the_order_of_sets() -> None:
    """Sets and hashes have another order in each process: the page has not."""
    code = (
        "import hashlib; from support.made_page import make_page\n"
        "for each in ('fr', 'en'): print(hashlib.sha256(make_page(each).text.encode()).hexdigest())"
    )
    tests = str(Path(__file__).parents[1])
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": tests},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert len(said[0].split()) == 2
    assert said[0] == said[1]


def test_a_text_cannot_add_markup(tmp_path: Path, small: str) -> None:
    """REQ-S16, for a pack that a person chose: what is written in it is read, and does nothing."""
    names = "title|label|note|text|why|before|symptom|remedy|otherwise|finished|summary|question"
    begins = re.compile(rf'((?:{names}) = "|body = \[")')
    changed = {
        name: begins.sub(lambda found: found.group() + NASTY, text)
        for name, text in FILES.items()
        if name.startswith("fr/")
    }
    page = WholePage(read_page(Pack(folder(write_pack(tmp_path / "nasty", changed)), "fr")).text)
    plain = WholePage(small)
    assert Counter(node.tag for node in page.root.walk()) == Counter(
        node.tag for node in plain.root.walk()
    )
    assert {name for node in page.root.walk() for name in node.attributes} == {
        name for node in plain.root.walk() for name in node.attributes
    }
    assert page.root.text.count("<script>alert(1)</script><img src=x onerror=y> & \"'") > 50


def once(old: str, new: str) -> Callable[[str], str]:
    """Return what replaces the first place of a pattern, which has to be there."""

    def change(text: str) -> str:
        changed, found = re.subn(old, new, text, count=1, flags=re.DOTALL)
        assert found, old
        return changed

    return change


WRONG: dict[str, tuple[Check, Callable[[str], str]]] = {
    "an id twice": (check_ids, once('id="p2"', 'id="p1"')),
    "an id that tells": (check_ids, once('id="p2"', 'id="chercher"')),
    "a link to nothing": (check_links, once('href="#p2"', 'href="#p999"')),
    "an address that is hidden": (check_links, once(r">https://[^<]*</a>", ">ici</a>")),
    "an address without a lock": (
        check_links,
        once(r'"https://([^"]*)">https://', r'"http://\1">http://'),
    ),
    "a part that nothing leads to": (
        check_ways,
        once(
            "<form[^>]*>", '<form><section><h2><span id="p99" tabindex="-1">x</span></h2></section>'
        ),
    ),
    "a part that leads nowhere": (
        check_ways,
        once(
            '<div class="on"><ul class="to"><li><a href="#[^"]*">Continuer</a></li></ul></div>', ""
        ),
    ),
    "leaving leads elsewhere": (check_leaving, once(r'#p\d+">Partir', '#p1">Partir')),
    "one leaves to what tells": (check_leaving, once("Jours fériés", "Mon espace santé")),
    "a script": (check_quiet, once("</main>", "<script></script></main>")),
    "a deed on a click": (check_quiet, once("<p>", '<p onclick="x()">')),
    "an image": (check_quiet, once("<p>", "<p><b>x</b><meta src=x>")),
    "a style from elsewhere": (check_quiet, once("</style>", "@import 'x';</style>")),
    "a font from elsewhere": (check_quiet, once("</style>", "p { background: url(x) }</style>")),
    "another policy": (check_quiet, once("default-src 'none'", "default-src *")),
    "a title that tells": (check_title, once("<title>", "<title>Mon espace santé : ")),
    "a mark without a rule": (check_style, once("<p>", '<p data-n="n77">')),
    "a mark of another section": (check_style, once(r"(<section>.*?)<p>", r'\1<p data-n="n1">')),
    "two parts that are one": (
        check_least,
        lambda text: re.sub(
            r'(<section>\n<h2><span id=")p1(".*?</section>\n)',
            r"\1p1\2\1p98\2",
            text,
            flags=re.DOTALL,
        ),
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_seen(name: str, small: str) -> None:
    check, change = WRONG[name]
    check(WholePage(small))
    with pytest.raises(AssertionError):
        check(WholePage(change(small)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</p>", ""),
        ("<li>", "<li><b>"),
        ("<p>", '<p class="a" class="b">'),
        ("</section>\n", "x</section>"),
    ],
)
def test_what_does_not_close_is_refused(old: str, new: str, small: str) -> None:
    changed = once(old, new)(small)
    with pytest.raises(AssertionError):
        check_least(WholePage(changed))  # which looks at all parts
