"""Every error of the program, wherever it is made."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import mes_optout
from mes_optout.errors import OptoutError

# It stands on functions of Windows, and has no errors of its own.
_ON_WINDOWS_ONLY = "mes_optout.system.console"


def every_error() -> list[type[OptoutError]]:
    """Return the whole family, by name."""
    for module in walk_packages(mes_optout.__path__, "mes_optout."):
        if module.name != _ON_WINDOWS_ONLY:
            import_module(module.name)
    return sorted(set(_below(OptoutError)), key=lambda kind: kind.__name__)


def _below(kind: type[OptoutError]) -> Iterator[type[OptoutError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
