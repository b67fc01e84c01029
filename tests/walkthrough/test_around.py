"""Around the steps: reading first, several children, what has changed since the last visit."""

from dataclasses import replace
from datetime import date
from functools import partial

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.model import Tick as Tick_
from support.noted import box_ref, steps_ticked
from support.scripted import GoBack, Leave, Move, Pick, Sent, Tick, Walk

OLD = date(2026, 10, 1)
BEGIN: tuple[Move, ...] = (Sent(date(2026, 11, 2)), Pick("go"))
SAME_DAY: tuple[Move, ...] = (Pick("same-1"), Pick("go"))


class TestReading:
    """Nothing of it before the first page, and only for those who ask."""

    def test_every_section_and_who_can_help_are_reached_and_lead_back(self, walk: Walk) -> None:
        pages = walk.pack.reading
        assert pages is not None
        moves: list[Move] = [Pick("read")]
        for section in pages.sections:
            moves += [Pick(section.id), Pick("list")]
        moves += [Pick("help"), Pick("back"), Pick("read"), Pick("back"), Leave()]
        shown = walk(*moves)
        assert shown.asked[-1] == walk.pack.triage.questions[0].text
        titles = {screen.title for screen in shown.screens}
        assert {section.title for section in pages.sections} <= titles
        helping = next(screen for screen in shown.screens if screen.title == "Qui peut aider")
        assert [a.url for a in helping.addresses] == [r.url for r in pages.resources if r.url]

    def test_back_is_the_list(self, walk: Walk) -> None:
        pages = walk.pack.reading
        assert pages is not None
        shown = walk(Pick("read"), Pick(pages.sections[0].id), GoBack(), Leave())
        assert shown.asked[-1] == "Que voulez-vous lire ?"


class TestChildren:
    """Once per child, by ordinal, each with ticks of its own."""

    def test_each_child_has_its_own_ticks(self, walk: Walk) -> None:
        walk(*BEGIN, Tick(), Leave(), procedure="enfants")
        shown = walk(Pick("2"), *SAME_DAY, Tick(), Tick(), Leave(), procedure="enfants")
        assert "deuxième enfant" in shown.page.heading
        assert walk.progress.turns("enfants") == (Turn("enfants", 1), Turn("enfants", 2))
        children = walk.pack.procedure("enfants")
        assert steps_ticked(walk.progress, children, 1) == {children.steps[0].id}

    def test_a_child_not_begun_is_always_on_offer_and_no_other(self, walk: Walk) -> None:
        walk(*BEGIN, Tick(), Leave(), procedure="enfants")
        walk(Pick("2"), Leave(), procedure="enfants")
        walk(Pick("2"), *SAME_DAY, Tick(), Leave(), procedure="enfants")
        walk(Pick("3"), Leave(), procedure="enfants")

    def test_each_begun_child_can_be_resumed(self, walk: Walk) -> None:
        for child in ([*BEGIN], [Pick("2"), *SAME_DAY]):
            walk(*child, Tick(), Leave(), procedure="enfants")
        shown = walk(Pick("1"), Leave())
        assert "deuxième enfant" in shown.page.heading
        assert "premier enfant" in shown.screens[0].text[0]

    def test_each_child_has_its_own_day_of_sending(self, walk: Walk) -> None:
        first, second = Sent(date(2026, 11, 2)), Sent(date(2026, 11, 16))
        walk(first, Pick("go"), Leave(), procedure="enfants")
        walk(Pick("2"), Pick("another"), second, Pick("go"), Leave(), procedure="enfants")
        assert walk.progress.day_sent(Turn("enfants", 1)) == date(2026, 11, 2)
        assert walk.progress.day_sent(Turn("enfants", 2)) == date(2026, 11, 16)

    def test_a_late_parent_is_led_on_in_the_same_procedure(self, walk: Walk) -> None:
        late = Sent(date(2026, 9, 1))
        shown = walk(late, Leave(), procedure="enfants")
        assert "Les six semaines sont passées" in " ".join(shown.page.text)
        assert shown.offered[-1] == ["go", "date", "quit"]
        walk(Pick("1"), Tick(), Leave(), procedure="enfants")


class TestWhatHasChanged:
    """Exactly the steps whose revision rose, each with its line; nothing else is reopened."""

    def revised(self, walk: Walk) -> Walk:
        """Return the walk over a pack in which one step was revised since it was done."""
        original = walk.pack.procedure("cloture")
        steps = list(original.steps)
        steps[0] = replace(steps[0], revision=2, change="Une ligne a été ajoutée.")
        changed = replace(original, steps=tuple(steps))

        class Revised(Pack):
            def procedure(self, name: str) -> Procedure:
                return changed if name == "cloture" else super().procedure(name)

        for step in original.steps[:2]:
            for check in step.checks:
                ref = box_ref(Turn("cloture"), step, check)
                walk.store.update(partial(Progress.ticked, ref=ref, tick=Tick_(OLD, 1)))
        return replace(walk, pack=Revised(walk.pack.read, "fr"))

    def test_it_is_said_once_and_the_step_asked_again(self, walk: Walk) -> None:
        walk = self.revised(walk)
        shown = walk(Pick("0"), Pick("go"), Leave())
        assert shown.screens[1].text == ("Décider de clôturer : Une ligne a été ajoutée.",)
        assert shown.page.title == "Décider de clôturer"
        walk(Pick("0"), Pick("go"), Tick(), Leave())
        again = walk(Pick("0"), Leave())
        assert again.page.title == walk.pack.procedure("cloture").steps[2].title

    def test_nothing_is_said_when_nothing_changed(self, walk: Walk) -> None:
        walk(Tick(), Leave(), procedure="cloture")
        assert walk(Pick("0"), Leave()).page.title == "Qui lira les messages ?"
