"""Photograph the pages of answers and forks: one picture of them all for each ground, and a page.

Two walks lead there. One begins closing and says nothing; the other begins objecting, and the site
only offers to close.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from camera import Rows, Studio, is_at, open_studio, write_out  # first: it finds the tests
from mes_optout import i18n
from mes_optout.content.facts import Case, Fact
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Branch, Procedure, Step
from screen_svg import THEMES, Said, draw_sheet
from support.terminals import CTRL_C, DOWN, ENTER, Terminal, tick_all

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
    shots = {
        f"{number}. {name}": (taken[id_], sentence)
        for number, (id_, (name, sentence)) in enumerate(said["shots"].items(), start=1)
    }
    text = "\n\n".join(f"{name}\n{write_out(rows)}" for name, (rows, _said) in shots.items())
    screens = {name: rows for name, (rows, _said) in shots.items()}
    files, page = {}, [said["page"].strip()]
    for ground, theme in THEMES.items():
        title, path = (
            said["title"].format(ground=said["grounds"][ground]),
            f"{language}/{ground}.svg",
        )
        picture = draw_sheet(screens, Said(title, text, language), theme, across=_ACROSS)
        files[f"{FOLDER}/{path}"] = picture
        page.append(f"![{title}](pages/{path})")
    page += [
        f"## {name}\n\n{sentence}\n\n```text\n{write_out(rows)}\n```"
        for name, (rows, sentence) in shots.items()
    ]
    return {**files, f"docs/pages.{language}.md": "\n\n".join(page) + "\n"}


def _say_nothing(studio: Studio) -> Iterator[tuple[str, Rows]]:
    """Begin closing without knowing whether there is an account; say it in the middle."""
    pack = Pack(shipped(), studio.language)
    decide, messages, *others = pack.procedure(_CLOSE).steps
    page = next(n for n, step in enumerate(others) if step.home and step.link)
    with studio.begun(_CLOSE) as terminal:
        _set_out(terminal)
        _tick(terminal, decide)
        _answer(terminal, decide, lambda branch: not branch.facts)
        _go_on(terminal)
        _tick(terminal, messages)
        terminal.wait_for(_only_if())
        _wait_for_boxes(terminal, others[0])
        yield "only-if", studio.photograph(terminal)
        for step in others[:page]:
            _wait_for_boxes(terminal, step)
            terminal.send("x")
        _wait_for_boxes(terminal, others[page])
        yield "unknown", studio.photograph(terminal)
        _to_answers(terminal)
        _say(terminal, _ask_account(terminal, pack.case), _NO)
        _go_on(terminal)
        _wait_for_boxes(terminal, others[page])
        yield "known", studio.photograph(terminal)
        _leave(terminal)


def _come_to_fork(studio: Studio) -> Iterator[tuple[str, Rows]]:
    """Begin objecting, up to the fork; leave there, and find it again in plain lines."""
    procedure = Pack(shipped(), studio.language).procedure(_OPPOSE)
    forking = _find_forking(procedure)
    with studio.begun(_OPPOSE) as terminal:
        _set_out(terminal)
        terminal.wait_for(_("On which day was it sent?"))
        terminal.send("0", ENTER)
        terminal.wait_for(_("How long you have got"))
        _go_on(terminal)
        for step in procedure.steps[: procedure.steps.index(forking) + 1]:
            _tick(terminal, step)
        _wait_for_fork(terminal, forking)
        yield "fork", studio.photograph(terminal)
        _leave(terminal)
    with studio.begun(_OPPOSE, "--simple") as terminal:
        choice = _("Your choice: ")
        terminal.wait_until(is_at(terminal, choice), choice)
        asked_again = is_at(terminal, choice)
        terminal.send("1", ENTER)
        terminal.wait_until(asked_again, choice)
        yield "fork-simple", studio.photograph(terminal, procedure.title)
        _leave(terminal)


def _be_led(studio: Studio) -> Iterator[tuple[str, Rows]]:
    """Answer the fork by what leads to closing, change an answer there, and come back."""
    pack = Pack(shipped(), studio.language)
    forking, closing = _find_forking(pack.procedure(_OPPOSE)), pack.procedure(_CLOSE)
    after = next(n for n, each in enumerate(closing.steps) if each.id == forking.id) + 1
    with studio.begun(_OPPOSE) as terminal:
        _go_on(terminal)
        _answer(terminal, forking, lambda branch: branch.asks_again)
        terminal.wait_for(f"> {_('Choose again')}")
        yield "again", studio.photograph(terminal)
        terminal.send(ENTER)
        _answer(terminal, forking, lambda branch: branch.procedure == _CLOSE)
        terminal.wait_for(f"> {_('Go on')}")
        yield "on-the-way", studio.photograph(terminal)
        terminal.send(ENTER)
        _wait_for_boxes(terminal, closing.steps[after])
        yield "led-to", studio.photograph(terminal)
        _to_answers(terminal)
        yield "answers", studio.photograph(terminal)
        account = _ask_account(terminal, pack.case)
        yield "change", studio.photograph(terminal)
        _say(terminal, account, _YES)
        yield "effect", studio.photograph(terminal)
        _leave(terminal)
    with studio.begun(_OPPOSE) as terminal:
        _go_on(terminal)
        terminal.wait_for(_("The end"), _("What do you want to do?"), "> ")
        yield "elsewhere", studio.photograph(terminal)


def _find_forking(procedure: Procedure) -> Step:
    return next(step for step in procedure.steps if step.fork)


def _answers(step: Step) -> tuple[Branch, ...]:
    return step.fork.answers if step.fork else ()


def _only_if() -> str:
    """Return how the sentence begins that says for which case a step is."""
    return _("Only if {cases}.").partition("{")[0]


def _leave(terminal: Terminal) -> None:
    terminal.send(CTRL_C)
    terminal.leave()


def _go_on(terminal: Terminal) -> None:
    terminal.wait_for(f"> {_('Go on')}")
    terminal.send(ENTER)


def _set_out(terminal: Terminal) -> None:
    """Go on from the first page, and from the one before a procedure."""
    _go_on(terminal)
    terminal.wait_for(_("How long"))
    _go_on(terminal)


def _wait_for_boxes(terminal: Terminal, step: Step) -> None:
    terminal.wait_for(
        step.title, _("What have you done?"), f"> [{_('to do')}] {step.checks[0].text}"
    )


def _tick(terminal: Terminal, step: Step) -> None:
    _wait_for_boxes(terminal, step)
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
    _pick(terminal, _("How do you want to go on?"), _("Other choices"))
    _pick(terminal, _("What do you want to do?"), _("What I have answered"))
    terminal.wait_for(_("Which answer do you want to change?"), f"> {_('Back')}")


def _ask_account(terminal: Terminal, case: Case) -> Fact:
    """Go to the page that asks anew whether there is an account."""
    fact = next(each for each in case.facts if each.id == _ACCOUNT)
    _pick(terminal, _("Which answer do you want to change?"), fact.title)
    terminal.wait_for(fact.question, f"> {_('Back, without a change')}")
    return fact


def _say(terminal: Terminal, fact: Fact, value: str) -> None:
    """Give an answer, and wait for what it changes."""
    label = next(each.label for each in fact.values if each.id == value)
    _pick(terminal, fact.question, label)
    terminal.wait_for(_("What changes"), f"> {_('Go on')}")


def _pick(terminal: Terminal, question: str, label: str) -> None:
    """Go down to the answer that begins with `label`, and take it."""
    terminal.wait_for(question, f"  {label}")
    while f"> {label}" not in terminal.page:
        drawn = _drawn_anew(terminal)
        terminal.send(DOWN)
        terminal.wait_until(drawn, "the next answer")
        terminal.settle()
    terminal.send(ENTER)


def _drawn_anew(terminal: Terminal) -> Callable[[], bool]:
    """Return whether anything was written since this was called."""
    before = len(terminal.raw)
    return lambda: len(terminal.raw) > before
