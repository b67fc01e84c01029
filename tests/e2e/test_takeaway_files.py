"""Lists and letters as files, to the screen and through pipes, in every format."""

import subprocess
from collections.abc import Callable

import pytest

from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.whom import pick_lines
from support.homes import PROGRAM, Home, environment
from support.pdf_reading import Read, missing
from support.qr_codes import from_half_blocks
from support.terminals import Terminal

Start = Callable[..., Terminal]

BEGINNINGS = {
    "text": b"",
    "markdown": b"# ",
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "json": b"{",
}
LIST = ("checklist", "opposition")
LETTER = ("letter", "cloture")
ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "pdf": "pdf", "json": "json"}
OFFERED = [(LIST, name) for name in BEGINNINGS] + [(LETTER, n) for n in ("text", "html", "pdf")]


def piped_bytes(home: Home, *arguments: str, env: dict[str, str]) -> bytes:
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=b"",
        capture_output=True,
        cwd=home.folder,
        env=environment(home.folder, **env),
        check=True,
    )
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(("command", "name"), OFFERED)
def test_each_format_by_name_by_ending_and_through_a_pipe(
    command: tuple[str, ...], name: str, home: Home
) -> None:
    """The same bytes each time, with a known day, and UTF-8 whatever the locale says."""
    file = home.folder / f"feuille.{ENDINGS[name]}"
    by_ending = home.run(*command, "--output", file.name)
    assert (by_ending.code, by_ending.err) == (0, "")
    assert f"Écrit : {file.name}" in by_ending.out
    first = file.read_bytes()
    assert first.startswith(BEGINNINGS[name])
    assert file.stat().st_mode & 0o777 == 0o600
    again = home.run(*command, "--format", name, "--output", "autre", "--force")
    assert again.code == 0
    assert (home.folder / "autre").read_bytes() == first
    old = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp850"}
    assert piped_bytes(home, *command, "--format", name, "--output", "-", env=old) == first
    if name != "pdf":
        first.decode()


@pytest.mark.parametrize("name", ["html", "pdf", "text"])
def test_a_file_is_never_replaced_without_force(name: str, home: Home) -> None:
    file = home.folder / f"feuille.{ENDINGS[name]}"
    file.write_text("à moi", encoding="utf-8")
    for command in (LIST, LETTER):
        refused = home.run(*command, "--output", file.name)
        assert refused.code == 4
        assert "existe déjà" in refused.err
        assert file.read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize("command", [LIST, LETTER])
def test_a_pdf_does_not_go_to_a_terminal(command: tuple[str, ...], start: Start) -> None:
    terminal = start(*command, "--format", "pdf")
    assert terminal.leave() == 2
    assert "Un PDF ne peut pas s'afficher ici. Donnez-lui un nom de fichier" in terminal.page
    assert b"%PDF" not in terminal.raw


@pytest.mark.parametrize("command", [LIST, LETTER])
def test_without_the_extra_a_pdf_has_a_sentence(command: tuple[str, ...], home: Home) -> None:
    """What to install, and what does as well."""
    hidden = home.folder / "hidden"
    hidden.mkdir()
    (hidden / "typst.py").write_text("raise ImportError\n")
    refused = home.run(*command, "--output", "liste.pdf", env={"PYTHONPATH": str(hidden)})
    assert (refused.code, refused.out) == (4, "")
    assert "mes-optout[pdf]" in refused.err
    assert "html" in refused.err.lower()
    assert not (home.folder / "liste.pdf").exists()


@pytest.mark.parametrize("name", ["markdown", "json"])
def test_a_format_without_drawings_refuses_codes(name: str, home: Home) -> None:
    refused = home.run(*LIST, "--qr", "--format", name)
    assert refused.code == 2
    assert "text, html, pdf" in refused.err


@pytest.mark.parametrize("command", [LIST, LETTER])
def test_an_unknown_format_names_those_there_are(command: tuple[str, ...], home: Home) -> None:
    refused = home.run(*command, "--format", "docx")
    assert refused.code == 2
    assert "text, " in refused.err
    assert "html, pdf" in refused.err


LIST_ENDINGS = ".txt, .md, .markdown, .html, .htm, .pdf, .json"
LETTER_ENDINGS = ".txt, .html, .htm, .pdf"


