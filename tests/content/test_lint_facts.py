"""`steps check` on what depends on facts: conditions, forks, the facts themselves."""

import pytest

from mes_optout.content.lint import Finding, Severity
from mes_optout.content.lint.choices import find_row_mistakes, find_unsure_forks
from mes_optout.content.lint.facts import find_fact_mistakes
from mes_optout.content.lint.loading import load_language
from mes_optout.content.lint.personal import find_telling_facts
from mes_optout.content.lint.texts import find_passed_steps
from mes_optout.content.loader import Pack
from mes_optout.errors import PackInvalidError
from support.case_pack import with_facts
from support.case_texts import CASE, FORK
from support.small_pack import reader

CLE = "fr/sortie.toml steps › cle"
ANSWERS = "steps › cle › fork › answers"
HIDE = 'when = { compte = ["oui"] }\n'


def look(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the reasons of what is found, by file and place, after some changes."""
    return {f"{f.file} {f.fault.place}": f.fault.reason for f in find(*changes)}


def find(*changes: tuple[str, str]) -> list[Finding]:
    return list(find_fact_mistakes(load_language(reader(with_facts(*changes)), "fr")))


def test_a_sound_pack_has_no_mistake() -> None:
    assert look() == {}


@pytest.mark.parametrize(
    ("place", "change"),
    [
        (f"{CLE} › when › compt", ("when = { compte", "when = { compt")),
        (f"{CLE} › body › 2 › unless › espac", ("{ espace =", "{ espac =")),
        (
            f"{CLE} › fork › answers › oui › facts › ecra",
            ('ecran = "op', 'ecra = "op'),
        ),
        (
            "fr/situations.toml questions › debut › answers › ici › facts › compt",
            ("facts = { compte", "facts = { compt"),
        ),
    ],
)
def test_an_unknown_fact_is_named_where_it_stands(place: str, change: tuple[str, str]) -> None:
    found = look(change)
    assert place in found
    assert "no fact" in found[place]


def test_an_unknown_value_is_named_with_those_there_are() -> None:
    found = find(('compte = ["oui"]', 'compte = ["ou"]'))
    assert [(f.fault.place, f.fault.facts["known"]) for f in found if "known" in f.fault.facts] == [
        ("steps › cle › when › compte", "oui, non")
    ]


def test_a_condition_that_nothing_fulfils_is_found() -> None:
    found = look(
        (
            'when = { compte = ["oui"] }\n',
            'when = { compte = ["oui"] }\nunless = { compte = ["oui"] }\n',
        )
    )
    assert "hidden whatever" in found[f"{CLE}"]


def test_a_condition_that_hides_nothing_is_found() -> None:
    found = look(('when = { compte = ["oui"] }\n', 'when = { compte = ["oui", "non"] }\n'))
    assert "shown whatever" in found[f"{CLE}"]


def test_a_line_is_judged_within_its_step() -> None:
    """What contradicts the step is never shown; what the step asks already hides nothing."""
    never = look(("unless = { espace =", 'when = { compte = ["non"] }, unless = { espace ='))
    assert "hidden whatever" in never[f"{CLE} › body › 2"]
    always = look(('unless = { espace = ["existe"] }', 'when = { compte = ["oui"] }'))
    assert "shown whatever" in always[f"{CLE} › body › 2"]


def test_a_line_may_be_for_whoever_said_nothing() -> None:
    """The step is shown to them too: « sans compte, passez » is for those who do not know."""
    first = '"Une clé."'
    changed = f'{{ text = {first}, unless = {{ compte = ["oui"] }} }}, "Encore."'
    assert look((first, changed)) == {}


def test_a_step_keeps_a_line_and_a_box_whatever_is_said() -> None:
    first = '"Une clé."'
    found = find((first, f'{{ text = {first}, unless = {{ espace = ["existe"] }} }}'))
    assert [(f.fault.place, f.fault.facts["facts"]) for f in found] == [
        ("steps › cle › body", "compte = oui, espace = existe")
    ]
    box = 'text = "Tournée"\n'
    found = find((box, box + 'unless = { espace = ["existe"] }\n'))
    assert [f.fault.place for f in found] == ["steps › cle › checks"]


def test_two_lines_for_the_two_cases_are_enough() -> None:
    first = '"Une clé."'
    assert look((first, f'{{ text = {first}, when = {{ espace = ["existe"] }} }}')) == {}


def test_what_hides_the_step_need_not_leave_a_line() -> None:
    first = '"Une clé."'
    one = f'{{ text = {first}, when = {{ compte = ["oui"], espace = ["existe"] }} }}'
    two = '{ text = "Et.", when = { espace = ["pas-encore"] } }'
    assert look((first, f"{one}, {two}")) == {}


def test_some_step_is_left_whatever_is_said() -> None:
    found = find(('link = "https://www.cnil.fr/a"', 'when = { compte = ["oui"] }'))
    assert [(f.fault.place, f.fault.facts["facts"]) for f in found] == [("steps", "compte = non")]


def test_a_fact_that_no_answer_says_is_a_warning() -> None:
    (found,) = find(('facts = { compte = "oui" }', "facts = {}"))
    assert (found.fault.place, found.severity) == ("facts › compte", Severity.WARNING)


def test_a_fact_on_which_nothing_depends_is_a_warning() -> None:
    (found,) = find(
        ('unless = { espace = ["existe"] }', "unless = {}"), (', espace = "existe" }', " }")
    )
    assert (found.fault.place, found.severity) == ("facts › espace", Severity.WARNING)
    assert "nothing depends" in found.fault.reason


def test_a_faulty_file_of_facts_makes_nothing_unknown() -> None:
    loaded = load_language(reader(with_facts(("number = 1\ntitle", "number = 0\ntitle"))), "fr")
    assert list(find_fact_mistakes(loaded)) == []
    assert [f.file for f in loaded.findings] == ["fr/cas.toml"]


def test_without_a_file_every_fact_is_unknown() -> None:
    files = with_facts()
    del files["fr/cas.toml"]
    found = list(find_fact_mistakes(load_language(reader(files), "fr")))
    assert {f.fault.facts["fact"] for f in found} == {"compte", "espace", "ecran"}


def test_a_branch_leads_to_a_step_that_there_is() -> None:
    other = ('id = "non"\nlabel', 'id = "non"\nprocedure = "retour"\nstep = "fenetre"\nlabel')
    found = look(other)
    assert "no step of" in found[f"{CLE} › fork › answers › non › step"]
    assert look((other[0], other[1].replace("fenetre", "porte"))) == {}


class TestTelling:
    """No fact tells an age, a violent relative, or the kind of care."""

    @pytest.mark.parametrize("word", ["âge", "Parents", "violences", "hormonothérapie", "trans"])
    @pytest.mark.parametrize("key", ["title", "question", "label", "case"])
    def test_words_that_tell_of_a_person_are_refused(self, key: str, word: str) -> None:
        files = with_facts((f'{key} = "', f'{key} = "{word} '))
        files["fr/cas.toml"] = CASE.replace(f'{key} = "', f'{key} = "{word} ', 1)
        (found,) = find_telling_facts(load_language(reader(files), "fr"))
        assert found.fault.facts["word"] == word
        assert found.fault.place.endswith(key)

    @pytest.mark.parametrize("word", ["violence", "child", "age"])
    def test_ids_are_looked_at_in_every_language(self, word: str) -> None:
        files = with_facts(('id = "pas-encore"', f'id = "{word}-x"'))
        (found,) = find_telling_facts(load_language(reader(files), "fr"))
        assert found.fault.place == f"facts › espace › values › {word}-x › id"

    def test_words_that_only_begin_so_are_free(self) -> None:
        files = with_facts(('label = "Oui"', 'label = "Transmis, en langage clair"'))
        assert list(find_telling_facts(load_language(reader(files), "fr"))) == []

    def test_the_shipped_facts_tell_nothing(self, pack: Pack) -> None:
        assert list(find_telling_facts(load_language(pack.read, "fr"))) == []


class TestRows:
    """Answers to forks and values of facts are rows of the screen."""

    @pytest.mark.parametrize(
        ("before", "place"),
        [
            ('label = "De sortir"', f"{ANSWERS} › oui › label"),
            ('label = "Oui"\nnumber', "facts › compte › values › oui › label"),
        ],
    )
    def test_a_long_label_is_found(self, before: str, place: str) -> None:
        long = before.replace('"\nnumber', "$\nnumber") if "\n" in before else before
        changed = long.replace('"', f'"{"x" * 66}', 1).replace("$", '"')
        found = list(find_row_mistakes(load_language(reader(with_facts((before, changed))), "fr")))
        assert place in [f.fault.place for f in found]

    def test_two_answers_that_read_the_same_are_found(self) -> None:
        files = with_facts(('label = "Autre chose"', 'label = "De sortir"'))
        found = [f.fault.place for f in find_row_mistakes(load_language(reader(files), "fr"))]
        assert f"{ANSWERS} › autre › label" in found

    def test_a_fork_has_an_answer_for_whoever_does_not_know(self) -> None:
        assert list(find_unsure_forks(load_language(reader(with_facts()), "fr"))) == []
        files = with_facts(("asks_again = true\n", ""))
        (found,) = find_unsure_forks(load_language(reader(files), "fr"))
        assert (found.fault.place, found.severity) == (
            f"{ANSWERS}",
            Severity.WARNING,
        )


def test_words_that_send_past_a_step_are_refused() -> None:
    text = "Pas de clé ? Choisissez « ne me concerne pas »."
    files = with_facts(
        ('"Une clé."', f'"{text}"'), ('symptom = "Elle coince"', f'symptom = "{text}"')
    )
    found = find_passed_steps(load_language(reader(files), "fr"))
    assert [f.fault.place for f in found] == [
        "steps › cle › body › 1",
        "steps › cle › problems › coince › symptom",
    ]


class TestRefused:
    """What the loader refuses, for no reader could be led."""

    def places(self, *changes: tuple[str, str]) -> list[str]:
        pack = Pack(reader(with_facts(*changes)))
        with pytest.raises(PackInvalidError) as caught:
            _ = pack.procedure("sortie"), pack.case, pack.triage
        return [fault.place for fault in caught.value.faults]

    @pytest.mark.parametrize(
        ("before", "after", "place"),
        [
            (
                'when = { compte = ["oui"] }',
                "when = { compte = [] }",
                "steps › cle › when › compte",
            ),
            ('["oui"] }', '["oui", "oui"] }', "steps › cle › when › compte › 2"),
            ("{ espace =", '{ "Espace" =', "steps › cle › body › 2 › unless › Espace"),
            ('["existe"]', '["Existe"]', "steps › cle › body › 2 › unless › espace › 1"),
            (
                'ecran = "opposer"',
                'ecran = "?"',
                f"{ANSWERS} › oui › facts › ecran",
            ),
            ('note = "Attendez."\n', "", f"{ANSWERS} › autre › note"),
            (
                "asks_again = true",
                'asks_again = true\nstep = "cle"',
                f"{ANSWERS} › autre › step",
            ),
            (
                'id = "non"\n',
                'id = "non"\nprocedure = "rien"\n',
                f"{ANSWERS} › non › procedure",
            ),
            (
                'id = "non"\n',
                'id = "non"\nstep = "rien"\n',
                f"{ANSWERS} › non › step",
            ),
            (
                'id = "non"\nlabel = "De rester"',
                'id = "oui"\nlabel = "De rester"',
                f"{ANSWERS} › oui › id",
            ),
            ("number = 1\ntitle", "number = 100\ntitle", "facts › compte › number"),
            ("number = 2\ntitle", "number = 1\ntitle", "facts › espace › number"),
            ("number = 2\ncase", "number = 6\ncase", "facts › compte › values › non › number"),
            ('reason = "Un compte."', 'reason = " "', "facts › compte › reason"),
            ('reason = "Un compte."\n', "", "facts › compte › reason"),
        ],
    )
    def test_a_fault_is_named_where_it_stands(self, before: str, after: str, place: str) -> None:
        assert place in self.places((before, after))

    def test_a_fork_has_two_answers_and_one_that_leads_on(self) -> None:
        answers = FORK.split("[[steps.fork.answers]]")
        alone = FORK.replace("[[steps.fork.answers]]" + answers[2], "").replace(
            "[[steps.fork.answers]]" + answers[3], ""
        )
        assert self.places((FORK, alone)) == [f"{ANSWERS}"]
        again = 'note = "Attendez."\nasks_again = true\nlabel = '
        assert self.places(
            ('label = "De sortir"', f'{again}"De sortir"'),
            ('label = "De rester"', f'{again}"De rester"'),
        ) == [f"{ANSWERS}"]

    def test_a_fact_has_two_to_five_values(self) -> None:
        def values(*numbers: int) -> str:
            return "".join(
                f'[[facts.values]]\nid = "v{n}"\nnumber = {n}\nlabel = "{n}"\ncase = "{n}"\n'
                for n in numbers
            )

        end = 'case = "sans compte"\n'
        five = Pack(reader(with_facts((end, end + values(3, 4, 5))))).case
        assert [value.number for value in five.facts[0].values] == [1, 2, 3, 4, 5]
        six = end + values(3, 4, 5, 6)
        assert "facts › compte › values" in self.places((end, six))
        one = CASE[CASE.index('[[facts.values]]\nid = "non"') : CASE.index(end) + len(end)]
        assert self.places((one, "")) == ["facts › compte › values"]
