"""Sweeps over malformed and huge packs: file, step and field are named, and soon (REQ-R10)."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mes_optout import i18n
from mes_optout.content import loader, parsing
from mes_optout.content.location import LARGEST_FILE, LONGEST_LINE, folder
from mes_optout.strict import structure
from support.hostile import HOSTILE, MARKUP
from support.in_process import HANG, TRACEBACK, UNCLEAR, Complaint, Ran, Tally, ended, harmless, run
from support.small_pack import ALL, Raw, Route, at, changed, named, parsed, plant, routes, written

pytestmark = pytest.mark.slow  # sweeps

CHECK = ("steps", "check", "--today", "2026-11-24")
REFUSED = 65
SECONDS = 5  # of this process; the clock may show more where others work too

SITUATIONS, SORTIE, SOURCES = "fr/situations.toml", "fr/sortie.toml", "sources.toml"
# What may be left out. All else must be there.
OPTIONAL = {
    *("afterwards", "if_late", "repeats", "needs", "link", "keep", "doubt", "more", "change"),
    *("formerly", "revision", "question", "situation", "url", "recheck", "hosts"),
    *("when", "unless", "fork", "always", "asks_again", "include", "numbers"),
}
CONDITIONS = {"when", "unless", "facts"}  # which may name any fact
DAY = date(2026, 11, 24)
WRONG: tuple[object, ...] = (3, True, 1.5, "", "un", ["un"], [[]], {}, {"a": "un"}, DAY)


def check(where: Path, *how: str, seconds: float = SECONDS) -> Ran:
    """Let `steps check` look at a folder; on the clock it may take longer, as others do."""
    return run(*CHECK, str(where), *how, seconds=seconds * 6)


def found_at(ran: Ran, file: str) -> list[str]:
    """Return what is said of a file, without what is only a warning."""
    said: list[str] = []
    here = False
    for line in ran.out.splitlines():
        if not line.startswith(" "):
            begin = re.match(rf"{re.escape(file)}:\d+: (?!Avertissement :)", line)
            here, line = begin is not None, line[begin.end() if begin else 0 :]  # noqa: PLW2901
        if here:
            said.append(line.strip())
    return said


def judged(ran: Ran, seconds: float = SECONDS) -> Iterator[Complaint]:
    """Complain of what no malformed pack may cause."""
    yield from ended(ran)
    yield from harmless(ran)
    if ran.seconds > seconds:
        yield HANG, f"{ran.seconds:.1f} s"
    if ran.code not in {REFUSED, None}:
        yield UNCLEAR, f"exit {ran.code}"


def judged_at(where: Path, file: str, data: bytes, place: str) -> Iterator[Complaint]:
    """Plant one file and see that its fault is named."""
    plant(where, {file: data})
    ran = check(where)
    yield from judged(ran)
    # In a line that is a table, what the table lacks is named.
    if not any(line.startswith((f"{place}: ", f"{place} › ")) for line in found_at(ran, file)):
        yield UNCLEAR, f"{place} is not named: {ran.out[-300:]} {ran.err[-300:]}"


def wrong_fields() -> Iterator[tuple[str, bytes, str]]:
    """Yield each file with one value of the wrong type, missing, or unknown; and its place."""
    for file, raw in parsed().items():
        for route in routes(raw):
            for value in WRONG:
                if value == "un" and _is_line(at(raw, route)):
                    continue
                if type(value) is not type(at(raw, route)) or value == "":
                    broken = changed(raw, route, value)
                    yield file, written(broken), named(broken, route)
            if isinstance(route[-1], str) and not _optional(route):
                yield file, written(changed(raw, route, None)), _place_of_missing(raw, route)
            if isinstance(at(raw, route), dict) and route != ("sources",):
                broken = changed(raw, (*route, "inconnue"), "un")
                yield file, written(broken), named(broken, (*route, "inconnue"))
        if file != SOURCES:
            yield file, written({**raw, "inconnue": 1}), "inconnue"


def _is_line(value: object) -> bool:
    """Tell a line with a condition, for which a plain text may stand too."""
    return isinstance(value, dict) and "text" in value and "id" not in value


def _optional(route: Route) -> bool:
    named_fact = (len(route) > 1 and route[-2] in CONDITIONS) or route == ("facts",)
    # A question may be left out of an answer, where it leads, but neither of a fork nor of a fact.
    asked = route[-1] == "question" and (route[0] == "facts" or "fork" in route)
    return (route[-1] in OPTIONAL and not asked) or route[0] == "sources" or named_fact


def _place_of_missing(raw: Raw, route: Route) -> str:
    # Without its id, a step is named by its number.
    return named(changed(raw, route, 0) if route[-1] == "id" else raw, route)


def twice() -> Iterator[tuple[str, bytes, str]]:
    """Yield each file with one table of a list there twice, and where its id stands."""
    for file, raw in parsed().items():
        for route in routes(raw):
            found = at(raw, route)
            if isinstance(found, list) and found and isinstance(found[0], dict):
                if "id" not in found[0]:
                    continue
                broken = changed(raw, route, [*found, found[0]])
                yield file, written(broken), named(broken, (*route, len(found), "id"))


def test_each_wrong_field_is_named(tmp_path: Path, tally: Tally) -> None:
    """REQ-R10: wrong, missing, unknown, twice; a 3 is never taken for "3"."""
    plant(tmp_path, {})
    pack = loader.Pack(folder(tmp_path), own=True)
    sound = (pack.procedure("sortie"), pack.case.facts, pack.sources, pack.reading, pack.hosts)
    assert all(sound)  # so far
    for file, data, place in (*wrong_fields(), *twice()):
        tally.add(f"{file}, {place}", judged_at(tmp_path, file, data, place))
        plant(tmp_path, {})
    assert tally.tried > 500
    assert tally.found == []


YAML = ("titre: Attention : lisez", "- un", "---", "clé: [un, deux]", "n: 'un", "a : 1")


def test_each_line_that_is_no_toml_is_named(tmp_path: Path, tally: Tally) -> None:
    """REQ-R10: YAML in the place of each line, and the line is said."""
    for file, text in ALL.items():
        lines = text.splitlines()
        for number in range(1, len(lines) + 1):
            yaml = YAML[number % len(YAML)]
            data = "\n".join([*lines[: number - 1], yaml, *lines[number:]]).encode()
            plant(tmp_path, {file: data})
            ran = check(tmp_path)
            complaints = list(judged(ran))
            if not any(f"ligne {number} " in f"{line} " for line in found_at(ran, file)):
                complaints.append((UNCLEAR, f"line {number} is not named: {ran.out}"))
            tally.add(f"{file}, {number}, {yaml}", complaints)
        plant(tmp_path, {})
    assert tally.tried > 50
    assert tally.found == []


def _list(text: str, count: int) -> str:
    """Return a list of as many texts; « {} » in them is their number."""
    return _rows([f'"{text.format(number)}"' for number in range(count)])


def _rows(items: list[str]) -> str:
    on_a_line = max(1, 1_500 // (max(map(len, items)) + 2))
    lines = (
        ", ".join(items[start : start + on_a_line]) for start in range(0, len(items), on_a_line)
    )
    return "[\n" + ",\n".join(lines) + "\n]"


def _in(file: str, old: str, new: str) -> tuple[str, bytes]:
    assert old in ALL[file]
    return file, ALL[file].replace(old, new, 1).encode()


STEP = ALL[SORTIE].partition("[[steps]]")[2]
HEAD = ALL[SORTIE].partition("[[steps]]")[0]
DOTTED = b"".join(b"a%d" % number + b".a" * 985 + b" = 1\n" for number in range(128))
# What is refused before it is parsed, and by which limit.
OVER = {
    "10 MB": (SORTIE, b"# rien\n" * 1_500_000, "256 kilooctets"),
    "10 MB on a line": (SORTIE, b"#" * 10_000_000, "256 kilooctets"),
    "100,000 steps": (
        SORTIE,
        (HEAD + "[[steps]]\nid = 'a'\n" * 100_000).encode(),
        "256 kilooctets",
    ),
    "a line of 200 kB": (SORTIE, b"#" * 200_000, "2 000 octets"),
    "a key of 50,000 dots": (SORTIE, b"a." * 50_000 + b"a = 1\n", "2 000 octets"),
    "128 keys of 985 dots": (SORTIE, DOTTED, "200 points"),
    "128 tables of 985 dots": (
        SORTIE,
        DOTTED.replace(b" = 1", b"]").replace(b"a", b"[a", 1),
        "200 points",
    ),
    "quoted keys": (SOURCES, (b'"".' * 600 + b"a = 1\n") * 100, "200 points"),
    "dots in a table": (SOURCES, (b"a = {" + b"a." * 900 + b"a = 1}\n") * 100, "200 points"),
    "not UTF-8": (SORTIE, ALL[SORTIE].encode("latin-1"), "UTF-8"),
    "UTF-16": (SORTIE, ALL[SORTIE].encode("utf-16"), "UTF-8"),
    "a picture": (SOURCES, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "UTF-8"),
}
# What is only counted once it has been parsed.
MANY = {
    "empty tables": (SORTIE, f"steps = {_rows(['{}'] * 60_000)}".encode()),
    "numbers": (SITUATIONS, f"procedures = {_rows(['3'] * 60_000)}".encode()),
    "lists": (SOURCES, f"a = {_rows(['[]'] * 60_000)}".encode()),
}
# What is parsed, or begun to be, and costs as much as may be.
STRAINED = {
    "nested lists": (SORTIE, b"a = " + b"[\n" * 100_000),
    "nested tables": (SORTIE, (b"a = " + b"{a = " * 390 + b"\n") * 100),
    "nested both": (SOURCES, b"a = " + b"[{a = " * 300),
    "lines of 200 dots": (
        SORTIE,
        b"".join(b"a%d" % n + b".a" * 199 + b" = 1\n" for n in range(620)),
    ),
    "tables of 200 dots": (
        SORTIE,
        b"".join(b"[a%d" % n + b".a" * 199 + b"]\n" for n in range(620)),
    ),
    "one table, many keys": (SORTIE, b"".join(b"a.a.a.a%d = 1\n" % n for n in range(14_000))),
    "long number": (SORTIE, b"title = " + b"9" * 1_900),
    "empty tables": (SORTIE, b"[[steps]]\n" * 9_900),
    "small tables": (SORTIE, b"[[steps]]\nid = 'a'\n" * 9_900),
    "empty": (SITUATIONS, b""),
    "empty steps": (SORTIE, b""),
    "NUL": (SORTIE, b"\0" * 1_000),
    "unknown keys": (SORTIE, b"".join(b"k%d = 1\n" % number for number in range(19_000))),
    "procedures": _in(SITUATIONS, '["sortie"]', _list("a{}", 19_000)),
    "one procedure often": _in(SITUATIONS, '["sortie"]', _list("a", 19_000)),
    "hosts": ("pack.toml", b"hosts = " + _list("a{}.fr", 19_000).encode()),
    "one host often": ("pack.toml", b"hosts = " + _list("a.fr", 19_000).encode()),
    "sources of a step": _in(SORTIE, '["PLAN"]', _list("PLAN", 19_000)),
    "no sources of a step": _in(SORTIE, '["PLAN"]', _list("P{}", 19_000)),
    "former names": _in(SORTIE, '["portail"]', _list("a{}", 19_000)),
    "one former name": _in(SORTIE, '["portail"]', _list("a", 19_000)),
    "answers": _in(
        SITUATIONS,
        '[[questions]]\nid = "suite"',
        "[[questions.answers]]\nid = 'a'\nlabel = 'A'\nsituation = 'b'\n" * 3_500
        + '[[questions]]\nid = "suite"',
    ),
    "boxes": _in(
        SORTIE,
        "[[steps.problems]]",
        "[[steps.checks]]\nid='a'\nnumber=1\ntext='A'\n" * 4_500 + "[[steps.problems]]",
    ),
    "bodies": _in(SORTIE, '["Un.", "Deux."]', _list("Un, puis deux.", 14_000)),
    "long words": _in(SORTIE, '["Un.", "Deux."]', _list("a" * 1_900, 100)),
    "long sentences": _in(SORTIE, '["Un.", "Deux."]', _list("un " * 600 + ".", 130)),
    "capitals": _in(SORTIE, '["Un.", "Deux."]', _list("ABC " * 450, 130)),
    "commas": _in(SORTIE, '["Un.", "Deux."]', _list("a, (" * 450, 130)),
}


@pytest.mark.parametrize("name", OVER)
def test_a_limit_is_said_before_anything_is_parsed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-R10."""
    file, data, limit = OVER[name]
    read: list[int] = []
    loads = tomllib.loads

    def noting(text: str) -> dict[str, Any]:
        read.append(len(text))
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", noting)
    plant(tmp_path, {file: data})
    ran = check(tmp_path)
    assert list(judged(ran)) == []
    [said] = [line for line in found_at(ran, file) if limit in line]
    assert said.isprintable()
    assert max(read, default=0) < 20_000  # the lists of words are longer than the pack
    assert ran.seconds < 1


