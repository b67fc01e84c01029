"""The addresses that a pack names: where facts were read, and the sites that it adds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mes_optout.content.faults import TWICE, Found, report
from mes_optout.content.sites import judge_host, judge_url
from mes_optout.errors import N_, Fault

MOST_HOSTS = 20  # that a pack may add: few enough to be read on one page


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `date` is free text, for some sources only say « early 2022 ».

    Of a law, `title` is the code and `article` what of it was read, at `read_at` where `url`, to
    which people are led, could not be opened.
    """

    title: str
    url: str
    date: str
    article: str | None = None
    read_at: str | None = None

    @property
    def dated(self) -> str:
        """The title with the date."""
        return _say_dated(self.title, [self.article] if self.article else [], self.date)


def _say_dated(title: str, articles: Sequence[str], date: str) -> str:
    """Name a source in French, in which all of them are."""
    named = f", article{'s' * (len(articles) > 1)} {', '.join(articles)}" if articles else ""
    return f"{title}{named} ({date})"


def gather(keys: Iterable[str], known: Mapping[str, Source]) -> list[tuple[str, str]]:
    """Return each name with its address; what stands at one address of a code is named together.

    A key that is not known is left out: `steps check` names it.
    """
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in (known[key] for key in keys if key in known):
        found.setdefault((each.title, each.url, each.date), []).append(each.article or "")
    return [
        (_say_dated(title, list(filter(None, articles)), date), url)
        for (title, url, date), articles in found.items()
    ]


@dataclass(frozen=True, slots=True)
class Sources:
    """Every source of a pack by its key."""

    sources: Mapping[str, Source] = field(default_factory=dict)


def find_source_faults(sources: Sources) -> Found:
    """Check that every source has a plain https address."""
    for key, source in sources.sources.items():
        yield from report(("sources", key, "url"), judge_url(source.url))
        if source.read_at is not None:
            yield from report(("sources", key, "read_at"), judge_url(source.read_at))


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
