"""Links by name: an address that stands once, in the table of values, and serves everywhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mes_optout.content.parsing import cut_table, parse
from mes_optout.errors import N_, Fault
from mes_optout.strict import FaultsError, name_place

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

Table = dict[str, Any]  # as it was parsed

NAME = "valeurs.toml"  # beside the folders of the languages

_LOST = N_("“{name}” is no address of {file}; mend the name, or write all of it, from https:// on")

# By the lists of a file, the key under which each of its tables has an address.
_KEYS = {"steps": "link", "resources": "url"}


def fill_links(raw: Table, pack: "Pack") -> Table:
    """Put addresses in the place of their names. Raises FaultsError, and as `Pack.triage`."""
    named = list(_find_names(raw))
    if not named:
        return raw
    known = _find_addresses(pack, {name for _, _, name in named})
    faults = [
        Fault(name_place(raw, (where, index, _KEYS[where])), _LOST, name=name, file=NAME)
        for where, index, name in named
        if name not in known
    ]
    if faults:
        raise FaultsError(faults)
    filled = {where: list(raw[where]) for where in dict.fromkeys(where for where, _, _ in named)}
    for where, index, name in named:
        filled[where][index] = {**filled[where][index], _KEYS[where]: known[name]}
    return raw | filled


def _find_names(raw: Table) -> Iterator[tuple[str, int, str]]:
    """Yield (list, index, name) for each address that is named: what has no dot is no address."""
    for where, key in _KEYS.items():
        tables = raw.get(where)
        for index, table in enumerate(tables if isinstance(tables, list) else ()):
            value = table.get(key) if isinstance(table, dict) else None
            if isinstance(value, str) and value.strip() and "." not in value and ":" not in value:
                yield where, index, value


def _find_addresses(pack: "Pack", names: set[str]) -> dict[str, str]:
    """Return those of some addresses that there are, by their names. Raises as `Pack.triage`.

    Of the program's own only these are parsed, for a page waits: tests look at the whole.
    """
    if pack.own:
        from mes_optout.content.values import load_values  # noqa: PLC0415  (when it is asked for)

        values = load_values(pack)
        return {key: address.url for key, address in values.addresses.items()} if values else {}
    data = pack.read(NAME) or b""
    tables = ((name, cut_table(data, f"addresses.{name}")) for name in sorted(names))
    raw: Table = {name: parse(NAME, table) for name, table in tables if table}
    return {name: table["addresses"][name]["url"] for name, table in raw.items()}
