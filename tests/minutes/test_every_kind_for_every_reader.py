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
from chairtui.meeting.after.release_decisions import NotReleased, decide, lines
from chairtui.meeting.family import side_of
from chairtui.meeting.fold import Meeting
from chairtui.meeting.kinds import KINDS as RECORD_KINDS
from chairtui.meeting.parts import had_part_two
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Closure,
    Decision,
    Dissent,
    Note,
    Relative,
    Unsettled,
    Who,
)
from chairtui.meeting.seal import digest
from chairtui.minutes.audience import Access
from chairtui.minutes.file_kinds import KINDS, Branding, Kind, NothingToWrite, Reader, build_file
from tests.minutes.builders import FORMAT, details, filed, meeting
from tests.minutes.opened import all_words
from tests.minutes.releasing import DAWN, copy_for, released, write
from tests.minutes.strategies import a_meeting

BRANDING = Branding(read_data("templates/minutes.md"))
SAID = re.compile(r"said\d+so")
LETTERS = "".join(sorted(letter for kind in RECORD_KINDS.values() for letter in kind.letters.values()))
REFERENCE = re.compile(rf"\b[{LETTERS}]\d+\b")


def _numbered() -> Iterator[str]:
    return (f"said{n}so" for n in range(100_000))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14))
def test_no_file_for_a_relative_holds_what_was_not_given_to_them(kind: Kind, seed: int, size: int) -> None:
    texts = _numbered()
    of = released(a_meeting(seed, lambda: next(texts), size=size, only=True), FORMAT)
    copy = copy_for(of, FORMAT, kind)
    given = [line for line in lines(of, FORMAT, DAWN.id) if line.place == "goes in"]
    told = {word for line in given for word in SAID.findall(line.text)}
    assert set(SAID.findall(copy)) <= told
    for entry in filed(of):
        record = entry.record
        if record.restricted is not None or DAWN.id in record.kept_from or record.only:
            kept = " ".join((record.text, record.restricted or "", record.kept_why, record.only_why))
            assert not set(SAID.findall(kept)) & set(SAID.findall(copy))
    assert "estricted" not in copy
    assert not REFERENCE.search(copy)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14))
def test_no_file_for_an_attendee_holds_what_is_for_others(kind: Kind, seed: int, size: int) -> None:
    texts = _numbered()
    of = a_meeting(seed, lambda: next(texts), size=size, only=True)
    chair, posts = of.details.chair, {of.details.chair, of.details.note_taker}
    keeps = {who.attendee for who in posts if who is not None and who.attendee}
    reads_all = {chair.attendee} if chair is not None else set()
    in_two_parts = had_part_two(of)
    for person in of.attendees:
        reader = Reader("attendees", person.record.id)
        if side_of(person.record, of) != "professional":
            with pytest.raises((NotReleased, NothingToWrite)):
                build_file(of, FORMAT, kind, reader, BRANDING)
            continue
        try:
            file = build_file(of, FORMAT, kind, reader, BRANDING)
        except NothingToWrite:
            continue
        copy = set(SAID.findall(all_words(kind, file)))
        for entry in of.statements:
            record = entry.record
            other_part = in_two_parts and person.record.id not in keeps and record.part not in person.record.parts
            other_agency = record.only and person.record.id not in reads_all and person.record.agency not in record.only
            if other_part or other_agency or isinstance(record, Unsettled):
                assert not set(SAID.findall(record.text + record.only_why)) & copy
        if person.record.id not in reads_all:
            assert not set(SAID.findall(" ".join(_for_others(of, person.record.agency)))) & copy


def _for_others(of: Meeting, agency: str) -> Iterator[str]:
    """Words beside statements that are for people of other agencies."""

    def kept(readers: Readers | None) -> bool:
        return readers is not None and bool(readers.only) and agency not in readers.only

    yield of.details.aim if kept(of.details.aim_readers) else ""
    yield from (e.record.why for e in of.attendees if kept(e.record.why_readers))
    yield from (d.text for e in of.decisions for d in e.record.dissent if kept(d) or kept(e.record))
    further: list[Answer | Amendment] = [*(e.record for e in of.all(Answer)), *(e.record for e in of.amendments)]
    yield from (record.model_dump_json(exclude={"attendee"}) for record in further if kept(record))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**20), size=st.integers(0, 14))
