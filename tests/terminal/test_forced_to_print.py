"""REQ-S16: what the loader refuses, forced past it to be printed, still steers nothing.

The model is built here directly, with a hostile text in every field, and sent through every way of
printing. What comes out holds no control character, nothing that turns or hides letters, and no
markup that was obeyed.
"""

import contextlib
import io
import json
import re
import sys
import types
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from mes_optout import errors, i18n
from mes_optout.content.addresses import Source
from mes_optout.content.facts import Case
from mes_optout.content.letters import Known, Letters
from mes_optout.content.location import LARGEST_FILE
from mes_optout.content.procedure import Procedure
from mes_optout.content.reading import Reading
from mes_optout.content.triage import Triage
from mes_optout.documents import letter
from mes_optout.documents.as_html import as_html
from mes_optout.documents.as_json import as_json
from mes_optout.documents.as_markdown import as_markdown
from mes_optout.documents.as_text import as_text
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import CODES, PROBLEMS, SOURCES
from mes_optout.errors import N_, Fault, OptoutError
from mes_optout.journey import Journey, make_journeys
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn
from mes_optout.reports.sources import sources_text
from mes_optout.reports.status import status_json, status_text
from mes_optout.terminal import mode
from mes_optout.terminal.layout import NO_AIR, Layout
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.terminal.menus import MenuPrompter, asked, tick
from mes_optout.terminal.menus import page as menu_page
from mes_optout.terminal.screens import draw
from mes_optout.walkthrough import file_offer
from mes_optout.walkthrough.journey_pages import problem_page, step_screen, why_page
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Place, Quit, Screen
from mes_optout.walkthrough.visit import Visit, run
from mes_optout.wording.blocks import Document, Row
from support.every_error import every_error
from support.hostile import HOSTILE, MARKUP
from support.prompters import HandMade, asks_for_day

pytestmark = pytest.mark.slow  # a sweep

TEXTS = {name: text for name, text in (HOSTILE | MARKUP).items() if len(text) < 10_000}
TODAY = date(2026, 11, 24)
BEFORE, AFTER = "Avant", "après"

# Written out here, not taken from the program: controls, format, surrogates, private use, not
# assigned, line and paragraph separators; and letters that no screen shows.
REFUSED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
UNSEEN = set("\u034f\u180b\u2800\u3164\ufe0f\U000e0100")
STYLE = re.compile(r"\x1b\[[\d;]*m")
CLEAR = "\x1b[H\x1b[J"

Capture = pytest.CaptureFixture[str]


def forced(kind: Any, text: str) -> Any:  # noqa: ANN401, PLR0911  (any annotation of the model)
    """Build a value of the model with `text` in every text, ids and keys too."""
    if kind is str:
        return text
    if kind in {int, bool}:
        return kind(1)
    if kind is date:
        return TODAY
    if isinstance(kind, types.UnionType):
        return forced(get_args(kind)[0], text)
    if get_origin(kind) is tuple:
        return (forced(get_args(kind)[0], text),)
    if get_origin(kind) is Mapping:
        return {text: forced(get_args(kind)[1], text)}
    if issubclass(kind, StrEnum):
        return list(kind)[-1]
    assert is_dataclass(kind)
    assert isinstance(kind, type)
    hints = get_type_hints(kind)
    return kind(**{each.name: forced(hints[each.name], text) for each in fields(kind)})


def planted(bad: str) -> str:
    return f"{BEFORE} {bad} {AFTER}"


def name_of(bad: str) -> str:
    """Return the id of the hostile procedure; UTF-8 has to have it, for the code on paper."""
    return planted(bad).encode("utf-8", "replace").decode()