@pytest.mark.parametrize("name", MANY)
def test_a_file_of_too_many_values_is_refused(name: str, tmp_path: Path) -> None:
    """REQ-R10: said in one line, and not 60,000 times what is wrong with them."""
    file, data = MANY[name]
    plant(tmp_path, {file: data})
    ran = check(tmp_path)
    assert list(judged(ran, seconds=2)) == []
    [said] = found_at(ran, file)
    assert "20 000 valeurs" in said


def test_what_strains_the_loader_is_refused_in_time(tmp_path: Path, tally: Tally) -> None:
    """REQ-R10: each under 5 s, and the file is named."""
    slowest = ("", 0.0)
    for name, (file, data) in STRAINED.items():
        assert len(data) <= LARGEST_FILE, name
        assert max(map(len, data.split(b"\n"))) <= LONGEST_LINE, name
        plant(tmp_path, {file: data})
        ran = check(tmp_path)
        complaints = list(judged(ran))
        if not found_at(ran, file):
            complaints.append((UNCLEAR, f"nothing is said of {file}: {ran.out[-300:]}"))
        tally.add(name, complaints)
        slowest = max(slowest, (name, ran.seconds), key=lambda pair: pair[1])
        plant(tmp_path, {})
    tally.noted[f"tenths of a second for « {slowest[0]} », the slowest"] = round(slowest[1] * 10)
    assert tally.found == []


