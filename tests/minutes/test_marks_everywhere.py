"""Every record that holds words says who may read it: the marks are taken wherever words are typed, and are kept to in
every reader's copy."""

from __future__ import annotations

from itertools import count

import pytest

from chairtui.meeting.after.correct import NotCorrected, correction
from chairtui.meeting.after.distribution import copies
from chairtui.meeting.after.follow_up import NotFollowed, follow_up
from chairtui.meeting.after.next_meeting import follow
from chairtui.meeting.after.proposals import Proposals
from chairtui.meeting.capture.capture import take
from chairtui.meeting.capture.line_context import LineContext
from chairtui.meeting.capture.marks import take_readers, written
from chairtui.meeting.capture.result import LeftUnsettled, NotTaken, Understood
from chairtui.meeting.editing import NotThat, change, fields_of, set_key
from chairtui.meeting.editing.action_steps import settle_action
from chairtui.meeting.fold import Meeting
from chairtui.meeting.readers import Readers
from chairtui.meeting.records import (
    Action,
    Amendment,
    Answer,
    Attendee,
    Audience,
    Decision,
    Draft,
    FollowUp,
    Note,
    Observation,
    PersonConcerned,
    Record,
    Relative,
)
from chairtui.minutes.audience import PartTwoAccess
from chairtui.minutes.exchange import read_json, to_json
from chairtui.minutes.file_kinds import Kind, Reader, build_file
from chairtui.minutes.kept_back import kept_back
from chairtui.words import release as words
from tests.minutes.builders import FORMAT, STARTS, details, meeting
from tests.minutes.opened import all_words
from tests.minutes.releasing import BRANDING, DAWN, MICK, copy_for, released, write

CAL = Attendee(id="cal", name="Cal Rae", role="constable", agency="Police", status="present")
TOM = Attendee(id="tom", name="Tom Reed", role="teacher", agency="School", status="present")
AVA = PersonConcerned(id="ava", name="Ava", age=9)
RISK = Observation(id="risk", theme="risk", text="He watches", restricted="he must not know")
HOLD = Decision(id="hold", text="Hold a conference")
_IDS = count()


def a_room(*records: object, part: int = 1) -> Meeting:
    return meeting(details(part=part), CAL, TOM, AVA, DAWN, MICK, *records)  # type: ignore[arg-type]


def say(of: Meeting, line: str) -> Understood | LeftUnsettled:
    context = LineContext.of(of, FORMAT, new_id=lambda: f"new{next(_IDS)}", by="Jo", now=STARTS)
    taken = take(line, context, answers=False)
    assert isinstance(taken, Understood | LeftUnsettled)
    for draft in taken.drafts:
        write(of, draft)
    return taken


def put(of: Meeting, key: str, typed: str) -> None:
    write(of, set_key(key, typed, of, FORMAT))


def minutes(of: Meeting, person: Attendee) -> str:
    return all_words("md", build_file(of, FORMAT, "md", Reader("attendees", person.id), BRANDING))


def test_each_place_that_takes_words_takes_marks() -> None:
    of = a_room(HOLD)
    put(of, "aim", "Settle it !restricted hers")
    put(of, "reasons", f"{FORMAT.reasons[0].id} !only police ongoing")
    put(of, "lead", "Tom Reed #ava !not Mick fear")
    put(of, "P2.why", "Teaches her !only police source")
    say(of, "disagreed: D1 @tom Too soon !not Dawn hers")
    answer, person, decision = of.answer("lead"), of.entry("tom"), of.decisions[0].record
    assert of.details.aim_readers == Readers(restricted="hers")
    assert of.details.reasons_readers == Readers(only=("police",), only_why="ongoing")
    assert answer is not None and (answer.value, answer.kept_from, answer.about) == ("Tom Reed", ("mick",), ("ava",))
    assert person is not None and isinstance(person.record, Attendee)
    assert (person.record.why, person.record.why_readers) == (
        "Teaches her",
        Readers(only=("police",), only_why="source"),
    )
    assert (decision.kept_from, decision.dissent[0].kept_from) == ((), ("dawn",))


