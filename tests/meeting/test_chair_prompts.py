"""What stands beside an item to help the chair: counted from the meeting as it is."""

from __future__ import annotations

import pytest

from chairtui.meeting.chairing.agencies import listed
from chairtui.meeting.chairing.chair_prompts import (
    agencies_missing,
    beside_the_police,
    chair_prompts,
    group_size,
    risks_running,
    unheard,
)
from chairtui.meeting.chairing.group_size import costs
from chairtui.meeting.chairing.speaking_balance import speakers_by_agency
from chairtui.meeting.parts import part_two_expected
from chairtui.meeting.records import Attendance, Attendee, Immediate, Note, Observation, Relative, Who
from chairtui.minutes.audience import PartTwoAccess
from tests.meeting.formats_and_meetings import EVERY, HELD, Table, ready


def ids(table: Table, item: str) -> list[str]:
    found = table.format.item(item)
    assert found is not None
    return [prompt.id for prompt in chair_prompts(table.meeting, table.format, found)]


def room(format_id: str = "bristol") -> Table:
    """Four present, one with apologies; nobody has said a thing."""
    table = ready(format_id)
    table.remove("H1")
    others: list[tuple[int, str, Attendance]] = [
        (3, "School", "present"),
        (4, "Police", "present"),
        (5, "Housing", "apologies"),
    ]
    for number, agency, status in others:
        table.put(Attendee(id=f"p{number}", name=f"Guest {number}", agency=agency, status=status))
    return table


@pytest.mark.parametrize(("present", "cost"), [(0, 0), (6, 0), (7, 10), (10, 40), (16, 100), (40, 100)])
def test_each_person_beyond_six_costs_a_tenth_and_never_more_than_all(present: int, cost: int) -> None:
    assert costs(present, 6, 10) == cost


@pytest.mark.parametrize("format_id", EVERY)
def test_only_the_format_whose_text_has_the_figure_shows_the_gauge(format_id: str) -> None:
    table = ready(format_id)
    assert (group_size(table.meeting, table.format) is not None) is (format_id == "dumfries-galloway")


def test_the_gauge_counts_who_is_still_in_the_room() -> None:
    table = ready("dumfries-galloway")
    before = group_size(table.meeting, table.format)
    table.change("P2", left=table.meeting.details.starts)
    after = group_size(table.meeting, table.format)
    assert before is not None and after is not None
    assert after.present == before.present - 1


def test_an_agency_invited_and_not_here_is_named_until_somebody_comes() -> None:
    table = room()
    assert agencies_missing(table.meeting, table.format) == ["Housing"]
    table.change("p5", status="present")
    assert agencies_missing(table.meeting, table.format) == []


def test_an_agency_said_to_be_involved_is_missed_though_nobody_of_it_was_invited() -> None:
    table = room("mscb")
    table.answer("agencies-involved", "School, NHS; Probation")
    table.change("p3", agency="Little Oaks School")
    assert agencies_missing(table.meeting, table.format) == ["NHS", "Probation", "Housing"]


@pytest.mark.parametrize(
    ("agency", "role", "involved"),
    [
        ("health", "", "Health"),
        ("Dumfries and Galloway Social Work", "", "social work services"),
        ("Children's Social Care", "", "social work"),
        ("Dumfries and Galloway Council", "social worker", "Social work"),
        ("Dumfries and Galloway Council", "social worker", "the social work team"),
        ("NHS Highland", "health visitor", "health"),
    ],
)
def test_an_agency_is_here_by_any_of_its_names_or_by_the_role_of_who_came(
    agency: str, role: str, involved: str
) -> None:
    table = Table("mscb")
    table.put(ready("mscb").meeting.details)
    table.put(Attendee(id="p1", name="Sam", role=role, agency=agency, status="present"))
    table.put(Attendee(id="p2", name="Jo", agency=involved, status="apologies"))
    table.answer("agencies-involved", f"{involved} and housing")
    assert agencies_missing(table.meeting, table.format) == ["housing"]


def test_an_agency_for_adults_does_not_stand_for_the_one_for_children() -> None:
    table = Table("mscb")
    table.put(ready("mscb").meeting.details)
    table.put(Attendee(id="p1", name="Sam", agency="Children's Social Care", status="present"))
    table.answer("agencies-involved", "Adult Social Care, Health and Housing")
    assert agencies_missing(table.meeting, table.format) == ["Adult Social Care", "Health and Housing"]


def test_nobody_is_missed_before_anybody_is_there() -> None:
    table = Table("bristol")
    table.put(ready().meeting.details)
    table.put(Attendee(id="p1", name="Sam", agency="Health"))
    assert agencies_missing(table.meeting, table.format) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        (" , ;", []),
        ("NHS, nhs; N.H.S.", ["NHS", "N.H.S"]),
        ("Health\nPolice and Crime", ["Health", "Police and Crime"]),
    ],
)
def test_agencies_are_parted_by_commas_semicolons_and_lines(typed: str, found: list[str]) -> None:
    assert listed(typed) == found


