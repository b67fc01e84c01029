"""What is said of a deletion that was asked for."""

from datetime import date

import pytest

from mes_optout import i18n
from mes_optout.wording.phrases import deletion_text

ASKED = date(2026, 11, 2)
HOLDS = (
    "Cela vaut si vous avez demandé la suppression ce jour-là. Sinon, donnez le\n"
    "jour de la demande.\n"
    "Sans demande de suppression, une archive reste dix ans.\n"
    "Fiabilité : le maximum de trois mois est sûr (code de la santé publique,\n"
    "article R1111-36, lu en novembre 2026). Son premier jour est notre lecture du\n"
    "texte.\n"
)


def test_it_says_the_day_what_to_do_then_and_how_sure_it_is(today: date) -> None:
    """CSP art. R1111-36: three months at most for a deletion that was asked for."""
    assert deletion_text(ASKED, today) == (
        "Clôture : lundi 2 novembre 2026.\n"
        "Suppression attendue au plus tard : mardi 2 février 2027, dans 67 jours.\n"
        "Après ce jour, sans e-mail qui annonce la fin, appelez le 3422. Demandez une\n"
        "réponse écrite.\n" + HOLDS
    )


def test_when_the_months_are_over(today: date) -> None:
    assert deletion_text(date(2026, 8, 1), today) == (
        "Clôture : samedi 1er août 2026.\n"
        "Suppression attendue au plus tard : dimanche 1er novembre 2026, il y a 26\n"
        "jours.\n"
        "Les trois mois sont passés. Sans e-mail qui annonce la fin, appelez le 3422.\n"
        "Demandez une réponse écrite.\n" + HOLDS
    )


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2027, 2, 1), "dans 1 jour. Après ce jour"),
        (date(2027, 2, 2), "aujourd'hui. Après ce jour"),
        (date(2027, 2, 3), "il y a 1 jour. Les trois mois sont passés"),
    ],
)
def test_the_last_day_still_counts(today: date, said: str) -> None:
    assert said in " ".join(deletion_text(ASKED, today).split())


def test_in_english(today: date) -> None:
    i18n.set_language("en")
    said = deletion_text(ASKED, today)
    assert said.startswith(
        "Closed: Monday 2 November 2026.\nDeletion due by: Tuesday 2 February 2027, in 67 days.\n"
    )
    assert max(map(len, said.splitlines())) <= 78
