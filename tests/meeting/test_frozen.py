"""The models that records are made of: what they take, refuse, copy and write."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from chairtui.meeting.frozen import Frozen, added
from chairtui.meeting.records import Action, Note, Version, Who

AT = "2026-12-03T14:00:00.250000Z"
VERSIONS: dict[str, dict[str, object]] = {
    "details": {
        "kind": "details",
        "id": "details",
        "format": "bristol",
        "format_version": "1",
        "format_name": "Bristol",
        "title": "Planning meeting",
        "subject": "K., aged 7",
        "starts": "2026-12-03T14:00:00+01:00",
        "reasons": ["a", "b"],
        "chair": {"name": "Sam Okafor", "attendee": "p1"},
        "previous": {"meeting": "m0", "title": "Before", "starts": AT},
        "minutes_within": 5,
    },
    "attendee": {"kind": "attendee", "id": "p1", "name": "Sam Okafor", "parts": [1, 2], "agrees": True, "left": AT},
    "note": {"kind": "note", "id": "n1", "nature": "fact", "text": "Seen\nat the gate", "part": 2, "restricted": None},
    "action": {
        "kind": "action",
        "id": "a1",
        "text": "Visit",
        "owner": {"name": "Ros Tilney", "attendee": None},
        "deadline": "2027-01-08",
        "addresses": ["r1"],
        "family": {"by": None, "why_not": "at risk"},
        "carried": {"meeting": "m0", "ref": "A1"},
    },
    "closure": {"kind": "closure", "id": "closure", "digest": "0a" * 32, "position": 3},
}
ODD = st.sampled_from(
    [
        *("", " ", "x", " x", "x ", "\x1b[2J", "a\x85b", "a\u2028", "\ufeff", "\ud800", "é", "z" * 201, "z" * 20_001),
        *("1", "yes", "true", "fact", "risk", "details", "r 1", "r1\n", "id:1._-", "é1", "2026-12-03", "2026-02-30"),
        *("2026-12-3", "20261203", "２０26-12-03", AT, AT[:-1], "2026-12-03T24:00:00Z", "2026-12-03T14:00:00.25Z"),
        *("2026-12-03 14:00:00Z", "2026-12-03T14:00:00+0100", "2026-12-03T14:00:00-00:00", "2026-12-03T14:00:60Z"),
        *(0, 1, 2, 3, -1, 61, 1.0, 1.5, 2**70, True, False, None),
        *([], [1], [1, 1], [2.0], ["1"], ["r1", " "], {}, {"name": "Ros"}, {"name": "Ros", "age": 7}, {"kind": "note"}),
        *("0A" * 32, "0a" * 31, ["0"], {"0": 1}),
    ]
)


def places(document: Mapping[str, object]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for key, value in document.items():
        found.append((key,))
        if isinstance(value, dict):
            found += [(key, *rest) for rest in places(value)]
    return found


@st.composite
def documents(draw: st.DrawFn) -> dict[str, object]:
    """A version's document as a journal keeps one, up to three of its places with something odd in them, or without."""
    record = draw(st.sampled_from(list(VERSIONS)))
    whole = {"record": VERSIONS[record], "base": 0, "removed": False, "undoes": None, "seq": 4, "at": AT, "by": "Sam"}
    document: dict[str, object] = json.loads(json.dumps(whole))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(places(document)))
        within: dict[str, object] = document
        for step in path[:-1]:
            within = within[step]  # type: ignore[assignment]
        how = draw(st.sampled_from(["odd", "odd", "odd", "gone", "more"]))
        if how == "odd":
            within[path[-1]] = deepcopy(draw(ODD))
        elif how == "gone":
            del within[path[-1]]
        else:
            within["colour"] = "red"
    return document


@settings(max_examples=400)
@given(documents())
def test_a_version_that_is_read_is_written_as_it_was_read(document: dict[str, object]) -> None:
    try:
        version = Version.model_validate(document)
    except ValidationError:
        return
    assert Version.model_validate_json(version.model_dump_json(warnings="error")) == version


def test_what_was_typed_is_put_right_when_a_record_is_made() -> None:
    note = Note(id="n1", nature="fact", text="  Seen\r\nat\x1b the gate ")
    assert note.text == "Seen\nat  the gate"


def test_what_is_no_record_says_where_and_never_what_was_typed() -> None:
    with pytest.raises(ValidationError) as wrong:
        Note(id="n1", nature="fact", text="secret " * 5_000)
    assert wrong.value.errors()[0]["loc"] == ("text",)
    assert "secret" not in str(wrong.value)


def test_a_record_stays_as_it_is() -> None:
    note = Note(id="n1", nature="fact", text="Seen")
    with pytest.raises(ValidationError):
        note.text = "Unseen"
    with pytest.raises(ValidationError):
        del note.text
    assert note.text == "Seen"


def test_two_records_that_say_the_same_are_equal_and_of_another_class_never() -> None:
    one = Who(name="Ros", attendee="p1")
    assert one == Who(attendee="p1", name="Ros")
    assert hash(one) == hash(Who(attendee="p1", name="Ros"))
    assert one != Who(name="Ros")
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_copy_is_another_record_and_the_first_stays() -> None:
    action = Action(id="a1", text="Visit")
    later = action.model_copy(update={"deadline": date(2027, 1, 8)})
    assert (action.deadline, later.deadline) == (None, date(2027, 1, 8))
    assert dict(later) == {**dict(action), "deadline": date(2027, 1, 8)}


class Inner(Frozen):
    figures: dict[str, int] = Field(default_factory=dict)


class Outer(Frozen):
    inner: Inner = Inner()
    later: str = added("")
    many: tuple[Inner, ...] = ()


def test_only_what_is_wanted_is_written() -> None:
    outer = Outer(later="x", many=(Inner(figures={"a": 1}),))
    assert outer.model_dump(exclude_defaults=True) == {"later": "x", "many": ({"figures": {"a": 1}},)}
    assert outer.model_dump(mode="json", include={"many"}) == {"many": [{"figures": {"a": 1}}]}
    assert set(Outer().model_dump()) == {"inner", "many"}
    assert set(Outer().model_dump(exclude={"many"})) == {"inner"}


def test_a_default_that_can_change_is_each_record_s_own() -> None:
    one, other = Inner(), Inner()
    one.figures["a"] = 1
    assert other.figures == {}
