"""A home for each walk that is heard."""

from support.fixtures import home

__all__ = ["home"]
