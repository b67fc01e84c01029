"""What `demarche.exe` does: it starts the program in the place of Python's prompt.

It is python.exe as python.org signed it, under another name, and no argument says what to run. On
the way to its prompt it imports this, as `sitecustomize`; it never gets there.
"""

import os
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

_BROKEN = 70


def start() -> NoReturn:
    """Run the program to its end, which is also that of the process."""
    sys.dont_write_bytecode = True  # nothing is written beside the program
    sys.argv = [r".\demarche", *sys.orig_argv[1:]]
    alone = has_own_window()
    try:
        from mes_optout.__main__ import main  # noqa: PLC0415  (what fails here is said below)
        from mes_optout.terminal import leaving  # noqa: PLC0415  (the same)

        code = main()
    except Exception:  # noqa: BLE001  (files are missing; nothing else is left to say it)
        traceback.print_exc()
        wait_for_enter(alone=alone)
        os._exit(_BROKEN)
    if code:
        wait_for_enter(alone=alone)
    leaving.end(code)


def wait_for_enter(*, alone: bool) -> None:
    """Leave time to read what went wrong, where the window is about to close."""
    if alone:
        with suppress(EOFError):
            input("\nEntrée pour fermer. / Enter to close. ")


def has_own_window() -> bool:
    """Say whether a double-click opened the window: it closes when the program ends.

    It then gets a title that does not show the folder, for that may hold somebody's name.
    """
    if sys.platform == "win32":
        from ctypes import byref, c_uint32, windll  # noqa: PLC0415  (is on Windows only)

        alone = bool(windll.kernel32.GetConsoleProcessList(byref(c_uint32()), 1) == 1)
        if alone:
            windll.kernel32.SetConsoleTitleW("demarche")
        return alone
    return False


start()
