"""Small wheels, made on the spot."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile


def wheel(
    folder: Path, name: str, files: Mapping[str, str], *metadata: str, version: str = "1.0"
) -> Path:
    """Write a wheel that holds `files` and whose metadata has these further lines."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    said = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *metadata]
    with ZipFile(path, "w") as file:
        for inside, text in files.items():
            file.writestr(inside, text)
        file.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(said) + "\n")
    return path
