"""Photograph the pages of answers and forks: one picture of them all for each ground, and a page.

Two walks lead there. One begins closing and says nothing; the other begins objecting, and the site
only offers to close.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from camera import Rows, Studio, is_at, open_studio, write_out  # first: it finds the tests
from leading_pages import ROWS, photograph_leading
from mes_optout import i18n
from mes_optout.content.facts import Case, Fact
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Branch, Procedure, Step
from screen_svg import THEMES, Said, draw_sheet
from steering import go_on, leave, pick, set_out, wait_for_boxes
from support.terminals import DOWN, ENTER, Terminal, tick_all

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
    said = _SAID[language]
    with open_studio(language, alias) as one, open_studio(language, alias) as other:
        taken = {**dict(_say_nothing(one)), **dict(_come_to_fork(other)), **dict(_be_led(other))}
    files, parts = _draw_sheets(language, "", "shots", taken)
    page = [said["page"].strip(), *parts]
    for columns in ROWS:
        with open_studio(language, alias) as studio:
            taken = dict(photograph_leading(studio, columns))
        drawn, parts = _draw_sheets(language, f"leading-{columns}-", "leading", taken)
        files |= drawn
        page += [said["columns"].format(columns=columns).strip(), *parts]
    return {**files, f"docs/pages.{language}.md": "\n\n".join(page) + "\n"}


def _draw_sheets(
    language: str, prefix: str, kind: str, taken: Mapping[str, Rows]
) -> tuple[dict[str, str], list[str]]:
    """Return a sheet for each ground, by its path, and what the page holds of them."""
    said = _SAID[language]
    shots = {
        f"{number}. {name}": (taken[id_], sentence)
        for number, (id_, (name, sentence)) in enumerate(said[kind].items(), start=1)
    }
    text = "\n\n".join(f"{name}\n{write_out(rows)}" for name, (rows, _said) in shots.items())
    screens = {name: rows for name, (rows, _said) in shots.items()}
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
        for name, (rows, sentence) in shots.items()
    ]
    return files, page


def _say_nothing(studio: Studio) -> Iterator[tuple[str, Rows]]:
    """Begin closing without knowing whether there is an account; say it in the middle."""
    pack = Pack(shipped(), studio.language)
    decide, messages, *others = pack.procedure(_CLOSE).steps
    page = next(n for n, step in enumerate(others) if step.home and step.link)
    with studio.begun(_CLOSE) as terminal:
        set_out(terminal)
        _tick(terminal, decide)
        _answer(terminal, decide, lambda branch: not branch.facts)
        go_on(terminal)
        _tick(terminal, messages)
        terminal.wait_for(_only_if())
        wait_for_boxes(terminal, others[0])
        yield "only-if", studio.photograph(terminal)
        for step in others[:page]:
            wait_for_boxes(terminal, step)
            terminal.send("x")
        wait_for_boxes(terminal, others[page])
        yield "unknown", studio.photograph(terminal)
        _to_answers(terminal)
        _say(terminal, _ask_account(terminal, pack.case), _NO)
        go_on(terminal)
        wait_for_boxes(terminal, others[page])
        yield "known", studio.photograph(terminal)
        leave(terminal)


def _come_to_fork(studio: Studio) -> Iterator[tuple[str, Rows]]:
    """Begin objecting, up to the fork; leave there, and find it again in plain lines."""
    procedure = Pack(shipped(), studio.language).procedure(_OPPOSE)
    forking = _find_forking(procedure)
    with studio.begun(_OPPOSE) as terminal:
        set_out(terminal)
        terminal.wait_for(_("On which day was it sent?"))
        terminal.send("0", ENTER)
        terminal.wait_for(_("How long you have got"))
        go_on(terminal)
        for step in procedure.steps[: procedure.steps.index(forking) + 1]:
            _tick(terminal, step)
        _wait_for_fork(terminal, forking)
        yield "fork", studio.photograph(terminal)
        leave(terminal)
    with studio.begun(_OPPOSE, "--simple") as terminal:
        choice = _("Your choice: ")
        terminal.wait_until(is_at(terminal, choice), choice)
        asked_again = is_at(terminal, choice)
        terminal.send("1", ENTER)
        terminal.wait_until(asked_again, choice)
        yield "fork-simple", studio.photograph(terminal, procedure.title)
        leave(terminal)


def _be_led(studio: Studio) -> Iterator[tuple[str, Rows]]:
    """Answer the fork by what leads to closing, change an answer there, and come back."""
    pack = Pack(shipped(), studio.language)
    forking, closing = _find_forking(pack.procedure(_OPPOSE)), pack.procedure(_CLOSE)
    after = next(n for n, each in enumerate(closing.steps) if each.id == forking.id) + 1
    with studio.begun(_OPPOSE) as terminal:
        go_on(terminal)
        _answer(terminal, forking, lambda branch: branch.asks_again)
        terminal.wait_for(f"> {_('Choose again')}")
        yield "again", studio.photograph(terminal)
        terminal.send(ENTER)
        _answer(terminal, forking, lambda branch: branch.procedure == _CLOSE)
        terminal.wait_for(f"> {_('Go on')}")
        yield "on-the-way", studio.photograph(terminal)
        terminal.send(ENTER)
        wait_for_boxes(terminal, closing.steps[after])
        yield "led-to", studio.photograph(terminal)
        _to_answers(terminal)
        yield "answers", studio.photograph(terminal)
        account = _ask_account(terminal, pack.case)
        yield "change", studio.photograph(terminal)
        _say(terminal, account, _YES)
        yield "effect", studio.photograph(terminal)
        leave(terminal)
    with studio.begun(_OPPOSE) as terminal:
        go_on(terminal)
        terminal.wait_for(_("The end"), _("What do you want to do?"), "> ")
        yield "elsewhere", studio.photograph(terminal)


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


def _wait_for_fork(terminal: Terminal, step: Step) -> None:
    question = step.fork.question if step.fork else ""
    terminal.wait_for(question, f"> {_('Back to the step')}", _answers(step)[-1].label)


def _answer(terminal: Terminal, step: Step, wanted: Callable[[Branch], object]) -> None:
    """Give the first answer to a fork that is wanted; the way back stands before them."""
    _wait_for_fork(terminal, step)
    number = next(n for n, each in enumerate(_answers(step)) if wanted(each))
    terminal.send(*[DOWN] * (number + 1), ENTER)


def _to_answers(terminal: Terminal) -> None:
    """Leave the boxes as they are and go to what was answered."""
    terminal.send(ENTER)
    pick(terminal, _("How do you want to go on?"), _("Other choices"))
    pick(terminal, _("What do you want to do?"), _("What I have answered"))
    terminal.wait_for(_("Which answer do you want to change?"), f"> {_('Back')}")


def _ask_account(terminal: Terminal, case: Case) -> Fact:
    """Go to the page that asks anew whether there is an account."""
    fact = next(each for each in case.facts if each.id == _ACCOUNT)
    pick(terminal, _("Which answer do you want to change?"), fact.title)
    terminal.wait_for(fact.question, f"> {_('Back, without a change')}")
    return fact


def _say(terminal: Terminal, fact: Fact, value: str) -> None:
    """Give an answer, and wait for what it changes."""
    label = next(each.label for each in fact.values if each.id == value)
    pick(terminal, fact.question, label)
    terminal.wait_for(_("What changes"), f"> {_('Go on')}")
