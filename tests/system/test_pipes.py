"""Pipes to other programs: their letters, and whether anybody reads."""

import errno
import os
import sys
from pathlib import Path

import pytest

from mes_optout.system import pipes


@pytest.mark.parametrize(
    ("number", "name"), [(0, None), (437, "cp437"), (850, "cp850"), (65001, "utf-8")]
)
def test_a_code_page_has_a_name(number: int, name: str | None) -> None:
    assert pipes.name_code_page(number) == name


def test_elsewhere_python_knows() -> None:
    assert pipes.find_encoding(sys.stdout, {}) is None


class TestClosed:
    """A reader that is gone, as each system says it."""

    def test_as_posix_says_it(self) -> None:
        assert pipes.is_closed_pipe(BrokenPipeError(errno.EPIPE, ""), 1)

    @pytest.mark.parametrize("system", ["win32", "linux"])
    def test_as_windows_says_it(
        self, system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of a file it means something else."""
        monkeypatch.setattr(sys, "platform", system)
        error, ends = OSError(errno.EINVAL, ""), os.pipe()
        file = os.open(tmp_path / "f", os.O_CREAT | os.O_WRONLY)
        said = pipes.is_closed_pipe(error, ends[1]), pipes.is_closed_pipe(error, file)
        for descriptor in (*ends, file):
            os.close(descriptor)
        assert said == (system == "win32", False)
        assert not pipes.is_closed_pipe(error, file)
