"""Replay of the offline queue, in order and exactly once; changes nobody else touched are sent unchanged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chairtui.journal.offline.connection import WRITE_TIMEOUT
from chairtui.journal.offline.queue import QueuedBatch, QueuedDraft, Resolution
from chairtui.journal.offline.remote import Remote
from chairtui.journal.offline.replica import Replica
from chairtui.journal.protocol import Conflict, NoSuchMeeting, Refused
from chairtui.meeting.editing.merge import merge
from chairtui.meeting.records import Draft, Progress, Record, Version

T = TypeVar("T")
Call = Callable[[Callable[[Remote], list[Version]], float], list[Version]]
"""Calls the server with a timeout in seconds."""


@dataclass
class ReplayResult:
    """How many drafts were kept and refused; `reason` is the last refusal's."""

    kept: int = 0
    refused: int = 0
    reason: str = ""


def replay(replica: Replica, call: Call) -> ReplayResult:
    """Send a meeting's queue. One caller at a time.

    Raises `Unreachable`, `NotSaved`; the rest stays queued, and repeating what may have arrived is harmless (see
    `Remote.append`).
    """
    result = ReplayResult()
    while True:
        with replica.lock:
            replica.refresh()
            unsent = replica.queue.unsent
        if not unsent:
            return result
        _replay_batch(replica, unsent[0], call, result)


def _replay_batch(replica: Replica, batch: QueuedBatch, call: Call, result: ReplayResult) -> None:
    left = [queued for queued in batch.drafts if replica.queue.outcome(queued.id) is None]
    drafts = [replica.draft_of(queued) for queued in left]
    whole = [draft for draft in drafts if draft is not None]
    if len(whole) == len(left) > 1:
        try:
            _store(replica, batch, [queued.id for queued in left], whole, call, result)
        except (Conflict, Refused):
            pass  # one of them is in the way: send each on its own
        else:
            return
    for queued, draft in zip(left, drafts, strict=True):
        if draft is None:
            replica.resolve_drafts(Resolution(outcome="choose", ids=(queued.id,)))
        else:
            _replay_draft(replica, batch, queued, draft, call, result)


def _store(
    replica: Replica, batch: QueuedBatch, ids: Sequence[str], drafts: Sequence[Draft], call: Call, result: ReplayResult
) -> None:
    versions = call(
        lambda remote: remote.append(replica.meeting, drafts, batch.by, ids=ids, at=batch.at), WRITE_TIMEOUT
    )
    replica.resolve_drafts(Resolution(outcome="kept", ids=tuple(ids), seqs=tuple(version.seq for version in versions)))
    result.kept += len(ids)


def _replay_draft(
    replica: Replica, batch: QueuedBatch, queued: QueuedDraft, draft: Draft, call: Call, result: ReplayResult
) -> None:
    wanted: Draft | None = draft
    theirs: Version | None = None
    while wanted is not None:
        try:
            _store(replica, batch, [queued.id], [wanted], call, result)
        except Conflict as conflict:
            theirs = conflict.theirs
            wanted = _merged(replica, draft, theirs, call)
        except (Refused, NoSuchMeeting) as refusal:
            replica.resolve_drafts(Resolution(outcome="refused", ids=(queued.id,), reason=str(refusal)))
            result.refused += 1
            result.reason = str(refusal)
            return
        else:
            return
    assert theirs is not None
    if _is_redundant(draft, theirs):
        replica.resolve_drafts(Resolution(outcome="dropped", ids=(queued.id,), seqs=(theirs.seq,)))
    else:
        replica.resolve_drafts(Resolution(outcome="choose", ids=(queued.id,)))


def _merged(replica: Replica, mine: Draft, theirs: Version, call: Call) -> Draft | None:
    """Both changes merged; None where somebody has to choose, or theirs says it all."""
    if _is_redundant(mine, theirs):
        return None
    both: Record | None
    if isinstance(mine.record, Progress):
        both = mine.record  # the longer of two times kept for the same item
    else:
        base = _version_at(replica, mine.base, call)
        if base is None or mine.removed or theirs.removed or base.removed or base.record.id != mine.record.id:
            return None
        both = merge(base.record, mine.record, theirs.record)
    return None if both is None else Draft(record=both, base=theirs.seq)


def _is_redundant(mine: Draft, theirs: Version) -> bool:
    if isinstance(mine.record, Progress) and isinstance(theirs.record, Progress):
        return mine.record.seconds <= theirs.record.seconds
    return (mine.removed, theirs.removed) == (True, True) or (mine.record, mine.removed) == (
        theirs.record,
        theirs.removed,
    )


def _version_at(replica: Replica, seq: int, call: Call) -> Version | None:
    if not seq:
        return None
    if seq > replica.position:
        replica.confirm(call(lambda remote: remote.versions(replica.meeting, replica.position), WRITE_TIMEOUT))
    return replica.confirmed[seq - 1] if seq <= replica.position else None
