"""The gate is short: the same sentence is never listed twice, and before the meeting nothing is said of who came."""

from __future__ import annotations

from datetime import timedelta

from chairtui.meeting.closing.checks import check, so_far
from chairtui.meeting.closing.findings import gathered
from tests.meeting.formats_and_meetings import EVERY, HELD, ready


def test_needs_and_risks_without_an_action_are_one_line_that_names_them_all() -> None:
    table = ready("bristol")
    for ref in ("a1", "a2"):
        table.change(ref, addresses=())
    apart = table.findings("KBSP-10", "blocker")
    assert [f.ref for f in apart] == ["N1", "R1"]
    (together,) = [f for f in gathered(table.findings()) if f.provision == "KBSP-10"]
    assert together.ref == "N1"
    assert together.message.endswith("The same for R1.")


def test_actions_that_nobody_talks_through_with_the_family_are_one_finding() -> None:
    table = ready("bristol")
    for ref in ("a1", "a2"):
        table.change(ref, family=None)
    assert table.one("KBSP-11", "advice").message.startswith("A1, A2: ")


def test_no_sentence_is_listed_twice() -> None:
    for format_id in EVERY:
        table = ready(format_id)
        for ref in ("a1", "a2"):
            table.change(ref, owner=None, deadline=None, measure="", family=None, addresses=())
        for ref in ("p1", "p2"):
            table.change(ref, status="invited", why="", report="")
        found = gathered(table.findings())
        said = [(f.level, f.provision, f.message.replace(f.ref, "")) for f in found]
        assert len(said) == len(set(said))


def test_what_two_provisions_ask_is_one_line_which_is_the_floors_and_takes_no_departure() -> None:
    table = ready("mscb")
    table.change("details", note_taker=None)
    missing = [f for f in table.findings(level="blocker") if f.question == "note-taker"]
    assert {f.provision for f in missing} == {"ALL-03", "MSCB-08"}
    assert [f.provision for f in gathered(missing)] == ["ALL-03"]


def test_before_the_meeting_begins_nothing_is_said_of_who_came() -> None:
    table = ready("bristol")
    for ref in ("p1", "p2"):
        table.change(ref, status="invited", why="", report="")
    found = check(table.meeting, table.format)
    assert {"ALL-02", "ALL-11", "KBSP-13"} <= {f.provision for f in found}
    before = so_far(found, table.meeting, HELD - timedelta(minutes=1))
    assert not {"ALL-02", "ALL-11", "KBSP-13"} & {f.provision for f in before}
    assert so_far(found, table.meeting, HELD) == found
