"""AmendScreen: a form that amends a record of a closed meeting. The original text is kept."""

from __future__ import annotations

from typing import ClassVar

from pydantic import ValidationError
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from chairtui.journal.protocol import JournalError
from chairtui.journal.session import Session
from chairtui.meeting.after.correct import NotCorrected, correction
from chairtui.meeting.records import Record
from chairtui.words import screens as words
from screens.bindings import AMEND, bindings
from screens.context import AppContext
from screens.form_page import FormPage
from screens.widgets.field_box import FieldBox
from screens.widgets.one_line import FieldLine

FIELDS = {
    "ref": words.AMEND_WHAT,
    "text": words.AMEND_TEXT,
    "reason": words.AMEND_REASON,
    "asked": words.AMEND_ASKED,
    "agreed": words.AMEND_AGREED,
}


class AmendScreen(FormPage[str | None]):
    """Enter goes to the next field, and from the last one saves; gives the amendment's reference."""

    CSS_PATH = "amend.tcss"
    HEADING = words.AMEND
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(AMEND)]
    AUTO_FOCUS = ""

    def __init__(self, context: AppContext, session: Session, target: str = "") -> None:
        super().__init__()
        self._given = target
        self.context = context
        self.session = session
        self.draft = context.form_draft(session, f"amendment {target}")

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            for name, label in FIELDS.items():
                given = self._given if name == "ref" else ""
                yield FieldBox(name, label, "", FieldLine(given, id=name))
                if name == "ref":
                    yield Static(id="stands", markup=False)

    def on_mount(self) -> None:
        self.set_focus(self.query_one("#text" if self._given else "#ref"))

    @property
    def unsaved(self) -> bool:
        """Whether anything was typed."""
        return any(field.value.strip() for field in self.query(Input) if field.id != "ref")

    def _target(self) -> Record | None:
        entry = self.session.meeting.find(self.query_one("#ref", Input).value)
        return entry.record if entry else None

    @on(Input.Changed, "#ref")
    def _show_what_stands(self) -> None:
        target = self._target()
        text = str(getattr(target, "text", getattr(target, "name", ""))) if target else ""
        self.query_one("#stands", Static).update(words.AMEND_STANDS.format(text=text) if text else "")

    def file(self) -> None:
        ref, text, reason, asked, agreed = (self.query_one(f"#{name}", Input).value for name in FIELDS)
        target = self._target()
        if ref.strip() and target is None:
            self.say(words.AMEND_NO_REF.format(ref=ref.strip()), wrong=True)
            self.set_focus(self.query_one("#ref"))
            return
        meeting = self.session.meeting
        try:
            amendment = correction(
                self.context.new_id(),
                target.id if target else "",
                text,
                reason,
                meeting,
                asked_by=asked,
                agreed_by=agreed,
            )
        except NotCorrected as problem:
            self.say(str(problem), wrong=True)
            return
        except ValidationError:
            self.say(words.AMEND_NEEDS, wrong=True)
            return
        try:
            self.session.save(amendment)
        except JournalError as problem:
            self.say(str(problem), wrong=True)
            return
        self.dismiss(self.session.meeting.ref_of(amendment.id))
