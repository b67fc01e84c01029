"""A language is data: a table, a catalogue and a folder of steps, and not a line of code."""

import re
import shutil
import sys
from collections.abc import Callable, Mapping
from html import unescape
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import folder
from mes_optout.content.procedure import Procedure
from support import terminals
from support.homes import READ_ON, Finished, Home, all_lines, typed
from support.made_language import CODE, MANY, OFFICIAL, ROOT, make_language, speak
from support.straight import count_boxes, pages_straight_on
from support.terminals import ENTER, Terminal, walk_on, words

LATIN = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
NAME = "opposition"
SENT = f"2 {speak('November')} 2026"
# What one types, what it is about, and where it lies: the same in every language.
TYPED = re.compile(
    r"https?://\S+|--[a-z-]+|\S*/\S+|(?:mes-optout|demarche)\b(?: (?!mes-)[a-z]+)*"
    r"|MES_OPTOUT_TODAY|Out-String|Invoke-Expression|FranceConnect|\w+\.(?:ics|json)\b"
)
COMMANDS = (
    *("guide", "checklist", "status", "deadline", "letter", "page", "sources", "traces", "forget"),
    *("completion", "help", "steps"),
)
CHECK = ("steps", "check", "--today", READ_ON)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the program that has the language."""
    root = tmp_path_factory.mktemp("made")
    make_language(root)
    return root


@pytest.fixture(scope="module")
def procedure(made: Path) -> Procedure:
    return Pack(folder(made / "steps"), CODE).procedure(NAME)


@pytest.fixture
def run(made: Path, home: Home) -> Callable[..., Finished]:
    """Run the copy, not the program that the tests stand on."""

    def begin(*arguments: str, input: str = "", env: Mapping[str, str] | None = None) -> Finished:  # noqa: A002  (the driver's own name for it)
        program = (sys.executable, "-m", "mes_optout")
        path = {"PYTHONPATH": str(made / "src")}
        return home.run(*arguments, input=input, env={**path, **(env or {})}, program=program)

    return begin


@pytest.fixture(scope="module")
def official(made: Path) -> set[str]:
    """Return the names that steps quote as they are found on the site."""
    files = (made / "steps" / CODE).glob("*.toml")
    return {name for path in files for name in OFFICIAL.findall(path.read_text(encoding="utf-8"))}


def left_over(said: str, official: set[str]) -> list[str]:
    """Return the words in Latin letters but for names and what one types."""
    plain = words(said)
    for name in sorted(official, key=len, reverse=True):
        plain = plain.replace(name, " ")
    return LATIN.findall(TYPED.sub(" ", plain))


def test_no_line_of_code_changes(made: Path) -> None:
    """One table, one catalogue and one folder are added."""
    code = {path.relative_to(ROOT) for path in (ROOT / "src").rglob("*.py")}
    assert {path.relative_to(made) for path in (made / "src").rglob("*.py")} == code
    for path in code:
        assert (made / path).read_bytes() == (ROOT / path).read_bytes()


def test_it_is_walked_in_lines(
    run: Callable[..., Finished], procedure: Procedure, official: set[str], home: Home
) -> None:
    """Pages, questions, help, a date by its month's name, and replies to wrong answers."""
    lines = [SENT if " " in line and "2026" in line else line for line in all_lines(procedure)]
    every = [part for line in lines for part in ("?", "", "99", line)]
    done = run("guide", NAME, "--lang", CODE, input=typed(*every))
    assert (done.code, done.err) == (0, "")
    assert procedure.finished in words(done.out)
    assert speak("December") in done.out
    assert left_over(done.out, official) == []
    assert len(home.ticked()) == count_boxes(procedure)


def test_it_is_walked_in_menus(  # noqa: PLR0913, PLR0917  (a fixture each)
    made: Path,
    home: Home,
    start: Callable[..., Terminal],
    procedure: Procedure,
    official: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terminals, "PROGRAM", (sys.executable, "-m", "mes_optout"))
    terminal = start("guide", NAME, "--lang", CODE, env={"PYTHONPATH": str(made / "src")})
    seen = []

    def press(*keys: str) -> None:
        seen.append(terminal.page)
        terminal.send(*keys)

    terminal.wait_for(f"> {speak('Go on')}")
    press(ENTER)
    terminal.wait_for(speak("How long"), f"> {speak('Go on')}")
    press(ENTER)
    terminal.wait_for(speak("On which day was it sent?"))
    press(SENT, ENTER)
    terminal.wait_for(f"14 {speak('December')} 2026", f"> {speak('Go on')}")
    press(ENTER)
    for page in pages_straight_on(procedure):
        step = page.step
        terminal.wait_for(step.title, *(f"] {check.text}" for check in step.checks))
        seen.append(terminal.page)
        walk_on(terminal, page)
    terminal.wait_for(procedure.finished, f"> {speak('Finish')}")
    press(ENTER)
    assert terminal.leave() == 0
    folder_on_two_rows = str(home.state)
    left = left_over("\n".join(seen), official)
    assert [word for word in left if word not in folder_on_two_rows] == []
    assert len(home.ticked()) == count_boxes(procedure)


