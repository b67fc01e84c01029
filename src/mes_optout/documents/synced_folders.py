"""Folders that a service copies elsewhere, and what to know before something is written there.

A name is all that a program can go by: a service that was told to copy « Documents » is not seen.
"""

import re
import unicodedata
from pathlib import Path

from mes_optout.i18n import _

# Whole names of folders, as the services make them by default. « My Drive » is what Google calls
# the one folder on its drive letter.
_NAMES = {
    "OneDrive": r"onedrive( - .+)?",
    "iCloud": r"mobile documents|icloud ?drive|(com~apple~)?clouddocs",
    "Dropbox": r"dropbox( \(.+\))?",
    "Google Drive": r"google ?drive|my drive|mon drive",
    "Nextcloud": r"nextcloud\d*",
    "pCloud": r"pcloud( ?(drive|sync))?",
}
_SERVICES = {service: re.compile(names) for service, names in _NAMES.items()}
_CLOUD_STORAGE = ("library", "cloudstorage")  # where macOS puts every service, one folder each


def compose_file_notice(path: Path, option: str = "--output") -> str | None:
    """Say who else will see a file written at `path`; None for a folder that stays here.

    `option` is what names another place; where it is empty, the file goes where one starts from.
    """
    service = find_sync_service(path)
    if service is None:
        return None
    copied = _(
        "Careful: {service} copies this folder elsewhere. Your other devices will show the file, "
        "and so will people who have access."
    ).format(service=service)
    if option:
        elsewhere = _("For another place, use {option}.").format(option=option)
    else:
        elsewhere = _("For another place, start the program there.")
    return f"{copied} {elsewhere}"


def say_who_copies(folder: Path) -> str | None:
    """Say the same of the folder of the progress file."""
    service = find_sync_service(folder)
    if service is None:
        return None
    return _("Careful: {service} copies this folder to your other devices.").format(service=service)


def compose_folder_notice(folder: Path) -> str | None:
    """Say that too, and how to keep nothing, where no answer beside it does so."""
    said = say_who_copies(folder)
    return f"{said} " + _("To keep nothing, use --no-trace.") if said else None


def find_sync_service(path: Path) -> str | None:
    """Return the service that copies what lies at `path`, which need not exist, or None.

    Counts both the path as it is written and where its links lead.
    """
    for place in (path, _follow_links(path)):
        names = [unicodedata.normalize("NFC", name).casefold() for name in place.parts]
        for index, name in enumerate(names):
            if tuple(names[max(index - 2, 0) : index]) == _CLOUD_STORAGE:
                return _name_cloud_storage(place.parts[index])
            for service, known in _SERVICES.items():
                if known.fullmatch(name):
                    return service
    return None


def _follow_links(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path  # it leads nowhere: links in a circle, a folder that is gone, no name at all


def _name_cloud_storage(folder: str) -> str:
    """Return the service of a folder such as « GoogleDrive-somebody@example.org »."""
    brand = folder.partition("-")[0]
    return {"GoogleDrive": "Google Drive", "iCloudDrive": "iCloud"}.get(brand, brand)
