"""Configuration that the server passes to a tab's process."""

from __future__ import annotations

from pathlib import Path

from chairtui.journal.session import Role
from chairtui.meeting.frozen import Frozen
from chairtui.meeting.text import Name

TAB = "CHAIRTUI_TAB"
"""Environment variable that holds it, as JSON."""


class Tab(Frozen):
    """The user's name and role, and whether the store is unlocked for them by the server.

    Behind a door besides: the `login` that the store at `store` is opened as, and the folder `own` for what this person
    has on the server's computer. Without one these are "" and None, and the store is the one the server was given.
    """

    by: Name
    role: Role
    unlocked: bool = False
    login: str = ""
    store: str | None = None
    own: Path | None = None
