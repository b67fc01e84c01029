"""`completion`: the script as text, and what is offered for a line, without a shell."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer.main

from mes_optout import cli, i18n
from mes_optout.clicks import get_commands

Offered = Callable[..., list[str]]

SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Offered:
    """Return what bash would be offered for a line; the last word is still being typed."""

    def ask(line: str) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        monkeypatch.setenv("_MES_OPTOUT_COMPLETE", "bash_complete")
        assert cli.main([]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out.split()

    return ask


def plain(*names: str) -> list[str]:
    return [f"plain,{name}" for name in names]


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", ["mes-optout", "demarche"])
def test_the_script_bears_the_name_in_use(
    shell: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the neutral one does not name the other."""
    monkeypatch.setattr(i18n, "_called", name)
    assert cli.main(["completion", shell]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    set_to = re.compile(rf"_{name.upper().replace('-', '_')}_COMPLETE ?= ?'?{shell}_complete\b")
    assert set_to.search(said.out)
    assert ("optout" in said.out.lower()) == (name == "mes-optout")
    assert re.search(rf"\b{name}\b", said.out)


def test_the_page_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", "--help"]) == 0
    said = capsys.readouterr().out
    assert "completion bash \\\n      > ~/.local/share/bash-completion/completions/mes-opt" in said
    assert "sait que le programme est installé" in said
    assert "completion powershell | Out-String | Invoke-Expression" in said
    assert "Nous n'avons pas pu l'essayer dans PowerShell" in said
    assert max(map(len, said.splitlines())) <= 80


KNOWN = "bash, zsh, fish, powershell"


@pytest.mark.parametrize("shell", ["tcsh", "", "pwsh"])
def test_another_shell_is_refused(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", shell]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    refused = f"Erreur : Le shell ne peut pas valoir « {shell} ».\nAu choix : {KNOWN}.\n"
    assert said.err == refused


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("mes-optout che", ("checklist",)),
        ("mes-optout steps ", ("list", "check", "prove", "convert")),
        ("mes-optout guide c", ("cloture", "confidentialite")),
        ("mes-optout sources --lang en op", ("opposition",)),
        ("mes-optout checklist opposition --fo", ("--format", "--force")),
        ("mes-optout checklist --format ", ("text", "markdown", "html", "pdf", "json")),
        ("mes-optout checklist --format = h", ("html",)),
        ("mes-optout letter --format ", ("text", "html", "pdf")),
        ("mes-optout letter s", ("suppression", "snds", "secret-mineur", "seize-ans")),
        ("mes-optout guide --la", ("--lang",)),
        ("mes-optout guide --lang ", ("fr", "en")),
        ("mes-optout --lang ", ("fr", "en")),
        ("mes-optout completion ", SHELLS),
        ("mes-optout traces --shell ", SHELLS),
        ("mes-optout help a", ("accessibility",)),
        ("mes-optout help steps ", ("list", "check", "prove", "convert")),
        ("mes-optout help steps list ", ()),
        ("mes-optout --version gu", ("guide",)),
        ("mes-optout --help gu", ("guide",)),
        ("mes-optout guide -- --si", ()),
        ("mes-optout deadline ", ()),
        ("mes-optout guide 'oppo", ("opposition",)),
    ],
)
def test_what_is_offered(line: str, names: tuple[str, ...], offered: Offered) -> None:
    assert offered(line) == plain(*names)


def test_every_command_and_procedure_is_offered(offered: Offered) -> None:
    assert offered("mes-optout ") == plain(*get_commands(typer.main.get_command(cli.make_app())))
    names = (path.stem for path in (Path(__file__).parents[2] / "steps/fr").glob("*.toml"))
    procedures = {*names} - {"situations", "reperes", "lettres", "cas", "commun"}
    assert {*offered("mes-optout guide ")} == {*plain(*procedures)}


@pytest.mark.parametrize(
    "line",
    ["checklist --output x", "deadline --ics x", "guide --steps x", "steps check x"],
)
def test_files_are_left_to_the_shell(line: str, offered: Offered) -> None:
    assert offered(f"mes-optout {line}") == ["file,x"]


