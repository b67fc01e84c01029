"""Nothing grows surer, and no fact or doubt goes, unless it was read again since."""

from collections.abc import Mapping
from dataclasses import fields

from mes_optout.content.lint.evidence import list_told
from mes_optout.content.lint.findings import Findings, Loaded, at, error, split_place
from mes_optout.content.resting import NAME as FACTS
from mes_optout.content.reviews import Review
from mes_optout.errors import N_

READ_AGAIN = N_(
    "was otherwise when it was last read against its sources: {before}; put that back, or read it "
    "again and write the day"
)
_RECORD = N_(
    "was otherwise when it was last read against its sources: {before}; put that back, or read it "
    "again and note that in relectures.toml"
)
_LOOKED_AT = tuple(each.name for each in fields(Review) if each.name != "day")


def take_stock(original: Loaded) -> Mapping[str, Review]:
    """Return what stands today, as the record has it."""
    stock = {
        at(FACTS, "facts", key): Review(fact.read, str(fact.confidence), sources=fact.sources)
        for key, fact in original.evidence.items()
    }
    for file, place, told in list_told(original):
        computed = bool(told.rests_on)
        stock[at(file, place)] = Review(
            getattr(told, "reviewed", None),
            None if computed or not hasattr(told, "confidence") else str(told.confidence),
            getattr(told, "doubt", None) is not None,
            () if computed else told.sources,
            told.rests_on,
            told.mentions,
        )
    return stock


def find_unread_changes(original: Loaded) -> Findings:
    """Compare what stands today with the record; what is new, or gone, is looked at elsewhere."""
    today = take_stock(original)
    for key, before in original.reviews.items():
        now = today.get(key)
        if now is None or (now.day and before.day and now.day > before.day):
            continue
        for name in _LOOKED_AT:
            old, new = getattr(before, name), getattr(now, name)
            if old != new:
                file, *place = split_place(key)
                why = READ_AGAIN if now.day else _RECORD
                yield error(file, at(*place, name), why, before=_write(old))


def _write(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "[]"
    return str(value).lower()
