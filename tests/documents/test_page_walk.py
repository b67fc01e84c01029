"""The guide as one page and the terminal are the same truth: gone through in step, they agree."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import folder
from mes_optout.documents.page import gathering, leading, step_parts
from mes_optout.documents.page.going import Ways
from mes_optout.documents.page.places import NOTHING as NOTHING_NOTED
from mes_optout.documents.page.places import Kind
from support.homes import TODAY
from support.made_page import Made, make_page, read_page
from support.page_reading import WholePage
from support.page_walking import Walk
from support.proved_pack import write_pack

# Where one goes in order; all else is looked up, and stands beside a way.
WAYS = {Kind.QUESTION, Kind.BEFORE, Kind.SENT, Kind.STEP, Kind.NOTE, Kind.END}
RECEIVED = ("adulte", "fermer", "lettre-recente")  # with a day of sending, forks, other lists
NOTHING = ("adulte", "fermer", "rien-recu")
AFRAID = ("adulte", "montrer-moins", "violences")


def walk(made: Made, *answers: str, whole: WholePage | None = None) -> Walk:
    """Go through all that lies behind some first answers."""
    found = Walk(made.pack, whole or made.whole, TODAY)
    found.begin(*answers)
    found.go()
    return found


@pytest.fixture
def small(tmp_path: Path) -> Made:
    """Return a very small pack with its page."""
    return read_page(read_small(tmp_path))


def read_small(place: Path) -> Pack:
    i18n.set_language("fr")
    return Pack(folder(write_pack(place / "steps")), "fr")


@pytest.mark.parametrize(("answers", "pairs"), [(RECEIVED, 200), (AFRAID, 12)], ids=["l", "v"])
def test_page_and_terminal_say_the_same(answers: tuple[str, ...], pairs: int) -> None:
    """REQ-E1. The sweep goes through all of it."""
    found = walk(make_page("fr"), *answers)
    assert found.faults == []
    assert len(found.pairs) >= pairs


def test_a_small_pack_says_the_same(small: Made) -> None:
    found = walk(small)
    while found.open_doors():
        found.go()
    assert found.faults == []
    assert found.count_sequences() == 4  # two first answers, two of the fork
    met = {key for _at, key in found.pairs}
    assert {key for place, key in small.page.keys.items() if place.kind in WAYS} <= met


@pytest.mark.slow
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_sequence_says_the_same(language: str, figures: Callable[[str], None]) -> None:
    """REQ-E1."""
    made = make_page(language)
    found = walk(made)
    sequences, edges = found.count_sequences(), sum(map(len, found.edges))
    while found.open_doors():
        found.go()
    assert found.faults == []
    met = {key for _at, key in found.pairs}
    missed = {p.kind for p, key in made.page.keys.items() if key not in met and p.kind in WAYS}
    assert missed == set()
    assert len(found.pairs) > 3000
    assert edges > 3500
    assert sequences > 1500
    figures(
        f"page and terminal ({language}): {len(found.pairs)} pairs, {len(met)} parts,"
        f" {edges} answers, {sequences} sequences on which nothing is asked again"
    )


def swap(text: str, one: str, other: str) -> str:
    """Return a text with two things in each other's place."""
    assert one in text
    assert other in text
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


def once(old: str, new: str = "") -> Callable[[str], str]:
    """Return what replaces the first place of a pattern, which has to be there."""

    def change(text: str) -> str:
        body, found = re.subn(old, new, text.partition("<main>")[2], count=1, flags=re.DOTALL)
        assert found, old
        return text.partition("<main>")[0] + "<main>" + body

    return change


def cross_fork(text: str) -> str:
    """Let the answers of a fork lead to one another's parts."""
    one, other = re.findall(r'<a href="(#\w+)">Elle est (?:ouverte|fermée)', text)
    return swap(text, f'{one}">Elle', f'{other}">Elle')


TO_ENTER = "Aller à : Entrer"

