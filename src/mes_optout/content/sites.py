"""Where a pack may lead: plain https addresses, and for its steps only to known sites."""

from collections.abc import Container
from urllib.parse import urlsplit

from mes_optout.errors import N_, Msg

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

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_IN_LABEL = _LETTERS | frozenset("0123456789-")
_IN_URL = _IN_LABEL | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ._~:/?#@!$&'()*+,;=%")  # RFC 3986
_LONGEST_LABEL, _LONGEST_HOST = 63, 253


def judge_url(url: str) -> Msg | None:
    """Say why `url` is no plain https address, or None."""
    if not url.startswith("https://"):
        return N_("must begin with https://")
    if not _IN_URL.issuperset(url):
        return N_("may hold ASCII letters, digits and signs only; remove spaces and accents")
    parts = urlsplit(url)
    if "@" in parts.netloc or ":" in parts.netloc:
        return N_("may not name a user or a port; remove it")
    if not parts.path and (parts.query or parts.fragment):
        return N_("needs a / after the name of the site")  # « site.fr?x » reads as one long name
    return judge_host(parts.netloc)


def judge_host(host: str) -> Msg | None:
    """Say why `host` is no plain name of a site, or None.

    It is a name of the DNS (RFC 1123) whose last part is no number, for that would be an address by
    number.
    """
    *front, last = labels = host.split(".")
    plain = front and last[:1] in _LETTERS and all(map(_is_label, labels))
    if len(host) > _LONGEST_HOST or not plain:
        return N_("must name a site like www.example.org: small letters, digits, - and dots only")
    return None


def _is_label(label: str) -> bool:
    """Say whether a part of a name is plain: not letters of other scripts in disguise either."""
    return (
        0 < len(label) <= _LONGEST_LABEL
        and _IN_LABEL.issuperset(label)
        and "-" not in {label[0], label[-1]}
        and not label.startswith("xn--")
    )


def judge_link(url: str, hosts: Container[str] = HOSTS) -> Msg | None:
    """Say why a step may not send a person to `url`, or None. `hosts` are the allowed sites."""
    fault = judge_url(url)
    if fault is None and urlsplit(url).netloc not in hosts:
        return N_("leads to a site not allowed; mend it, or add the site to “hosts” in pack.toml")
    return fault
