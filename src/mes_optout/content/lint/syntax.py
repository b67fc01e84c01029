"""Why a file is no TOML, in the words of somebody who has never heard of TOML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from mes_optout.content.lint.findings import Finding
from mes_optout.content.lint.loading import NOT_TOML, UNREADABLE
from mes_optout.content.location import Reader
from mes_optout.content.parsing import NOT_UTF_8
from mes_optout.errors import N_, Fault, Msg


class Slip(NamedTuple):
    """What is likely wrong on a `line`, from 1, and what is `written` there."""

    line: int
    written: str
    cause: Msg


_UNKNOWN = N_("look there, or just above")

_UTF_16 = N_("the file is saved as UTF-16; save it as UTF-8")
_WINDOWS = N_("the file is saved in an old encoding of Windows; save it as UTF-8")

# A text with its quotes; two of them, or one that is followed by something, lack what is between.
_TEXT = r'"(?:\\.|[^"\\])*"'
_KEY = r"^\s*[\w.-]+"

# What is seen on the line itself. The first that fits is said, the surest before what is guessed.
_ON_LINE: tuple[tuple[re.Pattern[str], Msg], ...] = tuple(
    (re.compile(pattern), cause)
    for pattern, cause in (
        (r"^\s*(?:---|\+\+\+)\s*$", N_("TOML knows no line of dashes; remove it")),
        (r"^\s*- ", N_('TOML has no dashes for lists; write ["one", "two"]')),
        (
            r"^[^\"'#]*[\u00a0\u202f\u2007\u200b\ufeff]",
            N_("an invisible character stands where a space should; type the line again"),
        ),
        (r"=\s*\[?\s*[“”„«‘’`´]", N_('quotes must be straight: "like these"')),
        (
            _KEY + r"\s*=\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b",
            N_("days are written like 2026-11-27, without quotes"),
        ),
        (_KEY + r"\s*:", N_("write “=” between a key and its value, not “:”")),
        (_KEY + r"\s+[\"'\[{\d]", N_("there is no “=” between the key and its value; add it")),
        (_KEY + r"\s*=\s*(?:#.*)?$", N_("there is nothing after “=”; write the value")),
        (
            _KEY + r"\s*=\s*(?:True|False|TRUE|FALSE|yes|no|oui|non|vrai|faux)\s*(?:#.*)?$",
            N_("write true or false, in small letters and without quotes"),
        ),
        (
            r"^\s*\[\[[^\]]*\]?\s*$|^\s*\[[^\[\]]*\]\]\s*$|^\s*\[[^\]]*$",
            N_("the name between brackets is not closed as it was opened; add what is missing"),
        ),
        (_KEY + r"\s*=\s*[^\W\d]", N_("a text needs quotes around it")),
        (
            _KEY + rf"\s*=\s*{_TEXT}\s*[,;]\s*(?:#.*)?$",
            N_("nothing may follow the text; remove the last character"),
        ),
        (
            rf"^(?:[^\"'#]*{_TEXT})*[^\"'#]*\"(?:\\.|[^\"\\])*$",
            N_("a quote is not closed; add one at the end of the text"),
        ),
        (
            _KEY + rf"\s*=\s*{_TEXT}\s*[^\s#,\]}}]",
            N_("a quote stands inside the text; write « » or “ ” around its words instead"),
        ),
        (
            r'"[^"]*\\(?![btnfr"\\uU])',
            N_("a backslash in a text is written twice, or as /"),
        ),
        (r'"[^"]*\\[uU](?![0-9a-fA-F]{4})', N_("a backslash in a text is written twice, or as /")),
        (
            r"=\s*'[^']*'\w",
            N_("an apostrophe ends this text; put straight double quotes around it"),
        ),
        (rf"{_TEXT}\s+{_TEXT}", N_("there is no comma between two texts of a list; add one")),
    )
)
_HEADER = re.compile(r"^\s*(?:\[[\w.-]+\]|\[\[[\w.-]+\]\])\s*$")
_TWICE = N_(
    "this key, or this table, stands twice: remove one; "
    "or write its brackets alike: [one], [[several]]"
)
_NO_COMMA = N_("there is no comma at the end of the line before; add one")
_LIST_OPEN = N_("a list that begins above is not closed; add “]”")
_TABLE_OPEN = N_("a table between braces is not closed on its line; add the second brace")
_TEXT_OPEN = N_("a text that begins with three quotes is not closed; add three at its end")


def explain_slips(read: Reader, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; one of a file that cannot be parsed says why, and shows the line."""
    for each in found:
        said, cause = each.fault.facts.get("said"), each.fault.facts.get("cause")
        slip = None
        if each.fault.reason == NOT_TOML or cause == NOT_UTF_8:
            slip = find_slip(read(each.file) or b"", str(said))
        yield each if slip is None else replace(each, fault=_say(slip))


def _say(slip: Slip) -> Fault:
    if not slip.written:
        return Fault(".", UNREADABLE, cause=slip.cause)
    why = N_("cannot be read at line {line}: {cause}. There stands: {written}")
    return Fault(".", why, line=slip.line, cause=slip.cause, written=slip.written)


def find_slip(data: bytes, said: str) -> Slip:
    """Return what is wrong with a file of which the parser `said` that it is no TOML."""
    try:
        toml = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _find_encoding(data, error.start)
    if "\0" in toml:
        return Slip(1, "", _UTF_16)
    return _find_cause(toml.replace("\r\n", "\n").split("\n"), said)


def _find_encoding(data: bytes, first_wrong: int) -> Slip:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in data[:200]:
        return Slip(1, "", _UTF_16)
    line = data.count(b"\n", 0, first_wrong) + 1
    return Slip(line, data.split(b"\n")[line - 1].decode("cp1252", "replace").strip(), _WINDOWS)


def _find_cause(lines: list[str], said: str) -> Slip:
    found = re.search(r"\(at line (\d+)", said)
    number = int(found[1]) if found else len(lines)
    number = min(number, len(lines))
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    written = lines[number - 1]
    cause = _judge(lines, number, said)
    if cause is _UNKNOWN and said.startswith("Unclosed"):
        cause = _TABLE_OPEN if "table" in said else _LIST_OPEN
    return Slip(number, written.strip(), cause)


def _judge(lines: list[str], number: int, said: str) -> Msg:
    written = lines[number - 1]
    if said.startswith("Cannot"):
        return _TWICE
    if "Unterminated" in said:
        return _TEXT_OPEN
    if _HEADER.search(written):  # read as one more value
        return _LIST_OPEN
    for pattern, cause in _ON_LINE:
        if pattern.search(written):
            return cause
    before = next((each.strip() for each in reversed(lines[: number - 1]) if each.strip()), "")
    begins = written.strip()[:1]
    if (
        said.startswith("Unclosed array")
        and begins in set("\"'{")
        and not before.endswith((",", "["))
    ):
        return _NO_COMMA
    return _UNKNOWN