def test_a_line_that_says_why_somebody_comes_takes_marks_and_asks_its_question_with_them() -> None:
    of = a_room()
    said = say(of, "present: Gran Fay, carer, home, she saw it !only police theirs")
    assert isinstance(said, LeftUnsettled)
    assert [choice.line.endswith("!only police theirs") for choice in said.choices] == [True, True]
    say(of, said.choices[1].line)
    say(of, "present: Lee Marsh, nurse, Health, saw it !restricted hers !professional")
    say(of, "present: Kit Bray, constable, Harbour Police, saw him !only harbour police ongoing")
    why = {e.record.name: e.record.why_readers for e in of.attendees if e.record.why_readers}
    assert why["Kit Bray"].only == ("harbour police",)
    assert why["Gran Fay"].only == ("police",)
    assert why["Lee Marsh"].restricted == "hers"
    assert isinstance(say(of, "present: Ed Fox, nurse, Health !restricted hers"), LeftUnsettled), "there is no reason"


@pytest.mark.parametrize(
    "typed",
    ["!restricted", "!not Bob why", "!only nobody why", "[confidential]", "#zoe", "!only police x !only school y"],
)
def test_a_mark_that_can_not_be_read_is_never_kept_as_words(typed: str) -> None:
    of = a_room(HOLD)
    for key in ("aim", "lead", "P2.why", "D1.text", "D1.reason"):
        with pytest.raises(NotThat):
            set_key(key, f"Some words {typed}", of, FORMAT)
    with pytest.raises(NotCorrected):
        correction("m", "hold", f"Some words {typed}", "Slip", of)
    with pytest.raises(NotTaken):
        take_readers(f"Some words {typed}", of)


def test_marks_stay_when_words_are_set_anew_and_only_their_own_field_takes_them_off() -> None:
    of = a_room(HOLD)
    say(of, "disagreed: D1 @tom Too soon !restricted hers")
    for key, typed in (("aim", "Settle it"), ("lead", "Tom Reed"), ("P2.why", "Teaches her")):
        put(of, key, f"{typed} !restricted hers")
        put(of, key, typed)
    put(of, "D1.dissent", "Tom Reed: Much too soon")
    answer, person = of.answer("lead"), of.attendees[1].record
    assert of.details.aim_readers and answer and answer.restricted and person.why_readers
    assert of.decisions[0].record.dissent[0].restricted == "hers"
    put(of, "lead", "Cal Rae #ava !not Mick fear")
    answer = of.answer("lead")
    assert answer and (answer.restricted, answer.kept_from, answer.about) == ("hers", ("mick",), ("ava",))
    for key in ("aim-readers", "lead.readers", "P2.readers"):
        put(of, key, "")
    answer, person = of.answer("lead"), of.attendees[1].record
    assert of.details.aim_readers is None and answer and answer.restricted is None and person.why_readers is None


def test_marks_read_back_from_how_a_form_shows_them() -> None:
    of = a_room(HOLD)
    say(of, "N: A bed #ava !restricted hers !not Mick fear !only police, school ongoing")
    say(of, "disagreed: D1 @tom Too soon #ava !restricted hers")
    records: list[Record] = [of.observations[0].record, of.decisions[0].record]
    for record in records:
        shown = {field.name: field.value for field in fields_of(record, of, FORMAT)}
        assert change(record, shown, of, FORMAT) == record
    assert written(of.observations[0].record, of).startswith("#ava !restricted hers")
    assert take_readers(f"A bed {written(of.observations[0].record, of)}", of)[0] == "A bed"


def test_what_is_for_certain_agencies_is_in_their_peoples_copies_alone() -> None:
    of = a_room(HOLD)
    put(of, "aim", "Quinces ripen !only police ongoing")
    put(of, "reasons", f"{FORMAT.reasons[0].id} !only police ongoing")
    put(of, "lead", "Medlars soften !only police ongoing")
    put(of, "P2.why", "Pears bruise !only police ongoing")
    say(of, "disagreed: D1 @tom Plums rot !only police ongoing")
    said = ("Quinces", FORMAT.reasons[0].text, "Medlars", "Pears", "Plums")
    assert [word for word in said if word not in minutes(of, CAL)] == []
    assert [word for word in said if word in minutes(of, TOM)] == []
    [copy] = [copy for copy in copies(of, FORMAT) if copy.person == "tom"]
    assert kept_back(copy, of, FORMAT) == {"only for police": 5}


