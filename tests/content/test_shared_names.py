"""`steps check` on steps that procedures include: numbers, former names, words, each said once."""

from datetime import date

import pytest

from mes_optout.content.lint import Finding, find_mistakes, load_languages
from mes_optout.content.lint.loading import load_language
from mes_optout.content.lint.permanence import find_lost_names
from mes_optout.content.loader import Pack
from mes_optout.content.translation import fingerprint
from support.case_pack import with_shared
from support.case_texts import SHARED
from support.small_pack import ENGLISH, reader

TODAY = date(2026, 11, 25)


def find(*changes: tuple[str, str]) -> list[Finding]:
    return list(find_lost_names(load_language(reader(with_shared(*changes)), "fr")))


def places(*changes: tuple[str, str]) -> list[tuple[str, str]]:
    return [(f.file, f.fault.place) for f in find(*changes)]


def former(text: str) -> tuple[str, str]:
    return 'id = "page"\n', f'id = "page"\nformerly = {text}\n'


def former_box(text: str) -> tuple[str, str]:
    return 'text = "Vue"\n', f'text = "Vue"\nformerly = {text}\n'


def test_sound_names_are_no_mistake() -> None:
    assert places() == []
    assert places(former('["sortie/accueil", "sortie/seuil", "entree"]')) == []
    assert places(former_box('["sortie/seuil/vu", "seuil/vu", "regardee"]')) == []


@pytest.mark.parametrize("name", ["sortie/a/b", "ailleurs/seuil", "sortie/", "/", "Sortie"])
def test_a_former_name_of_a_step_is_one(name: str) -> None:
    assert places(former(f'["sortie/seuil", "{name}"]')) == [
        ("fr/commun.toml", "steps › page › formerly › 2")
    ]


@pytest.mark.parametrize("name", ["sortie/a/b/c", "ailleurs/seuil/vu", "sortie//vu", "/"])
def test_a_former_name_of_a_box_is_one(name: str) -> None:
    here = ("fr/commun.toml", "steps › page › checks › vue › formerly › 1")
    assert places(former_box(f'["{name}"]')) == [here]


@pytest.mark.parametrize("name", ["sortie/porte/ouverte", "page/vue"])
def test_a_name_in_use_is_no_former_one(name: str) -> None:
    (found,) = find(former_box(f'["{name}"]'))
    assert "still in use" in found.fault.reason


def test_a_name_of_a_step_that_was_included_since_is_free() -> None:
    """The procedure has a step of that id: the included one, whose ticks are kept elsewhere."""
    assert places(former('["sortie/page"]')) == []


def test_a_name_that_follows_from_the_step_s_is_left_out() -> None:
    (found,) = find(former('["sortie/page"]'), former_box('["sortie/page/vue"]'))
    assert "follows from “formerly” of the step; remove it here" in found.fault.reason


def test_a_retired_name_is_no_former_one() -> None:
    retired = ('if_late = "sortie"\n', 'if_late = "sortie"\nretired = ["seuil/vu", "seuil"]\n')
    (found,) = find(retired, former_box('["sortie/seuil/vu"]'))
    assert "retired" in found.fault.reason
    (found,) = find(retired, former('["sortie/seuil"]'))
    assert "retired" in found.fault.reason


def test_one_old_box_may_have_said_what_two_say_now() -> None:
    second = '[[steps.checks]]\nid = "lue"\ntext = "Lue"\nformerly = ["sortie/seuil/vu"]\n'
    before = '[[steps.problems]]\nid = "voile"'
    numbers = ("vue = 7", "vue = 7, lue = 8")
    more = (before, second + before)
    assert places(former_box('["sortie/seuil/vu"]'), more, numbers) == []
    (found,) = find(former_box('["sortie/seuil/vu", "sortie/seuil/vu"]'))
    assert "another one" in found.fault.reason


def test_the_names_of_a_faulty_procedure_are_not_known() -> None:
    two = ('["sortie"]', '["sortie", "retour"]')
    files = {**with_shared(two, former_box('["retour/seuil/vu"]')), "fr/retour.toml": "id = 3"}
    loaded = load_language(reader(files), "fr")
    assert {f.file for f in loaded.findings} == {"fr/retour.toml"}
    assert list(find_lost_names(loaded)) == []


def test_numbers_are_those_of_the_procedure() -> None:
    gone = ("[2, 3, 4, 5, 6]", "[2, 3, 4, 5, 6, 7]")
    assert ("fr/sortie.toml", "steps › commun/page › checks › vue › number") in places(gone)
    left = (gone[0], "[3, 4, 5, 6]")
    assert places(left) == [("fr/sortie.toml", "retired_numbers")]
    never = ("numbers = { vue = 7 }", "numbers = { vue = 7 }\nformerly_numbers = { vue = [9, 5] }")
    assert places(never) == [
        ("fr/sortie.toml", "steps › commun/page › checks › vue › formerly_numbers")
    ]


