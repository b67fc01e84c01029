"""The page about reading and answering: whole at any width, and true to the code."""

import io
import re

import pytest

from mes_optout import i18n
from mes_optout.content.lint.readability import LONGEST, split_sentences, split_words
from mes_optout.content.lint.word_lists import find_words
from mes_optout.i18n import _
from mes_optout.reports.accessibility import render_accessibility
from mes_optout.system import typed
from mes_optout.terminal import mode
from mes_optout.terminal.answers import STUCK, HelpAskedError, is_stuck, obey
from mes_optout.terminal.lines.page import LinePage
from mes_optout.terminal.menus.hints import part_keys
from mes_optout.walkthrough.prompter import Back, Quit, Screen

READERS = ("yasr", "Fenrir", "Orca", "NVDA", "JAWS", "VoiceOver", "BRLTTY", "Speakup")
WIDTHS = [20, 40, 60, 78]
ONE_LINE = 10_000
TYPED = {
    "mes-optout guide --simple",
    "export MES_OPTOUT_SIMPLE=1",
    "export ACCESSIBLE=1",
    "mes-optout checklist --format text",
    "mes-optout help accessibility --try",
    "mes-optout help accessibility --try --simple",
}


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    i18n.set_language(request.param)
    return str(request.param)


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show pages as on Linux, wherever this runs."""
    monkeypatch.setattr(typed, "is_windows", lambda: False)


@pytest.fixture
def page_on_windows(language: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the page as it is shown there."""
    assert language
    monkeypatch.setattr(typed, "is_windows", lambda: True)
    return render_accessibility(ONE_LINE)


@pytest.fixture
def page(language: str) -> str:
    """Return the page with each paragraph on one line."""
    assert language
    return render_accessibility(ONE_LINE)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_but_what_is_to_be_typed(width: int) -> None:
    """REQ-A12: that stands whole and alone on its line at any width."""
    lines = render_accessibility(width).splitlines()
    wide = [line for line in lines if len(line) > width and " " in line]
    assert set(wide) <= TYPED
    assert set(lines) >= TYPED


@pytest.mark.parametrize("width", WIDTHS)
def test_every_word_stands_at_every_width(width: int, page: str) -> None:
    """REQ-A12."""
    assert render_accessibility(width).split() == page.split()


def test_it_is_read_line_after_line(page: str) -> None:
    """REQ-A16, REQ-A19: no table, no rule, no indent, no mark that a voice leaves out."""
    assert not re.search(r"^ +\S|\S {2,}|\t|[=\-_*|│─]{3,}", page, re.MULTILINE)
    assert not set("·✓→●○❯") & set(page)
    titles = re.findall(r"^\n(\d+)\. \S", page, re.MULTILINE)
    assert titles == [str(number) for number in range(1, len(titles) + 1)]
    assert len(titles) > 5


@pytest.mark.parametrize("name", ["--simple", "MES_OPTOUT_SIMPLE=1", "ACCESSIBLE=1", "TERM=dumb"])
def test_each_way_to_numbered_lines_is_named(name: str, page: str) -> None:
    """REQ-A1; `terminal.mode` decides by these."""
    assert name in page


def test_the_values_that_switch_off_are_those_of_the_code(page: str) -> None:
    """REQ-A1."""
    (named,) = re.findall(r": (0, [\w, ]+)\.$", page, re.MULTILINE)
    assert set(named.split(", ")) == mode._OFF  # noqa: SLF001  (what the page has to say)


@pytest.mark.parametrize(
    ("word", "move"),
    [("back", Back), ("help", HelpAskedError), ("?", HelpAskedError), ("q", Quit), ("quit", Quit)],
)
def test_the_words_that_rule_are_those_of_the_code(
    word: str, move: type[Exception], page: str
) -> None:
    """REQ-S4, REQ-A4, REQ-A9."""
    named = _(word)
    assert re.search(rf"^(?:\S+, )?{re.escape(named)}(?:, \S+)? ?: ", page, re.MULTILINE)
    with pytest.raises(move):
        obey(named)


@pytest.mark.parametrize("key", ["Ctrl-C", "Ctrl-D", "Ctrl-Z"])
def test_each_key_that_leaves_is_named(key: str, page: str) -> None:
    assert re.search(rf"^{key} ?: ", page, re.MULTILINE)


@pytest.mark.parametrize("key", ["Ctrl-C", "Ctrl-D", "Ctrl-Z"])
def test_on_windows_no_key_pauses(key: str, page: str, page_on_windows: str) -> None:
    """Ctrl-Z ends what is typed there, behind which numbered lines want Enter."""
    assert re.search(rf"^{key} ?: ", page_on_windows, re.MULTILINE)
    assert "fg" in page.split()
    assert "fg" not in page_on_windows.split()
    assert re.search(
        r"Ctrl-Z (?:sur une|on an) [\w ]+, (?:puis Entrée|then Enter)", page_on_windows
    )
    assert not re.search(r"Ctrl-D (?:sur une|on an)", page_on_windows)


