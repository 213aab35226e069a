"""Undo and redo of a user's own last change. Both append versions, so nothing is lost."""

from __future__ import annotations

from chairtui.meeting.fold import Meeting
from chairtui.meeting.kinds import kind_of
from chairtui.meeting.records import Draft, Version
from chairtui.words import closing as words


class NothingToUndo(LookupError):
    """The user has no change to undo or redo. The message is for a person."""


def undo(meeting: Meeting, by: str) -> Draft:
    """The draft that reverts this user's last change. Raises `NothingToUndo`.

    Refuses if somebody else has changed the record since; the message names them.
    """
    done, _ = _changes(meeting, by)
    if not done:
        raise NothingToUndo(words.NOTHING_TO_UNDO)
    change = done[-1]
    history = _history_of_mine(meeting, change)
    place = history.index(change)
    before = history[place - 1] if place else None
    return Draft(
        record=before.record if before else change.record,
        base=history[-1].seq,
        removed=before.removed if before else True,
        undoes=change.seq,
    )


def redo(meeting: Meeting, by: str) -> Draft:
    """The draft that reapplies this user's last undo. Raises `NothingToUndo`.

    A new change clears the redo stack.
    """
    _, undone = _changes(meeting, by)
    if not undone:
        raise NothingToUndo(words.NOTHING_TO_REDO)
    change, taken_back = undone[-1]
    history = _history_of_mine(meeting, change)
    return Draft(record=change.record, base=history[-1].seq, removed=change.removed, undoes=taken_back.seq)


def _changes(meeting: Meeting, by: str) -> tuple[list[Version], list[tuple[Version, Version]]]:
    """This user's changes that are in effect, and the undone ones with their undo, oldest first."""
    done: list[Version] = []
    undone: list[tuple[Version, Version]] = []
    for version in meeting.versions:
        if version.by != by or not kind_of(version.record).undoable or version.seq == 1:
            continue
        if version.undoes is None:
            done.append(version)
            undone.clear()
        elif undone and undone[-1][1].seq == version.undoes:
            done.append(undone.pop()[0])
        elif done and done[-1].seq == version.undoes:
            undone.append((done.pop(), version))
    return done, undone


def _history_of_mine(meeting: Meeting, change: Version) -> list[Version]:
    """The record's history, once checked that nobody else has changed it since."""
    history = meeting.history(change.record.id)
    others = [v for v in history if v.seq > change.seq and v.by != change.by]
    if others:
        what = meeting.ref_of(change.record.id) or change.record.kind
        raise NothingToUndo(words.CHANGED_SINCE.format(what=what, by=others[-1].by))
    return history
