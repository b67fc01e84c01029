"""What one types otherwise on each operating system."""

import sys


def is_windows() -> bool:
    """Say whether what is shown is for cmd and PowerShell: the texts have parts of their own."""
    return sys.platform == "win32"


def name_python() -> str:
    """Return the word that starts Python in a shell."""
    return "py" if is_windows() else "python3"


def name_pip_line(extra: str) -> str:
    """Return what installs an extra of the program, in quotes that every shell takes."""
    return f'{name_python()} -m pip install "mes-optout[{extra}]"'
