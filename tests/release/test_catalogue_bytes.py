"""The French catalogue is compiled to the same bytes, whenever and by whomever it is compiled."""

import gettext
import io
import runpy
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
PO = ROOT / "src/mes_optout/locale/fr/LC_MESSAGES/messages.po"
MO = PO.with_suffix(".mo")


@pytest.fixture(scope="module")
def script() -> SimpleNamespace:
    """Return what `tools/catalogue.py` defines."""
    return SimpleNamespace(**runpy.run_path(str(ROOT / "tools/catalogue.py")))


def test_the_compiled_file_is_that_of_the_written_one_byte_by_byte(script: SimpleNamespace) -> None:
    assert script.compiled(script.read("fr")) == MO.read_bytes()


def test_another_moment_changes_nothing(script: SimpleNamespace) -> None:
    now, then = script.read("fr"), script.read("fr")
    then.creation_date = then.revision_date = datetime(2001, 1, 1, tzinfo=UTC)
    assert script.compiled(now) == script.compiled(then)


def test_the_header_holds_only_what_is_true() -> None:
    """No moment, and none of the persons that Babel puts there when nobody says who it was."""
    french = gettext.GNUTranslations(io.BytesIO(MO.read_bytes()))
    assert french.info() == {
        "project-id-version": "mes-optout",
        "language": "fr",
        "plural-forms": "nplurals=2; plural=(n > 1);",
        "mime-version": "1.0",
        "content-type": "text/plain; charset=utf-8",
        "content-transfer-encoding": "8bit",
    }


@pytest.fixture
def three_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Babel know three plural forms of French, as it does from 2.19 on: one for millions."""
    rule = (3, "(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2")
    monkeypatch.setattr("babel.messages.catalog.get_plural", lambda _locale: rule)


@pytest.mark.usefixtures("three_forms")
def test_two_forms_whatever_babel_counts(script: SimpleNamespace) -> None:
    assert Catalog(locale="fr").num_plurals == 3
    fresh = script.compiled(script.read("fr"))
    assert fresh == MO.read_bytes()
    days = gettext.GNUTranslations(io.BytesIO(fresh)).ngettext
    said = [days("in {n} day", "in {n} days", n) for n in (0, 1, 2, 17, 1_000_000)]
    assert said == ["dans {n} jour"] * 2 + ["dans {n} jours"] * 3


@pytest.mark.usefixtures("three_forms")
def test_collecting_writes_two_forms(
    script: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the script writes back what was there, and no empty form."""
    written = tmp_path / PO.relative_to(script.LOCALE)
    written.parent.mkdir(parents=True)
    written.write_bytes(PO.read_bytes())
    monkeypatch.setitem(script.main.__globals__, "LOCALE", tmp_path)
    assert script.main() == 0
    assert written.read_bytes() == PO.read_bytes()
    assert written.with_suffix(".mo").read_bytes() == MO.read_bytes()
