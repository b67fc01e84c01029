"""Writing a takeaway into a file: what will be written, where, and who can see it, comes first."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from mes_optout.documents.formats import CALENDAR, Format, list_formats
from mes_optout.documents.synced_folders import compose_file_notice
from mes_optout.errors import CannotWriteError, FileExistsAlreadyError
from mes_optout.files import write_file
from mes_optout.i18n import _, sentence
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Choice, Stage, Visit, go_on
from mes_optout.wording.blocks import Row


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What can be written into a file.

    `kind` says which formats it has. `stem` is its neutral name without an ending, `holds` says
    what will be in it, `make` makes it in a format, `careful` what else to know. `by_hand` is the
    command that does the same, up to the name of the file; it is empty where only this visit can.
    """

    kind: str
    stem: str
    holds: str
    make: Callable[[Format], bytes]
    by_hand: str
    careful: str = ""


def offer_file(visit: Visit, takeaway: Takeaway, back: Stage) -> Stage | None:
    """Say what would be written and where, and ask; nothing is ever overwritten."""
    paths = [
        (each, _find_free_path(takeaway.stem, each.endings[0])) for each in _find_formats(takeaway)
    ]
    choices = [
        Choice(
            each.name,
            _(each.offer).format(name=path.name),
            partial(write_takeaway, visit, takeaway, each, path, back),
            now=True,
        )
        for each, path in paths
    ]
    rows = tuple(_say_place(takeaway, paths[0][1]))
    return visit.choose(
        Screen(title=_("A file on this computer"), rows=rows),
        _("What do you want to do?"),
        [Choice("back", _("Back, without a file"), back), *choices],
    )


def write_takeaway(
    visit: Visit, takeaway: Takeaway, wanted: Format, path: Path, back: Stage
) -> Stage:
    """Write a file; return what says where it is, or why nothing was written."""
    try:
        write_file(path, takeaway.make(wanted), force=False)
    except (CannotWriteError, FileExistsAlreadyError) as error:
        by_hand = takeaway.by_hand and f"{takeaway.by_hand} {path.name}"
        again = partial(offer_file, visit, takeaway, back)
        return partial(say_refused, visit, sentence(error), by_hand, again)
    return partial(say_written, visit, path, back)


def say_written(visit: Visit, path: Path, back: Stage) -> Stage | None:
    """Say where the file is, and what to do with it."""
    how = _("Open it from your files: it can be read and printed there.")
    if path.suffix in CALENDAR.endings:
        how = _("Open it from your files: your calendar asks if it may add the days.")
    screen = Screen(
        title=_("The file is written"),
        rows=(
            Row(_("File"), (str(path),)),
            Row(_("What next"), (how,)),
            Row(
                _("Careful"),
                (_("Delete the file yourself when you are done with it."),),
                weight="risk",
            ),
        ),
    )
    return visit.read(screen, go_on(back))


def say_refused(visit: Visit, why: str, by_hand: str, back: Stage) -> Stage | None:
    """Say why nothing was written, and the command that can write it elsewhere, if one can."""
    text = (why, by_hand) if by_hand else (why,)
    screen = Screen(title=_("Nothing was written"), text=text)
    return visit.read(screen, go_on(back))


def _say_place(takeaway: Takeaway, path: Path) -> Iterator[Row]:
    yield Row(_("Folder"), (str(path.parent),))
    yield Row(_("It holds"), (takeaway.holds,))
    careful = [
        _("Whoever uses this computer can read it. The command “forget” does not delete it."),
        takeaway.careful,
        compose_file_notice(path, takeaway.by_hand) or "",
    ]
    yield Row(_("Careful"), (" ".join(filter(None, careful)),), weight="risk")


def _find_formats(takeaway: Takeaway) -> Iterator[Format]:
    """Yield the formats on offer that can be made here: some need an extra."""
    for each in list_formats(takeaway.kind):
        if each.offer and (each.extra is None or find_spec(each.extra) is not None):
            yield each


def _find_free_path(stem: str, ending: str) -> Path:
    """Return the first name in the folder one is in that no file has; `ending` has its dot."""
    try:
        folder = Path.cwd()
    except FileNotFoundError:  # it was deleted meanwhile
        folder = Path.home()
    number = 1
    path = folder / f"{stem}{ending}"
    while os.path.lexists(path):
        number += 1
        path = folder / f"{stem}-{number}{ending}"
    return path
