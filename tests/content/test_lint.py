"""`steps check` finds every mistake that is planted, says where it is, and finds no other."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from mes_optout.content.lint import Finding, Severity, find_mistakes, load_languages, readability
from mes_optout.content.lint.loading import load_language
from mes_optout.content.lint.word_lists import Readability, find_words
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Confidence, Problem, Step
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import ProcedureWords, ReadingWords, TriageWords
from support.small_pack import disguise, reader, words_of

Part = TypeVar("Part", Step, Problem)

TODAY = date(2026, 11, 28)
FORMULA = cast("Readability", find_words("fr").readability)
ENGLISH = cast("Readability", find_words("en").readability)
FR, FR2, EN = "fr/opposition.toml", "fr/cloture.toml", "en/opposition.toml"
WAYS, WAYS_EN = "fr/situations.toml", "en/situations.toml"
READ, READ_EN = "fr/reperes.toml", "en/reperes.toml"
SOURCES = "sources.toml"
# As many steps as the mistakes need, all in one file: what is shipped would be slow.
TO_BREAK = Path(__file__).parent / "pack_to_break/opposition.toml"
FREE = 7  # the first number that no box has in these

# A triage, a page to read and a closure of our own: the shipped ones have other things to be tested
# for.
SITUATIONS = """
note = "Une erreur ne change rien."
procedures = ["opposition", "cloture"]

[[questions]]
id = "debut"
text = "Où en êtes-vous ?"
answers = [
    { id = "lettre", label = "J'ai une lettre", situation = "lettre" },
    { id = "plus", label = "Je voudrais préciser", question = "precision" },
    { id = "inconnu", label = "Je ne sais pas", situation = "lettre" },
]

[[questions]]
id = "precision"
text = "Votre compte est-il actif ?"
answers = [
    { id = "actif", label = "Oui, je l'ai activé", situation = "actif" },
    { id = "sais-pas", label = "Je ne sais pas, ou pas encore", situation = "actif" },
]

[[situations]]
id = "lettre"
procedure = "opposition"
note = "Vous pouvez vous opposer."
timing = "Faites-le dès que vous le pouvez."
sources = ["R28"]

[[situations]]
id = "actif"
procedure = "cloture"
note = "La clôture se fait sur le site."
timing = "Faites-le dès que vous le pouvez."
sources = ["R36"]
"""
REPERES = """
title = "Avant de choisir"
reviewed = 2026-11-24

[[sections]]
id = "lire"
title = "Qui peut lire ?"
text = ["Les personnes qui vous soignent, en principe."]
sources = ["R28"]

[[resources]]
id = "aide"
name = "Ligne d'aide"
purpose = "Répondre aux questions."
contact = "3422"
sources = ["R36"]
confidence = "sure"
url = "https://www.cnil.fr/"
"""
CLOSURE = """
id = "cloture"
title = "Clôturer mon espace"
summary = "Fermer l'espace."
finished = "La clôture est demandée."

[[steps]]
id = "confirmer"
title = "Confirmer"
why = "La clôture se demande sur le site."
before = "Rien ne part avant la fin."
body = ["Lisez la page.", "Cochez la case."]
keep = "La capture de fin."
sources = ["R36"]
confidence = "sure"
reviewed = 2026-11-24
checks = [{ id = "validee", number = 1, text = "La clôture est validée" }]

[[steps.problems]]
id = "ecran-different"
symptom = "Mon écran est différent"
remedy = "Cherchez les mêmes mots."
otherwise = "Appelez le 3422."
"""


@cache
def sound() -> Mapping[str, str]:
    """Return steps without a mistake, and a translation that has none."""
    files = {FR: TO_BREAK.read_text(encoding="utf-8")}
    files[SOURCES] = (shipped()(SOURCES) or b"").decode()
    files |= {FR2: CLOSURE, WAYS: SITUATIONS, READ: REPERES}
    cited = set(re.findall(r'"([A-Z][A-Z0-9]+)"', "".join(files.values())))
    known = tomllib.loads(files[SOURCES])["sources"]
    files[SOURCES] = "\n".join(
        f'[sources.{key}]\ntitle = "{key.lower()}"\nurl = "{known[key]["url"]}"\ndate = "2022"\n'
        for key in known
        if key in cited
    )
    return files | translated(files)


def translated(files: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a translation to break, in no language, with fingerprints."""
    pack = Pack(reader(files))
    changed = {
        WAYS_EN: words_of(
            SITUATIONS.replace("Je ne sais pas, ou pas", "I do not know, or not").replace(
                "Je ne sais pas", "I do not know"
            ),
            TriageWords,
            say=disguise,
        ),
        READ_EN: words_of(REPERES, ReadingWords, say=disguise),
    }
    for name in ("opposition", "cloture"):
        text = files[f"fr/{name}.toml"].replace("Mon écran est différent", "My screen is different")
        prints = {step.id: fingerprint(step) for step in pack.procedure(name).steps}
        changed[f"en/{name}.toml"] = words_of(text, ProcedureWords, prints, disguise)
    return changed


