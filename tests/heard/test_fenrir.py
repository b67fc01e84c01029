"""The first page of plain lines under another screen reader, Fenrir, which is built otherwise."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mes_optout import i18n
from support.heard_fenrir import FENRIR, hear_first_page
from support.homes import PROGRAM, Home, environment

SILENT = re.compile(r"[\W_]+")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(FENRIR is None, reason="needs fenrir"),
]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_word_is_said_once(language: str, home: Home) -> None:
    """In order. Letters are compared, for it says the end of a row in the middle of a word, too."""
    i18n.set_language(language)
    command = (*PROGRAM, "--lang", language, "guide", "opposition", "--simple")
    with TemporaryDirectory(prefix="f", dir="/tmp") as folder:
        shown, said = hear_first_page(
            command, Path(folder), environment(home.folder), i18n._("Your choice: ")
        )
    assert SILENT.sub("", said) == SILENT.sub("", shown)
    assert i18n._("Quit") in said
