"""A Firefox with a profile of its own, driven by its Marionette: JSON over a socket of the machine.

It is Debian's, as people have it: nothing is set that changes what it keeps of a page.
"""

import json
import os
import shutil
import socket  # noqa: TID251  (to speak with the browser on this machine)
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
SECONDS = 60
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # what WebDriver calls the id of one

Setting = str | int | bool
# What it asks its makers for on its own account.
_QUIET: dict[str, Setting] = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.newtabpage.activity-stream.feeds.asrouterfeed": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
_DRIVEN: dict[str, Setting] = {
    "dom.navigation.navigationRateLimit.count": 0,  # every part is gone to at once
    "marionette.port": 0,  # it says in its profile which one it took
    "remote.prefs.recommended": False,  # these would change what is kept
}


class Firefox:
    """A browser that runs."""

    def __init__(self, profile: Path, running: "subprocess.Popen[bytes]") -> None:
        self.profile = profile
        self._running = running
        self._numbers = count(1)
        said = profile / "MarionetteActivePort"
        wait_for(lambda: said.is_file() and said.read_text().strip(), "its port")
        self._socket = socket.create_connection(("127.0.0.1", int(said.read_text())), SECONDS)
        self._answers = self._socket.makefile("rb")
        self._read()  # it greets
        self.command("WebDriver:NewSession", capabilities={})
        self.command("WebDriver:SetTimeouts", script=SECONDS * 1000)

    def command(self, name: str, **given: object) -> Any:  # noqa: ANN401  (JSON)
        """Return what a command of the protocol answers."""
        sent = json.dumps([0, next(self._numbers), name, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(sent), sent))
        _type, _number, error, answer = self._read()
        assert error is None, error
        return answer

    def _read(self) -> Any:  # noqa: ANN401  (JSON)
        length = b""
        while (letter := self._answers.read(1)) != b":":
            assert letter, "it is gone"
            length += letter
        return json.loads(self._answers.read(int(length)))

    def open(self, address: str) -> None:
        """Open an address, until it is loaded."""
        self.command("WebDriver:Navigate", url=address)

    def evaluate(self, function: str, *given: object) -> Any:  # noqa: ANN401  (JSON)
        """Return what a function of JavaScript does."""
        script = f"return ({function})(...arguments)"
        return self.command("WebDriver:ExecuteScript", script=script, args=given)["value"]

    def click(self, path: str) -> None:
        """Click on what an XPath finds, as a hand does: what lies over it takes the click."""
        found = self.command("WebDriver:FindElement", using="xpath", value=path)
        self.command("WebDriver:ElementClick", id=found["value"][ELEMENT])

    def quit(self) -> None:
        """Quit as by its menu, so that all that it keeps is written."""
        self.command("Marionette:Quit", flags=["eAttemptQuit"])
        self._running.wait(SECONDS)

    def close(self) -> None:
        """End it if it still runs."""
        self._answers.close()
        self._socket.close()
        if self._running.poll() is None:
            self._running.kill()
            self._running.wait()


@contextmanager
def firefox(home: Path, *, log: str = "", **settings: Setting) -> Iterator[Firefox]:
    """Start a Firefox in a home that has none; settings have `_` instead of dots.

    `log` names what it writes a log of, to "log.moz_log" in its home.
    """
    profile = home / "profile"
    profile.mkdir(parents=True)
    named = {name.replace("_", "."): value for name, value in settings.items()}
    lines = (
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in {**_QUIET, **_DRIVEN, **named}.items()
    )
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    logged = {"MOZ_LOG": log, "MOZ_LOG_FILE": str(home / "log")} if log else {}
    with (home / "said").open("wb") as said:
        running = subprocess.Popen(
            [str(FIREFOX), "--headless", "--no-remote", "--profile", profile, "--marionette"],
            env={"HOME": str(home), "PATH": os.environ["PATH"], **logged},
            stdout=said,
            stderr=said,
        )
    try:
        browser = Firefox(profile, running)
        yield browser
        browser.close()
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def wait_for(found: Callable[[], object], what: str) -> None:
    """Wait until something is there."""
    until = time.monotonic() + SECONDS
    while not found():
        assert time.monotonic() < until, f"{what} did not come"
        time.sleep(0.02)


def read_session(profile: Path) -> str:
    """Return what a Firefox that quit would open again, as the JSON that it wrote."""
    written = (profile / "sessionstore.jsonlz4").read_bytes()
    assert written.startswith(b"mozLz40\0")
    return _unpack(written[12:]).decode()  # the length stands between


def _unpack(packed: bytes) -> bytes:
    """Return what a block of LZ4 holds: letters as they are, then what came before, again."""
    out, at = bytearray(), 0
    while at < len(packed):
        token, at = packed[at], at + 1
        length, at = _length(packed, at, token >> 4)
        out += packed[at : at + length]
        at += length
        if at < len(packed):
            back, at = int.from_bytes(packed[at : at + 2], "little"), at + 2
            length, at = _length(packed, at, token & 15)
            for _each in range(length + 4):
                out.append(out[-back])
    return bytes(out)


def _length(packed: bytes, at: int, length: int) -> tuple[int, int]:
    """Return a length that goes on in the next bytes while they are full, and where it ends."""
    more = length == 15
    while more:
        length, more, at = length + packed[at], packed[at] == 255, at + 1
    return length, at
