"""Steps that were renamed, removed, moved, split: ticks and counts follow (REQ-R7)."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mes_optout.content.lint.loading import load_language
from mes_optout.content.lint.permanence import find_lost_names
from mes_optout.content.loader import Pack
from mes_optout.journey import make_journeys
from mes_optout.progress import code, model
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Turn
from mes_optout.progress.model import Tick as Noted
from mes_optout.progress.store import Store
from mes_optout.reports.status import status_json
from support.in_process import LOST, UNCLEAR, Complaint, Tally
from support.noted import make_progress
from support.scripted import Leave, Tick, Walk
from support.small_pack import FILES, reader

pytestmark = pytest.mark.slow  # a sweep

DAY, TODAY = date(2026, 11, 2), date(2026, 11, 24)
TURN = Turn("sortie")


@dataclass(slots=True, eq=False)
class Box:
    """A box through all its names. `number` never changes, and says which box it is."""

    number: int
    id: str
    formerly: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Page:
    """A step through all its names; `first` is the one that it had when it was ticked, if any."""

    id: str
    boxes: list[Box]
    first: str | None = None
    revision: int = 1
    formerly: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Return every name that it has or had."""
        return [self.id, *self.formerly]


class Editor:
    """Changes a procedure as `steps check` asks of editors: ids move into `formerly`, or retire."""

    def __init__(self, sizes: list[int]) -> None:
        self.retired: list[str] = []
        self.gone: list[int] = []
        self._page_numbers, self._box_numbers = count(1), count(1)
        self.pages = [self.page(size) for size in sizes]
        for page in self.pages:
            page.first = page.id

    def page(self, size: int) -> Page:
        """Make a step that is new."""
        return Page(self.free_id(), [self.box() for _ in range(size)])

    def box(self) -> Box:
        """Make a box that is new, with the next number."""
        number = next(self._box_numbers)
        return Box(number, f"case-{number}")

    def free_id(self) -> str:
        """Return the id of a step that was never used."""
        return f"etape-{next(self._page_numbers)}"

    def rename_page(self, page: Page, _: int) -> None:
        """Give a step another id."""
        page.formerly.append(page.id)
        page.id = self.free_id()

    def rename_box(self, page: Page, at: int) -> None:
        """Give a box another id."""
        box = page.boxes[at % len(page.boxes)]
        box.formerly.append(box.id)
        box.id = f"{box.id}-bis"

    def remove_page(self, page: Page, _: int) -> None:
        """Take a step away, unless it is the last."""
        if len(self.pages) > 1:
            self.pages.remove(page)
            self.retired.append(page.id)
            self.gone += [box.number for box in page.boxes]

    def remove_box(self, page: Page, at: int) -> None:
        """Take a box away, unless it is the last of its step."""
        if len(page.boxes) > 1:
            box = page.boxes.pop(at % len(page.boxes))
            self.retired.append(f"{page.id}/{box.id}")
            self.gone.append(box.number)

    def reorder(self, page: Page, at: int) -> None:
        """Put a step elsewhere, and its boxes the other way round."""
        self.pages.remove(page)
        self.pages.insert(at % (len(self.pages) + 1), page)
        page.boxes.reverse()

    def split(self, page: Page, at: int) -> None:
        """Move the boxes from one on into a step of their own, right after."""
        cut = 1 + at % len(page.boxes)
        if moved := page.boxes[cut:]:
            del page.boxes[cut:]
            new = Page(self.free_id(), [], revision=page.revision)
            self.pages.insert(self.pages.index(page) + 1, new)
            for box in moved:
                self._move(box, page, new)

    def move_box(self, page: Page, at: int) -> None:
        """Move a box into another step."""
        other = self.pages[at % len(self.pages)]
        if other is not page and len(page.boxes) > 1 and other.revision == page.revision:
            self._move(page.boxes.pop(), page, other)

    def _move(self, box: Box, page: Page, other: Page) -> None:
        here = [box.id, *(name for name in box.formerly if "/" not in name)]
        elsewhere = [name for name in box.formerly if "/" in name]
        names = [*elsewhere, *(f"{step}/{name}" for step in page.names for name in here)]
        # A box that comes back has its old name again.
        box.formerly = [name for name in names if name != f"{other.id}/{box.id}"]
        other.boxes.append(box)

    def add_page(self, page: Page, at: int) -> None:
        """Write a new step before another."""
        self.pages.insert(self.pages.index(page), self.page(1 + at % 2))

    def add_box(self, page: Page, _: int) -> None:
        """Write a new box."""
        page.boxes.append(self.box())

    def revise(self, page: Page, _: int) -> None:
        """Ask for a step to be done again."""
        page.revision += 1

    def files(self) -> dict[str, str]:
        """Return the pack as it is now."""
        head = FILES["fr/sortie.toml"].partition("[[steps]]")[0].replace('if_late = "sortie"\n', "")
        numbers = sorted(self.gone)
        head += f"retired = {json.dumps(self.retired)}\nretired_numbers = {numbers}\n"
        return {**FILES, "fr/sortie.toml": head + "".join(map(_written, self.pages))}