def hostile_packs() -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield packs with a hostile text in a value, an id, a key, and where a name is expected."""
    raws = parsed()
    spots: list[tuple[str, Route]] = [
        (SORTIE, ("steps", 0, "title")),
        (SORTIE, ("steps", 0, "id")),
        (SORTIE, ("steps", 0, "link")),
        (SORTIE, ("steps", 0, "confidence")),
        (SORTIE, ("steps", 0, "formerly", 0)),
        (SITUATIONS, ("procedures", 0)),
        (SITUATIONS, ("situations", 0, "procedure")),
        ("pack.toml", ("hosts", 0)),
    ]
    for name, text in (HOSTILE | MARKUP).items():
        if "\ud800" in text or len(text) > LARGEST_FILE:
            continue  # no text that a file could hold
        for file, route in spots:
            yield (
                f"{name}, {named(raws[file], route)}",
                {file: written(changed(raws[file], route, text))},
            )
        for file, inside in ((SORTIE, {}), (SOURCES, raws[SOURCES]["sources"]["PLAN"])):  # type: ignore[index]
            table: Raw = (
                {text: inside} if file == SORTIE else {"sources": {text: inside, text * 2: 1}}
            )
            yield f"{name}, a key of {file}", {file: written({**raws[file], **table})}


COMMANDS = (
    CHECK,
    (*CHECK, "--json"),
    ("steps", "list"),
    ("checklist", "sortie"),
    ("checklist", "sortie", "--format", "html"),
    ("sources",),
    ("guide", "sortie", "--simple"),
)


def test_no_hostile_pack_reaches_the_terminal(tmp_path: Path, tally: Tally) -> None:
    """REQ-R10, REQ-S16: not through any command, in text or JSON, in its errors or its places."""
    for name, files in hostile_packs():
        plant(tmp_path, files)
        for command in (COMMANDS[0], COMMANDS[1], COMMANDS[2 + tally.tried % 5]):
            ran = run("--steps", str(tmp_path), *command, typed="1\n1\n1\n")
            complaints = [*ended(ran), *harmless(ran)]
            if command[:2] == CHECK[:2] and ran.code != REFUSED:
                complaints.append((UNCLEAR, f"exit {ran.code}"))
            tally.add(f"{name}: {' '.join(command)}", complaints)
        plant(tmp_path, {})
    assert tally.tried > 1_000
    assert tally.found == []


def _texts_too(raw: object, shape: type) -> object:
    """Take a 3 for "3", as an obliging reader would."""

    def obliging(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            return {name: obliging(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [obliging(inner, key) for inner in value]
        number = type(value) is int and key not in {"number", "revision"}
        return str(value) if number else value

    return structure(obliging(raw), shape)


def test_an_obliging_loader_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge of fields goes red."""
    three = written(changed(parsed()[SORTIE], ("title",), 3))
    judge = partial(judged_at, tmp_path, SORTIE, three, "title")
    assert list(judge()) == []
    monkeypatch.setattr(loader, "structure", _texts_too)
    assert {kind for kind, _ in judge()} == {UNCLEAR}


