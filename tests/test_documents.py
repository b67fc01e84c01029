"""What the documents name is there: commands, options, files, exit codes, the version."""

import inspect
import json
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer.main

import mes_optout
from mes_optout import cli, errors, i18n
from mes_optout.clicks import Command
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.documents.as_json import as_json
from mes_optout.reports.status import status_json
from mes_optout.usage import SpeakingGroup, UsageError
from support.documents import PAGES, README, REFERENCE, ROOT, code, name_of, read, section
from support.forked_pack import begun, forked_pack
from support.waiting import ANSWER

MANUALS = [path for room in ("docs", "src") for path in sorted((ROOT / room).rglob("*.1"))]

# « .venv/bin/mes-optout », « python3 mes-optout.pyz » or « demarche »; what follows are arguments.
CALL = re.compile(r"(?:\S*/|python3? )?(?:mes-optout|demarche)(?:\.pyz)?(?= |$)(.*)")
SETTING = re.compile(r"^(?:[A-Z_]+=\S+ )+")
AFTERWARDS = {"|", ">", "<"}  # what belongs to the shell
SIGNALS = {129, 130, 131, 143}
# Names that stand for any.
ANY = re.compile(
    r"NAME|NOM"
    r"|^(?:procedure/step(?:/box)?|commun/step|fact/value|etape/case|demarche/etape)$"
)
HELP = {"-h", "--help"}
# Keys of a JSON document below which any name may stand: those of facts, and where a door leads.
ANY_NAME = (".procedures.answers", ".when", ".unless", ".facts", ".actions")


def calls(text: str) -> Iterator[list[str]]:
    """Yield the arguments of each call of the program in a page."""
    for piece in code(text):
        if call := CALL.fullmatch(SETTING.sub("", " ".join(piece.split()))):
            typed = shlex.split(call[1], comments=True)
            end = next((n for n, each in enumerate(typed) if each in AFTERWARDS), len(typed))
            yield typed[:end]


def program() -> SpeakingGroup:
    """Return the program with commands that do nothing but look at their values."""
    found = typer.main.get_command(cli.make_app())
    assert isinstance(found, SpeakingGroup)
    for command in (found, *dict(commands(found)).values()):
        command.callback = _look(command)
    return found


def _look(command: Command) -> Callable[..., None]:
    """Return what raises UsageError for a value that is not among those that the help lists."""

    def look(**values: object) -> None:
        for each in command.params:
            value = values.get(each.name or "")
            choices = (each.metavar or "").split("|")
            if isinstance(value, str) and len(choices) > 1 and value not in choices:
                raise UsageError(command=command.name or "")

    return look


def commands(group: SpeakingGroup, above: str = "") -> Iterator[tuple[str, Command]]:
    """Yield each command with its whole name, such as « steps list »."""
    for name, command in group.commands.items():
        if isinstance(command, SpeakingGroup):
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def options(command: Command) -> set[str]:
    """Return the options of a command, all their spellings."""
    parameters: list[Any] = list(command.params)
    shown = (each for each in parameters if not each.hidden)
    return HELP.union(*(each.opts for each in shown if each.param_type_name == "option"))


def every_option() -> set[str]:
    found = program()
    return options(found).union(*(options(each) for _, each in commands(found)))


def fault(arguments: list[str]) -> str | None:
    """Say what the program would say against a call, or None."""
    try:
        program().main(arguments, prog_name="mes-optout", standalone_mode=False)
    except UsageError as error:
        return i18n.sentence(error)
    return None


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_call_that_a_page_shows_is_understood(page: Path) -> None:
    assert [(each, said) for each in calls(read(page)) if (said := fault(each))] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "guide --no-traces",
        "guides",
        "status now",
        "steps chek",
        "checklist --format doc",
        "--lag fr",
    ],
)
def test_a_call_that_is_not_understood_is_seen(wrong: str) -> None:
    page = (
        f"Text `.venv/bin/mes-optout {wrong}` and\n\n```sh\ntrue && mes-optout {wrong} | lp\n```\n"
    )
    found = list(calls(page))
    assert found == [wrong.split(), wrong.split()]
    assert all(map(fault, found))


def test_the_reference_shows_each_command() -> None:
    shown = [" ".join(each) for each in calls(section(REFERENCE, "Les commandes"))]
    names = [name for name, _ in commands(program())]
    assert [name for name in names if not any(call.startswith(name) for call in shown)] == []


def test_each_option_beside_a_command_is_its_own_and_none_is_missing() -> None:
    listed = section(REFERENCE, "Les commandes").strip().split("\n\n")[0]
    items = re.findall(
        r"^- `mes-optout ([^`]+)` : (.*?)(?=^- |\Z)", listed, re.DOTALL | re.MULTILINE
    )
    known = dict(commands(program()))
    for call, text in items:
        name = next(name for name in known if call.startswith(name))
        given = set(re.findall(r"`(--[a-z-]+)", text))
        missing = options(known[name]) - given - HELP
        assert given <= options(known[name]), call
        assert missing == ({"--simple"} if name == "help" else set()), call
    assert len(items) == len(known)


