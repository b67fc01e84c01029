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
