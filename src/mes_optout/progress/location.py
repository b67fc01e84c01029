"""Where progress lives: the user's state folder under a neutral name, or MES_OPTOUT_HOME."""

from collections.abc import Mapping
from pathlib import Path

from mes_optout.errors import N_, CannotSaveError

# « Errands »: says nothing about what they are.
NAME = "demarches"


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return the folder of the progress file. Raises CannotSaveError when there is no home."""
    chosen = environment.get("MES_OPTOUT_HOME")
    if chosen:
        # Whole, for it is shown, and the folder one is in says nothing of where that is.
        return Path(chosen).absolute()
    from platformdirs import user_state_path  # noqa: PLC0415  (not needed when one was chosen)

    try:
        return user_state_path(NAME, appauthor=False)
    except RuntimeError:
        raise CannotSaveError(path=NAME, cause=N_("this account has no home folder")) from None
