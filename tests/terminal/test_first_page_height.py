"""The first page fits in 24 rows at 80 columns also with all that it may have to say."""

from collections import deque
from datetime import date
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.documents.synced_folders import say_who_copies
from mes_optout.system.home import Access
from mes_optout.terminal.editor import ROWS, measure
from mes_optout.walkthrough.welcome import say_pinned, welcome
from mes_optout.wording.rights import say_access
from support.scripted import Pick, ScriptedPrompter


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("access", Access)
@pytest.mark.parametrize(("wipes", "history_stays"), [(True, False), (False, False), (True, True)])
def test_a_synchronised_folder_with_a_long_name_fits(
    *, wipes: bool, history_stays: bool, access: Access, language: str
) -> None:
    i18n.set_language(language)
    folder = Path("/Users/somebody/Library/CloudStorage/OneDrive-Entreprise/Documents/demarches")
    notice = say_who_copies(folder)
    assert notice is not None
    prompter = ScriptedPrompter(deque([Pick("go")]))
    notices = [notice, say_access(access), say_pinned(date(2026, 9, 27))]
    welcome(prompter, str(folder), wipes=wipes, history_stays=history_stays, notices=notices)
    assert measure(prompter.page, len(prompter.offered[0])) <= ROWS
