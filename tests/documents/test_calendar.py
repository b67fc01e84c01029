"""Reminders: two calendar programs read them, and nobody learns what they are about."""

import re
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

import ics
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Alarm, Calendar, Component, Event

from mes_optout import i18n
from mes_optout.deadline import Deadline
from mes_optout.documents.calendar import (
    DaysGoneError,
    Reminder,
    as_calendar,
    compose_calendar_notice,
    make_deadline_reminders,
    make_deletion_reminders,
)

SENT = date(2026, 11, 2)
SENSITIVE = ("trans", "transition", "genre", "santé")
TELLING = ("mes-optout", "mes_optout", "optout", "mon espace", "clôtur", "suppr", "3422", "http")


def for_sent(sent: date, today: date) -> str:
    return as_calendar(make_deadline_reminders(Deadline(sent)), today)


def for_closed(closed: date, today: date) -> str:
    return as_calendar(make_deletion_reminders(closed), today)


def by_icalendar(reminders: tuple[Reminder, ...], today: date) -> bytes:
    """Write the same reminders with another program: the yardstick of ours."""
    calendar = Calendar()
    calendar.add("prodid", "-//demarches//FR")
    calendar.add("version", "2.0")
    for reminder in reminders:
        event = Event()
        event.add("uid", sha256(f"{reminder.kind} {reminder.day}".encode()).hexdigest()[:32])
        event.add("dtstamp", datetime.combine(today, time(), UTC))
        event.add("dtstart", reminder.day)
        event.add("dtend", reminder.day + timedelta(days=1))
        event.add("summary", reminder.title)
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        for said, hours in ((reminder.before, -15), (reminder.title, 9)):
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", said)
            alarm.add("trigger", timedelta(hours=hours))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def events(text: str) -> list[Event]:
    found = Calendar.from_ical(text).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


def hours_of(alarm: Component) -> str:
    written = alarm["trigger"].to_ical()
    assert isinstance(written, bytes)
    return written.decode()


def told(text: str) -> str:
    """Return what a file tells, unfolded: all but the word that the format has for « free »."""
    free = "\r\nTRANSP:TRANSPARENT\r\n"
    assert free in text
    return text.replace("\r\n ", "").replace(free, "\r\n")


class TestDays:
    """What stands on which day."""

    def test_a_letter_of_2_november_2026(self, today: date) -> None:
        """REQ-S8: the days 7 and 14 December 2026, and none of the words."""
        text = for_sent(SENT, today)
        target, last = events(text)
        assert target["summary"] == "Démarche à finir : viser aujourd'hui"
        assert (target.start, target.end) == (date(2026, 12, 7), date(2026, 12, 8))
        assert last["summary"] == "Démarche à finir : dernier jour"
        assert (last.start, last.end) == (date(2026, 12, 14), date(2026, 12, 15))

    def test_a_closure_of_2_november_2026(self, today: date) -> None:
        (event,) = events(for_closed(SENT, today))
        assert event["summary"] == "Démarche à vérifier aujourd'hui"
        assert (event.start, event.end) == (date(2027, 2, 2), date(2027, 2, 3))

    @pytest.mark.parametrize(
        ("sent", "days"),
        [
            (date(2028, 1, 25), ("20280229", "20280301", "20280307", "20280308")),  # leap day
            (date(2028, 1, 18), ("20280222", "20280223", "20280229", "20280301")),
            (date(2027, 11, 19), ("20271224", "20271225", "20271231", "20280101")),  # year end
            (date(2100, 1, 17), ("21000220", "21000221", "21000228", "21000301")),  # no leap year
            (date(2027, 2, 14), ("20270320", "20270321", "20270328", "20270329")),  # clocks change
        ],
    )
    def test_a_day_ends_where_the_next_begins(self, sent: date, days: tuple[str, ...]) -> None:
        """Whole days without an hour nor a zone: no change of clocks can move them."""
        text = for_sent(sent, sent)
        found = re.findall(r"^DT(?:START|END);VALUE=DATE:(\d{8})\r$", text, re.MULTILINE)
        assert tuple(found) == days
        assert "TZID" not in text

    @given(st.dates(date(1900, 1, 1), date(9999, 6, 30)))
    @settings(deadline=None, database=None)
    def test_any_day_is_read_back(self, day: date) -> None:
        deadline = Deadline(day)
        days = [event.start for event in events(for_sent(day, day))]
        assert days == [deadline.target, deadline.last_day]


