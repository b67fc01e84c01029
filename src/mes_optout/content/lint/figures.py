"""Figures: a translation counts as the French does, in digits or in words.

« six semaines », « 8 h 30 » and « 10 000 » are “six weeks”, “8:30” and “10,000”. What a language
writes them with stands in its lists.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Findings, Loaded, at, error
from mes_optout.content.lint.pairing import pair_texts
from mes_optout.content.lint.word_lists import FigureWords, find_words
from mes_optout.content.whom import pick_lines
from mes_optout.errors import N_
from mes_optout.languages import ORIGINAL

_LOST = N_("does not say “{expected}”, as the French does; add it, or mend the French")
_ADDED = N_("says “{found}”, which the French does not; remove it, or mend the French")
_ARTICLE = r"(?P<article>[A-Z]\.? ?\d{3,}(?:-\d+)*)"
_DELAYS = {"days": "day", "weeks": "week", "months": "month"}
_AFTERNOON = "p"


@dataclass(frozen=True, slots=True)
class Figure:
    """Something counted: its `value`, of what `unit` if one follows, and how it is `said`.

    `kind` is “article”, “time”, “digits”, “word” or “month”. An `idle` one may be said without
    a count: « les deux » is “both”, and “the six weeks” are « le délai ».
    """

    kind: str
    value: str
    unit: str
    said: str
    start: int
    idle: bool = False


@cache  # each text is compared with its translation, and with the table of values
def read_figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return what a text counts, in its order; nothing where the language has no lists for it."""
    words = find_words(language).figures
    return tuple(_make_reader(language).read(text)) if words else ()


