"""The headings of help: French has a blank before a colon, which Click writes by itself."""

import click

from mes_optout.i18n import _


class Headed(click.HelpFormatter):
    """Writes a heading as the language does; all else is Click's."""

    def write_heading(self, heading: str) -> None:
        """Write a heading with its colon, where the text below it begins."""
        said = _("{label}:").format(label=heading)
        self.write(f"{'':>{self.current_indent}}{said}\n")
