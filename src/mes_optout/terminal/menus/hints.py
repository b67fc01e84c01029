"""The keys that count on a page, in words: one line beneath what is asked."""

from mes_optout.i18n import _


def back_key() -> str:
    """Return the key that goes back."""
    return _("Esc: go back.")


def _with_back(keys: list[str], *, goes_back: bool) -> list[str]:
    return [*keys, back_key()] if goes_back else keys


def first_keys() -> list[str]:
    """Return the keys of the first menu of a run, at length."""
    return [_("Arrows or first letters: choose."), _("Enter: confirm."), _("Ctrl-C: leave.")]


def choice_keys(answers: int, *, goes_back: bool) -> list[str]:
    """Return the keys of a menu."""
    chosen = [_("Arrows: choose.")] if answers > 1 else []
    return _with_back([*chosen, _("Enter: confirm.")], goes_back=goes_back)


def part_keys(*, goes_back: bool) -> list[str]:
    """Return the keys beneath a part of a page."""
    return _with_back([_("Enter: go on.")], goes_back=goes_back)


def box_keys(boxes: int, *, goes_back: bool) -> list[str]:
    """Return the keys of boxes."""
    tick = _("Space: tick.") if boxes == 1 else _("Arrows, Space: tick.")
    return _with_back([tick, _("Enter: confirm."), _("?: a problem.")], goes_back=goes_back)


def line_keys(*, goes_back: bool) -> list[str]:
    """Return the keys of a typed line."""
    return _with_back([_("Enter: confirm.")], goes_back=goes_back)