def test_who_has_not_been_heard_under_the_item_leaves_out_chair_and_note_taker() -> None:
    table = room()
    item = table.format.item("information")
    assert item is not None
    assert [e.ref for e in unheard(table.meeting, item)] == ["P3", "P4"]
    guest = Who(name="Guest 3", attendee="p3")
    table.put(Note(id="n2", nature="fact", text="Late", source=guest, item="discussion"))
    assert [e.ref for e in unheard(table.meeting, item)] == ["P3", "P4"]
    table.put(Note(id="n3", nature="fact", text="Late", source=guest, item="information"))
    assert [e.ref for e in unheard(table.meeting, item)] == ["P4"]
    table.remove("n3")
    assert [e.ref for e in unheard(table.meeting, item)] == ["P3", "P4"]


def test_who_has_left_is_not_waited_for_and_does_not_make_the_room_too_full() -> None:
    table = room()
    item = table.format.item("information")
    assert item is not None
    table.change("p3", left=table.meeting.details.starts)
    assert [e.ref for e in unheard(table.meeting, item)] == ["P4"]
    assert all("Guest 3" not in (*each.spoken, *each.quiet) for each in speakers_by_agency(table.meeting, item))
    guest = Who(name="Guest 3", attendee="p3")
    table.put(Note(id="n9", nature="fact", text="Before going", source=guest, item="information"))
    assert any("Guest 3" in each.spoken for each in speakers_by_agency(table.meeting, item))


def test_a_risk_that_somebody_named_counts_as_being_heard() -> None:
    table = room()
    during = table.format.item("during")
    assert during is not None
    who = Who(name="Guest 4", attendee="p4")
    table.put(Observation(id="o9", theme="risk", text="Cold", source=who))
    assert [e.ref for e in unheard(table.meeting, during)] == ["P3"]


def test_nobody_is_asked_round_under_the_plan_or_in_a_part_they_are_not_in() -> None:
    table = room()
    plan, information = table.format.item("plan"), table.format.item("information")
    assert plan is not None and information is not None
    assert unheard(table.meeting, plan) == []
    table.change("details", part=2)
    assert unheard(table.meeting, information) == []
    table.change("p3", parts=(2,))
    assert [e.ref for e in unheard(table.meeting, information)] == ["P3"]


def test_part_two_is_said_beside_every_item_and_what_the_family_may_see_is_known() -> None:
    table = room()
    assert "family" not in ids(table, "plan")
    table.change("details", part=2)
    assert ids(table, "plan")[0] == "family"
    risk = Observation(id="o9", theme="risk", text="Cold", part=2)
    for told, seen in ((risk, True), (risk.model_copy(update={"part": 1}), False)):
        assert PartTwoAccess(table.meeting, table.format).sees(table.put(told)) is seen
    assert not PartTwoAccess(table.meeting, table.format).sees(
        table.put(risk.model_copy(update={"restricted": "It names a child"}))
    )


def test_a_risk_runs_until_it_is_decided() -> None:
    table = room("dumfries-galloway")
    raised = Immediate(raised=HELD, raised_by="Sam")
    table.put(Observation(id="o9", theme="risk", text="The door", immediate=raised))
    assert [d.ref for d in risks_running(table.meeting, table.format)] == ["R2"]
    assert ids(table, "information")[0] == "risk"
    table.change("o9", immediate=raised.model_copy(update={"decided": "Police called"}))
    assert risks_running(table.meeting, table.format) == []


@pytest.mark.parametrize("format_id", ["bristol", "mscb", "city-and-hackney", "isle-of-wight"])
def test_where_the_text_has_no_figure_no_clock_runs(format_id: str) -> None:
    table = ready(format_id)
    table.put(Observation(id="o9", theme="risk", text="x", immediate=Immediate(raised=HELD, raised_by="Sam")))
    assert risks_running(table.meeting, table.format) == []


def test_police_beside_others_is_scotlands_business_only() -> None:
    for format_id, others in (("bristol", []), ("dumfries-galloway", ["Guest 3, Lantern Youth Project"])):
        table = room(format_id)
        table.change("p3", agency="Lantern Youth Project")
        table.change("P1", agency="Social Work")
        table.change("P2", agency="NHS")
        assert beside_the_police(table.meeting, table.format) == others


def test_the_most_urgent_comes_first() -> None:
    table = room("dumfries-galloway")
    table.change("p3", agency="Lantern Youth Project")
    table.change("P1", agency="Council")
    table.put(Observation(id="o9", theme="risk", text="x", immediate=Immediate(raised=HELD, raised_by="Sam")))
    assert ids(table, "information") == ["risk", "police", "size", "agencies", "unheard"]


def test_family_who_are_here_in_part_one_are_named_with_the_key_of_part_two() -> None:
    table = room("isle-of-wight")
    table.put(Attendee(id="p9", name="Dawn Larkspur", role="mother", status="invited", relative=True))
    assert "family" not in ids(table, "information")
    table.change("p9", status="present")
    item = table.format.item("information")
    assert item is not None
    prompts = [p for p in chair_prompts(table.meeting, table.format, item) if p.id == "family"]
    assert [p.urgent for p in prompts] == [True]
    assert prompts[0].text == "Here for part two: Dawn Larkspur. F starts it."


@pytest.mark.parametrize("format_id", ["bristol", "mscb"])
def test_part_two_is_expected_where_the_format_has_one_or_a_relative_is_recorded(format_id: str) -> None:
    table = ready(format_id)
    assert part_two_expected(table.meeting, table.format) is (format_id == "bristol")
    table.put(Relative(id="l1", name="Dawn Larkspur", relation="mother"))
    assert part_two_expected(table.meeting, table.format)