WRONG_HTML: dict[str, tuple[str, Callable[[str], str]]] = {
    "a deed is worded otherwise": ("deeds", once("lentement", "vite")),
    "a deed is left out": ("deeds", once("<li>[^<]*lentement.</li>")),
    "a box is worded otherwise": ("boxes", once("fait</label>", "défait</label>")),
    "a box more": (
        "boxes",
        once("</fieldset>", '<label><input type="checkbox">Là</label></fieldset>'),
    ),
    "a risk is left out": ("rows", once(r"<p><b>Attention.*?</p>")),
    "a risk stands below": (
        "risks before deeds",
        once(r"(<p><b>Attention[^\n]*\n)(<ol>.*?</ol>\n)", r"\2\1"),
    ),
    "a reason is another": ("rows", once("pourquoi", "parce que")),
    "a title is another": ("title", once("Chercher la porte</span>", "Trouver la porte</span>")),
    "a problem is left out": ("problems", once("<details>.*?</details>")),
    "a remedy is another": ("remedy", once("attendez", "courez")),
    "what else to do is another": ("remedy", once("revenez", "partez")),
    "a symptom is another": ("problems", once("rien ne va", "tout va")),
    "a door is left out": (
        "doors",
        once(rf"<li><a [^>]*>{TO_ENTER}</a></li>"),
    ),
    "a door leads elsewhere": (
        "title behind “Aller à : Entrer”",
        once(r'#\w+(">Aller à)', r"#p0\1"),
    ),
    "a fork asks otherwise": ("question", once("Comment est-elle", "Où est-elle")),
    "an answer is worded otherwise": ("answers", once(">Elle est ouverte<", ">Elle est fermée<")),
    "answers stand in another order": (
        "answers",
        once(r"(<li><a [^>]*>Elle est ouverte</a></li>)(<li>.*?</li>)", r"\2\1"),
    ),
    "answers lead to one another's parts": ("a stage", cross_fork),
    "a step counts too few": ("heading", once("3 étapes jusqu", "2 étapes jusqu")),
    "a note is another": ("texts", once("Sonner fait du bruit", "Sonner ne fait pas de bruit")),
    "it goes on in another list": ("texts", once("« Sonner »", "« Entrer »")),
    "it begins elsewhere": (
        "a stage",
        once(r'#\w+(">Continuer</a></li><li><a [^>]*>Changer)', r"#p0\1"),
    ),
    "an end is another": ("rows", once("Vous êtes dedans", "Vous êtes dehors")),
    "a text more": ("heading", once(r"(<ol>)", r"<p>Vite.</p>\1")),
}


@pytest.mark.parametrize("name", WRONG_HTML)
def test_a_difference_is_seen(name: str, small: Made) -> None:
    what, change = WRONG_HTML[name]
    changed = change(small.text.replace("\u00a0", " "))
    found = walk(small, whole=WholePage(changed))
    while found.open_doors():
        found.go()
    assert what in {fault.what for fault in found.faults}


WRONG_PAGE: dict[str, tuple[str, tuple[str, ...], Callable[[str], str]]] = {
    "an address is another": (
        "addresses",
        AFRAID,
        lambda text: text.replace("https://www.monespacesante.fr/", "https://example.org/"),
    ),
    "what was answered is another": (
        "not answered",
        NOTHING,
        lambda text: swap(text, "aucun compte n'est activé", "un compte est activé"),
    ),
    "what is for some is for others": (
        "goes on",
        NOTHING,
        lambda text: swap(text, '<div data-n="n1">', '<div data-n="n2">'),
    ),
    "the telephone is not named": (
        "telephone",
        AFRAID,
        lambda text: re.sub(r"<p><b>Téléphone.*?</p>", "", text),
    ),
    "a source is another": ("sources", AFRAID, lambda text: text.replace("R1111-", "R2222-")),
    "the six weeks count otherwise": (
        "texts",
        RECEIVED,
        lambda text: text.replace("six semaines", "sept semaines"),
    ),
    "a last day is another": (
        "last day",
        RECEIVED,
        lambda text: text.replace("29 décembre 2026", "30 décembre 2026"),
    ),
}


@pytest.mark.parametrize("name", WRONG_PAGE)
def test_a_difference_of_the_whole_page_is_seen(name: str) -> None:
    what, answers, change = WRONG_PAGE[name]
    made = make_page("fr")
    changed = change(made.text)
    assert changed != made.text
    found = Walk(made.pack, WholePage(changed), TODAY)
    found.begin(*answers)
    found.go(most=40)
    assert what in {fault.what for fault in found.faults}


def take_first(take: Callable[..., Any]) -> Callable[..., Any]:
    """Return what goes on from every answer as from the first one."""
    return lambda ways, place, _branch: take(ways, place, ways.list_branches(place)[0])


def merge_alike(taken: dict[Any, Any]) -> dict[Any, int]:
    """Make one part of all with the same words, wherever they lead."""
    known: dict[object, int] = {}
    return {place: known.setdefault(each.shape, len(known)) for place, each in taken.items()}


WRONG_MAKING: dict[str, tuple[object, str, object]] = {
    "every answer leads as the first": (Ways, "take", take_first(Ways.take)),
    "no problem is said": (step_parts, "_list_problems", lambda *_given: iter(())),
    "no door opens": (leading, "_open", lambda *_given: iter(())),
    "what is said is forgotten": (Ways, "_tick_all", lambda _ways, _place: NOTHING_NOTED),
    "a note is passed over": (Ways, "_lead", vars(Ways)["_enter_branch"]),
}


@pytest.mark.parametrize("name", WRONG_MAKING)
def test_a_page_that_is_made_wrongly_is_seen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*WRONG_MAKING[name])
    found = walk(read_page(read_small(tmp_path)))
    assert found.faults != []


WRONG_WHOLE: dict[str, tuple[object, str, object]] = {
    "parts with the same words are one": (gathering, "_tell_apart", merge_alike),
    "who is late is told nothing": (Ways, "come_late", lambda _ways, _place: None),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG_WHOLE)
def test_a_whole_page_that_is_made_wrongly_is_seen(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = make_page("fr").pack
    monkeypatch.setattr(*WRONG_WHOLE[name])
    assert walk(read_page(pack), *RECEIVED).faults != []
