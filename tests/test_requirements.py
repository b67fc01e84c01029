"""`docs/requirements.md` and what the tests cite are one; and no user ever reads an id."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from requirements import ID, PAGE, ROOT, citations, filled, mistakes, promises

WRITTEN = PAGE.read_text(encoding="utf-8")
CITED = citations()
OTHER = "REQ" + "-Z9"  # in one piece this file would cite it
# What is installed, printed, or read on the first day; code is looked at by its texts.
READ = [
    *(ROOT / name for name in ("README.md", "SECURITY.md", "CHANGELOG.md")),
    *(path for room in ("src", "steps", "docs", ".github") for path in (ROOT / room).rglob("*")),
]
NOT_READ = {".py", ".pyc", ".mo"}


def test_the_page_and_the_tests_agree() -> None:
    assert mistakes(WRITTEN, CITED) == []
    assert [each.id for each in promises(WRITTEN) if each.text.strip() == ""] == []


def test_an_id_that_is_not_promised_is_seen() -> None:
    planted = {**CITED, OTHER: frozenset({"tests/test_cli.py"})}
    assert f"{OTHER} is cited and not promised" in mistakes(WRITTEN, planted)


def test_a_promise_without_a_test_is_seen() -> None:
    planted = f"{WRITTEN}| {OTHER} | All will be well. | |\n"
    assert mistakes(planted, CITED) == [f"{OTHER} is promised, and no test cites it"]


def test_a_file_that_does_not_cite_it_is_seen_and_so_is_one_that_is_missing() -> None:
    first = promises(WRITTEN)[0]
    planted = WRITTEN.replace(f"`{first.files[0]}`", "`tests/test_requirements.py`", 1)
    assert mistakes(planted, CITED) == [
        f"tests/test_requirements.py is said to prove {first.id}",
        f"{first.id} lacks {first.files[0]}",
    ]


def test_a_promise_made_twice_is_seen() -> None:
    first = promises(WRITTEN)[0].id
    planted = f"{WRITTEN}| {first} | Again. | |\n"
    assert f"{first} is promised twice" in mistakes(planted, CITED)


def test_the_last_column_is_filled_in(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    for name in ("test_b.py", "test_a.py"):
        (tmp_path / "tests" / name).write_text(f'"""{OTHER}: proved."""\n', encoding="utf-8")
    cited = citations(tmp_path)
    page = f"| Id | Promise | Proved by |\n|---|---|---|\n| {OTHER} | A promise. | |\n"
    made = filled(page, cited)
    assert made.endswith(f"| {OTHER} | A promise. | `tests/test_a.py`, `tests/test_b.py` |\n")
    assert mistakes(made, cited) == []
    assert filled(made, cited) == made


def said(source: str) -> Iterator[str]:
    """Yield the texts of a module that may be shown: all but those that document it."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_no_text_of_the_program_holds_an_id() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        assert ID.findall("\n".join(said(path.read_text(encoding="utf-8")))) == [], path


def test_no_page_or_step_holds_an_id() -> None:
    files = [each for each in READ if each.is_file() and each.suffix not in NOT_READ]
    pages = {each: each.read_text("utf-8", "replace") for each in files if each != PAGE}
    assert {each.suffix for each in pages} >= {".md", ".toml", ".po", ".1"}
    assert {each: found for each, text in pages.items() if (found := ID.findall(text))} == {}


@pytest.mark.parametrize("shown", [True, False])
def test_a_text_that_holds_one_is_seen(*, shown: bool) -> None:
    text = f'"{OTHER}"'
    source = f"why = N_({text})" if shown else f"{text}\n\n\ndef why():\n    {text}"
    assert list(said(source)) == ([OTHER] if shown else [])
