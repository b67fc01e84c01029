"""Make the README's pictures, their texts, the walk-throughs and the contact sheets of pages.

`python tools/pictures.py`. The real program runs in a pseudo-terminal (camera.py), in an empty home
and on a fixed day; the screen is drawn as SVG (screen_svg.py) and written out as text.
`python tools/pictures.py FOLDER` writes all of it into another folder, with the README that would
hold the texts. Same program, same bytes.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from camera import Rows, Studio, is_at, open_studio, write_out  # first: it finds the tests
from contact_sheet import make_sheets
from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.terminal.leaving import WIPE
from screen_svg import Said, draw
from support.straight import pages_straight_on
from support.terminals import DOWN, ENTER, SPACE

_ = i18n._

ROOT = Path(__file__).parents[1]

PROCEDURE = "opposition"
SENT = date(2026, 11, 2)
FOLDER = "docs/pictures"

_SAID = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen as it stood, and the words that say what it shows."""

    language: str
    name: str
    rows: Rows

    @property
    def path(self) -> str:
        """Where it lies, from the top of the project."""
        return f"{FOLDER}/{self.language}/{self.name}.svg"

    @property
    def alt(self) -> str:
        """What is to be seen, in one sentence."""
        return str(_SAID[self.language]["alts"][self.name])

    @property
    def text(self) -> str:
        """All that is written in it, row by row, without frames and bars."""
        return write_out(self.rows)

    @property
    def svg(self) -> str:
        """The picture itself."""
        return draw(self.rows, Said(self.alt, self.text, self.language))

    @property
    def block(self) -> str:
        """What the README holds of it: the picture, and its text right below."""
        return (
            f"![{self.alt}]({self.path})\n\n<details>\n<summary>{_SAID[self.language]['beside']}</summary>"
            f"\n\n```text\n{self.text}\n```\n\n</details>"
        )


def make(top: Path) -> list[Path]:
    """Write all of it and the README below `top`; return the paths.

    Raises AssertionError when the program does not show what is waited for, LookupError when the
    README does not hold each picture once.
    """
    pictures = [
        picture
        for code, said in _SAID.items()
        for picture in photographed(code)
        if picture.name in said["alts"]
    ]
    files = {picture.path: picture.svg for picture in pictures}
    files |= {f"docs/walkthrough.{code}.md": walked(code) for code in _SAID}
    for code, said in _SAID.items():
        files |= make_sheets(code, said["home"])
    files["README.md"] = _with_blocks((ROOT / "README.md").read_text(encoding="utf-8"), pictures)
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(text.encode())
    return [top / name for name in files]


def photographed(language: str) -> Iterator[Picture]:
    """Yield the pictures of the guide in a language, on the way to the step after the day."""
    page = next(pages_straight_on(Pack(shipped(), language).procedure(PROCEDURE)))
    with _studio(language) as studio, studio.begun(PROCEDURE) as terminal:

        def picture(name: str) -> Picture:
            return Picture(language, name, studio.photograph(terminal))

        go_on = f"> {_('Go on')}"
        terminal.wait_for(_("Before you begin"), go_on, _("Quit"))
        yield picture("first-page")
        terminal.send(ENTER)
        terminal.wait_for(_("How long"), go_on)
        terminal.send(ENTER)
        terminal.wait_for(_("On which day was it sent?"))
        terminal.send(i18n.day_in_words(SENT), ENTER)
        terminal.wait_for(i18n.day_in_words(date(2026, 12, 14), weekday=True), go_on)
        terminal.send(ENTER)
        one, other, *_more = page.step.checks
        terminal.wait_for(f"> [{_('to do')}] {one.text}")
        terminal.send(SPACE, DOWN)
        terminal.wait_for(f"[{_('done')}] {one.text}", f"> [{_('to do')}] {other.text}")
        yield picture("step")
        terminal.send(ENTER)
        terminal.wait_for(_("How do you want to go on?"), _("Quit"))
        yield picture("ways-on")


def walked(language: str) -> str:
    """Return a session in numbered lines up to the third step, as it stood in the terminal."""
    day = i18n.day_in_words
    page = next(pages_straight_on(Pack(shipped(), language).procedure(PROCEDURE)))
    with _studio(language) as studio, studio.begun(PROCEDURE, "--simple") as terminal:
        choice, numbers = _("Your choice: "), _("Numbers, 0 for none, or x: ")
        date_line = _("Date, or 0 if you do not know: ")
        asked = [choice, choice, date_line, choice, numbers, numbers]
        for prompt, answer in zip(asked, ["1", "1", day(SENT), "1", page.boxes, "q"], strict=True):
            terminal.wait_until(is_at(terminal, prompt), prompt)
            terminal.send(answer, ENTER)
        terminal.leave()
        said = bytes(terminal.raw).removesuffix(WIPE).decode().replace("\r\n", "\n")
    return f"{_SAID[language]['walk']}\n```text\n{studio.show(said).strip()}\n```\n"


def _studio(language: str) -> AbstractContextManager[Studio]:
    return open_studio(language, _SAID[language]["home"])


def _with_blocks(readme: str, pictures: list[Picture]) -> str:
    for picture in pictures:
        old = re.compile(
            rf"!\[[^]]*\]\({re.escape(picture.path)}\)\n\n<details>\n.*?\n</details>", re.DOTALL
        )
        parts = old.split(readme)
        if len(parts) - 1 != 1:
            raise LookupError(f"The README holds {picture.path} {len(parts) - 1} times.")
        readme = picture.block.join(parts)
    return readme


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if sys.argv[1:] else ROOT):
        sys.stdout.write(f"{path}\n")
