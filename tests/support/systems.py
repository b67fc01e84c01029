"""What only some systems have is skipped on the others, with its reason.

A file of tests, or a test, that asks for a module of POSIX, or for what only POSIX has in `os` and
`signal`, says so by that itself; so does a test that makes a link, as not everybody may on Windows.
For all else there is a mark: `@pytest.mark.posix("rights as POSIX has them")`.

What the program itself asks for in vain is no reason: there the test fails.
"""

import os
import signal
import sys
import traceback
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Nothing is refused to it, so tests that something is refused want somebody else.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

_RENAMING = frozenset({"rename", "replace"})
_POSIX = frozenset({"fcntl", "grp", "pty", "pwd", "resource", "termios", "tty"})
_HERE = sys.platform != "win32"


def where_called(name: str) -> tuple[object, str]:
    """Return where the program finds a call of `os`, and under which name: for a stand-in.

    Windows' own renaming has another way.
    """
    if not _HERE and name in _RENAMING:
        from mes_optout.system import disk  # noqa: PLC0415  (tests of few files want it)

        return disk, "_rename"
    return os, name


class _Portable(pytest.Module):
    """A file of tests that is skipped where it cannot be imported."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        try:
            yield from super().collect()
        except self.CollectError as error:
            _skip_for(error.__cause__)
            raise


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    """Take files of tests in this way, except where all can be imported."""
    return None if _HERE else _Portable.from_parent(parent, path=module_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked."""
    for item in items:
        mark = item.get_closest_marker("posix")
        if mark and not _HERE:
            item.add_marker(pytest.mark.skip(reason=mark.args[0]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None]:
    """Skip a test one of whose fixtures cannot be imported."""
    with _skipping():
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Skip a test in which something cannot be imported, or that makes a link."""
    with _skipping(), pytest.MonkeyPatch.context() as patch:
        if not _HERE:
            patch.setattr(os, "symlink", _skip_link)
        yield


def _skip_link(*_paths: object, **_how: object) -> None:
    pytest.skip("makes a link")


@contextmanager
def _skipping() -> Iterator[None]:
    try:
        yield
    except (ModuleNotFoundError, AttributeError) as error:
        _skip_for(error)
        raise


def _skip_for(error: BaseException | None) -> None:
    if _HERE or _is_the_programs(error):
        return
    if isinstance(error, ModuleNotFoundError) and error.name in _POSIX:
        pytest.skip(f"needs {error.name}, which only POSIX has", allow_module_level=True)
    if isinstance(error, AttributeError) and error.obj in {os, signal}:
        pytest.skip(f"needs {error.name}, which only POSIX has")


def _is_the_programs(error: BaseException | None) -> bool:
    """Say whether a line of the program is among those that led to an error."""
    frames = traceback.walk_tb(error.__traceback__ if error else None)
    return any(frame.f_globals.get("__name__", "").startswith("mes_optout") for frame, _ in frames)
