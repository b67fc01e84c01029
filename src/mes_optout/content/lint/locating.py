"""On which line each finding is, for all rules alike: none of them knows how a file is written."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from mes_optout.content.lines import find_line, find_lines
from mes_optout.content.lint.findings import Finding, split_place
from mes_optout.content.location import Reader
from mes_optout.content.parsing import parse
from mes_optout.errors import Fault, OptoutError

# Finds the line of a fault.
_Find = Callable[[Fault], int]


def locate(read: Reader, found: Iterable[Finding]) -> list[Finding]:
    """Return findings with their lines, file by file, each from its first line to its last."""

    @cache
    def open_file(name: str) -> _Find:
        try:
            data = read(name) or b""
            raw = parse(name, data)
        except OptoutError:  # which is a finding itself
            return _find_said
        lines = find_lines(data.decode("utf-8-sig").replace("\r\n", "\n"))
        return lambda fault: find_line(lines, raw, split_place(fault.place))

    located = [replace(each, line=open_file(each.file)(each.fault)) for each in found]
    return sorted(located, key=lambda each: (each.file, each.line))


def _find_said(fault: Fault) -> int:
    """Return the line that a fault names itself, as one of a file that cannot be parsed may."""
    line = str(fault.facts.get("line", ""))
    return int(line) if line.isdecimal() else 1
