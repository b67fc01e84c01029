"""The entry point: signals and language first, for all that is imported after depends on them."""

import _signal  # type: ignore[import-not-found]  # what `signal` is made of, without its milliseconds
import gc
import os
import sys

# Before anything takes time: until signals are met below, Ctrl-C just ends, without a traceback.
_signal.signal(_signal.SIGINT, _signal.SIG_DFL)

# What is imported is there to stay: looking through it for what can go takes a tenth of the start.
gc.set_threshold(100_000)

_NO_TRACE = "--no-trace" in sys.argv
if _NO_TRACE or {"_MES_OPTOUT_COMPLETE", "_DEMARCHE_COMPLETE"} & os.environ.keys():
    sys.dont_write_bytecode = True  # before the imports: compiled files would be a trace

from typing import NoReturn  # noqa: E402  (after what makes imports cheap)

from mes_optout.terminal import leaving  # noqa: E402

# In both languages: perhaps the catalogue is what is broken.
_MISTAKE = (
    "Erreur : Le programme a rencontré une erreur qui vient de lui et s'est arrêté.\n"
    "Error: The program met a mistake of its own and stopped."
)
_MISTAKE_CODE = 70


def main() -> int:
    """Run the program and return its exit code."""
    leaving.meet_signals()
    leaving.switch_codes_on()
    try:
        if _NO_TRACE and __spec__ is not None and __spec__.cached is not None:
            from pathlib import Path  # noqa: PLC0415  (only here)

            from mes_optout.system.compiled import remove_first_compiled  # noqa: PLC0415  (as above)

            remove_first_compiled(Path(__spec__.cached))
        from mes_optout import streams  # noqa: PLC0415  (only now may a signal come)

        streams.mend_streams()
        streams.accept_any_text()
        from mes_optout import i18n  # noqa: PLC0415  (what goes wrong from here on can be said)

        i18n.set_language(i18n.detect_language(sys.argv[1:], os.environ))
        i18n.set_program_name(sys.argv[0])
        from mes_optout import cli  # noqa: PLC0415  (reads its help texts at import)

        return cli.main(sys.argv[1:])
    except Exception:  # before the door in `cli`, or in the door itself
        if os.environ.get("MES_OPTOUT_TRACEBACK"):
            raise
        print(_MISTAKE, file=sys.stderr)  # noqa: T201  (Typer may be what is broken)
        return _MISTAKE_CODE


def run() -> NoReturn:
    """Run the program as a command, to its end."""
    leaving.end(main())


if __name__ == "__main__":
    run()
