"""The console of Windows: its modes, its buffer with what scrolled away, and how it says to leave.

To be imported on Windows only.
"""

import ctypes
import sys
from collections.abc import Callable, Mapping
from ctypes import wintypes

# A check of types then reads the rest for Windows alone.
assert sys.platform == "win32"  # noqa: S101

_KERNEL = ctypes.WinDLL("kernel32")
_KERNEL.GetStdHandle.restype = wintypes.HANDLE
_IN = wintypes.HANDLE(_KERNEL.GetStdHandle(-10))
_OUT = wintypes.HANDLE(_KERNEL.GetStdHandle(-11))

_PROCESSED_OUTPUT = 0x1
_CODES = 0x4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING

CTRL_C = 0
CTRL_BREAK = 1
CLOSED = 2
LOGGED_OFF = 5
SHUT_DOWN = 6

_FIRST_CELL = wintypes._COORD(0, 0)  # noqa: SLF001  (the only way to it)


class _Buffer(ctypes.Structure):
    _fields_ = (
        ("size", wintypes._COORD),  # noqa: SLF001  (as above)
        ("cursor", wintypes._COORD),  # noqa: SLF001  (as above)
        ("attributes", wintypes.WORD),
        ("window", wintypes.SMALL_RECT),
        ("largest", wintypes._COORD),  # noqa: SLF001  (as above)
    )


def remember_modes() -> Callable[[], None]:
    """Return what gives the console back the modes that it has now, where there is one."""
    modes = [(handle, mode) for handle in (_IN, _OUT) if (mode := _read_mode(handle)) is not None]

    def give_back() -> None:
        for handle, mode in modes:
            _KERNEL.SetConsoleMode(handle, mode)

    return give_back


def switch_codes_on() -> bool:
    """Have a console obey escape codes. Say whether it does; what is no console is not asked."""
    mode = _read_mode(_OUT)
    return mode is None or bool(_KERNEL.SetConsoleMode(_OUT, mode | _PROCESSED_OUTPUT | _CODES))


def _read_mode(handle: wintypes.HANDLE) -> int | None:
    mode = wintypes.DWORD()
    return mode.value if _KERNEL.GetConsoleMode(handle, ctypes.byref(mode)) else None


def empty_buffer() -> None:
    """Overwrite all that a console holds, and put the cursor home; elsewhere, do nothing."""
    held, done = _Buffer(), wintypes.DWORD()
    if _KERNEL.GetConsoleScreenBufferInfo(_OUT, ctypes.byref(held)):
        cells = held.size.X * held.size.Y
        for fill, filling in (
            (_KERNEL.FillConsoleOutputCharacterW, wintypes.WCHAR(" ")),
            (_KERNEL.FillConsoleOutputAttribute, held.attributes),
        ):
            fill(_OUT, filling, cells, _FIRST_CELL, ctypes.byref(done))
        _KERNEL.SetConsoleCursorPosition(_OUT, _FIRST_CELL)


def drop_keys() -> None:
    """Forget all that was typed and not read."""
    _KERNEL.FlushConsoleInputBuffer(_IN)


_ways: dict[int, Callable[[], object]] = {}


def _handle(event: int) -> bool:
    """Run in a thread of its own. Once it returns for a closed window, Windows ends the process."""
    if event in _ways:
        _ways[event]()
    return event in _ways


_HANDLER = ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)(_handle)  # as long as the process


def meet_events(ways: Mapping[int, Callable[[], object]]) -> None:
    """Have the function for an event called, in a thread of its own. It should not return."""
    _ways.update(ways)
    _KERNEL.SetConsoleCtrlHandler(_HANDLER, 1)