def test_a_correction_goes_to_those_who_may_read_it_and_all_that_it_corrects() -> None:
    fruit = Note(id="note", nature="fact", text="Quinces", only=("police",), only_why="theirs")
    marked = Amendment(id="m2", target="hold", text="Medlars", reason="Slip", only=("police",), only_why="theirs")
    then = (
        Amendment(id="m1", target="note", text="Pears", reason="Slip"),
        marked,
        Amendment(id="m3", target="m2", text="Plums", reason="Slip"),
        Amendment(id="m4", target="hold", text="Figs", reason="Slip", restricted="hers"),
    )
    of = meeting(details(), CAL, TOM, DAWN, fruit, HOLD, closed=True, then=then)
    assert [word for word in ("Pears", "Medlars", "Plums") if word in minutes(of, TOM)] == []
    assert [word for word in ("Pears", "Medlars", "Plums", "Figs") if word not in minutes(of, CAL)] == []
    given = copy_for(released(of, FORMAT), FORMAT)
    assert "Hold a conference" in given
    assert not [word for word in ("Pears", "Medlars", "Plums", "Figs") if word in given]


def test_a_marked_answer_or_aim_can_not_be_released_to_that_relative() -> None:
    of = a_room()
    put(of, "aim", "Quinces !not Mick fear")
    put(of, "lead", "Medlars !not Mick fear")
    for relative, shown in ((DAWN, True), (MICK, False)):
        given = copy_for(released(of, FORMAT, relative), FORMAT, to=relative)
        assert ("Medlars" in given) == shown
    proposed = Proposals(of, FORMAT, "dawn")
    assert proposed.of("answer:lead")[0] != "held back"


def test_part_two_shows_no_dissent_that_is_marked_and_not_why_somebody_attends() -> None:
    of = a_room(part=2)
    put(of, "P1.why", "Quinces")
    say(of, "d: Hold it")
    say(of, "disagreed: D1 @tom Medlars !restricted hers")
    say(of, "disagreed: D1 @cal Pears")
    access = PartTwoAccess(of, FORMAT)
    entries = filter(None, map(of.entry, ("hold", "cal", "tom", of.decisions[0].record.id)))
    shown = "".join(said.model_dump_json() for entry in entries if (said := access.shown(entry)))
    put(of, "D1.dissent", "Cal Rae: Pears !restricted hers")
    seen = of.filtered(PartTwoAccess(of, FORMAT).shown, of.details)
    assert "Pears" not in "".join(version.model_dump_json() for version in seen.versions)
    assert "Pears" in shown
    assert not [word for word in ("Quinces", "Medlars", "hers") if word in shown]


def test_an_action_is_marked_as_what_it_is_for_until_the_chair_takes_that_off() -> None:
    of = a_room(RISK)
    said = say(of, "a: Drive by @cal by fri m: seen for R1")
    assert isinstance(said, Understood) and "marked as R1 is" in said.details
    assert of.actions[0].record.restricted == "he must not know"
    put(of, "A1.restricted", "")
    put(of, "A1.measure", "Seen twice")
    assert of.actions[0].record.restricted is None
    say(of, "a: Knock @cal by fri m: seen")
    put(of, "A2.addresses", "R1")
    assert of.actions[1].record.restricted == "he must not know"


@pytest.mark.parametrize("taken_off", [False, True])
def test_who_does_not_get_a_line_is_not_told_why_it_is_restricted_by_an_action_for_it(taken_off: bool) -> None:
    ann = Attendee(id="ann", name="Ann Poe", role="nurse", agency="Health", status="present", parts=(2,))
    bea = ann.model_copy(update={"id": "bea", "name": "Bea Lamb", "parts": (1, 2)})
    of = a_room(ann, bea, RISK)
    write(of, Draft(record=of.details.model_copy(update={"part": 2})))
    say(of, "a: Drive by @bea by fri m: seen for R1")
    say(of, "a: Ring @bea by fri m: rung !restricted her own reason")
    if taken_off:
        put(of, "A1.addresses", "")
        say(of, "R1 remove")
    copies: tuple[tuple[Kind, Audience], ...] = (("md", "attendees"), ("csv", "actions"), ("json", "attendees"))
    for kind, audience in copies:
        hers, whole = (
            all_words(kind, build_file(of, FORMAT, kind, Reader(audience, id_), BRANDING)) for id_ in ("ann", "bea")
        )
        assert ("Drive by" in hers, "he must not know" in hers, "her own reason" in hers) == (True, False, True)
        assert "ask the chair why" in hers
        assert ("Drive by" in whole, "he must not know" in whole) == (True, True)


def test_an_action_for_things_that_are_for_different_agencies_is_left_to_be_settled() -> None:
    police = Note(id="n1", nature="fact", text="Seen", only=("police",), only_why="x")
    school = Note(id="n2", nature="fact", text="Heard", only=("school",), only_why="y")
    of = a_room(police, school)
    assert isinstance(say(of, "a: Visit @cal by fri m: seen for F1, F2"), LeftUnsettled)
    assert isinstance(say(of, "F1 Seen again !only school y"), LeftUnsettled), "a correction widens nothing"


