"""What the command line takes: nothing that says who somebody is (REQ-S15)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from mes_optout import cli
from mes_optout.clicks import Command, Parameter

SOURCES = Path(cli.__file__).parent.rglob("*.py")

# Every parameter there may be, and why what stands behind it is nobody's own. It also stays in the
# history of a shell, so a parameter that is not listed has to be thought about first.
KNOWN = {
    "procedure": "the id of a procedure",
    "procedures": "ids of procedures",
    "extras": "what a list holds besides",
    "copies": "how many copies",
    "for_whom": "“me” or “someone”",
    "graph": "the id of a procedure",
    "name": "the id of a letter",
    "given": "the day a letter was sent, or of a closure",
    "topic": "a command, or a page of help",
    "today": "a day",
    "folder": "where files lie",
    "new": "where files go",
    "steps_folder": "where files lie",
    "output": "where a file goes",
    "ics": "where a file goes",
    "language": "fr or en",
    "format_name": "one of a few words",
    "shell": "one of a few words",
}
# Those that are on or off, and so can hold nothing.
SWITCHES = {
    "as_json",
    "blank",
    "cited",
    "coded",
    "force",
    "help",
    "man",
    "no_trace",
    "closed",
    "qr",
    "restart",
    "simple",
}
SWITCHES |= {"dry_run", "trying", "version", "yes"}

VARIABLES = {
    "MES_OPTOUT_HOME": "where files lie",
    "MES_OPTOUT_STEPS": "where files lie",
    "MES_OPTOUT_LANG": "fr or en",
    "MES_OPTOUT_SIMPLE": "on or off",
    "MES_OPTOUT_TODAY": "a day",
    "MES_OPTOUT_TRACEBACK": "on or off",
}


def parameters(command: Command, path: str = "") -> Iterator[tuple[str, Parameter]]:
    """Yield each parameter of a command and of those below it, with the command it is for."""
    for parameter in command.params:
        yield path, parameter
    for name, below in getattr(command, "commands", {}).items():
        yield from parameters(below, f"{path} {name}".strip())


PARAMETERS = list(parameters(typer.main.get_command(cli.make_app())))


@pytest.mark.parametrize(
    ("command", "parameter"), PARAMETERS, ids=[f"{c} {p.name}".strip() for c, p in PARAMETERS]
)
def test_no_parameter_takes_what_is_personal(command: str, parameter: Parameter) -> None:
    """REQ-S15."""
    if getattr(parameter, "is_flag", False):
        assert parameter.name in SWITCHES, f"{command}: {parameter.name} is new"
    else:
        assert parameter.name in KNOWN, f"{command}: {parameter.name} takes a value and is new"


def test_no_variable_takes_what_is_personal() -> None:
    """REQ-S15: those of the program itself; all others are the system's own."""
    found = {
        name
        for path in SOURCES
        for name in re.findall(r"\bMES_OPTOUT_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    assert {"MES_OPTOUT_HOME", "MES_OPTOUT_LANG"} <= found <= VARIABLES.keys()


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (["\udcc3\udca9chec"], "« échec »."),
        (["status", "\udcc3\udca9chec"], "échec."),
        (["status", "a\udcffb"], "a\ufffdb."),
        (["status", "a\x07\u202eb"], "a??b."),
        (["status", "a\udce2\udc80\udcaeb"], "a?b."),
    ],
)
def test_what_was_mistyped_is_readable_and_harmless(
    arguments: list[str], last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """REQ-S16, REQ-A18: Python keeps bytes that the locale cannot read in letters of its own."""
    assert cli.main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines()[0].endswith(f" {last}")


def test_no_option_is_read_from_a_variable() -> None:
    """REQ-S15: Click would say « env var » in English too."""
    assert [parameter.name for _, parameter in PARAMETERS if parameter.envvar] == []
