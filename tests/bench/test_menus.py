"""How soon a key shows on the screen."""

from contextlib import closing
from pathlib import Path

import pytest

from support import timed_menus
from support.timing import held, ratio

pytestmark = pytest.mark.slow

PAIRS = 201


def test_a_key_shows_as_soon_as_in_bare_questionary(tmp_path: Path) -> None:
    """REQ-P6: by the clock, for a menu that waits before it draws would be slow too."""
    with closing(timed_menus.ours(tmp_path)) as ours, closing(timed_menus.bare(tmp_path)) as bare:
        held(
            "a key in a menu, bare questionary",
            lambda: ratio(timed_menus.keys(ours), timed_menus.keys(bare), PAIRS),
            1.2,
        )
