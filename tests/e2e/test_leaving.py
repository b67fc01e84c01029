"""Every way out: Ctrl-C, Quitter, signals, Ctrl-D; and back by one question."""

import signal
from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.homes import Home, typed
from support.straight import pages_straight_on
from support.terminals import (
    CTRL_BACKSLASH,
    CTRL_C,
    CTRL_D,
    DOWN,
    ENTER,
    ESCAPE,
    LEFT,
    SPACE,
    UP,
    WIPE,
    Terminal,
    words,
)

Start = Callable[..., Terminal]

WELCOME = ("Avant de commencer", "Voulez-vous continuer ?")
BEFORE = ("Durée", "Voulez-vous continuer ?")
DATE = ("Quel jour a-t-il été envoyé ?",)
DEADLINE = ("Dernier jour : lundi 14 décembre 2026", "Voulez-vous continuer ?")
DAY = ("delai", "date-envoi")  # the box that it answers
BOXES = ("Étape 2 sur 7", "Qu'avez-vous fait ?")
MENU = ("Choisi : aucune case.", "Comment voulez-vous continuer ?")
PROBLEM = ("Que se passe-t-il ?",)

# Each page on the way, and what is pressed or typed there to come to the next.
MENUS = [
    (WELCOME, ENTER),
    (BEFORE, ENTER),
    (DATE, "2 novembre 2026\r"),
    (DEADLINE, ENTER),
    (BOXES, ENTER),
    (MENU, DOWN + ENTER),
    (PROBLEM, ENTER),
]
LINES = [
    (WELCOME, "1\r"),
    (BEFORE, "1\r"),
    (DATE, "2 novembre 2026\r"),
    (DEADLINE, "1\r"),
    (BOXES, "0\r"),
    (MENU, "2\r"),
    (PROBLEM, "1\r"),
]
PROMPTS = {WELCOME: "Votre choix :", DATE: "Date, ou 0", DEADLINE: "Votre choix :"}
PROMPTS |= {
    BEFORE: "Votre choix :",
    BOXES: "Numéros, 0 pour",
    MENU: "Votre choix :",
    PROBLEM: "Votre choix :",
}
PLACES = [WELCOME, DATE, DEADLINE, BOXES, MENU, PROBLEM]
RARER = [pytest.param(page, marks=pytest.mark.slow) for page in (DEADLINE, PROBLEM)]
NAMES = ["welcome", "date", "boxes", "menu", "deadline", "problem"]


def at(place: tuple[str, ...], start: Start, *, linear: bool) -> Terminal:
    """Start the program and go as far as `place`, whose question then stands."""
    terminal = start("guide", "opposition", *(["--simple"] if linear else []))
    for page, keys in LINES if linear else MENUS:
        terminal.wait_for(*page, PROMPTS[page] if linear else "> ")
        if page == place:
            return terminal
        terminal.send(keys)
    raise AssertionError(place)


def nothing_is_left(terminal: Terminal) -> bool:
    """Say whether the screen and what scrolls back above it are empty, by a wipe that came last."""
    return terminal.raw.endswith(WIPE) and terminal.page == terminal.scrolled_away == ""


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("place", [WELCOME, DATE, BOXES, MENU, *RARER], ids=NAMES)
def test_ctrl_c_wipes_at_every_prompt(
    *, place: tuple[str, ...], linear: bool, start: Start, home: Home
) -> None:
    """REQ-S1: the last bytes are the wipe, nothing is said, exit 130, what was entered is kept."""
    terminal = at(place, start, linear=linear)
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert nothing_is_left(terminal)
    assert home.notes.exists() == (PLACES.index(place) > PLACES.index(DATE))


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
def test_pressing_ctrl_c_in_panic_changes_nothing(*, linear: bool, start: Start) -> None:
    """REQ-S2: five times at once; afterwards the terminal echoes what is typed."""
    terminal = at(BOXES, start, linear=linear)
    terminal.send(CTRL_C * 5)
    assert terminal.leave() == 130
    assert nothing_is_left(terminal)
    assert terminal.is_sane()


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("place", [WELCOME, DATE, BOXES, MENU], ids=NAMES[:4])
def test_ctrl_backslash_leaves_like_ctrl_c(
    *, place: tuple[str, ...], linear: bool, start: Start, home: Home
) -> None:
    """REQ-S1: the key that stops a program that hangs, for whoever knows it; no core is left."""
    terminal = at(place, start, linear=linear)
    before = set(home.folder.rglob("*"))
    terminal.send(CTRL_BACKSLASH)
    assert terminal.leave() == 131
    assert nothing_is_left(terminal)
    assert terminal.is_sane()
    assert set(home.folder.rglob("*")) == before


