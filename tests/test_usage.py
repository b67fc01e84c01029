"""What is said of a command line: in our own words, told from the class of Click's exception."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand

from mes_optout import cli, clicks, i18n, usage
from mes_optout.commands.guide import CodeAndRestartError
from mes_optout.commands.help import ManAlsoError, TryAlsoError
from mes_optout.text import split_sentences
from mes_optout.usage import UsageError
from mes_optout.wording.whom_to_ask import DEAF_PAGE, help_line

SOURCE = Path(cli.__file__).parent

# What is typed, the error, some of its facts, and what to type for help with the command.
WRONG: list[tuple[str, type[UsageError], dict[str, str], str]] = [
    ("gide", usage.UnknownCommandError, {"name": "gide", "guess": "guide"}, "help"),
    ("xyzzy", usage.UnknownCommandError, {"name": "xyzzy"}, "help"),
    ("Lettre", usage.UnknownCommandError, {"guess": "letter"}, "help"),
    ("liste", usage.UnknownCommandError, {"guess": "checklist"}, "help"),
    ("Aide", usage.UnknownCommandError, {"guess": "help"}, "help"),
    ("effacer", usage.UnknownCommandError, {"guess": "forget"}, "help"),
    ("resume", usage.UnknownCommandError, {"guess": "guide"}, "help"),
    ("help reprendre", usage.UnknownCommandError, {"guess": "guide"}, "help"),
    ("list", usage.UnknownCommandError, {"guess": "steps list"}, "help"),
    ("Opposition", usage.UnknownCommandError, {"guess": "guide opposition"}, "help"),
    ("cnil", usage.UnknownCommandError, {"guess": "letter cnil"}, "help"),
    ("steps chek", usage.UnknownCommandError, {"guess": "check"}, "steps --help"),
    ("guide --simpel", usage.UnknownOptionError, {"guess": "--simple"}, "guide --help"),
    ("guide -simple", usage.UnknownOptionError, {"guess": "--simple"}, "guide --help"),
    ("guide -x", usage.UnknownOptionError, {"name": "-x"}, "guide --help"),
    ("--Lang fr", usage.UnknownOptionError, {"name": "--Lang", "guess": "--lang"}, "help"),
    ("status --lnag=fr", usage.UnknownOptionError, {"guess": "--lang"}, "status --help"),
    ("checklist --format", usage.ValueMissingError, {"name": "--format"}, "checklist --help"),
    ("--lang", usage.ValueMissingError, {"name": "--lang", "value": "fr|en"}, "help"),
    ("guide --simple=yes", usage.ValueUnwantedError, {"name": "--simple"}, "guide --help"),
    ("--version=1", usage.ValueUnwantedError, {"name": "--version"}, "help"),
    (
        "completion",
        usage.ArgumentMissingError,
        {"name": "bash|zsh|fish|powershell"},
        "completion --help",
    ),
    ("status now then", usage.ExtraArgumentsError, {"names": "now then"}, "status --help"),
    ("checklist --qr=1", usage.ValueUnwantedError, {"name": "--qr"}, "checklist --help"),
    ("checklist --sources=x", usage.ValueUnwantedError, {"name": "--sources"}, "checklist --help"),
    ("sources ado enfants", usage.ExtraArgumentsError, {"names": "enfants"}, "sources --help"),
    ("status -- --lang", usage.ExtraArgumentsError, {"names": "--lang"}, "status --help"),
    ("help gide", usage.UnknownCommandError, {"name": "gide", "guess": "guide"}, "help"),
    ("help acces", usage.UnknownCommandError, {"guess": "accessibility"}, "help"),
    ("help steps Chek", usage.UnknownCommandError, {"guess": "check"}, "help"),
    ("help --try guide", TryAlsoError, {}, "help --help"),
    ("help --man guide", ManAlsoError, {}, "help --help"),
    ("guide --code --restart", CodeAndRestartError, {}, "guide --help"),
]
ASKED = {
    "fr": ("3422", DEAF_PAGE, "là où le programme est publié", "SECURITY.md"),
    "en": ("3422", DEAF_PAGE, "where the program is published", "SECURITY.md"),
}
LINES = [line for line, *_ in WRONG]


def fault(line: str) -> UsageError:
    """Return the error that a line raises."""
    with pytest.raises(UsageError) as caught:
        cli.make_app()(args=line.split(), prog_name=i18n.command(), standalone_mode=False)
    return caught.value


@pytest.mark.parametrize(("line", "kind", "facts", "asking"), WRONG, ids=LINES)
def test_each_mistake_has_a_class_and_its_facts(
    line: str, kind: type[UsageError], facts: dict[str, str], asking: str
) -> None:
    error = fault(line)
    assert isinstance(error, kind)
    assert facts.items() <= error.facts.items()
    assert error.facts["command"] == f"mes-optout {asking}"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("line", LINES)
def test_what_is_wrong_comes_first_and_where_help_is_last(
    line: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence a line, and no usage that pushes it away; each way of being wrong is tried."""
    assert {kind for _, kind, *_ in WRONG} == set(UsageError.__subclasses__())
    i18n.set_language(language)
    facts = fault(line).facts
    assert cli.main(line.split()) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    first, *_more, last = shown.err.splitlines()
    assert first.startswith(i18n.translate("Error: {what}", language).format(what=""))
    assert last == i18n.translate("For help: {command}", language).format(**facts)
    assert len(shown.err.splitlines()) <= 3
    assert [each for each in shown.err.splitlines() if len(split_sentences(each)) != 1] == []


