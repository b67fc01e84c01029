"""Write down what the program says, to compare two states of it byte for byte.

    python tools/outputs.py FOLDER [CHECKOUT]
    diff -r BEFORE AFTER

Every command, format, procedure, letter and language, mistakes included; and walks through the
guide, with all that they leave behind: in plain lines and in menus, by answers drawn from a fixed
seed. CHECKOUT is the state to run, by default the one of this file.
"""

import os
import random
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pexpect
import pyte

SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")
NOON = "1795780800"  # 27 November 2026, 12:00 UTC
ANSWERS = 90  # in a walk
NONSENSE = 0.06  # of them
SEEDS = range(3)
SECONDS = 20
# A menu is drawn when no byte has come this often for this long, and the process waits.
CALM, QUIET = 6, 0.05
KEYS = (*["\r"] * 5, *["\x1b[B"] * 3, "\x1b[A", " ", " ", "\x1b", "p", "\x7f")
SIZES = ((80, 24), (40, 24))

ONCE = """
--version|--help|-h|guide --help|help|help accessibility|help --man|help help|help steps check
checklist --help|status --help|deadline --help|letter --help|sources --help|traces --help
forget --help|completion --help|steps --help|steps list --help|steps check --help
status|status --json|sources|steps list|steps list --json|steps check|traces|letter|letter --help
checklist|checklist --format json|checklist --with qr|checklist --blank|checklist --with sources
checklist --with problems|checklist --with doubts|checklist --copies 2|checklist --copies x
deadline 2026-11-02|deadline 2 novembre 2026|deadline 2026-09-01|deadline --closed 2026-11-02
deadline 2026-11-02 --ics -|deadline --closed 2026-11-02 --ics -|deadline 2026-09-01 --ics -
completion bash|completion zsh|completion fish|completion powershell|forget|guide --simple|deadline
oposition|guid|guide oposition|letter oposition|checklist oposition|checklist --formt json
checklist --format xml|checklist --format pdf|status --jsn|deadline 31/02/2026|deadline demain
deadline 2027-01-01|letter x y|help xyz|help guide x|steps|steps lst|--lang de status|--lang
checklist --output|checklist --output a.md --format json|letter dsi --output l.md|sources x
checklist --output l.ics|guide --code --restart|help --try|help --man guide|completion tcsh
traces --shell tcsh|traces --shell zsh|--steps nowhere steps list|status extra|deadline a b c d
""".replace("\n", "|")


