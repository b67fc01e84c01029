"""What a release says of itself is true of the files that `tools/release.py` made.

MES_OPTOUT_PYZ names the single file; the others lie beside it.
"""

import hashlib
import json
import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.utils import canonicalize_name

import publish
import pyz
import release
import sbom
from mes_optout.i18n import LANGUAGES
from moment import ROOT, moment

SINGLE_FILE = Path(os.environ.get("MES_OPTOUT_PYZ", ""))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SINGLE_FILE.name, reason="MES_OPTOUT_PYZ names no single file"),
]


def test_the_sums_are_those_of_all_the_files() -> None:
    folder = SINGLE_FILE.parent
    sums = (folder / release.SUMS).read_text(encoding="utf-8").splitlines()
    said = {name: digest for digest, name in (line.split("  ") for line in sums)}
    there = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != release.SUMS}
    assert said == {name: hashlib.sha256(held).hexdigest() for name, held in there.items()}
    assert {Path(name).suffix for name in said} == {".whl", ".gz", ".pyz", ".zip", ".json", ".html"}


def test_the_guide_is_there_in_each_language_with_the_day_of_the_release() -> None:
    day = datetime.fromtimestamp(moment(), UTC).date()
    for language in LANGUAGES:
        made = dict(publish.make_guides(day))[f"{language}/guide.html"]
        assert SINGLE_FILE.with_name(f"guide-{language}.html").read_bytes() == made


def test_the_list_of_what_is_inside_is_valid_and_complete() -> None:
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415  (it costs each collection a second)

    text = SINGLE_FILE.with_name(release.CONTENTS).read_text(encoding="utf-8")
    assert JsonStrictValidator(sbom.SCHEMA).validate_str(text) is None
    document = json.loads(text)
    listed = {f"{each['name']} {each['version']}" for each in document["components"]}
    program = document["metadata"]["component"]
    with ZipFile(SINGLE_FILE) as file:
        tops = {
            name.split("/")[1] for name in file.namelist() if name.startswith(f"{pyz.SOURCES}/")
        }
    inside = [top.removesuffix(".dist-info").rpartition("-") for top in tops if "-info" in top]
    found = {f"{canonicalize_name(name)} {version}" for name, _, version in inside}
    assert found == listed | {f"{program['name']} {program['version']}"}


def test_the_oldest_python_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">={}.{}".format(*release.least_python())
