"""Folders that a service copies elsewhere, told by their names alone (REQ-S19)."""

import os
import unicodedata
from pathlib import Path

import pytest

from mes_optout.synced import synced_service


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Entreprise/Documents", "OneDrive"),
        ("ONEDRIVE - École/notes", "OneDrive"),
        ("Library/CloudStorage/OneDrive-Personnel", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/notes", "iCloud"),
        ("iCloud Drive", "iCloud"),
        ("iCloudDrive/notes", "iCloud"),
        ("CloudDocs", "iCloud"),
        ("Library/CloudStorage/iCloudDrive", "iCloud"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personnel)/notes", "Dropbox"),
        ("Library/CloudStorage/Dropbox", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive/notes", "Google Drive"),
        ("Mon Drive", "Google Drive"),
        ("My Drive/notes", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-a@example.org/Mon Drive", "Google Drive"),
        ("Library/CloudStorage/Box-Box", "Box"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2/notes", "Nextcloud"),
        ("pCloudDrive", "pCloud"),
        ("pCloud Drive/notes", "pCloud"),
        ("pCloud Sync", "pCloud"),
    ],
)
def test_a_folder_of_a_service_is_known_whether_it_exists_or_not(
    folder: str, service: str, tmp_path: Path
) -> None:
    assert synced_service(tmp_path / folder / "list.txt") == service
    assert synced_service(tmp_path / folder) == service
    (tmp_path / folder).mkdir(parents=True)
    assert synced_service(tmp_path / folder / "list.txt") == service


@pytest.mark.parametrize(
    "folder",
    [
        "Documents",
        "Bureau/impôts",
        "mes-onedrives-notes",
        "OneDriveless",
        "dropbox-like",
        "My Drivers",
        "Library/Mobile",
        "nextcloud-client",
        ".local/state/demarches",
    ],
)
def test_an_ordinary_folder_is_not(folder: str, tmp_path: Path) -> None:
    """A name counts whole: a part of it says nothing."""
    assert synced_service(tmp_path / folder / "list.txt") is None


def test_an_account_in_a_name_is_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "Library" / "CloudStorage" / "ProtonDrive-somebody@example.org"
    assert synced_service(folder / "list.txt") == "ProtonDrive"


def test_letters_that_a_system_takes_apart_are_the_same(tmp_path: Path) -> None:
    assert synced_service(tmp_path / unicodedata.normalize("NFD", "OneDrive - Société")) is not None


class TestLinks:
    """Where a link leads counts, and so does the name of the link."""

    def test_a_link_into_such_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "Dropbox" / "notes").mkdir(parents=True)
        (tmp_path / "notes").symlink_to(tmp_path / "Dropbox" / "notes")
        assert synced_service(tmp_path / "notes" / "list.txt") == "Dropbox"

    def test_such_a_folder_moved_to_another_disk(self, tmp_path: Path) -> None:
        (tmp_path / "disk").mkdir()
        (tmp_path / "Dropbox").symlink_to(tmp_path / "disk")
        assert synced_service(tmp_path / "Dropbox" / "list.txt") == "Dropbox"

    def test_a_name_without_a_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "Nextcloud").mkdir()
        monkeypatch.chdir(tmp_path / "Nextcloud")
        assert synced_service(Path("list.txt")) == "Nextcloud"
        monkeypatch.chdir(tmp_path)
        assert synced_service(Path("list.txt")) is None

    def test_what_leads_nowhere_is_judged_by_its_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "circle").symlink_to(tmp_path / "circle")
        assert synced_service(tmp_path / "circle" / "list.txt") is None
        assert synced_service(tmp_path / "circle" / "OneDrive" / "list.txt") == "OneDrive"
        assert synced_service(tmp_path / "a\0b") is None
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        assert synced_service(Path("list.txt")) is None
        os.chdir(tmp_path)  # a folder that is gone cannot be returned to