def procedure_of(bad: str) -> Procedure:
    """Return a procedure with a hostile text everywhere, also in its link.

    What is said at its fork hides some of it, but neither the step nor its box. One answer there
    asks again, and one leads on.
    """
    made: Procedure = forced(Procedure, planted(bad))
    step, (check,) = made.steps[0], made.steps[0].checks
    assert step.fork is not None
    (again,) = step.fork.answers
    on = replace(again, id=f"{again.id} on", procedure=None, step=None, asks_again=False)
    step = replace(
        step,
        unless={},
        checks=(replace(check, unless={}),),
        fork=replace(step.fork, answers=(again, on)),
        link=f"https://www.cnil.fr/{planted(bad)}",
        language="fr",
    )
    return replace(made, id=name_of(bad), steps=(step,), language="fr", retired_numbers=())


def source_of(bad: str) -> Source:
    source: Source = forced(Source, planted(bad))
    return replace(source, url=f"https://www.cnil.fr/{planted(bad)}")


def letters_of(bad: str) -> Letters:
    """Return letters that are offered at the one step, and by the one procedure."""
    found: Letters = forced(Letters, planted(bad))
    name, step = name_of(bad), procedure_of(bad).steps[0].id
    return replace(
        found,
        letters=tuple(
            replace(each, procedures=(name,), steps=(f"{name}/{step}",)) for each in found.letters
        ),
    )


