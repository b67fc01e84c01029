"""The checklist as one HTML page, complete in itself: no script, no request.

It is written directly, not by way of Markdown: a box needs a label of its own, which no Markdown
has, and every text of a pack passes through one `escape`.
"""

import html
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mes_optout.i18n import _, language
from mes_optout.packaged import read_packaged
from mes_optout.takeaways.checklist import Checklist, Entry, Sheet
from mes_optout.takeaways.rows import Row, step_rows
from mes_optout.takeaways.words import help_line, last_day, remedies, target_day
from mes_optout.text import printable

# Nothing may be loaded or run; only the style sheet in the page counts.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(checklist: Checklist) -> str:
    """Write the list as a page; texts are escaped, so that a pack cannot add markup."""
    return "\n".join(_page(checklist)) + "\n"


def escape(text: str) -> str:
    """Return a text as HTML can hold it, without what could steer a reader or a terminal."""
    return html.escape(printable(text))


def _page(checklist: Checklist) -> Iterator[str]:
    # Neutral: the title stands in the tab, in the history and at the top of the printed page.
    title = escape(_("List of steps"))
    yield "<!doctype html>"
    yield f'<html lang="{language()}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">'
    yield f"<title>{title}</title>"
    yield f"<style>\n{_style()}</style>\n</head>\n<body>"
    yield f"<header><h1>{title}</h1></header>\n<main>"
    for sheet in checklist.sheets:
        yield from _sheet(sheet, checklist.made)
    yield "</main>\n</body>\n</html>"


def _style() -> str:
    return read_packaged(Path(__file__).with_name("page.css")).decode()


def _sheet(sheet: Sheet, made: date) -> Iterator[str]:
    key = escape(f"{sheet.procedure.id}-{sheet.turn}")
    yield f'<section aria-labelledby="{key}"{_foreign(sheet.procedure.language)}>'
    yield f'<h2 id="{key}">{escape(sheet.title)}</h2>'
    yield _paragraph(sheet.procedure.summary)
    if sheet.deadline:
        due, aim = last_day(sheet.deadline, made), target_day(sheet.deadline, made)
        yield f"<p><strong>{escape(due)}</strong> {escape(aim)}</p>"
    if so_far := sheet.so_far(made):
        yield _paragraph(so_far)
    yield from _row(Row(_("Telephone"), (help_line(),)))
    for entry in sheet.entries:
        yield from _entry(entry, key)
    if sheet.procedure.afterwards:
        yield _tagged("h3", _("Afterwards"))
        yield from _list("ul", sheet.procedure.afterwards)
    yield "</section>"


def _entry(entry: Entry, sheet: str) -> Iterator[str]:
    step, key = entry.step, f"{sheet}-{escape(entry.step.id)}"
    yield f'<article aria-labelledby="{key}"{_foreign(step.language)}>'
    yield f'<h3 id="{key}">{entry.number}. {escape(entry.title)}</h3>'
    for row in step_rows(step):
        yield from _row(row)
    if step.link:
        address = escape(step.link)
        label = _label(_("Page to open"))
        yield f'<p>{label}<br><a href="{address}">{address}</a></p>'
    yield "<fieldset>"
    yield _tagged("legend", _("What have you done?"))
    for check in step.checks:
        box = f"{key}-{escape(check.id)}"
        ticked = " checked" if entry.day(check.id) else ""
        yield f'<div><input type="checkbox" id="{box}"{ticked}>'
        yield f'<label for="{box}">{escape(entry.said(check))}</label></div>'
    yield "</fieldset>"
    yield _tagged("h4", _("If there is a problem"))
    yield "<ul>"
    for problem in step.problems:
        yield f"<li><em>{escape(problem.symptom)}</em> {escape(remedies(problem))}</li>"
    yield "</ul>\n</article>"


def _row(row: Row) -> Iterator[str]:
    """Yield a row as a paragraph, or as a numbered list."""
    if row.numbered:
        yield f"<p>{_label(row.label)}</p>"
        yield from _list("ol", row.lines)
    else:
        yield f"<p>{_label(row.label)} {escape(' '.join(row.lines))}</p>"


def _list(kind: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield f"<{kind}>"
    yield from (f"<li>{escape(line)}</li>" for line in lines)
    yield f"</{kind}>"


def _label(label: str) -> str:
    return "<strong>" + escape(_("{label}:").format(label=label)) + "</strong>"


def _paragraph(text: str) -> str:
    return _tagged("p", text)


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _foreign(spoken: str) -> str:
    """Say in which language a part is, where it is not the page's."""
    return "" if spoken == language() else f' lang="{spoken}"'
