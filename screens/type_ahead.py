"""Keys typed faster than screens come: each is given once the one before it has done all that it does."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from screens.base_page import Page


class TypedAhead:
    """What was typed and waits for the page, or the step of one, that the keys before it lead to; in its order."""

    def __init__(self) -> None:
        self.turning = False
        """Whether what comes next is on its way: what is typed waits until `release`."""
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._given = 0
        self._under_way = False
        self._taker: Widget | None = None

    @dataclass
    class Done(Message):
        """Follows a key on all its way, to whoever does what it is bound to."""

        ahead: TypedAhead
        number: int

    @property
    def empty(self) -> bool:
        """Whether all was given, and done what it does."""
        return not (self.turning or self._under_way or self._waiting)

    def holds(self, event: events.Event, screen: Screen[ScreenResultType]) -> bool:
        """As `Page.holds`: what comes is given in its turn, at once where nothing waits."""
        if not isinstance(event, events.Key | events.Paste) or _goes_before_all(event, screen):
            return False
        if self._taker is not None and not self._taker.is_attached:
            self._under_way = False  # what followed the key went with whoever took it
        self._waiting.append(event)
        self._give(screen)
        return True

    def release(self, screen: Screen[ScreenResultType]) -> None:
        """What comes next is there: give it what was typed for it."""
        self.turning = self._under_way = False
        self._given += 1
        self._give(screen)

    def go_on(self, done: Done, screen: Screen[ScreenResultType]) -> None:
        """Give the next one, unless what was done led on."""
        if done.number == self._given:
            self._under_way = False
            self._give(screen)

    def _give(self, screen: Screen[ScreenResultType]) -> None:
        if self.turning or self._under_way or not self._waiting:
            return
        event = self._waiting.popleft()
        self._given += 1
        self.turning = isinstance(event, events.Key) and isinstance(screen, Page) and _leads_on(event, screen)
        self._under_way = True
        self._taker = taker = screen.focused or screen
        taker._forward_event(event)
        # Whoever sends a message is not told of it again, and this may be run by one who stands on the way.
        taker.post_message(self.Done(self, self._given).set_sender(taker))


def _goes_before_all(event: events.Key | events.Paste, screen: Screen[ScreenResultType]) -> bool:
    bound = screen.active_bindings.get(event.key) if isinstance(event, events.Key) else None
    return bound is not None and bound.binding.priority


def _leads_on(key: events.Key, page: Page[ScreenResultType]) -> bool:
    """Whether a key is bound to what leads on, and isn't a letter for what has the focus."""
    bound, focused = page.active_bindings.get(key.key), page.focused
    if bound is None or not bound.enabled or bound.binding.action not in page.LEADS_ON:
        return False
    return focused is None or bound.node is focused or not focused.check_consume_key(key.key, key.character)
