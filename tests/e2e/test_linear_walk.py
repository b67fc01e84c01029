"""The linear mode through pipes: answers in, plain lines out."""

import re

import pytest

from mes_optout.content.loader import Pack
from support.homes import Home, all_lines, typed
from support.straight import pages_straight_on
from support.terminals import ESCAPE, words

CHOICE = "Votre choix : "
DATE = "Date, ou 0 si vous ne la connaissez pas : "
BOXES = "Numéros, 0 pour aucun, ou x : "
PROMPTS = re.compile("|".join(map(re.escape, (CHOICE, DATE, BOXES))))

TO_DATE = ("1", "1")
TO_DEADLINE = (*TO_DATE, "2 novembre 2026")
TO_BOXES = (*TO_DEADLINE, "1")
DAY = ("delai", "date-envoi")  # the box that it answers
BEFORE = {CHOICE: (), DATE: TO_DATE, BOXES: TO_BOXES}


def simple(home: Home, *lines: str, guide: tuple[str, ...] = ("opposition",)) -> list[str]:
    """Type `lines`; return what stands before the first prompt and what follows each of them."""
    done = home.run("guide", *guide, "--simple", input=typed(*lines))
    return PROMPTS.split(done.out)


@pytest.mark.parametrize("name", ["opposition", "cloture"])
def test_piped_answers_lead_to_the_end_without_a_control_character(
    name: str, home: Home, pack: Pack
) -> None:
    """REQ-A2."""
    procedure = pack.procedure(name)
    done = home.run("guide", name, "--simple", input=typed(*all_lines(procedure)))
    assert (done.code, done.err) == (0, "")
    assert words(procedure.finished) in words(done.out)
    assert home.status(name)["finished"] is True
    assert [letter for letter in done.out if not letter.isprintable() and letter != "\n"] == []


@pytest.mark.parametrize("name", ["opposition", "cloture"])
def test_every_step_is_read_whole(name: str, home: Home, pack: Pack) -> None:
    """REQ-A12, REQ-A19: every part of every step, as « nom : valeur » or numbered."""
    procedure = pack.procedure(name)
    done = home.run("guide", name, "--simple", input=typed(*all_lines(procedure)))
    said = words(done.out)
    for page in pages_straight_on(procedure):
        step = page.step
        assert f"Étape {page.number} sur {page.total} : {step.title}" in said
        for part in (
            f"Pourquoi : {step.why}",
            *([f"Attention : {step.before}"] if step.before else []),
            *([f"Bon à savoir : {step.reassurance}"] if step.reassurance else []),
            *(line.text for line in step.body),
        ):
            assert words(part) in said
        for box, check in enumerate(step.checks, start=1):
            assert f"{box} : {check.text}" in said
        if step.link:
            assert step.link in done.out.splitlines()


def test_each_answer_is_said_back(home: Home, pack: Pack) -> None:
    """REQ-A5: one « Choisi : » an answer, and at once."""
    lines = all_lines(pack.procedure("opposition"))
    after = simple(home, *lines)[1:]
    assert len(after) == len(lines)
    assert all(part.startswith("\nChoisi : ") for part in after)
    assert after[2].startswith("\nChoisi : lundi 2 novembre 2026\n")
    assert after[4].startswith("\nChoisi : les 2 cases.\nCette étape est faite.\n")


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ("1 2", "Choisi : les 2 cases.\nCette étape est faite."),
        ("1;2", "Choisi : les 2 cases.\nCette étape est faite."),
        ("2,1", "Choisi : les 2 cases.\nCette étape est faite."),
        ("2", "Choisi : Je suis seul ou seule à lire ces messages"),
        ("0", "Choisi : aucune case."),
    ],
)
def test_several_boxes_in_one_line(boxes: str, said: str, home: Home) -> None:
    """REQ-A5, REQ-A8: all boxes are counted, one is said by its words, « 0 » is none."""
    assert simple(home, *TO_BOXES, boxes)[-2].startswith(f"\n{said}\n")


EXPLAINED = {
    CHOICE: "Tapez le numéro de votre réponse, ou ses premières lettres, puis Entrée.",
    DATE: "Tapez la date, comme 2 novembre 2026, puis Entrée.",
    BOXES: "Tapez un ou plusieurs numéros, comme 1 2, puis Entrée.",
}
RULING = "À tout moment : q pour quitter, « retour » pour la question d'avant, ? pour cette aide."