@pytest.fixture(autouse=True)
def _without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave PDF out: it takes long, and its texts have a test of their own."""
    monkeypatch.setattr(file_offer, "find_spec", lambda _name: None)


def pack_of(bad: str) -> Any:  # noqa: ANN401  (what a Pack offers, without a loader)
    triage: Triage = forced(Triage, planted(bad))
    question = triage.questions[0]
    answer = replace(question.answers[0], question=None, facts={})  # first, nothing is said
    reading: Reading = forced(Reading, planted(bad))
    return types.SimpleNamespace(
        triage=replace(
            triage,
            procedures=(name_of(bad),),
            questions=(replace(question, answers=(answer,)),),
        ),
        names=(name_of(bad),),
        case=forced(Case, planted(bad)),
        reading=reading,
        sources={planted(bad): source_of(bad)},
        hosts=(planted(bad),),
        own=True,
        raw=lambda _name: {
            "letters": [{"steps": [f"{name_of(bad)}/{procedure_of(bad).steps[0].id}"]}]
        },
        language="fr",
        load=lambda _name, _shape, _check: letters_of(bad),
        procedure=lambda _name: procedure_of(bad),
    )


def begun(bad: str) -> Progress:
    """Return progress in the hostile procedure: its one box is ticked, the day of sending known."""
    turn = Turn(name_of(bad))
    box = CheckRef(turn, planted(bad), planted(bad))
    return Progress().ticked(box, Tick(TODAY, 1)).letter_sent(turn, TODAY)


def checklist_of(bad: str) -> tuple[Journey, ...]:
    return make_journeys([procedure_of(bad)], begun(bad), TODAY)


def list_of(bad: str) -> Document:
    pack = pack_of(bad)
    return lay_out_list(checklist_of(bad), pack, {CODES, PROBLEMS, SOURCES})


def screens_of(bad: str) -> Iterator[Screen]:
    text, procedure = planted(bad), procedure_of(bad)
    step = procedure.steps[0]
    place = Place(1, 1, text, text)
    yield replace(step_screen(step), heading=text, day=text, lead=text, foot=text, place=place)
    yield Screen(title=text, heading=text, text=(text, text), rows=(Row(text, (text, text)),))
    yield problem_page(procedure, step, step.problems[0])
    yield why_page(step, pack_of(bad).sources)


def letters_that_steer(said: str) -> list[str]:
    return [
        f"U+{ord(letter):04X}"
        for letter in said
        if letter in UNSEEN or (letter != "\n" and unicodedata.category(letter) in REFUSED)
    ]


def assert_harmless(said: str) -> None:
    assert BEFORE in said
    assert letters_that_steer(said) == []


def together(said: str) -> str:
    """Return the letters of what was said, without blanks and frames."""
    return re.sub(r"[\s│╭╮╰╯─]+", "", said)


def in_lines(bad: str) -> str:
    """Return what the prompter of lines writes: pages, answers, boxes, what was chosen."""
    out = io.StringIO()
    prompter = LinearPrompter(io.StringIO("1\n1\n"), out)
    for screen in screens_of(bad):
        prompter.show(screen)
    text = planted(bad)
    prompter.choose(text, [Option("a", text)])
    prompter.tick(text, [CheckState("a", text, ticked=True)])
    prompter.repeat()
    return out.getvalue()


def as_status(bad: str) -> str:
    return status_text(checklist_of(bad), pack_of(bad))


def as_sources(bad: str) -> str:
    source = {planted(bad): source_of(bad)}
    return sources_text([procedure_of(bad)], source, forced(Reading, planted(bad)))


def as_letter(bad: str) -> str:
    known: Known = forced(Known, planted(bad))
    return as_text(letter.lay_out_guidance(known)) + as_text(letter.lay_out_sheet(known.letter))


def as_letter_page(bad: str) -> str:
    known: Known = forced(Known, planted(bad))
    return as_html(letter.lay_out_sheet(known.letter))


def as_findings(bad: str) -> str:
    """Return what `steps check` says of a fault, its place and what it found."""
    why = N_("“{value}” is not in “procedures”; mend the name, or add it there")
    return "\n".join(i18n.place_and_reason(Fault(planted(bad), why, value=planted(bad))))


WRITTEN: dict[str, Callable[[str], str]] = {
    "lines": in_lines,
    "text": lambda bad: as_text(list_of(bad)),
    "Markdown": lambda bad: as_markdown(list_of(bad)),
    "HTML": lambda bad: as_html(list_of(bad)),
    "letter": as_letter,
    "letter as HTML": as_letter_page,
    "status": as_status,
    "sources": as_sources,
    "findings": as_findings,
}


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("bad", TEXTS.values(), ids=TEXTS)
def test_no_way_of_writing_lets_it_through(bad: str, way: str) -> None:
    """REQ-S16."""
    assert_harmless(WRITTEN[way](bad))


JSON: dict[str, Callable[[str], str]] = {
    "checklist": lambda bad: as_json(checklist_of(bad), pack_of(bad)),
    "status": lambda bad: status_json(checklist_of(bad), pack_of(bad), TODAY),
}


@pytest.mark.parametrize("way", JSON)
@pytest.mark.parametrize("bad", TEXTS.values(), ids=TEXTS)
def test_json_escapes_it_and_loses_nothing(bad: str, way: str) -> None:
    """REQ-S16: a program that reads the document gets the text as it was."""
    said = JSON[way](bad)
    assert_harmless(said)
    assert json.loads(said)["procedures"][0]["title"].startswith(planted(bad))


def test_json_leaves_french_readable() -> None:
    french = "«\u00a0çà et là\u202f», l’œuvre 𝄞"
    assert french in as_json(checklist_of(french), pack_of(french))


@pytest.mark.parametrize("columns", [80, 50, 20])
@pytest.mark.parametrize("bad", TEXTS.values(), ids=TEXTS)
def test_no_screen_lets_it_through(bad: str, columns: int, capsys: Capture) -> None:
    """REQ-S16: the only sequences are the styles that a harmless page has too."""
    for harmless, screen in zip(screens_of("rien"), screens_of(bad), strict=True):
        draw(Layout(harmless, BEFORE, columns).whole(NO_AIR))
        styles = set(STYLE.findall(capsys.readouterr().out))
        draw(Layout(screen, planted(bad), columns).whole(NO_AIR))
        said = capsys.readouterr().out
        assert said.startswith(CLEAR)
        assert set(STYLE.findall(said)) <= styles
        assert_harmless(STYLE.sub("", said.removeprefix(CLEAR)))


@pytest.mark.parametrize("panels", [True, False])
@pytest.mark.parametrize("bad", TEXTS.values(), ids=TEXTS)
def test_no_checklist_on_a_terminal_lets_it_through(
    bad: str,
    panels: bool,  # noqa: FBT001
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """REQ-S16: as panels, and as plain text where panels are no help."""
    monkeypatch.setattr(mode, "is_linear", lambda **_: not panels)
    mode.print_list(list_of("rien"))
    styles = set(STYLE.findall(capsys.readouterr().out))
    assert bool(styles) == panels
    mode.print_list(list_of(bad))
    said = capsys.readouterr().out
    assert set(STYLE.findall(said)) <= styles
    assert_harmless(STYLE.sub("", said))


@pytest.mark.parametrize("way", ["lines", "text", "status", "sources", "screens", "sheet"])
@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_markup_is_shown_and_not_obeyed(
    markup: str, way: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-S16: Rich has no say in what a bracket means."""
    monkeypatch.setattr(mode, "is_linear", lambda **_: False)
    if way == "screens":
        for screen in screens_of(markup):
            draw(Layout(screen, planted(markup), 80).whole(NO_AIR))
    elif way == "sheet":
        mode.print_list(list_of(markup))
    said = STYLE.sub("", capsys.readouterr().out) or WRITTEN[way](markup)
    assert together(planted(markup)) in together(said)
    # As often as a text without brackets is shown: none was taken for markup and swallowed.
    assert together(said).count(BEFORE) == together(said).count(together(planted(markup)))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("bad", TEXTS.values(), ids=TEXTS)
