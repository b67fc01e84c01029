"""A pack of version 1.0 becomes one of today: the same words, no structure but in French."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.conversion import convert
from mes_optout.content.letters import load_letters
from mes_optout.content.lint import Finding, Severity, find_mistakes, load_languages
from mes_optout.content.loader import Pack
from mes_optout.errors import PackInvalidError, PackOutdatedError, PackUnreadableError
from support.led_pack import FRENCH, translate

TODAY = date(2026, 11, 24)
OLD = Path(__file__).parent / "pack_1_0"  # cut out of what version 1.0 shipped
STEPS, STEPS_EN = "fr/suites.toml", "en/suites.toml"
WAYS, WAYS_EN = "fr/situations.toml", "en/situations.toml"


def old(**changes: tuple[str, str]) -> dict[str, bytes]:
    """Return the files of 1.0; a change is named after its file, and replaces what stands first."""
    files = {path.relative_to(OLD).as_posix(): path.read_bytes() for path in OLD.rglob("*.toml")}
    for name, (before, after) in changes.items():
        file = f"{name.replace('_', '/')}.toml"
        assert before.encode() in files[file]
        files[file] = files[file].replace(before.encode(), after.encode(), 1)
    return files


def check(files: Mapping[str, bytes]) -> list[Finding]:
    """Look for what was a mistake in 1.0 already.

    It had no conditions and no doors, and English was not measured.
    """
    found = find_mistakes(load_languages(files.get), TODAY)
    since = ("pass it over", "begins with", "without a door", "a sentence of", "is used here first")
    return [each for each in found if not any(why in each.fault.reason for why in since)]


def list_words(table: object) -> Iterator[str]:
    """Yield the texts of parsed TOML, those of its ids too."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, list):
        for each in table:
            yield from list_words(each)
    elif isinstance(table, dict):
        for key, each in table.items():
            if key not in {"id", "urgency", "timing", "original"}:
                yield from list_words(each)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_pack_of_that_version_is_not_read(language: str) -> None:
    for name in ("names", "triage"):
        with pytest.raises(PackOutdatedError):
            getattr(Pack(old().get, language, own=True), name)
    with pytest.raises(PackOutdatedError):
        Pack(old().get, language, own=True).procedure("")
    with pytest.raises(PackOutdatedError):
        load_languages(old().get)


def test_what_comes_of_it_has_no_mistake() -> None:
    assert check(convert(old())) == []


def test_the_french_changes_in_nothing_else() -> None:
    """Problems have ids, and how soon to act is said in the words of the page."""
    before, after = old(), convert(old())
    for name in (STEPS, WAYS, "fr/reperes.toml", "fr/lettres.toml", "sources.toml"):
        raw, new = tomllib.loads(before[name].decode()), tomllib.loads(after[name].decode())
        assert list(list_words(new)) == list(list_words(raw))
    assert [p.id for s in Pack(after.get).procedure("suites").steps for p in s.problems] == [
        "cela-fait-beaucoup-coup",
        "veux-corriger-faire-retirer-ecrit",
        "pharmacie-sait-pas-faire",
        "veux-pas-demander-dans-pharmacie",
        "sais-pas-dossier",
    ]
    assert Pack(after.get).triage.situations[0].timing == "Rien ne presse."
    assert Pack(after.get, "en").triage.situations[0].timing == "No hurry."


def test_comments_and_layout_stay() -> None:
    before, after = old(), convert(old())
    for name in before:
        comments = [line for line in before[name].decode().splitlines() if line.startswith("#")]
        lines = after[name].decode().splitlines()
        assert [line for line in lines if line.startswith("#")] == comments
    assert b"# 1\n[[situations]]\n" in after[WAYS]
    assert b"# 2\n[[steps.problems]]\n" in after[STEPS]
    added = set(after[STEPS].splitlines()) - set(before[STEPS].splitlines())
    assert all(line.startswith(b'id = "') for line in added)


def test_every_word_of_the_translation_is_where_it_was() -> None:
    after = convert(old())
    french, english = (Pack(after.get, language) for language in ("fr", "en"))
    raw = tomllib.loads(old()[STEPS_EN].decode())
    procedure = english.procedure("suites")
    assert procedure.language == "en"
    for step, original, was in zip(
        procedure.steps, french.procedure("suites").steps, raw["steps"], strict=True
    ):
        assert step.language == "en"
        for name in ("title", "why", "before", "keep", "doubt"):
            assert getattr(step, name) == was.get(name)
        assert [line.text for line in step.body] == was["body"]
        for name in ("needs", "more"):
            assert list(getattr(step, name)) == was.get(name, [])
        assert [check.text for check in step.checks] == [each["text"] for each in was["checks"]]
        assert [(p.symptom, p.remedy, p.otherwise) for p in step.problems] == [
            (each["symptom"], each["remedy"], each["otherwise"]) for each in was["problems"]
        ]
        assert (step.sources, step.confidence) == (original.sources, original.confidence)
    assert all(known.explained for known in load_letters(english))
    assert not {b"sources", b"confidence", b"number", b"reviewed", b"urgency"} & {
        line.partition(b" ")[0] for name in (STEPS_EN, WAYS_EN) for line in after[name].split(b"\n")
    }


