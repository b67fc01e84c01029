"""A file that the program writes: whole or not there, private, and nothing else is touched."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mes_optout.errors import CannotWriteError, FileExistsAlreadyError
from mes_optout.files import write_file
from mes_optout.i18n import sentence, set_language
from support.systems import where_called

LIST = b"a list, whole\n"
BEFORE = b"what was here before\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a path in a folder in which nothing else is."""
    (tmp_path / "here").mkdir()
    return tmp_path / "here" / "list.html"


def names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.lstat().st_mode))


@pytest.fixture
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def refuse_second_names(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, "a stick gives a file one name only")


@pytest.fixture(params=["links", "no links"])
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse_second_names)


@pytest.mark.usefixtures("_disk", "_no_umask")
class TestWritten:
    """On a disk of one's own and on a stick alike."""

    @pytest.mark.parametrize("force", [False, True])
    def test_it_is_whole_and_alone(self, path: Path, *, force: bool) -> None:
        write_file(path, LIST, force=force)
        assert (path.read_bytes(), names(path)) == (LIST, {"list.html"})

    @pytest.mark.posix("rights as POSIX has them")
    @pytest.mark.parametrize("force", [False, True])
    def test_it_is_private(self, path: Path, *, force: bool) -> None:
        write_file(path, LIST, force=force)
        assert mode(path) == "0o600"

    def test_what_is_there_stays_without_force(self, path: Path) -> None:
        path.write_bytes(BEFORE)
        with pytest.raises(FileExistsAlreadyError):
            write_file(path, LIST, force=False)
        assert (path.read_bytes(), names(path)) == (BEFORE, {"list.html"})

    def test_what_comes_meanwhile_stays_too(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing is replaced that was not there when one looked."""
        real = os.fsync

        def fsync(descriptor: int) -> None:
            real(descriptor)
            path.write_bytes(BEFORE)

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(FileExistsAlreadyError):
            write_file(path, LIST, force=False)
        assert (path.read_bytes(), names(path)) == (BEFORE, {"list.html"})

    def test_with_force_it_is_another_file_and_private(self, path: Path) -> None:
        path.write_bytes(BEFORE)
        path.chmod(0o666)
        other = path.with_name("other.html")
        other.symlink_to(path)
        write_file(path, LIST, force=True)
        assert (path.read_bytes(), mode(path)) == (LIST, "0o600")
        assert names(path) == {"list.html", "other.html"}

    def test_names_beside_that_are_taken_stay(self, path: Path) -> None:
        others = [path.with_name(f"list.html.new{number}") for number in ("", "2")]
        for other in others:
            other.write_bytes(BEFORE)
        write_file(path, LIST, force=False)
        assert path.read_bytes() == LIST
        assert [other.read_bytes() for other in others] == [BEFORE, BEFORE]
        assert names(path) == {"list.html", *(other.name for other in others)}

    def test_the_longest_name(self, path: Path) -> None:
        path = path.with_name(f"{'é' * 125}.html")
        write_file(path, LIST, force=False)
        assert (path.read_bytes(), names(path)) == (LIST, {path.name})


def test_a_second_name_of_the_old_file_keeps_it(path: Path) -> None:
    path.write_bytes(BEFORE)
    os.link(path, path.with_name("kept"))
    write_file(path, LIST, force=True)
    assert path.with_name("kept").read_bytes() == BEFORE


def a_link(path: Path) -> None:
    path.with_name("elsewhere").write_bytes(BEFORE)
    path.symlink_to("elsewhere")


def a_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    os.mknod(path, stat.S_IFSOCK | 0o600)


ODD: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "link": (a_link, "c'est un lien, pas un fichier", "it is a link, not a file"),
    "dangling": (a_dangling_link, "c'est un lien, pas un fichier", "it is a link, not a file"),
    "fifo": (a_pipe, "ce n'est pas un fichier", "it is not a file"),
    "socket": (a_socket, "ce n'est pas un fichier", "it is not a file"),
    "folder": (Path.mkdir, "c'est un dossier", "it is a folder"),
}


@pytest.mark.posix("links, pipes and sockets of POSIX")
@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_is_refused_and_stays(name: str, path: Path, *, force: bool) -> None:
    """Never followed, never replaced, exit 4, and the cause in both languages."""
    make, french, english = ODD[name]
    make(path)
    before = path.lstat()
    with pytest.raises(CannotWriteError) as caught:
        write_file(path, LIST, force=force)
    assert (path.lstat().st_ino, path.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert names(path) <= {"list.html", "elsewhere"}
    if name == "link":
        assert path.read_bytes() == BEFORE
    assert caught.value.code == 4
    set_language("en")
    assert sentence(caught.value).startswith(f"{path} could not be written: {english}.")
    set_language("fr")
    assert f": {french}." in sentence(caught.value).replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize("force", [False, True])
def test_a_device_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch, *, force: bool) -> None:
    """One that only seems to be there: a fault would replace a real one, for whoever is root."""
    device = Path(os.devnull).stat()
    monkeypatch.setattr(Path, "lstat", lambda _: device)
    with pytest.raises(CannotWriteError) as caught:
        write_file(path, LIST, force=force)
    assert caught.value.facts["cause"] == "it is not a file"
    assert names(path) == set()


# What is called on the way, with `force` and without; where links are refused a rename follows.
CALLS = [(True, ["fsync"]), (True, ["replace"]), (False, ["fsync"]), (False, ["link", "rename"])]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize(("force", "calls"), CALLS)
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, calls: list[str], code: int, *, force: bool
) -> None:
    """REQ-R2."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, "")

    if force:
        path.write_bytes(BEFORE)
    for call in calls:
        monkeypatch.setattr(*where_called(call), refuse)
    with pytest.raises(CannotWriteError):
        write_file(path, LIST, force=force)
    assert names(path) == ({"list.html"} if force else set())
    assert not force or path.read_bytes() == BEFORE


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("room", [0, 1, len(LIST) - 1])
def test_a_disk_that_takes_a_part_only(path: Path, room: int, *, force: bool) -> None:
    """REQ-R2: short writes, told by the system itself and by no stand-in."""
    import resource  # noqa: PLC0415  (only POSIX has it)

    if force:
        path.write_bytes(BEFORE)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(CannotWriteError) as caught:
            write_file(path, LIST, force=force)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert caught.value.facts["cause"] == "a file may not become that large here"
    assert names(path) == ({"list.html"} if force else set())
    assert not force or path.read_bytes() == BEFORE


@pytest.mark.posix("a folder is not flushed on Windows")
@pytest.mark.parametrize("force", [False, True])
def test_write_flush_publish_flush_in_this_order(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, force: bool
) -> None:
    """REQ-R3: a power cut leaves the old file or the new one."""
    calls: list[str] = []
    fsync = os.fsync

    def note(name: str) -> None:
        real = getattr(os, name)

        def called(old: Path, *new: Path, **_: object) -> None:
            calls.append(" ".join([name, *(Path(each).name for each in (old, *new))]))
            real(old, *new)

        monkeypatch.setattr(os, name, called)

    def note_fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        size = os.fstat(descriptor).st_size
        calls.append("fsync folder" if is_folder else f"fsync {size} bytes")
        fsync(descriptor)

    for name in ("link", "replace", "unlink"):
        note(name)
    monkeypatch.setattr(os, "fsync", note_fsync)
    write_file(path, LIST, force=force)
    published = (
        ["replace list.html.new list.html"]
        if force
        else ["link list.html.new list.html", "unlink list.html.new"]
    )
    assert calls == [f"fsync {len(LIST)} bytes", *published, "fsync folder"]
