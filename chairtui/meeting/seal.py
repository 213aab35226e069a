"""The digest that seals a closed meeting, and what may be added to one (ALL-07)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Closure, Draft, Version
from chairtui.words import closing as words


class SealRefused(ValueError):
    """The draft isn't allowed in a closed meeting. The message is for a person."""


class SealBroken(ValueError):
    """A closed meeting doesn't match its seal. The message is for a person."""


_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def digest(versions: Iterable[Version]) -> str:
    """SHA-256 (hex) over the versions as canonical JSON: sorted keys, no spaces, UTF-8, one per line."""
    return digest_of_dumps(version.model_dump(mode="json") for version in versions)


def digest_of_dumps(dumps: Iterable[Mapping[str, object]]) -> str:
    """`digest` of versions that are already dumped, in half the time."""
    seal = hashlib.sha256()
    for dump in dumps:
        seal.update(_canonical(dump).encode("utf-8") + b"\n")
    return seal.hexdigest()


def verify(versions: Sequence[Version]) -> None:
    """Check a closed meeting's digest, and that only allowed versions follow the closure.

    Called before every export. Raises `SealBroken`.
    """
    closed = next((n for n, version in enumerate(versions) if isinstance(version.record, Closure)), None)
    if closed is None:
        return
    closure = versions[closed]
    assert isinstance(closure.record, Closure)
    if closure.removed or closure.record.position != closed or closure.record.digest != digest(versions[:closed]):
        raise SealBroken(words.SEAL_BROKEN)
    for version in versions[closed + 1 :]:
        try:
            refuse_after_closing(True, version)
        except SealRefused:
            raise SealBroken(words.CHANGED_AFTER_CLOSING.format(seq=version.seq, by=version.by)) from None


def refuse_after_closing(closed: bool, draft: Draft) -> None:
    """Raises `SealRefused` for a draft that a closed meeting doesn't accept, or that changes an amendment.

    Amendments are immutable, as they may have been distributed; another amendment corrects them.
    """
    if closed and not kind_of(draft.record).after_closing:
        raise SealRefused(words.CLOSED)
    if draft.record.kind == "amendment" and (draft.base or draft.removed):
        raise SealRefused(words.AMENDMENT_STAYS)
