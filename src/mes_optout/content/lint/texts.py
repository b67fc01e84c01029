"""What no text may hold: a character that a screen reader skips or spells, a promise, a question.

REQ-A16: characters, and the spaces of French. Rules 1 to 8 of the fact base: what is promised or
asked for. The patterns are for the sentences that a careful writer could still slip into; they do
not understand a text. A sentence that warns of a mistake may name it: see `unless`.
"""

import re
import unicodedata
from dataclasses import dataclass

from mes_optout.content.lint.findings import Finding, Findings, Loaded, at, error
from mes_optout.content.loader import ORIGINAL
from mes_optout.errors import N_, Msg

# « · » and its like are read out one by one, or not at all: eSpeak says « point le point ».
_MIDDLE_DOTS = frozenset("\u00b7\u2022\u2027\u2219\u22c5\u30fb\u0387")
# Other symbols (emoji, check marks), signs of mathematics (arrows), modifiers (skin colours).
_SYMBOLS = frozenset({"So", "Sm", "Sk"})
_ARROWS, _SHAPES = "\u2190", "\u2bff"  # from arrows to dingbats and shapes

# Official names with such a sign, which the reader must find on the site as they are written.
_NAMES = ("FranceConnect+",)

_BARE_GUILLEMET = re.compile(r"«(?! )|(?<! )»")
_BARE_SIGN = re.compile(r"\w[;:?!](?:\s|$)")


@dataclass(frozen=True, slots=True)
class Promise:
    """Words that promise too much, by language, and why. A text with `unless` may have them."""

    reason: Msg
    fr: str
    en: str
    unless: str = "(?!)"  # never

    def broken_by(self, text: str, language: str) -> bool:
        """Return whether a text makes this promise."""
        pattern = self.fr if language == "fr" else self.en
        found = re.search(pattern, text, re.IGNORECASE)
        return found is not None and not re.search(self.unless, text, re.IGNORECASE)


_NOT = r"\b(?:jamais|pas|rien|aucune?|ni|never|nothing|not|no|nor)\b|n't\b"
_DOCTOR_FR = r"médecins? traitants?"
_DOCTOR_EN = (
    r"(?:the |your |a )?(?:treating |family |regular |registered )?"
    r"(?:doctor|physician|gp\b)(?: \([^()]*\))?"
)

PROMISES = (
    Promise(
        N_("promises that everything is deleted; say what goes and what stays (rule 4)"),
        fr=r"\b(?:efface|supprime|détrui)(?:r|nt|z|t|ra|re)? (?:absolument )?tout"
        r"|\btoutes (?:les|vos) données (?:sont|seront) (?:effacées|supprimées|détruites)"
        r"|\bil ne restera? (?:plus )?rien\b",
        en=r"\b(?:eras|delet|remov|destroy)(?:e|es|s|ing)? everything"
        r"|\ball (?:the|your) data (?:is|are|will be) (?:erased|deleted|removed)"
        r"|\bnothing (?:will be|is) left\b",
    ),
    Promise(
        N_("promises that doing nothing protects; a space that is not activated is read (rule 3)"),
        fr=r"\bne rien faire (?:vous )?(?:protège|suffit|est sûr|revient à (?:refuser|s'opposer))"
        r"|\bne pas activer (?:vous )?(?:protège|suffit|c'est s'opposer)",
        en=r"\bdoing nothing (?:protects|is enough|is safe|means (?:objecting|refusing))"
        r"|\bnot activating (?:it )?(?:protects|is enough|means objecting)",
    ),
    Promise(
        N_("promises that the “médecin traitant” sees nothing; sources disagree (rule 2)"),
        fr=rf"(?<!pas )(?<!jamais )\b(?:invisibles?|cachée?s?) (?:pour|à|au|aux|de|du) ?"
        rf"(?:le |les |votre |vos |son )?{_DOCTOR_FR}"
        rf"|{_DOCTOR_FR} ne (?:le |la |les |l')?(?:verr|voi|saur|pourr)\w+"
        r" (?:pas|rien|plus|jamais)",
        en=rf"(?<!not )(?<!never )\b(?:invisible to|hidden from) {_DOCTOR_EN}"
        rf"|{_DOCTOR_EN} (?:will not|won't|cannot|can't|does not|doesn't) (?:see|know)",
        unless="contredi|contraire|disagree|contradict|contrary",
    ),
    Promise(
        N_("promises a deletion for ever; say what is asked for, and in which time"),
        fr=r"\bdéfinitif|\bdéfinitive|\bpour toujours\b|\birrécup|\birrévers",
        en=r"\bpermanent(?:ly)? (?:delet|eras|remov)|\b(?:delet|eras|remov)\w+ permanently"
        r"|\bfor ever\b|\bforever\b|\birrecover|\bunrecover|\birrevers",
    ),
    Promise(
        N_("promises safety that nobody can vouch for; say what is done instead"),
        fr=r"(?<!messagerie )(?<!messageries )(?<!messagerie de santé )\bsécuris"
        r"|\bgaranti|\banonym|\bsans aucun risque\b|\ben toute sécurité\b",
        en=r"\bsecure(?:ly)? (?:delet|eras|remov)|\b(?:delet|eras|remov)\w+ securely"
        r"|\bguarantee|\banonym|\bwithout any risk\b|\bno risk at all\b|\bcompletely safe\b",
    ),
    Promise(
        N_("counts the six weeks from a receipt; they run from the day of sending (rule 5)"),
        fr=r"\b(?:après|depuis|dès|à partir de) (?:la |votre )?réception d[ue]s? codes?\b"
        r"|\bsix semaines (?:après|depuis|à partir de|dès) (?:la |votre |leur )?récept"
        r"|\bcode (?:est )?reçu (?:fait|ouvre|commence)",
        en=r"\b(?:after|from|since|upon|once) (?:the )?(?:receipt of|receiving|you receive|"
        r"you have received) (?:the|your|a) code\b"
        r"|\bsix weeks (?:after|from|since) (?:the |its |your )?recei",
        # Whoever warns of counting from the receipt must be able to say it.
        unless="risqu|pas de (?:la|sa) réception|risk|not from (?:the|its) receipt",
    ),
)

