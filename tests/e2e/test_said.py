"""What commands say in the same way: the headings of help, and what was mistyped."""

import re
from collections.abc import Iterator

import pytest
import typer.main

from mes_optout import cli
from mes_optout.clicks import Command
from mes_optout.text import find_nearest
from support.homes import Home


def every_command(command: Command, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from every_command(below, *path, name)


COMMANDS = list(every_command(typer.main.get_command(cli.make_app())))


@pytest.mark.slow  # it starts the program for every command
@pytest.mark.parametrize("way", ["--help", "help"])
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("language", "colon"), [("fr", " :"), ("en", ":")])
def test_each_heading_of_help_has_the_colon_of_its_language(
    language: str, colon: str, path: tuple[str, ...], way: str, home: Home
) -> None:
    asked = [*path, "--help"] if way == "--help" else ["help", *path]
    done = home.run("--lang", language, *asked)
    assert (done.code, done.err) == (0, "")
    headings = re.findall(r"^(\w+)( ?:)(?:$| mes-optout)", done.out, re.MULTILINE)
    assert len(headings) >= 2
    assert {found for _, found in headings} == {colon}


@pytest.mark.parametrize(
    ("arguments", "guess"),
    [
        (("letter", "oposition"), "opposition"),
        (("letter", "Opposition"), "opposition"),
        (("checklist", "--format", "htlm"), "html"),
        (("letter", "opposition", "--format", "txt"), "text"),
        (("--lang", "frr", "status"), "fr"),
        (("completion", "BASH"), "bash"),
        (("guide", "oposition"), "opposition"),
        (("help", "cheklist"), "checklist"),
        (("cheklist",), "checklist"),
    ],
)
def test_what_is_nearly_right_is_guessed(
    arguments: tuple[str, ...], guess: str, home: Home
) -> None:
    refused = home.run(*arguments)
    assert (refused.out, refused.code) == ("", 2)
    assert re.search(rf"Vouliez-vous dire « {guess} »", refused.err), refused.err


@pytest.mark.parametrize("arguments", [("letter", "xyz"), ("checklist", "--format", "docx")])
def test_what_is_like_nothing_is_not_guessed(arguments: tuple[str, ...], home: Home) -> None:
    refused = home.run(*arguments)
    assert refused.code == 2
    assert "Vouliez-vous" not in refused.err
    assert "Au choix : " in refused.err


def test_a_guess_at_a_very_long_word_takes_no_time() -> None:
    assert find_nearest("opposition" * 100_000, ["opposition"]) is None
    assert find_nearest("", ["opposition"]) is None