def found(files: Mapping[str, str], today: date = TODAY) -> list[Finding]:
    return find_mistakes(load_languages(reader(files)), today)


def said(findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
    """Return (file, place, reason in English) of findings."""
    return {(f.file, f.fault.place, f.fault.reason.format(**f.fault.facts)) for f in findings}


@dataclass(frozen=True)
class Mistake:
    """A change of a text in `file`, and what must be said; of `where` when that is elsewhere."""

    file: str
    old: str
    new: str
    place: str
    reason: str
    where: str = ""
    severity: Severity = Severity.ERROR

    def planted(self) -> dict[str, str]:
        """Return the files with this mistake."""
        files = dict(sound())
        assert self.old in files[self.file], self.old
        files[self.file] = files[self.file].replace(self.old, self.new, 1)
        return files


def warned(mistake: Mistake) -> Mistake:
    return replace(mistake, severity=Severity.WARNING)


# In the step « page » of the opposition.
WHY = 'why = "Une seule page sert à s\'opposer et à clôturer."'
TITLE = 'title = "Ouvrir la bonne page"'
BOX = 'text = "La page est ouverte sur monespacesante.fr"'
LINK = 'link = "https://www.monespacesante.fr/enrolement/cloture/accueil"\n'
STEP = 'id = "page"\n'
CHECK = 'id = "page-ouverte"\n'
DIFFERENT = 'symptom = "Mon écran est différent"'
PAGE = "steps › page"
PAGE_BOX = f"{PAGE} › checks › page-ouverte"
TOP = 'if_late = "cloture"\n'


def why(text: str, reason: str, file: str = FR) -> Mistake:
    """Plant a sentence where the step says why."""
    old = disguise(WHY) if file == EN else WHY
    return Mistake(file, old, f'why = "{text}"', f"{PAGE} › why", reason)


STRUCTURE = [
    Mistake(FR, WHY, f"{WHY}\nwhy = 1", ".", "is not valid TOML at line"),
    Mistake(FR, WHY, "", f"{PAGE} › why", "is missing"),
    Mistake(FR, WHY, "why = 1", f"{PAGE} › why", "must be a text, not a whole number"),
    Mistake(FR, WHY, f"{WHY}\nwhi = 1", f"{PAGE} › whi", "this key is not known"),
    why("", "is empty; fill it in, or remove it"),
    Mistake(FR, STEP, 'id = "Page"\n', "steps › Page › id", "must be 1 to 40"),
    Mistake(
        FR,
        STEP,
        'id = "delai"\n',
        "steps › delai › id",
        "is used twice; change one of them, or remove it",
    ),
    Mistake(FR, CHECK, 'id = "Ouverte"\n', f"{PAGE} › checks › Ouverte › id", "must be 1 to 40"),
    Mistake(FR, f"{CHECK}number = 5", f"{CHECK}number = 1", f"{PAGE_BOX} › number", "used twice"),
    Mistake(FR, f"{CHECK}number = 5", f"{CHECK}number = 0", f"{PAGE_BOX} › number", "1 to 9999"),
    Mistake(FR, TOP, 'if_late = "rien"\n', "if_late", "is not in “procedures”"),
    Mistake(FR, 'id = "opposition"', 'id = "autre"', "id", "must be the name of the file"),
    Mistake(FR, LINK, 'link = "http://www.cnil.fr/"\n', f"{PAGE} › link", "must begin with https"),
    Mistake(FR, LINK, 'link = "https://example.org/"\n', f"{PAGE} › link", "a site not allowed"),
    Mistake(FR, LINK, 'link = "https://www.cnil.fr/é"\n', f"{PAGE} › link", "ASCII"),
    Mistake(FR, LINK, 'link = "https://a@www.cnil.fr/"\n', f"{PAGE} › link", "user or a port"),
    Mistake(
        FR,
        'confidence = "probable"',
        'confidence = "certain"',
        "steps › delai › confidence",
        "“certain” is not one of",
    ),
    why("Un \\u001b[2J saut.", "square bracket"),
    why("Un \\u202e saut.", "forbidden character U+202E"),
    Mistake(SOURCES, 'url = "https://', 'url = "http://', "sources › R28 › url", "https://"),
]
CITING = [
    Mistake(FR, '"DADM"', '"RIEN"', f"{PAGE} › sources › 2", "“RIEN” is not in sources.toml"),
    Mistake(FR, '"DADM"', '"APP"', f"{PAGE} › sources › 2", "“APP” is cited twice"),
    Mistake(
        SOURCES,
        "[sources.R28]",
        '[sources.X]\ntitle = "x"\nurl = "https://x.fr/"\ndate = "2022"\n[sources.R28]',
        "sources › X",
        "nothing cites it",
    ),
    Mistake(WAYS, '["R36"]', '["R99"]', "situations › actif › sources › 1", "“R99” is not in"),
    Mistake(READ, '["R28"]', '["R99"]', "sections › lire › sources › 1", "“R99” is not in"),
    Mistake(READ, '["R36"]', '["R99"]', "resources › aide › sources › 1", "“R99” is not in"),
]
REVIEWED, READ_ON = (
    next(line for line in sound()[name].splitlines() if line.startswith("reviewed = "))
    for name in (FR, READ)
)
FRESHNESS = [
    Mistake(FR, REVIEWED, "reviewed = 2026-11-28", "steps › delai › reviewed", "has not come yet"),
    Mistake(FR, REVIEWED, "reviewed = 2025-05-24", "steps › delai › reviewed", "18 months ago"),
    warned(
        Mistake(FR, REVIEWED, "reviewed = 2026-05-24", "steps › delai › reviewed", "6 months ago")
    ),
    Mistake(READ, READ_ON, "reviewed = 2024-01-01", "reviewed", "18 months ago"),
]
LETTERS = [
    *(
        why(f"C'est fait {letter}.", f"holds “{letter}”")
        for letter in ("·", "•", "✓", "→", "●", "○", "❯", "😀", "☑", "©", "±")
    ),
    why("Deux  espaces.", "holds two spaces in a row"),
    why("Fin avec une espace. ", "holds two spaces in a row, or one at an end"),
    why("Un mot « ouvert.", "opens and closes guillemets"),
    why("Un mot «serré».", "without a space inside"),
    why("Le site: ouvrez-le.", "without a space before"),
    Mistake(SOURCES, 'title = "r28"', 'title = "r · 28"', "sources › R28 › title", "holds “·”"),
    why("Done ✓.", "holds “✓”", EN),
    why("An “open word.", "opens and closes guillemets “ ” unequally", EN),
]
ROWS = [
    Mistake(FR, BOX, f'text = "{"a" * 67}"', f"{PAGE_BOX} › text", "has 67 characters of 66"),
    Mistake(FR, TITLE, f'title = "{"a" * 41}"', f"{PAGE} › title", "has 41 characters of 40"),
    Mistake(
        FR,
        'symptom = "La page ne s\'ouvre pas ou le site est en panne"',
        f'symptom = "{"a" * 67}"',
        f"{PAGE} › problems › page-en-panne › symptom",
        "has 67 characters of 66",
    ),
    Mistake(
        WAYS,
        "J'ai une lettre",
        "a" * 67,
        "questions › debut › answers › lettre › label",
        "has 67 characters of 66",
    ),
    Mistake(
        FR,
        DIFFERENT,
        'symptom = "Autre"',
        f"{PAGE} › problems",
        "add the problem “Mon écran est différent”",
    ),
    Mistake(
        EN,
        'symptom = "My screen is different"',
        DIFFERENT,
        f"{PAGE} › problems",
        "add the problem “My screen is different”",
    ),
    Mistake(
        FR,
        'symptom = "La page ne s\'ouvre pas ou le site est en panne"',
        DIFFERENT,
        f"{PAGE} › problems › page-en-panne › symptom",
        "reads the same as another",
    ),
    Mistake(
        FR,
        'otherwise = "Appelez le 3422. Demandez si la date d\'envoi est connue."',
        "otherwise = \"Faites comme si le délai finissait bientôt : continuez aujourd'hui. "
        'Cherchez aussi dans les courriers indésirables."',
        "steps › delai › problems › date-introuvable › otherwise",
        "says the same as “remedy”",
    ),
    Mistake(
        FR,
        f"[[steps.checks]]\n{CHECK}",
        "".join(
            f'[[steps.checks]]\nid = "c{n}"\nnumber = {n}\ntext = "Case {n}"\n\n'
            for n in range(FREE, FREE + 4)
        )
        + f"[[steps.checks]]\n{CHECK}",
        f"{PAGE} › checks",
        "has 5 boxes of 4",
    ),
    Mistake(
        FR,
        'doubt = "La façon de lire la date est déduite."\n',
        "",
        "steps › delai › doubt",
        "is missing, and the step is not sure",
    ),
]
PERMANENCE = [
    Mistake(
        FR,
        TOP,
        f'{TOP}retired = ["page/ecran-different"]\n',
        f"{PAGE} › problems › ecran-different › id",
        "“page/ecran-different” is in “retired”",
    ),
    Mistake(
        FR,
        'id = "page-en-panne"',
        'id = "ecran-different"',
        f"{PAGE} › problems › ecran-different › id",
        "is used twice; change one of them, or remove it",
    ),
    Mistake(FR, TOP, f'{TOP}retired = ["page"]\n', f"{PAGE} › id", "“page” is in “retired”"),
    Mistake(
        FR,
        TOP,
        f'{TOP}retired = ["page/page-ouverte"]\n',
        f"{PAGE_BOX} › id",
        "“page/page-ouverte” is in “retired”",
    ),
    Mistake(
        FR,
        TOP,
        f"{TOP}retired_numbers = [5]\n",
        f"{PAGE_BOX} › number",
        "5 is in “retired_numbers”",
    ),
    Mistake(
        FR,
        f"{CHECK}number = 5",
        f"{CHECK}number = {FREE}",
        "retired_numbers",
        "no box has these numbers: 5;",
    ),
    Mistake(
        FR,
        TOP,
        f"{TOP}retired_numbers = [{FREE + 1}]\n",
        "retired_numbers",
        f"no box has these numbers: {FREE};",
    ),
    Mistake(
        FR,
        STEP,
        f'{STEP}formerly = ["delai"]\n',
        f"{PAGE} › formerly › 1",
        "“delai” is still in use",
    ),
    Mistake(FR, STEP, f'{STEP}formerly = ["A b"]\n', f"{PAGE} › formerly › 1", "“A b” is no id"),
    Mistake(
        FR,
        STEP,
        f'{STEP}formerly = ["site", "site"]\n',
        f"{PAGE} › formerly › 2",
        "“site” is the former name of another",
    ),
    Mistake(
        FR,
        CHECK,
        f'{CHECK}formerly = ["page-ouverte"]\n',
        f"{PAGE_BOX} › formerly › 1",
        "“page/page-ouverte” is still in use",
    ),
    Mistake(
        FR,
        CHECK,
        f'{CHECK}formerly = ["delai/date-envoi"]\n',
        f"{PAGE_BOX} › formerly › 1",
        "“delai/date-envoi” is still in use",
    ),
    Mistake(
        FR,
        CHECK,
        f'{CHECK}formerly = ["vieux", "page/vieux"]\n',
        f"{PAGE_BOX} › formerly › 2",
        "“page/vieux” is the former name of another",
    ),
    Mistake(FR, WHY, f"{WHY}\nrevision = 2", f"{PAGE} › change", "“revision” is above 1"),
    warned(
        Mistake(FR, WHY, f'{WHY}\nchange = "Autre."', f"{PAGE} › change", "is never shown while")
    ),
]
PROMISES = [
    why("La clôture efface tout.", "everything is deleted"),
    why("Toutes vos données seront supprimées.", "everything is deleted"),
    why("Ne rien faire vous protège.", "doing nothing protects"),
    why("Ne rien faire suffit.", "doing nothing protects"),
    why("C'est invisible pour le médecin traitant.", "“médecin traitant” sees nothing"),
    why("C'est invisible pour votre médecin traitant.", "“médecin traitant” sees nothing"),
    why("Votre médecin traitant ne le verra pas.", "“médecin traitant” sees nothing"),
    why("La suppression est définitive.", "a deletion for ever"),
    why("Les données sont irrécupérables.", "a deletion for ever"),
    why("C'est une suppression sécurisée.", "safety that nobody can vouch for"),
    why("Le résultat est garanti.", "safety that nobody can vouch for"),
    why("Le délai court après réception du code.", "counts the six weeks from a receipt"),
    why("Vous avez six semaines dès la réception.", "counts the six weeks from a receipt"),
    why("Closing deletes everything.", "everything is deleted", EN),
    why("Doing nothing protects you.", "doing nothing protects", EN),
    why("It is invisible to your doctor.", "“médecin traitant” sees nothing", EN),
    why("It is permanently deleted.", "a deletion for ever", EN),
    why("The file is securely deleted.", "safety that nobody can vouch for", EN),
    why("Six weeks after receiving the code.", "counts the six weeks from a receipt", EN),
    why("Écrivez ici votre numéro.", "seems to ask for personal data"),
    why("Tapez sur le site, jamais ici. Notez le code ici.", "seems to ask for personal data"),
    why("Type your number here.", "seems to ask for personal data", EN),
    why("Exemple : 2 55 08 14 168 025 38.", "looks like a social security number"),
]
WORDS = [
    why("Un " + "mot " * 25 + "ici-même.", "has a sentence of 27 words of 25"),
    why("L'attestation CPAM suffit.", "“CPAM” is used here first"),
]
TRIAGE = [
    Mistake(
        WAYS,
        'question = "precision"',
        'situation = "lettre"',
        "questions › precision",
        "no answer leads to this question",
    ),
    Mistake(
        WAYS,
        'question = "precision"',
        'situation = "lettre"',
        "situations › actif",
        "no answer leads to this situation",
    ),
    Mistake(
        WAYS,
        'question = "precision"',
        'situation = "lettre"',
        "procedures › 2",
        "no answer leads to “cloture”",
    ),
    Mistake(
        WAYS,
        'activé", situation = "actif"',
        'activé", question = "debut"',
        "questions › debut › answers › plus › question",
        "leads to question number 4",
    ),
    Mistake(
        WAYS,
        'situation = "lettre" },',
        'situation = "nulle" },',
        "questions › debut › answers › lettre › situation",
        "“nulle” is not in this file; mend the name, or write it here",
    ),
    Mistake(
        WAYS,
        'situation = "lettre" },',
        'situation = "lettre", question = "precision" },',
        "questions › debut › answers › lettre",
        "must have either",
    ),
    Mistake(
        WAYS,
        'procedure = "cloture"',
        'procedure = "rien"',
        "situations › actif › procedure",
        "is not in “procedures”",
    ),
    warned(
        Mistake(
            WAYS,
            '"Je ne sais pas"',
            '"Autre chose"',
            "questions › debut › answers",
            "no answer says “Je ne sais pas”",
        )
    ),
    Mistake(WAYS, '"cloture"]', '"cloture", "suites"]', ".", "is missing", where="fr/suites.toml"),
]
EN_PAGE = re.compile(r'\[\[steps\]\]\nid = "page"\noriginal = "(\w+)"\n')
EN_FINGERPRINT = f'original = "{(EN_PAGE.search(sound()[EN]) or [0, ""])[1]}"\n'
ONLY_FRENCH = "this key is not known; remove it"


def repeated(file: str, old: str, key: str, place: str) -> Mistake:
    """Plant something that stands in the French alone."""
    name = key.partition(" ")[0]
    return Mistake(file, old, f"{old}{key}\n", f"{place}{name}", ONLY_FRENCH)


EN_STEP = f"{STEP}{EN_FINGERPRINT}"
EN_CHECK, EN_PROBLEM = CHECK, 'id = "ecran-different"\n'
PARITY = [
    warned(Mistake(EN, EN_FINGERPRINT, "", f"{PAGE} › original", "no fingerprint")),
    warned(Mistake(EN, EN_FINGERPRINT, 'original = "00"\n', f"{PAGE} › original", "stale")),
    warned(Mistake(FR, TITLE, 'title = "La page"', f"{PAGE} › original", "stale", where=EN)),
    Mistake(FR, STEP, f'{STEP}original = "00"\n', f"{PAGE} › original", ONLY_FRENCH),
    Mistake(EN, STEP, 'id = "pages"\n', f"{PAGE}", "is missing, and the French has it"),
    Mistake(EN, STEP, 'id = "pages"\n', "steps › pages", "is not in the French"),
    Mistake(EN, CHECK, 'id = "opened"\n', PAGE_BOX, "is missing, and the French has it"),
    Mistake(EN, CHECK, 'id = "opened"\n', f"{PAGE} › checks › opened", "is not in the French"),
    Mistake(
        EN,
        f"[[steps.problems]]\n{EN_PROBLEM}",
        '[[steps.problems]]\nid = "x"\nsymptom = "x"\nremedy = "y"\notherwise = "z"\n'
        f"[[steps.problems]]\n{EN_PROBLEM}",
        f"{PAGE} › problems › x",
        "is not in the French",
    ),
    Mistake(
        EN,
        EN_PROBLEM,
        'id = "autre"\n',
        f"{PAGE} › problems › ecran-different",
        "is missing, and the French has it",
    ),
    Mistake(
        WAYS_EN,
        'id = "lettre", label',
        'id = "letter", label',
        "questions › debut › answers › lettre",
        "is missing, and the French has it",
    ),
    Mistake(WAYS_EN, 'id = "actif"\nnote', 'id = "on"\nnote', "situations › actif", "is missing"),
    Mistake(READ_EN, 'id = "lire"', 'id = "read"', "sections › lire", "is missing"),
    Mistake(READ_EN, 'id = "aide"', 'id = "help"', "resources › aide", "is missing"),
    # What stands in the French alone, wherever a translation might repeat it.
    *(
        repeated(EN, 'id = "opposition"\n', key, "")
        for key in ('if_late = "cloture"', "repeats = true", "hotline = false")
    ),
    *(
        repeated(EN, 'id = "opposition"\n', key, "")
        for key in ('retired = ["x"]', "retired_numbers = [9]")
    ),
    *(
        repeated(EN, EN_STEP, key, f"{PAGE} › ")
        for key in (LINK.strip(), 'sources = ["R28"]', 'confidence = "sure"', "revision = 2")
    ),
    *(
        repeated(EN, EN_STEP, key, f"{PAGE} › ")
        for key in ('formerly = ["site"]', "reviewed = 2026-11-24")
    ),
    *(
        repeated(EN, EN_CHECK, key, f"{PAGE_BOX} › ")
        for key in ("number = 5", 'formerly = ["vieux"]', "closes = true")
    ),
    repeated(EN, EN_PROBLEM, "hotline = false", f"{PAGE} › problems › ecran-different › "),
    repeated(WAYS_EN, "", 'procedures = ["opposition", "cloture"]', ""),
    *(
        repeated(WAYS_EN, '[[situations]]\nid = "lettre"\n', key, "situations › lettre › ")
        for key in ('procedure = "opposition"', 'sources = ["R28"]')
    ),
    Mistake(
        WAYS_EN,
        'id = "lettre", label',
        'id = "lettre", situation = "lettre", label',
        "questions › debut › answers › lettre › situation",
        ONLY_FRENCH,
    ),
    repeated(READ_EN, 'id = "lire"\n', 'sources = ["R28"]', "sections › lire › "),
    *(
        repeated(READ_EN, 'id = "aide"\n', key, "resources › aide › ")
        for key in ('url = "https://www.cnil.fr/"', 'sources = ["R36"]', 'confidence = "sure"')
    ),
    repeated(READ_EN, "", "reviewed = 2026-11-24", ""),
]
_ALL = (STRUCTURE, CITING, FRESHNESS, LETTERS, ROWS, PERMANENCE, PROMISES, WORDS, TRIAGE, PARITY)
MISTAKES = [mistake for group in _ALL for mistake in group]


def test_there_are_many() -> None:
    assert len(set(MISTAKES)) == len(MISTAKES) >= 60


def test_the_sound_pack_has_no_mistake() -> None:
    assert said(found(sound())) == set()


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.place}: {m.reason[:30]}")
def test_every_planted_mistake_is_found(mistake: Mistake) -> None:
    matching = [
        finding
        for finding in found(mistake.planted())
        if finding.file == (mistake.where or mistake.file)
        and finding.fault.place == mistake.place
        and mistake.reason in finding.fault.reason.format(**finding.fault.facts)
    ]
    assert [finding.severity for finding in matching] == [mistake.severity]


