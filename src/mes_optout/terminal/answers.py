"""What typed characters mean, and how an answer is said back: the same in both prompters."""

from collections.abc import Sequence
from typing import TypeVar

from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _, sentence, translate
from mes_optout.languages import LANGUAGES
from mes_optout.text import fold
from mes_optout.walkthrough.prompter import Back, CheckState, Line, Quit

T = TypeVar("T")

SKIP = "x"  # at boxes: this step is not for me; each hint says so
STUCK = "?"  # at boxes of a menu: I have a problem; in plain lines a word says so

_MOST_QUOTED = 40  # characters of what was typed, said back

_QUIT = N_("quit")
_BACK = N_("back")
_HELP = N_("help")
_STUCK = N_("problem")


class HelpAskedError(Exception):
    """The person typed « ? » or the word for help."""


class NotUnderstoodError(Exception):
    """A typed line that means nothing here; the message says what to do."""


def obey(line: str) -> str:
    """Return the line without surrounding blanks and controls, unless it is a word that rules.

    Raises Quit, Back or HelpAskedError. The words of every language count: whoever wants to leave
    need not think of the one that is spoken.
    """
    said = "".join(character for character in line if character.isprintable()).strip()
    word = fold(said)
    if is_quit(said):
        raise Quit
    if word in _translate(_BACK):
        raise Back
    if word == "?" or word in _translate(_HELP):
        raise HelpAskedError
    return said


def is_quit(said: str) -> bool:
    """Say whether what was typed is the word that leaves, or the character that stands for it."""
    characters = {fold(each.quit) for each in LANGUAGES.values()}
    return _normalize(said) in characters | _translate(_QUIT)


def _translate(word: str) -> set[str]:
    """Return a word in every language, folded."""
    return {fold(translate(word, code)) for code in LANGUAGES}


def is_skip(said: str) -> bool:
    """Say whether what was typed at boxes says that the step does not concern the person."""
    return _normalize(said) == SKIP


def is_stuck(said: str) -> bool:
    """Say whether what was typed at boxes is the word for having a problem, in any language."""
    return fold(said) in _translate(_STUCK)


def find_matches(said: str, labels: Sequence[str]) -> list[int]:
    """Return the places of the labels that begin with `said`, or of those that are just that.

    Case, accents and the number of blanks do not count. Nothing said begins nothing.
    """
    wanted = _normalize(said)
    plain = [_normalize(label) for label in labels]
    found = [place for place, label in enumerate(plain) if wanted and label.startswith(wanted)]
    return [place for place in found if plain[place] == wanted] or found


def _normalize(text: str) -> str:
    return " ".join(fold(text).split())


def read_line(typed: str, line: Line[T]) -> T | None:
    """Read what was typed at `line`. Raises NotUnderstoodError, and what its `read` raises."""
    said = obey(typed)
    if not said:
        raise NotUnderstoodError(line.empty)
    return None if said == line.none else line.read(said)


def explain_error(error: NotUnderstoodError | OptoutError) -> str:
    """Say why a typed line is no answer, and what to do."""
    return sentence(error) if isinstance(error, OptoutError) else str(error)


def explain_keywords() -> str:
    """Say the words that count at every prompt."""
    return _("At any time: q to quit, “back” for the question before, ? for this help.")


def explain_words() -> str:
    """Say those that count in a menu too, where keys have their line."""
    return _("Words count too: q to quit, “back” for the question before.")


def quote(typed: str) -> str:
    """Return as much of what was typed as is said back."""
    return typed[:_MOST_QUOTED]


def confirm_answer(answer: str) -> str:
    """Say an answer back."""
    return _("Chosen: {answer}").format(answer=answer)


def confirm_skip() -> str:
    """Say back that a step does not concern the person."""
    return _("Chosen: this step does not concern me.")


def confirm_stuck() -> str:
    """Say back that a person has a problem."""
    return confirm_answer(_("I have a problem"))


def confirm_boxes(checks: Sequence[CheckState], ticked: set[str]) -> str:
    """Say ticked boxes back: the one, all of them, how many, or none.

    Nothing is noted yet, so nothing is said of the step.
    """
    labels = [check.text for check in checks if check.id in ticked]
    if len(labels) == 1:
        return confirm_answer(labels[0])
    if len(labels) == len(checks):
        return _("Chosen: all {n} boxes.").format(n=len(labels))
    if labels:
        return _("Chosen: {n} boxes of {total}.").format(n=len(labels), total=len(checks))
    return _("Chosen: no box.")


def end_sentence(text: str) -> str:
    """Return `text` with a full stop, unless it ends a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."
