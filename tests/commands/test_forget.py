"""`forget --dry-run` where nobody can tell what is kept."""

from pathlib import Path
from typing import NoReturn

import pytest

from mes_optout import cli
from mes_optout.i18n import set_language
from mes_optout.system import disk


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "n'a pas pu être regardé"), ("en", "could not be looked at")]
)
def test_it_does_not_say_that_there_is_nothing(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_folder: Path) -> NoReturn:
        raise PermissionError(13, "no")

    set_language(language)
    monkeypatch.setattr(disk, "list_names", refuse)
    assert cli.main(["forget", "--dry-run"]) == 4
    found = capsys.readouterr()
    assert said in " ".join(found.err.split())
    assert found.out == ""


def test_a_folder_that_cannot_be_told_from_none_is_no_mistake_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a folder that is closed, even asking whether something is there may be refused."""

    def refuse(_path: Path) -> NoReturn:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert cli.main(["forget", "--dry-run"]) == 4
    assert capsys.readouterr().out == ""
