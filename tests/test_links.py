"""Each link of a page leads somewhere: to a file that is given away, a heading, a known address."""

from pathlib import Path

import pytest

from support.documents import README, ROOT, name_of, read
from support.page_links import ALL, FORMS, Page, faults, markdown, parsed

HERE = ROOT / "docs/reference.md"  # from where planted links go


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_each_link_leads_to_a_file_a_heading_or_a_known_address(path: Path) -> None:
    assert list(faults(path, parsed(path))) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](../README.md)", ""),
        ("[a](../README.md#in-english)", ""),
        ("[a](#ici)\n\n# Ici", ""),
        ("[a](heard)", ""),
        ("<https://monespacesante.elioz.fr/>", ""),
        ("```text\n[a](none.md)\n```", ""),
        ("[a](none.md)", "none.md: no such file"),
        ("![a](pictures/none.svg)", "no such file"),
        pytest.param(
            "[a](../readme.md)",
            "no such file",
            marks=pytest.mark.posix("on Windows the case of a name does not count"),
        ),
        ("[a][b]\n\n[b]: none.md", "no such file"),
        ("[a][b]", "looks like a link"),
        ("[a] (none.md) and [a](a b.md)", "looks like a link"),
        ("<details>\n<summary>A</summary>\n\n[a](none.md)\n\n</details>", "no such file"),
        ("<details>\n[a](../README.md)\n</details>", "looks like a link"),
        ('<details>\n<a href="none.md">a</a>\n</details>', "no such file"),
        ('A <a href="none.md">word</a>.', "no such file"),
        ('<img src="https://example.org/a.png">', "no such address"),
        ("| a |\n|---|\n| [a](none.md) |", "no such file"),
        ("[a](../README.md#none)", "no such heading"),
        ("[a](../.ci/run#none)", "no such heading"),
        ("[a](#ici)\n\n```sh\n# Ici\n```", "no such heading"),
        ("[a](#ici-1)\n\n# Ici", "no such heading"),
        ("[a](#)", "a link to nothing"),
        ("[a]()", "a link to nothing"),
        ("[a](pictures)", "a folder that says nothing"),
        ("[a](../../README.md)", "no such file"),
        ("[a](../.venv)", "not among what is published"),
        ("[a](/README.md)", "nor a way from this page"),
        ("[a](http://www.cnil.fr/)", "neither https://"),
        ("[a](mailto:somebody)", "neither https://"),
        ("[a](https://www.monespacesante.fr/enrolement-accueil)", "no such address"),
        ("See http://www.cnil.fr/ first.", "no such address"),
        ("See `https://example.org/` first.", "no such address"),
        ("[a](https://cnil.fr/fr/node/166989)", "send nobody to this site"),
    ],
)
def test_each_fault_is_seen(text: str, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = markdown(text)
    monkeypatch.setattr("support.page_links.parsed", lambda p: planted if p == HERE else parsed(p))
    found = list(faults(HERE, planted))
    assert found == [] if not fault else [each for each in found if fault in each], text


def test_a_fault_in_the_form_of_an_issue_or_on_a_paper_is_seen(tmp_path: Path) -> None:
    """Each is read in its own way."""
    form, paper = tmp_path / "form.yml", tmp_path / "paper.html"
    form.write_text("body:\n  - type: x\n    value: |\n      See [a](none.md).\n", encoding="utf-8")
    paper.write_text('<p id="b"><a href="#b">a</a><a href="none">b</a></p>', encoding="utf-8")
    assert parsed(form).targets == ["none.md"]
    assert (parsed(paper).targets, parsed(paper).anchors) == (["#b", "none"], {"b"})
    assert FORMS


def test_the_links_of_folded_parts_and_pictures_are_among_those_that_are_read() -> None:
    """As many as a plain look at the source finds: none is passed over."""
    assert len(parsed(README).targets) == read(README).count("](") + read(README).count("<https:")
    assert parsed(README) != Page()
