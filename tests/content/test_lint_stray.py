"""Files that nothing reads: copies, a wrong folder, a procedure that no list names."""

from pathlib import Path

import pytest

from mes_optout.content import location
from mes_optout.content.lint import load_languages
from mes_optout.content.lint.stray import find_stray_files
from support.edited_pack import edit, tell

LANGUAGES = load_languages(edit())
SHIPPED = location.list_shipped()
NEW = 'id = "nouvelle"\n[[steps]]\nid = "un"\n'


def find(*names: str, text: str = "") -> list[tuple[str, str, str]]:
    read = edit(added=dict.fromkeys(names, text))
    return list(tell(find_stray_files(read, [*SHIPPED, *names], LANGUAGES)))


def test_every_shipped_file_is_read() -> None:
    assert "registre.toml" in SHIPPED
    assert find() == []


@pytest.mark.parametrize(
    "name",
    ["fr/lettres (copie).toml", "en/ado.toml.bak", "lettres.toml", "en/en/ado.toml", "de/a.toml"],
)
def test_what_nothing_reads_is_said(name: str) -> None:
    ((file, place, why),) = find(name)
    assert (file, place) == (name, ".")
    assert why.startswith("nothing reads this file; remove it")


def test_a_procedure_that_no_list_names_says_how_to_list_it() -> None:
    ((_, _, why),) = find("fr/nouvelle.toml", text=NEW)
    assert why.startswith("nothing leads here: add “nouvelle” to “procedures”")


def test_a_folder_lists_what_is_toml_and_not_too_deep(tmp_path: Path) -> None:
    for name in ("a.toml", "fr/b.toml", "fr/c.toml~", "fr/x/d.toml", "fr/x/y/e.toml", "fr/f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert location.list_folder(tmp_path) == ["a.toml", "fr/b.toml", "fr/c.toml~", "fr/x/d.toml"]
