"""`steps check` on what leads on: titles and their doors, what comes later, boxes."""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.doors import Deed
from mes_optout.content.lint import Finding, Severity, find_mistakes, load_languages
from mes_optout.content.lint.findings import find_texts
from mes_optout.content.lint.titles import LABELS, find_quoted
from mes_optout.content.loader import Pack
from mes_optout.i18n import LANGUAGES, set_language, translate
from mes_optout.terminal.editor import check_pack
from mes_optout.wording.doors import label_deed
from support.led_pack import lead
from support.led_pack import translate as put_into_english
from support.small_pack import reader

WALKTHROUGH = Path(__file__).parents[2] / "src/mes_optout/walkthrough"
TODAY = date(2026, 11, 24)
OUT, BACK = "fr/sortie.toml ", "fr/retour.toml "
BODY = "Poussez."
LATER = "follow_ups › accord"
DOOR = "steps › porte › body › 2"
KEPT = 'id = "accord"\nnumber = 2\n'
NO_TARGET, NO_DOOR, NO_ROOM = "no door leads there", "without a door", "where no door can stand"

Said = dict[str, str]


def find(*changes: tuple[str, str]) -> list[Finding]:
    """Return what is found in the French after some changes; a translation is missing."""
    found = find_mistakes(load_languages(reader(lead(*changes))), TODAY)
    return [each for each in found if not each.file.startswith("en/")]


def look(*changes: tuple[str, str]) -> Said:
    """Return what is said of it, by file and place."""
    return {
        f"{each.file} {each.fault.place}": each.fault.reason.format(**each.fault.facts)
        for each in find(*changes)
    }


def test_a_pack_that_leads_on_has_no_mistake() -> None:
    assert look() == {}
    assert [f for f in check_pack(reader(lead()), TODAY).findings if f.file[:2] != "en"] == []


