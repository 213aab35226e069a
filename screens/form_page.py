"""FormPage: a page of fields. Enter goes to the next field, and from the last one files the form."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Protocol, runtime_checkable

from textual import events, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import ScreenResultType
from textual.widget import Widget

from chairtui.words import screens as words
from screens.base_page import DismissOnce, Page
from screens.form_drafts import Fields, FormDraft

FIELD = "form-field"
"""The CSS class of the widgets that enter goes through."""
DRAFT = "-draft"
"""The CSS class of a field whose value nobody has confirmed."""
STEPS = {"up": -1, "down": 1}
"""Keys that move between fields."""
KEEP_EVERY = 1.0
"""Interval at which a changed draft is saved, in seconds: a crash loses no more."""


@runtime_checkable
class FormField(Protocol):
    """Interface of a form's field."""

    @property
    def typed(self) -> str:
        """What the field holds now, as text."""
        ...

    def put(self, text: str, *, draft: bool) -> None:
        """Set the value. A `draft` is marked as such, and the first key replaces it."""


class FormPage(Page[ScreenResultType]):
    """Fields call `advance` when they are left with enter, or with tab after a completion.

    Keys typed from the moment the form was asked for reach it in order: see `TypeAhead`. A form with a `draft` saves
    its input when it is left and restores it when it is next opened; a true result deletes the draft.
    """

    TAB_LEADS_ON: ClassVar[bool] = False
    """Whether tab leaves the last field as enter does, for the next step of several; otherwise it goes to the first."""
    ARROWS_MOVE_ROWS: ClassVar[bool] = False
    """Whether up and down move in a list beside the fields, rather than between them."""
    draft: FormDraft | None = None
    _begun_with: Fields | None = None
    _left = False

    @property
    def field_widgets(self) -> list[Widget]:
        """The focusable fields, in order."""
        shown = (widget for widget in self.query(f".{FIELD}") if widget.focusable)
        return [widget for widget in shown if all(node.display for node in widget.ancestors_with_self)]

    def advance(self, field: Widget, *, files: bool = True) -> None:
        """Focus the next field. From the last one, file the form if `files` (enter); otherwise (tab) go to the next
        step, or to the first field of a form without steps."""
        fields = self.field_widgets
        after = fields[fields.index(field) + 1 :] if field in fields else []
        if after:
            self.set_focus(after[0])
        elif files or self.TAB_LEADS_ON:
            self.file()
        elif fields:
            self.set_focus(fields[0])

    def step_to(self, field: Widget, steps: int) -> None:
        """Focus the field that many places on (negative: back), if there is one."""
        fields = self.field_widgets
        place = fields.index(field) + steps if field in fields else -1
        if 0 <= place < len(fields):
            self.set_focus(fields[place])

    def action_save(self) -> None:
        self.file()

    @abstractmethod
    def file(self) -> None:
        """Save the form or go to the next step; errors are shown beside their fields."""

    # ---- what is half filled

    def _named_fields(self) -> Iterator[tuple[str, FormField]]:
        """The fields by id, their own or the nearest ancestor's."""
        for widget in self.query(f".{FIELD}"):
            if isinstance(widget, FormField):
                yield next(node.id for node in widget.ancestors_with_self if node.id), widget

    @on(events.Mount)
    def _bring_back(self) -> None:
        """Restore the draft."""
        if self.draft is None:
            return
        self._begun_with = {name: field.typed for name, field in self._named_fields()}
        kept = self.draft.read()
        again = [
            (field, kept[name]) for name, field in self._named_fields() if kept.get(name, field.typed) != field.typed
        ]
        for field, text in again:
            field.put(text, draft=True)
        if again:
            self.say(words.FORM_BROUGHT_BACK)
        self.set_interval(KEEP_EVERY, self.keep_half_typed)

    @property
    def half_filled(self) -> Fields:
        """The values that differ from the initial ones; {} before it is mounted."""
        begun = self._begun_with
        if begun is None:
            return {}
        return {name: field.typed for name, field in self._named_fields() if field.typed != begun.get(name)}

    def keep_half_typed(self) -> None:
        if self.draft is not None and not self._left:
            self.draft.keep(self.half_filled)

    def action_afresh(self) -> None:
        """Reset the form to its initial values."""
        for name, field in self._named_fields():
            field.put((self._begun_with or {}).get(name, field.typed), draft=False)
        self.say(words.FORM_AFRESH)
        self.keep_half_typed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.draft is not None if action == "afresh" else super().check_action(action, parameters)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with a result. Without one, the input is saved as a draft."""
        if self.draft is not None and self.app.screen is self and not self._left:
            half = {} if result else self.half_filled
            self.draft.keep(half)
            self._left = True
            if half:
                self.app.call_later(_say_below, self.app, words.FORM_KEPT)
        return super().dismiss(result)


def _say_below(app: App[object], said: str) -> None:
    """Show a message on the screen below."""
    if isinstance(app.screen, DismissOnce):
        app.screen.say(said)


def advance(field: Widget, *, files: bool = True) -> None:
    """Leave a field for the next one, where it is in a form."""
    form = field.screen
    if isinstance(form, FormPage):
        form.advance(field, files=files)


def step_to(field: Widget, steps: int) -> None:
    """Leave a field for the one that many places on, where it is in a form."""
    form = field.screen
    if isinstance(form, FormPage):
        form.step_to(field, steps)
