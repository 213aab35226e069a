"""What stops a meeting from being closed: each blocker with its provision and its place, and gone once mended."""

from __future__ import annotations

from datetime import date

import pytest

from chairtui.meeting.closing.findings import Level, closable
from chairtui.meeting.records import Action, Attendee, Immediate, Observation, Who
from tests.meeting.formats_and_meetings import HELD, Table, format_called, ready

BOTH = pytest.mark.parametrize("format_id", ["isle-of-wight", "bristol"])


@BOTH
def test_a_meeting_with_everything_in_place_closes_without_even_advice(format_id: str) -> None:
    assert ready(format_id).findings() == []


def gone(table: Table, provision: str) -> bool:
    return not table.findings(provision)


# ---- every format


@BOTH
def test_an_action_without_an_owner_stops_the_close(format_id: str) -> None:
    table = ready(format_id)
    table.change("a1", owner=None)
    found = table.one("ALL-01", "blocker")
    assert (found.ref, found.item) == ("A1", "plan")
    assert "A1 has no owner" in found.message
    table.change("a1", owner=Who(name="Duty worker, Housing"))
    assert gone(table, "ALL-01")


@BOTH
@pytest.mark.parametrize("name", ["everyone", "All", "team", "TBC", "professionals", "Everybody"])
def test_an_action_owned_by_nobody_in_particular_stops_the_close(format_id: str, name: str) -> None:
    table = ready(format_id)
    table.change("a2", owner=Who(name=name))
    found = table.one("ALL-01", "blocker")
    assert found.ref == "A2"
    assert f"“{name}”" in found.message
    table.change("a2", owner=Who(name="Sam Okafor", attendee="p1"))
    assert gone(table, "ALL-01")


@BOTH
def test_an_action_without_a_deadline_stops_the_close(format_id: str) -> None:
    table = ready(format_id)
    table.change("a1", deadline=None)
    assert "A1 has no deadline" in table.one("ALL-01", "blocker").message
    table.change("a1", deadline=HELD.date())
    assert gone(table, "ALL-01")


@BOTH
def test_a_deadline_before_the_meeting_stops_the_close(format_id: str) -> None:
    table = ready(format_id)
    table.change("a1", deadline=date(2026, 12, 2))
    found = table.one("ALL-01", "blocker")
    assert "Wed 2 Dec 2026" in found.message and "Thu 3 Dec 2026" in found.message
    table.change("a1", deadline=date(2026, 12, 4))
    assert gone(table, "ALL-01")


def test_an_action_that_is_removed_or_dropped_needs_no_owner() -> None:
    table = ready()
    for id_ in ("a3", "a4"):
        table.put(Action(id=id_, text="Ring school"))
    assert {f.ref for f in table.findings("ALL-01")} == {"A3", "A4"}
    table.remove("a3")
    table.change("a4", status="dropped")
    assert gone(table, "ALL-01")


@BOTH
def test_anybody_still_at_invited_stops_the_close(format_id: str) -> None:
    table = ready(format_id)
    table.put(Attendee(id="p3", name="Ida Fairweather", agency="Police", why="Called out", report="sent"))
    found = table.one("ALL-02", "blocker")
    assert (found.ref, found.item) == ("P3", "attendance")
    for status in ("present", "apologies", "absent"):
        table.change("p3", status=status)
        assert gone(table, "ALL-02")


@BOTH
@pytest.mark.parametrize(("detail", "key"), [("chair", "chair"), ("note_taker", "note-taker")])
def test_no_chair_or_no_note_taker_stops_the_close(format_id: str, detail: str, key: str) -> None:
    table = ready(format_id)
    table.change("details", **{detail: None})
    found = table.one("ALL-03", "blocker")
    assert (found.question, found.item) == (key, "details")
    table.change("details", **{detail: Who(name="Ida Fairweather")})
    assert gone(table, "ALL-03")


@BOTH
def test_no_aim_stops_the_close(format_id: str) -> None:
    table = ready(format_id)
    table.change("details", aim="")
    found = table.one("ALL-04", "blocker")
    assert (found.question, found.item) == ("aim", "aim")
    table.change("details", aim="Agree who visits.")
    assert gone(table, "ALL-04")


@BOTH
def test_an_immediate_risk_without_a_decision_stops_the_close(format_id: str) -> None:
    table = ready(format_id)
    raised = Immediate(raised=HELD, raised_by="Noor Castle")
    table.change("o3", immediate=raised)
    found = table.one("ALL-08", "blocker")
    assert (found.ref, found.item) == ("R1", "during")
    assert "Noor Castle" in found.message
    table.change("o3", immediate=raised.model_copy(update={"decided": "Police called at 14:20."}))
    assert gone(table, "ALL-08")


