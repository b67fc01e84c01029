"""Going through the page and the terminal in step: the same answer in both, and what each says.

A pair is a stage of the terminal, what is noted there, and a part of the page. From each one every
answer is given once; a pair that was met before is not gone through again.
"""

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from functools import partial

from mes_optout.content.loader import Pack
from mes_optout.documents.coming import list_follow_ups
from mes_optout.i18n import _, day_in_words
from mes_optout.progress.model import Progress
from mes_optout.reports.prove.asking import Given
from mes_optout.reports.prove.naming import Names
from mes_optout.walkthrough.choosing import ask_situation, enter_procedure, make_way
from mes_optout.walkthrough.due import ask_whether_it_came, say_otherwise
from mes_optout.walkthrough.prompter import Option
from mes_optout.walkthrough.saving import change_boxes
from mes_optout.walkthrough.step import ask_boxes
from mes_optout.wording.doors import find_step
from mes_optout.wording.phrases import set_off, state_word
from mes_optout.wording.waiting import say_period
from mes_optout.progress.model import State
from support.page_comparing import (
    At,
    Differs,
    Terminal,
    compare_doors,
    compare_said,
    compare_step,
    labels,
    list_rows,
    plain,
    tell,
)
from support.page_reading import On, Seen, WholePage

IN_TIME, LAST, LATE = (timedelta(days=ago) for ago in (10, 42, 60))
Edges = dict[int, list[int]]


