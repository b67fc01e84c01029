"""A slip counts as caught only where it is, and with what to do."""

import pytest

from support.mistakes.raw_files import Files, Slip
from support.mistakes.verdicts import Said, Verdict, judge

FRENCH = """id = "a"

[[steps]]
id = "page"
body = [
    "Appelez le 3422.",
]

[[steps.checks]]
id = "lu"
text = "J'ai appelé"
"""
FILES: Files = {"fr/a.toml": FRENCH, "en/a.toml": FRENCH}
HERE = "steps › page › body › 1"
SLIP = Slip({"fr/a.toml": b""}, "fr/a.toml", ("steps", "page", "body", "1"), 6, "3422 → 342")
TO_DO = "dit 342 ; corrigez-le"


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (Said("fr/a.toml", 6, HERE, TO_DO), Verdict.CAUGHT),
        (Said("fr/a.toml", 8, "steps › page › body", TO_DO), Verdict.CAUGHT),
        (Said("en/a.toml", 6, HERE, TO_DO), Verdict.CAUGHT),  # where the two disagree
        (Said("valeurs.toml", 3, ".", "fr/a.toml, page, body : corrigez-le"), Verdict.CAUGHT),
        (Said("fr/a.toml", 9, HERE, TO_DO), Verdict.BADLY),  # another line
        (Said("fr/a.toml", 6, HERE, "dit 342"), Verdict.BADLY),  # a bare statement
        (Said("fr/a.toml", 6, HERE, "dit « corrigez »"), Verdict.BADLY),  # quoted, not said
        (Said("fr/a.toml", 6, HERE, "est faux. Il y a : appelez"), Verdict.BADLY),  # shown
        (Said("fr/a.toml", 6, "steps › page › why", TO_DO), Verdict.BADLY),  # another field
        (Said("fr/a.toml", 6, "steps › seite › body › 1", TO_DO), Verdict.BADLY),  # another step
        (Said("fr/b.toml", 6, HERE, TO_DO), Verdict.MISSED),  # another file
    ],
)
def test_all_that_is_said_of_a_slip_counts(said: Said, verdict: Verdict) -> None:
    assert judge(SLIP, FILES, [said]) is verdict


def test_nothing_said_is_missed() -> None:
    assert judge(SLIP, FILES, []) is Verdict.MISSED


def test_a_name_that_went_may_be_missed_at_its_step() -> None:
    place = ("steps", "page", "checks", "vu", "id")
    gone = Slip({}, "fr/a.toml", (*place[:-2], "lu"), 3, "lu → vu", last=8)
    slip = Slip({}, "fr/a.toml", place, 10, "lu → vu", was="lu", instead=(gone,))
    said = Said("fr/a.toml", 3, "steps › page › checks › lu", "a disparu ; remettez-la")
    assert judge(slip, FILES, [said]) is Verdict.CAUGHT
