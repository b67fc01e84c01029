"""Every error of the program: facts and an exit code, no language and no width.

A class is a fact. `what` says what is wrong and where, `remedy` what to do; both are English
message ids with named fields, put into the user's language in one place (`i18n.sentence`). A fact
that is itself a message is marked with `N_`.
"""

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class Msg(str):
    """An English message id that is to be translated when it is shown."""

    __slots__ = ()


def N_(text: str) -> Msg:  # noqa: N802  (gettext's own name for it: extractors look for it)
    """Mark `text` for translation without translating it."""
    return Msg(text)


class OptoutError(Exception):
    """Something that a person must be told. `facts` fill the fields of `what` and `remedy`.

    With the fact `guess`, what somebody may have meant, `guessing` is said in their place. A fact
    that is a list or a tuple is said whole. What is no `mistake` is said without that word.
    """

    mistake: ClassVar[bool] = True
    code: ClassVar[int]
    what: Msg
    remedy: Msg
    guessing: ClassVar[tuple[Msg, Msg]]

    def __init__(self, **facts: object) -> None:
        guess = facts.pop("guess", None)
        if guess is not None:
            facts["guess"] = guess
            self.what, self.remedy = self.guessing
        super().__init__(*facts.values())
        self.facts = facts


class UnknownChoiceError(OptoutError):
    """A value is not on offer. Facts: `option`, `value`, `known`, `guess`."""

    code = 2
    what = N_("{option} cannot be “{value}”.")
    remedy = N_("Choose one of: {known}.")
    guessing = what, N_("Did you mean “{guess}”? Choose one of: {known}.")


class ResumeCodeError(OptoutError):
    """A resume code cannot be taken. Fact: `cause`."""

    code = 2
    what = N_("This code cannot be used: {cause}.")
    remedy = N_("Compare it with your paper, letter by letter, then type it again.")


class OtherVersionCodeError(ResumeCodeError):
    """A resume code is whole, but for a procedure that this program does not have."""

    what = N_("This code is from another version of the program, which has other procedures.")
    remedy = N_("Update the program here, or type 0 to begin without a code.")


class NeedsTerminalError(OptoutError):
    """A command asks something but there is nobody to answer. Facts: `command`, `instead`."""

    code = 2
    what = N_("“{command}” asks a question, and there is no terminal here to ask it on.")
    remedy = N_("Use “{instead}” instead.")


class InputEndedError(OptoutError):
    """The input ended in the middle of a walkthrough. It is never taken for an answer."""

    code = 3
    what = N_("The input ended here.")
    remedy = N_("What you confirmed is kept. To go on: mes-optout guide")
    mistake = False


class NothingKeptEndedError(InputEndedError):
    """The input ended in a walkthrough that was asked to keep nothing."""

    remedy = N_("Nothing was kept, as you asked.")


class CannotSaveError(OptoutError):
    """Progress could not be written. Facts: `path`, `cause`."""

    code = 4
    what = N_("Your progress could not be saved in {path}: {cause}.")
    remedy = N_("What was saved before is still there. Mend this, then start again.")


class CannotDeleteError(OptoutError):
    """Something of what is kept could not be deleted. Facts: `path`, `cause`."""

    code = 4
    what = N_("Not everything in {path} could be deleted: {cause}.")
    remedy = N_("Mend this, then delete again: mes-optout forget")


class BusyError(OptoutError):
    """Another run holds the lock for longer than one waits. Fact: `path`."""

    code = 4
    what = N_("Another window is writing in {path} and does not finish.")
    remedy = N_("Close the other window, then start again.")


class CannotWriteError(OptoutError):
    """A takeaway could not be written. Facts: `path`, `cause`."""

    code = 4
    what = N_("{path} could not be written: {cause}.")
    remedy = N_("Choose another place for the file.")


class CannotPrintError(OptoutError):
    """What a command prints did not arrive where it was sent. Fact: `cause`."""

    code = 4
    what = N_("What was to be shown could not be written: {cause}.")
    remedy = N_("Mend this or choose another place, then run the command again.")


class FileExistsAlreadyError(OptoutError):
    """A takeaway would overwrite a file. Fact: `path`."""

    code = 4
    what = N_("{path} exists already and was left as it is.")
    remedy = N_("Choose another name, or add --force to replace it.")


class PackUnreadableError(OptoutError):
    """A file of the steps cannot be opened or parsed. Facts: `file`, `cause`."""

    code = 65
    what = N_("{file} cannot be read: {cause}.")
    remedy = N_("Mend the file, then run the command again.")


class PackSyntaxError(OptoutError):
    """A file of the steps is not TOML. Facts: `file`, `line` (a number, or "?"), `said`.

    The last is what the parser said.
    """

    code = 65
    what = N_("{file} is not valid TOML at line {line}.")
    remedy = N_("Look there, or just above, for a missing quote, bracket, comma or equals sign.")


class PackInvalidError(OptoutError):
    """A file of the steps parses but does not hold what it must. Facts: `file`, `faults`.

    `faults` is a sequence of `Fault`: all that is wrong with the file, not only the first.
    """

    code = 65
    what = N_("{file} is not right:")
    remedy = N_("Mend each line named here, then run the command again.")

    def __init__(self, *, file: str, faults: "Sequence[Fault]") -> None:
        super().__init__(file=file)
        self.faults = tuple(faults)


class PackOutdatedError(OptoutError):
    """The steps of a person's own have the form of version 1.0."""

    code = 65
    what = N_("These steps are written as version 1.0 had them.")
    remedy = N_("Convert them: mes-optout steps convert FOLDER NEW-FOLDER")


class ProgressUnreadableError(OptoutError):
    """The progress file cannot be opened or understood. Facts: `path`, `cause`."""

    code = 65
    what = N_("The progress file {path} cannot be read: {cause}.")
    remedy = N_("It was left as it is. “mes-optout guide” offers to put it aside and start anew.")


class ProgressDamagedError(ProgressUnreadableError):
    """Some lists of the progress file are damaged. Facts: `path`, `lost`, `lists`.

    `whole` is the progress that the others make.
    """

    what = N_("{path} is damaged. Lists that cannot be read: {lost} of {lists}. The rest is whole.")
    remedy = N_("It was left as it is. “mes-optout guide” offers to go on with what is whole.")

    def __init__(self, whole: object = None, **facts: object) -> None:
        super().__init__(**facts)
        self.whole = whole


class ProgressTooNewError(OptoutError):
    """The progress file was written by a later version. Fact: `path`."""

    code = 65
    what = N_("The progress file {path} was written by a newer version of this program.")
    remedy = N_("It was left as it is. Update the program, then start again.")


class InternalError(OptoutError):
    """An error in the program. It says nothing of what was going on, and no path."""

    code = 70
    what = N_("The program met a mistake of its own and stopped.")
    remedy = N_("What was saved is still there. Start again: mes-optout guide")


class Fault:
    """One thing wrong in a pack: `place` (« steps › page › title ») and why, a message id."""

    __slots__ = ("facts", "place", "reason")

    def __init__(self, place: str, reason: Msg, **facts: object) -> None:
        self.place = place
        self.reason = reason
        self.facts = facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Fault) and (self.place, self.reason, self.facts) == (
            other.place,
            other.reason,
            other.facts,
        )

    def __hash__(self) -> int:
        return hash((self.place, self.reason))

    def __repr__(self) -> str:
        return f"Fault({self.place!r}, {self.reason!r}, {self.facts!r})"
