"""Homes for the walks of a sweep."""

from pathlib import Path

import pytest

from support.installed_walk import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return a maker of homes."""
    return Places(tmp_path / "places")