# ---- what both bodies ask


@pytest.mark.parametrize(("format_id", "provision"), [("isle-of-wight", "IOW-07"), ("bristol", "KBSP-03")])
def test_no_reason_for_convening_stops_the_close(format_id: str, provision: str) -> None:
    table = ready(format_id)
    table.change("details", reasons=("long-forgotten-reason",))
    found = table.one(provision, "blocker")
    assert (found.question, found.item) == ("reasons", "details")
    for reason in table.format.reasons:
        table.change("details", reasons=(reason.id,))
        assert gone(table, provision)


@pytest.mark.parametrize(("format_id", "provision"), [("isle-of-wight", "IOW-12"), ("bristol", "KBSP-10")])
@pytest.mark.parametrize(("theme", "ref"), [("need", "N2"), ("risk", "R2")])
def test_a_need_or_a_risk_without_an_action_stops_the_close(
    format_id: str, provision: str, theme: str, ref: str
) -> None:
    table = ready(format_id)
    table.put(Observation.model_validate({"id": "o9", "theme": theme, "text": "No heating"}))
    found = table.one(provision, "blocker")
    assert (found.ref, found.item) == (ref, "plan")
    assert f"“for {ref}”" in found.message
    table.change("o9", no_action="The landlord mended it this morning.")
    assert gone(table, provision)
    table.change("o9", no_action="")
    table.change("a1", addresses=("o2", "n1", "o9"))
    assert gone(table, provision)
    table.change("a1", status="dropped")
    assert {f.ref for f in table.findings(provision)} == {"N1", ref}
    table.change("a1", status="done")
    assert gone(table, provision)
    table.remove("a1")
    assert {f.ref for f in table.findings(provision)} == {"N1", ref}


def test_a_strength_needs_no_action_and_a_removed_risk_none_either() -> None:
    table = ready()
    table.put(Observation(id="o8", theme="strength", text="Loves swimming"))
    table.put(Observation(id="o9", theme="risk", text="Filed by mistake"))
    table.remove("o9")
    assert gone(table, "IOW-12")


@pytest.mark.parametrize(("format_id", "provision"), [("isle-of-wight", "IOW-16"), ("bristol", "KBSP-14")])
def test_nobody_to_tell_the_family_stops_the_close(format_id: str, provision: str) -> None:
    table = ready(format_id)
    table.take_back("who-informs-family")
    assert table.one(provision, "blocker").question == "who-informs-family"
    table.answer("who-informs-family", "none")
    assert "needs its reason" in table.one(provision, "blocker").message
    table.answer("who-informs-family", "none", "It would put Robin at risk.")
    assert gone(table, provision)


# ---- the Isle of Wight


@pytest.mark.parametrize(
    ("question", "value"),
    [("authorised-by", "Ida Fairweather"), ("authorised-role", "Team manager")],
)
def test_a_meeting_nobody_authorised_does_not_close(question: str, value: str) -> None:
    table = ready()
    table.take_back(question)
    found = table.one("IOW-08", "blocker")
    assert (found.question, found.item) == (question, "details")
    table.answer(question, value)
    assert gone(table, "IOW-08")


def test_an_action_without_a_measure_stops_the_close() -> None:
    table = ready()
    table.change("a2", measure="")
    found = table.one("IOW-13", "blocker")
    assert (found.ref, found.item) == ("A2", "plan")
    table.change("a2", measure="Perhaps: fewer late marks")
    assert gone(table, "IOW-13")


def test_an_action_of_one_word_is_remarked_on_and_does_not_stop_the_close() -> None:
    table = ready()
    table.change("a1", text="Monitor")
    assert "“Monitor”" in table.one("IOW-13", "advice").message
    table.change("a1", text="Monitor attendance")
    assert gone(table, "IOW-13")


def test_actions_that_nobody_called_realistic_stop_the_close() -> None:
    table = ready()
    table.take_back("actions-realistic")
    assert table.one("IOW-13", "blocker").question == "actions-realistic"
    table.answer("actions-realistic", "no", "Housing has nobody free.")
    assert "can't be done" in table.one("IOW-13", "blocker").message
    table.answer("actions-realistic", "yes")
    assert gone(table, "IOW-13")


def test_an_answer_taken_back_leaves_only_that_it_is_missing() -> None:
    table = ready()
    table.take_back("actions-realistic")
    table.put(table.meeting.actions[0].record.model_copy(update={"id": "a3"}))
    assert len(table.findings("IOW-13")) == 1


