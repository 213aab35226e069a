"""A meeting as a journal must know it to judge what comes next: the newest version of each record, no more.

Pure, and the same for every journal: what it lets through, `Meeting.apply` takes and `Version` reads back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    """The versions a meeting has, in order, and what it takes next."""

    def __init__(self) -> None:
        self.versions: list[Version] = []
        self._newest: dict[str, Version] = {}

    @property
    def position(self) -> int:
        """The `seq` of the last version, 0 while there is none."""
        return len(self.versions)

    @property
    def closed(self) -> bool:
        """Whether a closure was taken; one can't be removed again."""
        return "closure" in self._newest

    def fits(self, version: Version) -> bool:
        """Whether this can be the next version at all; see `flaw`."""
        return not self.flaw(version)

    def flaw(self, version: Version, dumped: Callable[[], str] | None = None) -> Flaw | None:
        """What is wrong with this as the next version that was read: "changed" where its `seq` or its record's kind
        doesn't follow, "seal" where a closed meeting doesn't take it or a closure doesn't match what came before.

        `dumped` gives the digest of what came before where that is cheaper than from the versions.
        """
        record = version.record
        known = self._newest.get(record.id)
        if version.seq != self.position + 1 or (known is not None and known.record.kind != record.kind):
            return "changed"
        try:
            refuse_after_closing(self.closed, version)
        except SealRefused:
            return "seal"
        if self.closed and version.base != (known.seq if known else 0):
            return "seal"
        if isinstance(record, Closure):
            if version.removed or record.position != self.position:
                return "seal"
            if (dumped is None or record.digest != dumped()) and record.digest != digest(self.versions):
                return "seal"
        return None

    def take(self, version: Version) -> None:
        """Count a version in that the journal has kept."""
        self.versions.append(version)
        self._newest[version.record.id] = version

    def missing_from_here(self, versions: Sequence[Version]) -> list[Version]:
        """What another store holds of the same meeting, from its first version, and isn't here; none is counted in.

        Raises `Refused` where what is here isn't the start of it, or where it isn't a history that this program would
        have kept: a version left out, a seal that doesn't match, a change after it.
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
        """The versions that drafts would become. `now` is aware; times in a meeting never go back.

        Raises `Conflict`, `Refused`; nothing is counted in.
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
        """Count in a whole meeting that is closed: drafts, the seal over them, and what came after with its writers.

        For a meeting without versions yet. Raises `Conflict`, `Refused`; then this is of no more use.
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
        if not self.fits(version) or (not self.versions and version.record.kind != "details"):
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
    """The version as it will be read back: a record made past its own checks is found here, not at the next opening."""
    try:
        version = Version(
            record=draft.record, base=draft.base, removed=draft.removed, undoes=draft.undoes, seq=seq, at=at, by=by
        )
        return Version.model_validate_json(version.model_dump_json(warnings="error"))
    except PydanticSerializationError:  # its text repeats the value
        reason = words.WRONG_TYPE
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part not in ("record", draft.record.kind))
        reason = f"{place}: {first['msg']}" if place else first["msg"]
    raise Refused(words.NOT_A_RECORD.format(kind=draft.record.kind, reason=reason))
