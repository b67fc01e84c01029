"""A small pack that leads on from everywhere, to plant faults in."""

from collections.abc import Mapping
from pathlib import Path

from support import forked_pack
from support.small_pack import READING

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
id = "sonner"
label = "Appeler quelqu'un"
situation = "seul"
[[situations]]
id = "dehors"
procedure = "entrer"
note = "Vous êtes dehors."
timing = "Rien ne presse."
sources = ["PLAN"]
[[situations]]
id = "seul"
procedure = "sonner"
note = "Vous êtes sans personne."
timing = "Sonnez le soir."
sources = ["PLAN"]
"""
FILES = {
    **forked_pack.FILES,
    "fr/situations.toml": TRIAGE,
    "fr/reperes.toml": READING,
}


def write_pack(folder: Path, changed: Mapping[str, str] = {}) -> Path:
    """Write the pack into a folder, with some files in place of its own; return the folder."""
    for name, text in {**FILES, **changed}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def replace_once(name: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the pack in which a text stands in place of another, that stood there once."""
    text = FILES[name]
    assert text.count(old) == 1, (name, old, text.count(old))
    return {name: text.replace(old, new)}