def test_without_an_action_nobody_asks_whether_actions_are_realistic() -> None:
    table = ready()
    table.take_back("actions-realistic")
    for id_ in ("a1", "a2"):
        table.remove(id_)
    assert gone(table, "IOW-13")


def test_an_action_is_shown_where_it_was_filed() -> None:
    table = ready()
    table.change("a2", measure="", item="discussion")
    assert table.one("IOW-13", "blocker").item == "discussion"


# ---- Bristol


def test_bristol_does_not_close_without_a_lead_practitioner() -> None:
    table = ready("bristol")
    table.take_back("lead-practitioner")
    assert table.one("KBSP-18", "blocker").item == "lead-practitioner"
    table.answer("lead-practitioner", "Sam Okafor")
    assert gone(table, "KBSP-18")


def test_bristol_refuses_a_review_later_than_three_months() -> None:
    table = ready("bristol")
    table.answer("review-date", "2027-03-04")
    found = table.one("KBSP-19", "blocker")
    assert (found.question, found.item) == ("review-date", "review")
    assert "later than 3 months" in found.message and "Wed 3 Mar 2027" in found.message
    table.answer("review-date", "2027-03-03")
    assert gone(table, "KBSP-19")


def test_bristol_wants_a_review_date_that_comes_after_the_meeting() -> None:
    table = ready("bristol")
    table.take_back("review-date")
    assert table.one("KBSP-19", "blocker").question == "review-date"
    table.answer("review-date", "2026-12-03")
    assert "not after the meeting" in table.one("KBSP-19", "blocker").message
    table.answer("review-date", "2026-12-04")
    assert gone(table, "KBSP-19")


def test_bristol_without_a_review_gives_the_reason_and_is_no_departure() -> None:
    table = ready("bristol")
    table.answer("review-date", "none", "The network meets monthly already.")
    assert not table.findings("KBSP-19", "blocker")
    assert table.one("KBSP-19", "advice").question == "review-date"
    table.answer("review-date", "none")
    assert table.one("KBSP-19", "blocker").question == "review-date"


@pytest.mark.parametrize("needed", [None, "advice", "blocker"])
def test_a_date_that_blocks_when_late_also_blocks_while_nobody_has_given_one(needed: Level | None) -> None:
    table = ready("bristol")
    asked = [q.model_copy(update={"needed": needed}) if q.id == "review-date" else q for q in table.format.questions]
    table.format = table.format.model_copy(update={"questions": tuple(asked)})
    table.take_back("review-date")
    found = table.one("KBSP-19", "blocker")
    assert (found.question, found.item) == ("review-date", "review")
    table.answer("review-date", "2027-03-03")
    assert gone(table, "KBSP-19")


# ---- the list itself


@BOTH
def test_blockers_come_first_and_each_level_stands_in_agenda_order(format_id: str) -> None:
    table = Table(format_id)
    table.put(
        ready(format_id).meeting.details.model_copy(update={"chair": None, "aim": "", "reasons": (), "venue": ""})
    )
    table.put(Attendee(id="p1", name="Sam Okafor"))
    table.put(Observation(id="o1", theme="risk", text="Cold house"))
    table.put(Action(id="a1", text="Visit Robin"))
    found = table.findings()
    levels = [f.level for f in found]
    assert levels == sorted(levels, key=["blocker", "advice"].index)
    for level in ("blocker", "advice"):
        places = [table.format.number(f.item) for f in found if f.level == level]
        assert len(set(places)) > 2
        assert places == sorted(places)


@BOTH
def test_every_finding_names_a_provision_of_the_format_an_item_and_what_to_mend(format_id: str) -> None:
    table = Table(format_id)
    table.put(ready(format_id).meeting.details.model_copy(update={"chair": None, "aim": "", "reasons": ()}))
    table.put(Attendee(id="p1", name="Sam Okafor"))
    table.put(Observation(id="o1", theme="risk", text="Cold house", immediate=Immediate(raised=HELD, raised_by="Sam")))
    table.put(Action(id="a1", text="Visit"))
    found = table.findings()
    assert len(found) > 15
    assert not closable(found)
    keys = {"aim", "chair", "note-taker", "reasons", "venue", *(q.id for q in table.format.questions)}
    for finding in found:
        assert table.format.provision(finding.provision)
        assert format_called(format_id).item(finding.item)
        assert table.meeting.find(finding.ref) if finding.ref else finding.question in keys or finding.level == "advice"
        assert "\n" not in finding.message and finding.message[-1] in ".?"
