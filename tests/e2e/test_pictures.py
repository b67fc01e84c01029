"""The pictures, their texts, the sheets and the recorded walks are those of the program today."""

from pathlib import Path

import pytest

import contact_sheet
import pictures

pytestmark = pytest.mark.slow


def test_made_anew_on_another_machine_they_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-A24. When this fails, look at what changed, then run `python tools/pictures.py`."""
    for name, value in {
        "COLUMNS": "40",
        "LC_ALL": "en_US.UTF-8",
        "MES_OPTOUT_SIMPLE": "1",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": "0",
        "TERM": "dumb",
        "TMPDIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    made = pictures.make(tmp_path)
    names = [path.relative_to(tmp_path) for path in made]
    differ = [
        str(name)
        for name in names
        if (tmp_path / name).read_bytes() != (pictures.ROOT / name).read_bytes()
    ]
    assert differ == []
    kept = [
        path
        for folder in (pictures.FOLDER, contact_sheet.FOLDER)
        for path in (pictures.ROOT / folder).rglob("*.svg")
    ]
    assert {path.relative_to(pictures.ROOT) for path in kept} <= set(names)