def _written(page: Page) -> str:
    step = FILES["fr/sortie.toml"].partition("[[steps]]")[2].partition("[[steps.checks]]")
    body = step[0].replace('"porte"', f'"{page.id}"').replace('"Titre"', f'"Page {page.id}"')
    body = body.replace('["portail"]', json.dumps(page.formerly))
    boxes = "".join(
        f'[[steps.checks]]\nid = "{box.id}"\nnumber = {box.number}\ntext = "T"\n'
        f"formerly = {json.dumps(box.formerly)}\n"
        for box in page.boxes
    )
    problems = "[[steps.problems]]" + step[2].partition("[[steps.problems]]")[2]
    return f"[[steps]]\nrevision = {page.revision}\n{body}{boxes}{problems}"


EDITS = (
    "rename_page",
    "rename_box",
    "remove_page",
    "remove_box",
    "reorder",
    "split",
    "move_box",
    "add_page",
    "add_box",
    "revise",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many boxes each step has, which are ticked, what is put aside, and how it is edited."""

    sizes: list[int]
    ticked: set[int]
    asides: dict[int, Aside]
    edits: list[tuple[str, int, int]]


plans = st.builds(
    Plan,
    st.lists(st.integers(1, 4), min_size=1, max_size=6),
    st.sets(st.integers(1, 24)),
    st.dictionaries(st.integers(0, 5), st.sampled_from(Aside), max_size=3),
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 30), st.integers(0, 30)), max_size=14
    ),
)


def complaints(plan: Plan) -> Iterator[Complaint]:
    """Tick boxes of a procedure, edit it, and compare what then stands there with what must."""
    editor = Editor(plan.sizes)
    checks = {
        CheckRef(TURN, page.id, box.id): Noted(DAY, 1)
        for page in editor.pages
        for box in page.boxes
        if box.number in plan.ticked
    }
    steps = {
        StepRef(TURN, editor.pages[index].id): aside
        for index, aside in plan.asides.items()
        if index < len(editor.pages)
    }
    before = make_progress(checks, steps)
    known = {ref.check: ref for ref in checks}
    old = editor.files()
    for name, where, at in plan.edits:
        getattr(editor, name)(editor.pages[where % len(editor.pages)], at)
    new = editor.files()
    wrong = list(find_lost_names(load_language(reader(new), "fr")))
    if wrong:
        yield UNCLEAR, f"steps check: {wrong[0].fault}"
    pack = Pack(reader(new))
    ticked = {int(name.removeprefix("case-")) for name in known}
    yield from _followed(editor, pack, before, ticked, plan)
    yield from _code_followed(editor, Pack(reader(old)), pack, before, ticked)
    yield from _kept(pack, before)


def _fresh(page: Page, ticked: set[int]) -> list[bool]:
    return [box.number in ticked and page.revision == 1 for box in page.boxes]


def _followed(
    editor: Editor, pack: Pack, before: Progress, ticked: set[int], plan: Plan
) -> Iterator[Complaint]:
    procedure = pack.procedure("sortie")
    asides = {f"etape-{index + 1}": aside for index, aside in plan.asides.items()}
    states = []
    for page, found in zip(
        editor.pages, model.find_standing(before, TURN, procedure.steps).steps, strict=True
    ):
        fresh = _fresh(page, ticked)
        state = "done" if all(fresh) else str(asides.get(page.first or "", "open"))
        states.append(state)
        wanted = {box.id for box, is_fresh in zip(page.boxes, fresh, strict=True) if is_fresh}
        if set(found.days) != wanted or set(found.days.values()) - {DAY}:
            yield LOST, f"{page.id}: {sorted(found.days)} and not {sorted(wanted)}"
        if found.state != state:
            yield LOST, f"{page.id} is {found.state} and not {state}"
    if not before.turns("sortie"):
        return
    journeys = make_journeys([procedure], before, TODAY)
    [said] = json.loads(status_json(journeys, pack, TODAY))["procedures"]
    following = next((n for wanted in ("open", "later") for n in _having(states, wanted)), None)
    expected = {
        "total": len(states),
        "done": states.count("done"),
        "left": states.count("open") + states.count("later"),
        "next_step": None if following is None else editor.pages[following].id,
        "steps": [
            {"id": page.id, "state": state}
            for page, state in zip(editor.pages, states, strict=True)
        ],
    }
    if wrong := {key: said[key] for key in expected if said[key] != expected[key]}:
        yield UNCLEAR, f"status says {wrong} of {expected}"


def _having(states: list[str], wanted: str) -> Iterator[int]:
    return (number for number, state in enumerate(states) if state == wanted)


def _code_followed(
    editor: Editor, old: Pack, new: Pack, before: Progress, ticked: set[int]
) -> Iterator[Complaint]:
    """Read a code that was written before: it goes by the numbers of the boxes."""
    paper = code.read_code(code.write_code(before, TURN, old.procedure("sortie").steps, ()))
    steps = new.procedure("sortie").steps
    noted = code.apply_code(paper, Progress(), TURN, steps, (), TODAY)
    for page, found in zip(
        editor.pages, model.find_standing(noted, TURN, steps).steps, strict=True
    ):
        wanted = {
            box.id for box, fresh in zip(page.boxes, _fresh(page, ticked), strict=True) if fresh
        }
        if set(found.days) != wanted:
            yield LOST, f"code, {page.id}: {sorted(found.days)} and not {sorted(wanted)}"


def _kept(pack: Pack, before: Progress) -> Iterator[Complaint]:
    """Tick a step in a visit: that takes away nothing that was there, known or not."""
    with tempfile.TemporaryDirectory() as folder:
        walk = Walk(pack, Store(Path(folder) / "state"), TODAY)
        walk.store.update(lambda _: before)
        try:
            walk(Tick(), Leave(), procedure="sortie")
        except AssertionError:  # all done: no boxes are asked
            walk(Leave(), procedure="sortie")
        after = walk.progress
    gone = {(key, box) for key, notes in before.lists.items() for box in notes.boxes} - {
        (key, box) for key, notes in after.lists.items() for box in notes.boxes
    }
    if gone:
        yield LOST, f"gone from the file: {sorted(gone)}"


@given(plans)
@settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_ticks_follow_their_boxes(tally: Tally, plan: Plan) -> None:
    """REQ-R7: whatever an editor does within the rules, nothing is lost, the counts are right."""
    found = list(complaints(plan))
    tally.add(len(plan.edits), found)
    assert found == []


RENAMED = Plan([2, 1], {1, 2}, {}, [("rename_page", 0, 0)])
SPLIT = Plan([2, 1], {1, 2, 3}, {}, [("split", 0, 0)])
FAULTS = {"forgets former names": RENAMED, "forgets boxes that moved": SPLIT}


@pytest.mark.parametrize("plan", FAULTS.values(), ids=FAULTS)
def test_a_bad_standing_is_found_out(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge goes red when today's id is the only one that counts."""

    def today_only(turn: Turn, step: model.StepLike, check: model.CheckLike) -> list[CheckRef]:
        return [CheckRef(turn, step.id, check.id)]

    assert list(complaints(plan)) == []
    monkeypatch.setattr(model, "references", today_only)
    assert {kind for kind, _ in complaints(plan)} >= {LOST}


def test_a_walk_that_drops_what_it_does_not_know_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The judge goes red when a visit writes only what today's steps have."""
    update = Store.update

    def drops(store: Store, change: Callable[[Progress], Progress]) -> Progress:
        known = {CheckRef(TURN, f"etape-{number}", f"case-{number}").key for number in (2, 3)}

        def dropped(progress: Progress) -> Progress:
            after = change(progress)
            lists = {
                key: replace(notes, boxes={k: t for k, t in notes.boxes.items() if k in known})
                for key, notes in after.lists.items()
            }
            return Progress(lists) if progress.lists else after

        return update(store, dropped)

    plan = Plan([1, 1, 1], {1}, {}, [("remove_page", 0, 0)])
    assert list(complaints(plan)) == []
    monkeypatch.setattr(Store, "update", drops)
    assert {kind for kind, _ in complaints(plan)} == {LOST}
