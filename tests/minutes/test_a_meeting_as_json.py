"""The exchange form, which an import makes the same meeting of, and the flat form that scripts read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

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
    Unsettled,
    Version,
    Who,
)
from chairtui.meeting.seal import digest
from chairtui.minutes.exchange import BadImport, exchange_model, json_schema, read_json, to_json
from chairtui.minutes.flat_json import to_flat
from tests.minutes.builders import FORMAT, STARTS, details, meeting
from tests.minutes.strategies import meetings

PAT = Attendee(id="person-pat", name="Pat Grove", role="Teacher", agency="School", status="present", parts=(1, 2))


def _imported(text: str) -> Meeting:
    """What a caller makes of an import: the meeting, its seal if it had one, then what came after."""
    read = read_json(text)
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


def _records(text: str) -> dict[str, Any]:
    """What an import keeps: the records, without who wrote them and when, and without the seal."""
    read = _parsed(text)
    for kept in read.values():
        for record in kept if isinstance(kept, list) else [kept]:
            if isinstance(record, dict):
                record.pop("by", None)
                record.pop("at", None)
                record.pop("digest", None)
    return read


@settings(max_examples=50, deadline=None)
@given(made=meetings())
def test_an_import_gives_the_same_records_back(made: Meeting) -> None:
    exported, again = _records(to_json(made)), _records(to_json(_imported(to_json(made))))
    for read in (exported, again):
        for kept in read.values():
            for record in kept if isinstance(kept, list) else ():
                del record["ref"]  # where records were removed, the import closes the gaps
    assert again == exported


def test_who_said_or_does_a_thing_together_comes_back_from_an_import() -> None:
    pat, lee = Who(name="Pat Grove", attendee=PAT.id), Who(name="Lee")
    made = meeting(
        details(),
        PAT.model_copy(update={"email": "pat@school.example", "known_as": "Patsy"}),
        Note(id="n", nature="question", text="Who rings?", source=pat, also=(lee,)),
        Action(id="a", text="Visit", owner=lee, shared_with=(pat,), status="dropped", status_reason="Not needed"),
        Unsettled(id="u", text="x" * 100_000, reason="no letter"),
    )
    again = _imported(to_json(made))
    kept = [entry.record for entry in again.statements]
    assert isinstance(kept[0], Note) and [who.name for who in kept[0].also] == ["Lee"]
    assert isinstance(kept[1], Action) and kept[1].shared_with[0].attendee == again.attendees[0].record.id
    assert kept[1].status_reason == "Not needed"
    assert len(kept[2].text) == 100_000
    assert (again.attendees[0].record.email, again.attendees[0].record.known_as) == ("pat@school.example", "Patsy")


@settings(max_examples=50, deadline=None)
@given(made=meetings(gaps=False))
def test_references_come_out_the_same_where_nothing_was_removed(made: Meeting) -> None:
    exported = to_json(made)
    assert _records(to_json(_imported(exported))) == _records(exported)


@settings(max_examples=25, deadline=None)
@given(made=meetings())
def test_what_is_exported_is_what_the_schema_says(made: Meeting) -> None:
    schema = json.loads(json_schema())
    read = _parsed(to_json(made))
    assert set(read) <= set(schema["properties"])
    assert set(schema["required"]) <= set(read)
    exchange_model().model_validate(read)


def test_an_answer_says_which_part_it_was_given_in() -> None:
    made = meeting(
        details(),
        Answer(id="answer:informed", question="informed", value="yes"),
        details(part=2),
        Answer(id="answer:lead", question="lead", value="Pat"),
    )
    answers = {answer["question"]: answer["part"] for answer in _parsed(to_json(made))["answers"]}
    assert answers == {"informed": 1, "lead": 2}


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
    read = _parsed(to_flat(made, FORMAT))
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
    assert _only(read["amendments"][0], "ref", "text", "reason", "by") == ["A1", "Visit twice", "Misheard", "Jo Bell"]


def _only(record: dict[str, Any], *keys: str) -> list[Any]:
    return [record[key] for key in keys]


def _whole() -> dict[str, Any]:
    made = meeting(
        PAT,
        Observation(id="seen-1", theme="risk", text="Out at night", source=Who(name="Pat Grove", attendee=PAT.id)),
        Action(id="action-1", text="Visit", addresses=("seen-1",)),
        Answer(id="answer:lead", question="lead", value="Pat"),
    )
    return _parsed(to_json(made))


def _bad_files() -> Iterator[tuple[str, str]]:
    def changed(path: str, value: object) -> str:
        made = _whole()
        *steps, last = path.split(".")
        inside: Any = made
        for step in steps:
            inside = inside[int(step)] if step.isdigit() else inside[step]
        inside[int(last) if last.isdigit() else last] = value
        return json.dumps(made)

    yield "", "not JSON: line 1, column 1"
    yield '{"id": 1,\n  oops}', "not JSON: line 2, column 3"
    yield "[]", "must be one object"
    yield "null", "must be one object"
    yield "{}", "version: this is missing"
    yield json.dumps({k: v for k, v in _whole().items() if k != "details"}), "details: this is missing"
    yield '{"version": 2, "version": 2}', "“version” twice"
    yield '{"starts": NaN}', "holds NaN"
    yield '{"starts": ' + "9" * 5000 + "}", "number that no meeting has"
    yield "[" * 100_000, "nested too deeply"
    yield '{"details":' * 100_000, "nested too deeply"
    yield changed("details.reasons", ["not an id"] * 30_001), "too large"
    yield changed("notes", [7] * 30_001), "too large"
    yield changed("attendees.0.status", {f"key{n}": n for n in range(1_001)}), "too large"
    yield changed("version", 3), "newer version"
    yield changed("version", 1), "export --to json wrote"
    yield changed("version", "one"), "version: this is none of the values"
    yield to_flat(meeting(PAT), FORMAT), "what show --json prints"
    yield changed("colour", "red"), "colour: this key is not known"
    yield changed("attendees.0.shoes", "red"), "attendees 1, shoes: this key is not known"
    yield changed("details.title", 7), "details, title: this must be text"
    yield changed("details.title", "  "), "details, title: this is blank"
    yield changed("details.title", "x" * 20_001), "details, title: this text is too long"
    yield changed("details.title", "\ud800"), "details, title: this has a broken character"
    yield changed("details.format", "no such/id"), "details, format: this may have letters"
    yield changed("details.starts", "2026-12-03T14:00:00"), "time zone"
    yield changed("details.starts", "soon"), "details, starts: this must be a date and time"
    yield changed("attendees", {}), "attendees: this must be a list"
    yield changed("attendees.0", "Pat"), "attendees 1: this must be an object"
    yield changed("attendees.0.status", "late"), "attendees 1, status: this is none of the values"
    yield changed("attendees.0.remote", "perhaps"), "attendees 1, remote: this must be true or false"
    yield changed("attendees.0.id", "seen-1"), "Two records have the id seen-1"
    yield changed("actions.0.deadline", "soon"), "actions 1, deadline: this must be a date as YYYY-MM-DD"
    yield changed("actions.0.addresses", ["gone"]), "action-1 points at the record gone"
    yield changed("answers.0.value", 3), "answers 1, value: this must be text"
    yield changed("answers.0.question", "other"), "answer:lead must have the id answer:other"
    amendment = {"kind": "amendment", "id": "m", "target": "gone", "text": "a", "reason": "b"}
    yield changed("amendments", [amendment]), "m points at the record gone"


BAD_FILES = list(_bad_files())


@pytest.mark.parametrize(("text", "says"), BAD_FILES, ids=[f"{n}-{says}" for n, (_, says) in enumerate(BAD_FILES)])
def test_a_file_that_is_no_meeting_is_refused_in_one_clear_line(text: str, says: str) -> None:
    with pytest.raises(BadImport) as refused:
        read_json(text)
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    str(refused.value).encode("utf-8")


@settings(max_examples=60, deadline=None)
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
        read_json(text)
    assert len(str(refused.value).splitlines()) == 1


def test_ten_megabytes_of_junk_are_refused() -> None:
    for junk in ("x" * 10_000_000, '"' + "x" * 10_000_000 + '"', json.dumps({"x" * 10_000_000: 1})):
        with pytest.raises(BadImport) as refused:
            read_json(junk)
        assert len(str(refused.value)) < 200


def test_a_list_is_given_up_at_its_first_wrong_record() -> None:
    """Each error takes a kilobyte, and one is reported."""
    whole = _whole()
    whole["notes"] = [{}] * 20_000
    with pytest.raises(ValidationError) as wrong:
        exchange_model().model_validate(whole)
    assert len(wrong.value.errors()) < 20


@pytest.mark.parametrize("targets", [("self", "self"), ("second", "first"), ("second", "third", "first")])
def test_amendments_that_correct_each_other_are_refused(targets: tuple[str, ...]) -> None:
    names = ("self",) if targets[0] == "self" else ("first", "second", "third")
    changed = json.loads(to_json(meeting(PAT, closed=True)))
    changed["amendments"] = [
        {"id": id_, "target": target, "text": "Twice", "reason": "Misheard"}
        for id_, target in zip(names, targets, strict=False)
    ]
    with pytest.raises(BadImport, match=r"^The amendment \w+ corrects itself[^\n]*$"):
        read_json(json.dumps(changed))


def test_an_amendment_of_an_amendment_is_taken() -> None:
    first = Amendment(id="first", target=PAT.id, text="Patricia", reason="Misheard")
    second = Amendment(id="second", target="first", text="Patrick", reason="Misheard")
    made = meeting(PAT, closed=True, then=(first, second))
    assert [entry.record for entry in _imported(to_json(made)).amendments] == [first, second]


def test_a_chain_of_amendments_and_a_crowd_of_relatives_are_bounded() -> None:
    """Both take time that grows with the square of their number."""
    changed = json.loads(to_json(meeting(PAT, closed=True)))
    chain = [PAT.id, *(f"a{n}" for n in range(101))]
    changed["amendments"] = [
        {"id": id_, "target": target, "text": "Twice", "reason": "Misheard"} for target, id_ in pairwise(chain)
    ]
    with pytest.raises(BadImport, match=r"^The amendment \w+ corrects an amendment of an amendment[^\n]*$"):
        read_json(json.dumps(changed))
    changed["amendments"], changed["relatives"] = [], [{"id": f"r{n}", "name": f"Dawn {n}"} for n in range(201)]
    with pytest.raises(BadImport, match=r"^There are 201 relatives[^\n]*$"):
        read_json(json.dumps(changed))


@pytest.mark.parametrize(
    "id_", ["heading", "aim", "closure", "format", "details", "release:x:1", "copy:x", "answer:lead", "progress:who"]
)
def test_a_record_may_not_have_an_id_that_the_program_itself_uses(id_: str) -> None:
    changed = json.loads(to_json(meeting(PAT)))
    changed["notes"] = [{"id": id_, "nature": "fact", "text": "Late again"}]
    with pytest.raises(BadImport, match=r"^[^\n]+$"):
        read_json(json.dumps(changed))


def test_an_attendee_of_no_part_is_refused() -> None:
    here = Attendee(id="p1", name="Ros Tilney", role="nurse", agency="Health", status="present", parts=())
    with pytest.raises(BadImport, match="p1 is in no part"):
        _imported(to_json(meeting(details(), here)))
