"""`steps check` finds every mistake that is planted in a letter, and says where it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import fingerprint_letter, load_french_letters, load_letters
from mes_optout.content.lint import Finding, Severity, find_mistakes, load_languages
from mes_optout.content.lint.loading import load_language
from mes_optout.content.loader import Pack
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import ProcedureWords, TriageWords
from support.small_pack import disguise, reader, words_of

TODAY = date(2026, 11, 24)
FR, EN, SOURCES = "fr/lettres.toml", "en/lettres.toml", "sources.toml"
STEPS, WAYS = "fr/essai.toml", "fr/situations.toml"

SITUATIONS = """
note = "Rien ne presse."
procedures = ["essai"]

[[questions]]
id = "debut"
text = "Où en êtes-vous ?"
answers = [{ id = "inconnu", label = "Je ne sais pas", situation = "seule" }]

[[situations]]
id = "seule"
procedure = "essai"
note = "Vous pouvez écrire."
timing = "Faites-le dès que vous le pouvez."
sources = ["S1"]
"""
PROCEDURE = """
id = "essai"
title = "Un essai"
summary = "Écrire à la caisse."
finished = "C'est fait."

[[steps]]
id = "ecrire"
title = "Écrire"
why = "La caisse répond par écrit."
before = "Rien ne part avant la fin."
body = ["Lisez la page."]
keep = "La preuve d'envoi."
sources = ["S1"]
confidence = "sure"
reviewed = 2026-11-24
checks = [{ id = "faite", number = 1, text = "La lettre est partie" }]

[[steps.problems]]
id = "rien"
symptom = "Rien ne vient"
remedy = "Attendez un mois."
otherwise = "Appelez le 3422."
"""
LETTERS = """
[[letters]]
id = "acces"
title = "Demander une copie"
purpose = "Pour savoir ce qui est écrit."
before = "La caisse lit cette lettre."
to = ["Direction de la caisse", "________"]
subject = "Demande d'accès"
blanks = ["Date de naissance"]
body = ["Madame, Monsieur,", "L'article R1111-28 le permet. Date : ________."]
enclosures = ["Copie de la carte"]
send = ["Datez, signez.", "Envoyez la lettre."]
procedures = ["essai"]
steps = ["essai/ecrire"]
sources = ["S1", "S2"]
confidence = "probable"
reviewed = 2026-11-24
doubt = "Aucune adresse n'est connue."

[[letters]]
id = "rappel"
title = "Rappeler une demande"
purpose = "Quand rien ne vient."
before = "La caisse lit cette lettre."
to = ["Direction de la caisse"]
subject = "Rappel"
blanks = []
body = ["Madame, Monsieur,", "J'attends un mot de vous."]
enclosures = []
send = ["Envoyez la lettre."]
procedures = ["essai"]
steps = ["essai/ecrire"]
sources = ["S3"]
confidence = "sure"
reviewed = 2026-11-24
"""
EXPLAINED = """
[[letters]]
id = "acces"
original = "{acces}"
title = "Ask for a copy"
purpose = "To know what is written."
before = "The fund reads this letter."
says = ["Article R1111-28 allows this. Date: (blank)."]
enclosures = ["A copy of the card"]
send = ["Date it, sign it.", "Send it."]
doubt = "No address is known."

