"""A pack loads, or the loader says all that is wrong with it, and where."""

import os
import stat
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.addresses import Source
from mes_optout.content.loader import Pack
from mes_optout.content.location import LARGEST_FILE, LONGEST_LINE, folder, shipped
from mes_optout.content.misnamed import UnknownProcedureError
from mes_optout.content.parsing import parse, read_names
from mes_optout.content.procedure import Confidence, Line
from mes_optout.content.words import ProcedureWords
from mes_optout.errors import (
    PackInvalidError,
    PackSyntaxError,
    PackUnreadableError,
)
from support.small_pack import words_of
from support.systems import IS_ROOT

TRIAGE = """\
note = "Rien ne presse."
procedures = ["sortie", "retour"]

[[questions]]
id = "debut"
text = "Où êtes-vous ?"

[[questions.answers]]
id = "ici"
label = "Je suis dedans"
situation = "dedans"

[[questions.answers]]
id = "ailleurs"
label = "Je ne sais pas"
question = "suite"

[[questions]]
id = "suite"
text = "Voyez-vous le ciel ?"

[[questions.answers]]
id = "oui"
label = "Oui"
situation = "dehors"

[[situations]]
id = "dedans"
procedure = "sortie"
note = "Sortez."
timing = "Bientôt."
sources = ["PLAN"]

[[situations]]
id = "dehors"
procedure = "retour"
note = "Restez."
timing = "Plus tard."
sources = ["PLAN", "CARTE"]
"""

PROCEDURE = """\
id = "sortie"
title = "Sortir d'ici"
summary = "La voie est courte."
finished = "Vous êtes dehors."
afterwards = ["Respirez."]
if_late = "retour"
repeats = true

[[steps]]
id = "porte"
title = "Ouvrir la porte"
why = "Elle est fermée."
before = "La porte grince."
needs = ["une main"]
body = ["Tournez la poignée.", "Tirez."]
link = "https://www.monespacesante.fr/porte"
keep = "La clé."
doubt = "Vu en 2022."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
more = ["Elle date de 1990."]
change = "La poignée a changé."
revision = 2
formerly = ["portail"]

[[steps.checks]]
id = "ouverte"
number = 1
text = "La porte est ouverte"
formerly = ["portail/ouvert"]

[[steps.problems]]
id = "coince"
symptom = "Elle coince"
remedy = "Poussez d'abord."
otherwise = "Prenez la fenêtre."

[[steps]]
id = "rue"
title = "Traverser la rue"
why = "Le parc est en face."
before = "Les autos vous voient."
body = ["Regardez, puis marchez."]
sources = ["CARTE"]
confidence = "probable"
reviewed = 2026-11-23

[[steps.checks]]
id = "gauche"
number = 2
text = "J'ai regardé à gauche"

[[steps.checks]]
id = "droite"
number = 3
text = "J'ai regardé à droite"

[[steps.problems]]
id = "autos"
symptom = "Il y a trop d'autos"
remedy = "Attendez."
otherwise = "Prenez le pont."
"""

SOURCES = """\
[sources.PLAN]
title = "Le plan de la maison"
url = "https://example.org/plan"
date = "début 2022"

[sources.CARTE]
title = "La carte du quartier"
url = "https://example.org/carte"
date = "non datée"
"""

OPEN = Path("/proc/self/fd")  # what this process has open

FILES = {
    "fr/situations.toml": TRIAGE,
    "fr/sortie.toml": PROCEDURE,
    "sources.toml": SOURCES,
}


