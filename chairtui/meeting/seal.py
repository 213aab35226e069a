"""What a closed meeting may still take, and the digest it is sealed with (ALL-07)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Closure, Draft, Version
from chairtui.words import closing as words


class SealRefused(ValueError):
    """A draft that a closed meeting does not take; the message is for a person."""


class SealBroken(ValueError):
    """A closed meeting that holds something other than what was sealed; the message is for a person."""


_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def digest(versions: Iterable[Version]) -> str:
    """SHA-256, as 64 hex digits, over the versions in canonical JSON: keys sorted, no spaces, UTF-8, one a line."""
    return digest_of_dumps(version.model_dump(mode="json") for version in versions)


def digest_of_dumps(dumps: Iterable[Mapping[str, object]]) -> str:
    """The same digest over versions that are dumped already, at half the cost."""
    seal = hashlib.sha256()
    for dump in dumps:
        seal.update(_canonical(dump).encode("utf-8") + b"\n")
    return seal.hexdigest()


def verify(versions: Sequence[Version]) -> None:
    """Check a meeting that was closed against its digest, and that nothing followed that a closed one doesn't take.

    Asked whenever sealed minutes are made. Raises `SealBroken`.
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
    """What every journal asks before it keeps a draft. Raises `SealRefused` for what a closed meeting doesn't take.

    An amendment that was made stays as it is: it may have been handed out, so another one corrects it.
    """
    if closed and not kind_of(draft.record).after_closing:
        raise SealRefused(words.CLOSED)
    if draft.record.kind == "amendment" and (draft.base or draft.removed):
        raise SealRefused(words.AMENDMENT_STAYS)
