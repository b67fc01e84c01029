"""For which case a part is, while that is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from mes_optout import i18n
from mes_optout.content.case import Condition
from mes_optout.wording.conditions import say_condition
from support.forked_pack import forked_pack

BADGE, NO_BADGE = {"badge": ("oui",)}, {"badge": ("non",)}
SEEN, DOOR = {"porte": ("ouverte", "fermee")}, {"porte": ("autre",)}
OPEN = {"porte": ("ouverte",)}

EITHER_FR = "la porte est ouverte, ou si la porte est fermée"
EITHER_EN = "la porte est ouverte, or if la porte est fermée"


@dataclass(frozen=True)
class Part:
    """What depends on facts."""

    when: Condition = field(default_factory=dict)
    unless: Condition = field(default_factory=dict)


def say(part: Part, answers: Mapping[str, str] | None = None) -> str:
    known = answers or {}
    return say_condition(
        part,
        lambda fact, value: known[fact] == value if fact in known else None,
        forked_pack().case,
    )


@pytest.mark.parametrize(
    ("part", "french", "english"),
    [
        (Part(), "", ""),
        (Part(BADGE), "Seulement si vous avez un badge.", "Only if vous avez un badge."),
        (
            Part(SEEN),
            f"Seulement si {EITHER_FR}.",
            f"Only if {EITHER_EN}.",
        ),
        (
            Part({**SEEN, **BADGE}),
            f"Seulement si vous avez un badge. Et seulement si {EITHER_FR}.",
            f"Only if vous avez un badge. And only if {EITHER_EN}.",
        ),
        (
            Part(unless=OPEN),
            "Sauf si la porte est ouverte.",
            "Unless la porte est ouverte.",
        ),
        (
            Part(unless=BADGE),  # of two values, the other one
            "Seulement si vous n'avez pas de badge.",
            "Only if vous n'avez pas de badge.",
        ),
        (
            Part(unless=SEEN),  # of three, the only one that is left
            "Seulement si la porte est autre.",
            "Only if la porte est autre.",
        ),
        (
            Part(BADGE, OPEN),
            "Seulement si vous avez un badge. Mais pas si la porte est ouverte.",
            "Only if vous avez un badge. But not if la porte est ouverte.",
        ),
    ],
)
def test_a_sentence_for_each_fact(part: Part, french: str, english: str) -> None:
    """« If this or that, and that » can be read in two ways; nothing here can."""
    assert say(part) == french
    i18n.set_language("en")
    assert say(part) == english


@pytest.mark.parametrize(
    ("part", "answers", "said"),
    [
        (Part(BADGE), {"badge": "oui"}, ""),
        (Part(BADGE), {"heure": "nuit"}, "Seulement si vous avez un badge."),
        (Part({**BADGE, **DOOR}), {"badge": "oui"}, "Seulement si la porte est autre."),
        (Part(SEEN), {"porte": "fermee"}, ""),
        (Part(BADGE, OPEN), {"badge": "oui"}, "Sauf si la porte est ouverte."),
        (Part(BADGE, OPEN), {"porte": "autre"}, "Seulement si vous avez un badge."),
        (Part(unless=NO_BADGE), {"badge": "oui"}, ""),
    ],
)
def test_only_what_is_still_open_is_said(part: Part, answers: dict[str, str], said: str) -> None:
    assert say(part, answers) == said