class TestWholeFiles:
    """Files that are not there, or not readable, are findings too."""

    def test_a_missing_translation_is_a_warning(self) -> None:
        files = {name: text for name, text in sound().items() if not name.startswith("en/")}
        findings = found(files)
        assert {f.file for f in findings} == {EN, "en/cloture.toml", WAYS_EN, READ_EN}
        assert {f.severity for f in findings} == {Severity.WARNING}

    def test_a_pack_need_not_have_a_page_to_read(self) -> None:
        files = {name: text for name, text in sound().items() if name not in {READ, READ_EN}}
        assert found(files) == []

    @pytest.mark.parametrize("name", [WAYS, SOURCES, FR])
    def test_any_other_missing_file_is_an_error(self, name: str) -> None:
        files = {each: text for each, text in sound().items() if each != name}
        assert (name, Severity.ERROR) in {(f.file, f.severity) for f in found(files)}

    def test_an_empty_folder(self) -> None:
        assert {f.file for f in found({}) if f.severity is Severity.ERROR} == {WAYS, SOURCES}

    @pytest.mark.parametrize("name", sorted(sound()))
    def test_rubbish_is_said_once(self, name: str) -> None:
        findings = found({**sound(), name: "???"})
        assert [f.fault.place for f in findings if f.file == name] == ["."]

    def test_no_proof_anywhere_is_a_warning(self) -> None:
        text = re.sub(r'(?m)^keep = ".*"\n', "", sound()[FR])
        findings = [f for f in found({**sound(), FR: text}) if f.file == FR]
        assert [(f.fault.place, f.severity) for f in findings] == [("steps", Severity.WARNING)]


