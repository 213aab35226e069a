"""A meeting is the fold of its versions; references come from the order in the journal and never shift."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chairtui.meeting.fold import Entry, Meeting, OutOfOrder
from chairtui.meeting.records import (
    Action,
    Answer,
    Attendee,
    Decision,
    Details,
    Draft,
    Note,
    Observation,
    Progress,
    Record,
    Version,
    Who,
)

START = datetime(2026, 12, 3, 14, tzinfo=UTC)
DETAILS = Details(
    format="bristol", format_version="1", format_name="Bristol", title="Planning", subject="K.", starts=START
)


def versions_of(*drafts: Draft | Record, by: str = "Nell") -> list[Version]:
    """Versions as a journal would give them: counted from 1, a minute apart."""
    kept = []
    for seq, draft in enumerate(drafts, 1):
        draft = draft if isinstance(draft, Draft) else Draft(record=draft)
        kept.append(Version(**dict(draft), seq=seq, at=START + timedelta(minutes=seq), by=by))
    return kept


def risk(id_: str, text: str = "Nobody checks the smoke alarm") -> Observation:
    return Observation(id=id_, theme="risk", text=text)


def refs(entries: Sequence[Entry[Observation]]) -> list[str]:
    return [e.ref for e in entries]


def test_each_kind_counts_its_own_references() -> None:
    meeting = Meeting(
        "m",
        versions_of(
            DETAILS,
            Attendee(id="p", name="Avril Penhaligon"),
            Observation(id="a", theme="strength", text="Warm with the baby"),
            Observation(id="b", theme="need", text="A bed"),
            risk("c"),
            risk("d"),
            Note(id="e", nature="fact", text="Seen on Monday"),
            Note(id="f", nature="opinion", text="He seems tired"),
            Note(id="g", nature="reported", text="Gran says so", source=Who(name="Gran")),
            Decision(id="h", text="Meet again"),
            Action(id="i", text="Visit"),
            Answer(id="answer:x", question="x", value="yes"),
        ),
    )
    assert [meeting.ref_of(i) for i in "pabcdefghi"] == ["P1", "S1", "N1", "R1", "R2", "F1", "O1", "H1", "D1", "A1"]
    assert meeting.ref_of("answer:x") == ""


def test_a_reference_stays_after_another_record_was_removed() -> None:
    drafts: list[Draft | Record] = [
        DETAILS,
        risk("a"),
        risk("b"),
        Draft(record=risk("a"), base=2, removed=True),
        risk("c"),
    ]
    meeting = Meeting("m", versions_of(*drafts))
    assert refs(meeting.observations) == ["R2", "R3"]
    removed = meeting.find("r1")
    assert removed is not None and removed.removed


def test_what_stands_of_a_kind_only_grows_until_one_of_it_is_changed_or_removed() -> None:
    first, second, other, removal = versions_of(
        DETAILS,
        risk("a"),
        risk("b"),
        Note(id="n", nature="fact", text="Seen"),
        Draft(record=risk("a"), base=2, removed=True),
    )[1:]
    meeting = Meeting("m", versions_of(DETAILS))
    standing = meeting.current_list(Observation)
    for version, refs_then in ((first, ["R1"]), (second, ["R1", "R2"]), (other, ["R1", "R2"])):
        meeting.apply(version)
        assert meeting.current_list(Observation) is standing
        assert refs(standing) == refs_then
    meeting.apply(removal)
    assert meeting.current_list(Observation) is not standing
    assert refs(meeting.current_list(Observation)) == ["R2"]
    assert refs(standing) == ["R1", "R2"], "who holds the list sees that it is another one now"


def test_a_removed_record_comes_back_under_its_old_reference() -> None:
    drafts: list[Draft | Record] = [
        DETAILS,
        risk("a"),
        risk("b"),
        Draft(record=risk("a"), base=2, removed=True),
        Draft(record=risk("a"), base=4, undoes=4),
    ]
    assert refs(Meeting("m", versions_of(*drafts)).observations) == ["R1", "R2"]


def test_a_need_refiled_as_a_risk_keeps_the_letter_it_was_given() -> None:
    need = Observation(id="a", theme="need", text="A lock")
    again = need.model_copy(update={"theme": "risk"})
    meeting = Meeting("m", versions_of(DETAILS, need, risk("b"), Draft(record=again, base=2)))
    assert refs(meeting.observations) == ["N1", "R1"]
    assert meeting.observations[0].record.theme == "risk"


def test_a_corrected_name_shows_wherever_that_person_is_named() -> None:
    person = Attendee(id="p", name="Jon Quill", agency="Police")
    note = Note(id="n", nature="fact", text="Seen", source=Who(name="Jon Quill", attendee="p"))
    renamed = person.model_copy(update={"name": "John Quill"})
    meeting = Meeting("m", versions_of(DETAILS, person, note, Draft(record=renamed, base=2)))
    source = meeting.notes[0].record.source
    assert meeting.name_of(source) == "John Quill"
    assert meeting.name_of(Who(name="A neighbour")) == "A neighbour"
    assert meeting.name_of(None) == ""


def test_a_chair_named_before_they_were_invited_is_the_attendee_of_that_name() -> None:
    ida, quill = Attendee(id="p", name="Ida Fairweather", agency="Housing"), Attendee(id="q", name="Jon Quill")
    meeting = Meeting("m", versions_of(DETAILS, ida, quill))
    assert meeting.attendee_of(Who(name="ida fairweather")) == ida
    assert meeting.attendee_of(Who(name="Ida")) is None
    again = Meeting("m", versions_of(DETAILS, ida, ida.model_copy(update={"id": "r"})))
    assert again.attendee_of(Who(name="Ida Fairweather")) is None


def test_history_holds_every_version_of_one_record_only() -> None:
    better = risk("a", "The smoke alarm has no battery")
    meeting = Meeting("m", versions_of(DETAILS, risk("a"), risk("b"), Draft(record=better, base=2)))
    assert [v.seq for v in meeting.history("R1")] == [2, 4]
    assert meeting.history("R9") == []


def test_a_version_that_is_not_the_next_is_refused() -> None:
    first, second, third = versions_of(DETAILS, risk("a"), risk("b"))
    meeting = Meeting("m", [first])
    with pytest.raises(OutOfOrder):
        meeting.apply(third)
    meeting.apply(second)
    with pytest.raises(OutOfOrder):
        meeting.apply(second)


def test_a_record_never_turns_into_another_kind() -> None:
    with pytest.raises(OutOfOrder):
        Meeting("m", versions_of(DETAILS, risk("a"), Draft(record=Decision(id="a", text="Meet"), base=2)))


def test_an_item_nobody_has_been_to_is_waiting() -> None:
    meeting = Meeting("m", versions_of(DETAILS, Progress(id="progress:aim", item="aim", state="done", seconds=90)))
    assert meeting.progress("aim").seconds == 90
    assert meeting.progress("plan").state == "waiting"


STEPS = st.lists(
    st.tuples(st.sampled_from(["strength", "need", "risk", "action"]), st.integers(0, 9), st.booleans()), max_size=40
)


@given(STEPS)
def test_feeding_versions_one_by_one_gives_the_same_meeting_and_references_never_shift(
    steps: list[tuple[str, int, bool]],
) -> None:
    drafts: list[Draft | Record] = [DETAILS]
    seen: dict[str, int] = {}
    for theme, number, removed in steps:
        name = f"{theme}{number}"
        record = (
            Action(id=name, text="Visit")
            if theme == "action"
            else Observation.model_validate({"id": name, "theme": theme, "text": "Text"})
        )
        drafts.append(Draft(record=record, base=seen.get(name, 0), removed=removed and name in seen))
        seen[name] = len(drafts)
    versions = versions_of(*drafts)
    growing = Meeting("m")
    given_refs: dict[str, str] = {}
    for version in versions:
        entry = growing.apply(version)
        assert given_refs.setdefault(entry.record.id, entry.ref) == entry.ref
    whole = Meeting("m", versions)
    assert [e.ref for e in whole.observations + whole.actions] == [
        e.ref for e in growing.observations + growing.actions
    ]
    assert len(set(given_refs.values()) - {""}) == len(seen)
    assert all(whole.find(ref) is whole.find(id_) or ref == "" for id_, ref in given_refs.items())
