"""CaptureLine: the capture line's input.

It handles each key synchronously and in order, so that a key typed right after enter belongs to the next line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from chairtui.meeting.text import LONGEST_TEXT, clean
from chairtui.terminal.paste import UnmarkedPaste
from screens.bindings import LINE, bindings
from screens.textual_internals import SteadyInput
from screens.widgets.wrapping import shown

REMEMBERED = 100
EDITS = frozenset(binding.action for binding in Input.BINDINGS if isinstance(binding, Binding)) - {"submit", "copy"}
"""Keys that the input itself handles."""


class CaptureLine(SteadyInput):
    """A one-line input; the dock handles enter, escape, tab and the arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LINE)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False
        self.remembered: list[str] = []
        """Lines filed in this session, the last one last."""
        self._back = 0
        self.started = ""
        """What a key has put into the line, until another is pressed."""
        self.on_enter: Callable[[], None] = lambda: None
        self.on_escape: Callable[[], None] = lambda: None
        self.on_tab: Callable[[], bool] = lambda: False
        self.on_editor: Callable[[], None] = lambda: None
        self.opening: Callable[[str], str] = lambda text: text
        """Returns an earlier line as it is reopened: a reference as the record's text."""
        self.starting: Callable[[str], str] = lambda text: text
        """Returns the typed text as the line should show it."""
        self.on_lines: Callable[[str, bool], bool] = lambda _text, _joined: False
        """Called first for a paste, with whether it continues the line; returns whether it was several lines."""
        self.on_too_long: Callable[[int], None] = lambda _: None
        """Called for a paste that would make the line longer than a record's text may be."""
        self.catch: Callable[[str], bool] = lambda _: False
        """Called first for every key; returns whether it answers a question of the dock's."""

    def write(self, text: str, cursor: int | None = None) -> None:
        """Set the text, with the cursor at its end or at `cursor`."""
        self._back = 0
        self.value = text
        self.cursor_position = len(text) if cursor is None else cursor

    def offer(self, text: str, start: str = "") -> None:
        """Put a draft in the line. The first letter replaces it, all but its `start`; the up arrow brings it back."""
        self.remember(text)
        self.write(text)
        self.selection = Selection(len(start) if text.startswith(start) else 0, len(text))

    def remember(self, text: str) -> None:
        """Add a line to the history."""
        if text.strip() and self.remembered[-1:] != [text]:
            self.remembered = [earlier for earlier in self.remembered if earlier != text]
            self.remembered.append(text)
            del self.remembered[:-REMEMBERED]

    def press(self, key: str, character: str | None) -> bool:
        """Handle a key; returns whether it was consumed."""
        if self.catch(key):
            return True
        started, self.started = self.started, ""
        if character == ":" and started.endswith(": ") and self.value == started:
            return True  # typed from habit: the letter's key has put it there
        match key:
            case "enter" | "ctrl+j":  # a line break within a paste, on terminals without bracketed paste
                self.on_enter()
            case "escape":
                self.on_escape()
            case "tab":
                self.on_tab()
            case "right" if self.cursor_at_end and self.selection.is_empty:
                return self.on_tab()
            case "ctrl+o":
                self.on_editor()
            case "up":
                self._recall(1)
            case "down" if not self.value and not self._back:  # select what was filed last
                self.on_escape()
            case "down":
                self._recall(-1)
            case _ if character is not None and character.isprintable():
                self.replace(character, *self.selection)
                if len(self.value) == 2 and (begun := self.starting(self.value)) != self.value:
                    self.write(begun)
            case _:
                return self._edit(key)
        return True

    def _edit(self, key: str) -> bool:
        """Run an editing key now: through the bindings, letters typed after it would overtake it."""
        for binding in self._bindings.key_to_bindings.get(key, ()):
            if binding.action in EDITS:
                name, _, selecting = binding.action.partition("(")
                edit = getattr(self, f"action_{name}")
                edit(True) if selecting else edit()
                return True
        return False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key inserts text; the slash too."""
        return key == "slash" or super().check_consume_key(key, character)

    def _recall(self, steps: int) -> None:
        place = min(max(self._back + steps, 0), len(self.remembered))
        if place == self._back:
            return
        if self._back == 0 and self.value.strip():
            self.remember(self.value)
            place = min(2, len(self.remembered))
        self.write(self.opening(self.remembered[-place]) if place else "")
        self._back = place

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()
        if self.screen.focused is self and self.press(event.key, event.character):
            event.stop()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.take(event.text, joined=isinstance(event, UnmarkedPaste))

    def action_press(self, key: str) -> None:
        """Run a command of the line from another key or the palette."""
        self.press(key, None)

    def action_paste(self) -> None:
        self.take(self.app.clipboard)

    def take(self, text: str, *, joined: bool = False) -> None:
        """Insert pasted text at the cursor; several lines need a confirmation. `joined`: the first continues the
        line."""
        if self.on_lines(text, joined):
            return
        line = shown(str(clean(text))).replace("\n", " ").strip("\n")
        length = len(self.value) - len(self.selected_text) + len(line)
        if length > LONGEST_TEXT:
            self.on_too_long(length)
        else:
            self.replace(line, *self.selection)