def test_an_action_that_repeats_words_of_part_one_is_of_part_one() -> None:
    of = a_room(Note(id="note", nature="fact", text="He drinks"), part=2)
    say(of, "F1 a: @cal by fri m: seen")
    say(of, "a: Visit them @cal by fri m: seen for F1")
    assert [(e.record.text, e.record.part) for e in of.actions] == [("He drinks", 1), ("Visit them", 2)]


def test_an_answer_given_once_they_left_was_not_given_before_they_joined() -> None:
    of = a_room()
    put(of, "lead", "Tom Reed")
    for part in (2, 1):
        write(of, Draft(record=of.details.model_copy(update={"part": part})))
    put(of, "review", "12 feb 2027")
    proposed = Proposals(of, FORMAT, "dawn")
    assert proposed.of("answer:lead") == ("held back", words.BEFORE_THEY_JOINED)
    assert proposed.of("answer:review") == ("held back", words.AFTER_THEY_LEFT)


def test_a_reason_for_dropping_an_action_takes_marks_and_an_agreement_takes_none() -> None:
    of = a_room(Action(id="act", text="Visit"))
    dropped = settle_action(of.actions[0], "dropped", "He moved !restricted hers", of, FORMAT).record
    assert isinstance(dropped, Action)
    assert (dropped.status_reason, dropped.restricted) == ("He moved", "hers")
    with pytest.raises(NotThat, match="takes no marks"):
        put(of, "P1.agrees", "no: he would run !restricted hers")


def test_what_became_of_an_action_keeps_the_marks_of_its_reason() -> None:
    of = meeting(details(), CAL, MICK, Action(id="act", text="Visit"), closed=True)

    def done(reason: str) -> FollowUp:
        entry, today = of.actions[0], STARTS.date()
        return follow_up(entry, "done", of, nation="England", today=today, new_id=lambda: "f", reason=reason)

    assert (done("Seen !not Mick fear").reason, done("Seen !not Mick fear").kept_from) == ("Seen", ("mick",))
    with pytest.raises(NotFollowed):
        done("Seen !not Bob fear")


def test_the_next_meeting_keeps_the_marks_of_what_it_takes_over() -> None:
    person = TOM.model_copy(update={"why": "Teaches", "why_readers": Readers(kept_from=("mick",), kept_why="fear")})
    then = (Amendment(id="m", target="risk", text="Pears", reason="Slip", only=("police",), only_why="theirs"),)
    risk = Observation(id="risk", theme="risk", text="Plums")
    of = meeting(details(), CAL, person, MICK, risk, closed=True, then=then)
    ids = (f"next{n}" for n in range(99))
    taken = [draft.record for draft in follow(of, {}, lambda _: True, lambda: next(ids)).drafts]
    [relative] = [record for record in taken if isinstance(record, Relative)]
    [why] = [record.why_readers for record in taken if isinstance(record, Attendee) and record.why]
    [carried] = [record for record in taken if isinstance(record, Observation)]
    assert why == Readers(kept_from=(relative.id,), kept_why="fear")
    assert (carried.text, carried.only) == ("Pears", ("police",))


def test_marks_go_out_and_come_in_with_the_whole_meeting() -> None:
    of = a_room(HOLD)
    put(of, "aim", "Settle it !not Mick fear")
    put(of, "lead", "Tom Reed #ava !restricted hers")
    put(of, "P2.why", "Teaches !only police ongoing")
    say(of, "disagreed: D1 @tom Too soon !not Dawn fear")
    kept = {record.id: record for record in (draft.record for draft in read_json(to_json(of)).drafts)}
    for id_ in ("details", "answer:lead", "tom", "hold"):
        entry = of.entry(id_)
        assert entry is not None and kept[id_] == entry.record


def test_a_record_without_marks_is_written_as_before_there_were_any() -> None:
    plain = Answer(id="answer:lead", question="lead", value="Tom Reed", part=1)
    assert set(plain.model_dump()) == {"kind", "id", "question", "value", "reason", "attendee", "part"}
    assert set(HOLD.model_dump()) == {"kind", "id", "text", "item", "part", "restricted", "reason", "dissent"}
    assert not {"aim_readers", "reasons_readers"} & set(details().model_dump())
    assert "why_readers" not in TOM.model_dump()
