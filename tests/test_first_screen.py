"""What the README shows first: what to do now, how to begin, how to leave, what stays."""

import re
from collections.abc import Iterator

import pytest
from rich.console import Console
from rich.markdown import Markdown

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.wording.phrases import DEAF_PAGE, deaf_label, help_line
from support.documents import README, read

ROWS, COLUMNS, PHONE = 24, 80, 40

BEGIN = "\n## In English\n"
LEAVE = {"fr": "**Partir : Ctrl-C.**", "en": "**Leave: Ctrl-C.**"}
COMMANDS = r"^sudo apt install .*\n^python3 -m venv .* guide$"
# Said for whoever installs nothing, in words that stand in no code.
SAID = {
    "fr": ("six semaines au plus après l'envoi (lettre, e-mail)", "Ou clôturer", "août 2025"),
    "en": ("six weeks at most from the sending (letter, e-mail)", "Or closing", "August 2025"),
}
LISTS = "](docs/papier/README.md)"


def source(language: str) -> str:
    """Return the README in a language from its beginning."""
    french, english = read(README).split(BEGIN)
    return french if language == "fr" else f"{BEGIN.strip()}\n{english}"


def rows_of(text: str, columns: int = COLUMNS) -> Iterator[str]:
    """Yield the rows of a source as a terminal shows them, long lines cut at its edge."""
    for line in text.splitlines():
        yield from (line[at : at + columns] for at in range(0, max(1, len(line)), columns))


def rendered(text: str, columns: int = COLUMNS) -> list[str]:
    """Return the rows of a page as Markdown means it."""
    console = Console(width=columns, color_system=None, legacy_windows=False)
    with console.capture() as found:
        console.print(Markdown(text))
    return found.get().splitlines()


def flat(rows: list[str]) -> str:
    """Return rows as one line, an address that was cut in one piece again."""
    return " ".join(" ".join(rows).split())


def plain(text: str) -> str:
    """Return a source without what only a renderer reads."""
    return re.sub(r"\*\*|[<>]", "", text)


def shown_of(line: str) -> str:
    """Return a line as a renderer shows it: of a link, its words."""
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line)


def lines_of_the_list(text: str) -> list[str]:
    """Return the five lines of what needs nothing installed."""
    return re.findall(r"^- (.+)$", text.partition("```sh")[0], re.MULTILINE)


def faults(text: str, language: str, pack: Pack) -> Iterator[str]:
    """Say what is wrong with the first lines of the README in a language."""
    top = "\n".join(list(rows_of(text))[:ROWS])
    lines = [plain(line) for line in lines_of_the_list(text)]
    link = next(step.link for step in pack.procedure("opposition").steps if step.link)
    if len(lines) != 5:
        yield "not five lines"
    if (
        max(map(len, map(shown_of, lines)), default=0) > COLUMNS - 3
    ):  # a renderer may indent by three
        yield "a line that is no line"
    said = " ".join(lines)
    help_said = (help_line(), DEAF_PAGE, link)
    yield from (f"not said: {each}" for each in (*help_said, *SAID[language]) if each not in said)
    if " ".join(deaf_label().split()[-4:]).casefold() not in said.casefold():
        yield "not said for whom the page of the deaf is"
    if LISTS not in text.partition("\n- ")[0]:
        yield "no way to the lists"
    if f"](docs/{language}/guide.html)" not in text.partition("```sh")[0]:
        yield "no way to the guide as one page"
    if not re.search(COMMANDS, text.partition(LEAVE[language])[0], re.MULTILINE):
        yield "no two commands"
    windows = re.findall(r"^\d\. (.+)$", text.partition(LEAVE[language])[0], re.MULTILINE)
    if len(windows) != 3 or "Windows 10" not in windows[0] or "Windows" not in windows[2]:
        yield "not three lines for Windows"
    yield from (
        f"not on the first screen: {each}"
        for each in (LEAVE[language], "mes-optout")
        if each not in top
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_says_what_to_do_without_installing_how_to_begin_and_how_to_leave(
    language: str, pack: Pack
) -> None:
    i18n.set_language(language)
    assert list(faults(source(language), language, pack)) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("17 h", "17 h 30", "not said: 3422"),
        ("elioz.fr", "elioz.example", "not said: https://monespacesante.elioz.fr/"),
        ("enrolement/cloture/accueil", "enrolement-accueil", "not said: https://www.monespace"),
        ("au plus après l'envoi", "après", "not said: six semaines"),
        ("Ou clôturer", "Vite", "not said: Ou"),
        ("sourdes", "qui", "for whom"),
        ("docs/papier/README.md", "docs/reference.md", "no way to the lists"),
        ("docs/fr/guide.html", "docs/papier/README.md", "no way to the guide"),
        ("- Personnes", "Personnes", "not five lines"),
        ("Au prix d'un appel.", "Au prix d'un appel. Gardez le numéro.", "a line that is no line"),
        ("\npython3 -m venv", "\n\npython3 -m venv", "no two commands"),
        ("3. Pas encore", "Pas encore", "not three lines"),
        ("Partir : Ctrl-C", "Partir", "not on the first screen"),
        ("\n**Avec", f"{'x' * 80}\n" * 4 + "\n**Avec", "not on the first screen"),
    ],
)
def test_each_fault_of_it_is_seen(old: str, new: str, fault: str, pack: Pack) -> None:
    text = source("fr")
    assert old in text
    assert fault in "\n".join(faults(text.replace(old, new, 1), "fr", pack))


def test_all_of_it_stands_in_24_rows_as_it_is_written_and_as_it_is_rendered() -> None:
    """`less README.md` shows the one, a forge the other."""
    text = source("fr")
    first = text[: text.index("\n\n", text.index(LEAVE["fr"]))]
    assert len(list(rows_of(first))) <= ROWS
    assert len(rendered(first)) <= ROWS
    assert max(map(len, rendered(first))) <= COLUMNS
    for each in ("Mon espace santé", "mes-optout guide", "Ctrl-C", "--no-trace", "(#in-english)"):
        assert each in first


def test_on_a_phone_what_needs_nothing_installed_is_read_without_scrolling() -> None:
    for language in ("fr", "en"):
        i18n.set_language(language)
        shown = rendered(source(language), PHONE)[:ROWS]
        assert help_line() in flat(shown)
        assert DEAF_PAGE in flat(shown)


def test_no_picture_comes_before_how_to_leave() -> None:
    for language in ("fr", "en"):
        text = source(language)
        assert text.index("![") > text.index(LEAVE[language])


def test_a_page_is_not_taken_for_short_because_its_lines_are_long() -> None:
    assert len(list(rows_of("x" * 161 + "\n\ny"))) == 5
