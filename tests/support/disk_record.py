"""A run's record of what it did to the disk, read into the model of what a power cut leaves."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from support.disk_states import Change, Disk, File, Folder, Node

_KNOWN = (
    *("open", "openat", "creat", "close", "lseek", "write", "ftruncate", "fsync", "fdatasync"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir"),
    *("mkdir", "mkdirat"),
)
# The model would be wrong about them: a run that makes one on its files is not judged but refused.
_UNKNOWN = (
    *("pwrite64", "pwritev", "writev", "copy_file_range", "sendfile", "fallocate", "truncate"),
    *("symlink", "symlinkat", "dup", "dup2", "dup3"),
)
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (\d+)", re.MULTILINE)
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)"')
_BEGUN = re.compile(r"^(\d+) +(\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")


class Moment(NamedTuple):
    """After a call: its name, and what the run had written to its output by then."""

    call: str
    said: str


@dataclass(slots=True)
class _Opened:
    node: Node
    place: int = 0


def recorded(trace: Path) -> tuple[str, ...]:
    """Return how to start a program so that what it does to the disk is recorded, data included."""
    wanted = ",".join((*_KNOWN, *_UNKNOWN))
    strace = ("strace", "-f", "-qq", "-y", "-xx", "-s", "16777216", "--seccomp-bpf")
    return (*strace, "-o", str(trace), "-e", f"trace={wanted}")


def replay(record: str, home: Path, disk: Disk) -> Iterator[Moment]:
    """Do to `disk`, which is what lies in `home`, what a run did; yield after each change."""
    player = _Player(home, disk)
    for call, arguments, result in _calls(record):
        if player.do(call, arguments, result):
            yield Moment(call, player.said)


def _calls(record: str) -> Iterator[tuple[str, str, int]]:
    """Yield the calls that succeeded, in the order in which they ended."""
    begun: dict[str, str] = {}
    for line in record.splitlines():
        if match := _BEGUN.match(line):
            begun[match[1]] = match[2]
            continue
        resumed = _RESUMED.match(line)
        whole = f"{resumed[1]} {begun.pop(resumed[1])}{resumed[2]}" if resumed else line
        if match := _CALL.match(whole):
            yield match[2], match[3], int(match[4])


class _Player:
    """Keeps what the numbers of open files stand for."""

    def __init__(self, home: Path, disk: Disk) -> None:
        self._home, self._disk = home, disk
        self._opened: dict[int, _Opened] = {}
        self._output = b""

    @property
    def said(self) -> str:
        return self._output.decode(errors="replace")

    def do(self, call: str, arguments: str, result: int) -> bool:
        """Do one call, and say whether something changed: the disk, or what was said."""
        held = re.match(r"\d+", arguments)
        number = int(held[0]) if held else -1
        quoted = _PATH.findall(arguments)
        if call == "write":
            return self._write(number, _bytes(quoted[0][1])[:result])
        if call == "close":
            self._opened.pop(number, None)
            return False
        paths = [self._below(base, path) for base, path in quoted]
        if call in {"open", "openat", "creat"}:
            return self._open(call, arguments, paths[0], result)
        if opened := self._opened.get(number):
            return self._hold(call, arguments, opened, result)
        if None in paths or not paths:
            return False
        return self._name(call, [path for path in paths if path is not None])

    def _open(self, call: str, arguments: str, path: str | None, number: int) -> bool:
        self._opened.pop(number, None)
        if path is None:
            return False
        assert not re.search("O_APPEND|O_TMPFILE", arguments), arguments
        node = self._disk.find(path)
        new = node is None
        if node is None:
            node = File()
            self._disk.make(path, node)
        self._opened[number] = _Opened(node)
        emptied = isinstance(node, File) and ("O_TRUNC" in arguments or call == "creat")
        if isinstance(node, File) and emptied:
            node.pending.append(Change(0, None))
        return new or emptied

    def _write(self, number: int, data: bytes) -> bool:
        opened = self._opened.get(number)
        if opened is None:
            self._output += data if number == 1 else b""
            return number == 1
        assert isinstance(opened.node, File)
        opened.node.pending.append(Change(opened.place, data))
        opened.place += len(data)
        return True

    def _hold(self, call: str, arguments: str, opened: _Opened, result: int) -> bool:
        assert call not in _UNKNOWN, f"the model knows no {call}"
        if call == "lseek":
            opened.place = result
            return False
        if call == "ftruncate":
            assert isinstance(opened.node, File)
            length = int(arguments.rpartition(",")[2])
            opened.node.pending.append(Change(length, None))
        elif call in {"fsync", "fdatasync"}:
            opened.node.flush()
        else:
            raise AssertionError(call)
        return True

    def _name(self, call: str, paths: list[str]) -> bool:
        assert call not in _UNKNOWN, f"the model knows no {call}"
        disk = self._disk
        doing: dict[str, Callable[[], None]] = {
            "mkdir": lambda: disk.make(paths[0], Folder()),
            "rename": lambda: disk.move(paths[0], paths[1]),
            "unlink": lambda: disk.remove(paths[0]),
            "rmdir": lambda: disk.remove(paths[0]),
            "link": lambda: disk.make(paths[1], self._found(paths[0])),
        }
        doing[call.removesuffix("2").removesuffix("at")]()
        return True

    def _found(self, path: str) -> Node:
        node = self._disk.find(path)
        assert node is not None, path
        return node

    def _below(self, base: str, path: str) -> str | None:
        """Return a path as the model knows it, or None for what does not lie in the home."""
        whole = PurePosixPath(_text(base)) / _text(path)
        return str(whole.relative_to(self._home)) if whole.is_relative_to(self._home) else None


def _bytes(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


def _text(quoted: str) -> str:
    return _bytes(quoted).decode(errors="replace")
