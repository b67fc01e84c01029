"""Where pip, pipx and uv keep what they keep, by their documentation and their variables.

Linux was tried: pip 23.0 and 26.3, pipx 1.1 and 1.18, uv 0.13. What is said here of macOS and
Windows was read only. A place that a settings file of theirs names is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mes_optout.i18n import NEUTRAL, PROGRAM


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of each tool, which need not exist, without repeats.

    `completions` are files, where our own help says to write them.
    """

    pip: tuple[Path, ...]
    uv: tuple[Path, ...]
    uv_tools: tuple[Path, ...]
    pipx: tuple[Path, ...]
    pipx_caches: tuple[Path, ...]
    pipx_logs: tuple[Path, ...]
    completions: tuple[Path, ...]


def places(environment: Mapping[str, str], home: Path, platform: str) -> Places:
    """Return the folders of an account; `platform` is as `which_system` says.

    A folder that a variable names comes before the usual one, which may hold older copies. One that
    is not absolute counts from here, but for XDG's, whose specification says to ignore it.
    """

    def named(variable: str, *below: str) -> list[Path]:
        value = environment.get(variable)
        if not value or (variable.startswith("XDG_") and not Path(value).is_absolute()):
            return []
        return [_expanded(value).absolute().joinpath(*below)]

    def usual(variable: str, otherwise: str, *below: str) -> list[Path]:
        return named(variable, *below) or [home.joinpath(otherwise, *below)]

    if platform == "win32":
        local = usual("LOCALAPPDATA", "AppData/Local")[0]
        roaming = usual("APPDATA", "AppData/Roaming")[0]
        pip, uv = [local / "pip/Cache"], [local / "uv/cache"]
        tools = [roaming / "uv/data/tools", roaming / "uv/tools"]
        own = local / "pipx/pipx"
        homes = [home / "pipx", local / "pipx", own]
        caches, logs = [own / "Cache"], [own / "Logs"]
    else:
        pip = usual("XDG_CACHE_HOME", ".cache", "pip")
        uv = usual("XDG_CACHE_HOME", ".cache", "uv")
        tools = usual("XDG_DATA_HOME", ".local/share", "uv/tools")
        homes = usual("XDG_DATA_HOME", ".local/share", "pipx")
        caches = usual("XDG_CACHE_HOME", ".cache", "pipx")
        logs = usual("XDG_STATE_HOME", ".local/state", "pipx/log")
    if platform == "darwin":
        library = home / "Library"
        pip = [library / "Caches/pip", *pip]
        homes += [library / "Application Support/pipx"]
        caches, logs = [library / "Caches/pipx", *caches], [library / "Logs/pipx", *logs]
    scripts = usual("XDG_DATA_HOME", ".local/share", "bash-completion/completions")
    fish = usual("XDG_CONFIG_HOME", ".config", "fish/completions")
    homes = [*named("PIPX_HOME"), *homes, home / ".local/pipx"]
    return Places(
        pip=_once([*named("PIP_CACHE_DIR"), *pip]),
        uv=_once([*named("UV_CACHE_DIR"), *uv]),
        uv_tools=_once([*named("UV_TOOL_DIR"), *tools]),
        pipx=_once(homes),
        pipx_caches=_once([*(each / ".cache" for each in homes), *caches]),
        pipx_logs=_once([*(each / "logs" for each in homes), *logs]),
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


def _expanded(value: str) -> Path:
    """Return a path with its `~` replaced; that of nobody's account stays a name, as for uv."""
    try:
        return Path(value).expanduser()
    except RuntimeError:
        return Path(value)


def _once(folders: list[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folders))
