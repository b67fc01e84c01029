"""How soon a key shows on the screen."""

from contextlib import closing
from pathlib import Path

import menus
import pytest
from timing import held, ratio

pytestmark = pytest.mark.slow

PAIRS = 201


def test_a_key_shows_as_soon_as_in_bare_questionary(tmp_path: Path) -> None:
    """REQ-P6: by the clock, for a menu that waits before it draws would be slow too."""
    with closing(menus.ours(tmp_path)) as ours, closing(menus.bare(tmp_path)) as bare:
        held(
            "a key in a menu, bare questionary",
            lambda: ratio(menus.keys(ours), menus.keys(bare), PAIRS),
            1.2,
        )
