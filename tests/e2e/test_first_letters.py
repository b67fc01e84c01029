"""Letters typed in the menus of the real program: they point, and only Enter chooses."""

import json
from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.homes import Home, typed
from support.straight import pages_straight_on
from support.terminals import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, LEFT, SPACE, UP, WIPE, Terminal

Start = Callable[..., Terminal]

WELCOME = ("Avant de commencer", "Voulez-vous continuer ?", "> Continuer")
BACKSPACE = "\x7f"
NOTHING = "Aucune réponse ne commence par « {} »."


def first_page(start: Start, **how: object) -> Terminal:
    terminal = start("guide", **how)
    terminal.wait_for(*WELCOME)
    return terminal


def second_question(start: Start) -> Terminal:
    """Stand where there is a question before."""
    terminal = first_page(start)
    terminal.send(ENTER)
    terminal.wait_for("Pour qui", "> Pour moi, adulte")
    terminal.send(ENTER)
    terminal.wait_for("Choisi : Pour moi, adulte", "> ", "Quitter")
    return terminal


def boxes(start: Start, **how: object) -> Terminal:
    """Stand before the boxes of the first step of a procedure."""
    terminal = start("guide", "confidentialite", **how)
    terminal.wait_for(*WELCOME)
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Qu'avez-vous fait ?", "> [à faire]")
    return terminal


def left_wiped(terminal: Terminal) -> bool:
    code = terminal.leave()
    return code == 0 and terminal.raw.endswith(WIPE) and terminal.page == ""


@pytest.mark.parametrize("word", ["quitter", "q", "QUIT"])
def test_the_word_for_leaving_leaves(word: str, start: Start) -> None:
    terminal = first_page(start)
    terminal.send(word)
    terminal.wait_for("> Quitter")
    terminal.send(ENTER)
    assert left_wiped(terminal)
    assert terminal.scrolled_away == ""


def test_letters_and_enter_in_one_go_leave_too(start: Start) -> None:
    terminal = first_page(start)
    terminal.send("quitter", ENTER)
    assert left_wiped(terminal)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (80, 20)])
def test_enter_after_letters_that_mean_nothing_says_so_and_stays(
    columns: int, rows: int, start: Start
) -> None:
    terminal = first_page(start, columns=columns, rows=rows)
    terminal.send("xyz", ENTER)
    terminal.wait_for(NOTHING.format("xyz"), "> Continuer")
    assert ("Voulez-vous continuer ?" in terminal.page) == (rows == 24)  # where it has room
    terminal.send(ENTER)
    terminal.wait_for("Choisi : Continuer")


def test_a_second_enter_does_not_choose_what_the_first_refused(start: Start) -> None:
    """REQ-A10: what is typed ahead is dropped there too."""
    terminal = first_page(start)
    terminal.send("xyz", ENTER * 3)
    terminal.wait_for(NOTHING.format("xyz"), "> Continuer")
    terminal.send("q")
    terminal.wait_for("> Quitter")


def test_only_a_part_of_what_was_typed_is_said_back(start: Start) -> None:
    terminal = first_page(start)
    terminal.send("x" * 500, ENTER)
    terminal.wait_for(NOTHING.format("x" * 40))
    assert "x" * 41 not in terminal.raw.decode()


def test_backspace_takes_a_letter_back_and_arrows_forget_them(start: Start) -> None:
    terminal = first_page(start)
    terminal.send("quix", BACKSPACE)
    terminal.wait_for("> Quitter")
    terminal.send(BACKSPACE * 9, "c")
    terminal.wait_for("> Continuer")
    terminal.send("zz", DOWN)
    terminal.wait_for("> Continuer sans rien garder ici")
    terminal.send("zz", UP, ENTER)
    terminal.wait_for("Choisi : Continuer")


def test_a_paste_is_letters_and_its_line_ends_are_no_enter(start: Start) -> None:
    terminal = first_page(start)
    terminal.send("\x1b[200~Quitter\r\n\x1b[201~")
    terminal.wait_for("> Quitter")
    terminal.send("\x1b[200~" + "3" * 100_000 + "\r\x1b[201~", ENTER)
    terminal.wait_for(NOTHING.format("Quitter " + "3" * 31), "> Quitter")
    terminal.send(ENTER)
    assert left_wiped(terminal)


