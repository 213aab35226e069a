"""Stores to measure in: meetings of as many records as a row needs, created without fsync."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from chairtui.journal.file_journal import FileJournal
from chairtui.journal.vault import Vault
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.snapshot import keep
from chairtui.meeting.records import (
    Action,
    Attendee,
    Decision,
    Details,
    Draft,
    FollowUp,
    Note,
    Observation,
    Progress,
    Record,
    Who,
)
from tests.journal.vaults import a_vault
from tests.meeting.formats_and_meetings import format_called

STARTS = datetime(2026, 12, 3, 14, tzinfo=UTC)
BLOCK = 500
"""Records written at once while a store is made."""
ITEM = "information"
"""The agenda item that is open, under which every second record stands."""
SAID = (
    "Testa was at school all week, said the head; the week before she missed two days",
    "Gran collects her on Mondays and has her to tea, which both look forward to",
    "The heating in the flat has been off since half-term, and the landlord has not answered",
    "He told the school nurse that he sleeps on the sofa when his cousins stay",
)
AGENCIES = ("School", "Health", "Police", "Housing", "Early Help", "Children's Social Care", "Lantern Youth", "GP")


def a_journal(store: Path, *, encrypted: bool = False) -> FileJournal:
    """A journal that gives its meetings the ids m1, m2 … and writes now."""
    ids = (f"m{number}" for number in itertools.count(1))
    vault = a_vault(store) if encrypted else Vault(store)
    return FileJournal(store, lambda: datetime.now(UTC), lambda: next(ids), vault=vault)


@contextmanager
def no_waiting() -> Iterator[None]:
    """Disable fsync: stores are created many times faster."""
    with patch.object(os, "fsync", lambda _: None):
        yield


def the_format() -> Format:
    return format_called("bristol")


def opening(title: str = "Planning meeting about K.", starts: datetime = STARTS) -> list[Draft]:
    """What a meeting begins with: its details, its format, eight people present, and the item it has come to."""
    format_ = the_format()
    details = Details(
        format=format_.id,
        format_version=format_.version,
        format_name=format_.name,
        title=title,
        subject="K., aged 7",
        starts=starts,
        aim="Agree who does what so that K. is at school every day.",
        chair=Who(name="Sam Okafor", attendee="p0"),
    )
    people = [
        Attendee(id=f"p{n}", name=name, role="Practitioner", agency=agency, status="present")
        for n, (name, agency) in enumerate(zip(PEOPLE, AGENCIES, strict=True))
    ]
    here = Progress(id=f"progress:{ITEM}", item=ITEM, state="current", seconds=60)
    records: list[Record] = [details, keep(format_), *people, here]
    return [Draft(record=record) for record in records]


PEOPLE = (
    "Sam Okafor",
    "Priya Larkspur",
    "Dominic Harrowell",
    "Bethan Quillfeather",
    "Tobias Inkwell",
    "Marigold Fennimore",
    "Yusuf Candlewick",
    "Imani Foxglove",
)


def said(number: int) -> Record:
    """The record of that number: half are notes under the open item, the others of every kind, all over the agenda."""
    text = f"{SAID[number % len(SAID)]} ({number})"
    who = Who(name=PEOPLE[number % 8], attendee=f"p{number % 8}")
    match number % 8:
        case 1:
            return Observation(id=f"r{number}", theme="risk", text=text)
        case 3:
            return Observation(id=f"r{number}", theme="strength", text=text, origin="prior")
        case 5:
            return Decision(id=f"r{number}", text=text, reason="All agreed", item="plan")
        case 7:
            return Action(
                id=f"r{number}",
                text=text,
                owner=who,
                deadline=date(2026, 12, 10) + timedelta(days=number % 60),
                measure="Seen at the gate",
                addresses=(f"r{max(number - 6, 1)}",),
                item="plan",
            )
        case _:
            return Note(id=f"r{number}", nature="fact" if number % 4 else "opinion", text=text, source=who, item=ITEM)


def records(count: int) -> list[Draft]:
    return [Draft(record=said(number)) for number in range(count)]


def a_meeting(journal: FileJournal, count: int, title: str = "Planning meeting about K.") -> str:
    """A meeting of so many records beside what it begins with; its id."""
    with no_waiting():
        meeting = journal.begin(opening(title), "Chair")
        drafts = records(count)
        for block in in_blocks(drafts):
            journal.append(meeting, block, "Chair")
    return meeting


def closed_meetings(store: Path, meetings: int, *, encrypted: bool = False) -> None:
    """A store of so many closed meetings of some 40 records, one a day, with what became of their actions."""
    journal = a_journal(store, encrypted=encrypted)
    with no_waiting():
        for number in range(meetings):
            drafts = [*opening(f"Meeting {number:05}", STARTS - timedelta(days=number % 365)), *records(30)]
            done = [d.record.id for d in drafts if isinstance(d.record, Action)]
            later = [FollowUp(id=f"f{id_}", action=id_, status="done", reason="Done") for id_ in done[:3]]
            journal.begin_sealed(drafts, "Chair", [(Draft(record=record), "Chair") for record in later])
        journal.close()


def in_blocks(drafts: Sequence[Draft]) -> Iterator[Sequence[Draft]]:
    for first in range(0, len(drafts), BLOCK):
        yield drafts[first : first + BLOCK]


def a_library(store: Path, meetings: int, *, encrypted: bool = False) -> None:
    """A store of so many meetings, one a day from that of STARTS on, each just begun; the list of them is made, too.

    One that is there already is left as it is.
    """
    if store.exists():
        return
    journal = a_journal(store, encrypted=encrypted)
    with no_waiting():
        for number in range(meetings):
            details = opening(f"Meeting {number:05}", STARTS + timedelta(days=number))[:1]
            journal.begin(details, "Chair")
        journal.meetings()
