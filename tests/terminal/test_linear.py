"""The prompter of plain lines, on strings."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.errors import InputEndedError
from mes_optout.i18n import LANGUAGES, _, set_language
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.text import split_sentences
from mes_optout.walkthrough.journey_pages import step_screen
from mes_optout.walkthrough.prompter import (
    Back,
    CheckState,
    Option,
    Place,
    Quit,
    Screen,
    Skip,
    Stuck,
    day_line,
)
from mes_optout.wording.blocks import Address, Row

PAGE = Screen(
    title="Recevoir un code",
    heading="S'opposer à l'ouverture",
    day="Dernier jour : lundi 14 décembre 2026, dans 17 jours",
    place=Place(5, 9, "4 faites, 5 à faire"),
    text=("Un mot avant. Un autre ? « Que propose le site ? » dit le texte.",),
    rows=(
        Row("Pourquoi", ("Ce code prouve que c'est vous. Il ne sert qu'une fois.",)),
        Row("À faire", ("Ouvrez la page.", "Choisissez."), numbered=True),
    ),
    foot="Probable, relu en novembre 2026",
    addresses=(Address("Page à ouvrir :", "https://www.monespacesante.fr/enrolement/cloture"),),
)
YES_NO = [Option("yes", "Oui"), Option("no", "Non")]
CHECKS = [
    CheckState("got", "J'ai reçu le code", ticked=False),
    CheckState("alone", "Je suis seul ou seule à lire ce message.", ticked=True),
]


Ask = Callable[[LinearPrompter], object]


class Failing(io.StringIO):
    """A terminal that was unplugged."""

    def readline(self, *_: object) -> str:  # type: ignore[override]  # bytes, by its stubs
        raise OSError


def prompter(*lines: str) -> tuple[LinearPrompter, io.StringIO]:
    """Return a prompter that will read `lines`, and what it writes to."""
    out = io.StringIO()
    return LinearPrompter(io.StringIO("".join(f"{line}\n" for line in lines)), out), out


def test_a_page_is_read_from_top_to_bottom() -> None:
    """REQ-A19, REQ-S18, REQ-H1: « nom : valeur » lines; each sentence and address on its own.

    The first page of a run says which mode it is.
    """
    linear, out = prompter()
    linear.show(PAGE)
    linear.show(Screen(title="Une autre page"))
    assert out.getvalue() == (
        "Lignes simples : une phrase par ligne, et chaque réponse a un numéro.\n"
        "\n"
        "S'opposer à l'ouverture\n"
        "Dernier jour : lundi 14 décembre 2026, dans 17 jours\n"
        "Étape 5 sur 9 : Recevoir un code.\n"
        "4 faites, 5 à faire.\n"
        "Un mot avant.\n"
        "Un autre ?\n"
        "« Que propose le site ? » dit le texte.\n"
        "Pourquoi : Ce code prouve que c'est vous.\n"
        "Il ne sert qu'une fois.\n"
        "À faire :\n"
        "1. Ouvrez la page.\n"
        "2. Choisissez.\n"
        "Fiabilité : Probable, relu en novembre 2026.\n"
        "Page à ouvrir :\n"
        "https://www.monespacesante.fr/enrolement/cloture\n"
        "\n"
        "Une autre page\n"
    )


def test_boxes_say_their_state_in_words() -> None:
    """REQ-A3, REQ-A14."""
    linear, out = prompter("1")
    assert linear.tick("Qu'avez-vous fait ?", CHECKS) == {"got", "alone"}
    lines = out.getvalue().splitlines()
    assert lines[:3] == [
        "Qu'avez-vous fait ?",
        "1 : J'ai reçu le code. À faire.",
        "2 : Je suis seul ou seule à lire ce message. Fait.",
    ]
    assert lines[-2:] == [
        "Numéros, 0 pour ne rien changer, ou x : ",
        "Choisi : les 2 cases.",
    ]


def test_a_choice_says_its_answers_and_what_to_type() -> None:
    """REQ-A3, REQ-A5."""
    linear, out = prompter("non")
    assert linear.choose("Effacer ?", YES_NO).id == "no"
    lines = out.getvalue().splitlines()
    assert lines[:3] == ["Effacer ?", "1 : Oui", "2 : Non"]
    assert "Tapez le numéro de votre réponse, ou ses premières lettres, puis Entrée." in lines
    assert lines[-2:] == ["Votre choix : ", "Choisi : Non"]


def test_what_to_type_is_said_in_full_once_for_each_kind() -> None:
    """REQ-A4."""
    linear, out = prompter("1", "1", "?", "1", "1 2")
    for _again in range(3):
        linear.choose("Effacer ?", YES_NO)
    linear.tick("Qu'avez-vous fait ?", CHECKS)
    said = out.getvalue()
    assert said.count("ou ses premières lettres") == 2
    assert said.count("Tapez un ou plusieurs numéros") == 1
    assert said.count("À tout moment") == 2  # at the first question of a run, and on « ? »


def test_an_answer_that_leaves_is_said_back_and_quits() -> None:
    """REQ-S4."""
    linear, out = prompter("2")
    with pytest.raises(Quit):
        linear.choose("Continuer ?", [Option("go", "Oui"), Option("quit", "Quitter", leaves=True)])
    assert out.getvalue().endswith("Choisi : Quitter\n")


@pytest.mark.parametrize("typed", ["x", " X "])
def test_one_letter_says_that_a_step_is_not_for_me(typed: str) -> None:
    """It is said back, and how to do so stands at the boxes: in full once, in short each time."""
    linear, out = prompter(typed)
    with pytest.raises(Skip):
        linear.tick("Qu'avez-vous fait ?", CHECKS)
    said = out.getvalue()
    assert "x : cette étape ne me concerne pas." in said
    assert "ou x : " in said
    assert said.splitlines()[-1] == "Choisi : cette étape ne me concerne pas."
    # At other questions it is a letter like another.
    linear, out = prompter(typed, "1")
    assert linear.choose("Effacer ?", YES_NO).id == "yes"


@pytest.mark.parametrize("typed", ["problème", " PROBLEME ", "problem"])
def test_a_word_says_at_boxes_that_there_is_a_problem(typed: str) -> None:
    """What « ? » is in menus; here that is the help with typing, everywhere."""
    linear, out = prompter("?", typed)
    with pytest.raises(Stuck) as raised:
        linear.tick("Qu'avez-vous fait ?", CHECKS)
    assert raised.value.ticked == {"alone"}
    said = out.getvalue()
    assert "« problème » : j'ai un problème." in said
    assert said.splitlines()[-1] == "Choisi : J'ai un problème"


@pytest.mark.parametrize(("word", "move"), [("q", Quit), ("retour", Back)])
def test_words_that_rule_leave_every_question(word: str, move: type[Exception]) -> None:
    """REQ-A9, REQ-S4."""
    asking: tuple[Ask, ...] = (
        lambda linear: linear.choose("Effacer ?", YES_NO),
        lambda linear: linear.tick("Qu'avez-vous fait ?", CHECKS),
        lambda linear: linear.ask_line(day_line("Quel jour ?", date(2026, 11, 24))),
    )
    for ask in asking:
        linear, _ = prompter(word)
        with pytest.raises(move):
            ask(linear)


def test_the_end_of_input_is_never_an_answer() -> None:
    """Nor is a terminal that fails."""
    for source in (io.StringIO(""), Failing()):
        with pytest.raises(InputEndedError):
            LinearPrompter(source, io.StringIO()).choose("Effacer ?", YES_NO)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_holds_more_than_a_sentence(language: str) -> None:
    """REQ-H1, REQ-A12: every step is complete, and only the terminal wraps a line.

    Where a box or a list of what to have at hand holds several, they belong together.
    """
    set_language(language)
    pack = Pack(shipped(), language)
    linear, out = prompter(*["0"] * 200)
    steps = [step for name in pack.triage.procedures for step in pack.procedure(name).steps]
    for step in steps:
        linear.show(step_screen(step))
        linear.tick(
            "Qu'avez-vous fait ?", [CheckState(c.id, c.text, ticked=False) for c in step.checks]
        )
    said = out.getvalue()
    numbered = re.compile(r"\d+ ?[:.] ")
    done, to_do = (_(state).format(text="") for state in ("{text} Done.", "{text} To do."))
    for line in said.splitlines():
        sentences = split_sentences(numbered.sub("", line))
        assert len(sentences) <= 1 or line.endswith((done, to_do)), line
    for step in steps:
        risk = filter(None, (step.before, step.reassurance))
        for part in (step.title, step.why, *risk, *(line.text for line in step.body)):
            assert part in " ".join(said.split())


def test_nothing_that_is_typed_can_steer_the_terminal() -> None:
    """REQ-A2."""
    linear, out = prompter("\x1b[2J\x9b\x07zut\u202e\x00", "1")
    linear.choose("Effacer ?", YES_NO)
    said = out.getvalue()
    assert "zut" in said
    assert {letter for letter in said if not letter.isprintable()} == {"\n"}


def test_what_stood_above_comes_again_with_the_first_question_only() -> None:
    """REQ-S6: after a stop; a page of the program's own takes its place."""
    out = io.StringIO()
    linear = LinearPrompter(io.StringIO("1\n"), out, "Une liste.\n")
    linear.choose("On y va ?", YES_NO)
    assert "Une liste." not in out.getvalue()
    linear.repeat()
    assert out.getvalue().count("Une liste.\nOn y va ?\n1 : Oui\n") == 1
    linear.show(PAGE)
    linear.repeat()
    assert out.getvalue().count("Une liste.") == 1