def test_a_digit_moves_to_the_answer_of_that_number(start: Start) -> None:
    """Only Enter chooses; a number that no answer has is told."""
    terminal = first_page(start)
    terminal.send("2")
    terminal.wait_for("> Continuer sans rien garder ici")
    terminal.send("2", ENTER)
    terminal.wait_for(NOTHING.format("22"), "> Continuer sans rien garder ici")
    terminal.send("1", ENTER)
    terminal.wait_for("Choisi : Continuer")


@pytest.mark.parametrize("ending", ["ctrl-c", "ctrl-d", "escape", "left"])
def test_letters_swallow_no_other_key(ending: str, start: Start) -> None:
    terminal = second_question(start)
    terminal.send("zz")
    if ending == "ctrl-c":
        terminal.send(CTRL_C)
        assert terminal.leave() == 130
    elif ending == "ctrl-d":
        terminal.send(CTRL_D)
        assert terminal.leave() == 3
    else:
        terminal.send(ESCAPE if ending == "escape" else LEFT)
        terminal.wait_for("Pour qui êtes-vous ici ?")


def test_the_words_of_the_lines_count_where_no_answer_begins_so(start: Start) -> None:
    terminal = second_question(start)
    terminal.send("?", ENTER)
    terminal.wait_for("Choisissez avec les flèches ou les premières lettres", "q pour quitter")
    terminal.send("retour", ENTER)
    terminal.wait_for("Pour qui êtes-vous ici ?")
    assert "Choisi" not in terminal.page


def test_letters_outlive_a_change_of_size(start: Start) -> None:
    terminal = first_page(start)
    terminal.send("quit")
    terminal.wait_for("> Quitter")
    terminal.resize(60)
    terminal.wait_for("Voulez-vous continuer ?", "> Quitter")
    terminal.send("ter", ENTER)
    assert left_wiped(terminal)


def test_letters_move_to_a_box_and_space_ticks_it(start: Start, home: Home, pack: Pack) -> None:
    label = "Je suis seul ou seule à lire ces messages"
    terminal = boxes_with(label, start, home, pack)
    terminal.send("JE")
    terminal.wait_for(f"> [à faire] {label}")
    terminal.send(SPACE)
    terminal.wait_for(f"> [fait] {label}")
    terminal.send(ENTER)
    terminal.wait_for("Choisi : ", "> Continuer cette étape")
    assert ("messages", "lecture-seule") in home.ticked()


def test_a_sentence_typed_beside_boxes_ticks_and_confirms_nothing(start: Start, home: Home) -> None:
    terminal = boxes(start)
    before = home.notes.read_bytes() if home.notes.exists() else b""
    terminal.send("xa b c d", ENTER)
    terminal.wait_for("Aucune case ne commence par « xa b c d ».", "> [à faire]")
    assert "[fait]" not in terminal.page
    assert (home.notes.read_bytes() if home.notes.exists() else b"") == before


def test_x_alone_says_that_the_step_is_not_for_me(start: Start, home: Home, pack: Pack) -> None:
    """In one key, said back; ticks that were not confirmed are none."""
    terminal = boxes(start)
    terminal.wait_for("(x : cette étape ne me concerne pas)")
    terminal.send(SPACE)
    terminal.wait_for("> [fait]")
    terminal.send("x")
    second = pack.procedure("confidentialite").steps[1]
    terminal.wait_for("Choisi : cette étape ne me concerne pas.", second.title)
    assert home.ticked() == set()
    (listed,) = home.run("status", "--json").json["procedures"]
    assert listed["steps"][0]["state"] == "not-for-me"


def boxes_with(label: str, start: Start, home: Home, pack: Pack, **how: object) -> Terminal:
    """Stand before the boxes among which one begins so; all before them are ticked."""
    pages, done = pages_straight_on(pack.procedure("cloture")), list[str]()
    for page in pages:
        if any(check.text.startswith(label) for check in page.step.checks):
            break
        done += [page.boxes, *page.on]
    home.run("guide", "cloture", input=typed("1", "1", *done, "q"))
    terminal = start("guide", "cloture", **how)
    terminal.wait_for(*WELCOME)
    terminal.send(ENTER)
    terminal.wait_for(label, "Qu'avez-vous fait ?", f"> [à faire] {page.step.checks[0].text}")
    return terminal


