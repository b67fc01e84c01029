"""A dry try-out: one question of each kind, about nothing, so that one may get to know them."""

from dataclasses import dataclass, field
from datetime import date

from mes_optout.i18n import _
from mes_optout.progress.spelling import group_characters, read_number, spell_number
from mes_optout.walkthrough.prompter import (
    Back,
    CheckState,
    Option,
    Place,
    Prompter,
    Screen,
    Skip,
    Stuck,
    code_line,
    day_line,
)
from mes_optout.walkthrough.visit import quit_option
from mes_optout.wording.blocks import Row
from mes_optout.wording.phrases import done_and_left

_NUMBER = 1_731_416  # stands for no procedure; on paper it makes two groups


@dataclass(slots=True)
class _TryOut:
    """Each question shows its page, and returns what was understood."""

    prompter: Prompter
    today: date
    ticked: set[str] = field(default_factory=lambda: {"curtains"})

    def ask_choice(self, place: Place) -> Row:
        said = (
            _("This is only a try-out. Answer as you like: nothing is kept or changed."),
            _("To leave at any moment: Ctrl-C."),
        )
        options = [
            Option("bread", _("Bread")),
            Option("fruit", _("Fruit")),
            Option("soup", _("Soup")),
            quit_option(),
        ]
        self.prompter.show(Screen(_("A choice"), place=place, text=said))
        chosen = self.prompter.choose(_("What is there for breakfast?"), options)
        return Row(_("Choice"), (chosen.label,))

    def ask_boxes(self, place: Place) -> Row:
        texts = {
            "curtains": _("I opened the curtains"),
            "plant": _("I watered the plant"),
            "cat": _("I fed the cat"),
        }
        said = (
            _("One box is ticked already. You may take its tick away."),
            _("To go back by one question: Escape in menus, “back” in numbered lines."),
        )
        checks = [CheckState(id_, text, id_ in self.ticked) for id_, text in texts.items()]
        self.prompter.show(Screen(_("Boxes to tick"), place=place, text=said))
        try:
            self.ticked = self.prompter.tick(_("What have you done?"), checks)
        except Skip:
            return Row(_("Boxes ticked"), (_("this step does not concern me"),))
        except Stuck:
            return Row(_("Boxes ticked"), (_("I have a problem"),))
        labels = tuple(text for id_, text in texts.items() if id_ in self.ticked)
        return Row(_("Boxes ticked"), labels or (_("none"),))

    def ask_day(self, place: Place) -> Row:
        said = (_("Imagine a letter about a plant. Make up a day in the past."),)
        self.prompter.show(Screen(_("A date"), place=place, text=said))
        line = day_line(_("On which day was it sent?"), self.today)
        return Row(_("Date"), (line.describe(self.prompter.ask_line(line)),))

    def ask_code(self, place: Place) -> Row:
        on_paper = group_characters(spell_number(_NUMBER))
        said = (_("Imagine that your paper says: {letters}").format(letters=on_paper),)
        self.prompter.show(Screen(_("A code on paper"), place=place, text=said))
        line = code_line(_("Which letters stand on your paper?"), read_number)
        return Row(_("Code"), (line.describe(self.prompter.ask_line(line)),))


def try_out(prompter: Prompter, today: date) -> None:
    """Ask one question of each kind, then say what was understood. Keeps nothing.

    Raises Quit, and InputEndedError where the input ends.
    """
    trying = _TryOut(prompter, today)
    questions = (trying.ask_choice, trying.ask_boxes, trying.ask_day, trying.ask_code)
    understood: list[Row] = []
    while len(understood) < len(questions):
        done = len(understood)
        prompter.goes_back = done > 0
        try:
            understood.append(questions[done](_count_place(done, len(questions))))
        except Back:
            del understood[-1:]  # before the first question there is nothing: it is asked again
    said = _("Nothing of it was kept, and nothing was changed. This was understood:")
    prompter.show_last(Screen(_("The try-out is over"), rows=tuple(understood), text=(said,)))


def _count_place(done: int, total: int) -> Place:
    counted = ", ".join(done_and_left(done, total - done))
    return Place(number=done + 1, total=total, tally=counted)
