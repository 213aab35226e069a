"""NotConvenedScreen: a form for a decision not to convene (MSCB-01), which is saved closed."""

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
from chairtui.meeting.convening.not_convened import mark_among, not_convened
from chairtui.meeting.dates.calendar import NotADate, day_of, show_date
from chairtui.meeting.dates.phrase import read_day
from chairtui.meeting.formats.model import Format
from chairtui.meeting.records import Person
from chairtui.words import convening as words
from chairtui.words.editing import NO_MARKS
from screens.bindings import FORM, bindings
from screens.context import AppContext
from screens.form_page import FormPage
from screens.widgets.field_box import FieldBox
from screens.widgets.one_line import FieldLine

FIELDS = {
    "subject": words.ASK_SUBJECT,
    "rationale": words.RATIONALE,
    "decided": words.BY,
    "role": words.ASK_ROLE,
    "on": words.ASK_ON,
    "at": words.ASK_AT,
    "instead": words.INSTEAD,
}
NEEDED = ("subject", "rationale", "decided")


class NotConvenedScreen(FormPage[str | None]):
    """Enter goes to the next field and saves from the last one; returns the id of the record."""

    CSS_PATH = "not_convened.tcss"
    HEADING = words.NOTE
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FORM)]
    AUTO_FOCUS = ""

    def __init__(self, context: AppContext, format_: Format, subject: str = "", person: Person | None = None) -> None:
        super().__init__()
        self.context = context
        self.format_ = format_
        self._person: Person | None = person
        self.draft = context.form_draft(None, "not convened")
        self._begins = {"subject": subject, "on": show_date(day_of(context.now()))}

    def compose_body(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False):
            yield Static(words.ASK_ABOUT.format(format=self.format_.name), id="about", markup=False)
            for name, label in FIELDS.items():
                yield FieldBox(name, label, "", FieldLine(self._begins.get(name, ""), id=name, draft=True))

    def on_mount(self) -> None:
        self.set_focus(self.query_one("#subject"), scroll_visible=False)

    @property
    def unsaved(self) -> bool:
        """Whether there is unsaved input."""
        return any(field.value != self._begins.get(field.id or "", "") for field in self.query(Input))

    @on(Input.Changed, "#on")
    def _dated(self, changed: Input.Changed) -> None:
        """Show under the field how the date is read."""
        today = day_of(self.context.now())
        try:
            said = show_date(read_day(changed.value, on=today, nation=self.format_.nation, looks="back"))
        except NotADate:
            said = ""
        self.query_one("#box-on", FieldBox).under(said)

    def file(self) -> None:
        typed = {name: self.query_one(f"#{name}", Input).value.strip() for name in FIELDS}
        missing = next((name for name in NEEDED if not typed[name]), "")
        if missing:
            self._refuse(missing, words.NEEDED.format(field=FIELDS[missing]))
            return
        marked, mark = mark_among(typed)
        if marked:
            self._refuse(marked, NO_MARKS.format(mark=mark))
            return
        today = day_of(self.context.now())
        try:
            on_day = read_day(typed["on"], on=today, nation=self.format_.nation, looks="back") if typed["on"] else today
        except NotADate as reason:
            self._refuse("on", str(reason))
            return
        if on_day > today:
            self._refuse("on", words.LATER.format(day=show_date(on_day)))
            return
        try:
            drafts = not_convened(
                self.format_,
                subject=typed["subject"],
                rationale=typed["rationale"],
                decided_by=typed["decided"],
                on=on_day,
                now=self.context.now(),
                role=typed["role"],
                considered_at=typed["at"],
                instead=typed["instead"],
                person=self._person,
            )
            kept = self.context.journal.begin(drafts, self.context.by)
            Session(self.context.journal, kept, self.context.by).seal()
        except ValidationError as wrong:
            self.say(wrong.errors()[0]["msg"], wrong=True)
        except JournalError as problem:
            self.say(str(problem), wrong=True)
        else:
            self.dismiss(kept)

    def _refuse(self, field: str, reason: str) -> None:
        self.say(reason, wrong=True)
        self.set_focus(self.query_one(f"#{field}"))