class TestTitles:
    """A title stands only where a door leads to it."""

    @pytest.mark.parametrize(
        ("title", "why"),
        [
            ("Revenir au lieu", NO_DOOR),
            ("Passer le seuil", NO_DOOR),
            ("Lire la page", NO_DOOR),
            ("Écrire une plainte", NO_DOOR),
            ("Qui peut aider", NO_DOOR),
            ("Ce que j'ai répondu", NO_DOOR),
            ("Ce que j’ai répondu", NO_DOOR),
            ("Enfant suivant", NO_DOOR),
            ("Faire cette étape plus tard", NO_DOOR),
            ("Autres choix", NO_TARGET),
            ("Lire d'abord quelques repères", NO_TARGET),
            ("Pour mieux choisir", NO_TARGET),
            ("Ce que cela coûte", NO_TARGET),
            ("revenir Au Lieu", NO_DOOR),
            ("ecrire une plainte", NO_DOOR),
        ],
    )
    @pytest.mark.parametrize("quotes", ["« {} »", "“{}”"])
    def test_each_is_found_in_quotation_marks(self, title: str, why: str, quotes: str) -> None:
        found = look((BODY, f"Voyez {quotes.format(title)}."))
        assert [*found] == [f"{OUT}steps › porte › body › 1"]
        assert why in found[f"{OUT}steps › porte › body › 1"]

    @pytest.mark.parametrize(
        "text",
        [
            "Lire la page, revenir au lieu.",  # words, as in any text
            "Le site dit « Historique ».",
            "Voyez « Ouvrir la porte ».",  # the page on which it stands
            "Voyez « Sortir du lieu ».",
            "Le site dit « page ».",
        ],
    )
    def test_words_are_no_reference(self, text: str) -> None:
        assert look((BODY, text)) == {}

    @pytest.mark.parametrize("title", ["Revenir au lie", "Revenir aux lieu", "Revenit au lieu"])
    def test_one_letter_wrong_is_a_warning(self, title: str) -> None:
        (found,) = find((BODY, f"Voyez « {title} »."))
        assert found.severity is Severity.WARNING
        assert found.fault.facts == {"named": title, "title": "Revenir au lieu"}

    def test_two_letters_wrong_are_another_word(self) -> None:
        assert look((BODY, "Voyez « Revenir au feu ».")) == {}

    def test_a_short_title_is_like_too_many_words(self) -> None:
        renamed = ('title = "Passer le seuil"', 'title = "Seuil"')
        without = ("Revoyez « Passer le seuil ».", "Revoyez.")
        assert look(renamed, without, (BODY, "On dit « seul ».")) == {}
        assert [*look(renamed, without, (BODY, "On dit « seuil »."))] == [
            f"{OUT}steps › porte › body › 1"
        ]

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ("On est dehors.", "Voyez « Passer le seuil ».", f"{OUT}afterwards › 1"),
            (
                "Levez le pied.",
                "« Écrire une plainte » aide.",
                f"{BACK}steps › seuil › problems › haut › remedy",
            ),
            ("Dites-le.", "Voyez « Lire la page ».", f"{OUT}{LATER} › otherwise"),
        ],
    )
    def test_where_a_door_may_stand_it_is_asked_for(self, old: str, new: str, place: str) -> None:
        found = look((old, new))
        assert [*found] == [place]
        assert NO_DOOR in found[place]

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ("Il le faut.", "Voyez « Lire la page ».", f"{OUT}steps › porte › why"),
            ("On sort.", "Voyez « Lire la page ».", f"{OUT}summary"),
            (
                "Le badge est rendu",
                "J'ai suivi « Lire la page »",
                f"{OUT}steps › porte › checks › badge-rendu › text",
            ),
            (
                "On peut rentrer.",
                "Voyez « Passer le seuil ».",
                "fr/situations.toml situations › dehors › note",
            ),
            (
                "Se plaindre.",
                "Après « Lire la page ».",
                "fr/lettres.toml letters › plainte › purpose",
            ),
            (
                'label = "Je ne sais pas"\n',
                'label = "Voir « Sortir du lieu »"\n',
                f"{BACK}steps › seuil › fork › answers › sais-pas › label",
            ),
        ],
    )
    def test_nowhere_else_a_title_stands(self, old: str, new: str, place: str) -> None:
        assert NO_ROOM in look((old, new))[place]

    def test_a_door_in_another_sentence_does_not_do(self) -> None:
        assert (
            NO_DOOR
            in look(("Poussez.", "Voyez « Lire la page »."))[f"{OUT}steps › porte › body › 1"]
        )

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ('{ step = "page" }, { do', "{ do", f"{OUT}{DOOR}"),
            ('step = "page"\n[[', "[[", f"{BACK}steps › seuil › fork › answers › lire › label"),
            (
                '{ procedure = "retour", step = "seuil" }, {',
                "{",
                f"{OUT}steps › porte › problems › ecran-different › remedy",
            ),
        ],
    )
    def test_without_its_door_it_is_found(self, old: str, new: str, place: str) -> None:
        """What is right with its door is not right without."""
        assert place in look((old, new))

    def test_a_situation_leads_to_its_own_procedure_only(self) -> None:
        place = "fr/situations.toml situations › dedans › note"
        assert place in look(("Suivez « Sortir du lieu ».", "Suivez « Revenir au lieu »."))

    def test_a_translation_names_titles_in_its_own_words(self) -> None:
        files = put_into_english(lead())
        files["en/retour.toml"] = files["en/retour.toml"].replace("Revenir au lieu", "Come back")
        said = files["en/sortie.toml"]

        def look_again(text: str) -> list[str]:
            files["en/sortie.toml"] = said.replace("Poussez.", text)
            found = find_mistakes(load_languages(reader(files)), TODAY)
            return [e.fault.place for e in found if "title" in e.fault.facts]

        assert look_again("See “Who can help”.") == ["steps › porte › body › 1"]
        assert look_again("See “Come back”.") == ["steps › porte › body › 1"]
        assert look_again("Voyez « Qui peut aider ».") == []

    def test_what_stands_in_marks_is_found_within_others(self) -> None:
        text = "Voyez « Masquer « Mon espace » », puis “là”."
        assert sorted(find_quoted(text)) == ["Masquer « Mon espace »", "Mon espace", "là"]
        assert list(find_quoted("L'un » et « l'autre")) == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_answers_are_called_as_the_program_calls_them(self, language: str) -> None:
        set_language(language)
        named = {deed: translate(label, language) for label, deed in LABELS if deed}
        assert named == {deed: label_deed(deed) for deed in Deed}

    def test_the_other_answers_are_in_the_walkthrough(self) -> None:
        code = "".join(file.read_text(encoding="utf-8") for file in WALKTHROUGH.glob("*.py"))
        assert [label for label, deed in LABELS if not deed and f'_("{label}")' not in code] == []


