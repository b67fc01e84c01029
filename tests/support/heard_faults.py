"""What is wrong with plain lines as they are heard. Nothing here runs anything.

A line is heard as one utterance. So each has to begin where a sentence does, or a title, an answer
or an address; and every sentence that was printed is spoken once, in its order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from support.heard_units import Turn, as_spoken

# Lines, blocks, what is drawn of dots, and older sets of the same.
_DRAWN = re.compile("[\u2500-\u25ff\u2800-\u28ff\U0001fb00-\U0001fbff]")
_END = re.compile(r"[.?!…][»”)’'\s]*$")
_BETWEEN = re.compile(r"(?<=[.?!…])\s+")
_ONLY_A_NUMBER = re.compile(r"\W*\d+\W*")
_NUMBERED = re.compile(r"\d+(\.| ?:) ")
_ACROSS = 2  # words on each side of where a line ends: so many tell a text


def find_faults(turns: Sequence[Turn], known: Iterable[str]) -> list[str]:
    """Say what is wrong with how turns were heard. `known` are texts that lines may be parts of."""
    lines = [line for turn in turns for line in turn.printed]
    heard = [each for turn in turns for each in turn.heard]
    return [
        *(fault for turn in turns for fault in _find_noise(turn.heard)),
        *_find_cut_by_reader(lines, heard),
        *_find_cut_by_program(lines, known),
        *_find_changed(lines, heard),
    ]


def _find_noise(heard: Sequence[str]) -> Iterator[str]:
    """Find what is drawn, and what says nothing without what follows; a prompt stands last."""
    for each in heard:
        if _DRAWN.search(each) or not any(character.isalnum() for character in each):
            yield f"drawn, not written: {each}"
    for each, following in pairwise(heard):
        if _ONLY_A_NUMBER.fullmatch(each):
            yield f"a number apart from what it numbers: {each}, then {following}"
        if each.endswith(":") and not (_NUMBERED.match(following) or "://" in following):
            yield f"a label apart from what it names: {each}, then {following}"


def _find_cut_by_reader(lines: Sequence[str], heard: Sequence[str]) -> Iterator[str]:
    """Find utterances that begin inside a line; if anything was lost, this says nothing."""
    printed, spoken = ([each.replace(" ", "") for each in texts] for texts in (lines, heard))
    if "".join(printed) != "".join(spoken):
        return
    beginnings = set(accumulate(map(len, printed), initial=0))
    for place, each in zip(accumulate(map(len, spoken), initial=0), heard, strict=False):
        if place not in beginnings:
            yield f"begins inside a line: {each}"


def _find_cut_by_program(lines: Sequence[str], known: Iterable[str]) -> Iterator[str]:
    whole = "\n".join(f" {as_spoken(each)} " for each in known)
    for before, line in pairwise(lines):
        across = " ".join([*before.split()[-_ACROSS:], *line.split()[:_ACROSS]])
        goes_on = line[0].islower() and "://" not in line and not before.endswith(":")
        if not _END.search(before) and (goes_on or f" {across} " in whole):
            yield f"begins inside a sentence: {line}"


def _find_changed(lines: Sequence[str], heard: Sequence[str]) -> Iterator[str]:
    """Find sentences that were lost, said twice or said elsewhere."""
    printed, spoken = (_BETWEEN.split(" ".join(each)) for each in (lines, heard))
    matcher = SequenceMatcher(a=printed, b=spoken, autojunk=False)
    for tag, begin, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield f"printed {printed[begin:end]}, spoken {spoken[first:last]}"
