"""A book that is pasted into a question delays nobody who leaves, and answers nothing."""

from collections.abc import Callable

import pytest

from support.homes import PROGRAM, Home, environment
from support.pty_record import Recorded
from support.terminals import CTRL_C, DOWN

pytestmark = pytest.mark.slow  # real terminals, many times

BOUND = 0.3

KINDS = {
    "plain": b"abcdefghij klmno " * 1560,
    "lines": b"abcdefghij klmnop qrstuv wxyz 0123456789 abcdefghij klm\r" * 470,
    "tabs": b"abc def\t" * 3300,
}
KINDS |= {f"marked {kind}": b"\x1b[200~" + text + b"\x1b[201~" for kind, text in KINDS.items()}
KINDS["never ending"] = b"\x1b[200~" + KINDS["plain"]

# Words of each page, in menus and in lines, and what is pressed there to come to the next.
MENUS = {
    "menu": (("Avant de commencer", "Continuer", "Quitter"), b"\r"),
    "before": (("Durée", "Continuer"), b"\r"),
    "line": (("Quel jour", "Tapez la date"), b"2 novembre 2026\r"),
    "deadline": (("14 décembre 2026", "Changer la date"), b"\r"),
    "boxes": (("Qu'avez-vous fait ?", "Espace"), b""),
}
LINES = {
    "menu": (("Avant de commencer", "Votre choix : "), b"1\r"),
    "before": (("Durée", "Votre choix : "), b"1\r"),
    "line": (("Quel jour", "Date, ou 0"), b"2 novembre 2026\r"),
    "deadline": (("14 décembre 2026", "Changer la date", "cette aide"), b"1\r"),
    "boxes": (("Qu'avez-vous fait ?", "Numéros, 0 pour"), b""),
}


def at(place: str, home: Home, *, linear: bool) -> Recorded:
    """Start the program and go as far as `place`, whose question then stands."""
    command = [*PROGRAM, "guide", "opposition", *(["--simple"] if linear else [])]
    running = Recorded(command, home.folder, environment(home.folder))
    for name, (page, keys) in (LINES if linear else MENUS).items():
        running.wait_for(*page)
        running.settle()
        if name == place:
            return running
        running.send(keys)
    raise AssertionError(place)


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("place", ["menu", "line", "boxes"])
@pytest.mark.parametrize("kind", KINDS)
def test_ctrl_c_after_it_leaves_at_once(
    *, kind: str, place: str, linear: bool, home: Home, figures: Callable[[str], None]
) -> None:
    """REQ-S1: 26 kB, then Ctrl-C: the screen is empty within 0.3 s, and no box is ticked."""
    running = at(place, home, linear=linear)
    ticked = home.ticked()  # what the day of sending answers
    try:
        running.paste(KINDS[kind])
        began = running.send(CTRL_C.encode())
        assert running.leave() == 130
    finally:
        running.close()
    seconds = running.empty_since() - began
    how = f"{kind}, {place}, {'lines' if linear else 'menus'}"
    figures(f"empty after 26 kB and Ctrl-C ({how}): {seconds * 1000:.0f} ms")
    assert seconds < BOUND
    assert home.ticked() == ticked


def test_the_screen_goes_on_after_it(home: Home) -> None:
    """What was pasted is said back, shortened, and the next answer counts."""
    running = at("boxes", home, linear=False)
    ticked = home.ticked()
    try:
        running.paste(KINDS["plain"])
        running.send(b"\r")
        running.wait_for("Aucune case ne commence par")
        running.settle()
        running.send(f"{DOWN} \r".encode())
        running.wait_for("Comment voulez-vous continuer ?")
    finally:
        running.close()
    assert len(home.ticked() - ticked) == 1
