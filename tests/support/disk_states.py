"""What a disk may hold after a power cut at any moment of a run, worked out from its record.

A small model, and a strict one: only what POSIX promises has happened.

- What was written into a file and not flushed may be there up to any byte, or not at all: tried are
  nothing, one byte, half, all but one, and all of each write. Emptying a file is such a change too.
- A name that was made, moved or removed, and whose folder was not flushed since, may have changed
  on the disk or not, each by itself, whatever came before or after it.
- What was flushed is there. Moving a name is one change: never half of it.

Not in it: a disk that says that it has flushed and has not; one that writes later bytes of a file
before earlier ones.
"""

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

# More are not combined freely: then nothing has happened or everything has, but for one at a time.
MOST = 512

_T = TypeVar("_T")
State = Mapping[str, bytes]  # the files, by their paths


@dataclass(eq=False, slots=True)
class File:
    """A file, whatever its names are."""

    flushed: bytes = b""
    pending: list["Change"] = field(default_factory=list)

    def contents(self) -> list[bytes]:
        """Return what it may hold after a cut."""
        found, sofar = [self.flushed], self.flushed
        for change in self.pending:
            found += [part.made_in(sofar) for part in change.parts()]
            sofar = change.made_in(sofar)
        return list(dict.fromkeys(found))

    def now(self) -> bytes:
        """Return what it holds as long as nothing is cut."""
        content = self.flushed
        for change in self.pending:
            content = change.made_in(content)
        return content

    def flush(self) -> None:
        """Put all of it on the disk."""
        self.flushed = self.now()
        self.pending.clear()


class Change(NamedTuple):
    """Bytes that are written at a place of a file; None for what ends it there."""

    where: int
    data: bytes | None

    def made_in(self, content: bytes) -> bytes:
        """Return the content after it."""
        if self.data is None:
            return content[: self.where].ljust(self.where, b"\0")
        end = self.where + len(self.data)
        return content[: self.where].ljust(self.where, b"\0") + self.data + content[end:]

    def parts(self) -> Iterator["Change"]:
        """Yield what of it may have been done, all of it last."""
        if self.data is not None:
            for length in (1, len(self.data) // 2, len(self.data) - 1):
                yield self._replace(data=self.data[:length])
        yield self


@dataclass(eq=False, slots=True)
class Folder:
    """A folder: what its names stand for now, what they stood for when it was flushed."""

    names: dict[str, "Node"] = field(default_factory=dict)
    flushed: dict[str, "Node"] = field(default_factory=dict)
    pending: list["Naming"] = field(default_factory=list)

    def do(self, naming: "Naming") -> None:
        """Change a name."""
        naming.made_in(self.names)
        self.pending.append(naming)

    def flush(self) -> None:
        """Put its names on the disk; what they stand for is another matter."""
        self.flushed = dict(self.names)
        self.pending.clear()

    def versions(self) -> Iterator[dict[str, "Node"]]:
        """Yield the names that it may have after a cut."""
        for chosen in _subsets(len(self.pending)):
            names = dict(self.flushed)
            for naming in itertools.compress(self.pending, chosen):
                naming.made_in(names)
            yield names


Node = File | Folder


class Naming(NamedTuple):
    """A change of names: `old` stands no longer for the node, `new` does. Either may be None."""

    node: Node
    old: str | None = None
    new: str | None = None

    def made_in(self, names: dict[str, Node]) -> None:
        """Change names; one that stands for something else by now stays."""
        if self.old is not None and names.get(self.old) is self.node:
            del names[self.old]
        if self.new is not None:
            names[self.new] = self.node


class Disk:
    """What lies below one folder, of which all that is there at first was flushed."""

    def __init__(self, files: State, folders: Iterable[str] = ()) -> None:
        self._top = Folder()
        for path in folders:
            self._reach(PurePosixPath(path))
        for path, content in files.items():
            folder = self._reach(PurePosixPath(path).parent)
            folder.names[PurePosixPath(path).name] = File(content)
            folder.flush()

    def find(self, path: str) -> Node | None:
        """Return what a path stands for now."""
        node: Node | None = self._top
        for part in PurePosixPath(path).parts:
            if not isinstance(node, Folder):
                return None
            node = node.names.get(part)
        return node

    def make(self, path: str, node: Node) -> None:
        """Give a name to a new file or folder, or another name to a file."""
        folder, name = self._place(path)
        folder.do(Naming(node, new=name))

    def remove(self, path: str) -> None:
        """Take a name away."""
        folder, name = self._place(path)
        folder.do(Naming(folder.names[name], old=name))

    def move(self, path: str, to: str) -> None:
        """Give another name to what is there, in the same folder, in the place of what had it."""
        folder, name = self._place(path)
        other, new = self._place(to)
        assert other is folder, "the model knows no move from one folder to another"
        folder.do(Naming(folder.names[name], old=name, new=new))

    def now(self) -> State:
        """Return what is there as long as nothing is cut."""
        return dict(_files_now(self._top))

    def states(self) -> list[State]:
        """Return what may be there after a cut now, each state once."""
        found: dict[frozenset[tuple[str, bytes]], State] = {}
        for tree in _trees(self._top):
            files = list(dict.fromkeys(tree.values()))
            for contents in _combined([file.contents() for file in files]):
                held = dict(zip(files, contents, strict=True))
                state = {path: held[file] for path, file in tree.items()}
                found.setdefault(frozenset(state.items()), state)
        return list(found.values())

    def _place(self, path: str) -> tuple[Folder, str]:
        folder = self.find(str(PurePosixPath(path).parent))
        assert isinstance(folder, Folder), path
        return folder, PurePosixPath(path).name

    def _reach(self, path: PurePosixPath) -> Folder:
        folder = self._top
        for part in path.parts:
            below = folder.names.setdefault(part, Folder())
            assert isinstance(below, Folder), path
            folder.flush()
            folder = below
        return folder


def _trees(folder: Folder, above: str = "") -> Iterator[dict[str, File]]:
    """Yield the files that may be found from a folder downwards, by their paths."""
    for names in folder.versions():
        here = {above + name: node for name, node in names.items() if isinstance(node, File)}
        below = [
            list(_trees(node, f"{above}{name}/"))
            for name, node in names.items()
            if isinstance(node, Folder)
        ]
        for trees in _combined(below):
            yield here | {path: file for tree in trees for path, file in tree.items()}


def _files_now(folder: Folder, above: str = "") -> Iterator[tuple[str, bytes]]:
    for name, node in folder.names.items():
        if isinstance(node, File):
            yield above + name, node.now()
        else:
            yield from _files_now(node, f"{above}{name}/")


def _subsets(number: int) -> Iterator[tuple[bool, ...]]:
    return _combined([[False, True]] * number)


def _combined(choices: Sequence[Sequence[_T]]) -> Iterator[tuple[_T, ...]]:
    """Yield one of each, in every way; where these are too many, see MOST."""
    if math.prod(map(len, choices)) <= MOST:
        yield from itertools.product(*choices)
        return
    for usual in ([each[0] for each in choices], [each[-1] for each in choices]):
        yield tuple(usual)
        for number, each in enumerate(choices):
            for one in each:
                yield (*usual[:number], one, *usual[number + 1 :])
