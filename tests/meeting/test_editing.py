"""Changing what a record says: text in, a checked record out, and nothing else of the record touched."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chairtui.meeting.editing import NotThat, answer, change, fields_of, merge, says_away, set_key, shown_answer
from chairtui.meeting.formats.model import Question
from chairtui.meeting.records import (
    Action,
    Answer,
    Attendee,
    Decision,
    Details,
    Dissent,
    FamilyTalk,
    Immediate,
    Note,
    Observation,
    Record,
    Who,
)
from tests.meeting.formats_and_meetings import HELD, Table

SAM = Who(name="Sam Okafor", attendee="p1")


@pytest.fixture
def table() -> Table:
    """A meeting with two people called Sam and Samira, a need and a risk."""
    table = Table("bristol")
    table.put(
        Details(
            format="bristol",
            format_version="1",
            format_name="Bristol",
            title="Planning",
            subject="K.",
            starts=HELD,
        )
    )
    table.put(Attendee(id="p1", name="Sam Okafor", role="School nurse", agency="Health", status="present"))
    table.put(Attendee(id="p2", name="Samira Okafor-Vane", agency="School", status="invited"))
    table.put(Observation(id="n1", theme="need", text="A bed of her own"))
    table.put(Observation(id="r1", theme="risk", text="No smoke alarm", origin="prior", source=SAM))
    table.put(Action(id="a1", text="Fit an alarm"))
    return table


def action(table: Table, **typed: str) -> Action:
    record = table.meeting.actions[0].record
    changed = change(record, {k.replace("_", "-"): v for k, v in typed.items()}, table.meeting, table.format)
    assert isinstance(changed, Action)
    return changed


def refused(table: Table, record: Record, field: str, typed: str) -> str:
    with pytest.raises(NotThat) as reason:
        change(record, {field: typed}, table.meeting, table.format)
    assert reason.value.field == field
    return str(reason.value)


def test_an_owner_is_found_by_part_of_a_name(table: Table) -> None:
    assert action(table, owner="nurse").owner == SAM
    assert action(table, owner="@sam okafor").owner == SAM
    assert action(table, owner="P1").owner == SAM


def test_a_name_that_two_people_have_asks_for_more_of_it(table: Table) -> None:
    assert "Samira Okafor-Vane" in refused(table, table.meeting.actions[0].record, "owner", "oka")


def test_somebody_who_is_not_invited_may_own_an_action(table: Table) -> None:
    assert action(table, owner="Duty worker, Housing").owner == Who(name="Duty worker, Housing")


@pytest.mark.parametrize("vague", ["everyone", "All", "TBC", "the team", "professionals"])
def test_an_owner_who_is_nobody_in_particular_is_refused(table: Table, vague: str) -> None:
    assert "Name one person" in refused(table, table.meeting.actions[0].record, "owner", vague)


def test_a_deadline_is_read_in_words_from_the_day_of_the_meeting(table: Table) -> None:
    assert action(table, deadline="in 2 weeks").deadline == date(2026, 12, 17)


def test_a_deadline_before_the_meeting_is_refused(table: Table) -> None:
    assert "before the meeting" in refused(table, table.meeting.actions[0].record, "deadline", "2026-12-01")


def test_a_vague_deadline_is_refused(table: Table) -> None:
    refused(table, table.meeting.actions[0].record, "deadline", "ASAP")


def test_what_an_action_addresses_is_given_by_reference(table: Table) -> None:
    assert action(table, addresses="r1, N1").addresses == ("r1", "n1")
    assert "R7" in refused(table, table.meeting.actions[0].record, "addresses", "R7")


def test_both_halves_of_the_talk_with_the_family_are_kept(table: Table) -> None:
    talk = action(table, family_by="Sam Okafor", family_why_not="only the alarm").family
    assert talk == FamilyTalk(by=SAM, why_not="only the alarm")
    assert action(table, family_by="").family is None


def test_who_differed_is_written_name_and_words(table: Table) -> None:
    decision = Decision(id="d1", text="Meet again", reason="too early")
    changed = change(decision, {"dissent": "Sam Okafor: I'd wait: a month\n"}, table.meeting, table.format)
    assert isinstance(changed, Decision)
    assert changed.dissent == (Dissent(who=SAM, text="I'd wait: a month"),)
    assert "colon" in refused(table, decision, "dissent", "Sam thinks otherwise")


def test_a_text_can_not_be_emptied_but_a_restriction_can(table: Table) -> None:
    note = Note(id="f1", nature="fact", text="Seen", restricted="A third person")
    assert "blank" in refused(table, note, "text", "  ")
    changed = change(note, {"restricted": ""}, table.meeting, table.format)
    assert isinstance(changed, Note) and changed.restricted is None


def test_a_text_that_is_too_long_is_refused_whole(table: Table) -> None:
    note = Note(id="f1", nature="fact", text="Seen")
    assert "20,000" in refused(table, note, "text", "x" * 100_000)


def test_a_field_that_is_not_there_names_those_that_are(table: Table) -> None:
    assert "deadline" in refused(table, table.meeting.actions[0].record, "dedline", "fri")


def test_parts_and_choices_are_checked(table: Table) -> None:
    person = table.meeting.attendees[0].record
    changed = change(person, {"parts": "1, 2", "status": "apol"}, table.meeting, table.format)
    assert isinstance(changed, Attendee) and changed.parts == (1, 2) and changed.status == "apologies"
    refused(table, person, "parts", "3")
    refused(table, person, "status", "maybe")


def test_the_details_are_set_by_the_names_people_use(table: Table) -> None:
    def after(key: str, typed: str) -> Details:
        record = set_key(key, typed, table.meeting, table.format).record
        assert isinstance(record, Details)
        return record

    assert after("aim", "Agree a plan").aim == "Agree a plan"
    assert after("note-taker", "nurse").note_taker == SAM
    assert after("note_taker", "Somebody Else").note_taker == Who(name="Somebody Else")
    assert after("starts", "2026-12-04 09:30").starts.isoformat() == "2026-12-04T09:30:00+00:00"
    reasons = [r.id for r in table.format.reasons[:2]]
    assert after("reasons", ",".join(reasons)).reasons == tuple(reasons)
    assert set_key("aim", "x", table.meeting, table.format).base == 1


def test_a_field_of_a_record_is_set_by_its_reference(table: Table) -> None:
    draft = set_key("R1.no-action", "The landlord fitted one today", table.meeting, table.format)
    assert isinstance(draft.record, Observation)
    assert draft.record.no_action == "The landlord fitted one today"
    assert draft.record.source == SAM
    assert draft.base == table.meeting.base_of("r1")


def test_an_unknown_key_says_what_was_perhaps_meant(table: Table) -> None:
    with pytest.raises(NotThat, match="note-taker"):
        set_key("notetaker", "Sam", table.meeting, table.format)
    with pytest.raises(NotThat, match=r"A1\.owner"):
        set_key("zzzz", "Sam", table.meeting, table.format)
    with pytest.raises(NotThat):
        set_key("R9.text", "x", table.meeting, table.format)


def test_a_blank_takes_an_answer_back(table: Table) -> None:
    table.answer("existing-plan", "yes")
    draft = set_key("existing-plan", "", table.meeting, table.format)
    assert draft.removed and draft.base == table.meeting.position


def question(type_: str, **more: object) -> Question:
    return Question.model_validate(
        {"id": "q", "item": "plan", "type": type_, "text": "A question?", "provision": "KBSP-01", **more}
    )


def ask(table: Table, asked: Question, typed: str) -> str:
    return shown_answer(answer(asked, typed, table.meeting, table.format), table.meeting)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("yes", "yes"), ("Y", "yes"), ("no: she is asleep", "no: she is asleep"), ("yes: in part", "yes: in part")],
)
def test_yes_and_no_are_understood_with_their_reason(table: Table, typed: str, kept: str) -> None:
    assert ask(table, question("yes-no"), typed) == kept


def test_a_no_needs_its_reason_unless_the_question_says_otherwise(table: Table) -> None:
    with pytest.raises(NotThat, match="reason"):
        ask(table, question("yes-no"), "no")
    assert ask(table, question("yes-no", no_needs_reason=False), "no") == "no"
    with pytest.raises(NotThat):
        ask(table, question("yes-no"), "perhaps")


def test_a_date_is_kept_as_a_date(table: Table) -> None:
    assert ask(table, question("date"), "11 feb 2027") == "2027-02-11"
    with pytest.raises(NotThat):
        ask(table, question("date"), "next banana")


def test_none_is_an_answer_only_with_a_reason_and_where_the_question_allows_it(table: Table) -> None:
    allowed = question("date", or_reason=True)
    assert ask(table, allowed, "none: nothing is left to review") == "none: nothing is left to review"
    with pytest.raises(NotThat, match="reason"):
        ask(table, allowed, "none")
    with pytest.raises(NotThat):
        ask(table, question("date"), "none: never")


@pytest.mark.parametrize("typed", ["no:", "No :", "none:", "none, "])
@pytest.mark.parametrize("kind", ["text", "yes-no", "person", "date"])
def test_the_start_of_a_reason_without_one_is_no_answer(table: Table, typed: str, kind: str) -> None:
    asked = question(kind, no_needs_reason=False, or_reason=True)
    with pytest.raises(NotThat, match="reason after"):
        ask(table, asked, typed)


def test_not_at_the_meeting_is_no_part_of_a_members_name(table: Table) -> None:
    asked = question("person", member=True)
    for typed in ("Zed Unknown, not at the meeting", "Zed Unknown (not at the meeting)"):
        assert ask(table, asked, typed) == "Zed Unknown"
        assert says_away(typed)
    assert not says_away("Zed Unknown")
    assert ask(table, question("person"), "Zed, not at the meeting") == "Zed, not at the meeting"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("@nurse rings first, then @samira.", "nurse rings first, then samira."),
        ('@"Ruth Ellis, Housing" is told', "Ruth Ellis, Housing is told"),
        ("@okafor2 is told", "okafor is told"),
        ("Write to duty@health.example", "Write to duty@health.example"),
    ],
)
def test_a_name_in_an_answer_is_kept_without_its_sign(table: Table, typed: str, kept: str) -> None:
    assert ask(table, question("text"), typed) == kept
    assert ask(table, question("yes-no"), f"no: {typed}") == f"no: {kept}"
    details = set_key("aim", typed, table.meeting, table.format).record
    assert isinstance(details, Details) and details.aim == kept
    assert action(table, text=typed, measure=typed).measure == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("@ruth is told", '"ruth" is not among those invited .* Or leave the @ out'),
        ("@okafor is told", '"okafor" may be 1 Sam .* or 2 Samira .* Put the number after the name'),
        ("@everyone is told", '"everyone" is not one person'),
    ],
)
def test_a_name_in_an_answer_that_is_not_one_persons_is_asked_about(table: Table, typed: str, said: str) -> None:
    for key in ("existing-plan", "aim"):
        with pytest.raises(NotThat, match=said):
            set_key(key, f"no: {typed}", table.meeting, table.format)


def test_words_that_begin_with_none_are_words(table: Table) -> None:
    assert ask(table, question("text", or_reason=True), "None of them came") == "None of them came"


def test_a_person_who_is_an_attendee_is_followed(table: Table) -> None:
    given_answer = answer(question("person"), "sam okafor", table.meeting, table.format)
    assert given_answer.attendee == "p1"
    with pytest.raises(NotThat):
        ask(table, question("person"), "everyone")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("text", "z" * 20_001, "Answer is longer than 20,000 characters"),
        ("yes-no", "no: " + "z" * 20_001, "Reason is longer than 20,000 characters"),
        ("text", "\x1b", "Answer can't be left blank"),
        ("text", "said \ud800", "Answer: "),
        ("person", "\x07", "Nobody is named"),
    ],
    ids=["long", "a long reason", "nothing to read", "half a character", "nobody"],
)
def test_what_can_not_be_kept_as_an_answer_is_said_in_one_line(table: Table, kind: str, typed: str, said: str) -> None:
    with pytest.raises(NotThat) as refused:
        ask(table, question(kind), typed)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_a_choice_is_found_by_its_id_or_its_words(table: Table) -> None:
    lawful = question(
        "choice", choices=[{"id": "public-task", "text": "Public task"}, {"id": "other", "text": "Other"}]
    )
    assert ask(table, lawful, "Public task") == "public-task"
    assert ask(table, lawful, "other: because") == "other: because"
    with pytest.raises(NotThat, match="Public task · Other"):
        ask(table, lawful, "consent")


def test_changes_to_different_fields_are_put_together() -> None:
    base = Action(id="a", text="Visit", measure="seen")
    mine = base.model_copy(update={"deadline": date(2026, 12, 9)})
    theirs = base.model_copy(update={"measure": "seen twice"})
    assert merge(base, mine, theirs) == Action(id="a", text="Visit", measure="seen twice", deadline=date(2026, 12, 9))


def test_two_changes_of_the_same_field_are_for_somebody_to_choose() -> None:
    base = Action(id="a", text="Visit")
    mine, theirs = base.model_copy(update={"text": "Ring"}), base.model_copy(update={"text": "Write"})
    assert merge(base, mine, theirs) is None
    assert merge(base, mine, mine) == mine


TEXT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)
WHO = st.sampled_from([SAM, Who(name="Samira Okafor-Vane", attendee="p2"), Who(name="Duty worker, Housing")])
PARTS = st.sampled_from([1, 2])
RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(
        Observation,
        id=st.just("x"),
        theme=st.sampled_from(["strength", "need", "risk"]),
        text=TEXT,
        source=st.none() | WHO,
        restricted=st.none() | TEXT,
        no_action=TEXT,
        part=PARTS,
        item=st.just(""),
        immediate=st.none() | st.builds(Immediate, raised=st.just(HELD), raised_by=st.just("Noor"), decided=TEXT),
    ),
    st.builds(
        Note,
        id=st.just("x"),
        nature=st.sampled_from(["fact", "opinion", "reported"]),
        text=TEXT,
        source=st.none() | WHO,
        restricted=st.none() | TEXT,
        item=st.just("plan"),
    ),
    st.builds(
        Decision,
        id=st.just("x"),
        text=TEXT,
        reason=TEXT,
        restricted=st.none(),
        item=st.just("plan"),
        dissent=st.lists(st.builds(Dissent, who=WHO, text=TEXT), max_size=2).map(tuple),
    ),
    st.builds(
        Action,
        id=st.just("x"),
        text=TEXT,
        measure=TEXT,
        owner=st.none() | WHO,
        deadline=st.none() | st.dates(date(2026, 12, 3), date(2028, 1, 1)),
        addresses=st.sampled_from([(), ("n1",), ("r1", "n1")]),
        family=st.none() | st.builds(FamilyTalk, by=WHO, why_not=TEXT),
        restricted=st.none(),
        item=st.just("plan"),
    ),
)


@given(RECORDS)
def test_saving_a_form_that_nobody_touched_changes_nothing(record: Record) -> None:
    table = Table("bristol")
    table.put(
        Details(format="bristol", format_version="1", format_name="Bristol", title="T", subject="K.", starts=HELD)
    )
    table.put(Attendee(id="p1", name="Sam Okafor", role="School nurse", agency="Health"))
    table.put(Attendee(id="p2", name="Samira Okafor-Vane", agency="School"))
    table.put(Observation(id="n1", theme="need", text="A bed of her own"))
    table.put(Observation(id="r1", theme="risk", text="No smoke alarm"))
    typed = {f.name: f.value for f in fields_of(record, table.meeting, table.format)}
    assert change(record, typed, table.meeting, table.format) == record


def test_a_wrong_choice_is_told_the_labels_and_not_the_ids(table: Table) -> None:
    asked = question(
        "choice", choices=[{"id": "public-task", "text": "Public task"}, {"id": "other", "text": "Another basis"}]
    )
    with pytest.raises(NotThat, match="Type one of: Public task · Another basis") as wrong:
        answer(asked, "consent", table.meeting, table.format)
    assert "public-task" not in str(wrong.value)
    with pytest.raises(NotThat, match="A concern can only be cleared up, or work with") as wrong:
        set_key("reasons", "because", table.meeting, table.format)
    assert "share-information" not in str(wrong.value)
    with pytest.raises(NotThat, match="Professional planning meeting"):
        set_key("kind", "tea", table.meeting, table.format)


def test_a_choice_is_shown_by_its_label_and_reads_back(table: Table) -> None:
    asked = question("choice", choices=[{"id": "public-task", "text": "Public task"}])
    kept = answer(asked, "public-task: so", table.meeting, table.format)
    assert shown_answer(kept, table.meeting, asked) == "Public task: so"
    assert answer(asked, "Public task: so", table.meeting, table.format) == kept


def test_a_field_of_choices_is_in_words_where_it_is_read(table: Table) -> None:
    table.change("details", reasons=("share-information", "no-improvement"))
    shown = {f.name: f.in_words for f in fields_of(table.meeting.details, table.meeting, table.format)}
    assert "share-information" not in shown["reasons"] and shown["reasons"].startswith("A concern can only")


def test_an_answer_reads_back_from_how_it_is_shown(table: Table) -> None:
    for kept in (
        Answer(id="answer:q", question="q", value="no", reason="she is asleep", part=1),
        Answer(id="answer:q", question="q", value="yes", part=1),
    ):
        assert answer(question("yes-no"), shown_answer(kept, table.meeting), table.meeting, table.format) == kept
