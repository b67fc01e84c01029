"""Packs of any size. A file may hold only so much, so many steps are many procedures."""

import tomllib
from typing import Any

from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import ProcedureWords, TriageWords
from support.small_pack import words_of

A_FILE = 50  # steps, more than any shipped file has

PROCEDURE = """\
id = "{name}"
title = "Une démarche parmi d'autres, la {name}"
summary = "Des étapes, l'une après l'autre."
finished = "Vous avez tout fait."
afterwards = ["Gardez les preuves avec vos papiers."]
"""

STEP = """
[[steps]]
id = "etape-{number}"
title = "Chercher la date d'envoi, la {number}"
why = "Les six semaines partent de l'envoi, pas de la réception."
before = "Chercher cette date ne prévient personne et n'engage à rien."
needs = ["la lettre ou l'e-mail d'information"]
body = [
    "Cherchez la date : celle de l'e-mail, ou celle de la lettre.",
    "Visez une semaine avant la fin. Évitez le dernier jour.",
    "Aucune date ? Agissez dès aujourd'hui.",
]
link = "https://www.monespacesante.fr/aide"
keep = "La lettre et son enveloppe, ou l'e-mail."
sources = ["R28", "SP"]
confidence = "probable"
reviewed = 2026-11-24
doubt = "La façon de lire la date est déduite."
more = ["Passé ce délai, l'espace s'ouvre. La clôture reste possible à tout moment."]
{original}

[[steps.checks]]
id = "date"
number = {first}
text = "J'ai trouvé la date d'envoi, ou j'agis aujourd'hui"

[[steps.checks]]
id = "garde"
number = {second}
text = "Si j'ai une lettre ou un e-mail, je les garde"

[[steps.problems]]
id = "ecran"
symptom = "{different}"
remedy = "Le site peut avoir changé. Cherchez des mots qui veulent dire la même chose."
otherwise = "Appelez le 3422. Demandez si la date d'envoi est connue."
"""

DIFFERENT = {"fr": "Mon écran est différent", "en": "My screen is different"}

TRIAGE = """\
note = "Répondre ici n'envoie rien à personne."
procedures = {names}

[[questions]]
id = "debut"
text = "Que voulez-vous ?"

[[questions.answers]]
id = "inconnu"
label = "Je ne sais pas"
situation = "inconnu"

[[situations]]
id = "inconnu"
procedure = "d0"
note = "Commencez par la première."
timing = "Bientôt."
sources = ["R28"]
"""

SOURCES = "".join(
    f'[sources.{key}]\ntitle = "Un texte"\nurl = "https://www.example.org/{key}"\ndate = "2026"\n'
    for key in ("R28", "SP")
)


def big_pack(steps: int, a_file: int = A_FILE) -> dict[str, bytes]:
    """Return the files of a pack of so many steps, French and English, by their names in it."""
    sizes = {f"d{n}": min(a_file, steps - n * a_file) for n in range(-(-steps // a_file))}
    triage = TRIAGE.format(names=list(sizes))
    texts = {"sources.toml": SOURCES, "fr/situations.toml": triage}
    texts["en/situations.toml"] = words_of(triage, TriageWords)
    texts |= {f"fr/{name}.toml": _file(name, "fr", [""] * size) for name, size in sizes.items()}
    french = Pack(reader({name: text.encode() for name, text in texts.items()}))
    for name in sizes:
        prints = [fingerprint(step) for step in french.procedure(name).steps]
        whole = _file(name, "en", [f'original = "{each}"' for each in prints])
        texts[f"en/{name}.toml"] = words_of(whole, ProcedureWords)
    return {name: text.encode() for name, text in texts.items()}


def reader(files: dict[str, bytes]) -> Reader:
    """Return what reads the files of a pack from memory."""
    return files.get


def load(files: dict[str, bytes]) -> list[Any]:
    """Load every procedure of a pack, as a command does that lists them all."""
    pack = Pack(reader(files))
    return [pack.procedure(name) for name in pack.names]


def parsed(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """Return what tomllib makes of the French files that `load` reads."""
    texts = [data.decode() for name, data in files.items() if name.startswith("fr/")]
    return [tomllib.loads(text) for text in texts]


def _file(name: str, language: str, originals: list[str]) -> str:
    different = DIFFERENT[language]
    steps = (
        STEP.format(
            number=n, first=2 * n + 1, second=2 * n + 2, original=original, different=different
        )
        for n, original in enumerate(originals)
    )
    return PROCEDURE.format(name=name) + "".join(steps)
