"""What tests of a release share: a time zone to change, and the zip for Windows in use."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mes_optout import i18n
from support.installed_walk import Places
from support.windows_zip import ZIP, Unpacked, unpack
from support.wine import new_wine


@pytest.fixture
def own_time_zone() -> Iterator[None]:
    """Let a test change TZ."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("TZ", "UTC")
        yield
    time.tzset()


@pytest.fixture
def language_after() -> Iterator[None]:
    """Leave the language as it was: what is published speaks all of them."""
    spoken = i18n.language()
    yield
    i18n.set_language(spoken)


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unpacked]:
    """Return the program in a folder with a person's name, in a Windows of its own."""
    with new_wine(tmp_path_factory.mktemp("wine")) as wine:
        yield unpack(wine, ZIP, tmp_path_factory.mktemp("zip") / "Prénom é")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Make places whose path has a blank and a letter with an accent."""
    return Places(tmp_path / "Prénom é")
