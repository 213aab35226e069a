"""A line that can't be understood is kept as it was typed, and a word or two settles it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.capture.capture import LeftUnsettled, Refused, Understood, reason_now, take
from chairtui.meeting.capture.marks import agencies_and_reason
from chairtui.meeting.readers import Readers, limits
from chairtui.meeting.records import (
    Action,
    Attendee,
    Closure,
    Decision,
    Draft,
    Note,
    Observation,
    Record,
    Relative,
    Unsettled,
)
from tests.meeting.capture_room import FORMAT, Room
from tests.meeting.test_capture_properties import PIECES


@pytest.fixture
def room() -> Room:
    return Room()


def left(room: Room, line: str, item: str = "") -> Unsettled:
    """The unsettled line that a line becomes, filed."""
    taken = room.take(line, item)
    assert isinstance(taken, LeftUnsettled), taken
    record = taken.drafts[-1].record
    assert isinstance(record, Unsettled)
    return record


def settled(room: Room, reply: str) -> Record:
    """What an answer makes of an unsettled line, filed."""
    taken = room.take(reply)
    assert isinstance(taken, Understood), taken
    return next(d.record for d in taken.drafts if d.record.id == taken.record_id)


@pytest.mark.parametrize(
    "line",
    [
        *("he said no", "x: what", "f:", "h: Dad hit him", "f: He was out @sam", "f: He was out @bob"),
        *(
            "a: Visit @everyone by fri",
            "a: Visit @ada by before christmas",
            "a: Visit @ada by 31/02",
            "R9 four by three",
        ),
        *(
            "@",
            "by",
            "for",
            "@ by for",
            "a: @",
            "f: He is safe !resticted why",
            "f: The raid is on Monday !onyl police they asked",
            "f: The raid is on Monday !onlly police they asked",
            "n: She is at the refuge !nto Mick she is afraid",
            "r: She is at the refuge !No Mick she is afraid",
            "d: Move her because it is not safe !hide",
            "a: Visit !secret",
            "present: Zoe Hart, nurse, Health, she asked !olny health private",
            "f: Ava is afraid #ava",
            "🙂",
            "\u200f",
        ),
        *("f: He hit her !not Mick she is afraid", "d: Tell them !only shipwrights they ask"),
    ],
)
def test_a_line_that_is_not_understood_is_kept_as_it_was_typed(room: Room, line: str) -> None:
    record = left(room, line, "heard")
    assert record.text == line.strip()
    assert record.reason
    assert (record.item, record.part) == ("heard", 1)
    assert [e.ref for e in room.meeting.all(Unsettled)] == ["U1"]


@settings(max_examples=200, deadline=None)
@given(line=st.one_of(st.text(min_size=1, max_size=80), st.lists(PIECES, min_size=1, max_size=12).map(" ".join)))
def test_whatever_is_typed_is_filed(line: str) -> None:
    taken = Room().take(line)
    if isinstance(taken, Refused):
        assert not "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in line).strip()


def test_a_hundred_kilobytes_in_one_line_are_kept(room: Room) -> None:
    line = "f: " + "He was out and came back. " * 4_000
    assert left(room, line).text == line.strip()


@pytest.mark.parametrize(
    ("line", "reply", "text", "who"),
    [
        ("f: He was out @sam", "2", "He was out", "Sam Price"),
        ("f: He was out @sam", "U1 1", "He was out", "Sam Okafor"),
        ("f: He was out @sam", "@okafor", "He was out", "Sam Okafor"),
        ("f: He was out @bob", "@ada", "He was out", "Ada Bello"),
        ("f: He was out @bob", "U1 ada", "He was out", "Ada Bello"),
        ("h: Dad hit him", "@ada", "Dad hit him", "Ada Bello"),
        ("He was out @ada", "f", "He was out", "Ada Bello"),
        ("He was out @ada", "U1 o:", "He was out", "Ada Bello"),
        ("g: He was out @ada", "f", "He was out", "Ada Bello"),
        ("Mum said: no @ada", "h", "Mum said: no", "Ada Bello"),
        ("f: He was out @ada !resticted a third party", "U1 !restricted", "He was out", "Ada Bello"),
        ("He was out", "U1 f: He was in @ada", "He was in", "Ada Bello"),
    ],
)
def test_a_word_settles_it_and_the_rest_is_kept_as_typed(
    room: Room, line: str, reply: str, text: str, who: str
) -> None:
    kept = left(room, line, "heard")
    note = settled(room, reply)
    assert isinstance(note, Note)
    assert (note.text, note.source and note.source.name) == (text, who)
    assert (note.item, note.was) == ("heard", kept.id)
    assert room.meeting.all(Unsettled) == []
    history = room.meeting.history(room.meeting.ref_of(note.id))
    assert [v.record.id for v in history] == [kept.id, kept.id, note.id]


def test_a_day_settles_a_deadline(room: Room) -> None:
    left(room, "a: Visit the flat @ada by before christmas m: seen")
    action = settled(room, "18 dec")
    assert isinstance(action, Action)
    assert (action.text, action.measure, str(action.deadline)) == ("Visit the flat", "seen", "2026-12-18")


@pytest.mark.parametrize(
    "line",
    [
        "a: Move him @ada by the end of the month or so measure: moved",
        "a: Move him @ada by friday perhaps measure: moved",
        "a: Move him @ada by about friday measure: moved",
    ],
)
def test_a_hedged_deadline_is_asked_and_the_owner_and_the_measure_are_kept(room: Room, line: str) -> None:
    left(room, line)
    action = settled(room, "18 dec")
    assert isinstance(action, Action)
    assert (action.text, action.measure) == ("Move him", "moved")
    assert action.owner is not None and action.deadline is not None and action.deadline.isoformat() == "2026-12-18"


def test_what_is_open_is_asked_about_one_thing_after_another(room: Room) -> None:
    left(room, "a: Visit @sam by the new year")
    still = room.take("1")
    assert isinstance(still, LeftUnsettled) and still.missing == "date"
    assert room.meeting.find("U1") and room.meeting.position == 7
    action = settled(room, "8 jan")
    assert isinstance(action, Action) and action.owner and action.owner.name == "Sam Okafor"


def test_an_answer_is_for_the_line_left_last_and_only_if_it_fits(room: Room) -> None:
    left(room, "f: He was out @sam")
    room.take("f: He came back @ada")
    assert isinstance(settled(room, "2"), Note)
    left(room, "f: He was out @sam")
    assert left(room, "9").text == "9"


@pytest.mark.parametrize(
    ("line", "reply", "waits"),
    [
        ("He was out @ada", "U1 xyz", '"xyz" does not settle U1: type its letter, such as f or a'),
        ("f: He was out @sam", "U1 3", '"3" does not settle U1: type a number from 1 to 2, or @ and a name.'),
        ("f: He was out @bob", "U1 zed", '"zed" does not settle U1: "zed" is not among those invited'),
        ("h: Dad hit him", "U1 @zed", '"@zed" does not settle U1: "zed" is not among those invited'),
        ("a: Visit @ada by soon", "U1 later", '"later" does not settle U1: "later" is not a deadline'),
        ("a: Visit @ada by soon", "U1 19 nov", '"19 nov" does not settle U1: "19 nov" is past'),
    ],
)
def test_a_wrong_answer_is_told_what_the_line_waits_for_and_files_nothing(
    room: Room, line: str, reply: str, waits: str
) -> None:
    kept = left(room, line)
    taken = room.take(reply)
    assert isinstance(taken, Refused), taken
    assert re.match(waits, taken.reason) and "\n" not in taken.reason
    assert [entry.record for entry in room.meeting.all(Unsettled)] == [kept]


def test_an_answer_to_a_line_that_is_settled_files_nothing(room: Room) -> None:
    left(room, "He was out @ada")
    settled(room, "U1 f")
    assert room.take("U1 o") == Refused("U1 is settled already: correct the record that it became.")


def test_more_than_an_answer_is_kept_as_a_line_of_its_own(room: Room) -> None:
    left(room, "He was out @ada")
    said = "U1 he came back at four in the morning, and nobody knows where from"
    record = left(room, said)
    assert (record.text, record.reason.partition(": ")[2]) == (
        said,
        "type its letter, such as f or a.",
    )


def test_a_correction_that_is_not_understood_is_settled_too(room: Room) -> None:
    room.say("a: Visit the flat @ada")
    left(room, "A1 @sam")
    action = settled(room, "2")
    assert isinstance(action, Action) and action.owner
    assert (room.meeting.ref_of(action.id), action.owner.name) == ("A1", "Sam Price")
    left(room, "A1 the new year")
    assert str(getattr(settled(room, "8 jan"), "deadline", "")) == "2027-01-08"


def test_somebody_invited_since_is_found_when_the_line_is_read_again(room: Room) -> None:
    left(room, "f: He was out @rhona")
    room.say("present: Rhona Bank, clerk, Bank")
    note = settled(room, "U1 again")
    assert isinstance(note, Note) and note.source and note.source.name == "Rhona Bank"


@pytest.mark.parametrize(
    ("line", "reply", "settled_as"),
    [
        ("A1 drop", "U1 it goes to the inquiry", "it goes to the inquiry"),
        ("f: He is known !restricted", "U1 a live enquiry", "a live enquiry"),
        ("a: Visit him @ada family: no", "U1 they are away", "they are away"),
        ("f: He is known !not Mick", "U1 she is afraid", "she is afraid"),
    ],
)
def test_a_missing_reason_is_given_after_the_reference(room: Room, line: str, reply: str, settled_as: str) -> None:
    room.say("a: Old action")
    room.say("concerns: Ava, 9")
    room.say("relative: Mick, father of Ava")
    left(room, line)
    record = settled(room, reply)
    assert isinstance(record, Action | Note)
    reasons = [record.restricted, record.kept_why]
    if isinstance(record, Action):
        reasons += [record.status_reason, record.family.why_not if record.family else ""]
    assert settled_as in reasons


def test_an_unsettled_line_is_taken_out(room: Room) -> None:
    left(room, "he said no")
    settled(room, "U1 remove")
    assert room.meeting.all(Unsettled) == []


def test_two_of_one_name_are_settled_by_number(room: Room) -> None:
    room.say("present: John Smith, Head, School")
    left(room, "present: John Smith, GP, Health")
    new = settled(room, "2")
    assert isinstance(new, Attendee) and new.role == "GP"
    assert [e.record.role for e in room.meeting.attendees if e.record.name == "John Smith"] == ["Head", "GP"]


def test_a_closed_meeting_keeps_no_line(room: Room) -> None:
    room.file(Draft(record=Closure(digest="0" * 64, position=1)))
    assert isinstance(room.take("he said no"), Refused)


def test_ten_thousand_pasted_lines_are_all_taken(room: Room) -> None:
    context = room.context()
    for number in range(10_000):
        taken = take(f"r: Late on day {number}" if number % 2 else f"day {number}", context)
        record = taken.drafts[0].record if not isinstance(taken, Refused) else None
        assert isinstance(record, Observation | Unsettled)


def test_a_line_whose_reason_would_quote_more_than_a_record_holds_is_kept(room: Room) -> None:
    line = f"f: He was out !only {'health,' * 3_000}"
    kept = left(room, line)
    assert kept.text == line
    assert kept.reason.startswith('"!only health,')
    assert len(kept.reason) < len(line)
    assert Unsettled.model_validate(kept.model_dump()) == kept


@pytest.mark.parametrize(
    "said",
    ["he shouted: stop!", "He ran !? and hid", "Stop !! he said", "No!Never", "He said ‘!help’", "Wait ! he said"],
)
def test_an_exclamation_mark_that_begins_no_word_is_words(room: Room, said: str) -> None:
    taken = room.take(f"f: {said}")
    assert isinstance(taken, Understood), taken
    assert isinstance(record := taken.drafts[-1].record, Note)
    assert record.text == said


FATHER = "relative: Lee Carter, father of Jo"


def settled_note(room: Room, reply: str) -> Observation:
    record = settled(room, reply)
    assert isinstance(record, Observation)
    return record


@pytest.mark.parametrize("reply", ["", "again", "Lee", "@Lee", "L1", "1", "lee carter"])
def test_a_mark_whose_person_is_recorded_since_is_kept_with_its_reason_and_the_speaker(room: Room, reply: str) -> None:
    left(room, "r: He might come @sam o !not father he would find her")
    relative = room.say(FATHER)
    risk = settled_note(room, f"U1 {reply}".strip())
    assert risk.text == "He might come"
    assert risk.source is not None and risk.source.name == "Sam Okafor"
    assert isinstance(relative, Relative)
    assert (risk.kept_from, risk.kept_why) == ((relative.id,), "he would find her")


@pytest.mark.parametrize("reply", ["Lee", "@Lee", "L1", "1", "!not Lee"])
def test_an_answer_names_the_person_of_the_mark(room: Room, reply: str) -> None:
    relative = room.say(FATHER)
    room.say("relative: Mo Carter, uncle of Jo")
    record = left(room, "r: He might come @sam o !not Mick: he would find her")
    assert "L1 Lee Carter, father of Jo or L2 Mo Carter, uncle of Jo" in record.reason
    risk = settled_note(room, f"U1 {reply}")
    assert isinstance(relative, Relative)
    assert (risk.kept_from, risk.kept_why) == ((relative.id,), "he would find her")
    assert risk.source is not None and risk.source.name == "Sam Okafor"


def test_an_answer_that_names_nobody_says_who_there_is(room: Room) -> None:
    room.say(FATHER)
    left(room, "r: He might come !not Mick he would find her")
    for reply in ("Bob", "f", "fri", "@sam o", "9", "Lee and his brother"):
        taken = room.take(f"U1 {reply}")
        assert isinstance(taken, Refused) and "L1 Lee Carter, father of Jo" in taken.reason, reply
    assert not room.meeting.all(Observation)


@pytest.mark.parametrize("said", ["mother", "mother:", "the mother", "Mum", "mother of K.", "L1"])
def test_a_mark_names_the_only_relative_of_that_relation(room: Room, said: str) -> None:
    mother = room.say("relative: Lisa, mother of K.")
    room.say("relative: Ron, step-father of K.")
    risk = room.become(Observation, f"r: He might come !not {said} why she asked")
    assert isinstance(mother, Relative)
    assert (risk.kept_from, risk.kept_why) == ((mother.id,), "why she asked")
    assert "no relative of that name" in room.refused("r: He might come !not father he would find her")


def test_an_agency_that_nobody_is_from_is_replaced_in_its_mark(room: Room) -> None:
    left(room, "r: He is armed @sam o !only shipwrights, health: they asked")
    assert isinstance(room.take("U1 Navy"), Refused)
    risk = settled_note(room, "U1 Police")
    assert (risk.text, risk.only, risk.only_why) == ("He is armed", ("Police", "health"), "they asked")


def test_a_reason_for_an_agency_alone_may_have_commas_of_its_own(room: Room) -> None:
    risk = room.become(
        Observation, "r: He is armed !only police a live enquiry; if he learns of it, it could be spoiled"
    )
    why = "a live enquiry; if he learns of it, it could be spoiled"
    assert (risk.text, risk.only, risk.only_why) == ("He is armed", ("police",), why)
    risk = room.become(Observation, "r: He is armed !only police, health it is live, they say")
    assert (risk.only, risk.only_why) == (("police", "health"), "it is live, they say")
    for listed in ("police and health", "police and health, school", "school, police and health"):
        risk = room.become(Observation, f"r: He is armed !only {listed} it is live and near")
        assert (risk.only, risk.only_why) == (tuple(re.split(", | and ", listed)), "it is live and near")


def test_a_reason_that_speaks_of_another_agency_loses_no_word() -> None:
    there = ("Police", "Health")
    found = agencies_and_reason("police he hit Tom at home, Health knows it", there)
    assert found == (("police",), "he hit Tom at home, Health knows it")


def test_an_agency_of_many_words_stays_whole_in_a_list() -> None:
    there = ("Health and Social Care Partnership", "Police Scotland")
    for said in ("Health and Social Care Partnership, police", "Health and Social Care Partnership and police"):
        assert agencies_and_reason(f"{said} they asked", there) == ((there[0], "police"), "they asked")


def test_naming_the_agency_that_was_meant_loses_no_word_of_the_reason(room: Room) -> None:
    left(room, "r: He is armed !only polis a live enquiry; if he learns of it, it could be spoiled")
    risk = settled_note(room, "U1 Police")
    assert (risk.only, risk.only_why) == (("Police",), "a live enquiry; if he learns of it, it could be spoiled")


def test_a_mistyped_mark_is_replaced_by_a_mark_only(room: Room) -> None:
    left(room, "r: He is armed @sam o !restrictd he would find her")
    for reply in ("f", "@ada", "fri", "words", "r: He is armed"):
        assert isinstance(room.take(f"U1 {reply}"), Refused), reply
    assert settled_note(room, "U1 restricted").restricted == "he would find her"


def test_who_said_it_goes_before_the_marks(room: Room) -> None:
    left(room, "h: Dad hit him !only police they asked")
    note = settled(room, "U1 @ada")
    assert isinstance(note, Note)
    assert (note.text, note.only, note.only_why) == ("Dad hit him", ("police",), "they asked")


MARKED = st.sampled_from(
    [
        *("!not father he is", "!not Zed: why", "!not", "!only navy they ask", "!only police", "!restrictd why"),
        *(
            "!onyl x y",
            "！not Lee why",
            "[confidential]",
            "!restricted",
            "hey!not Lee why",
            "!not Lee why @ada",
            "! only police why",
        ),
    ]
)
LINES = st.sampled_from(
    [
        *("r: He came {} ", "He came {}", "h: He hit her {}", "a: Visit @sam {}"),
        *(
            "d: Move her because it is late {}",
            "a: Visit @ada by before christmas {}",
            "present: Zoe Hart, nurse, Health, asked {}",
            "!: He is here @zed {}",
        ),
    ]
)
ANSWERS = st.sampled_from(
    [
        *("", "again", "Lee", "@Lee", "L1", "1", "2", "f", "r", "fri", "?"),
        *(
            "@ada",
            "Police",
            "health",
            "words",
            "because x",
            "!restricted why",
            "not",
            "!only police why",
            "!not Lee why",
            "r: He came",
            "r: He came !not Lee why",
        ),
    ]
)


@settings(max_examples=80, deadline=None)
@given(line=LINES, mark=MARKED, more=st.sampled_from(["", " !not mother y"]), replies=st.lists(ANSWERS, max_size=4))
def test_nothing_settles_a_line_with_a_mark_as_open_to_all(line: str, mark: str, more: str, replies: list[str]) -> None:
    room = Room()
    room.take(line.format(mark) + more)
    known = {e.record.id for e in room.meeting.all(Attendee)}
    room.say(FATHER)
    for reply in replies:
        if not room.meeting.all(Unsettled):
            break
        room.take(f"U1 {reply}".strip())
    for kind in (Observation, Note, Action, Decision):
        assert all(limits(e.record) for e in room.meeting.all(kind) if isinstance(e.record, Readers))
    assert all(limits(e.record.why_readers) for e in room.meeting.all(Attendee) if e.record.id not in known)


def test_why_a_line_is_unsettled_is_said_of_the_meeting_as_it_now_is(room: Room) -> None:
    left(room, "r: He might come !not Mick he would find her")
    room.say(FATHER)
    (entry,) = room.meeting.all(Unsettled)
    assert "L1 Lee Carter, father of Jo" in reason_now(entry, room.meeting, FORMAT)
    room.say("relative: Mick Vale, uncle of Jo")
    assert reason_now(entry, room.meeting, FORMAT) == "U1 can be read now: type U1 alone."


@pytest.mark.parametrize("reply", ["U1 Mick Brown, brother of Jo", "Mick, older brother of Jo", "U1 Mick, brother"])
def test_an_answer_that_says_who_somebody_is_records_them_and_keeps_the_mark(room: Room, reply: str) -> None:
    left(room, "r: He might come @sam o !not Mick he would find her")
    risk = settled_note(room, reply)
    [recorded] = room.meeting.all(Relative)
    assert recorded.record.name.startswith("Mick") and "brother" in recorded.record.relation
    assert (risk.kept_from, risk.kept_why) == ((recorded.record.id,), "he would find her")
    assert not room.meeting.all(Unsettled)


@pytest.mark.parametrize("reply", ["Lena, sister of Jo", "Mick, he hits her", "U1 Mick, who hits her"])
def test_somebody_else_or_a_sentence_records_no_relative(room: Room, reply: str) -> None:
    left(room, "r: He might come !not Mick he would find her")
    room.take(reply)
    assert not room.meeting.all(Relative) and not room.meeting.all(Observation)


def test_a_relative_of_somebody_the_meeting_is_not_about_is_not_recorded(room: Room) -> None:
    room.say("concerns: Jo, 9")
    left(room, "r: He might come !not Mick he would find her")
    taken = room.take("U1 Mick, brother of Eva")
    assert isinstance(taken, Refused) and "Eva" in taken.reason
    assert not room.meeting.all(Relative)


@pytest.mark.parametrize(
    ("typed", "mended", "text"),
    [
        ("f: He rang @zed", "f: He rang twice @sam o", "He rang twice"),
        ("He rang @sam o", "f: He rang @sam o", "He rang"),
    ],
)
def test_the_words_of_an_unsettled_line_are_corrected_behind_its_reference(
    room: Room, typed: str, mended: str, text: str
) -> None:
    left(room, typed)
    assert isinstance(note := settled(room, f"U1 {mended}"), Note)
    assert note.text == text


def test_words_that_are_corrected_and_still_no_line_stay_unsettled_as_corrected(room: Room) -> None:
    left(room, "He rang the bell")
    assert isinstance(room.take("U1 He rang the doorbell twice"), LeftUnsettled)
    [entry] = room.meeting.all(Unsettled)
    assert (entry.ref, entry.record.text) == ("U1", "He rang the doorbell twice")


@pytest.mark.parametrize("long", [False, True])
def test_the_same_words_again_file_nothing_however_long(room: Room, long: bool) -> None:
    typed = f"f: He rang {'and rang again ' * 9 * long}@zed"
    left(room, typed)
    assert isinstance(room.take(f"U1 {typed}"), Refused)
    assert [entry.ref for entry in room.meeting.all(Unsettled)] == ["U1"]


def test_corrected_words_without_their_mark_stay_in_the_line_however_long(room: Room) -> None:
    typed = f"r: He might come {'again ' * 12}!not Mick he would find her"
    left(room, typed)
    assert isinstance(room.take(f"U1 {typed.partition(' !not')[0]}"), Refused)
    assert [entry.ref for entry in room.meeting.all(Unsettled)] == ["U1"]