def test_what_to_type_is_said_in_full_once(home: Home, pack: Pack) -> None:
    """REQ-A3, REQ-A4: before the first prompt of its kind, and not again."""
    lines = all_lines(pack.procedure("opposition"))
    whole = home.run("guide", "opposition", "--simple", input=typed(*lines)).out
    for prompt, how in EXPLAINED.items():
        assert words(whole).count(f"{how} ") == 1
        assert words(whole[: whole.index(prompt)]).count(f"{how} ") == 1


@pytest.mark.parametrize("prompt", [CHOICE, DATE, BOXES])
@pytest.mark.parametrize("asking", ["?", "aide"])
def test_what_to_type_is_said_again_when_asked(prompt: str, asking: str, home: Home) -> None:
    """REQ-A4."""
    again = words(simple(home, *BEFORE[prompt], asking)[-2])
    assert again.startswith(EXPLAINED[prompt])
    assert again.endswith(RULING)


@pytest.mark.parametrize(
    ("prompt", "wrong", "reply"),
    [
        (CHOICE, "99", "Il n'y a pas de réponse 99. Tapez un numéro de 1 à 3."),
        (CHOICE, "0", "Il n'y a pas de réponse 0. Tapez un numéro de 1 à 3."),
        (CHOICE, "", "Tapez le numéro de votre réponse. Il n'y a pas de réponse par défaut."),
        (CHOICE, "zut", "« zut » n'est pas une des réponses. Tapez un numéro de 1 à 3."),
        (CHOICE, "\x13zut\x1b", "« zut » n'est pas une des réponses. Tapez un numéro de 1 à 3."),
        (BOXES, "1 7", "« 7 » n'est pas un numéro de 1 à 2. Tapez par exemple : 1 2"),
        (BOXES, "8 9", "« 8 » n'est pas un numéro de 1 à 2. Tapez par exemple : 1 2"),
        (BOXES, "un", "« un » n'est pas un numéro de 1 à 2. Tapez par exemple : 1 2"),
        (BOXES, "", "Tapez les numéros de ce que vous avez fait, ou 0 pour aucun."),
        (DATE, "", "Tapez la date, ou 0 si vous ne la connaissez pas."),
        (DATE, "demain", "« demain » n'est pas une date que je sais lire."),
        (DATE, "31/02/2026", "Le calendrier n'a pas de 31/02/2026."),
        (DATE, "28 novembre 2026", "Le 28 novembre 2026 n'est pas encore passé"),
    ],
)
def test_a_wrong_answer_gets_one_reply_and_the_question_again(
    prompt: str, wrong: str, reply: str, home: Home
) -> None:
    """REQ-A6: what was understood, what to type, how to leave. REQ-A8: no list a second time."""
    done = home.run("guide", "opposition", "--simple", input=typed(*BEFORE[prompt], wrong))
    *_, answered, last = PROMPTS.split(done.out)
    assert words(answered).startswith(reply)
    assert words(answered).endswith("Pour quitter : q")
    assert last == "\n"
    assert PROMPTS.findall(done.out)[-2:] == [prompt, prompt]
    assert home.ticked() == ({DAY} if prompt == BOXES else set())


@pytest.mark.parametrize(("prompt", "word"), [(CHOICE, "q"), (DATE, "quitter"), (BOXES, "Q")])
def test_quitting_is_possible_at_every_prompt(prompt: str, word: str, home: Home) -> None:
    """REQ-S4: at once, silently, exit 0."""
    done = home.run("guide", "opposition", "--simple", input=typed(*BEFORE[prompt], word))
    assert (done.code, done.err) == (0, "")
    assert PROMPTS.split(done.out)[-1] == "\n"


def test_back_leads_to_the_question_before(home: Home, pack: Pack) -> None:
    """REQ-A9: from the boxes over the deadline and the date to the page before, and no further."""
    first = next(pages_straight_on(pack.procedure("opposition"))).step
    parts = simple(home, *TO_BOXES, "retour", "RETOUR", "back", "retour")
    assert first.title in words(parts[4])
    assert "Changer la date d'envoi" in parts[5]
    assert "Quel jour a-t-il été envoyé ?" in parts[6]
    assert all("Où vous en êtes" in part for part in parts[7:9])


def test_back_on_the_first_page_shows_it_again(home: Home) -> None:
    parts = simple(home, "retour", guide=())
    assert "Avant de commencer" in parts[1]


