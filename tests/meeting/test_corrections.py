"""A record corrected from the line, by its reference."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.meeting.capture.capture import LeftUnsettled, Understood
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Action, Decision, Draft, Note, Observation, Record, Relative, Statement, Unsettled
from tests.meeting.capture_room import PEOPLE, Room

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def room() -> Room:
    room = Room()
    for line in (
        "r: He may lose money @ada",
        "r: Papers in the hall and he smokes in bed @okafor !restricted names a neighbour",
        "o: He is frightened @okafor",
        "h: Dad hit him @ada",
        "d: Hold a conference because the risk rose",
        "a: Visit the flat @okafor by 10 dec m: seen for R1",
    ):
        room.take(line, "heard")
    return room


def now(room: Room, ref: str) -> Record:
    entry: Entry[Record] | None = room.meeting.find(ref)
    assert entry is not None and not entry.removed
    return entry.record


def action(room: Room, line: str) -> Action:
    assert isinstance(room.take(line), Understood)
    record = now(room, "A1")
    assert isinstance(record, Action)
    return record


def test_new_words_keep_all_else(room: Room) -> None:
    before = now(room, "R2")
    room.take("R2 Papers in the hall")
    assert now(room, "R2") == before.model_copy(update={"text": "Papers in the hall"})
    room.take("r2: He smokes in bed @ada")
    changed = now(room, "R2")
    assert isinstance(changed, Observation) and changed.source
    assert (changed.text, changed.source.name, changed.restricted) == (
        "He smokes in bed",
        "Ada Bello",
        "names a neighbour",
    )


@pytest.mark.parametrize("said", ["fri", "by fri", "27 nov", "in 7 days"])
def test_a_day_alone_is_the_deadline(room: Room, said: str) -> None:
    changed = action(room, f"A1 {said}")
    assert (changed.deadline, changed.text, changed.measure) == (FRIDAY, "Visit the flat", "seen")


@pytest.mark.parametrize("said", ["fri 2pm", "by fri 2pm", "@ada 2pm on friday", "tomorrow morning"])
def test_a_time_alone_is_no_new_text_for_an_action(said: str) -> None:
    room = Room()
    room.say("a: Weigh him weekly @sam o")
    assert "has a time, and only the day is kept here" in room.refused(f"A1 {said}")
    assert room.become(Action, "A1 Weigh him at home by fri 2pm").text == "Weigh him at home by fri 2pm"


@pytest.mark.parametrize("said", ["by fri or so", "by the end of the month or so", "by 4 dec perhaps"])
def test_words_behind_a_deadline_never_replace_what_the_action_says(room: Room, said: str) -> None:
    before = now(room, "A1")
    assert isinstance(before, Action)
    assert isinstance(room.take(f"A1 {said}"), LeftUnsettled)
    assert now(room, "A1") == before
    assert isinstance(room.take("U1 18 dec"), Understood)
    assert now(room, "A1") == before.model_copy(update={"deadline": date(2026, 12, 18)})


def test_the_fields_of_an_action_are_changed_alone_or_together(room: Room) -> None:
    assert action(room, "A1 m: seen twice").measure == "seen twice"
    changed = action(room, "A1 @ada with @okafor fri R2")
    assert changed.owner and changed.owner.name == "Ada Bello"
    assert [who.name for who in changed.shared_with] == ["Sam Okafor"]
    assert (changed.deadline, len(changed.addresses), changed.measure) == (FRIDAY, 2, "seen twice")
    assert action(room, "A1 @okafor").shared_with == ()
    assert action(room, "A1 Visit the flat and the shed").text == "Visit the flat and the shed"
    assert len(action(room, "A1 for H1").addresses) == 3


def test_who_said_a_thing_and_what_kind_it_was(room: Room) -> None:
    room.take("O1 @ada and okafor")
    opinion = now(room, "O1")
    assert isinstance(opinion, Note) and opinion.source
    assert (opinion.text, opinion.source.name, [w.name for w in opinion.also]) == (
        "He is frightened",
        "Ada Bello",
        ["Sam Okafor"],
    )
    room.take("O1 f:")
    fact = now(room, "O1")
    assert isinstance(fact, Note) and (fact.nature, fact.source) == ("fact", opinion.source)
    room.take("R1 n:")
    need = now(room, "R1")
    assert isinstance(need, Observation) and (need.theme, need.text) == ("need", "He may lose money")


def test_a_risk_that_turned_out_a_fact_keeps_its_history_and_its_action(room: Room) -> None:
    risk = now(room, "R1")
    room.take("R1 f: He lost £4,200")
    entry = room.meeting.find("R1")
    assert entry and entry.removed
    fact = now(room, "F1")
    assert isinstance(fact, Note) and fact.source
    assert (fact.text, fact.source.name, fact.item, fact.was) == ("He lost £4,200", "Ada Bello", "heard", risk.id)
    assert action(room, "A1 fri").addresses == (fact.id,)
    assert [v.record.id for v in room.meeting.history("F1")] == [risk.id, risk.id, fact.id]
    room.take("R2 f:")
    kept = now(room, "F2")
    assert isinstance(kept, Note) and kept.restricted == "names a neighbour"


def test_a_report_is_verified_and_a_decision_gets_its_reason(room: Room) -> None:
    room.take("H1 verified by Ada")
    fact = now(room, "H1")
    assert isinstance(fact, Note) and (fact.nature, fact.verified) == ("fact", "Ada Bello")
    room.take("D1 because he asked for it")
    decision = now(room, "D1")
    assert isinstance(decision, Decision)
    assert (decision.text, decision.reason) == ("Hold a conference", "he asked for it")


def test_a_record_goes_to_another_item(room: Room) -> None:
    room.take("R1 item 1")
    moved = now(room, "R1")
    assert isinstance(moved, Observation) and (moved.item, moved.origin) == ("known", "prior")


def test_one_record_becomes_two_and_two_become_one(room: Room) -> None:
    room.take("R2 split: and he smokes")
    first, second = now(room, "R2"), now(room, "R3")
    assert isinstance(first, Observation) and isinstance(second, Observation)
    assert (first.text, second.text) == ("Papers in the hall", "and he smokes in bed")
    assert (second.source, second.restricted, second.was) == (first.source, first.restricted, first.id)
    room.take("R2 join R3")
    joined, gone = now(room, "R2"), room.meeting.find("R3")
    assert isinstance(joined, Observation) and gone and gone.removed
    assert joined.text == "Papers in the hall and he smokes in bed"
    assert joined.source and (joined.source.name, joined.also) == ("Sam Okafor", ())


def test_two_that_are_joined_are_restricted_if_either_was_and_said_by_both(room: Room) -> None:
    room.take("R1 join R2")
    joined = now(room, "R1")
    assert isinstance(joined, Observation) and joined.source
    assert joined.restricted == "names a neighbour"
    assert [joined.source.name, *(who.name for who in joined.also)] == ["Ada Bello", "Sam Okafor"]


@pytest.mark.parametrize("said", ["drop: it goes to the inquiry", "drop, it goes to the inquiry"])
def test_an_action_is_dropped_with_its_reason_and_opened_again(room: Room, said: str) -> None:
    dropped = action(room, f"A1 {said}")
    assert (dropped.status, dropped.status_reason) == ("dropped", "it goes to the inquiry")
    again = action(room, "A1 reopen")
    assert (again.status, again.status_reason) == ("open", "")
    assert action(room, "A1 drop the papers at his door").text == "drop the papers at his door"


def test_a_record_is_taken_out(room: Room) -> None:
    room.take("A1 strike")
    assert room.meeting.actions == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("A1 drop", "Say why A1 is dropped"),
        ("O1 drop: no", "O1 is not an action"),
        ("O1 verified by Ada", "O1 is not something reported"),
        ("R1 item 9", "no agenda item"),
        ("R2 split: the kitchen", "can not be split"),
        ("R1 join O1", "different kinds"),
        ("R1 join R9", "no R9"),
        ("A1 before christmas", "christmas"),
        ("A1 @everyone", "not one person"),
        ("A1 @ada by 19 nov", "19 Nov 2026"),
        ("R9 four by three", "no R9"),
        ("A1 x !resticted y", "did you mean !restricted"),
    ],
)
def test_a_correction_that_is_not_understood_changes_nothing_and_is_kept(room: Room, line: str, said: str) -> None:
    before = [v.record for v in room.meeting.versions]
    taken = room.take(line)
    assert isinstance(taken, LeftUnsettled)
    assert said in taken.reason
    assert [v.record for v in room.meeting.versions][:-1] == before
    assert [e.record.text for e in room.meeting.all(Unsettled)] == [line]


@pytest.mark.parametrize(
    ("line", "keys"),
    [("A1 fri", 4), ("R1 f:", 6), ("A1 m:seen twice", 6), ("R1 He lost it", 4), ("A1 @ada", 5), ("O1 @ada", 5)],
)
def test_a_correction_costs_six_keys_over_its_words(room: Room, line: str, keys: int) -> None:
    said = {"fri", "seen twice", "He lost it", "ada"}
    words = next((word for word in said if line.endswith(word)), "")
    assert len(line) + 1 - len(words) == keys <= 6
    assert isinstance(room.take(line), Understood)


FAMILY = ("concerns: Ava, 9", "concerns: Ben, 7", "relative: Mick, father of Ava", "relative: Dawn, mother of Ava")


@pytest.fixture
def family() -> Room:
    """A meeting about two children, with a record of every kind of mark."""
    room = Room((*PEOPLE, *FAMILY))
    for line in (
        "n: A bed @ada !not Mick he must not know",
        "h: Dad hit her #ava @ada !restricted names a friend !not Dawn she worries !only police no consent",
        "r: He may come back #ava @ada !only health, police no consent",
    ):
        room.take(line, "heard")
    return room


def marked(room: Room, ref: str) -> Statement:
    record = now(room, ref)
    assert isinstance(record, Statement)
    return record


def names(room: Room, ids: tuple[str, ...]) -> list[str]:
    return [getattr(e.record, "name", "") for id_ in ids if (e := room.meeting.entry(id_))]


@pytest.mark.parametrize(
    ("line", "ref"), [("N1 !not Dawn she worries", "N1"), ("N1 f: He hit her !not Dawn she worries", "F1")]
)
def test_one_more_relative_to_keep_it_from_is_added_to_those_before(family: Room, line: str, ref: str) -> None:
    assert isinstance(family.take(line), Understood)
    need = marked(family, ref)
    assert names(family, need.kept_from) == ["Mick", "Dawn"]
    assert need.kept_why == "he must not know; she worries"


def test_a_line_that_keeps_it_from_two_relatives_has_both_reasons(family: Room) -> None:
    family.take("f: He was out !not Mick he must not know !not Dawn she worries")
    assert marked(family, "F1").kept_why == "he must not know; she worries"


@pytest.mark.parametrize(
    ("line", "kept_from", "why"),
    [
        ("H1 a: @okafor by 4 dec m: seen", ["Dawn"], "she worries"),
        ("H1 a: Ring her @okafor by 4 dec", ["Dawn"], "she worries"),
        ("H1 a: @okafor by 4 dec m: x !not Mick why", ["Dawn", "Mick"], "she worries; why"),
        ("H1 a: @okafor by 4 dec !restricted names a friend !only police no consent", ["Dawn"], "she worries"),
    ],
)
def test_an_action_keeps_every_mark_of_what_it_is_made_from(
    family: Room, line: str, kept_from: list[str], why: str
) -> None:
    assert isinstance(family.take(line), Understood)
    made = marked(family, "A1")
    assert (names(family, made.about), names(family, made.kept_from), made.kept_why) == (["Ava"], kept_from, why)
    assert (made.restricted, made.only, made.only_why) == ("names a friend", ("police",), "no consent")


def test_an_action_for_a_risk_has_its_marks_and_what_the_line_adds(family: Room) -> None:
    family.take("R1 a: Ring school #ben @okafor by 4 dec !not Mick why")
    made = marked(family, "A1")
    assert (names(family, made.about), names(family, made.kept_from)) == (["Ben"], ["Mick"])
    assert (made.only, made.only_why) == (("health", "police"), "no consent")


def test_an_action_asked_about_has_the_marks_whichever_person_is_chosen(family: Room) -> None:
    for choice in family.asked("H1 a: @sam by 4 dec !not Mick why").choices:
        made = family.become(Action, choice.line)
        assert (names(family, made.about), len(made.kept_from)) == (["Ava"], 2)
        assert (made.restricted, made.only) == ("names a friend", ("police",))


def test_an_action_is_about_the_same_child_where_two_share_a_name_and_one_relative_is_taken_out(family: Room) -> None:
    family.take("concerns: Ava Stone, 3")
    dawn = next(e for e in family.meeting.all(Relative) if e.record.name == "Dawn")
    family.file(Draft(record=dawn.record, base=dawn.base, removed=True))
    family.take("H1 a: @okafor by 4 dec")
    made, source = marked(family, "A1"), marked(family, "H1")
    assert (made.about, made.kept_from) == (source.about, source.kept_from) == (source.about, (dawn.record.id,))


def test_an_action_is_not_made_for_other_agencies_than_its_source(family: Room) -> None:
    assert "is for police only" in family.refused("H1 a: @okafor by 4 dec !only health why")


def test_two_that_are_joined_have_the_marks_of_both(family: Room) -> None:
    family.take("n: A cot !not Dawn she worries")
    second = marked(family, "N2")
    family.take("n: A chair #ava")
    third = marked(family, "N3")
    for record in (second, third):
        entry = family.meeting.entry(record.id)
        assert entry and isinstance(record, Observation)
        family.file(Draft(record=record.model_copy(update={"part": 2}), base=entry.base))
    family.take("N2 join N1")
    joined = marked(family, "N2")
    assert (joined.part, names(family, joined.kept_from)) == (1, ["Dawn", "Mick"])
    assert joined.kept_why == "she worries; he must not know"
    family.take("N2 join N3")
    assert names(family, marked(family, "N2").about) == ["Ava"]
