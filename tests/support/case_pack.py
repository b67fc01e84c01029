"""The small pack with what answers change: facts, a fork, a step that is included."""

from support.case_texts import CASE, CONDITIONED, INCLUDE, SHARED
from support.small_pack import FILES, PROCEDURE, TRIAGE


def with_facts(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the pack with facts, a step that depends on some, a fork, and another procedure.

    Each change replaces what stands first in the first file that has it.
    """
    triage = TRIAGE.replace('["sortie"]', '["sortie", "retour"]').replace(
        'label = "Ici"\n', 'label = "Ici"\nfacts = { compte = "oui" }\n'
    )
    files = {
        **FILES,
        "fr/cas.toml": CASE,
        "fr/situations.toml": triage,
        "fr/sortie.toml": PROCEDURE + CONDITIONED,
        "fr/retour.toml": PROCEDURE.replace('id = "sortie"', 'id = "retour"'),
    }
    return _change(files, changes)


def with_shared(*changes: tuple[str, str]) -> dict[str, str]:
    """Return the pack with a step that its procedure includes; changes as for `with_facts`."""
    head, steps = PROCEDURE.split("[[steps]]", 1)
    files = {
        **FILES,
        "fr/sortie.toml": f"{head}retired_numbers = [2, 3, 4, 5, 6]\n[[steps]]{steps}{INCLUDE}",
        "fr/commun.toml": SHARED,
    }
    return _change(files, changes)


def _change(files: dict[str, str], changes: tuple[tuple[str, str], ...]) -> dict[str, str]:
    for before, after in changes:
        name = next(n for n, text in files.items() if before in text)
        files[name] = files[name].replace(before, after, 1)
    return files
