"""Write what `traces` says for each shell anew: `python tools/kept_traces.py`.

The texts lie in `tests/reports/traces` and are read before they are kept. What they are about, and
their names, are those of the test.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from mes_optout import i18n
from mes_optout.reports.histories import Shell
from reports.test_traces import EVERYTHING, kept, text


def main() -> None:
    """Write a text for each shell and language, and one with all that can be found."""
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        for shell in (*Shell, None):
            kept(shell, language).write_text(text(shell), encoding="utf-8")
        everything = text(Shell.BASH, left=EVERYTHING)
        kept("everything", language).write_text(everything, encoding="utf-8")


if __name__ == "__main__":
    main()
