"""Packs that stand in no folder."""

from collections.abc import Mapping
from typing import Any

import tomlkit

from mes_optout.content.conversion import keep_words
from mes_optout.content.location import Reader


def reader(files: Mapping[str, str]) -> Reader:
    """Return what reads the files of a pack, by their names."""
    return lambda name: files[name].encode() if name in files else None


def words_of(french: str, shape: type, originals: Mapping[str, str] | None = None) -> str:
    """Return a file of a translation that says the French: the keys that its `shape` has.

    `originals` are fingerprints, by the ids of steps.
    """
    document: Any = tomlkit.parse(french)
    keep_words(document, shape)
    text = tomlkit.dumps(document)
    for name, value in (originals or {}).items():
        begin = f'[[steps]]\nid = "{name}"\n'
        assert begin in text
        text = text.replace(begin, f'{begin}original = "{value}"\n')
    return text
