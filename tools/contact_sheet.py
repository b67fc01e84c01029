"""Make the contact sheets: pictures of many pages, one for each ground, and a page with their text.

A page of every kind is photographed by page_kinds.py, those that lead on by leading_pages.py. Here
are those of answers and forks. Two walks lead there. One begins closing and says nothing; the
other begins objecting, and the site only offers to close.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from camera import Rows, Studio, is_at, open_studio, write_out  # first: it finds the tests
from leading_pages import ROWS, photograph_leading
from mes_optout import i18n
from mes_optout.content.facts import Case, Fact
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Branch, Procedure, Step
from page_kinds import WIDTHS, photograph_kinds
from screen_svg import THEMES, Said, draw_sheet
from steering import (
    Parts,
    Shots,
    go_on,
    leave,
    list_boxes,
    photograph_parts,
    pick,
    see,
    set_out,
    wait_for_boxes,
)
from support.terminals import ENTER, Terminal, tick_all

_ = i18n._

FOLDER = "docs/pages"
_SAID = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))

_ACROSS = 3
_OPPOSE, _CLOSE = "opposition", "cloture"
_ACCOUNT, _YES, _NO = "compte", "oui", "non"


def make_sheets(language: str, alias: str) -> Mapping[str, str]:
    """Return the sheets of a language and their page, by their paths from the top.

    `alias` is the name that is shown for the home. Raises AssertionError when the program does not
    show what is waited for.
    """
    with open_studio(language, alias) as one, open_studio(language, alias) as other:
        taken = {**dict(_say_nothing(one)), **dict(_come_to_fork(other)), **dict(_be_led(other))}
    said = _SAID[language]
    files, parts = _draw_sheets(language, "", "shots", taken)
    page = [said["page"].strip(), *parts]
    for kind, widths, photograph in _AT_WIDTHS:
        for columns in widths:
            with open_studio(language, alias) as studio:
                taken = dict(photograph(studio, columns))
            drawn, parts = _draw_sheets(language, f"{kind}-{columns}-", kind, taken)
            files |= drawn
            page += [said["above"][kind].format(columns=columns).strip(), *parts]
    return {**files, f"docs/pages.{language}.md": "\n\n".join(page) + "\n"}


def _lead(studio: Studio, columns: int) -> Shots:
    """Yield the pages that lead on, each of them whole."""
    for id_, rows in photograph_leading(studio, columns):
        yield id_, (rows,)


_AT_WIDTHS: tuple[tuple[str, Iterable[int], Callable[[Studio, int], Shots]], ...] = (
    ("leading", ROWS, _lead),
    ("kinds", WIDTHS, photograph_kinds),
)


def _draw_sheets(
    language: str, prefix: str, kind: str, taken: Mapping[str, Parts]
) -> tuple[dict[str, str], list[str]]:
    """Return a sheet for each ground, by its path, and what the page holds of them."""
    said = _SAID[language]
    shots = list(_name_shots(language, kind, taken))
    text = "\n\n".join(f"{name}\n{write_out(rows)}" for name, rows, _sentence in shots)
    screens = {name: rows for name, rows, _sentence in shots}
    columns = max(len(row) for rows in screens.values() for row in rows)
    files, page = {}, []
    for ground, theme in THEMES.items():
        words = {"ground": said["grounds"][ground], "columns": columns}
        title, path = said["titles"][kind].format(**words), f"{language}/{prefix}{ground}.svg"
        picture = draw_sheet(screens, Said(title, text, language), theme, across=_ACROSS)
        files[f"{FOLDER}/{path}"] = picture
        page.append(f"![{title}](pages/{path})")
    page += [
        f"## {name}\n\n{sentence}\n\n```text\n{write_out(rows)}\n```"
        for name, rows, sentence in shots
    ]
    return files, page


def _name_shots(
    language: str, kind: str, taken: Mapping[str, Parts]
) -> Iterator[tuple[str, Rows, str]]:
    """Yield each screen with its name and a sentence; the two of a page in parts one by one."""
    said = _SAID[language]
    for number, (id_, (name, sentence)) in enumerate(said[kind].items(), start=1):
        parts, title = taken[id_], f"{number}. {name}"
        if len(parts) == 1:
            yield title, parts[0], sentence
            continue
        first, last = parts
        yield said["parts"]["first"].format(name=title), first, sentence
        yield said["parts"]["last"].format(name=title), last, said["parts"]["rest"]


def _say_nothing(studio: Studio) -> Shots:
    """Begin closing without knowing whether there is an account; say it in the middle."""
    pack = Pack(shipped(), studio.language)
    decide, messages, *others = pack.procedure(_CLOSE).steps
    page = next(n for n, step in enumerate(others) if step.home and step.link)
    with studio.begun(_CLOSE) as terminal:
        take = partial(photograph_parts, studio, terminal)
        set_out(terminal)
        _tick(terminal, decide)
        _answer(terminal, decide, lambda branch: not branch.facts)
        go_on(terminal)
        _tick(terminal, messages)
        yield "only-if", take(_only_if(), *list_boxes(others[0]))
        for step in others[:page]:
            wait_for_boxes(terminal, step)
            terminal.send("x")
        yield "unknown", take(*list_boxes(others[page]))
        _to_answers(terminal)
        _say(terminal, _ask_account(terminal, pack.case), _NO)
        go_on(terminal)
        yield "known", take(*list_boxes(others[page]))
        leave(terminal)


def _come_to_fork(studio: Studio) -> Shots:
    """Begin objecting, up to the fork; leave there, and find it again in plain lines."""
    procedure = Pack(shipped(), studio.language).procedure(_OPPOSE)
    forking = _find_forking(procedure)
    with studio.begun(_OPPOSE) as terminal:
        take = partial(photograph_parts, studio, terminal)
        set_out(terminal)
        see(terminal, _("On which day was it sent?"))
        terminal.send("0", ENTER)
        go_on(terminal, _("How long you have got"))
        for step in procedure.steps[: procedure.steps.index(forking) + 1]:
            _tick(terminal, step)
        yield "fork", take(_question(forking), _("Quit"))
        leave(terminal)
    with studio.begun(_OPPOSE, "--simple") as terminal:
        choice = _("Your choice: ")
        terminal.wait_until(is_at(terminal, choice), choice)
        asked_again = is_at(terminal, choice)
        terminal.send("1", ENTER)
        terminal.wait_until(asked_again, choice)
        yield "fork-simple", (studio.photograph(terminal, procedure.title),)
        leave(terminal)


def _be_led(studio: Studio) -> Shots:
    """Answer the fork by what leads to closing, change an answer there, and come back."""
    pack = Pack(shipped(), studio.language)
    forking, closing = _find_forking(pack.procedure(_OPPOSE)), pack.procedure(_CLOSE)
    read = _("Do you want to go on?")
    after = next(n for n, each in enumerate(closing.steps) if each.id == forking.id) + 1
    with studio.begun(_OPPOSE) as terminal:
        take = partial(photograph_parts, studio, terminal)
        go_on(terminal)
        _answer(terminal, forking, lambda branch: branch.asks_again)
        yield "again", take(read, _("Choose again"))
        pick(terminal, read, _("Choose again"))
        _answer(terminal, forking, lambda branch: branch.procedure == _CLOSE)
        yield "on-the-way", take(read, _("Go on"))
        go_on(terminal)
        yield "led-to", take(*list_boxes(closing.steps[after]))
        _to_answers(terminal)
        yield (
            "answers",
            take(_("Which answer do you want to change?"), _("Back")),
        )
        account = _ask_account(terminal, pack.case)
        yield (
            "change",
            take(account.question, _("Back, without a change")),
        )
        _say(terminal, account, _YES)
        yield "effect", take(_("What changes"), read, _("Go on"))
        leave(terminal)
    with studio.begun(_OPPOSE) as terminal:
        take = partial(photograph_parts, studio, terminal)
        go_on(terminal)
        yield (
            "elsewhere",
            take(_("The end"), _("What do you want to do?"), _("Finish")),
        )


def _find_forking(procedure: Procedure) -> Step:
    return next(step for step in procedure.steps if step.fork)


def _answers(step: Step) -> tuple[Branch, ...]:
    return step.fork.answers if step.fork else ()


def _only_if() -> str:
    """Return how the sentence begins that says for which case a step is."""
    return _("Only if {cases}.").partition("{")[0]


def _tick(terminal: Terminal, step: Step) -> None:
    wait_for_boxes(terminal, step)
    terminal.send(*tick_all(step))


def _question(step: Step) -> str:
    return step.fork.question if step.fork else ""


def _answer(terminal: Terminal, step: Step, wanted: Callable[[Branch], object]) -> None:
    """Give the first answer to a fork that is wanted."""
    pick(terminal, _question(step), next(each.label for each in _answers(step) if wanted(each)))


def _to_answers(terminal: Terminal) -> None:
    """Leave the boxes as they are and go to what was answered."""
    terminal.send(ENTER)
    pick(terminal, _("How do you want to go on?"), _("Other choices"))
    pick(terminal, _("What do you want to do?"), _("What I have answered"))


def _ask_account(terminal: Terminal, case: Case) -> Fact:
    """Go to the page that asks anew whether there is an account."""
    fact = next(each for each in case.facts if each.id == _ACCOUNT)
    pick(terminal, _("Which answer do you want to change?"), fact.title)
    return fact


def _say(terminal: Terminal, fact: Fact, value: str) -> None:
    """Give an answer."""
    label = next(each.label for each in fact.values if each.id == value)
    pick(terminal, fact.question, label)