def test_no_error_lets_it_through(bad: str, language: str) -> None:
    """REQ-S16: whatever an error holds, and wherever it is, one line says it."""
    i18n.set_language(language)
    text = planted(bad)
    for kind in every_error():
        if kind is errors.PackInvalidError:
            fault = Fault(
                text,
                N_("“{value}” is not in “procedures”; mend the name, or add it there"),
                value=text,
            )
            error: OptoutError = errors.PackInvalidError(file=text, faults=[fault])
        else:
            names = set(re.findall(r"\{(\w+)\}", f"{kind.what} {kind.remedy}"))
            error = kind(**dict.fromkeys(names, text))
        said = i18n.sentence(error)
        assert letters_that_steer(said) == []
        assert len(said.split("\n")) == (3 if kind is errors.PackInvalidError else 1)


T = TypeVar("T")
QUESTIONS = 2_400


class Wanderer(HandMade):
    """Answers the prompter of lines, each time with what it answered least often.

    It leaves after a while.
    """

    def __init__(self, out: io.StringIO) -> None:
        self.typed = io.StringIO()
        self.lines = LinearPrompter(self.typed, out)
        self.given: Counter[tuple[str, str]] = Counter()

    def _answer_with(self, line: str) -> None:
        if self.given.total() == QUESTIONS:
            raise Quit
        position = self.typed.tell()
        self.typed.write(f"{line}\n")
        self.typed.seek(position)

    def can_show_code(self, address: str) -> bool:
        return self.lines.can_show_code(address)

    def show(self, screen: Screen) -> None:
        self.lines.show(screen)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        stay = [option for option in options if not option.leaves]
        chosen = min(stay, key=lambda option: self.given[question, option.label])
        self._answer_with(str(options.index(chosen) + 1))
        self.given[question, chosen.label] += 1
        return self.lines.choose(question, options)

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        self._answer_with(
            "-1" if checks[0].ticked else "0" if self.given[question, ""] % 3 else "1"
        )
        self.given[question, ""] += 1
        return self.lines.tick(question, checks)

    def fill_in(self, line: Line[T]) -> str | None:
        assert asks_for_day(line)
        typed = line.none if self.given[line.question, ""] % 2 else "02/11/2026"
        self._answer_with(typed)
        self.given[line.question, ""] += 1
        self.lines.ask_line(line)
        return typed


PAGES = [
    "Autres sites",
    "Votre situation",
    "Pour quel enfant",
    "Étape 1 sur 1",
    "Problème :",
    "[à faire]",
    "Pourquoi :",
    "Fin",
    "Qui peut aider",
    "Un code à noter",
    "Un fichier sur cet ordinateur",
    "Seulement si",
    "Revenir à l'étape",
    "Choisir à nouveau",
    "Ce que j'ai répondu",
    "Jusqu'ici :",
    "Ce qui change",
]


