"""The list of what a release holds: what CycloneDX asks for, and true."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import sbom
from support.wheels import wheel

NOON = 1_795_521_600  # 24 November 2026, 12:00 UTC
Document = dict[str, Any]


@pytest.fixture
def wheels(tmp_path: Path) -> list[Path]:
    """Return a program, and two that it stands on."""
    summary = "Summary: « Mon espace santé »"
    needs = (
        "Requires-Dist: first>=1",
        'Requires-Dist: Second_One; platform_system == "Windows"',
    )
    old = ("License-File: LICENSE", "Classifier: License :: OSI Approved :: BSD License")
    unasked = 'Requires-Dist: first; extra == "more"'
    return [
        wheel(tmp_path, "program", {}, "License-Expression: MIT", summary, *needs),
        wheel(tmp_path, "first", {}, "License: Apache-2.0", "Requires-Dist: second-one"),
        wheel(tmp_path, "Second_One", {}, *old, unasked, version="2.0"),
    ]


def made(wheels: list[Path]) -> str:
    program, *others = map(sbom.read, wheels)
    return sbom.build(program, others, NOON)


@pytest.fixture
def document(wheels: list[Path]) -> Document:
    document: Document = json.loads(made(wheels))
    return document


def test_it_is_valid(wheels: list[Path]) -> None:
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415  (it costs each collection a second)

    assert JsonStrictValidator(sbom.SCHEMA).validate_str(made(wheels)) is None


def test_the_validator_sees_a_mistake(wheels: list[Path]) -> None:
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415  (it costs each collection a second)

    wrong = made(wheels).replace('"alg": "SHA-256"', '"alg": "SHA-255"')
    assert JsonStrictValidator(sbom.SCHEMA).validate_str(wrong) is not None


def test_the_program_stands_on_all_that_it_needs_on_some_system(document: Document) -> None:
    root = document["metadata"]["component"]
    assert (root["name"], root["type"]) == ("program", "application")
    assert root["description"] == "« Mon espace santé »"
    graph = {each["ref"]: each.get("dependsOn", []) for each in document["dependencies"]}
    assert graph == {
        "pkg:pypi/program@1.0": ["pkg:pypi/first@1.0", "pkg:pypi/second-one@2.0"],
        "pkg:pypi/first@1.0": ["pkg:pypi/second-one@2.0"],
        "pkg:pypi/second-one@2.0": [],
    }


def test_each_component_has_its_hash_and_licence(document: Document, wheels: list[Path]) -> None:
    first, second = document["components"]
    digest = hashlib.sha256(wheels[1].read_bytes()).hexdigest()
    assert first["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert first["licenses"] == [{"license": {"id": "Apache-2.0"}}]
    assert second["licenses"] == [{"license": {"name": "BSD License"}}]


def test_the_same_wheels_give_the_same_text(wheels: list[Path]) -> None:
    """Whatever their order; other wheels have another serial number."""
    text = made(wheels)
    assert text == made([wheels[0], wheels[2], wheels[1]])
    assert json.loads(text)["metadata"]["timestamp"] == "2026-11-24T12:00:00+00:00"
    fewer = json.loads(made(wheels[:2]))
    assert fewer["serialNumber"] != json.loads(text)["serialNumber"]
