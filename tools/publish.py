"""Writes docs/papier anew: blank lists and letters as pages that a browser prints, and their index.

`python tools/publish.py` writes what is committed. A release also has them as PDF (`pack_papers`).
Nothing in them depends on the day or the machine: the same steps give the same bytes.
"""

import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# What is published is that of this folder, whatever is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from mes_optout import i18n
from mes_optout.content.letters import Known, load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.whom import NAMED
from mes_optout.documents.checklist import PROBLEMS, lay_out_list
from mes_optout.documents.formats import HTML, PDF, Format
from mes_optout.documents.letter import lay_out_guidance, lay_out_sheet
from mes_optout.journey import make_journeys
from mes_optout.languages import ORIGINAL
from mes_optout.wording.blocks import Document

FOLDER = Path(__file__).parents[1] / "docs/papier"
INDEX = "README.md"

_ANY_DAY = date(2000, 1, 1)  # a blank list says no day
_WHOM = {"": "", "me": "moi", "someone": "autre"}  # as files are named

_HEAD = """\
# Listes et lettres à imprimer

Par téléphone : 3422, du lundi au vendredi, de 8 h 30 à 17 h. Au prix d'un appel. Personnes sourdes
ou malentendantes : <https://monespacesante.elioz.fr/>

**Quelle liste ?** Une lettre ou un e-mail envoyé il y a moins de six semaines : « S'opposer à
l'ouverture ». Sinon, ou si vous ne savez pas : « Clôturer mon espace ». La page du site est la
même.

Choisissez un fichier, téléchargez-le, ouvrez-le dans un navigateur. Si du code s'affiche, cherchez
le bouton qui télécharge. Imprimez-le, ou lisez-le à l'écran : les cases se cochent, rien n'est
gardé. Une liste tient sur une feuille, des deux côtés. Rien n'y est écrit sur vous.

Ces feuilles disent de quoi il s'agit : gardez-les où personne d'autre ne lit. Un fichier téléchargé
reste dans le dossier des téléchargements, et dans l'historique du navigateur.

En PDF : le fichier `demarche-papier.zip`, publié avec chaque version du programme.

Lists and letters to print, with nothing to install: [in English](#in-english).
"""
_ENGLISH = """
## In English

By phone: 3422, Monday to Friday, 8:30 to 17:00. It costs the price of a call. Deaf or
hard-of-hearing people: <https://monespacesante.elioz.fr/>

**Which list?** A letter or an e-mail that was sent less than six weeks ago: “Object to the
opening”. Otherwise, or if you do not know: “Close my space”. The page of the site is the same.

Choose a file, download it, open it in a browser. If you see code, look for the button that
downloads. Print it, or read it on the screen: boxes can be ticked, and nothing is kept. A list
takes both sides of one sheet. Letters are in French, for they go to French offices; their advice is
in English.

These sheets say what they are about: keep them where nobody else reads. A file that you download
stays in the folder of downloads, and in the browser's history. As PDF: `demarche-papier.zip`,
published with each version of the program.
"""


class Paper(NamedTuple):
    """Something to print: its path without an ending, and what makes it."""

    name: str
    document: Document


