"""What is left of the program after it was installed, used and removed: nothing, by each way.

    python tools/left_behind.py [--pyz FILE]

In a home that is thrown away, from a folder with the default name of a clone, it installs as the
README says, and once more without the words that keep caches empty; uses the program; asks
`traces`; runs the lines that it gives, in their order and no others; and searches the whole home
for our names. It fails unless each thing that `traces` named was there, and nothing is left but the
list that the person wrote. Once more it hides a file on the way, and fails unless that is seen.

It needs the network: pipx and uv come by hash from `.ci/requirements-installers.txt`, the program's
own packages from wherever pip and uv find them. REQ-S24.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from thrown_away import ROOT, Home, LeftBehindError, Way

INSTALLERS = ROOT / ".ci/requirements-installers.txt"

_NO_CACHE = re.compile(r" (--pip-args=)?--no-cache(-dir)?\b|\bPIP_NO_CACHE_DIR=1 ")
_PLANTED = ".cache/fontconfig/0a1b2c"
ANSWERS = "1\n1\n2 novembre 2025\n2\n1 2\nq\n"  # of a walk with two ticks, on a day that is past


def readme(pattern: str) -> str:
    """Return the one line of the README that matches, for it is what people type."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"^{pattern}$", text, re.MULTILINE)
    if found is None:
        raise LookupError(pattern)
    return found[0]


def ways(pyz: Path | None) -> Iterator[Way]:
    """Yield each way as the README says it, and each without the words about caches."""
    first = readme("python3 -m venv .* guide").rpartition(" && ")[0]
    pipx, uv = readme("pipx install .*"), readme("uv tool install .*")
    said = [
        Way("pip", first, ".venv/bin/mes-optout"),
        Way("pipx with pip", pipx, settings={"PIPX_DEFAULT_BACKEND": "pip"}),
        Way("pipx with uv", pipx, settings={"PIPX_DEFAULT_BACKEND": "uv"}),
        Way("uv", uv),
    ]
    for way in said:
        if not _NO_CACHE.search(way.install):
            raise LeftBehindError(f"the README keeps a cache: {way.install}")
        yield way
        without = _NO_CACHE.sub("", way.install)
        if (
            "pip" not in way.settings.values()
        ):  # the pip that pipx brings keeps no wheel of a folder
            yield replace(way, name=f"{way.name}, cached", install=without)
    if pyz:
        yield Way("single file", f"cp {shlex.quote(str(pyz))} .", "python3 mes-optout.pyz")


def use(home: Home, way: Way) -> Path:
    """Use the program; return the list that a person wrote, which is theirs to delete."""
    home.program("--version")
    home.program("guide opposition --simple", ANSWERS)
    written = home.folder / "liste.html"
    home.program(f"checklist opposition --output {written}")
    if way.program == "mes-optout":
        scripts = home.folder / ".local/share/bash-completion/completions"
        scripts.mkdir(parents=True)
        home.program(f"completion bash > {scripts}/mes-optout")
    return written


def lines_of(page: str) -> list[str]:
    """Return the lines to type of `traces`, but for those about the shell's own memory."""
    ours = re.search(r"^1\. .*(?=^6\. )", page, re.DOTALL | re.MULTILINE)
    if ours is None:
        raise LeftBehindError(page)
    return [line.strip() for line in ours[0].splitlines() if line.startswith("     ")]


def remove(home: Home, line: str) -> None:
    """Type one line of `traces`, after looking that what it deletes is there, and is not yours.

    Raises LeftBehindError, before anything is typed, also for a line that is not understood.
    """
    match shlex.split(line):
        case ["rm", "-rf" | "-f", "--", target]:
            _check_inside(home, target, line)
            folder, name = os.path.split(target)
            if not list(Path(folder).glob(name)):
                raise LeftBehindError(f"traces names what is not there: {line}")
            home.type(line)
        case ["mes-optout", "forget"] | ["python3", "mes-optout.pyz", "forget"]:
            # Not as it is: `mes-optout` stands for how the program is called there.
            home.program("forget --yes")
        case ["pipx", "uninstall", "mes-optout"] | ["uv", "tool", "uninstall", "mes-optout"]:
            home.type(line, "y\n")
        case [python, "-m", "pip", "uninstall", "mes-optout"]:
            _check_inside(home, python, line)
            home.type(line, "y\n")
        case _ if not Path(line).exists():
            raise LeftBehindError(f"traces gives a line that is not understood: {line}")


def _check_inside(home: Home, path: str, line: str) -> None:
    if not home.holds(Path(path)):
        raise LeftBehindError(f"outside the home: {line}")


def look(way: Way, folder: Path, tools: Path, *, plant: bool) -> str:
    """Go one way to its end, and say what there was. Raises LeftBehindError."""
    home = Home(folder, tools, way)
    home.type(way.install)
    written = use(home, way)
    lines = lines_of(home.program("traces --shell bash"))
    if plant:
        hidden = home.folder / _PLANTED
        hidden.parent.mkdir(parents=True, exist_ok=True)
        hidden.write_text("MES-OPTOUT", encoding="utf-8")
    beside = home.ours() - {home.project, written}
    for line in lines:
        remove(home, line)
    left = home.ours() - {written}
    if left:
        names = "\n".join(str(path.relative_to(folder)) for path in sorted(left))
        raise LeftBehindError(f"traces did not say:\n{names}")
    said = "\n".join(f"    {line.replace(str(folder), '~')}" for line in lines)
    return f"{way.name}: {way.install}\n  beside the project: {len(beside)}\n{said}"


def main() -> int:
    """Go each way, and the first one with a planted file; say what happened, and 1 if it is bad."""
    options = argparse.ArgumentParser(description="What is left after removal.")
    options.add_argument("--pyz", type=Path)
    pyz = options.parse_args().pyz
    every = list(ways(pyz and pyz.resolve()))
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        tools = installers(work)

        def go(way: Way, *, plant: bool = False) -> str:
            with tempfile.TemporaryDirectory(dir=work) as home:
                return look(way, Path(home), tools, plant=plant)

        with ThreadPoolExecutor(4) as together:  # most of it waits for the network
            planted = together.submit(go, every[0], plant=True)
            trials = [together.submit(go, way) for way in every]
            wrong = sum(
                not _went_well(way, trial) for way, trial in zip(every, trials, strict=True)
            )
        seen = isinstance(error := planted.exception(), LeftBehindError) and _PLANTED in str(error)
    _say("A planted file is seen." if seen else f"WRONG: a planted file is not seen. {error}")
    return 1 if wrong or not seen else 0


def _went_well(way: Way, trial: Future[str]) -> bool:
    error = trial.exception()
    _say(f"{way.name}: {way.install}\n  WRONG: {error}" if error else trial.result())
    return error is None


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  (what it found is what it is for)


def installers(work: Path) -> Path:
    """Install pipx and uv by hash, and return a folder with these two programs alone."""
    environment = work / "installers"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    pip = [str(environment / "bin/pip"), "install", "-q", "--no-cache-dir", "--require-hashes"]
    subprocess.run([*pip, "-r", str(INSTALLERS)], check=True)
    tools = work / "tools"
    tools.mkdir()
    for name in ("pipx", "uv"):
        (tools / name).symlink_to(environment / "bin" / name)
    return tools


if __name__ == "__main__":
    sys.exit(main())
