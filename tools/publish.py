"""Writes anew what is read without installing anything: pages to print, and the guide as one page.

`python tools/publish.py` writes what is committed: docs/papier, the guide in each language, and
docs/index.html, from which any static host leads to it. A release also has the papers as PDF
(`pack_papers`). The same steps give the same bytes: a paper says no day, and the guide keeps that
of its making until another one is named (`python tools/publish.py 2027-05-27`).
"""

import re
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyz

# What is published is that of this folder, whatever is installed.
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from mes_optout import i18n
from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import Known, load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_html import read_style, render_head
from mes_optout.documents.as_page import as_page
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import HTML, PDF, PROBLEMS, Format
from mes_optout.documents.letter import lay_out_guidance, lay_out_sheet
from mes_optout.documents.page.first_parts import say_age
from mes_optout.documents.page.whole import lay_out_page
from mes_optout.journey import make_journeys
from mes_optout.languages import LANGUAGES, ORIGINAL
from mes_optout.wording.blocks import Document
from mes_optout.wording.whom_to_ask import DEAF_PAGE, deaf_label, help_line

DOCS = Path(__file__).parents[1] / "docs"
FOLDER = DOCS / "papier"
INDEX = "README.md"
FIRST = "index.html"

_ANY_DAY = date(2000, 1, 1)  # a blank list says no day
_ENDINGS = {Whom.ME: "-1", Whom.OTHER: "-2", Whom.BOTH: ""}

_HEAD = """\
# Listes et lettres à imprimer

{phone}

**Quelle liste ?** Moins de 18 ans : « Adolescente ou adolescent seul ». Pour un enfant, ou pour une
personne protégée par une mesure : leur liste. Sinon, lettre ou e-mail envoyé il y a moins de six
semaines : « S'opposer à l'ouverture ». Envoi plus ancien : « Clôturer mon espace ». Vous ne savez
pas ? « S'opposer » : la page du site est la même, et la liste dit où continuer.

Choisissez un fichier, téléchargez-le, ouvrez-le dans un navigateur. Si du code s'affiche, cherchez
le bouton qui télécharge. Imprimez-le, ou lisez-le à l'écran : les cases se cochent, rien n'est
gardé. Une liste tient sur une feuille : imprimez sur les deux faces, en retournant sur le
bord long. Rien n'y est écrit sur vous.

Ces feuilles disent de quoi il s'agit : gardez-les où personne d'autre ne lit. Les noms des fichiers
ne le disent pas. Un fichier téléchargé reste dans le dossier des téléchargements, et dans
l'historique du navigateur.

En PDF : le fichier `demarche-papier.zip`, publié avec chaque version du programme.

Lists and letters to print, with nothing to install: [in English](#in-english).
"""
_ENGLISH = """
## In English

{phone}

**Which list?** Under 18: “A teenager alone”. For a child, or for a person under a protective
measure: their list. Otherwise, a letter or an e-mail that was sent less than six weeks ago: “Object
to the opening”. Sent longer ago: “Close my space”. You do not know? “Object”: the page of the site
is the same, and the list says where to go on.

Choose a file, download it, open it in a browser. If you see code, look for the button that
downloads. Print it, or read it on the screen: boxes can be ticked, and nothing is kept. A list
takes one sheet: print on both sides, flipped on the long edge. Letters are in French, for they go
to French offices; their advice is in English.

These sheets say what they are about: keep them where nobody else reads. The names of the files do
not. A file that you download stays in the folder of downloads, and in the browser's history. As
PDF: `demarche-papier.zip`, published with each version of the program.
"""


class Paper(NamedTuple):
    """Something to print.

    Its path without an ending, the heading and the title that it stands below in the index, with a
    label, and what makes it.
    """

    name: str
    heading: str
    title: str
    label: str
    document: Document


def list_papers(language: str) -> Iterator[Paper]:
    """Yield what there is in a language, of one title after the other. It becomes the current one.

    No name says what a file is about: it stays in the folder of downloads, and in histories.
    """
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    heading = _say("Les listes", "Lists")
    for number, name in enumerate(pack.names, start=1):
        title, stem = pack.title(name), f"{language}/{_say('liste', 'list')}-{number}"
        journeys = make_journeys([pack.procedure(name)], None, _ANY_DAY)
        yield Paper(stem, heading, title, _say("liste", "list"), lay_out_list(journeys, pack))
        whole = lay_out_list(journeys, pack, (PROBLEMS,))
        longer = _say("avec quoi faire si ça bloque", "with what to do if you get stuck")
        yield Paper(f"{stem}-{_say('longue', 'long')}", heading, title, longer, whole)
    for number, known in enumerate(load_letters(pack), start=1):
        for whom in _list_whom(known):
            yield from _list_letter(known, whom, f"{number:02}", language)


