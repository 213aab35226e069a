"""Pane of the details item: subject, time, venue, chair, note-taker, reasons, and the family."""

from __future__ import annotations

from dataclasses import replace

from chairtui.meeting.copy_readers import FamilyEntry, relation_of
from chairtui.meeting.dates.calendar import show_when
from chairtui.meeting.records import PersonConcerned, Relative
from chairtui.words import live as words
from screens.panes.reader_tags import kept_back, reader_tags
from screens.panes.view import View
from screens.widgets.list_row import Row, Section


def sections(view: View) -> tuple[Section, ...]:
    """A row for each detail; missing ones say so."""
    details, format_ = view.meeting.details, view.format_
    reasons = {reason.id: reason.text for reason in format_.reasons}
    kind = next((k.name for k in format_.kinds if k.id == details.meeting_kind), details.meeting_kind)
    values = {
        "title": details.title,
        "subject": details.subject,
        "starts": show_when(details.starts),
        "venue": details.venue,
        "chair": view.person(details.chair),
        "note-taker": view.person(details.note_taker),
        "convening-agency": details.convening_agency,
        "reasons": "\n".join(reasons.get(reason, reason) for reason in details.reasons),
        "kind": kind,
        "part": str(details.part),
    }
    if not format_.reasons or not view.preliminaries:
        values.pop("reasons")
    needed = {"chair", "note-taker", "reasons"}
    rows = tuple(_row(key, value, key in needed) for key, value in values.items())
    if details.reasons:
        rows = tuple(_marked(view, row) if row.key == "detail:reasons" else row for row in rows)
    if not view.preliminaries:
        return (Section("", rows),)
    return (Section("", rows + _links(view)), *_family(view))


def _family(view: View) -> tuple[Section, ...]:
    """Whom the meeting is about, and their relatives, where any are recorded."""
    family: list[FamilyEntry] = [*view.meeting.all(PersonConcerned), *view.meeting.all(Relative)]
    rows = tuple(map(_family_row, family))
    return (Section(words.FAMILY_SECTION, rows),) if rows else ()


def _family_row(entry: FamilyEntry) -> Row:
    record = entry.record
    age = words.AGED.format(age=record.age) if isinstance(record, PersonConcerned) and record.age is not None else ""
    said = ", ".join(filter(None, (record.name, age, relation_of(record))))
    nothing = (record.given_nothing_why,) if record.given_nothing and record.given_nothing_why else ()
    tags = (words.TAG_GIVEN_NOTHING,) if record.given_nothing else ()
    return Row(record.id, entry.ref, said, "attendee", "", nothing, tags=tags)


def _marked(view: View, row: Row) -> Row:
    """The row of the reasons for convening, with who may not read them."""
    marks = view.meeting.details.reasons_readers
    return replace(row, notes=kept_back(view, marks), tags=reader_tags(view, marks))


def _links(view: View) -> tuple[Row, ...]:
    """The meetings before and after this one, which are for professionals only."""
    before = view.meeting.details.previous
    links: list[tuple[str, str]] = []
    if before is not None:
        when = show_when(before.starts)
        links.append(("follows", words.PREVIOUS_MEETING.format(title=before.title, when=when, meeting=before.meeting)))
    for after in view.meeting.next_meetings:
        when = show_when(after.record.starts)
        links.append(("followed-by", words.NEXT_MEETING.format(when=when, meeting=after.record.meeting)))
    return tuple(
        Row("", "·", words.DETAIL.format(label=words.DETAILS[name], value=value), "quiet") for name, value in links
    )


def _row(key: str, value: str, needed: bool) -> Row:
    said = words.DETAIL.format(label=words.DETAILS[key], value=value or words.MISSING)
    if value:
        return Row(f"detail:{key}", "✓", said, "question")
    return Row(f"detail:{key}", "!" if needed else "·", said, "warn" if needed else "quiet")
