"""The fingerprint of French texts, by which a translation knows whether its original changed."""

import json
from dataclasses import fields, is_dataclass
from hashlib import sha256

_LENGTH = 16

# What may change without a word of the text changing: how sure it is, when it was read again,
# what it was called before, whether it must be done again, which box closes, where the telephone
# or a letter helps.
# `original` stands in translations only.
_LEFT_OUT = frozenset(
    {
        *("confidence", "reviewed", "sources", "formerly", "revision", "change", "closes"),
        *("hotline", "procedures", "steps", "original", "language"),
    }
)


def fingerprint(french: object) -> str:
    """Return 16 hexadecimal digits that change whenever the texts or structure of a model do.

    `french` is what is translated as a whole: a step, or a letter.
    """
    plain = _plain(french)
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:_LENGTH]


def _plain(value: object) -> object:
    """Turn a model into what JSON knows.

    What is not set is left out: a field that the model gains later makes no translation stale.
    """
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        pairs = ((each.name, getattr(value, each.name)) for each in fields(value))
        return {
            name: _plain(found)
            for name, found in pairs
            if name not in _LEFT_OUT and found not in {None, ()}
        }
    return value
