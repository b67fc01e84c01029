"""A run in French shows no English, and a run in English no French, whatever is asked or wrong."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from mes_optout.clock import PINNED_BY
from mes_optout.content.loader import Pack
from mes_optout.wording.prose import TEXTS
from support.homes import Home, all_lines, new_home, typed

COMMANDS = (
    *("guide", "checklist", "status", "deadline", "letter", "sources", "traces", "forget"),
    *("help", "completion", "steps"),
)

HELP = [
    ("--help",),
    ("-h",),
    *((name, "--help") for name in COMMANDS),
    ("steps", "list", "--help"),
    ("help",),
    ("help", "steps", "check"),
    (),
]
RIGHT = [
    ("status",),
    ("traces",),
    ("letter",),
    ("checklist",),
    ("checklist", "--sources"),
    ("checklist", "--format", "markdown"),
    ("deadline", "2026-11-02"),
    ("deadline", "2026-11-27"),
    ("deadline", "2026-10-16"),
    ("deadline", "2026-01-01"),
    ("steps", "list"),
    ("steps",),
]
WRONG = [
    ("jardiner",),
    ("statut",),
    ("--nonsense",),
    ("status", "--jsn"),
    ("--lang",),
    ("--lang", "xx", "status"),
    ("checklist", "--format"),
    ("checklist", "--format", "docx"),
    ("checklist", "oposition"),
    ("guide", "jardinage"),
    ("sources", "opposition", "cloture"),
    ("status", "--json=1"),
    ("steps", "lits"),
    ("deadline", "31/02/2026"),
    ("deadline", "2026-12-25"),
    ("deadline", "demain"),
    ("deadline",),
    ("help", "jardinage"),
    ("help", "guide", "--try"),
    ("checklist", "--output", "a.txt"),
    ("checklist", "--output", "x/y/z.txt"),
    ("checklist", "--steps", "absents"),
]

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

# Neither language uses the other's words here. Left out because both have them: argument, format,
# message, options, or, on, usage.
ENGLISH = set(
    WORD.findall("""
    aborted above add after all and any are as at back be box by cannot check choose close
    command default delete did does done during enter error exit file folder for found from give
    given go got have help how if in invalid is it key kept last least leave line list mean missing
    more most must never next no not nothing number of only out path please press quit read
    required run save see show size some start step still such take than that the there these
    they this to today too try unexpected unknown update use value want was way what when
    where which with without written wrong yes you your
""")
)
FRENCH = set(
    WORD.findall("""
    au aucun aucune aussi avec cela ce ces cette chaque choisi cocher commande comme continuer
    dans de des dernier du démarche elle en encore enlever erreur est et faire fichier
    il ils inconnue jour la le les mais manque ne ni nous ou où par pas plus pour
    quel quelle qui rien sans se semaines ses si son sont sur tapez tout une un vers vous votre
    voulez écrire écrivez étape étapes été être
""")
)

# Names that are the same in every language: what one types, and what it is about.
NAMES = {*COMMANDS} - {"help"}  # that one is taken out only where it is typed or listed
NAMES |= {"checklist", "list", "text", "markdown", "json", "mes-optout", "opposition"}
NAMES |= {"cloture", "fr", "en", "readme", "ctrl-c", "toml", "check"}


def foreign(text: str, words: set[str]) -> set[str]:
    """Return the words of `text` that are among `words`; options and the program's names pass."""
    text = re.sub(r"(?m)(?<=mes-optout )help\b|^  help(?=  )", "", text)
    seen = (part for part in text.split() if not part.lstrip("('«[“\"").startswith("-"))
    plain = (word.casefold() for part in seen for word in WORD.findall(part))
    return (set(plain) & words) - NAMES


# The real command line, many times in one process: its help texts are read when it is imported.
MANY = """
import contextlib, io, json, sys
from mes_optout import i18n
i18n.set_language(sys.argv[1])
from mes_optout import cli
said = []
for arguments in json.load(sys.stdin):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        cli.main(arguments)
    said.append(out.getvalue())
json.dump(said, sys.stdout)
"""
Transcripts = dict[tuple[str, tuple[str, ...]], str]


@pytest.fixture(scope="module")
def transcripts(tmp_path_factory: pytest.TempPathFactory) -> Transcripts:
    """Return what each command line says in each language, in a home in which a step is done."""
    home = new_home(tmp_path_factory.mktemp("begun"))
    home.run("guide", "opposition", "--simple", input=typed("1", "1", "2/11/2026", "1"))
    (home.folder / "a.txt").touch()  # stands in the way of --output
    lines = [*HELP, *RIGHT, *WRONG]
    found: Transcripts = {}
    for language in ("fr", "en"):
        program = (sys.executable, "-c", MANY, language)
        said = home.run(input=json.dumps(lines), program=program).json
        found |= zip([(language, line) for line in lines], said, strict=True)
    return found


