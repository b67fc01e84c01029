"""The lines of `traces`, typed into real shells: what their histories then hold (REQ-S14).

PowerShell is not tried, nor is a Mac.
"""

import shutil
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from support.homes import Home, environment

pytestmark = pytest.mark.slow  # real shells

PROMPT = "ready> "
BEFORE = "ls before\nmes-optout status\ncd été\ndemarche guide\n"
NAMING = ("true mes-optout guide", "true python3 -m mes_optout", "MES_OPTOUT_LANG=en true")
ZSH = "HISTFILE=~/.zsh_history\nHISTSIZE=1000\nSAVEHIST=1000\n"
SECONDS = 15

Start = Callable[..., "pexpect.spawn"]


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"needs {shell}")


SHELLS = [pytest.param("bash", marks=needs("bash")), pytest.param("zsh", marks=needs("zsh"))]


def lines_for(home: Home, shell: str) -> list[str]:
    """Return the lines to type that the real program shows for this shell's history."""
    said = home.run("traces", "--shell", shell).out.splitlines()
    begin = said.index(f"6. Les commandes que {shell} retient")
    end = next(number for number in range(begin, len(said)) if said[number].startswith("7. "))
    return [line[5:] for line in said[begin:end] if line.startswith("     ")]


@pytest.fixture
def start(home: Home) -> Iterator[Start]:
    """Start a shell with these settings; whatever still runs is ended after the test."""
    opened: list[pexpect.spawn] = []

    def begin(shell: str, settings: str = "") -> "pexpect.spawn":
        rc = home.folder / f".{shell}rc"
        settings = (ZSH if shell == "zsh" else "") + settings
        rc.write_text(f"PS1='{PROMPT}'\n{settings}", encoding="utf-8")
        arguments = ["--rcfile", str(rc), "-i"] if shell == "bash" else ["-i"]
        opened.append(spawn(home, shell, arguments))
        opened[-1].expect_exact(PROMPT)
        return opened[-1]

    yield begin
    for each in opened:
        end(each)


def spawn(home: Home, shell: str, arguments: list[str]) -> "pexpect.spawn":
    with warnings.catch_warnings():
        # Python 3.12 and later warn of any fork beside threads; pytest-xdist has some.
        warnings.simplefilter("ignore", DeprecationWarning)
        running = pexpect.spawn(
            shell,
            arguments,
            cwd=str(home.folder),
            env=environment(home.folder, TERM="xterm"),
            dimensions=(24, 200),
            timeout=SECONDS,
            encoding="utf-8",
        )
    running.delaybeforesend = None
    return running


def end(shell: "pexpect.spawn") -> None:
    if shell.isalive():
        shell.kill(signal.SIGKILL)
        shell.wait()
    shell.ptyproc.delayafterclose = 0  # it has ended: there is nothing to wait for
    shell.close()


def type_lines(shell: "pexpect.spawn", *lines: str) -> None:
    for line in lines:
        shell.send(f"{line}\r")
        shell.expect_exact(PROMPT)


def leave(shell: "pexpect.spawn") -> None:
    shell.send("exit\r")
    shell.expect(pexpect.EOF)
    shell.wait()


def history_of(home: Home, shell: str) -> Path:
    return home.folder / f".{shell}_history"


SETTINGS = {
    "bash": [
        "",
        "shopt -s histappend\n",
        'PROMPT_COMMAND="history -a"\n',
        'PROMPT_COMMAND="history -a; history -c; history -r"\n',
        "HISTCONTROL=ignoreboth\n",
        "HISTTIMEFORMAT='%F '\n",
    ],
    "zsh": [
        "",
        "setopt SHARE_HISTORY\n",
        "setopt INC_APPEND_HISTORY\n",
        "setopt INC_APPEND_HISTORY_TIME\n",
        "unsetopt APPEND_HISTORY\n",
        "setopt EXTENDED_HISTORY\n",
    ],
}


@pytest.mark.parametrize(
    ("shell", "settings"),
    [
        pytest.param(shell, settings, marks=needs(shell))
        for shell, many in SETTINGS.items()
        for settings in many
    ],
)
def test_the_line_takes_out_what_names_the_program_and_nothing_else(
    shell: str, settings: str, home: Home, start: Start
) -> None:
    """REQ-S14: itself included, and the shell ends without writing its memory back."""
    history = history_of(home, shell)
    history.write_text(BEFORE, encoding="utf-8")
    running = start(shell, settings)
    type_lines(running, "echo meanwhile", *NAMING)
    running.send(lines_for(home, shell)[1] + "\r")
    running.expect(pexpect.EOF)
    running.wait()
    assert running.signalstatus == signal.SIGKILL, "an error before would have left it running"
    kept = history.read_text(encoding="utf-8", errors="replace")
    commands = [line for line in kept.splitlines() if not line.startswith("#")]  # times of bash
    plain = [line.partition(";")[2] if line.startswith(": ") else line for line in commands]
    assert plain == ["ls before", "cd été", "echo meanwhile"]
    assert sorted(home.folder.glob("*sed*")) == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_without_a_history_file_stays_open_and_shows_an_error(
    shell: str, home: Home, start: Start
) -> None:
    running = start(shell, "unset HISTFILE\n")
    type_lines(running, lines_for(home, shell)[1], "echo still here")
    assert running.isalive()


