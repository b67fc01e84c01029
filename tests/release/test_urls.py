"""The addresses that a package index shows: each is one that the steps name."""

import tomllib
from pathlib import Path

from mes_optout.content.sites import judge_link
from mes_optout.wording.whom_to_ask import DEAF_PAGE

ROOT = Path(__file__).parents[2]
_LONGEST_LABEL = 32  # what the core metadata of a package allow

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
URLS: dict[str, str] = PROJECT["urls"]


def test_each_leads_where_a_step_may_lead() -> None:
    assert {label: why for label, url in URLS.items() if (why := judge_link(url))} == {}
    assert DEAF_PAGE in URLS.values()


def test_the_steps_name_each() -> None:
    values = tomllib.loads((ROOT / "steps/valeurs.toml").read_text("utf-8"))
    named = {each["url"] for each in values["addresses"].values()}
    assert set(URLS.values()) <= named


def test_their_labels_are_short_enough_for_an_index() -> None:
    assert [label for label in URLS if len(label) > _LONGEST_LABEL] == []
