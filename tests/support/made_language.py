"""A language that nobody speaks, made of data: the English, letter by letter in Cyrillic.

All keeps its length, and what is left of French or English is seen at once: its letters are Latin.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import ascii_letters

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
CODE = "xx"
PLURALS = "nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);"
MANY = "ъ"  # behind the number where the third form is meant

_LOWER = "абцдефгхийклмнопщрстувшжыз"
_ALPHABET = str.maketrans(ascii_letters, _LOWER + _LOWER.upper())
# What is typed, a field, an address, an article of law, a name with a sign.
_KEPT = re.compile(r"\{[^}]*\}|https?://\S+|--[a-z]+|mes-optout|\b[LRD]\d{4}[-\d]*|FranceConnect\+")
# Official names stand in quotation marks, as they are found on the site.
OFFICIAL = re.compile("“[^”]*”")
# Keys of steps whose value nobody reads.
_NO_TEXT = {
    *("id", "original", "sources", "confidence", "link", "url", "procedures", "procedure", "steps"),
    *("situation", "if_late", "formerly", "retired"),
}


def speak(text: str, kept: re.Pattern[str] = _KEPT) -> str:
    """Return a text in the language."""
    whole = re.compile(f"({kept.pattern})")
    parts = whole.split(text)
    return "".join(p if n % 2 else p.translate(_ALPHABET) for n, p in enumerate(parts))


ROW = f"""
[{CODE}]
name = "{speak("Made up")}"
locales = ["{CODE}"]
ordinals = ["{speak("st")}"]
quit = "{speak("q")}"

[{CODE}.lint]
different = "{speak("My screen is different")}"
unknown = ["{speak("I do not know")}", "{speak("I don't know")}"]
quotes = ["“", "”"]
spaced_signs = false
telling = ["{speak("health")}"]
personal = ["{speak("violence")}"]
knowing = ["{speak("I know")}"]
passing = ["{speak("does not concern me")}"]
negations = ["{speak("never")}"]
asks = ["{speak("write your name here")}"]

[{CODE}.lint.promises]
everything_deleted = ["{speak("deletes everything")}"]
nothing_to_do = ["{speak("doing nothing protects")}"]
doctor_blind = ["{speak("hidden from the doctor")}"]
for_ever = ["{speak("forever")}"]
safety = ["{speak("completely safe")}"]
from_receipt = ["{speak("six weeks from receipt")}"]
"""


def make_language(root: Path) -> list[Path]:
    """Copy the program and its steps to `root`, and add the language; return the files added."""
    for name in ("src", "steps", "tools"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    with (root / "src/mes_optout/languages.toml").open("a", encoding="utf-8") as file:
        file.write(ROW)
    (root / "steps" / CODE).mkdir()
    added = [_translate_steps(path, root) for path in sorted((root / "steps/en").glob("*.toml"))]
    catalogue = root / "src/mes_optout/locale" / CODE / "LC_MESSAGES/messages.po"
    catalogue.parent.mkdir(parents=True)
    with (root / "src/mes_optout/locale/fr/LC_MESSAGES/messages.po").open("rb") as old:
        translated = _translate_messages(read_po(old))
    with catalogue.open("wb") as new:
        write_po(new, translated)
    subprocess.run(
        [sys.executable, str(root / "tools/catalogue.py")],
        env={"PYTHONPATH": str(root / "src")},
        check=True,
    )
    return [*added, catalogue, catalogue.with_suffix(".mo")]


def _translate_messages(known: Catalog) -> Catalog:
    # A language of three forms for Babel: it writes no rule for one that it does not know.
    made = Catalog("ru", header_comment="# Messages in no language.", fuzzy=False)
    made.mime_headers = [("Plural-Forms", PLURALS)]
    for message in known:
        if isinstance(message.id, tuple):
            one, many = map(speak, message.id)
            made.add(message.id, string=(one, many, many.replace("{n}", f"{{n}}{MANY}")))
        elif message.id:
            made.add(message.id, string=speak(str(message.id)))
    return made


def _translate_steps(english: Path, root: Path) -> Path:
    """Write a file of steps in the language, whatever keys it has."""
    made = root / "steps" / CODE / english.name
    table = _change(tomllib.loads(english.read_text(encoding="utf-8")))
    assert isinstance(table, dict)
    made.write_text("\n".join(_write(table)), encoding="utf-8")
    return made


def _change(value: object, key: str = "") -> object:
    """Return what a file holds, with its texts in the language."""
    if isinstance(value, dict):
        return {name: _change(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_change(each, key) for each in value]
    if isinstance(value, str) and key not in _NO_TEXT:
        return speak(value, re.compile(f"{OFFICIAL.pattern}|{_KEPT.pattern}"))
    return value


def _write_inline(value: object) -> str:
    """Return a value on one line; a table too, as lines of letters have them."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_write_inline(each)}" for k, each in value.items()) + " }"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def _write(table: Mapping[str, object], above: str = "") -> Iterator[str]:
    """Yield a table as lines of TOML: what is plain, then the tables in it."""
    below: list[tuple[str, Mapping[str, object]]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            below.append((f"[{above}{key}]", value))
        elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
            below += [(f"[[{above}{key}]]", each) for each in value]
        elif isinstance(value, list):
            yield from (f"{key} = [", *(f"    {_write_inline(each)}," for each in value), "]")
        else:
            yield f"{key} = {_write_inline(value)}"
    for head, inner in below:
        yield from ("", head)
        yield from _write(inner, f"{head.strip('[]')}.")
