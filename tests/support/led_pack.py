"""A pack that leads on: doors of each kind, what comes later, a day that answers, a shared step."""

import re
from collections.abc import Mapping

from mes_optout.content.words import (
    CaseWords,
    ProcedureWords,
    ReadingWords,
    SharedWords,
    TriageWords,
)
from support.small_pack import SOURCES, words_of

_STEP = """\
why = "Il le faut."
before = "Rien ne part."
keep = "Une copie."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
"""
_TRIAGE = """\
note = "Prenez votre temps."
procedures = ["sortie", "retour"]
[[questions]]
id = "debut"
text = "Où êtes-vous ?"
answers = [
    { id = "dedans", label = "Dedans", situation = "dedans", facts = { badge = "oui" } },
    { id = "sais-pas", label = "Je ne sais pas", situation = "dehors" },
]
[[situations]]
id = "dedans"
procedure = "sortie"
note = "Suivez « Sortir du lieu »."
timing = "Quand vous voulez."
sources = ["PLAN"]
[[situations]]
id = "dehors"
procedure = "retour"
note = "On peut rentrer."
timing = "Quand vous voulez."
sources = ["PLAN"]
"""
_CASE = """\
[[facts]]
id = "badge"
number = 1
title = "Le badge"
question = "Avez-vous un badge ?"
reason = "Il ouvre la porte ; il ne dit rien de la personne."
[[facts.values]]
id = "oui"
number = 1
label = "Oui"
case = "vous avez un badge"
[[facts.values]]
id = "non"
number = 2
label = "Non"
case = "vous n'avez pas de badge"
"""
_OUT = f"""\
id = "sortie"
title = "Sortir du lieu"
summary = "On sort."
duration = "Dix minutes."
undo = "On peut rentrer."
finished = "C'est fait."
if_late = "retour"
repeats = true
retired = ["attente"]
retired_numbers = [3]
afterwards = [
    "On est dehors.",
    {{ text = "Rentrez.", actions = [{{ procedure = "retour" }}, {{ do = "next-child" }}] }},
]
[[follow_ups]]
id = "accord"
number = 2
formerly = ["attente/accord-recu"]
after = ["porte/ouverte", "page/lue"]
weeks = 6
when = {{ badge = ["oui"] }}
title = "La clé"
text = "Une clé vient."
question = "La clé est-elle là ?"
otherwise = "Dites-le."
actions = [{{ letter = "plainte" }}, {{ do = "helpers" }}]
[[steps]]
id = "porte"
title = "Ouvrir la porte"
link = "https://www.cnil.fr/a"
body = [
    "Poussez.",
    {{ text = "Voyez « Lire la page ».", actions = [{{ step = "page" }}, {{ do = "phone" }}] }},
]
{_STEP}
[[steps.checks]]
id = "ouverte"
number = 1
text = "La porte est ouverte"
dated = true
[[steps.checks]]
id = "badge-rendu"
number = 5
text = "Le badge est rendu"
when = {{ badge = ["oui"] }}
[[steps.problems]]
id = "ecran-different"
symptom = "Mon écran est différent"
remedy = "Revoyez « Passer le seuil »."
otherwise = "Demandez."
actions = [{{ procedure = "retour", step = "seuil" }}, {{ do = "answers" }}, {{ do = "later" }}]
[[steps]]
include = "commun/page"
numbers = {{ lue = 4 }}
"""
_BACK = f"""\
id = "retour"
title = "Revenir au lieu"
summary = "On rentre."
finished = "C'est fait."
[[steps]]
id = "seuil"
title = "Passer le seuil"
body = ["Passez."]
{_STEP}
[[steps.checks]]
id = "passe"
number = 1
text = "Le seuil est passé"
[[steps.problems]]
id = "haut"
symptom = "Il est haut"
remedy = "Levez le pied."
otherwise = "Demandez."
[steps.fork]
question = "Et la suite ?"
[[steps.fork.answers]]
id = "lire"
label = "Voir « Lire la page »"
facts = {{}}
step = "page"
[[steps.fork.answers]]
id = "sais-pas"
label = "Je ne sais pas"
facts = {{}}
[[steps]]
include = "commun/page"
numbers = {{ lue = 2 }}
"""
_SHARED = f"""\
id = "commun"
[[steps]]
id = "page"
title = "Lire la page"
body = ["Lisez."]
{_STEP}
[[steps.checks]]
id = "lue"
text = "La page est ouverte"
[[steps.problems]]
id = "longue"
symptom = "Elle est longue"
remedy = "Prenez « Revenir au lieu »."
otherwise = "Demandez."
actions = [{{ procedure = "retour", step = "seuil" }}]
"""
_LETTERS = """\
[[letters]]
id = "plainte"
title = "Écrire une plainte"
purpose = "Se plaindre."
before = "La lettre dit votre nom."
to = ["Monsieur"]
subject = "Objet"
blanks = []
body = ["Je me plains."]
enclosures = []
send = ["Envoyez."]
procedures = ["sortie"]
steps = ["sortie/porte"]
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
"""
_READING = """\
title = "Pour mieux choisir"
reviewed = 2026-11-24
[[sections]]
id = "prix"
title = "Ce que cela coûte"
text = ["Rien."]
sources = ["PLAN"]
[[resources]]
id = "ligne"
name = "Une ligne"
purpose = "Écouter."
contact = "Par téléphone."
sources = ["PLAN"]
confidence = "sure"
"""
FRENCH: Mapping[str, str] = {
    "fr/situations.toml": _TRIAGE,
    "fr/cas.toml": _CASE,
    "fr/sortie.toml": _OUT,
    "fr/retour.toml": _BACK,
    "fr/commun.toml": _SHARED,
    "fr/lettres.toml": _LETTERS,
    "fr/reperes.toml": _READING,
    "sources.toml": SOURCES,
}
_SHAPES = {
    "situations": TriageWords,
    "cas": CaseWords,
    "sortie": ProcedureWords,
    "retour": ProcedureWords,
    "commun": SharedWords,
    "reperes": ReadingWords,
}
_LINE = re.compile(r'\{ text = (".*?"), actions = .*\},\n')
_INCLUDED = re.compile(r"\[\[steps\]\]\ninclude = .*\nnumbers = .*\n")


def lead(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the pack; each change replaces what stands first in the first file that has it."""
    files = dict(FRENCH)
    for before, after in changes:
        name = next(name for name, text in files.items() if before in text)
        files[name] = files[name].replace(before, after, 1)
    return files


def translate(files: Mapping[str, str]) -> dict[str, str]:
    """Return the pack with a translation that says the French."""
    words = {
        f"en/{name}.toml": words_of(
            _INCLUDED.sub("", _LINE.sub(r"\1,\n", files[f"fr/{name}.toml"])), shape
        )
        for name, shape in _SHAPES.items()
    }
    return {**files, **words}
