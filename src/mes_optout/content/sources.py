"""Where facts were read: the sources of a pack, and what their file must hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mes_optout.content.checks import Found, one
from mes_optout.content.hygiene import url_fault


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `date` is free text, for some sources only say « early 2022 »."""

    title: str
    url: str
    date: str

    @property
    def dated(self) -> str:
        """The title with the date."""
        return f"{self.title} ({self.date})"


@dataclass(frozen=True, slots=True)
class Sources:
    """Every source of a pack by its key."""

    sources: Mapping[str, Source] = field(default_factory=dict)


def source_faults(sources: Sources) -> Found:
    """Check that every source has a plain https address."""
    for key, source in sources.sources.items():
        yield from one(("sources", key, "url"), url_fault(source.url))
