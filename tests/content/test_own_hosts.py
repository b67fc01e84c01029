"""A pack that a person chose may lead to sites of its own, which it names in `pack.toml`."""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.addresses import MOST_HOSTS
from mes_optout.content.lint import find_mistakes, load_languages
from mes_optout.content.loader import Pack
from mes_optout.content.location import folder, shipped
from mes_optout.content.sites import HOSTS
from mes_optout.errors import PackInvalidError, PackSyntaxError, PackUnreadableError
from support.small_pack import FILES

STEPS = Path(__file__).parents[2] / "steps"
PROCEDURE = "fr/sortie.toml"
ELSEWHERE = {**FILES, PROCEDURE: FILES[PROCEDURE].replace("www.cnil.fr", "example.org")}


def own(manifest: str | None, files: dict[str, str] = ELSEWHERE) -> Pack:
    """Return a pack that a person chose, with this `pack.toml`."""
    read = files if manifest is None else {**files, "pack.toml": manifest}
    return Pack(lambda name: read[name].encode() if name in read else None, own=True)


def refused(manifest: str | None) -> PackInvalidError:
    with pytest.raises(PackInvalidError) as caught:
        own(manifest).procedure("sortie")
    return caught.value


def places(error: PackInvalidError) -> tuple[object, set[str]]:
    return error.facts["file"], {fault.place for fault in error.faults}


class TestAllowed:
    """REQ-S17: `--steps` packs may list their own hosts."""

    def test_a_link_may_lead_to_a_host_that_is_named(self) -> None:
        pack = own('hosts = ["example.org", "a-1.example.net"]')
        assert pack.procedure("sortie").steps[0].link == "https://example.org/a"
        assert pack.hosts == ("example.org", "a-1.example.net")

    def test_the_usual_sites_stay_allowed(self) -> None:
        pack = own('hosts = ["example.org"]', FILES)
        assert pack.procedure("sortie").steps[0].link == "https://www.cnil.fr/a"

    @pytest.mark.parametrize("manifest", [None, "", "hosts = []\n", 'hosts = ["example.net"]'])
    def test_nothing_else_is(self, manifest: str | None) -> None:
        assert places(refused(manifest)) == (PROCEDURE, {"steps › porte › link"})

    @pytest.mark.parametrize("host", ["www.example.org", "org.example", "example.org.net"])
    def test_a_host_allows_neither_its_neighbours_nor_what_is_below_it(self, host: str) -> None:
        assert places(refused(f'hosts = ["{host}"]'))[0] == PROCEDURE

    def test_the_link_stays_a_plain_https_address(self) -> None:
        for url in ("http://example.org/", "https://a@example.org/", "https://example.org:8080/"):
            files = {**FILES, PROCEDURE: FILES[PROCEDURE].replace("https://www.cnil.fr/a", url)}
            with pytest.raises(PackInvalidError):
                own('hosts = ["example.org"]', files).procedure("sortie")

    def test_a_host_that_every_pack_may_lead_to_is_not_an_other_one(self) -> None:
        assert own('hosts = ["www.cnil.fr", "example.org"]').hosts == ("example.org",)

    def test_twenty_can_be_named(self) -> None:
        named = [f"h{number}.example.org" for number in range(MOST_HOSTS)]
        assert own(f"hosts = {named}").hosts == tuple(named)

    def test_a_folder_is_read_like_any_pack(self, tmp_path: Path) -> None:
        for name, text in {**ELSEWHERE, "pack.toml": 'hosts = ["example.org"]'}.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        pack = Pack(folder(tmp_path), own=True)
        assert pack.procedure("sortie").steps[0].link == "https://example.org/a"

    def test_the_check_of_a_pack_knows_them(self, today: date) -> None:
        for manifest, wanted in ((None, {PROCEDURE}), ('hosts = ["example.org"]', set())):
            found = find_mistakes(load_languages(own(manifest, ELSEWHERE).read), today)
            assert {f.file for f in found if "a site not allowed" in f.fault.reason} == wanted