@pytest.mark.parametrize("line", [*HELP, *RIGHT, *WRONG], ids=" ".join)
def test_french_shows_no_english(line: tuple[str, ...], transcripts: Transcripts) -> None:
    """REQ-A22: every help, every command, more than ten wrong usages."""
    said = transcripts["fr", line]
    if line == ("traces",):
        said = re.sub(r"(?m)^ {5}.*", "", said)  # lines to type, in the shell's own words
    assert said.strip()
    assert foreign(said, ENGLISH) == set()


@pytest.mark.parametrize("line", [*HELP, ("deadline", "2026-11-02"), *WRONG], ids=" ".join)
def test_english_shows_no_french(line: tuple[str, ...], transcripts: Transcripts) -> None:
    """REQ-A23: what the program itself says; steps hold French names, which the linter knows."""
    said = transcripts["en", line]
    assert said.strip()
    assert foreign(said.replace("demain", ""), FRENCH) == set()


@pytest.mark.parametrize("page", sorted(path.stem for path in (TEXTS / "fr").iterdir()))
@pytest.mark.parametrize(("language", "words"), [("fr", ENGLISH), ("en", FRENCH)])
def test_the_text_files_speak_one_language(page: str, language: str, words: set[str]) -> None:
    """REQ-A22, REQ-A23: also what is shown in some conditions only; not the lines to type."""
    text = (TEXTS / language / f"{page}.txt").read_text(encoding="utf-8")
    said = re.sub(r"(?m)^(?:>.*|\[[a-z-]+\])|\{[a-z]+\}", "", text)
    said = said.replace("0, false, no, non, off", "").replace("NO_COLOR", "")
    assert said.strip()
    assert foreign(said, words) == set()


def test_each_language_is_spoken(transcripts: Transcripts) -> None:
    """The two sweeps above read different texts."""
    lines = [*HELP, *RIGHT, *WRONG]
    assert [x for x in lines if transcripts["fr", x] == transcripts["en", x]] == []


def test_help_says_what_for_with_two_examples(transcripts: Transcripts) -> None:
    said = transcripts["fr", ("--help",)]
    assert re.search(r"S'opposer[^\n]*\n\n.*Exemples :\n\n +mes-optout \w+\n +mes-optout ", said)
    assert transcripts["fr", ("-h",)] == said


@pytest.mark.parametrize("line", HELP, ids=" ".join)
def test_help_fits_eighty_columns(line: tuple[str, ...], transcripts: Transcripts) -> None:
    for language in ("fr", "en"):
        assert max(map(len, transcripts[language, line].splitlines())) <= 80


def said_by(home: Home, language: str, *arguments: str) -> str:
    done = home.run(*arguments, env={"MES_OPTOUT_LANG": language})
    assert done.out + done.err
    return (done.out + done.err).replace(str(home.state), "")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_forgetting_speaks_one_language(language: str, home: Home) -> None:
    """REQ-A22, REQ-A23: what goes, what stays, and that nobody is there to ask."""
    home.run("guide", "opposition", "--simple", input=typed("1", "1", "2/11/2026"))
    words = ENGLISH if language == "fr" else FRENCH
    asked = said_by(home, language, "forget")
    done = said_by(home, language, "forget", "--yes")
    nothing = said_by(home, language, "forget", "--yes")
    assert foreign(asked + done + nothing, words) == set()


def without_names(said: str, home: Home) -> str:
    """Return what was said without what the first page names in no language."""
    return said.replace(str(home.state), "").replace(PINNED_BY, "")


@pytest.mark.parametrize("name", ["opposition", "cloture"])
def test_a_whole_walk_is_french(name: str, home: Home, pack: Pack) -> None:
    """REQ-A22: pages, questions, dates, what is said back, and replies to wrong answers."""
    lines = [part for line in all_lines(pack.procedure(name)) for part in ("?", "", "99", line)]
    done = home.run("guide", name, "--simple", input=typed(*lines))
    assert done.code == 0
    assert foreign(without_names(done.out, home), ENGLISH) == set()


