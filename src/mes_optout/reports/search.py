"""Where pip, pipx and uv keep what they keep, and a search there that goes a few levels deep only.

A folder that is a link is looked into, no deeper than any other; a file that is a link is not
opened. Nothing is run or changed. What cannot be read is remembered, for it has to be said.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from mes_optout.i18n import NEUTRAL, PROGRAM

# The project and its module, whole or as the beginning of a file's name; not the neutral words.
OUR_NAME = re.compile(rb"mes[-_]optout", re.IGNORECASE)

_MOST = 50_000  # entries of folders: about half a second
_HEAD = 65_536  # bytes of a file: the first pages of a log


class Search:
    """One search through several folders, which share its limits."""

    def __init__(self, most: int = _MOST) -> None:
        """Look at `most` entries of folders and no more."""
        self._left = most
        self._listed: dict[str, list[str]] = {}  # several patterns go through the same folders
        self.unread: set[Path] = set()

    @property
    def complete(self) -> bool:
        """Whether the limit was enough."""
        return self._left > 0

    def find_matches(self, folder: Path, pattern: str) -> Iterator[Path]:
        """Yield what lies below `folder` at a pattern such as `wheels/*/x*`, in order of names.

        A folder that is not there holds nothing. Case does not count.
        """
        yield from map(Path, self._find_below(str(folder), pattern))

    def _find_below(self, folder: str, pattern: str) -> Iterator[str]:
        first, _slash, rest = pattern.partition("/")
        if folder not in self._listed:
            self._listed[folder] = self._list_names(folder)
        for name in self._listed[folder]:
            if first == "*" or fnmatchcase(name.lower(), first):
                path = os.path.join(folder, name)  # noqa: PTH118  (thousands, four times as fast)
                yield from self._find_below(path, rest) if rest else (path,)

    def has(self, path: Path) -> bool:
        """Say whether there is something at `path`."""
        return any(self.find_matches(path.parent, path.name.lower()))

    def mentions_us(self, file: Path) -> bool:
        """Say whether the beginning of a file holds our name; a link is not followed."""
        try:
            if not file.is_file() or file.is_symlink():
                return False
            with file.open("rb") as opened:
                return OUR_NAME.search(opened.read(_HEAD)) is not None
        except OSError:
            self.unread.add(file.parent)
            return False

    def _list_names(self, folder: str) -> list[str]:
        names = []
        try:
            # What is no folder, or is not there any more, holds nothing.
            with os.scandir(folder) as entries:
                for entry in entries:
                    if self._left <= 0:
                        break
                    self._left -= 1
                    names.append(entry.name)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return []
        except OSError:
            self.unread.add(Path(folder))
        return sorted(names)


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of each tool, which need not exist, without repeats.

    Linux was tried: pip 23.0 and 26.3, pipx 1.1 and 1.18, uv 0.13. What is said here of macOS and
    Windows was read only. A place that a settings file of theirs names is not known. `completions`
    are files, where our own help says to write them.
    """

    pip: tuple[Path, ...]
    uv: tuple[Path, ...]
    uv_tools: tuple[Path, ...]
    pipx: tuple[Path, ...]
    pipx_caches: tuple[Path, ...]
    pipx_logs: tuple[Path, ...]
    completions: tuple[Path, ...]


def list_places(environment: Mapping[str, str], home: Path, platform: str) -> Places:
    """Return the folders of an account; `platform` is as `which_system` says.

    A folder that a variable names comes before the usual one, which may hold older copies. One that
    is not absolute counts from here, but for XDG's, whose specification says to ignore it.
    """

    def get_named(variable: str, *below: str) -> list[Path]:
        value = environment.get(variable)
        if not value or (variable.startswith("XDG_") and not Path(value).is_absolute()):
            return []
        return [_expand_home(value).absolute().joinpath(*below)]

    def get_usual(variable: str, otherwise: str, *below: str) -> list[Path]:
        return get_named(variable, *below) or [home.joinpath(otherwise, *below)]

    if platform == "win32":
        local = get_usual("LOCALAPPDATA", "AppData/Local")[0]
        roaming = get_usual("APPDATA", "AppData/Roaming")[0]
        pip, uv = [local / "pip/Cache"], [local / "uv/cache"]
        tools = [roaming / "uv/data/tools", roaming / "uv/tools"]
        own = local / "pipx/pipx"
        homes = [home / "pipx", local / "pipx", own]
        caches, logs = [own / "Cache"], [own / "Logs"]
    else:
        pip = get_usual("XDG_CACHE_HOME", ".cache", "pip")
        uv = get_usual("XDG_CACHE_HOME", ".cache", "uv")
        tools = get_usual("XDG_DATA_HOME", ".local/share", "uv/tools")
        homes = get_usual("XDG_DATA_HOME", ".local/share", "pipx")
        caches = get_usual("XDG_CACHE_HOME", ".cache", "pipx")
        logs = get_usual("XDG_STATE_HOME", ".local/state", "pipx/log")
    if platform == "darwin":
        library = home / "Library"
        pip = [library / "Caches/pip", *pip]
        homes += [library / "Application Support/pipx"]
        caches, logs = [library / "Caches/pipx", *caches], [library / "Logs/pipx", *logs]
    scripts = get_usual("XDG_DATA_HOME", ".local/share", "bash-completion/completions")
    fish = get_usual("XDG_CONFIG_HOME", ".config", "fish/completions")
    homes = [*get_named("PIPX_HOME"), *homes, home / ".local/pipx"]
    return Places(
        pip=_drop_repeats([*get_named("PIP_CACHE_DIR"), *pip]),
        uv=_drop_repeats([*get_named("UV_CACHE_DIR"), *uv]),
        uv_tools=_drop_repeats([*get_named("UV_TOOL_DIR"), *tools]),
        pipx=_drop_repeats(homes),
        pipx_caches=_drop_repeats([*(each / ".cache" for each in homes), *caches]),
        pipx_logs=_drop_repeats([*(each / "logs" for each in homes), *logs]),
        completions=tuple(
            folder / file.format(name)
            for folder, file in (
                *((each, "{}") for each in scripts),
                (home / ".zfunc", "_{}"),
                *((each, "{}.fish") for each in fish),
            )
            for name in (PROGRAM, NEUTRAL)
        ),
    )


def _expand_home(value: str) -> Path:
    """Return a path with its `~` replaced; that of nobody's account stays a name, as for uv."""
    try:
        return Path(value).expanduser()
    except RuntimeError:
        return Path(value)


def _drop_repeats(folders: list[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folders))