def test_a_box_without_number_goes_with_one_that_is_there() -> None:
    """With a number that is gone, nothing would ever tick it but codes of before."""
    gone, numbers = ("[2, 3, 4, 5, 6]", "[2, 3, 4, 5, 6, 7]"), "numbers = { vue = 7 }"
    assert places(gone, (numbers, "formerly_numbers = { vue = [1] }")) == []
    assert places(gone, (numbers, "formerly_numbers = { vue = [5, 1] }")) == []
    here = ("fr/sortie.toml", "steps › commun/page › checks › vue › formerly_numbers")
    assert places(gone, (numbers, "formerly_numbers = { vue = [5] }")) == [here]
    assert places(gone, (numbers, "formerly_numbers = { vue = [9] }")) == [here, here]


class TestOnce:
    """What is wrong with a shared step is said once, of its file."""

    def mistakes(self, **changed: str) -> list[tuple[str, str]]:
        files = with_shared()
        two = files["fr/situations.toml"].replace('["sortie"]', '["sortie", "retour"]')
        also = {
            "fr/situations.toml": two,
            "fr/retour.toml": files["fr/sortie.toml"].replace('id = "sortie"', 'id = "retour"'),
        }
        shared = {f"{name}/commun.toml": text for name, text in changed.items()}
        read = reader({**files, **also, **ENGLISH, **shared})
        return [
            (f.file, f.fault.place)
            for f in find_mistakes(load_languages(read), TODAY)
            if "commun" in f.file or "page" in f.fault.place
        ]

    def test_a_text(self) -> None:
        place = ("fr/commun.toml", "steps › page › why")
        assert self.mistakes(fr=SHARED).count(place) == 0
        found = self.mistakes(fr=SHARED.replace("Pourquoi.", "Pourquoi☺."))
        assert [each for each in found if each[1] == place[1]] == [place]

    def test_an_acronym(self) -> None:
        """It is said of the file where it stands, though a procedure is read in its own order."""
        place = ("fr/commun.toml", "steps › page › why")
        assert self.mistakes(fr=SHARED.replace("Pourquoi.", "Le XYZQ.")).count(place) == 1

    def test_an_unknown_source(self) -> None:
        place = ("fr/commun.toml", "steps › page › sources › 1")
        found = self.mistakes(fr=SHARED.replace('["PLAN"]', '["RIEN"]'))
        assert [each for each in found if each[1] == place[1]] == [place]

    def test_a_fault_for_which_nothing_can_be_loaded(self) -> None:
        found = self.mistakes(fr=SHARED.replace('title = "Titre"', "title = 3"))
        assert found.count(("fr/commun.toml", "steps › page › title")) == 1

    def test_a_translation_that_is_missing(self) -> None:
        assert ("en/commun.toml", ".") in self.mistakes()

    def test_a_translation_that_is_stale(self) -> None:
        step = Pack(reader(with_shared())).procedure("sortie").steps[1]
        words = ENGLISH_SHARED.replace("ORIGINAL", "0" * 16)
        assert ("en/commun.toml", "steps › page › original") in self.mistakes(en=words)
        words = ENGLISH_SHARED.replace("ORIGINAL", fingerprint(step))
        assert ("en/commun.toml", "steps › page › original") not in self.mistakes(en=words)


ENGLISH_SHARED = """\
id = "commun"
[[steps]]
id = "page"
original = "ORIGINAL"
title = "Title"
why = "Why."
before = "Before."
body = ["One."]
[[steps.checks]]
id = "vue"
text = "Seen"
[[steps.problems]]
id = "voile"
symptom = "Veil"
remedy = "Remedy."
otherwise = "Else."
"""


class TestParity:
    """Words for all that the French says, and for nothing else."""

    def places(self, *changes: tuple[str, str]) -> list[tuple[str, str]]:
        words = ENGLISH_SHARED
        for before, after in changes:
            assert before in words
            words = words.replace(before, after)
        read = reader({**with_shared(), **ENGLISH, "en/commun.toml": words})
        return [
            (f.file, f.fault.place)
            for f in find_mistakes(load_languages(read), TODAY)
            if f.file == "en/commun.toml" and not f.fault.place.endswith("original")
        ]

    def test_as_many_lines(self) -> None:
        body = "steps › page › body"
        assert ("en/commun.toml", body) not in self.places()
        more = ('["One."]', '["One.", "Two."]')
        assert ("en/commun.toml", body) in self.places(more)

    def test_a_fork_that_the_french_has_not(self) -> None:
        fork = '[steps.fork]\nquestion = "Which?"\nanswers = [{ id = "a", label = "A" }]\n'
        found = self.places(("[[steps.checks]]", f"{fork}[[steps.checks]]"))
        assert ("en/commun.toml", "steps › page › fork") in found

    def test_words_of_an_included_step_stand_in_its_own_file(self) -> None:
        words = ENGLISH["en/sortie.toml"] + ENGLISH_SHARED.partition("\n")[2]
        read = reader({**with_shared(), **ENGLISH, "en/sortie.toml": words})
        found = find_mistakes(load_languages(read), TODAY)
        assert ("en/sortie.toml", "steps › page") in [(f.file, f.fault.place) for f in found]
