"""The program speaks French, or English; nothing that it says is left untranslated."""

import ast
import gettext
import io
import re
import string
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import mes_optout
from mes_optout import i18n
from mes_optout.content.misnamed import UnknownProcedureError
from mes_optout.dates import DayNotUnderstoodError
from mes_optout.errors import (
    N_,
    Fault,
    Msg,
    PackInvalidError,
    PackUnreadableError,
)
from mes_optout.system import typed
from mes_optout.wording import prose

SOURCE = Path(mes_optout.__file__).parent
LOCALE = SOURCE / "locale" / "fr" / "LC_MESSAGES"

# What a file calls its messages with, and which arguments they stand in.
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}

MessageId = str | tuple[str, str]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """Return the French catalogue as its translators write it."""
    with (LOCALE / "messages.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def messages_in(path: Path) -> Iterator[MessageId]:
    """Yield the message ids in the Python file or files under `path`."""
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
    for each in files:
        for _, message, _, _ in extract_from_file("python", each, keywords=KEYWORDS):
            if isinstance(message, str):
                yield message
            else:
                one, many = message
                yield one, many


@pytest.fixture(scope="module")
def extracted() -> set[MessageId]:
    """Return the ids of all that the program says."""
    return set(messages_in(SOURCE))


def fields(text: str) -> set[str]:
    """Return the fields of a message: {name}, {name!r}, %(name)s, %s."""
    named = {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return named | set(re.findall(r"%\(\w+\)[sd]|%[sd]", text))


def forms(message: object) -> tuple[str, ...]:
    return tuple(message) if isinstance(message, (tuple, list)) else (str(message),)


def is_bad_french(text: str) -> bool:
    """Say whether a text has quotes, signs or spaces that French has not."""
    bare = re.sub(r"https?://\S+|\{[^}]*\}|%\(\w+\)", "x", text)
    return bool(set("“”·✓→●○❯") & set(text) or re.search(r"[^\W\d_][:;!?](?:\s|$)", bare))


class TestCatalogue:
    """Every message has its French, whole and current."""

    def test_the_compiled_file_is_the_written_one(self, catalogue: Catalog) -> None:
        """All but the header, in which Babel notes the minute and its own version."""
        compiled = io.BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        with (LOCALE / "messages.mo").open("rb") as file:
            committed = read_mo(file)
        fresh = read_mo(compiled)
        assert {forms(each.id): forms(each.string) for each in committed if each.id} == {
            forms(each.id): forms(each.string) for each in fresh if each.id
        }
        assert committed.plural_expr == fresh.plural_expr == "(n > 1)"

    def test_every_message_is_translated(
        self, catalogue: Catalog, extracted: set[MessageId]
    ) -> None:
        assert extracted
        missing = [
            message
            for message in sorted(extracted, key=str)
            if (found := catalogue.get(message if isinstance(message, str) else message[0])) is None
            or forms(found.id) != forms(message)
            or not all(forms(found.string))
        ]
        assert missing == []

    def test_plurals_have_two_forms(self, catalogue: Catalog) -> None:
        plural = [message for message in catalogue if message.pluralizable]
        assert plural
        assert [each.id for each in plural if len(forms(each.string)) != 2] == []

    def test_no_translation_is_empty(self, catalogue: Catalog) -> None:
        assert [each.id for each in catalogue if each.id and not all(forms(each.string))] == []

    def test_none_is_a_guess(self, catalogue: Catalog) -> None:
        assert [each.id for each in catalogue if each.id and each.fuzzy] == []
        assert not catalogue.header_comment.startswith("#, fuzzy")

    def test_none_is_obsolete(self, catalogue: Catalog) -> None:
        assert list(catalogue.obsolete) == []

    def test_none_is_said_by_nobody(self, catalogue: Catalog, extracted: set[MessageId]) -> None:
        said = set(map(forms, extracted))
        assert [each.id for each in catalogue if each.id and forms(each.id) not in said] == []

    def test_fields_are_the_same(self, catalogue: Catalog) -> None:
        for message in catalogue:
            if message.id:
                said, meant = forms(message.string), forms(message.id)
                assert list(map(fields, said)) == list(map(fields, meant)), message.id

    def test_spaces_at_the_edges_are_the_same(self, catalogue: Catalog) -> None:
        for message in catalogue:
            for said, meant in zip(forms(message.string), forms(message.id), strict=False):
                if message.id:
                    assert said[:1].isspace() == meant[:1].isspace(), message.id
                    assert said[-1:].isspace() == meant[-1:].isspace(), message.id

    def test_french_has_its_own_quotes_and_spaces(self, catalogue: Catalog) -> None:
        """REQ-A22, in part: « » and not “ ”, and a space before double signs."""
        said = [text for message in catalogue if message.id for text in forms(message.string)]
        assert [text for text in said if is_bad_french(text)] == []

    @pytest.mark.parametrize("path", sorted((prose.TEXTS / "fr").iterdir()), ids=lambda p: p.stem)
    def test_so_have_the_text_files(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if line[:1] != ">" and is_bad_french(line)] == []

    @pytest.mark.parametrize("text", ["un “mot”", "un mot: le voici", "qui ?quoi?", "fait ✓"])
    def test_bad_french_is_seen(self, text: str) -> None:
        assert is_bad_french(text)


def test_no_message_hides_inside_an_f_string() -> None:
    """Extraction does not look there on every Python: the message would stay English."""
    hidden = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in SOURCE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and any(isinstance(each, ast.Constant | ast.JoinedStr) for each in call.args)
    ]
    assert hidden == []


def test_no_message_is_put_together_before_it_is_translated() -> None:
    """`_(f"…")` and `_("a" + b)` are in no catalogue."""
    built = [
        f"{path.relative_to(SOURCE)}:{call.lineno}"
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
        and any(isinstance(each, ast.JoinedStr | ast.BinOp) for each in call.args)
    ]
    assert built == []


class TestSpeaking:
    """One call changes the language."""

    def test_ours(self) -> None:
        assert i18n._("January") == "janvier"
        i18n.set_language("en")
        assert i18n._("January") == "January"
        assert i18n.language() == "en"

    def test_other_programs_keep_their_own_words(self) -> None:
        """What else runs in this process asks gettext for its own messages, not for ours."""
        assert gettext.gettext("January") == "January"

    def test_a_message_that_nobody_knows_stays(self) -> None:
        assert i18n._("xyzzy") == "xyzzy"

    @pytest.mark.parametrize(
        ("language", "count", "said"),
        [
            ("fr", 0, "(dont 0 pour plus tard)"),
            ("fr", 2, "(dont 2 pour plus tard)"),
            ("en", 1, "(1 put off)"),
            ("en", 21, "(21 put off)"),
        ],
    )
    def test_plurals_are_filled_in(self, language: str, count: int, said: str) -> None:
        i18n.set_language(language)
        assert i18n.ngettext("({n} put off)", "({n} put off)", count) == said

    def test_none_is_singular_in_french_and_plural_in_english(self) -> None:
        one, many = "one", "many"
        i18n.set_language("en")
        assert i18n.ngettext(one, many, 0) == "many"
        assert i18n.ngettext(one, many, 1) == "one"
        french = gettext.GNUTranslations(io.BytesIO((LOCALE / "messages.mo").read_bytes()))
        assert [french.plural(count) for count in (0, 1, 2, 100)] == [0, 0, 1, 1]  # type: ignore[attr-defined]


class TestDetecting:
    """`--lang`, then MES_OPTOUT_LANG, then the locale, then French."""

    @pytest.fixture(autouse=True)
    def _no_system(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have the system name none, as on Linux: `system/test_language.py` looks at others."""
        monkeypatch.setattr(i18n, "find_locale", lambda: "")

    @pytest.mark.parametrize(
        ("arguments", "language"),
        [
            (["--lang", "en"], "en"),
            (["--lang=en"], "en"),
            (["guide", "--lang", "en"], "en"),
            (["--lang=en", "guide", "opposition"], "en"),
            (["--lang", "fr"], "fr"),
            (["--", "--lang", "en"], "fr"),
            (["guide", "--", "--lang=en"], "fr"),
            (["--lang", "--", "en"], "fr"),
            (["--lang"], "fr"),
            (["--lang="], "fr"),
            (["--lang", "de"], "fr"),
            (["--language", "en"], "fr"),
            (["lang", "en"], "fr"),
            (["en"], "fr"),
            ([], "fr"),
        ],
    )
    def test_by_arguments(self, arguments: list[str], language: str) -> None:
        assert i18n.detect_language(arguments, {}) == language

    @pytest.mark.parametrize(
        ("environment", "language"),
        [
            ({"MES_OPTOUT_LANG": "en"}, "en"),
            ({"MES_OPTOUT_LANG": "EN"}, "en"),
            ({"MES_OPTOUT_LANG": " en "}, "en"),
            ({"MES_OPTOUT_LANG": "fr", "LANG": "en_US.UTF-8"}, "fr"),
            ({"MES_OPTOUT_LANG": "de", "LANG": "en_US.UTF-8"}, "en"),
            ({"MES_OPTOUT_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
            ({"MES_OPTOUT_LANG": "de"}, "fr"),
            ({}, "fr"),
            ({"LANG": ""}, "fr"),
            ({"LANG": "C"}, "fr"),
            ({"LANG": "POSIX"}, "fr"),
            ({"LANG": "C.UTF-8"}, "fr"),
            ({"LANG": "C.utf8"}, "fr"),
            ({"LANG": "fr"}, "fr"),
            ({"LANG": "fr_FR"}, "fr"),
            ({"LANG": "fr_FR.UTF-8"}, "fr"),
            ({"LANG": "fr_FR@euro"}, "fr"),
            ({"LANG": "fr_CA.ISO-8859-1"}, "fr"),
            ({"LANG": "en_US.UTF-8"}, "en"),
            ({"LANG": "de_DE"}, "en"),
            ({"LANG": "de_DE.UTF-8@euro"}, "en"),
            ({"LANG": "ar_EG.UTF-8"}, "en"),
            ({"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"}, "fr"),
            ({"LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "fr_FR", "LANG": "fr_FR"}, "en"),
            ({"LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "fr_FR"}, "en"),
            ({"LC_MESSAGES": "fr_FR", "LANG": "en_GB"}, "fr"),
            ({"LC_ALL": "C", "LANG": "en_GB"}, "fr"),
            ({"LC_CTYPE": "en_US.UTF-8"}, "fr"),
        ],
    )
    def test_by_environment(self, environment: Mapping[str, str], language: str) -> None:
        assert i18n.detect_language([], environment) == language

    @pytest.mark.parametrize(
        ("arguments", "environment", "language"),
        [
            (["--lang", "en"], {"MES_OPTOUT_LANG": "fr", "LANG": "fr_FR"}, "en"),
            (["--lang", "fr"], {"MES_OPTOUT_LANG": "en", "LANG": "en_US"}, "fr"),
            (["--lang", "de"], {"MES_OPTOUT_LANG": "en"}, "en"),
            (["--lang"], {"MES_OPTOUT_LANG": "en"}, "en"),
        ],
    )
    def test_arguments_win(
        self, arguments: list[str], environment: Mapping[str, str], language: str
    ) -> None:
        assert i18n.detect_language(arguments, environment) == language


class TestDays:
    """A day is written as people write it, in the language that is spoken."""

    @pytest.mark.parametrize(
        ("language", "day", "words", "with_weekday"),
        [
            ("fr", date(2027, 1, 1), "1er janvier 2027", "vendredi 1er janvier 2027"),
            ("fr", date(2026, 12, 14), "14 décembre 2026", "lundi 14 décembre 2026"),
            ("fr", date(2026, 2, 21), "21 février 2026", "samedi 21 février 2026"),
            ("fr", date(2026, 8, 2), "2 août 2026", "dimanche 2 août 2026"),
            ("en", date(2027, 1, 1), "1st January 2027", "Friday 1st January 2027"),
            ("en", date(2026, 12, 14), "14 December 2026", "Monday 14 December 2026"),
        ],
    )
    def test_in_words(self, language: str, day: date, words: str, with_weekday: str) -> None:
        i18n.set_language(language)
        assert i18n.day_in_words(day) == words
        assert i18n.day_in_words(day, weekday=True) == with_weekday

    @pytest.mark.parametrize(
        ("language", "words"), [("fr", "novembre 2026"), ("en", "November 2026")]
    )
    def test_months(self, language: str, words: str) -> None:
        i18n.set_language(language)
        assert i18n.month_in_words(date(2026, 11, 24)) == words

    def test_there_are_twelve_months_in_both_languages(self) -> None:
        assert [len(set(i18n.months(language))) for language in i18n.LANGUAGES] == [12, 12]
        assert i18n.months("fr")[1] == "février"
        assert i18n.months("en")[1] == "February"


HOSTILE = {
    "ESC": "\x1b[2J\x1b[H",
    "C1": "\x9b2J",
    "OSC 8": "\x1b]8;;https://example.org\x07ici",
    "carriage return": "a\rb",
    "line feed": "a\nb",
    "NUL": "a\0b",
    "bidi": "a\u202eb",
    "zero width": "a\u200bb",
    "surrogate": "a\udcffb",
    "long": "x" * 100_000,
}


class TestSentence:
    """An error says what is wrong, where, and what to do."""

    def test_what_and_remedy_in_french(self) -> None:
        said = i18n.sentence(UnknownProcedureError(name="x", guess="y", known="y, z"))
        assert "« x »" in said
        assert "« y »" in said
        assert said.index("« x »") < said.index("« y »")

    def test_what_and_remedy_in_english(self) -> None:
        i18n.set_language("en")
        assert i18n.sentence(DayNotUnderstoodError(text="hier")) == (
            "“hier” is not a date I can read. "
            "Write it like this: 2 November 2026, 02/11/2026 or 2026-11-02."
        )

    def test_a_fact_that_is_a_message_is_translated(self) -> None:
        said = i18n.sentence(PackUnreadableError(file="a.toml", cause=N_("it is not a file")))
        assert "it is not a file" not in said
        assert i18n._("it is not a file") in said

    def test_a_fact_that_is_a_text_is_not(self) -> None:
        said = i18n.sentence(PackUnreadableError(file="January", cause=Msg("it is a folder")))
        assert "January" in said

    def test_each_fault_has_its_line(self) -> None:
        faults = [
            Fault("steps › a › why", N_("is missing")),
            Fault("title", N_("is empty; fill it in, or remove it")),
        ]
        i18n.set_language("en")
        assert i18n.sentence(PackInvalidError(file="a.toml", faults=faults)).splitlines() == [
            "a.toml is not right:",
            "  steps › a › why: is missing",
            "  title: is empty; fill it in, or remove it",
            "Mend each line named here, then run the command again.",
        ]

    @pytest.mark.parametrize(
        "braces", ["{name}", "{", "}", "{0}", "{known!r:>9999999}", "%s %(a)s"]
    )
    def test_braces_that_were_typed_are_only_braces(self, braces: str) -> None:
        assert braces in i18n.sentence(DayNotUnderstoodError(text=braces))

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    def test_what_was_typed_cannot_steer_the_terminal(self, language: str, text: str) -> None:
        i18n.set_language(language)
        said = i18n.sentence(DayNotUnderstoodError(text=text))
        assert said.isprintable()
        assert len(said) < 1_000

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_nor_can_what_a_fault_holds(self, text: str) -> None:
        fault = Fault(
            "title",
            N_("“{value}” is not in “procedures”; mend the name, or add it there"),
            value=text,
        )
        lines = i18n.sentence(PackInvalidError(file="a.toml", faults=[fault])).split("\n")
        assert len(lines) == 3
        assert all(line.isprintable() and len(line) < 1_000 for line in lines)

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_nor_can_the_place_of_a_fault(self, text: str) -> None:
        """REQ-S16: a key of a pack is named as it stands there, and it may be anything."""
        fault = Fault(f"steps › {text}", N_("this key is not known; remove it"))
        lines = i18n.sentence(PackInvalidError(file="a.toml", faults=[fault])).split("\n")
        assert len(lines) == 3
        assert all(line.isprintable() and len(line) < 1_000 for line in lines)

    def test_french_letters_are_left_alone(self) -> None:
        assert "« çà et là, l’œuvre »" in i18n.sentence(
            DayNotUnderstoodError(text="çà et là, l’œuvre")
        )


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("/usr/bin/mes-optout", "mes-optout"),
        ("demarche", "demarche"),
        ("/media/cle/mes-optout.pyz", "python3 mes-optout.pyz"),
        ("demarche.pyz", "python3 demarche.pyz"),
        ("/x/mes_optout/__main__.py", "mes-optout"),
        (r".\demarche", r".\demarche"),
    ],
)
def test_commands_begin_as_the_program_was_called(
    called: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shown can be typed as it stands."""
    monkeypatch.setattr(i18n, "_called", "")
    monkeypatch.setattr(typed, "is_windows", lambda: False)
    i18n.set_program_name(called)
    assert i18n.command("guide") == f"{said} guide"
    assert i18n._("Screen reader, braille: mes-optout help accessibility").endswith(
        f" {said} help accessibility"
    )
    assert i18n.bare_name() == said.removeprefix(".\\")
    assert i18n.brings_python() == (said == r".\demarche")


def test_on_windows_py_starts_the_single_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """There « python3 » may open a shop."""
    monkeypatch.setattr(i18n, "_called", "")
    monkeypatch.setattr(typed, "is_windows", lambda: True)
    i18n.set_program_name("demarche.pyz")
    assert i18n.command("guide") == "py demarche.pyz guide"
    assert i18n.is_single_file()
