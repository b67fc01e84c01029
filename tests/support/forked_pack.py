"""A small pack whose steps depend on facts, with a step that two procedures share, and its fork."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from mes_optout.content.loader import Pack
from mes_optout.journey import Journey, make_journeys
from mes_optout.progress.model import Progress, Tick, Turn, references

CASE = """
[[facts]]
id = "badge"
number = 1
title = "Le badge"
question = "Avez-vous un badge ?"
reason = "Il change la porte."
values = [
  { id = "oui", number = 1, label = "Oui", case = "vous avez un badge" },
  { id = "non", number = 2, label = "Non", case = "vous n'avez pas de badge" },
]
[[facts]]
id = "porte"
number = 2
title = "La porte"
question = "Comment est la porte ?"
reason = "Elle change le chemin."
values = [
  { id = "ouverte", number = 1, label = "Ouverte", case = "la porte est ouverte" },
  { id = "fermee", number = 2, label = "Fermée", case = "la porte est fermée" },
  { id = "autre", number = 3, label = "Autre", case = "la porte est autre" },
]
[[facts]]
id = "heure"
number = 3
title = "L'heure"
question = "Quelle heure est-il ?"
reason = "Elle change l'attente."
values = [
  { id = "jour", number = 1, label = "Le jour", case = "le jour est levé" },
  { id = "nuit", number = 2, label = "La nuit", case = "la nuit est tombée" },
]
"""
TRIAGE = """
note = "Note."
procedures = ["entrer", "sonner"]
questions = []
situations = []
"""
ABOUT = """
why = "Pourquoi."
before = "Avant."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
"""
PROBLEM = """
[[steps.problems]]
id = "rien"
symptom = "Rien ne va"
remedy = "Attendez."
otherwise = "Revenez."
"""
SHARED = f"""
id = "commun"
[[steps]]
id = "chercher"
title = "Chercher la porte"
body = ["Cherchez."]
{ABOUT}
[[steps.checks]]
id = "trouvee"
text = "Je vois la porte"
{PROBLEM}
[steps.fork]
question = "Comment est la porte ?"
always = true
[[steps.fork.answers]]
id = "ouverte"
label = "Elle est ouverte"
facts = {{ porte = "ouverte" }}
procedure = "entrer"
[[steps.fork.answers]]
id = "fermee"
label = "Elle est fermée"
facts = {{ porte = "fermee", badge = "non" }}
procedure = "sonner"
note = "Sonner fait du bruit."
[[steps.fork.answers]]
id = "grille"
label = "C'est une grille"
facts = {{ porte = "fermee", badge = "oui" }}
procedure = "sonner"
step = "parler"
[[steps.fork.answers]]
id = "autre"
label = "Autre chose"
facts = {{ porte = "autre" }}
asks_again = true
note = "Restez là. Demandez à quelqu'un. Puis répondez de nouveau."
"""


INCLUDED = """
[[steps]]
include = "commun/chercher"
[steps.numbers]
trouvee = 1
"""


def _step(name: str, title: str, number: int, more: str = "", body: str = '["Faites."]') -> str:
    return f"""
[[steps]]
id = "{name}"
title = "{title}"
body = {body}
{more}
{ABOUT}
[[steps.checks]]
id = "fait"
number = {number}
text = "{title} : fait"
{PROBLEM}
"""


_LINES = """[
  "Poussez.",
  { text = "Montrez votre badge.", when = { badge = ["oui"] } },
  { text = "Sans badge, dites bonjour.", unless = { badge = ["oui"] } },
]"""
_OPEN_ONLY = """
[[steps.checks]]
id = "badge-montre"
number = 5
text = "Le badge est montré"
when = { badge = ["oui"] }
[[steps.problems]]
id = "perdu"
symptom = "Le badge est perdu"
remedy = "Dites-le."
otherwise = "Revenez."
when = { badge = ["oui"] }
"""
_BY_DAY = """
when = { badge = ["oui"], porte = ["ouverte", "fermee"] }
unless = { heure = ["nuit"] }"""
_DECLARED = _step("declarer", "Déclarer le badge", 3, 'when = { badge = ["oui"] }')
_DECLARED = _DECLARED.replace('["PLAN"]', '["PLAN", "BADGE"]')
ENTRY = f"""
id = "entrer"
title = "Entrer"
summary = "Résumé."
finished = "Fini."
if_late = "sonner"
afterwards = ["Fermez.", {{ text = "Rangez le badge.", when = {{ badge = ["oui"] }} }}]
{INCLUDED}
{_step("pousser", "Pousser la porte", 2, 'unless = { porte = ["fermee", "autre"] }', _LINES)}
{_OPEN_ONLY}
{_DECLARED}
{_step("attendre", "Attendre", 4, _BY_DAY)}
"""
RINGING = f"""
id = "sonner"
title = "Sonner chez le voisin"
summary = "Résumé."
finished = "Fini."
{INCLUDED}
{_step("montrer", "Montrer le badge", 2, 'when = { badge = ["oui"] }')}
[steps.fork]
question = "Le badge est-il lu ?"
[[steps.fork.answers]]
id = "lu"
label = "Oui"
facts = {{ heure = "jour" }}
[[steps.fork.answers]]
id = "non-lu"
label = "Je ne sais pas"
facts = {{}}
note = "C'est normal."
{_step("appeler", "Appeler", 3)}
{_step("parler", "Parler", 4)}
[steps.fork]
question = "Et maintenant ?"
[[steps.fork.answers]]
id = "jour"
label = "Il fait jour"
facts = {{ heure = "jour" }}
[[steps.fork.answers]]
id = "nuit"
label = "Il fait nuit"
facts = {{ heure = "nuit" }}
step = "appeler"
"""
SOURCES = "".join(
    f'[sources."{key}"]\ntitle = "Titre"\nurl = "https://example.org/{key}"\ndate = "2022"\n'
    for key in ("PLAN", "BADGE")
)
FILES = {
    "fr/cas.toml": CASE,
    "fr/situations.toml": TRIAGE,
    "fr/commun.toml": SHARED,
    "fr/entrer.toml": ENTRY,
    "fr/sonner.toml": RINGING,
    "sources.toml": SOURCES,
}


@cache
def forked_pack() -> Pack:
    """Return the pack, in French."""
    return Pack(lambda name: data.encode() if (data := FILES.get(name)) else None, own=True)


def begun(today: date, name: str = "entrer", **answers: str) -> Sequence[Journey]:
    """Return a way through the pack whose first step is done, with what was said."""
    procedure, turn = forked_pack().procedure(name), Turn(name)
    step = procedure.steps[0]
    box = next(references(turn, step, step.checks[0]))
    progress = Progress().ticked(box, Tick(today, 1)).answered(turn, answers)
    return make_journeys([procedure], progress.letter_sent(turn, date(2026, 11, 2)), today)
