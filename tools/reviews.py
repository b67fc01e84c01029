"""Record what stood when the steps were last read against their sources: `python tools/reviews.py`.

Writes `steps/relectures.toml`. Where something changed that has the day of before, it writes
nothing, says what and returns 1: `mes-optout steps check` says more.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from mes_optout.content import location
from mes_optout.content.lint import load_languages
from mes_optout.content.lint.reviews import READ_AGAIN, find_unread_changes, take_stock
from mes_optout.content.reviews import NAME, Review

STEPS = Path(__file__).parents[1] / "steps"
_HEAD = """\
#:schema schemas/reviews.schema.json
# Ce qui était écrit le jour de la dernière relecture : la confiance, les sources, les faits, et si
# un doute était dit. `tools/reviews.py` l'écrit. Le contrôle dit ce qui a changé sans relecture.

[reviews]
"""


def render(stock: Mapping[str, Review]) -> str:
    """Return the record as it is written."""
    lines = (f"{_quote(key)} = {{ {', '.join(_list_keys(each))} }}" for key, each in stock.items())
    return _HEAD + "\n".join(lines) + "\n"


def _list_keys(review: Review) -> Iterator[str]:
    for each in fields(Review):
        value = getattr(review, each.name)
        if value not in (None, False, ()):
            yield f"{each.name} = {_write(value)}"


def _write(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quote, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return _quote(value) if isinstance(value, str) else str(value)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main() -> int:
    """Write the record, or say what was not read again."""
    original, *_ = load_languages(location.folder(STEPS))
    unread = [each for each in find_unread_changes(original) if each.fault.reason == READ_AGAIN]
    for each in unread:
        sys.stderr.write(f"{each.file}: {each.fault.place}\n")
    if not unread:
        (STEPS / NAME).write_text(render(take_stock(original)), encoding="utf-8")
    return 1 if unread else 0


if __name__ == "__main__":
    sys.exit(main())
