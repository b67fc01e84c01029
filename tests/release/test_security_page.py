"""SECURITY.md says the same in both languages, in short sentences, and promises nothing."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FRENCH, ENGLISH = (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("\n---\n")
CLAIMS: re.Pattern[str] = runpy.run_path(str(ROOT / "tests/test_promises.py"))["CLAIMS"]


def sentences(text: str) -> list[list[str]]:
    """Return the words of each sentence; lines of code are none."""
    prose = re.sub(r"```.*?```", "\n\n", text, flags=re.DOTALL)
    parts = re.split(r"(?<=[.!?])\*{0,2}\s+|\n\n|\n- |\n#+ ", prose)
    return [words for part in parts if (words := re.findall(r"[\w`./'-]+", part))]


@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_it_claims_nothing_that_no_program_can_hold(text: str) -> None:
    """REQ-S13."""
    assert CLAIMS.findall(text) == []


@pytest.mark.parametrize("text", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_its_sentences_are_short(text: str) -> None:
    """REQ-A17: 12 words on average, 25 at most."""
    lengths = [len(words) for words in sentences(text)]
    assert [words for words in sentences(text) if len(words) > 25] == []
    assert sum(lengths) / len(lengths) <= 12


@pytest.mark.parametrize("pattern", [r"^#+ ", r"^\*\*", r"^- ", r"^```", r"`[^`\n]+`"])
def test_both_languages_have_the_same_parts(pattern: str) -> None:
    def found(text: str) -> int:
        return len(re.findall(pattern, text, flags=re.MULTILINE))

    assert found(FRENCH) == found(ENGLISH) > 0


def test_what_it_names_exists() -> None:
    named = re.findall(r"`(\.?[\w-]+/[\w./-]+)`", FRENCH)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert named == [".ci/requirements-run.txt"]


def test_the_summary_names_all_that_the_file_holds() -> None:
    for page, words in ((FRENCH, "vos réponses"), (ENGLISH, "your answers")):
        kept = page.split("\n## ")[1]
        assert words in " ".join(kept.split())
