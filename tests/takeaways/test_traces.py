"""What stays on the computer: a whole text for each shell, kept in `traces/` (REQ-S14).

`python tests/takeaways/test_traces.py` writes them anew, to be read before they are kept.
"""

import re
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.takeaways.histories import Shell, history
from mes_optout.takeaways.sections import Typed
from mes_optout.takeaways.traces import traces_text

KEPT = Path(__file__).parent / "traces"
FOLDER = Path("/home/a/.local/state/demarches")
FILES = [FOLDER / "notes.json", FOLDER / ".lock"]
LANGUAGES = ("fr", "en")


def text(shell: Shell | None, *, width: int = 78, mac: bool = False) -> str:
    return traces_text(FILES, FOLDER, shell, mac=mac, width=width)


def kept(shell: Shell | None, language: str) -> Path:
    return KEPT / f"{shell.lower() if shell else 'unknown'}.{language}.txt"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shell", [*Shell, None])
def test_the_text_is_the_one_that_was_read(shell: Shell | None, language: str) -> None:
    """REQ-S14: exact lines, terminal, recent files, calendars, copies."""
    i18n.speak(language)
    assert text(shell) == kept(shell, language).read_text(encoding="utf-8")


def test_an_unknown_shell_gets_the_lines_of_all() -> None:
    """REQ-S14."""
    said = text(None)
    assert "Ce programme ne reconnaît pas votre shell." in said
    for shell in Shell:
        lines = [part for part in history(shell, mac=False) if isinstance(part, Typed)]
        assert [line for line in lines if f"\n     {line}\n" not in said] == []


@pytest.mark.parametrize("width", [20, 40, 78])
@pytest.mark.parametrize("shell", [*Shell, None])
def test_lines_to_type_stand_alone_and_whole_at_any_width(shell: Shell | None, width: int) -> None:
    """All else is wrapped, and no word of it is lost."""
    lines = text(shell, width=width).splitlines()
    shells = [shell] if shell else list(Shell)
    typed = {p for s in shells for p in history(s, mac=False) if isinstance(p, Typed)}
    typed |= {"mes-optout forget", *map(str, FILES)}
    typed |= {f"{tool} uninstall mes-optout" for tool in ("pip", "pipx", "uv tool")}
    assert {line.removeprefix("     ") for line in lines if line.startswith("     ")} == typed
    long = [line for line in lines if len(line) > width and line[5:] not in typed]
    glued = [re.sub(r" (?=[:;?!»])|(?<=«) ", "_", line.strip()) for line in long]
    assert [line for line in glued if " " in line] == []
    unwrapped = text(shell, width=10_000)
    words = [word for word in " ".join(lines).split() if set(word) != {"="}]
    assert words == [word for word in unwrapped.split() if set(word) != {"="}]


def test_bash_fits_eighty_columns() -> None:
    assert max(map(len, text(Shell.BASH).splitlines())) <= 80


def test_nothing_kept_says_where_it_would_be() -> None:
    said = traces_text([], FOLDER, Shell.BASH, mac=False, width=78)
    assert "Rien pour l'instant." in said
    assert f" :\n     {FOLDER}\n" in said
    assert "mes-optout forget" not in said


def test_a_synchronised_folder_is_said() -> None:
    """REQ-S19."""
    folder = Path("/home/a/Dropbox/notes")
    said = traces_text([folder / "notes.json"], folder, Shell.BASH, mac=False, width=78)
    assert "Attention : Dropbox recopie ce dossier" in said
    assert "Attention" not in text(Shell.BASH)


def test_by_its_neutral_name_the_program_names_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_called", i18n.NEUTRAL)
    assert "\n     demarche forget\n" in text(Shell.BASH)


def test_no_promise_and_short_sentences() -> None:
    """REQ-S13, REQ-A17: at most 25 words, 12 on average, but for names and lines to type."""
    said = " ".join(
        line.strip() for line in text(None).splitlines()[3:] if not line.startswith("     ")
    )
    assert re.findall("sécuris|définitiv|irrécupérable|totalement", said, re.IGNORECASE) == []
    lengths = [len(re.findall(r"\w+(?:['’-]\w+)*", s)) for s in re.split(r"(?<=[.:])\s", said)]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 12


if __name__ == "__main__":
    for each in LANGUAGES:
        i18n.speak(each)
        for one in (*Shell, None):
            kept(one, each).write_text(text(one), encoding="utf-8")
