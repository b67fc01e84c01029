"""The French catalogue is compiled to the same bytes, whenever and by whomever it is compiled."""

import gettext
import io
import runpy
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> SimpleNamespace:
    """Return what `tests/catalogue.py` defines."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "tests/catalogue.py")))


def test_the_compiled_file_is_that_of_the_written_one_byte_by_byte(script: SimpleNamespace) -> None:
    assert script.compiled(script.read()) == script.MO.read_bytes()


def test_another_moment_changes_nothing(script: SimpleNamespace) -> None:
    now, then = script.read(), script.read()
    then.creation_date = then.revision_date = datetime(2001, 1, 1, tzinfo=UTC)
    assert script.compiled(now) == script.compiled(then)


def test_the_header_holds_only_what_is_true(script: SimpleNamespace) -> None:
    """No moment, and none of the persons that Babel puts there when nobody says who it was."""
    french = gettext.GNUTranslations(io.BytesIO(script.MO.read_bytes()))
    assert french.info() == {
        "project-id-version": "mes-optout",
        "language": "fr",
        "plural-forms": "nplurals=2; plural=(n > 1);",
        "mime-version": "1.0",
        "content-type": "text/plain; charset=utf-8",
        "content-transfer-encoding": "8bit",
    }