class TestSound:
    """What is right is not found fault with."""

    @pytest.mark.parametrize(
        "text",
        [
            "La clôture n'efface pas tout.",
            "Ce n'est pas invisible pour le médecin traitant.",
            "Tapez ces numéros sur le site, jamais ici.",
            "Ne notez rien ici.",
            "Votre caisse de sécurité sociale.",
            "Ne rien faire ne protège pas.",
            "Compter depuis la réception du code est risqué.",
            "Une messagerie sécurisée existe.",
            "Un message court (SMS) part.",
            "Un SMS (message court) part.",
            "Voyez « dossier médical » DMP ouvert.",
            "FranceConnect+ est proposé.",
            "Écrivez au 3422, TSA 12345.",
        ],
    )
    def test_in_french(self, text: str) -> None:
        files = {**sound(), FR: sound()[FR].replace(WHY, f'why = "{text}"')}
        assert [f for f in found(files) if f.file == FR] == []

    def test_renaming_and_retiring(self) -> None:
        text = sound()[FR].replace(STEP, f'{STEP}formerly = ["site"]\n')
        text = text.replace(CHECK, f'{CHECK}formerly = ["vieux"]\n')
        text = text.replace(
            TOP, f'{TOP}retired = ["ancien", "page/ancien"]\nretired_numbers = [{FREE}]\n'
        )
        assert [f for f in found({**sound(), FR: text}) if f.file == FR] == []

    def test_a_box_that_moved_out_of_a_renamed_step_names_both(self) -> None:
        """Ticks stand under the step's older name too."""
        text = sound()[FR].replace(STEP, f'{STEP}formerly = ["site"]\n')
        elsewhere = 'id = "date-envoi"\n'
        for names, missing in (('"page/vieux"', 1), ('"page/vieux", "site/vieux"', 0)):
            moved = text.replace(elsewhere, f"{elsewhere}formerly = [{names}]\n", 1)
            assert moved != text
            faults = [f for f in found({**sound(), FR: moved}) if f.file == FR]
            assert [f.fault.facts["name"] for f in faults] == ["site/vieux"] * missing

    def test_a_name_both_renamed_and_retired(self) -> None:
        text = sound()[FR].replace(STEP, f'{STEP}formerly = ["site"]\n')
        text = text.replace(TOP, f'{TOP}retired = ["site"]\n')
        places = [f.fault.place for f in found({**sound(), FR: text}) if f.file == FR]
        assert places == [f"{PAGE} › formerly › 1"]

    def test_the_edges_of_age(self) -> None:
        """183 and 548 days are still in time; the whole pack was reviewed on one day."""
        files = {
            name: re.sub(r"reviewed = [\d-]+", f"reviewed = {TODAY}", text)
            for name, text in sound().items()
        }
        assert found(files, date.fromordinal(TODAY.toordinal() + 183)) == []
        late = found(files, date.fromordinal(TODAY.toordinal() + 548))
        assert {f.severity for f in late} == {Severity.WARNING}
        later = found(files, date.fromordinal(TODAY.toordinal() + 549))
        assert {f.severity for f in later} == {Severity.ERROR}


