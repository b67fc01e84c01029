"""What a source is called: a law by its articles, several of which stand at one address."""

from mes_optout.content.addresses import Source, Sources, find_source_faults, gather

CODE = "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000006072665/"
COPY = "https://example.org/copie"


def article(number: str, date: str = "lu en 2026") -> Source:
    return Source("Code", CODE, date, number, COPY)


def test_a_law_is_named_by_its_article() -> None:
    assert article("R1").dated == "Code, article R1 (lu en 2026)"
    assert Source("Page", COPY, "2022").dated == "Page (2022)"


def test_articles_at_one_address_are_named_together() -> None:
    known = {
        "R1": article("R1"),
        "P": Source("Page", COPY, "2022"),
        "L2": article("L2"),
        "R3": article("R3", "lu en 2025"),
    }
    assert gather([*known, "none"], known) == [
        ("Code, articles R1, L2 (lu en 2026)", CODE),
        ("Page (2022)", COPY),
        ("Code, article R3 (lu en 2025)", CODE),
    ]
    assert gather([], known) == []


def test_where_it_was_read_is_an_address_too() -> None:
    bad = Source("Code", CODE, "2026", "R1", "http://example.org/")
    found = list(find_source_faults(Sources({"R1": bad})))
    assert [path for path, _ in found] == [("sources", "R1", "read_at")]
