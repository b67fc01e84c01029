"""The language of the system, where no variable names one."""

import pytest

from mes_optout import i18n
from mes_optout.system.language import find_locale


@pytest.mark.posix("Windows names a language")
def test_where_variables_name_it_nothing_else_does() -> None:
    assert find_locale() == ""


@pytest.mark.parametrize(
    ("locale", "language"),
    [("", "fr"), ("fr_FR", "fr"), ("fr_CA", "fr"), ("en_US", "en"), ("de_DE", "en")],
)
def test_the_system_is_asked_last(
    locale: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "find_locale", lambda: locale)
    assert i18n.detect_language([], {"LANG": ""}) == language
    assert i18n.detect_language([], {"LANG": "fr_FR.UTF-8"}) == "fr"
    assert i18n.detect_language([], {"LANG": "C"}) == "fr"
    assert i18n.detect_language(["--lang", "en"], {}) == "en"
