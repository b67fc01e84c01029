"""The progress file on a real disk: whole or untouched, private, and gone when it is to go."""

import contextlib
import errno
import gc
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from pathlib import Path

import filelock
import pytest

from mes_optout.errors import (
    BusyError,
    CannotDeleteError,
    CannotSaveError,
    ProgressDamagedError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.i18n import sentence, set_language
from mes_optout.progress import store as store_module
from mes_optout.progress.file import LARGEST_FILE, encode
from mes_optout.progress.meanwhile import ForgottenMeanwhileError
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn
from mes_optout.progress.store import FILE, Store
from mes_optout.system import disk, process
from support.noted import count_ticks, make_progress
from support.systems import IS_ROOT, where_called

# What holding it leaves behind: Windows deletes it.
LOCK = {".lock"} if sys.platform != "win32" else set()
TURN = Turn("sortie")
TICK = Tick(date(2026, 11, 24), 1)
DOOR = CheckRef(TURN, "porte", "cle")
STREET = CheckRef(TURN, "rue", "gauche")

OPEN = Path("/proc/self/fd")  # what this process has open


def tick_door(progress: Progress) -> Progress:
    return progress.ticked(DOOR, TICK)


def tick_street(progress: Progress) -> Progress:
    return progress.ticked(STREET, TICK)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.lstat().st_mode))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store whose folder does not exist yet."""
    return Store(tmp_path / "etat" / "demarches")


@pytest.fixture
def kept(store: Store) -> Store:
    """Return a store with the door ticked."""
    store.update(tick_door)
    return store


def plant(store: Store, data: bytes) -> None:
    store.folder.mkdir(parents=True, exist_ok=True)
    store.path.write_bytes(data)


class TestReadAndUpdate:
    """What `update` returns is on the disk."""

    def test_nothing_yet_is_empty_progress(self, store: Store) -> None:
        assert store.read() == Progress()

    def test_reading_makes_no_file_and_no_folder(self, store: Store) -> None:
        store.read()
        assert not store.folder.parent.exists()

    def test_an_update_returns_what_it_wrote(self, store: Store) -> None:
        returned = store.update(tick_door)
        assert returned == make_progress(checks={DOOR: TICK})
        assert store.path.read_bytes() == encode(returned)
        assert Store(store.folder).read() == returned

    def test_a_change_sees_what_is_on_the_disk(self, kept: Store) -> None:
        assert Store(kept.folder).update(tick_street) == make_progress({DOOR: TICK, STREET: TICK})

    def test_nothing_but_the_file_and_the_lock_is_left(self, kept: Store) -> None:
        assert names(kept.folder) == {"notes.json", *LOCK}

    def test_a_change_that_fails_writes_nothing(self, kept: Store) -> None:
        before = kept.path.read_bytes()
        with pytest.raises(ZeroDivisionError):
            kept.update(lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
        assert kept.path.read_bytes() == before
        assert kept.update(tick_street) == make_progress(
            {DOOR: TICK, STREET: TICK}
        )  # and the lock is free

    def test_what_a_killed_run_left_behind_is_replaced(self, kept: Store) -> None:
        (kept.folder / "notes.json.new").write_bytes(b"half a fi")
        kept.update(tick_street)
        assert names(kept.folder) == {"notes.json", *LOCK}

    def test_the_names_say_nothing(self, kept: Store) -> None:
        """REQ-S8: nobody who lists the folder learns what this is about."""
        kept.put_file_aside()
        kept.update(tick_door)
        assert names(kept.folder) == {"notes.json", "notes.json.old1", *LOCK}


@pytest.fixture
def _no_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.posix("rights as POSIX has them")
@pytest.mark.usefixtures("_no_umask")
class TestRights:
    """REQ-S9: the folder is 0700 and the files 0600, even with umask 0."""

    def test_folder_file_and_lock(self, kept: Store) -> None:
        assert mode(kept.folder) == mode(kept.folder.parent) == "0o700"
        assert mode(kept.path) == "0o600"
        assert mode(kept.folder / ".lock") == "0o600"

    def test_a_file_that_was_open_to_all_is_closed_by_the_next_update(self, kept: Store) -> None:
        kept.path.chmod(0o666)
        kept.update(tick_street)
        assert mode(kept.path) == "0o600"

    def test_what_a_killed_run_left_open_does_not_become_the_file(self, kept: Store) -> None:
        left = kept.folder / "notes.json.new"
        left.touch(0o666)
        kept.update(tick_street)
        assert mode(kept.path) == "0o600"

    def test_a_folder_that_exists_is_left_as_its_owner_made_it(self, tmp_path: Path) -> None:
        chosen = tmp_path / "choisi"
        chosen.mkdir(0o755)
        Store(chosen).update(tick_door)
        assert (mode(chosen), mode(chosen / FILE)) == ("0o755", "0o600")


class TestPlantedLinks:
    """REQ-S9: a link planted where we write is never followed; its target stays as it was."""

    @pytest.fixture
    def target(self, tmp_path: Path) -> Path:
        path = tmp_path / "precieux"
        path.write_bytes(encode(make_progress(checks={STREET: TICK})))
        return path

    def test_a_link_as_the_file_is_not_read(self, store: Store, target: Path) -> None:
        store.folder.mkdir(parents=True)
        store.path.symlink_to(target)
        with pytest.raises(ProgressUnreadableError) as caught:
            store.read()
        assert caught.value.facts["cause"] == "it is a link, not a file"

    def test_nor_updated(self, store: Store, target: Path) -> None:
        before = target.read_bytes()
        store.folder.mkdir(parents=True)
        store.path.symlink_to(target)
        with pytest.raises(CannotSaveError) as caught:
            store.update(tick_door)
        assert caught.value.facts["cause"] == "it is a link, not a file"
        assert store.path.is_symlink()
        assert target.read_bytes() == before

    def test_putting_it_aside_renames_the_link_only(self, store: Store, target: Path) -> None:
        before = target.read_bytes()
        store.folder.mkdir(parents=True)
        store.path.symlink_to(target)
        aside = store.put_file_aside()
        assert aside.is_symlink()
        assert not os.path.lexists(store.path)
        store.update(tick_door)
        assert target.read_bytes() == before
        assert store.read() == make_progress({DOOR: TICK})

    def test_a_link_as_the_new_file_is_replaced(self, kept: Store, target: Path) -> None:
        before = target.read_bytes()
        (kept.folder / "notes.json.new").symlink_to(target)
        kept.update(tick_street)
        assert target.read_bytes() == before
        assert not kept.path.is_symlink()
        assert kept.read() == make_progress({DOOR: TICK, STREET: TICK})

    @pytest.mark.posix("Windows deletes a lock")
    def test_a_link_as_the_lock_is_refused(self, kept: Store, target: Path) -> None:
        before = target.read_bytes()
        (kept.folder / ".lock").unlink()
        (kept.folder / ".lock").symlink_to(target)
        with pytest.raises(CannotSaveError):
            kept.update(tick_street)
        assert target.read_bytes() == before
        assert kept.read() == make_progress({DOOR: TICK})

    def test_forgetting_deletes_the_links_only(self, kept: Store, target: Path) -> None:
        kept.path.unlink()
        for name in ("notes.json", "notes.json.new", "notes.json.old1"):
            (kept.folder / name).symlink_to(target)
        kept.forget()
        assert not kept.folder.exists()
        assert target.exists()

    def test_a_link_to_nowhere_is_no_empty_progress(self, store: Store) -> None:
        store.folder.mkdir(parents=True)
        store.path.symlink_to("nulle-part")
        with pytest.raises(ProgressUnreadableError):
            store.read()


class TestOddThings:
    """REQ-R4: what is no file of ours is refused at once, without hanging, and left alone."""

    @staticmethod
    def cause(store: Store) -> str:
        with pytest.raises(ProgressUnreadableError) as caught:
            store.read()
        assert caught.value.facts["path"] == store.path
        return str(caught.value.facts["cause"])

    def test_a_named_pipe(self, store: Store) -> None:
        store.folder.mkdir(parents=True)
        os.mkfifo(store.path)
        assert self.cause(store) == "it is not a file"

    @pytest.mark.posix("Windows gives another cause")
    def test_a_folder(self, store: Store) -> None:
        store.path.mkdir(parents=True)
        assert self.cause(store) == "it is a folder"

    def test_a_folder_can_be_put_aside(self, store: Store) -> None:
        (store.path / "dedans").mkdir(parents=True)
        aside = store.put_file_aside()
        assert (aside / "dedans").is_dir()
        assert store.update(tick_door) == make_progress({DOOR: TICK})

    def test_a_link_to_itself(self, store: Store) -> None:
        store.folder.mkdir(parents=True)
        store.path.symlink_to(store.path)
        assert self.cause(store) == "it is a link, not a file"

    @pytest.mark.posix("Windows gives another cause")
    def test_a_file_in_the_place_of_the_folder(self, store: Store) -> None:
        store.folder.parent.mkdir()
        store.folder.write_bytes(b"")
        assert self.cause(store) == "a part of the path is not a folder"

    @pytest.mark.posix("rights as POSIX has them")
    @pytest.mark.skipif(IS_ROOT, reason="root may read everything")
    def test_a_file_without_rights(self, kept: Store) -> None:
        kept.path.chmod(0)
        assert self.cause(kept) == "access is not allowed"

    def test_a_huge_file_is_not_read_whole(self, store: Store) -> None:
        plant(store, b"")
        with store.path.open("r+b") as file:
            file.truncate(1 << 40)  # a sparse terabyte: reading it whole would fail loudly
        assert self.cause(store) == "it is much too large"

    @pytest.mark.posix("/proc/self/fd")
    def test_no_descriptor_is_left_open(self, store: Store) -> None:
        store.path.mkdir(parents=True)
        before = len(list(OPEN.iterdir()))
        for _ in range(3):
            with pytest.raises((ProgressUnreadableError, OSError)):
                store.read()
        assert len(list(OPEN.iterdir())) == before


DAMAGED = [b"", b"half a fi", encode(Progress())[:-3], b" " * (LARGEST_FILE + 1)]


class TestDamagedFile:
    """A file that cannot be read is never written over: it may be all that somebody has."""

    @pytest.mark.parametrize("data", DAMAGED, ids=["empty", "garbage", "cut", "huge"])
    def test_an_update_refuses_and_leaves_it(self, store: Store, data: bytes) -> None:
        plant(store, data)
        with pytest.raises(ProgressUnreadableError):
            store.update(tick_door)
        assert store.path.read_bytes() == data
        assert names(store.folder) == {"notes.json", *LOCK}

    def test_a_file_of_a_newer_version_is_left_too(self, store: Store) -> None:
        """REQ-R5."""
        plant(store, b'{"format": 3}')
        with pytest.raises(ProgressTooNewError):
            store.update(tick_door)
        assert store.path.read_bytes() == b'{"format": 3}'

    def test_the_change_is_not_even_asked_for(self, store: Store) -> None:
        plant(store, b"?")
        asked: list[Progress] = []

        def change(progress: Progress) -> Progress:
            asked.append(progress)
            return progress

        with pytest.raises(ProgressUnreadableError):
            store.update(change)
        assert asked == []

    def test_put_aside_it_keeps_its_bytes_and_a_new_one_begins(self, store: Store) -> None:
        plant(store, b"half a fi")
        aside = store.put_file_aside()
        assert aside.parent == store.folder
        assert aside.read_bytes() == b"half a fi"
        assert store.read() == Progress()
        assert store.update(tick_door) == make_progress({DOOR: TICK})

    def test_what_is_whole_of_it_begins_the_new_one(self, store: Store) -> None:
        whole = make_progress({DOOR: TICK})
        other = CheckRef(Turn("retour"), "porte", "cle")
        data = encode(whole.ticked(other, TICK)).replace(b"2026-11-24", b"2026-11-25", 1)
        plant(store, data)
        with pytest.raises(ProgressDamagedError) as caught:
            store.read()
        aside = store.put_file_aside()
        assert aside.read_bytes() == data
        assert store.read() == caught.value.whole
        assert store.read() in (whole, make_progress({other: TICK}))
        assert names(store.folder) == {"notes.json", "notes.json.old1", *LOCK}

    def test_what_another_window_put_right_goes_on(self, kept: Store) -> None:
        """It was damaged when it was said, and is whole now: nothing of it may go out of sight."""
        before = kept.path.read_bytes()
        assert kept.put_file_aside().read_bytes() == before
        assert kept.read() == make_progress({DOOR: TICK})

    @pytest.mark.posix("a folder is not flushed on Windows")
    @pytest.mark.parametrize("links", [True, False], ids=["links", "one name each"])
    def test_a_kill_anywhere_loses_neither(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch, *, links: bool
    ) -> None:
        """REQ-R4: seen before each call; what replaces comes after a flush of what it replaces."""
        before = kept.path.read_bytes()
        seen: list[tuple[str, dict[str, bytes]]] = []

        def watch(name: str, real: Callable[..., object]) -> None:
            def called(*arguments: object, **_: object) -> object:
                files = {each.name: each.read_bytes() for each in kept.folder.iterdir()}
                seen.append((name, files))
                return real(*arguments)

            monkeypatch.setattr(os, name, called)

        def refuse(*_: object) -> None:
            raise OSError(errno.EPERM, "no second name here")

        for name in ("rename", "replace", "unlink", "fsync"):
            watch(name, getattr(os, name))
        watch("link", os.link if links else refuse)
        assert kept.put_file_aside().read_bytes() == before
        assert kept.read() == make_progress({DOOR: TICK})
        assert all(files["notes.json"] == before for _, files in seen[:-1])
        calls = [name for name, files in seen if files.get("notes.json.old1") == before]
        done = [name for name in calls if name != "unlink"]
        assert done == ["fsync", "fsync", "replace", "fsync"]

    def test_a_file_that_is_renamed_is_renamed_on_the_disk(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """REQ-R3."""
        plant(store, b"half a fi")
        flushed: list[set[str]] = []
        monkeypatch.setattr(disk, "flush_folder", lambda folder: flushed.append(names(folder)))
        store.put_file_aside()
        assert flushed == [{"notes.json.old1", ".lock"}]

    def test_put_aside_and_not_flushed_nobody_is_said_to_have_deleted_it(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Path) -> None:
            raise OSError(errno.EIO, "")

        plant(kept, b"half a fi")
        with pytest.raises(ProgressUnreadableError):
            kept.read()
        with monkeypatch.context() as patch:
            patch.setattr(disk, "flush_folder", fail)
            with pytest.raises(CannotSaveError):
                kept.put_file_aside()
        assert kept.update(tick_door) == make_progress({DOOR: TICK})

    def test_put_aside_twice_both_are_kept(self, store: Store) -> None:
        plant(store, b"un")
        first = store.put_file_aside()
        plant(store, b"deux")
        second = store.put_file_aside()
        assert first != second
        assert (first.read_bytes(), second.read_bytes()) == (b"un", b"deux")

    def test_a_link_to_nowhere_is_not_written_over_either(self, store: Store) -> None:
        plant(store, b"un")
        taken = store.folder / "notes.json.old1"
        taken.symlink_to("nulle-part")
        aside = store.put_file_aside()
        assert taken.is_symlink()
        assert aside.read_bytes() == b"un"

    def test_there_must_be_something_to_put_aside(self, store: Store) -> None:
        with pytest.raises(CannotSaveError) as caught:
            store.put_file_aside()
        assert caught.value.facts["cause"] == "there is no such file or folder"


class TestForget:
    """REQ-S12: `forget` deletes all that is ours and nothing else, as often as one likes."""

    OURS = ("notes.json", "notes.json.new", "notes.json.old1", "notes.json.old2", ".lock")

    def test_it_deletes_all_our_files_and_the_folder(self, kept: Store) -> None:
        for name in self.OURS:
            (kept.folder / name).touch()
        kept.forget()
        assert not kept.folder.exists()
        assert kept.read() == Progress()

    def test_a_folder_that_cannot_be_looked_at_is_no_empty_one(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """REQ-S12: where nobody can tell what is there, nobody says that it is gone."""

        def refuse(_folder: Path) -> set[str]:
            raise PermissionError(errno.EACCES, "")

        monkeypatch.setattr(disk, "list_names", refuse)
        assert kept.files() == [kept.path]
        with pytest.raises(CannotDeleteError):
            kept.forget()

    def test_what_lies_around_the_folder_stays(self, kept: Store) -> None:
        beside = kept.folder.parent / "autre"
        beside.touch()
        kept.forget()
        assert beside.exists()

    @pytest.mark.parametrize(
        "name",
        [
            "journal.txt",
            "notes.txt",
            "notes.json~",
            "notes.json.old-de-mamie",
            ".lock2",
            pytest.param("Notes.json", marks=pytest.mark.posix("Windows minds no capitals")),
        ],
    )
    def test_what_is_not_ours_stays_and_so_does_the_folder(self, kept: Store, name: str) -> None:
        (kept.folder / name).write_bytes(b"a moi")
        kept.forget()
        assert names(kept.folder) == {name}
        assert (kept.folder / name).read_bytes() == b"a moi"

    def test_twice_is_fine(self, kept: Store) -> None:
        kept.forget()
        kept.forget()
        assert not kept.folder.exists()

    def test_before_anything_was_kept_is_fine(self, store: Store) -> None:
        store.forget()
        assert not store.folder.parent.exists()

    def test_afterwards_one_can_begin_again(self, kept: Store) -> None:
        kept.forget()
        assert kept.update(tick_street) == make_progress({STREET: TICK})

    @pytest.mark.parametrize("data", DAMAGED, ids=["empty", "garbage", "cut", "huge"])
    def test_a_damaged_file_goes_too(self, store: Store, data: bytes) -> None:
        plant(store, data)
        store.forget()
        assert not store.folder.exists()

    @pytest.mark.posix("Windows deletes a lock")
    def test_files_lists_what_is_there_the_file_first(self, kept: Store) -> None:
        assert [path.name for path in kept.files()] == ["notes.json", ".lock"]
        for name in self.OURS:
            (kept.folder / name).touch()
        assert [path.name for path in kept.files()] == list(self.OURS)

    def test_files_lists_nothing_when_there_is_no_folder(self, store: Store) -> None:
        assert store.files() == []

    def test_what_cannot_be_deleted_is_no_shelter_for_the_rest(self, kept: Store) -> None:
        """A folder in the place of the file stays; the file that was put aside must go."""
        kept.put_file_aside()
        kept.path.unlink()
        (kept.path / "dedans").mkdir(parents=True)
        with pytest.raises(CannotDeleteError):
            kept.forget()
        assert not (kept.folder / "notes.json.old1").exists()

    def test_what_is_deleted_is_deleted_on_the_disk(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """REQ-R3: no power cut brings a file or the folder back."""
        flushed: list[tuple[Path, set[str]]] = []
        monkeypatch.setattr(
            disk, "flush_folder", lambda folder: flushed.append((folder, names(folder)))
        )
        kept.forget()
        assert flushed == [(kept.folder, set()), (kept.folder.parent, set())]

    def test_a_flush_that_fails_is_said(self, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: Path) -> None:
            raise OSError(errno.EIO, "")

        monkeypatch.setattr(disk, "flush_folder", fail)
        with pytest.raises(CannotDeleteError) as caught:
            kept.forget()
        assert caught.value.code == 4
        set_language("en")
        assert sentence(caught.value) == (
            f"Not everything in {kept.folder} could be deleted: the disk reports an error. "
            "Mend this, then delete again: mes-optout forget"
        )
        set_language("fr")
        assert sentence(caught.value) == (
            f"Tout n'a pas pu être effacé dans {kept.folder}\u00a0: le disque signale une "
            "erreur. Réglez cela, puis effacez de nouveau\u00a0: mes-optout forget"
        )

    def test_it_holds_the_lock(self, kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        """REQ-R6: no other window writes while it deletes."""
        import fcntl  # noqa: PLC0415  (only POSIX has it)

        held: list[bool] = []
        unlink = os.unlink

        def note(path: Path, **_: object) -> None:
            with (kept.folder / ".lock").open("r") as other:
                try:
                    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    held.append(True)
                else:
                    held.append(False)
            unlink(path)

        monkeypatch.setattr(os, "unlink", note)
        kept.forget()
        assert held == [True, True]  # the file, the lock itself

    @pytest.mark.posix("Windows deletes a lock")
    @pytest.mark.parametrize("planted", [Path.mkdir, lambda lock: lock.symlink_to("nowhere")])
    def test_a_lock_that_cannot_be_had_shelters_nothing(
        self, kept: Store, planted: Callable[[Path], object]
    ) -> None:
        (kept.folder / ".lock").unlink()
        planted(kept.folder / ".lock")
        with contextlib.suppress(CannotDeleteError):  # a folder is not ours to delete
            kept.forget()
        assert not kept.path.exists()

    def test_a_full_disk_does_not_keep_it(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "")

        monkeypatch.setattr(filelock.FileLock, "acquire", fail)
        kept.forget()
        assert not kept.folder.exists()

    def test_a_folder_that_goes_before_its_lock_is_taken_is_made_again(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real, times = filelock.FileLock.acquire, iter(range(2))

        def acquire(lock: filelock.FileLock) -> object:
            if next(times) == 0:
                store.folder.rmdir()
            return real(lock)

        monkeypatch.setattr(filelock.FileLock, "acquire", acquire)
        assert store.update(tick_door) == make_progress({DOOR: TICK})

    @pytest.mark.posix("a lock that is held cannot be deleted on Windows")
    def test_a_window_that_waited_for_the_lock_begins_anew(self, kept: Store) -> None:
        """REQ-R6: its lock is not the one that was deleted."""
        waiting = Store(kept.folder)
        with ThreadPoolExecutor(1) as pool:
            with kept._locked():  # noqa: SLF001  (as another window holds it)
                run = pool.submit(waiting.update, tick_street)
                assert not wait([run], timeout=0.2).done
                # Not all of `forget`: what must finish finishes one at a time in a process.
                kept._delete_files()  # noqa: SLF001
                disk.remove_folder(kept.folder)
            assert run.result() == make_progress({STREET: TICK})
        assert names(kept.folder) == {"notes.json", *LOCK}


WRITER = """
import sys
from datetime import date
from pathlib import Path
from mes_optout.progress.meanwhile import ForgottenMeanwhileError
from mes_optout.progress.model import CheckRef, Tick, Turn
from mes_optout.progress.store import Store
store, who = Store(Path(sys.argv[1])), sys.argv[2]
import filelock
print("ready", flush=True)
sys.stdin.readline()
for number in range(25):
    ref = CheckRef(Turn("sortie"), who, str(number))
    store.update(lambda progress: progress.ticked(ref, Tick(date(2026, 11, 24), 1)))
