"""A meeting opens, is checked and printed by the format it was created with, whatever became of that since."""

from __future__ import annotations

import base64
import json
import zlib

import pytest
from pydantic import ValidationError

from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import format_for, keep, unpack
from chairtui.meeting.records import Draft, KeptFormat
from chairtui.meeting.undo import NothingToUndo, undo
from tests.meeting.formats_and_meetings import EVERY, Table, format_called, ready


def nothing(_: str) -> Format | None:
    return None


def packed(text: str) -> KeptFormat:
    data = base64.b64encode(zlib.compress(text.encode("utf-8"))).decode("ascii")
    return KeptFormat(format="ours", version="1", packed=data)


def with_kept(format_id: str, kept: KeptFormat) -> Table:
    table = ready(format_id)
    table.put(kept)
    return table


@pytest.mark.parametrize("format_id", EVERY)
def test_what_was_kept_is_the_format_as_it_was(format_id: str) -> None:
    kept = keep(format_called(format_id))
    assert (kept.format, kept.version) == (format_id, format_called(format_id).version)
    assert unpack(kept) == format_called(format_id)
    assert len(kept.packed) < 14_000


def test_a_format_that_vanished_is_the_one_the_meeting_kept() -> None:
    table = with_kept("mscb", keep(format_called("mscb")))
    found = format_for(table.meeting, nothing)
    assert found is not None and found.id == "mscb" and len(found.agenda) == 12


def test_a_format_that_changed_since_is_not_asked() -> None:
    table = with_kept("bristol", keep(format_called("bristol")))
    newer = format_called("bristol").model_copy(update={"version": "2", "questions": (), "rules": ()})
    found = format_for(table.meeting, lambda _: newer)
    assert found is not None and found.version == "1" and found.questions


def test_a_meeting_that_kept_none_goes_by_the_shelf() -> None:
    table = ready("bristol")
    assert format_for(table.meeting, nothing) is None
    found = format_for(table.meeting, {"bristol": format_called("bristol")}.get)
    assert found is not None and found.id == "bristol"


@pytest.mark.parametrize(
    "kept",
    [
        packed("{}"),
        packed("not json"),
        KeptFormat(format="ours", version="1", packed="AAAA"),
        KeptFormat(format="ours", version="1", packed="A"),
        packed(json.dumps({**format_called("mscb").model_dump(mode="json"), "colour": "red"})),
        packed(format_called("mscb").model_dump_json().replace('"reported-sourced"', '"tea-served"', 1)),
        packed(" " * 5_000_000),
    ],
    ids=["empty", "no json", "no zip", "no base64", "a key from later", "a rule from later", "a bomb"],
)
def test_a_copy_this_program_cannot_follow_gives_way_to_the_shelf(kept: KeptFormat) -> None:
    table = with_kept("mscb", kept)
    assert unpack(kept) is None
    assert format_for(table.meeting, nothing) is None
    found = format_for(table.meeting, {"mscb": format_called("mscb")}.get)
    assert found is not None and found.name == "MSCB"


def stored_before(format_: Format) -> KeptFormat:
    """As it was stored before questions and clocks said what they are about."""
    later = {"about", "to_relative", "to_person", "talks"}
    return packed(format_.model_dump_json(exclude={"questions": {"__all__": later}, "clocks": {"__all__": {"about"}}}))


@pytest.mark.parametrize("format_id", EVERY)
def test_a_format_stored_without_what_its_questions_are_about_has_it_from_their_ids(format_id: str) -> None:
    now = format_called(format_id)
    then = unpack(stored_before(now))
    assert then is not None and then.clocks == now.clocks
    told = now.model_copy(update={"questions": then.questions})
    if format_id == "dumfries-galloway":  # there the ids of three questions have it, for the family and for the person
        assert told.question("who-informs-family") != now.question("who-informs-family")
        told = told.model_copy(update={"questions": tuple(q for q in told.questions if q.id != "who-informs-family")})
        now = now.model_copy(update={"questions": tuple(q for q in now.questions if q.id != "who-informs-family")})
    assert told.questions == now.questions


def test_a_stored_format_that_says_what_its_questions_are_about_has_nothing_from_their_ids() -> None:
    format_ = format_called("bristol")
    bare = tuple(question.model_copy(update={"about": None}) for question in format_.questions)
    clocks = tuple(clock.model_copy(update={"about": None}) for clock in format_.clocks)
    own = format_.model_copy(update={"questions": bare, "clocks": clocks})
    assert unpack(keep(own)) == own


def test_texts_follow_the_person_the_meeting_is_about_even_when_that_is_put_right() -> None:
    table = with_kept("dumfries-galloway", keep(format_called("dumfries-galloway")))
    for person in ("child", "young person", "adult"):
        table.change("details", person=person)
        found = format_for(table.meeting, nothing)
        assert found is not None
        item = found.agenda[-1]
        assert item.title == f"Telling the {person}" + ("" if person == "adult" else " and the family")


def test_the_format_is_not_undone() -> None:
    table = with_kept("mscb", keep(format_called("mscb")))
    alone = Table("mscb")
    alone.put(table.meeting.details)
    alone.put(keep(table.format))
    with pytest.raises(NothingToUndo):
        undo(alone.meeting, "Noor Castle")


def test_a_copy_holds_nothing_but_base64() -> None:
    with pytest.raises(ValidationError):
        KeptFormat(format="ours", version="1", packed="<script>")
    assert Draft(record=keep(format_called("mscb"))).record.kind == "format"


def test_the_questions_of_a_stored_format_that_says_what_they_are_called_have_nothing_from_their_ids() -> None:
    format_ = format_called("bristol")
    bare = tuple(q.model_copy(update={"to_relative": "", "to_person": "", "talks": True}) for q in format_.questions)
    own = format_.model_copy(update={"questions": bare})
    assert unpack(keep(own)) == own
