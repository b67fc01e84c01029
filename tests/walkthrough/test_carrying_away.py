"""What is carried away from a walk: a list, a reminder, a letter, as files that one agreed to."""

import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.walkthrough import file_offer
from support.scripted import GoBack, Leave, Meanwhile, Move, Pick, Sent, Tick, Walk

REMINDED = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ici"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def here() -> Path:
    return Path.cwd()


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_offer, "find_spec", lambda _name: None)


def others(*moves: Move) -> list[Move]:
    """Return the moves from the first step's boxes to what can be carried away, and on."""
    return [Tick(set()), Pick("other"), Pick("carry"), *moves]


@pytest.mark.posix("rights as POSIX has them")
def test_a_list_becomes_a_page_with_the_ticks_of_now(walk: Walk, here: Path) -> None:
    prompter = walk(
        Tick(),
        Tick({"lecture-seule"}),
        *(Pick("other"), Pick("carry"), Pick("list"), Pick("html"), Pick("go"), Pick("back")),
        Leave(),
        procedure="cloture",
    )
    page = (here / "liste.html").read_text(encoding="utf-8")
    assert page.count(" checked") == 2
    assert "<svg" in page
    written = prompter.screens[-3]
    assert str(here / "liste.html") in written.rows[0].lines
    assert stat.S_IMODE((here / "liste.html").stat().st_mode) == 0o600


@pytest.mark.parametrize(("choice", "there"), [("list", 0), ("whole", 1)])
def test_problems_are_carried_away_by_who_wants_them(
    choice: str, there: int, walk: Walk, here: Path
) -> None:
    moves = (Pick("other"), Pick("carry"), Pick(choice), Pick("html"), Pick("go"), Pick("back"))
    walk(Tick(set()), *moves, Leave(), procedure="cloture")
    page = (here / "liste.html").read_text(encoding="utf-8")
    assert page.count(">En cas de problème<") == there


def test_a_list_bears_the_day_on_which_it_was_agreed_to(
    walk: Walk, here: Path, today: date
) -> None:
    """Its page may have stood there for days."""
    later = Meanwhile(lambda: setattr(walk, "today", today + timedelta(days=9)))
    walk(*others(Pick("list"), later, Pick("html"), Leave()), procedure="cloture")
    page = (here / "liste.html").read_text(encoding="utf-8")
    assert "Liste faite le 6 décembre 2026." in page


def test_nothing_is_written_before_one_has_agreed(walk: Walk, here: Path) -> None:
    prompter = walk(*others(Pick("list"), Pick("back"), Leave()), procedure="cloture")
    page = next(
        screen for screen in prompter.screens if screen.title == "Un fichier sur cet ordinateur"
    )
    assert str(here) in page.rows[0].lines
    assert list(here.iterdir()) == []


def test_going_back_from_a_written_file_writes_no_second_one(walk: Walk, here: Path) -> None:
    moves = others(
        Pick("list"), Pick("html"), Pick("go"), GoBack(), GoBack(), Pick("back"), Leave()
    )
    walk(*moves, procedure="cloture")
    assert [path.name for path in here.iterdir()] == ["liste.html"]


def test_a_name_that_is_taken_is_left_alone(walk: Walk, here: Path) -> None:
    (here / "liste.html").write_text("à moi")
    (here / "liste-2.html").write_text("à moi")
    walk(*others(Pick("list"), Pick("html"), Leave()), procedure="cloture")
    assert (here / "liste.html").read_text() == "à moi"
    assert (here / "liste-2.html").read_text() == "à moi"
    assert "<svg" in (here / "liste-3.html").read_text(encoding="utf-8")