@pytest.mark.parametrize("ending", [CTRL_C, CTRL_D, "Quitter"], ids=["ctrl-c", "ctrl-d", "quit"])
def test_boxes_moved_but_not_entered_are_dropped(
    ending: str, start: Start, home: Home, pack: Pack
) -> None:
    """REQ-S1: Enter is what confirms."""
    step = next(pages_straight_on(pack.procedure("opposition"))).step
    terminal = at(BOXES, start, linear=False)
    terminal.send(SPACE, ENTER)
    terminal.wait_for("> Continuer cette étape")
    terminal.send(ENTER)
    terminal.wait_for(f"> [fait] {step.checks[0].text}")
    terminal.send(DOWN, SPACE)
    terminal.wait_for(f"> [fait] {step.checks[1].text}")
    if ending == "Quitter":
        terminal.send(ESCAPE)
        terminal.wait_for("> Continuer cette étape")
        terminal.send(UP, ENTER)
    else:
        terminal.send(ending)
    terminal.leave()
    assert home.ticked() == {DAY, (step.id, step.checks[0].id)}


@pytest.mark.parametrize("place", [WELCOME, MENU, *RARER])
def test_quitting_in_a_menu_wipes(place: tuple[str, ...], start: Start) -> None:
    """REQ-S4: Quitter is the last answer of each menu: one step up from the first."""
    terminal = at(place, start, linear=False)
    terminal.send(UP)
    terminal.wait_for("> Quitter")
    terminal.send(ENTER)
    assert terminal.leave() == 0
    assert nothing_is_left(terminal)


@pytest.mark.parametrize(("place", "word"), [(WELCOME, "3"), (DATE, "q"), (BOXES, "quitter")])
def test_quitting_in_lines_wipes(place: tuple[str, ...], word: str, start: Start) -> None:
    """REQ-S4."""
    terminal = at(place, start, linear=True)
    terminal.send(word, ENTER)
    assert terminal.leave() == 0
    assert nothing_is_left(terminal)


def test_q_quits_where_the_menus_ask_for_a_date(start: Start) -> None:
    """REQ-S4: the one place where something is typed in the menus."""
    terminal = at(DATE, start, linear=False)
    terminal.send("q", ENTER)
    assert terminal.leave() == 0
    assert nothing_is_left(terminal)


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("place", [WELCOME, BOXES], ids=["welcome", "boxes"])
def test_sigterm_wipes(*, place: tuple[str, ...], linear: bool, start: Start, home: Home) -> None:
    """REQ-S5: exit 143, the terminal in order, what was entered on disk."""
    terminal = at(place, start, linear=linear)
    terminal.kill(signal.SIGTERM)
    assert terminal.leave() == 143
    assert nothing_is_left(terminal)
    assert terminal.is_sane()
    assert home.notes.exists() == (place is BOXES)


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("place", [WELCOME, BOXES], ids=["welcome", "boxes"])
def test_sighup_writes_nothing_at_all(
    *, place: tuple[str, ...], linear: bool, start: Start, home: Home
) -> None:
    """REQ-S5: somebody else may see that terminal."""
    terminal = at(place, start, linear=linear)
    terminal.settle()
    before = bytes(terminal.raw)
    terminal.kill(signal.SIGHUP)
    assert terminal.leave() == 129
    assert terminal.raw == before
    assert home.notes.exists() == (place is BOXES)


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("place", [DATE, BOXES], ids=["date", "boxes"])
def test_ctrl_d_keeps_what_was_entered_and_leaves(
    *, place: tuple[str, ...], linear: bool, start: Start, home: Home
) -> None:
    """The end of input is never an answer: exit 3, and one sentence that says how to go on."""
    terminal = at(place, start, linear=linear)
    terminal.send(CTRL_D)
    assert terminal.leave() == 3
    assert "La saisie s'arrête ici." in terminal.page
    assert "Pour reprendre : mes-optout guide" in terminal.page
    assert home.notes.exists() == (place is BOXES)