def list_papers(language: str) -> Iterator[Paper]:
    """Yield what there is in a language. It becomes the current one."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    for name in pack.names:
        journeys = make_journeys([pack.procedure(name)], None, _ANY_DAY)
        yield Paper(f"{language}/{name}", lay_out_list(journeys, pack))
        whole = lay_out_list(journeys, pack, (PROBLEMS,))
        yield Paper(f"{language}/{name}-{_say('problemes', 'problems')}", whole)
    for known in load_letters(pack):
        for whom in _list_whom(known):
            ending = f"{known.letter.id}{whom and f'-{_WHOM[whom]}'}"
            guidance = lay_out_guidance(known, NAMED[whom]) if whom else lay_out_guidance(known)
            (part,) = guidance.parts
            titled = part._replace(title=f"{part.title}{_say_whom(whom)}")
            advice = guidance._replace(headed=True, parts=(titled,))
            yield Paper(f"{language}/{_say('conseils', 'advice')}-{ending}", advice)
            if language == ORIGINAL:
                sheet = (known.letter, NAMED[whom]) if whom else (known.letter,)
                yield Paper(f"{language}/lettre-{ending}", lay_out_sheet(*sheet))


def make_pages(form: Format) -> Iterator[tuple[str, bytes]]:
    """Yield each page in a format, by its path below the folder."""
    for language in i18n.LANGUAGES:
        for paper in list_papers(language):
            yield f"{paper.name}{form.endings[0]}", form.render(paper.document)


def compose_index() -> str:
    """Return the index: every list and letter by its title, in both languages."""
    heads = dict.fromkeys(i18n.LANGUAGES, _ENGLISH) | {ORIGINAL: _HEAD}
    written = "".join(
        heads[language] + "".join(map(_render, _list_entries(language)))
        for language in i18n.LANGUAGES
    )
    i18n.set_language(ORIGINAL)
    return written


def _list_entries(language: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield the headings, and each title with its links by their labels."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    level = "##" if language == ORIGINAL else "###"
    yield level, _say("Les listes", "Lists"), {}
    for name in pack.names:
        problems = f"{language}/{name}-{_say('problemes', 'problems')}.html"
        links = {
            _say("liste", "list"): f"{language}/{name}.html",
            _say("avec quoi faire si ça bloque", "with what to do if you get stuck"): problems,
        }
        yield "", pack.title(name), links
    yield level, _say("Les lettres", "Letters"), {}
    for known in load_letters(pack):
        for whom in _list_whom(known):
            ending = f"{known.letter.id}{whom and f'-{_WHOM[whom]}'}.html"
            links = {
                _say("lettre", "letter"): f"{ORIGINAL}/lettre-{ending}",
                _say("conseils à lire d'abord", "advice to read first"): (
                    f"{language}/{_say('conseils', 'advice')}-{ending}"
                ),
            }
            yield "", f"{known.guide.title}{_say_whom(whom)}", links


def _render(entry: tuple[str, str, dict[str, str]]) -> str:
    level, title, links = entry
    if level:
        return f"\n{level} {title}\n\n"
    named = ", ".join(f"[{label}]({path})" for label, path in links.items())
    return f"- {title} : {named}\n" if i18n.language() == ORIGINAL else f"- {title}: {named}\n"


def _list_whom(known: Known) -> tuple[str, ...]:
    """Return whom there are sheets for: one for either where it is the same."""
    return tuple(NAMED) if known.depends else ("",)


def _say_whom(whom: str) -> str:
    if not whom:
        return ""
    for_oneself = _say(", pour vous", ", for yourself")
    return (
        for_oneself if whom == "me" else _say(", pour une autre personne", ", for another person")
    )


def _say(french: str, english: str) -> str:
    return french if i18n.language() == ORIGINAL else english


def pack_papers(when: int) -> bytes:
    """Return a zip of all as PDF, whose files bear the moment `when`, in seconds since 1970."""
    moment = date.fromtimestamp(when)  # noqa: DTZ012  (its day alone)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in make_pages(PDF):
            entry = ZipInfo(
                f"demarche-papier/{name}", (moment.year, moment.month, moment.day, 0, 0, 0)
            )
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def main() -> None:
    """Write all anew, and remove what is no longer made."""
    made = {FOLDER / name: content for name, content in make_pages(HTML)}
    made[FOLDER / INDEX] = compose_index().encode()
    for path in FOLDER.rglob("*"):
        if path.is_file() and path not in made:
            path.unlink()
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sys.stdout.write(f"{len(made)} files, {sum(map(len, made.values()))} bytes\n")


if __name__ == "__main__":
    main()
