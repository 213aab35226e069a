"""SecondPress: the base of pages with a command that takes effect only when its key is pressed a second time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual import events
from textual.screen import ScreenResultType

from screens.base_page import Page


class SecondPress(Page[ScreenResultType]):
    """Remembers the first press of a command that can't be taken back; any other key forgets it."""

    CANCELLED: ClassVar[str] = ""
    """What is said once another key has been pressed instead."""

    _first_press: tuple[str, Hashable] | None = None

    def pressed_twice(self, action: str, about: Hashable = None) -> bool:
        """Whether this is the second press of an action about the same thing; the first is remembered."""
        twice = self._first_press == (action, about)
        self._first_press = None if twice else (action, about)
        return twice

    def forget_press(self) -> None:
        """Ask again at the next press."""
        self._first_press = None

    def on_key(self, event: events.Key) -> None:
        """Forget the first press at any key of another command."""
        if self._first_press is None:
            return
        bound = self.active_bindings.get(event.key)
        if bound is None or bound.binding.action.partition("(")[0] != self._first_press[0]:
            self._first_press = None
            if self.CANCELLED:
                self.say(self.CANCELLED)