def test_on_windows_the_lines_to_type_are_of_its_shells(page_on_windows: str) -> None:
    """REQ-A1."""
    lines = page_on_windows.splitlines()
    assert {"set MES_OPTOUT_SIMPLE=1", "$env:MES_OPTOUT_SIMPLE=1"} < {*lines}
    assert "ACCESSIBLE" in page_on_windows
    assert "export" not in page_on_windows
    assert "bash" not in page_on_windows


def test_the_keys_of_the_menus_are_named() -> None:
    page = render_accessibility(ONE_LINE)
    moving = ("Flèche haut, flèche bas", "Premières lettres", "Un numéro")
    for key in (*moving, "Espace", "x, devant des cases", "Entrée", "Échap, flèche gauche"):
        assert f"\n{key} : " in page
    assert f"\n{STUCK}, devant des cases : vous avez un problème." in page


def test_the_word_for_a_problem_is_that_of_the_code(page: str) -> None:
    """In plain lines it does what a key does in the menus."""
    assert is_stuck(_("problem"))
    assert re.search(rf"\b(?:mot|word) {_('problem')},", page)


def test_the_first_of_the_plain_lines_is_told(page: str) -> None:
    """By it one hears which mode this is."""
    said = io.StringIO()
    LinePage(io.StringIO(), said).show(Screen("Titre"))
    (begun,) = re.findall(r"(?:commence par «|begins with “) ?(.+?) ?[»”]\.", page)
    assert re.match(f"{begun} ?: ", said.getvalue())


def test_what_is_said_of_parts_is_what_their_keys_say(page: str) -> None:
    """Enter leads on, Escape back."""
    onward, back = part_keys(goes_back=True)
    for key in (onward, back):
        name = {"Esc": "Escape"}.get(word := re.split(r" ?:", key)[0], word)
        assert re.search(rf"\b{name} (?:mène|leads|à|to)\b", page)


@pytest.mark.parametrize("name", ["NO_COLOR=1", "CLICOLOR=0"])
def test_both_ways_to_do_without_colours_are_named(name: str, page: str) -> None:
    """REQ-A15."""
    assert name in page


def test_what_was_not_tried_is_said_plainly() -> None:
    title, *said = render_accessibility(ONE_LINE).split("\n\n")[-2].splitlines()
    assert title == "9. Ce qui n'a pas été essayé"
    persons = ("Aucune personne aveugle n'a essayé", "Personne n'a écouté")
    readers = ("Aucune plage braille", "aucun autre lecteur d'écran")
    for thing in (*persons, *readers, "Windows", "macOS"):
        assert thing in " ".join(said)


def test_no_screen_reader_is_named_but_those_that_were_tried(page: str) -> None:
    """`tests/heard` runs the program under these two."""
    *_before, tried, not_tried, _trying = page.split("\n\n")
    assert {name for name in READERS if name in tried} == {"yasr", "Fenrir"}
    assert not any(name in not_tried for name in ("yasr", "Fenrir"))


def test_it_ends_with_the_try_out(page: str) -> None:
    """The last two things to type are its two ways."""
    last = [line for line in page.splitlines() if line in TYPED][-2:]
    assert last == [line for line in page.splitlines()[-3:] if "--try" in line]
    assert len(last) == 2


def test_it_gives_the_name_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the second name nothing says the first."""
    monkeypatch.setattr(i18n, "_called", i18n.NEUTRAL)
    page = render_accessibility(ONE_LINE)
    assert "\ndemarche help accessibility --try\n" in page
    assert "mes-optout" not in page


def test_french_sentences_are_short() -> None:
    """REQ-A17."""
    lines = set(render_accessibility(ONE_LINE).splitlines()) - TYPED
    lengths = [
        len(split_words(part))
        for line in lines
        for part in split_sentences(line)
        if part.endswith((".", ":"))
    ]
    assert max(lengths) <= LONGEST
    french = find_words("fr").readability
    assert french is not None
    assert sum(lengths) / len(lengths) <= french.average


def test_no_word_tells_and_none_promises(page: str) -> None:
    """REQ-S13, and what whoever looks over the shoulder may read."""
    told = re.compile(r"\b(trans\w*|genre|gender|santé|health|sécurisé\w*|secure\w*|définiti\w+)\b")
    assert told.findall(page.lower()) == []
