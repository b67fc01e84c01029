"""Who helps with a procedure, and where a problem is reported: light, for the help shows it."""

from mes_optout.i18n import _

# The way to the same service for those who cannot hear; it stands wherever the number does.
DEAF_PAGE = "https://monespacesante.elioz.fr/"


def help_line() -> str:
    """Say the telephone number that helps and its hours."""
    # The two official sources disagree on 17 h or 17 h 30; the earlier hour is never wrong.
    return _("3422, Monday to Friday, 8:30 to 17:00. It costs the price of a call.")


def deaf_label() -> str:
    """Say whom `DEAF_PAGE` is for."""
    return _("For deaf or hard-of-hearing people")


def list_ways() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what the help says of whom to ask: titles, each with its lines.

    Where the program is published is not known here, and an installed one has none of the pages
    that say more: they are named as what they are.
    """
    return (
        (
            _("Help with the procedure:"),
            (help_line(), _("{label}:").format(label=deaf_label()), DEAF_PAGE),
        ),
        (
            _("A problem with the program, a change of the site:"),
            (
                _("Report it where the program is published. Write nothing about yourself."),
                _("How: SECURITY.md and CONTRIBUTING.md, published with the sources."),
            ),
        ),
    )
