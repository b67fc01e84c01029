"""The published guide: the committed bytes are today's, and what leads to it says nothing."""

import re
from datetime import date
from pathlib import Path

import pytest

import publish
from mes_optout import i18n

LATER = date(2027, 5, 30)


pytestmark = pytest.mark.usefixtures("language_after")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    """Return the guide in each language, and what leads to them, as they are made today."""
    return dict(publish.make_guides(publish.find_day()))


def find_differences(made: dict[str, bytes], docs: Path) -> list[str]:
    """Return what is not there as it is made."""
    there = {name: (docs / name).read_bytes() for name in made if (docs / name).exists()}
    return sorted(name for name, content in made.items() if there.get(name) != content)


def test_what_is_committed_is_what_is_made_today(made: dict[str, bytes]) -> None:
    """`python tools/publish.py` writes them anew."""
    assert find_differences(made, publish.DOCS) == []


def test_any_difference_is_seen(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in made.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    assert find_differences(made, tmp_path) == []
    (tmp_path / "fr/guide.html").write_bytes(b"old")
    (tmp_path / "en/guide.html").unlink()
    assert find_differences(made, tmp_path) == ["en/guide.html", "fr/guide.html"]


def test_the_first_page_leads_to_each_language_and_says_nothing(made: dict[str, bytes]) -> None:
    """REQ-S8: whoever sees its address or its title learns nothing."""
    first = made[publish.FIRST].decode()
    for language in i18n.LANGUAGES:
        assert f'lang="{language}" href="{language}/guide.html"' in first
    body = first.partition("</head>")[2].lower()
    assert not re.search(r"trans|genre|sant[eé]|health|opt|espace", body)
    assert "<title>Guide</title>" in first
    assert "default-src 'none'" in first


def test_another_day_is_written_everywhere(made: dict[str, bytes]) -> None:
    assert f'datetime="{publish.find_day()}"'.encode() in made[publish.FIRST]
    i18n.set_language("fr")
    before = i18n.day_in_words(publish.find_day()).encode()
    for name, content in publish.make_guides(LATER):
        assert content != made[name]
        assert before not in content


def test_the_day_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / publish.FIRST).write_text(f'<time datetime="{LATER}">', encoding="utf-8")
    assert publish.find_day(tmp_path) == LATER
    (tmp_path / publish.FIRST).write_text("nothing", encoding="utf-8")
    with pytest.raises(LookupError):
        publish.find_day(tmp_path)
