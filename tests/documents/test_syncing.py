"""What is said before something goes into a folder that a service copies elsewhere (REQ-S19)."""

from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.documents.syncing import file_notice, folder_notice

SYNCED = Path("/home/a/OneDrive - Entreprise/notes")


def test_a_file_names_the_service_who_sees_it_and_what_else_to_do() -> None:
    assert file_notice(SYNCED / "list.txt") == (
        "Attention : OneDrive recopie ce dossier ailleurs. Vos autres appareils montreront le "
        "fichier, et les personnes qui y ont accès le verront. Pour un autre endroit, utilisez "
        "--output."
    )


def test_the_folder_of_the_progress_file_names_the_service_and_what_else_to_do() -> None:
    assert folder_notice(SYNCED) == (
        "Attention : OneDrive recopie ce dossier sur vos autres appareils. Pour ne rien garder, "
        "utilisez --no-trace."
    )


def test_in_english() -> None:
    i18n.set_language("en")
    for said in (file_notice(SYNCED), folder_notice(SYNCED)):
        assert said is not None
        assert said.startswith("Careful: OneDrive copies this folder ")


@pytest.mark.parametrize("folder", ["/home/a/Documents", "/home/a/mes-onedrives-notes"])
def test_of_an_ordinary_folder_nothing_is_said(folder: str) -> None:
    assert file_notice(Path(folder) / "list.txt") is None
    assert folder_notice(Path(folder)) is None
