"""Takeaways as PDF: for a reader's ears and for a pen, whole, and silent about what they are."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import BLANK, Procedure
from mes_optout.content.whom import pick_lines
from mes_optout.documents.as_pdf import PdfMissingError, PdfNotBroughtError, as_pdf
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import CODES, PROBLEMS
from mes_optout.documents.letter import lay_out_guidance, lay_out_sheet
from mes_optout.journey import make_journeys
from mes_optout.wording.blocks import Document
from support.noted import tick_all
from support.pdf_reading import A4, Read, missing

pytest.importorskip("typst")

PROCEDURES = Pack(shipped()).triage.procedures
LETTERS = [known.letter.id for known in load_letters(Pack(shipped(), "fr"))]


def texts(procedure: Procedure) -> Iterator[str]:
    """Yield all that a list must say of a procedure."""
    yield from (procedure.title, procedure.summary)
    yield from (line.text for line in procedure.afterwards)
    for step in procedure.steps:
        yield from (step.title, step.why, *step.needs)
        yield from (part for part in (step.before, step.reassurance) if part)
        yield from (line.text for line in step.body)
        yield from (part for part in (step.keep, step.link) if part)
        yield from (check.text for check in step.checks)
        for problem in step.problems:
            yield from (problem.symptom, problem.remedy, problem.otherwise)


def check_file(read: Read, title: str, language: str) -> None:
    """Hold what is true of every PDF that we write: REQ-A21 and REQ-S8."""
    info = read.info
    assert read.tagged
    assert read.sizes == {A4}
    assert info["Title"] == title
    assert not {"Author", "Subject", "Keywords", "CreationDate", "ModDate"} & info.keys()
    assert str(read.pdf.Root.Lang) == language
    described = read.pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    for word in ("trans", "transition", "genre", "santé", "mes-optout"):
        assert word not in f"{described} {info}".lower()
    for tag in read.tags():
        assert tag.S != "/Figure" or str(tag.Alt).strip()


def check_list(procedure: Procedure, language: str, *, ticked: bool, today: date) -> None:
    """Write a list with its codes, and read it in every way there is."""
    progress = tick_all(procedure, date(2026, 11, 20)) if ticked else None
    document = lay_out_list(
        make_journeys([procedure], progress, today), Pack(shipped(), language), {CODES, PROBLEMS}
    )
    read = Read(as_pdf(document))
    check_file(read, document.title, language)
    assert missing(texts(procedure), read) == []
    assert as_pdf(document) == read.written
    titles = [part.title for part in document.parts[0].parts if part.number]
    numbered = [f"{number}. {title}" for number, title in enumerate(titles, start=1)]
    assert [mark for mark in read.bookmarks if mark in numbered] == numbered
    assert read.bookmarks[0] == procedure.title or procedure.repeats
    links = [step.link for step in procedure.steps if step.link]
    assert sorted(read.codes()) == sorted(links)
    states = {"fr": ("à faire", "fait"), "en": ("to do", "done")}[language]
    boxes = sum(len(step.checks) for step in procedure.steps)
    assert [alt for alt in read.said("/Alt") if alt in states] == [states[ticked]] * boxes


def test_a_list_for_a_pen_and_for_ears(pack: Pack, today: date) -> None:
    """REQ-A21, REQ-S8."""
    check_list(pack.procedure("cloture"), "fr", ticked=False, today=today)


@pytest.mark.slow
@pytest.mark.parametrize("ticked", [False, True])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", PROCEDURES)
def test_every_list(name: str, language: str, *, ticked: bool, today: date) -> None:
    """REQ-A21, REQ-S8: every procedure in both languages, blank and ticked."""
    i18n.set_language(language)
    procedure = Pack(shipped(), language).procedure(name)
    check_list(procedure, language, ticked=ticked, today=today)


@pytest.mark.slow
@pytest.mark.parametrize("whom", Whom)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_every_letter(name: str, language: str, whom: Whom) -> None:
    """REQ-A21, REQ-S8: on one page, French in every language, a line for each blank."""
    i18n.set_language(language)
    known = next(k for k in load_letters(Pack(shipped(), language)) if k.letter.id == name)
    letter = known.letter
    document = lay_out_sheet(letter, whom)
    read = Read(as_pdf(document))
    check_file(read, "Lettre à compléter", "fr")
    assert len(read.pdf.pages) == 1
    body, enclosures = pick_lines(letter.body, whom), pick_lines(letter.enclosures, whom)
    parts = (*letter.blanks, *letter.to, letter.subject, *body, *enclosures)
    assert missing((*parts, "Signature :"), read) == []
    assert [str(tag.S) for tag in read.tags() if str(tag.S).startswith("/H")] == ["/H1"]
    blanks = " ".join((*letter.to, *body, *enclosures)).count(BLANK)
    said = {"fr": "à compléter à la main", "en": "to complete by hand"}[language]
    # A line for each label, and two for the place and the day.
    assert read.said("/Alt") == [said] * (blanks + len(letter.blanks) + 2)
    spoken = {str(tag.get("/Lang", "fr")) for tag in read.tags() if tag.S == "/Figure"}
    assert spoken == {language}
    assert as_pdf(document) == read.written


@pytest.mark.slow
@pytest.mark.parametrize("whom", Whom)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_what_the_sender_needs_to_know(language: str, whom: Whom) -> None:
    i18n.set_language(language)
    for known in load_letters(Pack(shipped(), language)):
        document = lay_out_guidance(known, whom)
        read = Read(as_pdf(document))
        check_file(read, document.title, language)
        send = pick_lines(known.guide.send, whom)
        assert missing((known.guide.title, known.guide.before, *send), read) == []


def test_each_list_of_several_begins_a_page(pack: Pack, today: date) -> None:
    procedures = [pack.procedure(name) for name in ("opposition", "cloture")]
    read = Read(as_pdf(lay_out_list(make_journeys(procedures, None, today), pack)))
    heads = ["\n".join(page.strip().splitlines()[:6]) for page in read.pages]
    assert [procedures[0].title in heads[0], procedures[1].title in heads[2]] == [True, True]


def test_headings_go_down_by_one(pack: Pack, today: date) -> None:
    read = Read(
        as_pdf(lay_out_list(make_journeys([pack.procedure("opposition")], None, today), pack))
    )
    levels = [int(str(tag.S)[2:]) for tag in read.tags() if str(tag.S)[1:2] == "H"]
    assert levels[:3] == [1, 2, 3]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_long_box_goes_over_pages(pack: Pack, today: date) -> None:
    procedure = pack.procedure("opposition")
    checks = tuple(
        replace(procedure.steps[0].checks[0], id=f"c{n}", text=f"Case {n}.") for n in range(90)
    )
    step = replace(procedure.steps[0], checks=checks)
    read = Read(
        as_pdf(lay_out_list(make_journeys([replace(procedure, steps=(step,))], None, today), pack))
    )
    assert missing((check.text for check in checks), read) == []


def test_a_part_in_another_language_says_so(pack: Pack, today: date) -> None:
    """REQ-A21: a step that is not translated is read aloud in its own language."""
    i18n.set_language("en")
    document = lay_out_list(make_journeys([pack.procedure("cloture")], None, today), pack)
    read = Read(as_pdf(document))
    assert str(read.pdf.Root.Lang) == "en"
    assert "fr" in read.said("/Lang")


@pytest.mark.posix("the folder one is in cannot be removed on Windows")
def test_it_does_not_need_the_folder_it_is_in(
    pack: Pack, today: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert as_pdf(lay_out_list(make_journeys([pack.procedure("cloture")], None, today), pack))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("name", [i18n.PROGRAM, i18n.NEUTRAL])
def test_without_the_extra_it_says_how_to_have_it(
    language: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands are whole under either name of the program, and there is another way."""
    i18n.set_language(language)
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(i18n, "_called", name)
    with pytest.raises(PdfMissingError) as caught:
        as_pdf(Document("Liste", "fr", ()))
    said = i18n.sentence(caught.value)
    assert caught.value.code == 4
    assert 'python3 -m pip install "mes-optout[pdf]"' in said
    assert "pipx inject mes-optout typst" in said
    assert "HTML" in said
    assert ("Installez" in said) == (language == "fr")


def test_where_nothing_can_be_installed_it_names_only_the_other_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the zip for Windows there is neither « py » nor « pip »."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr(i18n, "_called", r".\demarche")
    with pytest.raises(PdfNotBroughtError) as caught:
        as_pdf(Document("Liste", "fr", ()))
    said = i18n.sentence(caught.value)
    assert caught.value.code == 4
    assert "Choisissez HTML" in said
    assert "nstall" not in said.replace("n'est pas installé", "")
