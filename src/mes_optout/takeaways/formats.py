"""The formats of a checklist by name."""

from mes_optout.takeaways.checklist import Checklist


def render(checklist: Checklist, name: str) -> str:
    """Write `checklist` as "text", "markdown", "json" or "html"."""
    match name:
        case "html":
            from mes_optout.takeaways.as_html import as_html  # noqa: PLC0415  (one of four)

            return as_html(checklist)
        case "markdown":
            from mes_optout.takeaways.as_markdown import as_markdown  # noqa: PLC0415  (one of four)

            return as_markdown(checklist)
        case "json":
            from mes_optout.takeaways.as_json import as_json  # noqa: PLC0415  (one of four)

            return as_json(checklist)
        case _:
            from mes_optout.takeaways.as_text import as_text  # noqa: PLC0415  (one of four)

            return as_text(checklist)
