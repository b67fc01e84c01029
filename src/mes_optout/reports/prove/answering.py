"""Which answers there are to a page, and which of them lead straight on."""

from collections.abc import Iterator
from datetime import timedelta

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Branch
from mes_optout.documents.formats import FORMATS, list_names
from mes_optout.reports.prove.asking import Given, Kind, Page
from mes_optout.reports.prove.states import State

# Answers, by their ids, that lead straight on from a page that is only read or comes at an end.
_STRAIGHT_ON = ("go", "again", "late", "continue", "left", "done")
_FILES = list_names(FORMATS)  # answers that would write one
SENT = (10, 42, 43)  # days ago: in time, on the last day, late


class Answers:
    """The answers to the pages of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._questions = {each.text for each in pack.triage.questions}
        self._branches = {
            (step.fork.question, branch.id): branch
            for name in pack.names
            for step in pack.procedure(name).steps
            if step.fork is not None
            for branch in step.fork.answers
        }

    def list_answers(self, state: State, page: Page) -> Iterator[Given]:
        """Yield each answer to a page that is worth a try where one stands."""
        match page.kind:
            case Kind.CHOICE:
                yield from self._list_choices(state, page)
            case Kind.BOXES:
                ids = [check.id for check in page.checks]
                before = frozenset(check.id for check in page.checks if check.ticked)
                yield Given(boxes=frozenset(ids))
                if not (state.strays and not state.left) and len(before) < len(ids):
                    yield Given(boxes=before)
                if state.left:
                    yield Given(skips=True)
                    if len(ids) > 1 and not before:
                        yield Given(boxes=frozenset(ids[:1]))
            case Kind.LINE:
                yield Given()
                for ago in SENT:
                    yield Given(day=state.today - timedelta(days=ago))

    def _list_choices(self, state: State, page: Page) -> Iterator[Given]:
        forks = [
            option.id
            for option in page.options
            if (branch := self._branches.get((page.question, option.id))) and not branch.asks_again
        ]
        # Every answer to a fork is given by those who have gone in order up to there.
        others = forks[1:] if state.strays else []
        for option in page.options:
            if not option.leaves and option.id not in (*_FILES, *others):
                yield Given(option.id)

    def is_straight(self, page: Page, given: Given) -> bool:
        """Say whether an answer is one of whoever does all in order."""
        if page.kind is Kind.LINE:
            return True
        if page.kind is Kind.BOXES:
            return len(given.boxes) == len(page.checks)
        asked = page.question in self._questions and given.option != "read"
        return asked or given.option in _STRAIGHT_ON or self.find_branch(page, given) is not None

    def asks_again(self, page: Page) -> bool:
        """Say whether a page is a fork of which an answer asks again: one then gives another."""
        found = (self._branches.get((page.question, option.id)) for option in page.options)
        return any(branch is not None and branch.asks_again for branch in found)

    def find_branch(self, page: Page, given: Given) -> Branch | None:
        """Return the answer to a fork that was given, if one was."""
        return self._branches.get((page.question, given.option or ""))


def is_begun(page: Page) -> bool:
    """Say whether some boxes of a page are ticked, and others are not."""
    return len({check.ticked for check in page.checks}) > 1
