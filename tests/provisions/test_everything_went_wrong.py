"""In each format a meeting in which everything went wrong is closed by the truth; an empty one is not closed at all."""

from __future__ import annotations

import pytest

from chairtui.meeting.closing.findings import closable
from chairtui.meeting.editing import set_key
from chairtui.meeting.records import Observation
from tests.meeting.formats_and_meetings import EVERY, Table, ready
from tests.provisions.rows import minutes_of

WENT_WRONG = {
    "family-informed": "no: it would put Robin at risk",
    "agencies-agree": "no: Health wants them told first",
    "partners-agree": "no: Health sees no need",
    "known-with-network": "no: nobody knew Robin",
    "authorised-by": "none: no lead was on duty",
    "review-date": "none: nobody could say",
    "no-formal-review": "no: one may be required",
}
"""What was answered truthfully, and stops the close as it stands."""


def gone_wrong(format_id: str) -> Table:
    """Nobody agreed, nobody authorised it, the family was not told, no plan was possible, nothing else was answered."""
    table = ready(format_id)
    for question in list(table.meeting.answers):
        table.take_back(question)
    for ref in ("a1", "a2"):
        table.remove(ref)
    table.change("details", reasons=())
    table.put(Observation(id="o9", theme="risk", text="Nobody saw Robin this week"))
    for question, typed in WENT_WRONG.items():
        if table.format.question(question):
            table.put(set_key(question, typed, table.meeting, table.format).record)
    return table


@pytest.mark.parametrize("format_id", EVERY)
def test_a_meeting_in_which_everything_went_wrong_is_closed_by_departures_and_its_minutes_say_so(
    format_id: str,
) -> None:
    table = gone_wrong(format_id)
    blocked = {f.provision for f in table.findings(level="blocker")}
    assert blocked
    assert not any(provision.startswith("ALL-") for provision in blocked)
    for provision in sorted(blocked):
        table.depart(provision, f"It could not be done: {provision}", "Ida Hill", "Nobody answered")
    assert closable(table.findings())
    printed, family = minutes_of(table), minutes_of(table, "family")
    assert "Departures from the guidance" in printed
    for provision in blocked:
        assert f"It could not be done: {provision}" in printed
        assert f"It could not be done: {provision}" not in family


@pytest.mark.parametrize("format_id", EVERY)
def test_an_empty_meeting_is_not_closed_whatever_it_departs_from(format_id: str) -> None:
    table = Table(format_id)
    details = ready(format_id).meeting.details
    table.put(details.model_copy(update={"chair": None, "note_taker": None, "aim": "", "reasons": ()}))
    for provision in {f.provision for f in table.findings(level="blocker")}:
        if table.format.takes_departure(provision):
            table.depart(provision)
    left = {f.provision for f in table.findings(level="blocker")}
    assert left == {"ALL-04"} | ({"ALL-03"} if table.format.led_by == "chair" else set())
