"""The one table of formats, and which of them a name and a file's name ask for."""

from pathlib import Path

import pytest

from mes_optout.documents.formats import (
    FORMATS,
    LETTER,
    LIST,
    PAGE,
    REMINDER,
    OtherEndingError,
    UnknownEndingError,
    choose_format,
    list_formats,
    list_names,
)

KINDS = (LIST, LETTER, REMINDER, PAGE)


def test_no_two_formats_share_a_name_or_an_ending() -> None:
    endings = [ending for each in FORMATS for ending in each.endings]
    assert len(set(endings)) == len(endings)
    assert len(set(list_names(FORMATS))) == len(FORMATS)
    assert [end for end in endings if end != end.lower() or not end.startswith(".")] == []
    assert {kind for each in FORMATS for kind in each.serves} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_each_ending_that_serves_names_its_format(kind: str) -> None:
    """In any case; and the name alone does, with or without an ending."""
    for each in list_formats(kind):
        for ending in each.endings:
            assert choose_format(kind, None, Path(f"a.b{ending.upper()}")) is each
            assert choose_format(kind, each.name, Path(f"a{ending}")) is each
        for path in (None, Path("-"), Path("a"), Path("a."), Path(".a"), Path("a.2026")):
            assert choose_format(kind, each.name, path) is each


@pytest.mark.parametrize("path", [None, "-", "liste", ".liste", "liste.", "dossier.d/liste", "."])
def test_a_name_without_an_ending_is_text(path: str | None) -> None:
    for kind in (LIST, LETTER):
        assert choose_format(kind, None, Path(path) if path else None).name == "text"


@pytest.mark.parametrize("kind", KINDS)
def test_an_ending_that_does_not_serve_is_refused(kind: str) -> None:
    """Those of other takeaways, and those that are no format's; what serves is named."""
    ours = [ending for each in list_formats(kind) for ending in each.endings]
    others = {ending for each in FORMATS for ending in each.endings} - set(ours)
    assert others
    for ending in (*others, ".docx", ".2026", ".md~"):
        with pytest.raises(UnknownEndingError) as caught:
            choose_format(kind, None, Path(f"a{ending}"))
        usual = list_formats(kind)[0].name
        assert caught.value.facts == {"ending": ending, "known": ", ".join(ours), "usual": usual}


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_and_the_ending_of_another_format_contradict_each_other(kind: str) -> None:
    for each in list_formats(kind):
        for other in (other for other in FORMATS if other is not each):
            with pytest.raises(OtherEndingError) as caught:
                choose_format(kind, each.name, Path(f"a{other.endings[0]}"))
            assert caught.value.facts["known"] == ", ".join(each.endings)
