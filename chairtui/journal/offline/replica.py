"""A meeting as seen from this computer: the server's versions, and on top of them the offline queue.

Never calls the server. Thread-safe; callers that need several steps to be atomic hold `lock`.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

from chairtui.journal.offline.queue import OfflineQueue, QueuedBatch, QueuedDraft, Resolution
from chairtui.journal.protocol import Conflict
from chairtui.journal.write_validation import History
from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Draft, Version
from chairtui.words import offline as words


class Replica:
    """`confirmed` are the versions the server is known to have; `history` is those plus the queued drafts, numbered as
    they will be if nobody else writes. `revision` counts how often a version already handed out changed its seq or
    content; `revised_from` is the index of the first one that did the last time."""

    def __init__(self, meeting: str, confirmed: Sequence[Version], queue: OfflineQueue) -> None:
        self.meeting = meeting
        self.confirmed = list(confirmed)
        self.queue = queue
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.sending = threading.Lock()
        self.history = History()
        self.revision = 0
        self.revised_from = 0
        self.cache_locally = False
        """Whether the meeting is to be copied to the local cache."""
        self.cached_position = 0
        self._id_by_seq: dict[int, str] = {}
        self._issued: dict[tuple[str, int], str] = {}
        self._seq_by_id: dict[str, int] = {}
        self._superseded: list[Version] = []
        for version in self.confirmed:
            self.history.take(version)
        self.refresh()

    @property
    def position(self) -> int:
        """The seq of the last version the server is known to have."""
        return len(self.confirmed)

    @property
    def needs_caching(self) -> bool:
        """Whether the local cache lacks something it should have."""
        return self.cache_locally and self.cached_position < self.position

    @property
    def queued_lines(self) -> int:
        """Queued lines that somebody typed; time kept for an agenda item isn't one."""
        return sum(queued.record.kind != "progress" for _, queued in self.queue.drafts(None))

    def refresh(self) -> None:
        """Pick up what another process on this computer queued or sent. Raises what `OfflineQueue` raises."""
        with self.lock:
            if self.queue.refresh():
                self._rebuild()

    def confirm(self, versions: Sequence[Version]) -> bool:
        """Apply versions from the server; False, and nothing applied, where some in between are missing."""
        with self.lock:
            fresh = [version for version in versions if version.seq > self.position]
            if not fresh:
                return True
            if fresh[0].seq != self.position + 1:
                return False
            self.confirmed.extend(fresh)
            if self._id_by_seq or self.queue.unsent:
                self._rebuild()
                return True
            for version in fresh:
                self.history.take(version)
            self.changed.notify_all()
            return True

    def reset(self, versions: Sequence[Version]) -> None:
        """Replace the confirmed versions: the server's history is another."""
        with self.lock:
            self.confirmed, self.cached_position = list(versions), 0
            self._rebuild()

    # ---- queueing

    def rebase(self, draft: Draft) -> Draft:
        """The draft with `base` and `undoes` translated to the current seqs of versions handed out under others."""
        with self.lock:
            base, undoes = self._current_seq(draft.record.id, draft.base), draft.undoes
            if undoes is not None:
                undoes = self._current_seq(draft.record.id, undoes)
            if (base, undoes) == (draft.base, draft.undoes):
                return draft
            return draft.model_copy(update={"base": base, "undoes": undoes})

    def enqueue(self, drafts: Sequence[Draft], ids: Sequence[str], by: str, now: datetime) -> list[Version]:
        """Queue drafts durably and return their provisional versions. Raises `Conflict`, `Refused`, `NotSaved`."""
        with self.lock, self.queue.writing():
            self._rebuild()
            drafts = [self.rebase(draft) for draft in drafts]
            try:
                made = self.history.validated(drafts, by, now)
            except Conflict as conflict:
                self.forget_issued(conflict.mine.record.id)
                raise
            at = made[0].at
            queued = tuple(self._queued(id_, draft) for id_, draft in zip(ids, drafts, strict=True))
            self.queue.add([QueuedBatch(drafts=queued, at=at, by=by)])
            self._rebuild()
            return made

    def _queued(self, id_: str, draft: Draft) -> QueuedDraft:
        on, undone = self._id_by_seq.get(draft.base, ""), self._id_by_seq.get(draft.undoes or 0, "")
        return QueuedDraft(
            id=id_,
            record=draft.record,
            base=0 if on else draft.base,
            on=on,
            removed=draft.removed,
            undoes=None if undone else draft.undoes,
            undoes_on=undone,
        )

    def _current_seq(self, record: str, seq: int) -> int:
        id_ = self._issued.get((record, seq))
        if id_ is None:
            return seq
        kept = self.queue.seq(id_) if self.queue.outcome(id_) == "kept" else None
        return self._seq_by_id.get(id_) or kept or seq

    def forget_issued(self, record: str) -> None:
        """Stop translating seqs of this record: whoever resolves a conflict has seen the current ones."""
        with self.lock:
            self._issued = {issued: id_ for issued, id_ in self._issued.items() if issued[0] != record}

    # ---- sending

    def draft_of(self, queued: QueuedDraft) -> Draft | None:
        """The draft to send for a queued one; None where it builds on one with an unresolved conflict."""
        base, undoes = queued.base, queued.undoes
        if queued.on:
            if self.queue.outcome(queued.on) == "choose":
                return None
            base = self.queue.seq(queued.on) or 0
        if queued.undoes_on:
            undoes = self.queue.seq(queued.undoes_on)
        return Draft(record=queued.record, base=base, removed=queued.removed, undoes=undoes)

    def resolve_drafts(self, *resolutions: Resolution) -> None:
        """Record outcomes durably."""
        with self.lock:
            self.queue.add(resolutions)
            # A kept draft keeps its provisional seq until the versions before it have been fetched.
            if any(one.outcome != "kept" for one in resolutions):
                self._rebuild()

    # ---- conflicts

    def conflicts(self) -> list[Conflict]:
        """Records changed both here and by somebody else, in the order they were queued."""
        with self.lock:
            return list(filter(None, (self._conflict(chain) for chain in self._chains().values())))

    def resolve_conflict(self, record: str, keep_mine: bool, id_: str, by: str, now: datetime) -> None:
        """Resolve a record's conflict durably; `mine`, if kept, is queued again. No-op without a conflict."""
        with self.lock:
            self.refresh()
            chain = self._chains().get(record, [])
            conflict = self._conflict(chain) if chain else None
            if conflict is None:
                return
            theirs = conflict.theirs
            ids = tuple(queued.id for queued in chain)
            entries: list[QueuedBatch | Resolution] = [
                Resolution(outcome="dropped", ids=ids, seqs=(theirs.seq,) * len(ids))
            ]
            if keep_mine:
                mine = QueuedDraft(id=id_, record=chain[-1].record, base=theirs.seq, removed=chain[-1].removed)
                entries.append(QueuedBatch(drafts=(mine,), at=max(now, theirs.at), by=by))
            self.queue.add(entries)
            self._rebuild()

    def _chains(self) -> dict[str, list[QueuedDraft]]:
        chains: dict[str, list[QueuedDraft]] = {}
        for _, queued in self.queue.drafts("choose"):
            chains.setdefault(queued.record.id, []).append(queued)
        return chains

    def _conflict(self, chain: Sequence[QueuedDraft]) -> Conflict | None:
        first, last = chain[0], chain[-1]
        theirs = next((v for v in reversed(self.confirmed) if v.record.id == first.record.id), None)
        if theirs is None:
            return None
        base = self.queue.seq(first.on) or 0 if first.on else first.base
        mine = Draft(record=last.record, base=base, removed=last.removed)
        said = words.CHANGED_BY.format(by=theirs.by, kind=theirs.record.kind, at=f"{theirs.at:%H:%M}")
        return Conflict(said, mine, theirs)

    # ---- the history

    def take_revision(self) -> tuple[list[Version], list[Version]]:
        """The versions as handed out before the last revisions, and the current ones; both empty if nothing was revised
        since the last call."""
        with self.lock:
            before, self._superseded = self._superseded, []
            return before, self.history.versions if before else []

    def _rebuild(self) -> None:
        """Rebuild `history` from the confirmed versions and the queue, noting what it revises."""
        old, history, closed = self.history.versions, History(), False
        for version in self.confirmed:
            history.take(version)
            closed = closed or version.record.kind == "closure"
        self._id_by_seq, self._seq_by_id = {}, {}
        sent = self._server_versions()
        for batch in self.queue.batches:
            for queued in batch.drafts:
                if not self._is_queued(queued.id) or (closed and not kind_of(queued.record).after_closing):
                    continue
                acknowledged = self._acknowledged_seq(queued, batch.by, sent)
                if acknowledged:
                    self._seq_by_id[queued.id] = acknowledged
                    continue
                version = self._version(queued, batch, history)
                if history.fits(version):
                    history.take(version)
                    self._seq_by_id[queued.id] = version.seq
                    self._id_by_seq[version.seq] = queued.id
                    self._issued[queued.record.id, version.seq] = queued.id
        self.history = history
        new = history.versions
        if new[: len(old)] != old:
            self.revision += 1
            self._superseded = self._superseded or old
            self.revised_from = next(i for i, v in enumerate(old) if i >= len(new) or new[i] != v)
        self.changed.notify_all()

    def _is_queued(self, id_: str) -> bool:
        """Whether a draft has no outcome yet, or was kept as a version not fetched yet."""
        outcome = self.queue.outcome(id_)
        return outcome is None or (outcome == "kept" and (self.queue.seq(id_) or 0) > self.position)

    def _server_versions(self) -> dict[str, list[Version]]:
        """The confirmed versions of queued records."""
        wanted = {queued.record.id for _, queued in self.queue.drafts(None)}
        found: dict[str, list[Version]] = {}
        for version in self.confirmed if wanted else ():
            if version.record.id in wanted:
                found.setdefault(version.record.id, []).append(version)
        return found

    def _acknowledged_seq(self, queued: QueuedDraft, by: str, sent: dict[str, list[Version]]) -> int:
        """The seq of a draft that the server has although its answer was lost; 0 where it seems not to."""
        if self._seq_by_id.get(queued.on, 0) > self.position:
            return 0  # nor does it have the draft this one builds on
        base = self._base(queued)
        same = (queued.record, queued.removed, by)
        found = (v.seq for v in sent.get(queued.record.id, ()) if v.seq > base and (v.record, v.removed, v.by) == same)
        return next(found, 0)

    def _base(self, queued: QueuedDraft) -> int:
        return (self._seq_by_id.get(queued.on) or self.queue.seq(queued.on) or 0) if queued.on else queued.base

    def _version(self, queued: QueuedDraft, batch: QueuedBatch, history: History) -> Version:
        """The version it will be if nobody else writes: as on the server, never earlier than the one before."""
        undoes = queued.undoes
        if queued.undoes_on:
            undoes = self._seq_by_id.get(queued.undoes_on) or self.queue.seq(queued.undoes_on)
        return Version(
            record=queued.record,
            base=self._base(queued),
            removed=queued.removed,
            undoes=undoes,
            seq=history.position + 1,
            at=max(batch.at, history.versions[-1].at) if history.versions else batch.at,
            by=batch.by,
        )
