"""What texts and links of a pack may contain, so that no pack can steer a terminal or a reader."""

import re
from collections.abc import Container, Iterator
from dataclasses import fields, is_dataclass
from urllib.parse import urlsplit

from mes_optout.errors import N_, Fault, Msg
from mes_optout.text import is_plain, steers

# The sites that a step may send a person to; a pack of one's own may name others in `pack.toml`.
# Sources may stand elsewhere: nobody has to open them.
HOSTS = frozenset(
    {
        "www.monespacesante.fr",
        "monespacesante.fr",
        "monespacesante.elioz.fr",
        "www.cnil.fr",
    }
)

# A text longer than this is no sentence of ours.
LONGEST_TEXT = 2_000

_ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_LONGEST_ID = 40

# A name of the DNS (RFC 1123) whose last part is no number, for that would be an address by number.
_LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
_LONGEST_HOST = 253
# Letters of other scripts in disguise, which look like a known name once a browser shows them.
_DISGUISED = re.compile(r"(?:^|\.)xn--")
_URL = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+")  # RFC 3986 without the brackets


def judge_text(text: str) -> tuple[Msg, dict[str, object]] | None:
    """Say why `text` may not be shown, or None when it may."""
    if len(text) > LONGEST_TEXT:
        return N_("is longer than {limit} characters"), {"limit": LONGEST_TEXT}
    if not text.strip():
        return N_("is empty"), {}
    if "[" in text or "]" in text:
        return N_("holds a square bracket, which some programs read as markup"), {}
    if is_plain(text):  # almost always, and far quicker than looking at each letter
        return None
    for letter in text:
        if steers(letter):
            return N_("holds the forbidden character U+{number}"), {"number": f"{ord(letter):04X}"}
    return None


def judge_id(text: str) -> Msg | None:
    """Say why `text` is no id, or None."""
    if not text or len(text) > _LONGEST_ID or not _ID_LETTERS.issuperset(text):
        return N_("must be 1 to 40 of a-z, 0-9 and -")
    return None


def judge_url(url: str) -> Msg | None:
    """Say why `url` is no plain https address, or None."""
    if not url.startswith("https://"):
        return N_("must begin with https://")
    if not _URL.fullmatch(url):
        return N_("may hold ASCII letters, digits and signs only")
    parts = urlsplit(url)
    if "@" in parts.netloc or ":" in parts.netloc:
        return N_("may not name a user or a port")
    if not parts.path and (parts.query or parts.fragment):
        return N_("needs a / after the name of the site")  # « site.fr?x » reads as one long name
    return judge_host(parts.netloc)


def judge_host(host: str) -> Msg | None:
    """Say why `host` is no plain name of a site, or None."""
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host) or _DISGUISED.search(host):
        return N_("must name a site like www.example.org: small letters, digits, - and dots only")
    return None


def judge_link(url: str, hosts: Container[str] = HOSTS) -> Msg | None:
    """Say why a step may not send a person to `url`, or None. `hosts` are the allowed sites."""
    fault = judge_url(url)
    if fault is None and urlsplit(url).netloc not in hosts:
        return N_("leads to a site that is not on the list of allowed sites")
    return fault


def find_text_faults(
    value: object, path: tuple[object, ...] = ()
) -> Iterator[tuple[tuple[object, ...], Fault]]:
    """Walk a model and yield (path, fault) for each text that may not be shown."""
    if isinstance(value, str):
        found = judge_text(value)
        if found is not None:
            yield path, Fault("", found[0], **found[1])
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from find_text_faults(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from find_text_faults(key, (*path, key))
            yield from find_text_faults(item, (*path, key))
    elif is_dataclass(value):
        for each in fields(value):
            yield from find_text_faults(getattr(value, each.name), (*path, each.name))
