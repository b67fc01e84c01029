"""The reader of the tests itself: what one library draws, another one reads."""

from io import BytesIO, StringIO

import pytest
import segno

from support.qr_codes import from_half_blocks, from_pdf

ADDRESS = "https://www.monespacesante.fr/enrolement/cloture/accueil"
CODE = segno.make(ADDRESS, error="l", micro=False)


def test_a_page_of_paper() -> None:
    written = BytesIO()
    CODE.save(written, kind="pdf", scale=2)
    assert from_pdf(written.getvalue()) == [ADDRESS]


class TestHalfBlocks:
    """In a terminal, whatever its colours."""

    @pytest.fixture
    def rows(self) -> list[str]:
        drawn = StringIO()
        CODE.terminal(drawn, border=4, compact=True)
        return drawn.getvalue().splitlines()

    @pytest.mark.parametrize("lit", [0, 255], ids=["on light", "on dark"])
    def test_they_are_read(self, rows: list[str], lit: int) -> None:
        assert from_half_blocks(rows, lit=lit) == [ADDRESS]

    def test_what_is_cut_is_not(self, rows: list[str]) -> None:
        assert from_half_blocks(rows[: len(rows) // 2], lit=255) == []