def door(action: str) -> tuple[str, str]:
    """Return the change that puts a door in the place of two."""
    both = '{ step = "page" }, { do = "phone" }'
    return both, f'{{ step = "page" }}, {{ {action} }}'


class TestDoors:
    """Each door leads to something."""

    @pytest.mark.parametrize(
        ("action", "why"),
        [
            ('step = "pages"', "“pages” is no step of “sortie”"),
            ('procedure = "retour", step = "porte"', "“porte” is no step of “retour”"),
            ('procedure = "sortie"', "leads to the procedure that one goes through"),
            ('step = "porte"', "leads to the step in which it stands"),
            ('step = "page"', "is the same door"),
            ('letter = "lettre"', "no letter is called “lettre”"),
        ],
    )
    def test_of_a_sentence(self, action: str, why: str) -> None:
        found = look(door(action))
        assert [*found] == [f"{OUT}{DOOR} › actions › 2"]
        assert why in found[f"{OUT}{DOOR} › actions › 2"]

    @pytest.mark.parametrize(
        ("step", "why"),
        [
            ("page", None),
            ("pages", "“pages” is no step of “sortie”; mend the name, or remove it"),
        ],
    )
    def test_of_a_situation(self, step: str, why: str | None) -> None:
        leads = 'procedure = "sortie"\nnote'
        found = look((leads, leads.replace("\n", f'\nstep = "{step}"\n')))
        assert found.get("fr/situations.toml situations › dedans › step") == why

    def test_three_are_enough(self) -> None:
        more = '{ do = "later" }, { do = "helpers" }, { do = "answers" }'
        found = look(('{ do = "phone" }', more))
        assert found == {f"{OUT}{DOOR} › actions": "has 4 doors of 3 at most; keep the likeliest"}

    @pytest.mark.parametrize(
        ("deed", "why"),
        [("later", "only a step can be put off"), ("phone", "there is no page to open here")],
    )
    def test_at_the_end_nothing_is_put_off_or_opened(self, deed: str, why: str) -> None:
        place = f"{OUT}afterwards › 2 › actions › 2"
        assert why in look(('{ do = "next-child" }', f'{{ do = "{deed}" }}'))[place]

    def test_a_page_is_opened_where_there_is_a_link(self) -> None:
        found = look(('link = "https://www.cnil.fr/a"\n', ""))
        assert "there is no page to open here" in found[f"{OUT}{DOOR} › actions › 2"]

    def test_a_next_child_needs_a_procedure_that_repeats(self) -> None:
        found = look(("repeats = true\n", ""))
        assert "not for several children" in found[f"{OUT}afterwards › 2 › actions › 2"]

    def test_somebody_who_helps_is_named(self) -> None:
        resources = lead()["fr/reperes.toml"].partition("[[resources]]")[2]
        found = look(
            (f"[[resources]]{resources}", ""),
            ("reviewed = 2026-11-24\n[[sec", "resources = []\nreviewed = 2026-11-24\n[[sec"),
        )
        assert found == {f"{OUT}{LATER} › actions › 2": found[f"{OUT}{LATER} › actions › 2"]}
        assert "nobody who can help" in found[f"{OUT}{LATER} › actions › 2"]

    def test_answers_are_shown_where_something_depends_on_them(self) -> None:
        place = f"{BACK}steps › seuil › problems › haut › actions › 1"
        found = look(('Levez le pied."\n', 'Levez le pied."\nactions = [{ do = "answers" }]\n'))
        assert "no answer is kept" in found[place]

    def test_those_of_a_shared_step_lead_on_in_each_procedure(self) -> None:
        place = "fr/commun.toml steps › page › problems › longue › actions › 1"
        change = ('procedure = "retour", step = "seuil" }]\n', 'step = "seuil" }]\n')
        files = lead()
        files["fr/commun.toml"] = files["fr/commun.toml"].replace(*change)
        found = [
            f for f in find_mistakes(load_languages(reader(files)), TODAY) if f.file[:2] == "fr"
        ]
        assert [
            (f"{f.file} {f.fault.place}", f.fault.facts) for f in found if "step" in f.fault.facts
        ] == [(place, {"step": "seuil", "procedure": "sortie"})]


