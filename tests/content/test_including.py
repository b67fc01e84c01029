"""Steps that stand once: a procedure includes them, with numbers of its own for their boxes."""

from collections.abc import Sequence

import pytest

from mes_optout.content.including import Shared
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.content.translation import fingerprint
from mes_optout.errors import Fault, PackInvalidError
from support.small_pack import ENGLISH, FILES, PROCEDURE, reader

STEP = PROCEDURE.partition("[[steps]]")[2].replace('formerly = ["portail"]\n', "")
SHARED = (
    f'id = "commun"\n[[steps]]{STEP}'.replace("number = 1\n", "")
    .replace("porte", "page")
    .replace('formerly = ["portail/ouvert"]\n', "")
)
INCLUDE = """\
[[steps]]
include = "commun/page"
numbers = { ouverte = 7 }
formerly_numbers = { ouverte = [11, 12] }
"""
WITH = PROCEDURE + INCLUDE


def load(procedure: str = WITH, shared: str | None = SHARED) -> Procedure:
    return Pack(reader(pack_of(procedure, shared))).procedure("sortie")


def pack_of(procedure: str = WITH, shared: str | None = SHARED) -> dict[str, str]:
    more = {} if shared is None else {"fr/commun.toml": shared}
    return {**FILES, "fr/sortie.toml": procedure, **more}


def refuse(procedure: str = WITH, shared: str | None = SHARED) -> tuple[str, Sequence[Fault]]:
    with pytest.raises(PackInvalidError) as caught:
        load(procedure, shared)
    return str(caught.value.facts["file"]), caught.value.faults


def places(faults: Sequence[Fault]) -> list[str]:
    return [fault.place for fault in faults]


class TestIncluded:
    """What comes out is steps as any other."""

    def test_a_step_of_another_file_is_a_step_as_any_other(self) -> None:
        own, page = load().steps
        assert (own.home, page.home) == (None, "commun")
        assert (page.id, page.title, page.body) == ("page", own.title, own.body)
        assert [(box.id, box.number, box.formerly_numbers) for box in page.checks] == [
            ("ouverte", 7, (11, 12))
        ]

    @pytest.mark.parametrize("numbers", ["numbers = {}\n", ""])
    def test_a_box_that_goes_with_others_needs_no_number(self, numbers: str) -> None:
        page = load(WITH.replace("numbers = { ouverte = 7 }\n", numbers, 1)).steps[1]
        assert [(box.number, box.formerly_numbers) for box in page.checks] == [(0, (11, 12))]

    def test_several_such_boxes_do_not_have_the_same_number(self) -> None:
        twice = INCLUDE.replace("numbers = { ouverte = 7 }\n", "", 1)
        other = SHARED + SHARED.partition("\n")[2].replace('id = "page"', 'id = "rue"')
        steps = load(PROCEDURE + twice + twice.replace("/page", "/rue"), other).steps
        assert [step.checks[0].number for step in steps] == [1, 0, 0]

    def test_it_stands_where_it_is_included(self) -> None:
        first = PROCEDURE.replace("[[steps]]\n", f"{INCLUDE}[[steps]]\n", 1)
        assert [step.id for step in load(first).steps] == ["page", "porte"]

    def test_the_file_is_parsed_once_and_only_when_it_is_needed(self) -> None:
        asked: list[str] = []

        def read(name: str) -> bytes | None:
            asked.append(name)
            return reader(pack_of())(name)

        pack = Pack(read)
        assert asked == []
        pack.procedure("sortie")
        pack.procedure("sortie")
        assert sorted(asked) == ["fr/commun.toml", "fr/situations.toml", "fr/sortie.toml"]

    def test_conditions_of_the_include_stand_in_the_place_of_those_of_the_step(self) -> None:
        shared = SHARED.replace("link =", 'when = { compte = ["oui"] }\nlink =')
        assert load(shared=shared).steps[1].when == {"compte": ("oui",)}
        other = WITH + 'when = {}\nunless = { compte = ["non"] }\n'
        step = load(other, shared).steps[1]
        assert (step.when, step.unless) == ({}, {"compte": ("non",)})

    def test_a_shared_file_can_be_looked_at_alone(self) -> None:
        shared = Pack(reader(pack_of())).shared("commun")
        assert isinstance(shared, Shared)
        assert [(step.home, step.id) for step in shared.steps] == [("commun", "page")]
        assert Pack(reader(pack_of())).shared("autre") is None

    def test_it_is_made_once_for_all_procedures(self) -> None:
        pack = Pack(reader(pack_of()))
        assert pack.shared("commun") is pack.shared("commun")


