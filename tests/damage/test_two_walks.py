"""Two real walkthroughs at once, each in its own terminal: no tick is lost (REQ-R6)."""

import random
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import folder
from mes_optout.progress.file import decode
from support.homes import PROGRAM, Home, environment
from support.in_process import LOST, UNCLEAR, Complaint, Tally, chances
from support.noted import name_keys
from support.small_pack import FILES

pytestmark = pytest.mark.slow  # real terminals

ROUNDS = 200
SECONDS = 30

# Python runs these before the program. A store without its lock:
NO_LOCK = """
import contextlib
from mes_optout.progress.store import Store
@contextlib.contextmanager
def unlocked(store):
    store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    yield
Store._locked = unlocked
"""
# One that trusts what it wrote last, and not what is there.
REMEMBERS = """
from mes_optout.progress.store import Store
update, known = Store.update, {}
def updated(store, change):
    known[0] = update(store, lambda progress: change(known.get(0, progress)))
    return known[0]
Store.update = updated
"""

BOXES_ASKED = "Numéros, 0 pour (?:aucun|ne rien changer), ou x : "
BOXES = ("une", "deux", "trois", "quatre")
CHECKS = "".join(
    f'[[steps.checks]]\nid = "{box}"\nnumber = {number}\ntext = "Case {box}"\n'
    for number, box in enumerate(BOXES, start=1)
)
OTHER = "autre"  # the second procedure


def plant(folder: Path) -> None:
    """Write a pack of two procedures with one step of four boxes each."""
    triage = FILES["fr/situations.toml"]
    head, _, rest = FILES["fr/sortie.toml"].partition("[[steps.checks]]")
    problems = "[[steps.problems]]" + rest.partition("[[steps.problems]]")[2]
    step = (head + CHECKS + problems).replace('if_late = "sortie"\n', "")
    files = {
        "fr/situations.toml": triage.replace('["sortie"]', f'["sortie", "{OTHER}"]'),
        "fr/sortie.toml": step,
        f"fr/{OTHER}.toml": step.replace('id = "sortie"', f'id = "{OTHER}"'),
        "sources.toml": FILES["sources.toml"],
    }
    (folder / "fr").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


@dataclass(slots=True)
class Walker:
    """A person in front of a terminal of their own, at the boxes of a step."""

    home: Home
    procedure: str
    env: dict[str, str]
    chance: random.Random
    ticked: set[str] = field(default_factory=set)
    child: "pexpect.spawn" = field(init=False)

    def __post_init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
            self.child = pexpect.spawn(
                PROGRAM[0],
                [*PROGRAM[1:], "guide", self.procedure, "--simple"],
                env=environment(self.home.folder, **self.env),
                timeout=SECONDS,
                encoding="utf-8",
                dimensions=(24, 80),
            )
        self.child.delaybeforesend = None
        for _ in range(3):  # the first page, the steps from elsewhere, the page before
            self.child.expect_exact("Votre choix : ")
            self.child.sendline("1")
        self.child.expect(BOXES_ASKED)

    def confirm(self) -> None:
        """Answer with other boxes than before, and do not wait for what comes."""
        # Never all four: then the step would be done, and the page another.
        while (wanted := set(self.chance.sample(BOXES, self.chance.randrange(4)))) == self.ticked:
            pass
        changes = [
            f"{'' if box in wanted else '-'}{number}"
            for number, box in enumerate(BOXES, start=1)
            if (box in wanted) != (box in self.ticked)
        ]
        self.child.sendline(" ".join(changes))
        self.ticked = wanted

    def acknowledged(self) -> None:
        """Wait for the page after the answer: from now on the answer is on the disk."""
        self.child.expect_exact("Votre choix : ")

    def go_on(self) -> None:
        """Return to the boxes."""
        self.child.sendline("1")
        self.child.expect(BOXES_ASKED)

    def close(self) -> None:
        """End the walk."""
        self.child.close(force=True)


def on_disk(home: Home) -> set[tuple[str, str]]:
    """Return procedure and box of each tick."""
    if not home.notes.exists():
        return set()
    pack = Pack(folder(home.folder / "pack"), "fr")
    progress = decode(home.notes.read_bytes(), home.notes)
    named = name_keys(progress, map(pack.procedure, pack.names))
    return {(ref.turn.procedure, ref.check) for ref in named.checks}


def judged(walkers: list[Walker], home: Home) -> Iterator[Complaint]:
    """Compare what was acknowledged in both windows with what is on the disk."""
    wanted = {(each.procedure, box) for each in walkers for box in each.ticked}
    found = on_disk(home)
    if wanted - found:
        yield LOST, f"ticks that are gone: {sorted(wanted - found)}"
    if found - wanted:
        yield LOST, f"ticks that came back: {sorted(found - wanted)}"


def race(home: Home, tally: Tally, *, rounds: int, env: dict[str, str]) -> None:
    """Let two windows answer at the same moment, again and again, until something is lost."""
    steps = home.folder / "pack"
    plant(steps)
    chance = chances(2026)
    how = {**env, "MES_OPTOUT_STEPS": str(steps)}
    walkers = [Walker(home, name, how, chance) for name in ("sortie", OTHER)]
    begun = time.monotonic()
    try:
        for number in range(rounds):
            chance.shuffle(walkers)
            for walker in walkers:
                walker.confirm()
            for walker in walkers:
                walker.acknowledged()
            tally.add(f"round {number}", judged(walkers, home))
            if tally.found:
                break
            for walker in walkers:
                walker.go_on()
    except (pexpect.TIMEOUT, pexpect.EOF) as error:
        tally.add("a window", [(UNCLEAR, str(error)[-600:])])
    finally:
        for walker in walkers:
            walker.close()
    tally.noted["seconds"] = round(time.monotonic() - begun)


def test_no_tick_is_lost(home: Home, tally: Tally) -> None:
    """REQ-R6: 200 rounds, in each of which both windows confirm at the same moment."""
    race(home, tally, rounds=ROUNDS, env={})
    assert tally.tried == ROUNDS
    assert tally.found == []


@pytest.mark.parametrize("fault", [NO_LOCK, REMEMBERS], ids=["no lock", "remembers"])
def test_a_bad_store_is_found_out(fault: str, home: Home, tally: Tally) -> None:
    """The race goes red when nothing keeps the two apart."""
    (home.folder / "sitecustomize.py").write_text(fault, encoding="utf-8")
    env = {"PYTHONPATH": str(home.folder)}
    race(home, tally, rounds=ROUNDS, env=env)
    assert tally.found
