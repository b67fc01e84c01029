"""Click's classes, wherever the Typer that is installed keeps them.

Up to 0.25 Typer stands on Click; from 0.26 on it carries a Click of its own, which it does not call
public. Whatever the program needs of either comes through this room.
"""

try:
    from typer._click import _compat, core, exceptions, formatting, shell_completion
except ModuleNotFoundError as error:
    if error.name != "typer._click":  # it is there, but something in it has moved
        raise
    from click import (  # type: ignore[no-redef]
        _compat,
        core,
        exceptions,
        formatting,
        shell_completion,
    )

# To a console of Windows, Click would write by itself: past our stream, and so after the wipe.
setattr(_compat, "_get_windows_console_stream", lambda *_: None)  # noqa: B010  (no public way)

Command = core.Command
Context = core.Context
HelpFormatter = formatting.HelpFormatter
CompletionItem = shell_completion.CompletionItem
Parameter = core.Parameter
ShellComplete = shell_completion.ShellComplete
split_line = shell_completion.split_arg_string

BadOptionUsage = exceptions.BadOptionUsage
ClickUsageError = exceptions.UsageError
MissingParameter = exceptions.MissingParameter
NoSuchOption = exceptions.NoSuchOption


def get_commands(command: Command) -> dict[str, Command]:
    """Return what stands below a command: nothing, but for a group."""
    below: dict[str, Command] = getattr(command, "commands", {})
    return below
