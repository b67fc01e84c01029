"""What an editor left in a text for later, and addresses that reach a person."""

import re

from mes_optout.content.lint.findings import Findings, Loaded, error, split_place
from mes_optout.errors import N_

_NOTE = re.compile(r"\b(?:TODO|FIXME|XXX|TBD)\b|\b[Ll]orem ipsum\b|\?\?+|\(\s*\)")
# With letters that no address has, such as « numéro@… », it is an example.
_EMAIL = re.compile(r"(?<![\w.+-])[a-z0-9_.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
# Where an organisation says how it is reached.
_CONTACT = ("resources", "contact")


def find_left_notes(loaded: Loaded) -> Findings:
    """Look at each text of a language."""
    for file, place, text in loaded.texts():
        for note in _NOTE.findall(text):
            why = N_("holds “{note}”, a note to oneself; remove it, or write what was to be said")
            yield error(file, place, why, note=note)
        if "@" in text and not _is_contact(place):
            for address in _EMAIL.findall(text):
                why = N_(
                    "holds the e-mail address {address}; remove it: only the “contact” of a "
                    "resource has one"
                )
                yield error(file, place, why, address=address)


def _is_contact(place: str) -> bool:
    parts = split_place(place)
    return (parts[0], parts[-1]) == _CONTACT
