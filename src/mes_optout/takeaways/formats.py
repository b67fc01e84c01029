"""The formats of a checklist by name."""

from mes_optout.takeaways.checklist import Checklist


def render(checklist: Checklist, name: str) -> str:
    """Write `checklist` as "text", "markdown" or "json"."""
    match name:
        case "markdown":
            from mes_optout.takeaways.as_markdown import as_markdown  # noqa: PLC0415  (one of three)

            return as_markdown(checklist)
        case "json":
            from mes_optout.takeaways.as_json import as_json  # noqa: PLC0415  (one of three)

            return as_json(checklist)
        case _:
            from mes_optout.takeaways.as_text import as_text  # noqa: PLC0415  (one of three)

            return as_text(checklist)