class Walk:
    """A walk through both. `faults` are what differs; `edges` lead from pair to pair, by number."""

    def __init__(self, pack: Pack, page: WholePage, today: date) -> None:
        self.pack, self.page, self.today = pack, page, today
        self.terminal = Terminal(pack, today)
        self.faults: list[Differs] = []
        self.pairs: list[tuple[At, str]] = []
        self.edges: Edges = {}
        self.begins: list[int] = []
        self._opened = 0
        self._names, self._met = Names(), dict[Hashable, int]()
        self._noted: dict[Hashable, Progress] = {}

    @property
    def first(self) -> str:
        """The part of the first question, behind the first link of the first part."""
        return self.page.part(self.page.keys[0]).on[0].links[0][1]

    def begin(self) -> None:
        """Begin with the first question."""
        visit = self.terminal.trial
        self.begins.append(self._meet(At(partial(ask_situation, visit), Progress()), self.first))

    def enter(self, procedure: str, step: str | None, key: str) -> None:
        """Begin where a door leads: with nothing said, and all ticked that stands before."""
        visit, noted = self.terminal.trial, Progress()
        visit.progress = noted
        if step is None:
            stage = enter_procedure(visit, procedure)
        else:
            way = make_way(visit, self.pack.procedure(procedure))
            index = find_step(way.procedure, step) or 0
            for n, each in enumerate(way.procedure.steps[:index]):
                ticked = {check.id: True for check in each.checks}
                noted = change_boxes(noted, way, n, ticked, self.today)
            stage = partial(ask_boxes, visit, way, index)
        self.begins.append(self._meet(At(stage, noted), key))

    def go(self, most: int | None = None) -> None:
        """Go on until nothing new is met, or so many pairs were gone through."""
        while len(self.edges) < len(self.pairs) and (most is None or len(self.edges) < most):
            number = len(self.edges)
            at, key = self.pairs[number]
            self.edges[number] = []
            for there, to in self._go_through(at, key):
                self.edges[number].append(self._meet(there, to))

    def open_doors(self) -> int:
        """Begin behind each door that was met, and has not been opened yet; return how many."""
        found = list(self.terminal.doors)[self._opened :]
        for procedure, step, key in found:
            self.enter(procedure, step, key)
        self._opened += len(found)
        return len(found)

    def _meet(self, at: At, key: str) -> int:
        sign = frozenset(
            (name, frozenset(n.boxes), frozenset(n.answers.items()), n.sent, n.begun)
            for name, n in at.noted.lists.items()
        )
        noted = self._noted.setdefault(sign, at.noted)  # so that journeys are worked out once
        met = self._names.name(at.stage)[0], sign, key
        if met not in self._met:
            self._met[met] = len(self.pairs)
            self.pairs.append((At(at.stage, noted), key))
        return self._met[met]

    def _tell(self, key: str, *pairs: tuple[str, object, object]) -> None:
        self.faults += tell(key, *pairs)

    def _go_through(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        """Compare a pair, and yield where each answer leads in both."""
        match at.name:
            case "ask_situation" | "ask_question":
                yield from self._question(at, key)
            case "say_before":
                yield from self._before(at, key)
            case "ask_sent":
                yield from self._sent(at, key)
            case "ask_boxes":
                yield from self._step(at, key)
            case "ask_fork":
                yield from self._fork(at, key)
            case "say_note" | "say_again":
                yield from self._note(at, key)
            case "say_end":
                yield from self._end(at, key)
            case name:
                self._tell(key, ("a stage", name, self.page.part(key).title))

    def _on(self, key: str) -> On:
        return next(iter(self.page.part(key).on), On())

    def _match(
        self, at: At, key: str, options: list[Option], links: list[tuple[str, str]]
    ) -> Iterator[tuple[At, str]]:
        """Compare answers, and yield where each leads; none where they are not the same."""
        self._tell(key, ("answers", labels(options), [label for label, _to in links]))
        for each, (label, to) in zip(options, links, strict=False):
            if each.label == label:
                yield self.terminal.take(at, each.id), to

    def _question(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        shown, seen, on = self.terminal.look(at), self.page.part(key), self._on(key)
        self._tell(
            key,
            ("title", shown.screen.title, seen.title),
            ("texts", list(shown.screen.text), seen.texts),
            ("question", shown.question, on.question),
            ("else", Seen(seen.title, seen.language, seen.texts, on=[on]), seen),
        )
        options = [each for each in shown.options if not each.leaves]
        for there, to in self._match(at, key, options, on.links):
            if there.name == "offer_reading":
                self._read(there, to)
            else:
                yield there, to

    def _read(self, at: At, key: str) -> None:
        """Compare what may be read before a choice: beside the way, and the same for everybody."""
        shown, seen, on = self.terminal.look(at), self.page.part(key), self._on(key)
        # The way back stands first in the terminal, for the answer that is pointed at there.
        back, *others = [each for each in shown.options if not each.leaves]
        self._tell(key, ("title", shown.screen.title, seen.title))
        self._tell(key, ("question", shown.question, on.question))
        for there, to in self._match(at, key, [*others, back], on.links):
            section, part = self.terminal.look(there), self.page.part(to)
            if there.name == "show_helpers":
                pairs = zip(part.heads, part.texts[::2], part.texts[1::2], strict=False)
                said = [
                    _("{label}: {text}").format(label=name, text=f"{purpose} {contact}")
                    for name, contact, purpose in pairs
                ]
                urls = [each.url for each in section.screen.addresses]
                self._tell(to, ("helpers", list(section.screen.text), said))
                self._tell(to, ("addresses", urls, [url for _label, url in part.addresses]))
            elif there.name == "show_section":
                links = [label for _head, label, _to in part.links]
                self._tell(to, ("section", section.screen.title, part.title))
                self._tell(to, ("texts", list(section.screen.text), part.texts))
                self._tell(to, ("ways on", labels(section.options), links))
        self._tell(key, ("back", on.links[-1][1], self.first))

    def _before(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        shown, seen, on = self.terminal.look(at), self.page.part(key), self._on(key)
        screen, situation, journey = shown.screen, at.given["situation"], self.terminal.journey(at)
        rows = list_rows(screen)
        texts = list(screen.text)
        if situation is None:
            texts.insert(0, screen.lead)
        else:  # the page says which answer led here, for nobody sees the one before
            asked = [each for question in self.pack.triage.questions for each in question.answers]
            names = {set_off(each.label) for each in asked if each.situation == situation.id}
            label = seen.rows[0][0]
            self._tell(key, ("an answer that leads here", True, label in names))
            rows.insert(0, (label, screen.lead))
        self._tell(
            key,
            ("title", plain(screen.title, journey), seen.title),
            ("texts", texts, seen.texts),
            ("rows", rows, seen.rows),
            ("else", Seen(seen.title, seen.language, seen.texts, seen.rows, on=[on]), seen),
        )
        goes, changes, prints = on.links
        begun = self.terminal.take(at, "go")  # only then what was answered is noted
        self.faults += compare_said(key, on, self.terminal.journey(begun), self.pack)
        options = [each for each in shown.options if not each.leaves]
        wanted = [*labels(options), _("The list of steps, to print")]
        self._tell(key, ("ways on", wanted, [label for label, _to in on.links]))
        self._tell(key, ("change", self.first, changes[1]), ("list", seen.title, self.page.part(prints[1]).title))
        yield begun, goes[1]

    def _sent(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        shown, seen, on = self.terminal.look(at), self.page.part(key), self._on(key)
        screen, journey = shown.screen, self.terminal.journey(at)
        heading = f"{plain(screen.heading, journey)}."
        unknown = self.terminal.take(at, Given())
        in_time, last, late = (
            self.terminal.take(at, Given(day=self.today - ago)) for ago in (IN_TIME, LAST, LATE)
        )
        nothing, over = (self.terminal.look(each).screen for each in (unknown, late))
        labelled = [
            (_("I do not know"), " ".join((nothing.lead, *nothing.text))),
            (_("The last day is over"), " ".join(over.text)),
        ]
        (today,) = seen.problems
        ((_days, to),) = [(label, to) for _head, label, to in seen.links]
        self._tell(
            key,
            ("title", screen.title, seen.title),
            ("texts", [heading, *screen.text], seen.texts),
            ("question", shown.question, on.question),
            ("said", labelled, [(lead.removesuffix(" :").removesuffix(":"), t) for _h, lead, t in seen.points]),
            ("last day", _("Today is the last day"), today.title),
            *self._compare_last_day(last, today),
            *self._compare_days(in_time, to),
        )
        self.faults += compare_said(key, on, journey, self.pack)
        known, not_known, passed = on.links
        self._tell(
            key,
            ("known", _("I know it, and the last day is not over"), known[0]),
            ("not known", _("I do not know"), not_known[0]),
            ("passed", _("I know it, and the last day is over"), passed[0]),
        )
        yield self.terminal.take(in_time, "go"), known[1]
        yield self.terminal.take(unknown, "go"), not_known[1]
        yield self.terminal.take(last, "go"), known[1]
        offered = {each.id for each in self.terminal.look(late).options}
        if "late" in offered:
            yield self.terminal.take(late, "late"), passed[1]
            yield self.terminal.take(late, "go"), known[1]
        else:
            yield self.terminal.take(late, "go"), passed[1]

    def _compare_last_day(self, at: At, seen: Seen) -> Iterator[tuple[str, object, object]]:
        """Of the last day the page says all but which one it is; the telephone is in a sentence."""
        screen = self.terminal.look(at).screen
        calls = [_("{label}: {text}").format(label=label, text=text) for label, text in ()]
        rows = [f"{label} {text}" for label, text in list_rows(screen)]
        rows += [f"{each.label} {each.url}" for each in screen.addresses]
        *deeds, fails = screen.text
        yield "on the last day", " ".join([*deeds, *rows, *calls, fails]), seen.rows[0][1]

    def _compare_days(self, at: At, key: str) -> Iterator[tuple[str, object, object]]:
        """The table says what the terminal says of a day of sending."""
        screen, sent = self.terminal.look(at).screen, day_in_words(self.today - IN_TIME)
        rows = [row for each in self.page.part(key).problems for row in each.table if row[0] == sent]
        ((_sent, last, target),) = rows
        yield "last day", True, last in screen.lead
        yield "target", True, target in " ".join(screen.text)

    def _step(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        self.faults += compare_step(self.terminal, self.page, at, key)
        checks = self.terminal.look(at).checks
        done = self.terminal.take(at, Given(boxes=frozenset(check.id for check in checks)))
        on = self._on(key)
        if done.name == "ask_fork":
            yield done, key
            return
        self._tell(key, ("goes on", [_("Go on")], [label for label, _to in on.links]))
        self._tell(key, ("question", "", on.question))
        yield done, on.links[0][1]

    def _fork(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        shown, on = self.terminal.look(at), self._on(key)
        self._tell(key, ("title", shown.screen.title, self.page.part(key).title))
        self._tell(key, ("question", shown.question, on.question))
        options = [o for o in shown.options if o.id not in {"stay", "problem"} and not o.leaves]
        yield from self._match(at, key, options, on.links)

    def _note(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        """A note on the way of an answer. Back to the question leads the button of the browser."""
        shown, seen, on = self.terminal.look(at), self.page.part(key), self._on(key)
        screen, again = shown.screen, at.name == "say_again"
        heading = f"{plain(screen.heading, self.terminal.journey(at))}."
        self._tell(
            key,
            ("title", screen.title, seen.title),
            ("texts", [heading, *screen.text], seen.texts),
            ("else", Seen(seen.title, seen.language, seen.texts, on=[on]), seen),
        )
        gone = {"stay"} if again else {"again"}
        options = [each for each in shown.options if each.id not in gone and not each.leaves]
        for there, to in self._match(at, key, options, on.links):
            match there.name:
                case "_show_and_return":
                    self._tell(key, ("helpers", _("Who can help"), self.page.part(to).title))
                case "ask_situation":
                    self._tell(key, ("elsewhere", self.first, to))
                case _:
                    yield there, to

    def _end(self, at: At, key: str) -> Iterator[tuple[At, str]]:
        """The end; where one is, and what to keep, stand in the terminal alone."""
        shown, seen, on = self.terminal.look(at), self.page.part(key), self._on(key)
        screen, journey, offered = shown.screen, self.terminal.journey(at), {o.id: o for o in shown.options}
        rows = {row.label: row.lines for row in screen.rows}
        texts, points, ends, links = [f"{plain(screen.heading, journey)}."], [], [], []
        if "continue" in offered:
            texts.append(screen.lead)
            links = [offered["continue"].label]
        elif "left" in offered:
            state = f" ({state_word(State.OPEN)})"
            label = _("Still to do")
            points = [(label, "", line.removesuffix(state)) for line in rows[label]]
            links = [offered["left"].label]
        else:
            ends = [(set_off(_("When all is done")), screen.lead)]
        coming = list(self._compare_coming(at, key)) if "came" in offered else []
        heads = ([_("Still to do")] if points else []) + ([_("What next")] if coming else [])
        self._tell(
            key,
            ("title", screen.title, seen.title),
            ("texts", texts, seen.texts),
            ("points", points, seen.points),
            ("rows", [*ends, *coming], seen.rows),
            ("headings", [*heads, _("More")], seen.heads),
            ("coming", len(rows.get(_("What next"), ())), len(seen.problems)),
            ("goes on", links, [label for label, _to in on.links]),
        )
        self.faults += compare_said(key, on, journey, self.pack)
        self._compare_more(at, key)
        for name in ("continue", "left"):
            if name in offered:
                yield self.terminal.take(at, name), on.links[0][1]

    def _compare_coming(self, at: At, key: str) -> Iterator[tuple[str, str]]:
        """Yield the rows of what is to come; compare what is asked, and what to do without it."""
        ask = self.terminal.take(at, "came")
        visit, asked, then = (ask.given[name] for name in ("visit", "asked", "then"))
        journey = self.terminal.journey(at)
        for number, inner in enumerate(self.page.part(key).problems):
            rest = asked[number:]
            question = self.terminal.look(At(partial(ask_whether_it_came, visit, rest, then), at.noted))
            late = At(partial(say_otherwise, visit, rest, then), at.noted)
            shown = self.terminal.look(late)
            expect, otherwise = shown.screen.text
            links = [(label, to) for _head, label, to in inner.links]
            self._tell(
                key,
                ("asked", question.question, inner.title),
                ("otherwise", [(set_off(_("Not yet")), otherwise)], inner.rows),
            )
            doors = [o for o in shown.options if o.id not in {"again", "answers"} and not o.leaves]
            self.faults += compare_doors(self.terminal, self.page, late, key, doors, links)
            yield shown.screen.title, f"{say_period(rest[0].follow_up)}. {expect}"

    def _compare_more(self, at: At, key: str) -> None:
        seen, shown, journey = self.page.part(key), self.terminal.look(at), self.terminal.journey(at)
        offered = {each.id: each.label for each in shown.options}
        more = [(label, to) for head, label, to in seen.links if head == _("More")]
        wanted = [offered[name] for name in ("afterwards", "next-child") if name in offered]
        wanted += [_("A letter to complete by hand"), _("The list of steps, to print"), offered["elsewhere"]]
        self._tell(key, ("more", wanted, [label for label, _to in more]))
        self._tell(key, ("elsewhere", self.first, more[-1][1] if more else seen))
        found = dict(more)
        if "next-child" in offered and offered["next-child"] in found:
            to = found[offered["next-child"]]
            self.terminal.doors[journey.procedure.id, None, to] = None
        if "afterwards" in offered and offered["afterwards"] in found:
            self._compare_after(self.terminal.take(at, "afterwards"), found[offered["afterwards"]])

    def _compare_after(self, at: At, key: str) -> None:
        shown, seen = self.terminal.look(at), self.page.part(key)
        heading = f"{plain(shown.screen.heading, self.terminal.journey(at))}."
        *links, (_head, elsewhere, first) = seen.links
        doors = [each for each in shown.options if each.id != "end" and not each.leaves]
        found = list(dict.fromkeys((label, to) for _head, label, to in links))
        self._tell(
            key,
            ("title", _("What may come next"), seen.title),
            ("texts", [heading, *shown.screen.text], seen.texts),
            ("elsewhere", (_("Choose another procedure"), self.first), (elsewhere, first)),
        )
        self.faults += compare_doors(self.terminal, self.page, at, key, doors, found)


def count_sequences(edges: Edges, first: int) -> int:
    """Count the ways from a pair to an end on which none is met twice.

    What asks again leads back to a pair that was met, so it is on no such way. Raises ValueError
    where anything else leads back: then ways could not be counted by what lies ahead.
    """
    known: dict[int, int] = {}
    open_: set[int] = set()
    stack = [first]
    while stack:
        pair = stack[-1]
        open_.add(pair)
        ahead = edges[pair]
        waiting = [each for each in ahead if each not in known and each not in open_]
        if waiting:
            stack.append(waiting[0])
            continue
        known[pair] = sum(known.get(each, 0) for each in ahead) if ahead else 1
        open_.discard(pair)
        stack.pop()
    return known[first]
