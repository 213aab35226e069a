"""Rows for each kind of record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import assert_never, cast
from zoneinfo import ZoneInfo

from chairtui.meeting.after.carried import carried_label
from chairtui.meeting.capture.names import plain
from chairtui.meeting.closing.attendance_gaps import no_reason, no_report
from chairtui.meeting.dates.calendar import LONDON, show_clock, show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.records import (
    Action,
    AnyStatement,
    Attendee,
    Carried,
    Decision,
    Note,
    Observation,
    Record,
    Unsettled,
)
from chairtui.words import live as words
from chairtui.words import quick_edit
from screens.panes.reader_tags import kept_back, reader_tags, tagged
from screens.panes.view import View
from screens.widgets.list_row import Cell, Row

STATUS_MARKS = {"present": "✓", "apologies": "–", "absent": "✗", "invited": "?"}
LEFT_MARK = "→"


def statement_row(view: View, entry: Entry[AnyStatement]) -> Row:
    """The row of a statement."""
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
    """The row of an observation; `origin` shows whether it was known before or is new."""
    form = "observation" if origin else "observation-alone"
    return view.remembered.row(form, entry, lambda: _observation_row(view, entry, origin=origin))


def _observation_row(view: View, entry: Entry[Observation], *, origin: bool) -> Row:
    record = entry.record
    more, warnings, tags = [*_carried(view, record.carried)], [], []
    names = map(view.meeting.name_of, (record.source, *record.also)) if record.source else ()
    who = words.AND.join(names)
    if record.immediate:
        raised = record.immediate
        said = words.IMMEDIATE.format(clock=show_clock(raised.raised), who=raised.raised_by)
        if raised.decided:
            more.append(said)
            more.append(words.IMMEDIATE_DECIDED.format(what=raised.decided))
        else:
            tags.append(words.TAG_IMMEDIATE)
            warnings += [said, words.IMMEDIATE_UNDECIDED]
    if record.no_action:
        more.append(words.NO_ACTION_BECAUSE.format(reason=record.no_action))
    return Row(
        record.id,
        entry.ref,
        record.text,
        record.theme,
        words.PRIOR if origin and record.origin == "prior" else "",
        (*more, *kept_back(view, record), *_amended(view, record.id)),
        tuple(warnings),
        (Cell(who, words.FROM.format(who=who)),) if who else (Cell(""),),
        (*tags, *reader_tags(view, record)),
        _by_another(view, entry),
    )


def note_row(view: View, entry: Entry[Note], *, agency: bool = True) -> Row:
    """The row of a note, with its nature and source; `agency` shows the source's agency too."""
    return view.remembered.row(
        "note" if agency else "note-of-agency", entry, lambda: _note_row(view, entry, agency=agency)
    )


def _note_row(view: View, entry: Entry[Note], *, agency: bool) -> Row:
    record = entry.record
    named = view.person if agency else view.meeting.name_of
    who = words.AND.join(filter(None, map(named, (record.source, *record.also))))
    who = who or (words.SAID_BY_NOBODY if view.preliminaries else "")
    verified = (quick_edit.VERIFIED_SHORT.format(who=record.verified),) if record.verified else ()
    unverified = (words.TAG_UNVERIFIED,) if record.nature == "reported" and view.preliminaries else ()
    return Row(
        record.id,
        entry.ref,
        record.text,
        record.nature,
        words.NATURES[record.nature],
        (*verified, *kept_back(view, record), *_amended(view, record.id)),
        (),
        (Cell(who),),
        (*unverified, *reader_tags(view, record)),
        _by_another(view, entry),
    )


def unsettled_row(view: View, entry: Entry[Unsettled]) -> Row:
    """The row of an unsettled line, with the reason."""
    return view.remembered.row("unsettled", entry, lambda: _unsettled_row(view, entry))


def _unsettled_row(view: View, entry: Entry[Unsettled]) -> Row:
    from chairtui.meeting.capture.capture import reason_now

    record = entry.record
    why = reason_now(entry, view.meeting, view.format_)
    tags, after = (words.TAG_UNSETTLED, *reader_tags(view, record)), _by_another(view, entry)
    return Row(record.id, entry.ref, record.text, "warn", "", (), (why,), (), tags, after)


def decision_row(view: View, entry: Entry[Decision]) -> Row:
    """The row of a decision, with its reason and dissent."""
    return view.remembered.row("decision", entry, lambda: _decision_row(view, entry))


def _decision_row(view: View, entry: Entry[Decision]) -> Row:
    record = entry.record
    notes = []
    if record.reason:
        notes.append(words.BECAUSE.format(reason=record.reason))
    for dissent in record.dissent:
        said = words.DISSENT.format(who=view.person(dissent.who), text=dissent.text)
        notes += [tagged(view, said, dissent), *kept_back(view, dissent)]
    more = (*kept_back(view, record), *_amended(view, record.id))
    tags, after = reader_tags(view, record), _by_another(view, entry)
    return Row(record.id, entry.ref, record.text, "decision", "", (*notes, *more), (), (), tags, after)


