"""What docs/heard holds is what the program sounds like today."""

from pathlib import Path

import pytest

import heard
from support.heard_reader import YASR

pytestmark = [pytest.mark.slow, pytest.mark.skipif(YASR is None, reason="needs yasr")]


def test_made_anew_it_is_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When this fails, read what changed, then run `python tools/heard.py`."""
    for name, value in {"COLUMNS": "40", "LC_ALL": "en_US.UTF-8", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    made = heard.make(tmp_path)
    assert [
        path for path in made if path.read_bytes() != (heard.FOLDER / path.name).read_bytes()
    ] == []
