"""Wishes and feelings of several persons concerned: each is heard, and one line says who is not."""

from __future__ import annotations

import pytest

from chairtui.meeting.records import Note, PersonConcerned
from tests.meeting.formats_and_meetings import Table, ready

WISHES = "wishes-and-feelings"


def about_two(format_id: str = "isle-of-wight") -> Table:
    table = ready(format_id)
    table.put(PersonConcerned(id="ava", name="Ava Pell", age=9))
    table.put(PersonConcerned(id="ben", name="Ben Pell", age=6))
    return table


def asked(table: Table) -> list[str]:
    """What the closing gate says about the question."""
    return [finding.message for finding in table.findings() if finding.question == WISHES]


@pytest.mark.parametrize("format_id", ["isle-of-wight", "bristol", "mscb"])
def test_whoever_is_not_heard_is_named_in_one_line(format_id: str) -> None:
    table = about_two(format_id)
    table.take_back(WISHES)
    [message] = asked(table)
    assert "Ava Pell, Ben Pell" in message
    table.put(Note(id="v1", nature="views", text="I want to stay at my school", about=("ava",)))
    [message] = asked(table)
    assert "Ben Pell" in message and "Ava" not in message
    table.put(Note(id="v2", nature="views", text="Me too", about=("ben",)))
    assert asked(table) == []


def test_one_answer_serves_those_it_names() -> None:
    table = about_two()
    table.answer(WISHES, "Ava wants to stay at her school")
    [message] = asked(table)
    assert "Ben Pell" in message and "Ava" not in message
    table.answer(WISHES, "Ava wants to stay at her school, and Ben with her")
    assert asked(table) == []


def test_what_one_said_is_not_the_others() -> None:
    table = about_two()
    table.take_back(WISHES)
    table.put(Note(id="v1", nature="views", text="I want to live with Ben", about=("ava",)))
    assert "for Ben Pell:" in asked(table)[0]


def test_where_one_person_is_concerned_one_answer_is_enough() -> None:
    table = ready()
    table.put(PersonConcerned(id="ava", name="Ava Pell", age=9))
    assert asked(table) == []