@pytest.mark.parametrize("letters", ["n", "NON, garder"])
def test_first_letters_choose(letters: str, home: Home) -> None:
    """REQ-A7: first letters in any case."""
    home.run("guide", "opposition", "--simple", input=typed(*TO_DEADLINE))
    parts = simple(home, "continuer", "eff", letters, guide=())
    assert parts[3].startswith("\nChoisi : Non, garder\n")
    assert home.notes.exists()


def test_first_letters_need_no_accents(home: Home) -> None:
    """REQ-A7."""
    parts = simple(home, *TO_BOXES, "1 2", "0", "revenir a l'etape d", guide=("opposition",))
    assert parts[7].startswith("\nChoisi : Revenir à l'étape d'avant\n")


def test_ambiguous_letters_name_the_answers_that_they_fit(home: Home) -> None:
    """REQ-A7."""
    parts = simple(home, "1", "pour", guide=())
    said = "Plusieurs réponses commencent ainsi : 1, 2, 3, 4, 5, 6.\nTapez un seul numéro.\n"
    assert said in parts[2]


def test_a_tick_is_taken_away_on_a_second_visit(home: Home, pack: Pack) -> None:
    step = next(pages_straight_on(pack.procedure("opposition"))).step
    simple(home, *TO_BOXES, "1")
    assert home.ticked() == {DAY, (step.id, step.checks[0].id)}
    parts = simple(home, "1", "-1")
    assert f"1 : {step.checks[0].text}. Fait." in words(parts[1])
    assert home.ticked() == {DAY}


def test_not_knowing_the_date_is_no_obstacle(home: Home) -> None:
    parts = simple(home, "1", "1", "0", "1")
    assert parts[3].startswith("\nChoisi : Je ne sais pas\n")
    assert home.status("opposition") == {}


def test_past_deadline_offers_the_closure(home: Home, pack: Pack) -> None:
    parts = simple(home, "1", "1", "01/09/2026", "1")
    assert "Les six semaines sont passées. Rien n'est perdu" in words(parts[3])
    assert words(pack.procedure("cloture").steps[0].title) in words(parts[4])


def test_input_that_ends_keeps_what_was_confirmed(home: Home, pack: Pack) -> None:
    """Exit 3, one French sentence, the ticks on disk."""
    step = next(pages_straight_on(pack.procedure("opposition"))).step
    done = home.run("guide", "opposition", "--simple", input=typed(*TO_BOXES, "1 2"))
    assert done.code == 3
    assert done.err == (
        "La saisie s'arrête ici.\nCe que vous avez confirmé est gardé.\n"
        "Pour reprendre : mes-optout guide\n"
    )
    assert home.ticked() == {DAY, *((step.id, check.id) for check in step.checks)}
    assert home.status("opposition")["next_step"] == "page"


@pytest.mark.parametrize("stdin", ["", None], ids=["empty", "closed"])
@pytest.mark.parametrize("arguments", [("guide",), ("guide", "--simple"), ("guide", "opposition")])
def test_without_input_the_first_page_is_said_and_nothing_is_kept(
    stdin: str | None, arguments: tuple[str, ...], home: Home
) -> None:
    """Also with stdin closed, as `<&-` does it: the end of input is never an answer."""
    done = home.run(*arguments, input=stdin)
    assert done.code == 3
    assert done.err.startswith("La saisie s'arrête ici.\n")
    assert len(done.err.splitlines()) == 3
    assert "Avant de commencer" in done.out
    assert not home.state.exists()


def test_what_is_typed_never_reaches_the_disk(home: Home, pack: Pack) -> None:
    """REQ-S11: at every prompt of a whole walk something is typed that must not be kept."""
    marker = "XYZZY1850775123456"
    lines = all_lines(pack.procedure("opposition"))
    parts = simple(home, *(part for line in lines for part in (marker, line)))
    refused = [part for part in parts if marker[:10] in part]
    assert len(refused) == len(lines)
    kept = [file.read_bytes() for file in home.folder.rglob("*") if file.is_file()]
    assert home.ticked()
    assert [data for data in kept if marker[:5].encode() in data] == []


def test_no_escape_is_written_even_when_one_is_typed(home: Home) -> None:
    """REQ-A2: what is said back of an answer holds no control character."""
    done = home.run("guide", "--simple", input=typed(f"{ESCAPE}[2Jzut\x07\x08\r"))
    assert "« [2Jzut »" in done.out
    assert [letter for letter in done.out if not letter.isprintable() and letter != "\n"] == []
