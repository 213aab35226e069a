"""Saves the actions of an earlier file in a meeting, once, however many people do it at the same time."""

from __future__ import annotations

from collections.abc import Sequence

from chairtui.journal.protocol import Conflict
from chairtui.journal.session import Session
from chairtui.meeting.convening.earlier_actions import EarlierActions, SheetTable, read_actions
from chairtui.meeting.formats.model import Format


def take_actions(session: Session, tables: Sequence[SheetTable], file: str, format_: Format) -> EarlierActions:
    """Save all actions that are new to the meeting in one write; returns them and what had no place.

    Raises `BadActions`, and what `Session.append` raises except `Conflict`.
    """
    while True:
        read = read_actions(tables, file, session.meeting, format_)
        if not read.drafts:
            return read
        try:
            session.append(read.drafts)
        except Conflict:
            continue  # somebody saved a row of it meanwhile; the session has caught up with it
        return read
