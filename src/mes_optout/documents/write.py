"""Put a takeaway into a file, never over another one unless told to."""

import os
from pathlib import Path

from mes_optout.errors import CannotWriteError, FileExistsAlreadyError
from mes_optout.files import cause_of


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Write `content`, for the owner's eyes only.

    Raises FileExistsAlreadyError without `force`, and CannotWriteError.
    """
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        descriptor = os.open(path, flags, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except FileExistsError:
        raise FileExistsAlreadyError(path=path) from None
    except (OSError, ValueError) as error:
        cause = cause_of(error) if isinstance(error, OSError) else cause_of(OSError())
        raise CannotWriteError(path=path, cause=cause) from None
