"""The small pack with what answers change: facts, a fork, a step that is included."""

from support.small_pack import FILES, PROCEDURE, TRIAGE

CASE = """\
[[facts]]
id = "compte"
number = 1
title = "Le compte"
question = "Un compte est-il activé ?"
reason = "Un compte."
[[facts.values]]
id = "oui"
label = "Oui"
number = 1
case = "un compte"
[[facts.values]]
id = "non"
label = "Non"
number = 2
case = "sans compte"
[[facts]]
id = "espace"
number = 2
title = "L'espace"
question = "L'espace existe-t-il ?"
reason = "Un espace."
[[facts.values]]
id = "existe"
label = "Oui"
number = 1
case = "l'espace existe"
[[facts.values]]
id = "pas-encore"
label = "Pas encore"
number = 2
case = "l'espace n'existe pas"
[[facts]]
id = "ecran"
number = 3
title = "L'écran"
question = "Que voyez-vous ?"
reason = "Un écran."
[[facts.values]]
id = "opposer"
label = "La sortie"
number = 1
case = "le site propose de sortir"
[[facts.values]]
id = "autre"
label = "Autre chose"
number = 2
case = "le site propose autre chose"
"""
FORK = """\
[steps.fork]
question = "Que propose le site ?"
always = true
[[steps.fork.answers]]
id = "oui"
label = "De sortir"
facts = { ecran = "opposer", espace = "existe" }
[[steps.fork.answers]]
id = "non"
label = "De rester"
facts = { ecran = "opposer" }
[[steps.fork.answers]]
id = "autre"
label = "Autre chose"
facts = { ecran = "autre" }
note = "Attendez."
asks_again = true
"""
CONDITIONED = f"""\
[[steps]]
id = "cle"
title = "La clé"
why = "Pourquoi."
before = "Avant."
when = {{ compte = ["oui"] }}
body = ["Une clé.", {{ text = "À tourner.", unless = {{ espace = ["existe"] }} }}]
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
[[steps.checks]]
id = "tournee"
number = 2
text = "Tournée"
[[steps.problems]]
id = "coince"
symptom = "Elle coince"
remedy = "Remède."
otherwise = "Sinon."
{FORK}"""


def with_facts(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the pack with facts, a step that depends on some, a fork, and another procedure.

    Each change replaces what stands first in the first file that has it.
    """
    triage = TRIAGE.replace('["sortie"]', '["sortie", "retour"]').replace(
        'label = "Ici"\n', 'label = "Ici"\nfacts = { compte = "oui" }\n'
    )
    files = {
        **FILES,
        "fr/cas.toml": CASE,
        "fr/situations.toml": triage,
        "fr/sortie.toml": PROCEDURE + CONDITIONED,
        "fr/retour.toml": PROCEDURE.replace('id = "sortie"', 'id = "retour"'),
    }
    return _change(files, changes)


SHARED = """\
id = "commun"
[[steps]]
id = "page"
title = "Titre"
why = "Pourquoi."
before = "Avant."
body = ["Un."]
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
[[steps.checks]]
id = "vue"
text = "Vue"
[[steps.problems]]
id = "voile"
symptom = "Voile"
remedy = "Remède."
otherwise = "Sinon."
"""
INCLUDE = """\
[[steps]]
include = "commun/page"
numbers = { vue = 7 }
"""


def with_shared(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the pack with a step that its procedure includes; changes as for `with_facts`."""
    head, steps = PROCEDURE.split("[[steps]]", 1)
    files = {
        **FILES,
        "fr/sortie.toml": f"{head}retired_numbers = [2, 3, 4, 5, 6]\n[[steps]]{steps}{INCLUDE}",
        "fr/commun.toml": SHARED,
    }
    return _change(files, changes)


def _change(files: dict[str, str], changes: tuple[tuple[str, str], ...]) -> dict[str, str]:
    for before, after in changes:
        name = next(n for n, text in files.items() if before in text)
        files[name] = files[name].replace(before, after, 1)
    return files
