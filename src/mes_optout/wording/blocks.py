"""What a takeaway consists of: parts with titles, and blocks. The `as_…` modules say how they look.

A block is data. Nothing in it is escaped or wrapped yet: whoever renders it does that, for texts
of a pack are not trusted. They are named tuples, for a module of so many dataclasses would take as
long to import as the steps to read.
"""

from typing import Literal, NamedTuple

# What a row is on its page: a risk is read first, a deed stands out.
Weight = Literal["plain", "deed", "risk"]


class Row(NamedTuple):
    """A label, if there is one, and its text. `numbered` lines are actions in their order."""

    label: str
    lines: tuple[str, ...]
    numbered: bool = False
    weight: Weight = "plain"


class Notes(NamedTuple):
    """What is read once, or not at all: on paper its rows stand together in a few lines."""

    rows: tuple[Row, ...]


class Text(NamedTuple):
    """A paragraph; `lead` are the words in it that matter most, and come first."""

    text: str
    lead: str = ""


class Points(NamedTuple):
    """Points without an order, below a label if there is one; each with its `lead`."""

    points: tuple[Text, ...]
    label: str = ""


class Address(NamedTuple):
    """A web address, whole and alone on its line, below what it is; as a QR code too if wanted."""

    label: str
    url: str
    qr: bool = False


class Box(NamedTuple):
    """A box to tick. `key` is unique in its document."""

    key: str
    text: str
    ticked: bool


class Boxes(NamedTuple):
    """The boxes of a step, and the question they answer."""

    question: str
    boxes: tuple[Box, ...]


class Field(NamedTuple):
    """A label with its value, or with room to write it by hand."""

    label: str
    value: str = ""


class Fields(NamedTuple):
    """What is looked for first, side by side: days, a code."""

    fields: tuple[Field, ...]


class Slip(NamedTuple):
    """What can be cut off above a list and carried alone: no word on it says what it is about.

    Its fields and `text` are on it; `below` stands below the cut and says what it is.
    """

    text: str
    fields: tuple[Field, ...]
    below: str


class Blank(NamedTuple):
    """A line of a letter to complete by hand, after its label."""

    label: str


class Paragraph(NamedTuple):
    """A paragraph of a letter. `BLANK` in it is to be completed by hand."""

    text: str


class Lines(NamedTuple):
    """Lines that stand as they are, such as those of an envelope, with `BLANK` in them."""

    lines: tuple[str, ...]


class Subject(NamedTuple):
    """What a letter is about: its one heading."""

    text: str


class Signature(NamedTuple):
    """Room to sign by hand, below its label."""

    label: str


ByHand = Blank | Paragraph | Lines | Subject | Signature
Group = Boxes | Fields | Notes
Block = Row | Text | Points | Address | Group | ByHand


class Part(NamedTuple):
    """Blocks below a title, then parts below them. `key` is unique in its document.

    `number` counts the steps; `language` is that of the texts. A letter has no title. Above the
    title of a list for somebody else stands its `slip`.
    """

    key: str
    language: str
    title: str = ""
    number: int | None = None
    blocks: tuple[Block, ...] = ()
    parts: tuple["Part", ...] = ()
    slip: Slip | None = None


class Document(NamedTuple):
    """What is carried away. `title` is neutral: it stands in tabs, histories and file lists.

    It is also the page's heading unless a `Subject` is.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    headed: bool = True
