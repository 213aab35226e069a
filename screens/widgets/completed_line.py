"""CompletedLine: a field of a form that completes names or references, as the capture line does."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from chairtui.meeting.capture.completion import Completion
from chairtui.words import live as words
from screens.form_page import advance
from screens.widgets.one_line import FieldLine

OFFERED = 4
Completing = Callable[[str, int], tuple[Completion, ...]]
"""Completions of the word at the cursor, the likeliest first."""


class CompletedLine(FieldLine):
    """Tab completes and leaves the field as tab does; → at the end completes and stays, for another name."""

    def __init__(
        self,
        value: str,
        completing: Completing,
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,
        classes: str = "",
        compact: bool = False,
        draft: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=max_length,
            id=id,
            classes=classes,
            compact=compact,
            draft=draft,
        )
        self.completing = completing

    def _found(self) -> list[Completion]:
        """Completions that would change the text."""
        found = self.completing(self.value, self.cursor_position)
        return [c for c in found if self.value[c.start : c.end].strip() != c.text]

    @property
    def offer(self) -> str:
        """The completions offered, as a message; "" for none."""
        found = self._found()
        return words.COMPLETES.format(shown="  ".join(c.shown for c in found[:OFFERED])) if found else ""

    async def _on_key(self, event: events.Key) -> None:
        asked = event.key == "tab" or (event.key == "right" and self.cursor_at_end)
        if asked and self.selection.is_empty and (found := self._found()):
            event.stop()
            event.prevent_default()
            first = found[0]
            self.value = self.value[: first.start] + first.text + self.value[first.end :]
            self.cursor_position = first.start + len(first.text)
            if event.key == "tab":
                advance(self, files=False)
