"""What a mishap may leave of the files that a command writes or deletes, and what it may not."""

import re
from collections.abc import Mapping

from support.installed_walk import Walked
from support.judging import CORRUPTED, LEFT_OVER, LOST, SILENT, STOPPED, TRACEBACK, UNCLEAR
from support.writers import Writer

_CANNOT_WRITE = 4
_INTERNAL = 70

Complaints = list[tuple[str, str]]


def after_end(walked: Walked, writer: Writer, whole: Walked, code: int) -> Complaints:
    """Judge a run that ended in the middle, with a `code`, by one that ran undisturbed.

    A temporary file may stay; under the final name there is the old file or the new one.
    """
    found: Complaints = []
    if walked.code != code:
        found.append((STOPPED, f"not {code} but {walked.code}: {walked.err[-300:]}"))
    found += in_order(walked.files, writer, whole.files, said=walked.pages[0])
    odd = _odd(walked, writer, whole)
    return found + [(LEFT_OVER, name) for name in odd if not _is_new(name, writer)]


def after_refusal(walked: Walked, writer: Writer, whole: Walked, call: str) -> Complaints:
    """Judge a run to which the system refused a `call`: it says so, or it has cost nothing.

    Nothing stays behind, unless it is the deletion itself that is refused.
    """
    found: Complaints = []
    if "Traceback" in walked.said or walked.code == _INTERNAL:
        found.append((TRACEBACK, walked.err[-300:]))
    alone = " ".join(walked.err.removeprefix(whole.err).split())
    ours = walked.pages[0] if writer.goes_on else alone
    sentences = re.findall(writer.refused, ours, re.MULTILINE)
    if not sentences and walked.code == whole.code:
        if any(walked.files.get(name) != whole.files.get(name) for name in writer.targets):
            found.append((SILENT, f"exit {walked.code}"))
    elif len(sentences) != 1 or (not writer.goes_on and ours.count("Erreur : ") != 1):
        found.append((UNCLEAR, f"{len(sentences)} sentences: {ours[-300:]}"))
    elif walked.code != (whole.code if writer.goes_on else _CANNOT_WRITE):
        found.append((STOPPED, f"exit {walked.code}: {walked.err[-300:]}"))
    found += in_order(walked.files, writer, whole.files, said=walked.pages[0])
    odd = _odd(walked, writer, whole)
    stuck = call == "unlink"
    return found + [(LEFT_OVER, name) for name in odd if not (stuck and _is_new(name, writer))]


def in_order(
    files: Mapping[str, bytes], writer: Writer, whole: Mapping[str, bytes], *, said: str
) -> Complaints:
    """Judge what lies there: each file as before or as it shall be, and so when it was `said`."""
    found: Complaints = []
    done = re.search(writer.done, said, re.MULTILINE)
    for name in writer.targets:
        now, old, new = files.get(name), writer.before.get(name), whole.get(name)
        if done and now != new:
            found.append((LOST, f"{name} is not as was said"))
        elif now in {old, new}:
            continue
        elif now is None:
            found.append((LOST, f"{name} is gone"))
        else:
            found.append((CORRUPTED, f"{name}: {len(now)} bytes of {len(new or b'')}"))
    return found


def _odd(walked: Walked, writer: Writer, whole: Walked) -> list[str]:
    """Return the files that were not there before, and that an undisturbed run does not leave."""
    return sorted(walked.files.keys() - whole.files.keys() - writer.before.keys())


def _is_new(name: str, writer: Writer) -> bool:
    """Say whether a file has the name of one that is being written."""
    return any(name.startswith(f"{each}.new") for each in writer.targets)
