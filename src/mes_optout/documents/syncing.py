"""What to know before something is written into a folder that a service copies elsewhere."""

from pathlib import Path

from mes_optout.i18n import _
from mes_optout.synced import synced_service


def file_notice(path: Path, option: str = "--output") -> str | None:
    """Say who else will see a file written at `path`; None for a folder that stays here.

    `option` is the one that named `path`.
    """
    service = synced_service(path)
    if service is None:
        return None
    return _(
        "Careful: {service} copies this folder elsewhere. Your other devices will show the file, "
        "and so will people who have access. For another place, use {option}."
    ).format(service=service, option=option)


def folder_notice(folder: Path) -> str | None:
    """Say the same of the folder of the progress file."""
    service = synced_service(folder)
    if service is None:
        return None
    return _(
        "Careful: {service} copies this folder to your other devices. To keep nothing, "
        "use --no-trace."
    ).format(service=service)