ENDED = "La saisie s'arrête ici. Ce que vous avez confirmé est gardé. Pour reprendre : "
ENDED += "mes-optout guide"


def stands_alone(terminal: Terminal, sentence: str) -> bool:
    """Say whether a sentence is all that the screen and what scrolls back show."""
    shown = words("\n".join(terminal.rows))
    return (shown, terminal.page, terminal.scrolled_away) == (sentence, sentence, "")


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("half", ["", "1"], ids=["alone", "half-a-line"])
@pytest.mark.parametrize("place", [WELCOME, DATE, BOXES, MENU], ids=NAMES[:4])
def test_ctrl_d_leaves_no_word_of_a_page(
    *, place: tuple[str, ...], half: str, linear: bool, start: Start
) -> None:
    """REQ-S25: the one sentence then stands on an empty screen; half a line is no answer."""
    terminal = at(place, start, linear=linear)
    terminal.send(half, CTRL_D)
    assert terminal.leave() == 3
    assert stands_alone(terminal, ENDED)
    assert terminal.is_sane()


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
def test_a_pack_that_cannot_be_read_leaves_no_word_of_a_page(
    *, linear: bool, start: Start, home: Home
) -> None:
    """REQ-S25: what is wrong with it is found after the first page."""
    terminal = start(
        "--steps", str(home.folder / "none"), "guide", *(["--simple"] if linear else [])
    )
    terminal.wait_for(*WELCOME, "Votre choix :" if linear else "> ")
    terminal.send("1" if linear else "", ENTER)
    assert terminal.leave() == 65
    unreadable = (
        "Erreur : fr/situations.toml ne peut pas être lu : ce fichier ou ce dossier n'existe pas."
    )
    assert stands_alone(terminal, f"{unreadable} Corrigez le fichier, puis relancez la commande.")


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
def test_ctrl_d_in_the_try_out_leaves_no_word_of_it(*, linear: bool, start: Start) -> None:
    terminal = start("help", "accessibility", "--try", *(["--simple"] if linear else []))
    terminal.wait_for("petit déjeuner", "Votre choix :" if linear else "> Pain")
    terminal.send(CTRL_D)
    assert terminal.leave() == 3
    assert stands_alone(
        terminal, "La saisie s'arrête ici. Rien n'a été gardé, comme vous l'avez demandé."
    )


@pytest.mark.parametrize("simple", ["", "1"], ids=["menus", "linear"])
@pytest.mark.parametrize("half", ["", "o"], ids=["alone", "half-a-line"])
@pytest.mark.parametrize("command", ["deadline", "forget"])
def test_ctrl_d_at_the_question_of_a_command_leaves_no_word_of_it(
    command: str, half: str, simple: str, start: Start, home: Home
) -> None:
    """REQ-S25: nor of the list of files above it, and nothing is deleted."""
    home.run("guide", "cloture", "--simple", input=typed("1", "1", "1"))
    terminal = start(command, env={"MES_OPTOUT_SIMPLE": simple})
    asked = {"deadline": "Quel jour", "forget": "Effacer ?"}[command]
    terminal.wait_for(asked)
    terminal.settle()
    terminal.send(half, CTRL_D)
    assert terminal.leave() == 3
    assert stands_alone(terminal, ENDED)
    assert terminal.is_sane()
    assert home.notes.exists()


