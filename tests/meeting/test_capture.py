"""What becomes of each line typed at the meeting: a record, a question back, or the reason why not."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.meeting.capture.capture import LeftUnsettled, Refused, Understood, capture, preview, split_lines
from chairtui.meeting.records import Action, Attendee, Closure, Decision, Draft, Note, Observation, Who
from chairtui.meeting.text import LONGEST_TEXT
from chairtui.words.kinds import KINDS
from tests.meeting.capture_room import FORMAT, HELD, Room

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def room() -> Room:
    room = Room()
    for line in ("r: Drink", "n: Housing", "r: Debt", "f: He was late @okafor", "s: A good school"):
        room.say(line)
    return room


def owner(action: Action) -> str:
    return action.owner.name if action.owner else ""


@pytest.mark.parametrize(
    ("start", "theme"),
    [
        ("s:", "strength"),
        ("N:", "need"),
        ("r :", "risk"),
        ("Risk:", "risk"),
        ("  NEED  :", "need"),
        ("s：", "strength"),
    ],
)
def test_a_strength_a_need_and_a_risk(room: Room, start: str, theme: str) -> None:
    said = room.become(Observation, f"{start} Gran cooks for him", "known")
    assert (said.theme, said.text, said.source) == (theme, "Gran cooks for him", None)


def test_what_was_known_before_is_told_apart_from_what_is_heard_today(room: Room) -> None:
    assert room.become(Observation, "r: Drink", "known").origin == "prior"
    assert room.become(Observation, "r: Drink", "heard").origin == "during"
    assert room.become(Observation, "r: Drink", "plan").origin == "during"
    assert room.become(Observation, "r: Drink").origin == "during"
    assert room.become(Observation, "r: Drink", "1").item == "known"


@pytest.mark.parametrize(
    ("start", "nature"), [("f:", "fact"), ("o:", "opinion"), ("h:", "reported"), ("Reported:", "reported")]
)
def test_a_note_carries_who_said_it(room: Room, start: str, nature: str) -> None:
    note = room.become(Note, f"{start} The door was open @ada", "plan")
    assert (note.nature, note.text, note.item) == (nature, "The door was open", "plan")
    assert note.source == Who(name="Ada Bello", attendee=room.meeting.attendees[3].record.id)


def test_hearsay_is_not_filed_without_who_reported_it(room: Room) -> None:
    assert room.refused("h: Dad hit him") == "Say who reported it: add @ and a name at the end."
    assert room.become(Note, "h: Dad hit him @ada").source


@pytest.mark.parametrize(
    ("line", "text", "source"),
    [
        ("f: Saw the bruise @ada", "Saw the bruise", "Ada Bello"),
        ("f: Saw the bruise @ada.", "Saw the bruise.", "Ada Bello"),
        ("f: @ada Saw the bruise", "Saw the bruise", "Ada Bello"),
        ("f: @ada: saw the bruise", "saw the bruise", "Ada Bello"),
        ("f: @ada two bruises on the arm", "two bruises on the arm", "Ada Bello"),
        ("f: @ada saw the bruise", "ada saw the bruise", None),
        ("f: @Ada's report is late", "Ada's report is late", None),
        ("o: @bello is wrong about the food", "bello is wrong about the food", None),
        ("f: The day @ada rang, he was out", "The day ada rang, he was out", None),
        ("f: @ada says he was out @okafor", "ada says he was out", "Sam Okafor"),
        ("f: photographed @Ada and Dawn", "photographed Ada and Dawn", None),
        ("f: photographed @sam and @bob in the yard", "photographed sam and bob in the yard", None),
        ("f: met @P2 at two, @sam2 later", "met P2 at two, sam later", None),
        ('f: told @"Mr Gray, Housing" twice', "told Mr Gray, Housing twice", None),
        ("f: Ada met Sam Price @okafor", "Ada met Sam Price", "Sam Okafor"),
        ("n: He has no one he feels safe with @ada", "He has no one he feels safe with", "Ada Bello"),
        ("f: Mail to ada@x.org came back", "Mail to ada@x.org came back", None),
        ("f: By bus, for R9, by fri, because: so", "By bus, for R9, by fri, because: so", None),
        ('f: No heating @"Mr Gray, Housing"', "No heating", "Mr Gray, Housing"),
    ],
)
def test_a_mention_at_the_end_says_who_and_one_amid_the_words_stays(
    room: Room, line: str, text: str, source: str | None
) -> None:
    said = room.understood(line).drafts[0].record
    assert isinstance(said, Note | Observation)
    assert (said.text, said.source and said.source.name) == (text, source)


@pytest.mark.parametrize(
    "line",
    [
        "o: We are worried @okafor @ada",
        "o: We are worried @okafor, @ada",
        "o: We are worried @okafor and @ada",
        "o: We are worried @okafor and ada",
        "o: @okafor and ada: We are worried",
        "o: @okafor, @ada We are worried",
    ],
)
def test_two_people_say_a_thing_together(room: Room, line: str) -> None:
    note = room.become(Note, line)
    assert note.text == "We are worried"
    assert [who.name for who in (note.source, *note.also) if who] == ["Sam Okafor", "Ada Bello"]
    assert "said by Sam Okafor, Health and Ada Bello, Children's Services" in room.below(line)


def test_somebody_at_the_start_and_another_at_the_end_are_not_guessed_between(room: Room) -> None:
    asked = room.asked("o: @okafor: He is afraid @ada")
    assert [choice.line for choice in asked.choices] == ["o: @okafor: He is afraid ada", "o: okafor: He is afraid @ada"]
    assert room.become(Note, "o: I am worried @ada @ada").text == "I am worried"


def test_a_decision_is_parted_from_its_reason_at_the_first_because(room: Room) -> None:
    decision = room.become(Decision, "d: Hold a conference, because the risk rose because of @ada's visit", "plan")
    assert decision.text == "Hold a conference"
    assert decision.reason == "the risk rose because of ada's visit"
    assert decision.item == "plan"
    assert room.become(Decision, "d: No more to do").reason == ""
    assert "nothing after" in room.refused("d: Hold a conference because")
    assert room.become(Decision, "d: because of it we stop").text == "because of it we stop"


CLAUSES = [
    "a: Visit the flat @okafor by fri measure: seen twice for R1,N1",
    "a: Visit the flat by fri @okafor for R1,N1 measure: seen twice",
    "a: @okafor by fri for R1, N1 Visit the flat measure: seen twice",
    "a: for R1 and N1 by fri @okafor Visit the flat measure: seen twice",
    "a: by fri, @okafor, Visit the flat for r1 n1. measure: seen twice",
    "a: Visit the flat measure: seen twice @okafor by fri for R1,N1",
    "a: Visit the flat for R1, for N1 measure: seen twice by fri @Sam Okafor",
    "ACTION : Visit the flat @P1 BY Friday MEASURE: seen twice FOR R1,N1",
]


@pytest.mark.parametrize("line", CLAUSES)
def test_the_clauses_of_an_action_stand_in_any_order(room: Room, line: str) -> None:
    action = room.become(Action, line)
    assert action.text.rstrip(".") == "Visit the flat"
    assert (owner(action), action.deadline, action.measure) == ("Sam Okafor", FRIDAY, "seen twice")
    refs = [room.meeting.ref_of(record_id) for record_id in action.addresses]
    assert refs == ["R1", "N1"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("a: visit the flat by bus @ada by fri", "visit the flat by bus"),
        ("a: Check by phone @ada by fri", "Check by phone"),
        ("a: Gather facts for S47 enquiry @ada by fri", "Gather facts for S47 enquiry"),
        ("a: Print for A4 @ada by fri", "Print for A4"),
        ("a: Ask for R1 papers @ada by fri", "Ask for R1 papers"),
        ("a: Support the family: be kind @ada by fri", "Support the family: be kind"),
        ("a: Mail ada@x.org @ada by fri", "Mail ada@x.org"),
        ("a: @ada to visit by fri", "ada to visit"),
        ("a: @ada will visit by fri", "ada will visit"),
        ("a: @ada visit, by fri", "visit"),
        ("a: Meet with mum @ada by fri", "Meet with mum"),
        ("a: ask @okafor about it @ada by fri", "ask okafor about it"),
        ("a: @ada: visit, by fri", "visit"),
        ("a: visit the family: @ada by fri", "visit the family:"),
        ("a: Visit. @ada. by fri.", "Visit."),
        ("a: Ring mum by fri, then write @ada", "Ring mum, then write"),
        ("a: Visit because he is alone @ada by fri", "Visit because he is alone"),
        ("a: Visit by fri 5pm @ada", "Visit by fri 5pm"),
        ("a: Visit by 5pm on fri @ada", "Visit by 5pm on fri"),
    ],
)
def test_words_that_are_no_clause_stay_in_the_action(room: Room, line: str, text: str) -> None:
    action = room.become(Action, line)
    assert (action.text, owner(action), action.deadline) == (text, "Ada Bello", FRIDAY)


def test_a_date_amid_the_words_is_no_deadline_and_the_line_below_says_so(room: Room) -> None:
    action = room.become(Action, "a: Ring by fri about the bus @ada")
    assert (action.text, action.deadline) == ("Ring by fri about the bus", None)
    assert 'no deadline yet: put "by fri" at the end' in room.below("a: Ring by fri about the bus @ada")


@pytest.mark.parametrize(
    "line",
    [
        "a: Visit the flat @okafor fri",
        "a: Visit the flat fri @okafor",
        "a: Visit the flat @okafor, fri",
        "a: Visit the flat @okafor fri m: seen twice",
        "a: Visit the flat @okafor fri R1 m: seen twice",
        "a: Visit the flat @okafor 27 nov for R1 m: seen twice",
        "a:Visit the flat @okafor in 7 days",
    ],
)
def test_a_date_that_stands_last_needs_no_by(room: Room, line: str) -> None:
    action = room.become(Action, line)
    assert (action.text, owner(action), action.deadline) == ("Visit the flat", "Sam Okafor", FRIDAY)
    assert action.measure == ("seen twice" if "m:" in line else "")
    assert len(action.addresses) == line.count("R1")


@pytest.mark.parametrize(
    "text",
    [
        "Weigh him twice a day for 10 days",
        "Ask him about friday",
        "Find out where he was last friday",
        "Read what was written since 3 dec",
        "Review R1",
    ],
)
def test_a_date_or_a_reference_that_belongs_to_the_sentence_stays_in_it(room: Room, text: str) -> None:
    action = room.become(Action, f"a: {text} @ada")
    assert (action.text, action.deadline, action.addresses) == (text, None, ())


@pytest.mark.parametrize(
    "form", ["@ada by {}", "by {} @ada", "@ada {}", "{} @ada", "@ada by {} m: seen", "@ada {} m: seen for R1"]
)
@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("friday next week", date(2026, 11, 27)),
        ("a week on friday", date(2026, 12, 4)),
        ("end of next week", date(2026, 11, 27)),
        ("first monday in january", date(2027, 1, 4)),
    ],
)
def test_a_date_is_read_whole_wherever_it_stands(room: Room, form: str, phrase: str, day: date) -> None:
    action = room.become(Action, f"a: Visit the flat {form.format(phrase)}")
    assert (action.text, owner(action), action.deadline) == ("Visit the flat", "Ada Bello", day)


@pytest.mark.parametrize("form", ["@ada by {}", "by {} @ada", "@ada {}", "{} @ada"])
@pytest.mark.parametrize(
    "phrase",
    [
        *("before christmas", "four thursday", "half four thursday", "2/7", "tuesday in two weeks"),
        "10 working days of the referral",
    ],
)
def test_no_day_is_taken_from_words_that_name_none(room: Room, form: str, phrase: str) -> None:
    outcome = room.try_line(f"a: Visit the flat {form.format(phrase)}")
    assert isinstance(outcome, Refused) and outcome.missing == "date"


@pytest.mark.parametrize(
    ("line", "reply", "text", "day"),
    [
        ("a: Visit the flat before christmas @ada", "18 dec", "Visit the flat before christmas", date(2026, 12, 18)),
        ("a: Visit the flat before christmas @ada", "?", "Visit the flat before christmas", None),
        ("a: Visit the flat 10 days @ada", "1", "Visit the flat", date(2026, 11, 30)),
        ("a: Respite for him 10 days @ada", "2", "Respite for him 10 days", None),
        ("a: Respite for him 10 days @ada", "fri", "Respite for him 10 days", date(2026, 11, 27)),
        ("a: Visit the flat @ada m: seen 10 working days", "1", "Visit the flat", date(2026, 12, 4)),
        ("a: Visit the flat @ada by before christmas", "18 dec", "Visit the flat", date(2026, 12, 18)),
    ],
)
def test_words_that_may_be_the_deadline_are_asked_about_and_none_is_lost(
    room: Room, line: str, reply: str, text: str, day: date | None
) -> None:
    assert isinstance(room.take(line), LeftUnsettled)
    taken = room.take(reply)
    assert isinstance(taken, Understood), taken
    action = taken.drafts[-1].record
    assert isinstance(action, Action)
    assert (action.text, owner(action), action.deadline) == (text, "Ada Bello", day)


@pytest.mark.parametrize(
    "text",
    [
        *("Visit him weekly", "Let the girls do an hour a week", "Ring April", "See him every friday"),
        *(
            "Find out when he is home",
            "Stay until friday",
            "Plan for the holidays",
            "Send a card, his birthday is friday",
        ),
    ],
)
def test_how_often_and_other_words_of_time_are_not_asked_about(room: Room, text: str) -> None:
    action = room.become(Action, f"a: {text} @ada")
    assert (action.text, action.deadline) == (text, None)


def test_a_question_mark_says_that_there_is_no_deadline_yet(room: Room) -> None:
    action = room.become(Action, "a: Visit the flat @ada by ?")
    assert (action.text, action.deadline) == ("Visit the flat", None)


def test_somebody_elses_report_does_not_make_them_the_owner(room: Room) -> None:
    action = room.become(Action, "a: Check @Ada's report @okafor by fri")
    assert (action.text, owner(action)) == ("Check Ada's report", "Sam Okafor")
    assert owner(room.become(Action, "a: @Ada's report to be checked by fri")) == ""


@pytest.mark.parametrize("line", ["@okafor @ada", "@okafor, @ada", "@okafor and ada", "@okafor with @ada"])
def test_one_of_two_owners_leads_and_the_other_is_with_them(room: Room, line: str) -> None:
    action = room.become(Action, f"a: Visit {line} by fri")
    assert (owner(action), [who.name for who in action.shared_with]) == ("Sam Okafor", ["Ada Bello"])
    assert (action.text, action.deadline) == ("Visit", FRIDAY)
    assert "with Ada Bello" in room.below(f"a: Visit {line} by fri")


def test_owners_named_in_two_places_are_not_guessed_between(room: Room) -> None:
    asked = room.asked("a: @okafor Visit the flat @ada by fri")
    leads = [room.become(Action, choice.line) for choice in asked.choices]
    assert [owner(action) for action in leads] == ["Sam Okafor", "Ada Bello"]
    assert owner(room.become(Action, "a: @ada visits and @okafor writes by fri")) == "Ada Bello"


def test_an_action_has_one_deadline(room: Room) -> None:
    assert "two deadlines, Fri 27 Nov 2026 and Thu 3 Dec 2026" in room.refused("a: x by fri, y by 3 dec @ada")
    measured = room.become(Action, "a: x by 3 dec @ada measure: seen by fri")
    assert (measured.deadline, measured.measure) == (date(2026, 12, 3), "seen by fri")


@pytest.mark.parametrize(
    "words",
    ["ASAP", "ongoing", "in due course", "TBC", "soon", "immediately", "the next review", "as soon as possible"],
)
def test_a_vague_deadline_is_refused_with_the_words_to_use_instead(room: Room, words: str) -> None:
    expected = f'"{words}" is not a deadline: give a date, such as fri, 27 nov or in 2 weeks.'
    assert room.refused(f"a: Visit @ada by {words}") == expected
    assert room.refused(f"a: Visit by {words} @ada") == expected


def test_a_vague_deadline_without_by_is_refused_unless_there_is_a_date_too(room: Room) -> None:
    assert '"ASAP" is not a deadline' in room.refused("a: Visit ASAP @ada")
    assert '"ongoing" is not a deadline' in room.refused("a: Visits @ada ongoing")
    assert room.become(Action, "a: Visit ASAP @ada by fri").text == "Visit ASAP"


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("31/02", "no 31 February"),
        ("2026-13-01", "no month 13"),
        ("mon 27 nov 2026", "27 Nov 2026 is a Friday, not a Monday"),
        ("19 nov 2026", "Thu 19 Nov 2026 is before the meeting (Fri 20 Nov 2026)"),
        ("yesterday", "is before the meeting"),
        ("next week", "does not say which day"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused_with_what_is_wrong(room: Room, by: str, said: str) -> None:
    outcome = room.try_line(f"a: Visit @ada by {by}")
    assert isinstance(outcome, Refused)
    assert said in outcome.reason
    assert f"a: Visit @ada by {by}"[outcome.start : outcome.end] == f"by {by}"


def test_what_an_action_is_for_must_be_there(room: Room) -> None:
    entry = room.meeting.find("R2")
    assert entry
    room.file(Draft(record=entry.record, base=entry.base, removed=True))
    room.say("a: Visit @ada by fri")
    assert "There is no R9 in this meeting" in room.refused("a: Visit @ada by fri for R1,R9")
    assert "There is no S7" in room.refused("a: Visit @ada by fri for R1,S7")
    assert "There is no R9" in room.refused("a: Visit @ada by fri for R1 and R9")
    assert room.become(Action, "a: for R1 N1 S47 enquiry @ada").text == "S47 enquiry"
    assert "R2 was removed" in room.refused("a: Visit @ada by fri for R2")
    assert "A1 is an action" in room.refused("a: Visit @ada by fri for R1,A1")
    assert len(room.become(Action, "a: Verify it @ada for F1, R1 and S1").addresses) == 3


def test_who_tells_the_family_about_an_action(room: Room) -> None:
    told = room.become(Action, "a: Visit family: @zoe @ada by fri measure: seen").family
    assert told and told.by and told.by.name == "Zoë O’Neill-Smith"
    action = room.become(Action, "a: Visit @ada family: no, it would put him in danger by fri for R1")
    assert action.family and action.family.why_not == "it would put him in danger"
    assert (action.deadline, len(action.addresses)) == (FRIDAY, 1)
    assert room.become(Action, "a: Visit family: @zoe at the school gate @ada").text == "Visit at the school gate"
    assert "Say why not" in room.refused("a: Visit @ada family: no")


@pytest.mark.parametrize("start", ["s:", "n:", "r:", "f:", "o:", "h:", "d:", "a:", "!:"])
def test_anything_said_may_be_kept_out_of_the_familys_copy_with_a_reason(room: Room, start: str) -> None:
    who = "" if start == "d:" else " @ada"
    record = room.understood(f"{start} Words{who} !restricted Names a third party").drafts[0].record
    assert isinstance(record, Observation | Note | Decision | Action)
    assert (record.text, record.restricted) == ("Words", "Names a third party")
    assert "· restricted" in room.below(f"{start} Words{who} !Restricted: Names a third party")
    assert "Say why it is kept from the family" in room.refused(f"{start} Words{who} !restricted")


@pytest.mark.parametrize(
    "typed", ["!restrict third party", "!RESTRICTION", "! restricted x", "!resticted x", "x!restricted y"]
)
def test_a_slip_in_restricted_never_files_the_line_unrestricted(room: Room, typed: str) -> None:
    assert "did you mean !restricted" in room.refused(f"f: Words {typed}")


def test_after_a_reason_for_restricting_who_said_it_still_counts(room: Room) -> None:
    note = room.become(Note, "h: Dad hit him !restricted third party @ada")
    assert (note.restricted, note.source and note.source.name) == ("third party", "Ada Bello")
    action = room.become(Action, "a: Visit !restricted third party @ada by fri")
    assert (action.restricted, owner(action), action.deadline) == ("third party", "Ada Bello", FRIDAY)


def test_part_two_marks_what_is_said_in_it() -> None:
    room = Room(part=2)
    assert room.become(Observation, "r: Drink").part == 2
    assert room.become(Action, "a: Visit").part == 2
    assert room.become(Attendee, "present: Mum Gray, Mother !family").parts == (2,)


def test_an_immediate_risk_records_when_by_whom_and_what_was_decided(room: Room) -> None:
    risk = room.become(Observation, "!: He is alone with them now @ada decided: police rung at ten")
    assert (risk.theme, risk.text) == ("risk", "He is alone with them now")
    assert risk.immediate
    assert (risk.immediate.raised, risk.immediate.raised_by) == (HELD, "Ada Bello")
    assert risk.immediate.decided == "police rung at ten"
    alone = room.become(Observation, "!: He is alone now").immediate
    assert alone and (alone.raised_by, alone.decided) == ("Noor Castle", "")
    nobody = capture("!: He is alone now", room.meeting, FORMAT, new_id=lambda: "x")
    assert isinstance(nobody, Refused) and "who raised it" in nobody.reason
    without_clock = capture("!: Alone @ada", room.meeting, FORMAT, new_id=lambda: "x")
    assert isinstance(without_clock, Understood)


def test_a_difference_joins_the_decision_it_is_about(room: Room) -> None:
    room.say("d: Hold a conference because risk rose")
    draft = room.understood("dissent: D1 @zoe I would wait").drafts[0]
    assert isinstance(draft.record, Decision)
    assert draft.record.text == "Hold a conference"
    assert [(d.who.name, d.text) for d in draft.record.dissent] == [("Zoë O’Neill-Smith", "I would wait")]
    room.file(draft)
    again = room.say("dissent: d1, So would I @ada")
    assert isinstance(again, Decision) and len(again.dissent) == 2
    assert "no D9" in room.refused("dissent: D9 @ada no")
    assert "R1 is not a decision" in room.refused("dissent: R1 @ada no")
    assert "Say who disagreed" in room.refused("dissent: D1 no")
    assert "no words" in room.refused("dissent: D1 @ada")
    assert "which decision" in room.refused("dissent: @ada no")
    kept = room.say("dissent: D1 @ada no !restricted reason")
    assert isinstance(kept, Decision) and kept.restricted is None
    assert [d.restricted for d in kept.dissent] == [None, None, "reason"]


def test_who_is_here_is_said_in_lines_too() -> None:
    room = Room([])
    new = room.say("invite: Lee Marsh, Nurse, Health, looked after him as a baby")
    assert isinstance(new, Attendee)
    assert (new.name, new.role, new.agency, new.status) == ("Lee Marsh", "Nurse", "Health", "invited")
    assert new.why == "looked after him as a baby"
    draft = room.understood("present: LEE MÄRSH").drafts[0]
    assert draft.base == room.meeting.base_of(new.id)
    assert draft.record == new.model_copy(update={"status": "present"})
    room.file(draft)
    by_reference = room.say("apologies: p1, Health visitor")
    assert by_reference == new.model_copy(update={"status": "apologies", "role": "Health visitor"})
    assert room.become(Attendee, "absent: @marsh").status == "absent"
    assert "changes P1" in room.below("absent: lee marsh")
    assert room.become(Attendee, "present: Jo,,Police").agency == "Police"
    assert len(room.meeting.attendees) == 1
    assert room.below("present: Marsh") == "PRESENT Marsh · somebody new (if it is Lee Marsh, type present: P1)"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("present:", "Say who: present: Name, role, agency."),
        ("present: , nurse", "Say who"),
        ("present: everyone", "not one person"),
        ("present: P7", "no attendee P7"),
        ("present: @bob", "not among those invited"),
        ("present: Jo, Nurse, Health !restricted why", "only why"),
        (f"present: {'n' * 201}", "200 characters"),
    ],
)
def test_a_line_about_nobody_is_refused(room: Room, line: str, said: str) -> None:
    assert said in room.refused(line)


@pytest.mark.parametrize(
    "line", ["", "  ", "hello", "sofa: what", "Mum said: no", ": no", "https://x.org", "r", "- r: Drink"]
)
def test_a_line_that_begins_with_nothing_known_is_refused_with_what_to_begin_with(room: Room, line: str) -> None:
    said = room.refused(line)
    assert "Begin with s: strength, n: need," in said
    assert all(f"{called.starts[0]}: {called.one}" in said for called in KINDS.values() if called.starts)


@pytest.mark.parametrize(
    "line", ["s:", "r: @ada", "a: @ada by fri", "f:  \t ", "d: \u200b", "o: ...", "!: @ada", "a: measure: x"]
)
def test_a_line_with_nothing_said_is_refused(room: Room, line: str) -> None:
    assert "There are no words after" in room.refused(line)


def test_an_opened_clause_with_nothing_in_it_is_refused(room: Room) -> None:
    assert 'nothing after "measure:"' in room.refused("a: Visit @ada measure: by fri")
    assert 'nothing after "decided:"' in room.refused("!: Alone @ada decided:")


def test_a_text_that_is_too_long_is_refused_whole_and_never_cut(room: Room) -> None:
    assert room.become(Note, "f: " + "w" * LONGEST_TEXT).text == "w" * LONGEST_TEXT
    for line in ("f: " + "w" * (LONGEST_TEXT + 1), "f: " + "w " * 100_000, "a: x measure: " + "w" * (LONGEST_TEXT + 1)):
        assert f"more than {LONGEST_TEXT} characters" in room.refused(line)


def test_what_a_terminal_would_obey_becomes_a_space(room: Room) -> None:
    assert room.become(Note, "f: a\x1b[31m\x00b\tc").text == "a [31m b c"
    assert isinstance(room.try_line("f: half a \ud800 character"), Refused)


def test_a_closed_meeting_takes_no_line(room: Room) -> None:
    room.file(Draft(record=Closure(digest="0" * 64, position=1)))
    assert "amendment" in room.refused("r: Drink")


def test_the_line_below_says_what_it_will_become(room: Room) -> None:
    assert room.below("a: Visit @okafor by fri") == (
        "ACTION Visit · Sam Okafor, Health · by Fri 27 Nov 2026, 7 days · no measure yet"
    )
    assert room.below("a: Visit @okafor by today measure: seen for R1") == (
        "ACTION Visit · Sam Okafor, Health · by Fri 20 Nov 2026, today · measure: seen · for R1"
    )
    assert room.below("a: Visit") == "ACTION Visit · no owner yet · no deadline yet · no measure yet"
    assert room.below("r: Drink @ada") == "RISK Drink · source Ada Bello, Children's Services"
    assert room.below("f: Late @ada") == "FACT Late · said by Ada Bello, Children's Services"
    assert room.below("h: Late @ada") == "REPORTED Late · by Ada Bello, Children's Services"
    assert room.below("h: Late").startswith("REPORTED · Say who reported it")
    assert room.below("d: Wait because of it") == "DECISION Wait · reason: of it"
    assert room.below("d: Wait") == "DECISION Wait · no reason yet"
    assert room.below("s: ").startswith("STRENGTH · There are no words")
    assert room.below("present: Jo, Nurse, Health") == "PRESENT Jo, Nurse, Health"
    assert room.below("f: x @sam").startswith('FACT · "sam" may be')
    assert room.below("nothing").startswith('Nobody can tell what "nothing" is.')
    assert room.below("  ") == ""


def test_the_line_below_takes_no_reference_and_files_nothing(room: Room) -> None:
    before = room.meeting.position
    preview("r: Drink", room.meeting, FORMAT)
    assert room.meeting.position == before
    assert next(room.ids) == f"id{before}"


def test_a_pasted_block_becomes_its_lines() -> None:
    pasted = "1. s: one\r\n\n - r: two\n•n: three\n(4) f: four\n* not a start\nand more\n\t10) a: five  \n27 nov: six"
    assert split_lines(pasted) == [
        *("s: one", "r: two", "n: three", "f: four"),
        *("* not a start", "and more", "a: five", "27 nov: six"),
    ]
    assert split_lines("\ufeffs: one\n\uf0b7\tr: two\no\tn: three") == ["\ufeffs: one", "r: two", "n: three"]
    assert split_lines(" \n\n") == []


def test_a_mark_at_the_start_of_a_file_does_not_hide_the_first_line(room: Room) -> None:
    assert room.become(Observation, "\ufeffs: A good school").text == "A good school"


def test_an_action_may_answer_every_category_of_statement() -> None:
    """Whatever has a reference can be linked; what could not be read is settled first."""
    room = Room()
    for line in ("v: I want to stay", "doc: The school's letter", "q: Who has the key?"):
        room.say(line)
    refs = [entry.ref for entry in room.meeting.notes]
    action = room.become(Action, f"a: Read it @okafor by fri for {', '.join(refs)}")
    assert action.text == "Read it"
    assert [room.meeting.ref_of(id_) for id_ in action.addresses] == refs


def test_a_day_said_in_the_words_is_given_its_date_and_the_words_stay(room: Room) -> None:
    understood = room.understood("f: He ran off last Friday and was back 3 days ago @ada")
    assert understood.text == "He ran off last Friday and was back 3 days ago"
    assert understood.details[-2:] == ('"last Friday" is Fri 13 Nov 2026', '"3 days ago" is Tue 17 Nov 2026')


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        *(
            ('"Talk all you like, I\'m no going anywhere"', True),
            ("“Leave me be.”", True),
            ("'He can, he hasn't'", True),
        ),
        *(("He said 'talk all you like'", False), ('"Talk" and "walk"', False), ("It's his", False)),
    ],
)
def test_a_text_in_quotation_marks_is_kept_word_for_word(room: Room, text: str, quoted: bool) -> None:
    understood = room.understood(f"h: {text} @ada")
    assert understood.text == text
    assert ("word for word" in understood.details) is quoted


@pytest.mark.parametrize(
    ("line", "text", "people"),
    [
        ("a: @ada and okafor to visit by fri", "ada and okafor to visit", ["Ada Bello", "Sam Okafor"]),
        ("a: @ada and the police to visit by fri", "ada and the police to visit", ["Ada Bello"]),
        ("a: @ada with his mother to visit by fri", "ada with his mother to visit", ["Ada Bello"]),
    ],
)
def test_several_at_the_start_of_an_action_stay_in_its_words(
    room: Room, line: str, text: str, people: list[str]
) -> None:
    action = room.become(Action, line)
    assert (action.text, action.deadline) == (text, FRIDAY)
    assert [owner(action), *(who.name for who in action.shared_with)] == people


@pytest.mark.parametrize(
    "pasted",
    [
        "Smith, Ann <a@nhs.example>; Doe, Jane <j@x.example>",
        "Smith, Ann <a@nhs.example>, Doe, Jane <j@x.example>",
        "'Smith, Ann' <a@nhs.example>, \"Jane Doe\" <j@x.example>",
    ],
)
def test_a_pasted_list_of_addresses_is_one_person_each(room: Room, pasted: str) -> None:
    drafts = room.understood(f"present: {pasted}").drafts
    people = [draft.record for draft in drafts if isinstance(draft.record, Attendee)]
    assert [(p.name, p.email) for p in people] == [("Ann Smith", "a@nhs.example"), ("Jane Doe", "j@x.example")]
