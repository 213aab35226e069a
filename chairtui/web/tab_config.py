"""Configuration that the server passes to a tab's process."""

from __future__ import annotations

from chairtui.journal.session import Role
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Name

TAB = "CHAIRTUI_TAB"
"""Environment variable that holds it, as JSON."""


class Tab(Frozen):
    """The user's name and role, and whether the store is unlocked for them by the server."""

    by: Name
    role: Role
    unlocked: bool = False
