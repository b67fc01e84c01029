"""Say which tests prove each promise of `docs/requirements.md`: `python tools/requirements.py`.

The promises are written by hand. Their last column is what the tests cite, and is written anew.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/requirements.md"
ID = re.compile(r"\bREQ-[A-Z]\d+\b")

_ROW = re.compile(rf"^\| ({ID.pattern}) \| (.+?) \|(.*)\|$", re.MULTILINE)

Citations = Mapping[str, frozenset[str]]  # an id, and the files that cite it, from the top


class Promise(NamedTuple):
    """One row: an id, what is promised, and the files that are said to prove it."""

    id: str
    text: str
    files: tuple[str, ...]


def citations(top: Path = ROOT) -> Citations:
    """Return which tests below `top` cite which promise."""
    found: dict[str, set[str]] = {}
    for path in sorted((top / "tests").rglob("*.py")):
        for each in ID.findall(path.read_text(encoding="utf-8")):
            found.setdefault(each, set()).add(path.relative_to(top).as_posix())
    return {each: frozenset(files) for each, files in found.items()}


def promises(page: str) -> list[Promise]:
    """Return the rows of the page, in their order."""
    rows = _ROW.findall(page)
    return [Promise(name, text, tuple(re.findall(r"`(.+?)`", files))) for name, text, files in rows]


def mistakes(page: str, cited: Citations) -> list[str]:
    """Return what the page and the tests say differently, a sentence each."""
    listed = promises(page)
    ids = [each.id for each in listed]
    named = [(each.id, file) for each in listed for file in each.files]
    proved = [(each, file) for each in cited for file in sorted(cited[each])]
    return [
        *(f"{each} is promised twice" for each in sorted({i for i in ids if ids.count(i) > 1})),
        *(f"{each} is cited and not promised" for each in sorted(cited.keys() - set(ids))),
        *(f"{each} is promised, and no test cites it" for each in ids if each not in cited),
        *(f"{file} is said to prove {each}" for each, file in named if (each, file) not in proved),
        *(f"{each} lacks {file}" for each, file in proved if (each, file) not in named),
    ]


def filled(page: str, cited: Citations) -> str:
    """Return the page with the files that cite each promise."""

    def row(match: re.Match[str]) -> str:
        files = ", ".join(f"`{file}`" for file in sorted(cited.get(match[1], ())))
        return f"| {match[1]} | {match[2]} | {files} |"

    return _ROW.sub(row, page)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), citations()), encoding="utf-8")
