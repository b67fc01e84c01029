"""Progress files that cannot be read whole: walks that put one aside, and what may be left then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from support.installed_walk import Place, Places, Walked, walk
from support.judging import CORRUPTED, KILLED, LEFT_OVER, LOST, NAMES, STOPPED
from support.writers import STATE

_NOTES, _ASIDE = "notes.json", "notes.json.old1"


@dataclass(frozen=True, slots=True)
class Damaged:
    """A progress file that is damaged, whole or `in_part`: what is whole begins the new one."""

    content: bytes
    in_part: bool

    def new(self, places: Places) -> Place:
        """Return a place where it lies."""
        return places.new(files={f"{STATE}/{_NOTES}": self.content})

    def walk(
        self,
        place: Place,
        before: Sequence[str] = (),
        *,
        env: Mapping[str, str] | None = None,
        meanwhile: Callable[[int, str, int], object] = lambda _number, _page, _process: None,
    ) -> Walked:
        """Put it aside, begin anew, and confirm one answer."""
        answers = (*["continuer"] * 3, "1")
        return walk(
            place, before, when_refused=("mettre",), answers=answers, env=env, meanwhile=meanwhile
        )

    def after_end(self, walked: Walked, code: int = KILLED) -> list[tuple[str, str]]:
        """Judge a walk that ended in the middle, with a `code`."""
        found = self.in_order(walked.files)
        if walked.code != code:
            found.append((STOPPED, f"not {code} but {walked.code}"))
        if odd := sorted(walked.files.keys() - NAMES - {_ASIDE}):
            found.append((LEFT_OVER, ", ".join(odd)))
        return found

    def in_order(self, files: Mapping[str, bytes]) -> list[tuple[str, str]]:
        """Judge the folder: its bytes are there under a name, and what has begun anew is whole."""
        now, aside = files.get(_NOTES), files.get(_ASIDE)
        if self.content not in {now, aside}:
            return [(LOST, "the damaged file")]
        if now is None:
            return [(LOST, "what is whole of it")] if self.in_part else []
        if now != self.content and not now.endswith(b"\n]}\n"):
            return [(CORRUPTED, f"{now!r:.80}")]
        if aside not in {None, self.content}:
            return [(CORRUPTED, f"{aside!r:.80}")]
        return []


def damage(notes: bytes) -> tuple[Damaged, Damaged]:
    """Return a progress file of which nothing can be read, and one of which a part is whole."""
    head, mark, tail = notes.partition(b"\n")
    return Damaged(head, in_part=False), Damaged(head + mark + b"?" + tail, in_part=True)
