"""Taking back one's own last change, and putting it back: each is a version too, so nothing is lost."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.records import Draft, Version
from chairtui.words import closing as words


class NothingToUndo(LookupError):
    """Nobody of that name has a change left to take back; the message is for a person."""


def undo(meeting: Meeting, by: str) -> Draft:
    """The draft that takes back the last change by this seat. Raises `NothingToUndo`.

    A record that somebody else has changed since is left alone: the message says who did.
    """
    return _take_back(meeting, by, putting_back=False)


def redo(meeting: Meeting, by: str) -> Draft:
    """The draft that puts back what this seat's last undo took. Raises `NothingToUndo`."""
    return _take_back(meeting, by, putting_back=True)


def _take_back(meeting: Meeting, by: str, *, putting_back: bool) -> Draft:
    taken_back: set[int] = set()
    for version in reversed(meeting.versions):
        if version.undoes is not None and version.seq not in taken_back:
            taken_back.add(version.undoes)
        mine = version.by == by and version.seq not in taken_back
        if not mine or version.record.kind in ("closure", "progress"):
            continue
        if putting_back and version.undoes is None:
            break  # a change made since the last undo: there is nothing to put back
        if putting_back == (version.undoes is not None):
            return _before(meeting, version)
    raise NothingToUndo(words.NOTHING_TO_REDO if putting_back else words.NOTHING_TO_UNDO)


def _before(meeting: Meeting, version: Version) -> Draft:
    history = meeting.history(version.record.id)
    last = history[-1]
    if last.seq != version.seq:
        raise NothingToUndo(words.CHANGED_SINCE.format(what=_named(meeting, version), by=last.by))
    if len(history) == 1:
        return Draft(record=version.record, base=version.seq, removed=True, undoes=version.seq)
    earlier = history[-2]
    return Draft(record=earlier.record, base=version.seq, removed=earlier.removed, undoes=version.seq)


def _named(meeting: Meeting, version: Version) -> str:
    return meeting.ref_of(version.record.id) or version.record.kind
