"""A walker goes its way: through the first questions, the steps and the forks, to the end."""

from collections import deque
from datetime import date, timedelta

from mes_optout.content.loader import Pack
from mes_optout.progress.model import Turn
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.visit import Visit, run
from mes_optout.walkthrough.welcome import welcome
from support.persons import Route
from support.walker import Walker


def walk(pack: Pack, store: Store, walker: Walker, today: date, *, greeted: bool = False) -> Walker:
    """Walk to the end; `greeted` begins with the very first page. All answers have to be used."""
    visit = Visit(pack, store, walker, lambda: today)
    if hasattr(visit.progress, "says"):
        walker.noted = lambda procedure, fact, value: visit.progress.says(
            Turn(procedure), fact, value
        )
    if greeted:
        welcome(walker, "here", wipes=True)
    run(open_visit(visit, None), visit.prompter)
    assert not walker.answers, f"left over: {list(walker.answers)}"
    return walker


def make_walker(pack: Pack, route: Route, today: date) -> Walker:
    """Return somebody who takes a way through the first questions."""
    sent = None if route.sent is None else today - timedelta(days=route.sent)
    return Walker(pack, deque(route.answers), route.facts, sent, deeds=DEEDS)


# The boxes that act outside, one a procedure or way: what one came for is then done, asked or set.
# There is none of a procedure that only leads to another, as for somebody protected by a measure.
# The first box of a step with a link would be the box that says that a page is open, and where a
# step is cut in two it would move: then before and after could not be compared.
DEEDS = frozenset(
    {
        "opposition/opposition-cochee",
        "cloture/cloture-validee",
        "confidentialite/boite-privee",
        "reouverture/espace-active",
        "sans-internet/demande-dite",
        "sans-internet/autre-moyen",
        "sans-internet/guichet-fait",
        "sans-internet/lettre-envoyee",
        "enfants/choix-valide",
        "enfants/profil-cloture",
        "ado/demande-ecrite",
        "suites/pharmacie-demande",
    }
)
