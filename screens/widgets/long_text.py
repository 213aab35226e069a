"""LongText: a field of a form for a text of several lines."""

from __future__ import annotations

from textual import events, on
from textual.geometry import Offset
from textual.widgets import TextArea

from screens.form_page import DRAFT, FIELD, STEPS, FormPage, advance, step_to

BREAKS = ("ctrl+j", "shift+enter", "alt+enter")
"""Keys that insert a line break. Terminals without bracketed paste send ctrl+j for the line breaks of a paste."""


class LongText(TextArea):
    """A `TextArea` that enter leaves, unless `enter_breaks` is set."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "", enter_breaks: bool = False) -> None:
        super().__init__(
            text,
            id=id,
            classes=" ".join(filter(None, (FIELD, classes))),
            soft_wrap=True,
            show_line_numbers=False,
            compact=not enter_breaks,
            tab_behavior="focus",
        )
        self._enter_breaks = enter_breaks
        self._draft = ""

    @property
    def typed(self) -> str:
        return self.text

    def put(self, text: str, *, draft: bool) -> None:
        self._draft = text if draft else ""
        self.text = text
        self.move_cursor(self.document.end)
        self.set_class(bool(self._draft), DRAFT)
        if self.has_focus:
            self._select_draft()

    @on(events.Focus)
    def _select_draft(self) -> None:
        """The first key then replaces it. When the focus arrives, `has_focus` isn't set yet."""
        if self._draft and self.text == self._draft:
            self.select_all()

    @on(TextArea.Changed)
    def _confirm_draft(self) -> None:
        if self._draft and self.text != self._draft:
            self._draft = ""
            self.remove_class(DRAFT)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and self._enter_breaks and self._draft and self.selected_text == self._draft:
            event.stop()
            event.prevent_default()
            self.move_cursor(self.document.end)  # a line break would replace the draft
        elif event.key == "enter" and not self._enter_breaks:
            event.stop()
            event.prevent_default()
            advance(self)
        elif event.key == "tab" and isinstance(form := self.screen, FormPage) and form.TAB_LEADS_ON:
            event.stop()
            event.prevent_default()
            advance(self, files=False)
        elif event.key in STEPS and self._at_edge(STEPS[event.key]):
            event.stop()
            event.prevent_default()
            step_to(self, STEPS[event.key])
        elif event.key in BREAKS:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    def _at_edge(self, steps: int) -> bool:
        """Whether the cursor can't move a row up (-1) or down (1) here."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        return row == (0 if steps < 0 else self.wrapped_document.height - 1)

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Textual raises where an undo removes both the scrollbar and the line that the cursor is in."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
