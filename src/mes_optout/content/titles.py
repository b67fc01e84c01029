"""Titles of what a text leads to: of the program's own files, without what else they hold."""

from functools import cache
from typing import Any, NamedTuple

from mes_optout.content.case import Condition
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader
from mes_optout.content.parsing import read_table, read_title
from mes_optout.languages import ORIGINAL

_LETTERS = "lettres"
_HEAD = ("title", "when", "unless")


class Head(NamedTuple):
    """What of a letter is asked where only its title is said."""

    title: str
    when: Condition
    unless: Condition


def find_title(pack: Pack, procedure: str) -> str:
    """Return the title of a procedure. Raises as `Pack.procedure`."""
    title = "" if pack.own else _read_title(pack.read, f"{pack.language}/{procedure}.toml")
    return title or pack.title(procedure)


def find_step_title(pack: Pack, procedure: str, step: str) -> str:
    """Return the title of a step, "" where there is none. Raises as `Pack.procedure`."""
    title = _read(pack, pack.language, procedure, "steps", step).get("title")
    if isinstance(title, str):
        return title
    steps = pack.procedure(procedure).steps
    return next((each.title for each in steps if each.id == step), "")


def find_letter_head(pack: Pack, letter: str) -> Head | None:
    """Return what is asked of a letter, None where there is none. Raises as `load_letters`."""
    french = _read(pack, ORIGINAL, _LETTERS, "letters", letter)
    said = (
        french
        if pack.language == ORIGINAL
        else _read(pack, pack.language, _LETTERS, "letters", letter)
    )
    title = said.get("title")
    if french and isinstance(title, str):
        return Head(title, french.get("when", {}), french.get("unless", {}))
    from mes_optout.content.letters import load_letters  # noqa: PLC0415  (rarely all)

    for each in load_letters(pack):
        if each.letter.id == letter:
            return Head(each.guide.title, each.letter.when, each.letter.unless)
    return None


def _read(pack: Pack, language: str, file: str, name: str, id_: str) -> dict[str, Any]:
    """Read what a head has of one table; nothing of a pack of one's own, which is read whole."""
    return {} if pack.own else _read_head(pack.read, f"{language}/{file}.toml", name, id_)


@cache
def _read_head(read: Reader, path: str, name: str, id_: str) -> dict[str, Any]:
    """Read one table once: lists lead to the same letters and steps again and again."""
    return read_table(path, _read_once(read, path), name, id_, _HEAD)


@cache
def _read_title(read: Reader, path: str) -> str:
    return read_title(path, _read_once(read, path))


@cache
def _read_once(read: Reader, path: str) -> bytes:
    return read(path) or b""
