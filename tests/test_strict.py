"""Parsed data becomes our types, or all that is wrong with it is said with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from mes_optout.strict import FaultsError, name_place, structure


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Part:
    """What a whole is made of."""

    id: str
    size: int


@dataclass(frozen=True, slots=True)
class Whole:
    """One field of each kind."""

    name: str
    count: int = 1
    open: bool = False
    day: date = date(2026, 11, 24)
    colour: Colour = Colour.RED
    note: str | None = None
    words: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    places: Mapping[str, Part] = field(default_factory=dict)
    language: str = "fr"


def faults(raw: object) -> list[tuple[str, str]]:
    """Return (place, reason in English) of each fault."""
    with pytest.raises(FaultsError) as caught:
        structure(raw, Whole)
    return [(each.place, each.reason.format(**each.facts)) for each in caught.value.faults]


class TestTaken:
    """A value of the right type is taken as it is."""

    def test_defaults(self) -> None:
        assert structure({"name": "a"}, Whole) == Whole("a")

    def test_everything(self) -> None:
        raw = {
            "name": "a",
            "count": 3,
            "open": True,
            "day": date(2026, 1, 2),
            "colour": "blue",
            "note": "n",
            "words": ["x", "y"],
            "parts": [{"id": "p", "size": 1}],
            "places": {"here": {"id": "q", "size": 2}},
        }
        assert structure(raw, Whole) == Whole(
            "a",
            3,
            True,  # noqa: FBT003  (positional, to name every field once)
            date(2026, 1, 2),
            Colour.BLUE,
            "n",
            ("x", "y"),
            (Part("p", 1),),
            {"here": Part("q", 2)},
        )

    def test_types_are_ours(self) -> None:
        built = structure({"name": "a", "colour": "blue", "words": ["x"]}, Whole)
        assert type(built.colour) is Colour
        assert type(built.words) is tuple

    def test_nothing_is_taken_over_from_the_raw_data(self) -> None:
        raw: dict[str, Any] = {
            "name": "a",
            "words": ["x"],
            "places": {"h": {"id": "q", "size": 2}},
        }
        built = structure(raw, Whole)
        raw["words"].append("y")
        raw["places"].clear()
        assert (built.words, dict(built.places)) == (("x",), {"h": Part("q", 2)})


class TestRefused:
    """Nothing is made into something else: 3 is not « 3 », true is not 1, a text is no list."""

    @pytest.mark.parametrize(
        ("key", "value", "reason"),
        [
            ("name", 3, "must be a text, not a whole number"),
            ("name", True, "must be a text, not true or false"),
            ("name", 1.5, "must be a text, not a number with a point"),
            ("name", ["a"], "must be a text, not a list"),
            ("name", {"a": "b"}, "must be a text, not a table"),
            ("name", date(2026, 1, 2), "must be a text, not a date"),
            ("name", None, "must be a text, not something else"),
            ("name", b"a", "must be a text, not something else"),
            ("count", True, "must be a whole number, not true or false"),
            ("count", "1", "must be a whole number, not a text"),
            ("count", 1.0, "must be a whole number, not a number with a point"),
            ("count", None, "must be a whole number, not something else"),
            ("open", 1, "must be true or false, not a whole number"),
            ("open", "true", "must be true or false, not a text"),
            ("day", datetime(2026, 1, 2, tzinfo=UTC), "must be a date, not something else"),
            ("day", "2026-01-02", "must be a date, not a text"),
            ("day", 20260102, "must be a date, not a whole number"),
            ("colour", "green", "“green” is not one of: red, blue"),
            ("colour", "RED", "“RED” is not one of: red, blue"),
            ("colour", "", "“” is not one of: red, blue"),
            ("colour", 0, "must be a text, not a whole number"),
            ("note", 3, "must be a text, not a whole number"),
            ("words", "ab", "must be a list, not a text"),
            ("words", {"a": "b"}, "must be a list, not a table"),
            ("words", ("a",), "must be a list, not something else"),
            ("words", None, "must be a list, not something else"),
            ("parts", {"id": "p", "size": 1}, "must be a list, not a table"),
            ("places", [], "must be a table, not a list"),
            ("places", "a", "must be a table, not a text"),
        ],
    )
    def test_a_wrong_value(self, key: str, value: object, reason: str) -> None:
        assert faults({"name": "a", key: value}) == [(key, reason)]

    @pytest.mark.parametrize("raw", [None, 3, "a", [], [{"name": "a"}], ("name", "a")])
    def test_no_table_at_all(self, raw: object) -> None:
        [(where, why)] = faults(raw)
        assert where == "."
        assert why.startswith("must be a table, not ")

    def test_a_missing_key(self) -> None:
        assert faults({}) == [("name", "is missing")]

    @pytest.mark.parametrize("key", ["nom", "__class__"])
    def test_an_unknown_key(self, key: str) -> None:
        assert faults({"name": "a", key: "b"}) == [(key, "this key is not known; remove it")]

    @pytest.mark.parametrize("key", ["Name", "name ", "_name"])
    def test_a_key_that_is_nearly_known(self, key: str) -> None:
        said = "this key is not known; did you mean “name”? Otherwise remove it"
        assert faults({"name": "a", key: "b"}) == [(key, said)]

    def test_the_language_is_never_written(self) -> None:
        assert faults({"name": "a", "language": "fr"}) == [
            ("language", "this key is not known; remove it")
        ]

    def test_everything_at_once_with_its_place(self) -> None:
        found = faults(
            {
                "count": "1",
                "nom": 1,
                "zzz": 2,
                "words": ["a", 2, "c", 4],
                "parts": [{"id": "p", "size": "1"}, {"id": "q"}, {"size": 1}, 3],
                "places": {"here": {"id": "h", "size": None}, "there": 3},
            }
        )
        assert sorted(found) == [
            ("count", "must be a whole number, not a text"),
            ("name", "is missing"),
            ("nom", "this key is not known; remove it"),
            ("parts › 3 › id", "is missing"),
            ("parts › 4", "must be a table, not a whole number"),
            ("parts › p › size", "must be a whole number, not a text"),
            ("parts › q › size", "is missing"),
            ("places › here › size", "must be a whole number, not something else"),
            ("places › there", "must be a table, not a whole number"),
            ("words › 2", "must be a text, not a whole number"),
            ("words › 4", "must be a text, not a whole number"),
            ("zzz", "this key is not known; remove it"),
        ]

    def test_deep_data_in_the_place_of_a_text(self) -> None:
        deep: list[object] = []
        for _ in range(100_000):
            deep = [deep]
        assert faults({"name": deep}) == [("name", "must be a text, not a list")]


class TestPlace:
    """A spot is named as an editor looks for it: by an id, or else counting from 1."""

    RAW = {  # noqa: RUF012  (nobody changes it)
        "steps": [{"id": "page", "body": ["a", "b"], "checks": [{"id": "c"}, {"text": "d"}]}]
    }

    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ((), "."),
            (("title",), "title"),
            (("steps",), "steps"),
            (("steps", 0), "steps › page"),
            (("steps", 0, "title"), "steps › page › title"),
            (("steps", 0, "body", 1), "steps › page › body › 2"),
            (("steps", 0, "checks", 0, "text"), "steps › page › checks › c › text"),
            (("steps", 0, "checks", 1, "id"), "steps › page › checks › 2 › id"),
            (("steps", 7, "title"), "steps › 8 › title"),
            (("nowhere", 0, "x"), "nowhere › 1 › x"),
        ],
    )
    def test_names(self, path: tuple[object, ...], name: str) -> None:
        assert name_place(self.RAW, path) == name

    def test_an_id_that_is_no_text_is_counted(self) -> None:
        assert name_place({"steps": [{"id": 3}]}, ("steps", 0, "id")) == "steps › 1 › id"

    @pytest.mark.parametrize("raw", [None, 3, "text", []])
    def test_data_of_another_kind_is_no_trap(self, raw: object) -> None:
        assert name_place(raw, ("steps", 0, "id")) == "steps › 1 › id"
