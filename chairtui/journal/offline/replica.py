"""One meeting as it is seen from here: what the server is known to have kept, and after it what waits on this computer.

Nothing of this asks the server. Threads may share a book; whoever does several things with it holds its `lock`.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime

from chairtui.journal.offline.queue import Became, Captured, Held, Waiting
from chairtui.journal.protocol import Conflict
from chairtui.journal.write_validation import History
from chairtui.meeting.records import AFTER_CLOSING, Draft, Version
from chairtui.words import offline as words


class Book:
    """`confirmed` are the versions the server has kept, as far as is known here; `standing` is the meeting with what
    waits counted in, under the places it will have if nobody else writes. `turn` counts how often something that had
    been given out changed its place or its content; `turned_from` is the first version that did the last time.
    """

    def __init__(self, meeting: str, confirmed: Sequence[Version], waiting: Waiting) -> None:
        self.meeting = meeting
        self.confirmed = list(confirmed)
        self.waiting = waiting
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.sending = threading.Lock()
        self.history = History()
        self.turn = 0
        self.turned_from = 0
        self.kept_here = False
        """Whether the meeting is copied to this computer, and how far it is."""
        self.copied = 0
        self._ids: dict[int, str] = {}
        self._given: dict[tuple[str, int], str] = {}
        self._places: dict[str, int] = {}
        self._untold: list[Version] = []
        for version in self.confirmed:
            self.history.take(version)
        self.look()

    @property
    def position(self) -> int:
        """The seq of the last version the server is known to have."""
        return len(self.confirmed)

    @property
    def to_copy(self) -> bool:
        """Whether something isn't copied to this computer that should be."""
        return self.kept_here and self.copied < self.position

    @property
    def waits(self) -> int:
        """Lines that the server has not got yet; time kept for an agenda item is none that somebody typed."""
        return sum(held.record.kind != "progress" for _, held in self.waiting.drafts(None))

    def look(self) -> None:
        """Take in what another program on this computer has captured or sent. Raises what `Waiting` raises."""
        with self.lock:
            if self.waiting.refresh():
                self._stand()

    def confirm(self, versions: Sequence[Version]) -> bool:
        """Count in what the server has kept; False where something between is missing, so that nothing was done."""
        with self.lock:
            fresh = [version for version in versions if version.seq > self.position]
            if not fresh:
                return True
            if fresh[0].seq != self.position + 1:
                return False
            self.confirmed.extend(fresh)
            if self._ids or self.waiting.unsent:
                self._stand()
                return True
            for version in fresh:
                self.history.take(version)
            self.changed.notify_all()
            return True

    def start_again(self, versions: Sequence[Version]) -> None:
        """The server holds this instead of what was known."""
        with self.lock:
            self.confirmed, self.copied = list(versions), 0
            self._stand()

    # ---- capturing

    def seen(self, draft: Draft) -> Draft:
        """The draft with what it builds on under the place this has now, if it was given out under another."""
        with self.lock:
            base, undoes = self._now(draft.record.id, draft.base), draft.undoes
            if undoes is not None:
                undoes = self._now(draft.record.id, undoes)
            if (base, undoes) == (draft.base, draft.undoes):
                return draft
            return draft.model_copy(update={"base": base, "undoes": undoes})

    def capture(self, drafts: Sequence[Draft], ids: Sequence[str], by: str, now: datetime) -> list[Version]:
        """Keep these here, durably; the versions as they stand for now. Raises `Conflict`, `Refused`, `NotSaved`."""
        with self.lock, self.waiting.writing():
            self._stand()
            drafts = [self.seen(draft) for draft in drafts]
            try:
                made = self.history.validated(drafts, by, now)
            except Conflict as conflict:
                self.forget_given(conflict.mine.record.id)
                raise
            at = made[0].at
            held = tuple(self._held(id_, draft) for id_, draft in zip(ids, drafts, strict=True))
            self.waiting.add([Captured(drafts=held, at=at, by=by)])
            self._stand()
            return made

    def _held(self, id_: str, draft: Draft) -> Held:
        on, undone = self._ids.get(draft.base, ""), self._ids.get(draft.undoes or 0, "")
        return Held(
            id=id_,
            record=draft.record,
            base=0 if on else draft.base,
            on=on,
            removed=draft.removed,
            undoes=None if undone else draft.undoes,
            undoes_on=undone,
        )

    def _now(self, record: str, seq: int) -> int:
        id_ = self._given.get((record, seq))
        if id_ is None:
            return seq
        kept = self.waiting.seq(id_) if self.waiting.outcome(id_) == "kept" else None
        return self._places.get(id_) or kept or seq

    def forget_given(self, record: str) -> None:
        """Whoever chooses about a record has seen what stands now: that they mean from now on."""
        with self.lock:
            self._given = {place: id_ for place, id_ in self._given.items() if place[0] != record}

    # ---- sending

    def draft_of(self, held: Held) -> Draft | None:
        """The draft as the server is asked for it; None where it builds on one that is to be chosen about."""
        base, undoes = held.base, held.undoes
        if held.on:
            if self.waiting.outcome(held.on) == "choose":
                return None
            base = self.waiting.seq(held.on) or 0
        if held.undoes_on:
            undoes = self.waiting.seq(held.undoes_on)
        return Draft(record=held.record, base=base, removed=held.removed, undoes=undoes)

    def note(self, *became: Became) -> None:
        """Write down what became of drafts, durably."""
        with self.lock:
            self.waiting.add(became)
            # What was kept stands where it stood until all that is before it is known too.
            if any(entry.outcome != "kept" for entry in became):
                self._stand()

    # ---- choosing

    def unsettled(self) -> list[Conflict]:
        """What was changed here and by somebody else, in the order it was captured."""
        with self.lock:
            return list(filter(None, (self._conflict(chain) for chain in self._chains().values())))

    def settle(self, record: str, keep_mine: bool, id_: str, by: str, now: datetime) -> None:
        """Choose about one record; what is kept of mine waits to be sent. Durable. One settled before is left."""
        with self.lock:
            self.look()
            chain = self._chains().get(record, [])
            conflict = self._conflict(chain) if chain else None
            if conflict is None:
                return
            theirs = conflict.theirs
            ids = tuple(held.id for held in chain)
            entries: list[Captured | Became] = [Became(outcome="dropped", ids=ids, seqs=(theirs.seq,) * len(ids))]
            if keep_mine:
                mine = Held(id=id_, record=chain[-1].record, base=theirs.seq, removed=chain[-1].removed)
                entries.append(Captured(drafts=(mine,), at=max(now, theirs.at), by=by))
            self.waiting.add(entries)
            self._stand()

    def _chains(self) -> dict[str, list[Held]]:
        chains: dict[str, list[Held]] = {}
        for _, held in self.waiting.drafts("choose"):
            chains.setdefault(held.record.id, []).append(held)
        return chains

    def _conflict(self, chain: Sequence[Held]) -> Conflict | None:
        first, last = chain[0], chain[-1]
        theirs = next((v for v in reversed(self.confirmed) if v.record.id == first.record.id), None)
        if theirs is None:
            return None
        base = self.waiting.seq(first.on) or 0 if first.on else first.base
        mine = Draft(record=last.record, base=base, removed=last.removed)
        said = words.CHANGED_BY.format(by=theirs.by, kind=theirs.record.kind, at=f"{theirs.at:%H:%M}")
        return Conflict(said, mine, theirs)

    # ---- what stands

    def turned(self) -> tuple[list[Version], list[Version]]:
        """What had been given out before anything changed its place since this was last asked, and what stands now;
        nothing where nothing did."""
        with self.lock:
            before, self._untold = self._untold, []
            return before, self.history.versions if before else []

    def _stand(self) -> None:
        """Work out anew what stands, and whether anything that was given out changed."""
        old, history, closed = self.history.versions, History(), False
        for version in self.confirmed:
            history.take(version)
            closed = closed or version.record.kind == "closure"
        self._ids, self._places = {}, {}
        sent = self._perhaps_sent()
        for entry in self.waiting.captured:
            for held in entry.drafts:
                if not self._waits(held.id) or (closed and held.record.kind not in AFTER_CLOSING):
                    continue
                there = self._found(held, entry.by, sent)
                if there:
                    self._places[held.id] = there
                    continue
                version = self._version(held, entry, history.position + 1)
                if history.fits(version):
                    history.take(version)
                    self._places[held.id] = version.seq
                    self._ids[version.seq] = held.id
                    self._given[held.record.id, version.seq] = held.id
        self.history = history
        new = history.versions
        if new[: len(old)] != old:
            self.turn += 1
            self._untold = self._untold or old
            self.turned_from = next(i for i, v in enumerate(old) if i >= len(new) or new[i] != v)
        self.changed.notify_all()

    def _waits(self, id_: str) -> bool:
        """Whether a draft isn't decided about, or what it became isn't known here yet."""
        outcome = self.waiting.outcome(id_)
        return outcome is None or (outcome == "kept" and (self.waiting.seq(id_) or 0) > self.position)

    def _perhaps_sent(self) -> dict[str, list[Version]]:
        """What the server has of the records that wait."""
        wanted = {held.record.id for _, held in self.waiting.drafts(None)}
        found: dict[str, list[Version]] = {}
        for version in self.confirmed if wanted else ():
            if version.record.id in wanted:
                found.setdefault(version.record.id, []).append(version)
        return found

    def _found(self, held: Held, by: str, sent: dict[str, list[Version]]) -> int:
        """The place of a draft that the server has although its answer was lost; 0 for one it hasn't, as it seems."""
        if self._places.get(held.on, 0) > self.position:
            return 0  # what it builds on isn't there
        base = self._base(held)
        same = (held.record, held.removed, by)
        found = (v.seq for v in sent.get(held.record.id, ()) if v.seq > base and (v.record, v.removed, v.by) == same)
        return next(found, 0)

    def _base(self, held: Held) -> int:
        return (self._places.get(held.on) or self.waiting.seq(held.on) or 0) if held.on else held.base

    def _version(self, held: Held, entry: Captured, seq: int) -> Version:
        undoes = held.undoes
        if held.undoes_on:
            undoes = self._places.get(held.undoes_on) or self.waiting.seq(held.undoes_on)
        return Version(
            record=held.record,
            base=self._base(held),
            removed=held.removed,
            undoes=undoes,
            seq=seq,
            at=entry.at,
            by=entry.by,
        )