def _name_exceptions(words: Readability) -> tuple[Mapping[str, str], ...]:
    return words.official_names, words.acronyms


class TestReadability:
    """REQ-A17: the three measures."""

    def test_counting(self) -> None:
        assert readability.split_sentences("Un. Deux ? Site : cnil.fr. Fin") == [
            "Un.",
            "Deux ?",
            "Site : cnil.fr.",
            "Fin",
        ]
        assert len(readability.split_words("L'espace s'ouvre, peut-être le 3 422 !")) == 7

    def test_official_names_count_as_one_word(self) -> None:
        (sentence,) = readability.split_sentences(
            "Ouvrez Mon espace santé.", FORMULA.official_names
        )
        assert len(readability.split_words(sentence)) == 2

    def test_an_english_contraction_is_one_word(self) -> None:
        joins = ENGLISH.joins
        assert readability.split_words("It's the health-insurance card.", joins) == [
            "It's",
            "the",
            "health-insurance",
            "card",
        ]

    def test_the_formulas(self) -> None:
        whole = [["le", "chat"], ["il", "dort", "ici", "bien"]]
        for words, expected in (
            (FORMULA, 207 - 1.015 * 3 - 73.6 * 19 / 6),
            (ENGLISH, 206.835 - 1.015 * 3 - 84.6 * 19 / 6),
        ):
            assert readability.score(whole, len, words.weights) == pytest.approx(expected)
            assert readability.score([], len, words.weights) == 100

    @pytest.mark.parametrize(
        ("word", "syllables"),
        # As the CMU Pronouncing Dictionary has them.
        [
            ("the", 1), ("space", 1), ("closed", 1), ("rights", 1), ("codes", 1), ("rule", 1),
            ("files", 1), ("added", 2), ("document", 3), ("examples", 3), ("pages", 2), ("copy", 2),
            ("people", 2), ("deletion", 3), ("objection", 3), ("temporary", 4), ("pharmacist", 3),
        ],
    )  # fmt: skip
    def test_english_syllables(self, word: str, syllables: int) -> None:
        count = readability.make_counter(ENGLISH)
        assert count is not None
        assert count(word) == syllables

    def test_hard_words_and_long_sentences(self) -> None:
        pytest.importorskip("pyphen")
        hard = "Anticonstitutionnellement, l'administration réglementairement décentralisée. " * 40
        long = ("Le chat dort et il dort et il dort et il dort et il dort et il dort ici. ") * 40
        for text, reason in ((hard, "{formula} score"), (long, "words a sentence on average")):
            files = {**sound(), FR: sound()[FR].replace(WHY, f'why = "{text[:1900].strip()}"')}
            reasons = [f.fault.reason for f in found(files) if f.fault.place == PAGE]
            assert any(reason in each for each in reasons)

    def test_hard_english_is_found_too(self) -> None:
        hard = "Institutional administrations operate incomprehensible authorisations. " * 20
        text = re.sub('^why = ".*"$', f'why = "{hard.strip()}"', sound()[EN], flags=re.MULTILINE)
        faults = [f.fault for f in found({**sound(), EN: text}) if "{formula}" in f.fault.reason]
        assert {f.facts["formula"] for f in faults} == {"Flesch"}

    def test_without_pyphen_the_score_is_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(readability, "can_measure", lambda: False)
        assert readability.make_counter(FORMULA) is None
        assert readability.make_counter(ENGLISH) is not None
        assert found(sound()) == []

    def test_exceptions_are_few_and_have_reasons(self) -> None:
        for table in (*_name_exceptions(FORMULA), *_name_exceptions(ENGLISH)):
            assert len(table) < 10
            assert all(len(reason) > 10 for reason in table.values())


