"""Files inside the package, read wherever it lies: in a folder or in a zip."""

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader
    from pathlib import Path


def read_packaged(path: "Path") -> bytes:
    """Read a file below this package's parent folder. Raises OSError when there is none.

    The module's own loader does it, for `importlib.resources` costs a good part of start-up.
    """
    loader = cast("ResourceLoader", __spec__.loader)
    return bytes(loader.get_data(str(path)))
