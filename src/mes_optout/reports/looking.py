"""Looking for a name on the disk without searching all of it: a few levels, so many entries.

A folder that is a link is looked into, no deeper than any other; a file that is a link is not
opened. Nothing is run or changed. What cannot be read is remembered, for it has to be said.
"""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

# The project and its module, whole or as the beginning of a file's name; not the neutral words.
OUR_NAME = re.compile(rb"mes[-_]optout", re.IGNORECASE)

_MOST = 50_000  # entries of folders: about half a second
_HEAD = 65_536  # bytes of a file: the first pages of a log


class Search:
    """One search through several folders, which share its limits."""

    def __init__(self, most: int = _MOST) -> None:
        """Look at `most` entries of folders and no more."""
        self._left = most
        self._listed: dict[str, list[str]] = {}  # several patterns go through the same folders
        self.unread: set[Path] = set()

    @property
    def complete(self) -> bool:
        """Whether the limit was enough."""
        return self._left > 0

    def matching(self, folder: Path, pattern: str) -> Iterator[Path]:
        """Yield what lies below `folder` at a pattern such as `wheels/*/x*`, in order of names.

        A folder that is not there holds nothing. Case does not count.
        """
        yield from map(Path, self._below(str(folder), pattern))

    def _below(self, folder: str, pattern: str) -> Iterator[str]:
        first, _slash, rest = pattern.partition("/")
        if folder not in self._listed:
            self._listed[folder] = self._names(folder)
        for name in self._listed[folder]:
            if first == "*" or fnmatchcase(name.lower(), first):
                path = os.path.join(folder, name)  # noqa: PTH118  (thousands, four times as fast)
                yield from self._below(path, rest) if rest else (path,)

    def has(self, path: Path) -> bool:
        """Say whether there is something at `path`."""
        return any(self.matching(path.parent, path.name.lower()))

    def names_us(self, file: Path) -> bool:
        """Say whether the beginning of a file holds our name; a link is not followed."""
        try:
            if not file.is_file() or file.is_symlink():
                return False
            with file.open("rb") as opened:
                return OUR_NAME.search(opened.read(_HEAD)) is not None
        except OSError:
            self.unread.add(file.parent)
            return False

    def _names(self, folder: str) -> list[str]:
        names = []
        try:
            # What is no folder, or is not there any more, holds nothing.
            with os.scandir(folder) as entries:
                for entry in entries:
                    if self._left <= 0:
                        break
                    self._left -= 1
                    names.append(entry.name)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return []
        except OSError:
            self.unread.add(Path(folder))
        return sorted(names)
