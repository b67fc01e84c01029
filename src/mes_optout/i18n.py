"""The user's language: the messages in it, its days, and how an error is said.

The other languages than that of the message ids have a catalogue, a compiled gettext file inside
the package. It is read through the module's loader, so that it is also found inside a zip.
"""

import gettext as _gettext
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from mes_optout.errors import N_, Fault, Msg, OptoutError
from mes_optout.files import read_packaged
from mes_optout.languages import LANGUAGES as _LANGUAGES
from mes_optout.languages import MSGIDS, ORIGINAL
from mes_optout.system.language import find_locale
from mes_optout.system.typed import name_python
from mes_optout.text import sanitize, split_sentences

LANGUAGES = tuple(_LANGUAGES)  # their codes

PROGRAM = "mes-optout"
NEUTRAL = "demarche"  # the second name under which the program is installed: it says nothing

_FROM_FOLDER = ".\\"  # PowerShell needs it before a program of the folder one is in; cmd takes it

_LONGEST_FACT = 200  # letters: two rows and a half

_current = ORIGINAL
_called = PROGRAM

_MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday")),
    *(N_("Saturday"), N_("Sunday")),
)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == MSGIDS:
        return _gettext.NullTranslations()
    path = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "messages.mo"
    return _gettext.GNUTranslations(io.BytesIO(read_packaged(path)))


def _(message: str) -> str:
    """Return `message` in the current language; commands in it begin with the name in use."""
    return _catalogue(_current).gettext(message).replace(f"{PROGRAM} ", f"{_called} ")


def translate(message: str, language_code: str) -> str:
    """Return `message` in a language that need not be the current one."""
    return _catalogue(language_code).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form that `count` asks for, with `{n}` filled in."""
    return _catalogue(_current).ngettext(one, many, count).replace("{n}", str(count))


def set_program_name(name: str) -> None:
    """Let all that is said name the program as it was called: somebody may watch the screen.

    What is one file is started by Python, and a command to type has to say so. The program of the
    zip for Windows is typed in its folder.
    """
    global _called  # noqa: PLW0603  (a process has one name)
    called = Path(name.removeprefix(_FROM_FOLDER))
    known = NEUTRAL if called.stem == NEUTRAL else PROGRAM
    if called.suffix == ".pyz":
        _called = f"{name_python()} {known}.pyz"
    else:
        _called = f"{_FROM_FOLDER}{known}" if name.startswith(_FROM_FOLDER) else known


def command(rest: str = "") -> str:
    """Return a command as the person would type it: `rest` after the program's name."""
    return f"{_called} {rest}".rstrip()


def bare_name() -> str:
    """Return the name in use without what one types before it."""
    return _called.removeprefix(_FROM_FOLDER)


def name_variable() -> str:
    """Return the variable by which a script of `completion` asks; it bears the name in use."""
    return f"_{bare_name()}_complete".replace("-", "_").upper()


def brings_python() -> bool:
    """Say whether the program came with a Python of its own, into which nothing is installed."""
    return _called.startswith(_FROM_FOLDER)


def is_single_file() -> bool:
    """Say whether the program is one file that Python starts, and so no command of its own."""
    return _called.endswith(".pyz")


def language() -> str:
    """Return the code of the current language."""
    return _current


def set_language(language_code: str) -> None:
    """Make `language_code` the current language."""
    global _current  # noqa: PLW0603  (a process speaks one language)
    _current = language_code