"""


class TestTwoAtOnce:
    """REQ-R6: two runs at once never lose each other's ticks."""

    def test_processes(self, store: Store) -> None:
        runs = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(store.folder), who],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for who in ("un", "deux", "trois")
        ]
        for run in runs:
            assert run.stdout is not None
            assert run.stdout.readline() == "ready\n"
        for run in runs:
            assert run.stdin is not None
            run.stdin.write("\n")
            run.stdin.flush()
        for run in runs:
            run.communicate(timeout=30)
        assert [run.returncode for run in runs] == [0, 0, 0]
        assert count_ticks(store.read()) == 3 * 25
        assert names(store.folder) == {"notes.json", *LOCK}

    def test_writers_and_one_that_forgets(self, store: Store, tmp_path: Path) -> None:
        """REQ-R6: a lock that is deleted and made anew keeps all others out all the same."""
        alone = tmp_path / "alone"

        def change(progress: Progress) -> Progress:
            alone.mkdir()  # fails where another is here
            alone.rmdir()
            return tick_street(progress)

        def write(number: int) -> None:
            window = Store(store.folder)
            if number % 3 == 0:
                window.forget()
            else:
                window.update(change)
                with contextlib.suppress(ForgottenMeanwhileError):
                    window.update(change)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, range(40)))
        store.forget()
        assert not store.folder.exists()

    def test_threads(self, store: Store) -> None:
        def update(number: int) -> None:
            ref = CheckRef(TURN, "porte", str(number))
            Store(store.folder).update(lambda progress: progress.ticked(ref, TICK))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(update, range(40)))
        assert count_ticks(store.read()) == 40

    def test_reading_meanwhile_sees_the_old_file_or_the_new_one(self, kept: Store) -> None:
        seen: list[Progress] = []

        def change(progress: Progress) -> Progress:
            seen.append(Store(kept.folder).read())  # needs no lock
            return tick_street(progress)

        kept.update(change)
        assert seen == [make_progress(checks={DOOR: TICK})]

    @pytest.mark.parametrize(
        "write",
        [lambda s: s.update(tick_street), lambda s: s.put_file_aside(), lambda s: s.forget()],
    )
    def test_a_lock_that_is_held_is_not_waited_for_for_ever(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch, write: Callable[[Store], object]
    ) -> None:
        import fcntl  # noqa: PLC0415  (only POSIX has it)

        monkeypatch.setattr(store_module, "_LOCK_SECONDS", 0.05)
        store_module._lock.cache_clear()  # noqa: SLF001  (it waits as long as ever)
        with (kept.folder / ".lock").open("r+") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            with pytest.raises(BusyError) as caught:
                write(kept)
        assert caught.value.facts == {"path": kept.folder}
        assert kept.read() == make_progress({DOOR: TICK})
        assert kept.update(tick_street) == make_progress({DOOR: TICK, STREET: TICK})

    def test_a_lock_that_a_dead_run_left_behind_holds_nobody(self, store: Store) -> None:
        store.folder.mkdir(parents=True)
        (store.folder / ".lock").write_text("12345")
        assert store.update(tick_door) == make_progress({DOOR: TICK})


