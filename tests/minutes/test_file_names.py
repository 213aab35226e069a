"""Names under which people find their files, on every system, without anybody's name in them."""

from __future__ import annotations

import pytest

from chairtui.meeting.formats.model import Kind
from chairtui.meeting.records import Attendee, Audience, PersonConcerned
from chairtui.minutes.file_kinds import Reader
from chairtui.minutes.file_names import check_pattern, file_name, initials, meeting_name, safe_name
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.releasing import DAWN, released


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("JT", "JT"),
        ("J.T.", "JT"),
        ("K., aged 7", "K"),
        ("Robin Vale", "RV"),
        ("Robin Vale (7), Ash Lane", "RV"),
        ("Ava and Ben Hughes", "ABH"),
        ("JANE LEE", "JL"),
        ("Siân O'Brien-Jones", "SOJ"),
        ("Child M", "M"),
        ("", ""),
        ("7", ""),
    ],
)
def test_a_name_is_shortened_to_initials_and_initials_stay(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('a<b>c:d"e/f\\g|h?i*j', "a b c d e f g h i j"),
        ("CON", "_CON"),
        ("com1.minutes", "_com1.minutes"),
        ("LPT¹", "_LPT¹"),
        ("Console", "Console"),
        ("ends in a dot. ", "ends in a dot"),
        ("..hidden", "hidden"),
        ("../../etc/passwd", "etc passwd"),
        ("right\u202eto\u200bleft", "righttoleft"),
        ("two\nlines\x00", "two lines"),
        ("***", "minutes"),
        ("", "minutes"),
        ("漢字 Ó", "漢字 Ó"),
    ],
)
def test_any_text_becomes_a_name_that_every_system_takes(typed: str, name: str) -> None:
    assert safe_name(typed) == name


def test_a_long_name_is_cut_between_letters() -> None:
    assert safe_name("漢" * 300) == "漢" * 40
    assert len(safe_name("a" * 300)) == 120


def test_the_name_has_initials_the_kind_of_meeting_and_the_day() -> None:
    of = meeting(details(subject="JT", title="Planning for Jamie"))
    assert meeting_name(of, FORMAT) == "JT professionals' meeting 3 Dec 2026"
    held = FORMAT.model_copy(update={"kinds": (Kind(id="planning", name="Group supervision"),)})
    of = meeting(details(subject="JT", meeting_kind="planning"))
    assert meeting_name(of, held) == "JT group supervision 3 Dec 2026"
    assert meeting_name(meeting(details(subject="7")), FORMAT) == "professionals' meeting 3 Dec 2026"


def test_several_whom_it_is_about_stand_with_their_initials() -> None:
    people = [PersonConcerned(id=f"k{n}", name=f"{letter} Hall") for n, letter in enumerate("ABCDE")]
    assert meeting_name(meeting(*people[:2]), FORMAT).startswith("AH BH professionals'")
    assert meeting_name(meeting(*people), FORMAT).startswith("AH BH CH DH and others professionals'")


def test_a_partnership_names_files_its_own_way_and_they_stay_safe() -> None:
    of = meeting(details(subject="JT", title="A/B: plan"))
    assert meeting_name(of, FORMAT, "{day} {title} ({id})") == "2026-12-03 A B plan (m1)"
    for bad in ("{name}", "{date:>900}", "{date!r}", "{0}", "{", "{title.x}"):
        with pytest.raises(ValueError):
            check_pattern(bad)


READERS: dict[tuple[Audience, str], str] = {
    ("attendees", ""): "",
    ("attendees", "sam"): ", for SO P1",
    ("actions", ""): ", actions",
    ("family", "dawn"): ", family, for D L1",
}


def test_one_readers_file_says_whose_it_is_by_initials_and_reference() -> None:
    sam = Attendee(id="sam", name="Sam Okafor", agency="Health")
    of = released(meeting(sam), FORMAT, DAWN)
    named = {reader: file_name(of, FORMAT, Reader(*reader)).partition(" 2026")[2] for reader in READERS}
    assert named == READERS
