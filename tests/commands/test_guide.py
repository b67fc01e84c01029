"""`guide` where nothing can be kept."""

import io
from typing import NoReturn

import platformdirs
import pytest

from mes_optout import cli


def no_home(*_: object, **__: object) -> NoReturn:
    raise RuntimeError


def test_without_a_home_it_goes_on_without_saving(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """REQ-R9: said on the first page and at the end, exit 4."""
    monkeypatch.delenv("MES_OPTOUT_HOME")
    monkeypatch.setattr(platformdirs, "user_state_path", no_home)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n1\n2\n"))
    assert cli.main(["guide", "majeur-protege", "--simple"]) == 4
    said = capsys.readouterr()
    first = " ".join(said.out.partition("Votre choix")[0].split())
    assert "Il ne garde rien sur cet ordinateur" in first
    assert first.count("ce compte n'a pas de dossier personnel") == 1
    assert "Étape 2 sur 3" in said.out
    assert said.err.count("\n") == 1
    assert "ce compte n'a pas de dossier personnel" in said.err