class TestFaults:
    """Each mistake is said of the file that has it."""

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("page", "file/step"),
            ("../commun/page", "file/step"),
            ("commun/page/ouverte", "file/step"),
            ("/page", "file/step"),
            ("autre/page", "no file"),
            ("commun/porte", "no step"),
        ],
    )
    def test_an_include_of_nothing_says_so(self, name: str, why: str) -> None:
        file, faults = refuse(WITH.replace("commun/page", name))
        assert file == "fr/sortie.toml"
        assert places(faults) == [f"steps › {name} › include"]
        assert why in faults[0].reason

    def test_each_box_has_a_number_and_nothing_else_has(self) -> None:
        without = WITH.replace("formerly_numbers = { ouverte = [11, 12] }\n", "")
        _, faults = refuse(without.replace("ouverte = 7", "fermee = 7"))
        assert places(faults) == [
            "steps › commun/page › numbers › ouverte",
            "steps › commun/page › numbers › fermee",
        ]
        _, faults = refuse(WITH.replace("{ ouverte = [11, 12] }", "{ fermee = [11] }"))
        assert places(faults) == ["steps › commun/page › formerly_numbers › fermee"]

    @pytest.mark.parametrize(
        "former", ["", "formerly_numbers = {}\n", "formerly_numbers = { ouverte = [] }\n"]
    )
    def test_a_box_that_goes_with_nothing_needs_a_number(self, former: str) -> None:
        include = f'[[steps]]\ninclude = "commun/page"\n{former}'
        _, faults = refuse(PROCEDURE + include)
        assert places(faults) == ["steps › commun/page › numbers › ouverte"]

    @pytest.mark.parametrize("former", [INCLUDE, INCLUDE.replace("formerly", "#")])
    def test_none_is_never_written_as_0(self, former: str) -> None:
        """Not of a box of its own either."""
        _, faults = refuse(PROCEDURE + former.replace("ouverte = 7", "ouverte = 0"))
        assert places(faults) == ["steps › commun/page › numbers › ouverte"]
        _, faults = refuse(PROCEDURE.replace("number = 1", "number = 0\nformerly_numbers = [1]"))
        assert places(faults) == ["steps › porte › checks › ouverte › number"]

    @pytest.mark.parametrize("number", [0, 1, 10_000])
    def test_a_number_is_of_this_procedure_alone(self, number: int) -> None:
        _, faults = refuse(WITH.replace("ouverte = 7", f"ouverte = {number}"))
        assert places(faults) == ["steps › commun/page › numbers › ouverte"]

    def test_an_include_holds_nothing_else(self) -> None:
        _, faults = refuse(WITH + 'title = "Titre"\n')
        assert places(faults) == ["steps › commun/page › title"]

    def test_two_steps_may_not_have_the_same_id(self) -> None:
        _, faults = refuse(WITH.replace('id = "porte"', 'id = "page"'))
        assert places(faults) == ["steps › commun/page › id"]

    def test_a_mistake_of_the_shared_file_is_said_of_it(self) -> None:
        file, faults = refuse(shared=SHARED.replace('title = "Titre"', "title = 3"))
        assert (file, places(faults)) == ("fr/commun.toml", ["steps › page › title"])
        file, faults = refuse(shared=SHARED.replace('text = "Ouverte"', 'text = "[b]"'))
        assert (file, places(faults)) == (
            "fr/commun.toml",
            ["steps › page › checks › ouverte › text"],
        )

    @pytest.mark.parametrize("key", ["number = 1", "formerly_numbers = [1]"])
    def test_a_shared_box_has_no_number(self, key: str) -> None:
        file, faults = refuse(shared=SHARED.replace('text = "Ouverte"', f'text = "Ouverte"\n{key}'))
        place = f"steps › page › checks › ouverte › {key.partition(' ')[0]}"
        assert (file, places(faults)) == ("fr/commun.toml", [place])

    def test_a_shared_file_has_its_own_name_as_its_id(self) -> None:
        file, faults = refuse(shared=SHARED.replace('"commun"', '"autre"'))
        assert (file, places(faults)) == ("fr/commun.toml", ["id"])

    def test_a_procedure_is_no_shared_file(self) -> None:
        own = SHARED.replace('"commun"', '"sortie"')
        pack = Pack(reader({**FILES, "fr/sortie.toml": own}))
        with pytest.raises(PackInvalidError) as caught:
            pack.shared("sortie")
        assert places(caught.value.faults) == ["id"]

    @pytest.mark.parametrize(
        "shared", ['id = "commun"\nsteps = 3', 'id = "commun"\nsteps = [3]', 'id = "commun"', ""]
    )
    def test_data_of_another_kind_is_no_trap(self, shared: str) -> None:
        assert refuse(shared=shared)[0] == "fr/commun.toml"

    @pytest.mark.parametrize("include", ["3", "[]", "{}"])
    def test_an_include_of_another_kind_is_no_trap(self, include: str) -> None:
        _, faults = refuse(WITH.replace('"commun/page"', include))
        assert places(faults)[0].endswith("include")


class TestTranslated:
    """Words of shared steps stand once, too."""

    def english(self, words: str) -> Procedure:
        files = {**pack_of(), **ENGLISH, "en/sortie.toml": ENGLISH["en/sortie.toml"]}
        return Pack(reader({**files, "en/commun.toml": words}), "en").procedure("sortie")

    def words(self, original: str) -> str:
        step = ENGLISH["en/sortie.toml"].partition("[[steps]]")[2].replace("porte", "page")
        step = step.replace('title = "Titre"', 'title = "Title"')
        return f'id = "commun"\n[[steps]]\noriginal = "{original}"{step}'

    def test_its_words_stand_in_a_file_of_the_same_name(self) -> None:
        page = self.english(self.words(fingerprint(load().steps[1]))).steps[1]
        assert (page.language, page.title, page.home) == ("en", "Title", "commun")
        assert [box.number for box in page.checks] == [7]

    def test_stale_words_leave_it_in_french(self) -> None:
        page = self.english(self.words("0" * 16)).steps[1]
        assert (page.language, page.title) == ("fr", "Titre")

    def test_without_words_it_is_in_french(self) -> None:
        pack = Pack(reader({**pack_of(), **ENGLISH}), "en")
        assert [step.language for step in pack.procedure("sortie").steps] == ["fr", "fr"]
