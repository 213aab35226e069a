"""Rows tell who may not read them."""

from __future__ import annotations

from chairtui.meeting.capture.result import Understood
from chairtui.meeting.own_answers import WISHES, answer_id
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import Answer, Attendee, Draft, PersonConcerned
from screens.panes.details import sections
from screens.panes.question import question_rows
from screens.panes.reader_tags import tags_of
from screens.panes.view import View
from screens.widgets.line_modes import AnswerMode
from screens.widgets.row_keys import asked_in, named
from tests.meeting.formats_and_meetings import format_called
from tests.minutes.builders import FORMAT, details, meeting
from tests.minutes.releasing import DAWN, MICK, write


def test_a_row_names_whom_it_is_kept_from_and_everybody_once_that_name_no_longer_stands() -> None:
    of = meeting(details(), DAWN, MICK)
    marks = Readers(kept_from=("mick",), kept_why="fear", only=("police",), only_why="ongoing")
    assert tags_of(marks, of) == ("■ NOT FOR Mick", "■ ONLY police")
    write(of, Draft(record=MICK, base=of.base_of("mick"), removed=True))
    assert tags_of(marks, of) == ("■ RESTRICTED", "■ ONLY police")
    assert tags_of(None, of) == ()


def test_people_are_called_by_their_name_where_they_have_no_number() -> None:
    of = meeting(details(part=2), DAWN, Attendee(id="p1", name="Jo Bell", status="present", parts=(2,)))
    in_part_two = of.filtered(lambda entry: entry.record, of.details)
    assert named("p1", in_part_two) == "Jo Bell"
    assert named("dawn", in_part_two) == "Dawn"
    assert named("p1", of) == "P1"


def test_the_details_list_the_family_and_who_of_them_is_given_nothing_but_not_in_part_two() -> None:
    out = MICK.model_copy(update={"given_nothing": True, "given_nothing_why": "an order"})
    ava = PersonConcerned(id="ava", name="Ava", age=9)

    def rows(part: int) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
        view = View(meeting(details(part=part), ava, DAWN, out), FORMAT, FORMAT.agenda[0])
        found = [row for section in sections(view) for row in section.rows]
        return [(row.mark, row.text, row.tags, row.notes) for row in found if row.key in ("ava", "dawn", "mick")]

    assert rows(1) == [
        ("K1", "Ava, aged 9, the child", (), ()),
        ("L1", "Dawn, mother of Robin", (), ()),
        ("L2", "Mick, father of Robin", ("■ GIVEN NOTHING",), ("an order",)),
    ]
    assert rows(2) == []


def test_each_person_concerned_has_a_row_of_their_own_for_wishes_and_feelings() -> None:
    format_ = format_called("bristol")
    item = next(item for item in format_.agenda if WISHES in [q.id for q in format_.questions_of(item.id)])
    ava, ben = PersonConcerned(id="ava", name="Ava", age=9), PersonConcerned(id="ben", name="Ben", age=6)
    own = Answer(id=answer_id(WISHES, "ava"), question=WISHES, value="Afraid", about=("ava",), part=1)
    of = meeting(details(), ava, ben, own)
    rows = {row.key: row for row in question_rows(View(of, format_, item)) if WISHES in row.key}
    assert [(row.mark, row.text) for row in rows.values()][1:] == [("✓", "Ava: Afraid"), ("·", "Ben: not answered yet")]
    asked = [asked_in(key, of, format_) for key in rows]
    assert [(found[0].id, found[1]) for found in asked if found] == [(WISHES, ""), (WISHES, "ava"), (WISHES, "ben")]
    bens = asked[2]
    assert bens is not None
    mode = AnswerMode(of, format_, *bens)
    read = mode.read("He wants his own room")
    assert isinstance(read, Understood) and read.record_id == answer_id(WISHES, "ben")
    assert mode.hint.startswith("Ben: ")
