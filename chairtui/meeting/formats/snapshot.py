"""The snapshot of its format that a meeting stores, so that it doesn't depend on the format's file."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable

from pydantic import ValidationError

from chairtui.meeting.fold import Meeting
from chairtui.meeting.formats.earlier_ids import with_meanings
from chairtui.meeting.formats.follow_up_agenda import format_for as following
from chairtui.meeting.formats.model import Format
from chairtui.meeting.formats.placeholders import said_of
from chairtui.meeting.formats.validation import faults
from chairtui.meeting.records import KeptFormat

LARGEST = 4_000_000
"""Maximum size of a format's JSON, in bytes, checked while unpacking."""


def keep(format_: Format) -> KeptFormat:
    """The record that stores a format as loaded, with its placeholders unfilled."""
    packed = zlib.compress(format_.model_dump_json().encode("utf-8"), 9)
    return KeptFormat(format=format_.id, version=format_.version, packed=base64.b64encode(packed).decode("ascii"))


def format_for(meeting: Meeting, installed: Callable[[str], Format | None]) -> Format | None:
    """The format of a meeting, with placeholders filled and the item for a previous meeting.

    The stored snapshot is used. If there is none, or this program doesn't support it, `installed` is asked for the same
    id; None if it has none.
    """
    kept = meeting.kept_format
    found = (unpack(kept) if kept else None) or installed(meeting.details.format)
    if found and not found.agencies.whole_names and (now := installed(found.id)):
        found = found.model_copy(update={"agencies": now.agencies})  # stored before formats named them in full
    return following(meeting, said_of(found, meeting.details.person)) if found else None


def unpack(kept: KeptFormat) -> Format | None:
    """The stored format; None if this program doesn't support it, for example because it uses a removed rule."""
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(base64.b64decode(kept.packed, validate=True), LARGEST)
        if not unpacking.eof:
            return None
        found = Format.model_validate_json(text)
    except (binascii.Error, zlib.error, ValidationError):
        return None
    return with_meanings(found) if next(faults(found), None) is None else None
