"""The pages that people read in the repository, and what stands in them to be typed."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
REFERENCE = ROOT / "docs/reference.md"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *(page for room in ("docs", ".github") for page in sorted((ROOT / room).rglob("*.md"))),
]

_FENCED = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)


def name_of(page: Path) -> str:
    """Return where a page lies, from the top."""
    return page.relative_to(ROOT).as_posix()


def read(page: Path) -> str:
    """Return the text of a page."""
    return page.read_text(encoding="utf-8")


def section(page: Path, title: str) -> str:
    """Return what stands below a heading, up to the next one."""
    found = re.search(rf"^#+ {title}\n(.*?)(?=^#|\Z)", read(page), re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def code(text: str) -> Iterator[str]:
    """Yield what stands between backticks in a page, and each command of its fenced lines."""
    for language, block in _FENCED.findall(text):
        if language != "json":
            yield from (part for line in block.splitlines() for part in line.strip().split(" && "))
    yield from spans(text)


def spans(text: str) -> list[str]:
    """Return what stands between backticks within the sentences of a page."""
    return re.findall(r"`([^`]+)`", _FENCED.sub("", text))


def shell_lines(text: str) -> list[str]:
    """Return the lines of a page that are there to be copied into a shell."""
    blocks = (block for language, block in _FENCED.findall(text) if language == "sh")
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]