@pytest.mark.parametrize(
    ("command", "name", "known"),
    [
        (LETTER, "l.md", LETTER_ENDINGS),
        (LETTER, "l.json", LETTER_ENDINGS),
        (LETTER, "l.docx", LETTER_ENDINGS),
        (LIST, "l.ics", LIST_ENDINGS),
        (LIST, "l.TEXTE", LIST_ENDINGS),
        ((*LIST, "--qr"), "l.docx", LIST_ENDINGS),
    ],
)
def test_an_ending_that_cannot_be_had_is_refused_before_anything_is_written(
    command: tuple[str, ...], name: str, known: str, home: Home
) -> None:
    """The sentence names those that can."""
    for more in ((), ("--force",)):
        refused = home.run(*command, "--output", name, *more)
        assert (refused.out, refused.code) == ("", 2)
        assert f"« .{name.partition('.')[2].lower()} »" in refused.err
        assert known in refused.err
    assert not (home.folder / name).exists()


@pytest.mark.parametrize(
    ("arguments", "name", "endings"),
    [
        ((*LIST, "--format", "html", "--output"), "x.pdf", ".html, .htm"),
        ((*LETTER, "--format", "text", "--output"), "x.md", ".txt"),
        (("deadline", "2 novembre 2026", "--ics"), "x.html", ".ics"),
        (("deadline", "--ics"), "x.json", ".ics"),
    ],
)
def test_a_format_and_the_ending_of_another_are_refused(
    arguments: tuple[str, ...], name: str, endings: str, home: Home
) -> None:
    refused = home.run(*arguments, name)
    assert (refused.out, refused.code) == ("", 2)
    assert f"finissent par : {endings}." in refused.err
    assert not (home.folder / name).exists()


def test_a_format_that_is_named_wins_over_an_ending_that_is_none(home: Home) -> None:
    for arguments, start in (
        ((*LIST, "--format", "html", "--output", "a.2026"), b"<!doctype html>"),
        (("deadline", "2 novembre 2026", "--ics", "b.agenda"), b"BEGIN:VCALENDAR"),
        (("deadline", "2 novembre 2026", "--ics", "c"), b"BEGIN:VCALENDAR"),
        ((*LIST, "--output", "d"), b"S'opposer"),
    ):
        assert home.run(*arguments).code == 0
        assert (home.folder / arguments[-1]).read_bytes().startswith(start)


def test_codes_in_text_can_be_read_back(home: Home, pack: Pack) -> None:
    lines = home.run(*LIST, "--qr", "--format", "text").out.splitlines()
    drawn = [line for line in lines if len(line) > 37 and set(line) <= set(" ▀▄█")]
    link = next(step.link for step in pack.procedure("opposition").steps if step.link)
    assert link in from_half_blocks(drawn[:21], lit=0, inverted=False)


def test_sources_stand_on_the_list_when_asked(home: Home, pack: Pack) -> None:
    plain = home.run(*LIST, "--format", "text").out
    cited = home.run(*LIST, "--format", "text", "--sources").out
    keys = {key for step in pack.procedure("opposition").steps for key in step.sources}
    for key in keys:
        assert pack.sources[key].url in cited
        assert pack.sources[key].url not in plain
    listed = home.run(*LIST, "--format", "json", "--sources").json["sources"]
    assert listed.keys() == keys
    assert listed["R28"]["url"] == pack.sources["R28"].url


@pytest.mark.slow
def test_every_letter_in_three_formats(home: Home, pack: Pack) -> None:
    """Each is made, for itself, and holds what the office must read."""
    known = [each.letter for each in load_letters(pack)]
    assert len(known) == 20
    for letter in known:
        for name in ("text", "html", "pdf"):
            file = home.folder / f"{letter.id}.{ENDINGS[name]}"
            done = home.run("letter", letter.id, "--output", file.name)
            assert done.code == 0, (letter.id, name, done.err)
        text = " ".join((home.folder / f"{letter.id}.txt").read_text(encoding="utf-8").split())
        assert letter.subject in text
        page = (home.folder / f"{letter.id}.html").read_text(encoding="utf-8")
        assert "Objet" in page
        assert page.count('role="img"') >= len(letter.blanks)
        assert (
            missing(
                [letter.subject, *pick_lines(letter.body)],
                Read((home.folder / f"{letter.id}.pdf").read_bytes()),
            )
            == []
        )
    assert len(list(home.folder.glob("*.pdf"))) == len(list(home.folder.glob("*.html"))) == 20
    assert list((home.folder / "tmp").iterdir()) == []
