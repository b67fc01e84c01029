"""What all parts of the page are made from."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.letters import Known, find_helpful
from mes_optout.documents.page.going import Ways
from mes_optout.documents.page.page_blocks import Link
from mes_optout.documents.page.places import Kind, Place
from mes_optout.i18n import _
from mes_optout.wording.blocks import Text

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack
    from mes_optout.content.reading import Resource
    from mes_optout.journey import Journey


def number_sources(pack: "Pack") -> dict[str, int]:
    """Return numbers for the sources that steps cite, by their keys, in the order of their use."""
    cited = dict.fromkeys(key for name in pack.names for key in pack.procedure(name).cited)
    return {key: n for n, key in enumerate((k for k in cited if k in pack.sources), start=1)}


class Given(NamedTuple):
    """The ways through a pack, its letters, the day of making, and numbers for sources."""

    ways: Ways
    letters: tuple[Known, ...]
    day: date
    numbers: dict[str, int]

    @property
    def pack(self) -> "Pack":
        """The pack."""
        return self.ways.pack

    @property
    def helpers(self) -> "tuple[Resource, ...]":
        """Who can help, by what a pack says."""
        return self.pack.reading.resources if self.pack.reading else ()

    def link_letters(self, journey: "Journey", step: int | None = None) -> tuple[Link, ...]:
        """Return links to the letters that help in a procedure, or at a step, as far as they apply.

        At a step they say that they are letters.
        """
        procedure = journey.procedure
        at = None if step is None else procedure.steps[step].id
        said = "{title}" if step is None else _("A letter: {title}")
        return tuple(
            Link(said.format(title=each.guide.title), Place(Kind.LETTER, each.letter.id))
            for each in find_helpful(self.letters, journey.said, procedure.id, at)
        )


def say_way_back() -> Text:
    """Say how to leave a part that many lead to: it cannot know which one it was."""
    return Text(_("Now go back to where you came from, with the button of the browser."))
