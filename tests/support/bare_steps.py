"""Steps and boxes with as much as progress knows of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A check; only codes need its number."""

    id: str
    formerly: tuple[str, ...] = ()
    number: int = 0
    formerly_numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Page:
    """A step."""

    id: str
    checks: tuple[Box, ...]
    revision: int = 1
    formerly: tuple[str, ...] = ()
    home: str | None = None
