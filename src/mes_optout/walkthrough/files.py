"""Writing a takeaway into a file: what will be written, where, and who can see it, comes first."""

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
from mes_optout.walkthrough.options import go_or_quit, quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit
from mes_optout.wording.blocks import Row


@dataclass(frozen=True, slots=True)
class Takeaway:
    """What can be written into a file.

    `kind` says which formats it has. `stem` is its neutral name without an ending, `holds` says
    what will be in it, `make` makes it in a format, `careful` what else to know. `by_hand` is the
    command that does the same, up to the name of the file.
    """

    kind: str
    stem: str
    holds: str
    make: Callable[[Format], bytes]
    by_hand: str
    careful: str = ""


def offer(visit: Visit, takeaway: Takeaway, back: Stage) -> Stage:
    """Say what would be written and where, and ask; nothing is ever overwritten."""
    on_offer = {each.name: each for each in _formats(takeaway)}
    paths = {name: _free(takeaway.stem, each.endings[0]) for name, each in on_offer.items()}
    options = [
        Option(name, _(each.offer).format(name=paths[name].name)) for name, each in on_offer.items()
    ]
    screen = Screen(
        title=_("A file on this computer"),
        rows=tuple(_rows(takeaway, next(iter(paths.values())))),
    )
    options = [Option("back", _("Back, without a file")), *options, quit_option()]
    chosen = visit.ask(screen, _("What do you want to do?"), options)
    if chosen == "back":
        return back
    path = paths[chosen]
    try:
        write_file(path, takeaway.make(on_offer[chosen]), force=False)
    except (CannotWriteError, FileExistsAlreadyError) as error:
        again = partial(offer, visit, takeaway, back)
        return partial(refused, visit, sentence(error), f"{takeaway.by_hand} {path.name}", again)
    return partial(written, visit, path, back)


def written(visit: Visit, path: Path, back: Stage) -> Stage:
    """Say where the file is, and what to do with it."""
    how = _("Open it from your files: it can be read and printed there.")
    if path.suffix in CALENDAR.endings:
        how = _("Open it from your files: your calendar asks if it may add the days.")
    screen = Screen(
        title=_("The file is written"),
        rows=(
            Row(_("File"), (str(path),)),
            Row(_("What next"), (how,)),
            Row(_("Careful"), (_("Delete the file yourself when you are done with it."),)),
        ),
    )
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return back


def refused(visit: Visit, why: str, by_hand: str, back: Stage) -> Stage:
    """Say why nothing was written, and the command that can write it elsewhere."""
    screen = Screen(title=_("Nothing was written"), text=(why, by_hand))
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return back


def _rows(takeaway: Takeaway, path: Path) -> Iterator[Row]:
    yield Row(_("Folder"), (str(path.parent),))
    yield Row(_("It holds"), (takeaway.holds,))
    careful = [
        _("Whoever uses this computer can read it. “forget” does not delete it."),
        takeaway.careful,
        compose_file_notice(path, takeaway.by_hand) or "",
    ]
    yield Row(_("Careful"), (" ".join(filter(None, careful)),))


def _formats(takeaway: Takeaway) -> Iterator[Format]:
    """Yield the formats on offer that can be made here: some need an extra."""
    for each in list_formats(takeaway.kind):
        if each.offer and (each.extra is None or find_spec(each.extra) is not None):
            yield each


def _free(stem: str, ending: str) -> Path:
    """Return the first name in the folder one is in that no file has; `ending` has its dot."""
    try:
        folder = Path.cwd()
    except FileNotFoundError:  # it was deleted meanwhile
        folder = Path.home()
    number = 1
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}{ending}").exists():
        number += 1
    return path
