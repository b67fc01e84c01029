"""What is said of a command line: in our own words, told from the class of Click's exception."""

import re
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand

from mes_optout import cli, clicks, i18n, usage
from mes_optout.usage import UsageError

SOURCE = Path(cli.__file__).parent

WRONG: list[tuple[str, type[UsageError], dict[str, str]]] = [
    ("gide", usage.UnknownCommandError, {"name": "gide", "guess": "guide"}),
    ("xyzzy", usage.UnknownCommandError, {"name": "xyzzy"}),
    ("steps chek", usage.UnknownCommandError, {"name": "chek", "guess": "check"}),
    ("guide --simpel", usage.UnknownOptionError, {"name": "--simpel", "guess": "--simple"}),
    ("guide -x", usage.UnknownOptionError, {"name": "-x"}),
    ("checklist --format", usage.ValueMissingError, {"name": "--format"}),
    ("--lang", usage.ValueMissingError, {"name": "--lang"}),
    ("guide --simple=yes", usage.ValueUnwantedError, {"name": "--simple"}),
    ("--version=1", usage.ValueUnwantedError, {"name": "--version"}),
    ("completion", usage.ArgumentMissingError, {"name": "bash|zsh|fish|powershell"}),
    ("status now then", usage.ExtraArgumentsError, {"names": "now then"}),
    ("sources ado enfants", usage.ExtraArgumentsError, {"names": "enfants"}),
    ("status -- --lang", usage.ExtraArgumentsError, {"names": "--lang"}),
    ("help gide", usage.UnknownCommandError, {"name": "gide", "guess": "guide"}),
    ("help --try guide", usage.UsageError, {}),
    ("guide --code --restart", usage.UsageError, {}),
]


def fault(line: str) -> UsageError:
    """Return the error that a line raises."""
    with pytest.raises(UsageError) as caught:
        cli.make_app()(args=line.split(), prog_name=i18n.command(), standalone_mode=False)
    return caught.value


@pytest.mark.parametrize(("line", "kind", "facts"), WRONG, ids=[line for line, _, _ in WRONG])
def test_each_mistake_has_a_class_and_its_facts(
    line: str, kind: type[UsageError], facts: dict[str, str]
) -> None:
    error = fault(line)
    assert isinstance(error, kind)
    assert facts.items() <= error.facts.items()
    assert error.context is not None
    asking = "--help" if error.context.parent else "help"
    assert error.facts["command"] == f"{error.context.command_path} {asking}"


@pytest.mark.parametrize("line", [line for line, _, _ in WRONG])
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
    assert ours.splitlines()[0].startswith("Usage : mes-optout")
    assert ours.splitlines()[1].startswith("Pour de l'aide : mes-optout")


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
    assert said.endswith("\nErreur : Cette ligne de commande n'est pas comprise.\n")


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
    assert len(typed) > 10
    assert [word for word in typed if word.startswith(("-", "["))] == []


def test_click_is_looked_for_in_one_room_only() -> None:
    """Later Typers carry their own: whoever imports it elsewhere works with one of them only."""
    found = {
        path.name
        for path in SOURCE.rglob("*.py")
        if re.search(r"(?m)^\s*(?:from|import) (?:click|typer\._click)\b", path.read_text("utf-8"))
    }
    assert found == {"clicks.py"}
