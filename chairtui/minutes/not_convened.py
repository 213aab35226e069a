"""The one-page note of a decision not to convene (MSCB-01), in CommonMark."""

from __future__ import annotations

from collections.abc import Iterable

from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Amendment, NotConvened
from chairtui.minutes.escape import block, line, shown, within
from chairtui.minutes.local_times import uk_time
from chairtui.minutes.markdown_shapes import bullet, heading, labelled
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import convening as words


def note(visible: VisibleRecords, decision: NotConvened) -> str:
    """What was decided, by whom, when and why. A list of actions holds no reasons, and a relative is
    told them where they were released."""
    meeting, format_, whole = visible.meeting, visible.format, visible.access.audience != "actions"
    details, first = meeting.details, meeting.versions[0]
    by = ", ".join(part for part in (decision.decided_by, decision.role) if part)
    facts = [
        (words.SUBJECT, f"{shown(details.subject)} ({details.person})"),
        (words.FORMAT, f"{details.format_name}, {format_.body}"),
        (words.GUIDANCE, format_.citation),
        (words.ON, show_date(decision.on)),
        (words.BY, by),
    ]
    if whole:
        facts.append((words.AT, decision.considered_at or words.NOT_GIVEN))
    blocks = [
        heading(1, f"{words.NOTE}: {details.subject}"),
        f"*{line(words.CONFIDENTIAL.format(person=details.person))}*",
        "\n".join(labelled(label, text) for label, text in facts),
        heading(2, words.RATIONALE),
        block(decision.rationale) if whole else words.HELD_BACK,
        heading(2, words.INSTEAD),
        block(decision.instead or words.NOT_GIVEN),
        *(_amendments(visible.amendments) if whole else []),
        line(words.AGAIN),
        line(words.WRITTEN.format(when=uk_time(first.at), by=first.by)),
    ]
    return "\n\n".join(blocks) + "\n"


def _amendments(entries: Iterable[Entry[Amendment]]) -> list[str]:
    rows: list[str] = []
    for entry in entries:
        head = words.AMENDED.format(when=uk_time(entry.first.at), by=within(entry.first.by))
        rows += [bullet(f"**{head}:**", entry.record.text), labelled(words.REASON, entry.record.reason, 1)]
    return ["\n".join(rows)] if rows else []
