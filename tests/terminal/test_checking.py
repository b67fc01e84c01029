"""What `steps check` adds to the lint: ids that no code on paper could tell apart."""

from mes_optout.progress.code import procedure_key
from mes_optout.terminal.checking import find_code_clashes


def test_two_ids_with_one_key_are_found_and_others_are_not() -> None:
    first = "opposition"
    twin = next(n for n in map("demarche-{}".format, range(10_000)) if same(n, first))
    found = list(find_code_clashes("fr/situations.toml", [first, "cloture", twin]))
    assert [(f.file, f.fault.place, f.fault.facts["ids"]) for f in found] == [
        ("fr/situations.toml", "procedures", f"{first}, {twin}")
    ]
    assert list(find_code_clashes("fr/situations.toml", [first, "cloture"])) == []


def same(one: str, other: str) -> bool:
    return procedure_key(one) == procedure_key(other)
