"""A warning before something is written where a service copies it elsewhere (REQ-S19)."""

import pytest

from support.homes import Home, typed

pytestmark = pytest.mark.slow  # starts the program many times

FOLDERS = {
    "OneDrive - Entreprise": "OneDrive",
    "Library/Mobile Documents/com~apple~CloudDocs": "iCloud",
    "Dropbox": "Dropbox",
    "Mon Drive": "Google Drive",
    "Library/CloudStorage/GoogleDrive-a@example.org": "Google Drive",
}
WORDS = "recopie ce dossier"


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_list_is_written_after_a_warning(folder: str, home: Home) -> None:
    """REQ-S19."""
    target = home.folder / folder / "liste.txt"
    target.parent.mkdir(parents=True)
    done = home.run("checklist", "opposition", "--output", str(target))
    assert done.code == 0
    said = " ".join(done.err.split())
    assert said.startswith(f"Attention : {FOLDERS[folder]} {WORDS} ailleurs. Vos autres appareils")
    assert said.endswith("utilisez --output.")
    assert max(map(len, done.err.splitlines())) <= 80
    assert done.out == f"Écrit : {target}\n"
    assert target.exists()


def test_the_warning_comes_before(home: Home) -> None:
    """REQ-S19: also when nothing can be written then."""
    done = home.run("checklist", "opposition", "--output", "Dropbox/liste.txt")
    assert done.code == 4
    assert done.err.index(WORDS) < done.err.index("Dropbox/liste.txt")
    assert not (home.folder / "Dropbox").exists()


def test_a_link_into_such_a_folder(home: Home) -> None:
    (home.folder / "Dropbox").mkdir()
    (home.folder / "notes").symlink_to(home.folder / "Dropbox")
    assert WORDS in home.run("checklist", "opposition", "--output", "notes/liste.txt").err


@pytest.mark.parametrize("folder", ["Documents", "mes-onedrives-notes", "dropbox-like"])
def test_an_ordinary_folder_has_none(folder: str, home: Home) -> None:
    (home.folder / folder).mkdir()
    done = home.run("checklist", "opposition", "--output", f"{folder}/liste.txt")
    assert (done.err, done.code) == ("", 0)


@pytest.mark.parametrize("arguments", [("--output", "-"), ()])
def test_the_screen_has_none(arguments: tuple[str, ...], home: Home) -> None:
    assert home.run("checklist", "opposition", *arguments).err == ""


@pytest.mark.parametrize(
    ("folder", "arguments", "said"),
    [
        ("Dropbox/notes", (), True),
        ("notes", (), False),
        ("Dropbox/notes", ("--no-trace",), False),
    ],
)
def test_the_first_page_says_it_of_the_folder_of_the_progress_file(
    folder: str, arguments: tuple[str, ...], home: Home, *, said: bool
) -> None:
    """REQ-S19: before the first tick is kept, and only where something is kept."""
    place = {"MES_OPTOUT_HOME": str(home.folder / folder)}
    done = home.run("guide", "--simple", *arguments, input=typed("q"), env=place)
    assert done.code == 0
    assert (WORDS in " ".join(done.out.split())) == said
