"""REQ-T2: `steps check` on figures: what the French counts, a translation counts too."""

import pytest

from mes_optout.content.lint import Finding, load_languages
from mes_optout.content.lint.figures import find_other_delays, find_unlike_figures, read_figures
from support.small_pack import ALL, reader

SORTIE = "sortie.toml"
WHY = 'why = "Pourquoi."'
PLACE = "en/sortie.toml steps › porte › why"


def compare(french: str, english: str) -> list[Finding]:
    """Return what is found where the reason of a step says this in each language."""
    files = {
        **ALL,
        f"fr/{SORTIE}": ALL[f"fr/{SORTIE}"].replace(WHY, f'why = "{french}"', 1),
        f"en/{SORTIE}": ALL[f"en/{SORTIE}"].replace(WHY, f'why = "{english}"', 1),
    }
    original, translation = load_languages(reader(files))
    return list(find_unlike_figures(original, translation))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Il reste six semaines.", "Six weeks are left."),
        ("Il reste 6 semaines.", "Six weeks are left."),
        ("Sous un mois.", "Within a month."),
        ("De 8 h 30 à 17 h.", "From 8:30 to 17:00."),
        ("De 8 h 30 à 17 h.", "From 8:30 am to 5 p.m."),
        ("Sous 48 heures.", "Within 48 hours."),
        ("150 000 euros.", "150,000 euros."),
        ("150\u202f000 euros, 1,5 %.", "150,000 euros, 1.5%."),
        ("Le 3 mars 2026.", "On 3 March 2026."),
        ("Le 1er août.", "On August 1st."),
        ("Il a dix-huit ans.", "They are eighteen."),
        ("À 18 ans.", "At 18."),
        ("Deux mois de plus.", "Two more months."),
        ("Une archive de dix ans.", "A ten-year archive."),
        ("Vingt-quatre heures.", "Twenty-four hours."),
        ("Les deux suffisent.", "Both are enough."),
        ("Les deux lettres.", "The two letters."),
        ("Ici, le délai part de là.", "Here, the six weeks start there."),
        ("Les six semaines partent de là.", "Here, the time limit starts there."),
        ("L'article R1111-28.", "Article R1111-28."),
        ("Écrivez « le 3 mars ».", "Write “le 3 mars” (on 3 March)."),
        ("Appelez le 116 006.", "Call 116 006 now."),
        ("On peut le faire.", "You may do so."),
    ],
)
def test_the_same_in_other_words_is_no_mistake(french: str, english: str) -> None:
    assert compare(french, english) == []


@pytest.mark.parametrize(
    ("french", "english", "expected", "said"),
    [
        ("Il reste six semaines.", "Four weeks are left.", "six semaines", "Four weeks"),
        ("Il reste trois mois.", "Three weeks are left.", "trois mois", "Three weeks"),
        ("Les deux mois.", "The three months.", "deux mois", "three months"),
        ("Les six semaines.", "The four weeks.", "six semaines", "four weeks"),
        ("Six semaines.", "The four weeks.", "Six semaines", "four weeks"),
        ("Six semaines.", "The time limit.", "Six semaines", ""),
        ("Le 3422.", "Call 342.", "3422", "342"),
        ("L'article R1111-28.", "Article R1111-82.", "R1111-28", "R1111-82"),
        ("À 8 h 30.", "At 8:20.", "8 h 30", "8:20"),
        ("À 17 h.", "At 5 am.", "17 h", "5 am"),
        ("Le 3 mars.", "On 3 May.", "mars", "May"),
        ("En 2022.", "In 2021.", "2022", "2021"),
        ("À 16 ans, puis à 18 ans.", "At 16, then at 17.", "18 ans", "17"),
        ("Écrivez « le 3 mars ».", "Write “le 4 mars” (on 3 March).", "", "4"),
        ("Sous un mois.", "In time.", "un mois", ""),
        ("À temps.", "Within a month.", "", "a month"),
    ],
)
def test_another_figure_is_found_where_it_stands(
    french: str, english: str, expected: str, said: str
) -> None:
    (found,) = compare(french, english)
    assert f"{found.file} {found.fault.place}" == PLACE
    assert found.fault.facts == {"expected": expected, "found": said}


def test_a_figure_is_found_twice_where_it_is_said_twice() -> None:
    (found,) = compare("Le 3422, puis le 3422.", "Call 3422.")
    assert found.fault.facts["expected"] == "3422"


def test_no_break_spaces_part_as_others_do() -> None:
    (figure,) = read_figures("17\u00a0h\u202f30", "fr")
    assert (figure.value, figure.unit) == ("17:30", "hour")


FOLLOW_UP = """
[[follow_ups]]
id = "fin"
number = 50
after = ["porte/ouverte"]
months = {months}
title = "La fin"
text = "{text}"
question = "Est-ce fini ?"
otherwise = "Attendez."
"""


@pytest.mark.parametrize(
    ("months", "text", "wrong"),
    [
        (3, "Trois mois au plus.", False),
        (2, "Trois mois au plus.", True),
        (1, "Un mois, ou deux mois de plus.", False),
        (2, "Trois semaines ou trois mois.", True),
        (2, "Cela vient plus tard.", False),
    ],
)
def test_a_delay_is_the_one_that_its_text_says(months: int, text: str, *, wrong: bool) -> None:
    added = FOLLOW_UP.format(months=months, text=text)
    french = ALL["fr/sortie.toml"].replace("[[steps]]", f"{added}\n[[steps]]", 1)
    (original, _) = load_languages(reader({**ALL, "fr/sortie.toml": french}))
    assert "sortie" in original.procedures
    places = [each.fault.place for each in find_other_delays(original)]
    assert places == (["follow_ups › fin › months"] if wrong else [])
