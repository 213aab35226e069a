"""FieldBox: a form field with its label and a message under it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label, Static

from screens.widgets.one_line import FieldLine


class FieldBox(Vertical):
    """A field: its label, its input, and a message: how the value is read, or an error."""

    def __init__(self, name: str, label: str, about: str, line: FieldLine) -> None:
        super().__init__(id=f"box-{name}", classes="field")
        self.field = name
        self.line = line
        self._label = label
        self._about = about
        self._said: tuple[str, bool, bool] | None = None

    def compose(self) -> ComposeResult:
        yield Label(self._label, markup=False)
        if self._about:
            yield Static(self._about, classes="about", markup=False)
        yield self.line
        yield Static(classes="under", markup=False)

    def on_descendant_focus(self) -> None:
        """Scroll to its label too, and to the field below that its answer may open."""
        beside = list(self.parent.children) if self.parent else []
        for below in beside[beside.index(self) + 1 :][:1] if self in beside else []:
            if below.has_class("-waits"):
                below.scroll_visible(animate=False, immediate=True)
        self.scroll_visible(animate=False, immediate=True)

    def wait(self, condition: str) -> None:
        """Show the label alone, quietly, over the condition on which the field is asked; "" shows the field."""
        if self.has_class("-waits") is not bool(condition):
            self.set_class(bool(condition), "-waits")
            self.line.display = not condition
        if condition:
            self.under(condition)

    def under(self, text: str, *, wrong: bool = False, warns: bool = False) -> None:
        """Show a message under the input, "" for none: how it is read, a warning, or an error."""
        if self._said == (said := (text, wrong, warns)):
            return  # each update lays the page out again, and this is asked at every key
        self._said = said
        line = self.query_one(".under", Static)
        line.update(f"! {text}" if text and (wrong or warns) else text)
        line.set_class(wrong, "-wrong")
        line.set_class(warns and not wrong, "-warns")
        line.display = bool(text)
