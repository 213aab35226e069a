"""Days in words as a UK meeting says them, counted from the meeting's own date."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.dates.calendar import (
    NotADate,
    days_between,
    is_vague,
    months_after,
    read_when,
    show_clock,
    show_date,
    show_when,
    working_days_after,
)
from chairtui.meeting.dates.phrase import phrase_at, read_day
from chairtui.meeting.formats.model import Nation

THURSDAY = date(2026, 12, 3)
days = st.dates(date(2001, 1, 1), date(2150, 12, 31))
modest = settings(max_examples=60, deadline=None)


def read(words: str, on: date = THURSDAY, nation: Nation = "England") -> date:
    return read_day(words, on=on, nation=nation)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("fri", date(2026, 12, 4)),
        ("Friday", date(2026, 12, 4)),
        ("thu", date(2026, 12, 10)),
        ("next tue", date(2026, 12, 8)),
        ("next thu", date(2026, 12, 10)),
        ("by fri", date(2026, 12, 4)),
        ("on the 27th", date(2026, 12, 27)),
        ("3 dec", date(2026, 12, 3)),
        ("27 jan", date(2027, 1, 27)),
        ("27jan", date(2027, 1, 27)),
        ("27/1", date(2027, 1, 27)),
        ("27 nov 2026", date(2026, 11, 27)),
        ("27th of November, 2026", date(2026, 11, 27)),
        ("November 27th 2026", date(2026, 11, 27)),
        ("27/11/2026", date(2026, 11, 27)),
        ("27.11.26", date(2026, 11, 27)),
        ("27-11-2026", date(2026, 11, 27)),
        ("2026-11-27", date(2026, 11, 27)),
        ("3/4/2027", date(2027, 4, 3)),
        ("fri 27 nov 2026", date(2026, 11, 27)),
        ("Fri, 27 Nov 2026.", date(2026, 11, 27)),
        ("today", date(2026, 12, 3)),
        ("tomorrow", date(2026, 12, 4)),
        ("in 2 weeks", date(2026, 12, 17)),
        ("in two weeks' time", date(2026, 12, 17)),
        ("10d", date(2026, 12, 13)),
        ("2w", date(2026, 12, 17)),
        ("a fortnight", date(2026, 12, 17)),
        ("a couple of weeks", date(2026, 12, 17)),
        ("in a month", date(2027, 1, 3)),
        ("within 24 hours", date(2026, 12, 4)),
        ("5 working days", date(2026, 12, 10)),
        ("end of month", date(2026, 12, 31)),
        ("the end of next month", date(2027, 1, 31)),
        ("end of the week", date(2026, 12, 4)),
        ("end of next week", date(2026, 12, 11)),
        ("end of January", date(2027, 1, 31)),
        ("close of play fri", date(2026, 12, 4)),
        ("monday week", date(2026, 12, 14)),
        ("friday week", date(2026, 12, 11)),
        ("a week on Monday", date(2026, 12, 14)),
        ("tomorrow week", date(2026, 12, 11)),
        ("3 days ago", date(2026, 11, 30)),
        ("yesterday", date(2026, 12, 2)),
    ],
)
def test_a_date_in_words_is_counted_from_the_meeting(words: str, day: date) -> None:
    assert read(words) == day


def test_next_tuesday_said_on_a_monday_is_the_one_after_tomorrow() -> None:
    monday = date(2026, 11, 30)
    assert read("tue", monday) == date(2026, 12, 1)
    assert read("next tue", monday) == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mon 27 nov 2026", "27 Nov 2026 is a Friday, not a Monday"),
        ("31/02", "February has 29 days"),
        ("29 feb 2027", "February 2027 has 28 days"),
        ("31 nov", "November has 30 days"),
        ("2026-13-01", "no month 13"),
        ("11/27/2026", "no month 27"),
        ("27 nov 1999", "The year 1999"),
        ("27/11/9999", "The year 9999"),
        ("the 45th", "No month has a day 45"),
        ("november", "does not say which day"),
        ("next week", "does not say which day"),
        ("9999 years", "too far away"),
        ("", "There is no date"),
    ],
)
def test_a_date_that_cannot_be_is_refused_with_what_is_wrong(words: str, said: str) -> None:
    with pytest.raises(NotADate, match=said):
        read(words)


@pytest.mark.parametrize(
    "words",
    [
        *("banana", "sam", "12 potatoes", "12", "second", "now", "week", "the week", "days", "last", "in may", "1 2 3"),
        *("phone", "bus", "5 hours", "٣ days", "9.30", "P2", "x" * 500, "may half term", "3 dec panel"),
    ],
)
def test_other_words_are_never_read_as_a_date(words: str) -> None:
    with pytest.raises(NotADate) as refused:
        read(words)
    assert not refused.value.almost
    assert "give a date, such as fri, 27 nov or in 2 weeks" in str(refused.value)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "ASAP",
            "a.s.a.p.",
            "ongoing",
            "on-going",
            "in due course",
            "TBC",
            "soon",
            "immediately",
            "urgent",
            "urgently",
        ),
        *("as soon as possible", "when possible", "as appropriate", "continuous", "next meeting", "the next review"),
        *("by ASAP", "with immediate effect", "as soon as practicable"),
    ],
)
def test_a_vague_deadline_is_refused_with_the_words_to_use_instead(words: str) -> None:
    assert is_vague(words)
    with pytest.raises(NotADate, match="give a date, such as fri, 27 nov or in 2 weeks") as refused:
        read(words)
    assert refused.value.almost


def test_working_days_pass_over_weekends_and_the_nations_own_holidays() -> None:
    maundy_thursday = date(2026, 4, 2)
    assert working_days_after(maundy_thursday, 1, "England") == date(2026, 4, 7)
    assert working_days_after(maundy_thursday, 1, "Scotland") == date(2026, 4, 6)
    assert read("5 working days", date(2026, 12, 22), "England") == date(2026, 12, 31)
    assert read("2 working days", date(2026, 7, 10), "Northern Ireland") == date(2026, 7, 15)
    assert read("2 working days", date(2026, 7, 10), "Wales") == date(2026, 7, 14)
    assert working_days_after(maundy_thursday, 0, "England") == maundy_thursday


def test_months_end_with_the_month() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert months_after(date(2026, 8, 31), 2) == date(2026, 10, 31)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_after(date(2026, 12, 3), 1) == date(2027, 1, 3)
    assert days_between(date(2026, 11, 20), date(2026, 11, 27)) == 7


@modest
@given(day=days, on=days)
def test_a_whole_date_in_any_form_is_that_day(day: date, on: date) -> None:
    forms = [day.isoformat(), f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}"]
    if 2000 <= day.year <= 2099:
        forms.append(f"{day.day}-{day.month}-{day.year % 100:02}")
    if -10 <= day.year - on.year <= 3:
        forms += [f"{day.day} {calendar.month_name[day.month]} {day.year}", show_date(day)]
    for words in forms:
        assert read(words, on) == day
        assert read(f"by {words.upper()}", on) == day


@modest
@given(on=days, n=st.integers(0, 400))
def test_in_so_many_days_is_that_many_days_later(on: date, n: int) -> None:
    assert read(f"in {n} days", on) == read(f"{n}d", on) == on + timedelta(days=n)
    assert read(f"{n} weeks", on) == on + timedelta(weeks=n)


@modest
@given(on=days, weekday=st.integers(0, 6))
def test_a_weekday_is_the_next_one_strictly_after_the_meeting(on: date, weekday: int) -> None:
    name = calendar.day_name[weekday]
    day = read(name[:3], on)
    assert day.weekday() == weekday
    assert 1 <= days_between(on, day) <= 7
    assert read(f"{name} week", on) == day + timedelta(days=7)
    assert 1 <= days_between(on, read(f"next {name}", on)) <= 13


@modest
@given(on=days, day=days)
def test_a_day_without_its_year_is_the_next_such_day_or_asked(on: date, day: date) -> None:
    words = f"{day.day} {calendar.month_name[day.month]}"
    try:
        found = read(words, on)
    except NotADate as asked:
        assert "add the year" in str(asked)
        return
    assert (found.day, found.month) == (day.day, day.month)
    assert 0 <= days_between(on, found) <= 183


@modest
@given(on=days, n=st.integers(1, 60), nation=st.sampled_from(["England", "Scotland", "Wales", "Northern Ireland"]))
def test_working_days_are_never_at_a_weekend(on: date, n: int, nation: Nation) -> None:
    on = on.replace(year=2020 + on.year % 10, day=min(on.day, 28))
    day = read(f"{n} working days", on, nation)
    assert day.weekday() < 5
    assert days_between(on, day) >= n


@modest
@given(words=st.text(max_size=60), on=days)
def test_any_words_at_all_are_a_date_or_refused(words: str, on: date) -> None:
    try:
        assert isinstance(read(words, on), date)
    except NotADate as refused:
        assert str(refused)


_PARTS = "in on by the a next last end of two 3 31 fri mon week weeks month days working nov feb 2026 2027 and half ago"


@modest
@given(words=st.lists(st.sampled_from(_PARTS.split()), max_size=6).map(" ".join), on=days)
def test_any_words_of_time_are_a_date_or_refused(words: str, on: date) -> None:
    try:
        assert isinstance(read(words, on), date)
    except NotADate as refused:
        assert str(refused)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("2026-12-03 14:00", "Thu 3 Dec 2026, 14:00"),
        ("2026-12-03T14:00", "Thu 3 Dec 2026, 14:00"),
        ("3 dec 2026 2pm", "Thu 3 Dec 2026, 14:00"),
        ("3 dec 2026 at 2.30 p.m.", "Thu 3 Dec 2026, 14:30"),
        ("3/12/2026 14:00", "Thu 3 Dec 2026, 14:00"),
        ("3.12.26 9.30", "Thu 3 Dec 2026, 09:30"),
        ("3 dec 2026 12am", "Thu 3 Dec 2026, 00:00"),
        ("3 dec 2026 noon", "Thu 3 Dec 2026, 12:00"),
        ("2026-07-03T14:00:00Z", "Fri 3 Jul 2026, 15:00"),
        ("1400hrs 3/12/2026", "Thu 3 Dec 2026, 14:00"),
        ("3 dec 2026 1400", "Thu 3 Dec 2026, 14:00"),
        ("2.30 p.m. 3 dec 2026", "Thu 3 Dec 2026, 14:30"),
        ("1400 on thu 3 dec 2026", "Thu 3 Dec 2026, 14:00"),
    ],
)
def test_a_start_is_read_in_london_time(words: str, shown: str) -> None:
    moment = read_when(words)
    assert show_when(moment) == shown
    assert moment.tzinfo is not None


@pytest.mark.parametrize(
    "words", ["1400", "1400hrs", "14.00", "2pm", "2pm 3 dec", "3 dec 1400", "today 2 pm", "3 dec 2pm"]
)
def test_times_as_police_and_health_write_them_are_of_the_meetings_day(words: str) -> None:
    assert show_when(read_when(words, on=THURSDAY)) == "Thu 3 Dec 2026, 14:00"


@pytest.mark.parametrize("words", ["2 dec 2pm", "half two", "thursday at 2", "9", "2pm 3 dec 4pm", "1400 week", "2400"])
def test_a_time_that_is_not_certain_is_refused(words: str) -> None:
    with pytest.raises(NotADate):
        read_when(words, on=THURSDAY)


def test_tomorrow_needs_a_day_to_count_from() -> None:
    assert show_when(read_when("tomorrow 9.30", on=THURSDAY)) == "Fri 4 Dec 2026, 09:30"
    with pytest.raises(NotADate, match="whole date"):
        read_when("tomorrow 9.30")
    with pytest.raises(NotADate, match="whole date"):
        read_when("3 dec 14:00")


@pytest.mark.parametrize(
    "words", ["3 dec 2026", "2026-12-03 14", "3 dec 2026 25:00", "3 dec 2026 0pm", "", "14:00", "x"]
)
def test_a_start_without_a_proper_time_is_refused(words: str) -> None:
    with pytest.raises(NotADate, match="14:00"):
        read_when(words)


def test_an_hour_the_clocks_skip_is_refused_and_one_they_repeat_is_summer_time() -> None:
    with pytest.raises(NotADate, match="clocks go forward on Sun 29 Mar 2026, so there is no 01:30"):
        read_when("2026-03-29 01:30")
    twice = read_when("2026-10-25 01:30")
    assert show_clock(twice) == "01:30"
    assert twice.utcoffset() == timedelta(hours=1)


def test_a_date_phrase_ends_where_other_words_begin() -> None:
    line = "Weigh him by fri 4 dec, at home"
    found = phrase_at(line, 13, len(line), on=THURSDAY, nation="England")
    assert found is not None
    assert line[found.start : found.end] == "fri 4 dec"
    assert found.day == date(2026, 12, 4)
    assert phrase_at("by bus", 3, 6, on=THURSDAY, nation="England") is None


@pytest.mark.parametrize(
    ("words", "on", "day"),
    [
        ("15 dec", date(2026, 12, 18), date(2026, 12, 15)),
        ("27 nov", date(2026, 11, 30), date(2026, 11, 27)),
        ("monday", THURSDAY, date(2026, 11, 30)),
        ("3 days ago", THURSDAY, date(2026, 11, 30)),
    ],
)
def test_what_lay_before_the_meeting_is_read_backwards(words: str, on: date, day: date) -> None:
    assert read_day(words, on=on, nation="England", looks="back") == day
