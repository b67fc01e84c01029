"""One JSON document as text, for machines, that is also harmless on a terminal."""

import json
import re
from collections.abc import Mapping

from mes_optout.text import is_unprintable

_NOT_ASCII = re.compile(r"[^\n -~]")


def written(document: Mapping[str, object]) -> str:
    """Write a document; a letter that could steer a terminal stands there as JSON's own escape.

    A program that reads it gets every text back unchanged.
    """
    plain = json.dumps(document, ensure_ascii=False, indent=2)
    return _NOT_ASCII.sub(_escaped, plain) + "\n"


def _escaped(found: re.Match[str]) -> str:
    letter = found[0]
    return json.dumps(letter)[1:-1] if is_unprintable(letter) else letter