def test_a_loader_without_limits_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge of time goes red."""
    plant(tmp_path, {SORTIE: DOTTED})
    judge: Callable[[], list[Complaint]] = lambda: list(  # noqa: E731
        judged(check(tmp_path, seconds=1), seconds=0.5)
    )
    assert judge() == []
    monkeypatch.setattr(parsing, "MOST_DOTS", LARGEST_FILE)
    assert HANG in {kind for kind, _ in judge()}


def test_a_loader_that_breaks_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge of tracebacks goes red."""
    plant(tmp_path, {SORTIE: b"a = 1"})
    monkeypatch.setattr(loader, "structure", lambda raw, _: raw["id"])
    assert TRACEBACK in {kind for kind, _ in judged(check(tmp_path))}


def test_an_error_that_prints_what_it_finds_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge of what is printed goes red."""
    raw = changed(
        parsed()[SORTIE], ("steps", 0, "confidence"), "\u202e"
    )  # what begins with ESC, Click takes away
    plant(tmp_path, {SORTIE: written(raw)})
    assert list(judged(check(tmp_path))) == []
    monkeypatch.setattr(i18n, "sanitize", str)
    monkeypatch.setattr("mes_optout.text.sanitize", str)
    assert UNCLEAR in {kind for kind, _ in judged(check(tmp_path))}
