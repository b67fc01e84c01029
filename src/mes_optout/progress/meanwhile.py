"""What another window did meanwhile to what this one knew: nothing is kept anew unasked."""

from mes_optout.errors import N_, OptoutError


class ForgottenMeanwhileError(OptoutError):
    """What this window read or wrote is no longer there. Fact: `path`."""

    code = 4
    what = N_(
        "{path} no longer holds what this window knew."
        " It was deleted, moved or set aside meanwhile."
    )
    remedy = N_("What you answered since is not kept.")


class ReplacedMeanwhileError(ForgottenMeanwhileError):
    """Something else was begun in its place. Fact: `path`."""

    what = N_(
        "Something else is kept in {path} now."
        " What this window knew was deleted or moved meanwhile."
    )
