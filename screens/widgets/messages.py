"""What reaches the live screen from the thread that waits for what others write."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from chairtui.meeting.records import Version


@dataclass
class Arrived(Message):
    """Versions the journal has; this seat's own may be among them."""

    versions: tuple[Version, ...]


@dataclass
class WatchStopped(Message):
    """The journal can't be watched any more; `reason` is for a person."""

    reason: str
