"""What the Tab key offers for a value, beside what Click offers by itself."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mes_optout.commands.settings import Settings, steps_chosen
from mes_optout.i18n import language

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


# What stands beside a candidate that the shell is to take for the start of a file's name.
A_FILE = "a file"


def files(incomplete: str) -> list[tuple[str, str]]:
    """Leave it to the shell, which knows what files there are."""
    return [(incomplete, A_FILE)]


def among(*names: str) -> Callable[[], list[str]]:
    """Return what offers these names."""
    return lambda: list(names)


def procedures(context: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield each procedure with its title. Raises as `Pack.procedure`."""
    pack = _pack(context)
    for name in pack.names:
        yield name, pack.procedure(name).title


def letters(context: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield each letter with its title. Raises as `load_letters`."""
    from mes_optout.content.letters import load_letters

    for each in load_letters(_pack(context)):
        yield each.letter.id, each.guide.title


def _pack(context: typer.Context) -> "Pack":
    """Return the pack that the line means. No command has run: there are no settings yet."""
    given = context.find_root().params.get("steps_folder")
    day = date.min  # nothing that is offered depends on it
    return Settings(language(), steps_chosen(Path(given) if given else None), day).pack()
