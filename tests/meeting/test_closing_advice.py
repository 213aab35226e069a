"""What a chair is advised of and may close all the same: each piece of advice, gone once it is followed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chairtui.meeting.closing.findings import closable
from chairtui.meeting.records import Action, Attendee, FamilyTalk, Note, Who
from tests.meeting.formats_and_meetings import HELD, Table, ready

BOTH = pytest.mark.parametrize("format_id", ["isle-of-wight", "bristol"])


def advised(table: Table, provision: str, words: str = "") -> bool:
    """Whether that advice, and no blocker, is given."""
    found = table.findings()
    assert closable(found)
    return any(f.provision == provision and words in f.message for f in found)


@BOTH
def test_a_chair_who_takes_the_notes_is_advised_against(format_id: str) -> None:
    table = ready(format_id)
    table.change("details", note_taker=Who(name="Sam Okafor", attendee="p1"))
    assert advised(table, "ALL-03", "Sam Okafor chairs and takes the notes")
    table.change("details", chair=Who(name="sam  OKAFOR"))
    assert advised(table, "ALL-03")
    table.change("details", chair=Who(name="Sam Okafor", attendee="p1"), note_taker=Who(name="Sam Okafor"))
    assert advised(table, "ALL-03")
    table.change("details", note_taker=Who(name="Noor Castle", attendee="p2"))
    assert not advised(table, "ALL-03")


def test_two_people_of_one_name_may_chair_and_take_notes() -> None:
    table = ready()
    table.put(Attendee(id="p3", name="Sam Okafor", status="present", report="sent"))
    table.change("details", note_taker=Who(name="Sam Okafor", attendee="p3"))
    assert not advised(table, "ALL-03")


@BOTH
def test_a_meeting_with_nobody_present_does_not_close(format_id: str) -> None:
    table = ready(format_id)
    for ref in ("P1", "P2"):
        table.change(ref, status="apologies")
    assert "Nobody is down as present" in table.one("ALL-04", "blocker").message
    table.change("P1", status="present")
    assert not table.findings("ALL-04")


@BOTH
def test_something_reported_that_nobody_checks_stays_visible(format_id: str) -> None:
    table = ready(format_id)
    table.put(Note(id="n2", nature="reported", text="The shop saw Robin at noon", item="information"))
    found = table.one("ALL-06", "advice")
    assert (found.ref, found.item) == ("H2", "information")
    table.change("a1", addresses=("o2", "n1", "n2"))
    assert not advised(table, "ALL-06")


@BOTH
def test_facts_and_opinions_need_no_check(format_id: str) -> None:
    table = ready(format_id)
    table.put(Note(id="n2", nature="fact", text="Late on nine days"))
    table.put(Note(id="n3", nature="opinion", text="Mornings are the hard part"))
    assert not advised(table, "ALL-06")


@BOTH
def test_wishes_and_feelings_that_nobody_recorded_are_advised_of(format_id: str) -> None:
    table = ready(format_id)
    table.take_back("wishes-and-feelings")
    found = table.one("ALL-09", "advice")
    assert (found.question, found.item) == ("wishes-and-feelings", "information")
    table.answer("wishes-and-feelings", "none", "Robin is six days old.")
    assert not advised(table, "ALL-09")


@BOTH
def test_a_reminder_of_confidentiality_that_was_not_read_is_advised_of(format_id: str) -> None:
    table = ready(format_id)
    table.take_back("confidentiality-read")
    found = table.one("ALL-10", "advice")
    assert (found.question, found.item) == ("confidentiality-read", "introduction")
    table.answer("confidentiality-read", "no")
    assert "needs its reason" in table.one("ALL-10", "advice").message
    table.answer("confidentiality-read", "yes")
    assert not advised(table, "ALL-10")


@BOTH
def test_people_whose_report_nobody_marked_are_named_in_one_line(format_id: str) -> None:
    table = ready(format_id)
    for n in range(3, 9):
        table.put(Attendee(id=f"p{n}", name=f"Guest {n}", status="present", why="Knows Robin"))
    found = table.one("ALL-11", "advice")
    assert found.ref == "P3"
    assert "P3 Guest 3, P4 Guest 4, P5 Guest 5, P6 Guest 6 and 2 more" in found.message
    table.change("P3", report="not asked")
    assert table.one("ALL-11", "advice").ref == "P4"
    for n in range(4, 9):
        table.change(f"P{n}", report="not sent")
    assert not advised(table, "ALL-11")


@pytest.mark.parametrize(("format_id", "provision"), [("isle-of-wight", "IOW-17"), ("bristol", "KBSP-12")])
def test_a_blank_venue_is_advised_of(format_id: str, provision: str) -> None:
    table = ready(format_id)
    table.change("details", venue="")
    assert table.one(provision, "advice").question == "venue"
    table.change("details", venue="Online")
    assert not advised(table, provision)


def test_choosing_consent_is_answered_with_why_not() -> None:
    table = ready()
    for basis in ("legal-obligation", "public-task", "other"):
        table.answer("lawful-basis", basis)
        assert not advised(table, "IOW-02")
    table.answer("lawful-basis", "consent")
    assert advised(table, "IOW-02", "can be refused or taken back")
    table.take_back("lawful-basis")
    assert advised(table, "IOW-02", "Not answered")


@pytest.mark.parametrize(("format_id", "provision"), [("isle-of-wight", "IOW-05"), ("bristol", "KBSP-15")])
def test_an_objection_opens_the_question_of_another_approach(format_id: str, provision: str) -> None:
    table = ready(format_id)
    table.answer("family-objected", "yes")
    assert table.one(provision, "advice").question == "objection-approach"
    table.answer("objection-approach", "yes")
    assert advised(table, provision, "strategy discussion")
    table.answer("objection-approach", "no", "They were angry about the date, not about meeting.")
    assert not advised(table, provision)


@pytest.mark.parametrize(
    ("format_id", "provision", "route"),
    [("isle-of-wight", "IOW-08", "HIPS"), ("bristol", "KBSP-05", "Resolution of Professional Disagreement")],
)
def test_an_agency_that_disputes_the_meeting_is_shown_the_route(format_id: str, provision: str, route: str) -> None:
    table = ready(format_id)
    table.answer("disagreement", "yes")
    assert advised(table, provision, route)
    table.answer("disagreement", "no")
    assert not advised(table, provision)


@pytest.mark.parametrize(
    ("format_id", "provision", "question"),
    [
        ("isle-of-wight", "IOW-09", "chair-experienced"),
        ("isle-of-wight", "IOW-11", "existing-plan"),
        ("isle-of-wight", "IOW-15", "review-date"),
        ("isle-of-wight", "IOW-21", "family-meeting"),
        ("isle-of-wight", "IOW-21", "lead-practitioner"),
        ("bristol", "KBSP-05", "agencies-consulted"),
        ("bristol", "KBSP-06", "chair-experienced"),
        ("bristol", "KBSP-07", "assessment-shared"),
        ("bristol", "KBSP-10", "existing-plan"),
        ("bristol", "KBSP-12", "family-group-conference"),
        ("bristol", "KBSP-16", "record-to-family"),
        ("bristol", "KBSP-16", "record-to-family-how"),
    ],
)
def test_a_question_left_open_is_advised_of_and_does_not_stop_the_close(
    format_id: str, provision: str, question: str
) -> None:
    table = ready(format_id)
    answer = table.meeting.answers[question]
    table.take_back(question)
    assert table.one(provision, "advice").question == question
    table.put(answer)
    assert not advised(table, provision)


def test_how_the_record_reaches_the_family_is_asked_only_if_it_does() -> None:
    table = ready("bristol")
    table.take_back("record-to-family-how")
    table.answer("record-to-family", "no", "They moved away.")
    assert not advised(table, "KBSP-16")


def test_an_authorisation_dated_after_the_meeting_is_advised_of() -> None:
    table = ready()
    table.answer("authorised-on", "2026-12-04")
    assert advised(table, "IOW-08", "is after the meeting")
    table.answer("authorised-on", "2026-12-03")
    assert not advised(table, "IOW-08")


def test_an_assessment_report_not_shared_beforehand_is_advised_of() -> None:
    table = ready("bristol")
    table.answer("assessment-shared", "none", "It is still being written.")
    assert advised(table, "KBSP-07", "was not shared")
    table.answer("assessment-shared", "2026-12-04")
    assert advised(table, "KBSP-07", "is after the meeting")
    table.answer("assessment-shared", "2026-11-30")
    assert not advised(table, "KBSP-07")


@pytest.mark.parametrize(("format_id", "provision"), [("isle-of-wight", "IOW-14"), ("bristol", "KBSP-11")])
def test_an_action_that_nobody_talks_through_with_the_family_is_advised_of(format_id: str, provision: str) -> None:
    table = ready(format_id)
    table.change("a1", family=None)
    assert table.one(provision, "advice").ref == "A1"
    table.change("a1", family=FamilyTalk(why_not="It concerns the police only."))
    assert not advised(table, provision)
    table.change("a1", family=FamilyTalk())
    assert advised(table, provision)
    table.change("a1", family=FamilyTalk(by=Who(name="Sam Okafor")))
    assert not advised(table, provision)


def test_bristol_asks_why_each_person_attends() -> None:
    table = ready("bristol")
    table.change("P2", why="")
    assert table.one("KBSP-13", "advice").ref == "P2"
    table.change("P2", why="Robin's health visitor")
    assert not advised(table, "KBSP-13")


def test_remote_attendance_raises_the_question_of_who_overhears() -> None:
    table = ready()
    table.change("P2", remote=True)
    assert table.one("IOW-17", "advice").question == "remote-confidential"
    table.change("P2", status="apologies")
    assert not advised(table, "IOW-17")
    table.change("P2", status="present")
    table.answer("remote-confidential", "yes")
    assert not advised(table, "IOW-17")


def test_an_action_added_after_the_owners_were_asked_is_to_be_asked_about_again() -> None:
    table = ready()
    table.answer("actions-realistic", "yes")
    table.change("a1", measure="Three visits made")
    assert not advised(table, "IOW-13")
    table.put(
        Action(
            id="a3",
            text="Ring the school",
            measure="Rung",
            owner=Who(name="Noor Castle"),
            deadline=(HELD + timedelta(days=1)).date(),
            family=FamilyTalk(why_not="Routine"),
        )
    )
    assert advised(table, "IOW-13", "A3 came after")
    table.answer("actions-realistic", "yes")
    assert not advised(table, "IOW-13")


def test_a_review_that_is_not_after_the_meeting_is_advised_of_on_the_isle_of_wight() -> None:
    table = ready()
    table.answer("review-date", "2026-12-01")
    assert advised(table, "IOW-15", "not after the meeting")
    table.answer("review-date", "none", "The core group takes over.")
    assert not advised(table, "IOW-15")
