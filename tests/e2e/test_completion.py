"""The Tab key in real shells: what it offers, and that nothing is left behind."""

import shutil
import signal
import sys
import sysconfig
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from support.homes import Home, environment
from support.terminals import words

pytestmark = pytest.mark.slow  # real shells, and the program at each Tab

PROMPT = "ready>"
SECONDS = 30
COLUMNS, ROWS = 160, 50
BIN = sysconfig.get_path("scripts")

# What each needs to list everything at once, without a file of its own.
SETTINGS = {
    "bash": """
for each in mes-optout demarche; do . ~/scripts/$each; done
bind 'set show-all-if-ambiguous on'
bind 'set completion-query-items 0'
bind 'set page-completions off'
bind 'set bell-style none'
unset HISTFILE
PS1='ready> '
""",
    "zsh": """
fpath=(~/scripts $fpath)
autoload -Uz compinit
compinit -u -D
LISTMAX=1000
unset HISTFILE
unsetopt BEEP
PS1='ready> '
""",
    "fish": """
set -U fish_greeting
set fish_private_mode 1
function fish_prompt; echo 'ready> '; end
""",
}
PROCEDURES = ("cloture", "confidentialite", "reouverture", "suites")
COMMANDS = ("guide", "checklist", "deadline", "letter", "forget", "completion")
IMPORTED = """
import sys
from mes_optout.__main__ import main
sys.argv = ["mes-optout"]
code = main()
heavy = {"rich", "questionary", "prompt_toolkit", "filelock", "typst", "icalendar", "asyncio"}
print(code, *sorted(heavy & sys.modules.keys()), file=sys.stderr)
"""

Begin = Callable[..., "Shell"]


