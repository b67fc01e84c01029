"""`guide` where nothing can be kept, and where others can reach it."""

import io
from pathlib import Path
from typing import NoReturn

import platformdirs
import pytest

from mes_optout import cli
from mes_optout.i18n import set_language
from mes_optout.system import home
from mes_optout.system.home import Access


def no_home(*_: object, **__: object) -> NoReturn:
    raise RuntimeError


def test_without_a_home_it_goes_on_without_saving(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """REQ-R9: said on the first page and at the end, exit 4."""
    monkeypatch.delenv("MES_OPTOUT_HOME")
    monkeypatch.setattr(platformdirs, "user_state_path", no_home)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n1\n1\n2\n"))
    assert cli.main(["guide", "majeur-protege", "--simple"]) == 4
    said = capsys.readouterr()
    first = " ".join(said.out.partition("Votre choix")[0].split())
    assert "Il ne garde rien sur cet ordinateur" in first
    assert first.count("ce compte n'a pas de dossier personnel") == 1
    assert "Étape 2 sur 3" in said.out
    assert said.err.count("Erreur : ") == 1
    assert "ce compte n'a pas de dossier personnel" in said.err


SENTENCES = {
    (
        Access.MENDED,
        "fr",
    ): "D'autres comptes pouvaient ouvrir ce qui est gardé ici : c'est corrigé.",
    (Access.MENDED, "en"): "Other accounts could open what is kept here: this is mended now.",
    (Access.MAY_CHANGE, "fr"): "D'autres comptes peuvent changer ou effacer ce qui est gardé ici.",
    (Access.MAY_CHANGE, "en"): "Other accounts can change or delete what is kept here.",
    (Access.NO_RIGHTS, "fr"): (
        "Ce support ne gère pas de droits, comme beaucoup de clés USB : qui l'ouvre peut lire ce "
        "qui est gardé."
    ),
    (Access.NO_RIGHTS, "en"): (
        "This place knows no rights, like many USB sticks: whoever opens it can read what is kept."
    ),
    (Access.OTHER_OWNER, "fr"): (
        "Ce dossier, ou un fichier qu'il contient, appartient à un autre compte, qui peut le lire."
    ),
    (Access.OTHER_OWNER, "en"): (
        "This folder, or a file in it, belongs to another account, which can read it."
    ),
}


@pytest.mark.parametrize(("access", "language"), SENTENCES)
def test_who_can_reach_it_is_said_on_the_first_page(
    access: Access,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """REQ-S9."""
    monkeypatch.setattr(home, "keep_others_out", lambda *_: access)
    monkeypatch.setattr("sys.stdin", io.StringIO("3\n"))
    set_language(language)
    assert cli.main(["guide", "--simple"]) == 0
    assert " ".join(capsys.readouterr().out.split()).count(SENTENCES[access, language]) == 1


@pytest.mark.posix("rights as POSIX has them")
def test_a_folder_that_was_open_is_closed_and_that_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """REQ-S9."""
    folder = tmp_path / "etat"
    folder.mkdir(0o755)
    (folder / ".lock").touch(0o600)
    monkeypatch.setenv("MES_OPTOUT_HOME", str(folder))
    said = []
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.StringIO("3\n"))
        assert cli.main(["guide", "--simple"]) == 0
        said.append(" ".join(capsys.readouterr().out.split()))
    assert [SENTENCES[Access.MENDED, "fr"] in each for each in said] == [True, False]
    assert folder.stat().st_mode & 0o777 == 0o700
