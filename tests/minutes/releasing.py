"""Relatives for tests, and decisions about their copies."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from chairtui.data_files import read_data
from chairtui.meeting.after.release_decisions import decide, lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Draft, Relative, Version
from chairtui.minutes.file_kinds import Branding, Kind, NothingToWrite, Reader, build_file
from tests.minutes.opened import all_words

BRANDING = Branding(read_data("templates/minutes.md"))
DAWN = Relative(id="dawn", name="Dawn", relation="mother of Robin")
MICK = Relative(id="mick", name="Mick", relation="father of Robin")


def write(of: Meeting, draft: Draft) -> None:
    """Put a draft into the meeting, as a journal would."""
    of.apply(
        Version(
            record=draft.record,
            base=of.base_of(draft.record.id),
            removed=draft.removed,
            seq=of.position + 1,
            at=of.versions[-1].at + timedelta(minutes=1),
            by="Jo Bell",
        )
    )


def released(of: Meeting, format_: Format, to: Relative = DAWN, *, hold: Collection[str] = ()) -> Meeting:
    """The meeting once somebody gave a relative whatever isn't proposed to be held back, except `hold`."""
    after = Meeting(of.id, of.versions)
    if after.entry(to.id) is None:
        write(after, Draft(record=to))
    open_to_them = [line for line in lines(after, format_, to.id) if line.place != "held back"]
    share = [line.id for line in open_to_them if line.ref not in hold and line.id not in hold]
    write(after, decide(after, format_, to.id, share=share, hold=hold, done=True))
    return after


def copy_for(of: Meeting, format_: Format, kind: Kind = "md", to: Relative = DAWN) -> str:
    """All that anybody can read in a relative's file of that kind, "" where there is nothing to make one of."""
    try:
        return all_words(kind, build_file(of, format_, kind, Reader("family", to.id), BRANDING))
    except NothingToWrite:
        return ""
