"""What the program and its README say of deleting: nothing that no program can hold."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "src/mes_optout/locale/fr/LC_MESSAGES/messages.po",  # holds the English ids too
    *sorted((ROOT / "src/mes_optout/texts").rglob("*.txt")),
]

CLAIMS = re.compile(
    r"\b(?:sécuris|définiti[fv]|irrécup|irrévers|garanti"
    r"|secure|permanently|unrecover|irrecover|irrevers|guarant)\w*",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_claims_it(path: Path) -> None:
    """REQ-S13; the steps are held to the same in test_lint."""
    assert CLAIMS.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text", ["Effacement sécurisé", "perdu définitivement", "irrécupérables", "permanently gone"]
)
def test_the_search_sees_them(text: str) -> None:
    assert CLAIMS.search(text)
