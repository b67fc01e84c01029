"""What commands say in the same way: the headings of help, and what was mistyped."""

import re
from collections.abc import Iterator

import pytest
import typer.main

from mes_optout import cli
from mes_optout.clicks import Command
from mes_optout.content.loader import Pack
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
        (("HELP", "guide"), "help"),
        (("guide", "Clôture"), "cloture"),
        (("sources", "enfant"), "enfants"),
        (("checklist", "internet"), "sans-internet"),
        (("guide", "confid"), "confidentialite"),
        (("letter", "identités"), "identite"),
        (("letter", "cnil", "--format", "PDF"), "pdf"),
        (("letter", "cnil", "--format", "htm"), "html"),
        (("checklist", "--format", "md"), "markdown"),
        (("--lang", "Français", "status"), "fr"),
        (("--lang", "english", "status"), "en"),
        (("steps", "prove", "--graph", "ADO"), "ado"),
        (("guide", "--NO-TRACE"), "--no-trace"),
        (("help", "Accès"), "accessibility"),
    ],
)
def test_what_is_nearly_right_is_guessed(
    arguments: tuple[str, ...], guess: str, home: Home
) -> None:
    refused = home.run(*arguments)
    assert (refused.out, refused.code) == ("", 2)
    assert re.search(rf"Vouliez-vous dire « {guess} »", refused.err), refused.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("letter", "xyz"),
        ("letter", "refus"),  # more than one begins so
        ("checklist", "--format", "docx"),
        ("--lang", "de", "status"),
        ("completion", "tcsh"),
        ("guide", "xyz"),
        ("guide", "a"),
        ("guide", ""),
    ],
)
def test_what_is_like_nothing_is_not_guessed(arguments: tuple[str, ...], home: Home) -> None:
    refused = home.run(*arguments)
    assert refused.code == 2
    assert "Vouliez-vous" not in refused.err
    assert re.search(
        r"^(Au choix|Les démarches|Pour les voir toutes) : ", refused.err, re.MULTILINE
    )


@pytest.mark.parametrize(
    "arguments",
    [("opps",), ("tests",), ("bonjour",), ("status", "--all"), ("help", "sauce"), ("steps", "new")],
)
def test_a_command_like_none_is_not_guessed(arguments: tuple[str, ...], home: Home) -> None:
    refused = home.run(*arguments)
    assert (refused.out, refused.code) == ("", 2)
    assert "Vouliez-vous" not in refused.err
    assert refused.err.splitlines()[-1].startswith("Pour de l'aide : mes-optout ")


@pytest.mark.parametrize("name", ["cnil", "CNIL"])
@pytest.mark.parametrize("command", ["guide", "checklist", "sources"])
def test_a_letter_is_no_procedure(command: str, name: str, home: Home) -> None:
    refused = home.run(command, name)
    assert (refused.out, refused.code) == ("", 2)
    assert refused.err == (
        "Erreur : « cnil » est une lettre, pas une démarche.\n"
        "Pour l'imprimer : mes-optout letter cnil\n"
    )


@pytest.mark.parametrize("name", ["ado", "ADO"])
def test_a_procedure_is_no_letter(name: str, home: Home) -> None:
    refused = home.run("letter", name)
    assert (refused.out, refused.code) == ("", 2)
    assert refused.err == (
        "Erreur : « ado » est une démarche, pas une lettre.\n"
        "Pour la suivre : mes-optout guide ado\n"
    )


def test_of_letters_a_guess_says_where_all_are_listed_and_so_does_no_guess(home: Home) -> None:
    """They are too many for a line."""
    for name, lines in {"opositon": 3, "lettre": 2}.items():
        refused = home.run("letter", name).err.splitlines()
        assert refused[-1] == "Pour les voir toutes : mes-optout letter"
        assert len(refused) == lines


def test_a_guess_says_where_all_are_listed(home: Home, pack: Pack) -> None:
    """The list itself would push the guess away."""
    refused = home.run("guide", "oposition")
    assert refused.err.splitlines()[-1] == "Pour les voir toutes : mes-optout steps list"
    listed = home.run("steps", "list").out.splitlines()
    assert [line.partition(":")[0] for line in listed] == list(pack.names)


def test_steps_that_cannot_be_read_are_not_what_is_wrong_with_a_command(home: Home) -> None:
    refused = home.run("opposition", "--steps", "nowhere")
    assert refused.code == 2
    assert refused.err.startswith("Erreur : Commande inconnue : « opposition ».\n")


def test_a_guess_at_a_very_long_word_takes_no_time() -> None:
    assert find_nearest("opposition" * 100_000, ["opposition"]) is None
    assert find_nearest("", ["opposition"]) is None


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("cnli", "cnil"),  # exchanged, which is one slip and not two
        ("lettre", "letter"),
        ("leter", "letter"),  # left out
        ("lettter", "letter"),  # added
        ("latter", "letter"),  # changed
        ("LÉTTER", "letter"),
        ("--letter", "letter"),
        ("let", "letter"),
        ("le", None),  # too short to say
        ("later", None),  # a word of its own: two slips
        ("urgence", "refus-urgence"),
        ("refus", None),  # of two
        ("refus-acce", "refus-acces"),
        ("", None),
        ("-", None),
    ],
)
def test_near_is_near(word: str, near: str | None) -> None:
    assert find_nearest(word, ["letter", "refus-acces", "refus-urgence", "cnil"]) == near
