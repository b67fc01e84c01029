"""Plain lines as yasr speaks them: each procedure from its first page to its end.

It takes seconds, so every procedure is walked each time, and not only before a release.
"""

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.terminal.answers import explain_keywords
from support.heard import hear
from support.heard_faults import find_faults
from support.heard_known import known_texts
from support.heard_reader import YASR
from support.heard_units import Turn, as_spoken
from support.homes import Home, all_lines
from support.straight import pages_straight_on

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(YASR is None, reason="needs yasr"),
    pytest.mark.parametrize("language", i18n.LANGUAGES),
]

PROCEDURES = Pack(shipped(), "fr").triage.procedures
MODE = {"fr": "lignes simples", "en": "plain lines"}


def walk(name: str, language: str, home: Home) -> list[Turn]:
    """Walk straight on through a procedure, everything ticked; return what was heard."""
    procedure = Pack(shipped(), language).procedure(name)
    with hear(home, "--lang", language, "guide", name, "--simple") as heard:
        for line in all_lines(procedure):
            assert not heard.ended
            heard.type(line)
    assert heard.ended
    assert as_spoken(procedure.finished) in " ".join(heard.turns[-2].heard)
    return heard.turns


@pytest.mark.parametrize("name", PROCEDURES)
def test_each_sentence_is_spoken_once_and_in_one_piece(
    name: str, language: str, home: Home
) -> None:
    """REQ-H1: in order, in lines that begin where it does; and nothing that is only drawn."""
    assert find_faults(walk(name, language, home), known_texts(language)) == []


@pytest.mark.parametrize("name", PROCEDURES)
def test_the_mode_comes_first_and_the_help_once(name: str, language: str, home: Home) -> None:
    i18n.set_language(language)
    spoken = [each for turn in walk(name, language, home) for each in turn.heard]
    assert MODE[language] in spoken[0].lower()
    assert " ".join(spoken).count(as_spoken(explain_keywords())) == 1


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_number_is_spoken_with_its_answer(name: str, language: str, home: Home) -> None:
    i18n.set_language(language)
    spoken = [each for turn in walk(name, language, home) for each in turn.heard]
    numbered = i18n._("{label}: {text}")
    for page in pages_straight_on(Pack(shipped(), language).procedure(name)):
        boxes = enumerate((check.text for check in page.step.checks), start=1)
        wanted = [as_spoken(numbered.format(label=n, text=text)) for n, text in boxes]
        assert [box for box in wanted if not any(each.startswith(box) for each in spoken)] == []