class TestFailingDisk:
    """REQ-R2: when the system refuses, one sentence says why, and the old state is intact."""

    @pytest.mark.parametrize(
        ("code", "cause"),
        [
            (errno.ENOSPC, "the disk is full"),
            pytest.param(
                *(errno.EDQUOT, "the disk quota is used up"),
                marks=pytest.mark.posix("Windows has another number for it"),
            ),
            (errno.EIO, "the disk reports an error"),
            (errno.EROFS, "the disk is read-only"),
            pytest.param(
                *(errno.EACCES, "access is not allowed"),
                marks=pytest.mark.posix("Windows says so of a file that is held, too"),
            ),
            (errno.EXDEV, "the system refused"),
        ],
    )
    @pytest.mark.parametrize("call", ["fsync", "replace"])
    def test_a_failing_write(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch, call: str, code: int, cause: str
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(*where_called(call), fail)
            with pytest.raises(CannotSaveError) as caught:
                kept.update(tick_street)
        assert caught.value.facts == {"path": kept.folder, "cause": cause}
        assert kept.read() == make_progress({DOOR: TICK})
        assert kept.update(tick_street) == make_progress({DOOR: TICK, STREET: TICK})
        assert names(kept.folder) == {"notes.json", *LOCK}

    @pytest.mark.parametrize("code", [errno.EIO, errno.EACCES])
    def test_a_file_that_cannot_be_read_again(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch, code: int
    ) -> None:
        """What is there is not taken for nothing, and not called damaged either."""

        def fail(*_: object, **__: object) -> None:
            raise OSError(code, "")

        with monkeypatch.context() as patch:
            patch.setattr(store_module, "read_regular", fail)
            with pytest.raises(CannotSaveError):
                kept.update(tick_street)
            with pytest.raises(ProgressUnreadableError):
                kept.read()
        assert kept.read() == make_progress({DOOR: TICK})

    def test_what_is_saved_is_saved_even_if_the_lock_does_not_open(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = filelock.FileLock.release
        errors = [OSError(errno.EIO, "")]

        def fail_once(lock: filelock.FileLock, force: bool = False) -> None:  # noqa: FBT001, FBT002
            if errors:
                raise errors.pop()
            real(lock, force=force)

        monkeypatch.setattr(filelock.FileLock, "release", fail_once)
        kept.update(tick_street)
        assert kept.read() == make_progress({DOOR: TICK, STREET: TICK})
        assert not errors
        gc.collect()  # a lock object that goes opens its lock
        assert kept.update(lambda progress: progress) == make_progress({DOOR: TICK, STREET: TICK})

    @pytest.mark.posix("a folder is not flushed on Windows")
    def test_a_failing_flush_of_the_folder_leaves_a_whole_file(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.fsync

        def fail_on_folders(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(errno.EIO, "")
            real(descriptor)

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail_on_folders)
            with pytest.raises(CannotSaveError):
                kept.update(tick_street)
        assert kept.read() in (
            make_progress({DOOR: TICK}),
            make_progress({DOOR: TICK, STREET: TICK}),
        )

    @pytest.mark.posix("a folder is not flushed on Windows")
    def test_write_flush_rename_flush_in_this_order(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """REQ-R3: the data is on the disk before it takes the old file's name, the name after."""
        calls: list[str] = []
        fsync, replace = os.fsync, os.replace

        def note_fsync(descriptor: int) -> None:
            is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
            size = os.fstat(descriptor).st_size
            calls.append("fsync folder" if is_folder else f"fsync {size} bytes")
            fsync(descriptor)

        def note_replace(old: Path, new: Path) -> None:
            calls.append(f"{Path(old).name} to {Path(new).name}")
            replace(old, new)

        monkeypatch.setattr(os, "fsync", note_fsync)
        monkeypatch.setattr(os, "replace", note_replace)
        size = len(encode(kept.update(tick_street)))
        assert calls == [f"fsync {size} bytes", "notes.json.new to notes.json", "fsync folder"]

    def test_folders_that_are_made_are_flushed_into_those_above(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """REQ-R3: a power cut does not take the whole folder away."""
        flushed: list[Path] = []
        monkeypatch.setattr(disk, "flush_folder", flushed.append)
        store.update(tick_door)
        assert flushed == [store.folder.parent.parent, store.folder.parent, store.folder]
        store.update(tick_street)
        assert flushed[3:] == [store.folder]

    def test_a_folder_that_cannot_be_flushed_is_made_again(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Path) -> None:
            raise OSError(errno.EIO, "")

        with monkeypatch.context() as patch:
            patch.setattr(disk, "flush_folder", fail)
            with pytest.raises(CannotSaveError):
                store.update(tick_door)
        assert not store.folder.parent.exists()
        assert store.update(tick_door) == make_progress({DOOR: TICK})

    def test_a_file_system_that_cannot_flush_folders_will_do(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = os.fsync

        def fail_on_folders(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "")
            real(descriptor)

        monkeypatch.setattr(os, "fsync", fail_on_folders)
        assert store.update(tick_door) == store.read() == make_progress(checks={DOOR: TICK})

    @pytest.mark.posix("Windows gives another cause")
    @pytest.mark.parametrize("blocked", ["", "a", "a/b"])
    def test_a_file_where_a_folder_must_be(self, tmp_path: Path, blocked: str) -> None:
        (tmp_path / "fichier").write_bytes(b"")
        store = Store(tmp_path / "fichier" / blocked)
        with pytest.raises(CannotSaveError) as caught:
            store.update(tick_door)
        assert caught.value.facts["cause"] == "a part of the path is not a folder"
        with pytest.raises(CannotSaveError):
            store.put_file_aside()
        assert (tmp_path / "fichier").read_bytes() == b""

    @pytest.mark.posix("rights as POSIX has them")
    def test_a_folder_that_the_system_does_not_let_us_make(self) -> None:
        """REQ-R9: not even root can make a folder there."""
        with pytest.raises(CannotSaveError):
            Store(Path("/proc/x/demarches")).update(tick_door)

    @pytest.mark.posix("rights as POSIX has them")
    @pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
    def test_a_read_only_folder(self, kept: Store) -> None:
        kept.folder.chmod(0o500)
        with pytest.raises(CannotSaveError) as caught:
            kept.update(tick_street)
        kept.folder.chmod(0o700)
        assert caught.value.facts["cause"] == "access is not allowed"
        assert kept.read() == make_progress({DOOR: TICK})


class TestLeaving:
    """REQ-S5: leaving waits for a save that is running, and no longer."""

    def test_the_save_is_over_when_the_program_leaves(
        self, kept: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(process, "_to_finish", threading.RLock())
        at_the_end: list[Progress] = []

        def leave() -> None:
            process.let_finish()
            at_the_end.append(kept.read())

        leaving = threading.Thread(target=leave)

        def change(progress: Progress) -> Progress:
            leaving.start()
            leaving.join(0.05)
            return tick_street(progress)

        kept.update(change)
        leaving.join()
        assert at_the_end == [make_progress({DOOR: TICK, STREET: TICK})]

    def test_no_signal_is_kept_away_meanwhile(self, kept: Store) -> None:
        """The wipe waits for none: see tests/sweeps/test_slow_disk.py."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, set())
        meanwhile: list[set[int]] = []

        def change(progress: Progress) -> Progress:
            meanwhile.append(set(signal.pthread_sigmask(signal.SIG_BLOCK, set())))
            return tick_street(progress)

        kept.update(change)
        assert meanwhile == [before]
