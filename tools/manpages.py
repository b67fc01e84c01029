"""Write the manual pages: `python tools/manpages.py`, into `docs/man`.

Commands, arguments and options are those of the program, with its help texts in each language; what
help does not say stands in `manwords`. `python tools/manpages.py fr` shows one page instead.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import manwords
from mes_optout import __version__, i18n

if TYPE_CHECKING:
    from click import Context

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
    i18n.speak(language)
    import click  # noqa: PLC0415  (takes gettext's functions when it is imported)
    import typer.main  # noqa: PLC0415  (the same)

    from mes_optout import cli  # noqa: PLC0415  (reads its help texts at import)

    at = i18n.LANGUAGES.index(language)
    title = {name: words[at] for name, words in manwords.TITLES.items()}
    program = typer.main.get_command(cli.app)
    root = click.Context(program, info_name=i18n.PROGRAM, **program.context_settings)
    first, *_others, last = _paragraphs(root)
    lines = [
        f'.TH MES-OPTOUT 1 "{day()}" "{i18n.PROGRAM} {__version__}" "{title["book"]}"',
        f".SH {title['name']}",
        f"{_typed(i18n.PROGRAM)}, {i18n.NEUTRAL} \\- {_said(first[0].lower() + first[1:-1])}",
        f".SH {title['synopsis']}",
        *_usage(root),
        f".SH {title['description']}",
        *_prose([*manwords.DESCRIPTION[at], last]),
        f".SH {title['options']}",
        *_parameters(root),
        f".SH {title['commands']}",
        *_commands(root),
    ]
    for name, rows in (
        ("environment", manwords.VARIABLES),
        ("files", manwords.FILES),
        ("exit", manwords.CODES),
    ):
        lines.append(f".SH {title[name]}")
        lines += _rows((label, said[at]) for label, said in rows.items())
    lines.append(f".SH {title['examples']}")
    for typed, said in manwords.EXAMPLES.items():
        lines += [*([] if lines[-1].startswith(".SH") else [".PP"]), _said(said[at])]
        lines += _verbatim([typed])
    lines += [
        f".SH {title['also']}",
        _said("mes-optout help accessibility, mes-optout traces, lp(1)"),
    ]
    return "\n".join(lines) + "\n"


def _paragraphs(context: "Context") -> list[str]:
    return [each.strip() for each in (context.command.help or "").split("\n\n")]


def _usage(context: "Context") -> Iterator[str]:
    yield f".B {_typed(context.command_path)}"
    yield _said(" ".join(context.command.collect_usage_pieces(context)))


def _commands(context: "Context") -> Iterator[str]:
    """Yield a section for each command, and for each one below it."""
    import click  # noqa: PLC0415  (only after `speak`)

    commands = context.command.commands if isinstance(context.command, click.Group) else {}
    for name, command in commands.items():
        here = click.Context(command, info_name=name, parent=context)
        pieces = " ".join(command.collect_usage_pieces(here))
        path = here.command_path.partition(" ")[2]
        yield f'.SS "{_typed(path)} {_said(pieces)}"'
        yield from _prose(_paragraphs(here))
        yield from _parameters(here)
        yield from _commands(here)


def _parameters(context: "Context") -> Iterator[str]:
    """Yield arguments and options. Help is an option everywhere, and said once."""
    shown = context.command.get_params(context)
    if context.parent is not None:
        shown = [each for each in shown if "--help" not in each.opts]
    yield from _rows(filter(None, (each.get_help_record(context) for each in shown)))


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for label, said in rows:
        yield from (".TP", f".B {_typed(label)}", _said(said))


def _prose(paragraphs: Iterable[str]) -> Iterator[str]:
    for number, paragraph in enumerate(paragraphs):
        mark, _newline, block = paragraph.partition("\n")
        if mark == "\b":
            yield from _verbatim(block.splitlines())
        else:
            yield from ([".PP"] if number else [])
            yield _said(paragraph)


def _verbatim(block: Iterable[str]) -> Iterator[str]:
    """Yield lines to be typed as they stand."""
    yield from (".PP", ".in +2n", ".nf", *map(_typed, block), ".fi", ".in")


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
        folder = FOLDER if language == "en" else FOLDER / language
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{i18n.PROGRAM}.1").write_bytes(made.stdout)
        (folder / f"{i18n.NEUTRAL}.1").write_text(_LINK, encoding="utf-8")


if __name__ == "__main__":
    main()
