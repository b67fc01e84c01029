"""Packs that stand in no folder."""

from collections.abc import Mapping

from mes_optout.content.location import Reader


def reader(files: Mapping[str, str]) -> Reader:
    """Return what reads the files of a pack, by their names."""
    return lambda name: files[name].encode() if name in files else None
