"""What texts name again and again, each once: addresses, numbers, articles, durations, names.

Texts are written as they are read; `steps check` compares them with this. Only an address is also
taken from here, by its name: see `links`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mes_optout.content.faults import EMPTY, Found, Path, judge_id, report
from mes_optout.content.links import NAME
from mes_optout.content.sites import judge_url
from mes_optout.errors import N_

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its `url`, what it is, and the keys of the facts or the sources that name it."""

    url: str
    about: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Telephone:
    """A `number` as it is written, and who answers."""

    number: str
    about: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What an article of a law is about; its number is its key."""

    about: str
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duration:
    """A `length` in the words of the original, and of what: « six semaines ».

    A sentence with a word, in any language, that begins as one of `said_of` says this length, if it
    says one in the same unit.
    """

    length: str
    about: str
    said_of: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """All that somebody, or a law or a register, is called, in every language; short ones too."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """Every value by its key. `others` are numbers, abbreviations and sites of no other kind.

    The key of one of these is what stands in a text, and its value says what it is.
    """

    addresses: Mapping[str, Address] = field(default_factory=dict)
    telephones: Mapping[str, Telephone] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    durations: Mapping[str, Duration] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    def list_said(self) -> Iterator[tuple[Path, Address | Telephone | Article | Duration]]:
        """Yield (path, value) for each one that facts or sources say."""
        for name in ("addresses", "telephones", "articles", "durations"):
            for key, value in getattr(self, name).items():
                yield (name, key), value


def load_values(pack: "Pack") -> Values | None:
    """Load the values of a pack, None without a file of them. Raises as `Pack.triage`."""
    return pack.load(NAME, Values, _find_faults)


def _find_faults(values: Values) -> Found:
    for key, address in values.addresses.items():
        yield from report(("addresses", key), judge_id(key))
        yield from report(("addresses", key, "url"), judge_url(address.url))
    for key, telephone in values.telephones.items():
        digits = telephone.number.replace(" ", "")
        wrong = None if digits.isdecimal() else N_("must be digits, with single spaces if any")
        yield from report(("telephones", key, "number"), wrong)
    for key, organisation in values.organisations.items():
        wrong = None if organisation.names else EMPTY
        yield from report(("organisations", key, "names"), wrong)
    # Addresses may be of somebody who is found nowhere else, and durations our own estimates.
    for path, value in values.list_said():
        if isinstance(value, Telephone | Article) and not (value.facts or value.sources):
            yield from report(path, N_("needs “facts”, or “sources”"))