def test_through_a_pipe_the_end_of_input_clears_nothing(home: Home) -> None:
    """REQ-A2: no escape, and what was written stays."""
    done = home.run("guide", "opposition", input=typed("1", "1", "2 novembre 2026"))
    assert done.code == 3
    assert "\x1b" not in done.out + done.err
    assert "Avant de commencer" in done.out
    assert words(done.err) == ENDED


@pytest.mark.parametrize("key", [ESCAPE, LEFT], ids=["escape", "left"])
def test_back_is_one_question_in_the_menus(key: str, start: Start) -> None:
    """REQ-A9: from a problem to the menu, the boxes and the deadline."""
    terminal = at(PROBLEM, start, linear=False)
    for page in ("Comment voulez-vous continuer ?", "Qu'avez-vous fait ?", "Changer la date"):
        terminal.send(key)
        terminal.wait_for(page)


def test_back_from_and_to_the_date_in_the_menus(start: Start) -> None:
    """REQ-A9: in a typed line Escape is back, the arrow stays with the cursor."""
    terminal = at(DEADLINE, start, linear=False)
    terminal.send(ESCAPE)
    terminal.wait_for(*DATE)
    terminal.send("3 novembre 2026", LEFT * 15, "1", ENTER)
    terminal.wait_for("13 novembre 2026", *DEADLINE[1:])
    terminal.send(ESCAPE)
    terminal.wait_for(*DATE)
    terminal.send("retour", ENTER)
    terminal.wait_for(*DATE)


def test_back_on_the_first_page_stays_there(start: Start) -> None:
    terminal = at(WELCOME, start, linear=False)
    terminal.send(DOWN, DOWN)
    terminal.wait_for("> Quitter")
    terminal.send(ESCAPE)
    terminal.wait_for("> Continuer")


def test_three_quick_enters_answer_one_question(start: Start, pack: Pack) -> None:
    """REQ-A10: the second and third, typed ahead, do not choose a situation."""
    terminal = start("guide")
    terminal.wait_for(*WELCOME, "> Continuer")
    terminal.send(ENTER * 3)
    terminal.wait_for(f"> {pack.triage.questions[0].answers[0].label}")
    terminal.send(DOWN)
    terminal.wait_for("Choisi : Continuer", f"> {pack.triage.questions[0].answers[1].label}")


def test_no_other_key_touches_the_boxes(start: Start, home: Home, pack: Pack) -> None:
    """Of questionary's own keys, « a » ticks all and « i » inverts: one slip is an evening."""
    step = next(pages_straight_on(pack.procedure("opposition"))).step
    terminal = at(BOXES, start, linear=False)
    terminal.send(SPACE, "a", "i", "x", "1", "j", "k", "\x0e", "\x10", "\x11", ENTER)
    terminal.wait_for("Aucune case ne commence par « aix1jk ».", "> [fait]")
    terminal.send(ENTER)
    terminal.wait_for(f"Choisi : {step.checks[0].text}", "> Continuer cette étape")
    assert home.ticked() == {DAY, (step.id, step.checks[0].id)}


def test_the_linear_mode_sends_nothing_but_the_wipe(start: Start) -> None:
    """REQ-A2: no escape sequence on a terminal either."""
    terminal = at(PROBLEM, start, linear=True)
    assert b"\x1b" not in terminal.raw
    assert b"\x07" not in terminal.raw
    assert b"\r" not in terminal.raw.replace(b"\r\n", b"")  # the terminal's own line ends


