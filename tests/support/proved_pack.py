"""A very small pack that leads on from everywhere, to plant faults in."""

from collections.abc import Mapping
from pathlib import Path

from support.small_pack import READING

CASE = """
[[facts]]
id = "porte"
number = 1
title = "La porte"
question = "Comment est la porte ?"
reason = "Elle change le chemin."
values = [
  { id = "ouverte", number = 1, label = "Ouverte", case = "la porte est ouverte" },
  { id = "fermee", number = 2, label = "Fermée", case = "la porte est fermée" },
]
"""
TRIAGE = """
note = "Restez calme."
procedures = ["entrer", "sonner"]
[[questions]]
id = "debut"
text = "Que voulez-vous ?"
[[questions.answers]]
id = "entrer"
label = "Entrer dans la maison"
situation = "dehors"
[[questions.answers]]
id = "rester"
label = "Je ne sais pas"
situation = "seul"
[[situations]]
id = "dehors"
procedure = "entrer"
note = "Vous êtes dehors."
timing = "Rien ne presse."
sources = ["PLAN"]
[[situations]]
id = "seul"
procedure = "entrer"
note = "Vous êtes sans personne."
timing = "Faites-le demain."
sources = ["PLAN"]
"""


def make_step(name: str, title: str, number: int, more: str = "", *, actions: str = "") -> str:
    """Return a step with one box and one problem; `more` are lines of its own."""
    return f"""
[[steps]]
id = "{name}"
title = "{title}"
body = ["{title} : lentement."]
{more}
why = "{title} : pourquoi."
before = "{title} : avant."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
[[steps.checks]]
id = "fait"
number = {number}
text = "{title} : fait"
[[steps.problems]]
id = "rien"
symptom = "{title} : rien ne va"
remedy = "{title} : attendez."
otherwise = "{title} : revenez."
{actions}
"""


FORK = """
[steps.fork]
question = "Comment est-elle ?"
[[steps.fork.answers]]
id = "ouverte"
label = "Elle est ouverte"
facts = { porte = "ouverte" }
[[steps.fork.answers]]
id = "fermee"
label = "Elle est fermée"
facts = { porte = "fermee" }
procedure = "sonner"
note = "Sonner fait du bruit."
"""
ENTRY = f"""
id = "entrer"
title = "Entrer"
summary = "On entre."
finished = "Vous êtes dedans."
{make_step("chercher", "Chercher la porte", 1)}
{FORK}
{make_step("pousser", "Pousser la porte", 2, 'unless = {{ porte = ["fermee"] }}')}
{make_step("saluer", "Dire bonjour", 3)}
""".replace("{{", "{").replace("}}", "}")
RINGING = f"""
id = "sonner"
title = "Sonner"
summary = "On sonne."
finished = "On vous ouvre."
{make_step("appuyer", "Appuyer sur le bouton", 1)}
{make_step("patienter", "Écouter les pas", 2, actions='actions = [{ procedure = "entrer" }]')}
"""
SOURCES = '[sources."PLAN"]\ntitle = "Titre"\nurl = "https://example.org/a"\ndate = "2022"\n'
FILES = {
    "fr/cas.toml": CASE,
    "fr/situations.toml": TRIAGE,
    "fr/entrer.toml": ENTRY,
    "fr/sonner.toml": RINGING,
    "fr/reperes.toml": READING,
    "sources.toml": SOURCES,
}


def write_pack(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Write the pack into a folder, with some files in place of its own; return the folder."""
    for name, text in {**FILES, **(changed or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def replace_once(name: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the pack with a text in place of another, that stands there once."""
    text = FILES[name]
    assert text.count(old) == 1, (name, old, text.count(old))
    return {name: text.replace(old, new)}
