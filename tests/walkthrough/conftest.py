"""A walkthrough without a terminal."""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.progress.store import Store
from support.scripted import Walk, find_straight_on


@pytest.fixture
def walk(pack: Pack, tmp_path: Path, today: date) -> Walk:
    """Return a walk through the shipped pack, straight on at its forks."""
    return Walk(pack, Store(tmp_path / "state"), today, find_straight_on(pack))
