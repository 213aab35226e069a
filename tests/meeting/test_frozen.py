"""What is taken as it stands, without pydantic, is what pydantic would have made of it; and so is what is written."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from chairtui.format_registry import open_shelf
from chairtui.meeting.frozen import Frozen, Invalid, fresh, kept, read_json
from chairtui.meeting.records import Action, Attendee, Details, Note, Version, Who
from chairtui.meeting.taking import Doubt

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


JUDGE: TypeAdapter[Version] = TypeAdapter(Version)


@settings(max_examples=400)
@given(documents())
def test_what_is_taken_as_it_stands_is_what_pydantic_makes_of_it(document: dict[str, object]) -> None:
    try:
        taken = Version.made_of(document)
    except Doubt:
        return
    assert taken == JUDGE.validate_python(document)
    assert taken == JUDGE.validate_json(json.dumps(document), strict=True)


@settings(max_examples=200)
@given(documents())
def test_what_is_in_doubt_is_judged_as_pydantic_judges_it(document: dict[str, object]) -> None:
    try:
        wanted = JUDGE.validate_python(document)
    except ValidationError as found:
        with pytest.raises(Invalid) as said:
            Version.model_validate(document)
        assert said.value.errors() == found.errors(include_url=False)
    else:
        assert Version.model_validate(document) == wanted


@given(documents())
def test_a_version_is_read_back_as_it_was_written(document: dict[str, object]) -> None:
    try:
        version = Version.model_validate(document)
    except Invalid:
        return
    assert Version.made_of(version.model_dump(mode="json")) == version
    assert Version.made_of(json.loads(version.model_dump_json())) == version
    assert Version.model_validate(version.model_dump()) == version


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=-3, minutes=-30)), ZoneInfo("Europe/London")])
MOMENT: TypeAdapter[datetime] = TypeAdapter(datetime)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=ZONES))  # noqa: DTZ001 the zone comes beside
def test_a_moment_is_written_as_pydantic_writes_it_so_that_seals_stay_what_they_were(moment: datetime) -> None:
    attendee = Attendee(id="p1", name="Ros", arrived=moment)
    assert attendee.model_dump(mode="json")["arrived"] == MOMENT.dump_python(moment, mode="json")


class NoOffset(tzinfo):
    """A zone that has no offset to give."""

    def utcoffset(self, _: datetime | None) -> None:
        return None

    dst = tzname = utcoffset


def test_a_moment_whose_zone_gives_no_offset_is_no_moment() -> None:
    with pytest.raises(Invalid) as wrong:
        Attendee(id="p1", name="Ros", arrived=datetime(2026, 12, 3, 14, tzinfo=NoOffset()))
    assert wrong.value.errors()[0]["type"] == "timezone_aware"


@pytest.mark.parametrize("half", ['"\\ud800"', '["\\uDFFF"]', '{"\\udc00 ": 1}', '"\\ude00\\ud83d"', b'"\xed\xa0\x80"'])
def test_half_a_character_is_not_read_whether_it_is_spelt_or_not(half: str | bytes) -> None:
    with pytest.raises(ValueError):
        read_json(half)


def test_a_character_spelt_in_two_halves_is_read() -> None:
    assert read_json('["\\ud83d\\ude00", "\\\\ud800"]') == ["😀", "\\ud800"]


def test_everything_a_journal_wrote_is_beyond_doubt() -> None:
    for record in VERSIONS.values():
        document = {"record": record, "base": 0, "removed": False, "undoes": None, "seq": 4, "at": AT, "by": "Sam"}
        assert isinstance(Version.made_of(document), Version)


@pytest.mark.parametrize("name", sorted(open_shelf().formats))
def test_every_format_is_beyond_doubt(name: str) -> None:
    format_ = open_shelf().formats[name]
    assert type(format_).made_of(json.loads(format_.model_dump_json())) == format_


def test_what_was_typed_is_put_right_when_a_record_is_made() -> None:
    note = Note(id="n1", nature="fact", text="  Seen\r\nat\x1b the gate ")
    assert note.text == "Seen\nat  the gate"


def test_what_is_no_record_says_where_and_never_what_was_typed() -> None:
    with pytest.raises(Invalid) as wrong:
        Note(id="n1", nature="fact", text="secret " * 5_000)
    assert wrong.value.errors()[0]["loc"] == ("text",)
    assert "secret" not in str(wrong.value)
    assert str(wrong.value).startswith("Note: text: ")


def test_a_record_stays_as_it_is() -> None:
    note = Note(id="n1", nature="fact", text="Seen")
    with pytest.raises(AttributeError):
        note.text = "Unseen"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del note.text
    assert note.text == "Seen"


def test_two_records_that_say_the_same_are_equal_and_of_another_class_never() -> None:
    one = Who(name="Ros", attendee="p1")
    assert one == Who(attendee="p1", name="Ros")
    assert hash(one) == hash(Who(attendee="p1", name="Ros"))
    assert one != Who(name="Ros")
    assert Who(name="Ros") != Details.model_construct(name="Ros", attendee=None)
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_copy_is_another_record_and_the_first_stays() -> None:
    action = Action(id="a1", text="Visit")
    later = action.model_copy(update={"deadline": date(2027, 1, 8)})
    assert (action.deadline, later.deadline) == (None, date(2027, 1, 8))
    assert dict(later) == {**dict(action), "deadline": date(2027, 1, 8)}


class Inner(Frozen):
    figures: dict[str, int] = fresh(factory=dict)


class Outer(Frozen):
    inner: Inner = Inner()
    later: str = kept(default="")
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


def test_a_field_can_t_be_named_as_what_a_record_can_do() -> None:
    class Clashing(Frozen):
        fields: str  # type: ignore[assignment]

    with pytest.raises(TypeError, match="fields"):
        Clashing(fields="x")


@given(documents())
def test_what_is_plainly_right_is_read_back_as_it_stands(document: dict[str, object]) -> None:
    version = Version.model_construct(**document)
    if version.is_plainly_right():
        assert Version.model_validate(version.model_dump(mode="json")) == version


def test_what_was_put_in_past_its_checks_is_not_plainly_right() -> None:
    right = Action(id="a1", text="Visit", owner=Who(name="Ros"), deadline=date(2027, 1, 8), addresses=("r1",))
    assert right.is_plainly_right()
    nobody = right.owner and right.owner.model_copy(update={"name": " "})
    for wrong in (
        *({"text": " Visit"}, {"text": "Vi\x1bsit"}, {"text": "\ud800"}, {"id": "a 1"}, {"colour": "red"}),
        *({"deadline": "2027-01-08"}, {"addresses": ["r1"]}, {"owner": nobody}, {"part": True}, {"status": "lost"}),
    ):
        assert not right.model_copy(update=wrong).is_plainly_right(), wrong
    there = Attendee(id="p1", name="Ros", arrived=datetime(2026, 12, 3, 14, tzinfo=UTC))
    zone = ZoneInfo("Europe/London")
    assert there.is_plainly_right()
    assert not there.model_copy(update={"arrived": datetime(2026, 12, 3, 14, tzinfo=zone)}).is_plainly_right()
