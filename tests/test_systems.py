"""On Windows a test is skipped for what it asks of POSIX itself, not for what the program asks."""

import pytest

from support import systems

LACKING = ["import termios_", "import os; os.no_such", "import signal; signal.no_such"]


def fail(code: str, module: str) -> Exception:
    """Return the error that lines of a module raise."""
    with pytest.raises((ImportError, AttributeError)) as caught:
        exec(code, {"__name__": module})  # noqa: S102  (lines of ours, in a module of any name)
    return caught.value


def skips(error: Exception) -> bool:
    """Say whether a test that ends so counts as skipped."""
    try:
        systems._skip_for(error)  # noqa: SLF001
    except pytest.skip.Exception:
        return True
    return False


@pytest.fixture(autouse=True)
def _on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "_HERE", False)
    monkeypatch.setattr(systems, "_POSIX", frozenset({"termios_"}))


@pytest.mark.parametrize("code", LACKING)
def test_what_a_test_asks_for_skips_it(code: str) -> None:
    assert skips(fail(code, "test_anything"))


@pytest.mark.parametrize("code", LACKING)
def test_what_the_program_asks_for_does_not(code: str) -> None:
    assert not skips(fail(code, "mes_optout.system.disk"))


@pytest.mark.parametrize("code", ["import no_such_module", "object().no_such"])
def test_any_other_mistake_does_not(code: str) -> None:
    assert not skips(fail(code, "test_anything"))
