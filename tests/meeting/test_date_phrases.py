"""Date phrases inside a line: read whole, wherever they stand, or asked for."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chairtui.meeting.dates.errors import NotADate
from chairtui.meeting.dates.phrase import Phrase, phrase_at, read_day, remarks, said_days, split_day
from chairtui.meeting.formats.model import Looks

TABLE = Path(__file__).parents[1] / "data" / "dates.tsv"
THURSDAY = date(2026, 12, 3)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
days = st.dates(date(2001, 1, 1), date(2150, 12, 31))
weekdays = st.integers(0, 6)
modest = settings(max_examples=80, deadline=None)


def table() -> list[tuple[str, date, str, Looks]]:
    """The rows: a phrase, the day it is said on, the day meant or `ask`, and which way it is read."""
    rows: list[tuple[str, date, str, Looks]] = []
    looks: Looks = "forward"
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            looks = "back" if "(past)" in line else looks
            continue
        phrase, on, means = line.split("\t")
        rows.append((phrase, date.fromisoformat(on), means, looks))
    return rows


def phrase(text: str, start: int = 0, on: date = THURSDAY, looks: Looks = "forward") -> Phrase | None:
    return phrase_at(text, start, len(text), on=on, nation="England", looks=looks)


def day_of(text: str, on: date = THURSDAY, looks: Looks = "forward") -> date | None:
    """The day of a text that is a date from end to end; None if no day may be taken from it."""
    try:
        return read_day(text, on=on, nation="England", looks=looks)
    except NotADate as refused:
        assert str(refused)
        assert "{words}" not in str(refused) or "{words}" in text
        return None


@pytest.mark.parametrize(("said", "on", "means", "looks"), table())
def test_what_people_say_for_a_date_is_read_whole_or_asked(said: str, on: date, means: str, looks: Looks) -> None:
    meant = None if means == "ask" else date.fromisoformat(means)
    assert day_of(said, on, looks) == meant
    for before, after in (
        ("", ""),
        ("Visit him ", ""),
        ("Visit him by ", ", at home"),
        ("(", ")"),
        ("Visit by ", " @sam"),
    ):
        line = f"{before}{said}{after}"
        found = phrase(line, len(before), on, looks)
        if meant is None:
            assert found is None or found.day is None
        else:
            assert found is not None
            assert (found.day, line[found.start : found.end]) == (meant, said)


@pytest.mark.parametrize(
    ("said", "means"),
    [
        *(
            ("friday the 4th", date(2026, 12, 4)),
            ("fri (4 dec)", date(2026, 12, 4)),
        ),
        *(("friday at the latest", date(2026, 12, 4)), ("close of play friday", date(2026, 12, 4))),
        *(("the week after next friday", None), ("friday the week after next", date(2026, 12, 18))),
        *(("boxing day", date(2026, 12, 26)), ("new year's day", date(2027, 1, 1)), ("hogmanay", date(2026, 12, 31))),
        *(("easter monday", date(2027, 3, 29)), ("good friday", date(2027, 3, 26)), ("easter", None)),
        *(("the day after boxing day", date(2026, 12, 27)), ("2 days before christmas eve", date(2026, 12, 22))),
        *(("spring bank holiday", date(2027, 5, 31)), ("the bank holiday", None), ("christmas", None)),
        *(("second tuesday of next month", date(2027, 1, 12)), ("last working day of the month", date(2026, 12, 31))),
        *(("10 working days from friday", date(2026, 12, 18)), ("10 days after discharge", None)),
        *(("friday in half term", None), ("friday of next week", None), ("friday and monday", None), ("mon-fri", None)),
        *(("friday, next week", None), ("next friday week", None), ("friday next", None), ("every friday", None)),
        *(("friday's meeting", None), ("before friday", None), ("until friday", None), ("w/c 7 dec", None)),
        *(("the back of the week", None), ("back of six", None), ("early next week", None), ("a week or so", None)),
        *(("in about 2 weeks", None), ("2-3 weeks", None), ("3-5 dec", None), ("3 or 4 dec", None)),
        *(
            ("four o'clock thursday", None),
            ("between now and friday", None),
            ("9.10", None),
            ("9.30", None),
            ("2pm", None),
            ("midnight friday", None),
            ("5 today", None),
            ("friday 10", None),
        ),
        *(("15/12", None), ("tue 15/12", date(2026, 12, 15)), ("2/52", None), ("3 dec 2030", None), ("3 dec 10", None)),
        *(("monday in two weeks", None), ("last tuesday", None), ("the next friday", None)),
        *(("29 feb", None), ("31 feb", None), ("29 feb 2027", None), ("29 feb 2028", date(2028, 2, 29))),
        *(("1 sep", None), ("1 jun", date(2027, 6, 1)), ("end of november", None), ("may", None)),
        *(("3 dec 1999", None), ("3/12/2199", date(2199, 12, 3)), ("3/12/2200", None), ("end of january 9999", None)),
    ],
)
def test_a_phrase_gives_its_day_or_none(said: str, means: date | None) -> None:
    assert day_of(said) == means


@pytest.mark.parametrize(
    "said", ["2pm fri 4 dec", "1400 on friday", "friday at half four", "friday after school", "4 dec at 2"]
)
def test_a_time_of_day_is_never_dropped_from_a_date(said: str) -> None:
    found = phrase(said)
    assert found is not None
    assert (found.day, found.timed) == (date(2026, 12, 4), True)
    with pytest.raises(NotADate, match=f'"{said}" has a time, .*: give the day alone, such as Fri 4 Dec 2026'):
        read_day(said, on=THURSDAY, nation="England")


def test_a_past_day_without_its_year_is_asked_and_never_moved_by_a_year() -> None:
    with pytest.raises(NotADate, match=r'"1 dec" is past \(Tue 1 Dec 2026\): add the year'):
        read_day("1 dec", on=THURSDAY, nation="England")
    with pytest.raises(NotADate, match=r'"20 dec" is still to come \(Sun 20 Dec 2026\): add the year'):
        read_day("20 dec", on=THURSDAY, nation="England", looks="back")


@pytest.mark.parametrize("looks", ["forward", "back"])
def test_shorthand_for_days_weeks_and_months_is_asked_either_way(looks: Looks) -> None:
    for said in ("2/7", "3/52", "6/12"):
        assert day_of(said, THURSDAY, looks) is None


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("friday in the school hall", " in the school hall"),
        ("friday early help assessment", " early help assessment"),
        ("friday and then call", " and then call"),
        ("friday from @sam", " from @sam"),
        ("friday, 3 children to be seen", ", 3 children to be seen"),
        ("friday measure: 2 visits", " measure: 2 visits"),
        ("4 dec 2026 7 visits", " 7 visits"),
        ("the 9th to the school", " to the school"),
        ("tomorrow. Friday he is away", ". Friday he is away"),
        ("tomorrow\nfriday", "\nfriday"),
    ],
)
def test_ordinary_words_after_a_date_are_no_part_of_it(line: str, left: str) -> None:
    found = phrase(line)
    assert found is not None
    assert found.day is not None
    assert line[found.end :] == left


@pytest.mark.parametrize("words", ["the 9th visit", "the 2nd report is late", "1st session with dad"])
def test_a_number_in_order_before_a_noun_is_no_day(words: str) -> None:
    found = phrase(words)
    assert found is None or found.day is None


@pytest.mark.parametrize("words", ["may", "the sun", "2 weeks", "the 9th", "sat", "1 may attend"])
def test_words_that_are_ordinary_ones_too_are_loose(words: str) -> None:
    found = phrase(words)
    assert found is not None
    assert found.loose


# ---- phrases made from a grammar, and their day worked out another way


@modest
@given(on=days, weekday=weekdays, weeks=st.integers(1, 6))
def test_weeks_on_a_weekday_count_from_the_coming_one(on: date, weekday: int, weeks: int) -> None:
    coming = next(on + timedelta(n) for n in range(1, 8) if (on + timedelta(n)).weekday() == weekday)
    count = ("a week", "two weeks", "three weeks", "4 weeks", "5 weeks", "six weeks")[weeks - 1]
    plural = count if weeks > 1 else "a week"
    for join in ("on", "from"):
        assert day_of(f"{plural} {join} {DAYS[weekday]}", on) == coming + timedelta(weeks=weeks)
    assert day_of(f"{DAYS[weekday]} week", on) == coming + timedelta(7)
    assert day_of(f"a fortnight on {DAYS[weekday]}", on) == coming + timedelta(14)


@modest
@given(on=days, weekday=weekdays)
def test_a_weekday_of_next_week_is_in_the_week_from_next_monday(on: date, weekday: int) -> None:
    day = on
    while day.weekday() != 0 or day == on:
        day += timedelta(1)
    day += timedelta(weekday)
    name = DAYS[weekday]
    for said in (f"next {name}", f"{name} next week", f"next week {name}", f"on {name} next week"):
        assert day_of(said, on) == day


@modest
@given(on=days, number=st.integers(1, 28))
def test_a_day_of_next_month_is_in_the_month_that_follows(on: date, number: int) -> None:
    first = on.replace(day=28) + timedelta(4)
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
    assert day_of(f"the {number}{suffix} of next month", on) == first.replace(day=number)


@modest
@given(on=days, weekday=weekdays, nth=st.integers(0, 3))
def test_the_first_monday_of_next_month_is_found_by_counting(on: date, weekday: int, nth: int) -> None:
    day = (on.replace(day=28) + timedelta(4)).replace(day=1)
    while day.weekday() != weekday:
        day += timedelta(1)
    count = ("first", "second", "third", "fourth")[nth]
    assert day_of(f"{count} {DAYS[weekday]} of next month", on) == day + timedelta(weeks=nth)


@modest
@given(on=days, back=st.integers(1, 180))
def test_a_day_read_backwards_is_never_after_the_meeting(on: date, back: int) -> None:
    day = on - timedelta(back)
    assume((day.month, day.day) != (2, 29))
    assert day_of(f"{day.day} {day:%B}", on, "back") == day
    assert day_of(f"{back} days ago", on, "back") == day
    assert day_of(f"{day.day} {day:%B}", on) in (None, day)


PHRASES = (
    *("friday", "next friday", "friday next week", "friday week", "a week on friday", "the 9th", "4 dec", "fri 4 dec"),
    *(
        "tomorrow",
        "today",
        "in two weeks",
        "10 working days",
        "end of the month",
        "christmas eve",
        "close of play friday",
    ),
    *(
        "2pm friday",
        "friday 2pm",
        "first monday in january",
        "eow",
        "tuesday after christmas",
        "27/1",
        "the 9th of january",
    ),
)
BELONGING = (
    "next",
    "after",
    "of",
    "from",
    "in",
    "week",
    "month",
    "before",
    "monday",
    "3",
    "january",
    "half term",
    "tomorrow",
)


@pytest.mark.parametrize("said", PHRASES)
@pytest.mark.parametrize("more", BELONGING)
def test_a_phrase_that_goes_on_is_never_read_as_its_beginning(said: str, more: str) -> None:
    alone = phrase(said)
    assert alone is not None
    assert alone.day is not None
    for line in (f"{said} {more}", f"{said} {more} term", f"{said} {more} the referral"):
        found = phrase(line)
        assert found is None or found.day is None or found.end >= len(f"{said} {more}") or more == "in"
    if found := phrase(f"{said} {more}"):
        assert found.day is None or found.end == len(f"{said} {more}")


_PARTS = [
    "in",
    "on",
    "by",
    "the",
    "a",
    "next",
    "last",
    "end",
    "of",
    "two",
    "3",
    "31",
    "fri",
    "mon",
    "week",
    "weeks",
    "month",
    "days",
    "working",
    "nov",
    "feb",
    "2026",
    "1400",
    "2/7",
    "14.00",
    "and",
    "half",
    "ago",
    "after",
    "before",
    "from",
    "christmas",
    "eve",
    "day",
    "easter",
    "term",
    "-",
    ",",
    ".",
    "(",
    ")",
    "'s",
    "pm",
    "at",
    "9th",
    "first",
    "fortnight",
    "today",
    "back",
]
sentences = st.lists(st.sampled_from(_PARTS), max_size=8).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(words=st.one_of(st.text(max_size=60), sentences), on=days, looks=st.sampled_from(["forward", "back"]))
def test_any_text_at_all_is_a_day_or_refused_in_one_line(words: str, on: date, looks: Looks) -> None:
    day = day_of(words, on, looks)
    assert day is None or date(2000, 1, 1) <= day <= date(2199, 12, 31)
    found = phrase(words, 0, on, looks)
    if found is not None:
        assert 0 <= found.start < found.end <= len(words)
        assert (found.day is None) == bool(found.wrong)
        assert "\n" not in found.wrong


@settings(max_examples=200, deadline=None)
@given(before=st.text(max_size=30), words=sentences, on=days)
def test_a_phrase_is_the_same_wherever_in_a_line_it_stands(before: str, words: str, on: date) -> None:
    alone, within = phrase(words, 0, on), phrase(f"{before} {words}", len(before) + 1, on)
    shift = len(before) + 1
    moved = within and Phrase(
        within.start - shift, within.end - shift, within.day, within.wrong, within.timed, within.loose, within.relative
    )
    assert alone == moved


def test_a_hundred_kilobytes_cost_no_more_than_a_line() -> None:
    line = "friday " * 15_000
    begun = time.perf_counter()
    found = phrase(line)
    assert time.perf_counter() - begun < 1
    assert found is not None
    assert found.day is None
    assert day_of(line) is None
    assert day_of("1" * 100_000) is None


# ---- what is said beside a day


def test_a_deadline_on_a_day_off_is_remarked_on() -> None:
    assert remarks(date(2026, 12, 4), THURSDAY, "England") == ""
    assert remarks(date(2026, 12, 26), THURSDAY, "England") == "a Saturday, a bank holiday (Boxing Day)"
    assert remarks(date(2026, 12, 2), THURSDAY, "England") == "before the meeting"
    assert remarks(date(2026, 11, 30), date(2026, 11, 1), "Scotland") == "a bank holiday (Saint Andrew's Day)"


def test_last_friday_in_a_text_is_given_its_date() -> None:
    text = "Mother was seen last Friday, and he ran off 3 days ago; in 2 weeks he lost 3 kg. He may be seen in May."
    said = [(text[found.start : found.end], found.day) for found in said_days(text, THURSDAY)]
    assert said == [("last Friday", date(2026, 11, 27)), ("3 days ago", date(2026, 11, 30))]


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        *(("18 dec, she was away", "18 dec", "she was away"), ("18 dec: she was away", "18 dec", "she was away")),
        *(("fri, 18 dec, by hand", "fri, 18 dec", "by hand"), ("today", "today", "")),
        *(("14:00 friday: by hand", "14:00 friday", "by hand"), ("whenever, by hand", "whenever", "by hand")),
    ],
)
def test_a_day_and_its_reason_are_told_apart_by_a_comma_or_a_colon(text: str, day: str, rest: str) -> None:
    assert split_day(text, on=THURSDAY, nation="England") == (day, rest)
