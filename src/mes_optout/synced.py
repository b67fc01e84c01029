"""Which service copies a folder elsewhere, told by the names of the folders above it.

A name is all that a program can go by: a service that was told to copy « Documents » is not seen.
"""

import re
import unicodedata
from pathlib import Path

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


def synced_service(path: Path) -> str | None:
    """Return the service that copies what lies at `path`, which need not exist, or None.

    Counts both the path as it is written and where its links lead.
    """
    for place in (path, _followed(path)):
        names = [unicodedata.normalize("NFC", name).casefold() for name in place.parts]
        for index, name in enumerate(names):
            if tuple(names[max(index - 2, 0) : index]) == _CLOUD_STORAGE:
                return _in_cloud_storage(place.parts[index])
            for service, known in _SERVICES.items():
                if known.fullmatch(name):
                    return service
    return None


def _followed(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path  # it leads nowhere: links in a circle, a folder that is gone, no name at all


def _in_cloud_storage(folder: str) -> str:
    """Return the service of a folder such as « GoogleDrive-somebody@example.org »."""
    brand = folder.partition("-")[0]
    return {"GoogleDrive": "Google Drive", "iCloudDrive": "iCloud"}.get(brand, brand)
