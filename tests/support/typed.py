"""Commands that the pages print for people to type, and what they name that is not there."""

import re
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from support.documents import ROOT, shell_lines, spans

# Programs of others that a page may have typed, and where each such command is looked at or run.
FOREIGN = {
    "sudo apt install python3 python3-venv": "tools/roots.sh types it, in each bare Debian",
    "pipx install --pip-args=--no-cache-dir .": "tools/left_behind.py types it",
    "uv tool install --no-cache .": "the same",
    "pipx install": "the same, in short",
    "pipx uninstall mes-optout": "tools/left_behind.py types it, as `traces` gives it",
    "pipx ensurepath": "it changes the shell's own files: read in pipx's help",
    "uv tool update-shell": "it changes the shell's own files: read in uv's help",
    "sha256sum -c SHA256SUMS": "tools/release.py writes that file; nobody types this here",
    "man mes-optout": "tests/release/test_manpages.py looks at the page that it shows",
    "fenrir -e": "tests/support/heard_fenrir.py types it, where it is installed",
    "mkdir -p ~/.local/share/bash-completion/completions": "nothing but a folder",
    "lp": "the printer of any Unix",
}
_OURS = re.compile(r"(?:\S*/)?(?:mes-optout|demarche)(?= |$)|python3? (?:mes-optout|demarche)\.pyz")
_RUNS = re.compile(r"(?:(?:\.venv|release)/bin/[\w-]+|python3?|sh|bash)(?= |$)")
_SETTINGS = re.compile(r"^(?:[A-Z_]+=\S+ )+")
_TYPED = re.compile(
    r"(?:[A-Z_]+=\S+ )*(?:(?:\.venv|release)/bin/[\w-]+"
    r"|(?:python3?|sh|bash|pip|pipx|uv|sudo|apt|sha256sum|man|fenrir|mkdir|curl|wget|git|rm)) .+"
)


def commands(text: str) -> Iterator[str]:
    """Yield each command of a page: those to be copied, and those within its sentences."""
    inside = (" ".join(span.split()) for span in spans(text))
    for line in (*shell_lines(text), *(each for each in inside if _TYPED.fullmatch(each))):
        for command in re.split(r" && | \| ", re.sub(r" +# .*", "", line)):
            yield _SETTINGS.sub("", command)


def faults(command: str) -> Iterator[str]:
    """Say what is wrong with a command: what it names is not there, or nobody looks at it.

    What our own program makes of its arguments is for tests/test_documents.py.
    """
    if _OURS.match(command) or command in FOREIGN:
        return
    if not _RUNS.match(command):
        yield f"nobody looks at it: {command}"
    yield from (f"not there: {each}" for each in there(command))


def there(command: str) -> list[str]:
    """Return what a command names that is not there: files, modules, extras, programs."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = re.findall(r"(?<![\w/.-])(?:tools|tests|\.ci)/[\w./-]+", command)
    modules = re.findall(r"python3? -m ([\w.]+)", command)
    programs = re.findall(r"(?:\.venv|release)/bin/([\w-]+)", command)
    installed = {each.name for each in Path(sysconfig.get_path("scripts")).iterdir()}
    return [
        *(each for each in files if not (ROOT / each).is_file()),
        *(each for each in modules if not _is_module(each)),
        *(
            each
            for each in re.findall(r"\.\[(\w+)\]", command)
            if each not in extras["optional-dependencies"]
        ),
        *(each for each in programs if each not in installed | {"pip", "pip-audit"}),
    ]


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # of what it is in
        return False
