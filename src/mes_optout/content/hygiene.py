"""What texts and links of a pack may contain, so that no pack can steer a terminal or a reader."""

import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from urllib.parse import urlsplit

from mes_optout.errors import N_, Fault, Msg

# The sites that a step may send a person to. Sources may stand elsewhere: nobody has to open them.
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

# Format characters (bidirectional marks, zero width), controls, surrogates, private use,
# unassigned, line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def text_fault(text: str) -> tuple[Msg, dict[str, object]] | None:
    """Say why `text` may not be shown, or None when it may."""
    if len(text) > LONGEST_TEXT:
        return N_("is longer than {limit} characters"), {"limit": LONGEST_TEXT}
    if not text.strip():
        return N_("is empty"), {}
    if "[" in text or "]" in text:
        return N_("holds a square bracket, which some programs read as markup"), {}
    if text.isprintable():  # almost always, and far quicker than looking at each letter
        return None
    for letter in text:
        if unicodedata.category(letter) in _REFUSED:
            return N_("holds the forbidden character U+{number}"), {"number": f"{ord(letter):04X}"}
    return None


def id_fault(text: str) -> Msg | None:
    """Say why `text` is no id, or None."""
    if not text or len(text) > _LONGEST_ID or not _ID_LETTERS.issuperset(text):
        return N_("must be 1 to 40 of a-z, 0-9 and -")
    return None


def url_fault(url: str) -> Msg | None:
    """Say why `url` is no plain https address, or None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return N_("is not an address")
    if parts.scheme != "https":
        return N_("must begin with https://")
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return N_("may hold ASCII letters, digits and signs only")
    if not parts.netloc or parts.netloc != parts.hostname:
        return N_("may not name a user or a port")
    return None


def link_fault(url: str) -> Msg | None:
    """Say why a step may not send a person to `url`, or None."""
    fault = url_fault(url)
    if fault is None and urlsplit(url).hostname not in HOSTS:
        return N_("leads to a site that is not on the list of allowed sites")
    return fault


def text_faults(
    value: object, path: tuple[object, ...] = ()
) -> Iterator[tuple[tuple[object, ...], Fault]]:
    """Walk a model and yield (path, fault) for each text that may not be shown."""
    if isinstance(value, str):
        found = text_fault(value)
        if found is not None:
            yield path, Fault("", found[0], **found[1])
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from text_faults(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from text_faults(key, (*path, key))
            yield from text_faults(item, (*path, key))
    elif is_dataclass(value):
        for each in fields(value):
            yield from text_faults(getattr(value, each.name), (*path, each.name))
