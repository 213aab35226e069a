"""FormPage: a page of fields. Enter goes to the next field, and from the last one files the form."""

from __future__ import annotations

from abc import abstractmethod

from textual.screen import ScreenResultType
from textual.widget import Widget

from screens.base_page import Page

FIELD = "form-field"
"""The CSS class of the widgets that enter goes through."""


class FormPage(Page[ScreenResultType]):
    """Fields call `advance` when they are left with enter, or with tab after a completion.

    Whatever is typed from the moment the form was asked for reaches it in order: see `TypeAhead`.
    """

    @property
    def field_widgets(self) -> list[Widget]:
        """The fields that can have the focus now, in order."""
        shown = (widget for widget in self.query(f".{FIELD}") if widget.focusable)
        return [widget for widget in shown if all(node.display for node in widget.ancestors_with_self)]

    def advance(self, field: Widget, *, files: bool = True) -> None:
        """Focus the field after this one; after the last one file the form, if this `files` it."""
        fields = self.field_widgets
        after = fields[fields.index(field) + 1 :] if field in fields else []
        if after:
            self.set_focus(after[0])
        elif files:
            self.file()

    def action_save(self) -> None:
        self.file()

    @abstractmethod
    def file(self) -> None:
        """Save the form, or go on from it; what is wrong is shown beside its field."""


def advance(field: Widget, *, files: bool = True) -> None:
    """Leave a field for the next one, where it is in a form."""
    form = field.screen
    if isinstance(form, FormPage):
        form.advance(field, files=files)