class TestGoneBy:
    """A day that is over is left out: calendars would sound its alarm at once."""

    @pytest.mark.parametrize(
        ("today", "left"),
        [
            (date(2026, 12, 7), 2),
            (date(2026, 12, 8), 1),
            (date(2026, 12, 14), 1),
        ],
    )
    def test_what_is_left(self, today: date, left: int) -> None:
        assert len(events(for_sent(SENT, today))) == left

    @pytest.mark.parametrize(
        ("write", "today", "day"),
        [
            (for_sent, date(2026, 12, 15), "14 décembre 2026"),
            (for_closed, date(2027, 2, 3), "2 février 2027"),
        ],
    )
    def test_when_nothing_is_left(self, write: type, today: date, day: str) -> None:
        with pytest.raises(DaysGoneError) as caught:
            write(SENT, today)
        assert caught.value.facts == {"text": day}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("write", [for_sent, for_closed])
class TestDiscretion:
    """REQ-S8: who sees the entry, or the file, learns nothing."""

    def test_no_word_tells(self, language: str, write: type, today: date) -> None:
        """REQ-S8."""
        i18n.set_language(language)
        said = told(write(SENT, today)).casefold()
        assert [word for word in (*SENSITIVE, *TELLING) if word in said] == []

    def test_nothing_but_what_is_needed(self, language: str, write: type, today: date) -> None:
        """Neither place, text, address, person, category nor machine; private, and not busy."""
        i18n.set_language(language)
        calendar = Calendar.from_ical(write(SENT, today))
        assert dict(calendar) == {"VERSION": "2.0", "PRODID": "-//demarches//FR"}
        for event in calendar.walk("VEVENT"):
            assert set(event) == {
                "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "CLASS", "TRANSP",
            }  # fmt: skip
            assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
            assert re.fullmatch(r"[0-9a-f]{32}", str(event["uid"]))
        for alarm in calendar.walk("VALARM"):
            assert set(alarm) == {"ACTION", "DESCRIPTION", "TRIGGER"}

    def test_the_form_of_the_file(self, language: str, write: type, today: date) -> None:
        """RFC 5545, 3.1: CRLF, at most 75 bytes a line."""
        i18n.set_language(language)
        text = write(SENT, today)
        lines = text.encode().split(b"\r\n")
        assert lines.pop() == b""
        assert [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line] == []
        assert lines[0] == b"BEGIN:VCALENDAR"

    def test_another_program_reads_the_same(self, language: str, write: type, today: date) -> None:
        i18n.set_language(language)
        text = write(SENT, today)
        theirs = sorted(ics.Calendar(text).events)
        ours = events(text)
        assert len(theirs) == len(ours)
        for other, event in zip(theirs, ours, strict=True):
            assert other.all_day
            assert (other.begin.date(), other.end.date()) == (event.start, event.end)
            assert (other.name, other.uid) == (event["summary"], event["uid"])
            assert (other.classification, other.transparent) == ("PRIVATE", True)
            assert (other.description, other.location) == (None, None)
            assert sorted(alarm.trigger for alarm in other.alarms) == [
                timedelta(hours=-15),
                timedelta(hours=9),
            ]


