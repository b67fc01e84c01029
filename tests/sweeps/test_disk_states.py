"""The model of power cuts itself: records made by hand, whose states can be counted by hand."""

from pathlib import Path, PurePosixPath

from support.disk_record import replay
from support.disk_states import Disk, State

HOME = Path("/home/x")


def path(name: str) -> str:
    """Return a path as it stands in a record."""
    return f'"{hexadecimal(str(PurePosixPath(HOME) / name))}"'


def hexadecimal(text: str) -> str:
    """Return a text as a record has it."""
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def states_after(disk: Disk, *lines: str) -> list[list[State]]:
    """Return the states after each change that a record tells."""
    record = "".join(f"77 {line}\n" for line in lines)
    return [disk.states() for _ in replay(record, HOME, disk)]


NEW, OLD = path("a.new"), path("a")
OPENED = f"openat(AT_FDCWD<{hexadecimal('/')}>, {NEW}, O_WRONLY|O_CREAT|O_EXCL, 0600) = 3<x>"
WRITTEN = f'write(3<x>, "{hexadecimal("12345678")}", 8) = 8'
FLUSHED = "fsync(3<x>) = 0"
MOVED = f"rename({NEW}, {OLD}) = 0"
FOLDER = f"openat(AT_FDCWD<{hexadecimal('/')}>, {path('')}, O_RDONLY|O_DIRECTORY) = 4<x>"
NAMES_FLUSHED = "fsync(4<x>) = 0"


def test_a_whole_save() -> None:
    """REQ-R3: write, flush, move, flush the folder; how many states there are after each."""
    disk = Disk({"a": b"old"})
    found = states_after(disk, OPENED, WRITTEN, FLUSHED, MOVED, FOLDER, NAMES_FLUSHED)
    # The new name or not; with it five lengths; flushed; and its move, each with or without.
    assert [len(states) for states in found] == [2, 6, 2, 3, 1]
    assert found[-1] == [{"a": b"12345678"}]
    assert {state["a"] for state in found[3]} == {b"old", b"12345678"}


def test_without_a_flush() -> None:
    """REQ-R3: a move that comes before the data leaves any part of it under the final name."""
    found = states_after(Disk({"a": b"old"}), OPENED, WRITTEN, MOVED)[-1]
    assert {state["a"] for state in found} == {
        *(b"old", b"", b"1", b"1234", b"1234567", b"12345678"),
    }


def test_emptied_in_place() -> None:
    """REQ-R3: neither the old file nor the new one."""
    opened = OPENED.replace(NEW, OLD).replace("O_EXCL", "O_TRUNC")
    found = states_after(Disk({"a": b"old"}), opened, WRITTEN)
    assert [len(states) for states in found] == [2, 6]
    assert {"a": b""} in found[0]


def test_deleted() -> None:
    """REQ-R3: what is deleted may come back, each name by itself, until the folder is flushed."""
    deleting = (f"unlink({OLD}) = 0", f"unlink({path('b')}) = 0", FOLDER, NAMES_FLUSHED)
    found = states_after(Disk({"a": b"1", "b": b"2"}), *deleting)
    assert [len(states) for states in found] == [2, 4, 1]
    assert found[-1] == [{}]


def test_a_folder_that_is_not_flushed_takes_its_files_with_it() -> None:
    """REQ-R3: whatever was flushed in it."""
    disk = Disk({})
    there = f"openat(AT_FDCWD<{hexadecimal('/')}>, {path('f/a')}, O_WRONLY|O_CREAT, 0600) = 3<x>"
    folder = FOLDER.replace(path(""), path("f"))
    lines = (f"mkdir({path('f')}, 0700) = 0", there, WRITTEN, FLUSHED, folder, NAMES_FLUSHED)
    assert states_after(disk, *lines)[-1] == [{}, {"f/a": b"12345678"}]
    assert states_after(disk, FOLDER, NAMES_FLUSHED)[-1] == [{"f/a": b"12345678"}]


def test_a_file_with_two_names() -> None:
    """REQ-R3: made under one name and linked to the other, so that nothing is replaced."""
    linked = f"linkat(4<{hexadecimal('/home/x')}>, {NEW}, AT_FDCWD<>, {OLD}, 0) = 0"
    lines = (OPENED, WRITTEN, FLUSHED, linked, f"unlink({NEW}) = 0", FOLDER, NAMES_FLUSHED)
    found = states_after(Disk({}), *lines)
    assert [len(states) for states in found] == [2, 6, 2, 4, 4, 1]
    assert all(set(state.values()) <= {b"12345678"} for state in found[-2])


def test_calls_that_overlap() -> None:
    """REQ-R3: two threads at once: a call counts when it ends."""
    begun = FLUSHED.replace(") = 0", " <unfinished ...>")
    record = (begun, f"unlink({OLD}) = 0", "<... fsync resumed>) = 0")
    found = states_after(Disk({"a": b"old"}), OPENED, WRITTEN, *record)
    assert [len(states) for states in found] == [2, 6, 12, 4]


def test_too_many_to_combine() -> None:
    """REQ-R3: then one differs at a time, and the number stays small."""
    files = {f"{number}": b"x" for number in range(20)}
    removals = [f"unlink({path(name)}) = 0" for name in files]
    found = states_after(Disk(files), *removals)
    assert [len(states) for states in found[:9]] == [2**number for number in range(1, 10)]
    assert len(found[-1]) == 2 + 2 * 20
