"""Somebody who closes with deletion, on the day of the tests; what is to come of it later."""

from datetime import date

from mes_optout.content.loader import Pack
from mes_optout.progress.store import Store
from support.persons import read_persons
from support.walker import Walker
from support.walking import make_walker, walk

DUE = date(2027, 2, 27)
COMING = "La fin de la suppression : à vérifier le 27 février 2027"
SINCE = "La fin de la suppression : à vérifier depuis le 27 février 2027"
QUESTION = "L'e-mail qui annonce la fin de la suppression est-il arrivé ?"


def close(pack: Pack, store: Store, today: date, *, greeted: bool = False) -> Walker:
    """Go through all of it, as one for whom nothing came and who wants the space emptied."""
    routes = (route for person in read_persons() for route in person.routes)
    route = next(each for each in routes if each.id == "02-nothing-came")
    return walk(pack, store, make_walker(pack, route, today), today, greeted=greeted)
