"""A meeting as it was last read from the server: its versions, checked box by box, and the sum they come to."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chairtui.journal.encryption import NotDecrypted, StoreCipher
from chairtui.journal.postgresql.encryption import START, Box, HeadSeal, MeetingSeal, follow, known_key, new_key
from chairtui.journal.protocol import Broken, Listing, Refused
from chairtui.journal.write_validation import History
from chairtui.meeting.records import Closure, Details, Version
from chairtui.words import journal
from chairtui.words import server as words

LINK = "next-meeting"
"""A kind of record that nobody wrote into the meeting: setting up the one that follows leaves it behind."""


@dataclass(frozen=True, slots=True)
class Served:
    """What the server has of a meeting: its row, and the versions that were asked for."""

    wrapped: bytes
    position: int
    head: bytes
    channel: str
    boxes: Sequence[Box]


@dataclass(frozen=True, slots=True)
class Written:
    """Versions ready to be kept: their boxes, and the head that goes with them."""

    versions: Sequence[Version]
    boxes: Sequence[Box]
    head: bytes


class Held:
    """One meeting in memory. `turn` is for whoever changes what is here."""

    def __init__(self, store: StoreCipher, meeting: str) -> None:
        self.meeting = meeting
        self.history = History()
        self.turn = threading.RLock()
        self.broken: Broken | None = None
        self.channel = ""
        """Where the server tells news of it; "" until it was asked."""
        self._store = store
        self._heads = HeadSeal(store)
        self._cipher: MeetingSeal | None = None
        self._sum = START
        self._places: dict[str, int] = {}
        self._summary = _Summary()

    def new_key(self) -> bytes:
        """Give a meeting that is made its key; that key, as it is kept."""
        self._cipher, wrapped = new_key(self._store, self.meeting)
        return wrapped

    def known(self, version_id: str) -> Version | None:
        """The version that was kept with this id."""
        place = self._places.get(version_id)
        return None if place is None else self.history.versions[place - 1]

    def take_in(self, served: Served) -> bool:
        """Count in what the server has beyond what is here; whether that is anything. Sets `broken` for what can't be
        trusted."""
        if self.broken:
            return False
        self.channel = served.channel
        before = self.history.position
        try:
            if self._cipher is None:
                self._cipher = known_key(self._store, self.meeting, served.wrapped)
        except NotDecrypted:
            self.broken = self._damage("elsewhere")
            return False
        for box in served.boxes:
            if not self._take_box(self._cipher, box):
                self.broken = self._damage("changed")
                break
        else:
            if served.position != self.history.position:
                self.broken = self._damage("cut")
            elif not self._fits_head(served):
                self.broken = self._damage("changed")
        return self.history.position > before

    def write(self, versions: Sequence[Version], ids: Sequence[str]) -> Written:
        """The boxes that these versions, the next ones, are kept in. Nothing is counted in. Raises `Refused`."""
        assert self._cipher is not None
        total, boxes, summary = self._sum, [], self._summary
        for version, version_id in zip(versions, ids, strict=True):
            try:
                box = self._cipher.close(version, version_id, total)
            except UnicodeError as error:
                reason = str(error).splitlines()[0]
                raise Refused(journal.NOT_A_RECORD.format(kind=version.record.kind, reason=reason)) from None
            total = follow(total, box.sealed)
            boxes.append(box)
            summary = summary.after(version)
        return Written(versions, boxes, self._heads.close(summary.listing(self.meeting), total))

    def count(self, written: Written) -> None:
        """Count in what the server has kept."""
        for version, box in zip(written.versions, written.boxes, strict=True):
            self._count(version, box)

    def _take_box(self, cipher: MeetingSeal, box: Box) -> bool:
        try:
            version = cipher.open(box, self._sum)
        except NotDecrypted:
            return False
        fits = self.history.fits(version) and version.seq == box.seq
        if not fits or (self._summary.closed and box.stage != "afterwards"):
            return False
        self._count(version, box)
        return True

    def _count(self, version: Version, box: Box) -> None:
        self.history.take(version)
        self._sum = follow(self._sum, box.sealed)
        self._places[box.id] = version.seq
        self._summary = self._summary.after(version)

    def _fits_head(self, served: Served) -> bool:
        try:
            return self._heads.open(self.meeting, served.position, served.head).sum == self._sum.hex()
        except NotDecrypted:
            return False

    def _damage(self, why: Literal["changed", "elsewhere", "cut"]) -> Broken:
        sound = self.history.position
        message = words.BROKEN[why].format(line=sound + 1, sound=sound)
        return Broken(message, sound + 1, sound, why)


@dataclass(frozen=True, slots=True)
class _Summary:
    """What a list shows, kept up as versions come."""

    details: Details | None = None
    closed: bool = False
    last: Version | None = None
    said: Version | None = None

    def after(self, version: Version) -> _Summary:
        record = version.record
        return _Summary(
            details=record if isinstance(record, Details) else self.details,
            closed=self.closed or isinstance(record, Closure),
            last=version,
            said=self.said if record.kind == LINK and self.said is not None else version,
        )

    def listing(self, meeting: str) -> Listing:
        assert self.details is not None
        assert self.last is not None
        assert self.said is not None
        return Listing(
            id=meeting,
            format=self.details.format,
            title=self.details.title,
            subject=self.details.subject,
            starts=self.details.starts,
            state="closed" if self.closed else "open",
            position=self.last.seq,
            written=self.said.at,
        )