class TestLater:
    """What comes later: permanent, possible, readable."""

    @pytest.mark.parametrize(
        ("change", "place", "why"),
        [
            (
                ('retired = ["attente"]', 'retired = ["accord"]'),
                f"{LATER} › id",
                "must not come back",
            ),
            (('id = "accord"', 'id = "porte"'), "follow_ups › porte › id", "the id of a step"),
            ((KEPT, KEPT.replace("2", "3")), f"{LATER} › number", "must not come back"),
            (
                ('"attente/accord-recu"', '"porte/ouverte"'),
                f"{LATER} › formerly › 1",
                "still in use",
            ),
            (('"attente/accord-recu"', '"accord-recu"'), f"{LATER} › formerly › 1", "is no box"),
            (
                ('retired = ["attente"]', 'retired = ["attente/accord-recu"]'),
                f"{LATER} › formerly › 1",
                "either renamed or gone",
            ),
            (
                ("weeks = 6\nwhen = { badge", "weeks = 6\nwhen = { cle"),
                f"{LATER} › when › cle",
                "no fact",
            ),
            (
                (
                    'weeks = 6\nwhen = { badge = ["oui"] }',
                    'weeks = 6\nwhen = { badge = ["oui", "non"] }',
                ),
                LATER,
                "shown whatever is said",
            ),
            (
                ('"porte/ouverte", "page/lue"', '"porte/ouverte", "porte/badge-rendu"'),
                f"{LATER} › after › 2",
                "hidden whenever it applies",
            ),
            (("La clé", "a" * 41), f"{LATER} › title", "has 41 characters of 40"),
            (
                ("Une clé vient.", "Une clé vient, " + "un mot " * 13 + "."),
                f"{LATER} › text",
                "a sentence of 29",
            ),
            (
                ("Dites-le.", "Une clé vient · bientôt."),
                f"{LATER} › otherwise",
                "holds “·”",
            ),
            (
                ("Dites-le.", "Il ne restera rien."),
                f"{LATER} › otherwise",
                "everything is deleted",
            ),
            (
                ("Dites-le.", "Écrivez à la CNIL."),
                f"{LATER} › otherwise",
                "“CNIL” is used here first",
            ),
            (("Dix minutes.", "Dix minutes, garanti."), "duration", "nobody can vouch for"),
            (('On peut rentrer."\nfin', 'On peut rentrer ✓."\nfin'), "undo", "holds “✓”"),
        ],
    )
    def test_a_mistake_is_found(self, change: tuple[str, str], place: str, why: str) -> None:
        hidden = ('weeks = 6\nwhen = { badge = ["oui"] }', 'weeks = 6\nwhen = { badge = ["non"] }')
        changes = (change, hidden) if "hidden" in why else (change,)
        assert why in look(*changes)[f"{OUT}{place}"]

    def test_the_former_name_follows_the_step_that_was_renamed(self) -> None:
        renamed = ('"attente/accord-recu"', '"porte/accord-recu"')
        found = look(renamed, ('id = "porte"\n', 'id = "porte"\nformerly = ["portail"]\n'))
        assert "add “portail/accord-recu”" in found[f"{OUT}{LATER} › formerly"]

    def test_its_number_fills_the_row_of_numbers(self) -> None:
        place = f"{OUT}retired_numbers"
        assert "these numbers: 2;" in look((KEPT, KEPT.replace("2", "6")))[place]

    def test_it_is_easy_to_read_as_a_whole(self) -> None:
        text = ("un mot " * 10 + "va. ") * 2
        found = look(("Une clé vient.", text.strip()), ("Dites-le.", text.strip()))
        assert "words a sentence on average" in found[f"{OUT}{LATER}"]

    def test_an_acronym_is_explained_where_it_is_read_first(self) -> None:
        found = look(("Dix minutes.", "Dix minutes au SAV."), ("Poussez.", "Le service (SAV)."))
        assert [*found] == [f"{OUT}duration"]

    def test_its_pages_fit_on_a_screen(self) -> None:
        long = "Une clé vient bientôt par la poste. " * 45
        files = lead(("Dites-le.", long.strip()))
        found = check_pack(reader(files), TODAY).findings
        assert [f.fault.place for f in found if "rows" in f.fault.facts] == [LATER]

    def test_the_page_before_fits_on_a_screen(self) -> None:
        files = lead(("Dix minutes.", ("Dix minutes suffisent en général. " * 45).strip()))
        found = check_pack(reader(files), TODAY).findings
        assert {f"{f.file} {f.fault.place}" for f in found if "rows" in f.fault.facts} == {
            f"{OUT}summary",
            "fr/situations.toml situations › dedans",
        }

    def test_a_translation_says_all_of_it(self) -> None:
        files = put_into_english(lead())
        whole = files["en/sortie.toml"]

        def look_again(before: str, after: str) -> dict[str, str]:
            assert before in whole
            files["en/sortie.toml"] = whole.replace(before, after, 1)
            found = find_mistakes(load_languages(reader(files)), TODAY)
            return {e.fault.place: e.fault.reason for e in found if e.file == "en/sortie.toml"}

        assert "is missing" in look_again('duration = "Dix minutes."\n', "")["duration"]
        assert "is missing" in look_again('undo = "On peut rentrer."\n', "")["undo"]
        renamed = look_again('id = "accord"', 'id = "autre"')
        assert {"follow_ups › accord", "follow_ups › autre"} <= {*renamed}


