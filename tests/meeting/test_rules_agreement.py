"""Meeting without the family being told (IOW-04, KBSP-15): the reason, and each invited agency's agreement."""

from __future__ import annotations

import pytest

from chairtui.meeting.closing.departures import route_of
from chairtui.meeting.formats.model import Opens
from chairtui.meeting.records import Attendee
from tests.meeting.formats_and_meetings import Table, ready

BOTH = pytest.mark.parametrize(
    ("format_id", "provision"), [("isle-of-wight", "IOW-04"), ("bristol", "KBSP-15")], ids=["iow", "bristol"]
)


def untold(format_id: str) -> Table:
    """A meeting of Children's Social Care (which called it) and Health, the family not told, for a reason."""
    table = ready(format_id)
    table.answer("family-informed", "no", "It would put Robin at risk.")
    return table


@BOTH
def test_nobody_having_said_whether_the_family_knows_stops_the_close(format_id: str, provision: str) -> None:
    table = ready(format_id)
    table.take_back("family-informed")
    found = table.one(provision, "blocker")
    assert (found.question, found.item) == ("family-informed", "details")
    table.answer("family-informed", "yes")
    assert not table.findings(provision)


@BOTH
def test_a_family_not_told_without_a_reason_stops_the_close(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.answer("agencies-agree", "yes")
    table.answer("family-informed", "no")
    assert table.one(provision, "blocker").question == "family-informed"
    table.answer("family-informed", "no", "It would put Robin at risk.")
    assert not table.findings(provision)


@BOTH
def test_agreement_is_asked_of_each_agency_but_the_one_that_called_the_meeting(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.put(Attendee(id="p3", name="Ida Fairweather", agency="Police", status="apologies", why="x", report="sent"))
    found = table.one(provision, "blocker")
    assert found.question == "agencies-agree"
    assert "Health, Police" in found.message
    assert "Social Care" not in found.message


@BOTH
def test_one_yes_for_all_agencies_is_enough(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.answer("agencies-agree", "yes")
    assert not table.findings(provision)


@BOTH
def test_a_yes_marked_for_somebody_of_each_agency_is_enough(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.put(Attendee(id="p3", name="Ida Fairweather", agency="HEALTH", status="present", why="x", report="sent"))
    table.change("P3", agrees=True)
    assert not table.findings(provision)


@BOTH
def test_one_persons_no_outweighs_the_yes_for_all_and_shows_the_route(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.answer("agencies-agree", "yes")
    table.change("P2", agrees=False)
    found = table.one(provision, "blocker")
    assert (found.ref, found.item) == ("P2", "attendance")
    assert route_of(provision, table.format) in found.message
    table.change("P2", agrees=True)
    assert not table.findings(provision)


@BOTH
def test_after_one_no_the_others_are_still_to_be_asked(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.change("P2", agrees=False)
    assert table.one(provision, "blocker").ref == "P2"
    table.put(Attendee(id="p3", name="Ida Fairweather", agency="Police", status="present", why="x", report="sent"))
    assert ["Police" in f.message for f in table.findings(provision, "blocker")] == [True, False]


@BOTH
def test_a_no_for_the_agencies_shows_the_route(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.change("P2", agrees=True)
    table.answer("agencies-agree", "no", "Health wants the family told first.")
    found = table.one(provision, "blocker")
    assert found.question == "agencies-agree"
    assert route_of(provision, table.format) in found.message


@BOTH
def test_a_meeting_with_nobody_invited_has_nobodys_agreement(format_id: str, provision: str) -> None:
    table = untold(format_id)
    for ref in ("P1", "P2"):
        table.remove(ref)
    assert "the invited agencies" in table.one(provision, "blocker").message


@BOTH
@pytest.mark.parametrize(
    ("opens", "kind"),
    [
        (Opens(question="chair-experienced", answer="no"), "yes-no"),
        (Opens(question="family-informed", answer="yes"), "yes-no"),
        (Opens(question="family-informed", answer="no"), "text"),
    ],
    ids=["another question", "another answer", "words"],
)
def test_a_question_about_something_else_is_no_agreement(
    format_id: str, provision: str, opens: Opens, kind: str
) -> None:
    table = untold(format_id)
    agree = table.format.question("agencies-agree")
    assert agree
    other = agree.model_copy(update={"id": "another", "opens": opens, "type": kind})
    table.format = table.format.model_copy(update={"questions": (other, *table.format.questions)})
    table.answer("another", "yes")
    assert table.one(provision, "blocker").question == "agencies-agree"


@BOTH
def test_a_format_without_a_question_for_all_asks_each_agency_in_turn(format_id: str, provision: str) -> None:
    table = untold(format_id)
    kept = tuple(q for q in table.format.questions if q.id != "agencies-agree")
    table.format = table.format.model_copy(update={"questions": kept})
    found = table.one(provision, "blocker")
    assert (found.ref, found.item, found.question) == ("P2", "attendance", "")
    table.change("P2", agrees=True)
    assert not table.findings(provision)


@BOTH
def test_once_the_family_is_told_nobodys_agreement_is_needed(format_id: str, provision: str) -> None:
    table = untold(format_id)
    table.change("P2", agrees=False)
    assert table.findings(provision, "blocker")
    table.answer("family-informed", "yes")
    assert not table.findings(provision)
