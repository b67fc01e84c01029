"""The workflows and forms of a forge: few rights, fixed actions, and nothing personal asked for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))

FIXED = re.compile(r"[\w/-]+@[0-9a-f]{40} # v\d[\d.]*")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read_and_uses_what_is_fixed(workflow: Path) -> None:
    text = read(workflow)
    assert "\npermissions:\n  contents: read\n" in text
    allowed = ["issues: write"] if workflow.name == "links.yml" else []
    assert re.findall(r"[\w-]+: write(?:-all)?", text) == allowed
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert [each for each in used if not FIXED.fullmatch(each)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_text_from_outside_becomes_a_part_of_a_script(workflow: Path) -> None:
    scripts = re.findall(r"^( *)(?:- )?run: (.*(?:\n\1   .*|\n)*)", read(workflow), re.MULTILINE)
    assert scripts
    assert [script for _, script in scripts if "${{" in script] == []


def test_each_action_is_at_one_version_everywhere() -> None:
    used = {each for path in WORKFLOWS for each in re.findall(r"uses: (.*)", read(path))}
    assert len(used) == len({each.partition("@")[0] for each in used}) > 2


def test_the_pythons_that_are_promised_are_those_that_decide() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    promised = [each.rsplit(" ", 1)[1] for each in project["classifiers"] if ":: 3." in each]
    assert promised == re.findall(r"matrix\.python != '([\d.]+)'", read(WORKFLOWS[1]))


def test_the_audit_takes_the_range_of_the_project() -> None:
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    (asked,) = re.findall(r"'(pip-audit[^']+)'", read(ROOT / ".github/workflows/audit.yml"))
    assert asked in project["optional-dependencies"]["upkeep"]


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_each_form_begins_with_what_not_to_write(form: Path) -> None:
    text = read(form)
    if form.name == "config.yml":
        assert "blank_issues_enabled: false" in text
    else:
        first = text.partition("- type: ")[2].partition("- type: ")[0]
        assert re.findall(r"\*\*(\w+'?\w*) ", first) == ["N'écrivez", "Write"]
