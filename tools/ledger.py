"""Record what the steps publish: `python tools/ledger.py`, before a release.

Adds to `steps/registre.toml` what is new in the steps; nothing is ever taken out. Where something
that was published is lost, it writes nothing, says what and returns 1.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from mes_optout.content import location
from mes_optout.content.ledger import NAME, Ledger
from mes_optout.content.lint import load_languages
from mes_optout.reports.lost import find_lost_entries
from mes_optout.reports.published import take_ledger

STEPS = Path(__file__).parents[1] / "steps"
_HEAD = """\
#:schema schemas/ledger.schema.json
# Ce qui a été publié : les fichiers de progression et les codes sur papier s'en servent toujours.
# `tools/ledger.py` y ajoute ce qui est nouveau, et n'enlève rien. Le contrôle dit ce qui s'est
# perdu. Seul « gone » s'écrit à la main : ce qui est retiré exprès, et n'a pas de « retired ».
"""


def add(before: Any, now: Any) -> Any:  # noqa: ANN401  (lists, tables and numbers)
    """Return what was recorded, with what is new behind it."""
    if isinstance(now, Mapping):
        both = dict.fromkeys((*before, *now))
        return {
            key: add(before[key], now[key])
            if key in before and key in now
            else before.get(key, now.get(key))
            for key in both
        }
    return tuple(dict.fromkeys((*before, *now))) if isinstance(now, tuple) else before


def render(ledger: Ledger) -> str:
    """Return the record as it is written."""
    return _HEAD + "\n".join(_list_lines(ledger)) + "\n"


def _list_lines(ledger: Ledger) -> Iterator[str]:
    values = {each.name: getattr(ledger, each.name) for each in fields(Ledger)}
    for name, value in values.items():
        if isinstance(value, tuple):
            yield from ("", f"{name} = [", *(f"    {_quote(each)}," for each in value), "]")
    for name, value in values.items():
        if isinstance(value, Mapping):
            nested = {key: each for key, each in value.items() if isinstance(each, Mapping)}
            if not nested:
                yield from ("", f"[{name}]", *_list_pairs(value))
            for key, table in nested.items():
                yield from ("", f"[{name}.{key}]", *_list_pairs(table))


def _list_pairs(table: Mapping[str, object]) -> Iterator[str]:
    return (f"{_quote(key)} = {_write(value)}" for key, value in table.items())


def _write(value: object) -> str:
    return str(list(value)) if isinstance(value, tuple) else json.dumps(value, ensure_ascii=False)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    """Write the record, or say what is lost."""
    original, *_ = load_languages(location.folder(STEPS))
    lost = list(find_lost_entries(original))
    for each in lost:
        sys.stderr.write(f"{each.file}: {each.fault.place}\n")
    if not lost and original.complete:
        now, before = take_ledger(original), original.ledger or Ledger()
        both = {e.name: add(getattr(before, e.name), getattr(now, e.name)) for e in fields(Ledger)}
        (STEPS / NAME).write_text(render(Ledger(**both)), encoding="utf-8")
    return 1 if lost or not original.complete else 0


if __name__ == "__main__":
    sys.exit(main())