def test_the_side_ways_of_a_walk_are_french(home: Home, pack: Pack) -> None:
    """REQ-A22: problems, what stands behind a step, all steps, putting off, resuming, forgetting.

    The sources' own titles are quotations in whatever language they were written.
    """
    step = pack.procedure("opposition").steps[0]
    problem = ("0", "2", "2", "1")
    side_ways = (
        "0",
        "autres",
        "pourquoi",
        "1",
        "0",
        "autres",
        "aller",
        "1",
        "0",
        "autres",
        "cette",
    )
    lines = (
        "1",
        "1",
        "0",
        "1",
        *problem,
        *side_ways,
        "0",
        "faire",
        "0",
        "autres",
        "choisir",
        "1",
        "2",
    )
    done = home.run("guide", "opposition", "--simple", input=typed(*lines, "q"))
    assert step.problems[0].remedy[:40] in done.out
    for key in step.sources:
        assert pack.sources[key].url in done.out.splitlines()
    assert "ne vous concerne pas" in done.out
    assert done.code == 0
    again = home.run("guide", input=typed("1", "3", "1", "2", "1", "q"))
    assert "Effacer ?" in again.out
    said = done.out + again.out
    for key in step.sources:
        source = pack.sources[key]
        said = " ".join(said.split()).replace(source.title, "").replace(source.url, "")
    assert foreign(without_names(said, home), ENGLISH) == set()


def test_damaged_files_are_said_in_french(home: Home, tmp_path: Path) -> None:
    """REQ-A22: neither json, tomllib nor the system put in a word of their own."""
    steps = tmp_path / "pack"
    shutil.copytree(Path(__file__).parents[2] / "steps", steps)
    path = steps / "fr" / "cloture.toml"
    texts = [
        path.read_text(encoding="utf-8").replace('title = "', "title = ", 1),
        path.read_text(encoding="utf-8").replace("title = ", "titel = ", 1),
        path.read_text(encoding="utf-8").replace("number = 2\n", 'number = "2"\n', 1),
        "\x00",
    ]
    said = ""
    for text in texts:
        path.write_text(text, encoding="utf-8")
        done = home.run("checklist", "cloture", "--steps", str(steps))
        assert done.code == 65
        said += done.err
    home.state.mkdir()
    for data in (b"", b'{"format": 1}', b'{"format": 2}', b"\xff"):
        home.notes.write_bytes(data)
        done = home.run("status")
        assert done.code == 65
        said += done.err
    known = ("title", "titel", "number", "steps", "checks", str(home.notes), "fr/cloture.toml")
    for name in known:
        said = said.replace(name, "")
    assert foreign(said, ENGLISH) == set()


def test_the_language_may_stand_anywhere(home: Home) -> None:
    """Global options before or after the command, in both spellings."""
    said = {
        home.run(*arguments, env={"MES_OPTOUT_LANG": "fr"}).out
        for arguments in (
            ("--lang", "en", "status"),
            ("status", "--lang", "en"),
            ("status", "--lang=en"),
            ("--lang=en", "status"),
        )
    }
    assert said == {"Nothing is noted yet.\nTo begin: mes-optout guide\n"}


@pytest.mark.parametrize(
    ("variables", "french"),
    [
        ({}, True),
        ({"LC_ALL": "fr_FR.UTF-8"}, True),
        ({"LC_ALL": None}, True),
        ({"LC_ALL": "de_DE.UTF-8"}, False),
        ({"LC_ALL": None, "LANG": "en_GB.UTF-8"}, False),
        ({"LC_ALL": "de_DE.UTF-8", "MES_OPTOUT_LANG": "fr"}, True),
        ({"MES_OPTOUT_LANG": "en"}, False),
        ({"MES_OPTOUT_LANG": "xx"}, True),
    ],
)
def test_the_language_comes_from_the_environment(
    *, variables: dict[str, str | None], french: bool, home: Home
) -> None:
    """French without a locale, English for every other language."""
    assert home.run("status", env=variables).out.startswith("Rien") == french


@pytest.mark.parametrize(
    "arguments",
    [("guide", "--bad", "-h"), ("--bad", "guide", "a", "b", "--help"), ("-h", "guide", "--lang")],
)
def test_asking_for_help_wins_over_any_mistake(arguments: tuple[str, ...], home: Home) -> None:
    done = home.run(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Usage : mes-optout guide [OPTIONS] [DÉMARCHE]\n")


def test_the_word_lists_find_what_they_look_for() -> None:
    """The sweeps above can fail."""
    assert foreign("Usage: x [OPTIONS]\nTry 'x --help' for help.", ENGLISH) == {
        "try",
        "for",
        "help",
    }
    assert foreign("Got unexpected extra argument (b)", ENGLISH) == {"got", "unexpected"}
    assert foreign("Choisi : le jour", FRENCH) == {"choisi", "le", "jour"}
    assert foreign("mes-optout checklist --format list, -h", ENGLISH | FRENCH) == set()
