"""`steps prove`: whether the steps lead on from everywhere, and how long the ways are."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mes_optout.commands.parameters import make_argument, make_option, offer_files
from mes_optout.commands.settings import get_settings
from mes_optout.commands.steps import render_findings
from mes_optout.errors import PackInvalidError
from mes_optout.i18n import _, ngettext

if TYPE_CHECKING:
    from mes_optout.reports.prove.lengths import Length
    from mes_optout.reports.prove.proving import Proof


def prove_steps(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        make_argument(
            _("[FOLDER]"),
            _("The steps to go through; without it, those of --steps, or else the shipped ones."),
            offer_files,
        ),
    ] = None,
    graph: Annotated[
        str | None,
        make_option(
            "--graph", _("PROCEDURE"), _("Only draw the map of one procedure, for Graphviz.")
        ),
    ] = None,
) -> None:
    from mes_optout.reports.prove.proving import Chosen, prove

    settings = get_settings(context)
    chosen = Chosen(folder or settings.steps, settings.language, settings.today)
    if graph is not None:
        from mes_optout.reports.prove.mapping import draw_map

        typer.echo(draw_map(chosen.pack(), graph, chosen.today), nl=False)
        return
    found = prove(chosen)
    typer.echo("\n".join(_say_figures(found)))
    typer.echo("\n".join(render_findings(found.findings, len(found.findings))))
    if found.findings:
        raise typer.Exit(PackInvalidError.code)


def _say_figures(found: "Proof") -> Iterator[str]:
    yield _("Tried: {beginnings} beginnings, {states} pages, {answers} answers.").format(
        beginnings=found.beginnings, states=found.states, answers=found.answers
    )
    if not found.lengths:
        return
    yield _("The fewest answers to the first boxes, and to the end:")
    for each in found.lengths:
        yield f"  {each.situation}: {_say_count(each.deed)}, {_say_count(each.end)}"
    longest = max(found.lengths, key=_count_to_end)
    count = _count_to_end(longest)
    yield ngettext("The longest of these: {n} answer.", "The longest of these: {n} answers.", count)


def _say_count(count: int | None) -> str:
    return _("never") if count is None else str(count)


def _count_to_end(length: "Length") -> int:
    return length.end or 0
