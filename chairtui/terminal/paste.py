"""UnmarkedPaste: text that arrived faster than anybody types, without the brackets of a paste."""

from __future__ import annotations

from textual import events


class UnmarkedPaste(events.Paste):
    """A paste from a terminal without bracketed paste, or the rest of one whose brackets were lost.

    Its text continues what was typed or pasted before it, where a bracketed paste stands for itself.
    """


# Textual names a message's handler after its class; widgets handle this as any other paste.
UnmarkedPaste.handler_name = events.Paste.handler_name
