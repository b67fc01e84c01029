"""Whether other accounts can reach what is kept: mended where it can be, and told apart."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mes_optout.progress.model import Progress
from mes_optout.progress.store import Store
from mes_optout.system import home
from mes_optout.system.home import Access, keep_others_out

pytestmark = pytest.mark.posix("rights as POSIX has them")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store that holds something, and what was put aside."""
    store = Store(tmp_path / "etat")
    store.update(lambda progress: progress)
    store.put_file_aside()
    store.update(lambda progress: progress)
    return store


def look(store: Store) -> Access | None:
    return keep_others_out(store.folder, store.files())


def modes(store: Store) -> dict[str, str]:
    found = (store.folder, *store.folder.iterdir())
    return {path.name: oct(path.lstat().st_mode & 0o777) for path in found}


PRIVATE = {
    "etat": "0o700",
    ".lock": "0o600",
    "notes.json": "0o600",
    "notes.json.old1": "0o600",
}


def test_in_order_there_is_nothing_to_say(store: Store) -> None:
    assert look(store) is None
    assert modes(store) == PRIVATE


def test_nothing_kept_yet_nothing_said_nothing_made(tmp_path: Path) -> None:
    assert look(Store(tmp_path / "above" / "etat")) is None
    assert not (tmp_path / "above").exists()


def test_an_empty_folder_that_was_chosen_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert look(Store(tmp_path)) is None
    assert tmp_path.stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o777, 0o701])
def test_the_folder_is_closed(store: Store, mode: int) -> None:
    """REQ-S9: where nothing but our files lies in it."""
    store.folder.chmod(mode)
    assert look(store) is Access.MENDED
    assert modes(store) == PRIVATE
    assert look(store) is None


@pytest.mark.parametrize("name", [name for name in PRIVATE if name != "etat"])
@pytest.mark.parametrize("mode", [0o644, 0o660, 0o606])
def test_each_file_is_closed(store: Store, name: str, mode: int) -> None:
    """REQ-S9."""
    (store.folder / name).chmod(mode)
    assert look(store) is Access.MENDED
    assert modes(store) == PRIVATE


class TestFolderOfOthers:
    """A folder in which something else lies is not ours to close."""

    @pytest.fixture(autouse=True)
    def _something_else(self, store: Store) -> None:
        (store.folder / "photo.jpg").touch(0o644)

    def test_others_may_see_names_that_say_nothing(self, store: Store) -> None:
        store.folder.chmod(0o755)
        assert look(store) is None
        assert modes(store) == {**PRIVATE, "etat": "0o755", "photo.jpg": "0o644"}

    def test_its_files_of_ours_are_closed(self, store: Store) -> None:
        store.folder.chmod(0o755)
        store.path.chmod(0o644)
        assert look(store) is Access.MENDED
        assert modes(store) == {**PRIVATE, "etat": "0o755", "photo.jpg": "0o644"}

    @pytest.mark.parametrize(
        ("mode", "said"), [(0o777, Access.MAY_CHANGE), (0o770, Access.MAY_CHANGE), (0o1777, None)]
    )
    def test_others_who_may_write_there_are_told_of(
        self, store: Store, mode: int, said: Access | None
    ) -> None:
        """Where each may delete only what is theirs, they can change nothing."""
        store.folder.chmod(mode)
        assert look(store) is said


def yes(*_: object) -> None:
    """Say yes and change nothing, as a stick that was mounted so."""


def no(*_: object) -> None:
    raise PermissionError(errno.EPERM, "")


@pytest.mark.parametrize("answer", [yes, no])
@pytest.mark.parametrize("open_to_all", ["folder", "path"])
def test_rights_that_cannot_be_set_are_none(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    answer: Callable[..., None],
    open_to_all: str,
) -> None:
    """REQ-S9: as on a stick, whether the system admits it or not."""
    getattr(store, open_to_all).chmod(0o777)
    monkeypatch.setattr(os, "fchmod", answer)
    assert look(store) is Access.NO_RIGHTS


@pytest.mark.parametrize(
    ("kind", "said"),
    [("vfat", Access.NO_RIGHTS), ("exfat", Access.NO_RIGHTS), ("ext4", None)],
)
def test_a_stick_is_known_before_anything_is_kept_there(
    tmp_path: Path,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    said: Access | None,
) -> None:
    """REQ-S9: by what the system says of mounts."""
    device = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 27 0:999 / /proc rw,relatime - proc proc rw\n"
        f"91 27 {os.major(device)}:{os.minor(device)} / /stick\\040of rw shared:7 - {kind} x rw\n"
    )
    monkeypatch.setattr(home, "_MOUNTS", mounts)
    assert look(store) is said
    assert look(Store(tmp_path / "above" / "etat")) is said


def test_where_mounts_are_not_told_the_rest_is_done(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(home, "_MOUNTS", tmp_path / "nothing")
    store.folder.chmod(0o755)
    assert look(store) is Access.MENDED
    assert modes(store) == PRIVATE


def test_what_another_account_owns_is_left_to_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-S9: it could take any right back."""
    store.folder.chmod(0o755)
    monkeypatch.setattr(os, "geteuid", lambda: store.folder.stat().st_uid + 1)
    assert look(store) is Access.OTHER_OWNER
    assert modes(store) == {**PRIVATE, "etat": "0o755"}


def test_links_and_pipes_are_neither_followed_nor_opened(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "precieux"
    target.touch(0o644)
    store.path.unlink()
    store.path.symlink_to(target)
    (store.folder / "notes.json.old1").unlink()
    os.mkfifo(store.folder / "notes.json.old1", 0o644)
    assert look(store) is None
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_save_is_private_whatever_was_there(store: Store) -> None:
    """REQ-S9: no walk need begin for it."""
    store.path.chmod(0o666)
    assert store.update(lambda progress: progress) == Progress()
    assert modes(store) == PRIVATE
