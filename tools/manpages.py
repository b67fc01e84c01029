"""Write the manual pages: `python tools/manpages.py`, into `docs/man`.

What stands on them is what `mes-optout help --man` shows: see `reports/manual.py`. Here it is put
into the language of manual pages. `python tools/manpages.py fr` shows one page instead.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer.main

from mes_optout import __version__, i18n
from mes_optout.languages import MSGIDS
from mes_optout.reports.manual import (
    PROSE,
    Heading,
    Names,
    Paragraph,
    Part,
    Row,
    Usage,
    Verbatim,
    compose_manual,
)

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/man"

_LINK = ".so man1/mes-optout.1\n"  # the other name of the program has the same page


def day() -> str:
    """Return the day of the version, which is in the changelog: a page has to bear one."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## \[?{re.escape(__version__)}\]? - (\S+)$", changes, re.MULTILINE)
    if found is None:
        raise LookupError(__version__)
    return found[1]


def page(language: str) -> str:
    """Return the page in a language. `cli` must not have been imported in another one."""
    i18n.set_language(language)
    from mes_optout import cli  # noqa: PLC0415  (reads its help texts at import)

    book = PROSE.title("book")
    lines = [f'.TH MES-OPTOUT 1 "{day()}" "{i18n.PROGRAM} {__version__}" "{book}"']
    for part in compose_manual(typer.main.get_command(cli.make_app()), i18n.PROGRAM):
        lines += _roff(part, begins=lines[-1].startswith((".SH", ".SS")))
    return "\n".join(lines) + "\n"


def _roff(part: Part, *, begins: bool) -> Iterator[str]:
    """Yield the lines of a part; one that `begins` a section needs no paragraph before it."""
    match part:
        case Heading(text):
            yield f".SH {text}"
        case Names(names, text):
            yield f"{', '.join(map(_typed, names))} \\- {_said(text)}"
        case Usage(name, pieces, True):
            yield f'.SS "{_typed(name)} {_said(pieces)}"'
        case Usage(name, pieces):
            yield from (f".B {_typed(name)}", _said(pieces))
        case Paragraph(text):
            yield from ([] if begins else [".PP"])
            yield _said(text)
        case Row(label, text):
            yield from (".TP", f".B {_typed(label)}", _said(text))
        case Verbatim(lines):
            yield from (".PP", ".in +2n", ".nf", *map(_typed, lines), ".fi", ".in")


def _typed(text: str) -> str:
    """Return what one types: a hyphen, a quote and a tilde stay what they are."""
    for letter, name in (("\\", "\\e"), ("-", "\\-"), ("'", "\\(aq"), ("~", "\\(ti")):
        text = text.replace(letter, name)
    return _safe(text)


def _said(text: str) -> str:
    """Return a sentence: words that one types keep their hyphens, and French its spaces."""
    text = text.replace("\\", "\\e").replace("~", "\\(ti").replace('"', "\\(dq")
    text = re.sub(r"(?<!\w)-|(?<=-)-|(?<=mes)-(?=optout)", r"\\-", text)
    text = re.sub(r" (?=[:;?!»])|(?<=«) ", r"\\~", text)
    return _safe(re.sub(r"(?<=[.!?]) (?=\w)", "\n", text))


def _safe(text: str) -> str:
    """Return text no line of which is taken for an order."""
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


def main() -> None:
    """Write each page, by a process of its own: a process reads its help texts once."""
    if len(sys.argv) > 1:
        sys.stdout.buffer.write(page(sys.argv[1]).encode())
        return
    for language in i18n.LANGUAGES:
        made = subprocess.run(
            [sys.executable, __file__, language], stdout=subprocess.PIPE, check=True
        )
        folder = FOLDER if language == MSGIDS else FOLDER / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{i18n.PROGRAM}.1").write_bytes(made.stdout)
        (folder / f"{i18n.NEUTRAL}.1").write_text(_LINK, encoding="utf-8")


if __name__ == "__main__":
    main()