_ASKS = Promise(
    N_("seems to ask for personal data here; the reader types it on the site only (rule 1)"),
    fr=r"\b(?:écrivez|tapez|notez|saisissez|inscrivez|entrez|donnez|indiquez|collez)\b[^.?!]*"
    r"\b(?:ici|dans ce programme|dans cette fenêtre|dans un fichier|sur cet ordinateur)\b",
    en=r"\b(?:write|type|note|enter|give|paste|fill in|tell us)\b[^.?!]*"
    r"\b(?:here|in(?:to)? this program|in(?:to)? this window|in(?:to)? a file)\b",
    unless=_NOT,
)
# Sex, year, month, department, commune, order, perhaps the key.
_NIR = re.compile(r"(?<!\d)[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3}(?: ?\d{2})?(?!\d)")


def find_bad_characters(loaded: Loaded) -> Findings:
    """Look at each text of a language, and at the titles of the sources."""
    for file, place, text in loaded.texts():
        yield from _check_any_language(file, place, text)
        if loaded.language == ORIGINAL:
            yield from _check_french(file, place, text)
    for key, source in (loaded.sources or {}).items():
        for name in ("title", "date"):
            yield from _check_any_language(
                "sources.toml", at("sources", key, name), getattr(source, name)
            )


def _check_any_language(file: str, place: str, text: str) -> Findings:
    plain = text
    for name in _NAMES:
        plain = plain.replace(name, "")
    for character in dict.fromkeys(plain):
        if _is_silent(character):
            why = N_("holds “{letter}”, which is read aloud badly or not at all; use words")
            yield error(file, place, why, letter=character)
    if text != " ".join(text.split()):
        why = N_("holds two spaces in a row, or one at an end, or an unusual one; leave one plain")
        yield error(file, place, why)


def _is_silent(character: str) -> bool:
    return (
        character in _MIDDLE_DOTS
        or _ARROWS <= character <= _SHAPES
        or unicodedata.category(character) in _SYMBOLS
    )


def _check_french(file: str, place: str, text: str) -> Findings:
    def wrong(reason: Msg) -> Finding:
        return error(file, place, reason)

    if text.count("«") != text.count("»"):
        yield wrong(N_("opens and closes guillemets « » unequally; add the one that is missing"))
    if _BARE_GUILLEMET.search(text):
        yield wrong(N_("has guillemets « » without a space inside; add it"))
    if _BARE_SIGN.search(text):
        yield wrong(N_("has “:”, “;”, “?” or “!” without a space before; add it"))


def find_promises(loaded: Loaded) -> Findings:
    """Look at each text of a language."""
    for file, place, text in loaded.texts():
        for promise in PROMISES:
            if promise.broken_by(text, loaded.language):
                yield error(file, place, promise.reason)
        # By sentence: « Tapez le code sur le site, jamais ici. » must not excuse its neighbour.
        if any(_ASKS.broken_by(part, loaded.language) for part in re.split(r"(?<=[.?!]) ", text)):
            yield error(file, place, _ASKS.reason)
        if _NIR.search(text):
            why = N_("holds what looks like a social security number; remove it (rule 1)")
            yield error(file, place, why)
