"""REQ-A17: an acronym is said in words where a procedure, or a letter, first uses it."""

import re
from collections.abc import Iterable

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.finding import Findings, error, shown
from mes_optout.content.lint.loading import Loaded
from mes_optout.errors import N_

# Those that need no words, each with its reason.
EXCEPTED = {
    "CEDEX": "a part of postal addresses",
    "CS": "a part of postal addresses",
    "MES": "a part of the program's name where commands are quoted",
    "PDF": "a kind of file that is known by no other name",
    "TSA": "a part of postal addresses",
    "USB": "a kind of plug that is known by no other name",
}

_ACRONYM = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w])")
_ROMAN = re.compile(r"[IVX]+")


def findings(loaded: Loaded) -> Findings:
    """Look at the first use of each acronym, in the order of the model's fields."""
    for name, procedure in loaded.procedures.items():
        yield from _first_uses(loaded.file(name), shown(procedure))
    for letter in loaded.letters.letters if loaded.letters else ():
        yield from _first_uses(loaded.file(LETTERS), shown(letter, "letters", letter.id))


def _first_uses(file: str, texts: Iterable[tuple[str, str]]) -> Findings:
    met: set[str] = set()
    for place, text in texts:
        for acronym in dict.fromkeys(_ACRONYM.findall(text)):
            if acronym in met or acronym in EXCEPTED or _ROMAN.fullmatch(acronym):
                continue
            met.add(acronym)
            if not _explained(acronym, text):
                why = N_("“{acronym}” is used here first; say it in words, like: words ({acronym})")
                yield error(file, place, why, acronym=acronym)


def _explained(acronym: str, text: str) -> bool:
    """Accept « message court (SMS) », « SMS (message court) » and « « message court » SMS »."""
    pattern = rf"\w »? ?\({acronym}\)|\b{acronym} \(\w|\b{acronym} \(« |» {acronym}\b"
    return re.search(pattern, text) is not None
