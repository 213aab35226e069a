"""What a closed meeting may still take, and the digest it is sealed with (ALL-07)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Draft, Version
from chairtui.words import closing as words


class SealRefused(ValueError):
    """A draft that a closed meeting does not take; the message is for a person."""


def digest(versions: Iterable[Version]) -> str:
    """SHA-256, as 64 hex digits, over the versions in canonical JSON: keys sorted, no spaces, UTF-8, one a line."""
    seal = hashlib.sha256()
    for version in versions:
        line = json.dumps(version.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        seal.update(line.encode("utf-8") + b"\n")
    return seal.hexdigest()


def refuse_after_closing(closed: bool, draft: Draft) -> None:
    """What every journal asks before it keeps a draft. Raises `SealRefused` for what a closed meeting doesn't take.

    An amendment that was made stays as it is: it may have been handed out, so another one corrects it.
    """
    if closed and not kind_of(draft.record).after_closing:
        raise SealRefused(words.CLOSED)
    if draft.record.kind == "amendment" and (draft.base or draft.removed):
        raise SealRefused(words.AMENDMENT_STAYS)