def straighten_spaces(text: str) -> str:
    """Return a text with simple spaces where no line may break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def find_unlike_figures(original: Loaded, translation: Loaded) -> Findings:
    """Compare the figures of each text that both languages have, field by field."""
    if not all(find_words(each.language).figures for each in (original, translation)):
        return
    for file, place, was, text in pair_texts(original, translation):
        if was != text:
            yield from _compare(file, place, was, translation.language, text)
    letters = {letter.id: letter for letter in original.french_letters}
    explanations = translation.explanations.letters if translation.explanations else ()
    for explained in explanations:
        # Its lines are not those of the letter one by one.
        for whom in Whom if explained.id in letters else ():
            yield from _compare(
                translation.file(LETTERS),
                at("letters", explained.id, "says"),
                "\n".join(pick_lines(letters[explained.id].body, whom)),
                translation.language,
                "\n".join(pick_lines(explained.says, whom)),
            )


def find_other_delays(original: Loaded) -> Findings:
    """Compare when something is due with what its text says of it, if that counts the same unit."""
    for name, procedure in original.procedures.items():
        for each in procedure.follow_ups:
            said = read_figures(each.text, original.language)
            for key, unit in _DELAYS.items():
                count = getattr(each, key)
                counted = [figure for figure in said if figure.unit == unit]
                if count and counted and str(count) not in {figure.value for figure in counted}:
                    why = N_("is {count}, and its text says “{found}”; write the same in both")
                    place = at("follow_ups", each.id, key)
                    yield error(original.file(name), place, why, count=count, found=_list(counted))


def _compare(file: str, place: str, french: str, language: str, text: str) -> Findings:
    old = read_figures(french, ORIGINAL)
    new = read_figures(_drop_quotes_explained(text, french, language), language)
    if not old and not new:
        return
    lost, added = _take_away(old, new), _take_away(new, old)
    lost, added = _drop_idle(lost, added), _drop_idle(added, lost)
    facts = {"expected": _list(lost), "found": _list(added)}
    if lost and added:
        why = N_("says “{found}” where the French says “{expected}”; write the same figure in both")
        yield error(file, place, why, **facts)
    elif lost:
        yield error(file, place, _LOST, **facts)
    elif added:
        yield error(file, place, _ADDED, **facts)


def _drop_quotes_explained(text: str, french: str, language: str) -> str:
    """Leave out French words that are quoted before they are said in the language, in brackets."""
    opening, closing = find_words(language).quotes
    parts = text.split(opening)
    for index, part in enumerate(parts[1:], 1):
        quoted, closed, rest = part.partition(closing)
        if closed and rest.startswith(" (") and quoted in french:
            parts[index] = rest
    return "".join(parts)


def _take_away(some: Iterable[Figure], others: Iterable[Figure]) -> list[Figure]:
    """Return those of some figures that have no like among the others, each used once.

    A unit may go without saying: « 18 ans » is “18”.
    """
    left = list(others)
    missing: list[Figure] = []
    for each in sorted(some, key=lambda figure: (figure.idle, not figure.unit)):
        alike = [other for other in left if other.value == each.value]
        same = [other for other in alike if other.unit == each.unit]
        same += [other for other in alike if not (other.unit and each.unit)]
        if same:
            left.remove(same[0])
        else:
            missing.append(each)
    return missing


def _drop_idle(some: Iterable[Figure], others: Iterable[Figure]) -> list[Figure]:
    """Leave out idle figures, but for those in whose place the others have another count."""
    units = {other.unit for other in others if other.unit}
    return [each for each in some if not each.idle or each.unit in units]


def _list(figures: Iterable[Figure]) -> str:
    return ", ".join(each.said for each in sorted(figures, key=lambda figure: figure.start))


@cache
def _make_reader(language: str) -> "_FigureReader":
    words = find_words(language).figures
    assert words  # noqa: S101  (asked by the caller)
    return _FigureReader(words)


@dataclass(frozen=True)
class _FigureReader:
    words: FigureWords

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        thousands, decimals = re.escape(self.words.thousands), re.escape(self.words.decimals)
        whole = rf"(?:\d{{1,3}}(?:[{thousands}]\d{{3}})+|\d+)"
        digits = rf"(?<!\.){whole}(?:{decimals}\d+)?(?!\d)"
        ways = (
            _ARTICLE,
            rf"(?P<time>{self.words.time})",
            rf"(?P<digits>{digits})",
            rf"(?P<word>(?i:{self._number}(?:-{self._number})*)\b)",
            rf"(?P<month>(?:{'|'.join(self.words.months)})\b)",
        )
        return re.compile(rf"\b(?:{'|'.join(ways)})")

    @cached_property
    def _number(self) -> str:
        longest_first = sorted(self.words.numbers, key=len, reverse=True)
        return f"(?:{'|'.join(longest_first)})"

    @cached_property
    def _unit(self) -> re.Pattern[str]:
        units = (rf"(?P<{unit}>{pattern})" for unit, pattern in self.words.units.items())
        return re.compile(rf"[ -](?:{'|'.join(units)})\b", re.IGNORECASE)

    @cached_property
    def _one(self) -> re.Pattern[str]:
        """One of something: the word alone is an article in many a language."""
        units = "|".join(self.words.units.values())
        return re.compile(rf"\b(?:{self.words.one}) (?={units}\b)", re.IGNORECASE)

    @cached_property
    def _uncounted(self) -> re.Pattern[str]:
        return re.compile("|".join(self.words.uncounted) or "(?!)", re.IGNORECASE)

    def read(self, text: str) -> Iterator[Figure]:
        text = straighten_spaces(text)
        for found in self._pattern.finditer(text):
            kind = str(found.lastgroup)
            value = self._value(found)
            unit, end = "hour" if kind == "time" else "", found.end()
            if kind in {"digits", "word"} and (of := self._unit.match(text, end)):
                unit, end = of.lastgroup or "", of.end()
            idle = any(
                each.start() <= found.start() < each.end()
                for each in self._uncounted.finditer(text)
            )
            yield Figure(kind, value, unit, text[found.start() : end], found.start(), idle)
        for found in self._one.finditer(text):
            of = self._unit.match(text, found.end() - 1)
            if of:
                said = text[found.start() : of.end()]
                yield Figure("word", "1", str(of.lastgroup), said, found.start())

    def _value(self, found: re.Match[str]) -> str:
        if found["article"]:
            return re.sub(r"[. ]", "", found["article"])
        if found["time"]:
            half, minutes = found.groupdict().get("half"), found["minutes"]
            hour = int(found["hour"]) % 12 if half else int(found["hour"])
            hour += 12 if half == _AFTERNOON else 0
            return f"{hour}:{minutes}" if minutes and int(minutes) else str(hour)
        if found["digits"]:
            whole = re.sub(rf"[{re.escape(self.words.thousands)}](?=\d{{3}})", "", found["digits"])
            return whole.replace(self.words.decimals, ".")
        if found["month"]:
            return f"month {self.words.months.index(found['month']) + 1}"
        parts = re.findall(self._number, found["word"].lower())
        return str(sum(self.words.numbers[part] for part in parts))
