"""`tools/addresses.py`: every address of the steps; a page that changes only with the answers."""

import json
import re
from pathlib import Path

import pytest

import addresses
from mes_optout.content.loader import Pack

ROOT = Path(__file__).parents[2]
HOME = "https://www.monespacesante.fr/"
PAGE = "https://www.monespacesante.fr/enrolement/cloture/accueil"


def result(url: str, code: int | None, **more: object) -> dict[str, object]:
    """Return one response as lychee writes it; without a code it met an error of the network."""
    status = {"text": "…"} | ({} if code is None else {"code": code})
    return {"url": url, "status": status, **more}


def document(**maps: list[dict[str, object]]) -> dict[str, object]:
    return {"total": 1} | {f"{kind}_map": {"a.txt": each} for kind, each in maps.items()}


def test_every_link_and_source_is_there(pack: Pack) -> None:
    found = addresses.addresses()
    steps = [step for name in pack.triage.procedures for step in pack.procedure(name).steps]
    wanted = {step.link for step in steps if step.link}
    wanted |= {source.url for source in pack.sources.values()}
    assert pack.reading
    wanted |= {each.url for each in pack.reading.resources if each.url}
    assert len(wanted) > 90
    assert wanted - found.keys() == set()
    assert "valeurs.toml › addresses › page" in found[PAGE]


def test_an_address_in_a_sentence_ends_before_the_sign(tmp_path: Path) -> None:
    text = 'id = "a"\ntext = ["Voir « https://site.fr/a » ou (https://site.fr/b?c=d)."]\n'
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    assert addresses.addresses(tmp_path) == {
        "https://site.fr/a": ["x.toml › a"],
        "https://site.fr/b?c=d": ["x.toml › a"],
    }


def test_what_answers_is_not_named_and_what_does_not_is_with_its_places() -> None:
    places = {HOME: ["fr/a.toml › a › b"], PAGE: ["fr/c.toml › c", "sources.toml › sources › X"]}
    found = addresses.answers(
        document(success=[result(HOME, 200)], error=[result(PAGE, 404, span={"line": 3})])
    )
    said = addresses.page(places, found)
    assert HOME not in re.findall(r"https://\S+", said)
    assert f"- 404 : {PAGE}\n  - `fr/c.toml › c`\n  - `sources.toml › sources › X`\n" in said


@pytest.mark.parametrize(
    ("maps", "answer"),
    [
        ({"error": [result(HOME, None, duration=1)]}, "aucune réponse"),
        ({"timeout": [result(HOME, None, duration=2)]}, "aucune réponse"),
        ({"redirect": [result(HOME, 200)]}, "conduit ailleurs (200)"),
        ({}, "non demandée"),
    ],
)
def test_each_kind_of_answer_is_said(maps: dict[str, list[dict[str, object]]], answer: str) -> None:
    """A timeout and a refused connection are one thing: they take turns by chance."""
    said = addresses.page({HOME: ["fr/a.toml"]}, addresses.answers(document(**maps)))
    assert f"- {answer} : {HOME}\n" in said


def test_when_all_is_well_no_address_is_named() -> None:
    well = addresses.answers(document(success=[result("https://site.fr/", 200)]))
    assert "http" not in addresses.page({"https://site.fr": ["fr/a.toml"]}, well)


def test_the_same_answers_in_another_order_make_the_same_page() -> None:
    places = addresses.addresses()
    results = [result(each, 403, duration=n) for n, each in enumerate(places)]
    there, back = (addresses.answers(document(error=each)) for each in (results, results[::-1]))
    assert addresses.page(places, there) == addresses.page(places, back)
    assert len(addresses.page(places, there)) < 65_536, "no issue is longer"


def test_without_a_network_nothing_is_said(tmp_path: Path) -> None:
    silent = document(error=[result(HOME, None)])
    (tmp_path / "answers.json").write_text(json.dumps(silent), encoding="utf-8")
    with pytest.raises(SystemExit, match="network"):
        addresses.main([str(tmp_path / "answers.json")])


def test_without_answers_it_prints_one_address_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    addresses.main([])
    assert capsys.readouterr().out.splitlines() == list(addresses.addresses())
