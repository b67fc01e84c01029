"""A home for each test, terminals that are closed after it, steps that a test may change."""

import shutil
from pathlib import Path

import pytest

from support.fixtures import home, start

__all__ = ["home", "start"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of the shipped steps that a test may change."""
    folder = tmp_path / "pack"
    shutil.copytree(Path(__file__).parents[2] / "steps", folder)
    return folder
