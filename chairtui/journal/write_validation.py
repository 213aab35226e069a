"""Validates writes against the current state of a meeting: the newest version of each record.

Pure, and shared by all journals. What it accepts, `Meeting.apply` accepts and `Version` can parse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Literal

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from chairtui.journal.protocol import Conflict, Refused
from chairtui.meeting.records import Closure, Draft, Version
from chairtui.meeting.seal import SealRefused, digest, refuse_after_closing
from chairtui.words import journal as words

Flaw = Literal["changed", "seal"]


class History:
    """The versions of a meeting so far, and the rules for the next."""

    def __init__(self) -> None:
        self.versions: list[Version] = []
        self._newest: dict[str, Version] = {}

    @property
    def position(self) -> int:
        """Seq of the last version, 0 for none."""
        return len(self.versions)

    @property
    def closed(self) -> bool:
        """Whether there is a closure, which can't be removed."""
        return "closure" in self._newest

    def fits(self, version: Version) -> bool:
        """Whether this can be the next version; see `flaw`."""
        return not self.flaw(version)

    def flaw(self, version: Version, dumped: Callable[[], str] | None = None) -> Flaw | None:
        """What is wrong with this as the next version read from storage.

        "changed": its seq or its record's kind doesn't follow, or the meeting would be without details; "seal": a
        closed meeting doesn't take it, or a closure's digest doesn't match. `dumped` returns the digest of the
        preceding versions, where that is cheaper than computing it here.
        """
        record = version.record
        known = self._newest.get(record.id)
        if version.seq != self.position + 1 or (known is not None and known.record.kind != record.kind):
            return "changed"
        if version.removed if record.kind == "details" else not self.versions:
            return "changed"
        try:
            refuse_after_closing(self.closed, version)
        except SealRefused:
            return "seal"
        if self.closed and (version.base != (known.seq if known else 0) or version.at < self.versions[-1].at):
            return "seal"
        if isinstance(record, Closure):
            if version.removed or record.position != self.position:
                return "seal"
            if (dumped is None or record.digest != dumped()) and record.digest != digest(self.versions):
                return "seal"
        return None

    def follow(self, documents: Iterable[object], dumped: Callable[[], str] | None = None) -> Flaw | None:
        """Take documents read from storage, and return what is wrong with the first that can't follow, as `flaw`.

        "changed" also for a document that isn't a version.
        """
        for document in documents:
            try:
                version = Version.model_validate(document)
            except ValidationError:
                return "changed"
            if flaw := self.flaw(version, dumped):
                return flaw
            self.take(version)
        return None

    def take(self, version: Version) -> None:
        """Add a version that was saved."""
        self.versions.append(version)
        self._newest[version.record.id] = version

    def missing_from_here(self, versions: Sequence[Version]) -> list[Version]:
        """The versions of another store's complete history that are missing here; adds none.

        Raises `Refused` if the versions here aren't a prefix of it, or if it isn't a valid history: a gap, a wrong
        digest, or a change after closing.
        """
        if not versions:
            raise Refused(words.NOTHING_TO_KEEP)
        if list(versions[: self.position]) != self.versions:
            raise Refused(words.APART)
        whole = History()
        for version in versions:
            whole._refuse_adopted(version)
            whole.take(version)
        return list(versions[self.position :])

    def validated(self, drafts: Sequence[Draft], by: str, now: datetime) -> list[Version]:
        """The versions these drafts would become. `now` is aware; times never decrease within a meeting.

        Raises `Conflict`, `Refused`; adds none.
        """
        if not drafts:
            raise Refused(words.NOTHING_TO_KEEP)
        if not self.versions and drafts[0].record.kind != "details":
            raise Refused(words.DETAILS_FIRST)
        at = max(self.versions[-1].at, now) if self.versions else now
        ahead: dict[str, Version] = {}
        made: list[Version] = []
        for draft in drafts:
            self._refuse(draft, ahead)
            version = _kept(draft, self.position + len(made) + 1, at, by)
            ahead[version.record.id] = version
            made.append(version)
        return made

    def sealed(self, drafts: Sequence[Draft], by: str, later: Sequence[tuple[Draft, str]], now: datetime) -> None:
        """Add a closed meeting: drafts, a seal over them, and later drafts with their writers.

        For an empty history only. Raises `Conflict`, `Refused`; this object must then be discarded.
        """
        self._count(drafts, by, now)
        self._count([Draft(record=Closure(digest=digest(self.versions), position=self.position))], by, now)
        for draft, writer in later:
            self._count([draft], writer, now)

    def _count(self, drafts: Sequence[Draft], by: str, now: datetime) -> None:
        for version in self.validated(drafts, by, now):
            self.take(version)

    def _refuse(self, draft: Draft, ahead: dict[str, Version]) -> None:
        record = draft.record
        try:
            refuse_after_closing(self.closed or "closure" in ahead, draft)
        except SealRefused as error:
            raise Refused(str(error)) from None
        before = ahead.get(record.id) or self._newest.get(record.id)
        if before is not None and before.record.kind != record.kind:
            raise Refused(words.ANOTHER_KIND.format(was=before.record.kind, kind=record.kind))
        if draft.base != (before.seq if before else 0):
            if before is None:
                raise Refused(words.NEVER_THERE.format(kind=record.kind))
            if record.id in ahead:
                raise Refused(words.TWICE.format(kind=record.kind))
            at = f"{before.at:%H:%M}"
            raise Conflict(words.CONFLICT.format(by=before.by, kind=record.kind, at=at), draft, before)
        if draft.removed and record.kind == "details":
            raise Refused(words.DETAILS_STAY)
        if draft.removed and before is None:
            raise Refused(words.NOTHING_TO_REMOVE.format(kind=record.kind))
        if isinstance(record, Closure):
            self._refuse_closure(record, ahead)

    def _refuse_adopted(self, version: Version) -> None:
        if not self.fits(version):
            raise Refused(words.NOT_A_HISTORY.format(position=version.seq))
        try:
            refuse_after_closing(self.closed, version)
        except SealRefused as error:
            raise Refused(str(error)) from None
        if isinstance(version.record, Closure):
            self._refuse_closure(version.record, {})

    def _refuse_closure(self, closure: Closure, ahead: dict[str, Version]) -> None:
        if closure.position != self.position or ahead:
            raise Refused(words.CLOSED_MEANWHILE)
        if closure.digest != digest(self.versions):
            raise Refused(words.WRONG_SEAL)


def _kept(draft: Draft, seq: int, at: datetime, by: str) -> Version:
    """The version as it will be read back, so that a record built without validation fails here and not on reading."""
    try:
        document = draft.model_dump(mode="json", warnings="error")
        return Version.model_validate({**document, "seq": seq, "at": at, "by": by})
    except PydanticSerializationError:  # its text repeats the value
        reason = words.WRONG_TYPE
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("record", draft.record.kind))
        reason = f"{place}: {first['msg']}" if place else first["msg"]
    raise Refused(words.NOT_A_RECORD.format(kind=draft.record.kind, reason=reason))
