"""What tools that install keep of this program beside it: copies in caches, a lock, journals.

Each was seen on Linux, by installing, removing and searching; `tools/left_behind.py` does it again.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mes_optout.reports.search import Places, Search

_UV_COPIES = (
    # A pattern, and how many folders above its end the copy begins.
    ("archive-v*/*/mes_optout", 1),
    ("archive-v*/*/mes_optout-[0-9]*", 1),
    ("archive-v*/*/bin/mes-optout*", 2),
    ("archive-v*/*/scripts/mes-optout*", 2),
    # Of a folder or of git: the name of a wheel below a revision.
    ("sdists-v*/*/*/*/mes_optout-[0-9]*", 2),
    ("built-wheels-v*/*/*/*/mes_optout-[0-9]*", 2),
    ("git-v*/checkouts/*/*/src/mes_optout", 3),
    # What an index was asked about and gave: the usual one, and any other.
    ("[!a]*/*/mes-optout", 0),
    ("[!a]*/*/mes-optout.*", 0),
    ("[!a]*/index/*/mes-optout", 0),
    ("[!a]*/index/*/mes-optout.*", 0),
)
_UV_NOTES = (
    # The same in small letters, for files that are ours when they hold our name.
    ("interpreter-v*/*/*.msgpack", 0),  # about a Python in a folder of ours
    ("sdists-v*/git/*/*/metadata.msgpack", 2),
    ("git-v*/db/*/fetch_head", 1),
    ("git-v*/db/*/.git/fetch_head", 2),
)
_RUN_COPIES = (("*/bin/mes-optout*", 2), ("*/scripts/mes-optout*", 2))


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found, to be removed whole; `logs` are folders in which pipx keeps its journals.

    `unread` are folders that could not be read. Without `complete` not all was looked at, and
    without `searched` nothing was.
    """

    pip: tuple[Path, ...] = ()
    pipx: tuple[Path, ...] = ()
    logs: tuple[Path, ...] = ()
    uv: tuple[Path, ...] = ()
    completions: tuple[Path, ...] = ()
    by_pipx: bool = False
    by_uv: bool = False
    unread: tuple[Path, ...] = ()
    complete: bool = True
    searched: bool = True

    @property
    def found(self) -> bool:
        """Whether anything of pip, pipx or uv was found."""
        return bool(self.pip or self.pipx or self.logs or self.uv)

    @property
    def clear(self) -> bool:
        """Whether all was looked at, and nothing of pip, pipx or uv was found."""
        return self.searched and self.complete and not self.unread and not self.found


def find_copies(where: Places, search: Search | None = None) -> Copies:
    """Look in the folders of each tool. Never raises for what cannot be read."""
    search = search or Search()
    by_pipx = _is_installed_in((each / "venvs" for each in where.pipx), search)
    # Removing a program is a command, which pipx will note as well.
    logs = [each for each in where.pipx_logs if _has_log(each, search)]
    if by_pipx and not logs:
        logs = [each for each in where.pipx_logs if os.path.isdir(each)]  # noqa: PTH112  (never raises)
    return Copies(
        by_pipx=by_pipx,
        by_uv=_is_installed_in(where.uv_tools, search),
        pip=_drop_nested(path for folder in where.pip for path in _find_in_pip(folder, search)),
        pipx=_drop_nested(
            [
                *(path for folder in where.pipx for path in _find_locks(folder, search)),
                *_find_copies_below(where.pipx_caches, _RUN_COPIES, search),
            ]
        ),
        logs=_drop_nested(logs),
        uv=_drop_nested(
            [
                *_find_copies_below(where.uv, _UV_COPIES, search),
                *_find_copies_below(where.uv, _UV_NOTES, search, noted=True),
            ]
        ),
        completions=tuple(each for each in where.completions if search.has(each)),
        unread=tuple(sorted(search.unread)),
        complete=search.complete,
    )


def _is_installed_in(folders: Iterable[Path], search: Search) -> bool:
    # Exactly: it is by this name that the tool is then told to remove it.
    return any(search.has(each / "mes-optout") for each in folders)


def _find_in_pip(folder: Path, search: Search) -> Iterator[Path]:
    """Yield folders of wheels, and notes about an environment whose path holds our name.

    `pip cache remove` takes the wheel; pip 23 leaves beside it the address that it came from.
    """
    for kept in search.find_matches(folder, "wheels/*/*/*/*"):
        if list(search.find_matches(kept, "mes_optout-*")) or search.mentions_us(
            kept / "origin.json"
        ):
            yield kept
    yield from (
        note for note in search.find_matches(folder, "selfcheck/*") if search.mentions_us(note)
    )


def _find_locks(folder: Path, search: Search) -> Iterator[Path]:
    yield from search.find_matches(folder, "venvs/.mes-optout*.lock")
    for trash in ("trash", ".trash"):
        yield from search.find_matches(folder, f"{trash}/mes-optout*")


def _has_log(folder: Path, search: Search) -> bool:
    """Say whether a journal of pipx in this folder names us."""
    return any(search.mentions_us(each) for each in search.find_matches(folder, "cmd_*.log"))


def _find_copies_below(
    folders: Iterable[Path],
    patterns: Iterable[tuple[str, int]],
    search: Search,
    *,
    noted: bool = False,
) -> Iterator[Path]:
    """Yield where copies begin; with `noted` only of files that hold our name."""
    for folder in folders:
        for pattern, above in patterns:
            for path in search.find_matches(folder, pattern):
                if not noted or search.mentions_us(path):
                    yield path.parents[above - 1] if above else path


def _drop_nested(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return paths in order, without those inside another."""
    kept: list[Path] = []
    for path in sorted(set(paths)):
        if not any(path.is_relative_to(each) for each in kept):
            kept.append(path)
    return tuple(kept)