class TestRefused:
    """REQ-S17: a host is a plain name; an error names the file and the field, and exits 65."""

    @pytest.mark.parametrize(
        "host",
        [
            "",
            " ",
            "org",
            "localhost",
            "Example.org",
            "EXAMPLE.ORG",
            "exämple.org",
            "ехample.org",
            "example。org",
            "xn--exmple-cua.org",
            "www.xn--exmple-cua.org",
            "example.xn--p1ai",
            "https://example.org",
            "//example.org",
            "example.org/",
            "example.org/a",
            "example.org?a",
            "example.org#a",
            "example.org:443",
            "example.org:",
            "moi@example.org",
            "@example.org",
            "moi:secret@example.org",
            "*",
            "*.example.org",
            "*.org",
            "example.*",
            ".example.org",
            "example.org.",
            "example..org",
            ".",
            "-example.org",
            "example-.org",
            "exa_mple.org",
            "example.org example.net",
            "example.org,example.net",
            " example.org",
            "example.org ",
            "example.org%00",
            "example.org\\\\a",
            "127.0.0.1",
            "1.2",
            "2130706433",
            "0x7f.0x1",
            "0177.0.0.1",
            "example.1",
            "::1",
            "a." + "b" * 64,
            "a." * 126 + "org",
            "example.org\\n",
            "example.org\\u0000",
            "example.org\\u001b",
            "example.org\\u202e",
            "exam\\u200bple.org",
        ],
    )
    def test_a_host_that_is_no_plain_name(self, host: str) -> None:
        error = refused(f'hosts = ["example.org", "{host}"]')
        assert (error.code, *places(error)) == (65, "pack.toml", {"hosts › 2"})

    def test_more_than_twenty(self) -> None:
        named = [f"h{number}.example.org" for number in range(MOST_HOSTS + 1)]
        error = refused(f"hosts = {named}")
        assert places(error) == ("pack.toml", {"hosts"})
        assert error.faults[0].facts == {"count": 21, "limit": 20}

    def test_a_host_twice(self) -> None:
        assert places(refused('hosts = ["example.org", "example.org"]')) == (
            "pack.toml",
            {"hosts › 2"},
        )

    @pytest.mark.parametrize(
        ("manifest", "place"),
        [
            ('hosts = "example.org"', "hosts"),
            ("hosts = [1]", "hosts › 1"),
            ('hosts = [["example.org"]]', "hosts › 1"),
            ('[hosts]\na = "example.org"', "hosts"),
            ('host = ["example.org"]', "host"),
            ('hosts = ["example.org"]\nname = "a"', "name"),
        ],
    )
    def test_another_shape(self, manifest: str, place: str) -> None:
        assert places(refused(manifest)) == ("pack.toml", {place})

    def test_a_file_that_is_no_toml(self) -> None:
        with pytest.raises(PackSyntaxError) as caught:
            own('hosts = ["example.org"').procedure("sortie")
        assert caught.value.facts["file"] == "pack.toml"

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "pack.toml").mkdir()
        with pytest.raises(PackUnreadableError) as caught:
            assert Pack(folder(tmp_path), own=True).hosts
        assert caught.value.facts["file"] == "pack.toml"

    def test_the_check_of_a_pack_says_it_once(self, today: date) -> None:
        found = find_mistakes(load_languages(own('hosts = ["Example.org"]').read), today)
        assert [f.fault.place for f in found if f.file == "pack.toml"] == ["hosts › 1"]


class TestShipped:
    """REQ-S17: the program's own steps lead to the sites of the program, and nowhere else."""

    def test_there_is_no_such_file(self) -> None:
        assert shipped()("pack.toml") is None
        assert not (STEPS / "pack.toml").exists()

    def test_a_pack_that_nobody_chose_may_not_name_hosts(self) -> None:
        pack = Pack(own('hosts = ["example.org"]').read)
        assert pack.hosts == ()
        with pytest.raises(PackInvalidError) as caught:
            pack.procedure("sortie")
        assert places(caught.value)[0] == PROCEDURE

    def test_every_link_leads_to_the_programs_sites(self, pack: Pack) -> None:
        steps = [step for name in pack.triage.procedures for step in pack.procedure(name).steps]
        assert {step.link.split("/")[2] for step in steps if step.link} <= HOSTS
