"""What deleting removes and what it cannot reach, said without promises."""

from collections.abc import Sequence
from pathlib import Path

from mes_optout.i18n import _
from mes_optout.text import WIDTH, sanitize, wrap


def what_goes(files: Sequence[Path]) -> str:
    """List the files that deleting removes."""
    if not files:
        return _("Nothing is kept on this computer.") + "\n"
    return (
        "\n".join(
            [_("These files will be deleted:"), *(f"  {sanitize(str(path))}" for path in files)]
        )
        + "\n"
    )


def what_stays() -> str:
    """Say what a deletion does not reach."""
    said = (
        _("What is not deleted, because this program cannot reach it:"),
        _("- copies made by backups or by a synchronised folder;"),
        _("- lists that you printed or wrote into a file;"),
        _("- the commands that your terminal remembers;"),
        _("- traces on the disk itself, which special tools may still find."),
    )
    return "\n".join(line for part in said for line in wrap(part, WIDTH, then="  ")) + "\n"
