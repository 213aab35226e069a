"""A line to type in that loses nothing: what is pasted in several lines becomes one, and a key pressed after enter
belongs to the field that comes next, never to the one being left."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input

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


class FieldLine(OneLine):
    """One of several fields. `entered` is called at enter, and gives the focus to the next."""

    def __init__(
        self,
        value: str,
        entered: Callable[[FieldLine], None],
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

    async def _on_key(self, event: events.Key) -> None:
        focused = self.screen.focused
        if focused is not None and focused is not self:
            event.stop()
            event.prevent_default()
            focused._forward_event(again(event).set_sender(self.app))
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self._entered(self)
        # Any other key is the input's own: its handler is called after this one.


def again(event: events.Key | events.Paste) -> events.Event:
    """The same key or paste, as if it came now."""
    return events.Paste(event.text) if isinstance(event, events.Paste) else events.Key(event.key, event.character)
