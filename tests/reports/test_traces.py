"""What stays on the computer: a whole text for each shell, kept in `traces/` (REQ-S14).

`python tools/kept_traces.py` writes them anew, to be read before they are kept.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.commands import traces
from mes_optout.progress.store import Store
from mes_optout.reports.copies import Copies
from mes_optout.reports.histories import Shell, explain_history
from mes_optout.reports.program import Installation
from mes_optout.reports.traces import Remains, render_traces
from mes_optout.text import Typed

of_linux = pytest.mark.posix("the paths of Linux stand in it")

KEPT = Path(__file__).parent / "traces"
FOLDER = Path("/home/a/.local/state/demarches")
FILES = [FOLDER / "notes.json", FOLDER / ".lock"]

PROJECT = Path("/home/a/mes-optout")
VENV = Remains(FILES, FOLDER, Installation(project=PROJECT), Copies())  # as the README says it
CACHE = Path("/home/a/.cache")
PIPX = Path("/home/a/.local/share/pipx")
ALL = Copies(
    pip=(CACHE / "pip/wheels/c4/59/83/be20254a4bc5886ec0da9843d82d8e5d56b1863ec895786fec",),
    pipx=(PIPX / "venvs/.mes-optout.lock",),
    logs=(Path("/home/a/.local/state/pipx/log"),),
    uv=(CACHE / "uv/archive-v0/MJp-Dq0JOuJrJaUY", CACHE / "uv/sdists-v11/path/da07a7a6dedc3340"),
    completions=(Path("/home/a/.config/fish/completions/demarche.fish"),),
    by_pipx=True,
    by_uv=True,
    unread=(CACHE / "pip/wheels/a b",),
    complete=False,
)
EVERYTHING = Remains(
    FILES, FOLDER, Installation("pip", Path("/usr/bin/python3"), project=PROJECT), ALL
)


# The lines for what is in EVERYTHING, in their order: first the program, then what tools keep.
REMOVING = (
    "rm -rf -- /home/a/.config/fish/completions/demarche.fish",
    "pipx uninstall mes-optout",
    "uv tool uninstall mes-optout",
    "/usr/bin/python3 -m pip uninstall mes-optout",
    "rm -rf -- /home/a/mes-optout",
    *(f"rm -rf -- {path}" for path in (*ALL.pip, *ALL.uv, *ALL.pipx)),
    "rm -f -- /home/a/.local/state/pipx/log/cmd_*.log",
)
_ITEM = "Remove-Item -Recurse -Force -LiteralPath"
REMOVING_HERE = (
    f"{_ITEM} '/home/a/.config/fish/completions/demarche.fish'",
    "pipx uninstall mes-optout",
    "uv tool uninstall mes-optout",
    "& '/usr/bin/python3' -m pip uninstall mes-optout",
    "cd ~",
    f"{_ITEM} '/home/a/mes-optout'",
    *(f"{_ITEM} '{path}'" for path in (*ALL.pip, *ALL.uv, *ALL.pipx)),
    "Get-ChildItem -LiteralPath '/home/a/.local/state/pipx/log' -Filter cmd_*.log | Remove-Item",
)


def text(
    shell: Shell | None, *, left: Remains = VENV, width: int = 78, platform: str = "linux"
) -> str:
    return render_traces(left, shell, platform, width)


def typed(said: str) -> list[str]:
    return [line.removeprefix("     ") for line in said.splitlines() if line.startswith("     ")]


def part(said: str, number: int) -> str:
    """Return a numbered section."""
    found = re.search(rf"^{number}\. .*?(?=\n\n|\Z)", said, re.DOTALL | re.MULTILINE)
    assert found
    return found[0]


def kept(shell: str | None, language: str) -> Path:
    return KEPT / f"{shell.lower() if shell else 'unknown'}.{language}.txt"


@of_linux
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("shell", [*Shell, None])
def test_the_text_is_the_one_that_was_read(shell: Shell | None, language: str) -> None:
    """REQ-S14: exact lines, terminal, recent files, calendars, copies."""
    i18n.set_language(language)
    assert text(shell) == kept(shell, language).read_text(encoding="utf-8")


@of_linux
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_all_that_was_found_is_named_whole(language: str) -> None:
    """REQ-S24: each copy with its line, what could not be read, and that the search was cut."""
    i18n.set_language(language)
    assert text(Shell.BASH, left=EVERYTHING) == kept("everything", language).read_text("utf-8")


@of_linux
@pytest.mark.parametrize(
    ("shell", "platform", "lines"),
    [
        (Shell.BASH, "linux", REMOVING),
        (None, "linux", REMOVING),
        (Shell.FISH, "win32", REMOVING),
        (None, "win32", REMOVING_HERE),
        (Shell.POWERSHELL, "linux", REMOVING_HERE),
    ],
)
def test_the_program_goes_first_and_then_what_tools_keep(
    shell: Shell | None, platform: str, lines: tuple[str, ...]
) -> None:
    """REQ-S24: a removal is itself noted by pipx; whatever shows the page is still there before."""
    said = text(shell, left=EVERYTHING, platform=platform)
    above = ["powershell"] if (shell, platform) == (None, "win32") else []
    first = 4 + len(above)
    read = typed("\n".join(part(said, number) for number in range(4, first + 2)))
    assert read == [*above, *lines, *map(str, ALL.unread)]


@of_linux
@pytest.mark.parametrize(
    ("program", "lines"),
    [
        (Installation(project=PROJECT), ["rm -rf -- /home/a/mes-optout"]),
        (Installation("pipx"), ["pipx uninstall mes-optout"]),
        (
            Installation("uv", project=PROJECT),
            ["uv tool uninstall mes-optout", "rm -rf -- /home/a/mes-optout"],
        ),
        (
            Installation("pip", Path("/home/a/v w/bin/python")),
            ["'/home/a/v w/bin/python' -m pip uninstall mes-optout"],
        ),
        (Installation(file=Path("/media/a/l'été.pyz")), ["""rm -rf -- '/media/a/l'"'"'été.pyz'"""]),
    ],
)
def test_one_way_of_installing_has_its_own_lines_only(
    program: Installation, lines: list[str]
) -> None:
    """REQ-S24."""
    said = text(Shell.BASH, left=replace(VENV, program=program))
    assert typed(part(said, 4)) == lines
    assert typed(part(said, 5)) == []


@of_linux
def test_a_path_that_cannot_be_typed_is_shown_and_not_made_a_line() -> None:
    """REQ-S16: no letter of it steers the terminal."""
    odd = Copies(pip=(Path("/home/a/\x1b[2J\n"),), logs=(Path("/home/a/\udc80"),))
    said = part(text(Shell.BASH, left=replace(VENV, copies=odd)), 5)
    assert typed(said) == []
    assert "/home/a/?[2J" in said
    assert "/home/a/?" in said
    assert "\x1b" not in said


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_where_it_was_not_tried_it_says_so(platform: str) -> None:
    """REQ-S24: honest about macOS and Windows."""
    said = part(text(Shell.ZSH, platform=platform), 5)
    assert ("Nous n'avons pas pu l'essayer" in said) == (platform != "linux")
    assert "Un cache est une réserve de copies" in said


CLEAR = "Rien n'y a été trouvé au nom de ce programme."
NOT_LOOKED = "Le programme n'a pas pu chercher là"
CAUTIOUS = "le programme peut laisser une copie dans un cache"


@pytest.mark.parametrize(
    ("copies", "clear"),
    [
        (Copies(), True),
        (Copies(by_pipx=True), True),
        (Copies(unread=(CACHE,)), False),
        (Copies(complete=False), False),
        (Copies(searched=False), False),
        (ALL, False),
    ],
)
def test_nothing_found_is_said_only_after_looking_everywhere(
    copies: Copies,
    clear: bool,  # noqa: FBT001  (of the table above)
) -> None:
    """REQ-S24: no false all-clear; and a copy that was not found is always thought of."""
    said = " ".join(part(text(Shell.BASH, left=replace(VENV, copies=copies)), 5).split())
    assert (CLEAR in said) == clear
    assert (NOT_LOOKED in said) != copies.searched
    assert CAUTIOUS in said


def test_an_account_without_a_home_is_not_said_to_hold_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", nowhere)
    found = traces._find_remains(Store(tmp_path), "linux")  # noqa: SLF001  (no account lacks one)
    copies = found.copies
    assert (copies.searched, copies.clear) == (False, False)


@of_linux
@pytest.mark.parametrize("shell", [Shell.BASH, Shell.POWERSHELL])
def test_among_other_files_no_line_deletes_the_folder(shell: Shell) -> None:
    """The folder is named, and what to delete in it is said."""
    python = Path("/home/a/.venv/bin/python")
    left = replace(VENV, program=Installation("pip", python, unpacked=Path("/home/a")))
    said = part(text(shell, left=left), 4)
    assert typed(said)[1:] == ["/home/a"]
    assert typed(said)[0].endswith(" -m pip uninstall mes-optout")
    assert "Effacez ce que vous avez décompressé dans ce dossier" in " ".join(said.split())


def test_an_unknown_shell_gets_the_lines_of_all() -> None:
    """REQ-S14."""
    said = text(None)
    assert "Ce programme ne reconnaît pas votre shell." in said
    for shell in Shell:
        lines = [part for part in explain_history(shell, mac=False) if isinstance(part, Typed)]
        assert [line for line in lines if f"\n     {line}\n" not in said] == []


@of_linux
@pytest.mark.parametrize("width", [20, 40, 78])
@pytest.mark.parametrize("shell", [*Shell, None])
def test_lines_to_type_stand_alone_and_whole_at_any_width(shell: Shell | None, width: int) -> None:
    """All else is wrapped, and no word of it is lost."""
    lines = text(shell, left=EVERYTHING, width=width).splitlines()
    shells = [shell] if shell else list(Shell)
    known: set[str] = {
        p for s in shells for p in explain_history(s, mac=False) if isinstance(p, Typed)
    }
    known |= {"mes-optout forget", *map(str, (*FILES, *ALL.unread))}
    known |= {*REMOVING_HERE} if shell is Shell.POWERSHELL else {*REMOVING}
    assert set(typed("\n".join(lines))) == known
    long = [line for line in lines if len(line) > width and line[5:] not in known]
    glued = [re.sub(r" (?=[:;?!»])|(?<=«) ", "_", line.strip()) for line in long]
    assert [line for line in glued if " " in line] == []
    unwrapped = text(shell, left=EVERYTHING, width=10_000)
    words = [word for word in " ".join(lines).split() if set(word) != {"="}]
    assert words == [word for word in unwrapped.split() if set(word) != {"="}]


def test_bash_fits_eighty_columns() -> None:
    assert max(map(len, text(Shell.BASH).splitlines())) <= 80


@pytest.mark.parametrize("shell", [*Shell, None])
def test_the_clipboard_comes_after_all_that_is_copied(shell: Shell | None) -> None:
    """REQ-S14: the last thing that one copies may be a line of this page."""
    said = text(shell, left=EVERYTHING)
    before, title, after = said.partition(". Ce que vous avez copié\n")
    assert title
    assert typed(before)
    assert typed(after) == []


def test_nothing_kept_says_where_it_would_be() -> None:
    said = text(Shell.BASH, left=replace(VENV, files=[]))
    assert "Rien pour l'instant." in said
    assert f" :\n     {FOLDER}\n" in said
    assert "mes-optout forget" not in said


def test_a_synchronised_folder_is_said() -> None:
    """REQ-S19."""
    folder = Path("/home/a/Dropbox/notes")
    said = text(Shell.BASH, left=replace(VENV, files=[folder / "notes.json"], folder=folder))
    assert "Attention : Dropbox recopie ce dossier" in said
    assert "Attention" not in text(Shell.BASH)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_what_windows_notes_is_said_there_only(platform: str) -> None:
    said = " ".join(text(Shell.POWERSHELL, platform=platform).split())
    for noted in ("(cmd) oublie", "Prefetch", "Recall"):
        assert (noted in said) == (platform == "win32")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_lines_for_powershell_say_so_to_whoever_sits_before_cmd(language: str) -> None:
    """Before the first of them; where they are for another shell, or another system, not."""
    i18n.set_language(language)
    said = text(Shell.POWERSHELL, left=EVERYTHING, platform="win32")
    before, line, after = said.partition("\n     powershell\n")
    assert line
    assert "(cmd)" in before
    assert "Remove-Item" not in before
    assert "Remove-Item" in after
    for shell, platform in ((Shell.BASH, "win32"), (Shell.POWERSHELL, "linux")):
        assert "\n     powershell\n" not in text(shell, left=EVERYTHING, platform=platform)


@pytest.mark.parametrize("shell", Shell)
def test_a_line_for_the_tab_key_is_thought_of(shell: Shell) -> None:
    """`completion --help` says that it may be written there."""
    assert ("$PROFILE" in text(shell)) == (shell is Shell.POWERSHELL)


def test_by_its_neutral_name_the_program_names_that_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_called", i18n.NEUTRAL)
    assert "\n     demarche forget\n" in text(Shell.BASH)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
@pytest.mark.parametrize("left", [VENV, EVERYTHING], ids=["nothing", "everything"])
def test_no_promise_and_short_sentences(left: Remains, platform: str) -> None:
    """REQ-S13, REQ-A17: at most 25 words, 12 on average, but for names and lines to type."""
    said = " ".join(
        line.strip()
        for line in text(None, left=left, platform=platform).splitlines()[3:]
        if not line.startswith("     ")
    )
    assert re.findall("sécuris|définitiv|irrécupérable|totalement", said, re.IGNORECASE) == []
    lengths = [len(re.findall(r"\w+(?:['’-]\w+)*", s)) for s in re.split(r"(?<=[.:])\s", said)]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 12
