"""What became of a meeting that was to be moved into a store with another key."""

from __future__ import annotations

from typing import Literal

from chairtui.meeting.frozen import Frozen


class Moved(Frozen):
    """The outcome for one meeting; `message` is one line."""

    meeting: str
    state: Literal["moved", "in use", "not moved"]
    message: str
