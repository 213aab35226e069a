"""What a tab's program is told about who sits in it."""

from __future__ import annotations

from chairtui.journal.session import Role
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Name

TAB = "CHAIRTUI_TAB"
"""The variable of its surroundings that says so, as JSON."""


class Tab(Frozen):
    """Who sits in a tab, as what, and whether the store is opened for them by whoever started the server."""

    by: Name
    role: Role
    unlocked: bool = False
