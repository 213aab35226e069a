"""Renders the sections around the discussion: head, attendance, immediate risks, departures, agreements, amendments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chairtui.meeting.dates.calendar import show_date
from chairtui.meeting.fold import Entry
from chairtui.meeting.parts import parts_of
from chairtui.meeting.records import Agreement, Amendment, Answer, Attendee, Record, Statement
from chairtui.minutes.escape import flat, line, shown, within
from chairtui.minutes.local_times import uk_clock, uk_time
from chairtui.minutes.markdown_shapes import bullet, heading, labelled, table
from chairtui.minutes.record_entries import (
    amended,
    amendment,
    answer_text,
    as_asked,
    label_of,
    restriction,
    with_restriction,
)
from chairtui.minutes.visible_records import VisibleRecords
from chairtui.words import minutes as words
from chairtui.words.kinds import HEADINGS


def status(visible: VisibleRecords) -> str:
    """ "Draft", or by whom and when it was closed; plain text."""
    closure = visible.meeting.closure
    if closure is None:
        return words.DRAFT
    return words.CLOSED.format(when=uk_time(closure.first.at), by=flat(closure.first.by))


def kind(visible: VisibleRecords) -> str:
    """The kind of meeting in the format's words, or ""."""
    given = visible.meeting.details.meeting_kind
    return next((k.name for k in visible.format.kinds if k.id == given), given)


def head(visible: VisibleRecords) -> str:
    """The heading: draft status, whom the meeting is about, when it was and what for, and who closed it."""
    details = visible.meeting.details
    facts = {
        words.HEAD["subject"]: f"{shown(details.subject)} ({details.person})",
        words.HEAD["when"]: uk_time(details.starts),
        words.HEAD["venue"]: details.venue,
        words.AIM: details.aim if visible.access.preliminaries else "",
    }
    standing = {words.HEAD["status"]: status(visible)}
    facts = facts | standing if visible.meeting.closed else standing | facts
    rows = []
    for label, fact in facts.items():
        rows += [labelled(label, fact)] if fact else []
        rows += restriction(details.aim_readers, visible) if fact and label == words.AIM else []
    for entry in visible.amended("details"):
        rows += amendment(entry, visible, depth=0)
    return "\n".join(rows)


LATER = ("why", "report", "agrees", "arrived", "left")
"""Columns shown only if somebody has a value in them."""


def attendance(visible: VisibleRecords) -> str:
    """Who chaired and took the notes; those present, then apologies, absences and those not marked yet. "" for
    nobody."""
    details = visible.meeting.details
    posts = {"chair": visible.person(details.chair), "note-taker": visible.person(details.note_taker)}
    blocks = ["\n".join(labelled(words.HEAD[post], who) for post, who in posts.items() if who)]
    here = [e for e in visible.attendees if e.record.status == "present"]
    away = [e for e in visible.attendees if e.record.status != "present"]
    if visible.format.layout.brief:
        blocks[0] = "\n".join(filter(None, [blocks[0], _listed([*here, *away], visible)]))
    else:
        blocks.append(_people(here, visible))
        if away:
            blocks += [heading(3, words.NOT_PRESENT), _people(away, visible, with_status=True)]
    rows = []
    for entry in visible.attendees:
        corrections = amended(entry.record.id, visible)
        if corrections:
            rows += [bullet(label_of(visible, entry) + line(entry.record.name)), *corrections]
    blocks = list(filter(None, [*blocks, "\n".join(rows)]))
    return "\n\n".join([heading(2, words.ATTENDANCE), *blocks]) if blocks else ""


def _listed(entries: list[Entry[Attendee]], visible: VisibleRecords) -> str:
    """People in a list: "**P1** Sam Okafor, Health visitor, Health (report sent; remotely)"."""
    rows: list[str] = []
    for entry in entries:
        person = entry.record
        about = [
            with_restriction(person.why, person.why_readers, visible),
            words.BRIEF_REPORT[person.report],
            *(
                words.BRIEFLY[c].format(_person_cell(c, entry, visible))
                for c in _columns([entry], visible)
                if c in words.BRIEFLY
            ),
            words.STATUS[person.status].lower() if person.status != "present" else "",
        ]
        said = "; ".join(within(text) for text in about if text)
        named = ", ".join(within(text) for text in (person.name, person.role, person.agency) if text)
        rows.append(bullet(label_of(visible, entry) + (f"{named} ({said})" if said else named)))
    return "\n".join(rows)


def _columns(entries: list[Entry[Attendee]], visible: VisibleRecords) -> list[str]:
    """Notes about an attendee besides name, role and agency."""
    people = [entry.record for entry in entries]
    columns = [column for column in LATER if any(getattr(person, column) not in ("", None) for person in people)]
    if visible.marks_parts:
        columns.append("parts")
    if any(person.remote and person.status == "present" for person in people):
        columns.append("remote")
    return columns


def _people(entries: list[Entry[Attendee]], visible: VisibleRecords, *, with_status: bool = False) -> str:
    if not entries:
        return ""
    columns = ["name", "role", "agency", *_columns(entries, visible), *(["status"] if with_status else [])]
    if visible.access.complete:
        columns.insert(0, "ref")
    rows = [[_person_cell(column, entry, visible) for column in columns] for entry in entries]
    return table([words.COLUMNS[column] for column in columns], rows)


