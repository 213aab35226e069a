"""TypeAhead: an app-wide queue that gives each key to the screen only after the one before it has taken effect.

A key pressed while a form is being mounted goes into its first field, never to the screen below. One pressed before
the screen was covered waits until it is uncovered. Keys pressed before a question can have been read don't answer it:
they are held until enter types or escape drops them.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from time import monotonic
from typing import Any

from textual import events, on
from textual.app import App, ReturnType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from chairtui.words import screens as words
from screens.base_page import DismissOnce, Page
from screens.textual_internals import focus_as_opened, forward_event, has_priority

FENCES = 2
"""Round trips between two keys: a key's binding runs in the first, the messages it posts are handled in the second."""
RETRY = 0.01
"""Interval in seconds at which the queue checks whether the screen takes keys."""
BEHIND = 0.25
"""The same while all keys that wait are for the screen below, which may be covered for hours."""
PATIENCE = 1.0
"""Seconds after which a mounted screen without focus is given its keys anyway."""
LEAVING = ("enter", "tab", "shift+tab", "up", "down")
"""Keys that may go to another field; the next enter or escape is about the held keys again."""
SHOWN = 60
"""Characters of the held keys that are shown."""


class TypeAhead:
    """Keys and pastes that wait. A screen holds them back with `DismissOnce.holds_keys`, as between a form's steps."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: list[events.Key | events.Paste] = []
        self._number = 0
        self._fences = 0
        self._taker: Widget | None = None
        self._settled: Screen[Any] | None = None
        self._since = 0.0
        self._retry: Timer | None = None
        self._held: list[events.Key | events.Paste] = []
        self._held_for: DismissOnce[Any] | None = None
        self._answering = False
        """Whether something else was typed since the held keys were last shown."""

    @dataclass
    class Fence(Message):
        """Follows a key along the same way up to the app."""

        number: int

    @dataclass
    class Stray(Message):
        """A key that reached a screen after another one was pushed over it."""

        event: events.Key | events.Paste

    def take(self, event: events.Event) -> bool:
        """Queue a key or a paste; False if it need not wait."""
        if not isinstance(event, events.Key | events.Paste):
            return False
        if isinstance(event, events.Key) and has_priority(self._app.screen, event.key):
            return False
        waits = self._waiting or self._held or self._too_early(self._app.screen, event)
        if _is_text(event) and self._direct and not waits:
            return False
        self._waiting.append(event)
        self._give()
        return True

    def take_back(self, stray: Stray) -> None:
        """Queue a key again that reached a covered screen, before those pressed after it."""
        insort(self._waiting, unhandled(stray.event), key=lambda event: event.time)
        self._give()

    def passed(self, fence: Fence) -> None:
        """Handle a fence that has arrived."""
        if fence.number != self._number:
            return
        self._fences -= 1
        if self._fences > 0 and self._taker is not None and self._taker.is_attached:
            self._send_fence(self._taker)
        else:
            self._fences = 0
            self._give()
            if self._held and not self._answering and not self._under_way:
                self._show_held()

    @property
    def _direct(self) -> bool:
        """Whether the focused input can take text at once, since no key that may leave it is being handled."""
        screen = self._app.screen
        return isinstance(screen, DismissOnce) and screen.takes_text_directly and not self._under_way

    @property
    def _under_way(self) -> bool:
        """Whether a key is still being handled. A widget that was removed meanwhile handles nothing more."""
        return self._fences > 0 and self._taker is not None and self._taker.is_attached

    def _give(self) -> None:
        if self._retry is not None:
            self._retry.stop()
            self._retry = None
        if not self._waiting or not self._app.screen_stack:
            return
        screen = self._app.screen
        if not self._under_way and self._takes_keys(screen):
            self._hold_early(screen)
            event = self._next_for(screen)
            if event is not None and not self._settles_held(screen, event):
                self._waiting.remove(event)
                self._give_to(screen, event)
        if self._waiting:
            idle = self._next_for(self._app.screen) is None
            self._retry = self._app.set_timer(BEHIND if idle else RETRY, self._give)

    def _next_for(self, screen: Screen[Any]) -> events.Key | events.Paste | None:
        """The first of the waiting keys that is for this screen."""
        since = screen.takes_keys_from if isinstance(screen, DismissOnce) else 0.0
        return next((event for event in self._waiting if event.time >= since), None)

    # ---- keys pressed before a question can have been read

    def _too_early(self, screen: Screen[Any], event: events.Key | events.Paste) -> bool:
        """Whether a key would answer a question that nobody can have read when it was pressed."""
        return isinstance(screen, DismissOnce) and event.time < screen.answered_from

    def _hold_early(self, screen: Screen[Any]) -> None:
        """Move the keys that were pressed too early to those held, and show them."""
        early = [event for event in self._waiting if self._too_early(screen, event)]
        if not early or not isinstance(screen, DismissOnce):
            return
        if not self._held and not screen.begins_answer(early[0]):
            screen.answered_from = 0.0  # the person goes elsewhere
            return
        self._waiting = [event for event in self._waiting if event not in early]
        self._held += early
        self._held_for, self._answering = screen, False
        self._show_held()

    def _settles_held(self, screen: Screen[Any], event: events.Key | events.Paste) -> bool:
        """Whether the next key says what becomes of the held ones, which is then done."""
        if self._held and (self._held_for is None or self._held_for not in self._app.screen_stack):
            self._app.notify(words.HELD_DROPPED.format(typed=_as_shown(self._held)), markup=False)
            self._held = []
        asked = self._held_for
        if not self._held or asked is None or asked is not screen:
            return False
        key = event.key if isinstance(event, events.Key) else ""
        if self._answering or key not in ("enter", "escape"):
            self._answering = key not in LEAVING
            return False
        held, self._held = self._held, []
        self._waiting.remove(event)
        if key == "enter":
            asked.say("")
            self._waiting[:0] = [unhandled(early, time=event.time) for early in held]
        else:
            asked.say(words.HELD_DROPPED.format(typed=_as_shown(held)))
        return True

    def _show_held(self) -> None:
        if self._held_for is not None and self._held_for is self._app.screen:
            self._held_for.say(words.HELD.format(typed=_as_shown(self._held)))

    # ---- giving keys

    def _give_to(self, screen: Screen[Any], event: events.Key | events.Paste) -> None:
        if isinstance(screen, Page) and isinstance(event, events.Key) and screen.leads_on(event):
            screen.holds_keys = True
        self._number += 1
        self._fences = FENCES
        self._taker = taker = screen.focused or screen
        forward_event(taker, event)
        self._send_fence(taker)

    def _send_fence(self, taker: Widget) -> None:
        # A message isn't handled by its sender, and the app may be the one that runs this.
        taker.post_message(self.Fence(self._number).set_sender(taker))

    def _takes_keys(self, screen: Screen[Any]) -> bool:
        """Whether a screen takes keys now. Once it did, only `holds_keys` keeps them back."""
        if isinstance(screen, DismissOnce) and screen.holds_keys:
            return False
        if screen is self._settled:
            return True
        if not self._since:
            self._since = monotonic()
        mounted = screen.mounted if isinstance(screen, DismissOnce) else screen.is_running
        focused = screen.focused is not None or screen.AUTO_FOCUS == "" or monotonic() - self._since > PATIENCE
        if not (mounted and focused):
            return False
        self._settled, self._since = screen, 0.0
        return True


def _is_text(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Paste) or event.is_printable


def unhandled(event: events.Key | events.Paste, *, time: float | None = None) -> events.Key | events.Paste:
    """The same event as if nothing had seen it, pressed at `time`, by default when it was."""
    fresh = events.Key(event.key, event.character) if isinstance(event, events.Key) else type(event)(event.text)
    fresh.time = event.time if time is None else time
    return fresh


def _as_shown(typed: list[events.Key | events.Paste]) -> str:
    """Keys and pastes as a person reads them: letters as they are, ⏎ for enter, other keys by name."""
    shown = "".join(map(_one_shown, typed))
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"


def _one_shown(event: events.Key | events.Paste) -> str:
    if isinstance(event, events.Paste):
        return " ".join(event.text.split())
    if event.is_printable and event.character:
        return event.character
    return "⏎" if event.key == "enter" else f"[{event.key}]"


class TypeAheadApp(App[ReturnType]):
    """An app whose keys and pastes go through its `TypeAhead`."""

    def __init__(self) -> None:
        super().__init__()
        self._type_ahead = TypeAhead(self)

    async def on_event(self, event: events.Event) -> None:
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded and bool(self.screen_stack)
        if typed:
            self.app_focus = True  # as Textual does for the keys that it dispatches itself
        if not (typed and self._type_ahead.take(event)):
            await super().on_event(event)

    def watch_app_focus(self, focus: bool) -> None:
        if focus and self.screen_stack:
            focus_as_opened(self.screen)

    @on(TypeAhead.Fence)
    def _key_handled(self, fence: TypeAhead.Fence) -> None:
        self._type_ahead.passed(fence)

    @on(TypeAhead.Stray)
    def _key_strayed(self, stray: TypeAhead.Stray) -> None:
        self._type_ahead.take_back(stray)
