"""What a pack that a person chose says of itself, and what its file must hold."""

from dataclasses import dataclass

from mes_optout.content.checks import Found, one
from mes_optout.content.hygiene import host_fault
from mes_optout.errors import N_, Fault

MOST_HOSTS = 20  # that a pack may add: few enough to be read on one page


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack that a person chose says of itself, in `pack.toml`.

    `hosts` are the sites that its steps may lead to, beside `hygiene.HOSTS`.
    """

    hosts: tuple[str, ...] = ()


def manifest_faults(manifest: Manifest) -> Found:
    """Check that each site is named plainly, and once."""
    count = len(manifest.hosts)
    if count > MOST_HOSTS:
        why = N_("names {count} sites of {limit} at most; take some away")
        yield ("hosts",), Fault("", why, count=count, limit=MOST_HOSTS)
        return  # to compare thousands with one another takes minutes
    for index, host in enumerate(manifest.hosts):
        twice = N_("is used twice") if host in manifest.hosts[:index] else None
        yield from one(("hosts", index), host_fault(host) or twice)