[[letters]]
id = "rappel"
original = "{rappel}"
title = "Remind of a request"
purpose = "When nothing comes."
before = "The fund reads this letter."
says = ["I wait for your answer."]
enclosures = []
send = ["Send it."]
"""


@cache
def sound() -> Mapping[str, str]:
    """Return a pack of one step and two letters, without a mistake."""
    files = {STEPS: PROCEDURE, WAYS: SITUATIONS, FR: LETTERS}
    files[SOURCES] = "".join(
        f'[sources.S{n}]\ntitle = "s{n}"\nurl = "https://www.cnil.fr/"\ndate = "2022"\n'
        for n in (1, 2, 3)
    )
    pack = Pack(reader(files))
    step = pack.procedure("essai").steps[0]
    files["en/situations.toml"] = words_of(
        SITUATIONS.replace("Je ne sais pas", "I do not know"), TriageWords, say=disguise
    )
    files["en/essai.toml"] = words_of(
        PROCEDURE, ProcedureWords, {step.id: fingerprint(step)}, disguise
    )
    found = load_french_letters(pack)
    assert found is not None
    files[EN] = EXPLAINED.format(**{each.id: fingerprint_letter(each) for each in found.letters})
    return files


def found(changed: Mapping[str, str], today: date = TODAY) -> list[Finding]:
    return find_mistakes(load_languages(reader({**sound(), **changed})), today)


def said(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """Return (file, place, reason in English) of findings."""
    return [(f.file, f.fault.place, f.fault.reason.format(**f.fault.facts)) for f in findings]


def planted(file: str, old: str, new: str) -> dict[str, str]:
    """Return `file` with a mistake where `old` stands first."""
    assert old in sound()[file], old
    return {file: sound()[file].replace(old, new, 1)}


@dataclass(frozen=True)
class Mistake:
    """A change of a text in `file`, and what must be said of a place below « letters »."""

    file: str
    old: str
    new: str
    place: str
    reason: str


def test_the_sound_pack_has_no_mistake() -> None:
    assert said(found({})) == []


def test_a_pack_need_not_have_letters() -> None:
    files = {name: text for name, text in sound().items() if name not in {FR, EN}}
    idle = [place for _, place, _ in said(find_mistakes(load_languages(reader(files)), TODAY))]
    assert idle == ["sources › S2", "sources › S3"]
    assert load_letters(Pack(reader(files))) == ()


PURPOSE = 'purpose = "Pour savoir ce qui est écrit."'
SEND = 'send = ["Datez, signez.", "Envoyez la lettre."]'
SEND_EN = 'send = ["Send it."]'
LONG = "Un " + "mot " * 25 + "ici. "  # 27 words
DENSE = ("mot " * 20 + "ici. ") * 6

LOADING = [
    Mistake(FR, PURPOSE, "", "acces › purpose", "is missing"),
    Mistake(FR, PURPOSE, f'{PURPOSE}\noriginal = "x"', "acces › original", "is not known"),
    Mistake(FR, PURPOSE, 'purpose = "Un \\u202e saut."', "acces › purpose", "character U+202E"),
    Mistake(
        FR,
        'id = "rappel"',
        'id = "acces"',
        "acces › id",
        "is used twice; change one of them, or remove it",
    ),
    Mistake(
        FR,
        '["Direction de la caisse", "________"]',
        "[]",
        "acces › to",
        "is empty; fill it in, or remove it",
    ),
    Mistake(FR, '["S1", "S2"]', "[]", "acces › sources", "is empty; fill it in, or remove it"),
    Mistake(FR, SEND, "send = []", "acces › send", "is empty; fill it in, or remove it"),
    Mistake(
        EN,
        'says = ["I wait for your answer."]',
        "says = []",
        "rappel › says",
        "is empty; fill it in, or remove it",
    ),
    Mistake(EN, SEND_EN, "send = []", "rappel › send", "is empty; fill it in, or remove it"),
]
PLACES = [
    Mistake(FR, '"S2"]', '"S9"]', "acces › sources › 2", "“S9” is not in sources.toml"),
    Mistake(FR, '"S2"]', '"S2", "S2"]', "acces › sources › 3", "“S2” is cited twice"),
    Mistake(FR, '["essai"]', '["essay", "essai"]', "acces › procedures › 1", "called “essay”"),
    Mistake(FR, '["essai"]', "[]", "acces › steps › 1", "“essai” is missing in “procedures”"),
    Mistake(FR, "essai/ecrire", "essai/lire", "acces › steps › 1", "called “essai/lire”"),
    Mistake(FR, "essai/ecrire", "ecrire", "acces › steps › 1", "called “ecrire”"),
    Mistake(FR, "2026-11-24", "2026-11-25", "acces › reviewed", "has not come yet"),
    Mistake(FR, "2026-11-24", "2025-05-24", "acces › reviewed", "18 months ago"),
    Mistake(FR, 'doubt = "Aucune', '# "', "acces › doubt", "and the letter is not sure"),
]
BLANKS = [
    Mistake(FR, "Date : ________.", "Date : _______.", "acces › body › 2", "has 7 underscores"),
    Mistake(FR, '"________"]', '"_________"]', "acces › to › 2", "has 9 underscores"),
    Mistake(FR, "Date de naissance", "Né le _", "acces › blanks › 1", "has 1 underscores"),
    Mistake(EN, "(blank)", "___", "acces › says › 1", "has 3 underscores"),
]
WORDS = [
    Mistake(FR, "n'est connue", "n'est connu·e", "acces › doubt", "holds “·”"),
    Mistake(FR, '"Rappel"', '"Rappel 😀"', "rappel › subject", "holds “😀”"),
    Mistake(EN, "Send it.", "Send it ✓.", "acces › send › 2", "holds “✓”"),
    Mistake(FR, "Date : ", "Date: ", "acces › body › 2", "without a space before"),
    Mistake(FR, "Datez, ", "Datez,  ", "acces › send › 1", "two spaces in a row"),
    Mistake(FR, "Datez", "C'est sécurisé. Datez", "acces › send › 1", "nobody can vouch for"),
    Mistake(FR, "J'attends", "C'est définitif. J'ai", "rappel › body › 2", "a deletion for ever"),
    Mistake(FR, "Quand", "C'est irrécupérable si", "rappel › purpose", "a deletion for ever"),
    Mistake(EN, "Send", "It is permanently deleted. Send", "acces › send › 2", "for ever"),
    Mistake(FR, "Datez", f"{LONG}Datez", "acces › send › 1", "a sentence of 27 words of 25"),
    Mistake(FR, "J'attends", f"{LONG}J'ai", "rappel › body › 2", "a sentence of 27 words of 25"),
    Mistake(FR, "Datez", f"{DENSE}Datez", "acces", "words a sentence on average, of 12"),
    Mistake(FR, "J'attends", f"{DENSE}J'ai", "rappel › body", "words a sentence on average, of 15"),
    Mistake(FR, "caisse lit", "CPAM lit", "acces › before", "“CPAM” is used here first"),
]
TITLES = [
    Mistake(FR, 'id = "acces"', 'id = "acces-sante"', "acces-sante › id", "holds “sante”"),
    Mistake(FR, "Demander une copie", "Votre santé", "acces › title", "holds “santé”"),
    Mistake(EN, "Ask for a copy", "Health copy", "acces › title", "holds “Health”"),
    Mistake(FR, "Demander une copie", "a" * 54, "acces › title", "has 54 characters of 53"),
    Mistake(FR, "Rappeler une demande", "Demander une copie", "rappel › title", "reads the same"),
]
PARITY = [
    Mistake(EN, 'id = "rappel"', 'id = "reminder"', "reminder", "is not in the French"),
    Mistake(EN, '["A copy of the card"]', "[]", "acces › enclosures", "has 0 enclosures"),
    Mistake(EN, 'doubt = "No', '# "', "acces › doubt", "is missing, and the French has it"),
    Mistake(EN, SEND_EN, f'{SEND_EN}\ndoubt = "x"', "rappel › doubt", "is not in the French"),
    Mistake(EN, "Article R1111-28", "The law", "acces › says", "does not name R1111-28"),
]
WAITING = """["Madame, Monsieur,", "J'attends un mot de vous."]"""
ANSWER = '"I wait for your answer."'
WHOM = [
    Mistake(FR, '"Envoyez la lettre."', "{}", "acces › send › 2", "is empty; fill it in"),
    Mistake(FR, '"Envoyez la lettre."', '{ moi = "x." }', "acces › send › 2 › moi", "is not known"),
    Mistake(FR, '"Envoyez la lettre."', "{ me = 3 }", "acces › send › 2 › me", "must be a text"),
    Mistake(FR, '"Envoyez la lettre."', '{ me = "" }', "acces › send › 2 › me", "is empty"),
    Mistake(
        FR,
        '"Envoyez la lettre."',
        '{ text = "Oui.", me = "Non." }',
        "acces › send › 2",
        "says “text” and a case beside it",
    ),
    Mistake(FR, SEND, 'send = [{ me = "Oui." }]', "acces › send", "no line left for “other”"),
    Mistake(FR, SEND, 'send = [{ me = "Oui.", other = "Non." }]', "acces › send", "for “both”"),
    Mistake(
        FR,
        WAITING,
        '[{ other = "Madame,", both = "Monsieur," }]',
        "rappel › body",
        "no line left for “me”",
    ),
    Mistake(EN, f"[{ANSWER}]", '[{ me = "Yes." }]', "rappel › says", "no line left for “other”"),
    Mistake(EN, '"Send it."', '{ me = "Send it." }', "acces › send › 2", "is for me, and"),
    Mistake(EN, '"A copy of the card"', '{ both = "A" }', "acces › enclosures › 1", "is for both"),
    Mistake(EN, ANSWER, f'{ANSWER}, {{ me = "Yes." }}', "rappel › says", "tell “me” from “other”"),
]
EN_FINGERPRINT = next(line for line in sound()[EN].splitlines() if line.startswith("original"))
WARNINGS = [
    Mistake(FR, "2026-11-24", "2026-05-24", "acces › reviewed", "6 months ago"),
    Mistake(FR, '["essai/ecrire"]', "[]", "acces › steps", "no step offers this letter"),
    Mistake(FR, "J'attends", "En transition, j'ai", "rappel › body › 2", "“transition” may tell"),
    Mistake(EN, 'id = "rappel"', 'id = "reminder"', "rappel", "is missing, and the French has it"),
    Mistake(EN, EN_FINGERPRINT, "", "acces › original", EN_FINGERPRINT),
    Mistake(EN, EN_FINGERPRINT, 'original = "0"', "acces › original", EN_FINGERPRINT),
]
ERRORS = [*LOADING, *PLACES, *BLANKS, *WORDS, *TITLES, *PARITY, *WHOM]


@pytest.mark.parametrize(
    ("mistake", "severity"),
    [
        *((mistake, Severity.ERROR) for mistake in ERRORS),
        *((mistake, Severity.WARNING) for mistake in WARNINGS),
    ],
    ids=lambda value: f"{value.place}: {value.reason[:30]}" if value in ERRORS + WARNINGS else "",
)
def test_every_planted_mistake_is_found(mistake: Mistake, severity: Severity) -> None:
    """REQ-S8, REQ-S13, REQ-A16 and REQ-A17, for letters."""
    matching = [
        finding
        for finding in found(planted(mistake.file, mistake.old, mistake.new))
        if finding.file == mistake.file
        and finding.fault.place == f"letters › {mistake.place}"
        and mistake.reason in finding.fault.reason.format(**finding.fault.facts)
    ]
    assert [finding.severity for finding in matching] == [severity]


class TestWholeFiles:
    """Files that are not there, or not readable."""

    def test_a_missing_translation_is_a_warning(self) -> None:
        files = {name: text for name, text in sound().items() if name != EN}
        findings = find_mistakes(load_languages(reader(files)), TODAY)
        assert [(f.file, f.fault.place, f.severity) for f in findings] == [
            (EN, ".", Severity.WARNING)
        ]

    @pytest.mark.parametrize("name", [FR, EN])
    def test_rubbish_is_said_once(self, name: str) -> None:
        """What the file may cite is then not called idle."""
        assert [(file, place) for file, place, _ in said(found({name: "???"}))] == [(name, ".")]

    def test_steps_that_cannot_be_read_are_not_called_missing(self) -> None:
        assert {file for file, _, _ in said(found({STEPS: "???"}))} == {STEPS}

    def test_another_order_is_an_error(self) -> None:
        first, second = sound()[EN].split("[[letters]]")[1:]
        ((file, place, reason),) = said(found({EN: f"[[letters]]{second}[[letters]]{first}"}))
        assert (file, place) == (EN, "letters")
        assert reason == "is in another order than in French: acces, rappel"


class TestFingerprint:
    """An explanation is stale when the French says something else, and only then."""

    def test_a_changed_french_is_shown_in_french_meanwhile(self) -> None:
        changed = planted(FR, "J'attends un mot de vous.", "Merci de répondre.")
        ((file, place, reason),) = said(found(changed))
        assert (file, place) == (EN, "letters › rappel › original")
        assert reason.startswith("stale: the French has changed")
        first, second = load_letters(Pack(reader({**sound(), **changed}), "en"))
        assert first.explained is not None
        assert second.guide is second.letter

    def test_a_french_letter_says_what_to_write(self) -> None:
        changed = planted(FR, "J'attends un mot de vous.", "Merci de répondre.")
        value = said(found(changed))[0][2].partition("then write ")[2]
        old = next(line for line in sound()[EN].splitlines()[5:] if line.startswith("original"))
        assert found({**changed, **planted(EN, old, value)}) == []

    def test_what_is_no_text_does_not_count(self) -> None:
        letter = load_letters(Pack(reader(sound())))[0].letter
        for same in (
            replace(letter, reviewed=date(2020, 1, 1), sources=("X",)),
            replace(letter, procedures=("x",), steps=("x/y",)),
        ):
            assert fingerprint_letter(same) == fingerprint_letter(letter)
        for other in (
            replace(letter, send=letter.send[::-1]),
            replace(letter, enclosures=()),
            replace(letter, doubt=None),
        ):
            assert fingerprint_letter(other) != fingerprint_letter(letter)


@pytest.mark.parametrize(
    "text", ["Le nom « Mon espace santé » reste.", "Écrivez « moi ».", "Un ordre de transmission."]
)
def test_a_body_may_name_the_space(text: str) -> None:
    """REQ-S8 is about names and titles, not about what the office reads."""
    assert said(found(planted(FR, "J'attends un mot de vous.", text)))[1:] == []


def test_hard_words_are_found() -> None:
    """REQ-A17."""
    pytest.importorskip("pyphen")
    hard = "Anticonstitutionnellement, l'administration réglementairement décentralisée. " * 9
    places = [place for _, place, why in said(found(planted(FR, "Datez", hard))) if "Kandel" in why]
    assert places == ["letters › acces"]


@pytest.mark.parametrize(
    "text",
    [
        "It is invisible to your registered doctor.",
        "Your registered doctor will not see it.",
        "The registered doctor (GP) cannot know.",
    ],
)
def test_the_registered_doctor_is_the_medecin_traitant(text: str) -> None:
    assert len(list_promises(text)) == 1


def test_the_registered_doctor_may_be_named() -> None:
    text = "As for the registered doctor (GP), hiding is not certain to be enough."
    assert list_promises(text) == []


def list_promises(text: str) -> list[str]:
    reasons = [why for _, _, why in said(found(planted(EN, "Send it.", text)))]
    return [why for why in reasons if "“médecin traitant” sees nothing" in why]


def test_french_left_in_what_a_letter_says_is_found() -> None:
    left = "J'attends de vous une réponse."
    reasons = said(found(planted(EN, "I wait for your answer.", left)))
    (place,) = [place for _, place, why in reasons if "in another language" in why]
    assert place == "letters › rappel › says › 1"


def test_only_what_is_read_is_looked_at() -> None:
    looked_at = {text for _, _, text in load_language(reader(sound()), "fr").texts()}
    assert "Madame, Monsieur," in looked_at
    assert not looked_at & {"essai/ecrire", "essai", "S1"}


class TestByWhom:
    """A line that depends on whom a letter is for: each of its texts is looked at, and kept."""

    LINE = '{ me = "Pour moi.", other = "Pour : ________.", both = "Pour moi ou : ________." }'
    SAID = '{ me = "For me.", other = "For: (blank).", both = "For me or: (blank)." }'

    def pack(self, old: str = "", new: str = "", said: str = SAID) -> dict[str, str]:
        """Return the pack with such a line, and a mistake in it; its fingerprint is right."""
        french = sound()[FR].replace("\"J'attends", f"{self.LINE.replace(old, new)}, \"J'attends")
        files = {**sound(), FR: french}
        letters = load_french_letters(Pack(reader(files)))
        assert letters is not None
        english = EXPLAINED.format(**{e.id: fingerprint_letter(e) for e in letters.letters})
        return {FR: french, EN: english.replace(ANSWER, f"{said}, {ANSWER}")}

    def test_it_is_no_mistake(self) -> None:
        assert said(found(self.pack())) == []

    @pytest.mark.parametrize("whom", Whom)
    def test_each_text_counts_for_the_fingerprint(self, whom: Whom) -> None:
        def read(changed: Mapping[str, str]) -> str:
            _, letter = load_letters(Pack(reader({**sound(), **changed})))
            return fingerprint_letter(letter.letter)

        assert read(self.pack(f'{whom} = "Pour', f'{whom} = "Or')) != read(self.pack())

    @pytest.mark.parametrize(
        ("whom", "bad", "reason"),
        [
            ("me", "C'est définitif. ", "a deletion for ever"),
            ("other", "En transition. ", "“transition” may tell"),
            ("both", "_ ", "has 1 underscores"),
            ("me", LONG, "a sentence of 27 words of 25"),
        ],
    )
    def test_each_text_is_looked_at(self, whom: str, bad: str, reason: str) -> None:
        findings = said(found(self.pack(f'{whom} = "', f'{whom} = "{bad}')))
        place = f"letters › rappel › body › 2 › {whom}"
        assert [why for _, where, why in findings if where == place and reason in why]

    def test_a_letter_is_measured_as_each_reads_it(self) -> None:
        """Short sentences of one case do not make up for the long ones of another."""
        short, dense = "Oui. " * 90, ("mot " * 20 + "ici. ") * 6
        files = self.pack('me = "Pour', f'me = "{short}Pour')
        files[FR] = files[FR].replace('other = "Pour', f'other = "{dense}Pour')
        measured = {place: why for _, place, why in said(found(files)) if "on average" in why}
        assert "of 15 at most" in measured["letters › rappel › body"]

    def test_figures_and_articles_are_compared_by_case(self) -> None:
        files = self.pack("Pour moi.", "Pour moi (article L1111-9), en trois jours.")
        reasons = [why for file, place, why in said(found(files)) if place.endswith("says")]
        assert any("does not name L1111-9" in why for why in reasons)
        other = self.SAID.replace("For: (blank)", "For: (blank), article L1111-9, in three days")
        assert any("L1111-9" in why for *_, why in said(found({**files, **self.pack(said=other)})))

    def test_a_translation_tells_the_cases_apart(self) -> None:
        reasons = said(found(self.pack(said='"For me or: (blank)."')))
        assert {why for *_, why in reasons} == {
            f"does not tell “{one}” from “{other}” where the French letter does; add keys"
            for one, other in combinations(Whom, 2)
        }

    @pytest.mark.parametrize(
        ("whom", "reason"),
        [('me = { lieu = "ici" }', "is no fact of cas.toml"), ('you = { a = "b" }', "not known")],
    )
    def test_what_tells_whom_it_is_for(self, whom: str, reason: str) -> None:
        changed = {FR: f"[whom]\n{whom}\n{sound()[FR]}"}
        assert [why for _, place, why in said(found(changed)) if reason in why], whom