def test_the_copy_is_the_same_as_if_what_was_held_back_had_never_been_written(kind: Kind, seed: int, size: int) -> None:
    texts = _numbered()
    of = released(a_meeting(seed, lambda: next(texts), size=size, only=True), FORMAT)
    seen = {line.id for line in lines(of, FORMAT, DAWN.id) if line.place == "goes in"}
    twin = Meeting(of.id)
    for version in of.versions:
        record = version.record
        # Whoever a shared line names is called what they are called now, and a mark holds for whom it names.
        named = isinstance(record, Attendee | Relative)
        if named or record.id in seen or record.id in ("details", "closure", DAWN.id):
            if isinstance(record, Closure):
                record = record.model_copy(update={"digest": digest(twin.versions), "position": twin.position})
            changes = {"record": record, "seq": twin.position + 1, "base": 0, "undoes": None}
            twin.apply(version.model_copy(update=changes))
    hold = [line.id for line in lines(twin, FORMAT, DAWN.id) if line.id not in seen and not line.locked]
    write(twin, decide(twin, FORMAT, DAWN.id, share=seen, hold=hold, done=True))
    if kind == "ics" and not copy_for(of, FORMAT, kind):
        assert not copy_for(twin, FORMAT, kind)
        return
    files = [build_file(one, FORMAT, kind, Reader("family", DAWN.id), BRANDING) for one in (of, twin)]
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
    copy = all_words(kind, build_file(_in_two_parts(), FORMAT, kind, Reader("attendees", person), BRANDING))
    assert [text for text in seen if text not in copy] == []
    assert [text for text in unseen if text in copy] == []
    assert not REFERENCE.search(copy)


@pytest.mark.parametrize("kind", ("csv", "ics"))
def test_the_actions_of_the_other_part_are_in_no_list_of_ones_own(kind: Kind) -> None:
    early = all_words(kind, build_file(_in_two_parts(), FORMAT, kind, Reader("attendees", "person-1"), BRANDING))
    late = all_words(kind, build_file(_in_two_parts(), FORMAT, kind, Reader("actions", "person-3"), BRANDING))
    assert ("Act early" in early, "Act late" in early) == (True, False)
    assert ("Act early" in late, "Act late" in late) == (False, True)


def test_whoever_was_in_both_parts_gets_everything() -> None:
    of = _in_two_parts()
    for person in ("person-2", ""):
        assert Access(of, FORMAT, "attendees", person).complete
        assert build_file(of, FORMAT, "md", Reader("attendees", person), BRANDING) == build_file(
            of, FORMAT, "md", Reader(), BRANDING
        )


def test_of_a_meeting_in_one_part_everybody_gets_everything() -> None:
    of = meeting(details(), PEOPLE[0], Note(id="note-1", nature="fact", text="Said"))
    assert Access(of, FORMAT, "attendees", "person-1").complete


def test_a_limited_copy_never_says_that_nothing_was_recorded() -> None:
    copy = build_file(_in_two_parts(), FORMAT, "md", Reader("attendees", "person-3"), BRANDING).decode("utf-8")
    assert "Nothing was recorded" not in copy
    assert "No action addresses this" not in copy
    assert "Is the family informed" not in copy


def test_beside_a_decision_stands_who_did_not_agree_but_not_for_the_family() -> None:
    who = Who(name="Ada Quill")
    of = meeting(Decision(id="d-1", text="Wait", dissent=(Dissent(who=who, text="It can't wait"),)))
    kinds: tuple[Kind, ...] = ("md", "html", "docx")
    for kind in kinds:
        shown = all_words(kind, build_file(of, FORMAT, kind, Reader(), BRANDING))
        assert "Ada Quill" in shown
        assert "It can't wait" in shown
        assert "The partnership's route" not in shown, "nobody said that"
    family = copy_for(released(of, FORMAT), FORMAT)
    assert "Wait" in family
    for professional in ("Ada Quill", "It can't wait", "The partnership's route"):
        assert professional not in family


def test_a_readers_json_is_a_copy_and_never_the_whole_meeting() -> None:
    of = meeting(
        *PEOPLE,
        Note(id="note-1", nature="fact", text="Told", restricted="Why a relative may not read it"),
        Note(id="note-2", nature="fact", text="Found at dusk", only=("police",), only_why="Inquiry"),
        Unsettled(id="left-1", text="Half a line", reason="no letter"),
    )

    def json_for(reader: Reader) -> str:
        return build_file(of, FORMAT, "json", reader, BRANDING).decode("utf-8")

    for reader in (Reader("attendees", "person-3"), Reader("attendees"), Reader("actions")):
        copy = json_for(reader)
        assert '"copy-for"' in copy
        assert "Half a line" not in copy
        assert "Found at dusk" not in copy
    own = json_for(Reader(whole=True))
    assert "Half a line" in own
    assert "Found at dusk" in own
