"""What a format is for: kinds of meeting it covers, and the proper forum for those it must not replace."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from chairtui.meeting.closing.checks import deadlines
from chairtui.meeting.closing.open_questions import asked, is_asked
from chairtui.meeting.convening.scope import OutOfScope, scope
from tests.meeting.formats_and_meetings import format_called, ready


@pytest.mark.parametrize("format_id", ["isle-of-wight", "bristol"])
@pytest.mark.parametrize(
    ("kind", "means"),
    [
        ("planning-meeting", "planning-meeting"),
        ("planning", "planning-meeting"),
        ("Professional planning meeting", "planning-meeting"),
        ("Professionals' Meeting", "planning-meeting"),
        ("resolving-differences", "resolving-differences"),
        ("resolving disagreements", "resolving-differences"),
    ],
)
def test_planning_and_settling_differences_are_covered(format_id: str, kind: str, means: str) -> None:
    assert scope(format_called(format_id), kind).id == means


def test_reflective_supervision_is_covered_on_the_isle_of_wight_only() -> None:
    assert scope(format_called("isle-of-wight"), "reflective supervision").id == "reflective-supervision"
    with pytest.raises(OutOfScope):
        scope(format_called("bristol"), "reflective supervision")


@pytest.mark.parametrize(
    ("format_id", "kind", "forum"),
    [
        ("isle-of-wight", "strategy-discussion", "a strategy discussion"),
        ("isle-of-wight", "Strategy Discussions", "a strategy discussion"),
        ("isle-of-wight", "child-protection-conference", "an initial child protection conference"),
        ("isle-of-wight", "initial child protection conference", "an initial child protection conference"),
        ("isle-of-wight", "review-child-protection-conference", "a review child protection conference"),
        ("isle-of-wight", "looked-after-review", "the looked-after review"),
        ("isle-of-wight", "advice", "a consultation"),
        ("bristol", "strategy_discussion", "a strategy discussion"),
        ("bristol", "professional advice meeting", "a consultation"),
        ("bristol", "specialist-assessment", "referral route"),
        ("bristol", "referral for specialist assessments", "referral route"),
    ],
)
def test_a_kind_it_must_not_replace_is_refused_and_the_proper_forum_named(
    format_id: str, kind: str, forum: str
) -> None:
    with pytest.raises(OutOfScope, match=forum) as refused:
        scope(format_called(format_id), kind)
    assert refused.value.excluded is not None


def test_a_kind_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(OutOfScope, match="“tea party” is not a kind of meeting") as refused:
        scope(format_called("bristol"), "tea party")
    assert "planning-meeting, resolving-differences" in str(refused.value)
    assert "strategy-discussion" in str(refused.value)
    assert refused.value.excluded is None


def test_bristols_minutes_are_due_in_five_working_days_and_the_review_in_three_months() -> None:
    table = ready("bristol")
    table.take_back("review-date")
    due = [(d.id, d.provision, d.due.isoformat()) for d in deadlines(table.meeting, table.format)]
    assert due == [("minutes-out", "KBSP-08", "2026-12-10"), ("review", "KBSP-19", "2027-03-03")]


@pytest.mark.parametrize(
    ("answer", "due"),
    [("2027-01-28", "2027-01-28"), ("2027-05-01", "2027-03-03"), ("none", "2027-03-03")],
    ids=["agreed-sooner", "agreed-too-late", "no-further-meeting"],
)
def test_the_review_is_due_on_the_day_that_the_meeting_agreed_and_never_later_than_three_months(
    answer: str, due: str
) -> None:
    table = ready("bristol")
    table.answer("review-date", answer, "The core group takes over." if answer == "none" else "")
    assert {d.id: d.due.isoformat() for d in deadlines(table.meeting, table.format)}["review"] == due


def test_bank_holidays_are_no_working_days() -> None:
    table = ready("bristol")
    table.change("details", starts=datetime(2026, 12, 23, 10, 0, tzinfo=ZoneInfo("Europe/London")))
    # Christmas Day is a Friday, Boxing Day's holiday moves to Monday 28 December, New Year's Day is a Friday.
    assert deadlines(table.meeting, table.format)[0].due.isoformat() == "2027-01-04"


def test_a_meeting_late_on_a_summer_evening_is_counted_from_its_day_in_london() -> None:
    table = ready("bristol")
    table.change("details", starts=datetime(2026, 6, 30, 23, 30, tzinfo=ZoneInfo("UTC")))
    assert deadlines(table.meeting, table.format)[1].due.isoformat() == "2026-10-01"


def test_the_isle_of_wight_sets_no_deadline_that_its_text_does_not() -> None:
    table = ready("isle-of-wight")
    assert deadlines(table.meeting, table.format) == []


def test_a_question_waits_for_the_answer_that_opens_it() -> None:
    table = ready()
    agree, objected = table.format.question("agencies-agree"), table.format.question("family-objected")
    assert agree and objected
    assert (is_asked(agree, table.meeting), is_asked(objected, table.meeting)) == (False, True)
    table.answer("family-informed", "no", "It would put Robin at risk.")
    assert (is_asked(agree, table.meeting), is_asked(objected, table.meeting)) == (True, False)
    table.take_back("family-informed")
    assert (is_asked(agree, table.meeting), is_asked(objected, table.meeting)) == (False, False)


def test_questions_are_asked_by_item_and_at_convening() -> None:
    table = ready()
    assert [q.id for q in asked(table.meeting, table.format, item="information")] == ["wishes-and-feelings"]
    convening = [q.id for q in asked(table.meeting, table.format, convening=True)]
    assert convening[:3] == ["authorised-by", "authorised-role", "authorised-on"]
    assert "review-date" not in convening
    assert "remote-confidential" not in [q.id for q in asked(table.meeting, table.format)]


def test_whether_actions_are_realistic_is_asked_once_there_is_one() -> None:
    table = ready()
    assert "actions-realistic" in [q.id for q in asked(table.meeting, table.format)]
    table.change("A1", status="dropped")
    table.remove("A2")
    assert "actions-realistic" not in [q.id for q in asked(table.meeting, table.format)]
