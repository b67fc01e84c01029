"""A file of a pack is refused by a said limit, and what is said of it stays short (REQ-R10)."""

import time

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import MOST_DOTS, MOST_VALUES
from mes_optout.content.names import MOST_PROCEDURES
from mes_optout.content.parsing import parse
from mes_optout.errors import PackInvalidError, PackUnreadableError
from mes_optout.strict import MOST_FAULTS
from support.small_pack import FILES, TRIAGE, reader


def refusal(data: bytes) -> str:
    with pytest.raises(PackUnreadableError) as caught:
        parse("fr/sortie.toml", data)
    return str(caught.value.facts["cause"])


def faults_of(files: dict[str, str]) -> list[tuple[str, str]]:
    pack = Pack(reader(files), own=True)
    with pytest.raises(PackInvalidError) as caught:
        assert pack.procedure("sortie") is not None and pack.hosts  # noqa: PT018  (either may be refused)
    return [(fault.place, fault.reason.format(**fault.facts)) for fault in caught.value.faults]


class TestDots:
    """Each dot of a key costs as much as all before it."""

    def test_as_many_as_may_be_are_read(self) -> None:
        assert parse("x.toml", b"a" + b".a" * MOST_DOTS + b" = 1\n")

    def test_one_more_is_refused(self) -> None:
        assert refusal(b"a" + b".a" * (MOST_DOTS + 1) + b" = 1") == "a line has more than 200 dots"

    def test_on_another_line_they_do_not_add_up(self) -> None:
        assert parse("x.toml", b"# " + b"." * 110 + b"\n# " + b"." * 110 + b"\n") == {}


class TestValues:
    """An empty table takes three letters, and a hundred times as long as reading them."""

    def test_as_many_as_may_be_are_read(self) -> None:
        rows = "[" + "{}," * 500 + "],\n"
        count = (MOST_VALUES - 2) // 501
        assert parse("x.toml", f"a = [\n{rows * count}]".encode())

    def test_more_are_refused(self) -> None:
        rows = "[" + "{}," * 500 + "],\n"
        cause = refusal(f"a = [\n{rows * (MOST_VALUES // 501 + 1)}]".encode())
        assert cause == "it holds more than 20,000 values"


class TestFaults:
    """Nobody reads thousands of lines, and most have one cause."""

    def test_the_first_are_said_and_how_many_more_there_are(self) -> None:
        keys = "".join(f"k{number:03} = 1\n" for number in range(MOST_FAULTS + 7))
        faults = faults_of({**FILES, "fr/sortie.toml": keys + FILES["fr/sortie.toml"]})
        assert len(faults) == MOST_FAULTS + 1
        assert faults[MOST_FAULTS - 1] == ("k099", "this key is not known; remove it")
        assert faults[-1] == (".", "and 7 more; mend these first")

    def test_as_many_as_are_said_have_no_more(self) -> None:
        keys = "".join(f"k{number:03} = 1\n" for number in range(MOST_FAULTS))
        faults = faults_of({**FILES, "fr/sortie.toml": keys + FILES["fr/sortie.toml"]})
        assert len(faults) == MOST_FAULTS


class TestMany:
    """Thousands of names are not compared with one another."""

    def test_procedures(self) -> None:
        names = ", ".join(f'"a{number}"' for number in range(MOST_PROCEDURES))
        begun = time.process_time()
        triage = TRIAGE.replace('["sortie"]', f'["sortie", {names}]')
        [(place, why)] = faults_of({**FILES, "fr/situations.toml": triage})
        assert (place, why[:27]) == ("procedures", "names 201 procedures of 200")
        assert time.process_time() - begun < 1

    def test_hosts(self) -> None:
        hosts = ",\n".join(["'a.fr'"] * 15_000)
        begun = time.process_time()
        [(place, why)] = faults_of({**FILES, "pack.toml": f"hosts = [{hosts}]"})
        assert (place, why[:20]) == ("hosts", "names 15000 sites of")
        assert time.process_time() - begun < 2