class Memory:
    """A reader that keeps files in memory and notes which names it was asked for."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = files
        self.asked: list[str] = []

    def __call__(self, name: str) -> bytes | None:
        self.asked.append(name)
        found = self.files.get(name)
        return found.encode() if isinstance(found, str) else found


def changed(text: str, *changes: tuple[str, str]) -> str:
    """Replace in `text` what stands there exactly once."""
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def load_all(files: Mapping[str, str | bytes]) -> None:
    pack = Pack(Memory(files))
    assert pack.triage is not None
    assert pack.procedure("sortie") is not None
    assert pack.sources


def faults_of(name: str, text: str) -> list[tuple[str, str]]:
    """Load the pack with one file replaced; return (place, reason in English) of every fault."""
    with pytest.raises(PackInvalidError) as caught:
        load_all({**FILES, name: text})
    assert caught.value.facts == {"file": name}
    return [(fault.place, fault.reason.format(**fault.facts)) for fault in caught.value.faults]


class TestAGoodPack:
    """What stands in the files is what the model holds."""

    def test_triage_is_read_in_order(self) -> None:
        triage = Pack(Memory(FILES)).triage
        assert [(each.id, each.text) for each in triage.questions] == [
            ("debut", "Où êtes-vous ?"),
            ("suite", "Voyez-vous le ciel ?"),
        ]
        leads = [(a.question, a.situation) for q in triage.questions for a in q.answers]
        assert leads == [(None, "dedans"), ("suite", None), (None, "dehors")]
        assert triage.procedures == ("sortie", "retour")
        assert [(each.id, each.timing) for each in triage.situations] == [
            ("dedans", "Bientôt."),
            ("dehors", "Plus tard."),
        ]

    def test_every_field_of_a_step_is_read(self) -> None:
        procedure = Pack(Memory(FILES)).procedure("sortie")
        assert (procedure.if_late, procedure.repeats) == ("retour", True)
        step = procedure.steps[0]
        assert step.body == (Line("Tournez la poignée."), Line("Tirez."))
        assert step.confidence is Confidence.SURE
        assert step.reviewed == date(2026, 11, 24)
        assert (step.revision, step.change) == (2, "La poignée a changé.")
        assert step.formerly == ("portail",)
        assert step.checks[0].formerly == ("portail/ouvert",)

    def test_what_may_be_left_out_has_a_default(self) -> None:
        step = Pack(Memory(FILES)).procedure("sortie").steps[1]
        assert (step.needs, step.more, step.formerly) == ((), (), ())
        assert (step.link, step.keep, step.doubt, step.change) == (None, None, None, None)
        assert step.revision == 1

    def test_sources_are_read_by_key(self) -> None:
        assert Pack(Memory(FILES)).sources["PLAN"] == Source(
            "Le plan de la maison", "https://example.org/plan", "début 2022"
        )

    def test_a_byte_order_mark_is_no_fault(self) -> None:
        marked = {name: text.encode("utf-8-sig") for name, text in FILES.items()}
        load_all(marked)

    def test_windows_line_ends_are_no_fault(self) -> None:
        load_all({name: text.replace("\n", "\r\n") for name, text in FILES.items()})


class TestWhatIsRead:
    """Starting up costs what is used: a file is read when it is asked for, and once."""

    def test_nothing_is_read_before_something_is_asked_for(self) -> None:
        reader = Memory(FILES)
        Pack(reader)
        assert reader.asked == []

    def test_a_procedure_needs_the_triage_and_its_own_file(self) -> None:
        reader = Memory(FILES)
        Pack(reader).procedure("sortie")
        assert reader.asked == ["fr/situations.toml", "fr/sortie.toml"]

    def test_the_sources_need_only_their_own_file(self) -> None:
        reader = Memory(FILES)
        assert Pack(reader).sources
        assert reader.asked == ["sources.toml"]

    def test_the_triage_is_read_once(self) -> None:
        reader = Memory(FILES)
        pack = Pack(reader)
        assert pack.triage is pack.triage
        assert reader.asked == ["fr/situations.toml"]

    def test_a_file_with_faults_that_nobody_asks_for_harms_nobody(self) -> None:
        pack = Pack(Memory({**FILES, "fr/retour.toml": "not TOML", "sources.toml": "nor this"}))
        assert pack.procedure("sortie").id == "sortie"


class TestLanguage:
    """A missing translation never blocks: the French file stands in, and says that it is French."""

    ENGLISH = words_of(PROCEDURE.replace("Sortir d'ici", "Get out"), ProcedureWords)

    def test_a_translation_is_preferred(self) -> None:
        found = Pack(Memory({**FILES, "en/sortie.toml": self.ENGLISH}), "en").procedure("sortie")
        assert (found.title, found.language) == ("Get out", "en")

    def test_french_stands_in_for_a_missing_translation(self) -> None:
        found = Pack(Memory(FILES), "en").procedure("sortie")
        assert (found.title, found.language) == ("Sortir d'ici", "fr")

    def test_french_does_not_look_at_translations(self) -> None:
        reader = Memory({**FILES, "en/sortie.toml": self.ENGLISH})
        assert Pack(reader, "fr").procedure("sortie").language == "fr"
        assert reader.asked == ["fr/situations.toml", "fr/sortie.toml"]

    def test_a_translation_with_a_fault_is_not_passed_over(self) -> None:
        pack = Pack(Memory({**FILES, "en/sortie.toml": 'id = "sortie"'}), "en")
        with pytest.raises(PackInvalidError) as caught:
            pack.procedure("sortie")
        assert caught.value.facts["file"] == "en/sortie.toml"


class TestMissingFiles:
    """What is not there is named by its path inside the pack."""

    @pytest.mark.parametrize("name", list(FILES))
    def test_a_missing_file_is_named(self, name: str) -> None:
        with pytest.raises(PackUnreadableError) as caught:
            load_all({key: text for key, text in FILES.items() if key != name})
        assert caught.value.facts["file"] == name

    @pytest.mark.parametrize("name", ["nulle-part", "", "../fr", "/etc/passwd", "x" * 10_000])
    def test_an_unknown_procedure_lists_the_known_ones(self, name: str) -> None:
        with pytest.raises(UnknownProcedureError) as caught:
            Pack(Memory(FILES)).procedure(name)
        assert type(caught.value) is UnknownProcedureError
        assert caught.value.facts == {"name": name, "known": ("sortie", "retour")}

    @pytest.mark.parametrize("name", ["sorti", "SORTIE", "sortei", "sortie "])
    def test_a_near_miss_gets_a_guess(self, name: str) -> None:
        with pytest.raises(UnknownProcedureError) as caught:
            Pack(Memory(FILES)).procedure(name)
        assert caught.value.facts == {"name": name, "guess": "sortie"}

    def test_an_unknown_procedure_is_not_looked_for_in_the_files(self) -> None:
        reader = Memory({**FILES, "fr/secrets.toml": PROCEDURE})
        with pytest.raises(UnknownProcedureError):
            Pack(reader).procedure("secrets")
        assert reader.asked == ["fr/situations.toml", "fr/lettres.toml"]  # is it a letter?


TEXT, NUMBER, TRUTH, DAY, LIST, TABLE = (
    "a text",
    "a whole number",
    "true or false",
    "a date",
    "a list",
    "a table",
)


class TestWrongTypes:
    """A value is taken only when it has the type that is asked for; 3 is never « 3 » (REQ-R10)."""

    @pytest.mark.parametrize(
        ("old", "new", "place", "wanted", "found"),
        [
            ('title = "Sortir d\'ici"', "title = 3", "title", TEXT, NUMBER),
            ('title = "Sortir d\'ici"', "title = true", "title", TEXT, TRUTH),
            ('title = "Sortir d\'ici"', 'title = ["Sortir"]', "title", TEXT, LIST),
            ('title = "Sortir d\'ici"', "title = 2026-11-24", "title", TEXT, DAY),
            ('title = "Sortir d\'ici"', 'title = {fr = "a"}', "title", TEXT, TABLE),
            ('if_late = "retour"', "if_late = false", "if_late", TEXT, TRUTH),
            ("repeats = true", "repeats = 1", "repeats", TRUTH, NUMBER),
            ("repeats = true", 'repeats = "true"', "repeats", TRUTH, TEXT),
            ('["Respirez."]', '"Respirez."', "afterwards", LIST, TEXT),
            ('["Respirez."]', '{a = "Respirez."}', "afterwards", LIST, TABLE),
            ('["Respirez."]', '["Respirez.", 3]', "afterwards › 2", TEXT, NUMBER),
            ('why = "Elle est fermée."', "why = 1.5", "steps › porte › why", TEXT, None),
            ('["une main"]', '"une main"', "steps › porte › needs", LIST, TEXT),
            ('["une main"]', '[["une main"]]', "steps › porte › needs › 1", TEXT, LIST),
            (
                "reviewed = 2026-11-23",
                'reviewed = "2026-11-23"',
                "steps › rue › reviewed",
                DAY,
                TEXT,
            ),
            (
                "reviewed = 2026-11-23",
                "reviewed = 2026-11-23T08:00:00",
                "steps › rue › reviewed",
                DAY,
                None,
            ),
            (
                "reviewed = 2026-11-23",
                "reviewed = 2026-11-23T08:00:00Z",
                "steps › rue › reviewed",
                DAY,
                None,
            ),
            ("reviewed = 2026-11-23", "reviewed = 08:00:00", "steps › rue › reviewed", DAY, None),
            ("revision = 2", "revision = true", "steps › porte › revision", NUMBER, TRUTH),
            ("revision = 2", "revision = 2.0", "steps › porte › revision", NUMBER, None),
            ("revision = 2", 'revision = "2"', "steps › porte › revision", NUMBER, TEXT),
            (
                "number = 3",
                "number = true",
                "steps › rue › checks › droite › number",
                NUMBER,
                TRUTH,
            ),
            (
                'text = "J\'ai regardé à droite"',
                "text = 3",
                "steps › rue › checks › droite › text",
                TEXT,
                NUMBER,
            ),
            (
                'otherwise = "Prenez le pont."',
                'otherwise = ["a"]',
                "steps › rue › problems › autos › otherwise",
                TEXT,
                LIST,
            ),
        ],
    )
    def test_in_a_procedure(
        self, old: str, new: str, place: str, wanted: str, found: str | None
    ) -> None:
        [(where, why)] = faults_of("fr/sortie.toml", changed(PROCEDURE, (old, new)))
        assert where == place
        assert why.startswith(f"must be {wanted}, not {found or ''}")

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ('note = "Rien ne presse."', "note = 3", "note"),
            ('["sortie", "retour"]', '"sortie"', "procedures"),
            ('["sortie", "retour"]', '["sortie", "retour", 3]', "procedures › 3"),
            ('note = "Restez."', "note = false", "situations › dehors › note"),
            ('["PLAN"]', '"PLAN"', "situations › dedans › sources"),
        ],
    )
    def test_in_the_triage(self, old: str, new: str, place: str) -> None:
        [(where, why)] = faults_of("fr/situations.toml", changed(TRIAGE, (old, new)))
        assert where == place
        assert why.startswith("must be a")

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            (
                changed(SOURCES, ('date = "non datée"', "date = 2022-02-01")),
                "sources › CARTE › date",
            ),
            ("sources = []", "sources"),
            ("[sources]\nPLAN = 3", "sources › PLAN"),
        ],
    )
    def test_in_the_sources(self, text: str, place: str) -> None:
        [(where, why)] = faults_of("sources.toml", text)
        assert where == place
        assert why.startswith("must be a")

    @pytest.mark.parametrize(
        ("lists", "place"),
        [('steps = "porte"', "steps"), ("steps = {a = 1}", "steps"), ("steps = [3]", "steps › 1")],
    )
    def test_in_place_of_the_steps(self, lists: str, place: str) -> None:
        head = PROCEDURE.partition("[[steps]]")[0]
        [(where, why)] = faults_of("fr/sortie.toml", head + lists)
        assert where == place
        assert why.startswith("must be a")


class TestKeys:
    """Every key that must be there is there, and no other."""

    UNKNOWN = "this key is not known; remove it"

    @pytest.mark.parametrize(
        ("old", "place"),
        [
            ('finished = "Vous êtes dehors."\n', "zzz"),
            ('id = "porte"\n', "steps › porte › zzz"),
            ('id = "droite"\n', "steps › rue › checks › droite › zzz"),
            ('symptom = "Elle coince"\n', "steps › porte › problems › coince › zzz"),
        ],
    )
    def test_an_unknown_key_is_named_at_each_level(self, old: str, place: str) -> None:
        text = changed(PROCEDURE, (old, f'{old}zzz = "a"\n'))
        assert faults_of("fr/sortie.toml", text) == [(place, self.UNKNOWN)]

    @pytest.mark.parametrize(
        ("name", "text", "place"),
        [
            ("fr/situations.toml", f'zzz = "a"\n{TRIAGE}', "zzz"),
            ("fr/situations.toml", f'{TRIAGE}\nzzz = "a"', "situations › dehors › zzz"),
            ("sources.toml", f'zzz = "a"\n{SOURCES}', "zzz"),
            ("sources.toml", f'{SOURCES}\nzzz = "a"', "sources › CARTE › zzz"),
        ],
    )
    def test_an_unknown_key_is_named_in_the_other_files(
        self, name: str, text: str, place: str
    ) -> None:
        assert faults_of(name, text) == [(place, self.UNKNOWN)]

    def test_what_a_key_is_meant_for_is_said(self) -> None:
        text = changed(PROCEDURE, ('title = "Traverser', 'titel = "Traverser'))
        said = "this key is not known; did you mean “title”? Otherwise remove it"
        assert ("steps › rue › titel", said) in faults_of("fr/sortie.toml", text)

    def test_the_language_is_not_written_in_a_file(self) -> None:
        text = f'language = "en"\n{PROCEDURE}'
        assert faults_of("fr/sortie.toml", text) == [("language", self.UNKNOWN)]

    @pytest.mark.parametrize(
        ("old", "place"),
        [
            ('title = "Sortir d\'ici"', "title"),
            ('summary = "La voie est courte."', "summary"),
            ('finished = "Vous êtes dehors."', "finished"),
            ('title = "Traverser la rue"', "steps › rue › title"),
            ('why = "Le parc est en face."', "steps › rue › why"),
            ('before = "Les autos vous voient."', "steps › rue › before"),
            ('body = ["Regardez, puis marchez."]', "steps › rue › body"),
            ('sources = ["CARTE"]', "steps › rue › sources"),
            ('confidence = "probable"', "steps › rue › confidence"),
            ("reviewed = 2026-11-23", "steps › rue › reviewed"),
            ("number = 3", "steps › rue › checks › droite › number"),
            ('text = "J\'ai regardé à droite"', "steps › rue › checks › droite › text"),
            ('id = "rue"', "steps › 2 › id"),
            ('id = "droite"', "steps › rue › checks › 2 › id"),
            ('remedy = "Attendez."', "steps › rue › problems › autos › remedy"),
        ],
    )
    def test_a_missing_key_is_named(self, old: str, place: str) -> None:
        ((where, why),) = faults_of("fr/sortie.toml", changed(PROCEDURE, (old, "")))
        assert (where, why.partition(";")[0]) == (place, "is missing")

    @pytest.mark.parametrize(
        ("cut", "place"),
        [
            ("[[steps]]", "steps"),
            ("[[steps.checks]]", "checks"),
            ("[[steps.problems]]", "problems"),
        ],
    )
    def test_a_missing_list_of_tables_is_named(self, cut: str, place: str) -> None:
        found = faults_of("fr/sortie.toml", PROCEDURE.partition(cut)[0])
        assert (place in dict(found)) or (f"steps › porte › {place}" in dict(found))
        assert {why for _, why in found} == {"is missing"}


class TestValues:
    """Values of the right type that make no sense are refused too."""

    @pytest.mark.parametrize(
        ("old", "new", "place", "why"),
        [
            (
                'confidence = "sure"',
                'confidence = "SURE"',
                "steps › porte › confidence",
                "“SURE” is not one of: sure, probable, unverified",
            ),
            (
                '["Regardez, puis marchez."]',
                "[]",
                "steps › rue › body",
                "is empty; fill it in, or remove it",
            ),
            ('["CARTE"]', "[]", "steps › rue › sources", "is empty; fill it in, or remove it"),
            (
                'why = "Elle est fermée."',
                'why = ""',
                "steps › porte › why",
                "is empty; fill it in, or remove it",
            ),
            (
                'why = "Elle est fermée."',
                'why = " "',
                "steps › porte › why",
                "is empty; fill it in, or remove it",
            ),
            (
                'why = "Elle est fermée."',
                'why = "\u00a0"',
                "steps › porte › why",
                "is empty; fill it in, or remove it",
            ),
            (
                'keep = "La clé."',
                'keep = ""',
                "steps › porte › keep",
                "is empty; fill it in, or remove it",
            ),
            (
                '["une main"]',
                '[""]',
                "steps › porte › needs › 1",
                "is empty; fill it in, or remove it",
            ),
            (
                'id = "rue"',
                'id = "porte"',
                "steps › porte › id",
                "is used twice; change one of them, or remove it",
            ),
            (
                'id = "droite"',
                'id = "gauche"',
                "steps › rue › checks › gauche › id",
                "is used twice; change one of them, or remove it",
            ),
            (
                "number = 3",
                "number = 2",
                "steps › rue › checks › droite › number",
                "is used twice; change one of them, or remove it",
            ),
            (
                "number = 3",
                "number = 1",
                "steps › rue › checks › droite › number",
                "is used twice; change one of them, or remove it",
            ),
            (
                "number = 3",
                "number = 0",
                "steps › rue › checks › droite › number",
                "must be 1 to 9999",
            ),
            (
                "number = 3",
                "number = -3",
                "steps › rue › checks › droite › number",
                "must be 1 to 9999",
            ),
            ("revision = 2", "revision = 0", "steps › porte › revision", "must be 1 to 9999"),
        ],
    )
    def test_in_a_procedure(self, old: str, new: str, place: str, why: str) -> None:
        assert faults_of("fr/sortie.toml", changed(PROCEDURE, (old, new))) == [(place, why)]

    @pytest.mark.parametrize("name", ["checks", "problems"])
    def test_a_step_without_boxes_or_problems(self, name: str) -> None:
        head, mark, last = PROCEDURE.rpartition("[[steps]]\n")
        own, *blocks = last.split("\n\n")
        kept = [block for block in blocks if not block.startswith(f"[[steps.{name}]]")]
        text = "\n\n".join([f"{head}{mark}{own}\n{name} = []", *kept])
        assert faults_of("fr/sortie.toml", text) == [
            (f"steps › rue › {name}", "is empty; fill it in, or remove it")
        ]

    def test_a_procedure_without_steps(self) -> None:
        head = PROCEDURE.partition("[[steps]]")[0]
        assert faults_of("fr/sortie.toml", f"{head}steps = []") == [
            ("steps", "is empty; fill it in, or remove it")
        ]

    @pytest.mark.parametrize(
        ("old", "new", "faults"),
        [
            (
                'procedure = "retour"',
                'procedure = "nulle-part"',
                [
                    (
                        "situations › dehors › procedure",
                        "“nulle-part” is not in “procedures”; mend the name, or add it there",
                    )
                ],
            ),
            (
                'id = "dehors"',
                'id = "dedans"',
                [
                    ("situations › dedans › id", "is used twice; change one of them, or remove it"),
                    (
                        "questions › suite › answers › oui › situation",
                        "“dehors” is not in this file; mend the name, or write it here",
                    ),
                ],
            ),
            (
                'question = "suite"',
                'question = "nulle-part"',
                [
                    (
                        "questions › debut › answers › ailleurs › question",
                        "“nulle-part” is not in this file; mend the name, or write it here",
                    )
                ],
            ),
            (
                'question = "suite"',
                'question = "suite"\nsituation = "dehors"',
                [
                    (
                        "questions › debut › answers › ailleurs",
                        "must have either “question” or “situation”",
                    )
                ],
            ),
            (
                'label = "Oui"\nsituation = "dehors"',
                'label = "Oui"',
                [
                    (
                        "questions › suite › answers › oui",
                        "must have either “question” or “situation”",
                    )
                ],
            ),
            (
                'id = "suite"',
                'id = "Suite"',
                [
                    ("questions › Suite › id", "must be 1 to 40 of a-z, 0-9 and -"),
                    (
                        "questions › debut › answers › ailleurs › question",
                        "“suite” is not in this file; mend the name, or write it here",
                    ),
                ],
            ),
            (
                'note = "Restez."\n',
                'note = "Restez."\nurgency = "low"\n',
                [("situations › dehors › urgency", "this key is not known; remove it")],
            ),
            (
                '["PLAN"]',
                "[]",
                [("situations › dedans › sources", "is empty; fill it in, or remove it")],
            ),
            (
                '["sortie", "retour"]',
                '["sortie", "retour", "sortie"]',
                [("procedures › 3", "is used twice; change one of them, or remove it")],
            ),
        ],
    )
    def test_in_the_triage(self, old: str, new: str, faults: list[tuple[str, str]]) -> None:
        assert faults_of("fr/situations.toml", changed(TRIAGE, (old, new))) == faults

    def test_a_triage_without_questions_asks_nothing(self) -> None:
        head, mark, tail = TRIAGE.partition("[[questions]]")
        text = (
            f"{head}questions = []\n{mark[:0]}[[situations]]{tail.partition('[[situations]]')[2]}"
        )
        assert faults_of("fr/situations.toml", text) == [
            ("questions", "is empty; fill it in, or remove it")
        ]

    def test_a_triage_without_procedures(self) -> None:
        text = changed(TRIAGE, ('["sortie", "retour"]', "[]"))
        places = dict(faults_of("fr/situations.toml", text))
        assert places["procedures"] == "is empty; fill it in, or remove it"

    @pytest.mark.parametrize(
        "bad", ["Porte", "la porte", "la_porte", "é", "a/b", "..", "a.b", "a\\\\b", "x" * 41]
    )
    @pytest.mark.parametrize("old", ['id = "porte"', 'id = "droite"'])
    def test_an_id_has_plain_letters_and_is_short(self, old: str, bad: str) -> None:
        [(where, why)] = faults_of("fr/sortie.toml", changed(PROCEDURE, (old, f'id = "{bad}"')))
        assert where.endswith("› id")
        assert why == "must be 1 to 40 of a-z, 0-9 and -"

    def test_a_procedure_cannot_lead_out_of_the_folder(self) -> None:
        text = changed(TRIAGE, ('["sortie", "retour"]', '["sortie", "retour", "../retour"]'))
        assert faults_of("fr/situations.toml", text) == [
            ("procedures › 3", "must be 1 to 40 of a-z, 0-9 and -")
        ]

    def test_the_id_of_a_procedure_is_the_name_of_its_file(self) -> None:
        text = changed(PROCEDURE, ('id = "sortie"', 'id = "retour"'))
        assert faults_of("fr/sortie.toml", text) == [
            ("id", "must be the name of the file, “sortie”")
        ]

    @pytest.mark.parametrize(
        ("bad", "why"),
        [
            ("http://www.monespacesante.fr/", "must begin with https://"),
            (
                "https://example.org/",
                "leads to a site not allowed; mend it, or add the site to “hosts” in pack.toml",
            ),
            ("https://moi@www.monespacesante.fr/", "may not name a user or a port; remove it"),
        ],
    )
    def test_a_link_that_may_not_be_followed(self, bad: str, why: str) -> None:
        text = changed(PROCEDURE, ("https://www.monespacesante.fr/porte", bad))
        assert faults_of("fr/sortie.toml", text) == [("steps › porte › link", why)]

    def test_a_source_may_stand_anywhere_but_on_https(self) -> None:
        text = changed(SOURCES, ("https://example.org/carte", "ftp://example.org/carte"))
        assert faults_of("sources.toml", text) == [
            ("sources › CARTE › url", "must begin with https://")
        ]

    @pytest.mark.parametrize("old", ["revision = 2", "number = 3"])
    @pytest.mark.parametrize("number", ["10_000", "9" * 1_900, f"0x{'f' * 1_900}"])
    def test_a_number_is_small_enough_for_paper(self, old: str, number: str) -> None:
        """From 4,300 digits on, even str() of a whole number raises ValueError."""
        key = old.partition(" ")[0]
        [(place, why)] = faults_of("fr/sortie.toml", changed(PROCEDURE, (old, f"{key} = {number}")))
        assert place.endswith(key)
        assert why == "must be 1 to 9999"

    def test_the_highest_numbers_are_taken(self) -> None:
        text = changed(PROCEDURE, ("revision = 2", "revision = 9999"), ("= 3", "= 9999"))
        assert Pack(Memory({**FILES, "fr/sortie.toml": text})).procedure("sortie") is not None


def test_everything_wrong_with_a_file_is_said_at_once() -> None:
    text = changed(
        PROCEDURE,
        ('title = "Sortir d\'ici"', "title = 3"),
        ('confidence = "sure"', 'confidence = "certain"'),
        ('why = "Elle est fermée."', ""),
        ("reviewed = 2026-11-23", 'reviewed = "hier"'),
        ("number = 3", "number = true\ncolour = 4"),
    )
    assert {place for place, _ in faults_of("fr/sortie.toml", text)} == {
        "title",
        "steps › porte › confidence",
        "steps › porte › why",
        "steps › rue › reviewed",
        "steps › rue › checks › droite › number",
        "steps › rue › checks › droite › colour",
    }


def test_everything_senseless_in_a_file_is_said_at_once() -> None:
    text = changed(
        PROCEDURE,
        ("number = 3", "number = 1"),
        ("revision = 2", "revision = 0"),
        ('title = "Traverser la rue"', 'title = "Traverser\\u001b"'),
        ('["CARTE"]', "[]"),
    )
    assert {place for place, _ in faults_of("fr/sortie.toml", text)} == {
        "steps › rue › checks › droite › number",
        "steps › porte › revision",
        "steps › rue › title",
        "steps › rue › sources",
    }


class TestSyntax:
    """What is not TOML is refused with the file and the line."""

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ('a = "1"\nb = "2\nc = 3\n', "2"),
            ('a = "1"\n\n\nb "2"\n', "4"),
            ("a = 1\nb = 2\na = 3\n", "3"),
            ("a = 1\nb = 2026-02-31\n", "2"),
            ("a = 1\r\nb = \r\nc = 1\r\n", "2"),
            ("# ok\n[table\na = 1\n", "2"),
            ("titre: Attention : lisez\n", "1"),
            ('a = "\x1b"\n', "1"),
            ("a = 1\nb = \x00\n", "2"),
            ("a = 0123\n", "1"),
            ("a = 1\nb = [1,", "2"),
            ('a = 1\nb = """deux\ntrois\nquatre', "4"),
            ("a = 1\n\nb = {c = 1", "3"),
            ("a =", "1"),
        ],
    )
    def test_the_line_is_right(self, text: str, line: str) -> None:
        with pytest.raises(PackSyntaxError) as caught:
            load_all({**FILES, "fr/sortie.toml": text})
        facts = caught.value.facts
        assert (facts["file"], facts["line"]) == ("fr/sortie.toml", line)

    @pytest.mark.parametrize("cut", range(1, len(PROCEDURE), 37))
    def test_a_file_that_was_cut_is_refused_in_words(self, cut: int) -> None:
        with pytest.raises((PackSyntaxError, PackInvalidError)):
            load_all(
                {**FILES, "fr/sortie.toml": PROCEDURE.encode()[:cut].decode("utf-8", "ignore")}
            )


