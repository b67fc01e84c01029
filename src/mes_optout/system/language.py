"""In which language the system speaks with this person."""

import sys


def find_locale() -> str:
    """Return the language of menus and messages, such as "fr_FR", or "" where nothing says it.

    Where variables name it, as on Linux and macOS, that is for the caller to read.
    """
    found = ""
    if sys.platform == "win32":
        from ctypes import create_unicode_buffer, windll  # noqa: PLC0415  (is on Windows only)

        name = create_unicode_buffer(_LONGEST_NAME)
        # Sixteen bits are what it returns; what else the register holds means nothing.
        number = windll.kernel32.GetUserDefaultUILanguage() & 0xFFFF
        if windll.kernel32.LCIDToLocaleName(number, name, _LONGEST_NAME, 0):
            found = name.value.replace("-", "_")
    return found


_LONGEST_NAME = 85  # letters, and the sign that ends them
