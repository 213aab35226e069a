"""Sending what waited, in order, each line once: what nobody else touched goes up as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chairtui.journal.offline.connection import WRITING
from chairtui.journal.offline.queue import Became, Captured, Held
from chairtui.journal.offline.remote import Remote
from chairtui.journal.offline.replica import Book
from chairtui.journal.protocol import Conflict, NoSuchMeeting, Refused
from chairtui.meeting.editing.merge import merge
from chairtui.meeting.records import Draft, Progress, Record, Version

T = TypeVar("T")
Ask = Callable[[Callable[[Remote], list[Version]], float], list[Version]]
"""Asks the server something, within so many seconds."""


@dataclass
class Sent:
    """What became of what waited, in numbers of lines; `reason` is the last refusal's."""

    sent: int = 0
    refused: int = 0
    reason: str = ""


def send(book: Book, ask: Ask) -> Sent:
    """Send all that waits of a meeting. One sender at a time.

    Raises `Unreachable`, `NotSaved`: then the rest waits on, and what may have got there is asked for again by its ids.
    """
    sent = Sent()
    while True:
        with book.lock:
            book.look()
            unsent = book.waiting.unsent
        if not unsent:
            return sent
        _send_one(book, unsent[0], ask, sent)


def _send_one(book: Book, entry: Captured, ask: Ask, sent: Sent) -> None:
    left = [held for held in entry.drafts if book.waiting.outcome(held.id) is None]
    drafts = [book.draft_of(held) for held in left]
    whole = [draft for draft in drafts if draft is not None]
    if len(whole) == len(left) > 1:
        try:
            _keep(book, entry, [held.id for held in left], whole, ask, sent)
        except (Conflict, Refused):
            pass  # one of them stands in the way: each for itself
        else:
            return
    for held, draft in zip(left, drafts, strict=True):
        if draft is None:
            book.note(Became(outcome="choose", ids=(held.id,)))
        else:
            _send_alone(book, entry, held, draft, ask, sent)


def _keep(book: Book, entry: Captured, ids: Sequence[str], drafts: Sequence[Draft], ask: Ask, sent: Sent) -> None:
    versions = ask(lambda remote: remote.append(book.meeting, drafts, entry.by, ids=ids, at=entry.at), WRITING)
    book.note(Became(outcome="kept", ids=tuple(ids), seqs=tuple(version.seq for version in versions)))
    sent.sent += len(ids)


def _send_alone(book: Book, entry: Captured, held: Held, draft: Draft, ask: Ask, sent: Sent) -> None:
    wanted: Draft | None = draft
    theirs: Version | None = None
    while wanted is not None:
        try:
            _keep(book, entry, [held.id], [wanted], ask, sent)
        except Conflict as conflict:
            theirs = conflict.theirs
            wanted = _together(book, draft, theirs, ask)
        except (Refused, NoSuchMeeting) as refusal:
            book.note(Became(outcome="refused", ids=(held.id,), reason=str(refusal)))
            sent.refused += 1
            sent.reason = str(refusal)
            return
        else:
            return
    assert theirs is not None
    if _nothing_to_choose(draft, theirs):
        book.note(Became(outcome="dropped", ids=(held.id,), seqs=(theirs.seq,)))
    else:
        book.note(Became(outcome="choose", ids=(held.id,)))


def _together(book: Book, mine: Draft, theirs: Version, ask: Ask) -> Draft | None:
    """Both changes in one, as far as nobody need choose; None where somebody has to, or where theirs says it all."""
    if _nothing_to_choose(mine, theirs):
        return None
    both: Record | None
    if isinstance(mine.record, Progress):
        both = mine.record  # the longer time of two seats, who both kept it for the same item
    else:
        base = _version_at(book, mine.base, ask)
        if base is None or mine.removed or theirs.removed or base.removed or base.record.id != mine.record.id:
            return None
        both = merge(base.record, mine.record, theirs.record)
    return None if both is None else Draft(record=both, base=theirs.seq)


def _nothing_to_choose(mine: Draft, theirs: Version) -> bool:
    if isinstance(mine.record, Progress) and isinstance(theirs.record, Progress):
        return mine.record.seconds <= theirs.record.seconds
    return (mine.removed, theirs.removed) == (True, True) or (mine.record, mine.removed) == (
        theirs.record,
        theirs.removed,
    )


def _version_at(book: Book, seq: int, ask: Ask) -> Version | None:
    if not seq:
        return None
    if seq > book.position:
        book.confirm(ask(lambda remote: remote.versions(book.meeting, book.position), WRITING))
    return book.confirmed[seq - 1] if seq <= book.position else None
