"""The addresses that a pack names: where facts were read, and the sites that it adds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mes_optout.content.faults import TWICE, Found, report
from mes_optout.content.sites import judge_host, judge_url
from mes_optout.errors import N_, Fault

MOST_HOSTS = 20  # that a pack may add: few enough to be read on one page


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


def find_source_faults(sources: Sources) -> Found:
    """Check that every source has a plain https address."""
    for key, source in sources.sources.items():
        yield from report(("sources", key, "url"), judge_url(source.url))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack that a person chose says of itself, in `pack.toml`.

    `hosts` are the sites that its steps may lead to, beside `sites.HOSTS`.
    """

    hosts: tuple[str, ...] = ()


def find_manifest_faults(manifest: Manifest) -> Found:
    """Check that each site is named plainly, and once."""
    count = len(manifest.hosts)
    if count > MOST_HOSTS:
        why = N_("names {count} sites of {limit} at most; take some away")
        yield ("hosts",), Fault("", why, count=count, limit=MOST_HOSTS)
        return  # to compare thousands with one another takes minutes
    for index, host in enumerate(manifest.hosts):
        twice = TWICE if host in manifest.hosts[:index] else None
        yield from report(("hosts", index), judge_host(host) or twice)
