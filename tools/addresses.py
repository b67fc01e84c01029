"""Every address of the steps, and what is new about those that do not answer.

`python tools/addresses.py` prints the addresses, one a line, for a link checker. With the JSON that
lychee made of them, `python tools/addresses.py answers.json` prints a page for the issue that a
workflow keeps. Equal answers make an equal page, so that only a change is news. Nothing here opens
a connection.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

STEPS = Path(__file__).parents[1] / "steps"

Places = dict[str, list[str]]  # address to where it stands: "fr/opposition.toml › page"
Answers = dict[str, str]  # address to what came back: "200", "404", …

# Up to what ends an address in a sentence: a space, a quote, or a sign at its end.
_ADDRESS = re.compile(r"https?://[^\s«»“”\"<>]+[^\s«»“”\"<>.,;:!?)]")
_WELL = re.compile(r"2\d\d")
_SILENT = "aucune réponse"
_ELSEWHERE = "conduit ailleurs"
_NOT_ASKED = "non demandée"

_HEAD = """\
Ces adresses des étapes n'ont pas répondu comme prévu. Ouvrez chacune dans un navigateur. Si elle \
marche, il n'y a rien à faire : 401, 403 et 429 veulent souvent dire que le site refuse les \
machines. Sinon, corrigez l'étape (voir CONTRIBUTING.md).

These addresses did not answer as expected. Open each in a browser: 401, 403 and 429 often mean \
that the site refuses machines. If one is really gone, mend the step.
"""
_ALL_WELL = "Toutes les adresses répondent. All addresses answer.\n"


def addresses(folder: Path = STEPS) -> Places:
    """Return every address in the pack's files, in order. Raises TOMLDecodeError."""
    found: Places = {}
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        for trail, text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            for address in _ADDRESS.findall(text):
                places = found.setdefault(address, [])
                place = " › ".join((name, *trail))
                if place not in places:
                    places.append(place)
    return dict(sorted(found.items()))


def _texts(value: object, trail: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each text below `value`, with the ids, and the keys of tables, on the way to it."""
    if isinstance(value, str):
        yield trail, value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, trail)
    elif isinstance(value, dict):
        here = (*trail, value["id"]) if "id" in value else trail
        for key, each in value.items():
            yield from _texts(each, (*here, key) if isinstance(each, dict) else here)


def answers(document: Mapping[str, Any]) -> Answers:
    """Return what lychee got for each address, in few words that do not change by chance."""
    found: Answers = {}
    for kind in ("success_map", "redirect_map", "error_map", "timeout_map"):
        for responses in document.get(kind, {}).values():
            for response in responses:
                found[response["url"]] = _answer(kind, response["status"])
    return found


def _answer(kind: str, status: Mapping[str, Any]) -> str:
    code = status.get("code")
    if code is None:
        return _SILENT
    return f"{_ELSEWHERE} ({code})" if kind == "redirect_map" else str(code)


def page(places: Places, found: Answers) -> str:
    """Return the text of the issue: every address that did not answer with 2xx, and where it is."""
    odd = {each: found.get(_as_asked(each), _NOT_ASKED) for each in places}
    lines = [
        line
        for address, answer in odd.items()
        if not _WELL.fullmatch(answer)
        for line in (f"- {answer} : {address}", *(f"  - `{place}`" for place in places[address]))
    ]
    return "\n".join((_HEAD, *lines, "")) if lines else _ALL_WELL


def _as_asked(address: str) -> str:
    """Return an address as a link checker writes it: the path of a bare site is /."""
    return address if urlsplit(address).path else f"{address}/"


def main(arguments: list[str]) -> None:
    """Print the addresses, or the page that the answers in a file make."""
    places = addresses()
    if arguments:
        found = answers(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
        if set(found.values()) <= {_SILENT}:
            sys.exit("Nothing answered: is there a network? Nothing is said of the addresses.")
        sys.stdout.write(page(places, found))
    else:
        sys.stdout.write("".join(f"{address}\n" for address in places))


if __name__ == "__main__":
    main(sys.argv[1:])
