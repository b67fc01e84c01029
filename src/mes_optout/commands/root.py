"""The program's own command: its options stand anywhere, its help wins, and it knows the steps."""

from collections.abc import Iterator
from contextlib import suppress

from mes_optout import i18n
from mes_optout.clicks import Command, Context, HelpFormatter, get_commands
from mes_optout.commands.parameters import find_pack
from mes_optout.errors import OptoutError
from mes_optout.usage import SpeakingGroup

WITH_VALUE = ("--lang", "--steps")
_FLAGS = ("--version",)


class Root(SpeakingGroup):
    """Global options may stand anywhere, and asking for help wins over any mistake."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Move global options to the front; keep of a call for help only whom it is for."""
        cut = args.index("--") if "--" in args else len(args)
        head, tail = args[:cut], args[cut:]
        if {"-h", "--help"} & set(head):
            return super().parse_args(ctx, [*self._find_names(head), "--help"])
        return super().parse_args(ctx, [*hoist_options(head), *tail])

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what stands after the name; where an option first would go to Python, it last."""
        pieces = super().collect_usage_pieces(ctx)
        return pieces[::-1] if i18n.brings_python() else pieces

    def guess(self, ctx: Context, name: str) -> str | None:
        """Return the command that may be meant, or the one for a procedure or a letter."""
        found = super().guess(ctx, name)
        if found is None:
            from mes_optout.content.misnamed import guess_line

            with suppress(OptoutError):  # steps that cannot be read are not what is wrong here
                found = guess_line(find_pack(ctx), name)
        return found

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """Write who helps with a procedure, and where a problem is said."""
        from mes_optout.wording import whom_to_ask

        for title, rows in whom_to_ask.list_ways():
            formatter.write_paragraph()
            formatter.write_text(title)
            with formatter.indentation():
                for row in rows:
                    formatter.write_text(row)

    def _find_names(self, arguments: list[str]) -> Iterator[str]:
        """Yield the command that `arguments` name, and the one below it if it is a group."""
        here: Command = self
        for argument in arguments:
            if argument in (below := get_commands(here)):
                here = below[argument]
                yield argument


def hoist_options(arguments: list[str]) -> list[str]:
    """Return a line with the global options, and their values, before all else."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument in WITH_VALUE:
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument in _FLAGS or argument.partition("=")[0] in WITH_VALUE:
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest
