"""A field that is filled in as the meeting's line is: those invited, or references, offered as it is typed."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from chairtui.meeting.capture.completion import Completion
from chairtui.words import live as words
from screens.widgets.one_line import FieldLine, FormLine, OneLine

OFFERED = 4
Completing = Callable[[str, int], tuple[Completion, ...]]
"""What the word at the cursor of a text may become, the likeliest first."""


class Completed(OneLine):
    """Tab, or → at the end, fills in the first thing offered; where nothing is, tab goes to the next field."""

    completing: Completing

    def _found(self) -> list[Completion]:
        """What would change the text."""
        found = self.completing(self.value, self.cursor_position)
        return [c for c in found if self.value[c.start : c.end].strip() != c.text]

    @property
    def offer(self) -> str:
        """What is offered, in a line for a person; "" for nothing."""
        found = self._found()
        return words.COMPLETES.format(shown="  ".join(c.shown for c in found[:OFFERED])) if found else ""

    async def _on_key(self, event: events.Key) -> None:
        asked = event.key == "tab" or (event.key == "right" and self.cursor_at_end)
        here = self.screen.focused is self
        if here and asked and self.selection.is_empty and (found := self._found()):
            event.stop()
            event.prevent_default()
            first = found[0]
            self.value = self.value[: first.start] + first.text + self.value[first.end :]
            self.cursor_position = first.start + len(first.text)


class CompletedLine(Completed, FormLine):
    """A field of a form that is saved as a whole."""

    def __init__(
        self, value: str, completing: Completing, *, placeholder: str = "", id: str | None = None, classes: str = ""
    ) -> None:
        super().__init__(
            value, placeholder=placeholder, compact=True, select_on_focus=False, id=id, classes=classes or None
        )
        self.completing = completing


class CompletedField(Completed, FieldLine):
    """One of several fields that are gone through with enter."""

    def __init__(
        self,
        value: str,
        completing: Completing,
        entered: Callable[[FieldLine], None],
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,
    ) -> None:
        super().__init__(value, entered, placeholder=placeholder, max_length=max_length, id=id)
        self.completing = completing