class TestBoxes:
    """Boxes are deeds, one of which a day answers."""

    @pytest.mark.parametrize(
        "text",
        [
            "Je sais où",
            "je connais le lieu",
            "Je comprends",
            "J'ai lu la page",
            "J'ai bien compris",
            "J'ai vu quel écran c'est",
            "J'ai vu que c'est là",
            "J'ai vu qu'il est là",
        ],
    )
    def test_what_one_knows_is_a_warning(self, text: str) -> None:
        (found,) = find(("Le badge est rendu", text))
        assert (found.fault.place, found.severity) == (
            "steps › porte › checks › badge-rendu",
            Severity.WARNING,
        )

    @pytest.mark.parametrize(
        "text", ["J'ai vu la fin", "La page est lue", "J'ai noté ce que je sais", "J'ai luté"]
    )
    def test_deeds_are_right(self, text: str) -> None:
        assert find(("Le badge est rendu", text)) == []

    @pytest.mark.parametrize(
        ("text", "right"),
        [
            ("I know where", False),
            ("I have read it", False),
            ("I understand", False),
            ("I have seen which", False),
            ("I have written it down", True),
            ("I have seen the end", True),
        ],
    )
    def test_in_english(self, text: str, *, right: bool) -> None:
        files = put_into_english(lead())
        files["en/sortie.toml"] = files["en/sortie.toml"].replace("Le badge est rendu", text)
        found = find_mistakes(load_languages(reader(files)), TODAY)
        assert ("badge-rendu" not in {f.fault.place.split(" › ")[-1] for f in found}) is right

    def test_a_day_answers_one_box_of_a_step(self) -> None:
        second = ("number = 5\n", "number = 5\ndated = true\n")
        assert "2 boxes are “dated”" in look(second)[f"{OUT}steps › porte › checks"]

    def test_a_day_is_asked_where_the_deadline_governs(self) -> None:
        found = look(('if_late = "retour"\n', ""))
        place = f"{OUT}steps › porte › checks › ouverte › dated"
        assert found == {place: found[place]}
        assert "no day of sending is asked here" in found[place]

    def test_of_a_shared_step_one_procedure_that_asks_is_enough(self) -> None:
        dated = ('text = "La page est ouverte"\n', 'text = "La page est ouverte"\ndated = true\n')
        assert look(dated) == {}
        found = look(dated, ('if_late = "retour"\n', ""))
        assert "fr/commun.toml steps › page › checks › lue › dated" in found


def test_what_nobody_reads_is_no_text() -> None:
    """Ids in doors, and the boxes that something follows."""
    shown = {text for _, text in find_texts(Pack(reader(lead())).procedure("sortie"))}
    assert {"Dites-le.", "Dix minutes.", "On peut rentrer.", "La clé"} <= shown
    assert shown.isdisjoint({"seuil", "page", "plainte", "porte/ouverte", "attente/accord-recu"})
