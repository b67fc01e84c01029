"""`steps`: for those who write them."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mes_optout.commands.parameters import make_argument, make_option, offer_files
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import hand_over
from mes_optout.errors import PackInvalidError
from mes_optout.i18n import _, ngettext, place_and_reason

if TYPE_CHECKING:
    from mes_optout.content.lint import Finding

_FORMAT = 1
_WHOLE_FILE = "."


def list_steps(context: typer.Context) -> None:
    from mes_optout.text import sanitize

    pack = get_settings(context).pack()
    for name in pack.names:
        found = pack.procedure(name)
        count = ngettext("{n} step", "{n} steps", len(found.steps))
        typer.echo(sanitize(f"{name}: {found.title} ({count}, {found.language})"))


def check_steps(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        make_argument(
            _("[FOLDER]"),
            _("The steps to look at; without it, those of --steps, or else the shipped ones."),
            offer_files,
        ),
    ] = None,
    today: Annotated[
        str | None,
        make_option("--today", _("YYYY-MM-DD"), _("Judge what is too old as if it were this day.")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("One JSON document."))] = False,
) -> None:
    from mes_optout.content import location
    from mes_optout.content.lint import Severity
    from mes_optout.content.lint.readability import can_measure
    from mes_optout.dates import parse_day
    from mes_optout.terminal.editor import check_pack

    chosen = get_settings(context)
    root = folder or chosen.steps
    read = location.folder(root) if root else location.shipped()
    names = location.list_folder(root) if root else location.list_shipped()
    checked = check_pack(read, parse_day(today) if today else chosen.today, names)
    found = checked.findings
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if as_json:
        hand_over(_render_json(found, errors, checked.hosts))
    else:
        typer.echo("\n".join(render_findings(found, errors)))
        if checked.hosts:
            hosts = ", ".join(checked.hosts)
            said = _("These steps may also lead to: {hosts}").format(hosts=hosts)
            typer.echo(said, err=True)
    if not can_measure():
        left_out = _("The Kandel-Moles score was left out: install mes-optout with “editor”.")
        typer.echo(left_out, err=True)
    if errors:
        raise typer.Exit(PackInvalidError.code)


def render_findings(found: Iterable["Finding"], errors: int) -> Iterator[str]:
    """Yield the lines that say what was found, as editors jump to it, and how much of it."""
    from mes_optout.content.lint import Severity
    from mes_optout.text import UNBROKEN, count_columns, wrap

    width = count_columns(sys.stdout, UNBROKEN)
    listed, warnings = list(found), 0
    for finding in listed:
        place, reason = place_and_reason(finding.fault)
        said = reason if place == _WHOLE_FILE else f"{place}: {reason}"
        if finding.severity is Severity.WARNING:
            warnings += 1
            said = _("Warning: {said}").format(said=said)
        yield from wrap(f"{finding.file}:{finding.line}: {said}", width, then="    ")
    if not listed:
        yield _("Everything is in order.")
        return
    counts = (
        ngettext("{n} error", "{n} errors", errors),
        ngettext("{n} warning", "{n} warnings", warnings),
    )
    yield f"{', '.join(counts)}."


def _render_json(found: Iterable["Finding"], errors: int, hosts: tuple[str, ...]) -> str:
    from mes_optout.text import render_json

    records = []
    for finding in found:
        place, reason = place_and_reason(finding.fault)
        records.append(
            {
                "file": finding.file,
                "line": finding.line,
                "place": place,
                "severity": finding.severity,
                "reason": reason,
            }
        )
    return render_json(
        {
            "format": _FORMAT,
            "hosts": hosts,
            "findings": records,
            "errors": errors,
            "warnings": len(records) - errors,
        }
    )