def test_other_steps_are_those_of_the_line(
    tmp_path: Path,
    offered: Offered,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By `--steps`; where they are broken there is nothing to offer, and nothing is said."""
    assert offered("mes-optout guide op") == plain("opposition")
    monkeypatch.setenv("COMP_WORDS", f"mes-optout --steps {tmp_path} guide op")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert cli.main([]) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("asked", "words", "at"),
    [
        ("bash_complete", None, None),
        ("bash_complete", "mes-optout ", "one"),
        ("tcsh_complete", "mes-optout ", "1"),
        ("bash_source", "mes-optout ", "1"),
        ("nonsense", "mes-optout ", "1"),
    ],
)
def test_what_goes_wrong_is_not_said(
    asked: str,
    words: str | None,
    at: str | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("_MES_OPTOUT_COMPLETE", asked)
    for name, value in (("COMP_WORDS", words), ("COMP_CWORD", at)):
        if value is not None:
            monkeypatch.setenv(name, value)
    assert cli.main([]) != 0
    assert capsys.readouterr() == ("", "")


@pytest.fixture
def offered_in_powershell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Return what its script is given for the words that begin before the cursor.

    The script itself was not tried: this is the call that it makes.
    """

    def ask(*words: str, ended: int) -> str:
        monkeypatch.setenv("COMP_WORDS", "\n".join(words))
        monkeypatch.setenv("COMP_CWORD", str(ended))
        monkeypatch.setenv("_MES_OPTOUT_COMPLETE", "powershell_complete")
        assert cli.main([]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return said.out.rstrip("\n")

    return ask


def test_the_call_of_powershell(offered_in_powershell: Callable[..., str]) -> None:
    r"""A word of its own keeps its blanks, its quotes are gone, and no « \ » takes a letter."""
    name = "mes-optout"
    said = offered_in_powershell(name, "guide", "clo", ended=2)
    assert said == "plain,cloture\tClôturer mon espace"
    # Behind a space nothing of the word has begun.
    begun = offered_in_powershell(name, "steps", ended=2)
    assert re.findall(r"^plain,(\w+)", begun, re.MULTILINE) == ["list", "check", "prove", "convert"]
    assert offered_in_powershell(name, "checklist", "--format=h", ended=2) == "plain,--format=html"
    assert offered_in_powershell(name, "checklist", "--format", "h", ended=3) == "plain,html"
    assert "plain,guide\t" in offered_in_powershell(name, "", ended=1)
    assert offered_in_powershell(name, "--lang", "e", ended=2) == "plain,en"
    for path in (r"C:\Users\Prénom N", "C:\\it's"):
        line = (name, "checklist", "--output", path, "clo")
        assert offered_in_powershell(*line, ended=4).startswith("plain,cloture\t")
        assert offered_in_powershell(*line[:-1], ended=3) == f"file,{path}"


def test_the_script_of_powershell_puts_back_what_it_sets(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A variable that stayed would turn the next command into a question; no key is taken over."""
    assert cli.main(["completion", "powershell"]) == 0
    script = capsys.readouterr().out
    assigned = set(re.findall(r"\$env:(\w+) = ", script))
    (removed,) = re.findall(r"} finally {\s+Remove-Item ([^\n]+?) -ErrorAction", script)
    assert {f"Env:{name}" for name in assigned} == set(removed.split(", "))
    assert assigned == {"COMP_WORDS", "COMP_CWORD", "_MES_OPTOUT_COMPLETE"}
    assert script.isascii()
    assert script.count("{") == script.count("}")
    assert script.count("(") == script.count(")")


@pytest.mark.parametrize("name", ["mes-optout", "demarche"])
def test_in_the_folder_of_the_zip_the_script_bears_the_bare_name(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(i18n, "_called", f".\\{name}")
    assert cli.main(["completion", "powershell"]) == 0
    script = capsys.readouterr().out
    assert f"-CommandName {name} " in script
    assert f"$env:_{name.upper().replace('-', '_')}_COMPLETE = " in script


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_help_stands_beside_the_candidates(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_MES_OPTOUT_COMPLETE", f"{shell}_complete")

    def said(line: str, last: str) -> str:
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")) if shell == "zsh" else last)
        assert cli.main([]) == 0
        return capsys.readouterr().out

    between = {"zsh": "\n", "fish": "\t"}[shell]
    assert f"guide{between}Suivre une démarche étape par étape, ou la reprendre." in said(
        "mes-optout ", ""
    )
    assert f"cloture{between}Clôturer mon espace\n" in said("mes-optout guide clo", "clo")
    assert f"--code{between}Reprendre avec" in said("mes-optout guide --co", "--co")
    assert "--format=html" in said("mes-optout checklist --format=h", "--format=h")


def test_the_single_file_is_no_command_to_complete(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(i18n, "_called", "python3 mes-optout.pyz")
    assert cli.main(["completion", "bash"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "le fichier unique" in said.err
