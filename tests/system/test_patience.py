"""A file that another program holds for a moment, as on Windows: waited for, a second at most."""

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mes_optout.errors import CannotSaveError, CannotWriteError
from mes_optout.files import cause_of, write_file
from mes_optout.i18n import sentence, translate
from mes_optout.progress.notes import Progress
from mes_optout.progress.store import Store
from mes_optout.system import disk

wait_and_do = disk._patiently  # noqa: SLF001  (what is tried here)

LIST = b"a list, whole\n"


class OfWindowsError(PermissionError):
    """What Windows raises; `winerror` is None where Python does not learn it."""

    def __init__(self, winerror: int | None) -> None:
        super().__init__(errno.EACCES, "")
        self.winerror = winerror


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait as on Windows, without spending the time; return what was waited."""
    seconds: list[float] = []
    monkeypatch.setattr(disk, "WAITS", (0.1, 0.2, 0.3))
    monkeypatch.setattr(time, "sleep", seconds.append)
    return seconds


def held(times: int, winerror: int | None) -> Callable[[], str]:
    """Return what is refused a number of times."""
    left = [OfWindowsError(winerror) for _ in range(times)]

    def act() -> str:
        if left:
            raise left.pop()
        return "done"

    return act


@pytest.mark.parametrize("winerror", [None, 5, 32, 33])
def test_it_is_tried_until_it_is_let_go(winerror: int | None, waited: list[float]) -> None:
    assert wait_and_do(held(3, winerror)) == "done"
    assert waited == [0.1, 0.2, 0.3]


def test_what_stays_held_is_said(waited: list[float]) -> None:
    with pytest.raises(OfWindowsError):
        wait_and_do(held(4, 32))
    assert waited == [0.1, 0.2, 0.3]


def refuse(error: OSError) -> None:
    raise error


@pytest.mark.parametrize(
    "error", [OfWindowsError(19), FileNotFoundError(), OSError(errno.ENOSPC, "")], ids=repr
)
def test_what_will_not_pass_is_said_at_once(error: OSError, waited: list[float]) -> None:
    with pytest.raises(type(error)):
        wait_and_do(refuse, error)
    assert waited == []


@pytest.mark.posix("Windows is where one waits")
def test_elsewhere_nobody_waits() -> None:
    assert disk.WAITS == ()


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, waited: list[float], tmp_path: Path) -> Path:
    """Return a folder in which each change is refused the first time that it is asked for."""
    seen: set[tuple[str, ...]] = set()

    def wrap(name: str) -> Callable[..., object]:
        real: Callable[..., object] = getattr(os, name)

        def act(path: Path, *arguments: object, **more: object) -> object:
            asked = (name, str(path), *map(str, arguments[:1]))
            if asked not in seen and path != here:  # which is only opened to be flushed
                seen.add(asked)
                raise OfWindowsError(32)
            return real(path, *arguments, **more)

        return act

    assert waited == []
    here = tmp_path / "here"
    here.mkdir()
    for name in ("open", "replace", "rename", "unlink", "link", "mkdir", "rmdir"):
        monkeypatch.setattr(os, name, wrap(name))
    return here


class TestHeldOnce:
    """Nothing that is written, put aside or deleted gives up at the first refusal."""

    @pytest.mark.parametrize("force", [False, True])
    def test_a_file_is_written(self, folder: Path, *, force: bool) -> None:
        write_file(folder / "list", LIST, force=force)
        assert [path.name for path in folder.iterdir()] == ["list"]
        assert disk.read_regular(folder / "list", 100) == LIST

    def test_the_file_beside_goes_away(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """When the disk is full."""
        monkeypatch.setattr(os, "fsync", lambda _: refuse(OSError(errno.ENOSPC, "")))
        with pytest.raises(CannotWriteError):
            write_file(folder / "list", LIST, force=False)
        assert list(folder.iterdir()) == []

    def test_it_is_put_aside_and_deleted(self, folder: Path) -> None:
        write_file(folder / "a", LIST, force=False)
        disk.move(folder / "a", folder / "b")
        assert disk.delete([folder / "b"]) == {}
        assert list(folder.iterdir()) == []

    def test_a_folder_is_removed(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(disk, "flush_folder", lambda _: None)
        disk.make_folder(folder / "c")
        disk.remove_folder(folder / "c")
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("winerror", "words"),
    [
        (5, "access is not allowed, or another program is using it"),
        (32, "another program is using it"),
        (21, "the drive is not there"),
        (1167, "the drive is not there"),
        (19, "the disk is read-only"),
        (112, "the disk is full"),
        (123, "such a name is not possible here"),
        (9999, "access is not allowed"),
    ],
)
def test_what_only_windows_says_has_words(winerror: int, words: str) -> None:
    assert cause_of(OfWindowsError(winerror)) == words
    assert translate(words, "fr") != words


@pytest.mark.parametrize(
    ("system", "words"),
    [
        ("win32", "access is not allowed, or another program is using it"),
        ("linux", "access is not allowed"),
    ],
)
def test_on_windows_a_file_that_cannot_be_opened_may_be_held(
    system: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python learns nothing there but that it was refused."""
    monkeypatch.setattr(sys, "platform", system)
    assert cause_of(OfWindowsError(None)) == words


def test_a_drive_that_is_gone_has_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The top of a path is not there: nothing can be made above it."""
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(CannotSaveError) as caught:
        Store(Path("/q/demarches")).update(lambda _: Progress())
    assert "le disque n'est pas là" in sentence(caught.value)
