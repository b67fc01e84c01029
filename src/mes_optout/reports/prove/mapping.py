"""The map of a procedure: its pages, and which answer leads from which to which, for Graphviz."""

import json
from collections.abc import Iterator
from datetime import date

from mes_optout.content.loader import Pack
from mes_optout.i18n import _
from mes_optout.reports.prove.asking import Kind, Page
from mes_optout.reports.prove.exploring import Explorer
from mes_optout.reports.prove.starting import begin_blank
from mes_optout.reports.prove.states import Beyond, Edge, State

_SHAPES = {Kind.BOXES: "box", Kind.CHOICE: "ellipse", Kind.LINE: "parallelogram"}


def draw_map(pack: Pack, name: str, today: date) -> str:
    """Return the map in the language of Graphviz: what lies on the way straight on.

    Raises the errors of a pack.
    """
    explorer = Explorer(pack, name, today)
    begin_blank(explorer, pack.procedure(name))
    explorer.explore()
    nodes, edges = dict[str, str](), dict[str, None]()
    for state in explorer.states:
        if state.aside or state.foreign or state.page is None:
            continue
        here = _name(pack, state)
        nodes[here] = f"{_quote(here)} [shape={_SHAPES[state.page.kind]}]"
        for edge in state.edges:
            edges.update(dict.fromkeys(_draw_edge(explorer, pack, state, edge)))
    lines = (f"  {line};" for line in (*nodes.values(), *edges))
    head = ("  rankdir=TB;", '  node [fontname="sans-serif"];', '  edge [fontname="sans-serif"];')
    return "\n".join((f"digraph {_quote(name)} {{", *head, *lines, "}", ""))


def _draw_edge(explorer: Explorer, pack: Pack, state: State, edge: Edge) -> Iterator[str]:
    there = explorer.states[edge.to] if edge.to >= 0 else None
    if not edge.straight or (there is not None and there.aside):
        return
    if there is None and edge.to != Beyond.END:
        return
    labels = {option.id: option.label for option in state.page.options} if state.page else {}
    said = labels.get(edge.given.option or "", "")
    if there is None:
        target, said = said or _("The end"), ""
    else:
        target = _name(pack, there)
    label = f" [label={_quote(said)}]" if said else ""
    yield f"{_quote(_name(pack, state))} -> {_quote(target)}{label}"


def _name(pack: Pack, state: State) -> str:
    """Say what a page is: its title, and what it asks where that is more than to go on."""
    if state.foreign:
        return ", ".join(sorted(pack.title(turn.procedure) for turn in state.ways))
    page = state.page
    return "" if page is None else _join(page)


def _join(page: Page) -> str:
    if page.kind is Kind.CHOICE and page.question != _("Do you want to go on?"):
        return f"{page.screen.title}\n{page.question}"
    return page.screen.title


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