def change(part: Part, name: str, value: object) -> Part:
    """Return a part of a pack with another value of a field that is named."""
    values: dict[str, Any] = {name: value}
    return replace(part, **values)


class TestFingerprint:
    """A translation is stale when the French says something else, and only then."""

    def test_its_form_is_stable(self) -> None:
        step = Pack(reader(sound())).procedure("opposition").steps[2]
        assert re.fullmatch(r"[0-9a-f]{16}", fingerprint(step))
        assert fingerprint(step) == fingerprint(replace(step))

    def test_every_text_counts(self) -> None:
        step = Pack(reader(sound())).procedure("opposition").steps[2]
        box, problem = step.checks[0], step.problems[0]
        changed = [
            *(change(step, name, "x") for name in ("title", "why", "before", "keep", "doubt")),
            *(change(step, name, ("x",)) for name in ("needs", "body", "more")),
            replace(step, body=step.body[::-1]),
            replace(step, revision=3, change="x"),
            replace(step, checks=(replace(box, text="x"), *step.checks[1:])),
            replace(step, checks=(replace(box, id="x"), *step.checks[1:])),
            replace(step, problems=step.problems[1:]),
            *(
                replace(step, problems=(change(problem, name, "x"), *step.problems[1:]))
                for name in ("symptom", "remedy", "otherwise", "id")
            ),
        ]
        assert len({fingerprint(step), *map(fingerprint, changed)}) == len(changed) + 1

    def test_what_is_no_text_does_not(self) -> None:
        step = Pack(reader(sound())).procedure("opposition").steps[2]
        box = replace(step.checks[0], formerly=("x",), number=99, closes=True)
        problem = replace(step.problems[0], hotline=False)
        for same in (
            replace(step, reviewed=date(2020, 1, 1), confidence=Confidence.SURE),
            replace(step, sources=("X",), formerly=("x",), link=None),
            replace(step, revision=3, id="x"),
            replace(step, checks=(box, *step.checks[1:])),
            replace(step, problems=(*step.problems[1:], problem)),  # in another order
        ):
            assert fingerprint(same) == fingerprint(step)

    def test_a_field_of_structure_that_is_added_later_does_not(self) -> None:
        """So no translation turns French because the model grows."""
        step = Pack(reader(sound())).procedure("opposition").steps[2]
        later = _Later(**{each.name: getattr(step, each.name) for each in fields(step)})
        assert fingerprint(replace(later, later=("compte",))) == fingerprint(step)


@dataclass
class _Later(Step):
    """A step of a later version, which knows more."""

    later: tuple[str, ...] = ()


class TestShipped:
    """The pack that goes out."""

    def test_it_has_no_error(self) -> None:
        errors = [
            f
            for f in find_mistakes(load_languages(shipped()), TODAY)
            if f.severity is Severity.ERROR
        ]
        assert said(errors) == set()

    def test_every_step_is_translated_as_it_stands(self) -> None:
        """A stale step is only a warning in anybody's pack; ours goes out without one."""
        stale = [
            f
            for f in find_mistakes(load_languages(shipped()), TODAY)
            if f.fault.place.endswith("original")
        ]
        assert said(stale) == set()

    def test_everything_that_is_shown_is_looked_at(self) -> None:
        looked_at = {text for _, _, text in load_language(shipped(), "fr").texts()}
        assert "La page est ouverte sur monespacesante.fr" in looked_at
        assert len(looked_at) > 500