class Shell:
    """A shell with the scripts of both programs, and its screen."""

    def __init__(self, home: Home, name: str, **env: str) -> None:
        arguments = {
            "bash": ["--rcfile", str(home.folder / ".bashrc"), "-i"],
            "zsh": ["-i"],
            "fish": ["-i"],
        }[name]
        path = f"{BIN}:{environment(home.folder)['PATH']}"
        with warnings.catch_warnings():
            # Python 3.12 and later warn of any fork beside threads; pytest-xdist has some.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = pexpect.spawn(
                name,
                arguments,
                cwd=str(home.folder),
                env=environment(home.folder, TERM="xterm", PATH=path, **env),
                dimensions=(ROWS, COLUMNS),
            )
        self._child.delaybeforesend = None
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.wait_for(PROMPT)

    @property
    def page(self) -> str:
        """The words on the screen."""
        return words("\n".join(self._screen.display))

    def press(self, keys: str) -> None:
        """Type keys."""
        self._child.send(keys)

    def wait_for(self, *texts: str) -> None:
        """Read until all of `texts` stand on the screen together."""
        self.wait_until(lambda: all(words(text) in self.page for text in texts), f"{texts}")

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until `condition` holds; fail with what stands on the screen."""
        until = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < until, f"{what} did not come.\n{self.page}"
            try:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                continue

    def end(self) -> None:
        """End the shell as a closed window does, and at once."""
        if self._child.isalive():
            self._child.kill(signal.SIGKILL)
            self._child.wait()
        self._child.ptyproc.delayafterclose = 0  # it has ended: there is nothing to wait for
        self._child.close()


@pytest.fixture
def begin(home: Home) -> Iterator[Begin]:
    """Start a shell that has both scripts; whatever still runs is ended after the test."""
    opened: list[Shell] = []

    def start(shell: str, **env: str) -> Shell:
        for program in ("mes-optout", "demarche"):
            done = home.run("completion", shell, program=(str(Path(BIN) / program),))
            assert (done.err, done.code) == ("", 0)
            place = {
                "bash": f"scripts/{program}",
                "zsh": f"scripts/_{program}",
                "fish": f"config/fish/completions/{program}.fish",
            }[shell]
            written(home.folder / place, done.out)
        rc = {"bash": ".bashrc", "zsh": ".zshrc", "fish": "config/fish/config.fish"}[shell]
        written(home.folder / rc, SETTINGS[shell])
        opened.append(Shell(home, shell, **env))
        return opened[-1]

    yield start
    for each in opened:
        each.end()


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def everything(home: Home) -> dict[str, tuple[int, int]]:
    """Return all that is in a home but what the shells themselves write, with change and size."""
    found = [path for path in home.folder.rglob("*") if "fish" not in path.parts]
    return {str(p): (p.lstat().st_mtime_ns, p.lstat().st_size) for p in found}


def shells(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        "shell",
        [
            pytest.param(
                name,
                marks=pytest.mark.skipif(shutil.which(name) is None, reason=f"needs {name}"),
            )
            for name in names
        ],
    )


@shells("bash", "zsh", "fish")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mes-optout ", COMMANDS),
        ("demarche ", COMMANDS),
        ("mes-optout guide --", ("--simple", "--no-trace", "--restart", "--lang")),
        ("mes-optout help --", ("--man", "--try", "--simple")),
        ("mes-optout guide ", PROCEDURES),
        ("demarche checklist ", PROCEDURES),
        ("mes-optout checklist --format ", ("text", "markdown", "html", "pdf", "json")),
        ("mes-optout letter ", ("motif-legitime", "acces-anormal")),
        ("mes-optout guide --lang ", ("en", "fr")),
        ("mes-optout steps ", ("check", "list")),
    ],
    ids=lambda value: value.strip() if isinstance(value, str) else "",
)
def test_tab_offers(
    shell: str, line: str, offered: tuple[str, ...], home: Home, begin: Begin
) -> None:
    """And leaves no file: no progress, no lock, nothing anywhere in the home."""
    running = begin(shell)
    before = everything(home)
    running.press(f"{line}\t")
    running.wait_for(*offered)
    assert everything(home) == before


@shells("bash", "zsh", "fish")
@pytest.mark.parametrize(
    "parts",
    [
        ("mes-optout check|list ", "oppo|sition ", "--form|at ", "mark|down "),
        ("demarche guide majeur|-protege ", "--no-t|race "),
        ("mes-optout checklist --format=mark|down ",),
    ],
    ids=lambda parts: parts[0].partition("|")[0],
)
def test_what_is_the_only_one_is_filled_in(
    shell: str, parts: tuple[str, ...], begin: Begin
) -> None:
    """Up to the bar it is typed; zsh disregards a Tab behind which there are letters already."""
    running = begin(shell)
    line = f"{PROMPT} "
    for part in parts:
        running.press(f"{part.partition('|')[0]}\t")
        line += part.replace("|", "")
        running.wait_for(line)


@shells("bash", "zsh", "fish")
def test_files_are_offered_where_a_file_is_wanted(shell: str, home: Home, begin: Begin) -> None:
    running = begin(shell)
    (home.folder / "papier-un.html").touch()
    running.press("mes-optout checklist --output pap\t")
    running.wait_for("--output papier-un.html")


@shells("zsh", "fish")
@pytest.mark.parametrize(
    ("language", "help_text", "title"),
    [
        ("fr", "Imprimer la liste des étapes, avec vos coches.", "Clôturer mon espace"),
        ("en", "Print the list of steps, with your ticks.", "Close my space"),
    ],
)
def test_help_stands_beside(
    shell: str, language: str, help_text: str, title: str, begin: Begin
) -> None:
    """REQ-A22: in the user's language, whole, with its commas."""
    running = begin(shell, MES_OPTOUT_LANG=language)
    running.press("mes-optout c\t")
    running.wait_for("checklist", help_text)
    running.press("\x15")
    running.wait_until(lambda: f"{PROMPT} mes-optout" not in running.page, "an empty line")
    running.press("mes-optout guide c\t")
    running.wait_for("cloture", title)


@shells("bash", "zsh", "fish")
def test_broken_steps_are_not_spoken_of(shell: str, home: Home, begin: Begin) -> None:
    """Where somebody is typing, no error is shown; what else there is still comes."""
    written(home.folder / "broken" / "fr" / "situations.toml", "= no toml")
    running = begin(shell, MES_OPTOUT_STEPS=str(home.folder / "broken"))
    running.press("mes-optout guide op\t")
    running.wait_for("guide op")
    running.press("\x15")
    running.wait_until(lambda: "guide op" not in running.page, "an empty line")
    running.press("mes-optout checkl\t")
    running.wait_for("mes-optout checklist")
    assert "toml" not in running.page
    assert "Traceback" not in running.page


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("line", ["mes-optout ", "mes-optout guide ", "mes-optout letter "])
def test_it_imports_nothing_heavy(shell: str, line: str, home: Home) -> None:
    """REQ-P7."""
    at = "" if shell == "fish" else str(line.count(" "))
    env = {
        "COMP_WORDS": line.replace(" ", "\n") if shell == "powershell" else line,
        "COMP_CWORD": at,
        "_MES_OPTOUT_COMPLETE": f"{shell}_complete",
    }
    done = home.run(env=env, program=(sys.executable, "-c", IMPORTED))
    assert done.err == "0\n"
    assert "plain" in done.out
    assert not home.state.exists()
