"""The guide as one page, made once for each language, and read."""

from functools import cache
from typing import NamedTuple

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_page import as_page
from mes_optout.documents.page.whole import Page, lay_out_page
from support.homes import TODAY
from support.page_reading import WholePage


class Made(NamedTuple):
    """A pack, its page as data, as HTML, and as it is read."""

    pack: Pack
    page: Page
    text: str
    whole: WholePage


class _ReadOnce(Pack):
    """A pack that no test changes: it is read once."""

    procedure = cache(Pack.procedure)


def make_page(language: str) -> Made:
    """Return the page of the pack that is shipped; the language is set to its own."""
    i18n.set_language(language)  # each time: another test may have set another
    return _make_once(language)


@cache
def _make_once(language: str) -> Made:
    return read_page(_ReadOnce(shipped(), language))


def read_page(pack: Pack) -> Made:
    """Return the page of a pack, in the language that is set."""
    page = lay_out_page(pack, TODAY)
    text = as_page(page)
    return Made(pack, page, text, WholePage(text))
