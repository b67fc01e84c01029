"""Where progress lives, and that the place says nothing of what it is."""

import os
from pathlib import Path, PureWindowsPath

import pytest

from mes_optout.errors import CannotSaveError
from mes_optout.system.home import _is_own, state_folder


def test_the_variable_wins(tmp_path: Path) -> None:
    assert state_folder({"MES_OPTOUT_HOME": str(tmp_path / "ailleurs")}) == tmp_path / "ailleurs"


@pytest.mark.posix("where Linux has it")
@pytest.mark.parametrize("environment", [{}, {"MES_OPTOUT_HOME": ""}])
def test_otherwise_it_is_the_users_state_folder(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    home = Path(os.environ["HOME"])
    assert state_folder(environment) == home / ".local" / "state" / "demarches"


@pytest.mark.posix("where Linux has it")
def test_the_desktops_own_setting_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    assert state_folder({}) == tmp_path / "etat" / "demarches"


def test_asking_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "etat"))
    state_folder({})
    assert not (tmp_path / "etat").exists()


@pytest.mark.parametrize("word", ["trans", "genre", "sant", "optout", "opposition", "mes-"])
def test_the_name_is_neutral(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """REQ-S8: nobody who lists the folders learns what this is about."""
    monkeypatch.setenv("XDG_STATE_HOME", "/x")
    assert word not in str(state_folder({})).lower()


def test_an_account_without_a_home_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd  # noqa: PLC0415  (only POSIX has it)

    def nobody(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    with pytest.raises(CannotSaveError) as caught:
        state_folder({})
    assert caught.value.facts["cause"] == "this account has no home folder"


def test_a_folder_that_is_named_from_here_is_shown_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert state_folder({"MES_OPTOUT_HOME": "ailleurs"}) == tmp_path / "ailleurs"


@pytest.mark.parametrize(
    ("folder", "own"),
    [
        (r"C:\Users\a\AppData\Local\demarches", True),
        (r"c:\users\A\x", True),
        (r"C:\Users\ab\x", False),
        (r"E:\demarches", False),
    ],
)
def test_which_folders_windows_closes_to_others(folder: str, own: bool) -> None:  # noqa: FBT001  (a table)
    assert _is_own(PureWindowsPath(folder), r"C:\Users\a") is own
    assert not _is_own(PureWindowsPath(folder), "")
