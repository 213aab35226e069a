"""A whole meeting typed at the real screen: what is kept is what was said, and what it cost in keys."""

from __future__ import annotations

from pathlib import Path

from chairtui.meeting.records import Statement, Unsettled
from tests.benchmarks.markup import ACTION, CORRECTION, SHARE, overheads, take_meeting
from tests.benchmarks.taken_lines import LINES


def plain(text: str) -> str:
    return "".join(text.split())


async def test_a_meeting_typed_as_it_is_said_is_kept_as_it_was_said(tmp_path: Path) -> None:
    session, pressed = await take_meeting(tmp_path)
    meeting = session.meeting
    assert meeting.all(Unsettled) == []

    typed = [plain(taken.words) for taken in LINES]
    for entry in meeting.statements:
        record = entry.record
        assert isinstance(record, Statement)
        assert any(plain(record.text) in words for words in typed), record.text
    owned = {e.ref: (meeting.name_of(e.record.owner), str(e.record.deadline)) for e in meeting.actions}
    assert owned == {
        "A1": ("Sam Okafor", "2026-12-03"),
        "A2": ("Siân Llewelyn", "2026-12-15"),
        "A3": ("Mòrag NicDhòmhnaill", "2026-12-18"),
        "A4": ("Mòrag NicDhòmhnaill", "2026-12-31"),
        "A5": ("Gordon Beattie", "2026-12-04"),
        "A6": ("PC Callum Baird", "2026-12-11"),
        "A7": ("Kirsty Tulloch, DWP", "2026-12-10"),
        "A8": ("Sam Okafor", "2026-12-07"),
        "A9": ("Sam Rennie", "2026-12-14"),
        "A10": ("Moira Kirkconnel", "2026-12-11"),
        "A12": ("Gordon Beattie", "2027-01-08"),
        "A13": ("Moira Kirkconnel", "2026-12-03"),
        "A14": ("PC Callum Baird", "2026-12-04"),
        "A15": ("Sam Rennie", "2026-12-08"),
    }
    shared = {e.ref: [who.name for who in e.record.shared_with] for e in meeting.actions if e.record.shared_with}
    assert shared == {"A2": ["Sam Rennie"], "A4": ["Małgorzata Wiśniewska"]}
    dropped = next(e.record for e in meeting.actions if e.ref == "A4")
    assert (dropped.status, dropped.status_reason) == ("dropped", "it goes to the inquiry")

    lines, actions, _, corrections = overheads(LINES, pressed)
    assert lines.share <= SHARE
    assert actions.most <= ACTION
    assert corrections.most <= CORRECTION
