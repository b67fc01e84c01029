"""The entry point: signals and language first, for all that is imported after depends on them."""

import os
import sys

if "--no-trace" in sys.argv:
    sys.dont_write_bytecode = True  # before the imports: compiled files would be a trace

from mes_optout.terminal import exit as leaving


def main() -> int:
    """Run the program and return its exit code."""
    leaving.on_signals()
    try:
        from mes_optout import i18n  # noqa: PLC0415  (only now may a signal come)

        i18n.speak(i18n.detect(sys.argv[1:], os.environ))
        i18n.call(sys.argv[0])
        from mes_optout import cli, encoding  # noqa: PLC0415  (reads its help texts at import)

        encoding.soften_output()
        return cli.main(sys.argv[1:])
    except leaving.Stop:
        leaving.leave(leaving.TERMINATED)


if __name__ == "__main__":
    sys.exit(main())
