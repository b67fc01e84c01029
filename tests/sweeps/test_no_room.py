"""Homes in which nothing can be kept, with the rights that an ordinary user has."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support.bad_stores import bad_store
from support.installed_walk import Places, Walked, status, walk
from support.judging import SILENT, TRACEBACK, UNCLEAR, Tally, after_error
from support.mounts import FULL, can_mount, mounted, needs_root
from support.systems import IS_ROOT

pytestmark = pytest.mark.slow

# Root may write everywhere: without these rights it is refused like anybody else.
ORDINARY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if IS_ROOT else ()
# Somebody whom the system does not know, but who may read the interpreter, wherever it is.
STRANGER = (
    "setpriv",
    *("--reuid=54321", "--clear-groups"),
    *("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
)
needs_setpriv = pytest.mark.skipif(
    IS_ROOT and shutil.which("setpriv") is None, reason="root needs setpriv to be refused anything"
)

READ_ONLY = """
mount --bind -o ro "$1" "$1" && mount -o remount,bind,ro "$1"
shift
"$@"
"""


@pytest.fixture
def truth(places: Places) -> Walked:
    """Return an undisturbed walk."""
    return walk(places.new())


@pytest.fixture
def judge(
    truth: Walked, figures: Callable[[str], None], request: pytest.FixtureRequest
) -> Callable[[Walked, str | None], None]:
    """Return what judges a walk that could keep nothing, and says the figures."""

    def judged(walked: Walked, error: str | None) -> None:
        tally = Tally()
        tally.add(request.node.name, after_error(walked, truth, error))
        figures(tally.figures(f"REQ-R9, {request.node.name}", TRACEBACK, SILENT, UNCLEAR))
        assert not tally.found, tally.found

    return judged


Judge = Callable[[Walked, str | None], None]


@needs_setpriv
def test_a_home_that_is_read_only(places: Places, judge: Judge) -> None:
    """REQ-R9: one sentence, and on without saving."""
    place = places.new()
    place.home.chmod(0o555)
    walked = walk(place, ORDINARY)
    place.home.chmod(0o755)
    judge(walked, "EACCES")
    assert walked.last is None


@needs_setpriv
def test_what_was_kept_before_stays(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R9: a folder that has become read-only loses nothing."""
    place = places.new()
    before = walk(place, answers=("continuer", "continuer", "1")).files
    place.folder.chmod(0o500)
    walked = walk(place, ORDINARY, answers=("continuer", "continuer", "1", "1", "1 2", "1"))
    place.folder.chmod(0o700)
    assert (walked.code, walked.err.count("Erreur : ")) == (4, 1)
    assert walked.files == before
    assert status(place).returncode == 0
    figures("REQ-R9, read-only folder with progress: nothing lost")


def test_a_home_where_none_can_be(places: Places, judge: Judge) -> None:
    """REQ-R9: not even root can make a folder there."""
    nowhere = {"HOME": "/proc/x", "MES_OPTOUT_HOME": None, "XDG_STATE_HOME": None}
    judge(walk(places.new(), env=nowhere), None)


@needs_root
@needs_setpriv
def test_no_home_at_all(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R9: said on the first page, and on without saving."""
    nowhere = {"HOME": None, "MES_OPTOUT_HOME": None, "XDG_STATE_HOME": None}
    walked = walk(places.new(), STRANGER, env=nowhere)
    cause = "ce compte n'a pas de dossier personnel"
    assert " ".join(walked.pages[0].split()).count(cause) == 1
    assert "Il ne garde rien sur cet ordinateur" in walked.pages[0]
    assert (walked.code, walked.err.count("Erreur : "), walked.err.count(cause)) == (4, 1, 1)
    assert "Fin\n" in walked.said
    figures("REQ-R9, no home: said at the first page, exit 4 at the end")


@needs_root
def test_a_full_disk(places: Places, judge: Judge) -> None:
    """REQ-R9: a file system in memory on which not one page is left."""
    place = places.new()
    (place.home / "etat.before" / "demarches").mkdir(parents=True, mode=0o700)
    place.folder.parent.mkdir()
    if not can_mount(FULL, place.folder.parent):
        pytest.skip("the system lets nobody mount")
    judge(walk(place, mounted(FULL, place.folder.parent)), "ENOSPC")


@needs_root
def test_a_read_only_disk(places: Places, judge: Judge) -> None:
    """REQ-R9: as a rescue stick is."""
    place = places.new()
    if not can_mount(READ_ONLY, place.home):
        pytest.skip("the system lets nobody mount")
    judge(walk(place, mounted(READ_ONLY, place.home)), "EROFS")


@needs_setpriv
@pytest.mark.parametrize(
    ("name", "kind"),
    [("hides errors of every kind", SILENT), ("lets errors through", TRACEBACK)],
)
def test_a_bad_store_is_found(
    name: str, kind: str, places: Places, truth: Walked, tmp_path: Path
) -> None:
    """REQ-R9: the judge itself can fail."""
    place = places.new()
    place.home.chmod(0o555)
    walked = walk(place, ORDINARY, env=bad_store(name, tmp_path / "bad"))
    assert kind in {found for found, _ in after_error(walked, truth, "EACCES")}
