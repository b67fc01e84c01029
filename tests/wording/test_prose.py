"""The text files: well written, the same parts in every language, every field filled, none unread.

Whoever changes `texts/` runs this: what is wrong is said with its file, its section and a reason.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typer.main

from mes_optout import cli, i18n
from mes_optout.content.lint.readability import LONGEST, split_sentences, split_words
from mes_optout.languages import ORIGINAL
from mes_optout.reports.accessibility import render_accessibility
from mes_optout.reports.copies import Copies
from mes_optout.reports.histories import Shell
from mes_optout.reports.manual import PROSE, compose_manual
from mes_optout.reports.program import Installation
from mes_optout.reports.removal import describe_deletion, describe_plan, describe_unreachable
from mes_optout.reports.traces import Remains, render_traces
from mes_optout.system import typed as typed_here
from mes_optout.text import Typed, is_plain
from mes_optout.wording import prose
from mes_optout.wording.prose import TEXTS, Passage, Prose, parse_passages

PAGES = sorted(path.stem for path in (TEXTS / ORIGINAL).iterdir())
LANGUAGES = sorted(path.name for path in TEXTS.iterdir())
SECTION = re.compile(r"\[([a-z-]+)\](?: .+)?")
FIELD = re.compile(r"\{[a-z]+\}")


def read(language: str, page: str) -> str:
    return (TEXTS / language / f"{page}.txt").read_text(encoding="utf-8")


# What is wrong with a line by itself, and what to know of it.
WRONG = {
    r"\[(?![a-z-]+\](?: .+)?$)": "a section is written [name] or [name] Title",
    r">(?! {1,2}\S)": "a line to type is written > and a space, then the line",
    r".*[{}]": "a field is written {name}, in small letters",
    r".*\s$": "ends with a blank",
    r"(?!>).*  ": "holds two spaces in a row",
}


def find_faults(text: str) -> Iterator[str]:
    """Yield what is wrong with a file by itself."""
    lines = [(n, x) for n, x in enumerate(text.splitlines(), start=1) if not x.startswith("#")]
    for number, line in lines:
        said = FIELD.sub("x", line)
        yield from (f"line {number}: {why}" for how, why in WRONG.items() if re.match(how, said))
        if not is_plain(line):
            yield f"line {number}: holds a tab or an unusual space"
    first = next((line for _, line in lines if line), "")
    if not first.startswith("["):
        yield "something stands above the first section"
    heads = [head[1] for _, line in lines if (head := SECTION.fullmatch(line))]
    yield from (f"[{name}]: stands here twice" for name in {*heads} if heads.count(name) > 1)
    for name, passage in parse_passages(text).items():
        if not passage.title and not passage.parts:
            yield f"[{name}]: is empty; fill it in, or remove it"


def find_differences(original: str, translation: str) -> Iterator[str]:
    """Yield where a translation says less, more or something else to do than the French."""
    meant, said = parse_passages(original), parse_passages(translation)
    yield from (f"[{name}]: is missing" for name in meant if name not in said)
    yield from (f"[{name}]: is not in the French" for name in said if name not in meant)
    shared = [name for name in meant if name in said]
    if shared != [name for name in said if name in meant]:
        yield "the sections stand in another order than in the French"
    for name in shared:
        yield from (f"[{name}]: {why}" for why in compare(meant[name], said[name]))


def compare(meant: Passage, said: Passage) -> Iterator[str]:
    if bool(meant.title) != bool(said.title):
        yield "has a title in one language only"
    if fields(meant) != fields(said):
        yield f"has the fields {sorted(fields(said))}, and in French {sorted(fields(meant))}"
    if typed(meant) != typed(said):
        yield "has other lines to type than the French"
    elif list(map(type, meant.parts)) != list(map(type, said.parts)):
        yield "has more paragraphs than the French, or fewer"


def fields(passage: Passage) -> set[str]:
    return {name for part in (passage.title, *passage.parts) for name in FIELD.findall(part)}


def typed(passage: Passage) -> list[str]:
    return [part for part in passage.parts if isinstance(part, Typed)]


def spoken(language: str, page: str) -> Iterator[str]:
    """Yield each title and paragraph."""
    for title, parts in parse_passages(read(language, page)).values():
        yield from filter(None, (title, *(x for x in parts if not isinstance(x, Typed))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_page(language: str) -> None:
    assert sorted(path.name for path in (TEXTS / language).iterdir()) == [
        f"{page}.txt" for page in PAGES
    ]


def test_each_language_of_the_program_has_its_folder() -> None:
    assert sorted(i18n.LANGUAGES) == LANGUAGES


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_is_well_written(language: str, page: str) -> None:
    assert list(find_faults(read(language, page))) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_says_what_the_french_says(language: str, page: str) -> None:
    assert list(find_differences(read(ORIGINAL, page), read(language, page))) == []


@pytest.mark.parametrize("page", PAGES)
def test_french_sentences_are_short(page: str) -> None:
    """REQ-A17."""
    long = [
        part
        for text in spoken(ORIGINAL, page)
        for part in split_sentences(text)
        if len(split_words(part)) > LONGEST
    ]
    assert long == []


GOOD = "# Head\n\n[a] Title\n\nOne {x}\nline.\n> do {x}\n\n[b]\n\n> {files}\n"


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (GOOD.replace("[a] Title", "[A] Title"), "line 3: a section is written"),
        (GOOD.replace("[b]", "[a]"), "[a]: stands here twice"),
        (GOOD.replace("# Head", "Head"), "something stands above the first section"),
        (GOOD.replace("> do", ">do"), "line 7: a line to type is written"),
        (GOOD.replace("{x}", "{X}"), "line 5: a field is written {name}"),
        (GOOD.replace("{x}", "{x"), "line 5: a field is written {name}"),
        (GOOD.replace("line.", "line. "), "line 6: ends with a blank"),
        (GOOD.replace("line.", "li\tne."), "line 6: holds a tab"),
        (GOOD.replace("line.", "line\N{NO-BREAK SPACE}."), "line 6: holds a tab"),
        (GOOD.replace("line.", "a  line."), "line 6: holds two spaces"),
        (GOOD.replace("> {files}\n", ""), "[b]: is empty; fill it in, or remove it"),
    ],
)
def test_a_fault_of_a_file_is_seen(planted: str, said: str) -> None:
    assert list(find_faults(GOOD)) == []
    assert next(find_faults(planted)).startswith(said)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        (GOOD.partition("[b]")[0], "[b]: is missing"),
        (f"{GOOD}\n[c]\n\nMore.\n", "[c]: is not in the French"),
        ("[b]\n> {files}\n" + GOOD.partition("[b]")[0], "the sections stand in another order"),
        (GOOD.replace("[a] Title", "[a]"), "[a]: has a title in one language only"),
        (GOOD.replace("One {x}", "One"), None),  # the field stands in the line to type, too
        (GOOD.replace("{x}", "{y}"), "[a]: has the fields ['{y}'], and in French ['{x}']"),
        (GOOD.replace("{files}", "files"), "[b]: has the fields [], and in French ['{files}']"),
        (GOOD.replace("> do {x}", "> undo {x}"), "[a]: has other lines to type"),
        (GOOD.replace("line.", "line.\n\nMore."), "[a]: has more paragraphs"),
    ],
)
def test_a_difference_is_seen(planted: str, said: str | None) -> None:
    found = list(find_differences(GOOD, planted))
    assert found[0].startswith(said) if said else found == []


A = Path("/home/a")
FOUND = Copies(
    pip=(A,), uv=(A,), pipx=(A,), logs=(A,), completions=(A,), unread=(A,), complete=False
)
LEFT = Remains([A], A, Installation("pip", A, file=A, project=A, unpacked=A), FOUND)
STATES = [
    LEFT,
    replace(LEFT, files=[], copies=Copies()),
    replace(LEFT, copies=Copies(searched=False)),
]


def say_everything() -> None:
    """Render each page in each state that it can be in."""
    for left in STATES:
        for shell in (*Shell, None):
            for platform in ("linux", "darwin", "win32"):
                render_traces(left, shell, platform, 80)
    describe_deletion([A])
    describe_deletion([])
    describe_plan([A], Path())
    describe_unreachable()
    for windows in (False, True):
        with pytest.MonkeyPatch.context() as pretending:
            pretending.setattr(typed_here, "is_windows", lambda windows=windows: windows)
            render_accessibility(80)
            list(compose_manual(typer.main.get_command(cli.make_app()), i18n.PROGRAM))
    PROSE.title("book")  # in what `tools/manpages.py` writes


def test_every_section_is_said_and_every_field_is_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python names no section and fills no field that is not there, nor the other way round."""
    said: set[tuple[str, str]] = set()
    given: dict[tuple[str, str], set[str]] = {}
    find, fill = Prose._find, prose._fill  # noqa: SLF001  (through these all texts go)

    def finding(self: Prose, name: str) -> Passage:
        said.add((self.page, name))
        return find(self, name)

    def saying(self: Prose, name: str, **fields: prose.Given) -> Iterator[str]:
        given.setdefault((self.page, name), set()).update(f"{{{field}}}" for field in fields)
        return say(self, name, **fields)

    def titling(self: Prose, name: str, **fields: prose.Given) -> str:
        given.setdefault((self.page, name), set()).update(f"{{{field}}}" for field in fields)
        return title(self, name, **fields)

    say, title = Prose.say, Prose.title
    assert fill("{nobody}", {}) == "{nobody}"
    monkeypatch.setattr(Prose, "_find", finding)
    monkeypatch.setattr(Prose, "say", saying)
    monkeypatch.setattr(Prose, "title", titling)
    say_everything()
    written = {(p, n): x for p in PAGES for n, x in parse_passages(read(ORIGINAL, p)).items()}
    assert said == set(written)
    lacking = {place: fields(x) - given[place] for place, x in written.items()}
    assert {place: names for place, names in lacking.items() if names} == {}
    for page in PAGES:
        used = {name for (p, _), x in written.items() if p == page for name in fields(x)}
        assert {name for (p, _), names in given.items() if p == page for name in names} == used


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that stands in for the texts; nothing of it is remembered."""
    monkeypatch.setattr(prose, "TEXTS", tmp_path)
    for language in ("fr", "en"):
        (tmp_path / language).mkdir()
    prose.read_passages.cache_clear()
    yield tmp_path
    prose.read_passages.cache_clear()


class TestReading:
    """What a person meets, whatever stands in the files."""

    def test_paragraphs_lines_and_fields(self, texts: Path) -> None:
        (texts / "fr/page.txt").write_text(GOOD, encoding="utf-8")
        page = Prose("page")
        title, parts = page.section("a", x="1")
        assert (title, list(parts)) == ("Title", ["One 1 line.", "do 1"])
        assert [isinstance(part, Typed) for part in parts] == [False, True]
        assert page.names() == ["a"]

    def test_a_sequence_is_lines_of_their_own_kinds(self, texts: Path) -> None:
        """A path that cannot be typed is shown among those that can."""
        (texts / "fr/page.txt").write_text(GOOD, encoding="utf-8")
        parts = list(Prose("page").say("b", files=[Typed("rm a"), "b"]))
        assert parts == ["rm a", "b"]
        assert [isinstance(part, Typed) for part in parts] == [True, False]

    def test_what_is_filled_in_is_not_filled_again(self, texts: Path) -> None:
        (texts / "fr/page.txt").write_text("[a]\n{x} {y}\n", encoding="utf-8")
        assert list(Prose("page").say("a", x="{y}", y="mes-optout z")) == ["{y} mes-optout z"]

    def test_the_name_in_use_is_said(self, texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (texts / "fr/page.txt").write_text("[a]\n> mes-optout forget\n", encoding="utf-8")
        monkeypatch.setattr(i18n, "_called", i18n.NEUTRAL)
        assert list(Prose("page").say("a")) == ["demarche forget"]

    def test_the_space_before_a_line_is_a_part_of_it(self, texts: Path) -> None:
        (texts / "fr/page.txt").write_text("[a]\n>  history\n", encoding="utf-8")
        assert list(Prose("page").say("a")) == [" history"]

    def test_what_a_language_lacks_is_said_in_french(self, texts: Path) -> None:
        (texts / "fr/page.txt").write_text("[a] Oui\n\n[b] Non\n", encoding="utf-8")
        (texts / "en/page.txt").write_text("[a] Yes\n", encoding="utf-8")
        i18n.set_language("en")
        assert [Prose("page").title(name) for name in ("a", "b")] == ["Yes", "Non"]
        i18n.set_language("xx")
        assert Prose("page").title("a") == "Oui"

    @pytest.mark.parametrize(
        "text", ["", "text", "[", "[a", "[]", "[a]\n>", "[a]\n{", "[a]\n{x!r}{0}{}%s", "\0", "> x"]
    )
    def test_no_fault_stops_a_person(self, texts: Path, text: str) -> None:
        (texts / "fr/page.txt").write_text(text, encoding="utf-8")
        assert isinstance(Prose("page").title("a"), str)
        assert "\n" not in "".join(Prose("page").say("a", x="1"))

    def test_nor_do_bytes_that_are_no_text(self, texts: Path) -> None:
        (texts / "fr/page.txt").write_bytes(b"[a]\n\xff\n")
        assert list(Prose("page").say("a")) == ["\N{REPLACEMENT CHARACTER}"]
