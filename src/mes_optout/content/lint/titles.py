"""A title of ours is no prose: where a text names one, a door leads there.

What is named stands in quotation marks. Elsewhere the same words are words: « Pour un enfant,
prenez la carte… ».
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mes_optout.content.case import list_branches
from mes_optout.content.doors import Action, Deed
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.actions import list_doors
from mes_optout.content.lint.findings import Findings, Loaded, at, error, split_place, warning
from mes_optout.content.lint.names_in_texts import is_near
from mes_optout.content.lint.word_lists import find_words
from mes_optout.errors import N_, Msg
from mes_optout.i18n import translate
from mes_optout.languages import LANGUAGES
from mes_optout.text import fold

Target = tuple[str, ...]  # "procedure", its id; "step", both ids; "letter", its id; "do", the deed
Ways = dict[tuple[str, str], set[Target]]  # where texts of a place lead, by file and place

# What the program calls its own answers, which texts name too. Without a deed, no door leads there.
LABELS: tuple[tuple[Msg, Deed | None], ...] = (
    (N_("Who can help"), Deed.HELPERS),
    (N_("What I have answered"), Deed.ANSWERS),
    (N_("Next child"), Deed.NEXT_CHILD),
    (N_("Do this step later"), Deed.LATER),
    (N_("Open the page on your phone (QR code)"), Deed.PHONE),
    (N_("Other choices"), None),
    (N_("Read something first"), None),
)

_WITH_DOORS = ("body", "problems", "afterwards", "follow_ups")  # fields whose texts may have some
_SHORTEST = 6  # letters of a title: a shorter one is nearly too many other words


@dataclass(slots=True)
class _Title:
    """A title as it is written, and all that has it."""

    text: str
    targets: set[Target] = field(default_factory=set)


def find_lone_titles(loaded: Loaded) -> Findings:
    """Look at each text of a language for titles without a door."""
    titles = _list_titles(loaded)
    ways = _list_ways(loaded)
    for file, place, text in loaded.texts():
        if not (quoted := dict.fromkeys(find_quoted(text))):
            continue
        parts = split_place(place)
        around = (ways.get((file, at(*parts[:depth])), ()) for depth in range(len(parts) + 1))
        reached = {target for found in around for target in found}
        for named in quoted:
            title = titles.get(fold(named)) or _find_near(named, titles)
            if title is None or not reached.isdisjoint(title.targets):
                continue
            if fold(named) == fold(title.text):
                yield error(file, place, _say_why(title, place), title=title.text)
            else:
                why = N_("“{named}” is nearly “{title}”, which needs a door; leave it out")
                yield warning(file, place, why, named=named, title=title.text)


def _say_why(title: _Title, place: str) -> Msg:
    reachable = any(kind in {"procedure", "step", "letter", "do"} for kind, *_ in title.targets)
    if not reachable:
        return N_("names “{title}”, and no door leads there; say what is there, without the name")
    if any(name in split_place(place) for name in _WITH_DOORS):
        return N_(
            "names “{title}” without a door; add one to “actions” of the French, or leave it out"
        )
    return N_("names “{title}” where no door can stand; say it without the name, or elsewhere")


def find_quoted(text: str) -> Iterator[str]:
    """Yield what stands in quotation marks of any language, also within others."""
    for opening, closing in {find_words(code).quotes for code in LANGUAGES}:
        if opening.strip() not in text:
            continue
        begun: list[int] = []
        for place, character in enumerate(text):
            if character == closing.strip() and begun:
                yield text[begun.pop() : place].strip()
            elif character == opening.strip():
                begun.append(place + 1)


def _find_near(named: str, titles: dict[str, _Title]) -> _Title | None:
    """Return a title that is nearly what is named."""
    folded = fold(named)
    return next(
        (
            each
            for known, each in titles.items()
            if len(known) >= _SHORTEST and is_near(folded, known)
        ),
        None,
    )


def _list_titles(loaded: Loaded) -> dict[str, _Title]:
    """Return all titles by how they are compared."""
    titles: dict[str, _Title] = {}
    for text, target in _name_targets(loaded):
        titles.setdefault(fold(text), _Title(text)).targets.add(target)
    return titles


def _name_targets(loaded: Loaded) -> Iterator[tuple[str, Target]]:
    for label, deed in LABELS:
        yield translate(label, loaded.language), ("do", deed) if deed else ("label", label)
    for name, procedure in loaded.procedures.items():
        yield procedure.title, ("procedure", name)
        yield from ((step.title, ("step", name, step.id)) for step in procedure.steps)
    yield from ((letter.title, ("letter", letter.id)) for letter in loaded.told_letters)
    if loaded.reading:
        yield loaded.reading.title, ("reading",)
        yield from ((each.title, ("section", each.id)) for each in loaded.reading.sections)


def _list_ways(loaded: Loaded) -> Ways:
    """Return where the texts of each place lead; a page leads to itself."""
    ways: Ways = {}
    for file, place, targets in _find_ways(loaded):
        ways.setdefault((file, place), set()).update(targets)
    return ways


def _find_ways(loaded: Loaded) -> Iterator[tuple[str, str, Iterable[Target]]]:
    for name, procedure in loaded.procedures.items():
        yield loaded.file(name), "", [("procedure", name)]
        for place, actions in list_doors(procedure):
            yield loaded.file(name), place, _reach(actions, name)
        for step in procedure.steps:
            file, here = loaded.file(step.home or name), at("steps", step.id)
            yield file, here, [("step", name, step.id)]
            for place, actions in list_doors(step):
                yield file, at(here, place), _reach(actions, name)
            for answer in list_branches(step.fork):
                led = Action(procedure=answer.procedure, step=answer.step)
                yield file, at(here, "fork", "answers", answer.id), _reach([led], name)
    for situation in loaded.triage.situations if loaded.triage else ():
        here = at("situations", situation.id)
        led = Action(procedure=situation.procedure, step=situation.step)
        yield loaded.file("situations"), here, _reach([led], situation.procedure)
    for letter in loaded.told_letters:
        yield loaded.file(LETTERS), at("letters", letter.id), [("letter", letter.id)]
    for section in loaded.reading.sections if loaded.reading else ():
        yield loaded.file("reperes"), at("sections", section.id), [("section", section.id)]


def _reach(actions: Iterable[Action], procedure: str) -> Iterator[Target]:
    """Yield what doors on a way through a procedure lead to, and what that is part of."""
    for each in actions:
        name = each.procedure or procedure
        if each.letter is not None:
            yield "letter", each.letter
        elif each.do is not None:
            yield "do", each.do
        else:
            yield "procedure", name
            if each.step is not None:
                yield "step", name, each.step
