"""How many lines each reader's copy leaves out, and why: for the chair, never for the reader."""

from __future__ import annotations

from collections import Counter

from chairtui.meeting.after.distribution import Copy
from chairtui.meeting.after.release_decisions import lines
from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.model import Format
from chairtui.minutes.audience import Access
from chairtui.words import release as words


def kept_back(copy: Copy, meeting: Meeting, format_: Format) -> dict[str, int]:
    """Lines that a copy leaves out, counted by the reason, the most frequent first."""
    if copy.relative:
        given = lines(meeting, format_, copy.relative)
        found = Counter(
            words.STILL_TO_DECIDE if line.place == "decide" else line.why or words.HELD_BACK
            for line in given
            if line.place != "goes in"
        )
    elif copy.audience == "family":
        return {}
    else:
        found = _from_a_professional(copy, meeting, format_)
    return dict(found.most_common())


def _from_a_professional(copy: Copy, meeting: Meeting, format_: Format) -> Counter[str]:
    access = Access(meeting, format_, "attendees", copy.person)
    return Counter(
        words.ONLY.format(agencies=", ".join(marks.only)) if marks else words.ANOTHER_PART
        for marks in access.withheld()
    )


def in_words(kept: dict[str, int]) -> str:
    """The same in one line; "" where nothing is left out."""
    if not kept:
        return ""
    reasons = ", ".join(words.KEPT_REASON.format(count=count, why=why) for why, count in kept.items())
    return words.KEPT_BACK[sum(kept.values()) != 1].format(count=sum(kept.values()), reasons=reasons)