SENTENCES = [
    ("La page", "la page ne vient pas"),  # the first blanks stand in a label, the third does not
    ("La page", "la suite"),
    ("Je suis", "je ne sais plus"),
    ("Je suis", "je  ne"),
    ("Je suis", "Je suis perdu"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("label", "sentence"), SENTENCES)
def test_no_sentence_ticks_a_box_though_one_begins_so(
    label: str, sentence: str, start: Start, home: Home, pack: Pack
) -> None:
    """A blank between words ticks for no longer than until the next letter."""
    terminal = boxes_with(label, start, home, pack)
    before = home.ticked()
    terminal.send(*sentence, ENTER)
    terminal.wait_for(f"Aucune case ne commence par « {sentence} ».", "> [à faire]")
    assert "[fait]" not in terminal.page
    terminal.send(ENTER)
    terminal.wait_for("Choisi : aucune case.")
    assert home.ticked() == before


def test_a_label_typed_in_full_ticks_nothing_by_itself(
    start: Start, home: Home, pack: Pack
) -> None:
    label = "Je suis seul ou seule à lire ces messages"
    terminal = boxes_with(label, start, home, pack)
    before = home.ticked()
    terminal.send(label)
    terminal.wait_for(f"> [à faire] {label}")
    terminal.send(ENTER)
    terminal.wait_for("Choisi : aucune case.")
    assert home.ticked() == before


@pytest.mark.slow
@pytest.mark.parametrize(
    "key", ["u", BACKSPACE, "\x1b[200~u\x1b[201~"], ids=["key", "back", "paste"]
)
@pytest.mark.parametrize("resized", [False, True], ids=["", "resized"])
def test_what_a_blank_changed_is_put_back_by_what_follows(
    *, key: str, resized: bool, start: Start, home: Home, pack: Pack
) -> None:
    """Whatever edits the words; a change of size in between changes nothing."""
    label = "Je suis seul ou seule à lire ces messages"
    terminal = boxes_with(label, start, home, pack)
    terminal.send("je suis", SPACE)
    terminal.wait_for(f"> [fait] {label}")
    if resized:
        terminal.resize(70)
        terminal.wait_for("Qu'avez-vous fait ?", f"> [fait] {label}")
    terminal.send(key)
    terminal.wait_for(f"> [à faire] {label}")


def test_a_tick_stays_after_an_arrow_and_other_keys_are_no_letters(
    start: Start, home: Home, pack: Pack
) -> None:
    label = "Je suis seul ou seule à lire ces messages"
    terminal = boxes_with(label, start, home, pack)
    terminal.send("je suis", SPACE, "\x1b[15~", UP, "j'ai v", SPACE)  # F5
    terminal.wait_for("> [fait] J'ai vérifié", f"[fait] {label}")
    terminal.send(ENTER)
    terminal.wait_for("Choisi : les 2 cases.")
    assert len([check for step, check in home.ticked() if step == "messages"]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("word", ["q", "quitter", "?", "aide"])
def test_beside_boxes_the_word_for_leaving_says_how_to_leave(word: str, start: Start) -> None:
    terminal = boxes(start)
    terminal.send(SPACE, word, ENTER)
    terminal.wait_for("Pour partir tout de suite : Ctrl-C.", "Qu'avez-vous fait ?", "> [fait]")


def test_the_pointer_stays_on_its_box_when_letters_mean_nothing(start: Start, pack: Pack) -> None:
    second = pack.procedure("confidentialite").steps[0].checks[1]
    terminal = boxes(start)
    terminal.send(DOWN, "zz", ENTER)
    terminal.wait_for("Aucune case", f"> [à faire] {second.text}")


def test_where_no_answer_leaves_q_leaves_all_the_same(start: Start, home: Home) -> None:
    home.run("guide", "confidentialite", input=typed("1", "1", "0", "q"))
    home.state.mkdir(exist_ok=True)
    if not home.notes.exists():
        home.notes.write_text(json.dumps({"format": 1, "checks": [], "steps": [], "letters": []}))
    terminal = start("forget")
    terminal.wait_for("> Non, garder")
    terminal.send(DOWN)
    terminal.wait_for("> Oui, effacer")
    terminal.send("q", ENTER)
    terminal.wait_for("Rien n'a été effacé.")
    assert terminal.leave() == 0
    assert home.notes.exists()


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "both"), [(14, False), (15, True)])
def test_the_page_keeps_its_rows(*, rows: int, both: bool, start: Start) -> None:
    """What cannot stand above the question takes its place: nothing scrolls away."""
    terminal = start("guide", "--no-trace", rows=rows)
    terminal.wait_for(*WELCOME)
    terminal.send("xyz", ENTER)
    terminal.wait_for(NOTHING.format("xyz"), "> Continuer", "Avant de commencer")
    assert ("Voulez-vous continuer ?" in terminal.page) == both
    assert terminal.scrolled_away == ""