@pytest.mark.parametrize("word", ["q", speak("q"), "quit", speak("quit").upper()])
def test_its_own_words_leave_and_the_usual_ones(word: str, run: Callable[..., Finished]) -> None:
    done = run("guide", NAME, "--lang", CODE, input=typed("1", "1", SENT, "1", word))
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    "arguments", [("--help",), *((name, "--help") for name in COMMANDS)], ids=" ".join
)
def test_help_speaks_it(
    arguments: tuple[str, ...], run: Callable[..., Finished], official: set[str]
) -> None:
    done = run("--lang", CODE, *arguments)
    assert done.code == 0
    plain = re.sub(
        rf"(?m)^  (?:{'|'.join((*COMMANDS, 'list', 'check', 'prove', 'convert'))})(?=  )",
        "",
        done.out,
    )
    plain = re.sub(r"\S+\|\S+", "", plain)  # what an option may be
    assert left_over(plain, official) == []
    assert (f"fr|en|{CODE}" in done.out) == (arguments == ("--help",))


@pytest.mark.slow
def test_commands_speak_it(run: Callable[..., Finished], official: set[str]) -> None:
    run("guide", NAME, input=typed("1", "2/11/2026", "1"))
    for arguments in (("status",), ("checklist",), ("checklist", "--blank"), ("letter", "cnil")):
        done = run(*arguments, env={"LC_ALL": f"{CODE}_XX.UTF-8"})
        assert (done.code, done.err) == (0, "")
        said = done.out.partition("\n\n\n")[0] if arguments[0] == "letter" else done.out
        if arguments[0] != "letter":  # which is French, for offices read it
            assert left_over(said, official) == []
        assert re.search("[а-я]{3}", said)


@pytest.mark.slow
def test_the_page_speaks_it(run: Callable[..., Finished], official: set[str]) -> None:
    done = run("--lang", CODE, "page")
    assert (done.code, done.err) == (0, "")
    body = done.out.partition("</head>")[2]
    for french in (r'(?s)<div class="letter" lang="fr">.*?</section>', r'<p class="address" id=.*'):
        body = re.sub(french, "", body)
    body = re.sub(r"(?<=>)(?:#?[ps])?\d+(?=</a>)", "", body)
    said = unescape(re.sub(r"<[^>]+>", " ", body))
    assert re.search("[а-я]{3}", said)
    assert left_over(said, official) == []


@pytest.mark.parametrize("day", [SENT, f"2{speak('st')} {speak('nov')}. 2026", "2 novembre 2026"])
def test_its_months_and_its_plural_are_known(
    day: str, run: Callable[..., Finished], official: set[str]
) -> None:
    done = run("--lang", CODE, "deadline", *day.split())
    assert (done.code, done.err) == (0, "")
    assert speak("Monday 14 December 2026") in done.out
    assert f"17{MANY}" in done.out
    assert left_over(done.out, official) == []


@pytest.mark.slow
def test_its_steps_are_checked(run: Callable[..., Finished], made: Path, tmp_path: Path) -> None:
    found = run("--lang", CODE, *CHECK, "--json")
    assert (found.code, found.err) == (0, "")
    files = [each["file"].partition("/") for each in found.json["findings"]]
    assert [name for code, _, name in files if code == CODE] == []
    steps = tmp_path / "steps"
    shutil.copytree(made / "steps", steps)
    (steps / CODE / "ado.toml").unlink()
    path = steps / CODE / "cloture.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub('(?m)^why = "', f'why = "{speak("It deletes everything.")} ', text, count=1),
        encoding="utf-8",
    )
    said = run("--lang", "en", "--steps", str(steps), *CHECK)
    assert said.code == 65
    assert f"{CODE}/ado.toml:1: Warning: is not translated yet" in said.out
    assert re.search(rf"{CODE}/cloture.toml:\d+: .*why: promises that everything", said.out)
