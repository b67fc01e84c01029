"""What everything rests on: each source, its date, the steps behind which it stands."""

from collections.abc import Iterable, Iterator, Mapping

from mes_optout.content.addresses import Source
from mes_optout.content.procedure import Confidence, Procedure
from mes_optout.content.reading import Reading
from mes_optout.i18n import _
from mes_optout.text import WIDTH, sanitize, wrap


def sources_text(
    procedures: Iterable[Procedure], known: Mapping[str, Source], reading: Reading | None
) -> str:
    """List the sources of each procedure, then what is worth checking again first."""
    lines = [line for procedure in procedures for line in (*_list_sources(procedure, known), "")]
    if reading is not None and reading.recheck:
        lines.append(_("To check again first, on the web:"))
        for number, item in enumerate(reading.recheck, start=1):
            first = f"{number}. "
            lines += wrap(item, WIDTH, first=first, then=" " * len(first))
    return "\n".join(lines).rstrip() + "\n"


def _list_sources(procedure: Procedure, known: Mapping[str, Source]) -> Iterator[str]:
    title = wrap(procedure.title, WIDTH)
    yield from title
    yield "=" * max(map(len, title))
    for key in procedure.cited:
        source = known.get(key)
        if source is None:
            continue  # `steps check` names it; a reader has no use for a key
        yield from wrap(source.dated, WIDTH, first="- ", then="  ")
        yield f"  {sanitize(source.url)}"
        if source.read_at is not None:
            yield "  " + _("{label}: {text}").format(
                label=_("Read in"), text=sanitize(source.read_at)
            )
        behind = (
            f"{step.title} ({say_confidence(step.confidence)})"
            for step in procedure.steps
            if key in step.sources
        )
        said = _("{label}: {text}").format(label=_("Steps"), text=", ".join(behind))
        yield from wrap(said, WIDTH, first="  ", then="  ")


def say_confidence(confidence: Confidence) -> str:
    """Say how sure in a word or two."""
    match confidence:
        case Confidence.SURE:
            return _("sure")
        case Confidence.PROBABLE:
            return _("probable")
        case Confidence.UNVERIFIED:
            return _("to be checked")