class Program:
    """A state of the program, in a home of its own, which is called HOME in what is written."""

    def __init__(self, checkout: Path, home: Path, language: str) -> None:
        self.home = home
        self.command = (sys.executable, "-m", "mes_optout")
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(checkout / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
            "LANGUAGE": language,
            "MES_OPTOUT_LANG": language,
            "TERM": "xterm-256color",
            "HOME": str(home),
            "MES_OPTOUT_HOME": str(home / "state"),
            "MES_OPTOUT_TODAY": "2026-11-27",
            "SOURCE_DATE_EPOCH": NOON,
        }
        (home / "here").mkdir(parents=True)

    @property
    def here(self) -> Path:
        """The folder in which it runs, and writes what one carries away."""
        return self.home / "here"

    def neutral(self, said: bytes) -> bytes:
        """Return what was said with one name for its home, of the same length."""
        name = str(self.home).encode()
        return said.replace(name, b"HOME".ljust(len(name), b"_"))

    def run(self, *arguments: str) -> bytes:
        """Return what a command says, on both streams, and its code."""
        done = subprocess.run(
            [*self.command, *arguments],
            input=b"",
            capture_output=True,
            cwd=self.here,
            env=self.environment,
            timeout=60,
            check=False,
        )
        told = f"$ {' '.join(arguments)}\n[{done.returncode}]\n".encode()
        return told + self.neutral(done.stdout + b"\n-- stderr\n" + done.stderr)

    def left_behind(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file that it wrote, but locks."""
        for path in sorted(self.home.rglob("*")):
            if path.is_file() and path.name != ".lock":
                yield "_".join(path.relative_to(self.home).parts), path.read_bytes()


def commands(language: str, program: Program) -> Iterator[str]:
    """Yield each command line that is asked once in a language."""
    yield from (line for line in ONCE.split("|") if line)
    yield from (f"traces --shell {shell}" for shell in SHELLS[:-1])
    lists = program.run("steps", "list").decode()
    names = re.findall(r"^([a-z]+(?:-[a-z]+)*)\b", lists.partition("]\n")[2], re.MULTILINE)
    for name in dict.fromkeys(names):
        yield f"sources {name}"
        yield f"help guide {name}"
        for form in ("text", "markdown", "html", "pdf", "json"):
            yield f"checklist {name} --format {form} --output -"
        yield f"checklist {name} --with qr --blank"
    told = program.run("letter").decode()
    for letter in dict.fromkeys(re.findall(r"^ {0,4}([a-z]+(?:-[a-z]+)*)\b", told, re.MULTILINE)):
        for form in ("text", "html", "pdf"):
            yield f"letter {letter} --format {form} --output -"
        yield f"--lang {language} letter {letter}"


def write(folder: Path, name: str, said: bytes) -> None:
    """Write one output into a file whose name says what was asked."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / (re.sub(r"[^\w.=-]+", "_", name)[:120] or "_")).write_bytes(said)


def ask_commands(checkout: Path, folder: Path, language: str, scratch: Path) -> None:
    """Write what each command says where nothing has happened yet."""
    program = Program(checkout, scratch / f"commands-{language}", language)
    for line in dict.fromkeys(commands(language, program)):
        write(folder / language / "commands", line, program.run(*line.split(" ")))
    for name, content in program.left_behind():
        write(folder / language / "commands-left", name, content)


def answer(page: str, chance: random.Random) -> str:
    """Return a line to type: often an answer on offer, sometimes nonsense; never the way out."""
    prompt = page.rpartition("\n")[2]
    if chance.random() < NONSENSE:
        return chance.choice(["?", "xyz", "retour", "back", "0", "99", ""])
    if prompt.startswith(("Date", "Jour")):
        return chance.choice(["0", "2 novembre 2026", "1/9/2026", "25/11/2026", "demain"])
    if prompt.startswith(("Lett", "Char")):
        return chance.choice(["0", "ABCD EFGH"])
    offered: list[str] = []
    for line in reversed(page.splitlines()[:-1]):
        if found := re.match(r"(\d+)\s?: (.+)", line):
            offered.insert(0, found[2])
            if found[1] == "1":
                break
    if prompt.startswith(("Num", "Box")):
        boxes = [str(number) for number in range(1, len(offered) + 1)]
        return " ".join(chance.sample(boxes, chance.randint(1, len(boxes)))) if boxes else "0"
    going = [n for n, label in enumerate(offered, 1) if label not in {"Quitter", "Quit"}]
    return str(chance.choice(going or [1]))


def walk_lines(program: Program, arguments: Sequence[str], seed: str) -> bytes:
    """Return all that a walk in plain lines says, with what was typed."""
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated)
    child = subprocess.Popen(
        [*program.command, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=program.here,
        env=program.environment,
        bufsize=0,
    )
    assert child.stdin is not None  # noqa: S101  (a pipe was asked for)
    assert child.stdout is not None  # noqa: S101  (the same)
    said, typed = bytearray(), 0
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        waits = said.endswith((b": ", "\u00a0: ".encode()))
        ready = select.select([child.stdout], [], [], 0.05 if waits else 1)[0]
        if ready:
            chunk = child.stdout.read(65536)
            if not chunk:
                break
            said += chunk
        elif waits:
            if typed == ANSWERS:
                break
            line = answer(said.decode(), chance)
            said += f"<{line}>".encode()
            child.stdin.write(f"{line}\n".encode())
            typed += 1
    child.stdin.close()
    said += child.stdout.read() or b""
    said += f"\n[{child.wait(timeout=SECONDS)}]\n".encode()
    return program.neutral(bytes(said))


def is_waiting(process: int) -> bool:
    """Say whether a process has nothing to do, as far as Linux tells."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] in "SZ"
    except OSError:
        return True


def walk_menus(program: Program, arguments: Sequence[str], seed: str, size: tuple[int, int]) -> str:
    """Return each screen of a walk in menus, below the key that led to it."""
    chance = random.Random(seed)  # noqa: S311  (a draw that can be repeated)
    columns, rows = size
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)
    child = pexpect.spawn(
        program.command[0],
        [*program.command[1:], *arguments],
        cwd=str(program.here),
        env=program.environment,
        dimensions=(rows, columns),
    )
    told: list[str] = []
    key, ended = "start", False
    for _turn in range(ANSWERS // 2):
        calm, drawn = 0, key != "start"  # after a key perhaps nothing changes
        while not ended and (calm < CALM or not drawn):
            try:
                stream.feed(child.read_nonblocking(65536, timeout=QUIET))
                calm, drawn = 0, True
            except pexpect.TIMEOUT:
                calm = calm + 1 if is_waiting(child.pid) else 0
            except pexpect.EOF:
                ended = True
        told += [f"--- {key!r}", *(row.rstrip() for row in screen.display)]
        if ended:
            break
        key = chance.choice(KEYS)
        child.send(key)
    child.close(force=True)
    return program.neutral("\n".join(told).encode()).decode()


def walk(checkout: Path, folder: Path, language: str, scratch: Path, name: str) -> None:
    """Write what walks through a procedure say, and leave behind."""
    for seed in SEEDS:
        here = f"{language}-{name}-{seed}"
        program = Program(checkout, scratch / here, language)
        called = [name] if name != "guide" else []
        said = walk_lines(program, ["guide", *called, "--simple"], here)
        write(folder / language / "lines", f"{name}-{seed}", said)
        for asked in (["status"], ["status", "--json"], ["checklist"]):
            write(folder / language / "lines", f"{name}-{seed}-{asked[-1]}", program.run(*asked))
        said = walk_lines(program, ["guide", "--simple"], here + "-again")
        write(folder / language / "lines", f"{name}-{seed}-again", said)
        for left, content in program.left_behind():
            write(folder / language / "left", f"{name}-{seed}-{left}", program.neutral(content))
    for size in SIZES:
        here = f"{language}-{name}-{size[0]}"
        program = Program(checkout, scratch / here, language)
        called = [name] if name != "guide" else []
        screens = walk_menus(program, ["guide", *called], here, size)
        write(folder / language / "menus", f"{name}-{size[0]}", screens.encode())


def main() -> None:
    """Write everything into the folder that was named, which must not exist yet."""
    folder = Path(sys.argv[1])
    checkout = Path(sys.argv[2] if len(sys.argv) > 2 else Path(__file__).parents[1]).resolve()  # noqa: PLR2004  (a second argument)
    folder.mkdir(parents=True)
    # Of one name for all states: at 40 columns it is broken over two rows.
    scratch = Path(tempfile.gettempdir()) / "outputs"
    scratch.mkdir()
    files = sorted((checkout / "steps").glob("*/*.toml"))
    languages = dict.fromkeys(path.parent.name for path in files)
    walks = [
        name
        for name in dict.fromkeys(path.stem for path in files)
        if name not in {"situations", "reperes", "lettres"}
    ]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        running = [
            pool.submit(walk, checkout, folder, language, scratch, name)
            for language in languages
            for name in ("guide", *walks)
        ]
        running += [
            pool.submit(ask_commands, checkout, folder, language, scratch) for language in languages
        ]
    for each in running:
        each.result()
    shutil.rmtree(scratch)


if __name__ == "__main__":
    main()
