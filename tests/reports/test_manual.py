"""The manual page as `help --man` shows it on Windows; `test_manpages` looks at the others."""

import pytest
import typer.main

from mes_optout import cli, i18n
from mes_optout.reports.manual import Paragraph, Part, Row, compose_manual
from mes_optout.system import typed


def compose(monkeypatch: pytest.MonkeyPatch, *, windows: bool) -> list[Part]:
    monkeypatch.setattr(typed, "is_windows", lambda: windows)
    return list(compose_manual(typer.main.get_command(cli.make_app()), i18n.PROGRAM))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_windows_has_its_own_places_keys_and_no_program_of_unix(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    i18n.set_language(language)
    there = compose(monkeypatch, windows=True)
    elsewhere = compose(monkeypatch, windows=False)
    rows = {part.label for part in there if isinstance(part, Row)}
    assert {r"%LOCALAPPDATA%\demarches\notes.json", r"%LOCALAPPDATA%\demarches\.lock"} < rows
    assert "129, 130, 131" in rows
    last = Paragraph("mes-optout help accessibility, mes-optout traces")
    assert there[-1] == last
    assert elsewhere[-1] == Paragraph(f"{last.text}, lp(1)")
    assert not any("~/.local/state" in row for row in rows)
    assert len(there) == len(elsewhere)
    assert sum(a != b for a, b in zip(there, elsewhere, strict=True)) == 4