def _list_letter(known: Known, whom: Whom, number: str, language: str) -> Iterator[Paper]:
    """Yield the sheet of a letter, which is French, and beside it its advice in a language."""
    ending = f"{number}{_ENDINGS[whom]}"
    heading, title = _say("Les lettres", "Letters"), f"{known.guide.title}{_say_whom(whom)}"
    if language == ORIGINAL:
        sheet = lay_out_sheet(known.letter, whom)
        yield Paper(f"{language}/lettre-{ending}", heading, title, "lettre", sheet)
    guidance = lay_out_guidance(known, whom)
    (part,) = guidance.parts
    advice = guidance._replace(parts=(part._replace(title=title),))
    named = f"{language}/{_say('conseils', 'advice')}-{ending}"
    label = _say("conseils à lire d'abord", "advice to read first")
    yield Paper(named, heading, title, label, advice)


def make_pages(form: Format) -> Iterator[tuple[str, bytes]]:
    """Yield each page in a format, by its path below the folder."""
    for language in i18n.LANGUAGES:
        for paper in list_papers(language):
            yield f"{paper.name}{form.endings[0]}", form.render(paper.document)


def compose_index(form: Format) -> str:
    """Return the index: every list and letter by its title, in both languages."""
    written = "".join(map("".join, (_list_entries(each, form) for each in i18n.LANGUAGES)))
    i18n.set_language(ORIGINAL)
    return written


def _list_entries(language: str, form: Format) -> Iterator[str]:
    """Yield what stands above, the headings, and for each title its links."""
    i18n.set_language(language)
    label, ending = i18n._("{label}: {text}"), form.endings[0]
    deaf = label.format(label=deaf_label(), text=f"<{DEAF_PAGE}>")
    phone = label.format(label=i18n._("Telephone"), text=f"{help_line()}\\\n{deaf}")
    yield (_HEAD if language == ORIGINAL else _ENGLISH).format(phone=phone)
    level = "##" if language == ORIGINAL else "###"
    for heading, of_heading in groupby(list_papers(language), key=lambda paper: paper.heading):
        yield f"\n{level} {heading}\n\n"
        for title, of_title in groupby(of_heading, key=lambda paper: paper.title):
            links = ", ".join(f"[{e.label}]({e.name}{ending})" for e in _with_sheet(*of_title))
            yield label.format(label=f"- {title}", text=links) + "\n"


def _with_sheet(*papers: Paper) -> Iterator[Paper]:
    """Yield papers of one title, before advice in another language the French sheet it is of."""
    _language, _advice, number = papers[0].name.partition("/advice-")
    if number:
        yield papers[0]._replace(name=f"{ORIGINAL}/lettre-{number}", label="letter")
    yield from papers


def _list_whom(known: Known) -> tuple[Whom, ...]:
    """Return whom there are sheets for: one for either where it is the same."""
    return (Whom.ME, Whom.OTHER) if known.depends else (Whom.BOTH,)


def _say_whom(whom: Whom) -> str:
    match whom:
        case Whom.ME:
            return _say(", pour vous", ", for yourself")
        case Whom.OTHER:
            return _say(", pour une autre personne", ", for another person")
        case Whom.BOTH:
            return ""


def _say(french: str, english: str) -> str:
    return french if i18n.language() == ORIGINAL else english


def pack_papers(when: int) -> bytes:
    """Return a zip of all as PDF, with their index; `when` is in seconds since 1970."""
    packed = BytesIO()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, content in (*make_pages(PDF), (INDEX, compose_index(PDF).encode())):
            each = folder / name
            each.parent.mkdir(exist_ok=True)
            each.write_bytes(content)
        pyz.write_zip(folder, packed, when)
    return packed.getvalue()


def find_day(docs: Path = DOCS) -> date:
    """Return the day on which the guide that is there was made."""
    said = re.search(r'<time datetime="([0-9-]{10})">', (docs / FIRST).read_text(encoding="utf-8"))
    if said is None:
        raise LookupError(docs / FIRST)
    return date.fromisoformat(said[1])


def make_guides(day: date) -> Iterator[tuple[str, bytes]]:
    """Yield the guide in each language, and what leads to them, by their paths below docs."""
    links = []
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        path = f"{language}/guide{HTML.endings[0]}"
        yield path, as_page(lay_out_page(Pack(shipped(), language), day)).encode()
        name = LANGUAGES[language].name
        links.append(f'<p><a lang="{language}" href="{path}">{name}</a></p>')
    i18n.set_language(ORIGINAL)
    made = f'<p><time datetime="{day}">{say_age(day)}</time></p>'
    title = i18n._("Guide")
    head = render_head(title, ORIGINAL, "list", read_style("paper.css"))
    body = (f"<main><h1>{title}</h1>", *links, f"{made}</main>", "</body>", "</html>")
    yield FIRST, "\n".join((*head, *body, "")).encode()


def main() -> None:
    """Write all anew, and remove what is no longer made."""
    day = date.fromisoformat(sys.argv[1]) if sys.argv[1:] else find_day()
    made = {FOLDER / name: content for name, content in make_pages(HTML)}
    made[FOLDER / INDEX] = compose_index(HTML).encode()
    made |= {DOCS / name: content for name, content in make_guides(day)}
    for path in FOLDER.rglob("*"):
        if path.is_file() and path not in made:
            path.unlink()
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sys.stdout.write(f"{len(made)} files, {sum(map(len, made.values()))} bytes\n")


if __name__ == "__main__":
    main()
