"""Nothing to the wrong reader, in any kind of file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from docx import Document as open_word
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.data_files import read_data
from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Action, Amendment, Answer, Attendee, Decision, Dissent, FamilyTalk, Note, Who
from chairtui.minutes.audience import Sight
from chairtui.minutes.file_kinds import KINDS, Dress, Kind, Reader, made
from tests.minutes.builders import FORMAT, details, filed, meeting
from tests.minutes.opened import all_words
from tests.minutes.strategies import a_meeting

DRESS = Dress(read_data("templates/minutes.md"))
REFERENCE = re.compile(r"\b[SNRFOHDAPMUC]\d+\b")


def _numbered() -> Iterator[str]:
    return (f"said{n}so" for n in range(100_000))


def _had_two_parts(of: Meeting) -> bool:
    return (
        of.details.part == 2
        or any(2 in e.record.parts for e in of.attendees)
        or any(e.record.part == 2 for e in filed(of))
    )


def _of_records(of: Meeting, kept: list[bool]) -> set[str]:
    """The own words of those records that are not kept."""
    found: set[str] = set()
    for entry, is_kept in zip(filed(of), kept, strict=True):
        if not is_kept:
            found |= {value for value in (entry.record.text, entry.record.restricted) if value}
            found |= {a.record.text for a in of.amendments if a.record.target == entry.record.id}
    return found


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14))
def test_no_file_for_the_family_holds_what_is_restricted_or_of_part_one(kind: Kind, seed: int, size: int) -> None:
    texts = _numbered()
    of = a_meeting(seed, lambda: next(texts), size=size)
    copy = all_words(kind, made(of, FORMAT, kind, Reader("family"), DRESS))
    two_parts = _had_two_parts(of)
    kept = [
        e.record.restricted is None
        and not (two_parts and e.record.part == 1)
        and not (isinstance(e.record, Action) and e.record.family is not None and e.record.family.why_not)
        for e in filed(of)
    ]
    hidden = _of_records(of, kept)
    hidden |= {e.record.restricted for e in filed(of) if e.record.restricted}
    hidden |= {e.record.reason for e in of.follow_ups if e.record.reason}
    hidden |= {e.record.how for e in of.distributions if e.record.how}
    if two_parts:
        hidden |= {of.details.aim} - {""}
    words = set(re.findall(r"said\d+so", copy))
    assert not words & hidden
    assert "estricted" not in copy
    assert not REFERENCE.search(copy)
    removed = {v.record.text for v in of.versions if v.removed and isinstance(v.record, Note | Action | Decision)}
    assert not words & removed


@pytest.mark.parametrize("kind", KINDS)
def test_a_kept_back_record_changes_no_file_for_the_family(kind: Kind) -> None:
    told = Note(id="note-1", nature="fact", text="Told")
    action = Action(id="action-1", text="Buy a bed")
    kept = Note(id="note-2", nature="fact", text="Kept back", restricted="Why")
    hidden = Action(id="action-2", text="Watch", family=FamilyTalk(why_not="It would tell"))
    answer = Answer(id="answer:review", question="review", value="2027-02-12")
    with_it = meeting(details(), told, action, answer, kept, hidden)
    without = meeting(details(), told, action, answer)
    files = [made(of, FORMAT, kind, Reader("family"), DRESS) for of in (with_it, without)]
    if kind == "docx":
        dates = [open_word(io.BytesIO(file)).core_properties.modified for file in files]
        assert dates[0] == dates[1]
        assert all_words(kind, files[0]) == all_words(kind, files[1])
    else:
        assert files[0] == files[1]


PEOPLE = (
    Attendee(id="person-1", name="Only First", agency="Police", status="present", parts=(1,)),
    Attendee(id="person-2", name="Both Parts", agency="Health", status="present", parts=(1, 2)),
    Attendee(id="person-3", name="Only Second", agency="School", status="present", parts=(2,)),
)


def _in_two_parts() -> Meeting:
    return meeting(
        details(aim="Settle it first"),
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Spoken early", part=1),
        Action(id="action-1", text="Act early", part=1),
        Answer(id="answer:lead", question="lead", value="Early Lead"),
        details(aim="Settle it first", part=2),
        Note(id="note-2", nature="fact", text="Spoken late", part=2, restricted="Not for them"),
        Action(id="action-2", text="Act late", part=2),
        Answer(id="answer:review", question="review", value="2027-02-12"),
        closed=True,
        then=(
            Amendment(id="m-1", target="note-1", text="Early amended", reason="An error"),
            Amendment(id="m-2", target="note-2", text="Late amended", reason="An error"),
        ),
    )


EARLY = ("Spoken early", "Act early", "Early Lead", "Early amended", "Settle it first", "Only First")
LATE = ("Spoken late", "Act late", "Late amended", "Only Second")


@pytest.mark.parametrize("kind", ("md", "html", "docx", "json"))
@pytest.mark.parametrize(("person", "seen", "unseen"), [("person-1", EARLY, LATE), ("person-3", LATE, EARLY)])
def test_an_attendee_who_was_in_one_part_gets_that_part(
    kind: Kind, person: str, seen: tuple[str, ...], unseen: tuple[str, ...]
) -> None:
    copy = all_words(kind, made(_in_two_parts(), FORMAT, kind, Reader("attendees", person), DRESS))
    assert [text for text in seen if text not in copy] == []
    assert [text for text in unseen if text in copy] == []
    assert not REFERENCE.search(copy)


@pytest.mark.parametrize("kind", ("csv", "ics"))
def test_the_actions_of_the_other_part_are_in_no_list_of_ones_own(kind: Kind) -> None:
    early = all_words(kind, made(_in_two_parts(), FORMAT, kind, Reader("attendees", "person-1"), DRESS))
    late = all_words(kind, made(_in_two_parts(), FORMAT, kind, Reader("actions", "person-3"), DRESS))
    assert ("Act early" in early, "Act late" in early) == (True, False)
    assert ("Act early" in late, "Act late" in late) == (False, True)


def test_whoever_was_in_both_parts_gets_everything() -> None:
    of = _in_two_parts()
    for person in ("person-2", ""):
        assert Sight(of, FORMAT, "attendees", person).whole
        assert made(of, FORMAT, "md", Reader("attendees", person), DRESS) == made(of, FORMAT, "md", Reader(), DRESS)


def test_of_a_meeting_in_one_part_everybody_gets_everything() -> None:
    of = meeting(details(), PEOPLE[0], Note(id="note-1", nature="fact", text="Said"))
    assert Sight(of, FORMAT, "attendees", "person-1").whole


def test_a_limited_copy_never_says_that_nothing_was_recorded() -> None:
    copy = made(_in_two_parts(), FORMAT, "md", Reader("attendees", "person-3"), DRESS).decode("utf-8")
    assert "Nothing was recorded" not in copy
    assert "No action addresses this" not in copy
    assert "Is the family informed" not in copy


def test_beside_a_dissent_stands_where_it_goes_but_not_for_the_family() -> None:
    who = Who(name="Ada Quill")
    of = meeting(Decision(id="d-1", text="Wait", dissent=(Dissent(who=who, text="It can't wait"),)))
    kinds: tuple[Kind, ...] = ("md", "html", "docx")
    for kind in kinds:
        shown = all_words(kind, made(of, FORMAT, kind, Reader(), DRESS))
        assert "Ada Quill" in shown
        assert "It can't wait" in shown
        assert "The partnership's route" in shown
    family = all_words("md", made(of, FORMAT, "md", Reader("family"), DRESS))
    assert "The partnership's route" not in family
