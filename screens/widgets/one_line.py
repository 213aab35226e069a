"""A line to type in that loses nothing: what is pasted in several lines becomes one, and a key pressed after enter
belongs to the field that comes next, never to the one being left."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.screen import Screen, ScreenResultType
from textual.widgets import Input

from screens.rows import Lines
from screens.widgets.long_text import LongText

LONGEST = 10_000
"""Characters of one line where nothing else is said; a record takes fewer and says so."""


class OneLine(Input):
    """An `Input` that takes all of what is pasted."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.strip("\r\n").splitlines()), *self.selection)


class FormLine(OneLine):
    """A field of a form: enter and tab go to the next at once, and a key typed after them belongs there."""

    async def _on_key(self, event: events.Key) -> None:
        focused = self.screen.focused
        if focused is not None and focused is not self:
            event.stop()
            event.prevent_default()
            focused._forward_event(again(event).set_sender(self.app))
        elif event.key in ("enter", "tab"):
            event.stop()
            event.prevent_default()
            self.screen.focus_next(".value")


class TypedAhead:
    """The keys pressed while a screen goes from one step to the next, for the field that is there afterwards."""

    def __init__(self) -> None:
        self.turning = False
        self._held: list[events.Key | events.Paste] = []

    def takes(self, event: events.Event) -> bool:
        """Whether it keeps this event, as it keeps all keys between two steps."""
        if not self.turning or not isinstance(event, events.Key | events.Paste):
            return False
        self._held.append(event)
        return True

    def release(self, screen: Screen[ScreenResultType]) -> None:
        """The step is there: give what was kept to what has the focus now. After an enter that a list answers by
        itself, the rest waits for the step that comes of it."""
        self.turning = False
        while self._held and not self.turning:
            event = self._held.pop(0)
            self.turning = isinstance(event, events.Key) and event.key == "enter" and isinstance(screen.focused, Lines)
            (screen.focused or screen)._forward_event(again(event).set_sender(screen.app))


class FieldLine(OneLine):
    """One of several fields. `entered` is called at enter: it gives the focus to the next, or keeps keys `ahead`."""

    def __init__(
        self,
        value: str,
        entered: Callable[[FieldLine], None],
        ahead: TypedAhead,
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,
        password: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=max_length or LONGEST,
            id=id,
            password=password,
            select_on_focus=False,  # a letter typed on coming back adds to what stands there
        )
        self._entered = entered
        self._ahead = ahead

    async def _on_key(self, event: events.Key) -> None:
        focused = self.screen.focused
        if self._ahead.takes(event):
            event.stop()
            event.prevent_default()
        elif focused is not None and focused is not self:
            event.stop()
            event.prevent_default()
            focused._forward_event(again(event).set_sender(self.app))
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._entered(self)
        # Any other key is the input's own: its handler is called after this one.


class ListedLines(LongText):
    """Lines that a step asks for. What is pressed after the key that leaves the step is the next one's, from the
    moment it is pressed."""

    def __init__(self, text: str, leaves: str, ahead: TypedAhead, *, id: str | None = None) -> None:
        """`leaves` is the action that leaves the step; it has to release what is kept `ahead`."""
        super().__init__(text, id=id, show_line_numbers=False)
        self._leaves = leaves
        self._ahead = ahead

    def _forward_event(self, event: events.Event) -> None:
        if self._ahead.takes(event):
            return
        if isinstance(event, events.Key):
            bound = self.screen.active_bindings.get(event.key)
            self._ahead.turning = bound is not None and bound.binding.action == self._leaves
        super()._forward_event(event)


def again(event: events.Key | events.Paste) -> events.Event:
    """The same key or paste, as if it came now."""
    return events.Paste(event.text) if isinstance(event, events.Paste) else events.Key(event.key, event.character)
