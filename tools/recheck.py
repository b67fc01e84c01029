"""Write the page for volunteers who open the sources again: `python tools/recheck.py`.

`docs/a-reverifier.md` holds the facts on which most depends: those that the most steps, letters,
situations and pages name. Each comes with the addresses where it was read, what it says today, the
day of that reading, and a form to answer. It is written anew, so that it says what the steps say.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from mes_optout.content import location
from mes_optout.content.addresses import gather
from mes_optout.content.lint import load_languages
from mes_optout.content.lint.evidence import list_told
from mes_optout.content.lint.findings import Loaded
from mes_optout.reports.sources import say_confidence

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/a-reverifier.md"
MOST = 30  # an afternoon for three volunteers

_HEAD = """\
# À revérifier d'abord

Pour qui veut aider, sans écrire de code. Voici les {most} phrases dont le guide dépend le plus : si
l'une n'est plus vraie, des personnes se trompent. Ouvrez une adresse, lisez, répondez. Une seule
phrase revue sert déjà.

*In English: these are the {most} facts on which most of the guide rests. The sources are in French,
and so is this page; answer in the language you like.*

- N'ouvrez pas ces pages sur un ordinateur que quelqu'un surveille : l'historique les garde.
- N'écrivez rien sur vous : ni nom, ni numéro, ni votre cas. Dites avec vos mots ce que la page dit.
- Inutile de vous connecter à votre propre espace. Si vous le faites, aucune capture d'écran.
- La page a disparu ? C'est une réponse. Cherchez-la par son titre, et donnez la nouvelle adresse.
- La loi : sur Légifrance, cherchez l'article par son numéro. Regardez s'il a changé depuis ce jour.
- Pour répondre : copiez la fiche, complétez-la, envoyez-la comme le dit « Le site a changé » dans
  [CONTRIBUER.md](../CONTRIBUER.md).

Cette page est écrite par `python tools/recheck.py`, à partir de `steps/faits.toml` : ne la changez
pas à la main. D'abord les phrases que le plus de textes nomment.
"""

_FORM = """\
```text
Fiche {key}
Jour de la lecture :
Adresse ouverte :
La page s'ouvre : oui / non / elle a déménagé à
La phrase est : toujours vraie / vraie en partie / fausse / impossible à dire
Ce que la page dit aujourd'hui, avec mes mots :
```
"""


def count_texts(original: Loaded) -> Mapping[str, int]:
    """Return how many texts name each fact, whether they rest on it or mention it."""
    counted = Counter[str]()
    for _, _, told in list_told(original):
        counted.update({*told.rests_on, *told.mentions})
    return counted


def choose(original: Loaded, most: int = MOST) -> list[str]:
    """Return the keys of the facts on which most depends, the first one first."""
    counted = count_texts(original)
    places = {key: place for place, key in enumerate(original.evidence)}
    return sorted(counted, key=lambda key: (-counted[key], places[key]))[:most]


def render(original: Loaded) -> str:
    """Return the page."""
    counted = count_texts(original)
    parts = [_HEAD.format(most=MOST)]
    for number, key in enumerate(choose(original), start=1):
        parts.append("\n".join(_render_fact(number, key, original, counted[key])))
    return "\n".join(parts)


def _render_fact(number: int, key: str, original: Loaded, texts: int) -> Iterator[str]:
    fact, sources = original.evidence[key], original.sources or {}
    addresses = original.values.addresses.values() if original.values else ()
    today = [each.url for each in addresses if key in each.facts]
    yield f"## {number}. {key}\n"
    yield f"**{fact.text}**\n"
    day = f"{fact.read:%d/%m/%Y}"
    yield f"Lu le {day}, {say_confidence(fact.confidence)}. {texts} textes s'appuient dessus.\n"
    yield from (f"- À ouvrir aujourd'hui : <{url}>" for url in today)
    yield from (f"- {name} : <{url}>" for name, url in gather(fact.sources, sources))
    yield f"\n{_FORM.format(key=key)}"


def load() -> Loaded:
    """Return the steps that the program ships, as the check loads them."""
    original, *_ = load_languages(location.folder(ROOT / "steps"))
    return original


if __name__ == "__main__":
    PAGE.write_text(render(load()), encoding="utf-8")