@pytest.mark.parametrize("line", LINES)
def test_no_word_of_click_is_shown(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever Click says of a mistake, ours does not change."""
    assert cli.main(line.split()) == 2
    ours = capsys.readouterr().err

    def muted(_error: clicks.ClickUsageError) -> str:
        return "CLICK"

    for kind in (clicks.ClickUsageError, clicks.NoSuchOption, clicks.MissingParameter):
        monkeypatch.setattr(kind, "format_message", muted)
    assert cli.main(line.split()) == 2
    assert capsys.readouterr().err == ours
    assert "CLICK" not in ours


@pytest.mark.parametrize("word", ["quit", "quitter", "steps aide", "steps liste"])
def test_a_word_for_no_command_that_is_there_names_none_elsewhere(word: str) -> None:
    assert fault(word).facts.get("guess") in {None, "list"}


def test_a_mistake_of_a_kind_that_is_new_is_still_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A later Click may have a class that has no words here."""

    def parse(*_anything: object) -> list[str]:
        raise clicks.ClickUsageError("Something new")

    monkeypatch.setattr(TyperCommand, "parse_args", parse)
    assert cli.main(["status"]) == 2
    said = capsys.readouterr().err
    assert "Something" not in said
    assert said == (
        "Erreur : Cette ligne de commande n'est pas comprise.\n"
        "Pour de l'aide : mes-optout status --help\n"
    )


@pytest.mark.parametrize("line", ["steps", "steps --"])
def test_alone_a_group_says_its_help(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(line.split()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Usage : mes-optout steps [OPTIONS] COMMANDE\n")
    assert "check" in said.err


def every_command() -> list[clicks.Command]:
    """Return the program, its commands, and those below them, made anew."""
    program = typer.main.get_command(cli.make_app())
    everything = [program, *clicks.get_commands(program).values()]
    return [*everything, *clicks.get_commands(clicks.get_commands(program)["steps"]).values()]


def helps() -> list[tuple[clicks.Command, str]]:
    """Return each command with its help, as it is piped."""
    program, *others = every_command()
    root = program.context_class(program, info_name="mes-optout", **program.context_settings)
    made = [each.context_class(each, info_name=each.name, parent=root) for each in others]
    return [(context.command, context.get_help()) for context in (root, *made)]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_help_says_whom_to_ask_and_fits(language: str) -> None:
    """Of the program: the service, those who cannot hear, and where a problem is reported."""
    i18n.set_language(language)
    _, said = helps()[0]
    number, page, where, pages = (said.index(each) for each in ASKED[language])
    assert number < page < where < pages
    assert said[number:].count("\n") <= 8
    assert help_line() in said
    assert len(said.splitlines()) <= 40
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_help_of_a_command_ends_with_where_all_that_is(language: str) -> None:
    i18n.set_language(language)
    for command, said in helps()[1:]:
        *_before, empty, last = said.splitlines()
        assert empty == "", command.name
        assert last.endswith(": mes-optout help"), command.name
        assert len(last) <= 80


def test_the_help_imports_nothing_heavy_to_say_it() -> None:
    """The phrases of pages stand on half of the house."""
    seen = "import sys, mes_optout.wording.whom_to_ask as it; it.list_ways(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("mes_optout.")}
    rooms = {name.split(".")[1] for name in ours}
    assert rooms == {"errors", "files", "i18n", "languages", "system", "text", "wording"}


def rows(commands: list[clicks.Command], kind: str) -> list[tuple[str, str]]:
    return [
        row
        for command in commands
        for row in usage.list_parameters(command, command.context_class(command), kind)
    ]


@pytest.mark.parametrize(("kind", "least"), [("argument", 8), ("option", 40)])
def test_every_parameter_has_words(kind: str, least: int) -> None:
    found = rows(every_command(), kind)
    assert len(found) >= least
    assert [label for label, said in found if not said or "None" in f"{label} {said}"] == []


def test_the_help_of_an_argument_is_taken_from_where_it_is_declared() -> None:
    """Click 8.5 empties it: as if it did."""
    meant, commands = rows(every_command(), "argument"), every_command()
    for command in commands:
        for parameter in command.params:
            if parameter.param_type_name == "argument":
                vars(parameter)["help"] = None
    assert rows(commands, "argument") == meant


def test_in_the_zip_for_windows_a_word_stands_before_every_option(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its program is Python under another name, which would take « --help » for its own."""
    monkeypatch.setattr(i18n, "_called", r".\demarche")
    for line in (["gide"], ["guide", "--foo"], ["steps", "chek"], ["--nothing"], ["completion"]):
        assert cli.main(line) == 2
    assert cli.main(["help"]) == 0
    said = "".join(capsys.readouterr())
    typed = re.findall(r"\.\\demarche (\S+)", said)
    assert len(typed) >= 10
    assert [word for word in typed if word.startswith(("-", "["))] == []


def test_click_is_looked_for_in_one_room_only() -> None:
    """Later Typers carry their own: whoever imports it elsewhere works with one of them only."""
    found = {
        path.name
        for path in SOURCE.rglob("*.py")
        if re.search(r"(?m)^\s*(?:from|import) (?:click|typer\._click)\b", path.read_text("utf-8"))
    }
    assert found == {"clicks.py"}
