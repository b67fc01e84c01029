"""Debian's screen reader Fenrir without sound, in the mode in which it starts a shell of its own.

It looks at the screen some ten times a second and says what differs from the last time. So what it
says of a page that is higher than the screen, or resembles the one before, is not all of it.
"""

import os
import re
import select
import shutil
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from shlex import quote

from ptyprocess import PtyProcess

from support.heard_reader import MOMENT, SECONDS, end, spawn

FENRIR = shutil.which("fenrir")

# Everything stands on the screen at once.
_SIZE = (60, 80)
# A name for the window: it is on no screen, and so not said.
_BEGINNING = "\033]0;beginning\007"
# What it says of itself, and of an empty row on which the cursor stands.
_ITS_OWN = re.compile("Start Fenrir|pychant is not installed|^ *blank *$", re.MULTILINE)
_VOICE = "#!/bin/sh\nprintf '%s\\n' \"$1\" >{folder}/said\n"
_SHELL = f"#!/bin/sh\nprintf '{_BEGINNING}'\nexec {{command}}\n"
_CONFIGURED = {
    "speech": {"driver": "genericDriver", "genericSpeechCommand": "{folder}/voice fenrirText"},
    "sound": {"enabled": "False", "driver": "dummyDriver"},
    "braille": {"enabled": "False"},
    "remote": {"enable": "False", "driver": "dummyDriver", "socketpath": "{folder}/"},
    "general": {
        "shell": "{folder}/shell",
        "punctuationLevel": "none",
        "newLinePause": "False",
        "emoticons": "False",
        "clipboardExportPath": "{folder}/clipboard",
    },
}


def hear_first_page(
    command: Sequence[str], folder: Path, env: Mapping[str, str], last: str
) -> tuple[str, str]:
    """Return what a command writes up to its first question, `last`, and what is said of it."""
    options = ";".join(
        f"{section}#{name}={value.format(folder=folder)}"
        for section, values in _CONFIGURED.items()
        for name, value in values.items()
    )
    words = " ".join(map(quote, command))
    for name, script in (("voice", _VOICE), ("shell", _SHELL)):
        (folder / name).write_text(script.format(folder=folder, command=words), encoding="utf-8")
        (folder / name).chmod(0o755)
    os.mkfifo(folder / "said")
    voice = os.open(folder / "said", os.O_RDWR | os.O_NONBLOCK)
    fenrir = spawn([str(FENRIR), "-e", "-o", options], folder, env, _SIZE)
    try:
        return _listen(fenrir.fd, voice, last.strip())
    finally:
        _ask_to_end(fenrir)
        end(fenrir)
        os.close(voice)


def _ask_to_end(fenrir: PtyProcess) -> None:
    """Let it end what it started; it looks once a second whether it should."""
    os.kill(fenrir.pid, signal.SIGTERM)
    until = time.monotonic() + SECONDS
    while fenrir.isalive() and time.monotonic() < until:
        if select.select([fenrir.fd], [], [], MOMENT)[0]:
            with suppress(OSError):  # nobody is at the other end
                os.read(fenrir.fd, 1 << 16)


def _listen(terminal: int, voice: int, last: str) -> tuple[str, str]:
    received = {terminal: b"", voice: b""}
    until = time.monotonic() + SECONDS
    while last not in received[voice].decode("utf-8", "replace"):
        assert time.monotonic() < until, f"{last!r} was not said: {received}"
        for ready in select.select(received, [], [], 1)[0]:
            received[ready] += os.read(ready, 1 << 16)
    said = _ITS_OWN.sub("", received[voice].decode())
    return received[terminal].decode().partition(_BEGINNING)[2], said
