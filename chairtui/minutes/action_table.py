"""Renders actions as a table, followed by a list of what has no column: family talks, restrictions, corrections."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Action
from chairtui.minutes.escape import within
from chairtui.minutes.markdown_shapes import table
from chairtui.minutes.statement_text import minutes_rows
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words


def action_table(entries: Sequence[Entry[Action]], visible: VisibleRecords) -> list[str]:
    """Markdown blocks: the table, and a list if there is anything to add. [] for no actions."""
    if not entries:
        return []
    columns = _columns(entries, visible)
    rows = [[_cell(column, entry, visible) for column in columns] for entry in entries]
    below = _beneath(entries, visible)
    blocks = [table([words.COLUMNS[column] for column in columns], rows)]
    return [*blocks, "\n".join(below)] if below else blocks


def _beneath(entries: Sequence[Entry[Action]], visible: VisibleRecords) -> list[str]:
    """What has no column. Of actions of which the same is said, and nothing else, it is said once."""
    groups: dict[str, list[str]] = {}
    for entry in entries:
        rows = minutes_rows([entry], visible)
        label = f"- **{entry.ref}** "
        alike = len(rows) == 1 and visible.access.complete and rows[0].startswith(label)
        key = rows[0].removeprefix(label) if alike else "\n".join(rows)
        if alike and key in groups:
            groups[key][0] = f"{groups[key][0].removesuffix('**')}, {entry.ref}**"
        elif rows:
            groups[key] = [f"- **{entry.ref}**", key] if alike else ["", key]
    return [" ".join(filter(None, group)) for group in groups.values()]


def _columns(entries: Sequence[Entry[Action]], visible: VisibleRecords) -> list[str]:
    measured = any(entry.record.measure for entry in entries)
    columns = ["action", *(["measure"] if measured else []), "owner", "deadline"]
    if visible.access.complete:
        columns = ["ref", *columns]
        if any(visible.refs(entry.record.addresses) for entry in entries):
            columns.append("addresses")
        if visible.access.two_parts:
            columns.append("parts")
    if any(entry.record.status != "open" for entry in entries):
        columns.append("status")
    return columns


def _cell(column: str, entry: Entry[Action], visible: VisibleRecords) -> str:
    action = entry.record
    match column:
        case "ref":
            return entry.ref
        case "action":
            return within(action.text)
        case "measure":
            return within(action.measure) if action.measure else ""
        case "owner":
            return within(_owner(action, visible)) if action.owner else ""
        case "deadline":
            return show_date(action.deadline) if action.deadline else ""
        case "addresses":
            return ", ".join(visible.refs(action.addresses))
        case "parts":
            return words.ONE_PART[action.part]
        case _:
            return words.ACTION_STATUS[action.status]


def _owner(action: Action, visible: VisibleRecords) -> str:
    """The owner and those who share the action."""
    shared = [words.WITH.format(who=visible.people(None, action.shared_with))] if action.shared_with else []
    return ", ".join([visible.person(action.owner), *shared])
