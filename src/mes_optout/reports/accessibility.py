"""How to read and to answer: the ways, the keys, the limits, and what was tried with what.

It has to stay true to `terminal`: its tests compare the two. Neither tables nor rules nor indents:
a page that is listened to, or felt, is read line after line.
"""

from collections.abc import Iterator

from mes_optout.i18n import _, command
from mes_optout.progress.model import State
from mes_optout.text import Section, Typed, number_sections, wrap
from mes_optout.wording.phrases import state_word


def render_accessibility(width: int) -> str:
    """Say it in at most `width` columns; only what is to be typed may be longer."""
    lines = wrap(_("Screen reader, braille, small screen, old terminal"), width)
    intro = _("This page says how to read and to answer, what the limits are, what was tried.")
    lines += ["", *wrap(intro, width)]
    lines += number_sections(_list_sections(), width)
    return "\n".join(lines) + "\n"


def _list_sections() -> Iterator[Section]:
    yield _describe_ways()
    yield _describe_asking_for_lines()
    yield _describe_typing()
    yield _describe_keys()
    yield _describe_any_time()
    yield _describe_looks()
    yield _describe_limits()
    yield _describe_tried()
    yield _describe_not_tried()
    yield _describe_trying()


def _label(label: str, text: str) -> str:
    return _("{label}: {text}").format(label=label, text=text)


def _describe_ways() -> Section:
    return _("Two ways to answer"), [
        _label(
            _("Menus"),
            _("a pointer is moved with the arrow keys. They come where the terminal can."),
        ),
        _label(
            _("Numbered lines"),
            _("they are read from top to bottom, and one types a number. Nothing moves."),
        ),
        _("With a screen reader or a braille display, take the numbered lines."),
    ]


def _describe_asking_for_lines() -> Section:
    return _("To have the numbered lines"), [
        _("Once:"),
        Typed(command("guide --simple")),
        _("Each time, also for the questions of other commands. In bash or zsh:"),
        Typed("export MES_OPTOUT_SIMPLE=1"),
        _("Or with this variable, which other programs may know too:"),
        Typed("export ACCESSIBLE=1"),
        _label(
            _("By themselves"),
            _(
                "where TERM=dumb. Where input or output is no terminal. Where the output is not"
                " UTF-8."
            ),
        ),
        _label(
            _("Order"),
            _(
                "--simple wins over the variables, and the first variable over the second. What is"
                " detected comes last."
            ),
        ),
        _("A variable is off when it is empty or one of: 0, false, no, non, off."),
    ]


def _describe_typing() -> Section:
    return _("Answering in numbered lines"), [
        _label(
            _("A choice"), _("its number, or its first letters. Accents and capitals do not count.")
        ),
        _label(
            _("Boxes"),
            _(
                "several numbers in one line, such as 1 3. With 0 nothing changes. With -1, box 1"
                " is unticked."
            ),
        ),
        _label(
            _("A date"),
            _("such as 2 November 2026, 02/11/2026 or 2026-11-02. Type 0 if you do not know it."),
        ),
        _label(
            _("A code on paper"),
            _("its letters, with or without spaces. Type 0 if you have none."),
        ),
        _label(_("back"), _("the question before.")),
        _label(", ".join((_("help"), "?")), _("what to type here, once more.")),
        _label(", ".join(("q", _("quit"))), _("clears the screen where it can, and leaves.")),
        _("These words count at every question, in French and in English."),
        _("Each answer is said back, after “Chosen”. No answer is taken by default."),
    ]


def _describe_keys() -> Section:
    return _("Keys in the menus"), [
        _label(_("Up arrow, down arrow"), _("move the pointer.")),
        _label(
            _("Space"),
            _(
                "ticks a box, or takes its tick away. In the middle of typed words, it changes no"
                " box."
            ),
        ),
        _label(_("Enter"), _("confirms.")),
        _label(
            _("First letters"),
            _("move the pointer to what begins so. They choose nothing. Backspace takes one back."),
        ),
        _label(
            _("Escape, left arrow"),
            _("the question before. Where a date or a code is typed, only Escape."),
        ),
        _("The words of the numbered lines count too, such as q, then Enter."),
        _("Beside boxes only, q does not quit. Leave with Ctrl-C, or confirm first."),
    ]


def _describe_any_time() -> Section:
    return _("At any time, in both ways"), [
        _label("Ctrl-C", _("clears the screen where it can, and leaves at once.")),
        _label(
            "Ctrl-D",
            _(
                "clears the screen where it can, and leaves. What you confirmed is kept, but not"
                " with --no-trace."
            ),
        ),
        _label("Ctrl-Z", _("clears the screen and pauses; fg brings the question back.")),
        _("In numbered lines, type Ctrl-D on an empty line. No question has a time limit."),
    ]


def _describe_looks() -> Section:
    state = f"[{state_word(State.DONE)}]"
    return _("Colours, width, letters, screen"), [
        _label(
            _("Colours"),
            _(
                "NO_COLOR=1 or CLICOLOR=0 takes them away. What is done is a word too, such as"
                " {state}. Numbered lines have no colour."
            ).format(state=state),
        ),
        _label(
            _("Width"),
            _(
                "the text follows the terminal, down to 20 columns. An address stays whole, alone"
                " on its line. When the width changes, the menus follow at once. Numbered lines"
                " keep the width that they began with."
            ),
        ),
        _label(
            _("Old code pages"),
            _("a letter that they lack is replaced, such as œ by oe. They get numbered lines."),
        ),
        _label(
            _("Clearing the screen"),
            _("only where the terminal can. Where it cannot, the first page of the guide says so."),
        ),
    ]


def _describe_limits() -> Section:
    return _("Limits"), [
        _("The menus hide the cursor and never move it."),
        _("Many screen readers and braille displays cannot follow it: use --simple."),
        _("In the menus, each page takes the place of the one before."),
        _("The size of letters, the contrast and the voice are those of your terminal."),
        _("The checklist has frames on a terminal. Without frames:"),
        Typed(command("checklist --format text")),
    ]


def _describe_tried() -> Section:
    return _("What was tried, by automatic tests"), [
        _label(_("Terminals"), _("a simulated one, tmux and GNU screen, on Linux.")),
        _label(_("Widths"), _("80, 40 and 20 columns, and a change while a question is open.")),
        _label(_("Code pages"), _("cp850, cp1252 and ASCII.")),
        _label(_("Variables"), _("those of this page.")),
    ]


def _describe_not_tried() -> Section:
    return _("What was not tried"), [
        _("No real screen reader and no braille display, with a person who uses it."),
        _("No Windows, no terminal of macOS, no other terminal on Linux."),
        _("Something may go wrong there. The numbered lines ask least of a terminal."),
    ]


def _describe_trying() -> Section:
    return _("Try it without any effect"), [
        _("Each kind of question, about a breakfast and a plant. Nothing is kept or changed:"),
        Typed(command("help accessibility --try")),
        _("The same in numbered lines:"),
        Typed(command("help accessibility --try --simple")),
    ]
