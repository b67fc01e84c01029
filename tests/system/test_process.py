"""What must finish, who may write until then, and what is put off (REQ-S1, REQ-S5)."""

import threading
from collections.abc import Iterator

import pytest

from mes_optout.system import process

SECONDS = 15


@pytest.fixture(autouse=True)
def _not_leaving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test locks of its own, for leaving is for good."""
    monkeypatch.setattr(process, "_to_finish", threading.RLock())
    monkeypatch.setattr(process, "_writing", threading.RLock())
    monkeypatch.setattr(process, "_depth", 0)
    monkeypatch.setattr(process, "_busy", 0)
    monkeypatch.setattr(process, "_ending", False)


@pytest.fixture
def saving() -> Iterator[tuple[threading.Event, list[str]]]:
    """Return what ends a save that runs in another thread, and what that did."""
    began, goes_on, did = threading.Event(), threading.Event(), list[str]()

    def save() -> None:
        with process.finish_first():
            began.set()
            assert goes_on.wait(SECONDS)
            with process.writing() as allowed:
                did.append("said" if allowed else "kept silent")
            did.append("saved")

    thread = threading.Thread(target=save)
    thread.start()
    assert began.wait(SECONDS)
    yield goes_on, did
    goes_on.set()
    thread.join(SECONDS)


def test_leaving_waits_for_what_must_finish(saving: tuple[threading.Event, list[str]]) -> None:
    """REQ-R11."""
    """REQ-S1: nor does that wait for leaving, though it has something to say."""
    goes_on, did = saving
    process.stop_writing()
    threading.Timer(0.05, goes_on.set).start()
    process.let_finish()
    assert did == ["kept silent", "saved"]


def test_once_it_leaves_nothing_begins_and_nobody_writes() -> None:
    """REQ-S1: whoever wants to is held until the end."""
    process.stop_writing()
    process.let_finish()
    did = list[str]()

    def save() -> None:
        with process.finish_first():
            did.append("saved")

    def say() -> None:
        with process.writing():
            did.append("said")

    held = [threading.Thread(target=each, daemon=True) for each in (save, say)]
    for each in held:
        each.start()
    for each in held:
        each.join(0.05)
    assert [each.is_alive() for each in held] == [True, True]
    assert did == []


def test_a_terminal_that_takes_nothing_is_not_waited_for() -> None:
    """REQ-S1: a writing that hangs delays leaving by a moment."""
    began, goes_on = threading.Event(), threading.Event()

    def say() -> None:
        with process.writing():
            began.set()
            assert goes_on.wait(SECONDS)

    thread = threading.Thread(target=say)
    thread.start()
    assert began.wait(SECONDS)
    process.stop_writing()  # comes back, though the other one does not
    assert process.is_leaving()
    goes_on.set()
    thread.join(SECONDS)


def test_what_comes_in_the_middle_is_put_off_to_the_end_and_done_once() -> None:
    """REQ-S6: a stop during a save."""
    did = list[str]()

    def stop() -> None:
        did.append("stopped")

    with process.finish_first():
        with process.finish_first():
            process.call_when_finished(stop)
            process.call_when_finished(stop)
        assert did == []
    assert did == ["stopped"]
    process.call_when_finished(stop)
    assert did == ["stopped", "stopped"]


def test_what_comes_in_the_middle_of_a_writing_is_put_off_too() -> None:
    """REQ-S6: a stop while a terminal takes nothing; what it shows then goes the same way."""
    did = list[str]()

    def stop() -> None:
        with process.writing() as allowed:
            did.append("said" if allowed else "kept silent")

    with process.writing():
        process.call_when_finished(stop)
        assert did == []
    assert did == ["said"]


def test_it_is_done_also_when_the_save_fails() -> None:
    did = list[str]()

    def fail() -> None:
        with process.finish_first():
            process.call_when_finished(lambda: did.append("stopped"))
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        fail()
    assert did == ["stopped"]
