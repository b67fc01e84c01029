"""Files that another program holds for a moment: a virus scanner that looks, a sync that copies."""

import sys
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")

# Elsewhere nobody is refused because somebody else reads. In all a second, in seconds.
WAITS: tuple[float, ...] = (
    (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.22, 0.25) if sys.platform == "win32" else ()
)

# Access denied, which is also what a file says that is about to go; sharing and lock violations.
# Python's own `open` does not tell which of them it met: None.
_MAY_PASS = (None, 5, 32, 33)


def patiently(action: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Do something to a file, again and again while it may be that another program holds it.

    Raises what `action` raises: at once what will not pass by itself, or else the last time.
    """
    for seconds in WAITS:
        try:
            return action(*args, **kwargs)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _MAY_PASS:
                raise
        time.sleep(seconds)
    return action(*args, **kwargs)
