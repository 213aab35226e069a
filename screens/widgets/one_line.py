"""OneLine and FieldLine: inputs that take all of a paste; a FieldLine is a field of a form."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from screens.form_page import DRAFT, FIELD, STEPS, FormPage, advance, step_to

LONGEST = 10_000
"""Default maximum length, in characters."""


class OneLine(Input):
    """An `Input` that joins the lines of a paste instead of dropping all but the first."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.replace(" ".join(event.text.strip("\r\n").splitlines()), *self.selection)


class FieldLine(OneLine):
    """One line of a form. A `draft` is an unconfirmed value: it is marked, and the first key replaces it."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,
        classes: str = "",
        password: bool = False,
        compact: bool = False,
        draft: bool = False,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            max_length=max_length or LONGEST,
            id=id,
            classes=" ".join(filter(None, (FIELD, classes, DRAFT if draft and value else ""))),
            password=password,
            compact=compact,
            select_on_focus=False,  # a letter typed on coming back adds to what is there
        )
        self._draft = value if draft else ""

    def _on_focus(self, event: events.Focus) -> None:  # noqa: ARG002 - Textual's signature
        if self._draft and self.value == self._draft:
            self.action_select_all()

    def on_input_changed(self) -> None:
        """A changed value is no longer a draft."""
        if self._draft and self.value != self._draft:
            self._draft = ""
            self.remove_class(DRAFT)

    @property
    def typed(self) -> str:
        return self.value

    def put(self, text: str, *, draft: bool) -> None:
        self._draft = text if draft else ""
        self.value = text
        self.set_class(bool(self._draft), DRAFT)
        if self._draft and self.has_focus:
            self.action_select_all()

    async def _on_key(self, event: events.Key) -> None:
        form = self.screen
        if not isinstance(form, FormPage):
            return
        leads_on = event.key == "tab" and form.TAB_LEADS_ON
        if event.key == "enter" or leads_on:
            event.stop()
            event.prevent_default()
            advance(self, files=not leads_on)
        elif event.key in STEPS and not form.ARROWS_MOVE_ROWS:
            event.stop()
            event.prevent_default()
            step_to(self, STEPS[event.key])
        # Other keys are the input's own: its handler runs after this one.
