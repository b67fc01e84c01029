"""Types and looks in a console of Windows, by the console's own functions, while a program runs.

It is run by a Python for Windows, in the console that the program gets too. What it is asked comes
in the lines of one file, and it answers in those of another: a console has but one input.
"""

import ctypes
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from ctypes import wintypes
from pathlib import Path
from typing import Any

assert sys.platform == "win32"

KERNEL = ctypes.WinDLL("kernel32")
KERNEL.CreateFileW.restype = wintypes.HANDLE
_BOTH_WAYS, _SHARED, _EXISTING = 0xC0000000, 3, 3
IN, OUT = (
    wintypes.HANDLE(KERNEL.CreateFileW(name, _BOTH_WAYS, _SHARED, None, _EXISTING, 0, None))
    for name in ("CONIN$", "CONOUT$")
)
COORD = wintypes._COORD  # noqa: SLF001  (the only way to it)
# As the classic console begins: escape codes mean nothing to it.
CLASSIC = 0x3
# Pages that nothing interprets only pile up.
ROWS = 2000
BAND = 100  # rows read at once
WIDER = 4  # times the window

# The key that a character comes from, where Windows looks at more than the character.
KEYS = {"\r": (0x0D, 0), "\x03": (0x43, 8), "\x1a": (0x5A, 8), "\x1b": (0x1B, 0)}


class Key(ctypes.Structure):
    """KEY_EVENT_RECORD, in its INPUT_RECORD."""

    _fields_ = (
        ("type", wintypes.WORD),
        ("down", wintypes.BOOL),
        ("times", wintypes.WORD),
        ("key", wintypes.WORD),
        ("scan", wintypes.WORD),
        ("character", wintypes.WCHAR),
        ("held", wintypes.DWORD),
    )


class Buffer(ctypes.Structure):
    """CONSOLE_SCREEN_BUFFER_INFO."""

    _fields_ = (
        ("size", COORD),
        ("cursor", COORD),
        ("attributes", wintypes.WORD),
        ("window", wintypes.SMALL_RECT),
        ("largest", COORD),
    )


class Driver:
    """One console, and the program in it."""

    def __init__(self) -> None:
        KERNEL.SetConsoleMode(OUT, CLASSIC)
        self._program: subprocess.Popen[bytes] | None = None

    def size(self, columns: int, rows: int) -> None:
        """Give the window a size, with a long history."""
        window = wintypes.SMALL_RECT(0, 0, columns - 1, rows - 1)
        # A window that gets wider needs the buffer first, one that gets narrower is in its way.
        KERNEL.SetConsoleWindowInfo(OUT, 1, ctypes.byref(window))
        # Codes that Wine leaves among the words make rows longer than the window is wide.
        KERNEL.SetConsoleScreenBufferSize(OUT, COORD(columns * WIDER, ROWS))
        KERNEL.SetConsoleWindowInfo(OUT, 1, ctypes.byref(window))

    def start(self, program: list[str], env: Mapping[str, str]) -> None:
        """Start a program in this console."""
        self._program = subprocess.Popen(program, env={**os.environ, **env})

    def type(self, characters: str) -> None:
        """Press the keys of these characters, all in one go.

        Arrows are the codes by which a console of Windows 10 sends them to whoever asks for that.
        """
        pressed = ((each, *KEYS.get(each, (0, 0))) for each in characters)
        records = [
            Key(1, down, 1, key, 0, character, held)
            for character, key, held in pressed
            for down in (True, False)
        ]
        written = wintypes.DWORD()
        array = (Key * len(records))(*records)
        KERNEL.WriteConsoleInputW(IN, array, len(records), ctypes.byref(written))

    def rows(self) -> list[str]:
        """Return all that the buffer holds, history included, down to the last row in use."""
        held = Buffer()
        KERNEL.GetConsoleScreenBufferInfo(OUT, ctypes.byref(held))
        bands = []
        # Not the whole of a long history each time: most of it is empty, and Wine is slow at it.
        for top in range(0, held.size.Y, BAND):
            bands.append(self._read(held.size.X, top))
            if top > held.cursor.Y and not bands[-1].strip():
                break
        whole = "".join(bands).rstrip()
        return [whole[at : at + held.size.X] for at in range(0, len(whole), held.size.X)]

    def _read(self, columns: int, top: int) -> str:
        """Return what a band of rows holds."""
        cells, read = columns * BAND, wintypes.DWORD()
        text = ctypes.create_unicode_buffer(cells + 1)
        first = COORD(0, top)
        KERNEL.ReadConsoleOutputCharacterW(OUT, text, cells, first, ctypes.byref(read))
        return text[: read.value].replace("\0", " ").ljust(cells)

    def cursor(self) -> list[int]:
        """Return the column and row of the cursor."""
        held = Buffer()
        KERNEL.GetConsoleScreenBufferInfo(OUT, ctypes.byref(held))
        return [held.cursor.X, held.cursor.Y]

    def modes(self) -> list[int]:
        """Return the modes of what is typed and of what is shown."""
        found = []
        for handle in (IN, OUT):
            mode = wintypes.DWORD()
            KERNEL.GetConsoleMode(handle, ctypes.byref(mode))
            found.append(mode.value)
        return found

    def code(self) -> int | None:
        """Return the exit code of the program, once it has one."""
        assert self._program is not None
        return self._program.poll()

    def kill(self) -> None:
        """End the program if it still runs."""
        if self._program is not None:
            self._program.kill()
            self._program.wait()


def _asked(path: Path) -> Iterator[list[Any]]:
    """Yield what is asked, as it comes. Opened anew each time: an end of file is final in Wine."""
    seen = 0
    while True:
        held = path.read_text(encoding="utf-8")
        while (ends := held.find("\n", seen)) >= 0:
            yield json.loads(held[seen:ends])
            seen = ends + 1
        time.sleep(0.005)


@ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)
def _stay(_event: int) -> bool:
    """Ctrl-C is for the program alone."""
    return True


def main(asked: Path, answers: Path) -> None:
    """Do what is asked until it is to end."""
    KERNEL.SetConsoleCtrlHandler(_stay, 1)
    driver = Driver()
    with answers.open("w", encoding="utf-8") as out:
        for name, *arguments in _asked(asked):
            if name == "end":
                driver.kill()
                return
            answer = getattr(driver, name)(*arguments)
            print(json.dumps(answer), file=out, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
