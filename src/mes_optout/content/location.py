"""Where the files of a pack come from: the package, the checkout, or an editor's folder."""

from collections.abc import Callable
from pathlib import Path

from mes_optout.errors import N_, PackUnreadableError
from mes_optout.files import cause_of, read_packaged
from mes_optout.system.disk import read_regular

# A name inside the pack, such as "fr/opposition.toml", to its bytes, or None when there is none.
Reader = Callable[[str], bytes | None]

# The longest shipped file has about 30 kB and 1,100 values, and no line more than eight dots. The
# limits are checked before parsing: tomllib takes minutes over some short files, such as one key of
# 50,000 dots, or many of 1,000.
LARGEST_FILE = 256 * 1024
LONGEST_LINE = 2_000
MOST_DOTS = 200  # on a line
MOST_VALUES = 20_000  # tables and lists too; checked after parsing

_DEPTHS = ("", "*/", "*/*/")  # nobody looks deeper for a file that is in the wrong place


def shipped() -> Reader:
    """Read the pack that came with the program.

    Inside a wheel or a zip it lies in the package; in a checkout, at the top.
    """
    package = Path(__file__).parents[1]

    def read(name: str) -> bytes | None:
        for folder in (package, package.parents[1]):
            try:
                return read_packaged(folder / "steps" / name)
            except OSError:
                continue
        return None

    return read


def list_folder(root: Path) -> list[str]:
    """Return the names inside a pack of all files that have “.toml” in them, not too deep."""
    found = (path for depth in _DEPTHS for path in root.glob(f"{depth}*.toml*"))
    return sorted(path.relative_to(root).as_posix() for path in found if path.is_file())


def list_shipped() -> list[str]:
    """Return the names of the pack that came with the program, none where it lies in a zip."""
    package = Path(__file__).parents[1]
    found = (folder / "steps" for folder in (package, package.parents[1]))
    return next((list_folder(each) for each in found if each.is_dir()), [])


def folder(root: Path) -> Reader:
    """Read the pack in `root`, which an editor chose. Raises PackUnreadableError."""

    def read(name: str) -> bytes | None:
        try:
            return read_regular(root / name, LARGEST_FILE)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise PackUnreadableError(file=name, cause=cause_of(error)) from None
        except ValueError:  # a NUL in the name of the folder
            raise PackUnreadableError(file=name, cause=N_("the name is not possible")) from None

    return read
