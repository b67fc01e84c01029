"""Folders that a service copies elsewhere, told by name, and what is said of them (REQ-S19)."""

import os
import unicodedata
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.documents.synced_folders import (
    compose_file_notice,
    compose_folder_notice,
    find_sync_service,
)

SYNCED = Path("/home/a/OneDrive - Entreprise/notes")


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
    assert find_sync_service(tmp_path / folder / "list.txt") == service
    assert find_sync_service(tmp_path / folder) == service
    (tmp_path / folder).mkdir(parents=True)
    assert find_sync_service(tmp_path / folder / "list.txt") == service


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
    assert find_sync_service(tmp_path / folder / "list.txt") is None


def test_an_account_in_a_name_is_not_told(tmp_path: Path) -> None:
    folder = tmp_path / "Library" / "CloudStorage" / "ProtonDrive-somebody@example.org"
    assert find_sync_service(folder / "list.txt") == "ProtonDrive"


def test_letters_that_a_system_takes_apart_are_the_same(tmp_path: Path) -> None:
    assert (
        find_sync_service(tmp_path / unicodedata.normalize("NFD", "OneDrive - Société")) is not None
    )


class TestLinks:
    """Where a link leads counts, and so does the name of the link."""

    def test_a_link_into_such_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "Dropbox" / "notes").mkdir(parents=True)
        (tmp_path / "notes").symlink_to(tmp_path / "Dropbox" / "notes")
        assert find_sync_service(tmp_path / "notes" / "list.txt") == "Dropbox"

    def test_such_a_folder_moved_to_another_disk(self, tmp_path: Path) -> None:
        (tmp_path / "disk").mkdir()
        (tmp_path / "Dropbox").symlink_to(tmp_path / "disk")
        assert find_sync_service(tmp_path / "Dropbox" / "list.txt") == "Dropbox"

    def test_a_name_without_a_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "Nextcloud").mkdir()
        monkeypatch.chdir(tmp_path / "Nextcloud")
        assert find_sync_service(Path("list.txt")) == "Nextcloud"
        monkeypatch.chdir(tmp_path)
        assert find_sync_service(Path("list.txt")) is None

    def test_what_leads_nowhere_is_judged_by_its_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "circle").symlink_to(tmp_path / "circle")
        assert find_sync_service(tmp_path / "circle" / "list.txt") is None
        assert find_sync_service(tmp_path / "circle" / "OneDrive" / "list.txt") == "OneDrive"
        assert find_sync_service(tmp_path / "a\0b") is None
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        assert find_sync_service(Path("list.txt")) is None
        os.chdir(tmp_path)  # a folder that is gone cannot be returned to


def test_a_file_names_the_service_who_sees_it_and_what_else_to_do() -> None:
    assert compose_file_notice(SYNCED / "list.txt") == (
        "Attention : OneDrive recopie ce dossier ailleurs. Vos autres appareils montreront le "
        "fichier, et les personnes qui y ont accès le verront. Pour un autre endroit, utilisez "
        "--output."
    )


def test_where_no_command_writes_it_one_starts_elsewhere() -> None:
    said = compose_file_notice(SYNCED / "reminder.ics", "")
    assert said is not None
    assert said.endswith(" Pour un autre endroit, lancez le programme dans cet autre dossier.")


def test_the_folder_of_the_progress_file_names_the_service_and_what_else_to_do() -> None:
    assert compose_folder_notice(SYNCED) == (
        "Attention : OneDrive recopie ce dossier sur vos autres appareils. Pour ne rien garder, "
        "utilisez --no-trace."
    )


def test_in_english() -> None:
    i18n.set_language("en")
    for said in (compose_file_notice(SYNCED), compose_folder_notice(SYNCED)):
        assert said is not None
        assert said.startswith("Careful: OneDrive copies this folder ")


@pytest.mark.parametrize("folder", ["/home/a/Documents", "/home/a/mes-onedrives-notes"])
def test_of_an_ordinary_folder_nothing_is_said(folder: str) -> None:
    assert compose_file_notice(Path(folder) / "list.txt") is None
    assert compose_folder_notice(Path(folder)) is None