@pytest.mark.parametrize("bad", TEXTS.values(), ids=TEXTS)
def test_no_page_of_a_walkthrough_lets_it_through(bad: str) -> None:
    """REQ-S16: wherever some wandering about leads."""
    out = io.StringIO()
    prompter = Wanderer(out)
    visit = Visit(pack_of(bad), Memory(), prompter, lambda: TODAY)
    while prompter.given.total() < QUESTIONS:
        with contextlib.suppress(Quit):
            run(open_visit(visit, None), visit.prompter)
    said = out.getvalue()
    assert_harmless(said)
    assert [page for page in PAGES if page not in said] == []


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_no_menu_lets_them_through(
    columns: int, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-S16: all of them, in questions, answers, boxes, and what was chosen."""
    monkeypatch.setattr(menu_page, "drop_typed_ahead", lambda _: None)
    monkeypatch.setattr(asked, "columns", lambda: columns)
    monkeypatch.setattr(tick, "columns", lambda: columns)
    text, out = planted(" ".join(bad for bad in TEXTS.values() if len(bad) < 100)), io.StringIO()
    size = Size(rows=400, columns=columns)
    with (
        create_pipe_input() as keys,
        create_app_session(input=keys, output=Vt100_Output(out, lambda: size)),
    ):
        prompter = MenuPrompter()
        keys.send_text("\r")
        prompter.choose(text, [Option("a", text), Option("b", text)])
        keys.send_text("\r")
        prompter.tick(text, [CheckState("a", text, ticked=True)])
    prompter.show_last(Screen(title=BEFORE))
    said = out.getvalue() + capsys.readouterr().out
    # What prompt_toolkit itself sends to move and to colour begins with ESC and ends with a letter.
    assert_harmless(re.sub(r"\x1b\[[?\d;]*[A-Za-z]|[\r\x08]", "", said))
    assert said.count("?[31mrouge?[0m") >= 3 * (columns > 20)  # a row may end inside it
    assert [bad for bad in TEXTS.values() if "\x1b" in bad and len(bad) > 3 and bad in said] == []


def test_every_text_of_the_model_is_hostile_here() -> None:
    """The tests above would prove nothing about a field that they leave harmless."""
    for made in (procedure_of("\x1b"), pack_of("\x1b").triage, pack_of("\x1b").reading):
        found = list(_texts(made))
        assert len(found) > 5
        assert [text for text in found if "\x1b" not in text] == []


def _texts(value: object) -> Iterator[str]:
    if type(value) is str and value != "fr":
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(getattr(value, each.name))


@pytest.mark.parametrize("columns", [80, 20])
def test_ten_megabytes_are_only_long(columns: int, capsys: Capture) -> None:
    """REQ-S16: nothing hangs, and the end is there as the beginning is."""
    text = planted(HOSTILE["10 MB"])
    page = Screen(title=text, rows=(Row(BEFORE, (text,)),), text=(text,))
    LinearPrompter(io.StringIO(), sys.stdout).show(page)
    procedure = procedure_of("rien")
    procedure = replace(procedure, steps=(replace(procedure.steps[0], why=text),))
    checklist = make_journeys([procedure], None, TODAY)
    pack = pack_of("rien")
    document = lay_out_list(checklist, pack)
    sys.stdout.write(as_text(document, columns) + as_markdown(document) + as_json(checklist, pack))
    said = capsys.readouterr().out
    assert said.count(AFTER) >= 6
    assert said.count("a") >= 6 * 10_000_000


@pytest.mark.parametrize("columns", [80, 50, 20])
def test_no_frame_drops_the_end_of_a_word(columns: int, capsys: Capture) -> None:
    """REQ-S16: as long as a whole file may be; a name of a site cannot hide its end."""
    text = planted("a" * LARGEST_FILE)
    page = Screen(title=text, rows=(Row(BEFORE, (text,)),), text=(text,))
    draw(Layout(page, text, columns).whole(NO_AIR))
    said = STYLE.sub("", capsys.readouterr().out.removeprefix(CLEAR))
    assert together(said).count(together(text)) == 4