def test_what_was_stale_stays_so() -> None:
    """And what was not, is not: the French of the second step and of the letter changed."""
    after = convert(
        old(
            fr_suites=("qui s'adresser : à vérifier.", "qui écrire : à vérifier."),
            fr_lettres=("Je porte plainte", "Je dépose plainte"),
        )
    )
    stale = [f for f in check(after) if "stale" in f.fault.reason]
    assert {(f.file, f.fault.place) for f in stale} == {
        (STEPS_EN, "steps › pharmacie › original"),
        ("en/lettres.toml", "letters › cnil › original"),
    }
    assert {f.severity for f in stale} == {Severity.WARNING}
    steps = Pack(after.get, "en").procedure("suites").steps
    assert [step.language for step in steps] == ["en", "fr"]


CONTRADICTIONS = [
    (STEPS_EN, "number = 1", "number = 7", "steps › reste › checks › reste-lu › number"),
    (STEPS_EN, '"R40"', '"R41"', "steps › reste › sources"),
    (STEPS_EN, 'urgency = "low"', 'urgency = "high"', "urgency"),
    (STEPS_EN, 'urgency = "low"', 'if_late = "suites"', "if_late"),
    (STEPS_EN, 'confidence = "probable"', "revision = 2", "steps › reste › revision"),
    (STEPS_EN, 'id = "reste"', 'id = "rest"', "steps › rest"),
    (STEPS_EN, 'id = "reste-lu"', 'id = "lu"', "steps › reste › checks › lu"),
    (WAYS_EN, '"L23"', '"L24"', "situations › autres-dossiers › sources"),
    (WAYS_EN, 'urgency = "low"', 'urgency = "high"', "situations › autres-dossiers › urgency"),
    (WAYS_EN, '["suites"]', '["suites", "ado"]', "procedures"),
    ("en/reperes.toml", 'confidence = "', 'confidence = "un', "resources › france-services › "),
]


@pytest.mark.parametrize(("file", "before", "after", "place"), CONTRADICTIONS)
def test_a_translation_that_says_otherwise_is_not_dropped_in_silence(
    file: str, before: str, after: str, place: str
) -> None:
    name = file.removesuffix(".toml").replace("/", "_")
    with pytest.raises(PackInvalidError) as caught:
        convert(old(**{name: (before, after)}))
    assert caught.value.facts == {"file": file}
    assert [fault.place.startswith(place) for fault in caught.value.faults] == [True]


def test_a_problem_too_few_is_not_guessed() -> None:
    files = old()
    files[STEPS_EN] = files[STEPS_EN].rpartition(b"[[steps.problems]]")[0]
    with pytest.raises(PackInvalidError) as caught:
        convert(files)
    (fault,) = caught.value.faults
    assert fault.place == "steps › pharmacie › problems"
    assert fault.facts == {"count": 2, "expected": 3}


def test_what_a_translation_may_say_of_itself_is_no_contradiction() -> None:
    """When it was read again; and a default, said aloud."""
    again = ("reviewed = 2026-11-24", "reviewed = 2026-11-20\nrevision = 1\nformerly = []")
    assert check(convert(old(en_suites=again))) == []


def test_problems_on_a_line_and_alike_have_ids_of_their_own() -> None:
    text = old()[STEPS].decode()
    head, _, _ = text.partition("[[steps.problems]]")
    line = '{ symptom = "…", remedy = "Un.", otherwise = "Deux." }'
    head = head.replace("[[steps.checks]]", f"problems = [{line}, {line}]\n\n[[steps.checks]]")
    after = convert({STEPS: head.encode(), WAYS: old()[WAYS]})
    problems = Pack(after.get).procedure("suites").steps[0].problems
    assert [problem.id for problem in problems] == ["probleme", "probleme-2"]


def test_a_pack_of_today_comes_out_as_it_went_in() -> None:
    converted = convert(old())
    assert convert(converted) == converted


def test_without_a_triage_it_is_no_pack() -> None:
    with pytest.raises(PackUnreadableError) as caught:
        convert({"sources.toml": b""})
    assert caught.value.facts["file"] == WAYS


def test_a_french_with_a_fault_is_named() -> None:
    with pytest.raises(PackInvalidError) as caught:
        convert(old(fr_suites=('finished = "', 'fini = "')))
    assert caught.value.facts == {"file": STEPS}
    assert {fault.place for fault in caught.value.faults} == {"finished", "fini"}


def test_the_shipped_pack_comes_out_as_it_went_in() -> None:
    """Its translation says steps of procedures that include others, which have no id there."""
    steps = Path(__file__).parents[2] / "steps"
    files = {
        path.relative_to(steps).as_posix(): path.read_bytes() for path in steps.rglob("*.toml")
    }
    assert convert(files) == files


def test_what_leads_on_comes_out_as_it_went_in() -> None:
    """Doors, what comes later, a day that answers, included steps; in a translation their words."""
    files = {name: text.encode() for name, text in translate(FRENCH).items()}
    assert convert(files) == files
