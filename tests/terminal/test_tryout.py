"""The dry try-out: each kind of question once, what was understood, nothing else."""

import io
from collections import deque
from datetime import date

import pytest

from mes_optout import i18n
from mes_optout.errors import InputEndedError
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.terminal.tryout import try_out
from mes_optout.text import split_sentences
from mes_optout.walkthrough.prompter import Place, Prompter, Quit
from mes_optout.wording.blocks import Row
from support.scripted import End, GoBack, Leave, Move, Pick, ScriptedPrompter, Sent, Tick, Typed

LETTERS = "2 ARFK DDES"
DAY = date(2026, 11, 2)
ANSWERS: list[Move] = [Pick("soup"), Tick({"plant", "cat"}), Sent(DAY), Typed(LETTERS)]
QUESTIONS = [
    "Qu'y a-t-il au petit déjeuner ?",
    "Qu'avez-vous fait ?",
    "Quel jour a-t-il été envoyé ?",
    "Quelles lettres sont sur votre papier ?",
]


def play(today: date, *moves: Move) -> ScriptedPrompter:
    """Play a try-out to its end; the whole script has to be used."""
    prompter = ScriptedPrompter(deque(moves))
    try_out(prompter, today)
    assert not prompter.moves
    return prompter


def linear(today: date, *lines: str) -> str:
    """Return what a try-out says in lines."""
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    try_out(LinearPrompter(source, out), today)
    return out.getvalue()


def test_what_was_understood_is_said_at_the_end(today: date) -> None:
    prompter = play(today, *ANSWERS)
    assert prompter.page.title == "L'essai est fini"
    assert "Rien n'en a été gardé" in prompter.page.text[0]
    assert prompter.page.rows == (
        Row("Choix", ("Soupe",)),
        Row("Cases cochées", ("J'ai arrosé la plante", "J'ai nourri le chat")),
        Row("Date", ("lundi 2 novembre 2026",)),
        Row("Code", ("votre code",)),
    )


def test_what_is_not_known_is_said_too(today: date) -> None:
    prompter = play(today, Pick("bread"), Tick(set()), Sent(None), Typed(None))
    assert [row.lines for row in prompter.page.rows] == [
        ("Pain",),
        ("aucune",),
        ("Je ne sais pas",),
        ("pas de code",),
    ]


def test_each_kind_of_question_is_asked_once(today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a prompter can ask: a kind that is added later has to be tried out too."""
    public = {name for name in vars(Prompter) if not name.startswith("_")}
    kinds = public - {"show", "show_last", "say", "can_show_code"}
    asked: list[str] = []
    for name in kinds:
        real = getattr(ScriptedPrompter, name)

        def noting(*arguments: object, name: str = name, real: object = real) -> object:
            asked.append(name)
            return real(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(ScriptedPrompter, name, noting)
    play(today, *ANSWERS)
    assert set(asked) == kinds
    assert len(asked) == len(QUESTIONS)


def test_each_question_has_a_page_that_says_where_it_stands(today: date) -> None:
    prompter = play(today, *ANSWERS)
    assert prompter.asked == QUESTIONS
    tallies = ["0 faite, 4 à faire", "1 faite, 3 à faire", "2 faites, 2 à faire"]
    places = [page.place for page in prompter.screens[:-1]]
    assert places == [
        Place(number=number + 1, total=4, tally=tally)
        for number, tally in enumerate([*tallies, "3 faites, 1 à faire"])
    ]
    assert "rien n'est gardé ni changé" in prompter.screens[0].text[0]


def test_back_is_the_question_before_and_the_first_stays(today: date) -> None:
    """REQ-A9: boxes come back as they were left."""
    moves = [GoBack(), *ANSWERS[:2], GoBack(), Tick(), GoBack(), GoBack(), *ANSWERS]
    prompter = play(today, *moves)
    choice, boxes, day, letters = QUESTIONS
    asked = [choice, choice, boxes, day, boxes, day, boxes, choice, boxes, day, letters]
    assert prompter.asked == asked
    assert len(prompter.page.rows) == 4


def test_boxes_are_as_they_were_left_after_going_back(today: date) -> None:
    said = linear(today, "1", "-1 2", "retour", "0", "0", "0")
    first, again = said.split("Qu'avez-vous fait ?")[1:]
    assert "1 : J'ai ouvert les rideaux. Fait.\n2 : J'ai arrosé la plante. À faire." in first
    assert "1 : J'ai ouvert les rideaux. À faire.\n2 : J'ai arrosé la plante. Fait." in again


@pytest.mark.parametrize("before", range(len(ANSWERS)))
@pytest.mark.parametrize(("move", "error"), [(Leave(), Quit), (End(), InputEndedError)])
def test_leaving_is_for_the_command(
    before: int, move: Move, error: type[Exception], today: date
) -> None:
    """REQ-S4: at every question; the end of input is never an answer."""
    prompter = ScriptedPrompter(deque([*ANSWERS[:before], move]))
    with pytest.raises(error):
        try_out(prompter, today)
    assert prompter.asked == QUESTIONS[: before + 1]


def test_the_paper_s_letters_are_a_code_and_others_are_not(today: date) -> None:
    """Errors of the guide's own reader, so that one may meet them here."""
    said = linear(today, "1", "0", "0", "2 ARFK DDEA", LETTERS.lower())
    assert f"Imaginez que votre papier dit : {LETTERS}" in said
    assert said.count("Ce code ne peut pas servir") == 1
    assert said.endswith("Code : votre code\n")


def test_the_first_letters_of_each_answer_are_its_own(today: date) -> None:
    """REQ-A7: one letter is enough to try it."""
    for letter, chosen in {"p": "Pain", "F": "Fruits", "s": "Soupe"}.items():
        assert f"Choisi : {chosen}\n" in linear(today, letter, "0", "0", "0")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_line_holds_more_than_a_sentence(language: str, today: date) -> None:
    """REQ-H1: but a box, with its state."""
    i18n.set_language(language)
    said = linear(today, "2", "1 2", "2026-11-02", LETTERS)
    for line in said.splitlines():
        assert len(split_sentences(line)) <= 1 + (line[:1].isdecimal()), line
