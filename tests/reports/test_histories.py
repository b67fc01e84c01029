"""Which shell it is, and the lines for it; `tests/e2e/test_shells.py` types them into real ones."""

import pytest

from mes_optout.reports.histories import Shell, detect_shell, explain_history, find_shell
from mes_optout.text import Typed


@pytest.mark.parametrize(
    ("name", "shell"),
    [
        ("bash", Shell.BASH),
        ("/bin/bash", Shell.BASH),
        (r"C:\Program Files\Git\usr\bin\bash.exe", Shell.BASH),
        ("ZSH", Shell.ZSH),
        ("/usr/local/bin/fish", Shell.FISH),
        ("powershell", Shell.POWERSHELL),
        ("PowerShell.exe", Shell.POWERSHELL),
        ("/usr/bin/pwsh", Shell.POWERSHELL),
        ("/bin/dash", None),
        ("tcsh", None),
        ("", None),
    ],
)
def test_a_shell_by_its_name(name: str, shell: Shell | None) -> None:
    assert find_shell(name) is shell


@pytest.mark.parametrize(
    ("variable", "windows", "shell"),
    [
        ("/bin/zsh", False, Shell.ZSH),
        ("/usr/bin/bash", True, Shell.BASH),
        (None, True, Shell.POWERSHELL),
        (None, False, None),
        ("", True, Shell.POWERSHELL),
        ("/bin/dash", True, None),
    ],
)
def test_the_shell_in_use(variable: str | None, *, windows: bool, shell: Shell | None) -> None:
    environment = {} if variable is None else {"SHELL": variable}
    assert detect_shell(environment, windows=windows) is shell


@pytest.mark.parametrize("mac", [False, True])
@pytest.mark.parametrize("shell", Shell)
def test_both_names_of_the_program_are_taken_out(shell: Shell, *, mac: bool) -> None:
    """REQ-S14."""
    lines = [part for part in explain_history(shell, mac=mac) if isinstance(part, Typed)]
    assert len([line for line in lines if "optout" in line and "demarche" in line]) == 1


@pytest.mark.parametrize("shell", [Shell.BASH, Shell.ZSH])
def test_on_a_mac_the_files_of_each_window_are_named_too(shell: Shell) -> None:
    """REQ-S14. Apple's sed takes a suffix after -i, an empty one for none."""
    (line,) = [part for part in explain_history(shell, mac=True) if "sed" in part]
    assert " -i '' " in line
    assert f'"$HISTFILE" ~/.{shell}_history ~/.{shell}_sessions/*.history*' in line


@pytest.mark.parametrize(
    ("shell", "mac", "tried"),
    [(Shell.BASH, False, True), (Shell.ZSH, True, False), (Shell.POWERSHELL, False, False)],
)
def test_what_was_not_tried_says_so(shell: Shell, *, mac: bool, tried: bool) -> None:
    said = " ".join(explain_history(shell, mac=mac))
    assert ("Nous n'avons pas pu essayer cela." not in said) == tried