@pytest.mark.parametrize(
    "variables",
    [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}, {"MES_OPTOUT_SIMPLE": "oui"}],
    ids=lambda variables: next(iter(variables)),
)
def test_variables_choose_the_linear_mode(variables: dict[str, str], start: Start) -> None:
    """REQ-A1: the real program in a real terminal."""
    terminal = start("guide", env=variables)
    terminal.wait_for("1 : Continuer", "3 : Quitter", "Votre choix :")
    assert b"\x1b" not in terminal.raw


def test_ctrl_s_does_not_freeze_the_lines(start: Start) -> None:
    """REQ-A11: a slip of a finger; who cannot see the screen has no way to notice."""
    terminal = at(WELCOME, start, linear=True)
    terminal.send("\x13", "1", ENTER)
    terminal.wait_for("Choisi : Continuer", *BEFORE)
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert terminal.is_sane()


def test_a_dumb_terminal_is_never_wiped_and_the_first_page_says_so(start: Start) -> None:
    """REQ-A2: where no wipe is possible the first page says so."""
    terminal = start("guide", env={"TERM": "dumb"})
    terminal.wait_for(*WELCOME, "Votre choix :")
    said = terminal.page
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert b"\x1b" not in terminal.raw
    assert "effacer l'écran" in said or "vider l'écran" in said


def unfinished_end(start: Start, home: Home, pack: Pack, *, linear: bool) -> Terminal:
    """Put every step of a procedure off, and stand at its end."""
    steps = pack.procedure("cloture").steps
    home.run(
        "guide", "cloture", "--simple", input=typed("1", "1", *["0\nfaire cette"] * len(steps), "q")
    )
    terminal = start("guide", "cloture", *(["--simple"] if linear else []))
    terminal.wait_for(*WELCOME, "Votre choix :" if linear else "> Continuer")
    terminal.send("1" if linear else "", ENTER)
    terminal.wait_for("Qu'avez-vous fait ?", "Numéros" if linear else "> [à faire]")
    terminal.send("0" if linear else "", ENTER)
    terminal.wait_for("Comment voulez-vous continuer ?", "Votre choix :" if linear else "> ")
    terminal.send("faire cette", ENTER)
    terminal.wait_for("Pas encore fini", "Votre choix :" if linear else "> Terminer")
    return terminal


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("word", ["terminer", "q", "terminer et laisser"])
def test_an_end_wipes_unless_its_page_is_to_stay(
    *, word: str, linear: bool, start: Start, home: Home, pack: Pack
) -> None:
    """REQ-S22, REQ-S25: finished or not; the answer is meant though another one begins so."""
    terminal = unfinished_end(start, home, pack, linear=linear)
    terminal.send(word, ENTER)
    assert terminal.leave() == 0
    assert nothing_is_left(terminal) == (word != "terminer et laisser")
    assert ("Pas encore fini" in terminal.page) == (word == "terminer et laisser")


@pytest.mark.parametrize("stays", [False, True], ids=["finish", "stay"])
def test_what_was_not_saved_is_said_below_a_wiped_screen_too(
    *, stays: bool, start: Start, home: Home, pack: Pack
) -> None:
    """REQ-R2, REQ-S25: exit 4 and its sentence, and of the page nothing."""
    home.state.write_text("no folder")
    terminal = start("guide", "ado", "--simple")
    terminal.wait_for(*WELCOME, "Votre choix :")
    put_off = ["0", ENTER, "faire cette", ENTER] * len(pack.procedure("ado").steps)
    terminal.send("1", ENTER, "continuer sans enregistrer", ENTER, "1", ENTER, *put_off)
    terminal.wait_for("Pas encore fini", "Terminer et laisser")
    terminal.send("terminer et laisser" if stays else "terminer", ENTER)
    assert terminal.leave() == 4
    assert "n'a pas pu être enregistré" in terminal.page
    assert (WIPE in terminal.raw) == (not stays)
    assert ("Pas encore fini" in terminal.page) == stays
