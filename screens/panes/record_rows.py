"""Rows for each kind of record."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never, cast
from zoneinfo import ZoneInfo

from chairtui.meeting.after.carried import carried_label
from chairtui.meeting.dates.calendar import LONDON, show_clock, show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import Action, AnyStatement, Attendee, Carried, Decision, Note, Observation, Unsettled
from chairtui.words import live as words
from chairtui.words import quick_edit
from chairtui.words.kinds import KINDS
from screens.panes.view import View
from screens.widgets.list_row import Row

STATUS_MARKS = {"present": "✓", "apologies": "–", "absent": "✗", "invited": "?"}
LEFT_MARK = "→"


def statement_row(view: View, entry: Entry[AnyStatement]) -> Row:
    """The row of whatever was said."""
    match entry.record:
        case Observation():
            return observation_row(view, cast(Entry[Observation], entry))
        case Note():
            return note_row(view, cast(Entry[Note], entry))
        case Decision():
            return decision_row(view, cast(Entry[Decision], entry))
        case Action():
            return action_row(view, cast(Entry[Action], entry))
        case Unsettled():
            return unsettled_row(view, cast(Entry[Unsettled], entry))
        case _:
            assert_never(entry.record)


def observation_row(view: View, entry: Entry[Observation], *, origin: bool = True) -> Row:
    """A strength, need or risk; `origin` says whether it was known before or is new."""
    form = "observation" if origin else "observation-alone"
    return view.remembered.row(form, entry, lambda: _observation_row(view, entry, origin=origin))


def _observation_row(view: View, entry: Entry[Observation], *, origin: bool) -> Row:
    record = entry.record
    label = (words.PRIOR if record.origin == "prior" else words.NEW) if origin else ""
    more, warnings = [*_carried(view, record.carried)], []
    if record.source:
        names = map(view.meeting.name_of, (record.source, *record.also))
        more.append(words.FROM.format(who=words.AND.join(names)))
    if record.immediate:
        raised = record.immediate
        warnings.append(words.IMMEDIATE.format(clock=show_clock(raised.raised), who=raised.raised_by))
        if raised.decided:
            more.append(words.IMMEDIATE_DECIDED.format(what=raised.decided))
        else:
            warnings.append(words.IMMEDIATE_UNDECIDED)
    if record.no_action:
        more.append(words.NO_ACTION_BECAUSE.format(reason=record.no_action))
    return Row(
        record.id,
        entry.ref,
        record.text,
        record.theme,
        label,
        (*more, *_restricted(record.restricted), *_amended(view, record.id)),
        tuple(warnings),
    )


def note_row(view: View, entry: Entry[Note]) -> Row:
    """Something said, with its nature and who said it."""
    return view.remembered.row("note", entry, lambda: _note_row(view, entry))


def _note_row(view: View, entry: Entry[Note]) -> Row:
    record = entry.record
    who = view.people(record.source, record.also) or (words.SAID_BY_NOBODY if view.preliminaries else "")
    verified = (quick_edit.VERIFIED_SHORT.format(who=record.verified),) if record.verified else ()
    more = (*verified, *_restricted(record.restricted), *_amended(view, record.id))
    return Row(
        record.id,
        entry.ref,
        record.text,
        record.nature,
        KINDS[record.nature].one.upper(),
        tuple(filter(None, (who, *more))),
    )


def unsettled_row(view: View, entry: Entry[Unsettled]) -> Row:
    """A line that could not be understood, and why."""
    return view.remembered.row("unsettled", entry, lambda: _unsettled_row(entry))


def _unsettled_row(entry: Entry[Unsettled]) -> Row:
    record = entry.record
    return Row(record.id, entry.ref, record.text, "warn", KINDS["unsettled"].one.upper(), (), (record.reason,))


def decision_row(view: View, entry: Entry[Decision]) -> Row:
    """A decision, why, and who differed."""
    return view.remembered.row("decision", entry, lambda: _decision_row(view, entry))


def _decision_row(view: View, entry: Entry[Decision]) -> Row:
    record = entry.record
    notes = []
    if record.reason:
        notes.append(words.BECAUSE.format(reason=record.reason))
    notes.extend(words.DISSENT.format(who=view.person(d.who), text=d.text) for d in record.dissent)
    more = (*_restricted(record.restricted), *_amended(view, record.id))
    return Row(record.id, entry.ref, record.text, "decision", "", (*notes, *more))


def action_row(view: View, entry: Entry[Action]) -> Row:
    """An action: who, by when, how one will know, what it addresses; and what of that is missing."""
    refs = ", ".join(filter(None, map(view.meeting.ref_of, entry.record.addresses)))
    return view.remembered.row(f"action for {refs}", entry, lambda: _action_row(view, entry, refs))


def _action_row(view: View, entry: Entry[Action], refs: str) -> Row:
    record = entry.record
    notes, missing = [*_carried(view, record.carried)], []
    owner = view.person(record.owner)
    deadline = show_date(record.deadline) if record.deadline else ""
    if owner:
        notes.append(owner)
    if record.shared_with:
        notes.append(words.WITH.format(who=view.people(None, record.shared_with)))
    if deadline:
        notes.append(words.BY_DEADLINE.format(deadline=deadline))
    if refs:
        notes.append(words.ADDRESSES.format(refs=refs))
    if record.status != "open":
        notes.append(record.status)
    if record.status_reason:
        notes.append(record.status_reason)
    more = [words.MEASURE.format(measure=record.measure)] if record.measure else []
    if record.family and record.family.by:
        more.append(words.FAMILY_BY.format(who=view.person(record.family.by)))
    elif record.family and record.family.why_not:
        more.append(words.FAMILY_WHY_NOT.format(why=record.family.why_not))
    if not owner:
        missing.append(words.NO_OWNER)
    if not deadline:
        missing.append(words.NO_DEADLINE)
    if not record.measure:
        missing.append(words.NO_MEASURE)
    return Row(
        record.id,
        entry.ref,
        record.text,
        "action",
        "",
        (*_line(notes), *more, *_restricted(record.restricted), *_amended(view, record.id)),
        tuple(f"! {line}" for line in _line(missing)),
    )


def attendee_row(entry: Entry[Attendee], *, family: bool = False) -> Row:
    """Somebody invited, and whether they are here; for the `family`, nothing of why and of what was asked of them."""
    record = entry.record
    who = ", ".join(part for part in (record.name, record.role, record.agency) if part)
    notes = []
    if record.remote:
        notes.append(words.REMOTE)
    if record.arrived:
        notes.append(quick_edit.ARRIVED_SHORT.format(clock=_clock(record.arrived)))
    if record.left:
        notes.append(quick_edit.LEFT_SHORT.format(clock=_clock(record.left)))
    if record.why and not family:
        notes.append(words.WHY_HERE.format(why=record.why))
    if record.report and not family:
        notes.append(words.REPORT.format(report=record.report))
    gone = record.status == "present" and record.left is not None
    mark = f"{LEFT_MARK if gone else STATUS_MARKS[record.status]} {entry.ref}".rstrip()
    return Row(record.id, mark, who, "attendee", "", _line(notes))


def _clock(moment: datetime) -> str:
    return show_clock(moment.astimezone(ZoneInfo(LONDON)))


def _line(parts: list[str]) -> tuple[str, ...]:
    return (" · ".join(parts),) if parts else ()


def _carried(view: View, carried: Carried | None) -> tuple[str, ...]:
    """The number it had at the earlier meeting, which those who joined later need not know of."""
    label = carried_label(carried, view.meeting) if view.preliminaries else ""
    return (label,) if label else ()


def _restricted(reason: str | None) -> tuple[str, ...]:
    return (words.RESTRICTED.format(reason=reason),) if reason else ()


def _amended(view: View, record_id: str) -> tuple[str, ...]:
    found = view.amendments.get(record_id, ())
    return tuple(words.AMENDED.format(text=a.text, reason=a.reason) for a in found)
