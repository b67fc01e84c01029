"""What the steps rest on, for whoever wants to check."""

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.reports.sources import sources_text


def test_every_source_of_a_procedure_stands_with_its_address_and_its_steps(pack: Pack) -> None:
    procedure = pack.procedure("cloture")
    text = sources_text([procedure], pack.sources, pack.reading)
    cited = {key for step in procedure.steps for key in step.sources}
    lines = text.splitlines()
    assert [key for key in cited if f"  {pack.sources[key].url}" not in lines] == []
    said = " ".join(text.split())
    assert [step.id for step in procedure.steps if f"{step.title} (" not in said] == []
    assert "(à vérifier)" in " ".join(
        sources_text([pack.procedure("ado")], pack.sources, None).split()
    )


def test_people_are_led_to_the_law_itself(pack: Pack) -> None:
    """A copy in which it was read is named as such, and nowhere else."""
    text = sources_text(map(pack.procedure, pack.names), pack.sources, None)
    lines = [line.strip() for line in text.splitlines()]
    laws = [each for each in pack.sources.values() if each.read_at]
    assert laws
    for each in laws:
        assert each.url.startswith("https://www.legifrance.gouv.fr/")
        assert each.read_at not in lines
        assert each.read_at is not None
    assert [line for line in lines if line.startswith("Lu dans : https://")]


def test_it_ends_with_what_to_check_again_first(pack: Pack) -> None:
    assert pack.reading is not None
    text = sources_text([], pack.sources, pack.reading)
    assert text.startswith("À vérifier d'abord, sur internet :\n1. ")
    assert f"\n{len(pack.reading.recheck)}. " in text


def test_in_english(pack: Pack) -> None:
    i18n.set_language("en")
    english = Pack(pack.read, "en")
    assert "Steps: " in sources_text([english.procedure("ado")], english.sources, None)
