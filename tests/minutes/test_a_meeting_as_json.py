"""The JSON form: what programs read, and what an import makes the same meeting of."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Closure,
    Decision,
    Dissent,
    Draft,
    Note,
    Observation,
    Version,
    Who,
)
from chairtui.meeting.seal import digest
from chairtui.minutes.as_json import BadImport, from_json, read_json, to_json
from tests.minutes.builders import FORMAT, STARTS, details, meeting
from tests.minutes.strategies import meetings

PAT = Attendee(id="person-pat", name="Pat Grove", role="Teacher", agency="School", status="present", parts=(1, 2))


def _ids() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"new-{next(count)}"


def _imported(text: str) -> Meeting:
    """What a caller makes of an import: the meeting, its seal if it had one, then what came after."""
    read = read_json(text, _ids())
    made = Meeting("m1")
    for draft in read.drafts:
        _write(made, draft, "Ash Pike")
    if read.closed:
        _write(made, Draft(record=Closure(digest=digest(made.versions), position=made.position)), "Ash Pike")
    for later in read.later:
        _write(made, later.draft, later.by)
    return made


def _write(made: Meeting, draft: Draft, by: str) -> None:
    made.apply(Version(record=draft.record, base=draft.base, seq=made.position + 1, at=STARTS, by=by))


def _parsed(text: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text)
    return read


def _without_stamps(text: str) -> dict[str, Any]:
    """What an import keeps: all but the clock of what was written after the closing, and the seal itself."""
    read = _parsed(text)
    read["closed"] = read["closed"] is not None
    for later in (*read["amendments"], *read["follow-ups"], *read["distributions"], *read.get("next-meetings", ())):
        del later["at"]
    return read


@settings(max_examples=100, deadline=None)
@given(made=meetings(gaps=False))
def test_an_import_gives_the_same_meeting_back(made: Meeting) -> None:
    exported = to_json(made, FORMAT)
    assert _without_stamps(to_json(_imported(exported), FORMAT)) == _without_stamps(exported)


@settings(max_examples=50, deadline=None)
@given(made=meetings())
def test_an_import_of_a_meeting_with_removed_records_closes_the_gaps_and_keeps_what_points_where(made: Meeting) -> None:
    exported = to_json(made, FORMAT)
    again = to_json(_imported(exported), FORMAT)
    assert to_json(_imported(again), FORMAT) == to_json(_imported(exported), FORMAT)
    before, after = _parsed(exported), _parsed(again)
    for given_, kept in zip(before["actions"], after["actions"], strict=True):
        assert _texts(before, given_["addresses"]) == _texts(after, kept["addresses"])


def _texts(read: dict[str, Any], refs: list[str]) -> list[str]:
    by_ref = {r["ref"]: r["text"] for kind in ("observations", "notes", "decisions", "actions") for r in read[kind]}
    return [by_ref[ref] for ref in refs]


def test_the_form_has_the_keys_that_programs_rely_on() -> None:
    made = meeting(
        details(
            aim="Plan", chair=Who(name="Pat Grove", attendee=PAT.id), note_taker=Who(name="Ash Pike"), venue="Room 4"
        ),
        PAT,
        Observation(id="seen-1", theme="risk", text="Out at night", origin="prior", restricted="Refuge"),
        Note(id="note-1", nature="reported", text="Shouting", source=Who(name="Pat", attendee=PAT.id), item="talk"),
        Decision(id="d-1", text="Stay", reason="Progress", dissent=(Dissent(who=Who(name="Lee"), text="No"),)),
        Action(
            id="action-1",
            text="Visit",
            measure="Seen twice",
            owner=Who(name="Pat", attendee=PAT.id),
            deadline=date(2026, 12, 10),
            addresses=("seen-1", "note-1"),
        ),
        Answer(id="answer:informed", question="informed", value="no", reason="They would flee"),
        Answer(id="answer:objects", question="objects", value="yes"),
        Answer(id="answer:review", question="review", value="none", reason="Not needed"),
        Answer(id="answer:lead", question="lead", value="Pat", attendee=PAT.id),
        closed=True,
        then=(Amendment(id="m", target="action-1", text="Visit twice", reason="Misheard"),),
    )
    read = _parsed(to_json(made, FORMAT))
    assert {k: read[k] for k in ("id", "format", "title", "subject", "starts", "state")} == {
        "id": "m1",
        "format": "harbour",
        "title": "Planning meeting",
        "subject": "Robin Vale",
        "starts": "2026-12-03T14:00:00Z",
        "state": "closed",
    }
    assert read["details"] == {
        "aim": "Plan",
        "chair": "Pat Grove",
        "note-taker": "Ash Pike",
        "venue": "Room 4",
        "convening-agency": "",
        "reasons": [],
        "kind": "",
        "person": "child",
        "part": 1,
    }
    assert _only(read["attendees"][0], "ref", "name", "role", "agency", "status", "parts") == [
        "P1", "Pat Grove", "Teacher", "School", "present", [1, 2],
    ]  # fmt: skip
    assert _only(read["observations"][0], "ref", "theme", "text", "origin", "source", "restricted") == [
        "R1", "risk", "Out at night", "prior", None, "Refuge",
    ]  # fmt: skip
    assert _only(read["notes"][0], "ref", "nature", "text", "source", "item", "restricted") == [
        "H1", "reported", "Shouting", "Pat Grove", "talk", None,
    ]  # fmt: skip
    assert _only(read["decisions"][0], "ref", "text", "reason", "dissent", "restricted") == [
        "D1", "Stay", "Progress", [{"who": "Lee", "text": "No"}], None,
    ]  # fmt: skip
    assert _only(read["actions"][0], "ref", "text", "measure", "owner", "deadline", "addresses", "status") == [
        "A1", "Visit", "Seen twice", "Pat Grove", "2026-12-10", ["R1", "H1"], "open",
    ]  # fmt: skip
    assert read["answers"] == {
        "informed": "no: They would flee",
        "objects": "yes",
        "review": "none: Not needed",
        "lead": "Pat Grove",
    }
    assert "answer-parts" not in read
    assert _only(read["amendments"][0], "ref", "text", "reason", "by") == ["A1", "Visit twice", "Misheard", "Jo Bell"]


def _only(record: dict[str, Any], *keys: str) -> list[Any]:
    return [record[key] for key in keys]


def test_a_name_that_two_people_have_is_told_apart_by_reference() -> None:
    twin = PAT.model_copy(update={"id": "person-twin", "agency": "Police"})
    made = meeting(
        PAT, twin, Note(id="n-1", nature="fact", text="Said", source=Who(name="Pat Grove", attendee=twin.id))
    )
    exported = to_json(made, FORMAT)
    assert _parsed(exported)["notes"][0]["source-ref"] == "P2"
    again = _imported(exported)
    attendee = again.attendee_of(again.notes[0].record.source)
    assert attendee is not None
    assert attendee.agency == "Police"


def test_a_file_written_by_hand_needs_only_the_few_things_that_make_a_meeting() -> None:
    text = json.dumps(
        {
            "format": "harbour",
            "title": "By hand",
            "subject": "Robin Vale",
            "starts": "2026-12-03T14:00:00+00:00",
            "attendees": [{"name": "Pat Grove"}],
            "observations": [{"ref": "R7", "theme": "risk", "text": "Out at night", "source": "Pat Grove"}],
            "actions": [{"text": "Visit", "owner": "Pat Grove", "addresses": ["R7"]}],
            "answers": {"informed": "no: They would flee"},
        }
    )
    drafts = from_json("\ufeff" + text, _ids())
    assert [draft.base for draft in drafts] == [0] * len(drafts)
    made = _imported(text)
    assert made.observations[0].ref == "R1"
    assert made.actions[0].record.addresses == (made.observations[0].record.id,)
    assert made.name_of(made.actions[0].record.owner) == "Pat Grove"
    answer = made.answer("informed")
    assert answer is not None
    assert (answer.value, answer.reason) == ("no", "They would flee")


def test_amendments_come_last_and_point_at_the_new_records() -> None:
    made = meeting(
        Answer(id="answer:lead", question="lead", value="Pat"),
        Note(id="note-1", nature="fact", text="Said"),
        closed=True,
        then=(
            Amendment(id="m-1", target="note-1", text="Said so", reason="Misheard"),
            Amendment(id="m-2", target="details", text="Room 5", reason="Moved"),
            Amendment(id="m-3", target="answer:lead", text="Lee", reason="Misheard"),
            Amendment(id="m-4", target="m-1", text="Said not", reason="Misheard twice"),
        ),
    )
    exported = to_json(made, FORMAT)
    assert [a["ref"] for a in _parsed(exported)["amendments"]] == ["F1", "details", "lead", "M1"]
    drafts = from_json(exported, _ids())
    assert [draft.record.kind for draft in drafts[-4:]] == ["amendment"] * 4
    assert read_json(exported, _ids()).closed
    again = _imported(exported)
    assert [e.record.target for e in again.amendments][1:3] == ["details", "answer:lead"]
    assert again.ref_of(again.amendments[0].record.target) == "F1"


def _whole(**changes: object) -> dict[str, Any]:
    made = meeting(
        PAT,
        Observation(id="seen-1", theme="risk", text="Out at night", source=Who(name="Pat Grove", attendee=PAT.id)),
        Action(id="action-1", text="Visit", addresses=("seen-1",)),
        Answer(id="answer:lead", question="lead", value="Pat"),
    )
    return _parsed(to_json(made, FORMAT)) | changes


def _bad_files() -> Iterator[tuple[str, str]]:
    def changed(path: str, value: object) -> str:
        made = _whole()
        *steps, last = path.split(".")
        inside: Any = made
        for step in steps:
            inside = inside[int(step)] if step.isdigit() else inside[step]
        inside[int(last) if last.isdigit() else last] = value
        return json.dumps(made)

    def _an_owner_who_is_a_risk() -> str:
        made = _whole()
        made["actions"][0] |= {"owner": "Pat", "owner-ref": "R1"}
        return json.dumps(made)

    yield "", "not JSON: line 1, column 1"
    yield '{"id": 1,\n  oops}', "not JSON: line 2, column 3"
    yield "[]", "must be one object"
    yield "null", "must be one object"
    yield "{}", "format: this is missing"
    yield json.dumps({k: v for k, v in _whole().items() if k != "title"}), "title: this is missing"
    yield '{"format": "a", "format": "b"}', "“format” twice"
    yield '{"starts": NaN}', "holds NaN"
    yield '{"starts": ' + "9" * 5000 + "}", "number that no meeting has"
    yield "[" * 100_000, "nested too deeply"
    yield '{"details":' * 100_000, "nested too deeply"
    yield changed("version", 2), "newer version"
    yield changed("version", "one"), "version: this must be a whole number"
    yield changed("colour", "red"), "colour: this key is not known"
    yield changed("attendees.0.shoes", "red"), "attendees 1, shoes: this key is not known"
    yield changed("title", 7), "title: this must be text"
    yield changed("title", "  "), "title: this is blank"
    yield changed("title", "x" * 20_001), "title: this text is too long"
    yield changed("title", "\ud800"), "title: this has a broken character"
    yield changed("format", "no such/id"), "format: this may have letters"
    yield changed("starts", "2026-12-03T14:00:00"), "time zone"
    yield changed("starts", "soon"), "starts: this must be a date and time"
    yield changed("attendees", {}), "attendees: this must be a list"
    yield changed("attendees.0", "Pat"), "attendees 1: this must be an object"
    yield changed("attendees.0.status", "late"), "attendees 1, status: this is none of the values"
    yield changed("attendees.0.remote", "perhaps"), "attendees 1, remote: this must be true or false"
    yield changed("attendees.0.ref", "R1"), "Two records have the reference R1"
    yield changed("actions.0.deadline", "soon"), "actions 1, deadline: this must be a date as YYYY-MM-DD"
    yield changed("actions.0.addresses", ["R9"]), "actions 1, addresses: there is no “R9”"
    yield _an_owner_who_is_a_risk(), "R1 is not an attendee"
    yield changed("observations.0.source-ref", "R1"), "R1 is not an attendee"
    yield changed("answers.lead", 3), "answers, lead: this must be text"
    yield changed("answers." + "q" * 79, "yes"), "too long for an id"
    yield changed("answers", {"a b": "yes"}), "answers, a b: this may have letters"
    yield changed("answer-parts", {"other": {"value": "x"}}), "answer-parts: there is no “other”"
    yield (
        changed("amendments", [{"ref": "Z1", "text": "a", "reason": "b", "by": "c", "at": "2026-12-03T15:00:00Z"}]),
        "amendments 1, ref: there is no “Z1”",
    )


BAD_FILES = list(_bad_files())


@pytest.mark.parametrize(("text", "says"), BAD_FILES, ids=[f"{n}-{says}" for n, (_, says) in enumerate(BAD_FILES)])
def test_a_file_that_is_no_meeting_is_refused_in_one_clear_line(text: str, says: str) -> None:
    with pytest.raises(BadImport) as refused:
        from_json(text, _ids())
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    str(refused.value).encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(_whole())), inner, max_size=5)
        ),
        max_leaves=12,
    ).map(json.dumps)
)
def test_no_file_at_all_is_met_with_anything_but_a_clear_line(text: str) -> None:
    with pytest.raises(BadImport) as refused:
        from_json(text, _ids())
    assert len(str(refused.value).splitlines()) == 1


def test_ten_megabytes_of_junk_are_refused() -> None:
    for junk in ("x" * 10_000_000, '"' + "x" * 10_000_000 + '"', json.dumps({"x" * 10_000_000: 1})):
        with pytest.raises(BadImport) as refused:
            from_json(junk, _ids())
        assert len(str(refused.value)) < 200