def test_a_folder_that_takes_no_file_is_said_with_the_command(
    walk: Walk, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: one comes back to the page before."""
    monkeypatch.setattr(
        file_offer, "_find_free_path", lambda stem, ending: here / "absent" / f"{stem}{ending}"
    )
    moves = others(Pick("list"), Pick("html"), Pick("go"), Pick("back"), Pick("back"), Leave())
    prompter = walk(*moves, procedure="cloture")
    page = next(screen for screen in prompter.screens if screen.title == "Rien n'a été écrit")
    assert page.text[1] == "mes-optout checklist cloture --with qr --output liste.html"


def test_a_pdf_is_offered_only_where_it_can_be_made(
    walk: Walk,
    without_pdf: None,  # noqa: ARG001
) -> None:
    prompter = walk(*others(Pick("list"), Leave()), procedure="cloture")
    assert prompter.offered[-1] == ["back", "html", "quit"]


class TestReminder:
    """Only when a day is known that is still to come."""

    def test_of_a_deadline(self, walk: Walk, here: Path) -> None:
        moves = [Sent(REMINDED), Pick("go"), *others(Pick("reminder"), Pick("ics"), Leave())]
        walk(*moves, procedure="opposition")
        written = (here / "rappel.ics").read_bytes().decode()
        assert "DTSTART;VALUE=DATE:20261214" in written
        assert "DTSTART;VALUE=DATE:20261207" in written

    def test_of_a_deletion(self, walk: Walk, here: Path, today: date) -> None:
        procedure = walk.pack.procedure("cloture")
        number = [any(c.closes for c in s.checks) for s in procedure.steps].index(True)
        moves = [*[Tick()] * number, Tick({"cloture-validee"})]
        _, *last = others(Pick("reminder"), Pick("ics"), Leave())
        walk(*moves, *last, procedure="cloture")
        assert today == date(2026, 11, 27)
        assert "DTSTART;VALUE=DATE:20270227" in (here / "rappel.ics").read_bytes().decode()

    def test_none_without_a_day(self, walk: Walk) -> None:
        prompter = walk(*others(Leave()), procedure="cloture")
        assert "reminder" not in prompter.offered[-1]
        prompter = walk(Sent(None), Pick("go"), *others(Leave()), procedure="opposition")
        assert "reminder" not in prompter.offered[-1]

    def test_none_when_all_days_are_over(self, walk: Walk) -> None:
        moves = [Sent(date(2026, 9, 1)), Pick("go"), *others(Leave())]
        assert "reminder" not in walk(*moves, procedure="opposition").offered[-1]


class TestLetters:
    """Each is offered where its file says that it helps, and for its procedures."""

    def test_every_step_that_a_letter_names_offers_it(self, pack: Pack) -> None:
        for known in load_letters(pack):
            for place in known.letter.steps:
                name, _, step = place.partition("/")
                assert step in {each.id for each in pack.procedure(name).steps}, place

    def test_a_step_offers_its_letters_and_no_other(self, walk: Walk, here: Path) -> None:
        procedure = walk.pack.procedure("sans-internet")
        number = [step.id for step in procedure.steps].index("lettre")
        begin: list[Move] = [Sent(None), Pick("go")] if procedure.if_late else []
        prompter = walk(
            *begin,
            *(Tick(set()), Pick("other"), Pick("steps"), Pick(procedure.steps[number].id)),
            *(Tick(set()), Pick("letters"), Pick("letter-opposition"), Pick("both"), Pick("write")),
            Pick("html"),
            Leave(),
            procedure="sans-internet",
        )
        wanted = [
            f"letter-{known.letter.id}"
            for known in load_letters(walk.pack)
            if "sans-internet/lettre" in known.letter.steps
        ]
        listed = next(each for each in prompter.offered if "letter-opposition" in each)
        assert listed == ["back", *wanted, "quit"]
        page = (here / "lettre.html").read_text(encoding="utf-8")
        assert "Numéro de sécurité sociale" in page
        assert "<title>Lettre à compléter</title>" in page

    def test_a_step_without_letters_offers_none(self, walk: Walk) -> None:
        helped = {step for known in load_letters(walk.pack) for step in known.letter.steps}
        bare = (
            procedure
            for procedure in map(walk.pack.procedure, walk.pack.names)
            if procedure.if_late is None and f"{procedure.id}/{procedure.steps[0].id}" not in helped
        )
        prompter = walk(Tick(set()), Leave(), procedure=next(bare).id)
        assert prompter.offered[-1][0] == "stay"
        assert "letters" not in prompter.offered[-1]

    def test_the_end_offers_all_of_the_procedure(self, walk: Walk) -> None:
        steps = len(walk.pack.procedure("ado").steps)
        prompter = walk(*([Tick()] * steps), Pick("carry"), Leave(), procedure="ado")
        wanted = [
            f"letter-{known.letter.id}"
            for known in load_letters(walk.pack)
            if "ado" in known.letter.procedures
        ]
        assert prompter.offered[-1] == ["back", "list", "whole", *wanted, "quit"]


class TestPhone:
    """The address as a code, where it can be drawn."""

    def test_only_at_a_step_with_an_address(self, walk: Walk) -> None:
        steps = walk.pack.procedure("cloture").steps
        with_link = next(n for n, step in enumerate(steps) if step.link)
        prompter = walk(Tick(set()), Pick("other"), Leave(), procedure="cloture")
        assert ("phone" in prompter.offered[-1]) == (with_link == 0)
        prompter = walk(
            *([Tick()] * with_link),
            Tick(set()),
            Pick("other"),
            Pick("phone"),
            Leave(),
            procedure="cloture",
        )
        assert prompter.page.code == steps[with_link].link
        assert [address.url for address in prompter.page.addresses] == [steps[with_link].link]


def test_a_box_that_closes_tells_the_day(pack: Pack) -> None:
    marked = {
        (name, check.id)
        for name in pack.triage.procedures
        for step in pack.procedure(name).steps
        for check in step.checks
        if check.closes
    }
    assert marked == {("cloture", "cloture-validee"), ("enfants", "profil-cloture")}
