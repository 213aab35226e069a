"""TickList: a form field with several choices to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Size

from chairtui.meeting.editing import Choices
from screens.bindings import TICKS, bindings
from screens.form_page import DRAFT, FIELD, advance, step_to
from screens.widgets.list_row import Row
from screens.widgets.record_list import RecordList, StandaloneList
from screens.widgets.row_layout import lay_out


class TickList(StandaloneList, can_focus=True):
    """The arrows move, past either end to the next field; space ticks and unticks."""

    MARK_WIDTH = 4
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TICKS)]

    def __init__(self, choices: Choices, ticked: Sequence[str], *, classes: str | None = None) -> None:
        super().__init__(classes=" ".join(filter(None, (FIELD, classes))))
        self._choices = choices
        self._ticked = set(ticked)
        self.selected = choices[0][0] if choices else ""
        self.marks_selected = False

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ticked ids, in the order of the choices."""
        return tuple(id_ for id_, _ in self._choices if id_ in self._ticked)

    @property
    def typed(self) -> str:
        return ", ".join(self.ticked)

    def put(self, text: str, *, draft: bool) -> None:
        self._ticked = set(filter(None, text.split(", ")))
        self.set_class(draft, DRAFT)
        self._show()

    def on_mount(self) -> None:
        self._show()

    def tick(self, id_: str) -> None:
        """Toggle a choice."""
        self._ticked ^= {id_}
        self._show()

    def _show(self) -> None:
        self.show(self._as_rows(), self.selected)

    def _as_rows(self) -> list[Row]:
        return [
            Row(id_, "[x]" if id_ in self._ticked else "[ ]", text, "good" if id_ in self._ticked else "plain")
            for id_, text in self._choices
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return sum(len(lay_out(row, max(width - 3, 1), self.MARK_WIDTH)) for row in self._as_rows())

    def watch_has_focus(self, has_focus: bool) -> None:
        """Mark a choice only while focused, so that a form has one mark."""
        super().watch_has_focus(has_focus)
        self.marks_selected = has_focus
        self.refresh()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            advance(self)

    def action_move(self, steps: int) -> None:
        keys = self.keys
        if keys:
            place = (keys.index(self.selected) if self.selected in keys else 0) + steps
            if 0 <= place < len(keys):
                self.select(keys[place])
            else:
                step_to(self, steps)

    def action_tick(self) -> None:
        if self.selected:
            self.tick(self.selected)

    def on_record_list_picked(self, message: RecordList.Picked) -> None:
        message.stop()
        self.selected = message.key
        self.tick(message.key)