@pytest.mark.parametrize("shell", SHELLS)
def test_other_windows_write_when_they_close(shell: str, home: Home, start: Start) -> None:
    """Why they have to be closed first."""
    other, running = start(shell), start(shell)
    type_lines(other, NAMING[0])
    type_lines(running, "echo meanwhile")
    running.send(lines_for(home, shell)[1] + "\r")
    running.expect(pexpect.EOF)
    leave(other)
    assert NAMING[0] in history_of(home, shell).read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_typed_in_a_window_that_keeps_nothing_is_not_kept(
    shell: str, home: Home, start: Start
) -> None:
    """REQ-S14, also where lines are written as they are typed."""
    at_once = 'PROMPT_COMMAND="history -a"\n' if shell == "bash" else "setopt INC_APPEND_HISTORY\n"
    for settings in ("", at_once):
        running = start(shell, settings)
        type_lines(running, lines_for(home, shell)[2], NAMING[0])
        leave(running)
        history = history_of(home, shell)
        assert not history.exists() or NAMING[0] not in history.read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", SHELLS)
def test_a_space_before_a_command_needs_the_setting(shell: str, home: Home, start: Start) -> None:
    """REQ-S14: it is said to be enough only with it."""
    on = "HISTCONTROL=ignoreboth\n" if shell == "bash" else "setopt HIST_IGNORE_SPACE\n"
    for settings, kept in (("", True), (on, False)):
        running = start(shell, settings)
        type_lines(running, " true mes-optout", "echo other")
        leave(running)
        history = history_of(home, shell)
        text = history.read_text(encoding="utf-8")
        assert ("mes-optout" in text, "echo other" in text) == (kept, True)
        history.unlink()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_history_is_shown(shell: str, home: Home, start: Start) -> None:
    history_of(home, shell).write_text(BEFORE, encoding="utf-8")
    running = start(shell)
    running.send(lines_for(home, shell)[0] + "\r")
    running.expect_exact("mes-optout status")


@needs("fish")
class TestFish:
    """fish asks which commands to delete; a space keeps a line out."""

    @pytest.fixture
    def fish(self, home: Home) -> Iterator["pexpect.spawn"]:
        """Start fish."""
        settings = home.folder / "config" / "fish" / "config.fish"
        settings.parent.mkdir(parents=True)
        settings.write_text(f"set -U fish_greeting\nfunction fish_prompt; echo '{PROMPT}'; end\n")
        running = spawn(home, "fish", ["-i"])
        running.expect_exact(PROMPT)
        yield running
        end(running)

    def test_the_lines_take_out_what_names_the_program(
        self, home: Home, fish: "pexpect.spawn"
    ) -> None:
        """REQ-S14."""
        history = home.folder / "data" / "fish" / "fish_history"
        for number, line in enumerate(
            ["true", *NAMING, " true mes-optout spaced", "true demarche"]
        ):
            # What is computed cannot be mistaken for what is echoed while it is typed.
            fish.send(f"{line}; echo done(math 100 + {number})\r")
            fish.expect_exact(f"done{100 + number}")
        wait_until(history, lambda text: "true demarche" in text)
        assert NAMING[0] in history.read_text()
        assert "spaced" not in history.read_text()
        look, delete, answer = lines_for(home, "fish")
        assert look == "history"
        fish.send(f"{delete}\r")
        fish.expect_exact("Delete which entries?")
        fish.send(f"{answer}\r")
        fish.expect_exact("Deleting all matching entries!")
        fish.send("echo other\r")
        wait_until(history, lambda text: "echo other" in text)
        leave(fish)
        text = history.read_text().lower()
        assert "optout" not in text
        assert "demarche" not in text
        assert "cmd: true; echo done" in text


def wait_until(path: Path, condition: Callable[[str], bool]) -> None:
    """Look at a file until it is as it should be; fail with what it holds."""
    until = time.monotonic() + SECONDS
    while not (path.exists() and condition(path.read_text())):
        assert time.monotonic() < until, path.read_text() if path.exists() else "no file"
        time.sleep(0.05)