@pytest.mark.parametrize("page", ["README.md", "SECURITY.md", "docs/reference.md"])
def test_each_option_that_stands_alone_is_one_of_the_program(page: str) -> None:
    alone = {each.split()[0] for each in code(read(ROOT / page)) if each.startswith("-")}
    assert alone
    assert alone - every_option() == set()


@pytest.mark.parametrize("manual", MANUALS, ids=lambda path: path.name)
def test_each_option_of_a_manual_is_one_of_the_program(manual: Path) -> None:
    found = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", read(manual).replace("\\-", "-")))
    assert found - every_option() == set()


def test_the_readme_names_the_procedures_in_their_order(pack: Pack) -> None:
    listed = section(README, "Les démarches").strip().split("\n\n")[0]
    assert re.findall(r"`([a-z-]+)`", listed) == list(pack.triage.procedures)


def test_the_procedures_and_letters_in_examples_exist(pack: Pack) -> None:
    names = {each: set(pack.triage.procedures) for each in ("guide", "checklist", "sources")}
    names["letter"] = {known.letter.id for known in load_letters(pack)}
    shown = [call for page in PAGES for call in calls(read(page)) if call[:1] and call[0] in names]
    given = [(call[0], each) for call in shown for each in call[1:2] if re.match("[a-z]", each)]
    assert len(given) > 4
    assert [each for command, each in given if each not in names[command]] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_each_file_that_is_named_exists(page: Path) -> None:
    """From the top, from the package or from the steps; some names stand for any."""
    path = re.compile(r"(?!\.venv/)\.?[a-z][\w.-]*(?:/[\w.-]+)+/?")  # .venv is made by a command
    named = {each for each in code(read(page)) if path.fullmatch(each) and not ANY.search(each)}
    tops = (ROOT, ROOT / "src/mes_optout", ROOT / "steps")
    lost = {each for each in named if not any((top / each).exists() for top in tops)}
    assert lost == set()


def test_the_reference_lists_the_exit_codes_that_exist() -> None:
    classes = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
    codes = {each.code for each in classes if hasattr(each, "code")}
    lines = re.findall(r"^- ([\d, ]+) : ", section(REFERENCE, "Codes de sortie"), re.MULTILINE)
    listed = [int(number) for line in lines for number in line.split(",")]
    assert listed == sorted({0, *codes, *SIGNALS})


def test_the_reference_lists_the_variables_of_the_manual_in_their_order() -> None:
    manual = read(ROOT / "src/mes_optout/texts/fr/manual.txt")
    (below,) = re.findall(r"^\[environment\].*?$(.*?)^\[", manual, re.DOTALL | re.MULTILINE)
    listed = re.findall(r"^- (`.*?`) :", section(REFERENCE, "Variables"), re.MULTILINE)
    names = re.findall(r"[A-Z]\w+", " ".join(listed))
    assert names == re.findall(r"^> (\w+)$", below, re.MULTILINE)


def test_the_changelog_ends_at_this_version() -> None:
    titles = re.findall(r"^## (.*)$", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    latest = re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d", titles[1])
    assert latest
    assert (titles[0], latest[1]) == ("[Unreleased]", mes_optout.__version__)


@pytest.mark.parametrize("call", ["status --json", "checklist --format json"])
def test_the_reference_shows_each_key_of_what_programs_read(call: str, today: date) -> None:
    pack, (journey,) = forked_pack(), begun(today, badge="non")
    coming = replace(ANSWER, after=("chercher/trouvee",))
    journeys = [replace(journey, procedure=replace(journey.procedure, follow_ups=(coming,)))]
    made = {
        "status --json": status_json(journeys, pack, today),
        "checklist --format json": as_json(journeys, pack),
    }
    shown = re.search(
        rf"^`mes-optout {call}` :\n\n```json\n(.*?)```", read(REFERENCE), re.MULTILINE | re.DOTALL
    )
    assert shown
    assert list(keys(json.loads(shown[1]))) == list(keys(json.loads(made[call])))


def keys(value: object, way: str = "") -> Iterator[str]:
    """Yield the way to each key of a JSON document, once, in their order."""
    if isinstance(value, list):
        yield from dict.fromkeys(key for each in value for key in keys(each, way))
    elif isinstance(value, dict) and not way.endswith(ANY_NAME):
        for key, inner in value.items():
            yield f"{way}.{key}"
            yield from keys(inner, f"{way}.{key}")