def action_row(view: View, entry: Entry[Action]) -> Row:
    """The row of an action: owner, deadline, measure and what it addresses, or which of these are missing."""
    refs = ", ".join(filter(None, map(view.meeting.ref_of, entry.record.addresses)))
    return view.remembered.row(f"action for {refs}", entry, lambda: _action_row(view, entry, refs))


def _action_row(view: View, entry: Entry[Action], refs: str) -> Row:
    record = entry.record
    notes = [*_carried(view, record.carried)]
    if record.shared_with:
        notes.append(words.WITH.format(who=view.people(None, record.shared_with)))
    if refs:
        notes.append(words.ADDRESSES.format(refs=refs))
    if record.status != "open":
        notes.append(record.status)
    if record.status_reason:
        notes.append(record.status_reason)
    if record.measure:
        notes.append(words.MEASURE.format(measure=record.measure))
    if record.family and record.family.by:
        notes.append(words.FAMILY_BY.format(who=view.meeting.name_of(record.family.by)))
    elif record.family and record.family.why_not:
        notes.append(words.FAMILY_WHY_NOT.format(why=record.family.why_not))
    owner, agency = view.meeting.name_of(record.owner), view.person(record.owner)
    deadline = show_date(record.deadline) if record.deadline else ""
    by = words.BY_DEADLINE.format(deadline=deadline)
    return Row(
        record.id,
        entry.ref,
        record.text,
        "action",
        "",
        (*_line(notes), *kept_back(view, record), *_amended(view, record.id)),
        () if record.measure else (f"! {words.NO_MEASURE}",),
        (
            Cell(owner, agency) if owner else Cell(f"! {words.NO_OWNER}", words.NO_OWNER, "warn"),
            Cell(deadline, by) if deadline else Cell(f"! {words.NO_DEADLINE}", words.NO_DEADLINE, "warn"),
        ),
        reader_tags(view, record),
        _by_another(view, entry),
    )


def attendee_row(view: View, entry: Entry[Attendee], asked: Collection[str] = (), *, family: bool = False) -> Row:
    """The row of an attendee and their status; in part two (`family`) without their reason and what was asked of them.

    It names what the closing rules in `asked` still need.
    """
    record = entry.record
    agency = record.agency if plain(record.agency) != plain(record.role) else ""
    who = ", ".join(part for part in (record.name, record.role, agency) if part)
    notes = []
    if record.remote:
        notes.append(words.REMOTE)
    if record.arrived:
        notes.append(quick_edit.ARRIVED_SHORT.format(clock=_clock(record.arrived)))
    if record.left:
        notes.append(quick_edit.LEFT_SHORT.format(clock=_clock(record.left)))
    if record.why and not family:
        notes.append(tagged(view, words.WHY_HERE.format(why=record.why), record.why_readers))
    elif "why-attending" in asked and no_reason(record):
        notes.append(words.WHY_TO_ASK)
    if record.report and not family:
        notes.append(words.REPORT.format(report=record.report))
    elif "reports-known" in asked and no_report(record):
        notes.append(words.REPORT_TO_ASK)
    gone = record.status == "present" and record.left is not None
    mark = f"{LEFT_MARK if gone else STATUS_MARKS[record.status]} {entry.ref}".rstrip()
    reasons = () if family else kept_back(view, record.why_readers)
    return Row(record.id, mark, who, "attendee", "", (*_line(notes), *reasons))


def _clock(moment: datetime) -> str:
    return show_clock(moment.astimezone(ZoneInfo(LONDON)))


def _line(parts: list[str]) -> tuple[str, ...]:
    return (" · ".join(parts),) if parts else ()


def _carried(view: View, carried: Carried | None) -> tuple[str, ...]:
    """The reference it had at the earlier meeting; hidden in part two."""
    label = carried_label(carried, view.meeting) if view.preliminaries else ""
    return (label,) if label else ()


def _by_another(view: View, entry: Entry[Record]) -> str:
    """Who wrote it last, if that is somebody else."""
    by = entry.last.by
    marked = view.seat and view.preliminaries and by.strip() and by != view.seat
    return words.BY_ANOTHER.format(who=by.split()[0]) if marked else ""


def _amended(view: View, record_id: str) -> tuple[str, ...]:
    found = view.amendments.get(record_id, ())
    rows = ((tagged(view, words.AMENDED.format(text=a.text, reason=a.reason), a), *kept_back(view, a)) for a in found)
    return tuple(row for each in rows for row in each)