class TestLimits:
    """What a parser takes minutes over, or falls over, is refused before or in words (REQ-R10)."""

    @staticmethod
    def refusal(data: bytes) -> str:
        with pytest.raises(PackUnreadableError) as caught:
            load_all({**FILES, "sources.toml": data})
        assert caught.value.facts["file"] == "sources.toml"
        return str(caught.value.facts["cause"])

    def test_a_file_at_the_limit_of_size_is_read(self) -> None:
        line = b"#" * 99 + b"\n"
        padded = SOURCES.encode() + line * (LARGEST_FILE // len(line))
        assert Pack(Memory({"sources.toml": padded[:LARGEST_FILE]})).sources

    def test_a_file_over_the_limit_of_size_is_refused(self) -> None:
        padded = SOURCES.encode() + b"\n" * LARGEST_FILE
        assert "larger" in self.refusal(padded[: LARGEST_FILE + 1])

    def test_a_line_at_the_limit_of_length_is_read(self) -> None:
        padded = SOURCES.encode() + b"#" * LONGEST_LINE
        assert Pack(Memory({"sources.toml": padded})).sources

    def test_a_line_over_the_limit_of_length_is_refused(self) -> None:
        assert "longer" in self.refusal(SOURCES.encode() + b"#" * (LONGEST_LINE + 1))

    def test_a_key_of_50000_dots_is_refused_before_parsing(self) -> None:
        start = time.perf_counter()
        assert "longer" in self.refusal(b"a." * 50_000 + b"a = 1\n")
        assert time.perf_counter() - start < 1

    def test_many_long_keys_are_no_way_round(self) -> None:
        """A file of them, as large as may be, is refused within 5 s; a quarter in a quarter."""
        line = b"k%03d" + b".a" * (LONGEST_LINE // 2 - 10) + b" = 1\n"
        count = LARGEST_FILE // len(line) // 4
        assert count
        start = time.process_time()
        with pytest.raises((PackUnreadableError, PackInvalidError)):
            load_all({**FILES, "sources.toml": b"".join(line % number for number in range(count))})
        assert time.process_time() - start < 5 / 4

    @pytest.mark.parametrize("opening", [b"[", b"{a=", b"[{a=["])
    def test_deep_nesting_is_refused(self, opening: bytes) -> None:
        assert "nested" in self.refusal(b"a = " + opening * (1_900 // len(opening)))

    def test_nesting_over_several_lines_is_refused(self) -> None:
        assert "nested" in self.refusal(b"a = " + b"[\n" * 50_000)

    @pytest.mark.parametrize("sign", ["", "-", "0x"])
    def test_a_huge_whole_number_is_no_date(self, sign: str) -> None:
        text = changed(PROCEDURE, ("reviewed = 2026-11-23", f"reviewed = {sign}{'9' * 1_900}"))
        [(place, why)] = faults_of("fr/sortie.toml", text)
        assert place == "steps › rue › reviewed"
        assert why == "must be a date, not a whole number"

    @pytest.mark.parametrize(
        "data",
        [
            SOURCES.encode("latin-1"),
            SOURCES.encode("utf-16"),
            b"\xff" + SOURCES.encode(),
            SOURCES.encode() + b"# \xed\xa0\x80",
        ],
    )
    def test_what_is_not_utf8_is_refused(self, data: bytes) -> None:
        assert "UTF-8" in self.refusal(data)

    def test_an_empty_file_lacks_everything(self) -> None:
        places = [place for place, _ in faults_of("fr/sortie.toml", "")]
        assert places == ["id", "title", "summary", "finished", "steps"]

    def test_parse_returns_plain_data(self) -> None:
        assert parse("x.toml", b'a = "b"') == {"a": "b"}


class TestFolder:
    """An editor's folder is read like the shipped pack, and nothing odd in it hangs or crashes."""

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        (tmp_path / "fr").mkdir()
        for name, text in FILES.items():
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    @staticmethod
    def refusal(root: Path, name: str) -> str:
        with pytest.raises(PackUnreadableError) as caught:
            folder(root)(name)
        assert caught.value.facts["file"] == name
        return str(caught.value.facts["cause"])

    def test_a_pack_loads_from_a_folder(self, root: Path) -> None:
        assert Pack(folder(root)).procedure("sortie").title == "Sortir d'ici"

    def test_bytes_come_as_they_are(self, root: Path) -> None:
        assert folder(root)("sources.toml") == SOURCES.replace("\n", os.linesep).encode()

    @pytest.mark.parametrize("name", ["fr/none.toml", "en/sortie.toml", "none.toml"])
    def test_a_missing_file_is_none(self, root: Path, name: str) -> None:
        assert folder(root)(name) is None

    @pytest.mark.posix("Windows gives another cause")
    def test_a_folder_in_the_place_of_a_file_is_refused(self, root: Path) -> None:
        (root / "fr" / "retour.toml").mkdir()
        assert self.refusal(root, "fr/retour.toml") == "it is a folder"

    def test_a_named_pipe_is_refused_without_waiting(self, root: Path) -> None:
        os.mkfifo(root / "fr" / "retour.toml")
        assert self.refusal(root, "fr/retour.toml") == "it is not a file"

    def test_a_socket_is_refused(self, root: Path) -> None:
        os.mknod(root / "socket.toml", stat.S_IFSOCK | 0o600)
        assert self.refusal(root, "socket.toml") == "it is not a file"

    def test_a_device_is_refused(self, root: Path) -> None:
        (root / "zero.toml").symlink_to("/dev/zero")
        assert self.refusal(root, "zero.toml") == "it is not a file"

    @pytest.mark.posix("Windows gives another cause")
    def test_a_file_in_the_place_of_a_folder_is_refused(self, root: Path) -> None:
        assert self.refusal(root, "sources.toml/x.toml") == "a part of the path is not a folder"

    def test_a_link_to_itself_is_refused(self, root: Path) -> None:
        (root / "loop.toml").symlink_to("loop.toml")
        assert self.refusal(root, "loop.toml")

    @pytest.mark.posix("Windows gives another cause")
    def test_a_name_too_long_is_refused(self, root: Path) -> None:
        assert self.refusal(root, "x" * 5_000) == "the name is too long"

    def test_a_name_that_cannot_be_is_refused(self, root: Path) -> None:
        assert self.refusal(root, "a\0b") == "the name is not possible"

    @pytest.mark.posix("rights as POSIX has them")
    @pytest.mark.skipif(IS_ROOT, reason="root may read everything")
    def test_a_file_without_rights_is_refused(self, root: Path) -> None:
        (root / "sources.toml").chmod(0)
        assert self.refusal(root, "sources.toml") == "access is not allowed"

    def test_a_file_that_is_too_large_is_not_read_whole(self, root: Path) -> None:
        with (root / "large.toml").open("wb") as file:
            file.truncate(100 * LARGEST_FILE)
        data = folder(root)("large.toml")
        assert data is not None
        assert len(data) == LARGEST_FILE + 1

    def test_no_descriptor_is_left_open(self, root: Path) -> None:
        os.mkfifo(root / "pipe.toml")
        (root / "folder.toml").mkdir()
        before = len(list(OPEN.iterdir()))
        for name in ("pipe.toml", "folder.toml", "sources.toml", "none.toml"):
            try:
                folder(root)(name)
            except (PackUnreadableError, OSError):
                continue
        assert len(list(OPEN.iterdir())) == before


def test_the_shipped_reader_knows_no_other_file() -> None:
    read = shipped()
    assert read("sources.toml")
    assert read("fr/nothing.toml") is None


def test_the_ids_of_procedures_are_found_in_the_head_of_what_is_shipped() -> None:
    """And are those of the whole, which takes ten times as long to read."""
    data = shipped()("fr/situations.toml")
    assert data is not None
    assert read_names("fr/situations.toml", data) == Pack(shipped()).triage.procedures


@pytest.mark.parametrize(
    "head", ["", 'procedures = "sortie"', 'procedures = ["a", "a"]', "procedures = ["]
)
def test_a_head_in_which_something_is_amiss_names_none(head: str) -> None:
    """So the whole is read, and says what."""
    assert read_names("fr/situations.toml", head.encode()) == ()