class TestYardstick:
    """Byte for byte what icalendar writes."""

    # What the format escapes, breaks or folds comes often; « é » takes two bytes, « 🕘 » four.
    # « \N » is left out: icalendar takes it for a line break, as if it was escaped already.
    texts = st.text(
        st.sampled_from(',;^\\\n\r:"nN é🕘') | st.characters(exclude_categories=["Cs"]),
        max_size=200,
    ).filter(lambda text: "\\N" not in text)
    days = st.dates(max_value=date(9999, 12, 30))

    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    @given(day=days, today=days)
    @settings(deadline=None, database=None)
    def test_for_every_reminder_of_ours(self, language: str, day: date, today: date) -> None:
        """A reminder for a later day each time: what is over is not written."""
        i18n.set_language(language)
        for reminders in (make_deadline_reminders(Deadline(SENT)), make_deletion_reminders(SENT)):
            moved = tuple(
                Reminder(each.kind, max(day, today), each.title, each.before) for each in reminders
            )
            assert as_calendar(moved, today).encode() == by_icalendar(moved, today)

    @given(title=texts, before=texts)
    @settings(deadline=None, database=None, max_examples=300)
    def test_for_any_words(self, title: str, before: str) -> None:
        """RFC 5545, 3.1 and 3.3.11."""
        reminders = (Reminder("a", SENT, title, before),)
        assert as_calendar(reminders, SENT).encode() == by_icalendar(reminders, SENT)

    @pytest.mark.parametrize("character", ["x", "é", "€", "🕘", ",", "^", "\n"])
    @pytest.mark.parametrize("before", range(4))
    def test_at_every_place_where_a_line_may_be_folded(self, before: int, character: str) -> None:
        for length in (60, 75, 150, 200):
            title = "a" * before + character * length
            reminders = (Reminder("a", SENT, title, title),)
            text = as_calendar(reminders, SENT)
            assert text.encode() == by_icalendar(reminders, SENT)
            assert max(map(len, text.encode().split(b"\r\n"))) <= 75
            (event,) = events(text)
            assert event["summary"] == title

    def test_a_backslash_before_a_capital_n_stays_one(self) -> None:
        """There icalendar is no yardstick: RFC 5545, 3.3.11, asks for two backslashes."""
        text = as_calendar((Reminder("a", SENT, "C:\\New", "b"),), SENT)
        assert "\r\nSUMMARY:C:\\\\New\r\n" in text


class TestAlarms:
    """At nine in the morning, the day before and on the day, wherever the calendar is."""

    def test_hours_and_words(self, today: date) -> None:
        text = for_sent(SENT, today)
        said = [
            [(hours_of(alarm), alarm["description"]) for alarm in event.walk("VALARM")]
            for event in events(text)
        ]
        assert said == [
            [
                ("-PT15H", "Démarche à finir : viser demain"),
                ("PT9H", "Démarche à finir : viser aujourd'hui"),
            ],
            [
                ("-PT15H", "Démarche à finir : dernier jour demain"),
                ("PT9H", "Démarche à finir : dernier jour"),
            ],
        ]

    def test_of_a_closure(self, today: date) -> None:
        alarms = Calendar.from_ical(for_closed(SENT, today)).walk("VALARM")
        assert [alarm["description"] for alarm in alarms] == [
            "Démarche à vérifier demain",
            "Démarche à vérifier aujourd'hui",
        ]


class TestSameAgain:
    """What depends on the days alone."""

    def test_the_same_input_gives_the_same_text(self, today: date) -> None:
        assert for_sent(SENT, today) == for_sent(SENT, today)

    def test_the_stamp_is_the_day_without_its_hour(self, today: date) -> None:
        stamps = {event.DTSTAMP for event in events(for_sent(SENT, today))}
        assert stamps == {datetime(2026, 11, 27, tzinfo=UTC)}

    def test_an_entry_keeps_its_name_on_another_day_and_in_another_language(
        self, today: date
    ) -> None:
        """So that the calendar changes its entry instead of adding a second one."""
        before = [event["uid"] for event in events(for_sent(SENT, today))]
        i18n.set_language("en")
        after = [event["uid"] for event in events(for_sent(SENT, date(2026, 12, 1)))]
        assert before == after

    def test_two_reminders_never_share_a_name(self, today: date) -> None:
        """Not even two of one day: kind and day make the name."""
        day = date(2027, 1, 1)
        reminders = (Reminder("a", day, "x", "y"), Reminder("b", day, "x", "y"))
        assert len({event["uid"] for event in events(as_calendar(reminders, today))}) == 2
        names = [event["uid"] for event in events(for_sent(SENT, today))]
        later = [event["uid"] for event in events(for_sent(date(2026, 11, 9), today))]
        assert len({*names, *later}) == 4


def test_the_notice_names_who_may_see_it() -> None:
    assert compose_calendar_notice() == (
        "Dans un agenda partagé, votre famille ou votre employeur peut aussi voir ce rappel."
    )