def detect_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Choose the language: `--lang`, MES_OPTOUT_LANG, the locale, the system, the original.

    A value that we do not speak is left for the command line to refuse. A locale that is none of
    ours means the language of the message ids; none at all, or a neutral one, the original.
    """
    asked = (*_languages_asked(arguments), environment.get("MES_OPTOUT_LANG", "").strip().lower())
    for choice in asked:
        if choice in LANGUAGES:
            return choice
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environment.get(name, "").partition(".")[0].partition("@")[0]
        if locale:
            return ORIGINAL if locale in {"C", "POSIX"} else _find_spoken(locale)
    locale = find_locale()
    return _find_spoken(locale) if locale else ORIGINAL


def other_names() -> dict[str, str]:
    """Return what else somebody may call a language, with its code: its name in itself."""
    return {each.name: code for code, each in _LANGUAGES.items()}


def _find_spoken(locale: str) -> str:
    """Return the language of a locale, by the longest beginning that one of ours names."""
    begun = [
        (len(beginning), code)
        for code, each in _LANGUAGES.items()
        for beginning in each.locales
        if locale.startswith(beginning)
    ]
    return max(begun)[1] if begun else MSGIDS


def _languages_asked(arguments: Sequence[str]) -> Iterable[str]:
    head = list(arguments)
    if "--" in head:
        head = head[: head.index("--")]
    for position, argument in enumerate(head):
        if argument == "--lang" and position + 1 < len(head):
            yield head[position + 1]
        elif argument.startswith("--lang="):
            yield argument.partition("=")[2]


def months(language_code: str) -> tuple[str, ...]:
    """Return the twelve months' names in a language."""
    return tuple(translate(name, language_code) for name in _MONTHS)


def number_in_words(day: date) -> str:
    """Return « 14 », or « 1er »."""
    return _("1st") if day.day == 1 else str(day.day)


def day_in_words(day: date, *, weekday: bool = False) -> str:
    """Return « 14 décembre 2026 », with « lundi » before it if `weekday`."""
    words = f"{number_in_words(day)} {months(_current)[day.month - 1]} {day.year}"
    return f"{_(_WEEKDAYS[day.weekday()])} {words}" if weekday else words


def month_in_words(day: date) -> str:
    """Return « novembre 2026 »."""
    return f"{months(_current)[day.month - 1]} {day.year}"


def sentence(error: OptoutError) -> str:
    """Say an error on a page: what, where, what to do; one line for each fault of a pack."""
    what, remedy = (" ".join(_fill_each(each, error.facts)) for each in (error.what, error.remedy))
    faults = _list_faults(error)
    return "\n".join([what, *faults, remedy]) if faults else f"{what} {remedy}"


def lines(error: OptoutError) -> list[str]:
    """Say an error alone, a sentence a line: that it is one, what and where, and what to do."""
    what, *more = _fill_each(error.what, error.facts)
    first = _("Error: {what}").format(what=what) if error.mistake else what
    return [first, *more, *_list_faults(error), *_fill_each(error.remedy, error.facts)]


def _list_faults(error: OptoutError) -> list[str]:
    faults: Sequence[Fault] = getattr(error, "faults", ())
    return ["  {}: {}".format(*place_and_reason(fault)) for fault in faults]


def place_and_reason(fault: Fault) -> tuple[str, str]:
    """Say where a fault is, and why it is one, with nothing that steers a terminal."""
    return _printable(fault.place), _fill(fault.reason, fault.facts)


def _fill(message: Msg, facts: Mapping[str, object]) -> str:
    return " ".join(_fill_each(message, facts))


def _fill_each(message: Msg, facts: Mapping[str, object]) -> list[str]:
    """Fill in a message, a sentence each: what a fact holds ends none."""
    shown = {name: _show(fact) for name, fact in facts.items()}
    return [part.format(**shown) for part in split_sentences(_(message))]


def _show(fact: object) -> str:
    """Return a fact as it is said: a list whole, for who reads it looks for a name of theirs."""
    if isinstance(fact, Msg):
        return _(fact)
    if isinstance(fact, (list, tuple)):
        return ", ".join(_printable(str(each)) for each in fact)
    return _printable(str(fact))


def _printable(text: str) -> str:
    """Keep what a stranger typed from steering the terminal, and short."""
    clean = sanitize(text[: _LONGEST_FACT + 1])
    return clean if len(clean) <= _LONGEST_FACT else f"{clean[:_LONGEST_FACT]}…"
