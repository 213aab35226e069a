"""Optimistic writes: apply a line or a key, and retry on conflict.

After a conflict the meeting is caught up and the line parsed again, so that nobody's version is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from chairtui.journal.protocol import Conflict, NotSaved
from chairtui.journal.protocol import Refused as NotAccepted
from chairtui.journal.session import Session
from chairtui.meeting.formats.model import Format
from chairtui.words import command_line as words

if TYPE_CHECKING:
    from chairtui.meeting.capture.result import LeftUnsettled, Understood
    from chairtui.meeting.fold import Meeting
    from chairtui.meeting.records import Draft, Version

TRIES = 50
"""Maximum number of retries after conflicts."""


class WriteRefused(Exception):
    """A write that was refused; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a line became: the references of its records, or of the unsettled line that keeps it and why it does.

    `readers` says who may not read it, or who alone may; "" where everybody at the meeting may.
    """

    refs: tuple[str, ...]
    unsettled: str = ""
    readers: str = ""


def file_line(
    line: str, seat: Session, format_: Format, *, item: str, new_id: Callable[[], str], now: datetime
) -> Filed:
    """File a line of the capture grammar; returns once it is durable. Raises `WriteRefused`."""
    from chairtui.meeting.capture.capture import LineContext, Refused, take
    from chairtui.meeting.capture.result import LeftUnsettled

    for _ in range(TRIES):
        context = LineContext.of(seat.meeting, format_, item=item, new_id=new_id, by=seat.by, now=now)
        read = take(line, context, answers=False)
        if isinstance(read, Refused):
            raise WriteRefused(read.reason)
        if isinstance(read, LeftUnsettled) and seat.catch_up():
            continue  # this line may name somebody who has just been invited
        try:
            written = seat.append(read.drafts)
        except Conflict:
            continue
        except (NotAccepted, NotSaved) as error:
            raise WriteRefused(str(error)) from None
        return _filed(read, written, seat.meeting, format_)
    raise WriteRefused(words.BEHIND)


def _filed(read: Understood | LeftUnsettled, written: Sequence[Version], meeting: Meeting, format_: Format) -> Filed:
    from chairtui.meeting.capture.result import LeftUnsettled

    if isinstance(read, LeftUnsettled):
        return Filed((meeting.ref_of(read.record_id),), read.reason)
    new = (draft.record.id for draft in read.drafts if not draft.base and not draft.removed)
    ids = dict.fromkeys((read.record_id, *new))
    return Filed(tuple(meeting.ref_of(id_) or id_ for id_ in ids), readers=_readers(read, written, meeting, format_))


def _readers(read: Understood, written: Sequence[Version], meeting: Meeting, format_: Format) -> str:
    """Who may not read what a line marks, by name who alone may, and which actions are marked with it."""
    from chairtui.meeting.after.restrictions import readers_in_words
    from chairtui.meeting.chairing.agencies import read_by
    from chairtui.meeting.marked_words import marked_parts
    from chairtui.meeting.readers import Readers, limits
    from chairtui.words.capture import AND, MARKED_TOO, READ_BY

    said: list[str] = []
    for draft in read.drafts:
        record = draft.record
        marks = (*((record,) if isinstance(record, Readers) else ()), *marked_parts(record)[-1:])
        for mark in filter(limits, () if draft.removed else marks):
            said.append(readers_in_words(mark, meeting))
            if mark.only:
                said.append(READ_BY.format(names=", ".join(read_by(mark.only, meeting, format_))))
    given = {draft.record.id for draft in read.drafts}
    actions = [meeting.ref_of(version.record.id) for version in written if version.record.id not in given]
    if said and actions:
        said.append(MARKED_TOO.format(refs=AND.join(actions)))
    return "; ".join(dict.fromkeys(said))


def set_value(key: str, value: str, seat: Session, format_: Format) -> str:
    """Set a detail, an answer or a field; once it is durable, what a date was understood as ("" for anything else).
    Raises `WriteRefused`.

    A value that is already set is not written again, so that undo takes back a visible change. Part two starts with
    those who are proposed to stay.
    """
    from chairtui.meeting.chairing.part_two import proposed_to_stay, who_stays
    from chairtui.meeting.editing import NotThat, echo, set_key
    from chairtui.meeting.records import Details

    for _ in range(TRIES):
        try:
            draft = set_key(key, value, seat.meeting, format_)
            said = "" if draft.removed else echo(key, draft.record, seat.meeting, format_)
            if _as_it_is(draft, seat):
                if seat.catch_up():
                    continue
                return said
            starts = isinstance(draft.record, Details) and draft.record.part > seat.meeting.details.part
            stays = who_stays(seat.meeting, proposed_to_stay(seat.meeting)) if starts else []
            seat.append([*stays, draft])
        except Conflict:
            continue
        except NotThat as error:
            if seat.catch_up():  # the record may just have been filed, or the person invited
                continue
            raise WriteRefused(str(error)) from None
        except (NotAccepted, NotSaved) as error:
            raise WriteRefused(str(error)) from None
        return said
    raise WriteRefused(words.BEHIND)


def _as_it_is(draft: Draft, seat: Session) -> bool:
    """Whether the draft changes nothing. False where writing is forbidden, so that the journal gives the reason."""
    entry = seat.meeting.entry(draft.record.id)
    same = entry is not None and not entry.removed and not draft.removed and entry.record == draft.record
    return same and not seat.meeting.closed and not seat.read_only_reason


def remove(ref: str, seat: Session) -> str:
    """Remove a record and return its reference once that is durable. Raises `WriteRefused`."""
    for _ in range(TRIES):
        seat.catch_up()
        entry = seat.meeting.find(ref)
        if entry is None or not entry.ref or entry.removed:
            raise WriteRefused(words.NO_SUCH_REF.format(ref=ref, meeting=seat.meeting.id))
        try:
            seat.remove(entry.record)
        except Conflict:
            continue
        except (NotAccepted, NotSaved) as error:
            raise WriteRefused(str(error)) from None
        return entry.ref
    raise WriteRefused(words.BEHIND)