def _person_cell(column: str, entry: Entry[Attendee], visible: VisibleRecords) -> str:
    person = entry.record
    match column:
        case "ref":
            return entry.ref
        case "report":
            return words.REPORT[person.report]
        case "agrees":
            return {True: words.YES, False: words.NO, None: ""}[person.agrees]
        case "arrived":
            return uk_clock(person.arrived) if person.arrived else ""
        case "left":
            return uk_clock(person.left) if person.left else ""
        case "parts":
            parts = parts_of(person, visible.meeting)
            return words.BOTH_PARTS if len(set(parts)) == 2 else ", ".join(words.ONE_PART[p] for p in parts)
        case "remote":
            return words.REMOTELY if person.remote else words.IN_PERSON
        case "status":
            return words.STATUS[person.status]
        case _:
            why = with_restriction(person.why, person.why_readers, visible)
            text = {"name": person.name, "role": person.role, "agency": person.agency, "why": why}[column]
            return within(text) if text else ""


def immediate(visible: VisibleRecords) -> str:
    """Immediate risks: what, when, by whom, and what was decided (ALL-08). "" for none."""
    rows: list[str] = []
    for entry in visible.immediate:
        raised = entry.record.immediate
        assert raised is not None
        rows.append(bullet(label_of(visible, entry).strip(), entry.record.text))
        by = f"{words.RAISED_BY.format(when=uk_time(raised.raised))} {within(raised.raised_by)}"
        rows.append(bullet(f"**{words.RAISED}:** {by}", depth=1))
        if raised.decided:
            rows.append(labelled(words.DECIDED, raised.decided, 1))
    return "\n\n".join([heading(2, words.IMMEDIATE), "\n".join(rows)]) if rows else ""


def departures(visible: VisibleRecords) -> str:
    """Provisions that were not met: why, who decided that, and which route was taken. "" for none."""
    rows: list[str] = []
    for entry in visible.departures:
        record = entry.record
        provision = visible.format.provision(record.provision)
        asks = f"{provision.text} ({provision.cites})" if provision else record.provision
        rows.append(bullet(f"{label_of(visible, entry)}**{record.provision}:**", asks))
        rows.append(labelled(words.NOT_DONE_BECAUSE, record.reason, 1))
        rows.append(labelled(words.DECIDED_BY, visible.person(record.decided_by), 1))
        if record.route:
            rows.append(labelled(words.ROUTE_TAKEN, record.route, 1))
        rows += amended(record.id, visible)
    return "\n\n".join([heading(2, HEADINGS["departure"]), "\n".join(rows)]) if rows else ""


def agreements(visible: VisibleRecords) -> str:
    """Who was asked for an agreement that the guidance requires, when, and their answer. "" for none."""
    rows: list[str] = []
    entries = visible.agreements
    for asked_for in dict.fromkeys(entry.record.provision for entry in entries):
        provision = visible.format.provision(asked_for)
        rows.append(bullet("", f"{provision.text} ({provision.cites})" if provision else asked_for))
        rows += _answers([entry for entry in entries if entry.record.provision == asked_for], visible)
    return "\n\n".join([heading(3, HEADINGS["agreement"]), "\n".join(rows)]) if rows else ""


def _answers(entries: Sequence[Entry[Agreement]], visible: VisibleRecords) -> Iterator[str]:
    """One row for all who said the same on the same day; one each for those of whom more is said."""
    alike: dict[str, list[str]] = {}
    for entry in entries:
        record = entry.record
        said = words.SAID[record.said].capitalize()
        if record.asked:
            said = words.ASKED_ON.format(said=said, day=show_date(record.asked))
        name = f"{label_of(visible, entry)}{within(visible.person(record.of))}"
        corrected = [row for each in visible.amended(record.id) for row in amendment(each, visible, depth=2)]
        if record.why or corrected:
            yield bullet(f"**{said}:** {name}:" if record.why else f"**{said}:** {name}", record.why, 1)
            yield from corrected
        else:
            alike.setdefault(said, []).append(name)
    for said, names in alike.items():
        yield bullet(f"**{said}:** {'; '.join(names)}", depth=1)


def amendments(visible: VisibleRecords) -> str:
    """All corrections in order, each with the original text (ALL-07). "" for none."""
    rows: list[str] = []
    for entry in visible.amendments:
        target = visible.meeting.entry(entry.record.target)
        rows += amendment(entry, visible, depth=0)
        if target is not None:
            rows.append(labelled(words.FIRST_RECORDED, _first(target, visible), 1))
    return "\n\n".join([heading(2, words.AMENDMENTS), words.AMENDED_NOTE, "\n".join(rows)]) if rows else ""


def _first(target: Entry[Record], visible: VisibleRecords) -> str:
    """What a corrected record says, after its reference."""
    record = target.record
    if isinstance(record, Answer):
        question = visible.format.question(record.question)
        return f"{as_asked(question)} {shown(answer_text(question, record, visible))}" if question else record.value
    if not isinstance(record, Attendee | Statement | Amendment):
        return words.OF_DETAILS
    text = record.name if isinstance(record, Attendee) else record.text
    return f"{target.ref}: {shown(text)}" if visible.access.complete else text
