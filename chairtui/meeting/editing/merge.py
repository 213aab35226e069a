"""Three-way merge of concurrent changes to a record."""

from __future__ import annotations

from chairtui.meeting.records import Record


def merge(base: Record, mine: Record, theirs: Record) -> Record | None:
    """Both changes combined if they affect different fields of `base`; None if somebody must choose.

    Identical changes don't conflict.
    """
    if not base.id == mine.id == theirs.id:
        raise ValueError("only versions of one record can be merged")
    changes: dict[str, object] = {}
    for name in type(base).model_fields:
        was, my, their = (getattr(record, name) for record in (base, mine, theirs))
        if my in (was, their):
            continue
        if their != was:
            return None
        changes[name] = my
    return theirs.model_copy(update=changes)
