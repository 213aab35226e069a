"""Things that meetings say beside facts and opinions: own views, questions left open, documents, quotations."""

from __future__ import annotations

import pytest

from chairtui.meeting.records import Closure, Note
from tests.meeting.capture_room import Room
from tests.meeting.formats_and_meetings import ready
from tests.minutes.releasing import copy_for, released
from tests.provisions.rows import minutes_of


@pytest.mark.parametrize(
    ("line", "nature", "letter", "told"),
    [
        ("q: Who am I to phone after four? @okafor", "question", "Q1", "asked by Sam Okafor, Health"),
        ("doc: Two pages on the doorstep trader @ada", "document", "E1", "brought by Ada Bello, Children's Services"),
        ('v: "Talk all you like, I\'m no going anywhere" @ada', "views", "V1", "as told by Ada Bello"),
    ],
)
def test_each_is_kept_under_its_own_name(line: str, nature: str, letter: str, told: str) -> None:
    room = Room()
    assert told in room.below(line)
    room.take(line)
    entry = room.meeting.find(letter)
    assert entry and isinstance(entry.record, Note) and entry.record.nature == nature


def test_a_quotation_is_kept_and_printed_as_it_was_said() -> None:
    table = ready("dumfries-galloway")
    said = "\u201cTalk all you like, I\u2019m no going anywhere\u201d"
    table.put(Note(id="v1", nature="views", text=said))
    assert said in minutes_of(table)
    assert said not in copy_for(released(table.meeting, table.format, hold=("V1",)), table.format)


def test_a_question_left_open_is_named_at_closing_until_an_action_answers_it() -> None:
    table = ready("dumfries-galloway")
    table.put(Note(id="q1", nature="question", text="Who is phoned after four?"))
    advice = table.one("ALL-12", "advice")
    assert advice.ref == "Q1" and "Who is phoned after four?" in advice.message
    assert not table.findings("ALL-12", "blocker")
    table.change("a1", addresses=("q1",))
    assert not table.findings("ALL-12")


def test_a_question_left_open_is_asked_again_at_the_next_meeting() -> None:
    from datetime import timedelta
    from itertools import count

    from chairtui.meeting.after.next_meeting import follow
    from tests.meeting.formats_and_meetings import HELD

    table = ready("dumfries-galloway")
    table.put(Note(id="q1", nature="question", text="Who is phoned after four?"))
    table.put(Closure(digest="0" * 64, position=table.meeting.position))
    ids = (f"n{n}" for n in count())
    later = {"starts": HELD + timedelta(days=28), "format_version": table.format.version}
    follows = follow(table.meeting, later, lambda _: True, lambda: next(ids))
    asked = [d.record.text for d in follows.drafts if isinstance(d.record, Note)]
    assert asked == ["Who is phoned after four?"]


def test_the_question_of_wishes_and_feelings_points_to_what_was_said() -> None:
    table = ready("dumfries-galloway")
    table.take_back("wishes-and-feelings")
    table.put(Note(id="v1", nature="views", text="He wants to stay where he is"))
    assert "See V1." in table.one("ALL-09", "advice").message
