"""Each person's own wishes and feelings, where a meeting is about several."""

from __future__ import annotations

import json

import pytest

from chairtui.data_files import read_data
from chairtui.meeting.after.release_decisions import lines
from chairtui.meeting.closing.checks import check
from chairtui.meeting.closing.wishes import not_heard
from chairtui.meeting.editing import NotThat, set_key
from chairtui.meeting.fold import Meeting
from chairtui.meeting.own_answers import WISHES, answer_id, own_answer, person_of
from chairtui.meeting.parts import only_about
from chairtui.meeting.records import Answer, Draft, PersonConcerned, Relative
from chairtui.minutes.exchange import read_json, to_json
from chairtui.minutes.file_kinds import Branding, Reader, build_file
from chairtui.minutes.flat_json import to_flat
from chairtui.minutes.text_summary import show
from tests.meeting.formats_and_meetings import format_called
from tests.minutes.builders import details, meeting
from tests.minutes.releasing import copy_for, released, write

FORMAT = format_called("bristol")
AVA = PersonConcerned(id="ava", name="Ava Price", age=9)
BEN = PersonConcerned(id="ben", name="Ben Price", age=6)
MUM = Relative(id="dawn", name="Dawn", relation="mother of Ava and Ben", of=("ava", "ben"))
DAD = Relative(id="mick", name="Mick", relation="father of Ava", of=("ava",))


def about_two() -> Meeting:
    return meeting(details(), AVA, BEN, MUM, DAD)


def answered(of: Meeting, key: str, typed: str) -> Answer:
    draft = set_key(key, typed, of, FORMAT)
    write(of, draft)
    assert isinstance(draft.record, Answer)
    return draft.record


def both() -> Meeting:
    of = about_two()
    answered(of, f"{WISHES}.ava", "Ava is afraid at night")
    answered(of, WISHES, "Ben wants his own room #ben")
    return of


def test_each_has_an_answer_of_their_own_and_none_replaces_anothers() -> None:
    of = both()
    assert of.answer(WISHES) is None
    own = {e.record.id: e.record.value for e in of.all(Answer)}
    assert own == {
        answer_id(WISHES, "ava"): "Ava is afraid at night",
        answer_id(WISHES, "ben"): "Ben wants his own room",
    }
    changed = answered(of, f"{WISHES}.K1", "Ava sleeps well !not Mick he may ask her")
    assert (person_of(changed), changed.about, changed.kept_from) == ("ava", ("ava",), ("mick",))
    answered(of, f"{WISHES}.K1", "Ava sleeps")
    kept = own_answer(WISHES, "ava", of)
    assert kept is not None and kept.kept_from == ("mick",)
    write(of, set_key(f"{WISHES}.K1.readers", "", of, FORMAT))
    freed = own_answer(WISHES, "ava", of)
    assert freed is not None and (freed.kept_from, freed.about) == ((), ("ava",))
    write(of, set_key(f"{WISHES}.ben", "", of, FORMAT))
    assert own_answer(WISHES, "ben", of) is None and own_answer(WISHES, "ava", of) is not None


def test_an_answer_for_all_stands_beside_them_and_an_old_one_about_one_child_is_changed_where_it_is() -> None:
    of = about_two()
    answered(of, WISHES, "They miss their gran")
    answered(of, WISHES, "Ava is afraid #ava")
    assert (given := of.answer(WISHES)) is not None and given.value == "They miss their gran"
    assert of.answers[WISHES].value == "They miss their gran"
    old = about_two()
    write(old, Draft(record=Answer(id=answer_id(WISHES), question=WISHES, value="Afraid", about=("ava",))))
    answered(old, WISHES, "Calmer #ava")
    assert [e.record.value for e in old.all(Answer)] == ["Calmer"]


@pytest.mark.parametrize("key", [f"{WISHES}.K9", f"{WISHES}.Zoe", "lead.K1.x"])
def test_nobody_else_has_one(key: str) -> None:
    with pytest.raises(NotThat):
        set_key(key, "words", about_two(), FORMAT)


def test_where_a_meeting_is_about_one_the_answer_is_the_only_one() -> None:
    of = meeting(details(), AVA)
    assert answered(of, WISHES, "Afraid #ava").id == answer_id(WISHES)


def test_the_close_waits_until_everybody_was_heard() -> None:
    of = about_two()
    answered(of, f"{WISHES}.ava", "Afraid at night")
    assert not_heard(of) == ["Ben Price"]
    waiting = [f for f in check(of, FORMAT) if f.question == WISHES]
    assert "Ben Price" in waiting[0].message and "Ava Price" not in waiting[0].message
    answered(of, f"{WISHES}.ben", "none: he is three days old")
    assert not [f for f in check(of, FORMAT) if f.question == WISHES]


def test_each_copy_about_one_child_has_that_childs_own_answer() -> None:
    branding = Branding(read_data("templates/minutes.md"))
    avas, bens = (
        build_file(both(), FORMAT, "md", Reader("attendees", about=one), branding).decode() for one in ("ava", "ben")
    )
    whole = show(both(), FORMAT)
    assert f"{WISHES}.K1 Ava is afraid at night" in " ".join(whole.split())
    assert "own room" not in json.dumps(to_flat(only_about(both(), "ava"), FORMAT))
    assert "own room" not in avas and "afraid" not in bens
    assert "(Ava Price)" in avas and "afraid at night" in avas and "own room" in bens


def test_json_names_whose_each_is_and_gives_them_back() -> None:
    of = both()
    shown = json.loads(to_flat(of, FORMAT))
    assert shown["own-answers"] == {
        f"{WISHES}.K1": "Ava is afraid at night",
        f"{WISHES}.K2": "Ben wants his own room",
    }
    assert WISHES not in shown["answers"]
    back = [draft.record for draft in read_json(to_json(of)).drafts]
    assert all(entry.record in back or entry.record.part is None for entry in of.all(Answer))
    assert {r.id for r in back if isinstance(r, Answer)} == {answer_id(WISHES, "ava"), answer_id(WISHES, "ben")}


def test_a_childs_own_answer_is_decided_for_each_relative_and_held_back_from_who_is_not_theirs() -> None:
    of = both()
    mums = {line.ref: (line.place, line.text) for line in lines(of, FORMAT, "dawn")}
    assert mums[f"{WISHES}.K2"][0] == "decide" and "Ben Price: Ben wants" in mums[f"{WISHES}.K2"][1]
    assert {line.ref: line.place for line in lines(of, FORMAT, "mick")}[f"{WISHES}.K2"] == "held back"
    letter = " ".join(copy_for(released(of, FORMAT, MUM), FORMAT, to=MUM).split())
    assert "What Ava Price wants and feels" in letter and "What Ben Price wants and feels" in letter
    assert "own room" not in copy_for(released(both(), FORMAT, DAD), FORMAT, to=DAD)
